#!/usr/bin/env bats
# erase, redact, dossier: what is held on people, and how it goes.

load ../lib/helper

prepare() {
    naast init -q >/dev/null
    naast deal add "Findable policy" --org Waterdam --contact "Sanne de Wit" -q >/dev/null 2>&1
    naast person edit P1 --email sanne@waterdam.example --note "likes tea" -q
    naast person add "Karim Ali" -q >/dev/null
    naast record D1 need "staff follow old versions" --from P1 -q >/dev/null
    naast record D1 summary "Sanne wants peace" -q >/dev/null
    naast confirm D1.2 --by P1 --how "mail 3 Nov" -q >/dev/null
    naast task add "send Sanne a card" --person P1 -q >/dev/null
    naast activity add "called Sanne de Wit" --deal D1 --with "Sanne, Karim" -q >/dev/null
}

why=(--because "asked to be forgotten")

# anywhere TEXT: whether the bytes of the store's files have it.
anywhere() { grep -qaF "$1" .naast/naast.db .naast/naast.db-wal 2>/dev/null; }

golden() {
    local language width
    for language in en nl; do
        for width in 80 200; do
            COLUMNS=$width "$NAAST" --lang "$language" "${@:2}" >got.txt 2>&1 || true
            within "$width" "$(cat got.txt)"
            [ -z "${GOLDEN:-}" ] || cp got.txt "$BATS_TEST_DIRNAME/../golden/$1.$width.$language.txt"
            diff -u "$BATS_TEST_DIRNAME/../golden/$1.$width.$language.txt" got.txt
        done
    done
}

@test "a dossier, in both languages and widths" {
    golden dossier dossier P1
}

@test "what would be erased, in both languages and widths" {
    golden erase erase P1 --dry-run
}

@test "a dossier for machines" {
    expect 0 naast dossier Sanne --json
    json '[.schema, .person, .name]' '[1,"P1","Sanne de Wit"]'
    json '[.held[] | .what + " " + .table + " " + (.as | join(","))]' \
        '["P1 person id","D1 deal contact","D1.1 evidence said_by,word_by","D1.1 word person","D1.2 word person","T1 task person"]'
    json '.held[0].fields.email' '"sanne@waterdam.example"'
    json '.held[2] | [.through, .actor, .operation, .taken_back]' '["record","anna","J10",false]'
    json '.history | (map(.seq) == (map(.seq) | sort)) and (map(select(.inserted)) | length) == 6' 'true'
    json '[.named_in[] | [.what, .column, .by, .fix]]' \
        '[["D1.2","text","part","naast redact D1.2"],["A1","text","name","naast redact A1"],["A1","participants","part","naast redact A1"]]'
    expect 4 naast dossier P9
    expect 4 naast dossier Nobody
    expect 2 naast dossier
}

@test "nothing goes without --yes, nor in a dry run" {
    head=$(naast verify --json | jq -r .head)
    expect 2 naast erase P1
    holds "$out" "would be erased: rows 4"
    holds "$err" 'naast erase P1 --because "…" --yes'
    expect 0 naast erase P1 --dry-run
    equal "" "$err"
    expect 0 naast erase P1 --dry-run --json
    json '[.erased, .dry_run, .rows, .operation, .bytes, .pending]' '[["P1"],true,4,null,null,false]'
    expect 2 naast redact D1.2
    expect 0 naast redact D1.2 --dry-run
    equal "$head" "$(naast verify --json | jq -r .head)"
    anywhere "staff follow old versions"
}

@test "who is erased is nowhere, and the deal stays what it was" {
    before=$(naast gate D1 --json | jq -c '[.gates[].checks[] | [.check, .verdict, .code]]')
    expect 0 naast erase Sanne "${why[@]}" --yes
    holds "$out" "P1 Sanne de Wit: erased (J15). Rows 4"
    holds "$out" "The bytes are gone from the store's files."
    holds "$out" "naast redact D1.2"
    for text in "sanne@waterdam.example" "likes tea" "staff follow old versions" "send Sanne a card" "mail 3 Nov"; do
        ! anywhere "$text" || { echo "still there: $text"; return 1; }
    done
    equal "$before" "$(naast gate D1 --json | jq -c '[.gates[].checks[] | [.check, .verdict, .code]]')"
    expect 0 naast verify
    expect 0 naast show D1
    holds "$out" "(redacted)"
    holds "$out" "need or challenge (P1, 10 Nov)"
    expect 0 naast show D1 --json
    json '[.items[] | [.text, .redacted]]' '[[null,true],["Sanne wants peace",false]]'
    expect 0 naast task list
    holds "$out" "(redacted)"
    expect 0 naast task list --json
    json '.tasks[0].text' null
    expect 0 naast person show P1 --json
    json '.person | [.name, .email, .no_contact]' '["P1",null,true]'
}

@test "what others wrote goes when it is redacted" {
    naast erase P1 "${why[@]}" --yes -q >/dev/null
    anywhere "Sanne"
    expect 0 naast redact D1.2 "${why[@]}" --yes --json
    json '[.erased, .dry_run, .rows, .bytes, .pending, .named_in]' '[["D1.2"],false,1,"gone",false,[]]'
    expect 0 naast redact A1 "${why[@]}" --yes
    ! anywhere "Sanne"
    expect 0 naast redact A1 "${why[@]}" --yes
    holds "$out" "A1: there is nothing to erase."
    expect 0 naast verify
}

@test "with a reader open it waits, and whoever writes next finishes it" {
    command -v sqlite3 >/dev/null
    coproc sqlite3 .naast/naast.db
    printf 'BEGIN; SELECT count(*) FROM naast_person;\n' >&"${COPROC[1]}"
    read -r _ <&"${COPROC[0]}"
    expect 0 naast erase P1 "${why[@]}" --yes
    holds "$err" "PENDING"
    lacks "$out" "The bytes are gone"
    anywhere "likes tea"
    expect 0 naast task add "write" -q
    expect 0 naast redact A1 "${why[@]}" --yes --json
    json '[.bytes, .pending]' '["by_reader",true]'
    kill "$COPROC_PID" && wait "$COPROC_PID" 2>/dev/null || true
    expect 0 naast --lang nl task add "write again"
    holds "$err" "Wat eerder gewist werd is nu af"
    ! anywhere "likes tea"
    expect 0 naast task add "and again"
    lacks "$err" "finished"
    expect 0 naast verify
}

@test "backups from before give way to one without it" {
    expect 0 naast backup
    expect 0 naast backup
    grep -qaF "likes tea" .naast/naast.db.backups/*
    expect 0 naast erase P1 "${why[@]}" --yes
    holds "$err" "were replaced by a new one"
    ! grep -qaF "likes tea" .naast/naast.db.backups/*
    expect 0 naast backup list --json
    json '.backups | length' 1
    expect 0 naast erase P2 "${why[@]}" --yes --json
    json '[.bytes, .backups_replaced]' '["gone",1]'
    expect 0 naast restore latest --yes
    expect 0 naast verify
    expect 0 naast person show P1
    holds "$out" "P1"
}

@test "an export of a store with erased parts makes the same store" {
    naast erase P1 "${why[@]}" --yes -q >/dev/null
    expect 0 naast export --jsonl
    printf '%s\n' "$out" >store.jsonl
    expect 0 naast --db copy.db import store store.jsonl
    expect 0 naast --db copy.db verify --json
    equal "$(naast verify --json | jq -r .head)" "$(jq -r .head <<<"$out")"
    expect 0 naast --db copy.db erase P1 --dry-run
    holds "$out" "there is nothing to erase"
}

@test "undo, the log and the past after it" {
    expect 0 naast erase P1 "${why[@]}" --yes
    expect 6 naast undo
    holds "$err" "what was erased is gone for good"
    expect 6 naast undo J10
    expect 0 naast log P1
    holds "$out" "P1 (erased)"
    expect 0 naast --lang nl log
    holds "$out" "asked to be forgotten"
    holds "$out" "gewist"
    NAAST_NOW=2026-11-12T09:00:00Z expect 0 naast show D1 --at 2026-11-10
    lacks "$out" "staff follow"
    NAAST_NOW=2026-11-12T09:00:00Z expect 0 naast show P1 --at 2026-11-10
}

@test "a reason that names them is not taken" {
    expect 2 naast erase P1 --because "Sanne de Wit asked" --yes
    holds "$err" "the reason names P1"
    expect 2 naast erase P1 --yes
    holds "$err" "--because"
}

@test "whoever had nothing open for long" {
    export NAAST_NOW=2029-01-10T09:00:00Z
    expect 0 naast erase --inactive-for 2y --dry-run
    holds "$out" "Karim Ali"
    lacks "$out" "Sanne"
    expect 2 naast erase --inactive-for 18m
    holds "$err" "naast erase --inactive-for 18m"
    expect 0 naast erase --inactive-for 2y --dry-run --json
    json '.people' '[{"id":"P2","name":"Karim Ali","last":"2026-11-10","last_was":"person"}]'
    expect 0 naast erase --inactive-for 2y "${why[@]}" --yes
    holds "$out" "P2 Karim Ali: erased"
    expect 0 naast erase --inactive-for 2y --dry-run
    holds "$err" "Nobody was silent"
    expect 0 naast verify
}

@test "what is typed wrong" {
    expect 2 naast erase
    expect 2 naast erase P1 --yes --dry-run
    expect 2 naast erase --inactive-for soon
    expect 2 naast erase --inactive-for 2
    expect 2 naast erase --inactive-for 2yy
    expect 2 naast erase --inactive-for 9999y
    expect 2 naast erase P1 --inactive-for 2y
    expect 4 naast erase P9 "${why[@]}" --yes
    expect 4 naast erase Nobody "${why[@]}" --yes
    expect 2 naast redact X1 "${why[@]}" --yes
    expect 4 naast redact D1.9 "${why[@]}" --yes
    expect 4 naast redact J1 "${why[@]}" --yes
    expect 2 naast redact
}

@test "files beside the store that may hold what was erased are named, with all that stands beside them" {
    for name in aside-1 aside-1-wal coming-0123abcd; do : >.naast/naast.db.$name; done
    expect 0 naast erase P1 "${why[@]}" --yes
    for name in aside-1 aside-1-wal coming-0123abcd; do holds "$err" ".naast/naast.db.$name"; done
    eval "$(echo "$err" | tr '\n' ' ' | sed -n 's/.*\(rm -f .*\)/\1/p')"
    equal "" "$(find .naast -name '*.aside-*' -o -name '*.coming-*')"
    expect 0 naast erase P2 "${why[@]}" --yes
    lacks "$err" "beside the store"
}
