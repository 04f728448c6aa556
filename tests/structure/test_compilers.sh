#!/usr/bin/env bash
# Not a warning from the other compiler either, and the check can tell.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case $(basename "$CC") in *clang*) other=gcc ;; *) other=clang ;; esac
build=$(dirname "$OUT")

if command -v "$other" >/dev/null 2>&1; then
    everything() { "$MAKE" --no-print-directory -s BUILD="$build" CC="$other" WERROR=1 OPT=-O1 test-programs; }
    holds "everything compiles with $other without a warning" everything
else
    skip "everything compiles with $other" "$other is not installed"
fi
mkdir -p "$work/lib/base" "$work/tests"
cp -R Makefile include pkgconfig "$work"
cp tests/tests.mk "$work/tests"
echo 'int planted(int a); int planted(int a) { long wide = a; int b = wide; return b; }' >"$work/lib/base/planted.c"
cp lib/naast.map "$work/lib"
strict() { "$MAKE" --no-print-directory -s -C "$work" CC="$CC" WERROR=1 all; }
lenient() { "$MAKE" --no-print-directory -s -C "$work" CC="$CC" WERROR=0 all; }
breaks 'control: a narrowing conversion stops the build' 'conversion' strict
holds 'and WERROR=0 lets users build all the same' lenient
finish
