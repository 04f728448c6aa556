#!/usr/bin/env bats
# elsewhere.bats: somebody of another organisation than the deal's is shown with it, wherever their word is.

load ../lib/evidence

# D1 of Waterdam with Sanne (P1); Eve (P2) of Northsea has a word in it: items 4 (summary), 5 (need), 6 (promise).
further() {
    understood
    naast org add Northsea >/dev/null
    naast person add "Eve Moneypenny" --org Northsea >/dev/null
    naast confirm D1.4 --by P2 --how "by mail" >/dev/null 2>&1
    naast record D1 need "old versions too" --from P2 >/dev/null 2>&1
    naast record D1 promise "our old files" --from P2 --due 2026-11-01 --on 2026-10-20 >/dev/null 2>&1
}

@test "show: who said it, whose word is on it, who let it go" {
    expect 0 naast show D1
    holds "$out" "need or challenge (Eve of Northsea, 10 Nov)"
    holds "$out" "Eve of Northsea agreed"
    lacks "$out" "Sanne of Waterdam"
    expect 0 naast show D1 --lang nl
    holds "$out" "(Eve van Northsea, 10 nov)"
    naast record D1 promise "a list" >/dev/null 2>&1
    naast settle D1.7 --as released --by P2 >/dev/null 2>&1
    expect 0 naast show D1
    holds "$out" "let go by Eve of Northsea"
}

@test "gate, guide, log, next, and what a command answers" {
    expect 3 naast gate D1
    holds "$out" '"old versions too" (Eve of Northsea, 10 Nov)'
    expect 0 naast guide D1
    holds "$out" "Eve of Northsea"
    expect 0 naast log D1
    holds "$out" "Eve of Northsea"
    lacks "$out" "of Waterdam"
    expect 0 naast next
    holds "$out" "Waterdam, Eve of Northsea"
    expect 0 naast confirm D1.4 --by P2
    holds "$out" "Confirmed by Eve of Northsea: D1.4 summary"
    expect 0 naast record D1 need "a third" --from P2
    equal "need or challenge (Eve of Northsea)" "$err"
    expect 0 naast amend D1.5 "older versions too" --from P2 --lang nl
    holds "$out" "Eve van Northsea"
}

@test "the customer's page says it too, and each language its own way" {
    expect 0 naast share D1
    holds "$out" "Eve of Northsea"
    lacks "$out" "Sanne of Waterdam"
    expect 0 naast share D1 --lang nl
    holds "$out" "Eve van Northsea"
    expect 0 naast share D1 --for P2
    lacks "$out" "Eve of Northsea"
}

@test "JSON: org_name where it is another than the deal's, and only there" {
    expect 0 naast show D1 --json
    json '[.items[] | select(.from.name == "Eve Moneypenny") | .from.org_name]' '["Northsea","Northsea"]'
    json '[.items[3].words[] | .by | select(.name == "Eve Moneypenny") | .org_name]' '["Northsea"]'
    json '[.items[] | .from, .words[].by | select(.name == "Sanne de Wit") | .org_name] | unique' '[null]'
    expect 0 naast next --json
    json '[.lines[] | select(.item == "D1.6") | .person_org]' '["Northsea"]'
    naast settle D1.6 --as kept --by us >/dev/null 2>&1
    expect 0 naast next --json
    json '[.lines[] | [.person, .person_org]]' '[["P1",null]]'
}

@test "a deal or a person of no organisation has no other one" {
    naast person add "Bas Bos" >/dev/null
    naast record D1 need "a fourth" --from P3 >/dev/null 2>&1
    expect 0 naast show D1
    holds "$out" "need or challenge (Bas, 10 Nov)"
    naast deal add "On its own" >/dev/null
    naast record D2 need "a fifth" --from P2 >/dev/null 2>&1
    expect 0 naast show D2
    holds "$out" "need or challenge (Eve, 10 Nov)"
}
