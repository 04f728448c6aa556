#!/usr/bin/env bats
# share.bats: naast share: the page that the customer reads.

load ../lib/shared

RLO=$'\u202e'

@test "as Markdown, in both languages" {
    told
    naast share D1 --from "Anna Bakker" 2>/dev/null | sed -E 's/[0-9]+:[0-9a-f]{8}/N:HASH/' | against share.en.md
    naast share D1 --from "Anna Bakker" --lang nl 2>/dev/null | sed -E 's/[0-9]+:[0-9a-f]{8}/N:HASH/' | against share.nl.md
}

@test "as HTML, in both languages" {
    told
    naast share D1 --html --for Sanne 2>/dev/null | body | against share.en.html
    naast share D1 --html --for Sanne --lang nl 2>/dev/null | body | against share.nl.html
}

@test "for somebody: what that person alone may read, and what others may not" {
    told
    expect 0 naast share D1 --for Sanne
    holds "$out" "For Sanne de Wit, Waterdam"
    holds "$out" "Decides, Karim Ali: the budget is his"
    holds "$out" "I hear about problems too late"
    holds "$out" "between us: before the elections — you, 10 Nov; in confidence"
    equal "Sanne: P1 Sanne de Wit
Page $(grep -oE '[0-9]+:[0-9a-f]{8}$' <<<"$out") for Sanne
Not for others: one thing on it was told in confidence." "$err"
    expect 0 naast share D1 --for Karim --lang nl
    for private in "budget is his" "too late" "between us"; do lacks "$out" "$private"; done
    holds "$err" "voor Karim"
    holds "$err" "Weggelaten: één ding dat in vertrouwen is verteld."
    expect 0 naast share D1
    for private in "budget is his" "too late" "between us" Karim; do lacks "$out" "$private"; done
    holds "$err" "Left out: one thing that was told in confidence."
    naast record D1 win "and this" --from us --in-confidence >/dev/null
    expect 0 naast share D1
    holds "$err" "Left out: 2 things"
    expect 0 naast share D1 -q
    equal "" "$err"
}

@test "what is held back is not said to be nothing: neither what is open nor a day ahead" {
    findable
    naast record D1 introduction "she asks Karim" --person "Karim Ali" --from Sanne --due 2026-12-02 >/dev/null 2>&1
    naast record D1 promise "between us" --due 2026-12-03 --from us --in-confidence >/dev/null
    for language in en nl; do
        expect 0 naast share D1 --lang $language
        for untrue in Nothing Niets "Open " "not agreed" afgesproken; do lacks "$out" "$untrue"; done
    done
    holds "$out" "Er staat nog geen volgende datum op deze pagina."
    expect 0 naast share D1 --for Sanne
    holds "$out" "Open at yours"
    holds "$out" "2 Dec: "
}

@test "how to answer fits where the deal is: no while it is asked, what rubs once we work together" {
    told
    expect 0 naast share D1
    holds "$out" "No is fine: just reply."
    printf 'title,org,stage\nPortal,Waterdam,delivery\n' >running.csv
    expect 0 naast import deals running.csv --map title=title --map org=org --map stage=stage
    equal won "$(naast deal show D2 --json | jq -r .deal.outcome)"
    expect 0 naast share D2
    lacks "$out" "No is fine"
    holds "$out" "Is something not as it should be? Just reply, and we look at it together."
    expect 0 naast share D2 --lang nl
    holds "$out" "Is er iets niet zoals het hoort?"
}

@test "Dutch says je to one reader and jullie to all of them, where it is about themselves" {
    told
    expect 0 naast share D1 --lang nl
    holds "$out" "Wat we over jullie bewaren"
    lacks "$out" " je "
    expect 0 naast share D1 --lang nl --for Karim
    holds "$out" "Wat we over je bewaren"
}

@test "the number in the footer is what confirm takes; what changed since makes the word stale" {
    told
    expect 0 naast share D1 --for Karim
    page=$(grep -oE '[0-9]+:[0-9a-f]{8}$' <<<"$out")
    expect 0 naast confirm D1 --seen "$page" --by Karim --how "call 12 Nov"
    equal "Confirmed by Karim: D1.6 summary, D1.9 match, D1.22 the whole picture" "$out"
    expect 0 naast share D1 --for Karim
    holds "$out" "agreed by you on 10 Nov"
    lacks "$out" "Look at"
    naast amend D1.12 --amount 26000 >/dev/null
    expect 0 naast confirm D1.22 --seen "$page" --by Karim
    equal '[false,false]' "$(item '[.words[] | select(.by.person=="P2") | .fresh]' D1.22)"
    expect 0 naast share D1 --for Karim
    holds "$out" "changed since you agreed on 10 Nov: is it still right?"
    holds "$out" "EUR 26,000"
}

@test "nothing of ours is on it: notes, amounts of the deal, waivers, tasks, other deals, stages, our name by chance" {
    told
    naast deal edit D1 --note canary-note --amount 98765 --source canary-source --expect 2027-01-01 >/dev/null 2>&1
    naast task add canary-task --deal D1 >/dev/null
    naast activity add canary-activity --deal D1 >/dev/null
    naast waive D1 basis --because canary-waiver >/dev/null 2>&1
    naast deal add canary-other --org Waterdam >/dev/null
    naast record D1 basis canary-basis --about 16 >/dev/null
    for reader in "--for=Sanne" "--for=Karim" ""; do
        for form in "" --html; do
            expect 0 naast share D1 $reader $form --from Anna
            for word in canary 98,765 98765 "1 Jan" "Getting to know" discovery waive gate forecast "%" D1 anna; do
                lacks "$(sed '/<style>/,/<\/style>/d' <<<"$out")" "$word" || return 1
            done
        done
    done
}

@test "ours that came late or was broken stands there in words" {
    findable
    naast record D1 promise "a test server" --due 2026-11-01 >/dev/null
    naast record D1 promise "a quote" --due 2026-11-01 >/dev/null
    naast record D1 promise "a visit" --due 2026-11-20 >/dev/null
    naast record D1 promise "a list" --due 2026-11-01 >/dev/null
    naast record D1 promise "pages" --due 2026-11-02 --from Sanne >/dev/null
    naast settle D1.1 --as broken --by us >/dev/null
    naast settle D1.2 --as kept --by Sanne >/dev/null
    naast amend D1.3 --due 2026-11-27 --agreed Sanne >/dev/null
    expect 0 naast share D1
    holds "$out" "- a test server — not kept"
    holds "$out" "- a quote — kept late: on 10 Nov, promised for 1 Nov"
    holds "$out" "- a visit — by 27 Nov; re-agreed in time"
    holds "$out" "- a list — late: it was due 1 Nov"
    holds "$out" "- pages — Sanne, 10 Nov; was meant for 2 Nov"
    holds "$out" "27 Nov: a visit"
}

@test "words of theirs that are ours ask once whether it is so; who asked not to be contacted is told of" {
    findable
    naast record D1 need "we think" --from us >/dev/null
    naast record D1 need "and think" --from us >/dev/null
    naast person edit P1 --no-contact >/dev/null
    expect 0 naast share D1 --for Sanne
    holds "$out" "> we think — in our words: is it so?"
    equal 1 "$(grep -c 'Look at "What you told us" above' <<<"$out")"
    holds "$err" "Sanne asked not to be contacted"
}

@test "a deal that ended has an honest last page" {
    told
    naast org add "Appmakers" >/dev/null
    naast decline D1 --because "you need an app, not search" --refer O2 >/dev/null 2>&1
    expect 0 naast share D1
    holds "$out" "We don't think we can help you well, because: you need an app, not search — 10 Nov"
    holds "$out" "Appmakers may be able to help you."
    holds "$out" "Do you see it differently? Just reply."
    lacks "$out" "No is fine"
    holds "$out" "a test server with your own pages — late"
    naast reopen D1 --because x >/dev/null 2>&1
    for outcome in rejected lost no_decision withdrawn no_match; do
        naast end D1 --as $outcome --because canary-reason >/dev/null 2>&1
        expect 0 naast share D1 --lang nl
        holds "$out" "Hoe het is afgelopen"
        if [ $outcome = no_match ]; then holds "$out" canary-reason; else lacks "$out" canary; fi
        naast reopen D1 --because x >/dev/null 2>&1
    done
}

# What a name or a text might smuggle in.
hostile() {
    naast deal add "<script>alert(1)</script> ![x](http://evil/x.png) # h" --org "[link](javascript:alert(1))" \
        --contact "*Sanne* ${RLO}evil" >/dev/null 2>&1
    naast record D1 need "# not a heading
- not a list
> not a quote
1. not a number
    not code
===
\`code\` <b>bold</b> https://evil.example www.evil.example &amp; red${RLO} | $ ~~~" >/dev/null
    naast record D1 milestone '"><img src=x onerror=alert(1)>' --due 2026-12-01 >/dev/null
    naast record D1 claim "x" >/dev/null
    naast record D1 source "y" --about 3 --url 'javascript:alert(1)//https://a.example' >/dev/null
}

@test "no data becomes a link, an image, a heading or a tag in Markdown" {
    hostile
    expect 0 naast share D1
    lacks "$out" "$RLO"
    holds "$out" '# \<script\>alert(1)\</script\> !\[x\](http\://evil/x.png) \# h'
    holds "$out" 'For \[link\](javascript:alert(1))'
    # shellcheck disable=SC2016 # a code span
    holds "$out" '> \# not a heading\
> \- not a list\
> \> not a quote\
> 1\. not a number\
> not code\
> \===\
> \`code\` \<b\>bold\</b\> https\://evil.example www\.evil.example \&amp; red\\u202e \| \$ \~\~\~ — \*Sanne\*, 10 Nov'
}

# tags: the tags that CommonMark makes of a page, each once.
tags() { cmark | grep -oE '<[a-z0-9]+' | sort -u | tr -d '<\n' ; }

@test "a reader of CommonMark sees the same tags whatever people wrote" {
    command -v cmark >/dev/null || skip "NO cmark HERE: apt-get install cmark"
    hostile
    naast deal add tame --org Tame --contact Tom >/dev/null 2>&1
    naast record D2 need $'one\ntwo' >/dev/null
    naast record D2 milestone three --due 2026-12-01 >/dev/null
    naast record D2 claim four >/dev/null
    naast record D2 source five --about 3 >/dev/null
    for command in "share" "guide --markdown"; do
        # shellcheck disable=SC2086 # words on purpose
        equal "$(naast $command D2 2>/dev/null | tags)" "$(naast $command D1 2>/dev/null | tags)"
    done
    holds "$(printf '# a\n![b](c)\n' | tags)" img
}

@test "no data becomes a tag, a link or an image in HTML" {
    hostile
    expect 0 naast share D1 --html
    lacks "$out" "$RLO"
    for tag in "<script" "<img" "<b>" "<a href=\"h" "<a href=\"j" "url("; do lacks "$out" "$tag"; done
    holds "$out" "&lt;script&gt;alert(1)&lt;/script&gt;"
    holds "$out" "\\u202e"
    equal 1 "$(grep -c 'href=' <<<"$out")"
    holds "$out" "default-src 'none'"
}

@test "an ASCII terminal does not change what is read elsewhere" {
    told
    expect 0 naast share D1 --lang nl
    wide=$out
    expect 0 env LC_ALL=C naast share D1 --lang nl
    equal "$wide" "$out"
}

@test "wrong use" {
    told
    naast org add Elsewhere >/dev/null
    naast person add "Jan Stranger" --org Elsewhere >/dev/null
    leaves 2 naast share
    leaves 2 naast share D1 --for
    leaves 2 naast share D1 --json
    for nobody in "" "  "; do
        leaves 2 naast share D1 --from "$nobody"
        holds "$err" "--from needs our name"
        lacks "$out" From
    done
    leaves 2 naast share D1 --for Jan
    holds "$err" "Jan Stranger has no part in D1"
    leaves 2 naast share D1 --for Jan --lang nl
    holds "$err" "heeft niets met D1 te maken"
    gentle
    leaves 4 naast share D9
    leaves 4 naast share D1 --for Nobody
}
