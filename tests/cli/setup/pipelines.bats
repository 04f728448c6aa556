#!/usr/bin/env bats
# pipelines.bats: pipelines as data: list, show, check, add, and where a broken definition is broken.

load ../lib/helper

prepare() {
    naast init >/dev/null 2>&1
    naast pipeline show bant --json >bant.json
}

# broken SED-EXPRESSION PATH: bant, so changed, is not taken, and the message names the path.
broken() {
    sed "$1" bant.json >broken.json
    ! cmp -s bant.json broken.json
    for verb in check add; do
        expect 8 naast pipeline $verb broken.json
        holds "$err" "broken.json: $2"
        equal "" "$out"
    done
}

@test "pipeline list: those shipped, and the default" {
    expect 0 naast pipeline list --json
    json '[.pipelines[] | [.name, .revision, .default]]' '[["bant",1,false],["fair",1,true],["meddpicc",1,false]]'
    expect 0 naast pipeline list --csv
    holds "$out" "fair,1,true,0"
    expect 0 naast pipeline list
    holds "$out" "meddpicc         1  no"
}

@test "pipeline show in text, both languages" {
    expect 0 naast pipeline show
    holds "$out" "Getting to know (discovery)"
    holds "$out" "What keeps you busy"
    expect 0 naast pipeline show fair --lang nl
    holds "$out" "Kennismaken (discovery)"
    holds "$out" "Wat houdt je bezig"
    expect 4 naast pipeline show nothing
    expect 4 naast pipeline show fair --revision 7
    expect 2 naast pipeline show fair --revision x
}

@test "what pipeline show prints as JSON can be loaded again and is the same" {
    for name in fair bant meddpicc; do
        naast pipeline show $name --json >$name.json
        expect 0 naast pipeline add $name.json
        equal "$name 1" "$out"
    done
}

@test "a changed definition is the next revision; open deals keep theirs" {
    naast deal add x --pipeline bant >/dev/null
    sed 's/"fresh_days":90/"fresh_days":30/' bant.json >changed.json
    expect 0 naast pipeline add changed.json --json
    json . '{"schema":1,"name":"bant","revision":2}'
    expect 0 naast deal show D1 --json
    json .deal.revision 1
    expect 0 naast deal edit D1 --pipeline bant --because "fresher"
    expect 0 naast deal show D1 --json
    json .deal.revision 2
}

@test "pipeline check tells which open deals a definition would affect, and stores nothing" {
    naast deal add x --pipeline bant >/dev/null
    sed 's/"name":"lead"/"name":"prospect"/; s/"code":"lead"/"code":"prospect"/' bant.json >changed.json
    expect 0 naast pipeline check changed.json --json
    json '[.effects[] | [.deal, .stage, .stage_kept]]' '[["D1","lead",false]]'
    holds "$err" "It would affect 1 of 1 open deals"
    expect 0 naast pipeline check bant.json
    holds "$err" "No open deal would notice."
    expect 0 naast pipeline list --json
    json '[.pipelines[] | select(.name == "bant") | .revision]' '[1]'
}

@test "a definition comes from standard input too" {
    expect 0 naast pipeline check - <bant.json
    expect 8 naast pipeline check - <<<"nonsense"
    holds "$err" "standard input:1:"
}

@test "what is not JSON is told with line and column" {
    printf '{"name": "x",\n "kinds": {}},\n' >broken.json
    expect 8 naast pipeline add broken.json
    holds "$err" "broken.json:2:"
    printf '{"name": "x", "name": "y"}' >broken.json
    expect 8 naast pipeline add broken.json
    expect 4 naast pipeline add nothing.json
}

@test "an unknown field, rule, kind or value is told with its path" {
    broken 's/"word":"customer"/"wort":"customer"/' 'stages[0].gate.checks[0].wort'
    broken 's/"rule":"some"/"rule":"most"/' 'stages[0].gate.checks[0].rule'
    broken 's/"kind":"timeline"/"kind":"time"/' 'stages[0].gate.checks[3].kind'
    broken 's/"id":"need"/"id":"budget"/' 'stages[0].gate.checks[2].id'
    broken 's/"won":true/"won":false/' 'stages'
    broken 's/"latest":true/"latest":1/' 'kinds.budget.latest'
    broken 's/"fresh_days":90/"fresh_days":"90"/' 'stages[0].gate.checks[0].fresh_days'
    broken 's/"kind":"timeline"/"kind":["timeline","time"]/' 'stages[0].gate.checks[3].kind[1]'
    broken 's/"latest":true/"latest":true,"about":["wish"]/' 'kinds.budget.about'
    broken 's/"latest":true/"latest":true,"covers":["need","wish"]/' 'kinds.budget.covers[1]'
    broken 's/"code":"lead"/"code":"Not a code"/' 'stages[0].name'
    broken 's/"name":"bant"/"name":"Not a code"/' 'name'
    broken 's/"code":"lead","name":{"en":"[^"]*"/"code":"lead","name":{"en":"two\\nlines"/' 'stages[0].name.en'
    broken 's/"name":"bant"/"name":"bant","label":{"en":"two\\nlines"}/' 'label.en'
    broken 's/"schema":1/"schema":2/' 'schema'
    broken 's/"stages":/"stage":/' 'stage'
}

@test "a broken definition is told in Dutch" {
    sed 's/"rule":"some"/"rule":"most"/' bant.json >broken.json
    expect 8 naast --lang nl pipeline check broken.json
    holds "$err" "is niet een van"
}

@test "a list, an object or a text in the wrong place is told, never a crash" {
    for text in '[]' '1' '"x"' 'null' '{}' '{"kinds":[]}' '{"name":"x","kinds":{},"stages":{}}' '{"name":"x","kinds":{"a":1},"stages":[]}' \
        '{"name":"x","kinds":{},"stages":[1]}' '{"name":"x","kinds":{},"stages":[{"name":"a","gate":{"name":"g","checks":[1]}}]}' \
        '{"name":"x","kinds":{},"stages":[{"name":"a","gate":{"name":"g"}}]}' '{"name":"x","kinds":{"a":{"about":[1]}},"stages":[]}'; do
        printf '%s' "$text" >broken.json
        expect 8 naast pipeline check broken.json
        holds "$err" "naast: broken.json"
    done
}
