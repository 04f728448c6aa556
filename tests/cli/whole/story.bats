#!/usr/bin/env bats
# story.bats: a whole honest deal, from the first call to Delivered, as it is told in the design: at most 18 commands.

load ../lib/helper

story=${BATS_TEST_DIRNAME}/../story

prepare() {
    naast init >/dev/null 2>&1
    commands=0
}

on() { export NAAST_NOW=2026-11-$1T09:00:00Z; }

# does EXIT COMMAND…: one command of the story.
does() {
    commands=$((commands + 1))
    expect "$@"
}

first_call() {
    on 01
    does 0 naast deal add "Findable policy" --org Waterdam --contact "Sanne de Wit" \
        --purpose "We build search, 15 to 40k. She said: tell me."
    equal D1 "$out"
    does 0 naast talk D1 <"$story/call-1.txt"
    equal "D1.2 need or challenge, D1.3 underlying question (Sanne); D1.4 summary (us)" "$out"
    does 3 naast advance D1
    equal "" "$out"
    equal 'D1  Findable policy · Waterdam                            Getting to know, day 1
    ●───○───○───○───○───○───○    next: Match

Not yet. One thing first; the rest is clear.

  ~  Summary                not yet checked together
       D1.4 "staff need one place where the current policy is" (us, 1 Nov)
       Ask   May I sum it up? Correct me where I'"'"'m off.
       Type  naast confirm D1.4 --by Sanne --how "…"

Before you call:      naast guide D1
Not for us after all? naast decline D1 --because "…"' "$err"
    on 03
    does 0 naast confirm D1.4 --by Sanne --how "mail 3 Nov"
    equal "Confirmed by Sanne: D1.4 summary" "$out"
    does 0 naast advance D1
    equal "D1  Getting to know → Match" "$out"
}

second_call() {
    on 09
    does 0 naast talk D1 <"$story/call-2.txt"
    equal "D1.5 what we could bring, D1.6 what we don't do, D1.7 match, D1.8 price, D1.9
other costs, D1.10 timeline, D1.11 how we know we can, D1.12 place, D1.13
intended result, D1.14 how we know we can, D1.15 milestone, D1.16 people
involved, D1.17 reporting (us); D1.18 what's in it (Sanne); D1.19 what's in it
(us); D1.20 the whole picture (us, Sanne); D1.21 promise, D1.22 how we know we
can, D1.23 promise, D1.24 how we know we can (us); D1.25 supplier condition
(Sanne)" "$out"
    on 10
    does 0 naast record D1 authority decides,signs --person "Karim Ali"
    equal $'D1.26\nD1.27' "$out"
    equal "P2 is new: Karim Ali
who decides and signs: decides, Karim (Sanne)
who decides and signs: signs, Karim (Sanne)" "$err"
}

karim_agrees() {
    on 12
    does 0 naast confirm D1 summary --by Karim --how "call 12 Nov"
    equal "Confirmed by Karim: D1.4 summary" "$out"
    does 0 naast confirm D1 match --by Karim
    equal "Confirmed by Karim: D1.7 match" "$out"
    does 0 naast confirm D1 frame --by Karim
    equal "Confirmed by Karim: D1.20 the whole picture" "$out"
    on 13
    does 0 naast talk D1 <"$story/call-3.txt"
    equal "D1.25 in order; D1.28 the yes, D1.29 signature (Karim)" "$out"
    does 0 naast advance D1 --to delivery
    equal "D1  Match → Value → Decision → Terms → At work." "$out"
}

at_work() {
    on 18
    does 0 naast amend D1.21 --due 27nov --because "test server late" --agreed Sanne
    equal "D1.21  promise: 20 Nov → 27 Nov, re-agreed in time" "$out"
    on 19
    does 0 naast record D1 pulse amber "I hear about problems too late" --from Sanne \
        --promise "Friday call, bad news first" --due 5dec --basis "in both diaries"
    equal $'D1.30\nD1.31\nD1.32' "$out"
    equal "Sanne: P1 Sanne de Wit
pulse: something rubs (Sanne)
promise (us)
how we know we can (us)" "$err"
    on 27
    does 0 naast record D1 pulse green "much better" --from Sanne
    does 0 naast settle D1.21,23,31 --as kept --by Sanne
    equal "D1.21  promise: kept
D1.23  promise: kept
D1.31  promise: kept" "$out"
    does 0 naast record D1 acceptance yes "staff find it" --from Sanne
    does 0 naast advance D1
    equal "D1  At work → Delivered. 3 promises kept, 1 re-agreed in time." "$out"
}

whole_story() {
    first_call && second_call && karim_agrees && at_work
}

@test "the whole deal, from the first call to Delivered, in at most 18 commands" {
    whole_story
    [ "$commands" -le 18 ]
    expect 0 naast deal show D1 --json
    json '[.deal.stage, .deal.outcome]' '["completed","won"]'
    expect 0 naast verify
}

@test "every item of the story has the number that the design gives it" {
    whole_story
    expect 0 naast show D1 --json
    json '[.items[] | .kind]' '["purpose","need","why","summary","contribution","limit","match","price","costs","timeline","basis","place","result","basis","milestone","stakeholder","reporting","win","win","frame","promise","basis","promise","basis","condition","authority","authority","agreement","signature","pulse","promise","basis","pulse","acceptance"]'
    json '[.items[] | select(.about != null) | [.id, .about]]' '[["D1.3","D1.2"],["D1.5","D1.2"],["D1.11","D1.10"],["D1.14","D1.13"],["D1.22","D1.21"],["D1.24","D1.23"],["D1.31","D1.30"],["D1.32","D1.31"]]'
    json '[.items[] | select(.from.side == "customer") | .id]' '["D1.2","D1.3","D1.18","D1.25","D1.26","D1.27","D1.28","D1.29","D1.30","D1.33","D1.34"]'
    json '[.items[] | select(.kind == "promise") | [.state, .late, .reagreed, .due]]' '[["kept",false,1,"2026-11-27"],["kept",false,0,"2026-11-30"],["kept",false,0,"2026-12-05"]]'
}

@test "every move of the story has its receipt" {
    whole_story
    expect 0 naast deal show D1 --json
    json '[.transitions[] | [.kind, .to_stage, (.receipt | length > 0)]]' '[["open","discovery",false],["advance","match",true],["advance","value",true],["advance","decision",true],["advance","terms",true],["advance","delivery",true],["advance","completed",true]]'
    json '[.transitions[-1].receipt[] | select(.verdict != "met")]' '[]'
}

@test "no step of the story can be left out: without its word the deal stays" {
    first_call && second_call
    expect 3 naast advance D1 --to delivery --json
    json '[.gates[].checks[] | select((.advisory | not) and .verdict != "met") | [.check, .verdict]]' \
        '[["match","unconfirmed"],["met","missing"],["decider_agrees","unconfirmed"],["conditions_settled","missing"],["agreed","missing"],["signed","missing"]]'
    json '[.moved, .open]' '[false,false]'
    expect 0 naast deal show D1 --json
    json .deal.stage '"match"'
}

@test "a promise that is kept after its day is told as late" {
    first_call && second_call && karim_agrees
    on 22
    expect 0 naast settle D1.21 --as kept --by Sanne
    equal "D1.21  promise: kept late (it was due on 20 Nov)" "$out"
    expect 0 naast settle D1.23 --as kept --by Sanne
    expect 0 naast record D1 pulse green --from Sanne "all is well"
    expect 0 naast record D1 acceptance yes --from Sanne "it works"
    expect 0 naast advance D1
    equal "D1  At work → Delivered. 2 promises kept, 1 late." "$out"
}

@test "the no of the story: we say it ourselves, and Joris knows why" {
    on 01
    expect 0 naast deal add "An app" --contact "Joris Bakker"
    on 02
    expect 0 naast decline D1 --because "you need an app, not search" --told Joris
    equal "D1  We said no, on day 2. Joris knows why." "$out"
}

@test "the story in Dutch" {
    export LC_ALL=nl_NL.UTF-8
    on 01
    naast deal add "Vindbaar beleid" --org Waterdam --contact "Sanne de Wit" --purpose "wij bouwen zoek" >/dev/null 2>&1
    expect 0 naast talk D1 <"$story/call-1.txt"
    equal "D1.2 behoefte of uitdaging, D1.3 onderliggende vraag (Sanne); D1.4 samenvatting
(wij)" "$out"
    expect 3 naast advance D1
    equal 'D1  Vindbaar beleid · Waterdam                                Kennismaken, dag 1
    ●───○───○───○───○───○───○    hierna: Match

Nog niet. Eerst één ding; de rest is duidelijk.

  ~  Samenvatting           nog niet samen gecheckt
       D1.4 "staff need one place where the current policy is" (wij, 1 nov)
       Vraag Zal ik het samenvatten? Verbeter me gerust.
       Typ   naast confirm D1.4 --by Sanne --how "…"

Voor je belt:         naast guide D1
Toch niet voor ons?   naast decline D1 --because "…"' "$err"
    expect 0 naast confirm D1.4 --by Sanne
    equal "Bevestigd door Sanne: D1.4 samenvatting" "$out"
    expect 0 naast advance D1
    equal "D1  Kennismaken → Match" "$out"
}
