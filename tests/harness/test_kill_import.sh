#!/usr/bin/env bash
# `naast import deals`, killed at 200 different system calls: all rows or none, and never less than was acknowledged.
set -u
cd "$(dirname "$0")" || exit 1
. ./crash.sh

awk 'BEGIN {
    print "id,account,title,phase,opened,closed,value"
    split("New,Busy,Won,Lost", phase, ",")
    for (k = 1; k <= 400; k++) {
        p = phase[k % 4 + 1]
        printf "X%d,Customer %d,Deal %d,%s,2026-%02d-%02d,%s,%s\n", k, k % 40, k, p, k % 10 + 1, k % 28 + 1,
            (p == "Won" || p == "Lost" ? sprintf("2026-11-%02d", k % 22 + 1) : ""), (p == "Won" ? k * 10 : "")
    }
}' >"$crash_dir/deals.csv"

holds 'there is a store' new_store "$crash_dir/template.db"
crash_report 'import deals' "$crash_dir/template.db" import deals "$crash_dir/deals.csv" \
    --map external_id=id --map org=account --map title=title --map stage=phase --map opened=opened --map closed=closed --map amount=value \
    --stage New=discovery --stage Busy=match --stage Won=won --stage Lost=lost --currency EUR
finish
