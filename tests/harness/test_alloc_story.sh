#!/usr/bin/env bash
# Every request for memory of the story fails in turn, without crash, leak or half an operation; and what finds that, finds it.
set -u
cd "$(dirname "$0")" || exit 1
. ../tools/tap.sh
: "${OUT:?the build folder: use make harness}"
story=$OUT/tests/harness/alloc_story

holds 'memory that runs out anywhere in the story leaves it before or after, never between' "$story"
breaks 'control: a block that does not come back' 'memory did not come back' "$story" --control leak
breaks 'control: half a step that is kept' 'something of the step was kept' "$story" --control half
breaks 'control: a row changed behind the journal' 'the store does not verify' "$story" --control forge
finish
