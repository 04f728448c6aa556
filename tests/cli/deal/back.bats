#!/usr/bin/env bats
# back.bats: naast back: moving back to an earlier stage, with a reason.

load ../lib/evidence

further() {
    understood
    naast advance D1 >/dev/null
}

@test "back by one, or to a stage, with its reason" {
    expect 0 naast back D1 --because "the budget holder changed"
    equal "D1  back to Getting to know" "$out"
    expect 0 naast deal show D1 --json
    json '.transitions[-1] | [.kind, .from_stage, .to_stage, .because]' '["back","match","discovery","the budget holder changed"]'
    naast advance D1 >/dev/null
    expect 0 naast back D1 --to discovery --because - --json <<<"as they asked"
    json '[.schema, .deal.id, .deal.stage]' '[1,"D1","discovery"]'
    naast advance D1 >/dev/null
    expect 0 naast back D1 --because x --lang nl
    equal "D1  terug naar Kennismaken" "$out"
}

@test "wrong use, what is not there, and what cannot be" {
    leaves 2 naast back
    leaves 2 naast back D1
    leaves 2 naast back D1 --because ""
    leaves 4 naast back D9 --because x
    leaves 4 naast back D1 --to nowhere --because x
    leaves 6 naast back D1 --to match --because x
    leaves 6 naast back D1 --to value --because x
    naast back D1 --because x >/dev/null
    leaves 6 naast back D1 --because x
    naast decline D1 --because x >/dev/null 2>&1
    leaves 6 naast back D1 --because x
}
