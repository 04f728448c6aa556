#!/usr/bin/env bats
# cheats.bats: what cannot be refused is seen: each way around the gates that docs/honesty.md lists, and the line in which
# it shows. A test's name is the way's name there.

load ../lib/evidence

# The stages and kinds of fair; every gate asks one thing. jq FILTER more.
add_easy() {
    naast pipeline show fair --json |
        jq '.name = "easy" | .stages |= map(if .gate then .gate.checks =
            [{id: ("easy_" + .code), rule: "some", kind: "purpose"}] else . end)' |
        jq "${1:-.}" >easy.json
    naast pipeline add easy.json >/dev/null 2>&1
}

# D1, won in easy: everything is written down at once, and then changed to fair.
won_easily() {
    add_easy "${1:-.}"
    naast deal add Easy --org Waterdam --contact "Sanne de Wit" --pipeline easy --purpose "we build search" >/dev/null 2>&1
}

# honest MEASURE [KEY]: the count in the honesty report.
honest() { naast report honesty --json | jq -r --arg m "$1" --arg k "${2:-}" \
    'first(.lines[] | select(.measure == $m and .key == (if $k == "" then null else $k end)) | .count) // 0'; }

@test "an easier pipeline, and back" {
    won_easily
    expect 0 naast advance D1 --to delivery
    expect 0 naast deal edit D1 --pipeline fair --because "as it should be"
    expect 0 naast show D1
    holds "$out" "passed under other gates"
    expect 0 naast log D1
    holds "$out" "passed under other gates"
    expect 0 naast next
    holds "$out" "came past other gates"
    expect 3 naast gate D1
    holds "$out" "(behind you, passed under other gates)"
    expect 0 naast deal list unproven:yes --json
    json '[.deals[].id]' '["D1"]'
    equal 1 "$(honest unproven)"
    equal 1 "$(honest won_other_gates)"
    equal 1 "$(honest won_under 1)"
    expect 0 naast report honesty
    holds "$out" "won under gates that asked less"
    holds "$out" "easy, revision 1"
}

@test "everything written down at once" {
    won_easily
    expect 0 naast advance D1 --to delivery
    equal 1 "$(honest won_at_once)"
    expect 0 naast report honesty
    holds "$out" "all written down at once"
}

@test "a customer's word that is only ours to say" {
    won_easily
    naast record D1 need "findable" --from Sanne >/dev/null 2>&1
    naast record D1 need "quick" --from Sanne --url https://mail.example/41 >/dev/null 2>&1
    expect 0 naast advance D1 --to delivery
    equal 1 "$(honest won_backed said)"
    equal 1 "$(honest won_backed message)"
    expect 0 naast report honesty
    holds "$out" "what we say alone"
    expect 0 naast show D1 --json
    json '[.items[] | select(.kind == "need") | .words[0].backed]' '["said","message"]'
}

@test "one who decides is left out" {
    won_easily '.stages |= map(if .code == "terms" then .gate.checks += [{id: "agreed", rule: "some", kind: "agreement",
        value: "yes", word: "customer", by: "decides"}] else . end)'
    naast record D1 authority decides --person "Sanne de Wit" --from "Sanne de Wit" >/dev/null 2>&1
    naast record D1 authority decides --person "Karim Ali" --from "Sanne de Wit" >/dev/null 2>&1
    naast record D1 agreement yes "let us start" --from "Sanne de Wit" >/dev/null 2>&1
    expect 0 naast advance D1 --to delivery
    equal 1 "$(honest won_decider_silent)"
    naast confirm D1.4 --by "Karim Ali" --how "by telephone" >/dev/null 2>&1
    equal 0 "$(honest won_decider_silent)"
}

@test "a no is taken back" {
    understood
    naast record D1 match yes "we can" >/dev/null 2>&1
    naast confirm D1.5 --by Sanne --how "by mail" >/dev/null 2>&1
    naast record D1 match no "not for us" --from Sanne >/dev/null 2>&1
    expect 0 naast retract D1.6 --because "she did not mean it"
    expect 0 naast gate D1 --json
    equal 1 "$(honest taken_back)"
    expect 0 naast report honesty
    holds "$out" "taken back by us after they said it"
    expect 0 naast log D1
    holds "$out" "she did not mean it"
    expect 3 naast gate D1 --to value
    holds "$out" "D1.6 was taken back"
}

@test "an agreed text is changed as if it were spelling" {
    understood
    leaves 2 naast amend D1.4 "You will buy our platinum plan" --typo
    expect 0 naast amend D1.4 "One place where the curent policy is" --typo
    equal 1 "$(honest respelled)"
    expect 0 naast show D1
    holds "$out" "spelling only"
    expect 0 naast log D1
    holds "$out" "spelling only"
    expect 0 naast share D1
    holds "$out" "spelling only changed since"
    expect 0 naast advance D1
    expect 0 naast show D1 --json
    json '[.transitions[-1].receipt[] | select(.check == "summary") | .items[]]' '[{"item":"D1.4","crev":4,"respelled":true}]'
    expect 0 naast report honesty
    holds "$out" "changed in spelling only"
}

@test "a person gets another name" {
    understood
    expect 0 naast person edit P1 --name "Karim Ali"
    equal 1 "$(honest renamed)"
    expect 0 naast report honesty
    holds "$out" "people whose name was changed"
    expect 0 naast log P1
    holds "$out" "Sanne de Wit"
}

@test "somebody of another organisation gives the word" {
    understood
    equal 0 "$(honest words_elsewhere)"
    naast org add Northsea >/dev/null
    naast person add "Eve Moneypenny" --org Northsea >/dev/null
    naast person add "Bas Bos" >/dev/null
    naast confirm D1.4 --by P3 --how "by mail" >/dev/null 2>&1
    equal 0 "$(honest words_elsewhere)"
    naast confirm D1.4 --by P2 --how "by mail" >/dev/null 2>&1
    equal 1 "$(honest words_elsewhere)"
    expect 0 naast show D1
    holds "$out" "Eve of Northsea agrees"
    expect 0 naast report honesty
    holds "$out" "their words by somebody of another organisation"
    naast undo >/dev/null 2>&1
    equal 0 "$(honest words_elsewhere)"
}

@test "who types gives the customer's word" {
    understood
    naast person add "Ānna  Bergström" --org Waterdam >/dev/null
    expect 0 naast confirm D1.4 --by P2
    equal 0 "$(honest words_own_name)"
    NAAST_ACTOR="anna bergstrom" naast record D1 purpose "that there is such an actor" >/dev/null 2>&1
    equal 0 "$(honest words_own_name)"
    NAAST_ACTOR="anna bergstrom" naast confirm D1.4 --by P2 >/dev/null 2>&1
    equal 1 "$(honest words_own_name)"
    expect 0 naast report honesty
    holds "$out" "their words by somebody called like who typed them"
    expect 0 naast report honesty --json
    json '[.lines[] | select(.measure == "words_own_name") | [.count, .of]]' '[[1,5]]'
    expect 0 naast log D1 --limit 1
    holds "$out" "anna bergstrom"
    holds "$out" "Ānna"
}

@test "people are merged, so that one's word becomes the other's" {
    understood
    naast record D1 authority decides --person "Karim Ali" --from Sanne >/dev/null 2>&1
    naast record D1 frame "the whole" >/dev/null 2>&1
    naast confirm D1.6 --by Sanne --how "by mail" >/dev/null 2>&1
    naast merge P1 P2 --yes >/dev/null 2>&1 || naast merge P1 P2 >/dev/null 2>&1
    expect 3 naast gate D1 --to terms
    holds "$out" "said as Sanne, before the merge; ask Karim"
    expect 0 naast show D1
    holds "$out" "Karim (as Sanne de Wit, before the merge) agrees"
}

@test "we name who decides" {
    understood
    naast record D1 authority decides --person "Karim Ali" --from us >/dev/null 2>&1
    naast record D1 frame "the whole" --from us >/dev/null 2>&1
    naast confirm D1.6 --by "Karim Ali" --how "by mail" >/dev/null 2>&1
    expect 3 naast gate D1 --to terms
    holds "$out" "not known yet who decides"
}

@test "a check is set aside" {
    understood
    naast waive D1 --check basis --because "no time" --by boss >/dev/null 2>&1 || naast waive D1 basis --because "no time" --by boss >/dev/null 2>&1
    equal 1 "$(honest waiver basis)"
    expect 0 naast log D1
    holds "$out" "no time"
}

@test "a deal is imported as if it were won" {
    printf 'title,stage,outcome\nThere,delivery,won\nHalfway,decision,\n' >deals.csv
    expect 0 naast import deals deals.csv
    expect 0 naast show D2
    holds "$out" "imported, not talked through"
    equal 1 "$(honest unverified)"
    expect 0 naast report honesty
    holds "$out" "since they had ended before they were imported: 1"
}

@test "a promise that is late gets a new day, or is taken back" {
    findable
    naast record D1 promise "a test server" --due 2026-11-05 --from us >/dev/null 2>&1
    naast record D1 promise "a plan" --due 2026-11-20 --from us >/dev/null 2>&1
    leaves 2 naast amend D1.2 --due 2026-12-20
    naast amend D1.2 --due 2026-12-20 --because "too busy" --agreed Sanne >/dev/null 2>&1
    equal 1 "$(honest promise_moved)"
    expect 0 naast retract D1.1 --because "never mind"
    expect 0 naast report promises
    holds "$out" "Taken back by who recorded them"
}

@test "what was said is undone" {
    understood
    expect 0 naast undo
    expect 0 naast log D1
    holds "$out" "undone"
}

@test "what is printed is typed as it is" {
    understood
    naast gate D1 --to value | sed -n "s/^ *Type  //p" >typed
    [ -s typed ]
    before=$(head_of)
    while IFS= read -r line; do
        got=0
        bash -c "$line" >/dev/null 2>&1 </dev/null || got=$?
        [ "$got" -ne 0 ] || { printf 'done as it is: %s\n' "$line" >&2; return 1; }
    done <typed
    equal "$before" "$(head_of)"
}

@test "a text that says nothing" {
    findable
    for nothing in "." "…" $'\u200b' "🙂" "- -"; do
        leaves 2 naast record D1 purpose "$nothing"
        leaves 2 naast record D1 need "$nothing"
    done
}

@test "a page that they saw gives a yes by the way" {
    understood
    naast record D1 agreement yes "let us start" --from us >/dev/null 2>&1
    head=$(naast share D1 --for Sanne 2>/dev/null | grep -oE '[0-9]+:[0-9a-f]{8,}' | tail -n 1)
    expect 0 naast confirm D1 --seen "$head" --by Sanne --how "by mail"
    expect 0 naast show D1 --json
    json '[.items[] | select(.kind == "agreement") | .words[] | select(.side == "customer")] | length' 0
}

@test "the file is changed by hand" {
    understood
    command -v sqlite3 >/dev/null || skip "no sqlite3 shell"
    sqlite3 .naast/naast.db "UPDATE naast_evidence SET text = 'You will buy' WHERE id = (1 << 20) + 4" 
    expect 10 naast verify
}

@test "docs/honesty.md lists these ways and no others" {
    sed -n 's/^| \*\*\(.*\)\*\* |.*/\1/p' "$NAAST_SOURCE/docs/honesty.md" | sort >listed
    sed -n 's/^@test "\(.*\)" {$/\1/p' "$BATS_TEST_FILENAME" | grep -v '^docs/' | sort >tried
    diff listed tried
}
