#!/usr/bin/env bash
# What looks at pages sees what is wrong with them, and without a browser nothing passes.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/tools/tap.sh
check=${OUT:?}/tests/web/page_check

breaks 'a browser that is not there is no reason to skip' 'not ok .*Chromium starts' env BROWSER=/nothing/here "$check"
breaks 'a browser that ends at once is none either' 'not ok .*Chromium starts' env BROWSER=false "$check"
breaks 'a page that is not there is told' 'not ok .*opens it' "$check" /nothing/here.html
"$check" --controls tests/web/controls || tap_wrong=1
finish
