# helper.bash: each test gets an empty folder, a fixed clock and the English language. NAAST: the binary.

setup() {
    : "${NAAST:?set NAAST to the naast binary}"
    PATH="$(dirname "$NAAST"):$PATH"
    WORK="$(mktemp -d "${BATS_TMPDIR:-/tmp}/naast-cli.XXXXXX")"
    cd "$WORK" || return 1
    unset NAAST_DB NAAST_PAGER PAGER NO_COLOR COLUMNS LC_ALL LC_MESSAGES LC_CTYPE LANGUAGE XDG_DATA_HOME XDG_STATE_HOME NAAST_WITNESS
    mkdir home
    export HOME="$WORK/home" LANG=en_GB.UTF-8 NAAST_NOW=2026-11-10T09:00:00Z NAAST_ACTOR=anna
    if declare -f prepare >/dev/null; then prepare; fi
}

teardown() {
    cd / && rm -rf "$WORK"
}

# naast COMMAND…: the binary under test.
naast() { "$NAAST" "$@"; }

# expect CODE COMMAND…: runs it, keeps stdout in $out and stderr in $err, and wants that exit code.
expect() {
    local want=$1
    shift
    local got=0
    "$@" >"$WORK/.out" 2>"$WORK/.err" || got=$?
    out=$(cat "$WORK/.out")
    err=$(cat "$WORK/.err")
    if [ "$got" -ne "$want" ]; then
        printf 'expected exit %s, got %s from: %s\nstdout: %s\nstderr: %s\n' "$want" "$got" "$*" "$out" "$err" >&2
        return 1
    fi
}

# equal EXPECTED ACTUAL
equal() {
    [ "$1" = "$2" ] && return 0
    printf 'expected: %s\nactual:   %s\n' "$1" "$2" >&2
    return 1
}

# holds TEXT PART: TEXT has PART in it.
holds() {
    case $1 in *"$2"*) return 0 ;; esac
    printf 'expected to find: %s\nin: %s\n' "$2" "$1" >&2
    return 1
}

lacks() {
    case $1 in *"$2"*) printf 'expected not to find: %s\nin: %s\n' "$2" "$1" >&2; return 1 ;; esac
}

# json FILTER EXPECTED: what jq finds in $out.
json() {
    local got
    got=$(printf '%s' "$out" | jq -c "$1") || return 1
    equal "$2" "$got"
}

# widest TEXT: the columns that its widest line takes, whatever locales are installed.
widest() { printf '%s\n' "$1" | LC_ALL=C.UTF-8 wc -L; }

# within COLUMNS TEXT: no line is wider.
within() {
    local got
    got=$(widest "$2")
    [ "$got" -le "$1" ] && return 0
    printf 'expected lines of at most %s columns; one takes %s in:\n%s\n' "$1" "$got" "$2" >&2
    return 1
}

# masked: a suite whose screens hold what chance made has another one, which leaves that out.
masked() { cat; }

# filled COMMAND: sets $filled to a printed command with its places to fill in filled in, as somebody would who reads it:
# a name where somebody is wanted, the first of what there is to choose from, else a sentence that was not used before.
filled() {
    filled=$(sed -E -e 's/(--(contact|by|from|person|told) )"(…|\.\.\.)"/\1"Mees Visser"/g' -e 's/"([a-z_]+)( \/ [a-z_]+)+"/\1/g' <<<"$1")
    while [[ $filled =~ \"(…|\.\.\.)\" ]]; do
        sentences=$((${sentences:-0} + 1))
        filled=${filled/"${BASH_REMATCH[0]}"/"\"what they told us, for the time $sentences\""}
    done
}

# golden NAME COMMAND…: at 80 and 200 columns, in both languages, it says what golden/NAME.* say, and no line is wider.
# GOLDEN=1 writes those files anew.
golden() {
    local name=$1 width language want
    shift
    for width in 80 200; do
        for language in en nl; do
            want=$BATS_TEST_DIRNAME/../golden/$name.$width.$language.txt
            COLUMNS=$width naast --lang "$language" "$@" 2>&1 | masked >"$WORK/said" || return 1
            [ -z "${GOLDEN:-}" ] || cp "$WORK/said" "$want"
            diff -u "$want" "$WORK/said" || return 1
            within "$width" "$(cat "$WORK/said")" || return 1
        done
    done
}

# maven FILE: $DATA is that file of the public data set, beside the source tree; where it is absent the test is skipped, loudly.
maven() {
    local top=${NAAST_SOURCE:-}
    [ -f "$top/Makefile" ] || top=$BATS_TEST_DIRNAME/../../..
    DATA=$top/../shared/data/maven-crm/$1
    [ -f "$DATA" ] || skip "THE PUBLIC DATA SET IS NOT THERE: $DATA"
}

# needs_terminal: the test runs naast on a pseudo-terminal; where the system can make none it is skipped, loudly.
needs_terminal() {
    script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "NO PSEUDO-TERMINAL HERE: mount devpts on /dev/pts"
}
