#!/usr/bin/env bash
# Every struct with a size is in the table of specs as the header has it, and has room for growth where it ends. Each way to
# forget one is planted.
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
top=$(cd ../.. && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

holds 'every struct with a size is listed as it is' ./specs "$top"

# plant NAME PATTERN FILE EXPRESSION: a copy, changed by sed, is found out.
plant() {
    rm -rf "${copy:?}"/*
    mkdir -p "$copy/lib/base/env" "$copy/lib/formats/base"
    cp -R "$top/include" "$copy"
    cp "$top/lib/base/env/specs.def" "$copy/lib/base/env"
    cp "$top/lib/formats/base/specs.def" "$copy/lib/formats/base"
    cp "$top"/lib/formats/write/{csv,json}.c "$copy/lib/formats"
    # shellcheck disable=SC2086 # a pattern may stand for several files
    sed -i "$4" "$copy"/$3
    breaks "control: $1" "$2" ./specs "$copy"
}
page='} naast_page;'
plant 'a field that is not listed' 'does not list it so: naast_page limit after more' include/naast-types.h "s/^$page/    int64_t more;\n&/"
plant 'two fields in another order' 'does not list it so: naast_page limit after' lib/base/env/specs.def 's/END(limit), END(after))/END(after), END(limit))/'
plant 'a field that is listed and not there' 'lists what no header has: naast_page limit after more' lib/base/env/specs.def \
    's/^\(SPEC(naast_page.*\))$/\1, END(more))/'
plant 'a struct that is not listed' 'does not list it so: naast_page' lib/base/env/specs.def '/^SPEC(naast_page/d'
plant 'a struct that is listed twice' 'lists what no header has: naast_page' lib/base/env/specs.def '/^SPEC(naast_page/p'
plant 'a struct that has no size' 'lists what no header has: naast_days' lib/base/env/specs.def '$aSPEC(naast_days, END(from), END(to))'
plant 'padding at the end' 'naast_page has padding at its end' include/naast-types.h "s/^$page/    int more;\n&/"
plant 'a struct that holds another that may grow' 'naast_page is held by value' include/naast-deal.h 's/^} naast_deal;/    naast_page page;\n&/'
plant 'a spec of the formats that is not listed' 'formats.*does not list it so: naast_writer' lib/formats/base/specs.def '/^SPEC(naast_writer/d'
plant 'a struct of the formats that is no handle' 'formats.*does not list it so: naast_csv' include/naast-formats-write.h \
    '/^typedef struct naast_csv {/,/^}/s/int status;/int state;/'
plant 'a handle that is listed as a spec' 'lists what no header has: naast_csv' lib/formats/base/specs.def \
    '$aSPEC(naast_csv, END(status), END(comma), END(reserved), END(writer))'
plant 'a handle whose size is not checked' 'does not check the size of naast_json' lib/formats/json.c '/KNOWN_SIZE = /d'
plant 'a struct outside the formats that begins as a handle' 'does not list it so: naast_page status' include/naast-types.h \
    '/^typedef struct naast_page {/,/^}/s/^    uint32_t size;/&\n    int status;\n    int reserved;/'
plant 'headers without specs' 'no struct with a size found' 'include/naast-formats*.h' 's/uint32_t size;/uint32_t length;/'
plant 'a header that does not compile' 'unknown type|expected' include/naast-types.h "s/^$page/    no_such_type more;\n&/"
finish
