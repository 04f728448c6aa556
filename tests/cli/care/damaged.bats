#!/usr/bin/env bats
# A file that was damaged: whatever stands in it, each command ends with an exit code of its own and a sentence.
load ../lib/helper

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

# disguise NAME: SQL that makes what is read or written through a table not what it seems. Endless: what never ends.
endless='WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)'
disguises='view endless_index dropped renamed meta head text trigger guard shadow shadow_index shadow_key shadow_view index name column'
disguise() {
    case $1 in
    view) echo "ALTER TABLE naast_undo RENAME TO old_t; CREATE VIEW naast_undo AS $endless SELECT old_t.* FROM old_t, r;" ;;
    endless_index) echo "DROP VIEW naast_standing_move; CREATE VIEW naast_standing_move AS $endless SELECT t.* FROM naast_transition t, r;" ;;
    dropped) echo "DROP TABLE naast_task;" ;;
    renamed) echo "ALTER TABLE naast_task RENAME COLUMN due TO dued;" ;;
    meta) echo "DROP TABLE naast_meta;" ;;
    head) echo "DROP TABLE naast_head;" ;;
    text) echo "DROP TABLE naast_text;" ;;
    trigger) echo "CREATE TRIGGER evil AFTER INSERT ON naast_journal BEGIN UPDATE naast_deal SET note = 'evil'; END;" ;;
    guard) echo "DROP TRIGGER naast_journal_fixed;" ;;
    shadow) echo "CREATE TRIGGER evil AFTER INSERT ON naast_text_data BEGIN INSERT INTO naast_setting(name) VALUES (random()); END;" ;;
    shadow_index) echo "CREATE INDEX evil ON naast_text_data(length(block));" ;;
    shadow_key) echo "CREATE TABLE evil(a REFERENCES naast_text_data(id) ON DELETE CASCADE); INSERT INTO evil SELECT id FROM naast_text_data;
        CREATE TRIGGER evil_too AFTER DELETE ON evil BEGIN INSERT INTO naast_setting(name) VALUES (random()); END;" ;;
    shadow_view) echo "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET type = 'view', rootpage = 0,
        sql = 'CREATE VIEW naast_text_data AS $endless SELECT n AS id, n AS block FROM r' WHERE name = 'naast_text_data';" ;;
    index) echo "CREATE UNIQUE INDEX evil ON naast_deal(title);" ;;
    name) echo "CREATE TABLE Naast_Evil(a);" ;;
    column) echo "ALTER TABLE naast_deal ADD COLUMN more TEXT AS (title || note);" ;;
    esac
}

# refused FILE COMMAND…: exit 10 (the doctor 1, as for anything that wants attention) within ten seconds, and not a byte of it changed.
refused() {
    local file=$1 want=10 before got=0
    shift
    [ "$1" != doctor ] || want=1
    before=$(sha256sum <"$file")
    timeout -k 1 10 "$NAAST" --db "$file" "$@" >.out 2>.err </dev/null || got=$?
    [ "$got" -eq "$want" ] && [ "$before" = "$(sha256sum <"$file")" ] && grep -qE "$named" .out .err && return 0
    echo "$kind, $*: exit $got" >&2
    cat .out .err >&2
    return 1
}

@test "a schema that is not naast's is refused by every command, before anything is read through it, and left as it is" {
    command -v sqlite3 >/dev/null || skip "no sqlite3 shell"
    for kind in $disguises; do
        cp whole.db bad.db
        disguise "$kind" | sqlite3 -cmd '.dbconfig defensive off' bad.db >/dev/null
        sqlite3 bad.db "PRAGMA wal_checkpoint(TRUNCATE)" >/dev/null
        rm -f bad.db-wal bad.db-shm
        named='naast_[a-z]+|evil|Naast_Evil'
        refused bad.db verify
        refused bad.db verify --threads 4
        refused bad.db log
        refused bad.db deal list
        refused bad.db deal add another
        refused bad.db undo
        refused bad.db export --jsonl
        refused bad.db backup out.db
        refused bad.db watch --once
        refused bad.db doctor
        [ ! -e out.db ]
        expect 10 timeout -k 1 10 "$NAAST" --db bad.db verify --json
        json '[.schema, .ok, .findings[0].kind, (.findings | length)]' '[1,false,"schema",1]'
        expect 10 timeout -k 1 10 "$NAAST" --db new.db restore bad.db
        equal "" "$(find . -name 'new.db*')"
        rm -f bad.db*
    done
}

@test "a store of an earlier version is refused in the same way, and not migrated" {
    command -v sqlite3 >/dev/null || skip "no sqlite3 shell"
    named='version 1'
    for kind in "DROP TRIGGER naast_deal_moves" "CREATE INDEX evil ON naast_deal(stage)" \
        "CREATE TRIGGER evil AFTER UPDATE ON naast_meta BEGIN UPDATE naast_deal SET note = 'evil'; END" \
        "ALTER TABLE naast_org RENAME TO o; CREATE VIEW naast_org AS $endless SELECT o.* FROM o, r"; do
        sqlite3 bad.db <"$BATS_TEST_DIRNAME/../../golden/version1.sql" >/dev/null
        sqlite3 bad.db "$kind"
        sqlite3 bad.db "PRAGMA wal_checkpoint(TRUNCATE)" >/dev/null
        refused bad.db migrate --no-backup
        refused bad.db verify
        refused bad.db deal list
        refused bad.db doctor
        expect 10 timeout -k 1 10 "$NAAST" --db new.db restore bad.db
        rm -f bad.db*
    done
}

@test "what others keep in the same file is theirs, and the doctor says what it is" {
    command -v sqlite3 >/dev/null || skip "no sqlite3 shell"
    cp whole.db bad.db
    sqlite3 bad.db "CREATE TABLE theirs(deal INTEGER REFERENCES naast_deal(id)); CREATE INDEX theirs_deal ON theirs(deal);
        CREATE VIEW titles AS SELECT title FROM naast_deal; ANALYZE; VACUUM"
    expect 0 naast --db bad.db verify
    expect 0 naast --db bad.db deal add another
    expect 0 naast --db bad.db backup out.db
    expect 0 naast --db bad.db doctor
    holds "$out" "3 of others"
    holds "$out" "theirs, theirs_deal, titles"
    expect 0 naast --db whole.db doctor
    lacks "$out" "of others"
}

@test "a full text that cannot be written to does not verify, and is not well" {
    command -v sqlite3 >/dev/null || skip "no sqlite3 shell"
    for change in "UPDATE naast_text_data SET block = -1 WHERE id = 1" "UPDATE naast_text_config SET v = 77 WHERE k = 'version'"; do
        cp whole.db bad.db
        sqlite3 -cmd '.dbconfig defensive off' bad.db "$change"
        expect 10 naast --db bad.db verify --json
        json '[.findings[].code]' '["damaged"]'
        expect 1 naast --db bad.db doctor
        holds "$out" "naast_text"
        rm -f bad.db*
    done
}
