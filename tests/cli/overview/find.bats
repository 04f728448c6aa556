#!/usr/bin/env bats
# Finding things: filters, orders and texts; what is wrong with a filter, and where it is wrong.

load ../lib/helper

prepare() {
    naast init -q >/dev/null
    naast org add "Café Zür Mühle" -q >/dev/null
    naast deal add "Findable policy" --org "Café Zür Mühle" --contact "Sanne de Wit" --amount 25000 --expect 2026-12-18 -q >/dev/null
    naast record D1 need "staff follow old versions of the naïve policy, and nobody knows which one holds" --from Sanne -q >/dev/null
    naast deal add "An intake portal" --org Waterdam --contact "Joris" --amount 900 --currency USD --owner bas -q >/dev/null 2>&1
    naast record D2 authority decides --person "Karim Ali" --from Joris -q >/dev/null 2>&1
    naast deal add "Bridge search" --org Waterdam --amount 40000 -q >/dev/null
    naast deal add "Zebra" --note "met at the café" -q >/dev/null
    naast end D4 --as lost --because "another was nearer" -q >/dev/null
}

ids() { expect 0 naast deal list "$@" --format '{id}'; printf '%s' "$out" | tr '\n' ' '; }
@test "café is found by cafe, in the organisation and in a note; and by the beginning of a word" {
    equal "D1 D4" "$(ids cafe)"
    equal "D1 D4" "$(ids CAFÉ)"
    equal "D2 D3" "$(ids wat)"
    equal "D1" "$(ids naive)"
    equal "" "$(ids aterdam)"
    expect 0 naast deal list aterdam
    holds "$err" "No deal fits that."
}

@test "all words must be found, wherever each stands" {
    equal "D2" "$(ids wat port)"
    equal "D2" "$(ids "wat port" kar)"
    equal "" "$(ids wat zebra)"
}

@test "a list says where a text was found, when it was not by title, organisation or contact" {
    expect 0 naast deal list versions --json
    json '[.deals[] | [.id, .found_item, .found]]' \
        '[["D1","D1.1","…old versions of the naïve policy, and nobody knows which one holds"]]'
    expect 0 naast deal list karim --json
    json '[.deals[] | [.id, .found_item, .found]]' '[["D2","D2.1","Karim Ali"]]'
    expect 0 naast deal list wat --json
    json '[.deals[].found_item]' '[null,null]'
    golden deal_list_found deal list versions
}

@test "orders, there and back" {
    equal "D2 D3 D1 D4" "$(ids --sort title)"
    equal "D4 D1 D3 D2" "$(ids --sort -title)"
    equal "D4 D1 D3 D2" "$(ids sort:-title)"
    equal "D1 D2 D3 D4" "$(ids --sort org)"
    equal "D1 D3 D2 D4" "$(ids --sort amount)"
    equal "D3 D1 D2 D4" "$(ids --sort -amount)"
    equal "D1 D2 D3 D4" "$(ids --sort expected)"
    equal "D4 D3 D2 D1" "$(ids --sort -id)"
}

@test "amounts of two currencies are not compared, and that is said" {
    expect 0 naast deal list --sort amount
    holds "$err" "Amounts of different currencies are not compared"
    expect 0 naast deal list --sort amount currency:EUR
    equal "" "$err"
}

@test "pages in any order give each deal once" {
    expect 0 naast deal list --sort -title --limit 3 --json
    json '[[.deals[].id], .more]' '[["D4","D1","D3"],true]'
    expect 0 naast deal list --sort -title --limit 3 --after D3 --json
    json '[[.deals[].id], .more]' '[["D2"],false]'
}

@test "filters, all of which must fit" {
    equal "D3" "$(ids amount:30000..)"
    equal "D1" "$(ids amount:10000..30000)"
    equal "D2" "$(ids owner:bas)"
    equal "D1 D3" "$(ids owner:me outcome:open)"
    equal "D1" "$(ids due:..2026-12-31)"
    equal "D4" "$(ids closed:today..)"
    equal "D1 D2 D3 D4" "$(ids created:2026-11-10 since:today)"
    equal "D2" "$(ids contact:Joris)"
    equal "D1 D2 D3 D4" "$(ids unverified:no)"
    equal "" "$(ids unverified:ja)"
    equal "D1" "$(ids text:policy)"
}

@test "a wrong filter says which word is wrong, where, and what goes there" {
    expect 2 naast deal list policy amount:10x..
    holds "$err" "word 2 of the filter, amount:10x..: at character 10 there is x..; what goes there is a whole amount or a range"
    expect 2 naast deal list amount:100..25k
    holds "$err" "at character 15 there is k"
    expect 2 naast deal list amount:
    holds "$err" "at character 8 there is its end"
    expect 2 naast deal list due:friday..sometime
    holds "$err" "at character 13 there is sometime; what goes there is a date or a range"
    expect 2 naast deal list kleur:rood
    holds "$err" "at character 1 there is kleur:rood; what goes there is stage:"
    expect 2 naast deal list unverified:perhaps
    holds "$err" "what goes there is yes or no"
    expect 2 naast deal list currency:euro
    holds "$err" "a currency in capitals"
    expect 2 naast deal list sort:colour
    holds "$err" "what goes there is title, org, amount"
    expect 2 naast deal list --sort colour
    holds "$err" 'cannot be sorted by "colour"'
    expect 2 naast --lang nl deal list café due:nooit
    holds "$err" "woord 2 van het filter, due:nooit: bij teken 5 staat nooit"
}

@test "texts that are no words, too many words, or words of a query language" {
    expect 2 naast deal list '...'
    holds "$err" "there is no word to look for"
    expect 2 naast deal list a1 b2 c3 d4 e5 f6 g7 h8 i9
    holds "$err" "give at most 8"
    expect 2 naast deal list "$(yes word | head -10000 | tr '\n' ' ')"
    expect 2 naast deal list "$(printf '\377\376')"
    equal "" "$(ids '"policy" OR zebra')"
    equal "D1" "$(ids 'policy*')"
    equal "D1" "$(ids '^policy -')"
    equal "" "$(ids "x' OR 1=1 --")"
}

@test "hostile texts are shown as what they are" {
    naast deal add "Plain" -q >/dev/null
    naast record D5 need "$(printf 'quiet <script>alert(1)</script> \342\200\256evil')" --from us -q >/dev/null 2>&1
    expect 0 naast deal list quiet
    holds "$out" '<script>alert(1)</script> \u202e'
    naast deal add '=cmd|x' --note "@SUM(1)" -q >/dev/null
    expect 0 naast deal list sum --csv
    holds "$out" "'=cmd|x"
    holds "$out" "'@SUM(1)"
}

# ---- naast find ----

found() { expect 0 naast find "$@" --format '{id}'; printf '%s' "$out" | tr '\n' ' '; }

@test "one search finds names first, then notes and evidence, what changed last before the rest" {
    naast person edit Joris --email joris@cafe.example -q >/dev/null
    equal "P2 O1 D4" "$(found cafe)"
    equal "P2 O1 D4" "$(found CAFÉ)"
    equal "D1 D1.1" "$(found pol)"
    naast org edit O1 --note "by the water" -q >/dev/null
    equal "O1 P2 D4" "$(found cafe)"
    equal "O2 O1" "$(found wat)"
}

@test "one text must have all the words; what is elsewhere is for deal list" {
    equal "D1.1" "$(found versions naive)"
    equal "" "$(found versions sanne)"
    equal "D1" "$(ids versions sanne)"
    expect 0 naast find versions sanne
    equal "" "$out"
    holds "$err" "No text here has all of these words yet. Fewer words find more, and naast deal list looks"
}

@test "what was taken back is not found, and merged people are found once" {
    naast retract D1.1 --because "not what was said" -q >/dev/null
    equal "" "$(found versions)"
    naast person add "Joris Bos" -q >/dev/null
    equal "P4 P2" "$(found joris)"
    naast merge P4 P2 -q >/dev/null 2>&1
    equal "P2" "$(found joris)"
}

@test "the shape of what is found, for programs" {
    expect 0 naast find naive --json
    json . '{"schema":1,"found":[{"id":"D1.1","what":"item","kind":"need","deal":"D1","name":"Findable policy","found":"…of the naïve policy, and nobody knows which one holds"}],"more":false}'
    expect 0 naast find cafe --jsonl
    equal "2" "$(printf '%s\n' "$out" | jq -s length)"
    equal '{"schema":1,"id":"O1","what":"org","kind":null,"deal":null,"name":"Café Zür Mühle","found":null}' "$(printf '%s\n' "$out" | head -1)"
    expect 0 naast find cafe --csv
    equal "id,what,kind,deal,name,found" "$(printf '%s\n' "$out" | head -1)"
    expect 0 naast find nothing --json
    json . '{"schema":1,"found":[],"more":false}'
}

@test "what is found, at 80 and at 200 columns, in both languages" {
    golden find find policy
}

@test "more than was asked for is told, and to programs too" {
    expect 0 naast find pol --limit 1
    holds "$err" "There is more: add a word, or ask for more with --limit N."
    expect 0 naast find pol --limit 1 --json
    json '[[.found[].id], .more]' '[["D1"],true]'
    expect 0 naast find pol --limit 2
    equal "" "$err"
}

@test "find, typed wrong" {
    expect 2 naast find
    holds "$err" "TEXT... is missing"
    expect 2 naast find '...'
    holds "$err" "there is no word to look for"
    expect 2 naast find a1 b2 c3 d4 e5 f6 g7 h8 i9
    holds "$err" "give at most 8"
    expect 2 naast find policy --limit 0
    expect 2 naast find policy --limit many
    expect 2 naast find policy --format '{colour}'
    expect 2 naast find "$(printf '\377\376')"
    equal "" "$(found "x' OR 1=1 --")"
    expect 0 naast --lang nl find aterdam
    holds "$err" "Niets gevonden."
}

# ---- lists of organisations and people ----

listed() { local what=$1; shift; expect 0 naast "$what" list "$@" --format '{id}'; printf '%s' "$out" | tr '\n' ' '; }

@test "organisations and people are listed by words, people by those of their organisation too" {
    equal "O1" "$(listed org cafe)"
    equal "O1" "$(listed org cafe muhle)"
    equal "O1 O2" "$(listed org)"
    naast org edit O2 --note "near the mühle" -q >/dev/null
    equal "O1 O2" "$(listed org muhle)"
    equal "P1" "$(listed person sann)"
    equal "P1" "$(listed person cafe sanne)"
    equal "P2 P3" "$(listed person wat)"
    equal "P2" "$(listed person wat --limit 1)"
    equal "P3" "$(listed person wat --after P2)"
    equal "P2" "$(listed person --org Waterdam joris)"
    equal "" "$(listed person --org Waterdam sanne)"
    equal "" "$(listed org "x' OR 1=1 --")"
}

@test "lists by words, typed wrong or finding nothing" {
    expect 2 naast org list '...'
    holds "$err" "there is no word to look for"
    expect 2 naast person list a1 b2 c3 d4 e5 f6 g7 h8 i9
    holds "$err" "give at most 8"
    expect 0 naast org list zebra
    holds "$err" "No organisation has that in its name or note."
    expect 0 naast --lang nl person list zebra
    holds "$err" "Niemand heeft dat in naam, adres, notitie of organisatie."
}

@test "a slip in a stage or a kind gets the nearest there is; what would be empty for sure is told before anything is written" {
    naast deal add "Findable policy" --org Waterdam >/dev/null 2>&1
    for command in "deal list" "export deals" "export evidence" "board"; do
        # shellcheck disable=SC2086 # words on purpose
        expect 4 naast $command stage:mtach
        equal "" "$out"
        holds "$err" "naast: no pipeline here has a stage mtach; did you mean match?"
        # shellcheck disable=SC2086 # words on purpose
        expect 4 naast $command owner:nob
        holds "$err" "nobody here is called nob"
    done
    expect 0 naast deal list owner:me
    expect 0 env NAAST_ACTOR=newcomer naast deal list owner:me
    expect 4 naast export evidence --kind nope
    equal "" "$out"
    expect 4 naast export evidence --kind neeed --lang nl
    holds "$err" "geen pijplijn hier heeft een soort neeed; bedoel je need?"
    expect 2 naast record D1 neeed x
    holds "$err" "did you mean need?"
    for range in amount:9..1 due:2026-11-05..2026-11-01; do
        expect 2 naast deal list $range
        holds "$err" "a range from the first to the last of it"
    done
    expect 2 naast report x
    holds "$err" 'word 2, "x": report has funnel, time, '
}

@test "where a list is narrow the title is what stays" {
    naast deal add "Findable policy for all" --org "Municipality of Waterdam" >/dev/null 2>&1
    expect 0 env COLUMNS=80 naast deal list
    holds "$out" "Findable policy for all"
    within 80 "$out"
    expect 0 env COLUMNS=50 naast deal list
    within 50 "$out"
}
