# environment.sh: for what runs tests to source, at the top of the source tree: what the tests find in their environment is what is
# listed here and nothing of the shell that called make. OUT: the build's folder.
# shellcheck shell=bash

# What a user sets to ask something of the tests, and what their compiler needs to find its way.
asked=' OUT CC CXX CFLAGS CPPFLAGS LDFLAGS MAKE MAKEFLAGS MFLAGS JOBS TIMEOUT WRAP SAVE GOLDEN MAVEN SEED CASES CHANGES POINTS BACKUPS
 DEALS WORKED ENTRIES RUNS MOVED ROUNDS BENCH_DIR '
system=' PATH PWD HOME TMPDIR LD_LIBRARY_PATH LIBRARY_PATH CPATH C_INCLUDE_PATH '

forget() {
    local name
    for name in $(compgen -A function); do
        [ "$name" = forget ] || unset -f "$name"
    done
    for name in $(compgen -e); do
        case $name in
        CK_* | REMEDY_* | ASAN_* | UBSAN_* | LSAN_* | CCACHE_* | PKG_CONFIG*) ;;
        *) case $asked$system in *[[:space:]]"$name"[[:space:]]*) ;; *) unset "$name" 2>/dev/null ;; esac ;;
        esac
    done
}
forget
unset -f forget
unset asked system
OUT=$(cd "$OUT" && pwd) || exit 1
export OUT NAAST_SOURCE=$PWD NAAST=$OUT/naast PATH="$OUT:$PATH" LC_ALL=C.UTF-8 TZ=UTC TERM=dumb
umask 022
