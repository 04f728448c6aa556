#!/usr/bin/env bash
# What is listed is listed once: commands, titles, topics, symbols. Each list is tried with a planted duplicate.
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
top=$(cd ../.. && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

holds 'commands, titles, topics and symbols are there once' ./unique "$top"
titles_of_help() { "${OUT:?}/naast" help --lang en | sed -n 's/^  \([a-z]\+\( [a-z]\+\)\?\)  .*/\1/p'; }
help_says_each_once() { [ "$(titles_of_help | wc -l)" -gt 50 ] && [ -z "$(titles_of_help | sort | uniq -d)" ]; }
holds 'help lists every command once' help_says_each_once

# plant NAME PATTERN FILE EXPRESSION: a copy of the lists, changed by sed, is found out.
plant() {
    rm -rf "${copy:?}"/*
    mkdir "$copy/lib"
    cp -R "$top/cli" "$copy"
    cp "$top/lib/naast.map" "$copy/lib"
    sed -i "$4" "$copy/$3"
    breaks "control: $1" "$2" ./unique "$copy"
}
plant 'a command that is listed twice' 'a command twice: merge' cli/commands.def '$aCOMMAND(merge)'
plant 'two commands of one title' 'a title twice: deal add' cli/commands/people/org.c 's/\.name = "org"/.name = "deal"/'
plant 'a topic that is there twice' 'help about twice: abc' cli/args/help.c 's/{"abc", /{"abc", print_exit_codes}, &/'
plant 'a topic that is called as a command is' 'help about twice: verify' cli/args/help.c 's/{"abc", /{"verify", /'
plant 'a symbol that is in the map twice' 'a symbol of the map twice: naast_free' lib/naast.map 's/^\( *\)naast_free;/&\n&/'
plant 'a list that cannot be found' 'a symbol of the map: none found' lib/naast.map d
finish
