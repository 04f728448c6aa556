#!/usr/bin/env bats
# hostile.bats: names and texts that mean harm, through every command and every output of it (hostile.commands; that none is left out is in help.bats).

load ../lib/helper
load ../lib/hostile

setup_file() {
    export STORE="$BATS_FILE_TMPDIR/store" NAAST_SOURCE=${NAAST_SOURCE:-$BATS_TEST_DIRNAME/../../..}
    mkdir "$STORE" && cd "$STORE" || return 1
    unset NAAST_DB NO_COLOR COLUMNS LC_ALL LC_MESSAGES LC_CTYPE LANGUAGE XDG_DATA_HOME
    export LANG=C.UTF-8 NAAST_NOW=2026-11-10T09:00:00Z NAAST_ACTOR=anna NAAST_WITNESS=none
    naast() { "$NAAST" "$@"; }
    hostile_store >"$BATS_FILE_TMPDIR/made" 2>&1 || { cat "$BATS_FILE_TMPDIR/made"; return 1; }
    # What each command writes beside text, as its help tells: "board --json".
    lines | cut -d: -f1 | sort -u | while read -r command; do
        naast help ${command//_/ } | sed -n '/^Usage/,$p' | grep -oE -- '--(json|jsonl|csv|html|markdown)\b' | sed "s/^/$command /"
    done >"$BATS_FILE_TMPDIR/outputs"
}

prepare() {
    mkdir ran && cp -R "$STORE" store && cd store || return 1
    export LANG=C.UTF-8 NAAST_WITNESS=none # each line begins with the store as it was made
}

# The table's lines for one command, or all.
lines() { grep -E "^${1:-[a-z_]+}:" "$BATS_TEST_DIRNAME/hostile.commands"; }
writes() { grep -qxF -- "$1 $2" "$BATS_FILE_TMPDIR/outputs"; }

# run_line LINE OPTION…: runs it in this folder, on the store as it was made; what came out is ../ran/OUT, ../ran/ERR.
run_line() {
    local command=${1%%:*} rest=${1#*:} word input=/dev/null
    local -a words=()
    case $rest in *'< '*) input=${rest##*< } rest=${rest%<*} ;; esac
    for word in $rest; do
        word=${word//@HOSTILE/$HOSTILE} words+=("${word//@STEERING/$STEERING}")
    done
    cp "$STORE/.naast/naast.db" .naast/naast.db && rm -f .naast/naast.db-* other.db rejects.csv
    # shellcheck disable=SC2086 # a command of two words
    "$NAAST" ${command//_/ } "${words[@]}" "${@:2}" <"$input" >../ran/OUT 2>../ran/ERR
}

# run_all LANGUAGE [OUTPUT]: every line that writes that output; ../ran/N.COMMAND.out and .err, with ../ran/lines to tell which.
run_all() {
    local line name at=0 status
    rm -f ../ran/*
    while IFS= read -r line; do
        [ -z "${2:-}" ] || writes "${line%%:*}" "$2" || continue
        at=$((at + 1)) status=0 name=$at.${line%%:*}
        run_line "$line" --lang "$1" ${2:+"$2"} || status=$?
        [ "$status" -lt 100 ] || { echo "it fell: $line"; return 1; }
        mv ../ran/OUT "../ran/$name.out" && mv ../ran/ERR "../ran/$name.err"
    done < <(lines)
    [ "$at" -gt 0 ]
}

# nothing CHECK FILE…: the check finds nothing in them, and there are such files.
nothing() {
    local said
    [ -e "$2" ] || { echo "no such file: $2"; return 1; }
    said=$("$@")
    [ -z "$said" ] || { printf '%s:\n%s\n' "$1" "$said"; return 1; }
}

@test "every text that people write is hostile in this store" {
    equal "" "$(unlisted_columns .naast/naast.db)"
    for column in $HOSTILE_COLUMNS; do
        [ "$(sqlite3 .naast/naast.db "SELECT count(*) FROM naast_${column%.*} WHERE ${column#*.} LIKE '%' || char(27) || '%'")" -gt 0 ] ||
            { echo "nothing hostile in $column"; return 1; }
    done
}

@test "nothing that steers a terminal comes out of any command, in either language" {
    for language in en nl; do
        run_all $language
        # Lists that are made for other programs keep texts as they are; on a terminal they are shown safely, see below.
        rm -f ../ran/*.export.out ../ran/*.export_{deals,evidence,people,orgs}.out
        rm -f ../ran/*.export_calendar.out
        nothing steers ../ran/*.out
        nothing steers ../ran/*.err
    done
}

@test "nor out of JSON, which can be read" {
    run_all en --json
    nothing steers ../ran/*.out
    nothing steers ../ran/*.err
    jq -e . ../ran/*.out >/dev/null
}

@test "nor out of JSON lines" {
    run_all nl --jsonl
    nothing steers ../ran/*.out
    nothing steers ../ran/*.err
    jq . ../ran/*.out >/dev/null
}

@test "no cell of CSV is a formula" {
    run_all en --csv
    nothing reckons ../ran/*.out
    nothing steers ../ran/*.err
    for export in deals evidence people orgs; do
        run_line "export_$export:"
        nothing reckons ../ran/OUT
    done
}

@test "a page runs nothing of theirs" {
    for language in en nl; do
        run_all $language --html
        nothing steers ../ran/*.out
        nothing lives ../ran/*.out
    done
}

@test "Markdown neither" {
    run_all en --markdown
    run_line "share: D1"
    mv ../ran/OUT ../ran/share.out
    nothing steers ../ran/*.out
    nothing marked ../ran/*.out
}

@test "a format of one's own steers no terminal" {
    for command in "deal list --format {title}{org_name}{note}" "org list --format {name}{note}" "person list --format {name}{email}" \
        "task list --format {text}" "activity list --format {text}{with}{how}" "next --format {title}"; do
        # shellcheck disable=SC2086 # words on purpose
        naast $command >../ran/OUT
        [ -s ../ran/OUT ]
        nothing steers ../ran/OUT
    done
}

@test "lists for other programs are shown safely where a terminal reads them" {
    needs_terminal
    for command in "export deals" "export evidence" "export people" "export orgs" "export calendar --all" "org list --csv" "deal list -z --csv"; do
        script -qec "\"$NAAST\" $command" /dev/null </dev/null | tr -d '\r\0' >../ran/OUT
        [ -s ../ran/OUT ]
        nothing steers ../ran/OUT
    done
}

@test "JSON has the very text" {
    very() { equal "$(sqlite3 .naast/naast.db "$1")" "$(printf '%s' "$out" | jq -r "$2")"; }
    expect 0 naast org show O1 --json && very "SELECT name FROM naast_org WHERE id = 1" .org.name
    expect 0 naast person show P1 --json && very "SELECT name FROM naast_person WHERE id = 1" .person.name
    expect 0 naast deal show D1 --json && very "SELECT title FROM naast_deal WHERE id = 1" .deal.title
    very "SELECT note FROM naast_deal WHERE id = 1" .deal.note
    expect 0 naast show D1.2 --json && very "SELECT text FROM naast_evidence WHERE id = 1048578" .item.text
    expect 0 naast task list --json && very "SELECT text FROM naast_task WHERE id = 1" '.tasks[0].text'
    expect 0 naast board --json && very "SELECT title FROM naast_deal WHERE id = 1" '[.stages[].cards[] | select(.id == "D1").title][0]'
    expect 0 naast activity list --json && very "SELECT group_concat(text, '') FROM (SELECT text FROM naast_activity ORDER BY id)" '[.activities[].text] | sort_by(.[-1:]) | join("")'
}

@test "rows that an import leaves aside are no formulas" {
    for import in import_deals import_people import_orgs; do
        run_line "$(lines $import | head -n 1)" || true
        [ -s rejects.csv ]
        nothing reckons rejects.csv
    done
}

@test "control: what comes out as it is is found" {
    cd ../ran
    found() { printf "$2" >OUT && [ -n "$($1 OUT)" ]; }
    right() { printf "$2" >OUT && [ -z "$($1 OUT)" ]; }
    for sign in '\e[31m' '\u202e' '\u2066' '\u009b' '\x7f' '\u200b' '\r' '\ufeff'; do found steers "a $sign b\n"; done
    right steers 'caf\u00e9 \u2713 \u2192 \u2026\n\ttext\n'
    for text in '<p><script>' '<img src=x>'; do found lives "$text\n"; found marked "$text\n"; done
    right lives '<p>&lt;script></p>\n'
    right marked '# \\<script>\n'
    for cell in '"=1+1"' '@x' '-1-2' '+1' '"\tx"'; do found reckons "a,b\n1,$cell\n"; done
    right reckons "a,b\n1,\"'=1+1\"\n"
    cd ../store
    printf '#!/bin/sh\nprintf "\\033[31m"\n' >../loud && chmod +x ../loud
    NAAST=$PWD/../loud run_all en --json
    run nothing steers ../ran/*.out
    [ "$status" -ne 0 ]
}
