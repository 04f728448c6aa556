#!/usr/bin/env bash
# migrate, killed at many system calls and at every one of the last: the store is of the one version or the other, whole; migrating again finishes it.
set -u
cd "$(dirname "$0")" || exit 1
POINTS=${POINTS:-120}
. ./crash.sh
folder=$crash_dir/case
store=$folder/naast.db

make_template() { sqlite3 "$crash_dir/template.db" <../golden/version1.sql >/dev/null && chmod 600 "$crash_dir/template.db"; }
holds 'there is a store of version 1' make_template
version() { sqlite3 -batch "$1" 'PRAGMA user_version' 2>&1; }
schema() { sqlite3 -batch "$1" 'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name' 2>&1; }
renew() { rm -rf "$folder" "$crash_dir/witness" && mkdir "$folder" && cp "$crash_dir/template.db" "$store"; }

# What is wrong with what is left, a line each. ACKNOWLEDGED: yes or no.
judge_case() {
    local file found
    found=$(version "$store")
    case $found in
    "$newest") after=$((after + 1)) ;;
    [1-9]) before=$((before + 1)); [ "$1" = no ] || echo "lost: acknowledged, and still of version $found" ;; # each step is whole
    *) echo "version: $found" ;;
    esac
    for file in "$folder"/naast.db.backups/*.db; do
        [ ! -e "$file" ] || { [ "$(version "$file")" = 1 ] && [ "$(sqlite3 -batch "$file" 'PRAGMA integrity_check')" = ok ]; } || echo "backup: $file is not whole"
    done
    "$NAAST" --db "$store" migrate >/dev/null 2>"$crash_dir/said" || echo "stuck: $(cat "$crash_dir/said")"
    "$NAAST" --db "$store" verify --head "$head" >"$crash_dir/said" 2>&1 || echo "unverified: $(cat "$crash_dir/said")"
    [ "$(schema "$store")" = "$wanted" ] || echo "schema: not that of a migrated store"
}

# killed LOSS: "journal": the control: what guards a half one is taken away, and one store says that it was done.
killed() {
    local calls point status ack k problem
    : >"$crash_dir/problems"
    kills=0 before=0 after=0
    renew
    "$kill_at" 0 "$crash_dir/told" "$NAAST" --db "$store" migrate >/dev/null || { echo 'it does not run'; return 1; }
    read -r calls _ <"$crash_dir/told"
    newest=$(version "$store") wanted=$(schema "$store") head=$("$NAAST" --db "$store" verify --json | jq -r .head)
    for ((k = 0; k < POINTS; k++)); do
        point=$(place "$k" "$calls")
        renew
        "$kill_at" "$point" "$crash_dir/told" "$NAAST" --db "$store" migrate >"$crash_dir/said" 2>/dev/null
        status=$?
        [ "$status" -ne 137 ] || kills=$((kills + 1))
        if [ -s "$crash_dir/said" ] || [ "$status" -eq 0 ]; then ack=yes; else ack=no; fi
        [ "$1" != journal ] || { rm -f "$store-journal" "$store-wal" "$store-shm"; [ "$k" -ne 0 ] || sqlite3 "$store" 'PRAGMA user_version = '"$newest"'' >/dev/null; }
        problem=$(judge_case "$ack"; echo "$before $after" >"$crash_dir/counts")
        read -r before after <"$crash_dir/counts"
        [ -z "$problem" ] || printf '%s\n' "$problem" | sed "s/^\([a-z]*\):/\1 (killed at call $point of $calls):/" >>"$crash_dir/problems"
    done
}

killed none
echo "# migrate: killed at $kills places; $before left an earlier version, $after the newest"
holds 'killed at enough places' test "$kills" -ge $((POINTS - 5))
sides() { [ "$before" -gt 0 ] && [ "$after" -gt 0 ]; }
holds 'some places lie before the migration and some after it' sides
nothing_wrong() { [ ! -s "$crash_dir/problems" ] || { head -5 "$crash_dir/problems"; return 1; }; }
holds 'each time it is of the one version or the other, the backup is whole, and migrating again finishes it' nothing_wrong
POINTS=10 killed journal
holds 'control: a version that says more than was done is found' some_of 'schema|unverified|stuck'
finish
