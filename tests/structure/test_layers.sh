#!/usr/bin/env bash
# Includes go down, never up or across; the command line sees the public headers only; a folder is a room that says what it is.
# Each rule, and each room of the table, is tried against a planted offence.
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
top=$(cd ../.. && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

holds 'includes go down, and every folder is a room' ./layers "$top"

afresh() {
    rm -rf "${copy:?}"/*
    cp -R "$top/lib" "$top/cli" "$top/include" "$copy"
}
# plant NAME PATTERN FILE LINE: a copy of the tree with LINE added to FILE is found out.
plant() {
    mkdir -p "$copy/$(dirname "$3")"
    [ ! -f "$copy/$3" ] || cp "$copy/$3" "$copy/kept"
    printf '%s\n' "$4" >>"$copy/$3"
    breaks "control: $1" "$2" ./layers "$copy"
    if [ -f "$copy/kept" ]; then mv "$copy/kept" "$copy/$3"; else rm "$copy/$3"; fi
}
afresh
room() { grep -v '^#' rooms | awk '{ print $1 }'; }
# Of each room one line up: the next room in the table is above it (of the last one, nothing is).
previous=
while IFS= read -r next; do
    header=$(find "$copy/$next" -maxdepth 1 -name '*.h' 2>/dev/null | sort | head -n 1)
    if [ -n "$previous" ] && [ -n "$header" ] && [ "${previous%%/*}" = "${next%%/*}" ] && [ "$next" != cli ]; then
        header=${header#"$copy"/}
        plant "$previous including $next" "$previous/planted.c.*up or across" "$previous/planted.c" "#include \"${header#*/}\""
    fi
    previous=$next
done < <(room)
plant 'one family of commands including another' 'up or across' cli/commands/deal/planted.c '#include "commands/evidence/sheet.h"'
plant 'report including exchange' 'up or across' lib/report/planted.c '#include "exchange/import/import.h"'
plant 'exchange including report' 'up or across' lib/exchange/import/planted.c '#include "report/report.h"'
plant 'people including deals' 'up or across' lib/domain/people/planted.c '#include "domain/deal/transition.h"'
plant 'a header with blanks before its include' 'up or across' lib/store/record/record.h '  #  include "store/session/store.h"'
plant 'the domain including sqlite3' 'belongs to the engine' lib/domain/common/planted.c '#include <sqlite3.h>'
plant 'the engine including sqlite3 beside its own header' 'belongs to the engine' lib/engine/sqlite/planted.c '#include <sqlite3.h>'
plant 'the store including the header that has sqlite3' 'belongs to the engine' lib/store/session/planted.c '#include "engine/sqlite/sqlite.h"'
plant 'a public header including sqlite3' 'belongs to the engine' include/naast-sqlite.h '#include <sqlite3.h>'
plant 'a public header including an internal one' 'public headers only' include/naast.h '#include "base/env/env.h"'
plant 'the command line including the domain' 'public headers only' cli/view/planted.c '#include "domain/gate/gate.h"'
plant 'the command line climbing into lib' 'climbs out' cli/view/planted.c '#include "../lib/base/env/env.h"'
plant 'a header without its folder' 'without its folder' cli/view/planted.c '#include "deal.h"'
plant 'a folder that is no room' 'is no room' lib/domain/attic/planted.c '#include "base/env/env.h"'
plant 'a folder that does not say what it is' 'no README' lib/domain/attic/planted.c ''
plant 'a README that goes on' 'more than 10 lines' lib/domain/gate/README.md "$(seq 10)"
mkdir -p "$copy/lib/domain/find"
plant 'a head of another file' 'planted.c: its head does not begin with its name' lib/domain/find/planted.c '/* find.c: what is found. */'
plant 'a head of another list of words' 'planted.def: its head does not begin with its name' cli/words/planted.def '/* words_planted.def: words. */'
for k in $(seq 46); do : >"$copy/lib/domain/find/planted$k.c"; done
breaks 'control: a room that is too full' 'lib/domain/find: .* more than 45' ./layers "$copy"
finish
