#!/usr/bin/env bats
# import_formats.bats: what comes in from other systems: their exports, vCards, JSON lines, other alphabets, numbers and clocks.

load ../lib/helper

prepare() {
    naast init >/dev/null 2>&1
    DATA=$BATS_TEST_DIRNAME/files
}

deals() { naast deal list --json | jq -c "$1"; }
head_of() { naast verify --json | jq -r .head; }

# told CODE PART ARGUMENT...: naast import ARGUMENT... ends in CODE, says PART and changes nothing.
told() {
    local before
    before=$(head_of)
    expect "$1" naast import "${@:3}"
    holds "$err" "$2"
    equal "$before" "$(head_of)"
}

# --- presets ---

@test "an export of Pipedrive: where a deal stands and how it ended are two columns" {
    expect 0 naast import deals "$DATA/pipedrive-deals.csv" --preset pipedrive --json
    json '[.import.added, .import.open, .import.won, .import.ended, .import.orgs, .import.people, .import.bad]' '[3,1,1,1,3,2,0]'
    equal '[["Search for Waterdam","match",null,"2026-12-15",null],["Archive","completed","won","2026-06-30","2026-06-30"],["Portal","value","lost",null,"2026-04-02"]]' \
        "$(deals '[.deals[] | [.title, .stage, .outcome, .expected, .closed]]')"
    equal '["2026-09-01T08:30:00Z","25000.00","EUR","101"]' "$(naast deal show D1 --json | jq -c '[.deal.created, .deal.amount, .deal.currency, .deal.external_id]')"
    expect 0 naast verify
    expect 0 naast import deals "$DATA/pipedrive-deals.csv" --preset pipedrive --json
    json '[.import.added, .import.known]' '[0,3]'
}

@test "an export of HubSpot: one close date is expected or closed" {
    expect 0 naast import deals "$DATA/hubspot-deals.csv" --preset hubspot --currency EUR --json
    json '[.import.added, .import.open, .import.won, .import.ended]' '[3,1,1,1]'
    equal '[["match",null,"2026-12-15",null],["completed","won",null,"2026-06-30"],["discovery","lost",null,"2026-04-02"]]' \
        "$(deals '[.deals[] | [.stage, .outcome, .expected, .closed]]')"
}

@test "an export of Salesforce: how dates are written must be said" {
    told 2 "--date-format" deals "$DATA/salesforce-deals.csv" --preset salesforce
    holds "$err" '"Created Date"'
    expect 0 naast import deals "$DATA/salesforce-deals.csv" --preset salesforce --date-format %m/%d/%Y --json
    json '[.import.added, .import.open, .import.won, .import.ended]' '[3,1,1,1]'
    equal '[["match",null,"Web","2026-09-01"],["completed","won",null,"2026-03-10"],["discovery","lost","Phone","2026-02-01"]]' \
        "$(deals '[.deals[] | [.stage, .outcome, .source, .created[:10]]]')"
}

@test "options go before a preset" {
    expect 0 naast import deals "$DATA/pipedrive-deals.csv" --preset pipedrive --map title="Deal - Organization" \
        --stage "demo scheduled=value" --outcome Lost=rejected
    equal '[["Waterdam","value",null],["Noord","completed","won"],["Zuid","value","rejected"]]' "$(deals '[.deals[] | [.title, .stage, .outcome]]')"
}

@test "a stage or a status that a preset does not know is told, with the option that says it" {
    sed 's/Demo Scheduled/Our own stage/; s/"Lost"/"Deleted"/' "$DATA/pipedrive-deals.csv" >deals.csv
    told 8 "--stage 'Our own stage'=" deals deals.csv --preset pipedrive
    holds "$err" "deals.csv:2:"
    holds "$err" "--outcome Deleted="
    holds "$err" "outcome:"
}

@test "a preset on another pipeline says outcomes, and leaves its stages to be said" {
    told 8 "--stage 'Demo Scheduled'=" deals "$DATA/pipedrive-deals.csv" --preset pipedrive --pipeline bant
    lacks "$err" "neither a stage"
    expect 0 naast import deals "$DATA/pipedrive-deals.csv" --preset pipedrive --pipeline bant \
        --stage "Demo Scheduled=opportunity" "Proposal Made=opportunity"
}

@test "a file that is no such export: what was looked for, and what there is" {
    printf 'Name,Phase\nx,y\n' >deals.csv
    told 2 '"Deal - Title"' deals deals.csv --preset pipedrive
    holds "$err" '"Phase"'
    told 2 "pipedrive, hubspot, salesforce" deals deals.csv --preset zoho
    told 2 '"Company name"' orgs deals.csv --preset hubspot
}

@test "a stage and an outcome that contradict each other are told" {
    printf 'Name,Phase,Status\nOne,Won,open\nTwo,Lost,won\n' >deals.csv
    told 8 "contradict" deals deals.csv --map title=Name stage=Phase outcome=Status --stage Won=won Lost=lost
    holds "$err" "2 of 2 rows"
}

@test "an outcome column alone: won, ended, and open in the first stage" {
    printf 'Name,Status\nOne,won\nTwo,\nThree,no_match\nFour,OPEN\n' >deals.csv
    expect 0 naast import deals deals.csv --map title=Name outcome=Status
    equal '[["completed","won"],["discovery",null],["discovery","no_match"],["discovery",null]]' "$(deals '[.deals[] | [.stage, .outcome]]')"
    told 2 "which is not an outcome" deals deals.csv --map title=Name outcome=Status --outcome won=delighted
    told 2 "VALUE=OUTCOME|open" deals deals.csv --map title=Name outcome=Status --outcome won
}

# --- organisations and people ---

@test "organisations: those that are there stay as they are, and those that may be are told" {
    naast org add Waterdam >/dev/null
    printf 'Company,About\nWATERDAM,x\nWaterdam B.V.,a dam\nNoord,\nNoord,again\n' >orgs.csv
    expect 0 naast import orgs orgs.csv --map name=Company note=About
    holds "$err" 'orgs.csv:3: "Waterdam B.V." may be O1, which was here already. If so: naast merge O2 O1'
    holds "$out" "may be there already"
    equal '["Waterdam","Waterdam B.V.","Noord"]' "$(naast org list --json | jq -c '[.orgs[].name]')"
    expect 0 naast import orgs orgs.csv --map name=Company note=About --json
    json '[.import.added, .import.known, .import.alike]' '[0,4,0]'
    printf 'Company\nNoord N.V.\n' >orgs.csv
    expect 0 naast import orgs orgs.csv --map name=Company --duplicates skip --json
    json '[.import.added, .import.alike, .alike]' '[0,1,[{"line":2,"name":"Noord N.V.","id":null,"like":"O3"}]]'
    expect 0 naast verify
}

@test "people: by address, by name within the organisation, and namesakes told" {
    printf 'First Name,Last Name,Email,Associated Company\nSanne,de Wit,sanne@waterdam.example,Waterdam\nKarim,Ali,,Waterdam\nSanne,de Wit,other@waterdam.example,Waterdam\n' >people.csv
    expect 0 naast import people people.csv --preset hubspot --json
    json '[.import.rows, .import.added, .import.known, .import.alike, .import.orgs]' '[3,3,0,1,1]'
    json '.alike' '[{"line":4,"name":null,"id":"P3","like":"P1"}]'
    equal '[["Sanne de Wit","sanne@waterdam.example","Waterdam"],["Karim Ali",null,"Waterdam"],["Sanne de Wit","other@waterdam.example","Waterdam"]]' \
        "$(naast person list --json | jq -c '[.people[] | [.name, .email, .org_name]]')"
    expect 0 naast import people people.csv --preset hubspot --json
    json '[.import.added, .import.known]' '[0,3]'
    printf 'First Name,Last Name,Email,Associated Company\nKarim,Ali,karim@waterdam.example,Waterdam\n' >people.csv
    expect 0 naast import people people.csv --preset hubspot
    equal karim@waterdam.example "$(naast person show P2 --json | jq -r .person.email)"
    expect 0 naast verify
}

@test "a row without a name, or with what is no address, is told with its place" {
    printf 'Name,Mail\n,\nx,\n,y\nJo,no address\n' >people.csv
    told 8 "people.csv:5:4: email:" people people.csv --map name=Name email=Mail
    printf 'Name,Note\n,x\n' >orgs.csv
    told 8 "orgs.csv:2:1: name: the row has no name" orgs orgs.csv --map name=Name note=Note
    told 2 "there is no field \"title\"" orgs orgs.csv --map title=Name
    told 2 "name note" orgs orgs.csv
}

# --- vCards ---

@test "vCard 3.0: folded lines, escapes, the preferred address, a name from its parts" {
    expect 0 naast import people "$DATA/people-3.vcf" --json
    json '[.import.rows, .import.added, .import.orgs, .import.bad]' '[2,2,2,0]'
    equal '[["Sanne de Wit","sanne@waterdam.example","Waterdam B.V."],["Karim Ali","karim@noord.example","Noord"]]' \
        "$(naast person list --json | jq -c '[.people[] | [.name, .email, .org_name]]')"
    equal $'Met at the fair, in March; likes short mails.\nSpeaks Frisian.' "$(naast person show P1 --json | jq -r .person.note)"
    expect 0 naast import people "$DATA/people-3.vcf" --json
    json '[.import.added, .import.known]' '[0,2]'
}

@test "vCard 4.0: PREF decides, quoted parameters are passed over, notes are joined" {
    expect 0 naast import people "$DATA/people-4.vcf"
    equal '["Joris Mulder","j.mulder@example.org","Zuid & Zonen","First line\nSecond line"]' \
        "$(naast person show P1 --json | jq -c '.person | [.name, .email, .org_name, .note]')"
}

@test "a mark, CR LF and standard input are no obstacle; what a file is shows itself" {
    { printf '\xef\xbb\xbf'; sed 's/$/\r/' "$DATA/people-3.vcf"; } >cards
    expect 0 naast import people cards
    expect 0 naast import people - --json <"$DATA/people-4.vcf"
    json .import.added 1
}

@test "cards that cannot be read are told, and set apart so that they can be mended" {
    { sed 's/VERSION:3.0/VERSION:2.1/; /END/q' "$DATA/people-3.vcf"; cat "$DATA/people-4.vcf"
      printf 'BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Waterdam\nEND:VCARD\nBEGIN:VCARD\nFN:x\nEND:VCARD\n'
      printf 'BEGIN:VCARD\nVERSION:3.0\nFN:J\\, K\nEMAIL:no address\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN;CHARSET=ISO-8859-1:x\nnonsense\nEND:VCARD\n'; } >cards.vcf
    expect 8 naast import people cards.vcf --rejects rejects.vcf
    holds "$err" "cards.vcf:2:1: this is vCard 2.1"
    holds "$err" "cards.vcf:25:1: this card is not of a person"
    holds "$err" "cards.vcf:28:1: this vCard does not say"
    holds "$err" "cards.vcf:34:1: email:"
    holds "$err" "cards.vcf:38:1: this is vCard 2.1"
    holds "$err" "5 of 6 rows"
    equal 5 "$(grep -c '^X-NAAST-REASON:line ' rejects.vcf)"
    equal "2 25 28 34 38" "$(sed -n 's/^X-NAAST-REASON:line \([0-9]*\):.*/\1/p' rejects.vcf | xargs)"
    sed 's/VERSION:2.1/VERSION:3.0/; s/:no address/:jk@example.org/; s/;CHARSET=ISO-8859-1//; /^nonsense/d; s/KIND:org/KIND:individual/; s/^FN:x/VERSION:3.0\n&/' rejects.vcf >mended.vcf
    expect 0 naast import people mended.vcf
    equal '["J, K"]' "$(naast person list --json | jq -c '[.people[].name | select(startswith("J,"))]')"
}

@test "a file of vCards that breaks off, or is none, changes nothing" {
    head -n 5 "$DATA/people-4.vcf" >cards.vcf
    told 8 "cards.vcf:1:1: this vCard has no END:VCARD" people cards.vcf --rejects rejects.vcf
    printf 'hello\n' >cards.vcf
    told 8 "cards.vcf:1:1: a vCard begins with BEGIN:VCARD" people cards.vcf
    told 2 "naast import people" deals "$DATA/people-4.vcf"
    told 2 "leave --map and --preset out" people "$DATA/people-4.vcf" --map name=FN
}

# --- JSON lines ---

@test "deals, organisations and people from JSON lines, with the fields by name" {
    cat >deals.jsonl <<'JSONL'
{"title": "Search", "org": "Waterdam", "amount": 25000.50, "currency": "EUR", "stage": "match", "x": {"deep": ["er", {"a": 1}]}}

 { "org":"No\u00f6rd \"N\"" , "amount":1200,"currency":"EUR","outcome":"lost","note":null}
JSONL
    expect 0 naast import deals deals.jsonl --json
    json '[.import.rows, .import.added, .totals]' '[2,2,[{"currency":"EUR","open":"25000.50","won":"0.00","ended":"1200.00"}]]'
    equal '["Search","Noörd \"N\""]' "$(deals '[.deals[].title]')"
    printf '{"name":"Zuid"}\n' | { expect 0 naast import orgs -; }
    printf '{"Who":"Jo","name":"not this"}\n' >people.jsonl
    expect 0 naast import people people.jsonl --map name=Who
    equal '["Jo"]' "$(naast person list --json | jq -c '[.people[].name]')"
}

@test "lines that are not right are told with line and column, and set apart as JSON lines" {
    printf '%s\n' '{"title":"Good"}' '{"title":"é","amount":"x"}' '[1]' '{"title":"a"' '{"title":{"a":1}}' '{"title":true}' '{"title":"a","title":"b"}' >deals.jsonl
    printf '{"title":"\xff"}\n' >>deals.jsonl
    expect 8 naast import deals deals.jsonl --currency EUR --rejects rejects.jsonl
    holds "$err" 'deals.jsonl:2:23: amount: "x"'
    holds "$err" "deals.jsonl:3:1: this is no JSON object"
    holds "$err" "deals.jsonl:4:12: this is no JSON object"
    holds "$err" "deals.jsonl:5:10: a text or a number"
    holds "$err" "deals.jsonl:6:10: a text or a number"
    holds "$err" "deals.jsonl:7:"
    holds "$err" "deals.jsonl:8:11: this is not UTF-8"
    holds "$err" "7 of 8 rows"
    equal '[2,"amount","é"]' "$(head -n 1 rejects.jsonl | jq -c '[.naast_line, .naast_field, .title]')"
    equal 7 "$(jq -s length rejects.jsonl)"
    sed 's/"amount":"x"/"amount":7/' rejects.jsonl | head -n 1 >deals.jsonl
    expect 0 naast import deals deals.jsonl --currency EUR
    equal '["Good","é"]' "$(deals '[.deals[].title]')"
}

# --- how files are written ---

@test "windows-1252 when it is named, and a hint where it is not" {
    printf 'Name\nCaf\xe9 \x80 5\n' >deals.csv
    told 8 "--encoding windows-1252" deals deals.csv --map title=Name
    expect 0 naast import deals deals.csv --map title=Name --encoding windows-1252
    equal '["Café € 5"]' "$(deals '[.deals[].title]')"
    told 2 "utf-8, windows-1252" deals deals.csv --map title=Name --encoding klingon
}

@test "UTF-16 shows itself, in both orders; half a character is told" {
    printf 'Name\nCafé 😀\n' | iconv -f UTF-8 -t UTF-16 >deals.csv
    expect 0 naast import deals deals.csv --map title=Name
    { printf '\xfe\xff'; printf 'Name\nThé\n' | iconv -f UTF-8 -t UTF-16BE; } >deals.csv
    expect 0 naast import deals deals.csv --map title=Name
    equal '["Café 😀","Thé"]' "$(deals '[.deals[].title]')"
    printf '\xff\xfeN\0\n\0x\0\x00\xd8y\0\n\0' >deals.csv
    told 8 "deals.csv:2:2: this is not UTF-8" deals deals.csv --map title=N
    printf '\xff\xfeN\0\n\0x\0y' >deals.csv
    told 8 "deals.csv:2:2: this is not UTF-8" deals deals.csv --map title=N
}

@test "the delimiter shows in the first line, and is said" {
    printf '"a, b, c";Naam\nx;Een\n' >deals.csv
    expect 0 naast import deals deals.csv --map title=Naam
    holds "$err" "Fields stand between ; here"
    printf 'Naam\tB\nTwee\tx\n' >deals.csv
    expect 0 naast import deals deals.csv --map title=Naam --lang nl
    holds "$err" "Velden staan hier tussen tab"
    printf 'Naam,B\nDrie,x\n' >deals.csv
    expect 0 naast import deals deals.csv --map title=Naam
    lacks "$err" "Fields stand between"
    equal '["Een","Twee","Drie"]' "$(deals '[.deals[].title]')"
}

@test "amounts as they are written elsewhere, when it is said" {
    printf 'Name;Worth\nOne;1.234.567,50\nTwo;999,5\nThree;12\n' >deals.csv
    told 8 'deals.csv:2:5: amount: "1.234.567,50"' deals deals.csv --map title=Name amount=Worth --currency EUR
    expect 0 naast import deals deals.csv --map title=Name amount=Worth --currency EUR --decimal comma --grouping point
    equal '["1234567.50","999.50","12.00"]' "$(deals '[.deals[].amount]')"
    printf "Name;Worth\nA;1'234.5\n" >deals.csv
    expect 0 naast import deals deals.csv --map title=Name amount=Worth --currency EUR --grouping apostrophe
    printf 'Name;Worth\nB;12,50\n' >deals.csv
    told 8 amount deals deals.csv --map title=Name amount=Worth --currency EUR --decimal point
    for wrong in 1.23,5 1.2345 1234.567 .123 1..234 1.234.; do
        printf 'Name;Worth\nB;%s\n' "$wrong" >deals.csv
        told 8 amount deals deals.csv --map title=Name amount=Worth --currency EUR --grouping point
    done
    told 2 "comma, point" deals deals.csv --map title=Name --decimal dot
    told 2 "cannot be both before cents and between thousands" deals deals.csv --map title=Name --decimal point --grouping point
}

@test "times in the zone that is named: by offset, and by name with summer time" {
    printf 'Name,Began\nWinter,2026-01-15 00:30\nSummer,2026-07-15 00:30\nDay,2026-03-01\n' >deals.csv
    began() { deals '[.deals[] | .created] | .[-3:]'; }
    take() { naast import deals deals.csv --map title=Name opened=Began --date-format '%Y-%m-%d %H:%M' --duplicates add "$@"; }
    expect 0 take
    equal '["2026-01-15T00:30:00Z","2026-07-15T00:30:00Z","2026-03-01T00:00:00Z"]' "$(began)"
    expect 0 take --time-zone +01:00
    equal '["2026-01-14T23:30:00Z","2026-07-14T23:30:00Z","2026-03-01T00:00:00Z"]' "$(began)"
    expect 0 take --time-zone -0330
    equal '["2026-01-15T04:00:00Z","2026-07-15T04:00:00Z","2026-03-01T00:00:00Z"]' "$(began)"
    [ -f /usr/share/zoneinfo/Europe/Amsterdam ] || skip "NO TIME ZONE DATABASE HERE"
    expect 0 env TZ=Asia/Tokyo "$NAAST" import deals deals.csv --map title=Name opened=Began --date-format '%Y-%m-%d %H:%M' --duplicates add --time-zone Europe/Amsterdam
    equal '["2026-01-14T23:30:00Z","2026-07-14T22:30:00Z","2026-03-01T00:00:00Z"]' "$(began)"
    for wrong in Europe/Nowhere ../../../etc/passwd /etc/passwd Europe +25:00 +1 "" tzdata.zi; do
        told 2 "--time-zone" deals deals.csv --map title=Name --time-zone "$wrong"
    done
}

@test "a time that names its offset needs no zone; hours in two halves" {
    printf 'Name,Began\nOne,2026-01-15T00:30:00+05:30\nTwo,2026-01-15T00:30:00.125Z\n' >deals.csv
    expect 0 naast import deals deals.csv --map title=Name opened=Began --date-format '%Y-%m-%dT%H:%M:%S%z' --time-zone +01:00
    printf 'Name,Began\nThree,"1/15/2026, 12:05 AM"\n' >deals.csv
    expect 0 naast import deals deals.csv --map title=Name opened=Began --date-format '%m/%d/%Y, %I:%M %p'
    equal '["2026-01-14T19:00:00Z","2026-01-15T00:30:00Z","2026-01-15T00:05:00Z"]' "$(deals '[.deals[].created]')"
    told 2 "is no date format" deals deals.csv --map title=Name --date-format '%Y-%m-%d %M'
}

# --- doubles ---

@test "deals without a number of their own: a second run adds none, and says which" {
    printf 'Name,Account,Worth,Began\nSearch,Waterdam,100,2026-01-01\nSearch,Waterdam,200,2026-01-01\nSearch,,,\n' >deals.csv
    take() { naast import deals deals.csv --map title=Name org=Account amount=Worth opened=Began --currency EUR "$@"; }
    expect 0 take --json
    json '[.import.added, .import.same]' '[3,0]'
    before=$(head_of)
    expect 0 take
    holds "$err" "lines 2 (D1), 3 (D2), 4 (D3)"
    holds "$out" "there already"
    expect 0 take --json
    json '[.import.added, .import.same, .same[0]]' '[0,3,{"line":2,"name":"Search","id":null,"like":"D1"}]'
    equal "$before" "$(head_of)"
    expect 0 take --duplicates add --json
    json '[.import.added, .import.same]' '[3,0]'
    told 2 "tell, skip, add" deals deals.csv --map title=Name --duplicates maybe
}

@test "who was merged stays merged when the file is read again" {
    printf 'Name,Account,Who,Mail\nA,Waterdam,Sanne,s@w.example\nB,Waterdam B.V.,Sanne,\nC,Waterdam,Sanne,other@w.example\n' >deals.csv
    take() { naast import deals deals.csv --map title=Name org=Account contact=Who email=Mail --json; }
    expect 0 take
    json '[.import.orgs, .import.people]' '[2,3]'
    naast merge O2 O1 >/dev/null 2>&1
    naast merge P2 P1 >/dev/null 2>&1
    naast merge P3 P1 >/dev/null 2>&1
    expect 0 take
    json '[.import.added, .import.same, .import.orgs, .import.people]' '[0,3,0,0]'
    sed -i 's/^[ABC],/New &/' deals.csv
    expect 0 take
    json '[.import.added, .import.orgs, .import.people]' '[3,0,0]'
    printf 'Name\nWATERDAM b.v.\n' >orgs.csv
    expect 0 naast import orgs orgs.csv --map name=Name --json
    json '[.import.added, .import.known]' '[0,1]'
    expect 0 naast verify
}

@test "who only has the number of somebody who was merged is not them" {
    # two names with one FNV-1a of 64 bits
    printf 'Name\nSanne\naecg3303nnhdh\n' >people.csv
    expect 0 naast import people people.csv --map name=Name
    naast merge P2 P1 >/dev/null 2>&1
    expect 0 naast import people people.csv --map name=Name --json
    json '[.import.added, .import.known]' '[0,2]'
    printf 'Name\nbstmwpntbzr1g\n' >people.csv
    expect 0 naast import people people.csv --map name=Name --json
    json '[.import.added, .import.known]' '[1,0]'
}

@test "two rows of one file that say the same are two deals" {
    printf 'Name,Account\nSearch,Waterdam\nSearch,Waterdam\n' >deals.csv
    expect 0 naast import deals deals.csv --map title=Name org=Account --json
    json '[.import.added, .import.same]' '[2,0]'
    expect 0 naast import deals deals.csv --map title=Name org=Account --json
    json '[.import.added, .import.same]' '[0,2]'
}

@test "an organisation made on the way that may be there already is told" {
    printf 'Name,Account\nA,Waterdam\nB,Water-Dam GmbH & Co. KG\nC,The Waterdam\nD,waterdam nv\n' >deals.csv
    expect 0 naast import deals deals.csv --map title=Name org=Account --json
    json '[.import.orgs, .import.alike, [.alike[] | [.line, .id, .like]]]' '[4,1,[[5,"O4","O1"]]]'
}

# --- safety ---

@test "hostile names come in as they are and go out as safe text" {
    printf 'BEGIN:VCARD\nVERSION:4.0\nFN:=cmd|x <script>\xe2\x80\xae evil\nORG:@SUM(1)\nEND:VCARD\n' >cards.vcf
    expect 0 naast import people cards.vcf
    equal $'=cmd|x <script>\u202e evil' "$(naast person show P1 --json | jq -r .person.name)"
    expect 0 naast person show P1
    lacks "$out" $'\u202e'
    printf 'BEGIN:VCARD\nVERSION:4.0\nFN:\x1b[31mx\nEND:VCARD\n' >cards.vcf
    expect 8 naast import people cards.vcf
    lacks "$err" $'\e'
    printf '{"title":"\\u001b[31mx","org":"y"}\n' >deals.jsonl
    expect 8 naast import deals deals.jsonl
    lacks "$err" $'\e'
}

@test "interrupted, people and organisations leave nothing behind" {
    for kind in people orgs; do
        mkfifo pipe
        { echo Name; seq -f 'Somebody %g' 3000; } >many.csv
        exec 9<>pipe
        cat many.csv >&9 &
        writer=$!
        before=$(head_of)
        expect 130 env --default-signal=INT timeout --preserve-status -s INT 1 "$NAAST" import $kind - --map name=Name <pipe 9>&-
        exec 9>&-
        kill "$writer" 2>/dev/null || true
        rm pipe
        equal "$before" "$(head_of)"
        expect 0 naast verify
    done
}

@test "dry runs show the first rows and change nothing" {
    told 0 "nothing was changed" people "$DATA/people-3.vcf" --dry-run
    holds "$out" "Sanne de Wit"
    holds "$out" "would be added"
    told 0 "nothing was changed" deals "$DATA/pipedrive-deals.csv" --preset pipedrive --dry-run
    holds "$out" "Demo Scheduled"
    holds "$out" "match"
}

# --- the public data set ---

# wide COUNT: a list of deals with so many columns.
wide() { awk -v count="$1" 'BEGIN { printf "title"; for (k = 2; k <= count; k++) printf ",c%d", k; print ""; printf "x"; for (k = 2; k <= count; k++) printf ","; print "" }' >wide.csv; }

@test "a list may have 1,000 columns; with one more it is refused at that column, and says how many there may be" {
    naast init >/dev/null 2>&1 || true
    wide 1000
    expect 0 naast import deals wide.csv --map title=title
    wide 1001
    expect 8 naast import deals wide.csv --map title=title
    holds "$err" "wide.csv:1:$(($(head -n 1 wide.csv | wc -c) - 5)): the file has more than 1,000 columns"
    expect 8 naast import deals wide.csv --map title=title --lang nl
    holds "$err" "meer dan 1.000 kolommen"
}

@test "the public data set: its accounts come in once, and the deals without their numbers too" {
    maven accounts.csv
    local data=${DATA%/*}
    expect 0 naast import orgs "$data/accounts.csv" --map name=account note=sector --json
    json '[.import.rows, .import.added, .import.bad]' '[85,85,0]'
    take() {
        naast import deals "$data/sales_pipeline.csv" --map title=product org=account owner=sales_agent amount=close_value \
            stage=deal_stage opened=engage_date closed=close_date --stage Prospecting=discovery Engaging=match Won=won Lost=lost --currency USD --json
    }
    expect 0 take
    json '[.import.rows, .import.orgs, .import.added]' '[8800,0,8800]'
    expect 0 take
    json '[.import.added, .import.same]' '[0,8800]'
    expect 0 naast verify
}
