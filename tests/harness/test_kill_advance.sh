#!/usr/bin/env bash
# `naast advance`, killed at 200 different system calls: all of it or nothing, and never less than was acknowledged.
set -u
cd "$(dirname "$0")" || exit 1
. ./crash.sh

holds 'a deal stands before an open gate' new_store "$crash_dir/template.db"
crash_report 'advance' "$crash_dir/template.db" advance D1

# The judge itself: a move that was acknowledged and is not there, and one that is there by half.
cp "$crash_dir/template.db" "$crash_dir/moved.db"
store=$crash_dir/moved.db
naast advance D1 >/dev/null
before=$(fingerprint "$crash_dir/template.db")
after=$(fingerprint "$crash_dir/moved.db")
verdict() { judge "$@" | grep -E "^$expected:"; }
cp "$crash_dir/template.db" "$crash_dir/lost.db"
expected=lost
holds 'control: a move acknowledged and not there is called lost' verdict "$crash_dir/lost.db" yes "$before" "$after"
cp "$crash_dir/moved.db" "$crash_dir/half.db"
guard=$(sqlite3 "$crash_dir/half.db" "SELECT sql FROM sqlite_schema WHERE name = 'naast_deal_moves'")
sqlite3 "$crash_dir/half.db" "DROP TRIGGER naast_deal_moves; UPDATE naast_deal SET moves = moves - 1, stage = (SELECT from_stage FROM naast_transition ORDER BY id DESC); $guard"
expected=unverified
holds 'control: a transition without its deal does not verify' verdict "$crash_dir/half.db" no "$before" "$after"
cp "$crash_dir/moved.db" "$crash_dir/more.db"
store=$crash_dir/more.db
naast back D1 --because 'to see' >/dev/null
expected=half
holds 'control: a state that is neither the one nor the other is called half' verdict "$crash_dir/more.db" no "$before" "$after"
finish
