#!/usr/bin/env bats
# ask.bats: naast record at a terminal: what is left out is asked for, and taken from the next line.

load ../lib/evidence

further() { findable; }

# at_terminal CODE ANSWER COMMAND…: types the answer, and an end of file, at a pseudo-terminal; what it shows is in $out.
at_terminal() {
    local want=$1 answer=$2 got=0
    shift 2
    printf '%b' "$answer" | script -qec "\"$NAAST\" $*" /dev/null >"$WORK/.shown" || got=$?
    out=$(tr -d '\r' <"$WORK/.shown" | sed '/^\^D/d')
    equal "$want" "$got" || { printf '%s\n' "$out" >&2; return 1; }
}

@test "the question of the check, in the language of the user; the answer is the next line" {
    needs_terminal
    at_terminal 0 'they act on old versions\n' record D1 why
    holds "$out" "What would change for you if that were solved?"
    holds "$out" "D1.1  underlying question (Sanne)"
    equal '"they act on old versions"' "$(item .text D1.1)"
    at_terminal 0 'ze volgen oude regels\n' record D1 why --lang nl
    holds "$out" "Wat verandert er voor je als dat is opgelost?"
    equal '"ze volgen oude regels"' "$(item .text D1.2)"
}

@test "a kind with values: what there is to choose from, and the value goes first; with a value, the words beside it" {
    needs_terminal
    at_terminal 0 'green it helps us\n' record D1 pulse
    holds "$out" "Are we still doing the right thing for you?"
    holds "$out" "green / amber / red"
    equal '["green","it helps us"]' "$(item '[.value, .text]' D1.1)"
    at_terminal 0 'it rubs\n' record D1 pulse amber
    lacks "$out" "green / amber / red"
    equal '["amber","it rubs"]' "$(item '[.value, .text]' D1.2)"
    at_terminal 2 'purple\n' record D1 pulse
    holds "$out" "pulse takes one of these values"
}

@test "whose answer it is decides what is asked" {
    needs_terminal
    at_terminal 0 'a good name\n' record D1 win
    holds "$out" "For us, the gain is"
    at_terminal 0 'a quiet counter\n' record D1 win --from Sanne
    holds "$out" "What makes this worth it for you?"
    at_terminal 0 'we have done it before\n' record D1 match yes
    holds "$out" "Can we honestly help here?"
    at_terminal 0 'it fits\n' record D1 match yes --from Sanne
    holds "$out" "Does this feel like a match to you?"
}

@test "an empty answer, and none at all: exit 2, and nothing is recorded" {
    needs_terminal
    before=$(head_of)
    for answer in '\n' '   \n' ''; do
        at_terminal 2 "$answer" record D1 why
        holds "$out" "why has no text yet"
    done
    at_terminal 2 '\n' record D1 pulse green
    holds "$out" "say beside the value"
    equal "$before" "$(head_of)"
}

@test "nobody is asked what would be in vain, or need not be said" {
    needs_terminal
    at_terminal 4 'old versions\n' record D1 why --from Piet
    lacks "$out" "What would change"
    at_terminal 2 'Karim\n' record D1 authority decides
    lacks "$out" "Do you decide"
    at_terminal 2 'nah\n' record D1 match nah
    lacks "$out" "Can we honestly"
    at_terminal 0 'signed\n' record D1 signature --url https://a.example/1
    lacks "$out" "what had to be signed"
    naast decline D1 --because "you need an app" >/dev/null 2>&1
    at_terminal 6 'old versions\n' record D1 why
    lacks "$out" "What would change"
}

@test "no terminal: exit 2 with the question, and nothing is read" {
    before=$(head_of)
    leaves 2 naast record D1 why <<<"they act on old versions"
    holds "$err" "why has no text yet; give one: What would change for you if that were solved?"
    leaves 2 naast record D1 why --lang nl
    holds "$err" "why heeft nog geen tekst; geef er een: Wat verandert er voor je als dat is opgelost?"
    leaves 2 naast record D1 match yes
    holds "$err" "Does this feel like a match to you?"
    equal "$before" "$(head_of)"
}
