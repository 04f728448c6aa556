#!/usr/bin/env bats
# sharing.bats: what docs/sharing.md shows is what happens: from a guide to a word on a page.

load ../lib/transcript

prepare() {
    export NAAST_NOW=2026-11-03T09:00:00Z
    naast init -q
    blocks docs/sharing.md text >call.txt
}

@test "the transcript in docs/sharing.md is what naast says" {
    shown docs/sharing.md console >wanted
    [ "$(wc -l <wanted)" -gt 30 ]
    blocks docs/sharing.md console | replay >got
    diff -u wanted got
}

@test "a transcript with one wrong word is found out" {
    shown docs/sharing.md console | sed 's/is it still right/is it right/' >wanted
    blocks docs/sharing.md console | replay >got
    run diff wanted got
    [ "$status" -eq 1 ]
}

@test "the list in docs/sharing.md names every kind of the shipped pipelines that may be on a page" {
    for pipeline in fair bant meddpicc; do
        naast pipeline show $pipeline --json | jq -r '.. | objects | .kinds? // empty | keys? // empty | .[]' 2>/dev/null
    done | sort -u | grep -E '^[a-z_]+$' >kinds
    [ "$(wc -l <kinds)" -gt 25 ]
    while read -r kind; do
        case $kind in basis | competitor | answer | test) continue ;; esac # ours: on no page
        grep -qF "\`$kind\`" "$NAAST_SOURCE/docs/sharing.md" || { echo "not named: $kind" >&2; return 1; }
    done <kinds
}
