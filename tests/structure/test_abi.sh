#!/usr/bin/env bash
# Programs that are in use go on with a later library, unchanged and not compiled again: docs/abi.md. What was kept of each
# version is tried with the library just built; and a library of which everything that may grow has grown is tried with a
# program of today, and the other way round.
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
top=$(cd ../.. && pwd)
abi=$top/tests/abi
read -ra compiler <<<"$CC" # "ccache gcc" is two words
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# compile NAME INCLUDES SOURCE OPTION...: a program of those headers, for whatever library of the SONAME it meets.
compile() {
    "${compiler[@]}" -std=c11 -Wall -Wextra -I"$2" -o "$work/$1" "$3" "${@:4}" -L"$OUT" -lnaast
}
# run NAME LIBRARY: in a folder of its own, with the library in that folder.
run() {
    rm -rf "$work/folder"
    mkdir "$work/folder"
    (cd "$work/folder" && LD_LIBRARY_PATH=$2 "$work/$1") || { echo "$1 ends with $?"; return 1; }
}
says_the_same() { # NAME LIBRARY: as program does with the library of today
    run program "$OUT" >"$work/expected" && run "$1" "$2" >"$work/said" && diff "$work/expected" "$work/said"
}

# ---- what was kept ----

for version in "$abi"/[0-9]*; do
    name=$(basename "$version")
    if [ ! -d "$version/include" ]; then
        skip "a program of $name runs with this library" "nothing is kept of $name yet: tests/abi/keep"
        continue
    fi
    holds "a program of $name compiles with its headers" compile kept "$version/include" "$version/program.c"
    holds "a program of $name runs with this library" run kept "$OUT"
    if ! command -v abidiff >/dev/null; then
        skip "this library has what $name promised" "NOT TRIED: abidiff is not installed (abigail-tools)"
        continue
    fi
    holds "this library has what $name promised" "$abi/compare" "$version/include" "$top/include"
done

# ---- what grows ----

present=$(find "$abi" -name program.c | sort -V | tail -n 1)
grow() {
    "$abi/grow" "$top" "$work/tree" && make -C "$work/tree" -s BUILD="$work/build" OPT=-O0 CFLAGS=-w WERROR=0 CLI_SRC= all
}
holds 'a program of today compiles' compile program "$top/include" "$present"
holds 'and runs with the library of today' run program "$OUT"
holds 'a library in which everything that may grow has grown' grow
grown=$(dirname "$(readlink -f "$work/build/libnaast.a")")
holds 'the program of today runs with that' says_the_same program "$grown"
holds 'a program of that library compiles' compile later "$work/tree/include" "$present"
holds 'and runs with the library of today' says_the_same later "$OUT"
holds 'a program that sets a later field compiles' compile newer "$work/tree/include" "$abi/newer.c"
holds 'and is refused by the library of today, by name' run newer "$OUT"

# ---- the controls ----

breaks 'control: a library that knows the later field takes it' 'ends with 3' run newer "$grown"
holds 'a program that walks lists by [] compiles' compile indexed "$top/include" "$present" -DINDEXED
holds 'control: with the library of today it runs' run indexed "$OUT"
breaks 'control: with lists that have grown it does not' 'indexed ends with' run indexed "$grown"
# moved NAME EXPRESSION HEADER: a program that was compiled with something else than what the library has.
moved() {
    rm -rf "$work/moved"
    cp -R "$top/include" "$work/moved"
    sed -i "$2" "$work/moved/$3"
    compile mismatched "$work/moved" "$present" || return
    breaks "control: $1" 'mismatched ends with' run mismatched "$OUT"
}
moved 'a field that has moved within a result' 's/^typedef struct naast_deal {/&\n    int64_t moved;/' naast-deal.h
moved 'a field that has moved within a spec' '/^typedef struct naast_item_spec {/,/^}/s/^    uint32_t size;/&\n    const char *moved;/' naast-evidence.h
moved 'a status that means something else' 's/NAAST_NOT_YET = -3/NAAST_NOT_YET = -33/' naast-types.h

if command -v abidiff >/dev/null; then
    # changed NAME PATTERN EXPRESSION HEADER: headers that break what was promised.
    changed() {
        rm -rf "$work/moved"
        cp -R "$top/include" "$work/moved"
        sed -i "$3" "$work/moved/$4"
        breaks "control: $1" "$2" "$abi/compare" "$top/include" "$work/moved"
    }
    holds 'control: what may grow may have grown' "$abi/compare" "$top/include" "$work/tree/include"
    breaks 'control: what has grown does not shrink' 'deletion' "$abi/compare" "$work/tree/include" "$top/include"
    changed 'a field that has moved' 'naast_deal' 's/^typedef struct naast_deal {/&\n    int64_t moved;/' naast-deal.h
    changed 'a struct that never grows, and has grown' 'naast_money' 's/^} naast_money;/    int64_t more;\n&/' naast-types.h
    changed 'a value of an enum that has changed' 'NAAST_VALUE_TEXT' 's/NAAST_VALUE_TEXT = 2/NAAST_VALUE_TEXT = 7/' naast-exchange.h
    changed 'a parameter of another type' 'naast_date_add' 's/naast_date_add(naast_date date, int32_t days)/naast_date_add(naast_date date, int64_t days)/' naast-types.h
    changed 'a function that is gone' 'Removed' '/^NAAST_API int naast_version(void);/d' naast-types.h
else
    skip 'headers that break what was promised' 'NOT TRIED: abidiff is not installed (abigail-tools)'
fi
finish
