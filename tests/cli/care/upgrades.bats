#!/usr/bin/env bats
# upgrades: a store of every earlier version, as the naast of that version wrote it, migrated: it verifies, has the schema of a new one, and means what
# that naast said it meant (golden/version*.meaning.jsonl). What it says in more words than then is no difference; in other words is one.

load ../lib/helper

golden=$BATS_TEST_DIRNAME/../../golden

prepare() {
    command -v sqlite3 >/dev/null || skip "no sqlite3 shell"
    versions=$(cd "$golden" && ls version*.sql | sed 's/\.sql//')
}

store_of() { sqlite3 "$1.db" <"$golden/$1.sql" >/dev/null; }

# differences OLD NEW: the questions whose answers do not hold all that they held. Sentences may change from version to version, and what a board calls
# "blockers" was "missing" before 0.1, and a funnel then had no lines for stages without deals.
differences() {
    jq -nr --slurpfile old "$1" --slurpfile new "$2" '
        def plain: walk(if type == "object" then del(.ask, .fix, .say, .text, .witness, .store_version, .more, .missing) else . end |
            if type == "object" and (.lines | type == "array") then .lines |= map(select(.deals != 0)) else . end);
        def within($new): . as $old |
            if type == "object" then all(keys_unsorted[]; . as $k | ($new | type == "object" and has($k)) and ($old[$k] | within($new[$k])))
            elif type == "array" then length == ($new | if type == "array" then length else -1 end) and all(range(length); . as $i | $old[$i] | within($new[$i]))
            else . == $new end;
        if ($old | length) != ($new | length) then "\($old | length) answers then, \($new | length) now" else empty end,
        (range($old | length) as $i | $old[$i] as $o | $new[$i] as $n |
            select($o.question != $n.question or ($o.answer | plain | within($n.answer | plain) | not)) | $o.question)'
}

@test "there is a store of every version before this one" {
    naast init -q new.db
    schema=$(sqlite3 new.db 'PRAGMA user_version')
    for ((version = 1; version < schema; version++)); do
        [ -f "$golden/version$version.sql" ] && [ -f "$golden/version$version.meaning.jsonl" ] || { echo "no golden store of version $version" >&2; return 1; }
    done
}

@test "each is migrated and means the same" {
    for version in $versions; do
        store_of "$version"
        expect 0 naast --db "$version.db" migrate
        "$golden/record" "$NAAST" "$version.db" >now.jsonl
        equal "" "$(differences "$golden/$version.meaning.jsonl" now.jsonl)"
    done
}

@test "control: a difference in any one answer is found" {
    store_of version1
    naast --db version1.db migrate >/dev/null
    naast --db version1.db deal edit D1 --amount 1 >/dev/null
    "$golden/record" "$NAAST" version1.db >now.jsonl
    found=$(differences "$golden/version1.meaning.jsonl" now.jsonl)
    for question in "deal list --limit 1000" "deal show D1" "report funnel" "log --limit 1000"; do holds "$found" "$question"; done
}

@test "each verifies, with the head it had, and has the schema of a new store" {
    naast init -q new.db
    for version in $versions; do
        store_of "$version"
        head=$(sqlite3 "$version.db" "SELECT seq || ':' || lower(hex(hash)) FROM naast_head")
        naast --db "$version.db" migrate >/dev/null
        expect 0 naast --db "$version.db" verify --head "$head"
        diff <(sqlite3 new.db "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name") \
            <(sqlite3 "$version.db" "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
    done
}

@test "as it was before is kept as a backup, which comes back and migrates again" {
    store_of version1
    expect 0 naast --db version1.db migrate
    holds "$out" "From version 1 to"
    backup=$WORK/version1.db.backups/2026-11-10T090000Z-26.db
    holds "$out" "$backup"
    equal 1 "$(sqlite3 "$backup" 'PRAGMA user_version')"
    naast --db version1.db deal add Later >/dev/null
    expect 0 naast --db version1.db restore 26 --yes --json
    json '[.migrated, .lost]' '[true,1]'
    expect 0 naast --db version1.db verify
}

@test "without a backup where that is asked; where it cannot be made nothing is migrated" {
    store_of version1
    expect 0 naast --db version1.db migrate --no-backup --json
    json '[.migrated, .backup]' '[true,null]'
    rm -rf version1.db*
    store_of version1
    echo in the way >version1.db.backups
    expect 1 naast --db version1.db migrate
    equal 1 "$(sqlite3 version1.db 'PRAGMA user_version')"
}

@test "a store of a later version is left alone, byte for byte" {
    naast init -q later.db
    sqlite3 later.db 'PRAGMA user_version = 900; PRAGMA journal_mode = DELETE' >/dev/null
    before=$(sha256sum later.db)
    for command in "migrate" "deal list" "deal add x" "verify" "backup" "watch --once" "export --jsonl"; do
        # shellcheck disable=SC2086
        expect 1 naast --db later.db $command
        holds "$err" "later version"
    done
    expect 1 naast --db later.db doctor
    equal "$before" "$(sha256sum later.db)"
    equal later.db "$(ls -d later.db*)"
}
