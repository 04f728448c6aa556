#!/usr/bin/env bats
# merge: two people or organisations that are one.

load ../lib/helper

prepare() {
    naast init -q >/dev/null
    naast deal add "Policy" --org Waterdam --contact "Sanne de Wit" -q >/dev/null 2>&1
    naast org add "Waterdam B.V." -q >/dev/null
    naast person add "S. de Wit" --org O2 --email sanne@waterdam.example -q >/dev/null
    naast record D1 need "old versions" --from P2 -q >/dev/null
}

@test "a person goes into another, and the history tells" {
    expect 0 naast merge P2 P1
    equal "P2 S. de Wit is now P1 Sanne de Wit.
References that go along: 0 in deals, 2 in evidence, 1 in words." "$out"
    holds "$err" "different organisations"
    expect 0 naast person show P1 --json
    json '.person.email' '"sanne@waterdam.example"'
    expect 0 naast person show P2
    holds "$err" "P2 was merged: it is P1 now."
    holds "$out" "Sanne de Wit"
    expect 0 naast log D1
    holds "$out" "merged"
    expect 0 naast --lang nl log P2
    holds "$out" "samengevoegd"
    expect 0 naast verify
    expect 0 naast export --jsonl
    printf '%s\n' "$out" >store.jsonl
    expect 0 naast --db copy.db import store store.jsonl
    expect 0 naast --db copy.db verify
}

@test "an organisation goes into another" {
    expect 0 naast merge o2 o1 --json
    json '[.from, .into, .dry_run, .deals, .people]' '["O2","O1",false,0,1]'
    expect 0 naast person list --org Waterdam --format '{id}'
    equal "P1
P2" "$(printf '%s\n' "$out" | sort)"
    expect 0 naast verify
}

@test "a dry run says what would change" {
    expect 0 naast merge P2 P1 --dry-run
    holds "$out" "P2 S. de Wit would become P1 Sanne de Wit."
    expect 0 naast person show P2
    equal "" "$err"
}

@test "a merge is undone as one" {
    expect 0 naast merge P2 P1
    expect 0 naast undo
    expect 0 naast person show P2 --json
    json '.person.name' '"S. de Wit"'
    expect 0 naast show D1 --json
    expect 0 naast verify
}

@test "a merge that was undone comes back by undoing that" {
    expect 0 naast merge P2 P1
    expect 0 naast undo --json
    local undo
    undo=$(printf '%s' "$out" | jq -r .undone_by)
    expect 0 naast undo "$undo"
    expect 0 naast person show P2
    holds "$err" "P2 was merged: it is P1 now."
    expect 0 naast verify
}

@test "what cannot be merged" {
    expect 2 naast merge P1
    expect 2 naast merge P1 O1
    holds "$err" "give two people or two organisations"
    expect 2 naast merge Sanne Karim
    expect 2 naast merge P1 P1
    holds "$err" "name two different ones"
    expect 4 naast merge P99 P1
    expect 4 naast merge P1 P99
    expect 0 naast merge P2 P1
    expect 6 naast merge P2 P1
    holds "$err" "P2 was merged: it is P1 now."
    expect 6 naast merge P1 P2
}

@test "the name of what was merged leads to what it became, and says so" {
    naast org add "Gemeente Zürich" >/dev/null
    naast org add "Stad Zürich AG" >/dev/null
    local kept=O3 gone=O4
    expect 0 naast merge "$gone" "$kept"
    expect 0 naast org show "stad zurich ag"
    holds "$out" "Gemeente Zürich"
    holds "$err" "stad zurich ag"
    holds "$err" "stad zurich ag: $kept Gemeente Zürich"
    expect 0 naast org show "gemeente zurich"
    equal "" "$err"
    expect 4 naast org show "Stad Bern"
}
