#!/usr/bin/env bats
# show.bats: naast show: the whole story of a deal; an item, a person, an organisation.

load ../lib/evidence

further() {
    understood
    naast advance D1 >/dev/null
}

@test "the story of a deal" {
    expect 0 naast record D1 promise "a test server" --due 20nov --how mail
    expect 0 naast record D1 price "for a year" --amount 28000
    expect 0 naast record D1 costs --none --because "it runs on what they have"
    expect 0 naast record D1 authority decides --person "Karim Ali"
    expect 0 naast show D1
    equal "D1  Findable policy · Waterdam                                      Match, day 1
  contact           Sanne de Wit
  owner             anna

D1.1     why we're here (us, 10 Nov)
         we build search, 15 to 40k; she said: tell me
D1.2     need or challenge (Sanne, 10 Nov)
         staff cannot find the policy that holds now
D1.3     underlying question, about D1.2 (Sanne, 10 Nov)
         residents get wrong answers
D1.4     summary (us, 10 Nov)
         one place where the current policy is
         Sanne agrees (10 Nov)
D1.5     promise (us, 10 Nov)
         a test server
         open, due 20 Nov
D1.6     price (us, 10 Nov)
         for a year
         EUR 28,000
D1.7     other costs: none (us, 10 Nov)
         it runs on what they have
D1.8     who decides and signs: decides, Karim (Sanne, 10 Nov)

Conversations
  10 Nov       conversation

Moves
  10 Nov       opened, in Getting to know (anna)
  10 Nov       Getting to know → Match (anna)
               receipt: 4 checks, on 4 items" "$out"
}

@test "our own words need no telling, others' do, and so do those that no longer hold" {
    expect 0 naast record D1 promise p --due 20nov
    expect 0 naast amend D1.5 --due 27nov --agreed Sanne
    expect 0 naast show D1.5
    equal "D1.5     promise (us, 10 Nov)
         p
         open, due 27 Nov, re-agreed in time, Sanne agrees (10 Nov)" "$out"
    expect 0 naast amend D1.4 "her words" --from Sanne
    expect 0 naast show D1.4
    holds "$out" "we agreed on 10 Nov, before it changed"
    lacks "$out" "Sanne agree"
    expect 0 naast confirm D1.4 --by us
    expect 0 naast show D1.4
    holds "$out" "we agree (10 Nov)"
    lacks "$out" "before it changed"
    expect 0 naast record D1 need "another"
    expect 0 naast show D1.4
    holds "$out" "Sanne agreed on 10 Nov, before it changed, we agreed on 10 Nov"
    expect 0 naast show D1.4 --lang nl
    holds "$out" "Sanne was het er op 10 nov mee eens, voordat het veranderde, wij waren"
    holds "$out" "het er op 10 nov mee eens, voordat het veranderde"
}

@test "what became of items" {
    expect 0 naast record D1 promise kept --due 5nov
    expect 0 naast settle D1.5 --as kept --by Sanne
    expect 0 naast record D1 promise broken
    expect 0 naast settle D1.6 --as broken --by us --because "the server burnt"
    expect 0 naast record D1 promise gone
    expect 0 naast settle D1.7 --as released --by Sanne
    expect 0 naast record D1 price "between us" --in-confidence --url https://example.org
    expect 0 naast retract D1.2 --because "not theirs"
    expect 0 naast show D1
    holds "$out" "kept late, due 5 Nov"
    holds "$out" $'not kept\n         the server burnt'
    holds "$out" "let go by Sanne"
    holds "$out" "https://example.org, in confidence"
    holds "$out" $'taken back\n         not theirs'
    expect 0 naast show D1 --lang nl
    for part in "te laat nagekomen, uiterlijk 5 nov" "niet nagekomen" "losgelaten door Sanne" "in vertrouwen" ingetrokken Stappen; do
        holds "$out" "$part"
    done
}

@test "every kind of move" {
    naast back D1 --because "they think again" >/dev/null
    naast decline D1 --because "an app" --told Sanne >/dev/null
    naast reopen D1 --because "search after all" >/dev/null
    naast deal edit D1 --pipeline bant --because "a small one" >/dev/null 2>&1
    expect 0 naast show D1
    holds "$out" "Match → Getting to know (anna)
               they think again"
    holds "$out" "we said no (anna)
               an app
               Sanne was told"
    holds "$out" "open again, in Getting to know (anna)"
    holds "$out" "to pipeline bant, revision 1 (anna)
               a small one"
}

@test "show --json: the deal as in deal show, with its items and moves" {
    naast record D1 promise p --due 20nov >/dev/null
    naast record D1 price x --amount 5 >/dev/null
    expect 0 naast show D1 --json
    json 'keys_unsorted' '["schema","rev","deal","items","transitions","activities","tasks"]'
    json '[.schema, .deal.id, .deal.stage, .deal.outcome]' '[1,"D1","match",null]'
    json '[.items[].id]' '["D1.1","D1.2","D1.3","D1.4","D1.5","D1.6"]'
    json '.items[3] | [.kind, .from, .words]' '["summary",{"side":"us","person":null,"name":null},[{"by":{"side":"us","person":null,"name":null},"fresh":true,"seen":4,"on":"2026-11-10","how":null},{"by":{"side":"customer","person":"P1","name":"Sanne de Wit"},"fresh":true,"seen":4,"on":"2026-11-10","how":null,"backed":"said"}]]'
    json '.items[4] | [.state, .due, .late, .reagreed, .about, .amount]' '["open","2026-11-20",false,0,null,null]'
    json '.items[5] | [.amount, .currency]' '["5.00","EUR"]'
    moves=$(printf '%s' "$out" | jq -c '.transitions')
    expect 0 naast deal show D1 --json
    json .transitions "$moves"
    json '.transitions[-1].receipt[0]' '{"gate":"needs_understood","digest":"a2adbcf072bbe9b25a2f9e0e7dc84c0e","check":"purpose","verdict":"met","code":"ok","items":[{"item":"D1.1","crev":1,"respelled":false}]}'
    expect 0 naast show D1.4 --json
    json '[.schema, .item.id, .item.kind]' '[1,"D1.4","summary"]'
}

@test "the story has the conversations by date, and what is to do" {
    printf '%s\n' "with: Sanne" "how: call" "on: 2026-11-08" "She laughed" "and wants to see it" | naast talk D1 >/dev/null
    naast task add "send the NDA" --deal D1 --due 20nov >/dev/null
    naast task add "book a room" --deal D1 >/dev/null
    naast task done T2 >/dev/null 2>&1
    expect 0 naast show D1
    holds "$out" $'\nConversations\n  8 Nov        Sanne de Wit, call\n               She laughed\n               and wants to see it\n  10 Nov       conversation\n'
    holds "$out" $'\n\nTo do\n  T1           send the NDA, due 20 Nov\n\nMoves\n'
    expect 0 naast show D1 --lang nl
    holds "$out" $'\nGesprekken\n'
    holds "$out" $'\nTe doen\n'
    expect 0 naast show D1 --json
    json '[.activities[] | [.id, .on, .kind, .text, .with, .how]][1]' '["A2","2026-11-08","talk","She laughed\nand wants to see it","Sanne de Wit","call"]'
    json '[.tasks[] | [.id, .text, .due, .done]]' '[["T1","send the NDA","2026-11-20",null],["T2","book a room",null,"2026-11-10"]]'
}

@test "by its letter: a deal, an item, a person, an organisation; a name is a deal's" {
    expect 0 naast show d1
    deal=$out
    expect 0 naast show "findable policy"
    equal "$deal" "$out"
    expect 0 naast show d1.4
    holds "$out" "D1.4     summary"
    expect 0 naast show P1
    holds "$out" "Sanne de Wit"
    expect 0 naast show O1 --json
    json .org.name '"Waterdam"'
}

@test "imported and not talked through" {
    naast import deals - --map title=t stage=s --stage e=value <<<$'t,s\nOld,e' >/dev/null 2>&1
    expect 0 naast show D2
    holds "$out" "imported, not talked through"
    holds "$out" "imported, in Value"
    expect 0 naast show D2 --lang nl
    holds "$out" "geïmporteerd, nog niet besproken"
}

@test "lines of a text stay lines, well within the screen" {
    naast record D1 need $'first line\nsecond line' >/dev/null
    expect 0 naast show D1.5
    holds "$out" $'         first line\n         second line'
    naast record D1 need "$(printf 'many words %.0s' $(seq 100))" >/dev/null
    for width in 80 200; do
        COLUMNS=$width expect 0 naast show D1
        within "$width" "$out"
    done
}

@test "wrong use" {
    leaves 2 naast show
    leaves 2 naast show D1 D2
    leaves 2 naast show D1 --csv
    leaves 4 naast show D9
    leaves 4 naast show D1.99
    leaves 4 naast show P9
    leaves 4 naast show O9
    leaves 4 naast show nothing
    naast deal add "Findable policy" >/dev/null
    leaves 5 naast show "findable policy"
    holds "$err" D1
    holds "$err" D2
}
