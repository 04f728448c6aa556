#!/usr/bin/env bash
# A public header needs no other to come first, in C and in C++; every status and spec is documented.
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
top=$(cd ../.. && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

holds 'each header compiles alone, as C11 and as C++11' ./headers "$top/include"

specs_in_cxx() {
    local init specs
    mapfile -t specs < <(grep -ohE '#define NAAST_[A-Z_]+_INIT NAAST_SPEC_INIT\([a-z_]+\)' "$top"/include/*.h | sed 's/.*(\(.*\))/\1/')
    {
        echo '#include <naast.h>'
        echo '#include <naast-agenda.h>'
        echo '#include <naast-backup.h>'
        echo '#include <naast-checkup.h>'
        echo '#include <naast-exchange.h>'
        echo '#include <naast-find.h>'
        echo '#include <naast-report.h>'
        echo '#include <naast-share.h>'
        echo '#include <naast-formats.h>'
        echo 'int main() {'
        for init in "${specs[@]}"; do
            echo "$init a_$init = NAAST_SPEC_INIT($init); if (a_$init.size != sizeof a_$init) return 1;"
        done
        echo 'return 0; }'
    } >"$work/specs.cc"
    "${CXX:-g++}" -std=c++11 -Wall -Wextra -Werror -I"$top/include" "$work/specs.cc" -o "$work/specs" && "$work/specs"
}
holds 'every spec can be begun with its INIT in C++' specs_in_cxx

undocumented() { # a declaration of a function whose last comment does not say since when it is there
    local file found=0
    for file in "$1"/*.h; do
        awk '
            /\/\*/ { comment = "" } { comment = comment $0 } /\*\// && comment ~ /([Ss]ince)[ *]+[0-9]+\.[0-9]+/ { fresh = 1 }
            /^NAAST_API/ && !fresh { print FILENAME ":" FNR ": no comment says what it does, and since when: " $0; bad = 1 }
            /^NAAST_API/ { open = 1 } open && /;/ { open = 0; fresh = 0 }
            END { exit bad }' "$file" || found=1
    done
    return "$found"
}
holds 'every function has its comment, with its version' undocumented "$top/include"

plant() { # NAME PATTERN LINES
    rm -rf "$work/include"
    cp -R "$top/include" "$work/include"
    printf '%s\n' "$3" >"$work/include/naast-planted.h"
    breaks "control: $1" "$2" ./headers "$work/include"
}
plant 'a header that needs another first' 'does not stand alone in C11' 'NAAST_API int naast_planted(uint32_t);'
plant 'a header with a word of C++ as a name' 'does not stand alone in C\+\+11' 'struct planted { int class; };'
plant 'a header without a guard' 'redefinition' 'struct planted { int a; };'
plant 'a header that warns' 'conversion' $'#ifndef PLANTED_H\n#define PLANTED_H\nstatic inline int planted(long a) { return a; }\n#endif'
rm -rf "$work/include"
mkdir "$work/include"
echo 'NAAST_API int naast_silent(void);' >"$work/include/naast.h"
breaks 'control: a function without a comment' 'naast_silent' undocumented "$work/include"
finish
