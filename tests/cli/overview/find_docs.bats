#!/usr/bin/env bats
# find_docs.bats: what docs/finding.md shows is what happens.

load ../lib/transcript

prepare() { naast init >/dev/null 2>&1; }

@test "the example of docs/finding.md is what naast says" {
    blocks docs/finding.md console >wanted
    [ "$(wc -l <wanted)" -gt 12 ]
    replay <wanted >got
    diff -u wanted got
}

@test "an example with one wrong word is found out" {
    blocks docs/finding.md console | sed 's/^O1  organisation/O2  organisation/' >wanted
    replay <wanted >got
    run diff wanted got
    [ "$status" -eq 1 ]
}
