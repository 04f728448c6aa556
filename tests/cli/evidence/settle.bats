#!/usr/bin/env bats
# settle.bats: naast settle: what became of promises, conditions and introductions.

load ../lib/evidence

further() {
    findable
    naast record D1 promise "a test server" --due 20nov >/dev/null
    naast record D1 promise "two references" --due 5nov >/dev/null
    naast record D1 promise "the data" --from Sanne >/dev/null
    naast record D1 condition "an NDA" >/dev/null
}

@test "the side that it is owed to says so; several at once, one operation" {
    expect 0 naast settle D1.1,2 --as kept --by Sanne
    equal "D1.1  promise: kept
D1.2  promise: kept late (it was due on 5 Nov)" "$out"
    expect 0 naast settle D1.3 --as kept --by us
    printf 'signed' >nda.pdf
    expect 0 naast settle d1.4 --as met --by Sanne --file nda.pdf --on 2026-11-09 --because "signed by both" --json
    equal '{"schema":1,"items":["D1.4"],"resolved":[{"typed":"Sanne","id":"P1","name":"Sanne de Wit"}]}' "$out"
    equal '["met","nda.pdf","2026-11-09","signed by both","P1"]' \
        "$(item '[.state, .file, .settled_on, .because, .settled_by.person]' D1.4)"
    expect 0 naast log --json --limit 3
    json '[.entries[].name]' '["settle","settle","settle"]'
}

@test "broken by either side, and let go by the side it was owed to" {
    expect 0 naast settle D1.1 --as broken --by us
    equal "D1.1  promise: not kept" "$out"
    expect 0 naast settle D1.1 --as released --by Sanne
    equal "D1.1  promise: let go by Sanne" "$out"
    expect 0 naast settle D1.3 --as released --by us --lang nl
    equal "D1.3  toezegging: losgelaten door ons" "$out"
    expect 0 naast settle D1.2 --as kept --by Sanne --lang nl
    equal "D1.2  toezegging: te laat nagekomen (uiterlijk 5 nov was afgesproken)" "$out"
}

@test "wrong use settles none of them" {
    leaves 2 naast settle
    leaves 2 naast settle D1.1
    leaves 2 naast settle D1.1 --as kept
    leaves 2 naast settle D1.1 --by Sanne
    leaves 2 naast settle D1.1 --as met --by Sanne
    holds "$err" "kept, broken, released"
    leaves 2 naast settle D1.1 --as kept --by us
    leaves 2 naast settle D1.1 --as released --by us
    leaves 2 naast settle D1.1, --as kept --by Sanne
    leaves 2 naast settle D1.1,x --as kept --by Sanne
    leaves 2 naast settle D1.1,,2 --as kept --by Sanne
    leaves 2 naast settle D1.1,3 --as kept --by Sanne
    leaves 2 naast settle D1.1 --as kept --by Sanne --on never
    leaves 2 naast settle 1 --as kept --by Sanne
    leaves 4 naast settle D1.1,99 --as kept --by Sanne
    leaves 4 naast settle D1.1 --as kept --by Nobody
    leaves 4 naast settle D1.4 --as met --by Sanne --file nowhere
    equal '"open"' "$(item .state D1.1)"
    naast record D1 need x >/dev/null
    leaves 2 naast settle D1.5 --as kept --by Sanne
    naast settle D1.1 --as kept --by Sanne >/dev/null
    leaves 6 naast settle D1.1 --as kept --by Sanne
    leaves 6 naast settle D1.2,1 --as kept --by Sanne
    naast settle D1.2 --as broken --by us >/dev/null
    leaves 6 naast settle D1.2 --as kept --by Sanne
}
