#!/usr/bin/env bats
# export deals, evidence, people, orgs: lists for spreadsheets, and deals that come back as they were.

load ../lib/evidence

# Titles that a spreadsheet would take for a formula, or that look guarded already; one to a line.
hostile() {
    cat <<'TEXT'
=cmd|' /C calc'!A0
+1
-2
@x
'=x
''b
'a
＝1+1
＠sum
a,"b";c
"=1"
<script>alert(1)</script>
TEXT
}

add_hostile() {
    while IFS= read -r text; do
        naast deal add --note "$text" --amount 3 --org "${text//@/+}" --source "$text" -- "$text" >/dev/null 2>&1 || return 1
    done < <(hostile)
}

# What a deal says, as far as an import takes it over.
said_of_deals() {
    naast "$@" deal list --json |
        jq -c '.deals[] | [.title, .org_name, .contact_name, .owner, .amount, .currency, .stage, .outcome, .expected, .source, .external_id, .note, .closed, .created[:10]]'
}

@test "no field of a list begins with what a spreadsheet takes for a formula" {
    add_hostile
    naast export deals >deals.csv
    if grep -nE '(^|,)"?[=+@	-]' deals.csv; then return 1; fi
    if grep -nE '(^|,)"?(＝|＠)' deals.csv; then return 1; fi
    grep -qF "\"'=cmd|' /C calc'!A0\"" deals.csv
    grep -qF "\"''=x\"" deals.csv
    grep -qF "\"'''b\"" deals.csv
}

@test "tabs and returns in front are guarded too, wherever they come from" {
    command -v sqlite3 >/dev/null || skip "NO sqlite3 SHELL HERE"
    naast deal add plain >/dev/null 2>&1
    for byte in 9 10 13; do
        sqlite3 .naast/naast.db "UPDATE naast_deal SET title = char($byte) || '=1'"
        equal $'"\''"$(printf "\\x$(printf %x $byte)")" "$(naast export deals | sed -n '2,$p' | head -c 6 | tail -c +4)"
    done
}

@test "deals that went out come in again without --map, with every text as it was" {
    add_hostile
    naast deal edit D1 --note $'=first\n=second, "quoted"' >/dev/null
    naast person add "Sanne de Wit" --email sanne@waterdam.nl >/dev/null
    naast deal add "With all" --org Waterdam --contact sanne@waterdam.nl --amount 12345.67 --currency USD \
        --expect 2027-01-31 --owner piet --external-id X1 >/dev/null 2>&1
    naast decline D1 --because "not ours" >/dev/null 2>&1
    naast end D2 --as lost --because "price" >/dev/null 2>&1
    naast export deals >deals.csv
    naast --db other.db init >/dev/null 2>&1
    expect 0 naast --db other.db import deals deals.csv
    equal "$(said_of_deals)" "$(said_of_deals --db other.db)"
    equal sanne@waterdam.nl "$(naast --db other.db person show "Sanne de Wit" --json | jq -r .person.email)"
    equal "$(naast --db other.db deal list --json | jq -c '[.deals[].unverified] | unique')" "[true]"
    naast --db other.db export deals >again.csv
    equal "$(cut -d, -f2 deals.csv)" "$(cut -d, -f2 again.csv)"
}

@test "a won deal, and one beyond, come in as won and where they stood" {
    naast deal add Won >/dev/null 2>&1
    printf 'title,stage\nFirst,won\nSecond,agreement\n' >won.csv
    naast import deals won.csv --map title=title stage=stage >/dev/null 2>&1 || true
    naast export deals outcome:won >deals.csv
    naast --db other.db init >/dev/null 2>&1
    expect 0 naast --db other.db import deals deals.csv
    equal "$(naast deal list outcome:won --json | jq -c '[.deals[] | [.title, .stage, .outcome]]')" \
        "$(naast --db other.db deal list --json | jq -c '[.deals[] | [.title, .stage, .outcome]]')"
}

@test "a file that only looks alike still wants a map" {
    naast deal add x >/dev/null 2>&1
    naast export deals | sed '1s/,uuid/,number/' >deals.csv
    naast --db other.db init >/dev/null 2>&1
    expect 2 naast --db other.db import deals deals.csv
    holds "$err" "--map"
}

@test "with a map of one's own a file of ours is read as any other" {
    naast deal add "=1" >/dev/null 2>&1
    naast export deals >deals.csv
    naast --db other.db init >/dev/null 2>&1
    expect 0 naast --db other.db import deals deals.csv --map title=title
    equal "'=1" "$(naast --db other.db deal list --json | jq -r '.deals[0].title')"
}

@test "the columns are those that the documentation names, in their order" {
    for list in deals evidence people orgs; do
        documented=$(sed -n "/^### $list\$/,/^###* /p" "$NAAST_SOURCE/docs/export.md" | sed -n 's/^| `\([a-z_]*\)` |.*/\1/p' | paste -sd, -)
        equal "$documented" "$(naast export $list)"
    done
}

@test "filters choose deals, and the deals whose evidence goes out" {
    understood
    naast deal add Other --owner piet >/dev/null 2>&1
    naast record D2 need "theirs" --from us >/dev/null 2>&1
    equal "D2" "$(naast export deals owner:piet | tail -n +2 | cut -d, -f1)"
    equal "D2.1" "$(naast export evidence owner:piet | tail -n +2 | cut -d, -f1)"
    equal "D1.2" "$(naast export evidence --deal D1 --kind need | tail -n +2 | cut -d, -f1)"
    expect 2 naast export deals nonsense:1
    expect 2 naast export evidence owner:piet --deal D1
    expect 4 naast export evidence --deal D9
    expect 4 naast export people --org Nobody
}

@test "evidence says who said it, how it stands, and whose words are on it" {
    understood
    naast record D1 promise "we call on Friday" --from us --due 2026-11-20 --in-confidence >/dev/null 2>&1
    naast amend D1.2 "staff can't find any policy" --from us >/dev/null 2>&1
    expect 0 naast export evidence --json
    json '.evidence[] | select(.item == "D1.2") | [.kind, .side, .said_by_name, .worded_side, .their_word, .our_word]' \
        '["need","customer","Sanne de Wit","us","stale","fresh"]'
    json '.evidence[] | select(.item == "D1.5") | [.kind, .state, .due, .in_confidence, .words]' \
        '["promise","open","2026-11-20",true,"us 2026-11-10 fresh"]'
    json '.evidence[] | select(.item == "D1.3") | .about' '"D1.2"'
}

@test "people and organisations: all of them, and those of one organisation" {
    findable
    naast person add "Karim Ali" --email karim@example.org --no-contact >/dev/null
    equal "P1,Sanne de Wit,O1,Waterdam,,false," "$(naast export people --org Waterdam | sed -n 2p | cut -d, -f1-7)"
    equal "P2,Karim Ali,,,karim@example.org,true," "$(naast export people | sed -n 3p | cut -d, -f1-7)"
    equal "O1,Waterdam,1,1," "$(naast export orgs | sed -n 2p | cut -d, -f1-5)"
    expect 0 naast export people --jsonl
    equal 2 "$(printf '%s\n' "$out" | jq -r .id | wc -l)"
    expect 0 naast export orgs --format '{id} {name}'
    equal "O1 Waterdam" "$out"
}

@test "who stops reading is no failure" {
    add_hostile
    naast export deals | head -n 1 >/dev/null
    equal "0 0" "${PIPESTATUS[*]}"
}

# ---- people and organisations that come back ----

said_of_people() { naast "$@" person list --json | jq -cS '[.people[] | [.name, .email, .org_name, .no_contact, .note]] | sort'; }
said_of_orgs() { naast "$@" org list --json | jq -cS '[.orgs[] | [.name, .note]] | sort'; }

some_people() {
    naast org add "=Café, \"Zuid\"" --note "-by the
water" >/dev/null
    naast org add "'Apostrophe" >/dev/null
    naast person add "Sanne de Wit" --org O1 --email sanne@zuid.example --note "likes
'plain' words" >/dev/null
    naast person add "@Karim" --no-contact >/dev/null
    naast person add "Karim Ali" --org O2 --email karim@zuid.example --no-contact >/dev/null
}

@test "organisations and people come back as they were, without a map, and a second time nothing is added" {
    some_people
    naast --db other.db init >/dev/null 2>&1
    naast export orgs | expect 0 naast --db other.db import orgs -
    naast export people >people.csv
    expect 0 naast --db other.db import people people.csv --json
    json '[.import.added, .import.known, .import.orgs]' '[3,0,0]'
    equal "$(said_of_people)" "$(said_of_people --db other.db)"
    equal "$(said_of_orgs)" "$(said_of_orgs --db other.db)"
    expect 0 naast --db other.db import people people.csv --json
    json '[.import.added, .import.known]' '[0,3]'
    naast export orgs >orgs.csv
    expect 0 naast --db other.db import orgs orgs.csv --json
    json '[.import.added, .import.known]' '[0,2]'
    equal "$(said_of_people)" "$(said_of_people --db other.db)"
    expect 0 naast --db other.db verify
}

@test "people alone bring their organisations along" {
    some_people
    naast --db other.db init >/dev/null 2>&1
    naast person list --csv >people.csv
    expect 0 naast --db other.db import people people.csv
    equal "$(said_of_people)" "$(said_of_people --db other.db)"
}

@test "who asked not to be contacted still did, whatever a row says" {
    some_people
    printf 'Name,Mail,Quiet\nSanne,sanne@zuid.example,YES\nKarim,karim@zuid.example,no\n' >people.csv
    expect 0 naast import people people.csv --map name=Name email=Mail no_contact=Quiet --dry-run
    equal "[false,true,true]" "$(naast person list --json | jq -c '[.people[].no_contact]')"
    expect 0 naast import people people.csv --map name=Name email=Mail no_contact=Quiet --json
    json '[.import.added, .import.known]' '[0,2]'
    equal "[true,true,true]" "$(naast person list --json | jq -c '[.people[].no_contact]')"
    printf 'Name,Quiet\nJo,perhaps\n' >people.csv
    expect 8 naast import people people.csv --map name=Name no_contact=Quiet
    holds "$err" 'people.csv:2:4: no_contact: "perhaps" is neither true nor false'
}

@test "a file of people or organisations that only looks alike still wants a map" {
    some_people
    naast --db other.db init >/dev/null 2>&1
    naast export people | sed '1s/,no_contact,/,quiet,/' >people.csv
    expect 2 naast --db other.db import people people.csv
    holds "$err" "--map"
    naast export orgs | sed '1s/open_deals/open/' >orgs.csv
    expect 2 naast --db other.db import orgs orgs.csv
    naast export orgs >orgs.csv
    expect 2 naast --db other.db import people orgs.csv
    expect 2 naast --db other.db import deals orgs.csv
}
