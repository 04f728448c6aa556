#!/usr/bin/env bats
# org show and person show: the whole relation, every deal and every no, and the next moment to be in touch.

load ../lib/helper

prepare() {
    naast init -q >/dev/null
    naast deal add "Findable policy" --org Waterdam --contact "Sanne de Wit" --amount 25000 --expect 2026-12-18 -q >/dev/null 2>&1
    naast record D1 need "old versions" --from Sanne --on 2026-11-04 -q >/dev/null
    naast record D1 authority decides --person "Karim Ali" --from Sanne -q >/dev/null 2>&1
    naast record D1 promise "a test server" --due 2026-11-20 -q >/dev/null 2>&1
    naast record D1 promise "our old files" --from Sanne --due 2026-11-17 -q >/dev/null 2>&1
    naast person edit Karim --no-contact -q >/dev/null
    naast activity add "asked for the old files" --deal D1 --with "Sanne de Wit" --how call --on 2026-11-06 -q >/dev/null
    naast activity add "met at the fair; sent a card, and a list of what we could show them in the new year" --org Waterdam --on 2026-11-02 -q >/dev/null
    naast task add "send a card" --org Waterdam --due 2026-12-20 -q >/dev/null
    naast task add "ask about the app" --person Sanne -q >/dev/null
    naast deal add "An app" --org Waterdam --contact Sanne -q >/dev/null 2>&1
    naast decline D2 --because "you need an app, not search" --told Sanne -q >/dev/null 2>&1
}

masked() { grep -v '^uuid'; }

@test "org show: every deal and every no, who knows, what was promised both ways" {
    golden org_show org show Waterdam
    expect 0 naast org show O1 --json
    json '[.deals[] | [.id, .outcome, .because, .told]]' \
        '[["D2","declined","you need an app, not search","P1"],["D1",null,null,null]]'
    json '[.promises[] | [.side, .text, .state, .due]]' \
        '[["us","a test server","open","2026-11-20"],["customer","our old files","open","2026-11-17"]]'
    json '[.people[].no_contact]' '[false,true]'
}

@test "why we undid something is not why we said no, now nor at a moment of before" {
    naast reopen D2 --because "a second thought" -q >/dev/null
    naast undo --because "between ourselves" -q >/dev/null
    expect 0 naast org show O1 --json
    json '.deals[0] | [.id, .because, .told]' '["D2","you need an app, not search","P1"]'
    expect 0 naast deal show D2 --json
    json '[.transitions[] | [.kind, .stands]]' '[["open",true],["end",true],["reopen",false],["undo",false]]'
    expect 0 naast show O1 --at today --json
    json '.deals[0].because' '"you need an app, not search"'
}

@test "the next moment is the one that naast next names first" {
    expect 0 naast org show O1 --json
    json '.next' '{"reason":"their_promise_due","on":"2026-11-17","days":-7,"deal":"D1","item":"D1.4","task":null,"check":null}'
    naast task add "send the plan" --deal D1 --due 2026-11-12 -q >/dev/null
    expect 0 naast org show O1 --json
    json '[.next.reason, .next.on, .next.task]' '["task_due","2026-11-12","T3"]'
    naast task done T3 -q >/dev/null
    naast deal add "Another" --org Waterdam -q >/dev/null
    naast end D3 --as no_match --because "no" -q >/dev/null
    expect 0 naast org show O1 --json
    json '[.next.reason, .next.on, .next.deal]' '["not_informed","2026-11-10","D3"]'
    equal "$(naast next --json | jq -c '.lines[0] | [.reason, .on, .deal]')" '["not_informed","2026-11-10","D3"]'
}

@test "a condition of theirs that is late is the next moment, and says since when" {
    naast record D1 condition "an NDA" --due 2026-11-03 --on 2026-11-01 -q >/dev/null
    equal '["promise_late","D1.5"]' "$(naast next --json | jq -c '.lines[0] | [.reason, .item]')"
    expect 0 naast org show O1
    holds "$out" 'Late since 3 Nov, D1.5: supplier condition "an NDA": ours to keep'
    lacks "$out" "Next moment"
    expect 0 naast --lang nl person show Sanne
    holds "$out" "Te laat sinds 3 nov, D1.5:"
    expect 0 naast org show O1 --json
    json '[.next.reason, .next.on, .next.days]' '["promise_late","2026-11-03",7]'
}

@test "a no that was imported is not one to be told" {
    printf 'Name,Phase,Org\nOld,Lost,Bakker\n' >old.csv
    expect 0 naast import deals old.csv --map title=Name stage=Phase org=Org --stage Lost=declined
    equal '[]' "$(naast next --json --all | jq -c '[.lines[] | select(.reason == "not_informed")]')"
    expect 0 naast org show Bakker --json
    json '[.deals[0].outcome, .next]' '["declined",null]'
    expect 0 naast org show Bakker
    holds "$out" "Next moment: none is set."
}

@test "what was promised has both sides: conditions are ours, introductions theirs; that there are none is no promise" {
    naast record D1 condition "two references" --due 2026-11-24 -q >/dev/null
    naast record D1 introduction "she will arrange it" --person Karim --from Sanne -q >/dev/null
    expect 0 naast org show O1 --json
    json '[.promises[] | [.item, .kind, .side]]' \
        '[["D1.3","promise","us"],["D1.4","promise","customer"],["D1.5","condition","us"],["D1.6","introduction","customer"]]'
    expect 0 naast org show O1
    holds "$out" "D1.5   us: two references (supplier condition), open, due 24 Nov"
    holds "$out" "D1.6   Sanne: she will arrange it (introduction), open"
    naast deal add "Third" --org Waterdam --contact Sanne -q >/dev/null
    naast record D3 condition "they ask for none" --none -q >/dev/null
    expect 0 naast org show O1 --json
    json '[.promises[] | select(.item | startswith("D3"))]' '[]'
}

@test "ids of any length have room, and all lines stand under each other" {
    { echo "Name,Phase"; for n in $(seq 1000); do echo "Old $n,New"; done; } >old.csv
    naast import deals old.csv --map title=Name stage=Phase --stage New=discovery -q >/dev/null 2>&1
    naast deal add "The next" --org Waterdam --contact Sanne -q >/dev/null
    naast record D1003 promise "p 1403" -q >/dev/null
    expect 0 naast org show O1
    holds "$out" "  D1003.1  us: p 1403"
    holds "$out" "  D1       Findable policy"
    holds "$out" "  P1       Sanne de Wit"
}

@test "of many people a hundred are shown, and that there are more is said" {
    { echo "Name,Org"; for n in $(seq 1 99); do echo "Person $n,Waterdam"; done; } >people.csv
    naast import people people.csv --map name=Name org=Org -q >/dev/null
    expect 0 naast org show O1 --json
    json '[(.people | length), .more_people]' '[100,true]'
    expect 0 naast org show O1
    holds "$err" "There are more people too: naast person list --org O1"
}

@test "person show: their deals, and what the evidence says they are; who asked to be left alone is" {
    golden person_show person show Karim
    expect 0 naast person show Karim --json
    json '[.deals[] | [.id, .roles]]' '[["D1",["decides"]]]'
    json '.next' 'null'
    expect 0 naast person show Sanne --json
    json '[.next.reason, .last_contact]' '["their_promise_due","2026-11-10"]'
}

@test "tasks and activities of their own, and of an organisation's people, are theirs too" {
    expect 0 naast org show O1 --json
    json '[.tasks[] | [.id, .deal]]' '[["T1",null],["T2",null]]'
    json '[.contacts[] | [.on, .deal, .item, .activity]]' \
        '[["2026-11-10","D1","D1.2",null],["2026-11-06","D1",null,"A1"],["2026-11-04","D1","D1.1",null],["2026-11-02",null,null,"A2"]]'
    expect 0 naast person show Sanne --json
    json '[.tasks[].id]' '["T2"]'
    expect 0 naast person show Karim --json
    json '[.tasks, .contacts, .last_contact]' '[[],[],null]'
    naast task add "call about the app" --person Sanne --due 2026-11-11 -q >/dev/null
    expect 0 naast org show O1 --json
    json '.next' '{"reason":"task_due","on":"2026-11-11","days":-1,"deal":null,"item":null,"task":"T3","check":null}'
    expect 0 naast person show Sanne
    holds "$out" "Next moment: 11 Nov, T3: call about the app"
    naast activity add "heard from him" --person Karim --on 2026-11-09 -q >/dev/null
    expect 0 naast person show Karim --json
    json '[.contacts[] | [.on, .activity, .text]]' '[["2026-11-09","A3","heard from him"]]'
}

@test "what was noted for somebody who was merged is there under whom they became" {
    naast person add "S. de Wit" -q >/dev/null
    naast task add "call her" --person P3 -q >/dev/null
    naast activity add "a letter" --person P3 --on 2026-11-08 -q >/dev/null
    naast org add "Waterdam BV" -q >/dev/null
    naast task add "a visit" --org O2 -q >/dev/null
    naast merge P3 P1 -q >/dev/null
    naast merge O2 O1 -q >/dev/null
    expect 0 naast person show Sanne --json
    json '[.tasks[].text]' '["ask about the app","call her"]'
    json '[.contacts[] | select(.activity == "A3") | .text]' '["a letter"]'
    expect 0 naast org show O1 --json
    json '[.tasks[].text]' '["send a card","ask about the app","call her","a visit"]'
}

@test "of many contacts the last five are told, each once" {
    for day in 03 05 07 08 09 10; do
        naast activity add "call $day" --deal D1 --on 2026-11-$day -q >/dev/null
    done
    expect 0 naast org show O1 --json
    json '[.contacts[] | [.on, .text]]' \
        '[["2026-11-10","call 10"],["2026-11-09","call 09"],["2026-11-08","call 08"],["2026-11-07","call 07"],["2026-11-06","asked for the old files"]]'
}

@test "nothing yet, and nobody" {
    naast org add Empty -q >/dev/null
    expect 0 naast org show Empty
    holds "$out" "Next moment: none is set."
    expect 0 naast org show Empty --csv
    lacks "$out" "Next moment"
    expect 4 naast org show Nobody
    expect 2 naast org show
}
