# shared.bash: one deal of which everything was told: what the page for the customer and the sheet for us are tried with.

load ../lib/evidence

# D1 of Waterdam with Sanne (P1); Karim (P2) decides; one need is Sanne's own, in confidence.
told() {
    naast deal add "Findable policy" --org Waterdam --contact "Sanne de Wit" \
        --purpose "We build search, 15 to 40k. She said: tell me." >/dev/null 2>&1
    naast talk D1 >/dev/null 2>&1 <<'SHEET'
with: Sanne de Wit
how: call
on: 2026-11-03
need: staff cannot find the policy that holds now
  why: residents get wrong answers, and then call again
need: new colleagues take a year to learn where things are
  why: we lose people in that year
summary: One place where the current policy is, that answers in the words of the counter.
contribution: a search over all policy, with the old versions marked as old
limit: we do not rewrite the policy itself; a lawyer does that better
match: yes it fits what we do
claim: old versions that stay online are found first
  source: audit office, report 2025
    url: https://audit.example/2025
price: fixed, in two parts
  amount: 24000
costs: an editor for half a day a week
timeline: start in January, there by April
place: two days at yours, the rest remotely
result: a clerk finds the current policy within a minute
milestone: the counter works with it
  due: 2027-04-01
milestone: the first hundred pages can be searched
  due: 2026-11-20
stakeholder: the counter, two editors, the works council
win: fewer second calls
  from: Sanne
win: our first municipality in this region
frame: all of the above, from January to April, for a fixed price
  confirmed: Sanne
promise: a test server with your own pages
  due: 2026-11-09
promise: a list of the fifty most asked questions
  from: Sanne
  due: 2026-11-12
condition: a signed non-disclosure agreement
authority: decides,signs the budget is his
  person: Karim Ali
SHEET
    naast record D1 need "between us: before the elections" --in-confidence >/dev/null
    naast record D1 pulse amber "I hear about problems too late" --from Sanne >/dev/null 2>&1
}

# against FILE: what is on standard input is what that golden file says.
against() {
    local golden="$BATS_TEST_DIRNAME/../golden/$1"
    cat >"$WORK/.got"
    [ -z "${GOLDEN:-}" ] || cp "$WORK/.got" "$golden"
    diff -u "$golden" "$WORK/.got"
}

# body: of a page on standard input, without its stylesheet and its number, which change by themselves.
body() { sed -n '/^<body/,$p' | sed -E 's/[0-9]+:[0-9a-f]{8}/N:HASH/'; }
