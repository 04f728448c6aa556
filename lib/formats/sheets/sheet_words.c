/* sheet_words.c: the words with which the lines of a sheet begin, and what is found under them. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/sheets/parts.h"
#include "formats/sheets/sheet.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Those of an entry; and those that are not a text of one. */
static const struct {
    const char *name;
    size_t place;
} fields[] = {{"from", offsetof(struct sheet_entry, from)},
              {"person", offsetof(struct sheet_entry, person)},
              {"due", offsetof(struct sheet_entry, due)},
              {"amount", offsetof(struct sheet_entry, amount)},
              {"currency", offsetof(struct sheet_entry, currency)},
              {"url", offsetof(struct sheet_entry, url)},
              {"file", offsetof(struct sheet_entry, file)},
              {"none", offsetof(struct sheet_entry, none)},
              {"amend", offsetof(struct sheet_entry, amend)},
              {"agreed", offsetof(struct sheet_entry, agreed)},
              {"because", offsetof(struct sheet_entry, because)},
              {"as", offsetof(struct sheet_entry, as)},
              {"by", offsetof(struct sheet_entry, by)},
              {"on", offsetof(struct sheet_entry, on)},
              {"how", offsetof(struct sheet_entry, how)}};
static const char *const others[] = {"with", "note", "confirmed", "in-confidence"};

const char **sheet_field(struct sheet_entry *entry, const char *name)
{
    for (size_t k = 0; k < COUNT_OF(fields); k++)
        if (strcmp(fields[k].name, name) == 0)
            return (const char **)(void *)((char *)entry + fields[k].place);
    return NULL;
}

bool sheet_word(const naast_pipeline *pipeline, const char *word)
{
    for (size_t k = 0; k < COUNT_OF(others); k++)
        if (strcmp(others[k], word) == 0)
            return true;
    for (size_t k = 0; k < COUNT_OF(fields); k++)
        if (strcmp(fields[k].name, word) == 0)
            return true;
    return naast_pipeline_kind(pipeline, word) != NULL;
}

const char *sheet_word_meant(const naast_pipeline *pipeline, const char *word, struct arena *arena)
{
    size_t count = 0;
    const char **words = arena_get(arena, (pipeline->kind_count + COUNT_OF(fields) + COUNT_OF(others)) * sizeof *words);
    if (words == NULL)
        return "";
    for (size_t k = 0; k < pipeline->kind_count; k++)
        words[count++] = kind_at(pipeline, k)->code;
    for (size_t k = 0; k < COUNT_OF(fields); k++)
        words[count++] = fields[k].name;
    for (size_t k = 0; k < COUNT_OF(others); k++)
        words[count++] = others[k];
    const char *meant = naast_text_nearest(word, words, count);
    return meant != NULL ? arena_text(arena, meant) : "";
}

bool codes_include(naast_codes codes, const char *code)
{
    for (size_t k = 0; codes != NULL && codes[k] != NULL; k++)
        if (strcmp(codes[k], code) == 0)
            return true;
    return false;
}

const struct sheet_value *sheet_value(const struct sheet *sheet, int entry, const char *name)
{
    for (size_t k = 0; k < sheet->value_count; k++)
        if (sheet->values[k].entry == entry && strcmp(sheet->values[k].name, name) == 0)
            return &sheet->values[k];
    return NULL;
}
