#!/usr/bin/env bats
# export --jsonl and import store: the whole store out, and the same store in again.

load ../lib/evidence

# A deal with everything that the journal can hold: words, a conversation, a waiver, an ended deal, a pipeline of one's own.
busy_store() {
    understood
    naast deal add 'Zoeken 🐳 "aan" =cmd|x' --org "Wat\"er" --contact $'Zoë\u202e Ŏ' --amount 25000 >/dev/null 2>&1
    naast decline D2 --because "not ours, they need a plumber" >/dev/null
    naast record D1 decision "the board, in May" --in-confidence >/dev/null 2>&1 || true
    naast advance D1 >/dev/null
    naast task add "call back" --deal D1 --due 2026-11-20 >/dev/null
    naast activity add "walked past" --deal D1 >/dev/null
    cat >own.json <<'JSON'
{"name":"own","kinds":{"fit":{}},"stages":[
 {"name":"first","gate":{"name":"ready","checks":[{"id":"fit","rule":"some","kind":"fit","waivable":true}]}},
 {"name":"second","won":true}]}
JSON
    naast pipeline add own.json >/dev/null
    naast deal add "Own way" --pipeline own >/dev/null 2>&1
    naast waive D3 fit --because "they asked us to" --by piet >/dev/null
    naast deal edit D1 --note $'two\nlines' >/dev/null
    naast undo >/dev/null 2>&1
    naast org add "Waterdam BV" >/dev/null
    naast task add "not this" >/dev/null 2>&1
    naast undo >/dev/null 2>&1
    naast undo >/dev/null 2>&1
}

head_hash() { naast "$@" verify --json | jq -r .head; }

@test "what was undone stays undone, and can be undone in the new store too" {
    busy_store
    naast export --jsonl | naast import store - other.db >/dev/null 2>&1
    equal "$(naast deal show D1 --json | jq -c .deal)" "$(naast --db other.db deal show D1 --json | jq -c .deal)"
    naast record D1 need "one more" >/dev/null 2>&1
    naast --db other.db record D1 need "one more" >/dev/null 2>&1
    equal "$(naast undo 2>&1)" "$(naast --db other.db undo 2>&1)"
    before=$(naast show D1 --json)
    equal "$before" "$(naast --db other.db show D1 --json)"
    advanced=$(naast log --json | jq '[.entries[] | select(.name == "advance")][0].operation' | tr -d '"')
    equal "$(naast undo "$advanced" 2>&1)" "$(naast --db other.db undo "$advanced" 2>&1)"
    equal "$(naast deal show D1 --json | jq -c '[.deal.stage, .transitions | length]')" \
        "$(naast --db other.db deal show D1 --json | jq -c '[.deal.stage, .transitions | length]')"
    expect 0 naast --db other.db verify
}

@test "a store taken out and in again gives the same export, byte for byte, and the same head" {
    busy_store
    naast export --jsonl >a.jsonl
    expect 0 naast import store a.jsonl other.db
    equal "other.db" "$out"
    holds "$err" "entries taken in and checked. The head is $(head_hash)"
    equal "$(head_hash)" "$(head_hash --db other.db)"
    naast --db other.db export --jsonl | cmp - a.jsonl
    expect 0 naast --db other.db verify
}

@test "lists, gates and the funnel of the new store are those of the old one" {
    busy_store
    naast export --jsonl | naast import store - other.db >/dev/null 2>&1
    for question in "deal list" "person list" "org list" "show D1" "show D2" "gate D1" "report funnel" "log" "task list"; do
        # shellcheck disable=SC2086
        equal "$(naast $question --json)" "$(naast --db other.db $question --json)"
    done
}

@test "life goes on in the new store with the next numbers, as it would have in the old one" {
    busy_store
    naast export --jsonl | naast import store - other.db >/dev/null 2>&1
    equal "$(naast deal add Next 2>/dev/null)" "$(naast --db other.db deal add Next 2>/dev/null)"
    equal "$(naast record D1 need more 2>/dev/null)" "$(naast --db other.db record D1 need more 2>/dev/null)"
    expect 0 naast --db other.db advance D3
    expect 0 naast --db other.db verify
}

@test "to a file: it is there when it is whole, for its owner alone, and one that is there is left alone" {
    busy_store
    expect 0 naast export --jsonl kept.jsonl
    equal "" "$out"
    holds "$err" "kept.jsonl: "
    equal 600 "$(stat -c %a kept.jsonl)"
    naast export --jsonl | cmp - kept.jsonl
    echo mine >there
    leaves 6 naast export --jsonl there
    equal mine "$(cat there)"
    gentle
    expect 1 naast export --jsonl nowhere/x
    equal "" "$(find . -name '*coming*')"
}

@test "without --jsonl it is said what can go out" {
    for wrong in "export" "export x"; do
        # shellcheck disable=SC2086
        expect 2 naast $wrong
        holds "$err" "naast export --jsonl"
    done
    expect 2 naast export --csv
    expect 2 naast export --json
    expect 2 naast export --jsonl x y
}

@test "lines are JSON that says in words what was done, by whom and to which row" {
    understood
    naast export --jsonl >a.jsonl
    out=$(head -n 1 a.jsonl)
    json .type '"store"'
    json .format 1
    out=$(jq -c 'select(.operation == "deal_add" and .root == "deal")' a.jsonl)
    json '[.parts[].records[] | select(.table == "deal") | .values.title // empty]' '["Findable policy"]'
    json .at '"2026-11-10T09:00:00'"$(jq -r 'select(.operation == "deal_add" and .root == "deal").at' a.jsonl | tail -c +20)"'"'
    out=$(tail -n 1 a.jsonl)
    json .head "\"$(head_hash)\""
    equal "$(($(wc -l <a.jsonl) - 2))" "$(head_hash | cut -d: -f1)"
}

@test "JSON tells path, entries and head" {
    understood
    naast export --jsonl >a.jsonl
    expect 0 naast import store a.jsonl other.db --json
    json '.store.path' '"other.db"'
    json '.store.head' "\"$(head_hash)\""
    json '.store.entries' "$(head_hash | cut -d: -f1)"
}

@test "the new store comes where init would make one" {
    understood
    naast export --jsonl >a.jsonl
    mkdir here && cd here
    expect 0 naast import store ../a.jsonl
    equal .naast/naast.db "$out"
    [ -f .naast/naast.db ]
    expect 0 naast --db x.db import store ../a.jsonl
    [ -f x.db ]
}

@test "a store that is there already is left alone, and so is what is no store" {
    understood
    naast export --jsonl >a.jsonl
    cp .naast/naast.db before
    expect 6 naast import store a.jsonl
    gentle
    cmp .naast/naast.db before
    echo mine >notes.txt
    expect 6 naast import store a.jsonl notes.txt
    equal mine "$(cat notes.txt)"
}

# not_taken FILE LINE PART: exit 8, the line and the reason; and nothing is left.
not_taken() {
    expect 8 naast import store "$1" bad.db || return 1
    holds "$err" "$1:$2:" || return 1
    holds "$err" "$3" || return 1
    gentle || return 1
    equal "" "$(find . -name 'bad.db*')"
}

@test "a line that was changed, taken out, doubled or moved is told with its number, and no store is made" {
    busy_store
    naast export --jsonl >a.jsonl
    naast --db second.db init >/dev/null 2>&1
    naast --db second.db export --jsonl >second.jsonl
    sed 's/Sanne de Wit/Sanne de Wat/' a.jsonl >bad.jsonl
    not_taken bad.jsonl "$(grep -n 'Sanne de Wit' a.jsonl | head -n 1 | cut -d: -f1)" "was changed: its hash does not match"
    sed 8d a.jsonl >bad.jsonl
    not_taken bad.jsonl 8 "entry 8 is where entry 7 should be"
    sed 8p a.jsonl >bad.jsonl
    not_taken bad.jsonl 9 "entry 7 is where entry 8 should be"
    { sed -n 1,5p a.jsonl; sed -n 7p a.jsonl; sed -n 6p a.jsonl; sed 1,7d a.jsonl; } >bad.jsonl
    not_taken bad.jsonl 6 "entry 6 is where entry 5 should be"
    { sed -n 1,3p a.jsonl; sed -n 4p second.jsonl; sed 1,4d a.jsonl; } >bad.jsonl
    not_taken bad.jsonl 4 "entry 3 was changed: its hash does not match"
    { sed -n 1p second.jsonl; sed 1d a.jsonl; } >bad.jsonl
    not_taken bad.jsonl 2 "entry 1 was changed: its hash does not match"
}

@test "a file that was cut off, or goes on, or is something else, is told as such" {
    understood
    naast export --jsonl >a.jsonl
    lines=$(wc -l <a.jsonl)
    sed '$d' a.jsonl >bad.jsonl
    not_taken bad.jsonl "$lines" "it is not whole"
    head -c 3000 a.jsonl >bad.jsonl
    not_taken bad.jsonl "$(($(wc -l <bad.jsonl) + 1))" "no JSON"
    { cat a.jsonl; tail -n 1 a.jsonl; } >bad.jsonl
    not_taken bad.jsonl $((lines + 1)) "there is more after"
    sed '$s/"head":"[0-9]*/&9/' a.jsonl >bad.jsonl
    not_taken bad.jsonl "$lines" "another head"
    : >bad.jsonl
    not_taken bad.jsonl 1 "not whole"
    echo '{"a":1}' >bad.jsonl
    not_taken bad.jsonl 1 "naast export --jsonl writes one"
    sed '1s/"format":1/"format":2/' a.jsonl >bad.jsonl
    expect 8 naast import store bad.jsonl bad.db
    holds "$err" "later version"
    sed '1s/"store_version":[0-9]*/"store_version":99/' a.jsonl >bad.jsonl
    expect 1 naast import store bad.jsonl bad.db
    holds "$err" "later version"
    expect 4 naast import store absent.jsonl bad.db
    expect 4 naast import store a.jsonl nowhere/bad.db
    equal "" "$(find . -name 'bad.db*')"
}

@test "white space between the parts of a line, blank lines and a missing last newline are no change" {
    understood
    naast export --jsonl >a.jsonl
    jq -c . a.jsonl | sed 's/":/": /; $!G' | head -c -1 >spaced.jsonl
    expect 0 naast import store spaced.jsonl other.db
    naast --db other.db export --jsonl | cmp - a.jsonl
}

@test "a folder that was made for it goes again when nothing came of it" {
    understood
    naast export --jsonl | sed 5d >bad.jsonl
    mkdir here && cd here
    expect 8 naast import store ../bad.jsonl
    equal "" "$(ls -A)"
}

@test "who stops reading is no failure, and a full disk is told" {
    busy_store
    naast export --jsonl | head -n 1 >/dev/null
    equal "0 0" "${PIPESTATUS[*]}"
    [ -e /dev/full ] || skip "NO /dev/full HERE"
    expect 1 bash -c 'naast export --jsonl >/dev/full'
    holds "$err" "naast: "
}

@test "Ctrl-C half way leaves nothing" {
    busy_store
    naast export --jsonl >a.jsonl
    mkfifo slow
    "$NAAST" import store slow bad.db 2>err & # not the function: the signal is for the program itself
    local writer=$!
    exec 7>slow
    head -n 6 a.jsonl >&7
    for _ in $(seq 50); do ls bad.db.coming-* >/dev/null 2>&1 && break; sleep 0.1; done
    ls bad.db.coming-*
    kill -TERM "$writer"
    local got=0
    wait "$writer" || got=$?
    exec 7>&-
    equal 143 "$got"
    equal "" "$(cat err)"
    equal "" "$(find . -name 'bad.db*')"
}

@test "a store whose history was changed does not go out" {
    command -v sqlite3 >/dev/null || skip "NO sqlite3 SHELL HERE"
    understood
    guard=$(sqlite3 .naast/naast.db "SELECT sql FROM sqlite_schema WHERE name = 'naast_journal_fixed'")
    sqlite3 .naast/naast.db "DROP TRIGGER naast_journal_fixed; UPDATE naast_journal SET at = at + 1 WHERE seq = 6; $guard"
    expect 10 naast export --jsonl
    holds "$err" "entry 6"
    lacks "$out" '"type":"end"'
    expect 10 naast export --jsonl kept.jsonl
    [ ! -e kept.jsonl ]
}

@test "erased parts stay erased: the same export, and the same word of it in both stores" {
    command -v sqlite3 >/dev/null || skip "NO sqlite3 SHELL HERE"
    understood
    naast export --jsonl >whole.jsonl
    id=$(sqlite3 .naast/naast.db "SELECT id FROM naast_body WHERE cast(bytes AS TEXT) LIKE '%cannot find%' AND id % 256 > 0")
    sqlite3 .naast/naast.db "SELECT writefile('part.bin', salt || bytes) FROM naast_body WHERE id = $id" >part.size
    commitment=$({ printf '\002'; cat part.bin; } | sha256sum | cut -c 1-64)
    sqlite3 .naast/naast.db "UPDATE naast_body SET salt = NULL, bytes = NULL, gone = x'$commitment' WHERE id = $id;
        UPDATE naast_evidence SET text = NULL WHERE text LIKE '%cannot find%'"
    naast export --jsonl >a.jsonl
    grep -q '"erased":"'"$commitment" a.jsonl
    lacks "$(cat a.jsonl)" "cannot find"
    expect 0 naast import store a.jsonl other.db
    naast --db other.db export --jsonl | cmp - a.jsonl
    equal "$(head_hash)" "$(head_hash --db other.db)"
    for store in .naast/naast.db other.db; do
        equal '["body_erased"]' "$(naast --db "$store" verify --json 2>/dev/null | jq -c '[.findings[] | select(.kind == "body") | .code]')"
    done
    equal "" "$(sqlite3 other.db "SELECT text FROM naast_evidence WHERE id = $((1 << 20 | 2))")"
    sed "s/$commitment/$(printf %064d 1)/" a.jsonl >bad.jsonl
    not_taken bad.jsonl "$(grep -n "$commitment" a.jsonl | cut -d: -f1)" "was changed: its hash does not match"
}

@test "the lines have the fields that the documentation names, in their order" {
    understood
    naast export --jsonl >a.jsonl
    # The first column of the table number N in the part about the lines.
    documented() {
        sed -n '/^### The lines$/,/^### In again$/p' "$NAAST_SOURCE/docs/export.md" |
            awk -v wanted="$1" '/^\| field \|/ { n++ } n == wanted && /^\| `/ { print $0 }' | cut -d'|' -f2 | grep -o '`[a-z_]*`' | tr -d '`' | paste -sd,
    }
    keys() { jq -r "$1 | keys_unsorted | join(\",\")" | sort -u; }
    equal "$(documented 1)" "$(head -n 1 a.jsonl | keys .)"
    equal "$(documented 2)" "$(sed '1d; $d' a.jsonl | keys .)"
    equal "$(documented 3)" "$(sed '1d; $d' a.jsonl | keys '.parts[].records[]')"
    equal "$(documented 4)" "$(tail -n 1 a.jsonl | keys .)"
    equal "$(sed -n 's/^naast export --jsonl | //p' "$NAAST_SOURCE/docs/export.md")" \
        "jq -r 'select(.operation == \"advance\") | [.seq, .at, .root_id] | @tsv'"
}

@test "salts and bytes of the parts are the same in both stores, and so are all rows" {
    command -v sqlite3 >/dev/null || skip "NO sqlite3 SHELL HERE"
    busy_store
    naast export --jsonl | naast import store - other.db >/dev/null 2>&1
    tables=$(sqlite3 other.db "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'naast~_%' ESCAPE '~' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE 'naast_text%' AND name NOT LIKE 'naast_search%' ORDER BY name")
    [ "$(printf '%s\n' "$tables" | wc -l)" -ge 17 ]
    for table in $tables; do
        cmp <(sqlite3 .naast/naast.db ".mode quote" "SELECT * FROM $table ORDER BY 1, 2") <(sqlite3 other.db ".mode quote" "SELECT * FROM $table ORDER BY 1, 2")
    done
}

@test "every letter comes through: those that JSON escapes, and those at the edges" {
    findable
    for letter in '"' '\' '/' '\u0041' $'\u00e9' $'\u0410' $'\u2028' $'\u2029' $'\u202e' $'\u200d' $'\ufeff' $'\uffff' $'\ufffd' $'\U0001f433' $'\U0010ffff' $'\ue000' $'\n' $'\t' '</script>'; do
        naast record D1 need "a${letter}b" --from us >/dev/null 2>&1 || echo "not taken by record: $letter"
    done
    naast export --jsonl >a.jsonl
    expect 0 naast import store a.jsonl other.db
    naast --db other.db export --jsonl | cmp - a.jsonl
    equal "$(naast export evidence --json)" "$(naast --db other.db export evidence --json)"
    [ "$(naast export evidence | grep -c '^D1')" -ge 15 ]
}

@test "what an earlier version wrote is read, as far as its tables go" {
    understood
    naast export --jsonl | sed 's/"store_version":[0-9]*/"store_version":1/' >a.jsonl
    expect 0 naast import store a.jsonl other.db
    equal "$(head_hash)" "$(head_hash --db other.db)"
}

@test "in Dutch too" {
    understood
    expect 0 naast --lang nl export --jsonl kept.jsonl
    holds "$err" "De kop is"
    expect 0 naast --lang nl import store kept.jsonl other.db
    holds "$err" "regels ingelezen en gecontroleerd"
    expect 6 naast --lang nl import store kept.jsonl other.db
    gentle
}
