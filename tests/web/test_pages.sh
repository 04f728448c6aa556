#!/usr/bin/env bash
# Every page (help.bats sees to it that none is left out), in both languages, opened in a browser: on a phone, on a desk, light, dark and on paper.
# SAVE: a folder for the screenshots and PDFs.
set -u
cd "$(dirname "$0")/../.." || exit 1
source_top=$PWD
export NAAST_SOURCE=$source_top
. tests/tools/tap.sh
. tests/web/fonts.sh
. tests/web/stores.sh
. tests/cli/lib/hostile.bash
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
holds 'the pages have a font of their own' own_fonts "$folder/fonts"
export FONTCONFIG_FILE=$folder/fonts/fonts.conf

# written FILE COMMAND...: the command writes a page into the file, and says nothing on stderr.
written() {
    naast "${@:2}" --html 2>"$1.err" >"$1" && [ ! -s "$1.err" ]
}

# page NAME COMMAND... -- TEXT...: writes NAME.en.html and NAME.nl.html from the store in this folder; the texts must be on both.
page() {
    local name=$1 language
    local -a command=()
    shift
    while [ "$1" != -- ]; do command+=("$1") && shift; done
    shift
    for language in en nl; do
        holds "$name.$language: ${command[*]} writes a page" \
            written "$folder/$name.$language.html" --lang "$language" "${command[@]}"
        printf '%s\n' "$@" >"$folder/$name.$language.texts"
    done
}

# store NAME: a folder of its own for that store; the pages that follow are of it.
store() {
    mkdir "$folder/$1.store" && cd "$folder/$1.store" || exit 1
    holds "the $1 store is made" "$1_store"
}

store story
page board board -- 'Portal for residents' D4 'Woningbouw Aa & Zonen' '71'
page chosen board owner:me amount:5000.. -- 'owner:me amount:5000..' 'Archive of permits'
page time report time -- Match
page funnel report funnel -- Match
page forecast report forecast -- EUR
page promises report promises -- 2
page honesty report honesty -- 1
page velocity report velocity -- 1
page share share D1 --quiet -- Waterdam 'EUR' 'staff'
page share-for share D1 --for Karim --quiet -- 'Karim Ali, Waterdam'
page share-speaker share D1 --for Sanne --quiet -- 'Sanne de Wit, Waterdam' 'Karim Ali'
page share-ended share D3 --quiet -- 'you need an app, not search'
page share-new share D4 --quiet -- 'Portal for residents'
page guide guide D1 -- 'Findable policy'
page guide-new guide D4 -- 'Portal for residents'

store empty
page empty-board board --
page empty-time report time --
page empty-funnel report funnel --

store long
page long board -- Arbeidsongeschiktheidsverzekeringsmaatschappijen
page long-share share D1 --quiet -- Arbeidsongeschiktheidsverzekeringsmaatschappijen
page long-guide guide D1 -- Arbeidsongeschiktheidsverzekeringsmaatschappijen

store hostile
page hostile board -- '=cmd|'\''/C calc'\''!A0 <script>alert(1)</script>' '\u202egnp.exe'
page hostile-odd board --pipeline odd -- '<script>alert(1)</script>'
page hostile-share share D1 --for P1 --quiet -- '<script>alert(1)</script>'
page hostile-guide guide D1 -- '<script>alert(1)</script>'
page hostile-guide-odd guide D2 -- '<script>alert(1)</script>'
page hostile-forecast report forecast --
page hostile-time report time -- '<script>alert(1)</script>'
page hostile-promises report promises --
page hostile-honesty report honesty --
page hostile-velocity report velocity --

store unruly
page unruly board -- '<script>alert(1)</script>' '\u202e'
page unruly-share share D1 --quiet -- '<script>alert(1)</script>' '<img src=x onerror=alert(1)>' '\u202e'
page unruly-guide guide D1 -- '<script>alert(1)</script>' '\u202e'

if [ -f "$NAAST_SOURCE/../shared/data/maven-crm/sales_pipeline.csv" ]; then
    store maven
    page maven board -- 'GTX Basic'
else
    skip 'the public data set on a board' 'THE PUBLIC DATA SET IS NOT THERE'
fi

cd "$source_top" || exit 1
"$OUT/tests/web/page_check" ${SAVE:+--save "$SAVE"} "$folder"/*.html || tap_wrong=1
finish
