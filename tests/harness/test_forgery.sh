#!/usr/bin/env bash
# A store that somebody tampered with is found out, whatever they did; and what cannot be found is what docs/journal.md says.
# CASES (600 here), SEED: `make tamper` runs 11,111, of which 10,000 tamper.
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
: "${OUT:?the build folder: use make harness}"
forgery=$OUT/tests/harness/forgery
CASES=${CASES:-600} SEED=${SEED:-1}

report=$("$forgery" --seed "$SEED" --count "$CASES" 2>&1)
status=$?
printf '%s\n' "$report" | sed 's/^/# /'
tap_result "$status" "$CASES cases: every tampering is found, and nothing is found where nothing changed" "$report"

breaks 'control: without the witness, a history that agrees with itself is missed' 'NOT FOUND: case .* the history written anew' \
    "$forgery" --seed "$SEED" --count 60 --blind
same() { [ "$("$forgery" --seed "$SEED" --from 40 --count 20 --show | sed 's/; [0-9.]* s$//')" = "$("$forgery" --seed "$SEED" --from 40 --count 20 --show | sed 's/; [0-9.]* s$//')" ]; }
holds 'a case is the same whenever it is run' same

for limit in set-back written-anew another-uuid worked-on; do
    holds "not to be found without a witness: $limit" "$forgery" --limit "$limit"
done
for limit in said-through-naast tree-of-the-full-text triggers-gone-for-a-while witness-set-back-too; do
    holds "not to be found at all: $limit" "$forgery" --limit "$limit"
done
finish
