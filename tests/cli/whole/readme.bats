# What README.md shows is what happens: its transcript, its shell script and its C program run.
load ../lib/transcript

prepare() { export NAAST_NOW=2026-11-03T09:00:00Z; }

@test "the transcript in the README is what naast says" {
    blocks README.md console >"$WORK/wanted"
    [ "$(wc -l <"$WORK/wanted")" -gt 30 ]
    replay <"$WORK/wanted" >"$WORK/got"
    diff -u "$WORK/wanted" "$WORK/got"
}

@test "a transcript with one wrong word is found out" {
    blocks README.md console | sed 's/Two things first/Three things first/' >"$WORK/wanted"
    replay <"$WORK/wanted" >"$WORK/got"
    run diff "$WORK/wanted" "$WORK/got"
    [ "$status" -eq 1 ]
}

@test "the shell script in the README names what is not clear yet" {
    naast init -q && naast deal add "Findable policy" >/dev/null
    blocks README.md sh >"$WORK/script.sh"
    expect 0 sh "$WORK/script.sh"
    equal $'purpose\nneed\nsummary' "$out"
}

@test "the C program in the README compiles against the installed library and says not yet" {
    root=${OUT:?}/stage
    blocks README.md c >example.c
    flags=$(PKG_CONFIG_PATH="$root/lib/pkgconfig" pkg-config --cflags --libs libnaast)
    # shellcheck disable=SC2086 # words on purpose
    read -ra compiler <<<"${CC:-cc}" # "ccache gcc" is two words
    "${compiler[@]}" -std=c11 -Wall -Wextra -Wpedantic -Werror example.c $flags -Wl,-rpath,"$root/lib" -o example
    expect 0 ./example
    equal "not yet: 3 things first" "$out"
}
