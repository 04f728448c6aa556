#!/usr/bin/env bats
# advance.bats: naast advance: moving on through every open gate, or hearing what comes first.

load ../lib/evidence

@test "open: it moves, and says from where to where" {
    understood
    expect 0 naast advance D1
    equal "D1  Getting to know → Match" "$out"
    equal "" "$err"
    expect 0 naast deal show D1 --json
    json '[.deal.stage, .transitions[-1].kind, (.transitions[-1].receipt | map(.check))]' \
        '["match","advance",["purpose","need","why","summary"]]'
}

@test "not yet: exit 3, told on stderr, nothing moved" {
    findable
    leaves 3 naast advance D1
    equal "" "$out"
    holds "$err" "Not yet."
    holds "$err" "Before you call:      naast guide D1"
    gentle
    expect 0 naast deal show D1 --json
    json .deal.stage '"discovery"'
}

@test "not yet in JSON: the same as gate, on stdout" {
    findable
    expect 3 naast gate D1 --json
    gate=$out
    expect 3 naast advance D1 --json
    equal "$gate" "$out"
    equal "" "$err"
}

@test "open in JSON: what the gates said, and that it moved" {
    understood
    expect 0 naast advance D1 --json
    json '[.open, .moved, .stage, .to]' '[true,true,"discovery","match"]'
}

@test "a dry run evaluates and moves nothing" {
    understood
    before=$(head_of)
    expect 0 naast advance D1 --dry-run
    equal "D1  would go: Getting to know → Match" "$out"
    expect 0 naast advance D1 --dry-run --json
    json '[.open, .moved]' '[true,false]'
    expect 3 naast advance D1 --to value --dry-run
    equal "$before" "$(head_of)"
}

@test "only at the revision that was looked at" {
    understood
    rev=$(naast gate D1 --json | jq .rev)
    leaves 6 naast advance D1 --if-rev 1
    expect 0 naast advance D1 --if-rev "$rev"
    leaves 6 naast advance D1 --if-rev "$rev"
}

@test "only as far as every gate is open: all or nothing" {
    understood
    leaves 3 naast advance D1 --to value
    expect 0 naast deal show D1 --json
    json .deal.stage '"discovery"'
    holds "$(naast advance D1 --to value 2>&1 || true)" "up to: Value"
}

@test "wrong use, what is not there, and what cannot be" {
    understood
    leaves 2 naast advance
    leaves 2 naast advance D1 --if-rev x
    leaves 2 naast advance D1 --if-rev 0
    leaves 2 naast advance D1 extra
    leaves 4 naast advance D9
    leaves 4 naast advance D1 --to nowhere
    leaves 6 naast advance D1 --to discovery
    naast decline D1 --because x >/dev/null 2>&1
    leaves 6 naast advance D1
    holds "$err" "reopen"
}

@test "two at once: one moves, the other hears that it moved, nothing is lost" {
    understood
    rev=$(naast gate D1 --json | jq .rev)
    naast advance D1 --if-rev "$rev" >one 2>&1 &
    first=$!
    second_code=0
    naast advance D1 --if-rev "$rev" >two 2>&1 || second_code=$?
    first_code=0
    wait "$first" || first_code=$?
    case "$first_code $second_code" in "0 6" | "6 0") ;; *) cat one two >&2; false ;; esac
    expect 0 naast deal show D1 --json
    json '[.transitions[].kind]' '["open","advance"]'
    expect 0 naast verify
}

@test "in Dutch and in ASCII" {
    understood
    expect 0 naast advance D1 --dry-run --lang nl
    equal "D1  zou gaan: Kennismaken → Match" "$out"
    expect 0 naast advance D1 --ascii
    equal "D1  Getting to know -> Match" "$out"
    leaves 3 naast advance D1 --lang nl
    holds "$err" "Nog niet."
    gentle
}
