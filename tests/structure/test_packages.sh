#!/usr/bin/env bash
# Every header from elsewhere that lib and cli include belongs to a package that the Makefile declares for that part: none comes
# along with another package by luck. Each part is tried with a package too few.
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
top=$(cd ../.. && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

if ! command -v dpkg-query >/dev/null; then
    skip 'headers belong to declared packages' 'only Debian says here which package a file is of'
    finish
fi
holds 'headers belong to declared packages' ./packages "$top"

# plant NAME PATTERN EXPRESSION: with the Makefile changed by sed it is found out.
plant() {
    rm -rf "${copy:?}"/*
    cp -R "$top/lib" "$top/cli" "$copy"
    sed "$3" "$top/Makefile" >"$copy/Makefile"
    breaks "control: $1" "$2" ./packages "$copy"
}
plant 'the command line declares too little' 'cli includes <nettle/sha2.h> .*CLI_PACKAGES does not declare' '/^CLI_PACKAGES/s/ nettle//'
plant 'the library declares too little' 'lib includes <uuid/uuid.h> .*LIB_PACKAGES does not declare' '/^LIB_PACKAGES/s/ uuid//'
plant 'the library of formats declares too little' 'lib/formats includes <jansson.h> .*FORMATS_PACKAGES does not declare' '/^FORMATS_PACKAGES/s/ jansson//'
plant 'a library without a package file is left out' 'lib/formats includes <csv.h> ' '/^FORMATS_LIBS/s/ -lcsv//'
finish
