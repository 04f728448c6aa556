#!/usr/bin/env bats
# history.bats: log, verify, board, report funnel.

load ../lib/helper

prepare() { naast init >/dev/null 2>&1; }

@test "log: newest first, one operation for what was one command" {
    naast deal add x --org Waterdam --contact Sanne >/dev/null 2>&1
    naast org edit O1 --note y
    expect 0 naast log --json
    json '.schema' 1
    json '[.entries[0] | .name, .on, .actor, .at[0:10]]' '["org_edit","O1","anna","2026-11-10"]'
    json '[.entries[] | select(.name == "deal_add") | .operation] | unique | length' 1
    json '[.entries[] | select(.name == "deal_add") | .on] | sort' '["D1","O1","P1"]'
    expect 0 naast log
    holds "$out" "organisation changed"
    expect 0 naast log --lang nl
    holds "$out" "organisatie gewijzigd"
    lacks "$out" "org_edit"
}

@test "log of one deal, organisation or person; by page" {
    naast deal add x --org Waterdam >/dev/null 2>&1
    expect 0 naast log D1 --json
    json '[.entries[].on] | unique' '["D1"]'
    expect 0 naast log O1 --json
    json '[.entries[].on] | unique' '["O1"]'
    expect 4 naast log D9
    expect 0 naast log --limit 1 --json
    json '[(.entries | length), .more]' '[1,true]'
    seq=$(printf '%s' "$out" | jq .entries[0].seq)
    expect 0 naast log --limit 1 --before "$seq" --json
    json '.entries[0].seq' "$((seq - 1))"
    expect 0 naast log --limit 1
    holds "$err" "--before $seq"
    expect 2 naast log --limit x
    expect 0 naast log --csv
    holds "$out" "operation,seq,at,actor,name,on,title,changes"
}

@test "verify --json has the shape that scripts rely on" {
    naast deal add x >/dev/null
    expect 0 naast verify --json
    json '[.schema, .ok, (.findings | length)]' '[1,true,0]'
    printf '%s' "$out" | jq -e '.head | test("^[0-9]+:[0-9a-f]{64}$")' >/dev/null
    expect 0 naast verify
    holds "$out" "$(naast verify --json | jq -r .head)"
    expect 0 naast verify --lang nl
    holds "$out" "Alles klopt met de geschiedenis"
}

@test "verify finds a row that was changed behind its back, exit 10" {
    command -v sqlite3 >/dev/null || skip "no sqlite3 shell"
    naast deal add x >/dev/null
    sqlite3 .naast/naast.db "UPDATE naast_deal SET title = 'y'" || skip "not that way"
    expect 10 naast verify --json
    json .ok false
    json '.findings | length > 0' true
    expect 10 naast verify
    [ -n "$out" ]
    holds "$err" "does not agree with its history"
    expect 10 naast verify --lang nl
    holds "$err" "klopt niet met zijn geschiedenis"
}

@test "board of an empty store says how to begin" {
    expect 0 naast board
    equal "" "$out"
    holds "$err" "The board is empty"
    expect 0 naast board --json
    json '[.schema, .pipeline, (.stages | length), ([.stages[].deals] | add)]' '[1,"fair",7,0]'
    expect 4 naast board --pipeline nothing
    expect 2 naast board --limit 0
}

@test "board shows title, organisation, amount, days and the gate of each deal, side by side" {
    naast deal add "Findable policy" --org Waterdam --amount 25000 >/dev/null 2>&1
    COLUMNS=200 NAAST_NOW=2026-11-14T09:00:00Z expect 0 naast board
    for part in "Getting to know" "D1 Findable policy" "Waterdam" "EUR 25,000 · day 5" "○ not yet: 3"; do holds "$out" "$part"; done
    equal "" "$(printf '%s\n' "$out" | awk '/[ ]$/')"
    printf '%s\n' "$out" | sed -n 1p | grep -q 'Getting to know  *Match  *Value'
    NAAST_NOW=2026-11-14T09:00:00Z expect 0 naast board --lang nl
    for part in "Kennismaken" "EUR 25.000 · dag 5" "○ nog niet: 3"; do holds "$out" "$part"; done
}

@test "board is at most as wide as the terminal, at 20, 40, 80 and 200 columns" {
    naast deal add "A title that is a good deal longer than one column can be" --org "An organisation with a long name" --amount 123456789 >/dev/null 2>&1
    for columns in 20 40 80 200; do
        COLUMNS=$columns expect 0 naast board --ascii
        equal "" "$(printf '%s\n' "$out" | awk -v most=$columns 'length($0) > most')"
    done
    COLUMNS=200 expect 0 naast board
    printf '%s\n' "$out" | sed -n 1p | grep -q 'Getting to know.*Delivered'
}

@test "board shows the first few of each stage, the longest there first, and counts the rest" {
    for i in 1 2 3 4; do NAAST_NOW=2026-11-0${i}T09:00:00Z naast deal add "deal $i" --amount 10 >/dev/null; done
    naast deal add "other money" --amount 5 --currency USD >/dev/null
    expect 0 naast board --limit 2
    holds "$out" "D1 deal 1"
    holds "$out" "D2 deal 2"
    lacks "$out" "D3 deal 3"
    holds "$out" "and 3 more"
    holds "$out" "EUR 40"
    holds "$out" "USD 5"
    expect 0 naast board --limit 2 --json
    json '.stages[0] | [.stage, .deals, [.cards[].id], [.totals[].amount]]' '["discovery",5,["D1","D2"],["40.00","5.00"]]'
    json '.stages[0].cards[0] | [.day, .gate_open, .blockers]' '[10,false,3]'
}

@test "report funnel counts by stage and outcome, never over currencies" {
    expect 0 naast report funnel
    equal "" "$out"
    holds "$err" "No deals here yet."
    naast deal add a --amount 10 >/dev/null
    naast deal add b --amount 15,50 >/dev/null
    naast deal add c --amount 7 --currency USD >/dev/null
    naast deal add d >/dev/null
    expect 0 naast report funnel --json
    json '[.lines[] | select(.deals > 0) | [.pipeline, .stage, .outcome, .deals, .amount, .currency]]' \
        '[["fair","discovery",null,1,null,null],["fair","discovery",null,2,"25.50","EUR"],["fair","discovery",null,1,"7.00","USD"]]'
    printf '%s' "$out" | jq -e '.head | test("^[0-9]+:[0-9a-f]{64}$")' >/dev/null
    expect 0 naast report funnel
    holds "$out" "open: 2 deals, EUR 25.50"
    holds "$out" "open: 1 deal, USD 7"
    expect 0 naast report funnel --lang nl
    holds "$out" "open: 2 deals, EUR 25,50"
    expect 0 naast report funnel --csv
    holds "$out" "fair,discovery,,2,25.50,EUR"
    expect 4 naast report funnel --pipeline nothing
}
