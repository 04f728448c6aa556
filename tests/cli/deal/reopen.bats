#!/usr/bin/env bats
# reopen.bats: naast reopen: an ended deal is open again.

load ../lib/evidence

further() {
    understood
    naast advance D1 >/dev/null
    naast end D1 --as no_decision --because "put off" >/dev/null
}

@test "open again, where it was" {
    expect 0 naast reopen D1 --because "they called: it goes on"
    equal "D1  open again, in Match" "$out"
    expect 0 naast deal show D1 --json
    json '[.deal.outcome, .deal.stage, .transitions[-1].kind, .transitions[-1].because]' '[null,"match","reopen","they called: it goes on"]'
    naast end D1 --as lost --because x >/dev/null
    expect 0 naast reopen D1 --because x --json
    json '[.deal.outcome, .deal.stage]' '[null,"match"]'
    naast end D1 --as lost --because x >/dev/null
    expect 0 naast reopen D1 --because x --lang nl
    equal "D1  weer open, in Match" "$out"
}

@test "wrong use, what is not there, and what cannot be" {
    leaves 2 naast reopen
    leaves 2 naast reopen D1
    leaves 2 naast reopen D1 --because ""
    leaves 4 naast reopen D9 --because x
    naast reopen D1 --because x >/dev/null
    leaves 6 naast reopen D1 --because x
}
