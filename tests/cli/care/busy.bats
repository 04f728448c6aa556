# Another program that keeps the store: who writes is told to try again, nothing is changed; who reads is not held up.
load ../lib/helper

prepare() {
    naast init -q
    naast deal add "Findable policy" >/dev/null
}

# hold SECONDS: keeps the store's write lock in the background; returns when it has it.
hold() {
    mkfifo lock.in lock.out
    sqlite3 .naast/naast.db <lock.in >lock.out &
    holder=$!
    exec 7>lock.in 8<lock.out
    printf 'BEGIN IMMEDIATE;\nSELECT 1;\n' >&7
    read -r _ <&8
}

let_go() {
    exec 7>&- 8<&-
    wait "$holder"
}

@test "a write that does not get its turn is exit 7 and changes nothing" {
    before=$(naast verify --json)
    hold
    expect 7 naast deal add "Second"
    lacks "$out" D
    holds "$err" "naast:"
    let_go
    equal "$before" "$(naast verify --json)"
}

@test "a read does not wait for a writer" {
    hold
    expect 0 naast deal list --format '{id}'
    equal D1 "$out"
    let_go
}

@test "when the other lets go in time the write goes on" {
    hold
    (sleep 1; printf 'ROLLBACK;\n.quit\n' >&7) &
    expect 0 naast deal add "Second"
    equal D2 "$out"
    let_go
}
