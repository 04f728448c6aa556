#!/usr/bin/env bats
# reports.bats: what each report says, in every output, at 80 and 200 columns, in both languages; pages; wrong use.

load ../lib/evidence
load ../lib/transcript

# on DAY COMMAND…: as if it were that day, at nine.
on() { NAAST_NOW=${1}T09:00:00Z naast "${@:2}"; }
# noon DAY COMMAND…: the same, at noon.
noon() { NAAST_NOW=${1}T12:00:00Z naast "${@:2}"; }

# begin ID TITLE DAY [OPTION…]: a deal with Sanne.
begin() { on "$3" deal add "$2" --org Waterdam --contact "Sanne de Wit" "${@:4}" >/dev/null 2>&1; }

# talked ID DAY: everything up to the gate of discovery.
talked() {
    on "$2" talk "$1" >/dev/null 2>&1 <<'SHEET'
purpose: we build search, 15 to 40k; she said: tell me
need: staff cannot find the policy that holds now
  why: residents get wrong answers
summary: one place where the current policy is
  confirmed: Sanne
SHEET
}

# D1 moved on after 10 days, D2 after 30, D3 sleeps, D4 got our no on day 3, D5 and D6 were imported.
further() {
    begin D1 "Findable policy" 2026-09-01 --amount 25000
    talked D1 2026-09-02 && noon 2026-09-11 advance D1 >/dev/null
    begin D2 "Archive" 2026-09-05 --amount 4000 --currency USD
    talked D2 2026-09-06 && noon 2026-10-05 advance D2 >/dev/null
    begin D3 "Portal" 2026-09-20
    begin D4 "An app" 2026-09-21 --amount 9000
    noon 2026-09-24 decline D4 --because "they need an app, not search" --told Sanne >/dev/null 2>&1
    printf 'Name,Phase,Began,Worth\nWiki,New,2026-10-01,1000\nIntranet,Won,2026-01-01,500\n' >old.csv
    naast import deals old.csv --map title=Name stage=Phase opened=Began amount=Worth --stage New=match Won=won \
        --currency EUR >/dev/null 2>&1
}

masked() { sed -E 's/[0-9]+:[0-9a-f]{8,}/HEAD/'; }

# page COMMAND…: with --html it is one whole page: well formed, asking for nothing, no script, no style attribute.
page() {
    expect 0 naast "$@" --html || return 1
    equal "" "$err" || return 1
    printf '%s\n' "$out" >page.html
    holds "$out" "<!doctype html>" || return 1
    holds "$out" "default-src 'none'" || return 1
    for never in '<script' 'style=' 'http:' 'https:' 'url('; do lacks "$out" "$never" || return 1; done
    equal "$(grep -o '<svg ' page.html | wc -l)" "$(grep -o '<svg [^>]*><title>[^<]*</title><desc>[^<]*</desc>' page.html | wc -l)"
}

csv_heads() { printf '%s\n' "$out" | sed -n 1p; }

# --- funnel ---

@test "funnel: as it looks" { golden report-funnel report funnel; }

@test "funnel: amounts that are together more than can be counted are told, here and on the board" {
    for stage in match value; do
        printf 'Name,Phase,Worth\nHuge %s,%s,60000000000000000\n' "$stage" "$stage" >huge.csv
        naast import deals huge.csv --map title=Name stage=Phase amount=Worth --currency USD >/dev/null 2>&1
    done
    for way in "report funnel" "report funnel --json" "board" "board amount:1.." "board --json"; do
        # shellcheck disable=SC2086
        expect 2 naast $way
        holds "$err" "the amounts in USD add up to more than can be counted"
        equal "" "$out"
    done
    expect 0 naast board stage:match
    holds "$out" "60,000,000,000,000,000"
}

@test "funnel: the page has a bar and a row for each stage" {
    page report funnel
    equal 1 "$(grep -c '<svg ' page.html)"
    holds "$out" '<th scope="col">stage</th>'
    holds "$out" "EUR 26,000"
}

@test "funnel: every stage of the pipeline has a line, in its order, and totals go from open over won to the noes" {
    expect 0 naast report funnel --json
    json '[.lines[].stage] | reduce .[] as $s ([]; if index([$s]) then . else . + [$s] end)' \
        '["discovery","match","value","decision","terms","delivery","completed"]'
    json '[.lines[] | select(.stage == "terms") | [.outcome, .deals, .currency]]' '[[null,0,null]]'
    expect 0 naast report funnel
    equal "open open open won we" "$(grep -oE '^(Open|open|Working together|working together|We said no|we said no)\b' <<<"$out" | tr 'A-Z' 'a-z' | sed 's/working together/won/; s/we said no/we/' | xargs)"
}

@test "durations are rounded to the nearest: 31 hours are 1.3 days, a minute short of an hour is an hour" {
    rm -rf .naast && naast init >/dev/null 2>&1
    NAAST_NOW=2026-11-01T00:00:00Z naast deal add one >/dev/null
    expect 0 env NAAST_NOW=2026-11-02T07:00:00Z "$NAAST" report time
    holds "$out" "1.3 d"
    expect 0 env NAAST_NOW=2026-11-01T00:59:45Z "$NAAST" report time
    holds "$out" "1 h"
    lacks "$out" "60 min"
}

@test "what a forecast is about is told to the cent, as on the board and in the funnel" {
    naast deal edit D2 --amount 40000.50 --currency USD >/dev/null
    expect 0 naast report forecast
    holds "$out" "USD 40,000.50 in 1 deal: too few"
    lacks "$out" "USD 40,001"
}

@test "a page tells dates with their year, has no signs of the terminal, and a cue where a table goes on beyond the edge" {
    expect 0 naast report velocity --since 2026-09-01 --html
    holds "$out" "From 1 Sep 2026"
    equal "" "$(grep -E '▁|▂|▃|▄|▅|▆|▇|█' <<<"$out")"
    holds "$out" "linear-gradient(270deg"
    expect 0 naast report velocity --since 2026-09-01
    holds "$out" "█"
}

@test "funnel in ASCII has no other letters" {
    expect 0 naast report funnel --ascii
    equal "" "$(printf '%s' "$out" | LC_ALL=C grep -n '[^ -~]')"
    holds "$out" "##"
}

# many_currencies: a deal for each of five currencies and seven ways to stand.
many_currencies() {
    local way currency n=0
    echo Name,Phase,Worth,Coin >many.csv
    for way in open won lost declined rejected no_match withdrawn; do
        for currency in EUR USD GBP CHF SEK; do echo "Deal $((n += 1)),$way,100,$currency"; done
    done >>many.csv
    rm -rf .naast && naast init >/dev/null 2>&1
    naast import deals many.csv --map title=Name stage=Phase amount=Worth currency=Coin --stage open=match won=won \
        lost=lost declined=declined rejected=rejected no_match=no_match withdrawn=withdrawn >/dev/null 2>&1
}

@test "funnel: every outcome in every currency has its total, however many there are" {
    many_currencies
    expect 0 naast report funnel
    equal 35 "$(grep -c ': 1 deal, ' <<<"$out")"
}

# --- time ---

@test "time: as it looks" { golden report-time report time; }

@test "time: JSON has seconds, CSV the same names" {
    expect 0 naast report time --json
    json '[.schema, .since, .until, (.head | test("^[0-9]+:[0-9a-f]{64}$"))]' '[1,null,null,true]'
    json '.lines[0] | [.median_seconds, .p90_seconds, .present_median_seconds] | map(. / 86400 | floor)' '[10,30,50]'
    json '.lines[0] | del(.[keys[] | select(endswith("_seconds"))])' '{"pipeline":"fair","stage":"discovery","stays":3,"present":1,"asleep":1,"unknown_stays":0,"unknown_present":0}'
    json '.lines[1] | [.stage, .stays, .median_seconds, .present, .unknown_present]' '["match",0,null,2,1]'
    expect 0 naast report time --csv
    equal "pipeline,stage,stays,median_seconds,p90_seconds,present,present_median_seconds,present_longest_seconds,asleep,unknown_stays,unknown_present" "$(csv_heads)"
    holds "$out" "fair,discovery,3,8"
    equal "discovery match " "$(naast report time --format '{stage}' | tr -s '\n ' ' ')"
}

@test "time: the window is of the day a stay ended" {
    expect 0 naast report time --since 2026-09-12 --until 2026-10-05 --json
    json '[.lines[0].stays, .since, .until]' '[2,"2026-09-12","2026-10-05"]'
    expect 0 naast report time --since 2026-10-06 --json
    json '.lines[0].stays' 0
}

@test "time: the page" {
    page report time --since 2026-09-01
    holds "$out" "From 1 Sep 2026"
    holds "$out" "10 Nov 2026, as the history stood"
    holds "$out" "10 d, 90% within 30 d"
    holds "$out" 'class="far"'
}

# --- forecast ---

# ended N DAY: so many deals that were begun and declined that day.
ended() {
    local k id
    for k in $(seq 1 "$1"); do
        id=$(on "$2" deal add "Ended $k" -q)
        on "$2" decline "$id" --because "they need something else" -q >/dev/null
    done
}

@test "forecast: too few ended deals, as it looks, and exit 0" { golden report-forecast-few report forecast; }

@test "forecast: as it looks once there are enough" {
    ended 20 2026-10-10
    golden report-forecast report forecast
}

@test "forecast: JSON has shares as numbers, or null where there are too few to tell" {
    expect 0 naast report forecast --json
    json '[.least, .behind, .ahead, .ended_imported]' '[20,0,0,1]'
    json '.lines[] | select(.stage == "match" and .currency == "EUR")' '{"pipeline":"fair","stage":"match","currency":"EUR","deals":1,"amount":"25000.00","won":0,"ended":0,"share":null,"share_low":null,"share_high":null,"expected":null,"expected_low":null,"expected_high":null}'
    json '.totals[1] | [.currency, .deals, .amount, .told, .expected, .imported, .imported_amount]' '["EUR",1,"25000.00",0,"0.00",1,"1000.00"]'
    ended 20 2026-10-10
    on 2026-10-11 deal edit D3 --amount 1000 >/dev/null
    expect 0 naast report forecast --json
    json '.lines[] | select(.stage == "discovery") | [.share, .share_low, .won, .ended, .amount, .expected]' '[0,0,0,21,"1000.00","0.00"]'
    json '.lines[] | select(.stage == "discovery") | .share_high > 0.1 and .share_high < 0.2' true
    expect 0 naast report forecast --csv
    equal "pipeline,stage,currency,deals,amount,won,ended,share,share_low,share_high,expected,expected_low,expected_high" "$(csv_heads)"
    holds "$out" "fair,discovery,EUR,1,1000.00,0,21,0.0000,0.0000,0.1"
}

@test "forecast: what goes stale falls back, and is told" {
    on 2026-11-01 talk D1 >/dev/null <<<"need: and the archive, too"
    expect 0 env COLUMNS=200 "$NAAST" report forecast
    holds "$out" "later stage than their gates allow now, counted where the gates let them be: 1."
}

@test "forecast: where every open deal was imported it does not say that there are none, but what was left out" {
    rm -rf .naast && naast init >/dev/null 2>&1
    expect 0 naast report forecast
    equal "There are no open deals to forecast." "$err"
    equal "" "$out"
    printf 'Name,Phase\nWiki,New\nPortal,New\nIntranet,Won\n' >old.csv
    naast import deals old.csv --map title=Name stage=Phase --stage New=match Won=won >/dev/null 2>&1
    expect 0 naast report forecast
    equal "Nothing to forecast yet: nothing was recorded here about the open deals." "$err"
    holds "$(tr -s '\n ' ' ' <<<"$out")" "imported and nothing was recorded about them here: 2."
    lacks "$out" "A share is given"
    expect 0 naast --lang nl report forecast
    holds "$(tr -s '\n ' ' ' <<<"$out")" "hier is er niets over vastgelegd: 2."
    page report forecast
    lacks "$out" "no open deals to forecast"
}

@test "forecast: the page" {
    ended 20 2026-10-10
    page report forecast
    equal 1 "$(grep -c '<svg ' page.html)"
    holds "$out" "0% (0–15%)"
}

# --- promises ---

# Ours: one kept, one late, one not kept and let go, one overdue, one moved, one taken back; theirs: one overdue.
promised() {
    local due
    for due in 11 12 13 14 15 16; do
        on 2026-10-10 record D1 promise "server $due" --due "2026-10-$due" --basis "we did it before" -q >/dev/null
    done
    on 2026-10-10 record D1 promise "the list of policies" --from Sanne --due 2026-10-20 -q >/dev/null
    on 2026-10-11 settle D1.5 --as kept --by Sanne -q >/dev/null
    on 2026-10-15 settle D1.7 --as kept --by Sanne -q >/dev/null
    on 2026-10-14 settle D1.9 --as broken --by us -q >/dev/null
    on 2026-10-16 settle D1.9 --as released --by Sanne -q >/dev/null
    on 2026-10-13 amend D1.13 --due 2026-12-01 --agreed Sanne -q >/dev/null
    on 2026-10-13 retract D1.15 --because "that was another customer" -q >/dev/null
}

@test "promises: as it looks" {
    promised
    golden report-promises report promises
}

@test "promises: JSON has both sides and what is overdue, CSV the figures" {
    promised
    expect 0 naast report promises --json
    json '.lines[0]' '{"pipeline":"fair","by":"us","kind":"promise","open":1,"overdue":1,"kept":1,"late":1,"broken":1,"forgiven":1,"released":0,"retracted":1,"reagreed":1,"late_median_days":3,"late_most_days":3,"overdue_median_days":27,"overdue_most_days":27}'
    json '.lines[1] | [.by, .overdue]' '["customer",1]'
    json '[.overdue[] | [.item, .by, .due, .days]]' '[["D1.11","us","2026-10-14",27],["D1.17","customer","2026-10-20",21]]'
    expect 0 naast report promises --csv
    equal "pipeline,by,kind,open,overdue,kept,late,broken,forgiven,released,retracted,reagreed,late_median_days,late_most_days,overdue_median_days,overdue_most_days" "$(csv_heads)"
    expect 0 naast report promises --until 2026-10-14 --json
    json '.lines[0] | [.kept, .late, .broken, .overdue]' '[1,0,0,1]'
}

@test "promises: the page" {
    promised
    page report promises
    holds "$out" "1 of 3 in time"
    holds "$out" "the list of policies"
}

# --- honesty ---

@test "honesty: as it looks" {
    promised
    on 2026-10-20 waive D1 basis --because "they are on holiday" -q >/dev/null
    golden report-honesty report honesty
}

@test "honesty: JSON says what each figure is of, CSV the same" {
    promised
    expect 0 naast report honesty --json
    json '[.lines[] | select(.measure == "no" or .measure == "ended") | [.measure, .key, .count, .of, .share]]' '[["ended","declined",1,1,1],["no",null,1,1,1]]'
    json '.lines[] | select(.measure == "no_stage")' '{"measure":"no_stage","pipeline":"fair","key":"discovery","count":1,"of":1,"share":1}'
    json '[.lines[] | select(.measure == "no_days") | [.count, .share]]' '[[3,null]]'
    json '[.lines[] | select(.measure == "promise_kept") | [.count, .of]]' '[[1,3]]'
    json .ended_imported 1
    expect 0 naast report honesty --csv
    equal "measure,pipeline,key,count,of,share" "$(csv_heads)"
    holds "$out" "promise_kept,,,1,3,0.3333"
}

@test "honesty: the days until a no are the median of so many, never of a count" {
    expect 0 naast report honesty
    holds "$out" "days until the no, median of 1"
    equal "days until the no, median of 1 3" "$(grep "days until" <<<"$out" | xargs)"
}

@test "honesty: people read a percentage from twenty on" {
    ended 18 2026-10-10
    expect 0 naast report honesty
    lacks "$out" "%"
    ended 1 2026-10-10
    expect 0 naast report honesty
    holds "$out" "20  20   100%"
}

@test "honesty knows nobody: no owner, no actor, in any output" {
    expect 2 naast report honesty --owner anna
    for output in --json --csv --html ""; do
        naast report honesty $output >said 2>&1
        lacks "$(cat said)" anna
    done
}

@test "honesty: the page" {
    page report honesty
    holds "$out" "we said no"
}

# --- velocity ---

@test "velocity: as it looks" { golden report-velocity report velocity; }

@test "velocity: JSON has lines, weeks and moves, CSV the lines" {
    expect 0 naast report velocity --json
    json '[.since, .until, .least]' '["2026-08-12",null,20]'
    json '[.lines[] | [.currency, .open, .won, .ended, .per_week]]' '[["EUR",1,0,0,null],["USD",1,0,0,null]]'
    json '[.weeks[0], (.weeks | length)]' '["2026-08-31",6]'
    json '[.moves[] | [.stage, .total, .entered]]' '[["discovery",4,[2,0,1,1,0,0]],["match",2,[0,1,0,0,0,1]]]'
    expect 0 naast report velocity --csv
    equal "pipeline,currency,open,won,ended,won_amount,cycle_seconds,came_per_week,per_week" "$(csv_heads)"
    holds "$out" "fair,EUR,1,0,0,0.00,,0.00,"
}

@test "velocity: the page" {
    page report velocity
    holds "$out" "12 Aug"
    equal 1 "$(grep -c '<svg ' page.html)"
}

@test "velocity: moves are told where nothing has passed a gate yet" {
    rm -rf .naast && naast init >/dev/null 2>&1
    naast deal add x >/dev/null
    expect 0 naast report velocity
    holds "$out" "Getting to know"
    holds "$err" "look further back"
}

# --- docs/reports.md ---

# at_head: nobody can know the journal's head beforehand.
at_head() { sed -E 's/(stood at ).*/\1…/'; }

@test "what docs/reports.md shows is what naast says" {
    export COLUMNS=80
    blocks docs/reports.md console >wanted
    [ "$(grep -c '^\$ ' wanted)" -eq 2 ]
    replay <wanted | at_head >got
    diff -u wanted got
}

@test "an example in docs/reports.md with one wrong figure is found out" {
    export COLUMNS=80
    blocks docs/reports.md console | sed 's/30 d/31 d/' >wanted
    replay <wanted | at_head >got
    run diff wanted got
    [ "$status" -eq 1 ]
}

@test "docs/reports.md names every measure of the honesty report, and every report" {
    for measure in $(sed -n '/measure_codes\[MEASURES\] = {/,/};/p' "$NAAST_SOURCE/lib/report/honesty.c" | grep -o '"[a-z_]*"' | tr -d '"'); do
        grep -q "\`$measure\`" "$NAAST_SOURCE/docs/reports.md" || { echo "missing: $measure"; return 1; }
    done
    for report in "${REPORTS[@]}"; do grep -q "naast report $report" "$NAAST_SOURCE/docs/reports.md"; done
}

# --- the public data set ---

@test "the public data set: what was imported is counted as what it is, and nothing is made up of it" {
    maven sales_pipeline.csv
    rm -rf .naast && naast init >/dev/null 2>&1
    naast import deals "$DATA" --map title=product org=account amount=close_value stage=deal_stage opened=engage_date \
        closed=close_date external_id=opportunity_id --stage Prospecting=discovery Engaging=match Won=won Lost=lost \
        --currency USD >/dev/null 2>&1
    expect 0 naast report funnel --json
    json '[.lines[] | select(.outcome != null)] | [(map(select(.outcome == "won").deals) | add), (map(.deals) | add)]' '[4238,6711]'
    expect 0 naast report forecast --json
    json '[.ended_imported, (.lines | length), (.totals | map(.imported) | add)]' '[6711,0,2089]'
    expect 0 naast report time --json
    json '[.lines[] | [.stage, .stays, .present, .unknown_present]]' '[["discovery",0,0,500],["match",0,0,1589]]'
    expect 0 naast report honesty --json
    json '[.ended_imported, [.lines[] | [.measure, .count, .of]]]' '[6711,[["unverified",2089,2089]]]'
    expect 0 naast report velocity --json
    json '[.lines, .moves]' '[[],[]]'
    expect 0 naast report promises --json
    json '.lines' '[]'
}

# --- all of them ---

REPORTS=(funnel time velocity forecast honesty promises)

@test "an empty store is told, with exit 0, in every output" {
    rm -rf .naast && naast init >/dev/null 2>&1
    for report in "${REPORTS[@]}"; do
        expect 0 naast report "$report"
        equal "" "$out"
        [ -n "$err" ]
        expect 0 naast report "$report" --json
        json '[.schema, .lines]' '[1,[]]'
        expect 0 naast report "$report" --csv
        equal 1 "$(printf '%s\n' "$out" | wc -l)"
        page report "$report"
    done
}

@test "wrong use is told" {
    for report in "${REPORTS[@]}"; do
        expect 4 naast report "$report" --pipeline nothing
        gentle
        expect 2 naast report "$report" --html --json
        holds "$err" "choose one"
        expect 2 naast report "$report" -z
        holds "$err" "--format"
        expect 2 naast report "$report" D1
        [ "$report" = funnel ] && continue
        expect 2 naast report "$report" --since 2026-02-30
        expect 2 naast report "$report" --since 2026-02-03 --until 2026-02-01
        holds "$err" "before the first"
        gentle
    done
    expect 2 naast report
    expect 2 naast report everything
}

@test "names that would be more than a name stay text on a page" {
    naast pipeline show fair --json | jq '.pipeline // . | .name = "fair2" | .stages[0].name = {en: "<script>alert(1)</script>"}' >odd.json
    naast pipeline add odd.json >/dev/null
    naast deal add x --pipeline fair2 >/dev/null
    for report in "${REPORTS[@]}"; do
        expect 0 naast report "$report" --html
        lacks "$out" "<script"
    done
    expect 0 naast report funnel --html
    holds "$out" "&lt;script&gt;"
}
