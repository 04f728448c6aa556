#!/usr/bin/env bats
# waive.bats: naast waive: a check is set aside for a while, with a reason.

load ../lib/evidence

further() {
    understood
    naast record D1 promise "a pilot" >/dev/null
}

@test "set aside: until when, by whom, and what lies under it" {
    expect 0 naast waive D1 basis --because x
    equal "D1  how we know we can: set aside until 24 Nov" "$out"
    expect 0 naast waive D1 basis --because "a pilot first" --until 1dec --by Bob
    equal "D1  how we know we can: set aside until 1 Dec" "$out"
    expect 3 naast gate D1 --to decision --json
    json '.gates[].checks[] | select(.check == "basis") | [.verdict, .code, .under, .waived_until, .waivable]' \
        '["waived","no_answer","missing","2026-12-01",true]'
}

@test "what is clear as it is, and JSON, and Dutch" {
    expect 0 naast waive D1 met --because x
    equal "D1  spoken with them is clear now; it is set aside in case that changes" "$out"
    expect 0 naast waive D1 met --because x --json
    json '[.schema, .deal.id, .deal.stage]' '[1,"D1","discovery"]'
    expect 0 naast waive D1 basis --because x --lang nl
    equal "D1  waarop dat rust: opzijgezet tot 24 nov" "$out"
}

@test "the last one counts, is withdrawn, and all are listed" {
    naast waive D1 basis --because long --until 2026-12-31 >/dev/null
    expect 0 naast waive D1 basis --because short --until 2026-11-12
    equal "D1  how we know we can: set aside until 12 Nov" "$out"
    expect 0 naast waive D1 basis --withdraw --because "they asked" --by Bob
    equal "D1  how we know we can: no longer set aside" "$out"
    expect 6 naast waive D1 basis --withdraw --because again
    expect 0 naast waive D1 --list --json
    json '[.waivers[] | [.check, .state, .until, .because]]' \
        '[["basis","replaced","2026-12-31","long"],["basis","withdrawn","2026-11-12","short"],["basis","withdrawal","2026-11-09","they asked"]]'
    json '.waivers[2].by' '"Bob"'
    expect 0 naast waive D1 --list --lang nl
    holds "$out" "ingetrokken"
    expect 2 naast waive D1 basis --list
    expect 2 naast waive D1 --list --because x
    expect 2 naast waive D1 basis --withdraw --because x --until 1dec
    expect 2 naast waive D1 basis --withdraw
    expect 4 naast waive D9 --list
}

@test "in the last stages too" {
    naast import deals - --map title=t stage=s --stage w=won <<<$'t,s\nOld,w' >/dev/null 2>&1
    expect 0 naast waive D2 promises_settled --because x
    holds "$out" "D2  our promises"
}

@test "wrong use, what is not there, and what cannot be" {
    leaves 2 naast waive
    leaves 2 naast waive D1
    leaves 2 naast waive D1 basis
    leaves 2 naast waive D1 basis --because ""
    leaves 2 naast waive D1 basis --because x --until never
    leaves 2 naast waive D1 basis --because x --until 2026-11-01
    leaves 2 naast waive D1 need --because x
    holds "$err" "cannot be waived"
    leaves 4 naast waive D1 nothing --because x
    leaves 4 naast waive D9 basis --because x
    naast end D1 --as lost --because x >/dev/null
    leaves 6 naast waive D1 basis --because x
}
