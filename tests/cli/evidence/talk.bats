#!/usr/bin/env bats
# talk.bats: naast talk: one conversation, one command, one operation; from standard input or an editor.

load ../lib/evidence

further() {
    findable
    export TMPDIR=$WORK/tmp
    mkdir "$TMPDIR"
}

# talks CODE LINE…: the lines as a sheet, through a pipe.
talks() {
    local code=$1
    shift
    printf '%s\n' "$@" >sheet
    expect "$code" sh -c 'cat sheet | naast talk D1'
}

# wrong_at LINE PART LINE…: exit 8, that line is told with that reason, nothing changes, and the sheet is kept.
wrong_at() {
    local line=$1 part=$2 before
    shift 2
    before=$(head_of)
    rm -f "$TMPDIR"/*
    talks 8 "$@" || return 1
    equal "$before" "$(head_of)" || return 1
    holds "$err" "line $line" || return 1
    holds "$err" "$part" || return 1
    holds "$err" "Your sheet is kept: $TMPDIR/naast-talk-D1-" || return 1
    cmp -s sheet "$TMPDIR"/naast-talk-D1-* || { echo "the sheet is not kept as it was" >&2; return 1; }
}

@test "one conversation: who said what, one operation, and the note as an activity" {
    talks 0 "with: Sanne de Wit" "how: call" "on: 2026-11-08" "" "# a comment: with a colon" \
        "need: staff cannot find it" "  why: residents get wrong answers" "summary: one place" \
        "She laughed: good sign" "  and wants to see it soon"
    equal "D1.1 need or challenge, D1.2 underlying question (Sanne); D1.3 summary (us)" "$out"
    equal "" "$err"
    expect 0 naast activity list --json
    json '[.activities[] | [.kind, .text, .with, .how, .on, .deal]]' \
        '[["talk","She laughed: good sign\nand wants to see it soon","Sanne de Wit","call","2026-11-08","D1"]]'
    expect 0 naast show D1 --json
    json '[.items[] | [.kind, .from.person, .about, .on, .words[0].how]]' \
        '[["need","P1",null,"2026-11-08","call"],["why","P1","D1.1","2026-11-08","call"],["summary",null,null,"2026-11-08","call"]]'
    expect 0 naast log --json
    json '[.entries[] | select(.name == "talk") | .operation] | unique | length' 1
}

@test "a line further in goes on with what stands directly above it; the note is not indented" {
    talks 0 "need: staff cannot find it," "  and residents get" "  wrong answers" "  from: Sanne" "  or none at all" \
        "  why:" "    they act on" "    old versions" "price:" "  none: it is part of" "    another deal" \
        "authority:" "  decides, signs" "  person: Karim Ali" "" "  She laughed"
    equal '"staff cannot find it, and residents get wrong answers or none at all"' "$(item .text D1.1)"
    equal '["why","they act on old versions","D1.1"]' "$(item '[.kind, .text, .about]' D1.2)"
    equal '"it is part of another deal"' "$(item .text D1.3)"
    equal '["signs","P2"]' "$(item '[.value, .person]' D1.5)"
    talks 0 ".1:" "  amend: staff cannot" "    find a thing" "  confirmed: Sanne"
    equal '"staff cannot find a thing"' "$(item .text D1.1)"
    expect 0 naast activity list --json
    json '[.activities[].text]' '[null,"She laughed"]'
    wrong_at 2 'nothing can follow ".1:"' ".1:" "  staff cannot find it"
}

@test "the example of naast help talk is a sheet" {
    local language n
    for n in 1 2 3; do naast record D1 need "need $n" >/dev/null; done
    naast record D1 summary "one place" --from us >/dev/null
    for language in en nl; do
        naast help talk --lang $language | sed -n '/^For instance\|^Bijvoorbeeld/,/confirmed/p' | sed '1d; s/^  //' >sheet
        equal 6 "$(grep -c . sheet)"
        expect 0 naast talk D1 <sheet
    done
    holds "$(item .text D1.5)" "staff look for policies by hand"
}

@test "a note may be called so, at the top level" {
    talks 0 "note: she laughed" "  a lot" "need: x" "note: and called back" "note:"
    equal '"x"' "$(item .text D1.1)"
    expect 0 naast activity list --json
    json '[.activities[].text]' '["she laughed\na lot\nand called back"]'
    wrong_at 2 '"note:"' "need: x" "  note: she laughed"
}

@test "everything that can be said about an item" {
    printf x >nda.pdf
    talks 0 "price: for a year" "  amount: 28000" "  currency: USD" "  url: https://example.org" "  in-confidence:" \
        "costs:" "  none: it runs on what they have" \
        "authority: decides, signs whatever it takes" "  person: Karim Ali" \
        "introduction: next week" "  person: Karim" "  due: 20nov" \
        "condition: an NDA" "  file: nda.pdf" "  from: Karim" "  on: 2026-11-03" "  how: mail" \
        "match: yes we can" "  confirmed: us, Sanne" \
        "promise: the data" "  from: Sanne" "  as: kept" "  by: us" "  because: it came at once"
    holds "$err" "P2 is new: Karim Ali"
    equal '["28000.00","USD","https://example.org",true]' "$(item '[.amount, .currency, .url, .in_confidence]' D1.1)"
    equal '["none","it runs on what they have"]' "$(item '[.state, .text]' D1.2)"
    equal '["decides","P2","whatever it takes"]' "$(item '[.value, .person, .text]' D1.3)"
    equal '["signs","P2"]' "$(item '[.value, .person]' D1.4)"
    equal '["P2","2026-11-20","open"]' "$(item '[.person, .due, .state]' D1.5)"
    equal '["P2","nda.pdf","2026-11-03","mail"]' "$(item '[.from.person, .file, .on, .words[0].how]' D1.6)"
    equal '["yes",[null,null,"P1"]]' "$(item '[.value, [.words[].by.person]]' D1.7)"
    equal '["customer","kept","us","it came at once"]' "$(item '[.from.side, .state, .settled_by.side, .because]' D1.8)"
}

@test "items that are there: confirmed, amended, settled, asked on" {
    naast record D1 need x >/dev/null
    naast record D1 summary s >/dev/null
    naast record D1 promise p --due 20nov >/dev/null
    naast record D1 promise q --due 5nov >/dev/null
    talks 0 ".1:" "  why: y" "D1.2:" "  amend: better" "  from: Sanne" "  confirmed: us" ".3:" "  due: 27nov" "  agreed: Sanne" \
        "  because: test server late" "d1.4:" "  as: kept" "  by: Sanne"
    equal "D1.2 amended; D1.3 amended; D1.4 kept late; D1.5 underlying question (Sanne)" "$out"
    equal '["better","customer"]' "$(item '[.text, .words[-2].by.side]' D1.2)"
    equal '["2026-11-27",1]' "$(item '[.due, .reagreed]' D1.3)"
    equal '"D1.1"' "$(item .about D1.5)"
    talks 0 ".2:" "  confirmed: Sanne"
    equal "D1.2 confirmed" "$out"
    talks 0 "just a note"
    equal "D1  noted" "$out"
}

@test "who speaks: the contact when there, else the first who was there, else the contact" {
    talks 0 "with: Karim Ali, Sanne de Wit" "need: hers"
    talks 0 "with: Karim, Els Smit" "need: his"
    talks 0 "need: hers again"
    equal '"P1"' "$(item .from.person D1.1)"
    equal '"P2"' "$(item .from.person D1.2)"
    equal '"P1"' "$(item .from.person D1.3)"
    expect 0 naast activity list --json
    json '[.activities[].with]' '[null,"Karim Ali, Els Smit","Karim Ali, Sanne de Wit"]'
}

@test "what stands further in is about what stands less far in" {
    talks 0 "promise: a test server" "  basis: it stands ready" "  due: 20nov" "need: a" "    why: deep" "need: b" "  why: shallow" \
        "need: c" $'\twhy: by tab'
    equal '"2026-11-20"' "$(item .due D1.1)"
    expect 0 naast show D1 --json
    json '[.items[] | select(.about != null) | [.text, .about]]' \
        '[["it stands ready","D1.1"],["deep","D1.3"],["shallow","D1.5"],["by tab","D1.7"]]'
}

@test "a sheet without any indenting tells about the item above it" {
    talks 0 "promise: a test server" "due: 20nov" "authority: decides" "person: Sanne"
    equal '"2026-11-20"' "$(item .due D1.1)"
    equal '"P1"' "$(item .person D1.2)"
}

@test "Windows line ends, a mark at the beginning, blanks at the end of a line" {
    printf '\xef\xbb\xbfwith: Sanne de Wit  \r\nneed: x  \r\n  why: y\r\n' >sheet
    expect 0 naast talk D1 <sheet
    equal '"x"' "$(item .text D1.1)"
    expect 0 naast person list --json
    json '.people | length' 1
}

@test "questions that stayed empty say nothing; what guide prints can be handed back" {
    naast guide D1 >sheet
    leaves 8 naast talk D1 <sheet
    sed -i 's/^need:.*/need: staff cannot find it/; s/^  why:/  why: wrong answers/; s/^purpose:/purpose: we sell search/' sheet
    expect 0 naast talk D1 <sheet
    equal "D1.1 why we're here (us); D1.2 need or challenge, D1.3 underlying question
(Sanne)" "$out"
}

@test "talk --json lists the new items" {
    expect 0 naast talk D1 --json <<<$'need: a\n  why: b\nsummary: c'
    equal '{"schema":1,"items":["D1.1","D1.2","D1.3"]}' "$out"
    expect 0 naast talk D1 --json <<<"a note"
    equal '{"schema":1,"items":[]}' "$out"
}

@test "what cannot be read is told with its line; nothing changes and the sheet is kept" {
    wrong_at 2 '"budget:" is not a kind' "need: x" "budget: 20k"
    wrong_at 1 '"due:" says something about an item' "due: 20nov"
    wrong_at 2 '"with:" can be given once, at the top' "need: x" "with: Sanne"
    wrong_at 2 '"how:" can be given once' "how: call" "how: mail"
    wrong_at 3 '"due:" is said too often' "promise: x" "  due: 20nov" "  due: 21nov"
    wrong_at 1 '"need:" is empty' "need:" "  why: y"
    wrong_at 1 'nothing can follow ".7:"' ".7: x"
    wrong_at 1 '".0:" is not' ".0:" "  amend: x"
    wrong_at 1 '".7x:" is not' ".7x:" "  amend: x"
    wrong_at 1 '"D2.1:" is not' "D2.1:" "  amend: x"
    wrong_at 1 '"as:" needs "by:"' "promise: x" "  as: kept"
    wrong_at 1 '"by:" does not go with' "promise: x" "  by: us"
    wrong_at 1 '"amend:" does not go with' "promise: x" "  amend: us"
    wrong_at 1 '"because:" does not go with' "promise: x" "  because: so"
    naast record D1 need there >/dev/null
    wrong_at 1 '"none:" does not go with' ".1:" "  none: so"
    wrong_at 1 '"in-confidence:" does not go with' ".1:" "  in-confidence:" "  amend: x"
    wrong_at 1 '"file:" does not go with' ".1:" "  file: x" "  amend: y"
}

@test "every line that cannot be read is told at once, up to ten; what stands under one of them is not mistaken for more" {
    talks 8 "need: x" "budget: 20k" "  due: soon" "  due: later" "promise: y" "  due: 20nov" "  due: 21nov" ".0:" "  confirmed: us"
    equal 4 "$(grep -c '^naast: the sheet, line' <<<"$err")"
    for line in 2 4 7 8; do holds "$err" "line $line:"; done
    mapfile -t many < <(for k in {1..30}; do echo "nonsense$k: x"; done)
    talks 8 "${many[@]}"
    equal 10 "$(grep -c '^naast: the sheet, line' <<<"$err")"
    gentle
}

@test "what was said further down a sheet does not make stale what was agreed further up: it is one conversation" {
    talks 0 "need: x" "  why: y" "match: yes it fits" "  confirmed: Sanne" "limit: not the lawyer's part" "summary: z" "need: one more"
    equal '[true,true]' "$(item '[.words[-2:][].fresh]' D1.3)"
    equal true "$(item '.words[-1].fresh' D1.5)"
    talks 0 "limit: nor this"
    equal false "$(item '.words[-1].fresh' D1.3)"
}

@test "a sheet of 500 lines: one operation; a mistake in the last line changes nothing" {
    local k
    for ((k = 0; k < 124; k++)); do
        printf 'need: need %d\n  why: why %d\n  confirmed: us\npromise: promise %d\n' $k $k $k
    done >long
    printf 'summary: of it all\n  confirmed: Sanne\nprice: x\n  amount: 100\n' >>long
    equal 500 "$(wc -l <long)"
    sed '500s/.*/  amount: 1.000/' long >wrong
    leaves 8 naast talk D1 <wrong
    holds "$err" "line 500"
    expect 0 naast talk D1 <long
    expect 0 naast show D1 --json
    json '.items | length' 374
    equal true "$(item '[.words[].fresh] | all' D1.373)"
    equal 1 "$(naast log --json --limit 500 | jq '[.entries[] | select(.name == "talk") | .operation] | unique | length')"
    expect 0 naast verify
}

@test "what cannot be recorded is told with its line; nothing changes, also before it, and the sheet is kept" {
    naast record D1 need there >/dev/null
    wrong_at 3 "yes, no" "with: Somebody New" "need: x" "match: perhaps"
    wrong_at 3 "due: soon is not a date" "need: x" "promise: y" "  due: soon"
    wrong_at 2 "25.000" "price: x" "  amount: 25.000"
    wrong_at 1 "name that person" "authority: decides"
    wrong_at 1 "nothing to change" ".1:" "  from: Sanne"
    wrong_at 5 "why can be about need" "need: x" ".1:" "  amend: y" "price: z" "  why: w"
    expect 0 naast person list --json
    json '.people | length' 1
    expect 0 naast activity list --json
    json '.activities' '[]'
}

@test "what is not there or not possible keeps its exit code, and tells the line" {
    local before
    before=$(head_of)
    talks 4 "need: x" ".9:" "  confirmed: us"
    holds "$err" "line 2"
    talks 4 "need: x" "  from: Nobody"
    holds "$err" "line 2"
    talks 4 "with: sanne@nowhere" "need: x"
    talks 8 "on: someday" "need: x"
    naast decline D1 --because x >/dev/null 2>&1
    before=$(head_of)
    talks 6 "need: x"
    holds "$err" "reopen"
    equal "$before" "$(head_of)"
}

@test "a sheet that comes from a file is not kept once more" {
    printf 'budget: 20k\n' >sheet
    leaves 8 naast talk D1 <sheet
    lacks "$err" "is kept"
    equal "" "$(ls "$TMPDIR")"
    printf 'budget: 20k\n' | expect 8 naast -q talk D1
    equal 1 "$(ls "$TMPDIR" | wc -l)"
}

@test "an answer that was not put further in is about the one right above it, or is asked about: never about nothing" {
    talks 0 "need: staff cannot find it" "why: wrong answers" "from: Sanne" "why: and second calls"
    equal '["D1.1","D1.1"]' "[$(item .about D1.2),$(item .about D1.3)]"
    holds "$err" 'Line 2: "why:" is assumed to be about line 1'
    talks 0 ".1:" "why: a third"
    equal '"D1.1"' "$(item .about D1.4)"
    wrong_at 3 'what is "why:" about?' "need: a" "need: b" "why: c"
    wrong_at 3 'what is "why:" about?' "need: a" "summary: b" "why: c"
    wrong_at 1 'what is "basis:" about?' "basis: we did it before"
    talks 8 "why: a" "summary: b" "source: c"
    equal 2 "$(grep -c '^naast: the sheet, line [13]:' <<<"$err")"
    talks 0 "need: with an empty one below" "why:" "need: b"
}

@test "a word with a blank before its colon is a slip, unless it is a note" {
    wrong_at 1 '"need:" seems to be meant' "need : staff cannot find it"
    wrong_at 2 '"due:" seems to be meant' "promise: x" "  Due : 20nov"
    talks 0 "note: need : of what" "Sanne : she laughed"
    expect 0 naast activity list --json
    json '[.activities[].text]' '["need : of what\nSanne : she laughed"]'
}

@test "the page of naast guide --markdown is no sheet" {
    naast guide D1 --markdown >sheet
    leaves 8 naast talk D1 <sheet
    holds "$err" "naast guide D1 gives, without --markdown"
    naast guide D1 --markdown --lang nl >sheet
    leaves 8 naast talk D1 --lang nl <sheet
    holds "$err" "geen gespreksblad"
}

@test "every name, day, amount and value that is wrong is told at once, with its own line" {
    local line
    talks 8 "on: someday" "need: x" "  from: Nobody" "match: perhaps" "promise: y" "  due: 31 november" "  confirmed: us, Nobody" \
        "price: z" "  amount: 25.000" "summary: s" "  as: kept" "  by: Nobody"
    equal 7 "$(grep -c '^That was line' <<<"$err")"
    for line in 1 3 4 6 7 9 12; do holds "$err" "That was line $line of the sheet"; done
    mapfile -t many < <(for k in {1..30}; do printf 'need: x\n  on: day%d\n' "$k"; done)
    talks 8 "${many[@]}"
    equal 10 "$(grep -c '^That was line' <<<"$err")"
    expect 0 naast activity list --json
    json '.activities' '[]'
}

@test "somebody of another customer speaks here only by id, or when they were there" {
    local speaks
    naast person add "Sanna Elsewhere" --org Noord >/dev/null 2>&1 || { naast org add Noord; naast person add "Sanna Elsewhere" --org Noord; } >/dev/null
    naast record D1 need x >/dev/null 2>&1
    naast record D1 promise y --due 20nov >/dev/null
    for speaks in "confirm D1.1 --by Sanna" "settle D1.2 --as kept --by Sanna" "record D1 need z --from Sanna"; do
        # shellcheck disable=SC2086 # words on purpose
        leaves 5 naast $speaks
        holds "$err" '"Sanna" would be P2 Sanna Elsewhere (Noord), who has no part in D1; if that is who you mean, type P2'
    done
    talks 5 ".1:" "  confirmed: Sanna"
    holds "$err" "type P2"
    holds "$err" "line 2"
    leaves 5 naast confirm D1.1 --by Sanna --lang nl
    holds "$err" "typ dan P2"
    talks 0 "with: Sanna" ".1:" "  confirmed: Sanna"
    expect 0 naast confirm D1.1 --by Sanna
    expect 0 naast confirm D1.1 --by P2
}

@test "a conversation of which nothing was noted holds no word of ours, and the story says it in any language" {
    talks 0 "on: 2026-11-03" "need: x"
    talks 0 "with: Sanne" "on: 2026-11-04" "need: y"
    expect 0 naast activity list --json
    json '[.activities[] | [.kind, .text]]' '[["talk",null],["talk",null]]'
    expect 0 naast show D1
    holds "$out" $'  3 Nov        conversation\n'
    expect 0 naast show D1 --lang nl
    holds "$out" $'  3 nov        gesprek\n'
    lacks "$out" talk
    naast export --jsonl >store.jsonl
    lacks "$(cat store.jsonl)" '"conversation"'
}

@test "a sheet that is kept may go" {
    talks 8 "budget: 20k"
    holds "$err" "After that the file may go."
}

@test "wrong use" {
    leaves 2 naast talk
    leaves 4 naast talk D9 <<<"need: x"
    leaves 2 naast talk D1 extra <<<"need: x"
    leaves 8 naast talk D1 </dev/null
    leaves 8 naast talk D1 <<<"# nothing"
    leaves 8 naast talk D1 < <(printf 'need: \xff\n')
    leaves 8 naast talk D1 < <(printf 'need: x\0y\n')
}

@test "the line of a mistake in Dutch" {
    printf 'need: x\nbudget: 20k\n' >sheet
    leaves 8 naast talk D1 --lang nl <sheet
    holds "$err" 'het gespreksblad, regel 2: "budget:" is geen soort'
}

# edited EXIT SCRIPT: naast talk D1 on a pseudo-terminal, with a shell script as the editor; what is shown goes to $out.
edited() {
    local code=0
    printf '#!/bin/sh\n%s\n' "$2" >editor
    chmod +x editor
    EDITOR=$WORK/editor VISUAL='' script -qec "naast talk D1" /dev/null </dev/null >shown 2>&1 || code=$?
    out=$(tr -d '\r' <shown)
    equal "$1" "$code" || { printf '%s\n' "$out" >&2; return 1; }
}

@test "through an editor: the sheet that guide prints, filled in" {
    needs_terminal
    naast guide D1 >guide
    # shellcheck disable=SC2016 # for the editor
    edited 0 'cp "$1" seen; sed -i "s/^need:/need: staff cannot find it/" "$1"'
    holds "$out" "D1.1 need or challenge (Sanne)"
    cmp guide seen
    equal "" "$(ls "$TMPDIR")"
}

@test "through an editor: left as it was, nothing is recorded and that is no failure" {
    needs_terminal
    local before
    before=$(head_of)
    edited 0 true
    holds "$out" "nothing was recorded"
    equal "$before" "$(head_of)"
    equal "" "$(ls "$TMPDIR")"
}

@test "through an editor: a mistake keeps what was typed" {
    needs_terminal
    local before
    before=$(head_of)
    # shellcheck disable=SC2016 # for the editor
    edited 8 'printf "need: x\nbudget: y\n" >"$1"'
    holds "$out" "line 2"
    equal "$before" "$(head_of)"
    equal $'need: x\nbudget: y' "$(cat "$TMPDIR"/naast-talk-D1-*)"
    equal 600 "$(stat -c %a "$TMPDIR"/naast-talk-D1-*)"
}

@test "through an editor that leaves with an error: the sheet is kept" {
    needs_terminal
    # shellcheck disable=SC2016 # for the editor
    edited 1 'echo "need: x" >"$1"; exit 3'
    holds "$out" "your sheet is kept"
    equal "need: x" "$(cat "$TMPDIR"/naast-talk-D1-*)"
}

@test "through an editor that is killed: the sheet is kept, and can be handed over once it is mended" {
    needs_terminal
    local before kept
    before=$(head_of)
    # shellcheck disable=SC2016 # for the editor
    edited 1 'sed -i "s/^need:/need: staff cannot find it/; s/^how:/budget:/" "$1"; kill -9 $$'
    holds "$out" "your sheet is kept"
    equal "$before" "$(head_of)"
    kept=$(echo "$TMPDIR"/naast-talk-D1-*)
    leaves 8 naast talk D1 <"$kept"
    holds "$err" "line 4: \"budget:\""
    sed -i 's/^budget:/how:/' "$kept"
    expect 0 naast talk D1 <"$kept"
    holds "$out" "D1.1 need or challenge (Sanne)"
}

@test "through an editor: mistakes are told, and the kept sheet goes through a second time" {
    needs_terminal
    # shellcheck disable=SC2016 # for the editor
    edited 8 'sed -i "s/^purpose:/purpose: we sell search/; s/^need:/neet: staff cannot find it/; s/^summary:/summary: so it is/; s/^  confirmed:/  confirmd: Sanne/" "$1"'
    holds "$out" '"neet:" is not a kind'
    holds "$out" '"confirmd:" is not a kind'
    mv "$TMPDIR"/naast-talk-D1-* kept
    # shellcheck disable=SC2016 # for the editor
    edited 0 "sed 's/neet/need/; s/confirmd/confirmed/' $WORK/kept >\"\$1\""
    holds "$out" "D1.1 why we're here"
    equal "" "$(ls "$TMPDIR")"
    expect 3 naast gate D1
    holds "$out" "Two things first"
}

# sheet_of BYTES: a sheet of exactly so many bytes, of which little is a note.
sheet_of() {
    { printf 'a note\n'; awk -v bytes=$(($1 - 7)) 'BEGIN { for (n = 0; n + 2 <= bytes; n += 2) printf "#\n"; if (n < bytes) printf "#" }'; } >sheet
    equal "$1" "$(wc -c <sheet)"
}

@test "a sheet may have 128 KiB; one byte more is refused, and says how much there may be" {
    sheet_of 131072
    expect 0 naast talk D1 <sheet
    sheet_of 131073
    leaves 8 naast talk D1 <sheet
    holds "$err" "standard input is larger than 128 KiB"
    leaves 8 naast talk D1 --lang nl <sheet
    holds "$err" "groter dan 128 KiB"
}

@test "a sheet from the editor that is too large is kept, and it says where" {
    needs_terminal
    local kept
    # shellcheck disable=SC2016 # for the editor
    edited 8 'head -c 200000 /dev/zero | tr "\0" n >"$1"'
    holds "$out" "larger than 128 KiB"
    holds "$out" "Your sheet is kept:"
    kept=$(ls "$TMPDIR")
    equal 200000 "$(wc -c <"$TMPDIR/$kept")"
}

@test "the lines of a note and of two items, in turn, each come together" {
    expect 0 naast talk D1 <<'SHEET'
first
need: one
  goes on
second
need: two
  goes on too

third
  here too
SHEET
    equal '"first\nsecond\nthird\nhere too"' "$(naast show D1 --json | jq -c '[.activities[] | select(.kind == "talk")] | last | .text')"
    equal '"two goes on too"' "$(naast show D1 --json | jq -c '.items | map(select(.kind == "need")) | last | .text')"
}
