# hostile.bash: a store in which every text that people write is hostile, and what must not come out of it.
# shellcheck shell=bash

# One text holds it all: a formula, markup and script, what turns the direction of what follows, and a mark by which it is found again.
HOSTILE=$'=cmd|\'/C calc\'!A0 <script>alert(1)</script><img src=x onerror=alert(1)> "&lt; \u202egnp.exe\u2066\u200b'
# What naast does not take from anybody, and what might be written behind its back.
STEERING=$'\e[31mred\e]0;title\a \u009b31m \x7f <b>'"$HOSTILE"

# Every free text of every table, and what must be unique of it.
HOSTILE_COLUMNS='actor.name org.name org.note person.name person.email person.note deal.title deal.source deal.external_id deal.note
transition.because evidence.text evidence.because evidence.url evidence.file_name evidence.spelled_from word.how waiver.because task.text
activity.text activity.participants activity.how undo.because erasure.because'

# Free texts that the list above lacks, of a store as it is: columns of text that are neither codes nor folded copies.
unlisted_columns() { # DATABASE
    sqlite3 "$1" "SELECT substr(m.name, 7) || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'
        AND m.name LIKE 'naast\_%' ESCAPE '\' AND c.type = 'TEXT' ORDER BY 1" |
        grep -vxE '.*\.(folded|email_folded|currency|kind|state|stage|outcome|value|(from|to)_(stage|outcome)|receipt|check_id)' |
        grep -vxE '(meta|setting|revision|pipeline|funnel|text_[a-z]*)\..*' |
        grep -vxF "$(tr ' ' '\n' <<<"$HOSTILE_COLUMNS")" || true
}

# A pipeline whose names and questions are hostile too.
odd_pipeline() {
    naast pipeline show fair --json | jq --arg text "$HOSTILE" '.name = "odd" | .stages[0].gate.checks[1].waivable = true |
        walk(if type == "object" and has("en") then {en: $text, nl: $text} else . end)'
}

# Makes the store in this folder, and the files that commands read: D1 half way, D2 in the odd pipeline, D3 ended, D4 imported.
hostile_store() {
    local story=$NAAST_SOURCE/tests/cli/story
    naast init || return 1
    printf "Name,Phase\nWiki,New\n" >first.csv
    NAAST_NOW=2026-11-01T09:00:00Z naast deal add policy --org Waterdam --contact "Sanne de Wit" --amount 25000 --source fair --note note \
        --external-id X1 --purpose search || return 1
    NAAST_NOW=2026-11-01T09:00:00Z naast talk D1 <"$story/call-1.txt" || return 1
    NAAST_NOW=2026-11-03T09:00:00Z naast confirm D1.4 --by Sanne --how mail || return 1
    NAAST_NOW=2026-11-03T09:00:00Z naast advance D1 || return 1
    NAAST_NOW=2026-11-09T09:00:00Z naast talk D1 <"$story/call-2.txt" || return 1
    naast record D1 authority decides,signs --person "Karim Ali" && naast retract D1.17 --because doubtful && naast record D1 reporting weekly --file first.csv && naast record D1 claim risk && naast record D1 source paper --about 29 --url u.example && naast amend D1.29 Risk --typo || return 1
    odd_pipeline >odd.json && naast pipeline add odd.json || return 1
    NAAST_NOW=2026-10-01T09:00:00Z naast deal add odd --org Other --contact Piet --pipeline odd || return 1
    naast waive D2 need --because later || return 1
    naast deal add app --org Waterdam && naast decline D3 --because "an app" --told Sanne --refer P2 || return 1
    naast import deals first.csv --map title=Name stage=Phase --stage New=match || return 1
    naast task add "call them" --deal D1 --due 2026-11-05 && naast task add "and them" --org O1 --due 2026-11-05 && naast task done T2 || return 1
    naast task add mistaken && naast undo --because mistaken && naast redact T3 --because mistaken --yes || return 1
    naast activity add met --deal D1 --with everybody --how phone || return 1
    naast person edit P1 --email sanne@waterdam.example --note note && naast org edit O1 --note note || return 1
    poison .naast/naast.db && hostile_files
}

# Writes hostile text over all of them, behind naast's back; ids tell where each comes from.
poison() { # DATABASE
    local column table triggers
    triggers=$(sqlite3 "$1" "SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'naast\_%' ESCAPE '\'")
    sqlite3 "$1" "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'naast\_%' ESCAPE '\'" | sqlite3 "$1"
    for column in $HOSTILE_COLUMNS; do
        table=naast_${column%.*}
        printf "UPDATE %s SET %s = '%s' || char(10) || '%s' || '%s' || rowid WHERE %s IS NOT NULL AND %s <> '';\n" "$table" "${column#*.}" \
            "${HOSTILE//\'/\'\'}" "${STEERING//\'/\'\'}" "$column " "${column#*.}" "${column#*.}"
    done | sqlite3 "$1"
    printf '%s' "$triggers" | sqlite3 "$1"
}

hostile_files() {
    printf 'need: %s\n  why: %s\nsummary: %s\n' "$HOSTILE" "$HOSTILE" "$HOSTILE" >sheet.txt
    printf 'need: %s\n%s: x\n' "$STEERING" "$STEERING" >steering.txt
    printf '{"name": "%s", "%s": 1}' "$STEERING" "$STEERING" >steering.json
    {
        printf 'Name,Org,Person,Phase,Worth,Note\n'
        printf '"%s","%s","%s",New,10,"%s"\n' "${HOSTILE//\"/\"\"}" "${HOSTILE//\"/\"\"}" "${HOSTILE//\"/\"\"}" "${HOSTILE//\"/\"\"}"
        printf '"%s",x,y,New,"%s",z\nok,x,y,"%s",1,z\n' "${STEERING//\"/\"\"}" "${STEERING//\"/\"\"}" "${STEERING//\"/\"\"}"
    } >deals.csv
    printf 'Name,Note\n"%s",x\n"%s",x\n' "${HOSTILE//\"/\"\"}" "${STEERING//\"/\"\"}" >orgs.csv
    printf 'Name,Mail,Org\n"%s","%s",x\n"%s",a@b.example,x\n' "${HOSTILE//\"/\"\"}" "${STEERING//\"/\"\"}" "${STEERING//\"/\"\"}" >people.csv
    naast export --jsonl >whole.jsonl 2>/dev/null || true
}

# ---- what must not come out: each tells what it found in the files ----

# steers FILE…: bytes that steer a terminal or turn the direction of what follows: C0 but newline and tab, DEL, C1, bidi controls, zero widths.
steers() {
    LC_ALL=C grep -anP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf' "$@" |
        head -n 6 | LC_ALL=C cat -v
}
# lives FILE…: markup of theirs in a page that is not text.
lives() { grep -anE '<(script|img|b>)' "$@" | head -n 6; }
# marked FILE…: the same in Markdown, where a backslash before it makes it text.
marked() { grep -anE '(^|[^\\])<(script|img|b>)' "$@" | head -n 6; }
# reckons FILE…: cells of CSV that a spreadsheet takes for a formula.
reckons() {
    local file
    for file in "$@"; do
        [ ! -s "$file" ] || sqlite3 :memory: ".import --csv $file t" '.mode json' 'SELECT * FROM t' |
            jq -r '.[][] | strings | select(test("^[=+@\\t\\r-]"))' | head -n 3
    done
}
