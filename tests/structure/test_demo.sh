#!/usr/bin/env bash
# What `make demo` shows is what happens: each command of the story ends as the story says.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/tools/tap.sh

holds 'the demo runs to its end' docs/demo.sh
story=$(docs/demo.sh 2>&1)
says() { grep -qF "$1" <<<"$story"; }
holds 'a deal is told "not yet"' says 'Not yet.'
holds 'and then moved' says 'Getting to know → Match'
idle=$(mktemp -d)
trap 'rm -rf "$idle"' EXIT
ln -s /bin/true "$idle/naast"
breaks 'control: a command line that does nothing is noticed' 'should have given exit' env NAAST="$idle/naast" docs/demo.sh
finish
