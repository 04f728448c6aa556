#!/usr/bin/env bats
# owners.bats: `me`, in Dutch `ik`, is who acts, wherever one of us is named.

load ../lib/helper

prepare() {
    naast init -q >/dev/null
    naast deal add "Findable policy" --owner me -q >/dev/null
    naast deal add Archive --owner bo -q >/dev/null
    naast task add "call" --owner ik -q >/dev/null
}

@test "what is added for me is mine by name" {
    expect 0 naast deal list --format '{id} {owner}'
    equal $'D1 anna\nD2 bo' "$out"
    expect 0 naast task list --format '{owner}'
    equal anna "$out"
    naast deal edit D2 --owner ik -q >/dev/null
    equal anna "$(naast deal list --format '{owner}' | tail -n 1)"
}

@test "who approves a waiver may be me" {
    naast record D1 promise "a server" >/dev/null 2>&1
    naast waive D1 basis --because "a pilot first" --by me >/dev/null 2>&1
    expect 0 naast log D1 --did waive --patch
    holds "$out" "+ approver: 1"
}

@test "both words choose the same, in every command that asks whose" {
    local me
    for me in me ik; do
        equal D1 "$(naast deal list "owner:$me" --format '{id}')"
        expect 0 naast board --owner "$me" --json
        json .open.deals 1
        expect 0 naast next --all --owner "$me" --json
        json '[.lines[].owner] | unique' '["anna"]'
        equal 1 "$(naast export calendar --owner "$me" | grep -c '^SUMMARY')"
        expect 0 naast log --by "$me" --json
        json '[.entries[].actor] | unique' '["anna"]'
    done
}
