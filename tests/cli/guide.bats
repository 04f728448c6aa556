#!/usr/bin/env bats
# guide.bats: naast guide: the questions to ask next, as a sheet that talk reads back.

load evidence

@test "a new deal: what to say and to ask, with a why under the need" {
    findable
    expect 0 naast guide D1
    equal "# D1  Findable policy · Waterdam
# Lines that begin with # are ignored. Leave empty what did not come up. Then: naast talk.
with: Sanne de Wit
how:
on: 2026-11-10

# Say: I'm here because we sell …. Is it all right to talk about that?
purpose:

# Ask: What keeps you busy, and what should be different?
need:
# Ask: What would change for you if that were solved?
  why:

# Ask: May I sum it up? Correct me where I'm off.
summary:
  confirmed:

# Anything else you want to remember goes below, as it is." "$out"
}

@test "in Dutch, by --lang and by the locale" {
    findable
    expect 0 naast guide D1 --lang nl
    holds "$out" "# Zeg: Ik kom omdat wij … verkopen."
    holds "$out" "# Vraag: Wat houdt je bezig, en wat zie je graag anders?"
    dutch=$out
    expect 0 env LC_ALL=nl_NL.UTF-8 naast guide D1
    equal "$dutch" "$out"
}

@test "each item is asked for what it lacks" {
    findable
    naast record D1 purpose "we sell search" >/dev/null
    naast record D1 need "without a why" >/dev/null
    naast record D1 need "its why is ours" >/dev/null
    naast record D1 why "we think" --about 3 --from us >/dev/null
    naast record D1 summary "agreed too early" >/dev/null
    naast confirm D1.5 --by Sanne >/dev/null
    naast amend D1.2 "still without a why" >/dev/null
    expect 0 naast guide D1
    equal '# Ask: What would change for you if that were solved?
# D1.2 "still without a why" (Sanne, 10 Nov)
.2:
  why:
# D1.4 "we think" (us, 10 Nov)
.4:
  confirmed:

# Ask: May I sum it up? Correct me where I'"'"'m off.
# D1.5, agreed with Sanne on 10 Nov; D1.2 was put differently on 10 Nov
.5:
  amend:
  confirmed:' "$(printf '%s\n' "$out" | sed -n '/^# Ask/,$p' | sed '$d' | sed '$d')"
}

# arrives DECIDER STAGE…: each stage in turn, by sheets that guide prints, filled in and handed back to talk.
arrives() {
    local decider=$1 stage round code
    shift
    for stage; do
        for round in 1 2 3; do
            code=0
            naast gate D1 --to "$stage" >/dev/null || code=$?
            [ "$code" -ne 0 ] || break
            naast guide D1 | awk '/^# as: one of /{ state = $5; sub(",", "", state) } /^  as:$/{ $0 = $0 " " state } 1' >sheet
            sed -i -E 's/^( *)(pulse):$/\1\2: green well/; s/^( *)(match|acceptance):$/\1\2: yes indeed/
                s/^( *)authority:$/\1authority: decides,signs/; s/^( *)confirmed:$/\1confirmed: Sanne, us/
                s/^( *)by:$/\1by: Sanne/; s/^how:$/how: call/
                s/^( *)(limit|amend|[a-z_]+):$/\1\2: something/' sheet
            sed -i "/^authority:/{ n; s/person: .*/person: $decider/; }; s/^  confirmed: Sanne, us$/  confirmed: $decider, Sanne, us/" sheet
            expect 0 naast talk D1 <sheet || return 1
        done
        equal 0 "$code" || return 1
        expect 0 naast advance D1 || return 1
    done
}

@test "filled in and handed back, sheet by sheet, the deal arrives" {
    findable
    arrives Sanne match value decision terms delivery completed
    expect 0 naast deal show D1 --json
    json .deal.stage '"completed"'
}

@test "who must speak when that is somebody else than the contact" {
    findable
    naast person add "Bas Bos" >/dev/null
    naast person add "Bas Berg" >/dev/null
    arrives "Bas Bos" match value decision terms
    expect 3 naast gate D1
    holds "$out" 'naast record D1 agreement "…" --from Bas'
    expect 0 naast guide D1
    holds "$out" $'\nagreement:\n  from: Bas Bos\n'
    holds "$out" $'\nsignature:\n  from: Bas Bos\n'
    arrives "Bas Bos" delivery completed
}

@test "when the way is open the sheet says so" {
    understood
    expect 0 naast guide D1
    holds "$out" $'\n# The way is open: naast advance D1\n'
    expect 0 naast guide D1 --lang nl
    holds "$out" $'\n# De weg is vrij: naast advance D1\n'
    naast advance D1 >/dev/null
    expect 0 naast guide D1
    lacks "$out" "naast advance"
}

@test "what tends to come up anyway stands at the end" {
    understood
    naast advance D1 >/dev/null
    expect 0 naast guide D1
    holds "$out" '# We: Can we honestly help here?'
    holds "$out" "# begin with one of: yes, no"
    last=${out#*# If it comes up}
    holds "$last" "limit:"
    holds "$last" "price_indication:"
    holds "$out" ".2:
  contribution:
  limit:"
}

@test "a contact whose name cannot stand on a sheet is named by number" {
    naast person add "Wit, Sanne de" >/dev/null
    naast deal add x --contact P1 >/dev/null
    expect 0 naast guide D1
    holds "$out" "with: P1"
    naast deal add y >/dev/null
    expect 0 naast guide D2
    holds "$out" $'\nwith:\nhow:'
}

@test "a deal in its last stage has nothing to ask, an ended one tells how to go on" {
    findable
    naast decline D1 --because x >/dev/null 2>&1
    leaves 6 naast guide D1
    holds "$err" 'naast reopen D1 --because "…"'
    leaves 2 naast guide
    leaves 4 naast guide D9
}

@test "bant and meddpicc have their own questions" {
    naast deal add b --pipeline bant >/dev/null
    expect 0 naast guide D1
    holds "$out" $'\nbudget:'
    naast deal add m --pipeline meddpicc >/dev/null
    expect 0 naast guide D2 --lang nl
    holds "$out" $'\nchampion:\n  person:'
}
