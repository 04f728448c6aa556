#!/usr/bin/env bats
# doctor: what is not well is said with what to type; it changes nothing.

load ../lib/helper

prepare() {
    umask 077
    naast init -q
    naast deal add "Findable policy" --org Waterdam >/dev/null
    store=.naast/naast.db
    export COLUMNS=80
}

# found CHECK: the state and the code of a check.
found() { printf '%s' "$out" | jq -r --arg c "$1" '.checks[] | select(.check == $c) | .state + " " + .code' | paste -sd' '; }

masked() { sed -E "s,$WORK,WORK,g; s/[0-9]+ MB (are free|vrij)/N MB \1/; s/SQLite [0-9.]+/SQLite V/"; }

@test "a store that is well: every line, in both languages, and exit 0" {
    naast backup -q
    for language in en nl; do
        expect 0 naast --lang $language doctor
        diff "$BATS_TEST_DIRNAME/../golden/doctor.80.$language.txt" <(printf '%s\n' "$out" | masked)
        within 80 "$out"
        COLUMNS=200 expect 0 naast --lang $language doctor
        within 200 "$out"
    done
    holds "$err" "Alles is in orde"
}

@test "what is not well, in both languages, and exit 1" {
    : >$store.coming-0123abcd
    for language in en nl; do
        NAAST_NOW=2026-12-24T09:00:00Z expect 1 naast --lang $language doctor
        diff "$BATS_TEST_DIRNAME/../golden/doctor_wanting.80.$language.txt" <(printf '%s\n' "$out" | masked)
    done
    holds "$err" "(2)"
    expect 1 naast doctor --ascii
    lacks "$out" "○"
    holds "$out" "wants attention"
}

@test "what was put aside is told until it is gone" {
    : >$store.aside-1
    : >$store.aside-1-wal
    expect 1 naast doctor --json
    equal "attention aside" "$(found leftovers)"
    chmod 644 $store
    expect 1 naast doctor
    holds "$out" "chmod go= $WORK/$store"
    eval "$(echo "$out" | sed -n 's/^ *Type  \(chmod.*\)/\1/p')"
    equal 600 "$(stat -c %a $store)"
}

@test "nothing is changed by looking" {
    before=$(sha256sum $store)
    naast doctor --full >/dev/null
    equal "$before" "$(sha256sum $store)"
}

@test "a file of nothing, of something else, or damaged, and what to type" {
    : >empty.db && chmod 600 empty.db
    expect 1 naast --db empty.db doctor
    holds "$(echo $out)" "making the store was interrupted"
    holds "$out" "rm empty.db && naast init empty.db"
    eval "$(echo "$out" | sed -n 's/^ *Type  \(rm empty.*\)/\1/p')" 2>/dev/null
    expect 0 naast --db empty.db doctor -q
    echo text >text.db
    expect 1 naast --db text.db doctor --json
    equal "fault unreadable" "$(found store)"
    expect 4 naast --db none.db doctor
    expect 1 naast --db .naast doctor
    ln -s $store link.db
    expect 1 naast --db link.db doctor --json
    equal "fault unreadable" "$(found store)"
}

@test "pages that were overwritten are found" {
    naast verify -q >/dev/null
    rm -f $store-wal $store-shm
    dd if=/dev/zero of=$store bs=4096 seek=8 count=3 conv=notrunc status=none
    expect 1 naast doctor --json
    json .state '"fault"'
}

@test "a row that was changed from outside is found with --full alone" {
    sqlite3 $store "UPDATE naast_org SET note = 'changed'"
    expect 0 naast doctor --json
    expect 1 naast doctor --full --json
    equal "ok sound fault unverified" "$(found integrity)"
}

@test "a store of an earlier version waits for its migration" {
    sqlite3 old.db <"$BATS_TEST_DIRNAME/../../golden/version1.sql" >/dev/null
    chmod 600 old.db
    expect 1 naast --db old.db doctor --json
    equal "attention older" "$(found schema)"
    json '[.checks[] | select(.check == "schema") | .fix]' '["naast migrate"]'
}

@test "backups: none for a week, one that is old, one that holds all there is" {
    expect 0 naast doctor --json
    equal "ok backup_young" "$(found backup)"
    NAAST_NOW=2026-11-18T09:00:00Z expect 1 naast doctor --json
    equal "attention backup_none" "$(found backup)"
    naast backup -q
    NAAST_NOW=2026-11-18T09:00:00Z expect 0 naast doctor --json
    equal "ok backup" "$(found backup)"
    naast deal add Second >/dev/null
    NAAST_NOW=2026-11-18T09:00:00Z expect 1 naast doctor --json
    equal "attention backup_old" "$(found backup)"
}

@test "a folder that others write to; a backup folder that others read" {
    naast backup -q
    chmod 777 .naast
    chmod 755 .naast/naast.db.backups
    expect 1 naast doctor --json
    equal "attention folder_writable attention readable" "$(found permissions)"
}

@test "the witness: agrees, none is kept, contradicts" {
    expect 0 naast doctor --json
    equal "ok witness" "$(found witness)"
    NAAST_WITNESS=none expect 0 naast doctor --json
    equal "ok witness_none" "$(found witness)"
    naast backup -q
    naast deal add Second >/dev/null
    rm -f $store-wal $store-shm
    cp .naast/naast.db.backups/*.db $store
    expect 1 naast doctor --json
    equal "fault witness_against" "$(found witness)"
    holds "$(naast doctor --json 2>/dev/null | jq -r '.checks[] | select(.check == "witness") | .text')" "naast verify --trust"
}

@test "the clock: put back, ahead, and long ago" {
    NAAST_NOW=2026-11-10T08:00:00Z naast deal add Earlier >/dev/null
    NAAST_NOW=2026-11-10T10:00:00Z expect 1 naast doctor --json
    equal "attention clock_back" "$(found clock)"
    holds "$out" "went back 60 minutes"
    NAAST_NOW=2027-01-10T10:00:00Z expect 1 naast doctor --json
    equal "ok clock" "$(found clock)"
    NAAST_NOW=2026-11-10T07:00:00Z expect 1 naast doctor --json
    equal "attention clock_ahead" "$(found clock)"
}

@test "a log that nobody could take in is told" {
    head -c 70000000 /dev/zero >$store-wal
    expect 1 naast doctor --json
    equal "attention log_large" "$(found log)"
}

@test "wrong use" {
    expect 2 naast doctor now
    expect 2 naast doctor --csv
    expect 2 naast doctor --full=yes
}
