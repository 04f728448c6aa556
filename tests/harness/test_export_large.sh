#!/usr/bin/env bash
# Whole stores out and in again: 100,000 deals, and the public data set. The same file, the same head, and flat memory.
set -u
cd "$(dirname "$0")" || exit 1
. ./crash.sh
DEALS=${DEALS:-100000}
data=$NAAST_SOURCE/../shared/data/maven-crm/sales_pipeline.csv

make_csv() {
    awk -v deals="$DEALS" 'BEGIN {
        print "id,account,title,phase,opened,closed,value"
        split("New,Busy,Won,Lost", phase, ",")
        for (k = 1; k <= deals; k++) {
            p = phase[k % 4 + 1]
            printf "X%d,Customer %d 🐳,\"Deal %d, =cmd|\",%s,2026-%02d-%02d,%s,%s\n", k, k % 5000, k, p, k % 10 + 1, k % 28 + 1,
                (p == "Won" || p == "Lost" ? sprintf("2026-11-%02d", k % 22 + 1) : ""), (p == "Won" ? k % 1000 : "")
        }
    }' >"$crash_dir/deals.csv"
}

large_store() {
    make_csv && new_store "$crash_dir/large.db" &&
        naast -q import deals "$crash_dir/deals.csv" --map external_id=id org=account title=title stage=phase opened=opened closed=closed \
            amount=value --stage New=discovery Busy=match Won=won Lost=lost --currency EUR
}

public_store() {
    "$NAAST" -q init "$crash_dir/public.db" && store=$crash_dir/public.db &&
        naast -q import deals "$data" --map external_id=opportunity_id org=account title=product owner=sales_agent stage=deal_stage \
            opened=engage_date closed=close_date amount=close_value --currency USD \
            --stage Prospecting=discovery Engaging=match Won=won Lost=lost
}

# kilobytes FILE COMMAND...: runs it; the most memory that it held goes to FILE.
kilobytes() { "${OUT:?}/tests/harness/peak" "$@"; }

head_of() { "$NAAST" --db "$1" verify --json | grep -o '"head":"[^"]*"'; }

# out_and_in NAME: the store NAME.db out, in as NAME-2.db, and out again.
out_and_in() {
    local began=${EPOCHREALTIME//[.,]/} between
    kilobytes "$crash_dir/out.kb" "$NAAST" --db "$crash_dir/$1.db" export --jsonl "$crash_dir/$1.jsonl" 2>&1 || return 1
    between=${EPOCHREALTIME//[.,]/}
    kilobytes "$crash_dir/in.kb" "$NAAST" import store "$crash_dir/$1.jsonl" "$crash_dir/$1-2.db" 2>&1 || return 1
    printf '# %s: out in %d ms, %s KiB; in again in %d ms, %s KiB\n' "$1" $(((between - began) / 1000)) "$(cat "$crash_dir/out.kb")" \
        $(((${EPOCHREALTIME//[.,]/} - between) / 1000)) "$(cat "$crash_dir/in.kb")" >>"$crash_dir/figures"
    "$NAAST" --db "$crash_dir/$1-2.db" export --jsonl | cmp - "$crash_dir/$1.jsonl" && [ "$(head_of "$crash_dir/$1.db")" = "$(head_of "$crash_dir/$1-2.db")" ]
}
same_lists() {
    local list
    for list in deals evidence people orgs; do
        cmp <("$NAAST" --db "$crash_dir/$1.db" export "$list") <("$NAAST" --db "$crash_dir/$1-2.db" export "$list") || return 1
    done
}
flat() { # MOST
    local each
    for each in out in; do [ "$(cat "$crash_dir/$each.kb")" -lt "$1" ] || { echo "$each: more than $1 KiB"; return 1; }; done
}
moved() { "$NAAST" --db "$crash_dir/$1-2.db" advance D1 >/dev/null && "$NAAST" --db "$crash_dir/$1-2.db" deal add Next >/dev/null 2>&1; }
differs() { "$NAAST" --db "$crash_dir/large-2.db" export --jsonl | cmp - "$crash_dir/large.jsonl"; }

holds "a store of $DEALS deals" large_store
holds 'it goes out, in and out again: the same file, the same head' out_and_in large
holds 'its lists are the same' same_lists large
holds 'neither way takes more than 40 MB' flat 40000
breaks 'control: but more than 1 MB' 'out: more than 1000' flat 1000
holds 'life goes on in it' moved large
breaks 'control: after which its export is another' 'differ|EOF' differs
if [ -f "$data" ]; then
    holds 'the public data set' public_store
    holds 'the public data set goes out, in and out again: the same file, the same head' out_and_in public
    holds 'its lists are the same' same_lists public
else
    skip 'the public data set goes out and in again' "THE PUBLIC DATA SET IS NOT HERE: $data"
fi
[ ! -f "$crash_dir/figures" ] || cat "$crash_dir/figures"
finish
