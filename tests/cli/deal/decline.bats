#!/usr/bin/env bats
# decline.bats: naast decline: we say no ourselves.

load ../lib/evidence

further() { findable; }

@test "our no, and who knows why" {
    export NAAST_NOW=2026-11-11T09:00:00Z
    expect 0 naast decline D1 --because "you need an app, not search" --told Sanne
    equal "D1  We said no, on day 2. Sanne knows why." "$out"
    equal "Sanne: P1 Sanne de Wit" "$err"
    expect 0 naast deal show D1 --json
    json '[.deal.outcome, .deal.told, .transitions[-1].because, .transitions[-1].told]' '["declined",true,"you need an app, not search","P1"]'
}

@test "our no, still to tell" {
    expect 0 naast decline D1 --because x
    equal "D1  We said no, on day 1." "$out"
    holds "$err" "Tell them too"
    expect 0 naast decline D1 --because x --told Sanne --lang nl
    equal "D1  Wij zeiden nee, op dag 1. Sanne weet waarom." "$out"
}

@test "the line under a screen runs once the reason is filled in" {
    naast advance D1 2>screen || true
    leaves 2 sh -c "$(sed -n 's/^Not for us after all? //p' screen)"
    filled "$(sed -n 's/^Not for us after all? //p' screen)"
    expect 0 sh -c "$filled"
    expect 0 naast deal show D1 --json
    json .deal.outcome '"declined"'
}

@test "wrong use, what is not there, and what cannot be" {
    leaves 2 naast decline
    leaves 2 naast decline D1
    leaves 2 naast decline D1 --because ""
    leaves 2 naast decline D1 --because x --as lost
    leaves 4 naast decline D9 --because x
    leaves 4 naast decline D1 --because x --told Nobody
    leaves 4 naast decline D1 --because x --refer Nobody
    naast end D1 --as lost --because x >/dev/null
    leaves 6 naast decline D1 --because x
}
