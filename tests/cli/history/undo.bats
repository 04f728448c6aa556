#!/usr/bin/env bats
# undo.bats: naast undo: whole operations taken back, and what stands in the way.

load ../lib/evidence

further() { findable; }

operation() { naast log --json --limit 1 | jq -r '.entries[0].operation'; }

@test "without a number the last own thing is undone, and the next time the one before it" {
    naast record D1 need "staff follow old versions" >/dev/null 2>&1
    naast record D1 place "at yours" >/dev/null 2>&1
    expect 0 naast undo
    holds "$out" "undone: recorded on D1 (anna, 10 Nov)"
    expect 0 naast show D1 --json
    json '[.items[].id]' '["D1.1"]'
    expect 0 naast undo
    expect 0 naast show D1 --json
    json '[.items[].id]' '[]'
    expect 0 naast verify
}

@test "what undo prints does it again" {
    naast record D1 need "staff follow old versions" >/dev/null 2>&1
    expect 0 naast undo
    again=${out##*naast undo }
    expect 0 naast undo "$again"
    expect 0 naast show D1 --json
    json '[.items[].id]' '["D1.1"]'
}

@test "a move is undone, and deal show tells it among the moves" {
    naast record D1 need "x" >/dev/null 2>&1
    naast end D1 --as lost --because "price" >/dev/null 2>&1
    expect 0 naast undo --because "that was another deal"
    expect 0 naast show D1
    holds "$out" "undone, in Getting to know again (anna)"
    holds "$out" "that was another deal"
    expect 0 naast show D1 --json
    json '.transitions[-1].kind' '"undo"'
}

@test "an import is undone as one" {
    printf 'Name,Account\nA,One\nB,Two\n' >deals.csv
    naast import deals deals.csv --map title=Name org=Account >/dev/null 2>&1
    expect 0 naast undo
    holds "$out" "imported"
    expect 0 naast deal list --json
    json '[.deals[].id]' '["D1"]'
    expect 0 naast org list --json
    json '[.orgs[].name]' '["Waterdam"]'
    expect 0 naast verify
}

@test "later work stands in the way, is named, and nothing changes: exit 6" {
    naast record D1 need "staff follow old versions" >/dev/null 2>&1
    made=$(operation)
    naast amend D1.1 "they follow old ones" --from Sanne >/dev/null 2>&1
    since=$(operation)
    leaves 6 naast undo "$made"
    holds "$err" "$made cannot be undone: D1.1 was changed after it, by $since; undo $since first"
}

@test "wrong use: what is no operation, exit 2; one that is not there, 4; init and undone ones, 6" {
    leaves 2 naast undo D1
    holds "$err" "naast log lists them"
    leaves 4 naast undo J99
    holds "$err" "there is no operation J99; look it up in the log; \`naast log\` lists them"
    leaves 6 naast undo J1
    made=$(operation)
    expect 0 naast undo
    leaves 6 naast undo "$made"
    holds "$err" "already undone"
    leaves 4 naast undo --actor nobody
    leaves 2 naast undo J1 J2
}

@test "a dry run says what would be undone and leaves it" {
    naast record D1 need "x" >/dev/null 2>&1
    made=$(operation) before=$(head_of)
    expect 0 naast undo --dry-run
    holds "$out" "$made would be undone: recorded on D1 (anna, 10 Nov)."
    equal "$before" "$(head_of)"
}

@test "json: what was undone, and by which operation" {
    naast record D1 need "x" >/dev/null 2>&1
    made=$(operation)
    expect 0 naast undo --json
    json '[.schema, .operation, .name, .actor, .on, .entries, .dry_run]' "[1,\"$made\",\"record\",\"anna\",\"D1\",1,false]"
    json '.undone_by' "\"$(operation)\""
}

@test "in Dutch" {
    naast record D1 need "x" >/dev/null 2>&1
    expect 0 naast undo --lang nl
    holds "$out" "ongedaan gemaakt: vastgelegd bij D1 (anna, 10 nov)"
    gentle
}
