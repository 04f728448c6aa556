#!/usr/bin/env bash
# What is read or said with as many parts as somebody gives takes memory as its size does, not as the square of that: each is run at
# two sizes, one four times the other.
set -u
cd "$(dirname "$0")" || exit 1
. ./crash.sh
MOST_TIMES=6 # more than this between the two is no longer in proportion
MOST_KB=51200

# repeated BYTES TEXT: the text, as often as fits in so many bytes.
repeated() { awk -v bytes="$1" -v text="$2" 'BEGIN { for (n = int(bytes / length(text)); n > 0; n--) printf "%s", text }'; }
# columns COUNT: a list of so many columns with long names.
columns() { awk -v count="$1" 'BEGIN { for (k = 1; k <= count; k++) printf "%s%0200d", (k > 1 ? "," : "title,"), k; print "" }'; }

# peak_of COMMAND...: $kb is the most memory that it held; its standard input is the file input. It may refuse, and not break down.
peak_of() {
    "${OUT:?}/tests/harness/peak" "$crash_dir/kb" "$@" <"$crash_dir/input" >"$crash_dir/out" 2>&1
    local status=$?
    kb=$(cat "$crash_dir/kb")
    [ "$status" -lt 127 ] || { echo "exit $status: $(head -c 300 "$crash_dir/out")"; return 1; }
}

# in_proportion MAKE SIZE COMMAND...: with `MAKE SIZE` and `MAKE 4*SIZE` as its input.
in_proportion() {
    local make=$1 size=$2 less
    shift 2
    $make "$size" >"$crash_dir/input" && peak_of "$@" || return 1
    less=$kb
    $make $((4 * size)) >"$crash_dir/input" && peak_of "$@" || return 1
    echo "$less KiB, then $kb KiB"
    [ "$kb" -lt $((MOST_TIMES * less)) ] && [ "$kb" -lt "$MOST_KB" ]
}

store=$crash_dir/growth.db
fresh() {
    rm -rf "$store" "$store"-* "$NAAST_WITNESS"
    "$NAAST" -q init "$store" && naast -q deal add Example --org Example --contact Sanne
}
talk() { fresh && in_proportion "$1" 16384 "$NAAST" --db "$store" talk D1; }
notes() { repeated "$1" $'n\n'; }
needs() { repeated "$1" $'need: x\n'; }
both() { repeated "$1" $'n\nneed: x\n'; }
one_text() { printf 'need: x\n'; repeated "$1" $' y\n'; }
voices() { printf 'need: x\n'; repeated "$1" $'need: y\n confirmed: Sanne, us\n'; }
holds 'a note of many lines' talk notes
holds 'many items' talk needs
holds 'a note and items, in turn' talk both
holds 'a text that goes on for many lines' talk one_text
holds 'many items with voices' talk voices
holds 'columns with long names' in_proportion columns 240 "$NAAST" --db "$store" import deals - --map org=none

words_of() { repeated "$1" 'a '; }
# shellcheck disable=SC2016 # the inner shell's
holds 'many words to look for' in_proportion words_of 16384 sh -c 'exec "$0" "$@" $(cat)' "$NAAST" --db "$store" find
# shellcheck disable=SC2016
holds 'many words that choose for the board' in_proportion words_of 16384 sh -c 'exec "$0" "$@" $(cat)' "$NAAST" --db "$store" board

# refused MAKE SIZE SAYS COMMAND...: it says what the most is, before it takes much memory.
refused() {
    local says=$3
    $1 "$2" >"$crash_dir/input"
    shift 3
    peak_of "$@" || return 1
    grep -qF -- "$says" "$crash_dir/out" || { head -c 300 "$crash_dir/out"; return 1; }
    [ "$kb" -lt 20480 ] || { echo "$kb KiB"; return 1; }
}
titles() { repeated "$1" 'title,'; }
commas() { repeated "$1" ','; }
holds 'a sheet of 1 MiB is refused' refused notes 1048576 'larger than 128 KiB' "$NAAST" --db "$store" talk D1
holds 'a head of 128 KiB of columns is refused' refused titles 131072 'more than 1,000 columns' "$NAAST" --db "$store" import deals -
holds 'a head of 1 MiB of columns is refused' refused commas 1000000 'more than 1,000 columns' "$NAAST" --db "$store" import deals -

# Controls: what keeps every prefix is found, whether by its growth or by what it takes at once.
prefixes() { in_proportion notes "$1" awk '{ all = all $0 "12345678"; kept[NR] = all }'; }
breaks 'control: what keeps every prefix' '^[0-9]+ KiB, then [0-9]+ KiB' prefixes 2048
finish
