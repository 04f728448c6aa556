#!/usr/bin/env bash
# Every function that the libraries export is in a header and the other way round; internal names stay inside.
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
top=$(cd ../.. && pwd)
read -ra compiler <<<"$CC" # "ccache gcc" is two words
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
shared=$(readlink -f "$OUT/libnaast.so")

holds 'what the libraries export is what the headers declare' ./symbols "$top/include" "$shared" "$OUT/libnaast.a" "$OUT/libnaast-formats.a"
soname_is() { readelf -d "$1" | grep -F "soname: [$2]"; }
holds 'the shared library carries its soname' soname_is "$shared" "libnaast.so.$(basename "$shared" | cut -d. -f3,4)"
needs_nothing_heavy() { readelf -d "$1" | grep -q NEEDED && ! readelf -d "$1" | grep -E 'NEEDED.*(libcrypto|libssl|libicu|libpq|libglib|libstdc)'; }
holds 'the command line links nothing heavy' needs_nothing_heavy "$OUT/naast"
relocations_are_sealed() { readelf -lW "$1" | grep -q GNU_RELRO && readelf -dW "$1" | grep -qE 'BIND_NOW|FLAGS_1.*NOW'; }
holds 'the shared library is relro and bound now' relocations_are_sealed "$shared"
stack_is_data() { readelf -lW "$1" | grep GNU_STACK | grep -q ' RW ' && ! readelf -lW "$1" | grep GNU_STACK | grep -q 'RWE'; }
holds 'no stack is executable' stack_is_data "$shared"

# The controls: a library in little, then with a function too many, too few, and an internal one that leaks.
mkdir "$work/include"
echo '#define NAAST_API __attribute__((visibility("default")))
/* NAAST_API int naast_spoken_of_only(void); */
NAAST_API int naast_one(void);
NAAST_API const char *naast_two(int a,
                                int b);' >"$work/include/naast.h"
echo 'NAAST_API int naast_read(void);' >"$work/include/naast-formats.h"
formats() { # CODE
    { printf '#include "naast.h"\n#include "naast-formats.h"\n'; echo "$1"; } >"$work/formats.c"
    "${compiler[@]}" -fPIC -fvisibility=hidden -I"$work/include" -c "$work/formats.c" -o "$work/formats.o" &&
        rm -f "$work/formats.a" && ar -rc "$work/formats.a" "$work/formats.o"
}
library() { # CODE: builds it as the Makefile does
    { echo '#include "naast.h"'; echo "$1"; } >"$work/all.c"
    "${compiler[@]}" -fPIC -fvisibility=hidden -I"$work/include" -c "$work/all.c" -o "$work/all.o" &&
        "${compiler[@]}" -shared -o "$work/libnaast.so" "$work/all.o" &&
        rm -f "$work/libnaast.a" && ar -rc "$work/libnaast.a" "$work/all.o"
}
try() { ./symbols "$work/include" "$work/libnaast.so" "$work/libnaast.a" "$work/formats.a"; }
one='int naast_one(void) { return 1; }'
two='const char *naast_two(int a, int b) { return a ? "a" : b ? "b" : ""; }'
read='int naast_read(void) { return 4; }'
formats "$read"
library "$one $two"
holds 'control: the same library in little passes' try
library "$one"
breaks 'control: a function that is declared and not there' 'in a header, but not exported.*naast_two' try
library "$one $two __attribute__((visibility(\"default\"))) int naast_three(void) { return 3; }"
breaks 'control: a function that is there and not declared' 'exported by the shared library, but not in a header: naast_three' try
library "$one $two int helper(void) { return 3; }"
breaks 'control: an internal name that shows in the static library' 'not naast_: helper' try
library "$one $two"
formats ''
breaks 'control: a function of the formats that is not there' 'in a header of the formats, but not global.*naast_read' try
formats "$read int helper(void) { return 3; }"
breaks 'control: an internal name of the library of formats' 'not naast_: helper' try
finish
