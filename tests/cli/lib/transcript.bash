# transcript.bash: what a document shows is run, and compared with what it says.

load ../lib/helper

# blocks FILE LANGUAGE: the fenced blocks of that language.
blocks() {
    awk -v fence='```'"$2" '$0 == fence { on = 1; next } $0 == "```" { on = 0 } on' "$NAAST_SOURCE/$1"
}

# replay: runs each "$ command" of a transcript on stdin and prints it with what it really says, stderr first. A page's
# number in a command stands for that of the page before, whose hash is another one in each store.
replay() {
    local line command want got page=
    while IFS= read -r line; do
        case $line in '$ '*) ;; *) continue ;; esac
        command=${line#'$ '} want=0
        case $command in *'# exit '*) want=${command##*'# exit '} ;; esac
        case $command in *'--seen '*) command=$(sed -E "s/--seen [0-9]+:[0-9a-f]+/--seen $page/" <<<"$command") ;; esac
        printf '%s\n' "$line"
        got=0
        bash -c "$command" >"$WORK/.replay.out" 2>"$WORK/.replay.err" </dev/null || got=$?
        page=$(grep -oE '[0-9]+:[0-9a-f]{8}' "$WORK/.replay.err" || printf '%s' "$page")
        cat "$WORK/.replay.err" "$WORK/.replay.out"
        [ "$got" -eq "$want" ] || printf '(exit %s, the transcript says %s)\n' "$got" "$want"
    done | sed -E 's/(Head ).*/\1…/; s/([0-9]+:)[0-9a-f]{8}/\1…/'
}

# shown FILE LANGUAGE: a transcript as replay prints it.
shown() { blocks "$1" "$2" | sed -E 's/([0-9]+:)[0-9a-f]{8}/\1…/'; }
