#!/usr/bin/env bash
# The constants of an enum begin with words of their own. Each way to break that is planted.
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
top=$(cd ../.. && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

holds 'the constants of each enum begin with words of their own' ./enums "$top"

# plant NAME PATTERN EXPRESSION: a copy of the headers, changed by sed, is found out.
plant() {
    rm -rf "${copy:?}"/*
    cp -R "$top/include" "$copy"
    sed -i "$3" "$copy"/include/*.h
    breaks "control: $1" "$2" ./enums "$copy"
}
plant 'a constant of other words' 'naast_verdict: its constants have no words of their own' 's/NAAST_VERDICT_MET/NAAST_MET/'
plant 'a constant that begins as those of another enum' 'NAAST_RULE_[A-Z]+ of naast_flag begins as those of naast_rule' \
    's/NAAST_FLAG_\([A-Z]*\)/NAAST_RULE_\1/g'
plant 'a family within another' 'NAAST_SIDE_EFFECT_[A-Z]+ of naast_deal_status begins as those of naast_side' \
    's/NAAST_DEAL_\(OPEN\|WON\|ENDED\) =/NAAST_SIDE_EFFECT_\1 =/'
plant 'headers without enums' 'no enum found' 's/enum/struct/'
finish
