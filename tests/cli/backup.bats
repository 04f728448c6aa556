#!/usr/bin/env bats
# backup: a copy that is whole, verified and in one file; what was there before stays, and only what naast made gives way.

load helper

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
