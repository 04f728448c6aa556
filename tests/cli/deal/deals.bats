#!/usr/bin/env bats
# deals.bats: deals, tasks, activities.

load ../lib/helper

prepare() { naast init >/dev/null 2>&1; }

findable() {
    naast deal add "Findable policy" --org Waterdam --contact "Sanne de Wit" --amount 25000 --expect 2026-12-15 \
        --purpose "We build search, 15 to 40k." "$@"
}

@test "a deal: its number on stdout, who is new on stderr" {
    expect 0 findable
    equal D1 "$out"
    equal "O1 is new: Waterdam
P1 is new: Sanne de Wit" "$err"
}

@test "deal add --purpose records the purpose in the same operation" {
    findable >/dev/null 2>&1
    expect 0 naast log --json
    json '[.entries[] | select(.on == "D1") | .operation] | unique | length' 1
    json '[.entries[] | select(.name == "deal_add") | .operation] | unique | length' 1
    json '[.entries[].changes[] | select(.table == "naast_evidence" or .table == "evidence")] | length' 1
}

@test "deal show --json has the shape that scripts rely on" {
    findable >/dev/null 2>&1
    expect 0 naast deal show D1 --json
    json .schema 1
    json '.rev | type' '"number"'
    json '[.deal.id, .deal.stage, .deal.outcome, .deal.title]' '["D1","discovery",null,"Findable policy"]'
    json '[.deal.amount, .deal.currency, .deal.expected, .deal.owner]' '["25000.00","EUR","2026-12-15","anna"]'
    json '[.deal.org, .deal.org_name, .deal.contact, .deal.contact_name]' '["O1","Waterdam","P1","Sanne de Wit"]'
    json '[.transitions[] | [.n, .kind, .from_stage, .to_stage]]' '[[1,"open",null,"discovery"]]'
}

@test "deal show in JSON does not depend on the locale, unless --lang is given" {
    findable >/dev/null 2>&1
    expect 0 env LC_ALL=nl_NL.UTF-8 "$NAAST" deal show D1 --json
    dutch=$out
    expect 0 naast deal show D1 --json
    equal "$out" "$dutch"
}

@test "deal show in text, in English and Dutch" {
    findable >/dev/null 2>&1
    expect 0 naast deal show D1
    holds "$out" "Getting to know"
    holds "$out" "EUR 25,000"
    expect 0 naast deal show D1 --lang nl
    holds "$out" "Kennismaken"
    holds "$out" "EUR 25.000"
    holds "$out" "15 dec"
}

@test "a deal that fails makes nobody on the way" {
    expect 2 naast deal add x --org Waterdam --contact Sanne --amount 25.000
    holds "$err" "25.000"
    expect 2 naast deal add x --org Waterdam --currency XXZ --amount 5
    expect 2 naast deal add x --org Waterdam --expect someday
    expect 4 naast deal add x --org Waterdam --follows D9
    expect 4 naast deal add x --org Waterdam --pipeline nothing
    expect 4 naast deal add x --org O7
    expect 4 naast deal add x --contact nobody@example.org
    expect 2 naast deal add x --currency EUR
    expect 2 naast deal add ""
    expect 0 naast org list --json
    json '.orgs | length' 0
    expect 0 naast deal list --json
    json '.deals | length' 0
}

@test "a name that only begins alike is asked about" {
    findable >/dev/null 2>&1
    expect 5 naast deal add Second --org water
    holds "$err" "no organisation is called water; did you mean O1 Waterdam?"
    holds "$err" "A new one? naast org add water"
}

@test "amounts as people write them" {
    for amount in 1234,56 1234.56; do
        expect 0 naast deal add x --amount $amount --json
        id=$(printf '%s' "$out" | jq -r .id)
        expect 0 naast deal show "$id" --json
        json .deal.amount '"1234.56"'
    done
    expect 0 naast deal add x --amount 500 --currency JPY
    expect 0 naast deal show "$out" --json
    json '[.deal.amount, .deal.currency]' '["500","JPY"]'
}

@test "deal edit changes what is given and keeps the rest" {
    findable >/dev/null 2>&1
    expect 0 naast deal edit D1 --title "Findable" --amount 27500 --owner karim --contact "Karim Ali"
    holds "$err" "P2 is new: Karim Ali"
    expect 0 naast deal show D1 --json
    json '[.deal.title, .deal.amount, .deal.owner, .deal.contact, .deal.org, .deal.expected]' '["Findable","27500.00","karim","P2","O1","2026-12-15"]'
}

@test "deal edit takes away what is given empty" {
    findable >/dev/null 2>&1
    naast deal add "To clear" --org Waterdam --contact "Sanne de Wit" --amount 100 --expect 2026-12-01 --follows D1 >/dev/null 2>&1
    expect 0 naast deal edit D2 --org "" --contact "" --amount "" --expect "" --follows "" --owner "" --json
    expect 0 naast deal show D2 --json
    json '.deal // . | [.org, .contact, .amount, .expected, .follows, .owner]' '[null,null,null,null,null,null]'
    expect 2 naast deal add "Another" --contact ""
}

@test "deal edit, wrong: nothing, --because alone, --pipeline without because, not found" {
    findable >/dev/null 2>&1
    expect 2 naast deal edit D1
    expect 2 naast deal edit D1 --because x
    expect 2 naast deal edit D1 --revision 1
    expect 2 naast deal edit D1 --pipeline bant
    expect 4 naast deal edit D9 --title x
    expect 4 naast deal edit D1 --pipeline nothing --because x
    expect 6 naast deal edit D1 --pipeline fair --because x
}

@test "deal edit --pipeline moves it, with its reason" {
    findable >/dev/null 2>&1
    expect 0 naast deal edit D1 --pipeline bant --because "a small one"
    equal "" "$out"
    holds "$err" "D1: now in pipeline bant"
    expect 0 naast deal show D1 --json
    json '[.deal.pipeline, .deal.stage]' '["bant","lead"]'
    json '.transitions[-1] | [.kind, .because]' '["pipeline","a small one"]'
}

@test "deal list: filters, all of which must fit" {
    findable >/dev/null 2>&1
    naast deal add App --org Bakker --amount 900 --owner karim --expect 2026-11-20 >/dev/null 2>&1
    naast deal add Bare --pipeline bant >/dev/null 2>&1
    ids() { expect 0 naast deal list "$@" --format '{id}'; printf '%s' "$out" | tr '\n' ' '; }
    equal "D1 D2 D3" "$(ids)"
    equal "D2" "$(ids owner:karim)"
    equal "D1 D3" "$(ids owner:me)"
    equal "D1 D2" "$(ids stage:discovery)"
    equal "D3" "$(ids pipeline:bant)"
    equal "D1" "$(ids org:Waterdam)"
    equal "D1" "$(ids amount:1000..)"
    equal "D2" "$(ids amount:..1000)"
    equal "D2" "$(ids amount:900)"
    equal "D2" "$(ids due:..2026-12-01)"
    equal "D1" "$(ids due:2026-12-01..)"
    equal "D1" "$(ids POLICY)"
    equal "D1" "$(ids sanne outcome:open)"
    equal "" "$(ids sanne app)"
    expect 0 naast deal list nothing-like-it
    equal "No deal fits that." "$err"
    expect 2 naast deal list colour:red
    expect 2 naast deal list amount:many
    expect 2 naast deal list due:sometime
    expect 4 naast deal list stage:nowhere
    expect 4 naast deal list org:Nobody
}

@test "deal list pages, also where a filter looks at texts" {
    for i in 1 2 3 4 5; do naast deal add "deal $i" >/dev/null; done
    expect 0 naast deal list --limit 2 --json
    json '[[.deals[].id], .more]' '[["D1","D2"],true]'
    expect 0 naast deal list --limit 2 --after D2 deal --json
    json '[[.deals[].id], .more]' '[["D3","D4"],true]'
    expect 0 naast deal list --limit 2 --after D4 --json
    json '[[.deals[].id], .more]' '[["D5"],false]'
}

@test "deal list in text shows every deal, in both languages" {
    findable >/dev/null 2>&1
    naast deal add App --amount 900 >/dev/null
    expect 0 naast deal list policy
    equal "id  deal             organisation      amount  stage            since
D1  Findable policy  Waterdam      EUR 25,000  Getting to know  10 Nov" "$out"
    expect 0 naast deal list --lang nl
    equal "nr  deal             organisatie      bedrag  fase         sinds
D1  Findable policy  Waterdam     EUR 25.000  Kennismaken  10 nov
D2  App                              EUR 900  Kennismaken  10 nov" "$out"
}

@test "tasks: add, list, done" {
    findable >/dev/null 2>&1
    expect 0 naast task list
    holds "$err" "Nothing to do here."
    expect 0 naast task add "send the NDA" --deal D1 --person sanne --due friday
    equal T1 "$out"
    naast task add "undated" >/dev/null
    expect 0 naast task list --json
    json '[.tasks[] | [.id, .deal, .person, .due, .owner]]' '[["T1","D1","P1","2026-11-13","anna"],["T2",null,null,null,"anna"]]'
    expect 0 naast task list --deal D1 --format '{id}'
    equal T1 "$out"
    expect 0 naast task done T1
    holds "$err" "T1 is done."
    expect 6 naast task done 1
    expect 0 naast task list --format '{id}'
    equal T2 "$out"
    expect 0 naast task list --done --json
    json '[.tasks[] | select(.id == "T1") | .done]' '["2026-11-10"]'
}

@test "tasks, wrong" {
    expect 2 naast task add ""
    expect 4 naast task add x --deal D9
    expect 2 naast task add x --due never
    expect 2 naast task done this
    expect 4 naast task done T9
}

@test "activities: add, list, newest first" {
    findable >/dev/null 2>&1
    expect 0 naast activity list
    holds "$err" "Nothing has happened here yet."
    expect 0 naast activity add "she called back" --deal D1 --kind call --with "Sanne, Karim" --how phone --on yesterday
    equal A1 "$out"
    expect 0 naast activity add -- - <<<"from standard input"
    expect 0 naast activity list --json
    json '[.activities[] | [.id, .on, .kind, .text, .with]]' '[["A2","2026-11-10","note","from standard input",null],["A1","2026-11-09","call","she called back","Sanne, Karim"]]'
    expect 0 naast activity list --deal D1 --format '{id}'
    equal A1 "$out"
    expect 2 naast activity add ""
    expect 4 naast activity add x --deal D9
}

@test "the actor is --actor, then NAAST_ACTOR" {
    naast --actor karim deal add x >/dev/null
    naast deal add y >/dev/null
    expect 0 naast log --json
    json '[.entries[] | select(.on == "D1" or .on == "D2") | .actor]' '["anna","karim"]'
}

@test "without --limit machines get every row, people a hundred and a note" {
    for i in $(seq 1 103); do printf 'deal %s,discovery\n' "$i"; done | sed '1i title,stage' >many.csv
    naast import deals many.csv --map title=title stage=stage >/dev/null 2>&1
    equal 103 "$(naast deal list --format '{id}' | wc -l)"
    equal 104 "$(naast deal list --csv | wc -l)"
    equal 103 "$(naast deal list deal --jsonl | wc -l)"
    expect 0 naast deal list --json
    json '[(.deals | length), .more]' '[103,false]'
    equal 101 "$(naast deal list 2>note | wc -l)"
    holds "$(cat note)" "--after D100"
    equal 5 "$(naast deal list --format '{id}' --limit 5 | wc -l)"
    expect 0 naast log --json
    json '[(.entries | length) > 50, .more]' '[true,false]'
}

@test "what changes something says in JSON what it changed" {
    findable >/dev/null 2>&1
    naast task add x >/dev/null
    expect 0 naast deal edit D1 --title y --json
    json . '{"schema":1,"id":"D1"}'
    expect 0 naast deal edit D1 --title z
    equal "" "$out"
    expect 0 naast org edit O1 --note y --json
    json .id '"O1"'
    expect 0 naast person edit P1 --note y --json
    json .id '"P1"'
    expect 0 naast task done T1 --json
    json .id '"T1"'
}

@test "the board tells of open deals in other pipelines" {
    naast deal add x --pipeline bant >/dev/null
    expect 0 naast board
    equal "1 open deal is in another pipeline; see: naast board --pipeline bant" "$err"
    naast deal add y >/dev/null
    naast deal add z --pipeline bant >/dev/null
    expect 0 naast board
    equal "2 open deals are in other pipelines; see: naast board --pipeline bant" "$err"
    expect 0 naast board --pipeline bant
    holds "$err" "1 open deal "
    expect 0 naast board --json
    equal "" "$err"
}

@test "deal list keeps to eighty columns" {
    export NAAST_NOW=2024-01-02T09:00:00Z
    naast deal add "A title of some length, as titles are" --org "An organisation with a name" --amount 123456789.50 >/dev/null 2>&1
    naast end D1 --as no_match --because "both saw it" >/dev/null 2>&1
    export NAAST_NOW=2026-11-10T09:00:00Z
    for language in en nl; do
        expect 0 env COLUMNS=80 LC_ALL=C.UTF-8 "$NAAST" deal list --lang $language
        equal "" "$(printf '%s\n' "$out" | LC_ALL=C.UTF-8 awk '{ gsub(/…/, ".") } length($0) > 80')"
        holds "$out" " 2024"
    done
}

@test "a board shows those longest in their stage first" {
    for day in 5 3 4 1 2; do NAAST_NOW=2026-11-0${day}T09:00:00Z naast deal add "of the $day" >/dev/null; done
    expect 0 naast board --limit 3 --json
    json '[.stages[].cards[].title]' '["of the 1","of the 2","of the 3"]'
    json '.stages[0].deals' 5
}

@test "numbers that are not right are told as they are" {
    expect 2 naast deal list --limit 0
    holds "$err" "--limit: 0 is too small; write 1 or more"
    expect 2 naast deal list --limit x
    holds "$err" "--limit: x is not a whole number; write 1 or more"
    expect 2 naast deal list --limit 99999999999999999999
    holds "$err" "too large"
    expect 2 naast deal list amount:x
    holds "$err" "naast: word 1 of the filter, amount:x: at character 8 there is x; what goes there is a whole amount"
}

@test "who is not known can be added, in words to type" {
    expect 4 naast task add x --person "Piet Kok"
    holds "$err" "Somebody new? naast person add 'Piet Kok'"
    expect 4 naast person show Piet
    lacks "$err" "naast person add"
}
