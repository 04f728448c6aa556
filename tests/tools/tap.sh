# tap.sh: for test scripts to source: each `holds` or `breaks` is one test; `finish` ends the report and gives the exit status.
# shellcheck shell=bash
tap_done=0
tap_wrong=0

tap_result() { # STATUS NAME [WHAT IT SAID]
    tap_done=$((tap_done + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $tap_done - $2"
    else
        tap_wrong=$((tap_wrong + 1))
        echo "not ok $tap_done - $2"
        [ -z "${3:-}" ] || printf '%s\n' "$3" | head -n 40 | sed 's/^/# /'
    fi
}

# holds NAME COMMAND...: the command succeeds.
holds() {
    local name=$1 said status
    shift
    said=$("$@" 2>&1)
    status=$?
    tap_result "$status" "$name" "$said"
}

# breaks NAME PATTERN COMMAND...: the control: the command fails, and what it says fits PATTERN.
breaks() {
    local name=$1 pattern=$2 said
    shift 2
    if said=$("$@" 2>&1); then
        tap_result 1 "$name" "it succeeded, and should not have: $said"
    elif ! printf '%s' "$said" | grep -qE -- "$pattern"; then
        tap_result 1 "$name" "it failed for another reason than \"$pattern\": $said"
    else
        tap_result 0 "$name"
    fi
}

skip() { # NAME WHY
    tap_done=$((tap_done + 1))
    echo "ok $tap_done - $1 # SKIP $2"
}

finish() {
    echo "1..$tap_done"
    exit $((tap_wrong != 0))
}
