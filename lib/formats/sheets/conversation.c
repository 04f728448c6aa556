/* conversation.c: from what was typed on a sheet to a conversation. */
#include "formats/sheets/conversation.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/pages/text.h"
#include "formats/sheets/faults.h"
#include "formats/sheets/sheet.h"
#include "formats/sheets/values.h"

struct reading {
    struct arena *arena;
    const struct conversation_terms *terms;
    const struct sheet *sheet;
    struct faults *faults;
    struct conversation *out;
    naast_conversation_entry *entries;
    size_t room, place_room, entry_room;
    int32_t *place; /* of each entry of the sheet: where its first is in the conversation, from 1; 0: nowhere */
};

static const char *blank_is_null(const char *text) { return text == NULL || *text == '\0' ? NULL : text; }

/* Where something was said about an entry; the entry itself where it was not. */
static struct sheet_place place_in(const struct reading *reading, size_t entry, const char *name)
{
    const struct sheet_value *value = sheet_value(reading->sheet, (int)entry, name);
    return value != NULL ? value->place : reading->sheet->entries[entry].place;
}

/* The values of an entry, read; found at the place of `name`. */
static struct value_reading value_of(struct reading *reading, size_t entry, const char *name,
                                     naast_conversation_field field)
{
    return (struct value_reading){reading->faults, place_in(reading, entry, name), field};
}

static naast_date read_day(struct reading *reading, size_t entry, const char *name, const char *typed,
                           naast_conversation_field field)
{
    const struct value_reading value = value_of(reading, entry, name, field);
    naast_date date = 0;
    reading->out->wrong[entry] |= !value_date(&value, reading->terms->store, name, typed, &date);
    return date;
}

static naast_money read_amount(struct reading *reading, size_t entry)
{
    const struct sheet_entry *said = &reading->sheet->entries[entry];
    const struct value_reading value =
        value_of(reading, entry, said->amount != NULL ? "amount" : "currency", NAAST_IN_AMOUNT);
    naast_money money = {0, ""};
    reading->out->wrong[entry] |=
        !value_money(&value, said->amount, said->currency, reading->terms->subject->deal->amount.currency, &money);
    return money;
}

static void read_file(struct reading *reading, size_t entry, const char **name, const unsigned char **sha256)
{
    const char *typed = reading->sheet->entries[entry].file;
    const struct value_reading value = value_of(reading, entry, "file", NAAST_IN_FILE);
    if (typed == NULL)
        return;
    if (reading->terms->no_files) {
        FAULT(reading->faults, value.place, FMT_SHEET_NO_FILES, "file");
        reading->out->wrong[entry] = true;
        return;
    }
    reading->out->wrong[entry] |= !value_file(&value, reading->terms->formats, typed, name, sha256);
}

/* A name, or us: *party. */
static const char *read_name(const char *typed, naast_party *party)
{
    if (typed == NULL || !value_means_us(typed))
        return typed;
    *party = (naast_party){.side = NAAST_SIDE_US};
    return NULL;
}

/* Every `confirmed:`, each with one name or more. */
static void read_words(struct reading *reading, const struct sheet_entry *said, naast_conversation_entry *entry,
                       const struct sheet_place **at)
{
    naast_conversation_word *words = NULL;
    struct sheet_place *places = NULL;
    size_t room = 0, place_room = 0;
    for (size_t k = 0; k < said->confirmed_count; k++) {
        char *names = arena_text(reading->arena, said->confirmed[k]), *name;
        while ((name = name_next(&names)) != NULL) {
            words = arena_room(reading->arena, words, entry->word_count, sizeof *words, &room);
            places = arena_room(reading->arena, places, entry->word_count, sizeof *places, &place_room);
            if (words == NULL || places == NULL) {
                entry->word_count = 0;
                return;
            }
            words[entry->word_count] = (naast_conversation_word){.by = {NAAST_SIDE_NONE, 0}};
            words[entry->word_count].name = read_name(name, &words[entry->word_count].by);
            places[entry->word_count++] = said->confirmed_at[k];
        }
    }
    entry->words = words;
    *at = places;
}

static void add_entry(struct reading *reading, size_t index, const naast_conversation_entry *entry,
                      const struct sheet_place *words_at)
{
    struct conversation *out = reading->out;
    const struct sheet_entry *said = &reading->sheet->entries[index];
    reading->entries =
        arena_room(reading->arena, reading->entries, out->count, sizeof *reading->entries, &reading->room);
    out->entries = arena_room(reading->arena, out->entries, out->count, sizeof *out->entries, &reading->entry_room);
    out->places = arena_room(reading->arena, out->places, out->count, sizeof *out->places, &reading->place_room);
    if (arena_status(reading->arena) != NAAST_OK)
        return;
    reading->entries[out->count] = *entry;
    out->entries[out->count] = (struct spec_entry){index, words_at};
    out->places[out->count++] = (naast_sheet_place){
        .line = said->place.line, .column = said->place.column, .repeats = sheet_amends(said) && entry->amend == NULL};
    if (reading->place[index] == 0)
        reading->place[index] = (int32_t)out->count;
}

/* One item, or one for each value. */
static void add_new(struct reading *reading, size_t index, naast_conversation_entry *entry,
                    const struct sheet_place *words_at)
{
    const struct sheet_entry *said = &reading->sheet->entries[index];
    const naast_kind *kind = naast_pipeline_kind(reading->terms->subject->pipeline, said->kind);
    const struct value_reading value_read = value_of(reading, index, "", NAAST_IN_VALUE);
    const char *text = said->text, *values = NULL, *value;
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    if (said->none == NULL)
        value_split(reading->arena, kind, &text, &values);
    reading->out->wrong[index] |= !value_check(&value_read, kind, values);
    spec.kind = said->kind;
    spec.text = blank_is_null(said->none) != NULL ? said->none : text;
    spec.none = said->none != NULL;
    spec.url = said->url;
    spec.in_confidence = said->in_confidence;
    spec.due = read_day(reading, index, "due", said->due, NAAST_IN_DUE);
    spec.amount = read_amount(reading, index);
    read_file(reading, index, &spec.file_name, &spec.file_sha256);
    entry->from = read_name(said->from, &spec.from);
    entry->about = said->about >= 0 ? reading->place[said->about] : 0;
    char *left = values != NULL ? arena_text(reading->arena, values) : NULL;
    value = name_next(&left);
    do {
        naast_item_spec *one = arena_get(reading->arena, sizeof *one);
        if (one == NULL)
            return;
        *one = spec;
        one->value = value;
        entry->record = one;
        add_entry(reading, index, entry, words_at);
    } while ((value = name_next(&left)) != NULL);
}

static const naast_amend_spec *read_amendment(struct reading *reading, size_t index, naast_conversation_entry *entry)
{
    const struct sheet_entry *said = &reading->sheet->entries[index];
    naast_amend_spec *spec = arena_get(reading->arena, sizeof *spec);
    if (spec == NULL)
        return NULL;
    *spec = (naast_amend_spec)NAAST_AMEND_SPEC_INIT;
    spec->text = said->amend;
    spec->because = said->because;
    spec->url = said->url;
    spec->due = read_day(reading, index, "due", said->due, NAAST_IN_DUE);
    spec->amount = read_amount(reading, index);
    entry->from = read_name(said->from, &spec->from);
    entry->agreed = read_name(said->agreed, &spec->agreed);
    return spec;
}

static const naast_settle_spec *read_settlement(struct reading *reading, size_t index, naast_conversation_entry *entry)
{
    const struct sheet_entry *said = &reading->sheet->entries[index];
    naast_settle_spec *spec = arena_get(reading->arena, sizeof *spec);
    if (spec == NULL)
        return NULL;
    *spec = (naast_settle_spec)NAAST_SETTLE_SPEC_INIT;
    spec->state = said->as;
    spec->because = said->because;
    entry->by = read_name(said->by, &spec->by);
    if (said->type == SHEET_EXISTING)
        read_file(reading, index, &spec->file_name, &spec->file_sha256);
    return spec;
}

static bool same_text(const char *a, const char *b) { return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0; }

/* A sheet asks of one item as often as there are checks that it answers; the same answer is one amendment. */
static bool is_amended_so(const struct sheet *sheet, size_t index)
{
    const struct sheet_entry *one = &sheet->entries[index];
    bool found = false;
    for (size_t k = 0; !found && k < index; k++) {
        const struct sheet_entry *before = &sheet->entries[k];
        found = before->type == SHEET_EXISTING && !before->silent && before->item == one->item &&
                same_text(before->amend, one->amend) && same_text(before->agreed, one->agreed) &&
                same_text(before->because, one->because) && same_text(before->from, one->from) &&
                same_text(before->due, one->due) && same_text(before->amount, one->amount) &&
                same_text(before->currency, one->currency) && same_text(before->person, one->person) &&
                same_text(before->url, one->url);
    }
    return found;
}

static void read_entry(struct reading *reading, size_t index)
{
    const struct sheet_entry *said = &reading->sheet->entries[index];
    naast_conversation_entry entry = {0};
    const struct sheet_place *words_at = NULL;
    entry.how = said->how;
    entry.on = read_day(reading, index, "on", said->on, NAAST_IN_ON);
    entry.person = said->person;
    read_words(reading, said, &entry, &words_at);
    if (said->as != NULL)
        entry.settle = read_settlement(reading, index, &entry);
    if (said->type == SHEET_NEW) {
        add_new(reading, index, &entry, words_at);
        return;
    }
    entry.item = said->item;
    if (sheet_amends(said) && !is_amended_so(reading->sheet, index))
        entry.amend = read_amendment(reading, index, &entry);
    add_entry(reading, index, &entry, words_at);
}

static void read_head(struct reading *reading)
{
    const struct sheet *sheet = reading->sheet;
    naast_conversation_spec *spec = &reading->out->spec;
    naast_participant *with = NULL;
    size_t room = 0;
    char *names = sheet->with == NULL ? NULL : arena_text(reading->arena, sheet->with), *name;
    while ((name = name_next(&names)) != NULL) {
        with = arena_room(reading->arena, with, spec->with_count, sizeof *with, &room);
        if (with == NULL)
            return;
        with[spec->with_count++] = (naast_participant){.name = name};
    }
    spec->with = with;
    spec->how = blank_is_null(sheet->how);
    spec->note = blank_is_null(sheet->note);
    const struct sheet_value *on = sheet_value(sheet, -1, "on");
    const struct value_reading value = {reading->faults, on != NULL ? on->place : (struct sheet_place){0, 0},
                                        NAAST_IN_ON};
    value_date(&value, reading->terms->store, "on", blank_is_null(sheet->on), &spec->on);
}

void conversation_read(const struct conversation_terms *terms, const struct sheet *sheet, struct faults *faults,
                       struct conversation *out)
{
    struct arena *arena = &faults->words->arena;
    struct reading reading = {.arena = arena, .terms = terms, .sheet = sheet, .faults = faults, .out = out};
    *out = (struct conversation){.spec = NAAST_CONVERSATION_SPEC_INIT};
    out->wrong = arena_get(arena, (sheet->count + 1) * sizeof *out->wrong);
    reading.place = arena_get(arena, (sheet->count + 1) * sizeof *reading.place);
    if (out->wrong == NULL || reading.place == NULL)
        return;
    read_head(&reading);
    for (size_t k = 0; k < sheet->count && arena_status(arena) == NAAST_OK; k++)
        if (!sheet->entries[k].silent)
            read_entry(&reading, k);
    out->spec.entries = reading.entries;
    out->spec.entry_count = out->count;
    out->spec.add_people = 1;
    out->spec.dry_run = faults->wrong > 0;
}
