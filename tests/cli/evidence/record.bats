#!/usr/bin/env bats
# record.bats: naast record: one answer, and what was said about it in the same go.

load ../lib/evidence

further() { findable; }

@test "an answer: its number on stdout, what it is and whose on stderr" {
    expect 0 naast record D1 need "staff look for policies by hand"
    equal D1.1 "$out"
    equal "need or challenge (Sanne)" "$err"
    equal '["need","staff look for policies by hand","given","customer","P1","2026-11-10"]' \
        "$(item '[.kind, .text, .state, .from.side, .from.person, .on]' D1.1)"
    expect 0 naast -q record D1 need "quietly"
    equal "" "$err"
}

@test "who said it: us unless told, the contact where only a customer can say it" {
    expect 0 naast record D1 purpose "we build search"
    equal "why we're here (us)" "$err"
    expect 0 naast record D1 need "theirs"
    equal "need or challenge (Sanne)" "$err"
    expect 0 naast record D1 need "brought by us" --from us
    equal "need or challenge (us)" "$err"
    naast person add "Karim Ali" >/dev/null
    expect 0 naast record D1 need "his" --from P2
    equal "need or challenge (Karim)" "$err"
    expect 0 naast record D1 win "a reference" --json
    equal '"us"' "$(item .from.side D1.5)"
}

@test "every field that an item has" {
    printf 'the document' >nda.txt
    expect 0 naast record D1 price "for the first year" --amount 28000,50 --currency USD --url https://example.org/p --on 2026-11-04 \
        --how "mail 4 Nov" --in-confidence
    equal '["28000.50","USD","https://example.org/p","2026-11-04",true,"mail 4 Nov"]' \
        "$(item '[.amount, .currency, .url, .on, .in_confidence, .words[0].how]' D1.1)"
    expect 0 naast record D1 condition "an NDA" --file nda.txt --due 5dec
    equal '["nda.txt","2026-12-05","open"]' "$(item '[.file, .due, .state]' D1.2)"
    expect 0 naast record D1 introduction "next week" --person "Karim Ali"
    holds "$err" "P2 is new: Karim Ali"
    equal '"P2"' "$(item .person D1.3)"
    expect 0 naast person show P2 --json
    json .person.org '"O1"'
}

@test "an amount takes the currency of the deal" {
    expect 0 naast deal edit D1 --amount 100 --currency SEK
    expect 0 naast record D1 price "for a year" --amount 90
    equal '"SEK"' "$(item .currency D1.1)"
}

@test "values: the first word, several at once, each an item" {
    expect 0 naast record D1 match yes "we think this can work"
    equal '["yes","we think this can work"]' "$(item '[.value, .text]' D1.1)"
    expect 0 naast record D1 authority decides,signs "both" --person Sanne
    equal $'D1.2\nD1.3' "$out"
    holds "$err" "who decides and signs: decides, Sanne (Sanne)"
    equal '["decides","both"]' "$(item '[.value, .text]' D1.2)"
    equal '["signs","both"]' "$(item '[.value, .text]' D1.3)"
    expect 0 naast record D1 pulse green "all is well"
    equal '["green","all is well"]' "$(item '[.value, .text]' D1.4)"
}

@test "an answer that can be no wants words beside its value" {
    for answer in "match yes" "agreement no" "acceptance yes" "pulse green"; do
        # shellcheck disable=SC2086
        leaves 2 naast record D1 $answer
        holds "$err" "${answer% *}: say beside the value what the answer was, in a few words:"
    done
    holds "$err" "Are we still doing the right thing for you?"
    leaves 2 naast record D1 pulse groen --lang nl
    leaves 2 naast record D1 pulse green --lang nl
    holds "$err" "Doen we nog het juiste voor je?"
    leaves 8 naast talk D1 <<<"match: yes"
    expect 0 naast record D1 authority decides --person Sanne
}

@test "none, because: in --because, or in the text" {
    expect 0 naast record D1 costs --none --because "it runs on what they have"
    equal '["none","it runs on what they have"]' "$(item '[.state, .text]' D1.1)"
    equal "other costs: none (us)" "$err"
    expect 0 naast record D1 signature "their word is enough" --none
    equal '["none","their word is enough"]' "$(item '[.state, .text]' D1.2)"
    leaves 2 naast record D1 costs --none
    leaves 2 naast record D1 costs x --because y
    leaves 2 naast record D1 costs x --none --because y
    leaves 2 naast record D1 match yes --none --because y
}

@test "why, promise and basis in the same go are one operation, of one day" {
    expect 0 naast record D1 need "x" --why "y" --on 2026-11-02 --how "visit"
    equal $'D1.1\nD1.2' "$out"
    equal '["why","D1.1","customer","2026-11-02","visit"]' "$(item '[.kind, .about, .from.side, .on, .words[0].how]' D1.2)"
    expect 0 naast record D1 pulse amber "too late" --promise "call on Fridays" --due 5dec --basis "in both diaries"
    equal $'D1.3\nD1.4\nD1.5' "$out"
    equal '["promise","D1.3","us","2026-12-05"]' "$(item '[.kind, .about, .from.side, .due]' D1.4)"
    equal '["basis","D1.4","us",null]' "$(item '[.kind, .about, .from.side, .due]' D1.5)"
    equal null "$(item .due D1.3)"
    expect 0 naast record D1 timeline "ten weeks" --basis "two such projects took that"
    equal '["basis","D1.6"]' "$(item '[.kind, .about]' D1.7)"
    expect 0 naast log --json --limit 1
    json '.entries[0].name' '"record"'
    leaves 2 naast record D1 price x --why "prices have no why"
    holds "$err" "why can be about need"
}

@test "about: 2, .2 and D1.2 are equal" {
    naast record D1 need x >/dev/null
    for about in 1 .1 D1.1 d1.1; do
        expect 0 naast record D1 why y --about $about
        equal '"D1.1"' "$(item .about "$out")"
    done
}

@test "a text from standard input, without its last newline" {
    expect 0 naast record D1 need - <<<$'two\nlines'
    equal '"two\nlines"' "$(item .text D1.1)"
    expect 0 naast record D1 costs --none --because - <<<"it runs"
    equal '"it runs"' "$(item .text D1.2)"
    expect 0 naast record D1 need -- "- a dash"
    equal '"- a dash"' "$(item .text D1.3)"
}

@test "record --json lists the items" {
    expect 0 naast record D1 need x --why y --json
    equal '{"schema":1,"items":["D1.1","D1.2"]}' "$out"
    equal "" "$err"
}

@test "wrong use changes nothing and says what to do" {
    leaves 2 naast record
    leaves 2 naast record D1
    leaves 2 naast record D1 nonsense x
    holds "$err" "purpose, need, why"
    leaves 2 naast record D1 need
    leaves 2 naast record D1 need ""
    leaves 2 naast record D1 need a b
    holds "$err" "put the text in quotes"
    leaves 2 naast record D1 match maybe x
    holds "$err" "yes, no"
    leaves 2 naast record D1 match
    leaves 2 naast record D1 authority decides
    leaves 2 naast record D1 authority decides,signs,drinks --person "Somebody New"
    leaves 2 naast record D1 authority decides, --person Sanne
    leaves 2 naast record D1 need x --due soon
    leaves 2 naast record D1 need x --on 2026-12-01
    leaves 2 naast record D1 price x --amount 25.000
    leaves 2 naast record D1 price x --amount 5 --currency XXZ
    leaves 2 naast record D1 price x --currency EUR
    leaves 2 naast record D1 need x --nonsense
    leaves 2 naast record D1 need x --jsonl
    leaves 2 naast record D1 need $'not \xff text'
    leaves 2 naast record D1 need x --about "two words"
    leaves 4 naast record D9 need x
    leaves 4 naast record nobody need x
    leaves 4 naast record D1 need x --from Nobody
    leaves 4 naast record D1 why x --about 9
    leaves 4 naast record D1 price x --file nowhere.txt
    expect 0 naast person list --json
    lacks "$out" "Somebody New"
}

@test "an item cannot be about one of another deal, or of a kind that it does not go with" {
    naast deal add Other --contact Sanne >/dev/null 2>&1
    naast record D2 need x >/dev/null
    naast record D1 price x >/dev/null
    leaves 2 naast record D1 why y --about D2.1
    leaves 2 naast record D1 why y --about 1
    leaves 2 naast record D1 price y --about 1
}

@test "without a contact what only a customer can say needs --from" {
    naast deal add Bare >/dev/null
    leaves 2 naast record D2 need x
    holds "$err" "has no contact"
    expect 0 naast record D2 need x --from us
}

@test "several people of that name, or deals: exit 5 with all of them" {
    naast person add "Sanne Bakker" >/dev/null
    naast person add "Sanne Bakker" >/dev/null
    leaves 5 naast record D1 price x --from "Sanne Bakker"
    holds "$err" P2
    holds "$err" P3
    expect 0 naast record D1 price x --from Sanne
    equal '"P1"' "$(item .from.person D1.1)"
}

@test "an ended deal takes no more answers" {
    naast decline D1 --because x >/dev/null 2>&1
    leaves 6 naast record D1 need x
    holds "$err" "reopen"
}

@test "ten thousand characters, right to left, and what steers a terminal are kept as they are and shown escaped" {
    long=$(printf 'é%.0s' $(seq 10000))
    expect 0 naast record D1 need "$long"
    equal 10000 "$(item '.text | length' D1.1)"
    expect 3 naast gate D1
    [ "${#out}" -lt 4000 ]
    leaves 2 naast record D1 need $'a\x1b]0;owned\x07b'
    lacks "$err" $'\x1b'
    expect 0 naast record D1 need $'first\n\xe2\x80\xae evil \xe2\x80\xa8 line'
    equal 'true' "$(item '.text | contains("\u202e")' D1.2)"
    naast person edit P1 --name $'Sanne\xe2\x80\xae evil' >/dev/null
    naast deal edit D1 --title $'Find\xe2\x80\xaeable' >/dev/null
    for show in "show D1" "show D1.2" "gate D1" "guide D1" "advance D1"; do
        # shellcheck disable=SC2086 # words on purpose
        naast $show >seen 2>&1 || true
        if LC_ALL=C grep -nP '\xe2\x80\xae|\xe2\x80\xa8' seen; then echo "raw in $show" >&2; return 1; fi
    done
    expect 0 naast show D1.2
    holds "$out" 'first
         \u202e evil \u2028 line'
}

@test "in Dutch" {
    export LC_ALL=nl_NL.UTF-8
    expect 0 naast record D1 need x
    equal "behoefte of uitdaging (Sanne)" "$err"
    expect 0 naast record D1 costs --none --because "het draait al"
    equal "bijkomende kosten: geen (wij)" "$err"
    leaves 2 naast record D1 nonsense x
    holds "$err" "soort"
    unset LC_ALL
    expect 0 naast record D1 pulse amber "te laat" --lang nl
    equal "vinger aan de pols: er wringt iets (Sanne)" "$err"
}
