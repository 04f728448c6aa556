#!/usr/bin/env bash
# Processes that advance the same deal at the same moment: one wins, the others are told so (6, or 3 at the next gate), nothing is lost.
set -u
cd "$(dirname "$0")" || exit 1
. ./crash.sh
ROUNDS=${ROUNDS:-40}

holds 'a deal stands before an open gate' new_store "$crash_dir/template.db"
store=$crash_dir/template.db
rev=$(naast deal show D1 --json | jq .rev)
cp "$store" "$crash_dir/alone.db"
store=$crash_dir/alone.db
naast advance D1 >/dev/null
once=$(fingerprint "$crash_dir/alone.db")

# race REV OTHER STORE...: one status 0, the others OTHER, and the store as after one advance.
race() {
    local rev=$1 other=$2 statuses wanted problem
    shift 2
    statuses=$("$OUT/tests/harness/race" 1 "$rev" "$@" | sort -n | tr '\n' ' ')
    wanted="0 $(for ((k = 1; k < $#; k++)); do printf '%s ' "$other"; done)"
    [ "$statuses" = "$wanted" ] || { echo "statuses $statuses, not $wanted"; return 1; }
    problem=$(judge "$1" yes "$once" "$once")
    [ -z "$problem" ] || { echo "$problem"; return 1; }
}
rounds() { # REV OTHER PROCESSES
    local round k
    local -a stores
    for ((round = 1; round <= ROUNDS; round++)); do
        rm -rf "$crash_dir"/raced.db* "$NAAST_WITNESS" # each round is another store in the same place
        cp "$crash_dir/template.db" "$crash_dir/raced.db"
        stores=()
        for ((k = 0; k < $3; k++)); do stores+=("$crash_dir/raced.db"); done
        race "$1" "$2" "${stores[@]}" || { echo "in round $round"; return 1; }
    done
}
holds "two at once, $ROUNDS times: one moves the deal, the other meets the next gate (3)" rounds 0 3 2
holds "two at once that name the revision, $ROUNDS times: one moves the deal, the other gets 6" rounds "$rev" 6 2
holds "eight at once, $ROUNDS times: one moves the deal, seven get 6" rounds "$rev" 6 8

# The control: two that cannot see each other (a store each, as if nothing were locked) both win, and that is noticed.
cp "$crash_dir/template.db" "$crash_dir/one.db"
cp "$crash_dir/template.db" "$crash_dir/two.db"
breaks 'control: two that both win are noticed' 'statuses 0 0' race "$rev" 6 "$crash_dir/one.db" "$crash_dir/two.db"
finish
