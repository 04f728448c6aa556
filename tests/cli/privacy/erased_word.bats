#!/usr/bin/env bats
# erased_word.bats: an erased person gives no word, and nobody is asked for it.

load ../lib/evidence

# D1 with Sanne (P1), who was erased; a promise of ours (item 5); Karim (P2) is there.
further() {
    understood
    naast record D1 promise "a list" --due 2026-12-01 >/dev/null 2>&1
    naast person add "Karim Ali" >/dev/null
    naast erase P1 --because "asked to be forgotten" --yes >/dev/null 2>&1
}

@test "nobody who was erased says, confirms, settles, agrees, takes part or is the contact: exit 6" {
    for command in 'record D1 need "another need" --from P1' 'confirm D1.4 --by P1' 'confirm D1 summary --by P1' \
        'settle D1.5 --as kept --by P1' 'amend D1.5 --due 2026-12-08 --agreed P1' 'amend D1.4 "shorter" --from P1' \
        'deal edit D1 --contact P1' 'deal add "Another" --contact P1' 'record D1 need "of the contact, who was erased"'; do
        eval "leaves 6 naast $command" || { printf '%s\n' "$command" >&2; false; }
        holds "$err" "P1 was erased, and an erased person gives no word; name somebody else"
    done
    printf 'with: P1\nneed: another need\n' >sheet
    leaves 6 naast talk D1 <sheet
    holds "$err" "P1 was erased"
    printf 'need: another need\n  from: P1\n.5:\n  confirmed: P1\n' >sheet
    leaves 6 naast talk D1 <sheet
    leaves 6 naast record D1 need "nog een" --from P1 --lang nl
    holds "$err" "wie gewist is zegt niets meer"
}

@test "what they said before goes on counting; what is to be done asks somebody else" {
    expect 0 naast gate D1
    naast record D1 need "old versions too" --why "they are found first" --from us >/dev/null 2>&1
    expect 3 naast gate D1 --json
    lacks "$out" '"P1"'
    json '[.gates[].checks[].commands[].argv | select(index("P1"))] | length' 0
    naast deal edit D1 --contact P2 >/dev/null
    for _ in 1 2 3 4 5; do
        naast gate D1 --json >gate.json && break
        jq -r '[.gates[].checks[] | select(.commands != [] and .rests_on == [] and (.advisory | not))][0].commands[].argv
            | [.[] | . // "in words"] | @sh' gate.json >todo
        while read -r command; do eval "$command" >/dev/null 2>&1 || { cat todo >&2; false; }; done <todo
    done
    expect 0 naast advance D1
}

@test "who decided and was erased is asked nothing: somebody else is to be named" {
    naast deal edit D1 --contact P2 >/dev/null
    naast deal add "Second" --org Waterdam --contact P2 >/dev/null 2>&1
    naast person add "Bas Bos" >/dev/null
    naast record D2 authority decides --person P3 --from P2 >/dev/null
    naast record D2 agreement yes "we do it" --from P3 >/dev/null
    expect 3 naast gate D2 --to delivery --json
    json '[.gates[].checks[] | select(.check == "agreed")][0].verdict' '"met"'
    naast erase P3 --because "asked to be forgotten" --yes >/dev/null 2>&1
    expect 3 naast gate D2 --to delivery --json
    json '[.gates[].checks[] | select(.check == "agreed")][0].verdict' '"met"'
    naast record D2 frame "all of it" >/dev/null
    expect 3 naast gate D2 --to delivery --json
    json '[.gates[].checks[] | select(.check == "agreed")][0] | [.verdict, (.commands[0].argv | index("authority") != null)]' \
        '["stale",true]'
    lacks "$(jq -c '[.gates[].checks[].commands[].argv]' <<<"$out")" '"P3"'
}

@test "whoever has a name again can speak again" {
    naast person edit P1 --name "Sanne de Wit" >/dev/null
    expect 0 naast record D1 need "another need" --from P1
}
