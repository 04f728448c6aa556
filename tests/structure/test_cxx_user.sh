#!/usr/bin/env bash
# A C++ program uses what is installed, through pkg-config.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build=$(dirname "$OUT")
cxx=${CXX:-g++}

if ! command -v "$cxx" >/dev/null; then
    skip 'a C++ program uses naast' "there is no $cxx"
    finish
fi
holds 'it is installed' "$MAKE" --no-print-directory -s BUILD="$build" CC="$CC" install PREFIX="$work/staged" DESTDIR=
export PKG_CONFIG_PATH=$work/staged/lib/pkgconfig
compile() {
    # shellcheck disable=SC2046 # words on purpose
    "$cxx" -std=c++11 -Wall -Wextra -Wpedantic -Wshadow -Werror tests/api/user.cc -o "$work/user" \
        $(pkg-config --cflags --libs libnaast) -Wl,-rpath,"$work/staged/lib"
}
holds 'a C++11 program compiles without a warning' compile
runs() { "$work/user" "$work/user.db" >"$work/said"; }
holds 'and runs' runs
said() { printf 'purpose: missing\nneed: met\nwhy: missing\nsummary: missing\n' | diff - "$work/said"; }
holds 'and is told what is still open' said
finish
