#!/usr/bin/env bats
# retract.bats: naast retract: an item is taken back, and stays in the history.

load ../lib/evidence

further() { understood; }

@test "taken back: gone for the gates, there in the story" {
    expect 0 naast gate D1
    expect 0 naast retract D1.2 --because "it was about another department"
    equal "D1.2  need or challenge: taken back" "$out"
    equal '[true,"it was about another department"]' "$(item '[.retracted, .because]' D1.2)"
    expect 3 naast gate D1
    holds "$out" "D1.4, agreed with Sanne on 10 Nov; D1.2 was taken back"
    expect 0 naast show D1
    holds "$out" "taken back"
    holds "$out" "it was about another department"
    expect 0 naast retract D1.3 --because - --lang nl <<<"van een ander"
    equal "D1.3  onderliggende vraag: ingetrokken" "$out"
    expect 0 naast retract D1.4 --because x --json
    equal '{"schema":1,"items":["D1.4"]}' "$out"
}

@test "wrong use takes nothing back" {
    leaves 2 naast retract
    leaves 2 naast retract D1.2
    leaves 2 naast retract D1.2 --because ""
    leaves 2 naast retract D1 --because x
    leaves 2 naast retract need --because x
    leaves 4 naast retract D1.99 --because x
    leaves 4 naast retract D9.1 --because x
    naast retract D1.2 --because x >/dev/null
    leaves 6 naast retract D1.2 --because x
}
