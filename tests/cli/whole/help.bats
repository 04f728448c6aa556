#!/usr/bin/env bats
# help.bats: help, version, wrong use of the command line itself.

load ../lib/helper

@test "help lists every command with what it does" {
    expect 0 naast help
    for command in init "org add" "deal add" talk record confirm gate advance decline board "report funnel" "import deals" verify; do
        holds "$out" "  $command "
    done
    equal "" "$err"
}

@test "help of every command has an example first, its usage and a summary in both languages" {
    naast help | sed -n 's/^  \([a-z]\+\( [a-z]\+\)\?\)  .*/\1/p' | while read -r command; do
        expect 0 naast help $command
        holds "$out" "naast $command: "
        equal "Example" "$(awk -v RS= 'NR == 2' <<<"$out" | head -n 1)"
        holds "$out" "Usage"
        english=$(printf '%s\n' "$out" | sed -n 1p)
        expect 0 naast help $command --lang nl
        holds "$out" "Voorbeeld"
        [ "$english" != "$(printf '%s\n' "$out" | sed -n 1p)" ]
    done
}

@test "help of every command fits in 80 columns, but for its examples, in both languages" {
    local language command
    for language in en nl; do
        naast help --lang $language | sed -n 's/^  \([a-z]\+\( [a-z]\+\)\?\)  .*/\1/p' >commands
        [ "$(wc -l <commands)" -gt 50 ]
        while read -r command; do
            expect 0 naast help --lang $language $command
            within 80 "$(grep -v '^  naast ' <<<"$out")"
        done <commands
    done
}

@test "help of a noun shows all its verbs" {
    expect 0 naast help org
    for verb in add list show edit; do holds "$out" "naast org $verb: "; done
}

@test "--help and -h give the command's help, wherever they stand" {
    expect 0 naast deal add --help
    first=$out
    expect 0 naast -h deal add
    equal "$first" "$out"
    expect 0 naast help deal add
    equal "$first" "$out"
}

@test "help talk shows the sheet as it stands, in columns, with an example" {
    expect 0 naast help talk
    holds "$out" $'\n  KIND: [VALUE] TEXT                     a new item\n  .7:                                    an item that is there\n'
    for each in url: file: note: because: agreed:; do holds "$out" "$each"; done
    holds "$out" $'\n  with: Sanne de Wit\n  need: staff look'
    expect 0 naast help talk --lang nl
    holds "$out" $'\n  .7:                                    een item dat er al is\n'
    widest=$(printf '%s\n' "$out" | awk '/^  .*:/ && length > 80')
    equal "" "$widest"
}

@test "help exit-codes tells them all" {
    expect 0 naast help exit-codes
    for code in 0 1 2 3 4 5 6 7 8 9 10 130; do holds "$out" "  $code  "; done
}

@test "help abc knows what ABC stands for" {
    expect 0 naast help abc
    holds "$out" "Altijd Blijven Checken"
    expect 0 naast help abc --lang nl
    holds "$out" "een goede nee is ook een resultaat"
}

@test "help about something unknown is wrong use" {
    expect 2 naast help nothing
    holds "$err" "nothing"
    equal "" "$out"
}

@test "version is the library's, in text and JSON" {
    expect 0 naast version
    [[ $out =~ ^naast\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
    text=${out#naast }
    expect 0 naast version --json
    json .schema 1
    json .version "\"$text\""
    expect 0 naast --version
    equal "naast $text" "$out"
}

@test "no command at all is wrong use" {
    expect 2 naast
    equal "" "$out"
    holds "$err" "naast: what would you like to do?"
}

@test "an unknown command is named with its place and the nearest one" {
    expect 2 naast -q bord
    holds "$err" 'unknown command "bord" (argument 2)'
    holds "$err" "did you mean board?"
}

@test "an unknown verb is named with its place and the nearest one" {
    expect 2 naast deal lsit
    holds "$err" 'word 2, "lsit"'
    holds "$err" "did you mean list?"
    expect 2 naast deal
    holds "$err" "add, list, show, edit"
}

@test "an unknown option is named with its place and the nearest one" {
    expect 2 naast deal add x --conact Sanne
    holds "$err" 'unknown option "--conact" (argument 4)'
    holds "$err" "did you mean --contact?"
    expect 2 naast deal add x --xyzzy
    lacks "$err" "did you mean"
    expect 2 naast deal list -x
    holds "$err" '"-x"'
}

@test "an option without its value, given twice, or with one too many is wrong use" {
    expect 2 naast deal add x --org
    holds "$err" "--org wants a value"
    expect 2 naast deal add x --org --contact Sanne
    holds "$err" "--org wants a value"
    expect 2 naast deal add x --org A --org B
    holds "$err" "--org is given twice"
    expect 2 naast person add x --no-contact=yes
    holds "$err" "--no-contact takes no value"
}

@test "too few and too many words are wrong use" {
    expect 2 naast deal add
    holds "$err" "TITLE is missing"
    expect 2 naast deal add Findable policy
    holds "$err" '"policy" is one argument too many'
    holds "$err" "See: naast help deal add"
}

@test "an output that a command does not have is wrong use" {
    expect 2 naast init --csv
    holds "$err" "--csv"
    expect 2 naast org list --json --csv
    expect 2 naast org list --json -z
}

@test "wrong use is told in Dutch where that is asked, also later on the line" {
    expect 2 naast deal lsit --lang nl
    holds "$err" "bedoel je list?"
    expect 2 naast --lang=nl deal
    holds "$err" "hoort een van"
    expect 2 naast --lang de version
    holds "$err" "unknown language de"
}

@test "the language follows LC_ALL, then LC_MESSAGES, then LANG, installed or not" {
    expect 0 env LANG=nl_NL.UTF-8 "$NAAST" help exit-codes
    holds "$out" "gedaan"
    expect 0 env LANG=en_GB.UTF-8 LC_MESSAGES=nl "$NAAST" help exit-codes
    holds "$out" "gedaan"
    expect 0 env LANG=nl_NL LC_ALL=C.UTF-8 "$NAAST" help exit-codes
    holds "$out" "done"
}

@test "options after -- are words" {
    naast init >/dev/null
    expect 0 naast org add -- --odd
    expect 0 naast org show O1 --json
    json .org.name '"--odd"'
}

@test "help about what there is not names what is near" {
    expect 2 naast help "deal ad"
    holds "$err" "did you mean naast help deal add?"
    expect 2 naast help deal ad
    holds "$err" "did you mean naast help deal add?"
    expect 2 naast help bord
    holds "$err" "did you mean naast help board?"
    expect 0 naast help "deal add"
}

@test "every command is run on hostile names, and every page is opened: the tables leave none out" {
    local commands=$BATS_TEST_DIRNAME/../../../cli/commands.def
    listed() { sed -n 's/^COMMAND(\(.*\))$/\1/p' "$commands" | sort -u; }
    diff <(listed) <(grep -oE '^[a-z_]+:' "$BATS_TEST_DIRNAME/hostile.commands" | tr -d : | sort -u)
    for command in $(listed); do
        # shellcheck disable=SC2086 # a command of two words
        naast help ${command//_/ } | grep -q -- ' --html' || continue
        grep -qE "^page [a-z-]+ ${command//_/ } " "$BATS_TEST_DIRNAME/../../web/test_pages.sh" || { echo "no page of $command"; return 1; }
    done
}

# slips: what help lists and the two topics, each with one letter left out in turn, but not where that is listed itself.
# A tab between the slip and what was meant.
slips() {
    { naast help | sed -n 's/^  \([a-z]\+\( [a-z]\+\)\?\)  .*/\1/p'; printf 'exit-codes\nabc\n'; } >listed
    awk 'NR == FNR { listed[$0] = 1; split($0, part, " "); listed[part[1]] = 1; next }
        { for (k = 1; k <= length($0); k++) {
              slip = substr($0, 1, k - 1) substr($0, k + 1)
              if (substr($0, k, 1) != " " && !(slip in listed)) print slip "\t" $0 } }' listed listed
}

# one_slip ASKED NAMED: as awk sees it, the two differ by a letter that came, went or changed, or by two that changed places.
one_slip() {
    awk -v a="$1" -v b="$2" 'BEGIN {
        n = length(a); m = length(b)
        for (i = 1; i <= n && i <= m && substr(a, i, 1) == substr(b, i, 1); i++) {}
        exit !(substr(a, i + 1) == substr(b, i) || substr(a, i) == substr(b, i + 1) || substr(a, i + 1) == substr(b, i + 1) ||
            substr(a, i, 1) substr(a, i + 1, 1) == substr(b, i + 1, 1) substr(b, i, 1) && substr(a, i + 2) == substr(b, i + 2)) }'
}

@test "help suggests every command and topic of which a letter is missing, or one that is as near" {
    local slip meant named count=0
    slips >slips
    [ "$(cut -f2 slips | sort -u | wc -l)" -gt 70 ]
    while IFS=$'\t' read -r slip meant; do
        expect 2 naast help "$slip"
        named=${err#*did you mean naast help }
        named=${named%%\?*}
        [ "$named" = "$meant" ] || one_slip "$slip" "$named" || { echo "$slip: $meant was meant; help says: $err"; return 1; }
        count=$((count + 1))
    done <slips
    [ "$count" -gt 500 ]
}

@test "one_slip knows what is near from what is not" {
    one_slip bord board
    one_slip abx abc
    one_slip lsit list
    ! one_slip verif restore || return 1
    ! one_slip "" version || return 1
}
