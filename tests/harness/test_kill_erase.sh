#!/usr/bin/env bash
# `naast erase`, killed at 100 different system calls: a person is erased whole or not at all, and whoever writes next sees
# the bytes out of the files.
set -u
cd "$(dirname "$0")" || exit 1
: "${POINTS:=100}"
. ./crash.sh

canary='my mother is very ill'

store_with_sanne() {
    new_store "$1" &&
        naast person edit P1 --email sanne@waterdam.example --note "$canary" >/dev/null &&
        naast record D1 need 'search that finds' --from P1 >/dev/null
}

# What crash.sh looks at, and how much is gone.
eval "plain_$(declare -f fingerprint)"
fingerprint() {
    printf '%s|%s' "$(plain_fingerprint "$1")" "$(sqlite3 -batch "$1" 'SELECT count(*) FROM naast_body WHERE gone IS NOT NULL' 2>&1)"
}

stands() { cat "$1" "$1"-wal 2>/dev/null | grep -qaF "$canary"; }

# After its last word, a write: then an erasure that was kept has no bytes left, and one that was not has all of them.
eval "plain_$(declare -f judge)"
judge() {
    plain_judge "$@"
    if [ "$(cat "$crash_dir/now" 2>/dev/null)" = "$4" ]; then
        ! stands "$1" || echo "bytes: what was erased still stands in the files"
    else
        stands "$1" || echo "gone: what was not erased is not there"
    fi
}

holds 'somebody is there who said something' store_with_sanne "$crash_dir/template.db"
crash_report 'erase' "$crash_dir/template.db" erase P1 --because 'asked to be forgotten' --yes
crash "$crash_dir/template.db" none erase P1 --because 'asked to be forgotten' --yes
holds 'erase: after the next write the bytes are gone, or nothing is' none_of 'bytes|gone'

# The judge itself: bytes that stay after the next write, and a person erased by half.
cp "$crash_dir/template.db" "$crash_dir/erased.db"
store=$crash_dir/erased.db
naast erase P1 --because 'asked to be forgotten' --yes >/dev/null
before=$(fingerprint "$crash_dir/template.db")
after=$(fingerprint "$crash_dir/erased.db")
verdict() { judge "$@" | grep -E "^$expected:"; }
cp "$crash_dir/erased.db" "$crash_dir/bytes.db"
printf '%s' "$canary" >"$crash_dir/bytes.db-extra"
stands() { cat "$1" "$1"-extra 2>/dev/null | grep -qaF "$canary"; }
expected=bytes
holds 'control: bytes that stay are found' verdict "$crash_dir/bytes.db" yes "$before" "$after"
cp "$crash_dir/template.db" "$crash_dir/half.db"
guard=$(sqlite3 "$crash_dir/half.db" "SELECT sql FROM sqlite_schema WHERE name = 'naast_body_erase'")
sqlite3 "$crash_dir/half.db" "DROP TRIGGER naast_body_erase; UPDATE naast_body SET gone = zeroblob(32), salt = NULL, bytes = NULL WHERE id = (SELECT max(id) FROM naast_body WHERE id % 256 > 0); $guard"
expected=unverified
holds 'control: a part erased without the rest does not verify' verdict "$crash_dir/half.db" no "$before" "$after"
finish
