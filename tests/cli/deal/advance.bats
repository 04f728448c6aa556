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

@test "open in JSON: what the gates said, and where the deal is after the move" {
    understood
    expect 0 naast advance D1 --json
    json '[.open, .moved, .from, .stage, .to]' '[true,true,"discovery","match","match"]'
    rev=$(jq .rev <<<"$out") operation=$(jq -r .operation <<<"$out")
    equal "$rev" "$(naast gate D1 --json | jq .rev)"
    equal "J$rev" "$operation"
    equal '["advance"]' "$(naast log --json | jq -c --arg op "$operation" '[.entries[] | select(.operation == $op).name]')"
    naast undo "$operation" >/dev/null 2>&1
    expect 0 naast deal show D1 --json
    json .deal.stage '"discovery"'
}

# understood, and what the gate of match asks for.
further_on() {
    understood
    naast talk D1 >/dev/null <<'SHEET'
.2:
  contribution: a search that gives one answer
    confirmed: Sanne
match: yes this fits what we do
  confirmed: Sanne
limit: we do not write the policies
SHEET
}

@test "the revision after a move is the deal's, also where somebody acts for the first time" {
    understood
    NAAST_ACTOR=newcomer expect 0 naast advance D1 --json
    equal "$(jq .rev <<<"$out")" "$(naast gate D1 --json | jq .rev)"
}

@test "without a stage: as far as the gates are open, with a receipt for each" {
    further_on
    expect 0 naast advance D1 --dry-run
    equal "D1  would go: Getting to know → Match → Value." "$out"
    expect 0 naast advance D1 --json
    json '[.from, .stage, .to, .moved, [.gates[].gate]]' \
        '["discovery","value","value",true,["needs_understood","match_confirmed"]]'
    expect 0 naast deal show D1 --json
    json '[.transitions[1:][] | [.from_stage, .to_stage, (.receipt | length)]]' \
        '[["discovery","match",4],["match","value",9]]'
    leaves 3 naast advance D1
}

@test "a win ends the way: nothing goes on past the won stage by itself" {
    jq -n 'def stage($name; $check): {name: $name, gate: {name: "to_\($check)", checks: [
               {id: $check, rule: "some", kind: "need"}]}};
        {schema: 1, name: "quick", kinds: {need: {}}, stages: [stage("asked"; "a"), stage("heard"; "b"),
            stage("agreed"; "c") + {won: true}, stage("made"; "d"), {name: "paid"}]}' >quick.json
    naast pipeline add quick.json >/dev/null
    naast deal add Quick --pipeline quick >/dev/null
    naast record D1 need "one need, which every gate asks for" >/dev/null
    expect 0 naast advance D1 --dry-run
    equal "D1  would go: asked → heard → agreed." "$out"
    expect 0 naast advance D1
    equal "D1  asked → heard → agreed." "$out"
    expect 0 naast deal show D1 --json
    json '[.deal.outcome, .deal.stage]' '["won","agreed"]'
    expect 0 naast advance D1
    equal "D1  agreed → made → paid." "$out"
    leaves 6 naast advance D1
    holds "$err" "last stage"
    leaves 4 naast advance D1 --to nowhere
    expect 0 naast advance D1 --to paid
    equal "D1  is in paid already; nothing moved" "$out"
    expect 0 naast deal show D1 --json
    json '[.transitions[1:][].to_stage]' '["heard","agreed","made","paid"]'
}

@test "to a stage that it is in or past: nothing to do, and that is said" {
    understood
    naast advance D1 >/dev/null
    before=$(head_of)
    expect 0 naast advance D1 --to match
    equal "D1  is in Match already; nothing moved" "$out"
    expect 0 naast advance D1 --to discovery --lang nl
    equal "D1  is Kennismaken al voorbij, in Match; er verandert niets" "$out"
    expect 0 naast advance D1 --to discovery --dry-run
    equal "D1  is past Getting to know already, in Match; nothing moved" "$out"
    expect 0 naast advance D1 --to match --json
    json '[.moved, .stage, .to, .operation]' '[false,"match","match",null]'
    equal "$before" "$(head_of)"
    naast decline D1 --because x >/dev/null 2>&1
    leaves 6 naast advance D1 --to match
    leaves 6 naast advance D1 --to discovery
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
