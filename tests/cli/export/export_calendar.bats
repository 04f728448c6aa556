#!/usr/bin/env bats
# export calendar: tasks, promises and milestones as iCalendar (RFC 5545).

load ../lib/evidence

further() {
    findable
    naast record D1 promise "a draft; first, the list" --from us --due 2026-11-20 >/dev/null 2>&1
    naast record D1 promise "access to the files" --from Sanne --due 2026-11-18 >/dev/null 2>&1
    naast record D1 milestone "pilot runs" --from us --due 2026-12-31 >/dev/null 2>&1
    naast record D1 promise "keep this quiet" --from us --due 2026-11-21 --in-confidence >/dev/null 2>&1
    naast record D1 need "no day" --from Sanne >/dev/null 2>&1
    naast task add "call back" --deal D1 --due 2026-11-19 >/dev/null 2>&1
    naast task add "think" >/dev/null 2>&1
}

# The file with its folds undone and LF at the end of lines.
unfolded() { naast export calendar "$@" | sed 's/\r$//' | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n //g'; }

# property UID-ENDING NAME: of the component with that UID.
property() {
    awk -v uid="$1" -v name="$2" '
        /^BEGIN:V(EVENT|TODO)/ { hit = 0; value = "" }
        /^UID:/ && substr($0, length($0) - length(uid) + 1) == uid { hit = 1 }
        substr($0, 1, length(name)) == name && substr($0, length(name) + 1) ~ /^[;:]/ { value = substr($0, length(name) + 1) }
        /^END:V(EVENT|TODO)/ && hit { print value }' .ics
}

@test "every line ends in CR LF and takes at most 75 octets, and folds fall between characters" {
    naast record D1 milestone "$(printf '🐳é%.0s' $(seq 60))" --due 2026-12-01 --from us >/dev/null 2>&1
    naast record D1 milestone "$(printf 'x%.0s' $(seq 300));,\\" --due 2026-12-01 --from us >/dev/null 2>&1
    naast export calendar >a.ics
    equal "$(wc -l <a.ics)" "$(grep -c $'\r$' a.ics)"
    equal 0 "$(LC_ALL=C awk 'length($0) > 76' a.ics | wc -l)"
    equal 0 "$(tr -d '\r' <a.ics | while IFS= read -r line; do printf '%s' "$line" | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1 || echo broken; done | wc -l)"
    unfolded >.ics
    equal ":Milestone\\, Waterdam: $(printf '🐳é%.0s' $(seq 60))" "$(property -6 SUMMARY)"
    equal ":Milestone\\, Waterdam: $(printf 'x%.0s' $(seq 300))\\;\\,\\\\" "$(property -7 SUMMARY)"
}

@test "promises and milestones are events of a whole day that leave time free; tasks are to-dos" {
    unfolded >.ics
    equal ":We promised Waterdam: a draft\\; first\\, the list" "$(property -1 SUMMARY)"
    equal ";VALUE=DATE:20261120" "$(property -1 DTSTART)"
    equal ";VALUE=DATE:20261121" "$(property -1 DTEND)"
    equal ":TRANSPARENT" "$(property -1 TRANSP)"
    equal ":Waterdam promised: access to the files" "$(property -2 SUMMARY)"
    equal ";VALUE=DATE:20270101" "$(property -3 DTEND)"
    equal ":call back" "$(property -T1 SUMMARY)"
    equal ";VALUE=DATE:20261119" "$(property -T1 DUE)"
    equal ":NEEDS-ACTION" "$(property -T2 STATUS)"
    equal "" "$(property -T2 DUE)"
    equal ":D1 · Findable policy · Waterdam" "$(property -T1 DESCRIPTION)"
    equal "VCALENDAR VERSION 2.0" "$(sed -n '1s/BEGIN://p; 2s/:/ /p' .ics | paste -sd' ')"
    equal 4 "$(grep -c '^BEGIN:VEVENT' .ics)"
    equal 2 "$(grep -c '^BEGIN:VTODO' .ics)"
    equal 6 "$(grep -c '^DTSTAMP:2026111[0-9]T[0-9]*Z$' .ics)"
}

@test "UIDs stay, are each there once, and differ between stores" {
    naast export calendar | grep ^UID >first
    naast amend D1.1 "another draft" --from us >/dev/null 2>&1
    naast export calendar | grep ^UID >second
    cmp first second
    equal "" "$(sort first | uniq -d)"
    naast --db other.db init >/dev/null 2>&1
    naast --db other.db task add "call back" --due 2026-11-19 >/dev/null
    lacks "$(cat first)" "$(naast --db other.db export calendar | grep ^UID)"
    naast export --jsonl | naast import store - moved.db >/dev/null 2>&1
    naast --db moved.db export calendar | grep ^UID | cmp - first
}

@test "a text cannot end a line or begin a component" {
    naast record D1 milestone $'x\r\nEND:VEVENT\nBEGIN:VALARM\u2028ATTENDEE:y\u2029Z:1' --due 2026-12-01 --from us >/dev/null 2>&1
    naast task add $'=1 \u202e DESCRIPTION:x' --due 2026-12-01 >/dev/null 2>&1
    unfolded >.ics
    equal 0 "$(grep -cE '^(BEGIN:VALARM|ATTENDEE|Z:)' .ics)"
    equal "$(grep -c ^BEGIN .ics)" "$(grep -c ^END .ics)"
    equal ":Milestone\\, Waterdam: x END:VEVENT BEGIN:VALARM ATTENDEE:y Z:1" "$(property -6 SUMMARY)"
}

@test "of what was said in confidence only day and kind go out, unless asked" {
    lacks "$(unfolded)" "keep this quiet"
    unfolded >.ics
    equal ":We promised Waterdam: in confidence" "$(property -4 SUMMARY)"
    equal ":CONFIDENTIAL" "$(property -4 CLASS)"
    unfolded --in-confidence >.ics
    equal ":We promised Waterdam: keep this quiet" "$(property -4 SUMMARY)"
    equal ":CONFIDENTIAL" "$(property -4 CLASS)"
}

@test "what is settled, taken back, done or ended is left out; --all has it, marked" {
    naast settle D1.1 --as kept --by Sanne >/dev/null 2>&1
    naast settle D1.2 --as broken --by us >/dev/null 2>&1
    naast retract D1.3 --because "another plan" >/dev/null 2>&1
    naast task done T1 >/dev/null 2>&1
    naast deal add Lost >/dev/null 2>&1
    naast record D2 milestone "never" --due 2026-12-01 --from us >/dev/null 2>&1
    naast end D2 --as lost --because price >/dev/null 2>&1
    equal 1 "$(unfolded | grep -c '^BEGIN:VEVENT')"
    equal 1 "$(unfolded | grep -c '^BEGIN:VTODO')"
    unfolded --all >.ics
    equal "$(printf ':CONFIRMED\n:CANCELLED')" "$(property -1 STATUS)"
    equal ":CANCELLED" "$(property -2 STATUS)"
    equal ":CANCELLED" "$(property -3 STATUS)"
    equal ":COMPLETED" "$(property -T1 STATUS)"
    equal ":20261110T000000Z" "$(property -T1 COMPLETED)"
    lacks "$(unfolded)" "never"
    holds "$(cat .ics)" "never"
}

@test "of one deal, of one colleague, and tasks as events" {
    naast deal add Other --owner piet >/dev/null 2>&1
    naast record D2 milestone "theirs" --due 2026-12-01 --from us >/dev/null 2>&1
    naast task add "his" --owner piet --due 2026-12-01 >/dev/null 2>&1
    lacks "$(unfolded --deal D1)" "theirs"
    lacks "$(unfolded --deal D1)" "think"
    holds "$(unfolded --owner piet)" "theirs"
    holds "$(unfolded --owner piet)" "SUMMARY:his"
    lacks "$(unfolded --owner piet)" "call back"
    lacks "$(unfolded --owner me)" "theirs"
    unfolded --events >.ics
    equal 0 "$(grep -c '^BEGIN:VTODO' .ics)"
    equal ";VALUE=DATE:20261119" "$(property -T1 DTSTART)"
    lacks "$(cat .ics)" "think"
    expect 4 naast export calendar --deal D9
    expect 2 naast export calendar --json
    expect 2 naast export calendar --nonsense
}

@test "in Dutch" {
    unfolded --lang nl >.ics
    equal ":Wij zegden Waterdam toe: a draft\\; first\\, the list" "$(property -1 SUMMARY)"
    equal ":Mijlpaal\\, Waterdam: pilot runs" "$(property -3 SUMMARY)"
}

@test "a store without anything is a calendar without anything" {
    naast --db other.db init >/dev/null 2>&1
    equal "$(printf 'BEGIN:VCALENDAR\nEND:VCALENDAR')" "$(naast --db other.db export calendar | tr -d '\r' | grep VCALENDAR)"
}
