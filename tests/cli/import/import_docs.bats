#!/usr/bin/env bats
# import_docs.bats: what docs/import.md shows is what happens, what it lists is what there is, and the screens are as they were looked at.

load ../lib/transcript

prepare() {
    naast init >/dev/null 2>&1
    DATA=$BATS_TEST_DIRNAME/files
    cp "$DATA/pipedrive-deals.csv" deals.csv
}

@test "the example of docs/import.md is what naast says" {
    blocks docs/import.md console >wanted
    [ "$(wc -l <wanted)" -gt 8 ]
    sed -i 's/^\(\$ naast import deals deals.csv --preset pipedrive\)$/\1 2>\/dev\/null/' wanted
    replay <wanted >got
    diff -u wanted got
}

@test "an example with one wrong number is found out" {
    blocks docs/import.md console | sed 's/^known already  3/known already  4/' >wanted
    replay <wanted >got
    run diff wanted got
    [ "$status" -eq 1 ]
}

# fields KIND ROW: what the page lists for the row is what the command takes.
same_fields() {
    local documented
    documented=$(sed -n "s/^| $2 | \(.*\) |\$/\1/p" "$NAAST_SOURCE/docs/import.md" | head -n 1 | grep -o '`[a-z_]*`' | tr -d '`' | paste -sd ' ')
    equal "Fields: $documented." "$(COLUMNS=500 naast help import "$1" | grep -o '^Fields: [a-z_ ]*\.')"
}

@test "the fields that the page lists are those that there are" {
    same_fields deals deals
    same_fields orgs organisations
    same_fields people people
}

@test "the columns that the page lists for a preset are those that it looks for" {
    local preset
    printf 'x\n' >none.csv
    for preset in pipedrive hubspot salesforce; do
        expect 2 naast import deals none.csv --preset $preset
        sed 's/.*Looked for: //; s/\. It has .*//' <<<"$err" | head -n 1 | grep -o '"[^"]*"' | tr -d '"' >looked
        [ -s looked ]
        sed -n "/^### $preset\$/,/^Times\|^Salesforce/p" "$NAAST_SOURCE/docs/import.md" | grep '^| `' >table
        while IFS= read -r column; do
            grep -qF -- "$column" table || { echo "not in the table of $preset: $column" >&2; return 1; }
        done <looked
    done
}

@test "a dry run at 80 and at 200 columns, in both languages" {
    local width language
    for width in 80 200; do
        for language in en nl; do
            COLUMNS=$width naast import deals deals.csv --preset pipedrive --dry-run --lang $language >got 2>/dev/null
            diff -u "$BATS_TEST_DIRNAME/../golden/import.$width.$language.txt" got
            within $width "$(cat got)"
        done
    done
}
