#!/usr/bin/env bats
# people.bats: init, organisations and people.

load ../lib/helper

@test "init makes a private store where it says, and only once" {
    expect 0 naast init
    equal ".naast/naast.db" "$out"
    holds "$err" "Your store is ready"
    equal 600 "$(stat -c %a .naast/naast.db)"
    expect 6 naast init
    equal "" "$out"
    expect 0 naast verify
}

@test "init takes FILE, --db and NAAST_DB, in that order" {
    expect 0 env NAAST_DB="$WORK/c.db" "$NAAST" init a.db --db b.db
    [ -e a.db ] && [ ! -e b.db ] && [ ! -e c.db ]
    expect 0 env NAAST_DB="$WORK/c.db" "$NAAST" init --db b.db
    [ -e b.db ] && [ ! -e c.db ]
    expect 0 env NAAST_DB="$WORK/c.db" "$NAAST" init
    [ -e c.db ]
}

@test "init with an unknown pipeline or in a missing folder leaves nothing behind" {
    expect 4 naast init a.db --pipeline nothing
    [ ! -e a.db ]
    expect 4 naast init nowhere/a.db
}

@test "init --pipeline sets the pipeline of new deals" {
    naast init --pipeline bant >/dev/null
    naast deal add x >/dev/null
    expect 0 naast deal show D1 --json
    json '[.deal.pipeline, .deal.stage]' '["bant","lead"]'
}

@test "init --json tells the path" {
    expect 0 naast init a.db --json
    json . '{"schema":1,"store":{"path":"a.db"}}'
}

@test "without a store: exit 4 and how to make one" {
    expect 4 naast org list
    holds "$err" "naast init"
    expect 4 naast --lang nl org list
    holds "$err" "maak er een met: naast init"
}

@test "the store is found from --db, NAAST_DB, .naast upward, then the data folder" {
    for place in a b; do naast init $place.db 2>/dev/null >/dev/null; naast --db $place.db org add "in $place" >/dev/null; done
    mkdir -p here/deep data/naast
    (cd here && naast init && naast org add "in here") >/dev/null 2>&1
    naast init data/naast/naast.db >/dev/null 2>&1
    naast --db data/naast/naast.db org add "in data" >/dev/null
    cd here/deep
    expect 0 env NAAST_DB="$WORK/b.db" "$NAAST" --db "$WORK/a.db" org list --format '{name}'
    equal "in a" "$out"
    expect 0 env NAAST_DB="$WORK/b.db" "$NAAST" org list --format '{name}'
    equal "in b" "$out"
    expect 0 naast org list --format '{name}'
    equal "in here" "$out"
    cd "$WORK"
    expect 0 env XDG_DATA_HOME="$WORK/data" "$NAAST" org list --format '{name}'
    equal "in data" "$out"
}

@test "a file that is no store is told, exit 1, and not touched" {
    echo "hello" >a.db
    expect 1 naast --db a.db org list
    equal "hello" "$(cat a.db)"
}

@test "organisations: add, list, show, edit" {
    naast init >/dev/null 2>&1
    expect 0 naast org list
    equal "" "$out"
    holds "$err" "No organisations yet."
    expect 0 naast org add Waterdam --note "by the quay"
    equal O1 "$out"
    expect 0 naast org add "Bakker & Zn" --json
    json . '{"schema":1,"id":"O2"}'
    expect 0 naast org list --json
    json '[.orgs[].name]' '["Waterdam","Bakker & Zn"]'
    json .more false
    expect 0 naast org edit o1 --name "Waterdam BV"
    equal "" "$out"
    expect 0 naast org show "waterdam bv" --json
    json '[.schema, .org.id, .org.name, .org.note, .org.deals]' '[1,"O1","Waterdam BV","by the quay",0]'
    expect 0 naast org edit O1 --note ""
    expect 0 naast org show O1 --json
    json .org.note null
}

@test "organisations, wrong: empty name, nothing to change, not found, ambiguous" {
    naast init >/dev/null 2>&1
    expect 2 naast org add ""
    naast org add "Water A" >/dev/null
    naast org add "Water B" >/dev/null
    expect 2 naast org edit O1
    expect 4 naast org show O9
    expect 5 naast org show Water
    holds "$err" "Water A"
    holds "$err" "Water B"
    expect 2 naast org show ""
}

@test "a page of a list says that there is more and where it goes on" {
    naast init >/dev/null 2>&1
    for name in a b c; do naast org add $name >/dev/null; done
    expect 0 naast org list --limit 2 --json
    json '[[.orgs[].id], .more]' '[["O1","O2"],true]'
    expect 0 naast org list --limit 2
    holds "$err" "--after O2"
    expect 0 naast org list --limit 2 --after O2 --json
    json '[[.orgs[].id], .more]' '[["O3"],false]'
    expect 2 naast org list --limit 0
    expect 2 naast org list --limit many
    expect 2 naast org list --after here
}

@test "people: add with a new organisation, list, show, edit" {
    naast init >/dev/null 2>&1
    expect 0 naast person list
    holds "$err" "No people yet."
    expect 0 naast person add "Sanne de Wit" --org Waterdam --email sanne@waterdam.example
    equal P1 "$out"
    equal "O1 is new: Waterdam" "$err"
    expect 0 naast -q person add Joris --org Bakker
    equal "" "$err"
    expect 0 naast person list --org Waterdam --json
    json '[.people[].name]' '["Sanne de Wit"]'
    expect 0 naast person edit sanne@waterdam.example --no-contact
    expect 0 naast person show sanne --json
    json '[.person.id, .person.org, .person.org_name, .person.no_contact]' '["P1","O1","Waterdam",true]'
    expect 0 naast person show P1
    holds "$out" "do not contact"
    expect 0 naast person edit P1 --contact-again --name "Sanne Wit"
    expect 0 naast person edit P1 --org ""
    expect 0 naast person show P1 --json
    holds "$out" '"org":null'
    expect 0 naast person edit P1 --org Waterdam
    expect 0 naast person show P1 --json
    json '[.person.name, .person.no_contact]' '["Sanne Wit",false]'
}

@test "people, wrong: not an e-mail address, unknown, contradiction; an org of a person that fails is not made" {
    naast init >/dev/null 2>&1
    expect 2 naast person add Sanne --email nonsense --org Waterdam
    expect 0 naast org list --json
    json '.orgs | length' 0
    expect 4 naast person show P9
    naast person add Sanne >/dev/null
    expect 2 naast person edit P1
    expect 2 naast person edit P1 --no-contact --contact-again
    expect 4 naast person edit P1 --org O7
}

@test "people in Dutch" {
    naast init >/dev/null 2>&1
    expect 0 naast --lang nl person add Sanne --org Waterdam
    equal "O1 is nieuw: Waterdam" "$err"
    expect 0 naast --lang nl person show P1
    holds "$out" "organisatie"
    expect 4 naast --lang nl person show P9
    holds "$err" "P9"
}
