#!/usr/bin/env bats
# migrate: a store that an earlier version wrote is left alone until somebody asks, and then is what a new one would be.

load ../lib/helper

prepare() {
    command -v sqlite3 >/dev/null || skip "no sqlite3 shell"
    sqlite3 old.db <"$BATS_TEST_DIRNAME/../../golden/version1.sql" >/dev/null
}

schema() { sqlite3 "$1" "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"; }

@test "a store of version 1 is not changed unasked, and says what to type" {
    local before
    before=$(sha256sum old.db)
    expect 1 naast --db old.db deal list
    holds "$err" 'naast migrate'
    equal "" "$out"
    expect 1 naast --db old.db --lang nl deal add x
    holds "$err" 'naast migrate'
    equal "$before" "$(sha256sum old.db)"
}

@test "migrate brings it up to date, once, and everything is as the history says" {
    expect 0 naast --db old.db migrate
    holds "$out" "old.db is now up to date."
    expect 0 naast --db old.db verify
    holds "$out" "26 entries, 43 rows. Head 26:1b33ea3ce085e42c"
    expect 0 naast --db old.db migrate
    holds "$out" "up to date already"
    expect 0 naast --db old.db --json migrate
    json '[.schema, .migrated]' '[1,false]'
}

@test "a migrated store has the schema of a new one" {
    expect 0 naast --db old.db migrate
    expect 0 naast init new.db
    diff <(schema new.db) <(schema old.db)
    equal "$(sqlite3 new.db "SELECT * FROM naast_meta; PRAGMA user_version")" \
          "$(sqlite3 old.db "SELECT * FROM naast_meta; PRAGMA user_version")"
}

@test "what was in it is as it was" {
    expect 0 naast --db old.db migrate
    expect 0 naast --db old.db deal show D1 --json
    json '[.deal.id, .deal.org_name, .deal.stage, .deal.amount]' '["D1","Café Zür Mühle","match","25000.00"]'
    expect 0 naast --db old.db deal list --json
    json '[.deals[].outcome]' '[null,"declined",null]'
}

@test "migrate where there is no store, or a file of something else" {
    expect 4 naast migrate
    echo something else >text
    expect 1 naast --db text migrate
    equal "something else" "$(cat text)"
    expect 2 naast migrate now
}

@test "a store that was set back is neither backed up nor migrated, and a copy elsewhere is" {
    local before
    cp old.db kept.db
    expect 0 naast --db old.db migrate
    naast --db old.db deal add "later work" >/dev/null
    rm -rf old.db-wal old.db-shm old.db.backups
    cp kept.db old.db
    before=$(sha256sum old.db)
    expect 10 naast --db old.db migrate
    expect 10 naast --db old.db migrate --no-backup
    equal "$before" "$(sha256sum old.db)"
    [ ! -e old.db.backups ] || [ -z "$(ls old.db.backups)" ]
    mkdir elsewhere
    cp kept.db elsewhere/copy.db
    expect 0 naast --db elsewhere/copy.db migrate
}
