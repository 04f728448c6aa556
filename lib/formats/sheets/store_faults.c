/* store_faults.c: the lines of a sheet in which libnaast finds something wrong. */
#include <stdbool.h>
#include <stddef.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/sheets/conversation.h"
#include "formats/sheets/faults.h"
#include "formats/sheets/sheet.h"

/* What a field that is not a text is called on a sheet, where its line is shown; "": that of the entry is. */
static const char *sheet_name(naast_conversation_field field)
{
    static const struct {
        naast_conversation_field field;
        const char *name;
    } names[] = {{NAAST_IN_FROM, "from"},     {NAAST_IN_PERSON, "person"}, {NAAST_IN_DUE, "due"},
                 {NAAST_IN_AMOUNT, "amount"}, {NAAST_IN_ON, "on"},         {NAAST_IN_AGREED, "agreed"},
                 {NAAST_IN_STATE, "as"},      {NAAST_IN_BY, "by"},         {NAAST_IN_WITH, "with"}};
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
        if (names[k].field == field)
            return names[k].name;
    return "";
}

static bool is_of_names(naast_conversation_field field)
{
    return field == NAAST_IN_FROM || field == NAAST_IN_PERSON || field == NAAST_IN_AGREED || field == NAAST_IN_BY ||
           field == NAAST_IN_WORDS;
}

/* Where it was said; of an entry, at least where that is. */
static struct sheet_place place_of(const struct sheet *sheet, const struct spec_entry *entry,
                                   const naast_conversation_fault *fault)
{
    const struct sheet_value *value = sheet_value(sheet, entry == NULL ? -1 : (int)entry->of, sheet_name(fault->field));
    if (entry != NULL && fault->field == NAAST_IN_WORDS)
        return entry->words_at[fault->place];
    if (value != NULL)
        return value->place;
    return entry != NULL ? sheet->entries[entry->of].place : (struct sheet_place){0, 0};
}

void store_faults(const struct sheet *sheet, const struct conversation *talk, const naast_conversation_result *result,
                  struct faults *faults)
{
    struct arena *arena = &faults->words->arena;
    for (size_t k = 0; k < result->fault_count; k++) {
        const naast_conversation_fault *fault =
            NAAST_AT(naast_conversation_fault, result->faults, result->fault_size, k);
        const struct spec_entry *entry =
            fault->entry >= 0 && (size_t)fault->entry < talk->count ? &talk->entries[fault->entry] : NULL;
        if (entry != NULL && talk->wrong[entry->of] && !is_of_names(fault->field))
            continue; /* what was left out of it may be all that it lacks */
        const struct sheet_place place = place_of(sheet, entry, fault);
        fault_add_all(faults, (naast_sheet_fault){.line = place.line,
                                                  .column = place.column,
                                                  .status = fault->status,
                                                  .recorded = 1,
                                                  .field = fault->field,
                                                  .code = arena_text(arena, fault->code),
                                                  .text = arena_text(arena, fault->text),
                                                  .name = arena_text(arena, fault->name)});
    }
}
