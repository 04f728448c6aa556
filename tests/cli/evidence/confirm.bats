#!/usr/bin/env bats
# confirm.bats: naast confirm: a side stands by an item.

load ../lib/evidence

further() { understood; }

words_on() { item '[.words[] | [.by.side, .by.person, .fresh]]' "$1"; }

@test "a person of the customer, or us; by number or by kind" {
    expect 0 naast confirm D1.4 --by us --how "over coffee" --on 2026-11-08
    equal "Confirmed by us: D1.4 summary" "$out"
    equal '[["us",null,true],["customer","P1",true],["us",null,true]]' "$(words_on D1.4)"
    equal '["over coffee","2026-11-08"]' "$(item '.words[2] | [.how, .on]' D1.4)"
    expect 0 naast confirm D1 purpose --by Sanne
    equal "Confirmed by Sanne: D1.1 why we're here" "$out"
    expect 0 naast confirm d1 .1 --by P1
    expect 0 naast confirm D1 need --by us --json
    equal '{"schema":1,"items":["D1.2"]}' "$out"
}

@test "a new need makes the summary stale, and a word on it as it stands makes it fresh again" {
    expect 0 naast record D1 need "and abroad"
    equal '[["us",null,false],["customer","P1",false]]' "$(words_on D1.4)"
    expect 0 naast confirm D1.4 --by Sanne
    equal '[["us",null,false],["customer","P1",false],["customer","P1",true]]' "$(words_on D1.4)"
}

@test "a page that they saw: everything on it that sums up others, as it stood then" {
    expect 0 naast verify --json
    page=$(printf '%s' "$out" | jq -r .head | cut -c1-12)
    expect 0 naast record D1 frame "not on that page yet"
    expect 0 naast confirm D1 --seen "$page" --by Sanne --how mail
    equal "Confirmed by Sanne: D1.4 summary" "$out"
    expect 0 naast amend D1.2 "another need"
    expect 0 naast confirm D1.4 --seen "$page" --by Sanne
    equal '["customer","P1",false]' "$(words_on D1.4 | jq -c '.[-1]')"
    leaves 4 naast confirm D1.5 --seen "$page" --by Sanne
    holds "$err" "not on that page"
    leaves 8 naast confirm D1 --seen "${page%????}" --by Sanne
    leaves 8 naast confirm D1 --seen "1:00000000" --by Sanne
    leaves 8 naast confirm D1 --seen nonsense --by Sanne
}

@test "a yes is never given by the way: a page confirms what sums up others, and not what is theirs to give" {
    expect 0 naast record D1 frame "the whole picture"
    expect 0 naast record D1 agreement yes "let us start"
    expect 0 naast record D1 price "40,000 then"
    expect 0 naast verify --json
    page=$(printf '%s' "$out" | jq -r .head | cut -c1-12)
    expect 0 naast confirm D1 --seen "$page" --by Sanne --how mail --json
    json .items '["D1.4","D1.5"]'
    equal '[["customer","P1",false]]' "$(words_on D1.6)"
}

@test "confirmations never default to anybody" {
    leaves 2 naast confirm D1.4
    leaves 2 naast confirm D1 summary
    holds "$err" "--by"
}

@test "wrong use changes nothing" {
    leaves 2 naast confirm
    leaves 2 naast confirm D1 --by us
    leaves 2 naast confirm D1.4 --by
    leaves 2 naast confirm D1.4 --by us --on never
    leaves 2 naast confirm D1.4 --by us --on 2026-12-24
    leaves 2 naast confirm D1 summary --by us and more
    leaves 2 naast confirm summary --by us
    leaves 4 naast confirm D1.99 --by us
    leaves 4 naast confirm D9.1 --by us
    leaves 4 naast confirm D1 frame --by us
    leaves 4 naast confirm D1.4 --by Nobody
    naast record D1 need again >/dev/null
    leaves 5 naast confirm D1 need --by us
    holds "$err" "D1.2"
    holds "$err" "D1.5"
    naast retract D1.5 --because x >/dev/null
    leaves 6 naast confirm D1.5 --by us
    naast person add "Sanne Bakker" >/dev/null
    naast person add "Sanne Bakker" >/dev/null
    leaves 5 naast confirm D1.4 --by "Sanne Bakker"
}

@test "in Dutch" {
    expect 0 naast confirm D1.4 --by ons --lang nl
    equal "Bevestigd door ons: D1.4 samenvatting" "$out"
}
