#!/usr/bin/env bats
# import.bats: deals from CSV files: mapping, dirt with its place, all or nothing, rejects, dry runs, the public data set.

load ../lib/helper

prepare() {
    naast init >/dev/null 2>&1
    cat >deals.csv <<'CSV'
No,Name,Account,Phase,Began,Ended,Worth
A1,Search,Waterdam,New,2026-10-01,,25000
A2,Archive,Waterdam,Won,2026-05-01,2026-09-30,1000.50
A3,Portal,Noord,Lost,2026-03-01,2026-08-15,
A4,Intranet,,New,,,
CSV
}

MAP=(--map external_id=No title=Name org=Account stage=Phase opened=Began closed=Ended amount=Worth)
STAGES=(--stage New=discovery Won=won Lost=lost)

import() { naast import deals "$@"; }
take() { import deals.csv "${MAP[@]}" "${STAGES[@]}" --currency EUR "$@"; }
# csv FORMAT: deals.csv anew, in printf's notation.
csv() { printf "$1" >deals.csv; }
deals() { naast deal list --json | jq '.deals | length'; }
head_of() { naast verify --json | jq -r .head; }

# bad PART: what is read is told as a bad row, exit 8, and nothing changes.
bad() {
    local before
    before=$(head_of)
    expect 8 import deals.csv "${MAP[@]:0:3}" "${@:2}"
    holds "$err" "$1"
    holds "$err" "nothing was changed"
    equal "" "$out"
    equal "$before" "$(head_of)"
    equal 0 "$(deals)"
}

@test "rows become deals with their stage, outcome, dates and worth, and organisations are made once" {
    expect 0 take --json
    json .import '{"rows":4,"added":4,"known":0,"same":0,"alike":0,"bad":0,"open":2,"won":1,"ended":1,"orgs":2,"people":0,"no_org":1,"no_amount":2,"no_opened":1}'
    json '[.totals, .kept, .dry_run, .bad_rows, .schema]' '[[{"currency":"EUR","open":"25000.00","won":"1000.50","ended":"0.00"}],true,false,[],1]'
    expect 0 naast deal list --json
    json '[.deals[] | [.title, .org_name, .stage, .outcome, .amount, .currency]] | length' 4
    expect 0 naast deal show D2 --json
    json '[.deal.stage, .deal.outcome, .deal.closed, .deal.amount, .deal.external_id]' '["completed","won","2026-09-30","1000.50","A2"]'
    expect 0 naast deal show D3 --json
    json '[.deal.stage, .deal.outcome, .deal.closed, .deal.amount]' '["discovery","lost","2026-08-15",null]'
    expect 0 naast verify
}

@test "the summary says what came in and what is lacking, in the reader's language" {
    expect 0 take
    holds "$out" "new organisations        2"
    holds "$out" "without an organisation  1"
    holds "$out" "open                     2 (EUR 25,000)"
    holds "$out" "working together         1 (EUR 1,000.50)"
    holds "$err" "not talked through"
    lacks "$out" "known already"
    csv 'No,Name,Account,Phase,Began,Ended,Worth\nA5,Wiki,Zuid,New,,,1\n'
    expect 0 take --lang nl
    holds "$out" "nieuwe organisaties"
    holds "$out" "zonder begindatum"
}

@test "what is open, won and ended otherwise is worth is said apart, in each currency" {
    printf 'title,stage,amount,currency\na,,20000,EUR\nb,won,35000,EUR\nc,lost,30000,EUR\nd,declined,5000,EUR\ne,match,7,USD\n' >deals.csv
    expect 0 import deals.csv --dry-run --json
    json .totals '[{"currency":"EUR","open":"20000.00","won":"35000.00","ended":"35000.00"},{"currency":"USD","open":"7.00","won":"0.00","ended":"0.00"}]'
    expect 0 import deals.csv --lang nl --dry-run
    holds "$out" "open                   2 (EUR 20.000; USD 7)"
    expect 0 import deals.csv
    holds "$out" "open                     2 (EUR 20,000; USD 7)"
    holds "$out" "working together         1 (EUR 35,000)"
    holds "$out" "ended otherwise          2 (EUR 35,000)"
    lacks "$out" "90,000"
}

@test "an imported open deal is told not yet, and says where it came from" {
    take >/dev/null 2>&1
    expect 3 naast advance D1
    holds "$err" "Not yet"
    expect 0 naast deal show D1 --json
    json .deal.unverified true
}

@test "a second run changes nothing" {
    take >/dev/null 2>&1
    before=$(head_of)
    expect 0 take --json
    json '[.import.rows, .import.added, .import.known]' '[4,0,4]'
    equal "$before" "$(head_of)"
}

@test "a dry run shows the first rows and the summary, and changes nothing" {
    before=$(head_of)
    expect 0 take --dry-run --rejects rejects.csv
    holds "$out" "Search"
    holds "$out" "means"
    holds "$out" "1 (EUR 1,000.50)"
    holds "$out" "would be added"
    holds "$err" "nothing was changed"
    [ ! -e rejects.csv ]
    expect 0 take --dry-run --json
    json '[.dry_run, .kept, .import.added, (.preview | length), .preview[2].stage, .preview[2].means]' '[true,false,4,4,"Lost","lost"]'
    equal "$before" "$(head_of)"
}

@test "a dry run tells of bad rows as the run itself would" {
    csv 'No,Name,Account\nA1,,\nA2,Good,\n'
    expect 8 import deals.csv --map title=Name --dry-run
    holds "$err" "deals.csv:2:4: title:"
    holds "$err" "1 of 2 rows"
    holds "$out" "Good"
}

@test "one bad row changes nothing, and every one is told with line, column and field" {
    csv 'No,Name,Account,Phase,Began,Ended,Worth\nA1,One,W,New,,,12.345\nA2,Two,W,New,2026-13-01,,\nA3,Three,W,New,,,3\n'
    before=$(head_of)
    expect 8 take
    holds "$err" 'deals.csv:2:16: amount: "12.345"'
    holds "$err" 'deals.csv:3:14: opened: "2026-13-01"'
    holds "$err" "2 of 3 rows are not right yet, so nothing was changed"
    equal "" "$out"
    equal "$before" "$(head_of)"
    expect 8 take --json
    json '[.kept, .import.bad, [.bad_rows[] | [.line, .column, .field]]]' '[false,2,[[2,16,"amount"],[3,14,"opened"]]]'
    equal 0 "$(deals)"
}

@test "all that is wrong with a row is told at once, each field with its place" {
    printf 'title,amount,stage,outcome,opened,expected,closed\na,"1,200",match,Deleted,x,y,z\nb,1,here,Deleted,,,2026-01-01\nc,1,match,won,,,2026-01-01\n' >deals.csv
    expect 8 import deals.csv --currency EUR --rejects rejects.csv
    for told in 2:3:amount 2:17:outcome 2:25:opened 2:27:expected 2:29:closed 3:5:stage; do
        holds "$err" "deals.csv:${told%:*}: ${told##*:}: "
    done
    holds "$err" "1 more (line 3): outcome: "
    lacks "$err" "deals.csv:3:19" # a date that depends on the outcome
    holds "$err" "2 of 3 rows did not go in"
    holds "$(cat rejects.csv)" '"2","amount","""1,200"" is no amount'
    holds "$(cat rejects.csv)" '; outcome: '
    equal 1 "$(deals)"
    expect 8 import deals.csv --currency EUR --dry-run --json
    json '[.import.bad, [.bad_rows[] | [.line, .field]]]' '[2,[[2,"amount"],[2,"outcome"],[2,"opened"],[2,"expected"],[2,"closed"],[3,"outcome"],[3,"stage"]]]'
}

@test "of many rows with which the same is wrong one is told and the others counted" {
    { echo No,Name,Account; for i in {1..25}; do echo "A$i,,"; done; } >deals.csv
    expect 8 import deals.csv --map title=Name
    equal 1 "$(grep -c '^deals.csv:[0-9]*:[0-9]*: title: ' <<<"$err")"
    holds "$err" "24 more (lines 3, 4, 5, 6, 7, …): title: "
    holds "$err" "25 of 25 rows"
}

@test "one row that is not right is told as one" {
    printf 'Name,Account\nx,a\n,b\n,c\ny,d\n' >deals.csv
    expect 8 import deals.csv --map title=Name
    holds "$err" "1 more (line 4): title: "
    printf 'Name,Account\nx,a\n,b\n' >deals.csv
    expect 8 import deals.csv --map title=Name
    holds "$err" "1 of 2 rows is not right yet, so nothing was changed"
    expect 8 import deals.csv --map title=Name --dry-run --lang nl
    holds "$err" "1 van 2 rijen klopt nog niet"
}

@test "of many kinds of bad rows twenty are told and the others counted" {
    { echo No,Name,Worth; for i in {1..25}; do echo "A$i,x,w$i"; done; } >deals.csv
    expect 8 import deals.csv --map title=Name amount=Worth --currency EUR
    equal 20 "$(grep -c '^deals.csv:[0-9]*:[0-9]*: amount: ' <<<"$err")"
    holds "$err" "and 5 more"
    expect 8 import deals.csv --map title=Name amount=Worth --currency EUR --json
    json '.bad_rows | length' 20
}

@test "amounts without a currency are told once, with the option that gives one" {
    { echo No,Name,Worth; for i in {1..25}; do echo "A$i,x,$i"; done; } >deals.csv
    expect 8 import deals.csv --map title=Name amount=Worth
    equal 1 "$(grep -c '^deals.csv:' <<<"$err")"
    holds "$err" "--currency EUR"
    holds "$err" "24 more"
}

@test "after an import an open deal is named, or that there is none" {
    naast deal add "not imported" >/dev/null
    csv 'No,Name,Phase\nA1,One,Won\n'
    expect 0 import deals.csv --map title=Name stage=Phase --stage Won=won
    holds "$err" "none of them is open"
    csv 'No,Name,Phase\nA1,Another,Won\nA2,Two,New\n'
    expect 0 import deals.csv --map title=Name stage=Phase --stage Won=won New=discovery
    holds "$err" "naast gate D4 "
}

@test "with --rejects the good rows go in, and the others can be mended and read again" {
    csv 'No,Name,Account,Phase,Began,Ended,Worth,Note\nA1,One,W,New,,,1,\nA2,"Two, ""2""",W,New,,,x,"two\nlines"\nA3,Three,W,New,,,3,\n'
    expect 8 take --map note=Note --rejects rejects.csv
    holds "$err" "1 of 3 rows did not go in; they are in rejects.csv"
    holds "$out" "added"
    equal 2 "$(deals)"
    equal '"No","Name","Account","Phase","Began","Ended","Worth","Note","naast_line","naast_field","naast_reason"' "$(head -n 1 rejects.csv)"
    holds "$(cat rejects.csv)" '"A2","Two, ""2""","W","New","","","x","two'
    holds "$(cat rejects.csv)" 'lines","3","amount","""x"" is no amount'
    sed 's/"x"/"7"/' rejects.csv >deals.csv
    expect 0 take --map note=Note
    equal 3 "$(deals)"
    expect 0 naast deal show D3 --json
    json '[.deal.title, .deal.note, .deal.amount]' '["Two, \"2\"","two\nlines","7.00"]'
}

@test "rejects are no formulas to a spreadsheet, and come back as they were" {
    csv "No,Name,Account,Phase,Began,Ended,Worth,Note\nA1,=1+1,W,New,,,x,-a\nA2,'quoted,@W,New,,,x,+b\n"
    expect 8 take --map note=Note --rejects rejects.csv
    holds "$(cat rejects.csv)" "\"A1\",\"'=1+1\""
    holds "$(cat rejects.csv)" "\"''quoted\",\"'@W\""
    sed 's/"x"/"7"/' rejects.csv >deals.csv
    expect 0 take --map note=Note
    expect 0 naast deal list --json
    json '[.deals[] | .title, .org_name, .note]' '["=1+1","W","-a","'"'"'quoted","@W","+b"]'
}

@test "where every row is right there is no file for the others" {
    expect 0 take --rejects rejects.csv
    [ ! -e rejects.csv ]
    equal "" "$(find . -name '*coming*')"
}

@test "the file for rejects is not the file that is read, and must be writable, before anything changes" {
    ln -s deals.csv other.csv
    before=$(cat deals.csv)
    expect 2 take --rejects ./other.csv
    holds "$err" "is the file that is read"
    equal "$before" "$(cat deals.csv)"
    expect 1 take --rejects no/such/folder.csv
    equal 0 "$(deals)"
}

@test "a file for rejects that is there is left alone, also behind a link, and nothing changes" {
    csv 'No,Name,Account\nA1,One,W\nA2,,\n'
    echo mine >rejects.csv
    ln -s rejects.csv link.csv
    ln -s nowhere.csv dangling.csv
    for there in rejects.csv link.csv dangling.csv; do
        expect 6 import deals.csv --map title=Name --rejects "$there"
        holds "$err" "$there is there already and was left alone"
    done
    equal mine "$(cat rejects.csv)"
    [ ! -e nowhere.csv ]
    equal 0 "$(deals)"
    equal "" "$(find . -name '*coming*')"
}

@test "rejects are for their owner alone, and of an import that breaks off nothing is left" {
    csv 'No,Name,Account\nA1,One,W\nA2,,\n'
    (umask 022 && expect 8 import deals.csv --map title=Name --rejects rejects.csv)
    equal 600 "$(stat -c %a rejects.csv)"
    equal 1 "$(deals)"
    { printf '{"title":""}\n{"title":"' && head -c 2000000 /dev/zero | tr '\0' x; } >deals.jsonl
    expect 8 import deals.jsonl --rejects other.jsonl
    equal 1 "$(deals)"
    [ ! -e other.jsonl ]
    equal "" "$(find . -name '*coming*')"
}

@test "rejects that cannot be written whole keep the others out as well" {
    { echo Name,Note && echo One, && yes ",$(printf '%01000d' 0)" | head -n 3000; } >deals.csv
    expect 1 bash -c 'trap "" XFSZ && ulimit -f 2000 && exec naast import deals deals.csv --map title=Name --rejects rejects.csv'
    holds "$err" "rejects.csv cannot be written, so nothing was changed"
    equal 0 "$(deals)"
    [ ! -e rejects.csv ]
    equal "" "$(find . -name '*coming*')"
}

@test "who stops an import keeps neither its rows nor its rejects" {
    mkfifo rows
    "$NAAST" import deals - --map title=Name --rejects rejects.csv <rows >/dev/null 2>&1 3>&- &
    local importing=$!
    exec 9>rows
    printf 'Name,Note\nOne,\n,two\n' >&9
    for ((i = 0; i < 100; i++)); do [ -n "$(find . -name 'rejects.csv.coming-*')" ] && break || sleep 0.1; done
    kill -TERM "$importing"
    yes 'Three,' 2>/dev/null | head -n 100000 >&9 2>/dev/null || true
    exec 9>&-
    local code=0
    wait "$importing" || code=$?
    equal 143 "$code"
    equal 0 "$(deals)"
    equal "" "$(find . -name 'rejects*')"
}

@test "a stage nobody mapped is a bad row, with what to add" {
    csv "No,Name,Account,Phase\nA1,One,W,won\nA2,Two,W,it's on\n"
    expect 8 import deals.csv --map title=Name stage=Phase
    holds "$err" "deals.csv:3:10: stage:"
    holds "$err" "--stage 'it'\\''s on'="
    lacks "$err" "deals.csv:2:"
    expect 0 import deals.csv --map title=Name stage=Phase --stage "it's on=match"
    expect 0 naast deal list stage:match --json
    json '[.deals[].title]' '["Two"]'
}

@test "a value with = in it can be mapped, and so can an empty one" {
    csv 'No,Name,Account,Phase\nA1,One,W,a=b\nA2,Two,W,\n'
    expect 0 import deals.csv --map title=Name stage=Phase --stage a=b=value --stage =match
    expect 0 naast deal list --json
    json '[.deals[] | .stage] | sort' '["match","value"]'
}

@test "forty stages can be mapped, the last word of one counts, here and in a file" {
    csv 'Name,Phase\nOne,S40\nTwo,S1\n'
    expect 0 import deals.csv --map title=Name stage=Phase --stage $(seq -f 'S%g=discovery' 40)
    seq 40 | jq -cs '{map: {title: "Name", stage: "Phase"}, stages: (map({key: "S\(.)", value: "match"}) | from_entries)}' >many.json
    expect 0 import deals.csv --mapping many.json --stage S1=value --duplicates add
    expect 0 naast deal list --json
    json '[.deals[] | .stage] | sort' '["discovery","discovery","match","value"]'
}

@test "a mark at the beginning, CR LF, lone CR and empty lines are no obstacle" {
    csv '\xef\xbb\xbfNo,Name,Account\r\n\r\nA1,One,W\r\n   \r\n,,\r\nA2,Two,W\rA3,Three\n'
    expect 8 import deals.csv --map external_id=No title=Name
    holds "$err" "deals.csv:7:1: this row has fewer fields"
    csv '\xef\xbb\xbfNo,Name,Account\r\n\r\nA1,One,W\r\n   \r\n,,\r\nA2,Two,W\rA3,Three,'
    expect 0 import deals.csv --map external_id=No title=Name
    equal 3 "$(deals)"
}

@test "newlines in quotes count as lines" {
    csv 'No,Name,Account\nA1,"One\r\nmore\nlines",W\nA2,Two,"W",extra\nA3,"x\ny",W\nA4,"é",\n'
    expect 8 import deals.csv --map external_id=No note=Name --rejects rejects.csv
    holds "$err" "deals.csv:5:12: this row has more fields"
    holds "$(cat rejects.csv)" '"A2","Two","W","5","","this row has more fields than the first line has columns","extra"'
    equal 3 "$(deals)"
}

@test "columns count characters, not bytes" {
    csv 'No,Name,Account,Worth\nA1,Één,Zürich,x\n'
    expect 8 import deals.csv --map title=Name amount=Worth --currency EUR
    holds "$err" "deals.csv:2:15: amount:"
}

@test "a NUL byte and what is no UTF-8 are told with their place, and the other rows can go in" {
    csv 'No,Name,Account\nA1,O\0ne,W\nA2,\xc9\xe9n,W\nA3,\xe2\x82,W\nA4,\xed\xa0\x80,W\nA5,\xc0\xaf,W\nA6,Zes,W\nA7,7 \xe2\x82\xac,W\nA8,8 \xf0\x9f\x98\x80,W\nA9,a\xff'
    expect 8 import deals.csv --map external_id=No title=Name --rejects rejects.csv
    holds "$err" "deals.csv:2:5: there is a NUL byte"
    for place in 3:4 4:4 5:4 6:4 10:5; do holds "$err" "deals.csv:$place: this is not UTF-8"; done
    holds "$err" "6 of 9 rows"
    expect 0 naast deal list --json
    json '[.deals[].title] | sort' '["7 €","8 😀","Zes"]'
    equal 1 "$(tr -dc '\0' <rejects.csv | wc -c)"
}

@test "a first line that is no text is told, whatever is mapped" {
    csv '\xffNa\n'
    expect 8 import deals.csv --map title=Name
    holds "$err" "deals.csv:1:1: this is not UTF-8"
}

@test "a quote that is not closed is told where it begins, and swallows nothing, --rejects or not" {
    csv 'No,Name,Account\nA1,One,W\nA2,"Two,W\nA3,Three,W\n'
    expect 8 import deals.csv --map title=Name --rejects rejects.csv
    holds "$err" "deals.csv:3:4: the quote that begins here is not closed"
    equal 0 "$(deals)"
    { printf 'No,Name,Account\nA1,"'; head -c 1200000 /dev/zero | tr '\0' x; echo '",W'; } >deals.csv
    expect 8 import deals.csv --map title=Name
    holds "$err" "deals.csv:2:4: this row is larger than 1 MiB"
}

@test "quotes in the middle of a field are text" {
    csv 'No,Name,Account\nA1,12" pipe,W\nA2,"say ""hi""",W\n'
    expect 0 import deals.csv --map title=Name
    expect 0 naast deal list --json
    json '[.deals[].title] | sort' '["12\" pipe","say \"hi\""]'
}

@test "standard input" {
    expect 0 take <deals.csv
    rm -rf .naast && naast init >/dev/null 2>&1
    expect 0 import - --map title=Name org=Account <deals.csv
    equal 4 "$(deals)"
    expect 8 import - --map title=Ended <deals.csv
    holds "$err" "standard input:2:35: title:"
}

@test "other delimiters and dates" {
    csv 'Naam;Begin;Bedrag\nEén;31-12-2025;"1000,50"\n'
    expect 0 import deals.csv --delimiter ';' --map title=Naam opened=Begin amount=Bedrag --currency EUR --date-format %d-%m-%Y --source fair
    csv 'Naam\tBegin\nTwee, of drie\t12/31/2025\n'
    expect 0 import deals.csv --delimiter tab --map title=Naam opened=Begin --date-format %m/%d/%Y
    expect 0 naast deal list --json
    json '[.deals[] | [.title, .amount]] | sort' '[["Eén","1000.50"],["Twee, of drie",null]]'
    expect 0 naast deal show D1 --json
    json '[.deal.source, .deal.created[0:10]]' '["fair","2025-12-31"]'
    csv 'Naam;Begin\nEén;31-12-2025\n'
    expect 2 import deals.csv --map title=Naam --delimiter ,
    holds "$err" '--delimiter ";"'
    for wrong in '' ab '"' $'\n' é; do expect 2 import deals.csv --map title=Naam --delimiter "$wrong"; done
}

@test "a column that is not there: the columns that are" {
    expect 2 import deals.csv --map title=Naame
    for column in No Name Account Phase Began Ended Worth; do holds "$err" "\"$column\""; done
    holds "$err" "did you mean Name?"
    csv 'Name,Name,Account\nx,y,z\n'
    expect 2 import deals.csv --map title=Name
    holds "$err" 'two columns "Name"'
    expect 0 import deals.csv --map title=Account
}

@test "columns named as fields need no --map, and the others are passed over and told" {
    csv 'external_id,org,title,colour,amount,currency,stage,Note,opened,name\nA1,Waterdam,Search,red,25000,EUR,match,x,2026-10-01,y\n'
    expect 0 import deals.csv
    holds "$err" 'The columns of deals.csv that are named as fields give those; passed over: "colour", "Note", "name".'
    expect 0 naast deal show D1 --json
    json '.deal | [.external_id, .org_name, .title, .amount, .currency, .stage, .note, .created[0:10]]' '["A1","Waterdam","Search","25000.00","EUR","match",null,"2026-10-01"]'
    csv 'title,org\nWiki,Noord\n'
    expect 0 import deals.csv
    lacks "$err" "passed over"
    csv 'name,note,amount\nZuid,far,1\n'
    expect 0 naast import orgs deals.csv --lang nl
    holds "$err" 'overgeslagen: "amount".'
    csv 'family_name,email,org,phone\nAli,ali@example.org,Zuid,1\n'
    expect 0 naast import people deals.csv
    holds "$err" 'passed over: "phone".'
    expect 0 naast find Ali --json
    holds "$out" '"Ali"'
}

@test "columns named as fields count only where nothing is mapped, one of them names the row, and each is there once" {
    before=$(head_of)
    csv 'title,org,Worth\nSearch,Waterdam,3\n'
    expect 0 import deals.csv --map title=title --dry-run --json
    json '.preview[0] | [.title, .org]' '["Search",null]'
    csv 'Title,org,amount,name\nSearch,Waterdam,3,x\n'
    expect 2 import deals.csv
    holds "$err" "or name columns as fields"
    expect 2 naast import people deals.csv --preset hubspot
    csv 'note,org\nx,y\n'
    expect 2 naast import orgs deals.csv
    expect 2 naast import people deals.csv
    csv 'title,org,title\nSearch,Waterdam,Find\n'
    expect 2 import deals.csv
    holds "$err" 'two columns "title"'
    equal "$before" "$(head_of)"
}

@test "a list of people that naast wrote is not taken for one of organisations, nor the other way round" {
    naast org add Waterdam >/dev/null
    naast export people --csv >people.csv
    naast export orgs --csv >orgs.csv
    expect 2 naast import orgs people.csv
    expect 2 naast import people orgs.csv
}

@test "wrong use says what is wrong and changes nothing" {
    before=$(head_of)
    expect 2 import
    expect 2 import deals.csv
    holds "$err" '"Account"'
    holds "$err" external_id
    expect 2 import deals.csv --map tilte=Name
    holds "$err" "did you mean title?"
    expect 2 import deals.csv --map Name
    holds "$err" "FIELD=COLUMN"
    expect 2 import deals.csv --map title=Name title=No
    holds "$err" "given twice"
    expect 2 import deals.csv --map title=Name --stage Won
    expect 2 import deals.csv --map title=Name --stage Won=delighted
    holds "$err" delighted
    holds "$err" completed
    expect 2 import deals.csv --map title=Name --stage Won=won won=lost
    expect 2 import deals.csv --map title=Name --currency euro
    expect 2 import deals.csv --map title=Name --date-format %d
    expect 2 import deals.csv --map title=Name --csv
    expect 2 import deals.csv other.csv --map title=Name
    expect 4 import deals.csv --map title=Name --pipeline foul
    expect 4 import nowhere.csv --map title=Name
    expect 1 import . --map title=Name
    : >deals.csv
    expect 8 import deals.csv --map title=Name
    holds "$err" "is empty"
    equal "$before" "$(head_of)"
}

@test "a file with columns and no rows is no mistake" {
    csv 'Name\n'
    expect 0 import deals.csv --map title=Name --json
    json '[.import.rows, .kept]' '[0,true]'
}

@test "another pipeline has its own stages" {
    csv 'Name,Phase\nOne,Open\n'
    expect 0 import deals.csv --pipeline bant --map title=Name stage=Phase --stage Open=opportunity
    expect 0 naast deal list --json
    json '[.deals[] | [.pipeline, .stage]]' '[["bant","opportunity"]]'
}

@test "a mapping file says the same, and options go before it" {
    cat >mapping.json <<'JSON'
{"schema": 1, "map": {"external_id": "No", "title": "Name", "org": "Account", "stage": "Phase", "amount": "Worth"},
 "stages": {"New": "discovery", "Won": "won", "Lost": "lost"},
 "currency": "USD", "date_format": "%d-%m-%Y", "pipeline": "fair", "source": "the old system", "delimiter": ","}
JSON
    expect 0 import deals.csv --mapping mapping.json --stage New=match --source elsewhere --json
    json '[.import.added, .totals]' '[4,[{"currency":"USD","open":"25000.00","won":"1000.50","ended":"0.00"}]]'
    expect 0 naast deal show D1 --json
    json '[.deal.stage, .deal.source]' '["match","elsewhere"]'
}

@test "a mapping file that cannot be read is told with the place" {
    try() { printf '%s' "$1" >mapping.json; expect 8 import deals.csv --mapping mapping.json; holds "$err" "$2"; }
    try '{"map": {"title": "Name",}}' 'mapping.json:1:'
    try '[]' 'mapping.json: .:'
    try '{"map": {"titel": "Name"}}' 'mapping.json: map.titel'
    try '{"map": {"title": 3}}' 'mapping.json: map.title'
    try '{"map": "Name"}' 'mapping.json: map:'
    try '{"map": {"title": "Name"}, "stage": {}}' 'mapping.json: stage:'
    try '{"map": {"title": "Name"}, "stages": {"Won": null}}' 'mapping.json: stages.Won'
    try '{"map": {"title": "Name"}, "currency": 1}' 'mapping.json: currency'
    try '{"map": {"title": "Name"}, "schema": 2}' 'mapping.json: schema'
    try '{"map": {"title": "Name", "title": "No"}}' 'mapping.json:1:'
    expect 4 import deals.csv --mapping nowhere.json
    expect 2 import - --mapping - <deals.csv
    equal 0 "$(deals)"
}

@test "names that could steer a terminal are shown, not sent" {
    csv 'Name\nfine\n\x1b[31m\x07x,y\n'
    mv deals.csv $'d\e[1m.csv'
    expect 8 import $'d\e[1m.csv' --map title=Name
    lacks "$err" $'\e'
    holds "$err" '\x1b[1m.csv:3:'
    expect 2 import $'d\e[1m.csv' --map title=$'\e[2m'
    lacks "$err" $'\e'
}

# rows COUNT: a file of more than the reader takes at once.
rows() { awk -v n="$1" 'BEGIN { print "No,Name,Account"; for (k = 1; k <= n; k++) printf "X%d,Deal %d with a name that is long enough to be seen,Customer %d\n", k, k, k % 9 }'; }

@test "interrupted, it leaves nothing behind and exits 130" {
    mkfifo pipe
    rows 3000 >many.csv
    exec 9<>pipe
    cat many.csv >&9 &
    writer=$!
    expect 130 env --default-signal=INT timeout --preserve-status -s INT 1 "$NAAST" import deals - --map title=Name <pipe 9>&-
    exec 9>&-
    kill "$writer" 2>/dev/null || true
    equal 0 "$(deals)"
    expect 0 naast verify
    expect 0 import many.csv --map title=Name
    equal 3000 "$(naast report funnel --json | jq '[.lines[].deals] | add')"
}

@test "a bar is drawn where a person watches long work, and nowhere else" {
    rows 3000 >many.csv
    slow() { head -n 2000 many.csv; sleep 1.3; tail -n +2001 many.csv; }
    slow >/dev/null
    expect 0 import - --map title=Name < <(slow)
    lacks "$err" $'\r'
    needs_terminal
    export -f slow
    export SHELL=$BASH # another shell drops the function
    TERM=xterm script -qec "bash -c 'slow | \"$NAAST\" import deals - --map title=Name >/dev/null'" /dev/null >drawn </dev/null
    grep -q $'\r[0-9]\+' drawn
    TERM=xterm script -qec "bash -c 'slow | \"$NAAST\" import deals -q - --map title=Name >/dev/null'" /dev/null >drawn </dev/null
    equal "" "$(tr -d '\r\n' <drawn)"
}

# --- the public data set ---

take_maven() {
    import "$DATA" --map title=product org=account owner=sales_agent amount=close_value stage=deal_stage \
        opened=engage_date closed=close_date external_id=opportunity_id \
        --stage Prospecting=discovery Engaging=match Won=won Lost=lost --currency USD "$@"
}

@test "the public data set: all of it comes in, with its gaps told, and the history holds" {
    maven sales_pipeline.csv
    expect 0 take_maven --json
    json .import '{"rows":8800,"added":8800,"known":0,"same":0,"alike":0,"bad":0,"open":2089,"won":4238,"ended":2473,"orgs":85,"people":0,"no_org":1425,"no_amount":2089,"no_opened":500}'
    json .totals '[{"currency":"USD","open":"0.00","won":"10005534.00","ended":"0.00"}]'
    expect 0 naast report funnel
    holds "$out" "4,238  USD 10,005,534"
    expect 0 naast report funnel --json
    json '[.lines[] | select(.outcome == "won") | [.deals, .amount, .currency]]' '[[4238,"10005534.00","USD"]]'
    json '[.lines[] | select(.outcome == "lost") | .deals] | add' 2473
    json '[.lines[] | select(.outcome == null and .deals > 0) | [.stage, .deals]]' '[["discovery",500],["match",1589]]'
    expect 0 naast verify
    before=$(head_of)
    expect 0 take_maven --json
    json '[.import.added, .import.known]' '[0,8800]'
    equal "$before" "$(head_of)"
    expect 0 naast deal list stage:match --limit 1 --json
    open=$(jq -r '.deals[0].id' <<<"$out")
    expect 3 naast advance "$open"
    holds "$err" "Not yet"
}

@test "the public data set: one stage left out changes nothing, and says which row and what to add" {
    maven sales_pipeline.csv
    expect 8 import "$DATA" --map title=product stage=deal_stage --stage Prospecting=discovery Won=won Lost=lost
    holds "$err" "stage:"
    holds "$err" "--stage Engaging="
    holds "$err" "1,588 more (lines "
    holds "$err" "1,589 of 8,800 rows"
    equal 0 "$(deals)"
}
