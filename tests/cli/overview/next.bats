#!/usr/bin/env bats
# next.bats: what is due: the screens, the machine outputs, wrong use; every command that is printed runs.

load ../lib/evidence

# on DAY COMMAND…: what was done on a day before the one at which the agenda is read.
on() {
    NAAST_NOW=${1}T09:00:00Z "$NAAST" "${@:2}" >/dev/null 2>&1 || { printf 'on %s: %s\n' "$1" "${*:2}" >&2; return 1; }
}

# A week of work on the tenth of November: what has a day, and two such on one deal.
week() {
    on 2026-09-01 deal add "Findable policy" --org Waterdam --contact "Sanne de Wit"
    on 2026-10-20 record D1 need "staff follow old versions" --why "residents get wrong answers"
    on 2026-10-20 record D1 promise "a test server" --due 2026-11-07
    on 2026-10-20 record D1 promise "the list of documents" --from Sanne --due 2026-11-08
    on 2026-09-01 deal add "Intranet" --org Bakker --contact "Joris Bos"
    on 2026-11-05 decline D2 --because "an app, not search"
    on 2026-09-01 deal add "Archive" --org "De Molen" --contact "Karim Ali"
    on 2026-11-08 deal add "Portal" --org Noord --contact "Ada Vos" --expect 2026-11-09
    on 2026-11-08 deal add "Search" --org Zuid --contact "Bo Smit"
    on 2026-11-08 record D5 promise "a price, in writing" --due 2026-11-12
    on 2026-11-08 task add "tidy the desk"
    on 2026-11-08 deal add "Records" --org Oost --contact "Iris Kok"
    on 2026-11-08 record D6 promise "the minutes" --from Iris --due 2026-11-09
    on 2026-11-09 deal add "Forms" --org West --contact "Fleur Maas"
    on 2026-11-09 task add "call about the forms" --due 2026-11-10
}

# What the gates ask, on the fifteenth of December: a deal at work, one that may go on, one in which something changed, one
# with a check set aside, one that wants a word.
gates() {
    local story=$BATS_TEST_DIRNAME/../story
    on 2026-11-01 deal add "Findable policy" --org Waterdam --contact "Sanne de Wit" --purpose "We build search, 15 to 40k."
    on 2026-11-01 talk D1 <"$story/call-1.txt"
    on 2026-11-03 confirm D1.4 --by Sanne
    on 2026-11-09 talk D1 <"$story/call-2.txt"
    on 2026-11-10 record D1 authority decides,signs --person "Karim Ali"
    local kind
    for kind in summary match frame; do on 2026-11-12 confirm D1 "$kind" --by Karim; done
    on 2026-11-13 talk D1 <"$story/call-3.txt"
    on 2026-11-13 advance D1 --to delivery
    on 2026-11-27 record D1 pulse green "much better" --from Sanne
    on 2026-11-27 settle D1.21,23 --as kept --by Sanne
    local deal
    for deal in "D2 Intranet Bakker Joris" "D3 Archive Molen Ada"; do
        set -- $deal
        on 2026-12-14 deal add "$2" --org "$3" --contact "$4" --purpose "We build search"
        on 2026-12-14 record "$1" need "nobody finds anything" --why "work is done twice"
        on 2026-12-14 record "$1" summary "one place for it all"
        on 2026-12-14 confirm "$1" summary --by "$4"
    done
    on 2026-12-14 advance D3
    on 2026-12-14 record D3 need "and the old letters"
    on 2026-12-14 deal add Portal --org Noord --contact Bo --purpose "We build search"
    on 2026-12-14 record D4 promise "a first version in May"
    on 2026-12-14 waive D4 basis --because "a pilot first" --until 2026-12-18
    on 2026-12-14 deal add Search --org Zuid --contact Iris --purpose "We build search"
    on 2026-12-14 record D5 need "letters get lost" --why "people wait"
    on 2026-12-14 record D5 summary "none gets lost"
    export NAAST_NOW=2026-12-15T09:00:00Z
}

@test "a week of work looks as it should, at 80 and 200 columns, in both languages" {
    week
    golden next next
}

@test "what the gates ask looks as it should, at 80 and 200 columns, in both languages" {
    gates
    golden next_gates next
    expect 0 naast next --json
    json '[.lines[] | [.reason, .deal]]' '[["pulse_due","D1"],["waiver_expires","D4"],["stale","D3"],["ready","D2"],["gap","D5"]]'
    holds "$(naast org show Waterdam)" "Next moment: now (heard"
    holds "$(naast org show Noord)" "Next moment: 18 Dec, D4: "
    holds "$(naast org show Zuid)" "Next moment: none is set."
}

@test "on a very narrow terminal all of it still stands there" {
    week
    expect 0 env COLUMNS=10 "$NAAST" next
    holds "$out" "naast settle D1.3 --as \"kept / broken / released\" --by Sanne"
    holds "$out" "Waterdam, Sanne"
}

@test "what the gates ask is typed, filled in, for people and from JSON" {
    gates
    cp .naast/naast.db "$WORK/before.db"
    naast next --no-pager | grep -E '^ {4}naast ' | sed 's/^ *//' >"$WORK/fixes"
    equal 5 "$(wc -l <"$WORK/fixes")"
    run_fixes <"$WORK/fixes"
    naast --db "$WORK/before.db" next --json | jq -r '.lines[].fix' | sed "s|naast |naast --db $WORK/before.db |g" >"$WORK/fixes"
    equal 5 "$(wc -l <"$WORK/fixes")"
    run_fixes <"$WORK/fixes"
}

@test "where nothing is due it says so warmly, and lists nothing" {
    expect 0 naast next
    equal "" "$out"
    equal "Nothing pressing up to 17 Nov. Enjoy your day." "$err"
    expect 0 naast next --json
    json . '{"schema":1,"lines":[],"until":"2026-11-17","more":false,"more_lines":0,"more_at_least":false}'
    expect 0 naast next --lang nl
    equal "Niets dringends tot en met 17 nov. Fijne dag." "$err"
    expect 0 naast next -q
    equal "" "$out$err"
}

@test "seven lines at most, and as many as are asked for" {
    week
    expect 0 naast next --json
    json '[(.lines | length), .more, .more_lines]' '[7,true,2]'
    expect 0 naast next --json --limit 2
    json '[(.lines | length), .more, .more_lines]' '[2,true,7]'
    expect 0 naast next --json --all
    json '[(.lines | length), .more, .more_lines]' '[9,false,0]'
    expect 0 naast next --limit 8
    equal "And 1 more: naast next --all" "$err"
    expect 0 naast next --limit 2 --owner anna --until 2026-11-20
    equal "And 7 more: naast next --all --owner anna --until 2026-11-20" "$err"
}

@test "the most pressing comes first, one line for each deal" {
    week
    expect 0 naast next --json --all
    json '[.lines[].reason]' '["promise_late","not_informed","their_promise_late","task_due","decision_passed","promise_due","sleeping","gap","task_open"]'
    json '[.lines[0].also, .lines[1].also]' '[1,0]'
}

@test "JSON has the same members on every line, in one language" {
    week
    expect 0 naast next --json --limit 1 --lang nl
    json '.lines[0] | keys_unsorted' '["reason","deal","title","org","org_name","person","person_name","person_org","owner","stage","outcome","item","kind","task","text","check","verdict","ask","on","days","blockers","count","also","fix"]'
    json '.lines[0] | [.reason, .deal, .item, .on, .days, .fix]' '["promise_late","D1","D1.3","2026-11-07",3,"naast settle D1.3 --as \"kept / broken / released\" --by P1"]'
    json '[.schema, .until]' '[1,"2026-11-17"]'
}

@test "the other outputs have a record for each line" {
    week
    equal 7 "$(naast next --jsonl | jq -s length)"
    equal "promise_late D1" "$(naast next --format '{reason} {deal}' 2>/dev/null | head -n 1)"
    equal 8 "$(naast next --csv 2>/dev/null | wc -l)"
    equal "D1 D2 T2" "$(naast next -z --all 2>/dev/null | tr '\0' '\n' | grep -xE 'D1|D2|T2' | tr '\n' ' ' | sed 's/ $//')"
    equal "" "$(naast next -z --all 2>/dev/null | tr '\0' '\n' | grep -vE '^[DT][0-9]+$')"
    expect 2 naast next --format '{rank}'
}

@test "whose it is: an owner, me, somebody who wrote nothing yet, nobody" {
    week
    naast deal edit D3 --owner bo # written about, and so awake
    naast task add "of bo" --owner bo >/dev/null
    expect 0 naast next --json --all --owner bo
    json '[.lines[] | [.reason, .deal]]' '[["gap","D3"],["task_open",null]]'
    expect 0 naast next --json --all --owner me
    json '[.lines[] | select(.deal == "D3")] | length' 0
    json '.lines | length' 8
    expect 0 env NAAST_ACTOR=new "$NAAST" next --owner me
    holds "$err" "Nothing pressing"
    expect 4 naast next --owner nobody
    holds "$err" "nobody here is called nobody; give the name of somebody who owns a deal; those there are: naast deal list --format '{owner}'"
    holds "$(naast deal list --format '{owner}')" bo
    gentle
}

@test "of one deal every line there is, most pressing first, and the hint says how to open them" {
    week
    on 2026-10-20 record D1 promise "a sketch" --due 2026-11-09
    expect 0 naast next --limit 1
    holds "$out" "(and 2 more: naast next D1)"
    expect 0 naast next D1 --json
    json '[.lines[] | [.reason, .item, .also]]' \
        '[["promise_late","D1.3",0],["promise_late","D1.5",0],["their_promise_late","D1.4",0],["gap",null,0]]'
    json '[.lines[].deal] | unique' '["D1"]'
    json .more false
    expect 0 naast next "Findable policy" --limit 3
    equal 3 "$(grep -c "Findable policy" <<<"$out")"
    equal "And 1 more: naast next 'Findable policy'" "$err"
    expect 0 naast next D2
    holds "$out" "naast end D2 --as declined"
    lacks "$out" "D1"
    equal "D1" "$(naast next D1 -z | tr '\0' '\n' | sort -u)"
}

@test "how far ahead: what is due later is left out" {
    week
    expect 0 naast next --json --all --until 2026-11-11
    json '[.lines[] | select(.reason == "promise_due")]' '[]'
    expect 0 naast next --json --all --until 2026-11-12
    json '[.lines[] | select(.reason == "promise_due")] | length' 1
}

@test "wrong use is told, with what to do" {
    expect 2 naast next --until someday
    holds "$err" "someday"
    expect 2 naast next --until 2026-11-09
    holds "$err" "2026-11-09 has passed"
    expect 2 naast next --limit 0
    expect 2 naast next --limit many
    expect 2 naast next --all --limit 3
    holds "$err" "--all"
    expect 2 naast next D1 D2
    expect 4 naast next D1
    holds "$err" "there is no deal D1"
    expect 2 naast next --owner
    rm -rf .naast
    expect 4 naast next
    gentle
}

# What is printed is filled in and typed; a gate that is not open yet is an answer too.
run_fixes() {
    local fix got
    while IFS= read -r fix; do
        got=0
        filled "$fix"
        bash -c "$filled" >"$WORK/.ran" 2>&1 || got=$?
        if [ "$got" -ne 0 ] && [ "$got" -ne 3 ]; then
            printf 'exit %s: %s\n%s\n' "$got" "$fix" "$(cat "$WORK/.ran")" >&2
            return 1
        fi
    done
}

@test "every command that is printed runs once it is filled in" {
    week
    naast next --all --no-pager >"$WORK/screen"
    grep -E '^ {4}naast ' "$WORK/screen" | sed 's/^ *//' >"$WORK/fixes"
    equal 9 "$(wc -l <"$WORK/fixes")"
    run_fixes <"$WORK/fixes"
    expect 0 naast next --json --all
    json '[.lines[] | select(.reason == "promise_late" or .reason == "not_informed" or .reason == "task_due" or .reason == "task_open")]' '[]'
}

@test "every command in JSON runs once it is filled in" {
    week
    naast next --all --json | jq -r '.lines[].fix' >"$WORK/fixes"
    equal 9 "$(wc -l <"$WORK/fixes")"
    run_fixes <"$WORK/fixes"
}

@test "without a contact the commands name one first" {
    naast deal add "Nobody yet" >/dev/null
    naast record D1 promise "a call" --due 2026-11-10 >/dev/null 2>&1
    naast deal add "No" >/dev/null
    naast decline D2 --because "not for us" >/dev/null 2>&1
    naast next --all --no-pager | grep -E '^ {4}naast ' | sed 's/^ *//' >"$WORK/fixes"
    equal 2 "$(grep -c 'deal edit' "$WORK/fixes")"
    run_fixes <"$WORK/fixes"
}

@test "hostile names reach no terminal and run nothing" {
    naast deal add '<script>alert(1)</script>' --org '=cmd|x' --contact '$(touch pwned) `id`' >/dev/null 2>&1
    naast record D1 promise $'\u202egnp.exe "quoted"' --due 2026-11-01 >/dev/null 2>&1
    naast task add '$(touch pwned)' >/dev/null
    expect 0 naast next
    lacks "$out" $'\u202e'
    holds "$out" '\u202egnp.exe'
    naast next --no-pager | grep -E '^ {4}naast ' | sed 's/^ *//' >"$WORK/fixes"
    run_fixes <"$WORK/fixes"
    [ ! -e pwned ]
    expect 0 naast next --csv
    holds "$out" "'=cmd|x"
}

@test "plain signs where ASCII is wanted" {
    week
    expect 0 naast next --ascii --all
    equal "" "$(printf '%s' "$out" | LC_ALL=C grep -P '[^\x00-\x7f]')"
}

@test "the public data set: imports are one line" {
    maven sales_pipeline.csv
    naast import deals "$DATA" --map external_id=opportunity_id --map title=product --map org=account --map owner=sales_agent \
        --map stage=deal_stage --map opened=engage_date --map closed=close_date --map amount=close_value \
        --stage Prospecting=discovery --stage Engaging=match --stage Won=won --stage Lost=lost --currency USD >/dev/null 2>&1
    expect 0 naast next --json --all
    json '[.lines[] | [.reason, .count]]' '[["unverified",2089]]'
    expect 0 naast next
    holds "$out" "2,089 open deals, not talked through yet"
    equal 2089 "$(eval "$(naast next --json | jq -r '.lines[0].fix') --limit 5000 --format '{id}'" | wc -l)"
    equal "" "$(naast next -z 2>/dev/null)"
    expect 0 naast report forecast
    holds "$err" "nothing was recorded here about the open deals"
    holds "$(tr -s '\n ' ' ' <<<"$out")" "nothing was recorded about them here: 2,089."
}
