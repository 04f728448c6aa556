#!/usr/bin/env bash
# What is installed can be used through pkg-config, shared and static; uninstall leaves nothing; the archive builds.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/tools/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build=$(dirname "$OUT")
read -ra compiler <<<"$CC" # "ccache gcc" is two words
make_here() { "$MAKE" --no-print-directory -s BUILD="$build" CC="$CC" "$@"; }

holds 'make install goes under DESTDIR' make_here install DESTDIR="$work/staged" PREFIX=/opt/naast libdir=/opt/naast/lib64
there() { test -x "$work/staged/opt/naast/bin/naast" && test -f "$work/staged/opt/naast/include/naast.h" && test -f "$work/staged/opt/naast/lib64/pkgconfig/libnaast.pc"; }
holds 'and what was installed is there' there
nowhere_else() { [ "$(find "$work/staged" -type f | grep -vc "^$work/staged/opt/naast/")" -eq 0 ]; }
holds 'and nowhere else' nowhere_else

cat >"$work/hello.c" <<'C'
#include <naast.h>
int main(void)
{
    naast_store *store = NULL;
    int status = naast_store_new(NULL, &store);
    naast_store_free(store);
    return status || naast_version() != NAAST_VERSION_MAJOR * 1000000 + NAAST_VERSION_MINOR * 1000 + NAAST_VERSION_PATCH;
}
C
package_of() { PKG_CONFIG_PATH="$work/staged/opt/naast/lib64/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$work/staged" pkg-config "$@"; }
package() { package_of "$@" libnaast; }
use_shared() {
    # shellcheck disable=SC2046 # words on purpose
    "${compiler[@]}" "$work/hello.c" -o "$work/shared" $(package --cflags --libs) && LD_LIBRARY_PATH="$work/staged/opt/naast/lib64" "$work/shared" &&
        readelf -d "$work/shared" | grep -q 'NEEDED.*libnaast\.so\.0\.2'
}
holds 'a program links the shared library through pkg-config' use_shared
use_static() {
    local libs
    libs=$(package --static --cflags --libs | sed 's/-lnaast/-l:libnaast.a/')
    # shellcheck disable=SC2086 # words on purpose
    "${compiler[@]}" "$work/hello.c" -o "$work/static" $libs && "$work/static" && ! readelf -d "$work/static" | grep -q 'NEEDED.*libnaast'
}
holds 'a program links the static library through pkg-config --static' use_static
cat >"$work/formats.c" <<'C'
#include <naast-formats.h>
int main(void)
{
    naast_formats *formats = NULL;
    int status = naast_formats_new(NULL, &formats);
    naast_formats_free(formats);
    return status;
}
C
use_formats() {
    local libs
    libs=$(package_of --static --cflags --libs libnaast-formats)
    # shellcheck disable=SC2086 # words on purpose
    "${compiler[@]}" "$work/formats.c" -o "$work/formats" $libs && LD_LIBRARY_PATH="$work/staged/opt/naast/lib64" "$work/formats"
}
holds 'a program links the library of formats through pkg-config --static' use_formats
version_agrees() { "$work/staged/opt/naast/bin/naast" version | grep -F " $(package --modversion)"; }
holds 'pkg-config and the command line agree on the version' version_agrees

holds 'make uninstall runs' make_here uninstall DESTDIR="$work/staged" PREFIX=/opt/naast libdir=/opt/naast/lib64
empty() { [ -z "$(find "$work/staged" ! -type d)" ]; }
holds 'and leaves no file' empty

if git rev-parse --git-dir >/dev/null 2>&1; then
    archive() {
        make_here dist BUILD="$work/dist" && tar -C "$work" -xzf "$work"/dist/naast-*.tar.gz &&
            cd "$work"/naast-*/ && "$MAKE" -s -n BUILD="$work/other" all
    }
    holds 'make dist makes an archive that has what the Makefile wants' archive
else
    skip 'make dist' 'there is no git, or this is no checkout of it'
fi
finish
