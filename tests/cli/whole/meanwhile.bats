#!/usr/bin/env bats
# meanwhile.bats: somebody undoes, erases, merges or moves what a command works on, between any two of its transactions:
# it never crashes, and what it did is told as done.

load ../lib/evidence

further() {
    understood
    naast person add "Karim Ali" --org Waterdam >/dev/null
    naast record D1 promise "a first list" --from us --due 20nov >/dev/null 2>&1
    naast task add "send the list" --deal D1 >/dev/null
    # shellcheck disable=SC2086 # CC may be of two words
    ${CC:-cc} -D_GNU_SOURCE -shared -fPIC -o meanwhile.so "$BATS_TEST_DIRNAME/../lib/meanwhile.c" -ldl
    export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"
    printf 'need: they act on old versions\n  why: nobody knows which holds\n.4:\n  confirmed: Sanne\n' >sheet
    export sheet=$WORK/sheet
}

# How many entries of that operation there are.
made() { naast watch --once --from 0 2>/dev/null | grep -c "\"operation\":\"$1\"" || true; }

# meanwhile DO OPERATION COMMAND…: at every place in turn, DO comes between. Where the command had done its work it exits
# 0; where DO came first it may find nothing to do, and says so. Sets $behind: at so many places DO came behind the work.
meanwhile() {
    local do=$1 operation=$2 at before got
    shift 2
    rm -rf was && cp -r .naast was
    before=$(made "$operation")
    behind=0
    for ((at = 1; at < 200; at++)); do
        rm -rf .naast seen came && cp -r was .naast
        got=0
        NAAST_WITNESS=none MEANWHILE_AT=$at MEANWHILE_SEEN=$WORK/seen LD_PRELOAD=$WORK/meanwhile.so \
            MEANWHILE_DO="{ $do; } >$WORK/came 2>&1 && echo it came >>$WORK/came" "$@" >said 2>&1 <"$sheet" || got=$?
        [ -e seen ] || break
        if [ "$got" -ge 128 ]; then
            printf 'place %s, exit %s: %s, meanwhile %s\n%s\n' "$at" "$got" "$*" "$do" "$(cat said)" >&2
            return 1
        fi
        [ "$operation" != none ] && [ "$(made "$operation")" -gt "$before" ] || continue
        equal 0 "$got" || { cat said >&2; return 1; }
        ! grep -q '^naast: ' said || { cat said >&2; return 1; }
        behind=$((behind + $(grep -c "^it came" came || true)))
    done
    rm -rf .naast && cp -r was .naast
    [ "$at" -gt 5 ] # the control: there are places, and it did come
}

# The last operation, of whoever does the same; and all of them, to the beginning.
undo='naast undo'
undo_all='while naast undo; do :; done; true'

# Each may be undone right behind its work, which is the control that this was tried; and everything before it too.
once() {
    meanwhile "$undo" "$@" || return 1
    [ "$behind" -gt 0 ] || { printf 'never undone behind it: %s\n' "$*" >&2; return 1; }
}
undone() { once "$@" && meanwhile "$undo_all" "$@"; }

@test "record: undone before it is told" {
    undone record naast record D1 need "the index is old" --why "nobody owns it"
    undone record naast record D1 need "the index is old" --json
}

@test "confirm, settle, retract: undone before it is told" {
    undone confirm naast confirm D1.2 --by Sanne
    undone settle naast settle D1.5 --as kept --by Sanne
    undone retract naast retract D1.3 --because "it was another department"
}

@test "amend: undone before it is told" {
    undone amend naast amend D1.2 "staff cannot find it" --from Sanne
    undone amend naast amend D1.5 --due 27nov --agreed Sanne --because "late"
}

@test "talk: undone before it is told" {
    undone talk naast talk D1
}

@test "advance, back, end, reopen, waive: undone before it is told" {
    undone advance naast advance D1
    undone advance naast advance D1 --json
    undone waive naast waive D1 basis --because "a pilot first"
    naast advance D1 >/dev/null
    undone back naast back D1 --because "the budget holder changed"
    undone end naast decline D1 --because "you need an app" --told Sanne
    undone end naast decline D1 --because "you need an app" --json
    naast decline D1 --because "you need an app" >/dev/null 2>&1
    undone reopen naast reopen D1 --because "after all"
}

@test "deals, organisations, people, tasks: undone before it is told" {
    undone change_pipeline naast deal edit D1 --pipeline bant --because "theirs"
    once deal_add naast deal add "Second" --org Elsewhere --contact "Joris Bos"
    once deal_edit naast deal edit D1 --title "Another"
    once org_add naast org add "Elsewhere"
    once person_edit naast person edit P1 --email sanne@waterdam.example
    once task_done naast task done T1
    once merge naast merge P2 P1
    meanwhile "$undo" none naast undo
}

@test "who is erased or merged, and a deal that is given another pipeline, before it is told" {
    for do in 'naast erase P1 --because asked --yes' 'naast merge P1 P2' \
        'naast deal edit D1 --pipeline bant --because theirs'; do
        meanwhile "$do" record naast record D1 need "the index is old" --from Sanne
        [ "$behind" -gt 0 ]
        meanwhile "$do" confirm naast confirm D1.2 --by Sanne
        meanwhile "$do" settle naast settle D1.5 --as kept --by Sanne
        meanwhile "$do" amend naast amend D1.2 "staff cannot find it" --from Sanne
        meanwhile "$do" talk naast talk D1
        meanwhile "$do" advance naast advance D1
        [ "$behind" -gt 0 ]
        meanwhile "$do" end naast decline D1 --because "you need an app" --told Sanne
    done
}

@test "what is read is undone in the middle of it" {
    for command in "show D1" "show D1.2" "gate D1" "guide D1" "log D1" "next" "board" "share D1" "deal show D1 --json"; do
        # shellcheck disable=SC2086
        meanwhile "$undo_all" none naast $command
    done
}

@test "what could not be read is not said to be undone" {
    local at unread=0
    cp -r .naast was
    # Every page but the first, in the file and in its log: whatever is read after this is damaged.
    local spoil='for f in .naast/naast.db .naast/naast.db-wal; do [ ! -s $f ] || head -c $(($(stat -c %s $f) - 4096)) /dev/zero |
        tr "\\0" "\\377" | dd of=$f bs=4096 seek=1 conv=notrunc; done'
    for ((at = 1; at < 60; at++)); do
        rm -rf .naast seen && cp -r was .naast
        NAAST_WITNESS=none MEANWHILE_AT=$at MEANWHILE_SEEN=$WORK/seen LD_PRELOAD=$WORK/meanwhile.so MEANWHILE_DO="$spoil" \
            naast record D1 need "the index is old" >said 2>&1 || continue
        [ -e seen ] || break
        grep -q "could not be read" said && unread=$((unread + 1))
        if grep -q "undone" said; then cat said >&2; return 1; fi
    done
    [ "$unread" -gt 0 ] # the control: it was done, and could not be read
}
