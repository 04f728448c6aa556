#!/usr/bin/env bats
# watch: every entry once, in its order, as it comes; and never silently on in another history.

load ../lib/helper

prepare() {
    naast init -q
    naast deal add "Findable policy" --org Waterdam >/dev/null
    store=.naast/naast.db
}

teardown() {
    [ -z "${watcher:-}" ] || kill "$watcher" 2>/dev/null || true
    cd / && rm -rf "$WORK"
}

# follow ARGUMENTS: watches in the background, into the file lines; comes back when the first line is there.
follow() {
    : >lines
    "$NAAST" watch "$@" >lines 2>said &
    watcher=$!
    lines 1
}

# lines N: waits until there are N lines.
lines() {
    local tries=100
    while [ "$(wc -l <lines)" -lt "$1" ] && [ $((tries--)) -gt 0 ]; do sleep 0.1; done
    [ "$(wc -l <lines)" -ge "$1" ] || { cat lines said >&2; return 1; }
}

# ends CODE: waits until the watcher ended.
ends() {
    local got=0
    wait "$watcher" || got=$?
    watcher=
    equal "$1" "$got"
}

@test "--once --from 0 is everything, in the lines of an export" {
    expect 0 naast watch --once --from 0
    equal "store" "$(echo "$out" | head -1 | jq -r .type)"
    equal "$(naast export --jsonl | grep '"type":"entry"')" "$(echo "$out" | tail -n +2)"
}

@test "--once without --from says where the history is" {
    expect 0 naast watch --once
    json '[.schema, .type, .format, .head == .from]' '[1,"store",1,true]'
    equal "$(naast verify --json | jq -r .head)" "$(echo "$out" | jq -r .head)"
}

@test "from a number, or a number and its hash: what came after it" {
    head=$(naast verify --json | jq -r .head)
    naast deal add Second >/dev/null
    for from in 6 "$head" "${head:0:12}"; do
        expect 0 naast watch --once --from "$from"
        equal "7" "$(echo "$out" | tail -n +2 | jq -r .seq | paste -sd' ')"
    done
    expect 0 naast watch --once --from 7
    equal 1 "$(echo "$out" | wc -l)"
}

@test "entries come as they are written, by whoever, each once" {
    follow
    for n in 1 2 3; do naast deal add "New $n" >/dev/null; done
    lines 4
    (for n in {1..10}; do naast deal add "A $n" >/dev/null; done) &
    (for n in {1..10}; do naast deal add "B $n" >/dev/null; done) &
    wait %2 %3 2>/dev/null || true
    lines 24
    equal "$(seq 7 29 | paste -sd' ')" "$(tail -n +2 lines | jq -r .seq | paste -sd' ')"
    kill -TERM "$watcher"
    ends 143
    equal "" "$(cat said)"
}

@test "one that goes on where it ended misses nothing and repeats nothing" {
    follow
    naast deal add One >/dev/null
    lines 2
    kill -INT "$watcher" 2>/dev/null || true
    kill -TERM "$watcher" 2>/dev/null || true
    wait "$watcher" || true
    last=$(tail -1 lines | jq -r '"\(.seq):\(.hash)"')
    naast deal add Two >/dev/null
    follow --from "$last"
    lines 2
    naast deal add Three >/dev/null
    lines 3
    equal "8 9" "$(tail -n +2 lines | jq -r .seq | paste -sd' ')"
}

@test "who reads leaves: it ends without a word, also while nothing comes" {
    mkfifo pipe
    "$NAAST" watch >pipe 2>said &
    watcher=$!
    head -1 pipe >first
    ends 0
    equal "" "$(cat said)"
    expect 0 bash -c "naast watch --from 0 | head -1"
}

@test "nobody waits for it: a backup is put back while it follows, and it says so and ends" {
    naast backup -q >/dev/null
    follow --from 0
    naast deal add Second >/dev/null
    lines 8
    naast restore 6 --yes >/dev/null
    ends 10
    holds "$(tail -1 lines)" '"type":"changed","seen":"7:'
    holds "$(cat said)" "is not the store that was followed"
    expect 10 naast watch --once --from "$(grep '"seq":7' lines | jq -r '"\(.seq):\(.hash)"')"
    expect 10 naast watch --once --from 7
}

@test "a backup that was put back and worked on since is another history" {
    naast backup -q >/dev/null
    naast deal add Second >/dev/null
    last=$(naast verify --json | jq -r .head)
    naast restore 6 --yes >/dev/null
    NAAST_NOW=2026-11-11T09:00:00Z naast deal add Otherwise >/dev/null
    expect 10 naast watch --once --from "$last"
    equal "$last" "$(echo "$out" | jq -r 'select(.type == "changed") | .seen')"
}

@test "another store in its place is told" {
    naast init -q other.db
    for n in {1..12}; do naast --db other.db deal add "$n" >/dev/null; done
    sqlite3 other.db 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    follow
    rm -f $store-wal $store-shm
    mv other.db $store
    ends 10
    holds "$(tail -1 lines)" '"type":"changed"'
}

@test "what is erased later is told by a line of its own" {
    naast person add "Sanne de Wit" >/dev/null
    follow --from 0
    naast help erase >/dev/null 2>&1 || skip "NO ERASE YET"
    naast erase P1 --because "they asked" --yes >/dev/null
    tries=50
    while ! grep -q '"type":"erased"' lines && [ $((tries--)) -gt 0 ]; do sleep 0.1; done
    seq=$(jq -r 'select(.type == "erased") | .seq' lines | head -1)
    naast watch --once --from 0 | jq -c --argjson s "$seq" 'select(.seq == $s and .type == "entry") | .parts[] | has("erased")' | grep -q true
    lacks "$(naast watch --once --from 0)" "Sanne"
}

@test "it takes next to no time while nothing happens" {
    follow
    sleep 2
    ticks=$(awk '{ print $14 + $15 }' /proc/"$watcher"/stat)
    [ "$ticks" -le 5 ] || { echo "used $ticks ticks" >&2; return 1; }
}

@test "wrong use, no store, no longer a store" {
    expect 2 naast watch --from x
    expect 2 naast watch --from 6:abc
    expect 2 naast watch --once --follow
    expect 2 naast watch --csv
    expect 2 naast watch now
    expect 10 naast watch --once --from 600
    expect 4 naast --db none.db watch --once
    expect 4 naast --db none/none.db watch --once
    echo text >text.db
    expect 1 naast --db text.db watch --once
}

@test "what could not be written is told with its reason" {
    [ -c /dev/full ] || skip "no /dev/full"
    got=0
    naast watch --from 0 --once >/dev/full 2>err || got=$?
    [ "$got" -ne 0 ]
    holds "$(cat err)" "No space left on device"
}
