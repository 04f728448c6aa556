#!/usr/bin/env bats
# amend.bats: naast amend: an item is put differently, or a promise gets another date.

load ../lib/evidence

further() {
    understood
    naast record D1 promise "a test server" --due 20nov >/dev/null
}

@test "another wording: whose it is is echoed; words of before are stale" {
    expect 0 naast amend D1.4 "staff need one place to look"
    equal "D1.4  summary (us)" "$out"
    expect 0 naast show D1 --json
    json '.items[3] | [.text, [.words[] | [.by.side, .fresh]]]' '["staff need one place to look",[["us",false],["customer",false],["us",true]]]'
    expect 0 naast amend D1.4 "one place" --from Sanne --how mail --on 2026-11-09 --because "she said so"
    equal "D1.4  summary (Sanne)" "$out"
    equal '["one place","us","2026-11-09"]' "$(item '[.text, .from.side, .on]' D1.4)"
}

@test "what only a customer can say is the contact's wording, unless told" {
    expect 0 naast amend D1.2 "staff act on old versions"
    equal "D1.2  need or challenge (Sanne)" "$out"
    expect 0 naast amend D1.3 "as we understood it" --from us
    equal "D1.3  underlying question (us)" "$out"
}

@test "a date agreed anew, in time and after" {
    expect 0 naast amend D1.5 --due 27nov --agreed Sanne --because "test server late"
    equal "D1.5  promise: 20 Nov → 27 Nov, re-agreed in time" "$out"
    equal '["2026-11-27",1]' "$(item '[.due, .reagreed]' D1.5)"
    export NAAST_NOW=2026-11-28T09:00:00Z
    expect 0 naast amend D1.5 --due 5dec --agreed Sanne
    equal "D1.5  promise: 27 Nov → 5 Dec" "$out"
    equal '["2026-12-05",1]' "$(item '[.due, .reagreed]' D1.5)"
}

@test "a date that is new, in Dutch and in ASCII" {
    expect 0 naast record D1 condition "an NDA"
    expect 0 naast amend D1.6 --due 27nov
    equal "D1.6  supplier condition: 27 Nov" "$out"
    expect 0 naast amend D1.5 --due 25nov --agreed Sanne --lang nl
    equal "D1.5  toezegging: 20 nov → 25 nov, op tijd anders afgesproken" "$out"
    expect 0 naast amend D1.5 --due 26nov --agreed Sanne --ascii
    equal "D1.5  promise: 25 Nov -> 26 Nov, re-agreed in time" "$out"
}

@test "every field, and a spelling that keeps the words fresh" {
    expect 0 naast record D1 price "for a year" --amount 10 --currency SEK
    naast deal edit D1 --amount 1 --currency SEK
    expect 0 naast amend D1.6 --amount 12,50 --url https://example.org
    equal '["12.50","SEK","https://example.org"]' "$(item '[.amount, .currency, .url]' D1.6)"
    expect 0 naast record D1 match yes "it does"
    expect 0 naast amend D1.7 --value no "not after all" --json
    equal '{"schema":1,"items":["D1.7"]}' "$out"
    equal '["no","not after all"]' "$(item '[.value, .text]' D1.7)"
    expect 0 naast record D1 introduction "soon" --person "Karim Ali"
    expect 0 naast amend D1.8 --person "Els Smit"
    holds "$err" "P3 is new: Els Smit"
    expect 0 naast amend D1.4 "One place where the current policy is" --typo
    equal '[true,true]' "$(item '[.words[].fresh]' D1.4)"
    expect 0 naast amend D1.4 - <<<"from standard input"
    equal '"from standard input"' "$(item .text D1.4)"
}

@test "wrong use changes nothing, nor does it make somebody new" {
    leaves 2 naast amend
    leaves 2 naast amend D1.4
    leaves 2 naast amend D1.4 ""
    leaves 2 naast amend D1.4 a b
    leaves 2 naast amend D1.4 x --value yes
    leaves 2 naast amend D1.5 --due never
    leaves 2 naast amend D1.5 --due 27nov
    holds "$err" "say who agreed"
    leaves 2 naast amend D1.5 --due 27nov --agreed us
    leaves 2 naast amend D1.5 x --agreed Sanne
    leaves 2 naast amend D1.5 x --due 27nov --agreed Sanne --typo
    leaves 2 naast amend D1.4 x --amount 1.000 --person "Somebody New"
    leaves 2 naast amend 4 x
    leaves 4 naast amend D1.99 x
    leaves 4 naast amend D9.1 x
    leaves 4 naast amend D1.4 x --from Nobody
    expect 0 naast person list --json
    lacks "$out" "Somebody New"
    naast settle D1.5 --as kept --by Sanne >/dev/null
    leaves 6 naast amend D1.5 --due 27nov --agreed Sanne
    naast retract D1.5 --because x >/dev/null
    leaves 6 naast amend D1.5 x
}
