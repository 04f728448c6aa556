#!/usr/bin/env bats
# restore: a backup takes the store's place whole, and what was there is kept.

load ../lib/helper

prepare() {
    naast init -q
    naast deal add "Findable policy" --org Waterdam >/dev/null
    store=.naast/naast.db
    folder=$WORK/.naast/naast.db.backups
    naast backup -q
    first=$folder/2026-11-10T090000Z-6.db
    head=$(naast verify --json | jq -r .head)
}

work() {
    naast deal add Second >/dev/null
    NAAST_ACTOR=bram naast deal add Third >/dev/null
    NAAST_ACTOR=bram naast deal add Fourth >/dev/null
    export NAAST_NOW=2026-11-11T09:00:00Z
}

picture() { sha256sum $store "$folder"/* && ls .naast "$folder" | grep -v -e -wal -e -shm; }

@test "what would be gone is told, by whom, and nothing is changed without --yes" {
    work
    naast verify >/dev/null
    before=$(picture)
    expect 2 naast restore latest
    holds "$(echo $err)" "operations that the backup does not have: 3 (2 by bram, 1 by anna)"
    holds "$err" "naast restore latest --yes"
    expect 2 naast --lang nl restore latest
    holds "$(echo $err)" "3 (2 van bram, 1 van anna)"
    expect 0 naast restore latest --dry-run
    holds "$(echo $out)" "3 (2 by bram, 1 by anna)"
    expect 0 naast restore latest --dry-run --json
    json '[.schema, .restored, .lost, .by, .kept, .head]' \
        '[1,false,3,[{"actor":"bram","operations":2},{"actor":"anna","operations":1}],null,"'"$head"'"]'
    equal "$before" "$(picture)"
}

@test "with --yes it is in its place, and what was there is a backup" {
    work
    expect 0 naast restore latest --yes
    holds "$out" "is in its place. It ends at entry 6"
    holds "$out" "What was there is kept: $folder/2026-11-11T090000Z-10.db"
    equal "$head" "$(naast verify --json | jq -r .head)"
    equal 1 "$(naast deal list --json | jq '.deals | length')"
    equal 4 "$(naast --db "$folder/2026-11-11T090000Z-10.db" deal list --json | jq '.deals | length')"
    equal 600 "$(stat -c %a $store)"
}

@test "its witness goes back with it: it is written to again, and verifies" {
    work
    naast restore latest --yes >/dev/null
    expect 0 naast deal add Again
    expect 0 naast verify --json
    json '[.ok, .witness.state]' '[true,"agrees"]'
}

@test "control: the same file put there by hand is found by the witness" {
    work
    rm -f $store-wal $store-shm
    cp "$first" $store
    expect 10 naast deal add Again
}

@test "by the number of its last entry, by its name, and back again" {
    work
    naast backup -q
    expect 0 naast restore 6 --yes
    expect 0 naast restore 10
    holds "$out" "It ends at entry 10"
    equal 4 "$(naast deal list --json | jq '.deals | length')"
    expect 0 naast restore "$first" --yes --json
    json '[.restored, .lost, .replaced, .migrated]' '[true,3,true,false]'
}

@test "a backup that has all that is there wants no --yes" {
    expect 0 naast restore latest
    equal "$head" "$(naast verify --json | jq -r .head)"
    expect 0 naast restore latest --dry-run
    holds "$out" "Nothing would be lost"
}

@test "where there is no store it is put, and opens" {
    rm -rf .naast/naast.db .naast/naast.db-*
    expect 0 naast restore "$first"
    equal "$head" "$(naast verify --json | jq -r .head)"
    mkdir other
    expect 0 naast --db other/sales.db restore "$first" --json
    json '[.replaced, .kept]' '[false,null]'
    equal "$head" "$(naast --db other/sales.db verify --json | jq -r .head)"
    cp "$first" kept.db
    rm -rf .naast
    expect 0 naast restore kept.db
    [ -f .naast/naast.db ]
}

@test "the log of a store that is gone is not taken for that of the one that comes" {
    work
    sqlite3 $store 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    exec 7< <(sqlite3 $store 'BEGIN; SELECT count(*) FROM naast_deal;' '.shell sleep 2')
    sleep 0.3
    naast deal add Fifth >/dev/null
    cp $store-wal kept-wal
    exec 7<&-
    wait
    rm -f $store $store-shm
    cp kept-wal $store-wal
    expect 0 naast restore "$first"
    [ -s $store.aside-1-wal ]
    expect 0 naast verify
}

@test "a store that cannot be read is put aside, log and all, once --yes is said" {
    work
    echo damage >$store
    echo log >$store-wal
    expect 2 naast restore latest
    holds "$(echo $err)" "cannot be read"
    expect 0 naast restore latest --yes
    holds "$out" "What was there is kept: $WORK/$store.aside-1"
    equal damage "$(cat $store.aside-1)"
    equal log "$(cat $store.aside-1-wal)"
    equal "$head" "$(naast verify --json | jq -r .head)"
    echo damage >$store
    rm -f $store-wal $store-shm
    expect 0 naast restore latest --yes --json
    json '[.unreadable, .kept]' '[true,"'"$WORK/$store.aside-2"'"]'
}

@test "a store that does not verify is put aside, not thrown away" {
    sqlite3 $store "UPDATE naast_org SET note = 'changed'"
    expect 0 naast restore latest --yes
    holds "$out" "$store.aside-1"
    equal changed "$(sqlite3 $store.aside-1 'SELECT note FROM naast_org')"
    expect 0 naast verify
}

@test "while somebody else has the store open it says so, and waits for nobody for ever" {
    work
    for how in 'BEGIN; SELECT 1 FROM naast_deal;' 'BEGIN IMMEDIATE;'; do
        mkfifo in
        sqlite3 $store <in >said &
        exec 7>in
        printf '%s\nSELECT 1;\n' "$how" >&7
        while [ ! -s said ]; do sleep 0.05; done
        expect 7 naast restore latest --yes
        holds "$err" "open in another program"
        exec 7>&-
        wait
        rm in said
        equal 4 "$(naast deal list --json | jq '.deals | length')"
        naast deal edit D1 --title "Still written" >/dev/null
        equal wal "$(sqlite3 $store 'PRAGMA journal_mode')"
    done
}

@test "whoever had the file open when it was replaced is told, and loses nothing silently" {
    work
    mkfifo in
    # Opened before, locked later: the sqlite3 shell opens its file at once and locks it when it reads.
    sqlite3 $store <in >said 2>&1 &
    exec 7>in
    printf '.print ready\n' >&7
    while [ ! -s said ]; do sleep 0.05; done
    naast restore 6 --yes >/dev/null
    printf "UPDATE naast_setting SET value = 'lost' WHERE id = 1;\n" >&7
    exec 7>&-
    wait || true
    equal fair "$(sqlite3 $store 'SELECT value FROM naast_setting')"
}

@test "of another store, the store itself, nothing, something else, damaged: nothing is changed" {
    work
    naast verify >/dev/null
    naast init -q other.db
    echo text >text
    cp "$first" bad.db && chmod 600 bad.db
    sqlite3 bad.db "UPDATE naast_org SET note = 'changed'"
    ln -s "$first" link.db
    before=$(picture)
    expect 6 naast restore other.db --yes
    holds "$err" "another store"
    holds "$err" "--db FILE"
    expect 2 naast restore $store --yes
    expect 4 naast restore none.db --yes
    expect 4 naast restore 7 --yes
    holds "$err" '; `naast backup list` shows what there is'
    expect 4 naast restore none/none.db --yes
    expect 1 naast restore text --yes
    expect 1 naast restore link.db --yes
    expect 1 naast restore "$folder" --yes
    expect 10 naast restore bad.db --yes
    expect 2 naast restore "" --yes
    expect 2 naast restore
    expect 2 naast restore latest now
    equal "$before" "$(picture)"
    equal "" "$(ls -d .naast/*coming* 2>/dev/null)"
}

@test "a backup of a later version is left alone, and so is a store of one" {
    work
    cp "$first" later.db
    sqlite3 later.db 'PRAGMA user_version = 900' >/dev/null
    expect 1 naast restore later.db --yes
    holds "$err" "later version"
    sqlite3 $store 'PRAGMA user_version = 900; PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    expect 1 naast restore latest --yes
    holds "$err" "later version"
}

@test "a backup of an earlier version is brought up to this one" {
    sqlite3 old.db <"$BATS_TEST_DIRNAME/../../golden/version1.sql" >/dev/null
    old=$(sha256sum old.db)
    expect 0 naast --db new.db restore old.db --json
    json .migrated true
    expect 0 naast --db new.db verify
    equal "$old" "$(sha256sum old.db)"
}

@test "a disk that is full changes nothing" {
    work
    naast verify >/dev/null
    before=$(picture)
    full() { (ulimit -f 100; trap '' XFSZ; naast restore latest --yes); }
    expect 1 full
    equal "$before" "$(picture)"
    equal 4 "$(naast deal list --json | jq '.deals | length')"
}
