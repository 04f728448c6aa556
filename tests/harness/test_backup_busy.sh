#!/usr/bin/env bash
# Backups made while four others write: every one verifies, holds nothing half, and is a moment of the store.
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
BACKUPS=${BACKUPS:-12}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export NAAST_WITNESS=none NAAST_ACTOR=harness NAAST_DB=$work/store.db

"$NAAST" init >/dev/null
for ((k = 0; k < 40; k++)); do "$NAAST" deal add "Deal $k" --purpose "$(printf 'long %.0s' {1..400})" >/dev/null; done

: >"$work/go"
for w in 1 2 3 4; do
    (n=0; while [ -e "$work/go" ]; do "$NAAST" deal add "Writer $w, $((n++))" --org "Org $w.$n" -q >/dev/null || echo "writer $w" >>"$work/problems"; done) 2>/dev/null &
done
for ((k = 0; k < BACKUPS; k++)); do "$NAAST" backup "$work/$k.db" -q >/dev/null || echo "backup $k" >>"$work/problems"; done
rm "$work/go"
wait

undisturbed() { [ ! -e "$work/problems" ] || { cat "$work/problems"; return 1; }; }
holds 'nobody who wrote and no backup was held up to the end' undisturbed

heads() { for ((k = 0; k < BACKUPS; k++)); do "$NAAST" --db "$work/$k.db" verify --json | jq -r .head; done; }
verified() { for ((k = 0; k < BACKUPS; k++)); do "$NAAST" --db "$work/$k.db" verify || return 1; done; }
holds 'every backup verifies' verified
moments() { heads >"$work/heads" && "$NAAST" verify --heads "$work/heads"; }
holds 'every one is a moment of the store: its head is in the history' moments
apart() { [ "$(sort -u "$work/heads" | wc -l)" -gt 1 ]; }
holds 'and the store was written to between them' apart
alone() { ! find "$work" -regex '.*/[0-9]+\.db-.*' -o -name '*coming*' | grep .; }
holds 'each is one file, and nothing half is left' alone

# Somebody reads, so what is written stays in the log for now.
plain_copy() {
    local mine
    mkfifo "$work/in"
    sqlite3 "$NAAST_DB" <"$work/in" >"$work/reads" &
    exec 7>"$work/in"
    echo 'BEGIN; SELECT count(*) FROM naast_deal;' >&7
    while [ ! -s "$work/reads" ]; do sleep 0.05; done
    "$NAAST" deal add Last >/dev/null && cp "$NAAST_DB" "$work/plain.db" && "$NAAST" backup "$work/last.db" -q >/dev/null
    mine=$("$NAAST" verify --json | jq -r .head)
    exec 7>&-
    wait
    "$NAAST" --db "$work/plain.db" verify --head "$mine"
}
breaks 'control: a plain copy of the file misses what stands in its log, which a backup has' 'does not agree with its history' plain_copy
lacks_nothing() { "$NAAST" --db "$work/last.db" verify && [ "$("$NAAST" --db "$work/last.db" deal list --json | jq '[.deals[] | select(.title == "Last")] | length')" = 1 ]; }
holds 'the backup of the same moment has it' lacks_nothing
finish
