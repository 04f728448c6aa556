#!/usr/bin/env bats
# guide.bats: naast guide: the questions to ask next, as a sheet that talk reads back.

load ../lib/shared

@test "a new deal: what to say and to ask, with a why under the need" {
    findable
    expect 0 naast guide D1
    equal "# D1  Findable policy · Waterdam
# Lines that begin with # are ignored. Leave empty what did not come up. Then: naast talk.
with: Sanne de Wit
how:
on: 2026-11-10

# To ask and to tell

# Say: I'm here because we sell …. Is it all right to talk about that?
purpose:

# Ask: What keeps you busy, and what should be different?
need:
# Ask: What would change for you if that were solved?
  why:

# Ask: May I sum it up? Correct me where I'm off.
summary:
  confirmed:

# If it comes up

# Say: Think of roughly …. Shall we go on?
price_indication:

# Ask: Do you decide this yourself, or together with someone?
# begin with: decides
authority:
  person:

# Ask: And whose signature goes under it?
# begin with: signs
authority:
  person:

# Ask: What do you need from us as a supplier: documents, references, signatures?
condition:

# Anything else you want to remember goes below, as it is." "$out"
}

@test "in Dutch, by --lang and by the locale" {
    findable
    expect 0 naast guide D1 --lang nl
    holds "$out" "# Zeg: Ik kom omdat wij … verkopen."
    holds "$out" "# Vraag: Wat houdt je bezig, en wat zie je graag anders?"
    dutch=$out
    expect 0 env LC_ALL=nl_NL.UTF-8 naast guide D1
    equal "$dutch" "$out"
}

@test "each item is asked for what it lacks" {
    findable
    naast record D1 purpose "we sell search" >/dev/null
    naast record D1 need "without a why" >/dev/null
    naast record D1 need "its why is ours" >/dev/null
    naast record D1 why "we think" --about 3 --from us >/dev/null
    naast record D1 summary "agreed too early" >/dev/null
    naast confirm D1.5 --by Sanne >/dev/null
    naast amend D1.2 "still without a why" >/dev/null
    expect 0 naast guide D1
    equal '# Ask: What would change for you if that were solved?
# D1.2 "still without a why" (Sanne, 10 Nov)
.2:
  why:
# D1.4 "we think" (us, 10 Nov)
.4:
  confirmed:

# Ask: May I sum it up? Correct me where I'"'"'m off.
# D1.5, agreed with Sanne on 10 Nov; D1.2 was put differently on 10 Nov
.5:
  amend:
  confirmed:' "$(printf '%s\n' "$out" | sed -n '/^# Ask/,$p' | sed '/^# If/,$d')"
}

# arrives DECIDER STAGE…: each stage in turn, by sheets that guide prints, filled in and handed back to talk.
arrives() {
    local decider=$1 stage round code
    shift
    for stage; do
        for round in 1 2 3; do
            code=0
            naast gate D1 --to "$stage" >/dev/null || code=$?
            [ "$code" -ne 0 ] || break
            naast guide D1 | awk '/^# as: one of /{ state = $5; sub(",", "", state) } /^  as:$/{ $0 = $0 " " state } 1' >sheet
            sed -i -E 's/^( *)(pulse):$/\1\2: green well/; s/^( *)(match|acceptance|agreement):$/\1\2: yes indeed/
                s/^( *)authority:$/\1authority: decides,signs/; s/^( *)confirmed:$/\1confirmed: Sanne, us/
                s/^( *)by:$/\1by: Sanne/; s/^how:$/how: call/
                s/^( *)(limit|amend|[a-z_]+):$/\1\2: something/' sheet
            sed -i "/^authority:/{ n; s/person: .*/person: $decider/; }; s/^  confirmed: Sanne, us$/  confirmed: $decider, Sanne, us/" sheet
            expect 0 naast talk D1 <sheet || return 1
        done
        equal 0 "$code" || return 1
        expect 0 naast advance D1 --to "$stage" || return 1
    done
}

@test "filled in and handed back, sheet by sheet, the deal arrives" {
    findable
    arrives Sanne match value decision terms delivery completed
    expect 0 naast deal show D1 --json
    json .deal.stage '"completed"'
}

@test "who must speak when that is somebody else than the contact" {
    findable
    naast person add "Bas Bos" >/dev/null
    naast person add "Bas Berg" >/dev/null
    arrives "Bas Bos" match value decision terms
    expect 3 naast gate D1
    holds "$out" 'naast record D1 agreement "yes / no" "…" --from Bas'
    expect 0 naast guide D1
    holds "$out" $'\nagreement:\n  from: Bas Bos\n'
    holds "$out" $'\nsignature:\n  from: Bas Bos\n'
    arrives "Bas Bos" delivery completed
}

# filled NAME: the sheet on standard input with every line filled in: the first of what there is to choose from, else words.
filled() {
    awk -v name="$1" '
        /^# begin (with|met)( one of| een van)?: / { sub(/^[^:]*: /, ""); sub(/,.*/, ""); choice = $0 " " }
        /^# as: (one of|een van) / { state = $5; if ($4 != "of" && $4 != "van") state = $4; sub(/,.*/, "", state); print; next }
        /^#/ { print; next }
        /^ *(confirmed):$/ { print $0 " us, " name; next }
        /^ *(by|person|from):$/ { print $0 " " name; next }
        /^ *as:$/ { print $0 " " state; next }
        /^how:$/ { print "how: call"; next }
        /^ *(amend|[a-z_]+):$/ { print $0 " " choice "something"; choice = ""; next }
        { print }'
}

# open_checks: what the gate now asks, one a line.
open_checks() {
    naast gate D1 --json | jq -r '.gates[] | select(.enforced) | .checks[] | select(.advisory == false)
        | select(.verdict != "met" and .verdict != "waived") | .check' || true
}

# fills LANGUAGE: sheet by sheet, all lines filled in; what a sheet asked is met afterwards. Ends in the last stage.
fills() {
    local language=$1 rounds=0 asked check
    while naast deal show D1 --json | jq -e '.deal.stage != "'"$2"'"' >/dev/null; do
        [ $((rounds += 1)) -lt 40 ] || return 1
        asked=$(open_checks)
        if [ -z "$asked" ]; then naast advance D1 >/dev/null || return 1; continue; fi
        naast guide D1 --lang "$language" | filled Sanne >sheet
        expect 0 naast talk D1 --lang "$language" <sheet || { cat sheet >&2; return 1; }
        for check in $asked; do
            naast gate D1 --json | jq -e --arg c "$check" '[.gates[].checks[] | select(.check == $c)][0].verdict == "met"' >/dev/null ||
                { printf 'not met: %s after:\n' "$check" >&2; cat sheet >&2; return 1; }
        done
    done
}

@test "every line of every sheet can be filled in and read back: fair, in both languages" {
    findable
    fills en completed
    rm -rf .naast; naast init -q 2>/dev/null; findable
    fills nl completed
}

@test "every line of every sheet can be filled in and read back: bant, meddpicc and a pipeline of one's own, in both languages" {
    naast pipeline show fair --json >fair.json
    jq '.pipeline // . | del(.schema) | .name = "own" | .stages |= (. as $s | [0, 1, 3, 4, 2] as $order
        | [range(0; 5) | $s[.] + {gate: $s[$order[.]].gate}] + $s[5:])' fair.json >own.json
    for language in en nl; do
        for pipeline in bant:won meddpicc:signed own:completed; do
            rm -rf .naast; naast init -q 2>/dev/null
            naast pipeline add own.json >/dev/null 2>&1
            naast deal add "x" --contact "Sanne de Wit" --pipeline "${pipeline%:*}" >/dev/null 2>&1
            fills $language "${pipeline#*:}" || return 1
        done
    done
}

@test "somebody who asked not to be contacted is not called for our questions" {
    findable
    naast person edit P1 --no-contact >/dev/null
    expect 0 naast guide D1
    holds "$out" "# Sanne asked not to be contacted. Nothing below is a reason to call: wait until they come to you."
    expect 0 naast guide D1 --html --lang nl
    holds "$out" "Sanne wil niet benaderd worden."
    naast guide D1 >sheet
    leaves 8 naast talk D1 <sheet
}

@test "what is known stands above the questions, the newest of what there is much of" {
    told
    expect 0 naast guide D1
    known=$(sed -n '/^# What we know/,/^$/p' <<<"$out")
    holds "$known" "#   Need or challenge: staff cannot find the policy that holds now (Sanne, 3 Nov)"
    holds "$known" "#   Summary: One place"
    holds "$known" "#   Price: EUR 24,000, fixed, in two parts (us, 3 Nov)"
    holds "$known" "#   Promise: a test server with your own pages (us, 3 Nov; by 9 Nov)"
    holds "$known" "#   Promise: a list of the fifty most asked questions (Sanne, 3 Nov; by 12 Nov)"
    holds "$known" "#   Who decides and signs: decides, Karim: the budget is his (Sanne, 3 Nov)"
    holds "$known" "#   Pulse: something rubs: I hear about problems too late (Sanne, 10 Nov)"
    holds "$known" "#   Need or challenge: between us: before the elections (Sanne, 10 Nov; in confidence)"
    naast settle D1.23 --as kept --by Sanne >/dev/null 2>&1
    for k in 1 2 3 4 5 6 7 8 9; do naast record D1 need "need $k" >/dev/null; done
    expect 0 naast guide D1
    lacks "$out" "a test server with your own pages"
    holds "$out" "#   Need or challenge: and 5 earlier"
    lacks "$out" "#   Need or challenge: need 2 "
    holds "$out" "#   Need or challenge: need 3 "
}

@test "what comes up anyway, from gates that are further ahead, is no debt" {
    told
    expect 0 naast guide D1
    lacks "${out#*# If it comes up}" "authority:"
    naast deal add m --pipeline meddpicc --contact Bob >/dev/null 2>&1
    expect 0 naast guide D2
    holds "${out#*# If it comes up}" "Who can say yes to the money?"
    lacks "${out%%# If it comes up*}" "authority:"
}

@test "as Markdown and as HTML, in both languages" {
    told
    for language in en nl; do
        naast guide D1 --markdown --lang $language | against guide.$language.md
        naast guide D1 --html --lang $language | body | against guide.$language.html
    done
    leaves 2 naast guide D1 --markdown --html
}

@test "when the way is open the sheet says so" {
    understood
    expect 0 naast guide D1
    holds "$out" $'\n# The way is open: naast advance D1\n'
    expect 0 naast guide D1 --lang nl
    holds "$out" $'\n# De weg is vrij: naast advance D1\n'
    naast advance D1 >/dev/null
    expect 0 naast guide D1
    lacks "$out" "naast advance"
}

@test "what tends to come up anyway stands at the end" {
    understood
    naast advance D1 >/dev/null
    expect 0 naast guide D1
    holds "$out" '# We: Can we honestly help here?'
    holds "$out" "# begin with one of: yes, no"
    last=${out#*# If it comes up}
    holds "$last" "limit:"
    holds "$last" "price_indication:"
    holds "$out" ".2:
  contribution:
  limit:"
}

@test "a contact whose name cannot stand on a sheet is named by number" {
    naast person add "Wit, Sanne de" >/dev/null
    naast deal add x --contact P1 >/dev/null
    expect 0 naast guide D1
    holds "$out" "with: P1"
    naast deal add y >/dev/null
    expect 0 naast guide D2
    holds "$out" $'\nwith:\nhow:'
}

@test "a deal in its last stage has nothing to ask, an ended one tells how to go on" {
    findable
    naast decline D1 --because x >/dev/null 2>&1
    leaves 6 naast guide D1
    holds "$err" 'naast reopen D1 --because "…"'
    leaves 2 naast guide
    leaves 4 naast guide D9
}

@test "bant and meddpicc have their own questions" {
    naast deal add b --pipeline bant >/dev/null
    expect 0 naast guide D1
    holds "$out" $'\nbudget:'
    naast deal add m --pipeline meddpicc >/dev/null
    expect 0 naast guide D2 --lang nl
    holds "$out" $'\nchampion:\n  person:'
}

@test "what is known without a text has no stray colon, on the sheet and on the page; one choice is not one of several" {
    findable
    naast talk D1 >/dev/null <<<$'match: yes it does\n  confirmed: us'
    expect 0 naast guide D1
    holds "$out" "#   Match: yes: it does (us, 10 Nov)"
    expect 0 naast guide D1 --markdown
    holds "$out" "- **Match: yes**: it does"
    expect 0 naast guide D1 --lang nl
    holds "$out" "# begin met: decides"
    lacks "$out" "een van: decides"
}
