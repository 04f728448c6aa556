#!/usr/bin/env bash
# Each promise in SECURITY.md names a test, and the test is there.
# shellcheck disable=SC2016 # backquotes are what the page is marked up with
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
cd ../.. || exit 1

# Prints what a page names in the form `tests/FILE: NAME` that is not there: a file, or a name in it.
unfounded() {
    grep -o '`tests/[^`]*: [^`]*`' "$1" | tr -d '`' | while IFS= read -r named; do
        file=${named%%: *} name=${named#*: }
        [ -f "$file" ] || { echo "$file is not there"; continue; }
        grep -qF -- "$name" "$file" || echo "$file has no test \"$name\""
    done
}

# A line of a table of promises without a test.
unproven() { awk '/^\| promised/ { on = 1; next } /^\|---/ { next } /^\|/ { if (on && $0 !~ /`tests\//) print; next } { on = 0 }' "$1"; }

nothing() { # COMMAND...: it prints nothing
    local said
    said=$("$@")
    [ -z "$said" ] || { echo "$said"; return 1; }
}

holds 'there are promises' test "$(grep -c '`tests/' SECURITY.md)" -gt 20
holds 'each promise names a test' nothing unproven SECURITY.md
holds 'each test that is named is there' nothing unfounded SECURITY.md

page=$(mktemp)
trap 'rm -f "$page"' EXIT
printf '| promised | shown by |\n|---|---|\n| a | `tests/cli/history/undo.bats: no such test` |\n| b | nothing |\n' >"$page"
breaks 'control: a test that is not there' 'no such test' nothing unfounded "$page"
breaks 'control: a promise without a test' 'nothing' nothing unproven "$page"
finish
