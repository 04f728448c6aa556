#!/usr/bin/env bats
# outputs.bats: JSON, JSONL, CSV, --format, -z; hostile data; streams; glyphs, colours and widths.

load ../lib/helper

prepare() { naast init >/dev/null 2>&1; }

ESC=$'\e'
RLO=$'\u202e'

@test "JSON Lines has one document a line, CSV a line of names" {
    naast org add a >/dev/null
    naast org add 'b "c", d' >/dev/null
    expect 0 naast org list --jsonl
    equal 2 "$(printf '%s\n' "$out" | jq -s length)"
    json '[.schema, .name]' '[1,"a"]
[1,"b \"c\", d"]'
    expect 0 naast org list --csv
    equal "id,name,open_deals,deals,note,uuid" "$(printf '%s\n' "$out" | sed -n 1p)"
    holds "$out" 'O2,"b ""c"", d",0,0,,'
}

@test "what a spreadsheet would take for a formula is made harmless in CSV" {
    for name in '=1+1' '+1' '-1' '@a'; do naast org add -- "$name" >/dev/null; done
    expect 0 naast org list --csv
    for name in '=1+1' '+1' '-1' '@a'; do holds "$out" "\"'$name\""; done
    expect 0 naast org list --json
    json '[.orgs[].name]' '["=1+1","+1","-1","@a"]'
}

@test "--format fills in fields, escapes and braces" {
    naast org add Waterdam >/dev/null
    expect 0 naast org list --format '{id}\t{{x} {name}'
    equal "$(printf 'O1\t{x} Waterdam')" "$out"
    expect 2 naast org list --format '{nome}'
    holds "$err" "{nome}"
    holds "$err" "{name}"
    equal "" "$out"
}

@test "-z ends records in NUL; alone it gives ids" {
    naast org add a >/dev/null
    naast org add b >/dev/null
    equal "O1 O2 " "$(naast org list -z | tr '\0' ' ')"
    equal "a b " "$(naast org list -z --format '{name}' | tr '\0' ' ')"
    equal "a b " "$(naast org list --jsonl -z | tr '\0' '\n' | jq -r .name | tr '\n' ' ')"
}

@test "an empty list is an empty list in every output" {
    expect 0 naast org list --json
    json . '{"schema":1,"orgs":[],"more":false}'
    expect 0 naast org list --jsonl
    equal "" "$out"
    expect 0 naast org list --csv
    equal "id,name,open_deals,deals,note,uuid" "$out"
    expect 0 naast org list -z
    equal "" "$out"
}

@test "escape sequences and bidi overrides from the data never reach the terminal" {
    expect 2 naast org add "x" --note "red ${ESC}[31m"
    naast org add "x" --note "${RLO}gnp.exe" >/dev/null
    # What the library does not take may have been written behind its back.
    sqlite3 .naast/naast.db "UPDATE naast_org SET note = 'red ' || char(27) || '[31m and ' || note"
    expect 0 naast org show O1
    lacks "$out" "$ESC"
    lacks "$out" "$RLO"
    holds "$out" '\u202egnp.exe'
    expect 0 naast org show O1 --json
    lacks "$out" "$ESC"
    lacks "$out" "$RLO"
    equal "$(printf '%s' "${RLO}gnp.exe")" "$(printf '%s' "$out" | jq -r .org.note | grep -o "${RLO}gnp.exe")"
}

@test "a bidi override in a name is shown as an escape in a table" {
    naast org add "a${RLO}b" >/dev/null
    expect 0 naast org list
    lacks "$out" "$RLO"
    holds "$out" 'a\u202eb'
}

@test "escape sequences in what was typed are not sent back" {
    expect 2 naast org show "a${ESC}]0;evil"
    lacks "$err" "$ESC"
    expect 2 naast "${ESC}[31mdeal"
    lacks "$err" "$ESC"
    holds "$err" '\x1b[31mdeal'
    expect 2 naast version "$(printf '\377')"
    holds "$err" '\xff'
}

@test "wide letters and emoji keep columns in place" {
    naast org add "東京電力" >/dev/null
    naast org add "ascii" >/dev/null
    expect 0 naast org list
    equal "$(printf '%s\n' "$out" | sed -n 2p)" "O1  東京電力     0      0"
    equal "$(printf '%s\n' "$out" | sed -n 3p)" "O2  ascii        0      0"
}

@test "a table gives way to a narrow terminal, and to nothing else" {
    long=$(printf 'on and %.0s' $(seq 1 15))end
    naast org add "$long" >/dev/null
    expect 0 naast org list
    holds "$out" "$long"
    expect 0 env COLUMNS=40 "$NAAST" org list
    equal "" "$(printf '%s\n' "$out" | awk '{ gsub(/…/, ".") } length($0) > 40')"
    holds "$out" "…"
    expect 0 env COLUMNS=40 "$NAAST" org list --ascii
    holds "$out" ".."
    lacks "$out" "…"
}

@test "data goes to stdout, everything else to stderr, and -q takes the notes away" {
    expect 0 naast deal add x --org New
    equal D1 "$out"
    equal "O1 is new: New" "$err"
    expect 0 naast -q deal add y --org Newer
    equal "" "$err"
    expect 2 naast -q deal add
    holds "$err" "TITLE"
}

@test "global options may stand before or after the command" {
    naast org add a >/dev/null
    expect 0 naast --json org list
    first=$out
    expect 0 naast org --json list
    equal "$first" "$out"
    expect 0 naast org list --json
    equal "$first" "$out"
}

@test "no colour in a pipe, with NO_COLOR, or on a dumb terminal; colour on a terminal" {
    needs_terminal
    naast deal add x >/dev/null
    on_terminal() { script -qec "$*" /dev/null </dev/null; }
    expect 0 naast board
    lacks "$out" "$ESC"
    holds "$(TERM=xterm on_terminal "$NAAST" board --no-pager)" "${ESC}["
    lacks "$(TERM=xterm NO_COLOR=1 on_terminal "$NAAST" board --no-pager)" "${ESC}["
    lacks "$(TERM=dumb on_terminal "$NAAST" board --no-pager)" "${ESC}["
}

@test "the pager is for terminals" {
    needs_terminal
    naast org add a >/dev/null
    expect 0 env NAAST_PAGER="sed s/^/paged:/" "$NAAST" org list
    lacks "$out" "paged:"
    paged=$(TERM=xterm NAAST_PAGER="sed s/^/paged:/" script -qec "$NAAST org list" /dev/null </dev/null)
    holds "$paged" "paged:O1"
    plain=$(TERM=xterm NAAST_PAGER="sed s/^/paged:/" script -qec "$NAAST org list --no-pager" /dev/null </dev/null)
    lacks "$plain" "paged:"
}

@test "output that cannot be written is a failure; a reader who leaves is not" {
    [ -e /dev/full ] || skip "no /dev/full"
    got=0
    naast version >/dev/full 2>err || got=$?
    equal 1 "$got"
    holds "$(cat err)" "not everything could be written"
    got=0
    naast version >&- 2>err || got=$?
    equal 1 "$got"
    for i in $(seq 1 30); do naast org add "organisation $i" >/dev/null; done
    naast org list --json 2>err | head -c 1 >/dev/null
    equal "0 0" "${PIPESTATUS[*]}"
    equal "" "$(cat err)"
}

@test "a closed stdout does not end up in the store" {
    naast org add a >&- 2>/dev/null || true
    naast org add b 2>&- >/dev/null || true
    naast org list <&- >/dev/null
    expect 0 naast verify
}

@test "the C locale gets ASCII signs, C.UTF-8 does not" {
    naast deal add x >/dev/null
    expect 0 env LC_ALL=C "$NAAST" board
    equal "" "$(printf '%s' "$out" | LC_ALL=C tr -d '\n -~')"
    expect 0 env LC_ALL=C.UTF-8 "$NAAST" board
    holds "$out" "○"
}

@test "NAAST_NOW is read strictly" {
    expect 0 env NAAST_NOW=2026-01-31T12:00:00Z "$NAAST" task add x
    for now in tomorrow 2026-01-31 2026-02-30T12:00:00Z 2026-01-31T12:00:00 2026-01-31T25:00:00Z; do
        expect 2 env NAAST_NOW=$now "$NAAST" task add x
    done
}

@test "an interrupt while reading gives 130 and changes nothing" {
    mkfifo pipe
    sleep 3 >pipe &
    got=0
    timeout --preserve-status -s INT 0.5 "$NAAST" activity add - <pipe || got=$?
    equal 130 "$got"
    expect 0 naast activity list --json
    json '.activities | length' 0
}

@test "output that cannot be written is a failure also where the answer was no" {
    [ -e /dev/full ] || skip "no /dev/full"
    naast deal add x >/dev/null
    for command in "gate D1 --json" "advance D1 --json"; do
        got=0
        naast $command >/dev/full 2>err || got=$?
        equal 1 "$got"
        holds "$(cat err)" "not everything could be written"
    done
}

@test "a dumb terminal gets no pager" {
    needs_terminal
    naast org add a >/dev/null
    plain=$(TERM=dumb NAAST_PAGER="sed s/^/paged:/" script -qec "$NAAST org list" /dev/null </dev/null)
    lacks "$plain" "paged:"
}

@test "a clock that was put back makes no days below the first" {
    naast deal add x >/dev/null
    expect 0 env NAAST_NOW=2026-11-01T09:00:00Z "$NAAST" board
    holds "$out" "day 1"
    expect 0 env NAAST_NOW=2026-11-01T09:00:00Z "$NAAST" board --json
    json '[.stages[].cards[].day]' '[1]'
}

@test "in ASCII every word of ours is ASCII, and one sign stands for what is to fill in" {
    naast deal add "Findable policy" --org Waterdam --contact "Sanne de Wit" --amount 25000 >/dev/null 2>&1
    naast deal add "a title that is much too long for a column of the board" >/dev/null
    plain() {
        got=0
        "$NAAST" "$@" >said 2>&1 || got=$?
        equal "" "$(LC_ALL=C tr -d '\n -~' <said)"
    }
    for language in en nl; do
        for command in init "deal list" "deal show D1" board "board --pipeline bant" "gate D1" "advance D1" "show D1" \
            "pipeline show fair" "help" "help exit-codes" "help import deals" "help deal list" "record D1 need" \
            "deal add x --amount 1 --currency XXZ" "report funnel" log; do
            plain $command --lang $language --ascii
        done
    done
    expect 3 naast gate D1 --ascii
    lacks "$out" "…"
    naast org add "Café “Zon”" >/dev/null
    expect 0 naast org list --ascii
    holds "$out" 'Café "Zon"'
    expect 0 naast org list --ascii --csv
    holds "$out" 'Café “Zon”'
}

@test "a locale that is not of UTF-8 gets ASCII signs, in its language" {
    naast deal add x >/dev/null
    for locale in nl_NL nl_NL.ISO-8859-1 nl_NL@euro; do
        expect 0 env LC_ALL=$locale "$NAAST" board
        equal "" "$(printf '%s' "$out" | LC_ALL=C tr -d '\n -~')"
        holds "$out" Kennismaken
    done
    expect 0 env LC_ALL=nl_NL.utf8 "$NAAST" board
    holds "$out" "○"
}
