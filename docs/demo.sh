#!/bin/sh
# demo.sh: naast's main job, on a store that is thrown away afterwards. Each command is shown and then run; `make demo` runs it.
# NAAST: the command line to use; else the one in PATH. Fails when a command does not end as this story says.
set -u
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
[ -z "${NAAST:-}" ] || PATH=$(dirname "$NAAST"):$PATH
export PATH LC_ALL=C.UTF-8 NAAST_ACTOR=Bo HOME="$folder" NAAST_WITNESS=none
unset NAAST_DB NAAST_NOW
cd "$folder" || exit 1

tell() { printf '\n\n# %s\n' "$*"; }

# show EXIT COMMAND: prints the command, runs it, and expects that exit code.
show() {
    printf '\n$ %s\n' "$2"
    eval "$2" 2>&1
    gave=$?
    [ "$gave" -eq 0 ] || printf '(exit %d)\n' "$gave"
    [ "$gave" -eq "$1" ] || { printf 'demo: this should have given exit %d\n' "$1" >&2; exit 1; }
}

cat >call-1.txt <<'SHEET'
with: Sanne de Wit
how: phone
need: Staff cannot find our policies
  why: New colleagues give up and ask around; that costs two hours a day
summary: Policies that can be found, so that new colleagues need not ask
SHEET

tell 'A store, and a deal: we said at once what we come to do.'
show 0 'naast init'
show 0 'naast deal add "Findable policy" --org Waterdam --contact "Sanne de Wit" --purpose "We build search, 15 to 40k. She said: tell me."'

tell 'One conversation is one command. What she said, and our summary of it:'
show 0 'cat call-1.txt'
show 0 'naast talk D1 < call-1.txt'

tell 'On to the next stage? Not yet: our summary is only ours. Scripts see exit code 3.'
show 3 'naast advance D1'

tell 'So we mail her the summary, and she answers: yes, that is it. Now the gate is open, for stated reasons.'
show 0 'naast confirm D1 summary --by Sanne --how "mail"'
show 0 'naast gate D1'
show 0 'naast advance D1'

tell 'A gate that was passed must stay won. She calls again, with a second need: what we agreed is no longer all of it.'
show 0 'naast record D1 need "Staff also follow old versions" --from Sanne'
show 3 'naast advance D1'

tell 'No match is a result too, and it says so itself.'
show 0 'naast deal add "An app for inspectors" --org Waterdam --contact "Joris Bos" --purpose "We build search."'
show 0 'naast decline D2 --because "you need an app, not search" --told Joris'

tell 'Where everything stands, what was done, and proof that the history is whole.'
show 0 'naast board'
show 0 'naast log D1'
show 0 'naast verify'
