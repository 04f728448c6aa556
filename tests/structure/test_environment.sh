#!/usr/bin/env bash
# A suite finds the same environment whatever the shell that called make exports, and where it was called.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Where a CDPATH would lead a script that looks for tests/..
mkdir -p "$work/elsewhere/tests/tools"

# A suite that writes down what it finds: variables, functions, what it may not do with files, where it is.
cat >"$work/suite.sh" <<END
#!/usr/bin/env bash
{
    env -u _ -u SHLVL -u HOME -u TMPDIR -u results
    declare -F
    umask
    pwd
} >"$work/found"
echo 'ok 1 - it ran'
echo 1..1
END
chmod +x "$work/suite.sh"

# find_as NAME COMMAND...: runs that suite through the command; what it finds is kept under that name.
find_as() {
    local name=$1
    shift
    rm -f "$work/found"
    "$@" tests/run "$work/suite.sh" && env LC_ALL=C sort "$work/found" >"$work/$name"
}
same() { diff "$work/bare" "$work/$1"; }
bare() { env -i PATH="$PATH" OUT="$OUT" CC="${CC:-cc}" MAKE="${MAKE:-make}" MAKEFLAGS="${MAKEFLAGS:-}" "$@"; }

holds 'a suite runs in a bare environment' find_as bare bare
hostile=(LANG=tr_TR.UTF-8 LC_TIME=nl_NL.UTF-8 LANGUAGE=tr TZ=Pacific/Kiritimati TERM=xterm-256color COLUMNS=40 LINES=5 CDPATH="$work/elsewhere"
    BASH_ENV="$work/profile" ENV="$work/profile" GREP_OPTIONS=-v GREP_COLORS=mt=1 LS_COLORS=di=1 LESS=-R PAGER=cat EDITOR=false VISUAL=false BROWSER=false
    POSIXLY_CORRECT=1 TIME_STYLE=full-iso BLOCK_SIZE=1K QUOTING_STYLE=c NO_COLOR=1 CLICOLOR_FORCE=1
    XDG_DATA_HOME=/nothing XDG_CONFIG_HOME=/nothing XDG_STATE_HOME=/nothing XDG_CACHE_HOME=/nothing FONTCONFIG_PATH=/nothing
    NAAST_DB=/nothing NAAST_ACTOR=somebody NAAST_NOW=2001-01-01T00:00:00Z NAAST_WITNESS=/nothing NAAST_PAGER=false
    GIT_DIR=/nothing SQLITE_HISTORY=/nothing SQLITE_TMPDIR=/nothing JQ_COLORS=1 BATS_TMPDIR=/nothing WHO_KNOWS_WHAT=1)
echo 'umask 077' >"$work/profile"
holds 'a suite runs in a hostile environment' find_as hostile bare env "${hostile[@]}"
holds 'it finds nothing of it' same hostile
in_functions() { bare env 'BASH_FUNC_sort%%=() { return 1; }' 'BASH_FUNC_mktemp%%=() { return 1; }' 'BASH_FUNC_env%%=() { return 1; }' "$@"; }
holds 'a suite runs where functions are exported' find_as functions in_functions
holds 'it finds none of them' same functions
secretive() { (umask 077 && bare "$@"); }
holds 'a suite runs under another umask' find_as secretive secretive
holds 'it finds the usual one' same secretive
asking() { bare env SEED=7 "$@"; }
holds 'a suite runs where something is asked of it' find_as asking asking
breaks 'and it finds what is asked' '> SEED=7' same asking
finish
