#!/usr/bin/env bash
# Includes go down, never up; the command line sees the public headers only. Each rule is tried against a planted offence.
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
top=$(cd ../.. && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

holds 'includes go down, never up' ./layers "$top"

# plant NAME PATTERN FILE LINE: a copy of the tree with LINE added to FILE is found out.
plant() {
    rm -rf "${copy:?}"/*
    cp -R "$top/lib" "$top/cli" "$top/include" "$copy"
    mkdir -p "$copy/$(dirname "$3")"
    printf '%s\n' "$4" >>"$copy/$3"
    breaks "control: $1" "$2" ./layers "$copy"
}
plant 'base including the store' 'lib/base/planted.c.*up or across' lib/base/planted.c '#include "store/store.h"'
plant 'the store including the domain' 'up or across' lib/store/record.c '#include "domain/gate.h"'
plant 'a header of the domain including the report' 'up or across' lib/domain/gate.h '  #  include "report/funnel.h"'
plant 'exchange including report' 'up or across' lib/exchange/planted.c '#include "report/funnel.h"'
plant 'report including exchange' 'up or across' lib/report/planted.c '#include "exchange/import.h"'
plant 'the domain including sqlite3' 'belongs to the engine' lib/domain/planted.c '#include <sqlite3.h>'
plant 'a public header including sqlite3' 'belongs to the engine' include/naast-sqlite.h '#include <sqlite3.h>'
plant 'a public header including an internal one' 'public headers only' include/naast.h '#include "base/env.h"'
plant 'the command line including the domain' 'public headers only' cli/planted.c '#include "domain/gate.h"'
plant 'the command line climbing into lib' 'climbs out' cli/planted.c '#include "../lib/base/env.h"'
finish
