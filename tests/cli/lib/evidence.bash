# evidence.bash: deals for the tests of talking, recording, gates and moves.

load ../lib/helper

prepare() {
    naast init >/dev/null 2>&1
    if declare -f further >/dev/null; then further; fi
}

# A deal with a contact: D1, Sanne P1.
findable() {
    naast deal add "Findable policy" --org Waterdam --contact "Sanne de Wit" >/dev/null 2>&1
}

# findable, up to the gate of discovery: purpose 1, need 2, why 3, summary 4 with Sanne's word.
understood() {
    findable
    naast talk D1 >/dev/null <<'SHEET'
purpose: we build search, 15 to 40k; she said: tell me
need: staff cannot find the policy that holds now
  why: residents get wrong answers
summary: one place where the current policy is
  confirmed: Sanne
SHEET
}

head_of() { naast log --json --limit 1 | jq '.entries[0].seq'; }

# leaves CODE COMMAND…: exits so, says something on stderr and changes nothing.
leaves() {
    local before
    before=$(head_of)
    expect "$@" || return 1
    equal "$before" "$(head_of)" || return 1
    [ -n "$err" ] || { printf 'nothing was said: %s\n' "$*" >&2; return 1; }
}

# kind ways: what is wrong is never told as refused, blocked or failed.
gentle() {
    printf '%s' "$out$err" | tr '[:upper:]' '[:lower:]' >"$WORK/.tone"
    if grep -nE 'refused|blocked|failed|denied|geweigerd|geblokkeerd|mislukt' "$WORK/.tone" >&2; then return 1; fi
}

# item FIELD-FILTER ITEM: what jq finds in that item of the deal.
item() { naast show "$2" --json | jq -c ".item | $1"; }
