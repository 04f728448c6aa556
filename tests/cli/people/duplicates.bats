#!/usr/bin/env bats
# duplicates: who is probably in the store twice, and the command that makes them one.

load ../lib/helper

prepare() {
    naast init -q >/dev/null
    naast org add "Waterdam B.V." -q >/dev/null
    naast org add "WATERDAM bv" -q >/dev/null
    naast org add "Waterdam Noord" -q >/dev/null
    naast person add "Sanne de Wit" --org O1 --email sanne@waterdam.example -q >/dev/null
    naast person add "mevr. Sanne de Wit" -q >/dev/null
    naast person add "S. de W." --email SANNE@waterdam.example -q >/dev/null
    naast person add "Sanne de Wit" --org O3 -q >/dev/null
}

@test "names that differ by a legal form or a title, and addresses, are told with the command to type" {
    expect 0 naast duplicates --json
    json '[.duplicates[] | [.from, .into, .why, .fix]]' \
        '[["O2","O1","name","naast merge O2 O1"],["P3","P1","email","naast merge P3 P1"],["P2","P1","name","naast merge P2 P1"]]'
    expect 0 naast duplicates
    holds "$out" "naast merge O2 O1"
    holds "$out" "same address"
    holds "$out" "alike"
    lacks "$out" "same name"
    expect 0 naast --lang nl duplicates
    holds "$out" "lijkt erop"
    expect 0 naast duplicates --limit 1 --format '{from}'
    equal "O2" "$out"
}

@test "two of one name at one organisation are told, whoever has that name elsewhere" {
    for org in O1 O3 O3 O1 O3; do naast person add "Jan de Vries" --org $org -q >/dev/null; done # P5 to P9
    expect 0 naast duplicates --json
    json '[.duplicates[] | select(.from > "P4") | [.from, .into]] | sort' '[["P7","P6"],["P8","P5"],["P9","P6"]]'
    naast person add "Jan de Vries" -q >/dev/null
    expect 0 naast duplicates --json # P10 may be either of them: told with one
    json '[.duplicates[] | select(.into == "P5" or .into == "P6") | [.from, .into]] | sort' \
        '[["P10","P5"],["P7","P6"],["P8","P5"],["P9","P6"]]'
}

@test "doing what it says leaves nothing to say" {
    eval "$("$NAAST" duplicates --format '{fix} -q')" >/dev/null
    expect 0 naast duplicates
    holds "$err" "Nobody seems to be here twice."
    expect 0 naast verify
}

@test "people see a hundred and are told that there are more; machines see all" {
    { echo name; for n in $(seq 101); do echo "Firm $n"; echo "Firm $n BV"; done; } >firms.csv
    naast import orgs firms.csv --map name=name --duplicates add >/dev/null 2>&1
    expect 0 naast duplicates --json
    json '[(.duplicates | length), .more]' '[104,false]'
    expect 0 naast duplicates --json --limit 103
    json '[(.duplicates | length), .more]' '[103,true]'
    expect 0 naast duplicates
    equal 101 "$(wc -l <<<"$out")"
    equal "There are more; --limit N shows more of them." "$err"
}

@test "wrong use" {
    expect 2 naast duplicates --limit 0
    expect 2 naast duplicates now
}
