#!/usr/bin/env bats
# A file that was damaged: whatever stands in it, each command ends with an exit code of its own and a sentence.
load helper

prepare() {
    naast --db whole.db init >/dev/null
    naast --db whole.db org add "Vermeer Logistics" >/dev/null
    naast --db whole.db person add "Sanne de Wit" --org O1 >/dev/null
    local k
    for k in $(seq 30); do naast --db whole.db deal add "Vermeer $k" --org O1 >/dev/null; done
    pages=$(($(stat -c %s whole.db) / 4096))
}

# damage FILE SEED: a copy of the store in which three stretches, chosen by the seed, hold something else.
damage() {
    cp whole.db "$1"
    RANDOM=$2
    local k
    for k in 1 2 3; do
        seq $((RANDOM * 32768 + RANDOM)) 100000000 2>/dev/null | head -c $((RANDOM % 4096 + 64)) |
            dd of="$1" bs=1 seek=$((4096 * (RANDOM % (pages - 1) + 1) + RANDOM % 4000)) conv=notrunc status=none
    done
}

# told COMMAND…: one of naast's own exit codes (verify, doctor: 0, 1 or 10) and no signal; and a sentence where it is not 0.
told() {
    local got=0
    timeout 60 "$NAAST" --db bad.db "$@" >.out 2>.err || got=$?
    case $1:$got in
    *:0) return 0 ;;
    verify:1 | verify:10 | doctor:1 | doctor:10) [ -s .err ] && return 0 ;;
    verify:* | doctor:*) ;;
    *:[1-9] | *:10) [ -s .err ] && return 0 ;;
    esac
    echo "seed $seed, $*: exit $got" >&2
    cat .out .err >&2
    return 1
}

@test "whatever pages were written over, every command says what is wrong, and none ends by a signal" {
    found=0
    for seed in $(seq "24"); do
        damage bad.db "$seed"
        told verify
        told verify --json
        got=0
        naast --db bad.db verify --json >.out 2>.err || got=$?
        [ "$got" -ne 10 ] || found=$((found + 1))
        if [ "$got" -eq 10 ] && [ -s .out ]; then
            equal '[1,false,true]' "$(jq -c '[.schema, .ok, (.findings | length > 0)]' .out)"
        fi
        told verify --since-last
        told verify --threads 4
        told doctor
        told doctor --full
        told backup "out-$seed.db"
        told export --jsonl
        told log
        told deal list
    done
    [ "$found" -gt 0 ] # or nothing was tried
}

@test "a file that cannot be read to its end does not verify: exit 10, and its one finding says so" {
    cp whole.db bad.db
    root=$(sqlite3 whole.db "SELECT rootpage FROM sqlite_schema WHERE name = 'naast_journal'") || skip "no sqlite3 shell"
    yes x | head -c 4096 | dd of=bad.db bs=4096 seek=$((root - 1)) conv=notrunc status=none
    expect 10 naast --db bad.db verify
    holds "$out$err" "is damaged"
    expect 10 naast --db bad.db verify --json
    json '[.schema, .ok, .findings[0].kind, .findings[0].code, (.findings | length)]' '[1,false,"file","store_damaged",1]'
    expect 10 naast --db bad.db verify --lang nl
    holds "$out" "is beschadigd"
}

@test "a store of two names is left alone, by either, until one of them is removed" {
    ln whole.db second.db
    before=$(sha256sum whole.db)
    for name in whole.db second.db; do
        expect 1 naast --db $name deal add z
        holds "$err" "has a second name"
        expect 1 naast --db $name deal list --lang nl
        holds "$err" "heeft een tweede naam"
        [ ! -e $name-wal ]
    done
    equal "$before" "$(sha256sum whole.db)"
    rm second.db
    expect 0 naast --db whole.db deal add z
}

@test "restore does not take the place of a store of two names, unless a killed one gave it the second" {
    naast --db whole.db backup >/dev/null
    ln whole.db second.db
    expect 1 naast --db whole.db restore latest --yes
    holds "$err" "has a second name"
    mv second.db whole.db.aside-1
    expect 0 naast --db whole.db restore latest --yes
    expect 0 naast --db whole.db verify
    [ ! -e whole.db.aside-1 ]
}
