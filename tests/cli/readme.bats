# What README.md shows is what happens: its transcript, its shell script and its C program run.
load helper.bash

prepare() { export NAAST_NOW=2026-11-03T09:00:00Z; }

# blocks LANGUAGE: the fenced blocks of that language.
blocks() {
    awk -v fence="$1" '$0 == "```" fence { on = 1; next } $0 == "```" { on = 0 } on' "$NAAST_SOURCE/README.md"
}

# replay: runs each "$ command" of a transcript on stdin and prints it with what it really says, stderr first.
replay() {
    local line command want got
    while IFS= read -r line; do
        case $line in '$ '*) ;; *) continue ;; esac
        command=${line#'$ '} want=0
        case $command in *'# exit '*) want=${command##*'# exit '} ;; esac
        printf '%s\n' "$line"
        got=0
        bash -c "$command" >"$WORK/.replay.out" 2>"$WORK/.replay.err" </dev/null || got=$?
        cat "$WORK/.replay.err" "$WORK/.replay.out"
        [ "$got" -eq "$want" ] || printf '(exit %s, the transcript says %s)\n' "$got" "$want"
    done | sed -E 's/(Head ).*/\1…/'
}

@test "the transcript in the README is what naast says" {
    blocks console >"$WORK/wanted"
    [ "$(wc -l <"$WORK/wanted")" -gt 30 ]
    replay <"$WORK/wanted" >"$WORK/got"
    diff -u "$WORK/wanted" "$WORK/got"
}

@test "a transcript with one wrong word is found out" {
    blocks console | sed 's/Two things first/Three things first/' >"$WORK/wanted"
    replay <"$WORK/wanted" >"$WORK/got"
    run diff "$WORK/wanted" "$WORK/got"
    [ "$status" -eq 1 ]
}

@test "the shell script in the README names what is not clear yet" {
    naast init -q && naast deal add "Findable policy" >/dev/null
    blocks sh >"$WORK/script.sh"
    expect 0 sh "$WORK/script.sh"
    equal $'purpose\nneed\nsummary' "$out"
}

@test "the C program in the README compiles against the installed library and says not yet" {
    root=${OUT:?}/stage
    blocks c >example.c
    flags=$(PKG_CONFIG_PATH="$root/lib/pkgconfig" pkg-config --cflags --libs libnaast)
    # shellcheck disable=SC2086 # words on purpose
    "${CC:-cc}" -std=c11 -Wall -Wextra -Wpedantic -Werror example.c $flags -Wl,-rpath,"$root/lib" -o example
    expect 0 ./example
    equal "not yet: 3 things first" "$out"
}
