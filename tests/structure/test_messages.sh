#!/usr/bin/env bash
# No message of a library names a command or an option of the command line. Each way of doing so is tried with a planted offence,
# and what can be typed after a failure is listed for codes that there are.
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
top=$(cd ../.. && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

holds 'the messages of the libraries name no command' ./messages "$top"

hints() { sed -n 's/^HINT("\([a-z_]*\)".*/\1/p' "$top/cli/term/hints.def"; }
codes() { find "$top/lib" -path '*messages*' -name '*.def' -exec sed -n 's/^MESSAGE([A-Z_0-9]*, [A-Z_]*, "\([a-z_0-9]*\)".*/\1/p' {} + | sort -u; }
each_hint_has_a_code() { [ "$(hints | wc -l)" -gt 5 ] && [ -z "$(comm -23 <(hints | sort) <(codes))" ]; }
holds 'each hint is for a code that there is' each_hint_has_a_code
each_once() { [ -z "$(hints | sort | uniq -d)" ]; }
holds 'a code has one hint' each_once

# plant NAME PATTERN FILE ENGLISH DUTCH: with that message the tree is found out.
plant() {
    rm -rf "${copy:?}"/*
    mkdir "$copy/cli"
    cp -R "$top/lib" "$copy"
    cp "$top/cli/commands.def" "$copy/cli"
    printf 'MESSAGE(PLANTED, NAAST_INVALID, "planted", "%s", "%s")\n' "$4" "$5" >>"$copy/$3"
    breaks "control: $1" "$2" ./messages "$copy"
}
plant 'a command' 'messages/store.def:[0-9]*:MESSAGE.PLANTED' lib/base/messages/store.def 'nothing is there; run naast init' 'er is niets'
plant 'a command, in Dutch' 'messages/undo.def:[0-9]*:MESSAGE.PLANTED' lib/base/messages/undo.def 'nothing is there' 'er is niets; typ naast log'
plant 'a command in quotes' 'messages/undo.def:[0-9]*:MESSAGE.PLANTED' lib/base/messages/undo.def 'nothing: `naast log`' 'niets'
plant 'an option' 'messages/verify.def:[0-9]*:MESSAGE.PLANTED' lib/base/messages/verify.def 'give another with --db' 'geef een ander'
plant 'an option, in the library of formats' 'entries.def:[0-9]*:MESSAGE.PLANTED' lib/formats/base/messages/entries.def 'leave it out' 'laat --map weg'
no_messages() { rm -rf "${copy:?}"/* && mkdir -p "$copy/lib" "$copy/cli" && cp "$top/cli/commands.def" "$copy/cli" && ./messages "$copy"; }
breaks 'control: messages that cannot be found' 'no messages found' no_messages
finish
