# crash.sh: for the harnesses to source: stores to begin with, killing a command at many places, and judging what is left.
# shellcheck shell=bash
. ../tools/tap.sh
kill_at=$OUT/tests/harness/kill_at
POINTS=${POINTS:-200}
crash_dir=$(mktemp -d)
trap 'rm -rf "$crash_dir"' EXIT
export NAAST_WITNESS=$crash_dir/witness NAAST_ACTOR=harness NAAST_NOW=2026-11-23T12:00:00Z

naast() { "$NAAST" --db "$store" "$@"; }

# A store with one deal whose first gate is open.
new_store() {
    store=$1
    "$NAAST" init "$store" >/dev/null &&
        naast deal add 'Findable policy' --org Waterdam --contact 'Sanne de Wit' --purpose 'We build search.' >/dev/null &&
        naast record D1 need 'Staff cannot find our policies' >/dev/null &&
        naast record D1 why 'New colleagues give up' --about 2 >/dev/null &&
        naast record D1 summary 'Findable policies, so that new colleagues stay' >/dev/null &&
        naast confirm D1 summary --by 'Sanne de Wit' >/dev/null
}

# What the store holds, in one line: equal lines, equal deals and equally long histories.
fingerprint() {
    sqlite3 -batch "$1" "
        SELECT (SELECT count(*) || ' deals, ' || coalesce(sum(moves), 0) || ' moves, at ' || coalesce(group_concat(DISTINCT stage), '') FROM naast_deal),
               (SELECT count(*) FROM naast_transition), (SELECT count(*) FROM naast_org), (SELECT sum(deals) FROM naast_funnel),
               (SELECT count(*) || ':' || max(seq) FROM naast_journal), (SELECT count(*) FROM naast_body), (SELECT seq FROM naast_head)" 2>&1
}

# judge STORE ACKNOWLEDGED BEFORE AFTER: says what is wrong with the store, a word and why; nothing when all is well.
judge() {
    local now said
    store=$1
    said=$(naast verify 2>&1) || { echo "unverified: $said"; return; }
    said=$(sqlite3 -batch "$1" 'PRAGMA integrity_check; PRAGMA foreign_key_check' 2>&1)
    [ "$said" = ok ] || { echo "damaged: $said"; return; }
    now=$(fingerprint "$1")
    echo "$now" >"$crash_dir/now"
    if [ "$now" != "$3" ] && [ "$now" != "$4" ]; then
        echo "half: $now"
    elif [ "$2" = yes ] && [ "$now" != "$4" ]; then
        echo "lost: $now"
    fi
    said=$(naast task add 'life goes on' 2>&1) || echo "stuck: $said"
}

# place K CALLS: where the crash numbered K (from 0) happens: half of them evenly, half at the last calls, where it is committed,
# copied back and acknowledged. Where there are fewer calls than points, each is one.
place() {
    local half=$((POINTS / 2))
    if [ "$2" -lt "$POINTS" ]; then
        echo $(($1 + 1))
    elif [ "$1" -lt "$half" ]; then
        echo $((1 + $1 * ($2 - half) / half))
    else
        echo $(($2 - POINTS + $1 + 1))
    fi
}

# crash TEMPLATE LOSS COMMAND...: kills `naast COMMAND` at POINTS places, each time on a copy of TEMPLATE, and judges. LOSS: "none", or
# "wal": the control, as if the write-ahead log had not been kept. Leaves $crash_dir/problems and the figures below.
crash() {
    local template=$1 loss=$2 calls last point status ack problem before after k
    shift 2
    local copy=$crash_dir/copy/naast.db
    : >"$crash_dir/problems"
    crashes=0 crash_before=0 crash_after=0 crash_acknowledged=0
    # With the witness of the copy before: each copy is met for the first time, and then may not be found behind its witness.
    renew() { rm -rf "$crash_dir/copy" "$crash_dir/witness" && mkdir "$crash_dir/copy" && cp "$template" "$copy"; }
    renew
    before=$(fingerprint "$copy")
    renew
    "$kill_at" 0 "$crash_dir/told" "$NAAST" --db "$copy" "$@" >"$crash_dir/said" 2>&1 ||
        { echo "the command itself gave $?: $(cat "$crash_dir/said")" >"$crash_dir/problems"; return 1; }
    read -r calls last <"$crash_dir/told"
    after=$(fingerprint "$copy")
    [ "$before" != "$after" ] || { echo 'the command changes nothing' >"$crash_dir/problems"; return 1; }
    for ((k = 0; k < POINTS; k++)); do
        point=$(place "$k" "$calls")
        [ "$point" -le "$calls" ] || break
        renew
        "$kill_at" "$point" "$crash_dir/told" "$NAAST" --db "$copy" "$@" >"$crash_dir/said" 2>/dev/null
        status=$?
        [ "$status" -eq 137 ] || [ "$status" -eq 0 ] || { echo "odd: exit $status at call $point" >>"$crash_dir/problems"; continue; }
        [ "$status" -eq 0 ] || crashes=$((crashes + 1))
        if [ -s "$crash_dir/said" ] || [ "$status" -eq 0 ]; then ack=yes; else ack=no; fi
        [ "$loss" != wal ] || rm -f "$copy-wal" "$copy-shm"
        : >"$crash_dir/now"
        problem=$(judge "$copy" "$ack" "$before" "$after")
        read -r _ last <"$crash_dir/told"
        [ -z "$problem" ] || printf '%s\n' "$problem" | sed "s/^\([a-z]*\):/\1 (killed at call $point of $calls, number $last):/" >>"$crash_dir/problems"
        [ "$ack" = no ] || crash_acknowledged=$((crash_acknowledged + 1))
        case $(<"$crash_dir/now") in
        "$before") crash_before=$((crash_before + 1)) ;;
        "$after") crash_after=$((crash_after + 1)) ;;
        esac
    done
    crash_calls=$calls
}

none_of() { ! grep -E "^($1) " "$crash_dir/problems"; }
some_of() { grep -E "^($1) " "$crash_dir/problems"; }

# crash_report NAME TEMPLATE COMMAND...: the tests of one command.
crash_report() {
    local name=$1 template=$2
    shift 2
    crash "$template" none "$@" || { tap_result 1 "$name runs to be killed" "$(cat "$crash_dir/problems")"; return; }
    echo "# $name: killed at $crashes of $crash_calls system calls; $crash_acknowledged had been acknowledged"
    enough() { [ "$crashes" -ge "$POINTS" ] || [ "$crashes" -ge "$((crash_calls - 1))" ]; }
    holds "$name: it was killed at $POINTS places, or at all there are" enough
    both_sides() { [ "$crash_before" -gt 0 ] && [ "$crash_after" -gt 0 ]; }
    holds "$name: some places lie before the commit and some after it" both_sides
    holds "$name: the store always opens and verifies" none_of 'unverified|damaged|odd'
    holds "$name: it happened whole or not at all" none_of half
    holds "$name: what was acknowledged is there" none_of lost
    holds "$name: and the store takes the next write" none_of stuck
    crash "$template" wal "$@"
    holds "control: $name, and the log thrown away: something is found wrong" some_of 'unverified|damaged|half|lost'
}
