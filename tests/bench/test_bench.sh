#!/usr/bin/env bash
# The benchmarks run, on small stores: every row has its figures, and a floor that writes less than the library is reported.
# How long anything takes is not judged here.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/tools/tap.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bench=${OUT:?}/tests/bench

small() { # [NAME=VALUE...]
    env DEALS=40 WORKED=24 ENTRIES=20000 RUNS=3 MOVED=4 ROUNDS=3 BENCH_DIR="$folder" MAVEN="$folder/nothing" "$@" tests/bench/run >"$folder/rows"
}
rows() { grep -E '^[^ *].{43} +-?[0-9.naif]+ (us|ms|s|MiB) ' "$folder/rows"; }
# Which rows there are, without the numbers of deals and entries.
labels() { rows | sed -E 's/^(.{44}).*/\1/; s/ *$//; s/[0-9]+ (worked |)(deals|entries)/N \1\2/' | sort; }
wanted() {
    sort <<'END'
a durable advance through the library
the next gate of a deal, evaluated
five gates of a deal, evaluated
N deals imported
gate --json, cold, N deals: clear
gate --json, cold, N deals: not yet
naast version, against sqlite3 --version
next, cold, N deals
N deals worked
gate --json, cold, N worked deals
next, cold, N worked deals
next --owner me, N worked deals
board, N worked deals
deal list, N worked deals
deal list of a stage, N worked deals
a row imported, N deals
memory of it
chain and bodies of N entries
naast verify, N entries, one thread
naast verify, N entries, two threads
END
}
every_row() { diff <(wanted) <(labels); }
# Of the label's own numbers none is a figure.
figures() {
    rows | cut -c45- | grep -oE '[^ ]+ (us|ms|s|MiB|x)( |$)' | awk '{ if (!($1 > 0)) { print "no figure: " $0; wrong = 1 } }
        END { exit wrong || NR < 30 }'
}

holds 'the benchmarks run' small
holds 'every row is printed' every_row
holds 'every figure is more than nothing' figures

cp "$folder/rows" "$folder/right"
sed 's/^\(board.\{39\}\) *[0-9.]* ms/\1        0.0 ms/' "$folder/right" >"$folder/rows"
breaks 'a figure of nothing is seen' 'no figure: 0.0 ms' figures
grep -v '^board' "$folder/right" >"$folder/rows"
breaks 'a row that is not there is seen' '< board' every_row
mkdir "$folder/failing" && ln -s /bin/false "$folder/failing/sqlite3"
breaks 'a command that fails ends the run' 'sqlite3: failed' small PATH="$folder/failing:$PATH"

# advance [TABLE]: against a floor that leaves the table out.
advance() {
    rm -f "$folder"/*.db*
    "$bench/bench_advance" "$folder/first.db" "$folder/ours.db" "$folder/floor.db" 2 "$@"
}
holds 'the floor writes what the library writes' advance
# Where the store's own triggers notice it first, they say so.
for table in transition deal funnel journal body head; do
    breaks "a floor that leaves out naast_$table is reported" '(the floor did not write the same: naast_|: naast: )' advance "naast_$table"
done

# worked SQL RESULT: what a store of worked deals is made of.
worked() { diff <(printf '%s\n' "$2") <(sqlite3 "$folder/worked.db" "$1"); }
holds 'a store of worked deals is made' "$bench/bench_worked" "$folder/worked.db" 80
holds 'it verifies' env NAAST_WITNESS=none "$OUT/naast" --db "$folder/worked.db" verify
# A move is a row, and so is the opening; who won went straight through.
worked_moves="SELECT min(moves) >= 10, max(moves) FROM naast_deal WHERE outcome IS NOT 'won'"
holds 'a deal of it was moved up to ten times' worked "$worked_moves" '1|11'
holds 'a deal of it has twelve items or more' worked "SELECT min(n) FROM (SELECT count(*) AS n FROM naast_evidence GROUP BY id >> 20)" 12
varied='SELECT count(DISTINCT owner) > 4, count(DISTINCT amount) > 40, count(DISTINCT currency), count(DISTINCT since / 86400000000) > 40, count(DISTINCT org) FROM naast_deal'
holds 'owners, amounts, days and customers differ' worked "$varied" '1|1|3|1|5'
fates="SELECT sum(outcome IS NULL), sum(outcome = 'won'), sum(outcome IS NOT NULL AND outcome <> 'won') FROM naast_deal"
holds 'some are open, some won, some ended otherwise' worked "$fates" '50|10|20'
slept="SELECT sum(since < 1794301200000000 - 30 * 86400000000) > 0, sum(since > 1794301200000000 - 21 * 86400000000) > 0 FROM naast_deal WHERE outcome IS NULL"
holds 'of the open ones some sleep and some do not' worked "$slept" '1|1'
promised="SELECT count(DISTINCT state) > 2, count(DISTINCT due) > 20 FROM naast_evidence WHERE kind = 'promise'"
holds 'promises are open, kept and broken' worked "$promised" '1|1'
finish
