#!/usr/bin/env bats
# verify.bats: verify with kept heads, and the witness around every command.

load ../lib/helper

store=.naast/naast.db
witnesses=home/.local/state/naast/witness

prepare() {
    naast init >/dev/null 2>&1
    naast deal add x >/dev/null
    cp "$store" older.db
    naast deal add y >/dev/null
}

head_now() { naast verify --json | jq -r .head; }

@test "verify --head: a head that was kept is in the history, whole or its beginning, also of long ago" {
    head=$(head_now)
    old=$(naast --db older.db verify --json | jq -r .head)
    expect 0 naast verify --head "$head" --head "$old" --json
    json '[.ok, .heads]' '[true,2]'
    expect 0 naast verify --head "${head:0:10}" --head "${old^^}"
    holds "$out" "Kept heads that are in it: 2"
    expect 0 naast verify --head "$head" --lang nl
    holds "$out" "Bewaarde koppen die erin staan: 1"
}

@test "verify --head: one that is not in the history is a finding, exit 10; each is told" {
    expect 10 naast verify --head 2:00000000 --head 99:00000000 --head "$(head_now)" --json
    json '[.ok, [.findings[] | [.kind, .code, .seq, .table]]]' '[false,[["head","head_unknown",2,null],["head","head_unknown",99,null]]]'
    expect 10 naast verify --head 2:00000000
    holds "$out" "the journal has no entry 2:00000000"
    holds "$err" "does not agree with its history"
}

@test "verify --head: what is no head is wrong use, exit 2" {
    for wrong in x 5 5: :00000000 0:00000000 5:0000000 5:000000zz "5:00000000 " -5:00000000 "5:$(printf '%065d' 0)" 99999999999999999999:00000000 ""; do
        expect 2 naast verify "--head=$wrong"
        equal "" "$out"
    done
    holds "$err" "is not SEQ:HASH"
    holds "$err" "; \`naast verify\` prints it"
    expect 2 naast verify --head
    expect 2 naast verify extra
}

@test "verify --heads: a file of kept heads, with what people write beside them" {
    printf '# kept on paper\n\n%s  the page of 3 Nov\r\n  %s\n' "$(head_now)" "$(naast --db older.db verify --json | jq -r .head)" >heads.txt
    expect 0 naast verify --heads heads.txt --json
    json '[.ok, .heads]' '[true,2]'
    naast verify --heads - --json <heads.txt | jq -e '.heads == 2' >/dev/null
    printf '%s\n7:00000000\n' "$(head_now)" >heads.txt
    expect 10 naast verify --heads heads.txt --head 8:00000000 --json
    json '[.findings[].seq]' '[8,7]'
    printf '# x\nseven\n' >heads.txt
    expect 2 naast verify --heads heads.txt
    holds "$err" 'heads.txt, line 2: "seven"'
    expect 4 naast verify --heads nothing.txt
    : >heads.txt
    expect 0 naast verify --heads heads.txt
}

@test "an older copy put back: it can be read with a word about it, and is not written, exit 10" {
    cp "$store" newer.db
    cp older.db "$store"
    expect 0 naast deal list --json
    json '.deals | length' 1
    holds "$err" "was set back: it ends at entry 5, and entry 6 of it was seen here before"
    holds "$err" "trust the store if it is meant to be as it is; \`naast verify --trust\` does that"
    expect 0 naast -q deal list
    holds "$err" "was set back"
    expect 10 naast deal add z
    equal "" "$out"
    holds "$err" "naast verify --trust"
    expect 10 naast verify --json
    json '[.ok, .witness.state, [.findings[] | [.kind, .code]]]' '[false,"set_back",[["witness","set_back"]]]'
    expect 10 naast verify --lang nl
    holds "$out" "teruggezet"
    cp newer.db "$store"
    expect 0 naast deal add z
    equal "" "$err"
}

@test "verify --trust takes a store that was put back as it is, when all else is right" {
    cp older.db "$store"
    expect 0 naast verify --trust
    holds "$out" "From now on this store is taken as it is, at entry 5."
    expect 0 naast verify --json
    json '[.ok, .witness.state]' '[true,"agrees"]'
    expect 0 naast deal add z
    cp older.db "$store"
    expect 0 naast verify --trust --json
    json '[.ok, .trusted, (.findings | length)]' '[true,true,0]'
}

@test "verify --trust takes nothing as it is that is wrong otherwise" {
    command -v sqlite3 >/dev/null || skip "no sqlite3 shell"
    cp older.db "$store"
    sqlite3 "$store" "UPDATE naast_deal SET title = 'z'"
    expect 10 naast verify --trust
    holds "$out" "title was changed outside naast"
    lacks "$out" "older than it was"
    holds "$err" "more is wrong than the witness alone"
    expect 10 naast verify --trust --json
    json '[.ok, .trusted]' '[false,false]'
    expect 10 naast deal add z
    NAAST_WITNESS=none expect 2 naast --db older.db verify --trust
    holds "$err" "no witness is kept of"
}

@test "a history written anew is found, and so is another store in its place" {
    cp older.db "$store"
    NAAST_WITNESS=none naast deal add forged >/dev/null
    expect 10 naast verify
    holds "$out" "entry 6 is not the one that was seen here before"
    expect 10 naast deal add z
    naast --db older.db verify >/dev/null
    NAAST_WITNESS=none naast init another.db >/dev/null 2>&1
    cp another.db "$store"
    expect 10 naast verify
    holds "$out" "another store was seen in this place before"
    expect 10 naast deal add z
}

@test "init where a store was before makes a new one that nobody doubts" {
    rm "$store"*
    naast init >/dev/null 2>&1
    expect 0 naast deal add z
    equal "" "$err"
}

@test "the witness lies in NAAST_WITNESS, else XDG_STATE_HOME, else the home folder; NAAST_WITNESS=none keeps none" {
    [ "$(ls "$witnesses" | wc -l)" -eq 1 ]
    equal 600 "$(stat -c %a "$witnesses"/*)"
    equal "path $PWD/$store" "$(grep path "$witnesses"/*)"
    NAAST_WITNESS=$PWD/mine expect 0 naast deal add a
    [ "$(ls mine | wc -l)" -eq 1 ]
    XDG_STATE_HOME=$PWD/state expect 0 naast deal add b
    [ "$(ls state/naast/witness | wc -l)" -eq 1 ]
    XDG_STATE_HOME=relative expect 0 naast deal add c
    [ ! -e relative ]
    rm -r home/.local
    NAAST_WITNESS=none expect 0 naast deal add d
    equal "" "$err"
    [ ! -e home/.local ]
}

@test "a witness that cannot be kept: the command is done, with one note, none with -q" {
    export NAAST_WITNESS=$PWD/$store/x # a folder that cannot come to be
    expect 0 naast deal add z
    equal D3 "$out"
    holds "$err" "its witness could not be kept in"
    equal 1 "$(printf '%s\n' "$err" | wc -l)"
    expect 0 naast -q deal add z
    equal "" "$err"
    expect 0 naast deal list
    equal "" "$err"
    NAAST_WITNESS=/dev/full expect 0 naast deal add z
    holds "$err" "/dev/full"
    expect 0 naast --lang nl task add x
    holds "$err" "getuige kon niet bijgehouden worden"
}

@test "without a home folder there is no witness, and one note says so" {
    unset NAAST_WITNESS
    HOME= expect 0 naast deal add z
    holds "$err" "there is no home folder"
    HOME=$PWD/nowhere expect 0 naast deal add z
    holds "$err" "there is no home folder"
    [ ! -e nowhere ]
    HOME=$PWD/nowhere expect 0 naast deal list
    equal "" "$err"
    HOME=$PWD/nowhere NAAST_WITNESS=none expect 0 naast deal add z
    equal "" "$err"
}

@test "a witness that cannot be read is told after writing, and verify --trust writes it anew" {
    echo garbage >"$(echo "$witnesses"/*)"
    expect 0 naast deal list
    equal "" "$err"
    expect 0 naast deal add z
    holds "$err" "cannot be read: it is not the text of a witness"
    expect 0 naast verify --json
    json .witness.state '"unreadable"'
    expect 0 naast verify --trust
    expect 0 naast deal add z
    equal "" "$err"
}

@test "verify --since-last begins where the last one ended well, and says from where" {
    expect 0 naast verify --since-last --json # never before: everything
    json '[.from, .entries]' '[1,6]'
    naast deal add z >/dev/null
    expect 0 naast verify --since-last --json
    json '[.ok, .from, .entries]' '[true,7,1]'
    grep -q '^verified 0000000000000000007:' "$witnesses"/*
    naast deal add z >/dev/null
    expect 0 naast verify --since-last
    holds "$out" "From entry 8 on, everything agrees with the history: 1 entries"
    expect 0 naast verify --since-last --lang nl
    holds "$out" "Vanaf regel 9"
    NAAST_WITNESS=none expect 0 naast verify --since-last --json
    json .from 1
    expect 2 naast verify --since-last --trust
    holds "$err" "leave out --since-last"
}

@test "verify --threads: by several at once, the same is found" {
    for threads in 1 2 16; do
        expect 0 naast verify --threads "$threads" --json
        json '[.ok, .entries]' '[true,6]'
    done
    for wrong in 0 17 x -1; do expect 2 naast verify --threads "$wrong"; done
    command -v sqlite3 >/dev/null || skip "no sqlite3 shell"
    sqlite3 "$store" "UPDATE naast_deal SET title = 'z'"
    one=$(naast verify --threads 1 --json) || true
    equal "$one" "$(naast verify --threads 4 --json)"
}

@test "Ctrl-C ends a long verification at once, exit 130, and the store is as it was" {
    [ -x "${OUT:-}/tests/harness/large" ] || skip "NO LONG HISTORY TO BE CAUGHT IN: run by make"
    "$OUT/tests/harness/large" large.db 100000
    got=0
    timeout --preserve-status -s INT 0.1 env --default-signal=INT "$NAAST" --db large.db verify --threads 1 >out || got=$?
    equal 130 "$got"
    equal "" "$(cat out)"
    expect 0 naast --db large.db verify
}
