#!/usr/bin/env bats
# past.bats: naast show --at: a deal and its gates, a person, an organisation, as they stood then.

load ../lib/evidence

on() { export NAAST_NOW="2026-11-${1}T09:00:00Z"; }

further() {
    on 10
    naast deal add "Findable policy" --org Waterdam --contact "Sanne de Wit" >/dev/null 2>&1
    on 12
    naast record D1 need "staff follow old versions" >/dev/null 2>&1
    on 14
    naast org edit O1 --name "Waterdam BV" >/dev/null 2>&1
    naast end D1 --as lost --because "price" >/dev/null 2>&1
    on 20
}

@test "a deal as it stood at the end of a day, with its gates" {
    expect 0 naast show D1 --at 2026-11-12
    holds "$err" "As it was at 2026-11-12T23:59:59Z."
    holds "$out" "Findable policy · Waterdam "
    holds "$out" "staff follow old versions"
    holds "$out" "day 3"
    holds "$out" "Needs understood  not yet"
    holds "$out" "○  Why we're here         still to say"
    holds "$out" "✓  Need or challenge      clear"
    lacks "$out" "they chose another"
    lacks "$out" "Type"
    within 80 "$out"
}

@test "an earlier day knows less" {
    expect 0 naast show D1 --at 11nov
    lacks "$out" "staff follow old versions"
    holds "$out" "○  Need or challenge      still to ask"
}

@test "json: the deal of then, its items and its gates" {
    expect 0 naast show D1 --at 2026-11-12T09:00:00Z --json
    json '[.schema, .deal.org_name, .deal.outcome, (.items | length)]' '[1,"Waterdam",null,1]'
    json '[.gates[0].checks[] | select(.verdict == "met") | .check]' '["need"]'
    expect 0 naast show D1 --json
    json '[.deal.org_name, .deal.outcome, .gates]' '["Waterdam BV","lost",null]'
}

@test "an item, an organisation and a person of then" {
    expect 0 naast show D1.1 --at 12nov
    holds "$out" "staff follow old versions"
    expect 0 naast show O1 --at 12nov
    lacks "$out" "Waterdam BV"
    holds "$out" "Waterdam"
    expect 0 naast show P1 --at 12nov
    holds "$out" "Sanne de Wit"
}

@test "what was not there yet: exit 4; what is to come, or no moment: exit 2; nothing is written" {
    leaves 4 naast show D1 --at 2026-11-09
    holds "$err" "D1 did not exist yet on 2026-11-09"
    leaves 4 naast show D1.1 --at 11nov
    leaves 2 naast show D1 --at 2026-12-01
    leaves 2 naast show D1 --at x
}

@test "of today there is what there is by now" {
    expect 0 naast show D1 --at today
    holds "$out" "they chose another"
}

@test "in Dutch" {
    expect 0 naast show D1 --at 2026-11-12 --lang nl
    holds "$err" "Zoals het was op 2026-11-12T23:59:59Z."
    holds "$out" "nog niet"
}
