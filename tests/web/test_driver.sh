#!/usr/bin/env bash
# What looks at pages sees what is wrong with them, and without a browser nothing passes.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/tools/tap.sh
. tests/web/fonts.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
check=${OUT:?}/tests/web/page_check

breaks 'a browser that is not there is no reason to skip' 'not ok .*Chromium starts' env BROWSER=/nothing/here "$check"
breaks 'a browser that ends at once is none either' 'not ok .*Chromium starts' env BROWSER=false "$check"
breaks 'a page that is not there is told' 'not ok .*opens it' "$check" /nothing/here.html

holds 'the pages have a font of their own' own_fonts "$folder/fonts"
export FONTCONFIG_FILE=$folder/fonts/fonts.conf
without_fonts() {
    installed_fonts() { :; }
    own_fonts "$folder/none"
}
breaks 'where it is not installed the package is named' 'install Debian.s fonts-dejavu-core' without_fonts
# Where the font is, the browser has it from there: in no font a word that is too wide has no width.
mkdir -p "$folder/word" "$folder/empty/files" && cp tests/web/controls/overflow.word.html "$folder/word/"
sed "s|$folder/fonts/|$folder/empty/|" "$folder/fonts/fonts.conf" >"$folder/empty/fonts.conf"
breaks 'the browser uses no other font' 'not ok .*overflow.word.html: control' env FONTCONFIG_FILE="$folder/empty/fonts.conf" "$check" --controls "$folder/word"
"$check" --controls tests/web/controls || tap_wrong=1
finish
