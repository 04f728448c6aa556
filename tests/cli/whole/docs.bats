#!/usr/bin/env bats
# docs.bats: what the documents name is there: commands, options, files, and the codes of the agenda.

load ../lib/helper

prepare() { DOCUMENTS=("$NAAST_SOURCE"/{README,CONTRIBUTING,CHANGELOG}.md "$NAAST_SOURCE"/docs/*.md); }

# named FILE…: the commands between backticks and in examples, one a line, as typed.
named() { grep -oh '`naast [a-z][^`]*`' "$@" | tr -d '`' | sort -u; }

# unknown: of the commands on standard input those that naast does not know, or whose long options it does not take.
unknown() {
    local line command rest option
    "$NAAST" help >"$WORK/all"
    while IFS= read -r line; do
        read -r _ command rest <<<"$line"
        grep -qF "  $command ${rest%% *}  " "$WORK/all" && command="$command ${rest%% *}"
        [ -z "$rest" ] && grep -q "^  $command " "$WORK/all" && continue # a noun, for all its verbs
        if ! grep -qF "  $command  " "$WORK/all"; then
            echo "$line"
            continue
        fi
        # shellcheck disable=SC2086 # words on purpose
        for option in $(grep -oE -- ' --[a-z-]+' <<<"$line"); do
            { cat "$WORK/all" && "$NAAST" help $command; } | grep -qE -- "$option( |,|$|\])" || echo "$line: $option"
        done
    done
}

# absent FILE…: files and folders that are named between backticks, or linked, and are not there.
absent() {
    local name
    { grep -ohE '`(lib|cli|include|docs|tests)/[^` ]*`' "$@" | tr -d '`' && grep -ohE '\]\([a-zA-Z/_.-]+\)' "$@" | tr -d '])('; } |
        sort -u | while IFS= read -r name; do
            # shellcheck disable=SC2086 # a pattern on purpose: cli/words/*.def
            case $name in *NAME* | *FAMILY* | *'<'*) continue ;; esac
            compgen -G "$name" >/dev/null || compgen -G "docs/$name" >/dev/null || echo "$name"
        done
}

@test "every command and option that a document names is there" {
    named "${DOCUMENTS[@]}" >"$WORK/named"
    [ "$(wc -l <"$WORK/named")" -gt 60 ]
    equal "" "$(unknown <"$WORK/named")"
}

@test "every file that a document names is there" {
    cd "$NAAST_SOURCE"
    equal "" "$(absent "${DOCUMENTS[@]}")"
}

@test "a command, an option and a file that are not there are found out" {
    printf 'Type `naast nexxt`, or `naast next --soon`, or `naast org sho O1`; see `lib/report/nothing.c` and [more](docs/none.md).\n' >odd.md
    equal $'naast next --soon: --soon\nnaast nexxt\nnaast org sho O1' "$(named odd.md | unknown)"
    equal $'docs/none.md\nlib/report/nothing.c' "$(absent odd.md)"
}

@test "docs/next.md names every reason, and each of its members" {
    local reason member
    for reason in $(grep -ohE '"(promise|not_informed|pulse|their|task|decision|waiver|stale|ready|sleeping|gap|unverified)[a-z_]*"' "$NAAST_SOURCE"/lib/report/agenda/*.c | tr -d '"' | sort -u); do
        grep -q "^| \`$reason\` |" "$NAAST_SOURCE/docs/next.md" || { echo "missing: $reason"; return 1; }
    done
    naast init -q >/dev/null && naast deal add x -q >/dev/null
    expect 0 naast next --json
    for member in $(jq -r 'keys[], (.lines[0] | keys[])' <<<"$out"); do
        grep -q "\"$member\":" "$NAAST_SOURCE/docs/next.md" || { echo "missing: $member"; return 1; }
    done
}
