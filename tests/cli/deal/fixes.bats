#!/usr/bin/env bats
# fixes.bats: what gate tells people to type runs once it is filled in, and doing it until nothing is left opens every
# gate. Where nothing is filled in it moves no deal: see texts.bats.

load ../lib/helper

prepare() { naast init >/dev/null 2>&1; }

# look DEAL TO json|text [OPTION…]: sets $code, and $fix to the command for the first check that blocks, as printed.
look() {
    code=0
    case $3 in
    json)
        naast gate "$1" --to "$2" --json >.gate || code=$?
        fix=$(jq -r '.rev, ([.gates[] | select(.enforced) | .checks[] | select((.advisory | not)
            and .verdict != "met" and .verdict != "waived")][0].fix // "")' .gate)
        rev=${fix%%$'\n'*} fix=${fix#*$'\n'}
        ;;
    text)
        naast gate "$1" --to "$2" "${@:4}" >.gate || code=$?
        fix=$(sed -n 's/^       Type\? *\(naast .*\)/\1/p' .gate | head -n 1)
        ;;
    esac
}

# type_until_open DEAL TO json|text [OPTION…]: types the first fix, filled in, until the way to TO is open. Each must exit
# 0, bring the deal further (its rev), and not be the one before once more. What was printed is left in $typed.
type_until_open() {
    local code fix rev='' last='' was=0 rounds=0
    typed=
    while look "$@" && [ "$code" -ne 0 ]; do
        equal 3 "$code" || return 1
        case $fix in 'naast '*) ;; *) printf 'no command to type: %s\n' "$fix" >&2; return 1 ;; esac
        if [ "$fix" = "$last" ] || [ "${rev:-1}" -le "$was" ] || [ "$rounds" -ge 60 ]; then
            printf 'to no avail: %s\nall: %s\n' "$fix" "$typed" >&2
            return 1
        fi
        filled "$fix"
        expect 0 sh -c "$filled" || return 1
        typed+=$fix$'\n' last=$fix was=${rev:-0} rounds=$((rounds + 1))
    done
}

last_stage() { naast pipeline show "$1" --json | jq -r '.stages[-1].code'; }

# A deal that says everything but what is asked in delivery.
deal_to_delivery() {
    naast deal add "Findable policy" --org Waterdam --contact "Sanne de Wit" >/dev/null 2>&1
    type_until_open D1 delivery json
}

@test "fair, from a bare deal without anybody: every fix of the JSON" {
    naast deal add Bare >/dev/null
    type_until_open D1 completed json
    expect 0 naast advance D1 --to completed
    expect 0 naast verify
}

@test "fair, from a bare deal without anybody: every line after Type" {
    naast deal add Bare >/dev/null
    type_until_open D1 completed text
    expect 0 naast advance D1 --to completed
}

@test "fair, from a bare deal without anybody: every line after Typ, in Dutch" {
    naast deal add Kaal >/dev/null
    type_until_open D1 completed text --lang nl
}

@test "fair, from a bare deal without anybody: every line after Type, in ASCII" {
    naast deal add Bare >/dev/null
    type_until_open D1 completed text --ascii
    if printf '%s' "$typed" | LC_ALL=C grep -q '[^ -~]'; then false; fi
}

@test "fair, with a contact: JSON and text" {
    for way in json text; do
        id=$(naast deal add "With a contact" --org Waterdam --contact "Sanne de Wit" 2>/dev/null)
        type_until_open "$id" completed $way
        lacks "$typed" "deal edit"
    done
}

@test "fair, imported and not talked through: JSON and text" {
    printf 'name,account,stage\nOne,Waterdam,Engaging\nTwo,Bakker,Engaging\n' >deals.csv
    naast import deals deals.csv --map title=name org=account stage=stage --stage Engaging=value >/dev/null 2>&1
    expect 0 naast show D1 --json
    json '[.deal.stage, .deal.unverified]' '["value",true]'
    type_until_open D1 completed json
    type_until_open D2 completed text
    expect 0 naast advance D1 --to decision
    expect 0 naast show D1 --json
    json '[.deal.stage, .deal.unverified]' '["decision",false]'
}

@test "bant and meddpicc: JSON and text" {
    for pipeline in bant meddpicc; do
        for way in json text; do
            id=$(naast deal add "$pipeline" --pipeline $pipeline)
            type_until_open "$id" "$(last_stage $pipeline)" $way
            expect 0 naast advance "$id" --to "$(last_stage $pipeline)"
        done
    done
}

@test "the five gates in another order, as a pipeline of one's own: JSON and text" {
    expect 0 naast pipeline show fair --json
    printf '%s' "$out" | jq '.name = "other_order" | del(.revision)
        | .stages as $s | [$s[].gate] as $g
        | [$g[0], $g[1], $g[3], $g[4], $g[2], $g[5]] as $order
        | .stages = [range(0; 6) as $k | $s[$k] + {gate: $order[$k]}] + [$s[6]]' >other.json
    equal '["needs_understood","match_confirmed","decision_maker_identified","supplier_conditions_met","value_framed","word_kept",null]' \
        "$(jq -c '[.stages[].gate.code]' other.json)"
    expect 0 naast pipeline add other.json
    for way in json text; do
        id=$(naast deal add "$way" --pipeline other_order)
        type_until_open "$id" completed $way
        expect 0 naast advance "$id" --to completed
    done
}

@test "what was agreed is asked again after a new need, in both ways" {
    for way in json text; do
        id=$(naast deal add "Grows" --contact "Sanne de Wit" 2>/dev/null)
        type_until_open "$id" delivery json
        naast record "$id" need "and it must work abroad" >/dev/null 2>&1
        naast record "$id" price "40,000 then" >/dev/null 2>&1
        expect 3 naast gate "$id" --to delivery --json
        json '[.gates[].checks[] | select(.verdict == "stale") | .check]' '["summary","match","frame","decider_agrees","agreed"]'
        type_until_open "$id" delivery $way
    done
}

@test "what the customer put differently asks for our word again" {
    deal_to_delivery
    n=$(naast show D1 --json | jq -r '.items[] | select(.kind == "match") | .id')
    expect 0 naast amend "$n" "yes, if it works abroad too" --from Sanne
    expect 3 naast gate D1 --to delivery --json
    json '[.gates[].checks[] | select(.verdict != "met" and (.advisory | not)) | [.check, .verdict]]' '[["match","stale"]]'
    expect 3 naast gate D1 --to delivery
    holds "$out" "our word of 10 Nov"
    type_until_open D1 delivery text
    equal "naast confirm $n --by us" "${typed%$'\n'}"
}

@test "what was taken back is asked anew" {
    deal_to_delivery
    for kind in purpose need summary contribution match price basis frame authority agreement signature condition; do
        for n in $(naast show D1 --json | jq -r ".items[] | select(.kind == \"$kind\" and (.retracted | not)) | .id"); do
            expect 0 naast retract "$n" --because "not so after all"
        done
    done
    for way in text json; do type_until_open D1 delivery $way; done
}

@test "what is open is settled: conditions, introductions, promises, and what a promise rests on" {
    deal_to_delivery
    expect 0 naast record D1 authority signs --person "Karim Ali"
    expect 0 naast record D1 introduction "she will arrange it" --person Karim
    expect 0 naast record D1 condition "two references"
    expect 0 naast record D1 promise "a test server" --due 20nov
    type_until_open D1 delivery text
    expect 0 naast advance D1 --to delivery
    type_until_open D1 completed json
}

@test "an authority nobody of us spoke with" {
    deal_to_delivery
    expect 0 naast record D1 authority decides --person "Karim Ali" --from Sanne
    expect 3 naast gate D1 --to delivery --json
    json '[.gates[].checks[] | select(.verdict != "met" and (.advisory | not)) | .check]' '["met"]'
    type_until_open D1 delivery json
}

@test "red, no and broken in delivery, and a pulse that nobody answered" {
    deal_to_delivery
    expect 0 naast advance D1 --to delivery
    expect 0 naast record D1 promise "a test server" --due 20nov --basis "it stands ready"
    n=$(naast show D1 --json | jq -r '.items[] | select(.kind == "promise") | .id')
    expect 0 naast settle "$n" --as broken --by us
    expect 0 naast record D1 acceptance no "staff do not find it" --from Sanne
    expect 0 naast record D1 pulse red "nobody calls back" --from Sanne
    expect 3 naast gate D1 --to completed --json
    json '[.gates[] | select(.enforced) | .checks[] | [.check, .code]]' \
        '[["promises_settled","broken"],["accepted","answer_no"],["pulse","answer_no"],["pulse_answered","no_answer"]]'
    for way in json text; do type_until_open D1 completed $way; done
    expect 0 naast advance D1
}

@test "a pulse that grew old is taken again" {
    deal_to_delivery
    expect 0 naast advance D1 --to delivery
    type_until_open D1 completed json
    export NAAST_NOW=2027-01-10T09:00:00Z
    expect 3 naast gate D1 --to completed --json
    json '[.gates[] | select(.enforced) | .checks[] | select(.verdict != "met") | [.check, .code]]' '[["pulse","old"]]'
    type_until_open D1 completed text
}

@test "what was set aside for a time that has passed is asked again" {
    deal_to_delivery
    n=$(naast show D1 --json | jq -r '[.items[] | select(.kind == "basis") | .id][0]')
    expect 0 naast retract "$n" --because "they moved"
    expect 0 naast waive D1 basis --because "a pilot first" --until 2026-11-12
    expect 0 naast gate D1 --to delivery
    holds "$out" "set aside until 12 Nov"
    export NAAST_NOW=2026-11-13T09:00:00Z
    expect 3 naast gate D1 --to delivery --json
    json '[.gates[].checks[] | select(.waiver_expired) | .check]' '["basis"]'
    expect 3 naast gate D1 --to delivery
    holds "$out" "set aside until 12 Nov, and that day"
    type_until_open D1 delivery text
}

@test "our no to the match: what there is to type says no, and it is a result" {
    deal_to_delivery
    expect 0 naast record D1 match no "you need an app"
    expect 3 naast gate D1 --to delivery --json
    json '[.gates[].checks[] | select(.verdict == "refused") | [.check, .code, .fix]]' \
        '[["match","answer_no","naast decline D1 --because \"…\""]]'
    look D1 delivery text
    expect 2 sh -c "$fix"
    filled "$fix"
    expect 0 sh -c "$filled"
    expect 0 naast deal show D1 --json
    json .deal.outcome '"declined"'
}

@test "people whose names need care are typed so that the shell and naast read them back" {
    naast deal add "For somebody" --contact Sanne >/dev/null 2>&1
    names=("Jo O'Brien" '$(touch pwned)' 'a; touch pwned' 'us' '"quoted" one' 'Sanne Bakker' '#5' '~root' '*a')
    for k in "${!names[@]}"; do
        expect 0 naast person add "${names[k]}"
        id=$(naast deal add "For ${names[k]}" --contact "$out")
        type_until_open "$id" match text
        expect 0 naast show "$id" --json
        json '.items[] | select(.kind == "summary") | [.words[].by.person]' "[null,\"P$((k + 2))\"]"
    done
    [ ! -e pwned ]
}

@test "two people of one first name are told apart" {
    naast deal add One --contact "Sanne de Wit" >/dev/null 2>&1
    naast person add "Sanne Bakker" >/dev/null
    expect 0 naast record D1 authority decides --person P2 --from P1
    expect 0 naast record D1 frame "the whole picture"
    expect 3 naast gate D1 --to terms
    holds "$out" "naast confirm D1.2 --by P2"
    holds "$out" "naast confirm D1 summary --by P1"
}

@test "every fix of one screen can be typed one after the other" {
    naast deal add "All at once" --contact "Sanne de Wit" >/dev/null 2>&1
    for round in 1 2 3 4 5 6; do
        code=0
        naast gate D1 --to completed >screen || code=$?
        [ "$code" -ne 0 ] || break
        sed -n 's/^       Type  //p' screen >fixes
        while IFS= read -r fix; do
            filled "$fix"
            expect 0 sh -c "$filled" </dev/null
        done <fixes
    done
    equal 0 "$code"
}
