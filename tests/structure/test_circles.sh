#!/usr/bin/env bash
# No file needs another that needs it, by way of however many others: in the library and in the command line. A planted circle is found.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

objects() { find "$@" -name '*.c' | sed "s|\(.*\)\.c\$|${OUT:?}/\1.o|" | sort; }
mapfile -t library < <(objects lib)
mapfile -t program < <(objects cli)
holds 'no circle between the files of the library' tests/structure/circles "${library[@]}"
holds 'no circle between the files of the command line' tests/structure/circles "${program[@]}"

compile() { # NAME TEXT
    printf '%s\n' "$2" >"$work/$1.c"
    # shellcheck disable=SC2086 # CC may be of several words
    ${CC:-cc} -c "$work/$1.c" -o "$work/$1.o"
}
compile one 'int two(void); int one(void); int one(void) { return two(); }'
compile two 'int three(void); int two(void); int two(void) { return three(); }'
compile three 'int one(void); int three(void); int three(void) { return one(); }'
breaks 'control: a circle of three is found' 'one.o' tests/structure/circles "$work"/*.o
breaks 'control: and beside the library it is found too' 'two.o' tests/structure/circles "${library[@]}" "$work"/*.o
compile three 'int three(void); int three(void) { return 3; }'
holds 'a chain is no circle' tests/structure/circles "$work"/*.o
breaks 'control: no objects at all' 'no objects' tests/structure/circles
finish
