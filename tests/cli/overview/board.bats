#!/usr/bin/env bats
# board.bats: the deals side by side: in text at every width, chosen by filters, for programs, and as a page.

load ../lib/evidence

# on DAY COMMAND…: as if it were that day, at nine.
on() { NAAST_NOW=${1}T09:00:00Z naast "${@:2}"; }

# D1 may move on, D2 sleeps, D3 is of another owner, D4 stands further, D5 was imported, D6 was won elsewhere, D7 got our no.
further() {
    on 2026-11-01 deal add "Findable policy" --org Waterdam --contact "Sanne de Wit" --amount 25000 >/dev/null 2>&1
    on 2026-11-01 talk D1 >/dev/null 2>&1 <<'SHEET'
purpose: we build search, 15 to 40k; she said: tell me
need: staff cannot find the policy that holds now
  why: residents get wrong answers
summary: one place where the current policy is
  confirmed: Sanne
SHEET
    on 2026-09-01 deal add "Portal for residents" --org "Woningbouw Aa & Zonen" --amount 4000 --currency USD >/dev/null 2>&1
    on 2026-11-05 deal add "Archive of permits" --org "Gemeente Lage Vaart" --amount 8000 --owner bo >/dev/null 2>&1
    on 2026-11-02 deal add "Intranet" --org Waterdam --contact Sanne --amount 12500,50 >/dev/null 2>&1
    on 2026-11-02 talk D4 >/dev/null 2>&1 <<'SHEET'
purpose: we build search, 15 to 40k; she said: tell me
need: nobody reads it
  why: news comes late
summary: news that is read
  confirmed: Sanne
SHEET
    on 2026-11-04 advance D4 >/dev/null
    printf 'Name,Phase,Worth\nWiki,Value,1000\nHelp desk,Won,1500\n' >old.csv
    on 2026-11-06 import deals old.csv --map title=Name stage=Phase amount=Worth --stage Value=value Won=won --currency EUR >/dev/null 2>&1
    on 2026-11-07 deal add "An app" --org Waterdam --contact Sanne >/dev/null 2>&1
    on 2026-11-08 decline D7 --because "an app, not search" >/dev/null 2>&1
}

@test "the board reads well at 80 and 200 columns, in both languages" {
    golden board board
}

@test "every currency has its total, however many there are" {
    rm -rf .naast && naast init >/dev/null 2>&1
    local currency
    for currency in EUR USD GBP CHF SEK NOK DKK PLN CZK HUF; do
        naast deal add "In $currency" --amount 100 --currency $currency >/dev/null
    done
    expect 0 naast board --json
    json '[(.open.totals | length), (.stages[0].totals | length)]' '[10,10]'
    expect 0 naast board
    holds "$out" "HUF 100"
}

@test "narrower than two columns the stages come one below the other" {
    COLUMNS=40 expect 0 naast board
    within 40 "$out"
    equal "Getting to know Match Value" "$(printf '%s\n' "$out" | grep -xE 'Getting to know|Match|Value' | xargs)"
    holds "$out" "Delivered: 1 deal · EUR 1,500"
    holds "$out" "No deals in: Decision, Terms, At work"
}

@test "what sleeps, what was imported and what may move on is told in words, without colour and in ASCII" {
    COLUMNS=200 expect 0 naast board --ascii
    holds "$out" "asleep"
    holds "$out" "imported"
    holds "$out" "+ clear"
    holds "$out" "o not yet: 3"
    equal "" "$(printf '%s' "$out" | LC_ALL=C tr -d '\n -~')"
}

@test "totals are of each currency, and of the open deals together" {
    expect 0 naast board --json
    json '[.schema, .open.deals, .open.totals[0], .open.totals[1]]' \
        '[1,5,{"amount":"46500.50","currency":"EUR"},{"amount":"4000.00","currency":"USD"}]'
    json '.stages[0] | [.stage, .name, .deals, (.totals | map(.currency))]' '["discovery","Getting to know",3,["EUR","USD"]]'
    json '[.stages[].deals]' '[3,1,1,0,0,0,1]'
    COLUMNS=80 expect 0 naast board
    holds "$out" "5 open deals · EUR 46,500.50 · USD 4,000"
}

@test "a card for programs says what the card for people says" {
    expect 0 naast board --json
    json '.stages[0].cards | map(.id)' '["D2","D1","D3"]'
    json '.stages[0].cards[1]' '{"id":"D1","title":"Findable policy","org":"O1","org_name":"Waterdam","owner":"anna","amount":"25000.00","currency":"EUR","day":10,"since":"2026-11-01T09:00:00Z","asleep":false,"unverified":false,"gate_open":true,"blockers":0}'
    json '[.stages[].cards[] | select(.asleep).id]' '["D2"]'
    json '[.stages[].cards[] | select(.unverified).id]' '["D5"]'
    json '.stages[6].cards' '[]'
}

@test "filters choose the deals, and everything that is counted goes with them" {
    chosen() { json '[.open.deals, [.stages[].cards[].id]]' "$1"; }
    expect 0 naast board owner:bo --json && chosen '[1,["D3"]]'
    expect 0 naast board --owner bo --json && chosen '[1,["D3"]]'
    expect 0 naast board owner:me --json && chosen '[3,["D2","D1","D4"]]'
    expect 0 naast board --owner me --json && chosen '[3,["D2","D1","D4"]]'
    expect 0 naast board amount:8000..13000 --json && chosen '[2,["D3","D4"]]'
    expect 0 naast board waterdam --json && chosen '[2,["D1","D4"]]'
    expect 0 naast board org:Waterdam stage:match --json && chosen '[1,["D4"]]'
    json '[.stages[].stage]' '["match"]'
    expect 0 naast board owner:me --limit 1 --json
    json '[.open.deals, (.stages[0].cards | length), .stages[0].deals]' '[3,1,2]'
    json '.stages[0].totals' '[{"amount":"25000.00","currency":"EUR"},{"amount":"4000.00","currency":"USD"}]'
    expect 0 naast board stage:completed --json && json '[.stages[0].deals, .open.deals]' '[1,0]'
}

@test "a filter and no filter that lets everything through show the same" {
    naast board --json | jq 'del(.stages[].totals, .open.totals)' >all
    naast board --json amount:0..99999999 | jq 'del(.stages[].totals, .open.totals)' >chosen
    diff -u all chosen
}

@test "a filter that nothing fits says so" {
    expect 0 naast board amount:9999999..
    equal "" "$out"
    holds "$err" "No deal fits"
}

@test "wrong filters say what is wrong" {
    expect 2 naast board colour:red
    holds "$err" "word 1 of the filter, colour:red"
    expect 2 naast board outcome:lost
    holds "$err" "naast deal list outcome:lost"
    expect 4 naast board stage:nowhere
    holds "$err" "no pipeline here has a stage nowhere"
    expect 4 naast board --pipeline nowhere
    expect 4 naast board org:Nowhere
    expect 2 naast board amount:x
    for wrong in 0 -1 x 10001; do expect 2 naast board --limit=$wrong; done
    expect 2 naast board --html --json
    holds "$err" "choose one"
    expect 2 naast board --csv
    expect 2 naast board --wrong
}

@test "of what was imported nobody knows since when it is there: no day, no sleep, until it changes stage" {
    printf 'Name,Phase,Began\nShed,Value,2016-11-01\n' >shed.csv
    naast import deals shed.csv --map title=Name stage=Phase opened=Began --stage Value=value >/dev/null 2>&1
    expect 0 naast board --json
    json '[.stages[].cards[] | select(.unverified) | [.title, .day, .since, .asleep]] | sort' \
        '[["Shed",null,null,false],["Wiki",null,null,false]]'
    expect 0 naast board --html
    lacks "$out" "day 36"
    expect 0 naast board text:Shed
    lacks "$out" "day"
    lacks "$out" "asleep"
    lacks "$(naast next --json --all)" sleeping,D8
    expect 0 naast show D8 --json
    json .deal.since null
    expect 0 naast export deals Shed
    holds "$out" "value,,,"
    naast back D8 --to match --because "we met them anew" >/dev/null
    expect 0 naast board --json
    json '[.stages[].cards[] | select(.title == "Shed") | [.day, .since != null]]' '[[1,true]]'
}

@test "asleep is what the deal's own revision of the pipeline calls so" {
    naast pipeline show fair --json | jq '.stages[0].sleeps_days = 100' >later.json
    expect 0 naast pipeline add later.json
    expect 0 naast board --json
    json '[.stages[].cards[] | select(.asleep).id]' '["D2"]'
    on 2026-09-01 deal add "Newer" >/dev/null 2>&1
    expect 0 naast board --json
    json '[.stages[].cards[] | select(.asleep).id]' '["D2"]'
}

@test "hostile titles and names stay text" {
    naast deal add "esc" --org $'\u202egnp.exe' >/dev/null 2>&1
    sqlite3 .naast/naast.db "UPDATE naast_deal SET title = 'esc ' || char(27) || '[31m' WHERE title = 'esc'"
    COLUMNS=200 expect 0 naast board
    lacks "$out" $'\e'
    lacks "$out" $'\u202e'
    holds "$out" 'esc \x1b[31m'
    holds "$out" '\u202egnp.exe'
}

@test "the page asks for nothing, runs nothing, and is the same whatever the locale" {
    expect 0 naast board --html
    equal "" "$err"
    holds "$out" "default-src 'none'"
    lacks "$out" "<script"
    lacks "$out" "http:"
    lacks "$out" " style="
    holds "$out" "Woningbouw Aa &amp; Zonen"
    for part in '<h2><bdi>Getting to know' '3 deals' 'day 71' 'asleep' 'imported' 'clear' '<svg role="img"' '<table'; do holds "$out" "$part"; done
    printf '%s\n' "$out" >one
    LC_ALL=C naast board --html --lang en | diff one -
    expect 0 naast board --html owner:bo
    holds "$out" "owner:bo"
    lacks "$out" "Findable policy"
}

@test "the page shows twenty deals of a stage, unless asked otherwise" {
    for i in $(seq 20); do naast deal add "of many $i" >/dev/null 2>&1; done
    expect 0 naast board --html
    equal 22 "$(printf '%s\n' "$out" | grep -c '<li class="deal')"
    holds "$out" "and 3 more"
    expect 0 naast board --html --limit 1
    equal 3 "$(printf '%s\n' "$out" | grep -c '<li class="deal')"
}
