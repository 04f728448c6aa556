# stores.sh: stores whose pages are looked at. Each function makes one in the current folder. NAAST: the binary.
# shellcheck shell=bash
unset NAAST_DB NO_COLOR COLUMNS LC_ALL LC_MESSAGES LANGUAGE XDG_DATA_HOME
export NAAST_ACTOR=anna LANG=en_GB.UTF-8 NAAST_NOW=2026-11-10T09:00:00Z

naast() { "${NAAST:?the binary}" "$@"; }
# on DAY COMMAND...: as if it were that day, at nine.
on() { NAAST_NOW=${1}T09:00:00Z naast "${@:2}"; }

# A week of a consultant: every stage has a deal, one was told no, one came from elsewhere.
story_store() {
    naast init
    on 2026-11-01 deal add 'Findable policy' --org Waterdam --contact 'Sanne de Wit' --amount 25000 \
        --purpose 'We build search, 15 to 40k. She said: tell me.'
    on 2026-11-01 talk D1 <"$NAAST_SOURCE/tests/cli/story/call-1.txt"
    on 2026-11-03 confirm D1.4 --by Sanne --how 'mail 3 Nov'
    on 2026-11-03 advance D1
    on 2026-11-09 talk D1 <"$NAAST_SOURCE/tests/cli/story/call-2.txt"
    on 2026-11-10 record D1 authority decides,signs --person 'Karim Ali'
    on 2026-11-05 deal add 'Archive of permits' --org 'Gemeente Lage Vaart' --contact 'Bram Bos' --amount 8000
    on 2026-11-06 deal add 'An app for inspectors' --org Waterdam --contact 'Joris Bos'
    on 2026-11-08 decline D3 --because 'you need an app, not search' --told Joris
    on 2026-09-01 deal add 'Portal for residents' --org 'Woningbouw Aa & Zonen' --contact 'Petra' --amount 4000 --currency USD
    printf 'Name,Phase,Worth\nWiki,Value,1000\nIntranet,Won,1500\n' >old.csv
    on 2026-11-02 import deals old.csv --map title=Name stage=Phase amount=Worth --stage Value=value Won=won --currency EUR
}

# Words that are wider than a column, in every place.
long_store() {
    local long=Arbeidsongeschiktheidsverzekeringsmaatschappijen
    naast init
    on 2026-11-01 deal add "$long $long" --org "$long" --contact "$long" --amount 123456789012 --owner "$long" --purpose "$long"
    printf 'need: %s\n  why: %s\nsummary: %s\npromise: %s\n  due: 2026-12-01\n  basis: %s\n' $long $long $long $long $long | on 2026-11-02 talk D1
}

empty_store() { naast init; }

# Names and texts that would like to be more than text, and words without an end.
unruly_store() {
    local long
    long=$(printf 'w%.0s' {1..300})
    naast init
    naast deal add $'<script>alert(1)</script> \xe2\x80\xaeevil' --org "$long" --contact '"onload=alert(1)' --amount 1
    naast record D1 need $'<img src=x onerror=alert(1)>\n</bdi></p>\n' --why "$long"
    naast record D1 milestone "$long" --due 2026-12-01
    naast record D1 claim '</style><style>*{display:none}' && naast record D1 source x --about 4 --url 'javascript:alert(1)'
}

# 8,800 deals of a public data set, beside the source tree; nothing where it is absent.
maven_store() {
    local data=$NAAST_SOURCE/../shared/data/maven-crm/sales_pipeline.csv
    [ -f "$data" ] || return 1
    naast init
    naast import deals "$data" --map title=product org=account owner=sales_agent opened=engage_date closed=close_date \
        amount=close_value stage=deal_stage external_id=opportunity_id --currency USD \
        --stage Won=won Lost=lost Engaging=match Prospecting=discovery
}
