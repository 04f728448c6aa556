#!/usr/bin/env bats
# end.bats: naast end: a deal ends without being won, in each of its ways.

load ../lib/evidence

further() { findable; }

@test "every outcome, in words" {
    while IFS='|' read -r outcome words; do
        id=$(naast deal add "$outcome")
        expect 0 naast end "$id" --as "$outcome" --because "so it is"
        equal "$id  $words, on day 1." "$out"
        expect 0 naast deal show "$id" --json
        json '[.deal.outcome, .transitions[-1].because, .deal.closed]' "[\"$outcome\",\"so it is\",\"2026-11-10\"]"
    done <<'LIST'
declined|We said no
rejected|They said no
no_match|No match, seen together
lost|They chose another
no_decision|No decision came
withdrawn|The question went away
LIST
}

@test "told, or still to tell: only of our own no" {
    expect 0 naast end D1 --as no_match --because "seen together"
    equal 'Tell them too; then: naast end D1 --as no_match --because "…" --told Sanne' "$err"
    filled "${err#*then: }"
    expect 0 sh -c "$filled"
    equal "D1  No match, seen together, on day 1. Sanne knows why." "$out"
    expect 0 naast deal show D1 --json
    json .deal.told true
    naast deal add x >/dev/null
    expect 0 naast end D2 --as rejected --because "they said no"
    equal "" "$err"
}

@test "who can help instead: a person or an organisation" {
    naast person add "Olga Bos" >/dev/null
    naast org add "Apps and Co" >/dev/null
    for other in Olga P2 O2 "Apps and Co"; do
        id=$(naast deal add x)
        expect 0 naast end "$id" --as declined --because "an app" --refer "$other"
        expect 0 naast show "$id" --json
        json '.transitions[-1].refer[0:1] == "'"$(case $other in O2 | App*) echo O ;; *) echo P ;; esac)"'"' true
    done
    leaves 4 naast end D1 --as declined --because x --refer Nobody
    leaves 4 naast end D1 --as declined --because x --refer O99
}

@test "end --json has the shape of deal show" {
    expect 0 naast end D1 --as lost --because x --json
    json '[.schema, .deal.id, .deal.outcome]' '[1,"D1","lost"]'
    json '.rev | type' '"number"'
    equal "" "$err"
}

@test "wrong use, what is not there, and what cannot be" {
    leaves 2 naast end
    leaves 2 naast end D1
    leaves 2 naast end D1 --as lost
    leaves 2 naast end D1 --because x
    leaves 2 naast end D1 --as won --because x
    leaves 2 naast end D1 --as nothing --because x
    leaves 2 naast end D1 --as lost --because ""
    leaves 4 naast end D9 --as lost --because x
    leaves 4 naast end D1 --as lost --because x --told Nobody
    naast end D1 --as lost --because x >/dev/null
    leaves 6 naast end D1 --as rejected --because x
}

@test "the day counts from the beginning, in Dutch too" {
    export NAAST_NOW=2026-11-12T09:00:00Z
    expect 0 naast end D1 --as lost --because x --lang nl
    equal "D1  De klant koos een ander, op dag 3." "$out"
}
