#!/usr/bin/env bash
# A program that moves a deal through the library, killed at 200 different system calls: every move that returned is there.
set -u
cd "$(dirname "$0")" || exit 1
. ./crash.sh
moves=24
copy=$crash_dir/copy/naast.db

# many_crashes LOSS: as crash, for the program; a move more than was acknowledged may have been kept, one less may not.
many_crashes() {
    local calls k point acknowledged kept problem
    : >"$crash_dir/problems"
    crashes=0 crash_acknowledged=0
    renew
    "$kill_at" 0 "$crash_dir/told" "$OUT/tests/harness/mover" "$copy" "$moves" >/dev/null || return 1
    read -r calls _ <"$crash_dir/told"
    for ((k = 0; k < POINTS; k++)); do
        point=$((1 + k * calls / POINTS))
        renew
        "$kill_at" "$point" "$crash_dir/told" "$OUT/tests/harness/mover" "$copy" "$moves" >"$crash_dir/said"
        [ $? -eq 137 ] && crashes=$((crashes + 1))
        [ "$1" != wal ] || rm -f "$copy-wal" "$copy-shm"
        acknowledged=$(wc -l <"$crash_dir/said")
        crash_acknowledged=$((crash_acknowledged + acknowledged))
        store=$copy
        problem=$(naast verify 2>&1) || { echo "unverified (killed at call $point): $problem" >>"$crash_dir/problems"; continue; }
        kept=$(sqlite3 -batch "$copy" 'SELECT moves - 1 FROM naast_deal WHERE id = 1')
        [ "$kept" -ge "$acknowledged" ] || echo "lost (killed at call $point): $kept moves kept, $acknowledged acknowledged" >>"$crash_dir/problems"
        [ "$kept" -le $((acknowledged + 1)) ] || echo "half (killed at call $point): $kept moves kept, $acknowledged acknowledged" >>"$crash_dir/problems"
    done
    echo "# killed at $crashes of $calls system calls; $crash_acknowledged moves had been acknowledged"
}
renew() { rm -rf "$crash_dir/copy" && mkdir "$crash_dir/copy" && cp "$crash_dir/template.db" "$copy"; }

holds 'a deal stands before an open gate' new_store "$crash_dir/template.db"
many_crashes none || tap_result 1 'the program runs' 'it does not'
enough() { [ "$crashes" -ge "$POINTS" ] && [ "$crash_acknowledged" -gt "$POINTS" ]; }
holds "it was killed at $POINTS places, and had moves acknowledged" enough
holds 'the store always opens and verifies' none_of unverified
holds 'every move that was acknowledged is there' none_of lost
holds 'and no move that was never asked for' none_of half
many_crashes wal || tap_result 1 'the program runs' 'it does not'
holds 'control: with the log thrown away, moves that were acknowledged are missed' some_of lost
finish
