#!/usr/bin/env bats
# gate.bats: naast gate: what is clear, what is still open, and what to do about it.

load ../lib/evidence

# The deal of the design's screen: a need without a why came after the summary was agreed.
gapped() {
    export NAAST_NOW=2026-11-01T09:00:00Z
    findable
    naast record D1 need "staff cannot find it" --why "wrong answers" >/dev/null
    naast record D1 summary "one place" >/dev/null
    NAAST_NOW=2026-11-04T09:00:00Z naast confirm D1.3 --by Sanne >/dev/null
    NAAST_NOW=2026-11-07T09:00:00Z naast record D1 need "staff also follow old versions" >/dev/null
    export NAAST_NOW=2026-11-09T09:00:00Z
}

@test "the screen of a move that cannot be made yet" {
    gapped
    expect 3 naast gate D1
    equal "" "$err"
    equal 'D1  Findable policy · Waterdam                            Getting to know, day 9
    ●───○───○───○───○───○───○    next: Match

Not yet. Three things first; the other one is clear.

  ○  Why we'"'"'re here         still to say
       Say   I'"'"'m here because we sell …. Is it all right to talk about that?
       Type  naast record D1 purpose "…"

  ○  Underlying question    still to ask
       D1.4 "staff also follow old versions" (Sanne, 7 Nov)
       Ask   What would change for you if that were solved?
       Type  naast record D1 why "…" --about 4

  ↻  Summary                changed since they agreed
       D1.3, agreed with Sanne on 4 Nov; D1.4 came on 7 Nov
       Ask   May I sum it up? Correct me where I'"'"'m off.
       Type  naast amend D1.3 "…" && naast confirm D1.3 --by Sanne --how "…"

  ✓  Need or challenge      clear

Before you call:      naast guide D1
Not for us after all? naast decline D1 --because "…"' "$out"
    gentle
}

@test "the same in Dutch" {
    gapped
    expect 3 env LC_ALL=nl_NL.UTF-8 naast gate D1
    equal 'D1  Findable policy · Waterdam                                Kennismaken, dag 9
    ●───○───○───○───○───○───○    hierna: Match

Nog niet. Eerst drie dingen; het andere is duidelijk.

  ○  Waarvoor we komen      nog te vertellen
       Zeg   Ik kom omdat wij … verkopen. Vind je het goed dat we het daarover
             hebben?
       Typ   naast record D1 purpose "…"

  ○  Onderliggende vraag    nog te vragen
       D1.4 "staff also follow old versions" (Sanne, 7 nov)
       Vraag Wat verandert er voor je als dat is opgelost?
       Typ   naast record D1 why "…" --about 4

  ↻  Samenvatting           veranderd sinds het akkoord
       D1.3, afgesproken met Sanne op 4 nov; D1.4 kwam op 7 nov
       Vraag Zal ik het samenvatten? Verbeter me gerust.
       Typ   naast amend D1.3 "…" && naast confirm D1.3 --by Sanne --how "…"

  ✓  Behoefte of uitdaging  duidelijk

Voor je belt:         naast guide D1
Toch niet voor ons?   naast decline D1 --because "…"' "$out"
    dutch=$out
    expect 3 naast gate D1 --lang nl
    equal "$dutch" "$out"
    gentle
}

@test "in ASCII nothing but ASCII, in every verdict" {
    gapped
    naast record D1 promise p >/dev/null
    naast waive D1 basis --because x >/dev/null
    naast record D1 match no "you need an app" >/dev/null
    naast record D1 frame f >/dev/null
    expect 3 naast gate D1 --to completed --ascii
    for sign in '  o  ' '  *  ' '  +  ' '  -  ' '  ~  ' '  =  '; do holds "$out" "$sign"; done
    holds "$out" '*---o---o'
    if printf '%s' "$out" | LC_ALL=C grep -n '[^ -~]'; then false; fi
}

@test "each verdict has its sign and its words" {
    gapped
    naast record D1 promise p >/dev/null
    naast waive D1 basis --because x --until 2026-12-01 >/dev/null
    naast record D1 match no "you need an app" >/dev/null
    naast record D1 frame f >/dev/null
    expect 3 naast gate D1 --to completed
    holds "$out" "  ○  Underlying question      still to ask"
    holds "$out" "  ○  Why we're here           still to say"
    holds "$out" "  ↻  Summary                  changed since they agreed"
    holds "$out" "  ✓  Need or challenge        clear"
    holds "$out" "  –  Match                    the answer was no"
    holds "$out" "  ~  The whole picture        not yet checked together"
    holds "$out" "  ‖  How we know we can       set aside until 1 Dec"
    expect 3 naast gate D1 --to completed --lang nl
    holds "$out" "het antwoord was nee"
    holds "$out" "nog niet samen gecheckt"
    holds "$out" "opzijgezet tot 1 dec"
}

@test "gate --json has the shape that scripts rely on" {
    gapped
    expect 3 naast gate D1 --json
    json 'keys_unsorted[0:8]' '["schema","rev","deal","stage","to","open","left","moved"]'
    json '[.schema, .deal, .stage, .to, .open]' '[1,"D1","discovery","match",false]'
    json '.gates | length' 1
    json '.gates[0] | [.gate, .open]' '["needs_understood",false]'
    json '.gates[0].checks[2]' '{"check":"why","verdict":"missing","code":"no_answer","advisory":false,"waivable":false,"items":["D1.4"],"ask":"What would change for you if that were solved?","rests_on":[],"fix":"naast record D1 why \"…\" --about 4 --from P1","commands":[{"argv":["naast","record","D1","why",null,"--about","4","--from","P1"],"fill":[{"at":4,"what":"text"}]}]}'
    rev=$(printf '%s' "$out" | jq .rev)
    expect 0 naast deal show D1 --json
    json .rev "$rev"
}

@test "JSON does not depend on the locale, unless a language is asked for" {
    gapped
    expect 3 naast gate D1 --json
    english=$out
    expect 3 env LC_ALL=nl_NL.UTF-8 naast gate D1 --json
    equal "$english" "$out"
    expect 3 naast gate D1 --json --lang nl
    json '.gates[0].checks[2] | [.check, .ask]' '["why","Wat verandert er voor je als dat is opgelost?"]'
}

@test "open: exit 0, everything clear" {
    understood
    expect 0 naast gate D1
    equal 'D1  Findable policy · Waterdam                            Getting to know, day 1
    ●───○───○───○───○───○───○    next: Match

Clear: the way is open.

  ✓  Why we'"'"'re here         clear
  ✓  Need or challenge      clear
  ✓  Underlying question    clear
  ✓  Summary                clear' "$out"
    expect 0 naast gate D1 --json
    json '[.open, .gates[0].open, (.gates[0].checks | map(.fix) | unique)]' '[true,true,[""]]'
}

@test "the whole path: every gate by its name, and how far it goes" {
    understood
    expect 3 naast gate D1 --to delivery
    holds "$out" "    up to: At work"
    for gate in "Needs understood  clear" "Match confirmed  not yet" "Value framed  not yet" "Decision-maker known  not yet" \
        "Supplier conditions met  not yet"; do
        holds "$out" "$gate"
    done
    lacks "$out" "Word kept"
    holds "$out" "Not yet. 22 things first; the rest is clear."
    expect 3 naast gate D1 --to delivery --json
    json '[.gates[].gate]' '["needs_understood","match_confirmed","value_framed","decision_maker_identified","supplier_conditions_met"]'
}

@test "verdicts stand below each other, and what asked nobody anything says so" {
    understood
    expect 3 naast gate D1 --to delivery
    holds "$out" $'\n  ✓  Source                   does not apply\n'
    holds "$out" $'\n  ○  Conditions in order      after: conditions asked\n'
    holds "$out" $'\n  ✓  Summary                  clear\n'
    holds "$out" $'\n  ○  The decider sees it too  still'
    expect 3 naast gate D1 --to delivery --lang nl
    holds "$out" "niet van toepassing"
    expect 3 naast gate D1 --to delivery --json
    json '[.gates[].checks[] | select(.check == "conditions_settled") | .verdict, .code]' '["met","nothing_to_check"]'
}

@test "numbers of things in words, up to nine" {
    findable
    expect 3 naast gate D1
    holds "$out" "Not yet. Four things first."
    naast record D1 purpose x >/dev/null
    naast record D1 need x --why y >/dev/null
    expect 3 naast gate D1
    holds "$out" "Not yet. One thing first; the rest is clear."
}

@test "what tends to come up anyway never blocks, and is told so" {
    understood
    naast advance D1 >/dev/null
    expect 3 naast gate D1
    holds "$out" "  ○  What we don't do       if it comes up"
    holds "$out" "  ○  Rough price            if it comes up"
}

@test "what lies behind since it was won is shown, and not asked again" {
    understood
    naast talk D1 >/dev/null <<'SHEET'
.2:
  contribution: one search
match: yes it does
  confirmed: us, Sanne
price: a
costs: b
timeline: c
  basis: d
place: e
result: f
  basis: g
milestone: h
stakeholder: i
reporting: j
win: k
  from: Sanne
win: l
frame: m
  confirmed: Sanne
authority: decides, signs
  person: Sanne
condition: n
  as: met
  by: Sanne
agreement: yes o
signature: p
SHEET
    expect 0 naast advance D1 --to delivery
    naast record D1 need "one more" >/dev/null
    expect 3 naast gate D1
    holds "$out" "Needs understood  not yet (behind you; shown, not asked again)"
    holds "$out" "Not yet. Four things first."
    lacks "$out" "Not for us after all?"
    expect 3 naast gate D1 --json
    json '[.gates[] | [.gate, .enforced]] | .[0, -1]' '["needs_understood",false]
["word_kept",true]'
    naast record D1 acceptance yes "it works" >/dev/null
    naast record D1 pulse green "all is well" >/dev/null
    expect 0 naast advance D1
    expect 0 naast gate D1
    holds "$out" "This is the last stage; there is nothing ahead."
    expect 0 naast gate D1 --json
    json '[.to, .open]' '[null,true]'
}

@test "an ended deal says how to go on, also to scripts" {
    findable
    naast decline D1 --because x >/dev/null 2>&1
    expect 3 naast gate D1
    holds "$out" "we said no"
    holds "$out" 'This deal has ended. To go on:  naast reopen D1 --because "…"'
    lacks "$out" "       Type"
    lacks "$out" "naast guide"
    expect 3 naast gate D1 --json
    json '[.gates[].checks[] | select(.verdict != "met") | .fix] | unique' '["naast reopen D1 --because \"…\""]'
}

@test "many items at fault: four, and how many more" {
    findable
    for k in 1 2 3 4 5 6; do naast record D1 need "need $k" >/dev/null; done
    expect 3 naast gate D1
    holds "$out" '"need 4"'
    lacks "$out" '"need 5"'
    holds "$out" "and 2 more"
    expect 3 naast gate D1 --json
    json '[.gates[0].checks[] | select(.check == "why") | .items[]]' '["D1.1","D1.2","D1.3","D1.4","D1.5","D1.6"]'
}

@test "eighty columns hold every line but what must paste as it is; two hundred are used" {
    gapped
    naast deal edit D1 --title "$(printf 'A title that goes on %.0s' 1 2 3 4 5 6)" >/dev/null 2>&1
    naast record D1 need "$(printf 'many words %.0s' $(seq 200))" >/dev/null
    COLUMNS=80 expect 3 naast gate D1 --to completed
    within 80 "$(printf '%s\n' "$out" | grep -v '       Type  ')"
    export COLUMNS=200
    expect 3 naast gate D1
    line=$(printf '%s\n' "$out" | head -n 1)
    equal 200 "$(widest "$line")"
    within 200 "$out"
}

@test "wrong use" {
    findable
    leaves 2 naast gate
    leaves 2 naast gate D1 D2
    leaves 2 naast gate D1 --to
    leaves 4 naast gate D9
    leaves 4 naast gate nobody
    leaves 4 naast gate D1 --to nowhere
    leaves 2 naast gate D1 --csv
}

@test "looking changes nothing" {
    gapped
    before=$(head_of)
    for command in "gate D1" "gate D1 --json" "guide D1" "show D1" "advance D1" "advance D1 --dry-run"; do
        # shellcheck disable=SC2086 # words on purpose
        naast $command >/dev/null 2>&1 || true
    done
    equal "$before" "$(head_of)"
}

@test "one verdict has several reasons, and says which" {
    add_reasons() {
        naast pipeline show fair --json | jq '.name = "reasons" | .stages[0].gate.checks = [
            {id: "old", rule: "some", kind: "need", fresh_days: 5},
            {id: "open", rule: "every", kind: "promise", side: "us", closed: true},
            {id: "theirs", rule: "every", kind: "promise", side: "customer", closed: true},
            {id: "no", rule: "some", kind: "pulse", side: "customer"},
            {id: "none", rule: "some", kind: "limit"},
            {id: "empty", rule: "every", kind: "claim"}]' >reasons.json
        naast pipeline add reasons.json >/dev/null 2>&1
    }
    add_reasons
    naast deal add Reasons --org Waterdam --contact "Sanne de Wit" --pipeline reasons >/dev/null 2>&1
    naast record D1 need "to find it" >/dev/null 2>&1
    naast record D1 promise "a server" --due 2026-11-20 --from us >/dev/null 2>&1
    naast record D1 promise "their data" --due 2026-11-20 --from Sanne >/dev/null 2>&1
    naast record D1 pulse red "you are late" --from Sanne >/dev/null 2>&1
    naast record D1 limit --none --because "all of it" >/dev/null 2>&1
    NAAST_NOW=2026-12-01T09:00:00Z expect 3 naast gate D1
    holds "$out" "10 Nov, some time ago; how is it now?"
    holds "$out" "still open, by 20 Nov, 11 days late"
    holds "$out" "they meant to by 20 Nov; a friendly reminder"
    holds "$out" "the answer was: not right"
    holds "$out" "here we do need an answer"
    holds "$out" "does not apply"
    NAAST_NOW=2026-12-01T09:00:00Z COLUMNS=80 expect 3 naast gate D1 --lang nl
    holds "$out" "10 nov, alweer even geleden; hoe is het nu?"
    holds "$out" "nog open, voor 20 nov, 11 dagen te laat"
    holds "$out" "het antwoord was: dit gaat niet goed"
    holds "$out" "hier is toch een antwoord nodig"
    within 80 "$(printf '%s\n' "$out" | grep -v ' Typ  ')"
}
