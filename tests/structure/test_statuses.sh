#!/usr/bin/env bash
# Each status that a header lists for a function is got by a test. A status that is not, and a test that only looks as if it
# did, are planted.
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
top=$(cd ../.. && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

holds 'each status that a comment lists is got by a test' ./statuses "$top"

mkdir -p "$copy/include" "$copy/tests/unit" "$copy/tests/api"
cat >"$copy/include/naast.h" <<'HEADER'
/**
 * One of the functions.
 * @retval NAAST_NOT_FOUND no such thing
 * @retval NAAST_CONFLICT it is not so
 */
NAAST_API int naast_one(int a,
                        int b);
/** Lists none. */
NAAST_API int naast_other(void);
HEADER
tests() { printf '%s\n' "$1" >"$copy/tests/unit/test_planted.c"; }
both='expect(f, naast_one(1, 2), NAAST_NOT_FOUND, "x"); expect(f,
    naast_one(1, 2),
    NAAST_CONFLICT, "y");'
tests "$both"
holds 'control: two statuses that are got' ./statuses "$copy"
tests 'expect(f, naast_one(1, 2), NAAST_NOT_FOUND, "x");'
breaks 'control: a status that no test gets' 'naast_one: its comment lists NAAST_CONFLICT, and no test' ./statuses "$copy"
tests "${both/naast_one(1, 2), NAAST_NOT/naast_other(), NAAST_NOT}"
breaks 'control: a status of another function' 'naast_one: its comment lists NAAST_NOT_FOUND' ./statuses "$copy"
tests "/* $both */"
breaks 'control: a test in a comment' 'NAAST_CONFLICT' ./statuses "$copy"
tests "const char *a = \"${both//\"/\\\"}\";"
breaks 'control: a test in a text' 'NAAST_CONFLICT' ./statuses "$copy"
tests 'int a = naast_one(1, 2); expect(a, NAAST_NOT_FOUND); expect(a, NAAST_CONFLICT);'
breaks 'control: the status in another statement' 'NAAST_CONFLICT' ./statuses "$copy"
tests "$both"
sed -i 's/@retval/@return/' "$copy/include/naast.h"
breaks 'control: headers that list nothing' 'no comment lists a status' ./statuses "$copy"
finish
