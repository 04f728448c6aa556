#!/usr/bin/env bats
# backup: a copy that is whole, verified and in one file; what was there before stays, and only what naast made gives way.

load ../lib/helper

prepare() {
    naast init -q
    naast deal add "Findable policy" --org Waterdam >/dev/null
    store=.naast/naast.db
    folder=$WORK/.naast/naast.db.backups
}

mode() { stat -c %a "$1"; }

@test "without a file it comes beside the store, named after the moment and the last entry" {
    expect 0 naast backup
    equal "$folder/2026-11-10T090000Z-6.db" "$out"
    holds "$err" "Verified: 6 entries"
    equal 600 "$(mode "$out")"
    equal 700 "$(mode "$folder")"
    equal "$(naast verify --json | jq -r .head)" "$(naast --db "$out" verify --json | jq -r .head)"
}

@test "a backup is one file that needs no other, on a disk that cannot be written too" {
    naast backup kept.db -q
    equal "kept.db" "$(ls -d kept.db*)"
    naast --db kept.db deal list >list
    equal "$(naast deal list)" "$(cat list)"
    equal "kept.db" "$(ls -d kept.db*)"
}

@test "to a file that is not there; one that is there, of whatever kind, is left alone" {
    expect 0 naast backup "a name with spaces.db"
    equal "$WORK/a name with spaces.db" "$out"
    echo something else >there
    ln -s "$WORK/elsewhere" link
    mkfifo pipe
    for file in there link pipe "a name with spaces.db"; do
        expect 6 naast backup "$file"
        holds "$err" "left alone"
        equal "" "$out"
    done
    equal "something else" "$(cat there)"
    [ ! -e elsewhere ]
}

@test "to a file whose name has a newline, or is as long as names may be" {
    expect 0 naast backup $'new\nline.db'
    holds "$out" 'new\nline.db'
    naast --db $'new\nline.db' verify -q >/dev/null
    expect 1 naast backup "$(printf 'x%.0s' {1..255})"
    holds "$err" "naast:"
    [ -z "$(ls -d ./*coming* 2>/dev/null)" ]
}

@test "to a folder: it gets its name there, and all stay unless --keep is said" {
    mkdir usb
    for now in 10 11 12; do NAAST_NOW=2026-11-${now}T09:00:00Z naast backup usb -q; done
    equal 3 "$(ls usb | wc -l)"
    NAAST_NOW=2026-11-13T09:00:00Z expect 0 naast backup usb/ --keep 2 --json
    json '[.schema, .backup.name, .removed]' '[1,"2026-11-13T090000Z-6.db",["2026-11-11T090000Z-6.db","2026-11-10T090000Z-6.db"]]'
    equal "2026-11-12T090000Z-6.db 2026-11-13T090000Z-6.db" "$(ls usb | paste -sd' ')"
    expect 4 naast backup nowhere/
    expect 4 naast backup nowhere/file.db
}

@test "ten stay beside the store, the newest; the others give way, and are named" {
    for now in {10..19}; do NAAST_NOW=2026-11-${now}T09:00:00Z naast backup -q; done
    NAAST_NOW=2026-11-20T09:00:00Z expect 0 naast backup
    holds "$err" "Gave way: 2026-11-10T090000Z-6.db"
    equal 10 "$(ls "$folder" | wc -l)"
}

@test "what naast did not make never gives way: other names, other stores, folders, links" {
    naast backup -q
    naast init -q other.db
    naast --db other.db backup "$folder/2026-01-01T000000Z-4.db" -q
    echo mine >"$folder/2026-01-02T000000Z-6.db"
    echo mine >"$folder/notes.txt"
    echo mine >"$folder/2026-13-02T000000Z-6.db"
    ln -s "$WORK/$store" "$folder/2026-01-03T000000Z-6.db"
    mkdir "$folder/2026-01-04T000000Z-6.db"
    before=$(ls "$folder" | grep -v 2026-11)
    NAAST_NOW=2026-11-20T09:00:00Z expect 0 naast backup --keep 1 --json
    json .removed '["2026-11-10T090000Z-6.db"]'
    equal "$before" "$(ls "$folder" | grep -v 2026-11)"
    equal mine "$(cat "$folder/notes.txt")"
}

@test "in the same second, with nothing done between, the second takes the place of the first; of nothing else" {
    naast backup -q
    expect 0 naast backup
    equal 1 "$(ls "$folder" | wc -l)"
    echo mine >"$folder/2026-11-10T090000Z-6.db"
    expect 6 naast backup
    equal mine "$(cat "$folder/2026-11-10T090000Z-6.db")"
}

@test "a folder of backups that is a link or a file is not written into" {
    mkdir elsewhere
    ln -s "$WORK/elsewhere" "$folder"
    expect 1 naast backup
    holds "$err" "should be a folder of backups"
    equal "" "$(ls elsewhere)"
    rm "$folder" && echo mine >"$folder"
    expect 1 naast backup
    equal mine "$(cat "$folder")"
}

@test "what somebody left who was killed while making one is taken away; one that is being made is not" {
    naast backup -q
    : >"$folder/2026-11-10T080000Z-5.db.coming-0123abcd"
    : >"$folder/2026-11-10T080000Z-5.db.coming-0123abcd-journal"
    : >"$folder/other.coming-0123abcd"
    NAAST_NOW=2026-11-20T09:00:00Z naast backup -q
    [ ! -e "$folder/2026-11-10T080000Z-5.db.coming-0123abcd" ]
    [ -e "$folder/other.coming-0123abcd" ]
}

@test "a disk that is full leaves the backups that are there, and nothing half" {
    naast backup -q
    before=$(sha256sum "$folder"/*)
    full() { (ulimit -f 100; trap '' XFSZ; naast backup); }
    NAAST_NOW=2026-11-20T09:00:00Z expect 1 full
    equal "$before" "$(sha256sum "$folder"/*)"
}

@test "a store that is not what its history says gives no backup, and those that are there stay" {
    command -v sqlite3 >/dev/null || skip "no sqlite3 shell"
    naast backup -q
    before=$(ls "$folder")
    sqlite3 $store "UPDATE naast_org SET note = 'changed'"
    NAAST_NOW=2026-11-20T09:00:00Z expect 10 naast backup
    holds "$err" "does not verify"
    equal "$before" "$(ls "$folder")"
    NAAST_NOW=2026-11-20T09:00:00Z expect 10 naast --lang nl backup
    holds "$err" "klopt niet"
}

# A copy of the store as it was, one file that needs no other. The witness does not see it.
keep_older() { NAAST_WITNESS=none naast backup "$WORK/older.db" -q >/dev/null; }
set_back() { rm -f $store-wal $store-shm && cp older.db $store; }
forge() { NAAST_WITNESS=none naast deal add "$1" -q >/dev/null; }
on() { NAAST_NOW=2026-12-$1T09:00:00Z naast "${@:2}"; }

@test "a store that its witness contradicts gives no backup, wherever it should go, and nothing gives way" {
    mkdir usb
    keep_older
    forge "Honest work"
    naast deal add "More of it" -q >/dev/null
    naast backup -q >/dev/null && naast backup usb -q >/dev/null
    before=$(sha256sum "$folder"/* usb/*)
    cp $store honest.db
    refused() {
        for to in "" usb named.db; do
            on "$1" backup --keep 1 ${to:+"$to"} >out 2>err && return 1
            equal 10 "$?"
            equal "" "$(cat out)"
            equal 1 "$(wc -l <err)"
            holds "$(cat err)" "no backup was made, and those that were there stay"
            holds "$(cat err)" "$2"
            holds "$(cat err)" "naast restore"
            holds "$(cat err)" "naast verify --trust"
        done
        equal "$before" "$(sha256sum "$folder"/* usb/*)"
        [ ! -e named.db ]
    }
    set_back
    refused 01 "was set back: it ends at entry 6, and entry 8"
    forge "As long" && forge "as the other"
    refused 02 "entry 8 of"
    forge "and longer"
    refused 03 "entry 8 of"
    NAAST_WITNESS=none naast init -q another.db >/dev/null
    cp another.db $store
    refused 04 "another store"
    cp honest.db $store # the control: nothing but the store's own history was wanted
    expect 0 on 05 backup
    set_back
    expect 10 naast --lang nl backup
    holds "$err" "er is geen reservekopie gemaakt"
    expect 0 naast verify --trust
    expect 0 on 06 backup
}

@test "without a witness, what is nowhere else never gives way, and is named" {
    export NAAST_WITNESS=none
    keep_older
    forge "Honest" && on 01 backup -q >/dev/null
    forge "work" && on 02 backup -q >/dev/null
    set_back
    for day in 03 04 05; do on $day backup --keep 2 -q >/dev/null; done
    expect 0 on 06 backup --keep 2 --json
    json '[.removed, .stayed]' '[["2026-12-04T090000Z-6.db"],["2026-12-02T090000Z-8.db"]]'
    expect 0 on 07 backup --keep 1
    holds "$err" "entries that this store does not have: 2026-12-02T090000Z-8.db. naast --db $folder/2026-12-02T090000Z-8.db log shows what they are"
    equal "2026-12-02T090000Z-8.db 2026-12-07T090000Z-6.db" "$(ls "$folder" | paste -sd' ')"
    forge "As long" && forge "as the other"
    expect 0 on 08 backup --keep 1 --json
    json '[.removed, .stayed]' '[["2026-12-07T090000Z-6.db"],["2026-12-02T090000Z-8.db"]]'
    forge "and longer"
    on 09 backup --keep 1 -q >/dev/null
    set_back
    expect 0 on 10 --lang nl backup --keep 1
    holds "$err" "Maakte geen plaats, want er staan regels in die dit naast-bestand niet heeft: 2026-12-09T090000Z-9.db"
    equal "2026-12-02T090000Z-8.db 2026-12-09T090000Z-9.db 2026-12-10T090000Z-6.db" "$(ls "$folder" | paste -sd' ')"
    expect 0 on 11 restore 8 --yes
    expect 0 on 12 backup --keep 1 --json # the control: what it holds is in the store again
    json '[.removed, .stayed]' '[["2026-12-11T090000Z-6.db","2026-12-10T090000Z-6.db","2026-12-02T090000Z-8.db"],["2026-12-09T090000Z-9.db"]]'
}

@test "a newer backup that does not verify speaks for none that is older" {
    command -v sqlite3 >/dev/null || skip "no sqlite3 shell"
    export NAAST_WITNESS=none
    keep_older
    forge "Honest work" && on 01 backup -q >/dev/null
    forge "and more" && on 02 backup -q >/dev/null
    set_back
    sqlite3 "$folder/2026-12-02T090000Z-8.db" "UPDATE naast_org SET note = 'changed'"
    expect 0 on 03 backup --keep 1 --json
    json '[.removed, .stayed]' '[[],["2026-12-02T090000Z-8.db","2026-12-01T090000Z-7.db"]]'
}

@test "in the same second, another history of the same length does not take the place of the first" {
    export NAAST_WITNESS=none
    keep_older
    forge "Honest work" && naast backup -q >/dev/null
    before=$(sha256sum "$folder"/*)
    set_back
    forge "Another"
    expect 6 naast backup
    equal "$before" "$(sha256sum "$folder"/*)"
}

@test "what a restore finds in its way and the witness contradicts is put aside, and is no backup" {
    keep_older
    naast deal add "Honest work" -q >/dev/null && naast backup -q >/dev/null
    set_back
    forge "Another" && forge "And another"
    expect 0 on 01 restore latest --yes
    holds "$out" "What was there is kept: $WORK/$store.aside-1"
    equal "2026-11-10T090000Z-7.db" "$(ls "$folder")"
    expect 0 naast verify
    naast deal add "More" -q >/dev/null
    expect 0 on 02 restore 7 --yes # the control: what the witness agrees with becomes one
    holds "$out" "$folder/2026-12-02T090000Z-8.db"
}

@test "an erasure takes no backup away that holds what is nowhere else, and says so" {
    export NAAST_WITNESS=none
    keep_older
    forge "Honest work" && on 01 backup -q >/dev/null
    naast person add "Sanne de Wit" >/dev/null
    on 02 backup -q >/dev/null
    set_back
    naast person add "Karim Ali" >/dev/null
    expect 0 on 03 erase P1 --because "asked" --yes
    holds "$err" "1 of them were replaced by a new one"
    holds "$err" "2026-12-02T090000Z-8.db has entries that this store does not have, so it stayed"
    holds "$err" "rm $folder/2026-12-02T090000Z-8.db"
    equal 2 "$(ls "$folder" | wc -l)"
}

@test "backup list: newest first, in every output; none is said" {
    expect 0 naast backup list
    holds "$err" "There are no backups yet"
    naast backup -q
    naast deal add Second >/dev/null
    NAAST_NOW=2026-11-20T09:00:00Z naast backup -q
    expect 0 naast backup list --json
    json '[.schema, [.backups[] | [.name, .entries, .at]]]' \
        '[1,[["2026-11-20T090000Z-7.db",7,"2026-11-20T09:00:00Z"],["2026-11-10T090000Z-6.db",6,"2026-11-10T09:00:00Z"]]]'
    expect 0 naast backup list --format '{path}'
    equal "$folder/2026-11-10T090000Z-6.db" "$(echo "$out" | tail -1)"
    expect 2 naast backup list now
    expect 4 naast --db none/none.db backup list
}

@test "the list of a store that cannot be read is there too" {
    naast backup -q
    echo damage >$store
    expect 0 naast backup list --format '{name}'
    equal "2026-11-10T090000Z-6.db" "$out"
}

@test "wrong use" {
    expect 2 naast backup --keep 0
    expect 2 naast backup --keep many
    expect 2 naast backup one two
    expect 2 naast backup --csv
    cd /
    expect 4 naast backup
}
