#!/usr/bin/env bats
# log.bats: who did what, when and why, in words and before and after.

load ../lib/evidence

further() { findable; }

work() {
    naast record D1 need "staff follow old versions" >/dev/null 2>&1
    naast record D1 promise "a sketch" --due 20nov --basis "we did it before" >/dev/null 2>&1
    naast amend D1.2 --due 27nov --because "test server late" --agreed Sanne >/dev/null 2>&1
    naast settle D1.2 --as kept --by Sanne >/dev/null 2>&1
    naast end D1 --as lost --because "price" --told Sanne --actor bo >/dev/null 2>&1
}

@test "each operation is told in words, with why" {
    work
    expect 0 naast log
    holds "$out" "anna · recorded"
    holds "$out" "D1.1 need or challenge: staff follow old versions"
    holds "$out" "due 20 Nov → 27 Nov"
    holds "$out" "test server late"
    holds "$out" "D1.2: kept, says Sanne (10 Nov)"
    lacks "$out" "state open"
    holds "$out" "they chose another, Sanne was told"
    holds "$out" "bo · ended"
    holds "$out" "they chose another"
    holds "$out" "price"
    holds "$out" "P1 Sanne de Wit"
    lacks "$out" "crev"
    within 80 "$out"
}

@test "in Dutch too" {
    work
    expect 0 naast log --lang nl
    holds "$out" "anna · vastgelegd"
    holds "$out" "D1.1 behoefte of uitdaging: staff follow old versions"
    holds "$out" "de klant koos een ander, Sanne weet het"
    holds "$out" "D1.2: nagekomen, zegt Sanne (10 nov)"
}

@test "what became of a promise is told in words: late, not kept, let go, by whom; and who was told later" {
    for text in one two three; do naast record D1 promise "$text" --due 2026-11-10 >/dev/null 2>&1; done
    naast record D1 promise "theirs" --from Sanne >/dev/null 2>&1
    naast record D1 pulse amber "too slow" --from Sanne >/dev/null 2>&1
    export NAAST_NOW=2026-11-12T09:00:00Z
    naast settle D1.1 --as kept --by Sanne >/dev/null
    naast settle D1.2 --as broken --by Sanne >/dev/null
    naast settle D1.3 --as released --by Sanne >/dev/null
    naast settle D1.4 --as kept --by us >/dev/null
    expect 0 naast log
    holds "$out" "D1.1: kept late, says Sanne (12 Nov)"
    holds "$out" "D1.2: not kept, says Sanne (12 Nov)"
    holds "$out" "D1.3: let go, says Sanne (12 Nov)"
    holds "$out" "D1.4: kept, we say (12 Nov)"
    holds "$out" "D1.5 pulse: something rubs: too slow"
    expect 0 naast log --lang nl
    holds "$out" "D1.1: te laat nagekomen, zegt Sanne (12 nov)"
    holds "$out" "D1.2: niet nagekomen, zegt Sanne (12 nov)"
    holds "$out" "D1.4: nagekomen, zeggen wij (12 nov)"
    holds "$out" "D1.5 vinger aan de pols: er wringt iets: too slow"
    lacks "$out" "state"
    naast decline D1 --because "not for us" >/dev/null 2>&1
    export NAAST_NOW=2026-11-21T09:00:00Z
    expect 0 naast end D1 --as declined --told Sanne
    equal "D1  We said no, on day 3. Sanne knows why." "$out"
    expect 0 naast log --did end --limit 1
    holds "$out" "Sanne was told"
}

@test "filters: by whom, what, since and until when, one operation" {
    work
    expect 0 naast log --by bo --json
    json '[.entries[].name] | unique' '["end"]'
    expect 0 naast log --by me --did settle --json
    json '[.entries[].name]' '["settle"]'
    expect 0 naast log --since 2026-11-11
    equal "" "$out"
    holds "$err" "Nothing in the log fits that."
    expect 0 naast log --until 2026-11-10T09:00:00Z --limit 1 --json
    json '.entries | length' 1
    made=$(naast log --did record --json | jq -r '.entries[-1].operation')
    expect 0 naast log "$made" --json
    json '[.entries[].operation] | unique' "[\"$made\"]"
}

@test "a wrong filter says what is wrong: exit 2; what is not there: exit 4" {
    leaves 2 naast log --since x
    holds "$err" "--since: x is not a moment"
    leaves 2 naast log --did nonsense
    leaves 4 naast log J99
    leaves 4 naast log D9
}

@test "patch: every column before and after, as text and as json" {
    work
    expect 0 naast log D1 --did amend --patch
    holds "$out" "- due: 20261120"
    holds "$out" "+ due: 20261127"
    expect 0 naast log D1 --did amend --patch --json
    json '[.entries[0].changes[] | select(.table == "evidence") | .values[] | select(.column == "due")][0]' \
        '{"column":"due","before":"20261120","after":"20261127"}'
    expect 0 naast log D1 --did amend --json
    json '[.entries[0].changes[] | has("values")] | any' false
}

@test "hostile text in the log is shown, not sent" {
    naast record D1 need "$(printf 'not \342\200\256 turned')" >/dev/null 2>&1
    expect 0 naast log --patch
    lacks "$out" "$(printf '\342\200\256')"
    holds "$out" '\u202e'
}
