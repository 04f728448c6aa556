#!/usr/bin/env bash
# `naast import store`, killed at 200 different system calls: the store is there, whole, or it is not there at all.
set -u
cd "$(dirname "$0")" || exit 1
. ./crash.sh

restore() { "$kill_at" "$1" "$crash_dir/told" "$NAAST" import store "$crash_dir/a.jsonl" "$crash_dir/new/store.db" >"$crash_dir/out" 2>/dev/null; }
fresh() { rm -rf "$crash_dir/new" && mkdir "$crash_dir/new"; }
head_of() { "$NAAST" --db "$1" verify --json | grep -o '"head":"[^"]*"'; }

# What is wrong after it was killed at one place; nothing when all is well. CHECK: how a store that is there is looked at.
judge_one() {
    local point=$1 check=$2 status=0 acknowledged
    fresh
    restore "$point" || status=$?
    [ "$status" -eq 137 ] || [ "$status" -eq 0 ] || { echo "call $point: exit $status"; return; }
    acknowledged=$([ -s "$crash_dir/out" ] && echo yes)
    if [ -e "$crash_dir/new/store.db" ]; then
        there=$((there + 1))
        "$check" "$crash_dir/new/store.db" || echo "call $point: half a store"
    else
        absent=$((absent + 1))
        [ -z "$acknowledged" ] || echo "call $point: acknowledged, and not there"
    fi
    # and it can be done again, or is there already
    local again=0
    "$NAAST" import store "$crash_dir/a.jsonl" "$crash_dir/new/store.db" >/dev/null 2>&1 || again=$?
    [ "$again" -eq 0 ] || { [ "$again" -eq 6 ] && [ -e "$crash_dir/new/store.db" ]; } || echo "call $point: exit $again the second time"
}

whole() { [ "$(head_of "$1")" = "$wanted" ] && "$NAAST" --db "$1" export --jsonl | cmp -s - "$crash_dir/a.jsonl"; }

all_places() {
    local calls point k
    fresh
    restore 0 || return 1
    read -r calls _ <"$crash_dir/told"
    there=0 absent=0
    for ((k = 0; k < POINTS; k++)); do
        point=$(place "$k" "$calls")
        [ "$point" -le "$calls" ] || break
        judge_one "$point" "$1"
    done >"$crash_dir/found"
    echo "# $calls calls; killed at $k: $there times there, $absent times not"
    ! grep . "$crash_dir/found"
}
both() { [ "$there" -gt 0 ] && [ "$absent" -gt 0 ]; }
never() { false; }

exported() { new_store "$crash_dir/a.db" && "$NAAST" --db "$crash_dir/a.db" export --jsonl >"$crash_dir/a.jsonl"; }
holds 'there is an export of a store' exported
wanted=$(head_of "$crash_dir/a.db")
all_places whole >"$crash_dir/report" 2>&1
status=$?
grep '^#' "$crash_dir/report"
tap_result "$status" "killed at $POINTS places the store is whole or not there, and can be made again" "$(cat "$crash_dir/report")"
holds 'some places lie before it got its name, and some after' both
POINTS=20
control() { all_places never; }
breaks 'control: a store that is there and looked at in a way that fails is told' 'half a store' control
finish
