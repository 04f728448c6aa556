#!/usr/bin/env bash
# An export of a store, changed at random in 360 ways: none of them becomes a store, each is told with a line, and nothing is left.
set -u
cd "$(dirname "$0")" || exit 1
. ./crash.sh
tamper=$OUT/tests/harness/tamper
CHANGES=${CHANGES:-360}

export_of() { "$NAAST" --db "$1" export --jsonl >"$2"; }
import_of() { "$NAAST" import store "$1" "$2" 2>"$crash_dir/said" >/dev/null; }
left() { find "$crash_dir/new" -mindepth 1; }

# One changed file: prints what is wrong with what came of it; nothing when all is well.
try() {
    local status=0 what
    rm -rf "$crash_dir/new" && mkdir "$crash_dir/new"
    what=$("$tamper" "$crash_dir/a.jsonl" "$crash_dir/b.jsonl" "$1" 2>&1 >"$crash_dir/bad.jsonl") || { echo "seed $1: the harness stumbled: $what"; return; }
    if cmp -s "$crash_dir/a.jsonl" "$crash_dir/bad.jsonl"; then echo "seed $1: nothing was changed: $what"; return; fi
    import_of "$crash_dir/bad.jsonl" "$crash_dir/new/store.db" || status=$?
    case $status in
    8) grep -qE '(bad\.jsonl:[0-9]+: |later version)' "$crash_dir/said" || echo "seed $1: no line is told ($what): $(cat "$crash_dir/said")" ;;
    1) grep -q 'later version' "$crash_dir/said" || echo "seed $1: exit 1 ($what): $(cat "$crash_dir/said")" ;;
    0) echo "seed $1: taken ($what)" ;;
    *) echo "seed $1: exit $status ($what): $(cat "$crash_dir/said")" ;;
    esac
    [ "$status" -eq 0 ] || [ -z "$(left)" ] || echo "seed $1: left behind ($what): $(left)"
}

all_told() {
    local seed
    for ((seed = 1; seed <= CHANGES; seed++)); do try "$seed"; done >"$crash_dir/found"
    ! grep . "$crash_dir/found"
}

whole() { rm -rf "$crash_dir/new" && mkdir "$crash_dir/new" && import_of "$crash_dir/a.jsonl" "$crash_dir/new/store.db"; }
same() { export_of "$crash_dir/new/store.db" "$crash_dir/again.jsonl" && cmp "$crash_dir/a.jsonl" "$crash_dir/again.jsonl"; }
noticed() { try 0 | grep -q 'seed 0: taken (white space)'; }
two_stores() { new_store "$crash_dir/a.db" && export_of "$crash_dir/a.db" "$crash_dir/a.jsonl" && new_store "$crash_dir/b.db" && export_of "$crash_dir/b.db" "$crash_dir/b.jsonl"; }

holds 'there are exports of two stores' two_stores
holds 'control: the file as it is becomes the same store' whole
holds 'control: whose export is the same file' same
holds "$CHANGES changed files: none becomes a store, each is told with its line, nothing is left" all_told
holds 'control: white space, which changes nothing, is taken, and this harness would notice one that is' noticed
finish
