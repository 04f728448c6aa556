#!/usr/bin/env bats
# names.bats: whom a name is: whole words only, said where it was not all of it; ids are ids; what writes wants a title.

load ../lib/evidence

further() {
    naast deal add "Findable policy" --org Waterdam --contact "Jan Pieters" >/dev/null 2>&1
    naast record D1 need "one place for policy" >/dev/null 2>&1
    naast record D1 promise "a list" --due 20nov >/dev/null 2>&1
}

# with_person NAME: every command that takes a person of a deal, with that name, a line each.
with_person() {
    cat <<EOF2
record D1 why x --about 1 --from $1
record D1 authority decides --person $1
confirm D1.1 --by $1
amend D1.1 y --from $1
amend D1.2 y --agreed $1 --due 27nov --because z
settle D1.2 --as kept --by $1
activity add x --deal D1 --person $1
task add x --deal D1 --person $1
deal edit D1 --contact $1
deal add x --contact $1
decline D1 --because x --told $1
decline D1 --because x --refer $1
end D1 --as lost --because x --told $1
person edit $1 --note x
share D1 --for $1
person show $1
dossier $1
deal list contact:$1
EOF2
}

# unchanged: nothing was written since $before was the head.
unchanged() { equal "$before" "$(head_of)"; }

@test "the beginning of a name, a letter of it and a part of a word are nobody, whatever the command" {
    local typed line codes before
    before=$(head_of)
    for typed in Piet ieters j; do
        while IFS= read -r line; do
            # who could be new is asked about; who must be there is not found
            case $line in *--contact* | *"--person"*"authority"* | "record D1 authority"*) codes=5 ;; *) codes=4 ;; esac
            case $typed in ieters) [ "$codes" = 4 ] || continue ;; esac
            # shellcheck disable=SC2086 # words on purpose
            expect "$codes" naast $line
            if [ "$typed" != ieters ]; then holds "$err" "did you mean P1 Jan Pieters"; fi
        done < <(with_person "$typed")
        unchanged
    done
    printf 'need: x\n  from: Piet\n' >sheet
    leaves 4 sh -c 'naast talk D1 <sheet'
    printf 'with: Piet\nneed: x\n' >sheet
    leaves 5 sh -c 'naast talk D1 <sheet'
    holds "$err" "did you mean P1 Jan Pieters (Waterdam)?"
    holds "$err" "Somebody new? naast person add Piet"
    leaves 4 naast confirm D1.1 --by Piet --lang nl
    holds "$err" "niemand hier heet Piet; bedoel je P1 Jan Pieters (Waterdam)?"
}

@test "somebody new is made where nothing begins so, or once they were added" {
    expect 0 naast record D1 authority decides --person "Piet Vos"
    holds "$err" "P2 is new: Piet Vos"
    expect 0 naast person add Pie
    expect 0 naast record D1 authority signs --person Pie
    lacks "$err" "Pie:"
    leaves 5 naast deal add Second --org water
    holds "$err" "did you mean O1 Waterdam?"
    holds "$err" "A new one? naast org add water"
    expect 0 naast deal add Second --org Watford
    holds "$err" "O2 is new: Watford"
}

@test "the answer says who was meant, once, unless the whole name or an id was typed" {
    expect 0 naast confirm D1.1 --by Pieters
    equal "Pieters: P1 Jan Pieters" "$err"
    expect 0 naast confirm D1.1 --by Jan --lang nl
    equal "Jan: P1 Jan Pieters" "$err"
    for typed in "jan  pieters" "Pieters, Jan" P1 p1; do
        expect 0 naast confirm D1.1 --by "$typed"
        equal "" "$err"
    done
    expect 0 naast settle D1.2 --as kept --by Jan -q
    equal "" "$err"
    printf 'with: Jan\nneed: x\n  from: Jan\n  confirmed: Jan\n' >sheet
    expect 0 sh -c 'naast talk D1 <sheet'
    equal 1 "$(grep -c "Jan: P1 Jan Pieters" <<<"$err")"
}

@test "who is in the deal goes before a whole name elsewhere, and the answer says who was not meant" {
    naast person add Jan >/dev/null
    expect 0 naast confirm D1.1 --by Jan
    equal "Jan: P1 Jan Pieters, not P2 Jan" "$err"
    expect 0 naast confirm D1.1 --by Jan --lang nl
    equal "Jan: P1 Jan Pieters, niet P2 Jan" "$err"
    expect 0 naast person show Jan --json
    json .person.id '"P2"'
}

@test "every JSON answer says who was meant by a part of a name" {
    local line deal
    while IFS= read -r line; do
        case $line in
        share*) continue ;; # a page
        decline* | end*) deal=$(naast deal add "To be ended" --contact P1) line=${line/D1/$deal} ;;
        esac
        # shellcheck disable=SC2086 # words on purpose
        expect 0 naast $line --json
        json .resolved '[{"typed":"Pieters","id":"P1","name":"Jan Pieters"}]' || { printf '%s\n' "$line" >&2; false; }
        # shellcheck disable=SC2086 # words on purpose
        expect 0 naast ${line/Pieters/P1} --json || case $line in settle* | decline* | end*) continue ;; esac
        json .resolved null || { printf '%s\n' "$line" >&2; false; }
    done < <(with_person Pieters)
}

@test "resolved in JSON: several, each once; what was passed over; a merged number; a title in what reads; and not in JSONL" {
    naast person add Jan >/dev/null
    printf 'with: Jan\nneed: x\n  from: Jan\n.1:\n  confirmed: Pieters\n' >sheet
    expect 0 sh -c 'naast talk D1 --json -q <sheet'
    equal "" "$err"
    json .resolved '[{"typed":"Jan","id":"P1","name":"Jan Pieters","passed_over":{"id":"P2","name":"Jan"}},{"typed":"Pieters","id":"P1","name":"Jan Pieters"}]'
    expect 0 naast merge P2 P1 --json
    expect 0 naast confirm D1.1 --by P2 --json
    json .resolved '[{"typed":"P2","id":"P1","name":"Jan Pieters"}]'
    for command in "show Findable" "gate Findable" "log Findable --limit 1" "deal show Findable"; do
        # shellcheck disable=SC2086 # words on purpose
        expect "$([ "${command%% *}" = gate ] && echo 3 || echo 0)" naast $command --json
        json .resolved '[{"typed":"Findable","id":"D1","name":"Findable policy"}]' || { printf '%s\n' "$command" >&2; false; }
    done
    expect 0 naast deal list contact:Pieters --jsonl
    lacks "$out" resolved
}

@test "a run of words that fits two people is asked about" {
    naast person add "Pieters Smit" --org O1 >/dev/null
    expect 0 naast confirm D1.1 --by Pieters # who is in the deal
    leaves 5 naast person edit Pieters --note x
    holds "$err" "Pieters fits several: P1 Jan Pieters (Waterdam), P2 Pieters Smit (Waterdam)"
}

# writes DEAL: every command that writes to a deal, a line each.
writes() {
    cat <<EOF2
activity add x --deal $1
advance $1
back $1 --because x
confirm $1 need --by us
deal add x --follows $1
deal edit $1 --amount 5
decline $1 --because x
end $1 --as lost --because x
record $1 need x
reopen $1 --because x
talk $1
task add x --deal $1
waive $1 why --because x
EOF2
}

@test "what writes wants an id or the whole title: no part of one, and no title that looks like an id" {
    local typed line before
    for typed in D500 d501 T5 "-dash title" "F x"; do naast deal add -- "$typed" >/dev/null 2>&1; done
    before=$(head_of)
    for typed in Findable F "'Findable poli'"; do
        while IFS= read -r line; do
            eval "expect 4 naast $line <<<'need: x'"
            holds "$err" "did you mean"
        done < <(writes "$typed")
        unchanged
    done
    for typed in D500 d501 T5; do
        while IFS= read -r line; do
            eval "expect 4 naast $line <<<'need: x'"
            lacks "$err" "merged"
        done < <(writes "$typed")
        unchanged
    done
    naast end "findable  POLICY" --as lost --because x >/dev/null
    expect 0 naast deal show D1 --json
    json .deal.outcome '"lost"'
    expect 0 naast end D2 --as lost --because "D500 is reached by its id"
}

@test "the list of commands that write to a deal is whole" {
    local command known
    known=$(writes D1 | awk '{ print ($1 == "deal" || $1 == "task" || $1 == "activity") ? $1 " " $2 : $1 }' | sort)
    for command in advance back confirm "deal edit" decline end record reopen talk waive; do
        expect 0 naast help $command
        holds "$out" DEAL
    done
    while IFS= read -r command; do
        expect 0 naast help $command
        case $(sed -n '/^Usage/,$p' <<<"$out") in *DEAL*) grep -qxF "$command" <<<"$known" || echo "$command" ;; esac
    done < <(naast help | sed -nE 's/^  ([a-z]+( [a-z]+)?)  .*/\1/p') |
        sort >unlisted
    # those that only read
    equal "activity list deal show export export calendar export evidence gate guide next share task list" "$(tr '\n' ' ' <unlisted | sed 's/ $//')"
}

@test "what only reads takes words of a title, and no part of one" {
    local command
    for command in "deal show" guide next; do
        expect 0 naast $command findable
        holds "$err" "findable: D1 Findable policy"
        expect 4 naast $command find
        holds "$err" "did you mean D1 Findable policy (Waterdam)?"
        expect 4 naast $command -- -
    done
}

@test "what has the form of an id is never a name of an organisation or a person" {
    local typed
    naast org add O9 >/dev/null
    naast person add P7 >/dev/null
    for typed in "org edit O9 --note hi" "org edit o9 --note hi" "deal add x --org O9" "deal add x --org T5" \
        "deal add x --contact P7" "deal add x --contact D1.4" "deal add x --org 01890a5d-ac96-774b-bcce-b302099a8057" "person edit P7 --note x" "confirm D1.1 --by P7" "decline D1 --because x --refer O9"; do
        # shellcheck disable=SC2086 # words on purpose
        leaves 4 naast $typed
        lacks "$err" "merged"
        lacks "$err" "add"
    done
    expect 0 naast org edit O2 --note hi
    expect 0 naast merge P2 P1
    expect 0 naast person show P2
    equal "P2 was merged: it is P1 now." "$err"
}

@test "names of many languages" {
    local name typed
    while IFS='|' read -r name typed; do
        id=$(naast person add "$name")
        expect 0 naast person show "$typed" --json
        json .person.id "\"$id\""
    done <<'TABLE'
Karim el Amrani|Karim Amrani
Sanne de Wit|Wit, Sanne de
Sanne van der Berg|van der Berg
Sean O’Brien|O'Brien
Maeve O'Connor|OConnor
Anne-Marie Smit|anne-marie
王小明|王小明
Łukasz Żółć|zolc
Jürgen Müller|JURGEN MULLER
TABLE
    expect 4 naast person show Anne
    expect 4 naast person show 小明
    expect 4 naast person show S.
}
