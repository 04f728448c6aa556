#!/usr/bin/env bats
# texts.bats: what must say something has a letter or a digit. The "…" that commands show is the place to fill in, never
# evidence: typing what is printed, as it stands, moves no deal. What stores hold from before is left as it is.

load ../lib/evidence

further() {
    sentences=0
}

# says WORDS: the error says that there is no letter or digit, in these words for the field, and what to do.
says() {
    holds "$err" "$1 has no letter or digit; write it in words, \"…\" is only the place to fill in"
}

@test "no command takes a text that says nothing, whichever text it is" {
    findable
    naast record D1 need "staff cannot find it" >/dev/null
    naast record D1 promise "a test server" --due 20nov >/dev/null 2>&1
    naast deal add Lost >/dev/null 2>&1
    naast end D2 --as declined --because "they need an app" >/dev/null 2>&1
    for text in '…' '...' '.' '?' '👍' '€' $'\u200b' $'\u3164' $'\u2800' $'\u0301'; do
        while IFS='|' read -r field command; do
            leaves 2 sh -c "naast() { \"$NAAST\" \"\$@\"; }; T=\$1; naast $command" sh "$text"
            case $err in *"there is nothing to look for"*) [[ $command == *--org* || $command == *--contact* ]] ;; *) says "$field" ;; esac
        done <<'LIST'
the text (purpose)|record D1 purpose "$T"
the text (match)|record D1 match yes "$T"
the reason (claim)|record D1 claim --none "$T"
the text (why)|record D1 need "quick answers" --why "$T"
the text (promise)|record D1 pulse amber "slow" --from Sanne --promise "$T"
the text (basis)|record D1 promise "a call" --basis "$T"
how we heard it|record D1 need "quick answers" --how "$T"
the link|record D1 source --url "$T"
the text|amend D1.1 "$T"
the text|amend D1.1 "$T" --typo
the reason|amend D1.2 --due 27nov --agreed Sanne --because "$T"
how we heard it|confirm D1.1 --by Sanne --how "$T"
the reason|settle D1.2 --as kept --by Sanne --because "$T"
the reason|retract D1.1 --because "$T"
the reason|decline D1 --because "$T"
the reason|end D1 --as lost --because "$T"
the reason|end D2 --as declined --told Sanne --because "$T"
the reason|reopen D2 --because "$T"
the reason|waive D1 basis --because "$T"
who approves|waive D1 basis --because "a pilot" --by "$T"
the reason|deal edit D1 --pipeline bant --because "$T"
the reason|undo --because "$T"
the reason|erase P1 --because "$T" --yes
the reason|redact D1.1 --because "$T" --yes
the title|deal add "$T"
the text (purpose)|deal add Archive --purpose "$T"
the note|deal add Archive --note "$T"
the owner|deal add Archive --owner "$T"
the name|deal add Archive --org "$T"
the name|deal add Archive --contact "$T"
the title|deal edit D1 --title "$T"
the note|deal edit D1 --note "$T"
the name|org add "$T"
the name|org edit O1 --name "$T"
the note|org edit O1 --note "$T"
the name|person add "$T"
the name|person edit P1 --name "$T"
the note|person edit P1 --note "$T"
the text|task add "$T"
the owner|task add "call them" --owner "$T"
the text|activity add "$T"
who took part|activity add "spoke" --with "$T"
how it went|activity add "spoke" --how "$T"
LIST
    done
}

@test "in Dutch it says the same" {
    findable
    leaves 2 naast --lang nl record D1 purpose "…"
    equal 'naast: de tekst (purpose) heeft geen letter of cijfer; schrijf het in woorden, "…" is alleen de plek om in te vullen' "$err"
    leaves 2 naast --lang nl decline D1 --because "…"
    holds "$err" "de reden heeft geen letter of cijfer"
}

@test "a sheet with such a text is not taken, and its line is told" {
    understood
    while IFS='|' read -r line field sheet; do
        printf "$sheet" >sheet
        leaves 8 naast talk D1 <sheet
        says "$field"
        [ "$line" = - ] || holds "$err" "line $line of the sheet"
    done <<'LIST'
1|the text (need)|need: …\n
2|the text (need)|purpose: to talk\nneed: ...\n
2|the text (why)|need: find it\n  why: …\n
1|the reason (claim)|claim:\n  none: …\n
2|how we heard it|purpose: to talk\nneed: find it\n  how: …\n
1|the text|.2:\n  amend: …\n
1|the reason|.2:\n  amend: find it now\n  because: …\n
-|how it went|how: …\nneed: find it\n
-|the text|note: …\nneed: find it\n
LIST
}

@test "letters and digits of any script are texts, and an empty one still clears" {
    findable
    for text in 'ja' '7' 'да' 'نعم' 'כן' '是' 'はい' '네' 'ใช่' 'हाँ' 'Ⅳ' '①' '٣' '👍 ok' '€ 5' 'é'; do
        expect 0 naast record D1 purpose "$text"
    done
    naast deal edit D1 --note "a note" >/dev/null
    expect 0 naast deal edit D1 --note ""
    expect 0 naast deal show D1 --json
    json .deal.note null
}

@test "a row of a file that names something with signs alone is told with its line, and the others can go in" {
    printf 'title,org,contact,note,source\n…,A,B,,\nOk,—,B,,\nOk,A,!,,\nOk,A,B,-,\nOk,A,B,,-\n' >deals.csv
    leaves 8 naast import deals deals.csv
    holds "$err" "deals.csv:2:1: title: title has no letter or digit"
    holds "$err" "deals.csv:3:4: org: org has no letter or digit"
    holds "$err" "deals.csv:4:6: contact: contact has no letter or digit"
    holds "$err" "deals.csv:5:8: note: note has no letter or digit"
    lacks "$err" "deals.csv:6"
    expect 8 naast import deals deals.csv --rejects rejects.csv
    expect 0 naast deal list --json
    json '[.deals[].source]' '["-"]'
    printf 'title,external_id,contact\n,#,Sanne\n,-,\n' >deals.csv
    expect 8 naast import deals deals.csv --rejects more.csv
    holds "$err" "deals.csv:3"
    expect 0 naast deal show D2 --json
    json .deal.title '"Sanne"'
    printf 'given_name,family_name,email\nJan,-,\n-,.,x@example.org\n-,.,\n' >people.csv
    expect 8 naast import people people.csv --rejects people-rejects.csv
    holds "$err" "people.csv:4"
    expect 0 naast person list --json
    json '[.people[].name] | sort' '["B","Jan -","Sanne","x@example.org"]'
}

# ---- what is printed, typed as it stands ----

# printed DEAL: every command that gate, advance, next and guide print about it, for people and as data, one a line.
printed() {
    local last
    last=$(naast deal show "$1" --json | jq -r '.deal.pipeline' | { read -r name && naast pipeline show "$name" --json; } | jq -r '.stages[-1].code')
    {
        naast gate "$1" || true
        naast gate "$1" --to "$last" || true
        naast gate "$1" --ascii || true
        naast advance "$1" 2>&1 || true
        naast next --all --no-pager 2>&1 || true
        naast guide "$1" 2>&1 || true
    } | grep -o 'naast .*'
    {
        naast gate "$1" --to "$last" --json || true
        naast next --all --json || true
    } | jq -r '.. | .fix? // empty | strings | select(. != "")'
}

# types_as_printed DEAL: types every printed command, as often as anything changes; where it got is in $stage, how often in $rounds.
types_as_printed() {
    local before=-1 command
    rounds=0
    while [ "$before" != "$(head_of)" ] && [ "$rounds" -lt 8 ]; do
        before=$(head_of) rounds=$((rounds + 1))
        printed "$1" | grep -v '^naast \(guide\|talk\|gate\|help\|reopen\)' | sort -u >commands
        grep -q '…' commands
        while IFS= read -r command; do
            bash -c "$command" >>ran 2>&1 </dev/null || true
            naast advance "$1" -q >/dev/null 2>&1 || true
        done <commands
    done
    stage=$(naast deal show "$1" --json | jq -r '.deal | .stage + " " + .outcome')
}

shipped() { naast pipeline list --json | jq -r '.pipelines[].name'; }
first_stage() { naast pipeline show "$1" --json | jq -r '.stages[0].code'; }

other_order() {
    naast pipeline show fair --json | jq '.name = "other_order" | del(.revision)
        | .stages as $s | [$s[].gate] as $g
        | [$g[0], $g[1], $g[3], $g[4], $g[2], $g[5]] as $order
        | .stages = [range(0; 6) as $k | $s[$k] + {gate: $order[$k]}] + [$s[6]]' >other.json
    naast pipeline add other.json >/dev/null 2>&1
}

# unmoved DEAL STAGE: it is there, open, with the one transition that opened it, and nothing that it holds says "…".
unmoved() {
    equal "$2 " "$stage"
    expect 0 naast show "$1" --json
    json '.transitions | length' 1
    json '[.. | strings | select(test("^[….]+$"))]' '[]'
}

@test "a loop over the printed commands moves no deal, in any pipeline: bare, with a contact, and with a need" {
    other_order
    shipped >pipelines
    for name in fair bant meddpicc other_order; do grep -qx "$name" pipelines; done
    while IFS= read -r pipeline; do
        bare=$(naast deal add "Bare $pipeline" --pipeline "$pipeline" 2>/dev/null)
        met=$(naast deal add "Archive $pipeline" --pipeline "$pipeline" --org "Cafe Zuid" --contact "Joris Bos" 2>/dev/null)
        naast record "$met" need "cannot find letters" >/dev/null 2>&1
        for deal in $bare $met; do
            types_as_printed "$deal"
            unmoved "$deal" "$(first_stage "$pipeline")"
        done
    done <pipelines
}

@test "control: the same loop, with a sentence in each place, moves the deal" {
    naast deal add Archive --contact "Joris Bos" >/dev/null 2>&1
    for round in 1 2 3 4 5 6 7 8; do
        naast advance D1 -q >/dev/null 2>&1 && break
        filled "$(naast gate D1 --json | jq -r '[.gates[].checks[] | select(.verdict != "met" and (.advisory | not)) | .fix][0]')"
        expect 0 bash -c "$filled"
    done
    expect 0 naast deal show D1 --json
    json .deal.stage '"match"'
}

@test "nor does it move one that has come further, or end one, or settle what is owed with a reason that is none" {
    understood
    naast advance D1 >/dev/null 2>&1
    naast record D1 promise "a test server" --due 9nov >/dev/null 2>&1
    types_as_printed D1
    equal "match " "$stage"
    expect 0 naast show D1 --json
    json '[.. | strings | select(test("^[….]+$"))]' '[]'
}

# ---- stores from before ----

@test "a store that holds such texts opens, verifies, goes out, comes in and is undone; only new ones are judged" {
    old=$BATS_TEST_DIRNAME/../../golden/unsaid.jsonl
    expect 0 naast --db old.db import store "$old"
    head=$(jq -r 'select(.type == "head") | .hash' "$old")
    expect 0 naast --db old.db verify
    [ -z "$head" ] || holds "$out" "$head"
    expect 0 naast --db old.db show D1 --json
    json '[.deal.title, .items[0].text]' '["…","..."]'
    expect 0 naast --db old.db export --jsonl
    printf '%s\n' "$out" >again.jsonl
    expect 0 naast --db again.db import store again.jsonl
    expect 0 naast --db again.db verify
    expect 0 naast --db old.db deal edit D1 --amount 5 --currency EUR
    expect 0 naast --db old.db deal edit D2 --source fair
    expect 0 naast --db old.db amend D1.1 "we build search"
    expect 0 naast --db old.db undo
    expect 0 naast --db old.db show D1.1 --json
    json .item.text '"..."'
    for _ in 1 2 3 4 5 6; do expect 0 naast --db old.db undo; done
    expect 2 naast --db old.db record D1 need "…"
    expect 0 naast --db old.db verify
    expect 0 naast --db old.db deal list
    expect 0 naast --db old.db doctor
}
