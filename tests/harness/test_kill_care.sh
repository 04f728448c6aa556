#!/usr/bin/env bash
# backup and restore, killed at many system calls: the store is there and whole, as it was or as it should be, and so is every backup.
set -u
cd "$(dirname "$0")" || exit 1
POINTS=${POINTS:-60}
. ./crash.sh
folder=$crash_dir/case
store=$folder/naast.db

head_of() { "$NAAST" --db "$1" verify --json 2>/dev/null | jq -r 'select(.ok) | .head'; }

# judge_case: what is wrong with what is left, a line each.
judge_case() {
    local head file
    head=$(head_of "$store")
    case $head in
    "$before" | "$after") ;;
    *) echo "store: $("$NAAST" --db "$store" verify 2>&1 | tail -1) ($head)" ;;
    esac
    [ "$2" = no ] || [ "$head" = "$after" ] || echo "lost: acknowledged, and still $head"
    for file in "$folder"/naast.db.backups/*.db; do
        [ ! -e "$file" ] || [ -n "$(head_of "$file")" ] || echo "backup: $file does not verify"
    done
    [ -e "$folder/naast.db.backups/2026-11-23T110000Z-6.db" ] || echo "backup: the first one is gone"
    "$NAAST" --db "$store" task add 'life goes on' >/dev/null 2>"$crash_dir/said" || echo "stuck: $(cat "$crash_dir/said")"
    [ "$(sqlite3 "$store" 'PRAGMA journal_mode')" = wal ] || echo "log: it is not given back"
}

# killed NAME LOSS COMMAND...: leaves $crash_dir/problems. LOSS: as somebody would have it who does these things without care.
killed() {
    local name=$1 loss=$2 calls point status ack k problem
    shift 2
    : >"$crash_dir/problems"
    kills=0 old=0 new=0
    renew() { rm -rf "$folder" "$crash_dir/witness" && cp -a "$crash_dir/$name" "$folder"; }
    renew
    "$kill_at" 0 "$crash_dir/told" "$NAAST" --db "$store" "$@" >"$crash_dir/said" 2>&1 ||
        { echo "the command gave $?: $(cat "$crash_dir/said")" >"$crash_dir/problems"; return 1; }
    read -r calls _ <"$crash_dir/told"
    after=$(head_of "$store")
    for ((k = 0; k < POINTS; k++)); do
        point=$(place "$k" "$calls")
        [ "$point" -le "$calls" ] || break
        renew
        "$kill_at" "$point" "$crash_dir/told" "$NAAST" --db "$store" "$@" >"$crash_dir/said" 2>/dev/null
        status=$?
        [ "$status" -ne 137 ] || kills=$((kills + 1))
        if [ -s "$crash_dir/said" ] || [ "$status" -eq 0 ]; then ack=yes; else ack=no; fi
        [ "$loss" != careless ] || rm -f "$store"
        problem=$(judge_case "$name" "$ack")
        [ -z "$problem" ] || printf '%s\n' "$problem" | sed "s/^\([a-z]*\):/\1 (killed at call $point of $calls):/" >>"$crash_dir/problems"
        if [ "$(sqlite3 "$store" 'SELECT count(*) FROM naast_deal' 2>/dev/null)" = "$deals_before" ]; then old=$((old + 1)); else new=$((new + 1)); fi
    done
}

report() {
    local name=$1
    shift
    killed "$name" none "$@" || { tap_result 1 "$name runs to be killed" "$(cat "$crash_dir/problems")"; return; }
    echo "# $name: killed at $kills places"
    holds "$name: killed at enough places" test "$kills" -ge $((POINTS - 5))
    holds "$name: the store is whole, as it was or as it should be; every backup verifies; life goes on" test ! -s "$crash_dir/problems"
    [ ! -s "$crash_dir/problems" ] || head -5 "$crash_dir/problems" | sed 's/^/# /'
}

# A store of six entries with a backup, which was worked on since.
make_store() {
    mkdir "$crash_dir/restore"
    export NAAST_DB=$crash_dir/restore/naast.db NAAST_NOW=2026-11-23T11:00:00Z
    "$NAAST" init && "$NAAST" deal add First --org Waterdam && "$NAAST" backup && NAAST_NOW=2026-11-23T11:30:00Z "$NAAST" deal add Second
    NAAST_NOW=2026-11-23T11:30:00Z "$NAAST" deal add Third
    unset NAAST_DB
    NAAST_NOW=2026-11-23T12:00:00Z
} >/dev/null 2>&1
holds 'there is a store with a backup' make_store
before=$(head_of "$crash_dir/restore/naast.db")
deals_before=3
cp -a "$crash_dir/restore" "$crash_dir/backup"
report backup backup
report restore restore 6 --yes
both() { [ "$old" -gt 0 ] && [ "$new" -gt 0 ]; }
holds 'restore: some places lie before it took its place, and some after it' both
killed restore careless restore 6 --yes
some_problem() { grep -E '^store' "$crash_dir/problems"; }
holds 'control: the place of the store left empty is found' some_problem
finish
