/* talk_faults.c: the lines of a sheet in which the library finds something wrong. */
#include <stdbool.h>
#include <string.h>

#include "naast.h"
#include "commands/evidence/problems.h"
#include "commands/evidence/sheet.h"
#include "commands/evidence/talk_spec.h"

/* What a field that is not a text is called on a sheet, where its line is told; NULL: that of the entry is. */
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
    return NULL;
}

/* The line where that was said of an entry, or (-1) at the top; 0: on none of its own. */
static int line_of(const struct sheet *sheet, int entry, const char *name)
{
    for (size_t k = 0; name != NULL && k < sheet->value_count; k++)
        if (sheet->values[k].entry == entry && strcmp(sheet->values[k].name, name) == 0)
            return sheet->values[k].line;
    return 0;
}

static bool is_of_names(naast_conversation_field field)
{
    return field == NAAST_IN_FROM || field == NAAST_IN_PERSON || field == NAAST_IN_AGREED || field == NAAST_IN_BY ||
           field == NAAST_IN_WORDS;
}

void talk_faults(const struct sheet *sheet, const struct talk_spec *talk, const naast_conversation_result *result,
                 struct problems *problems)
{
    for (size_t k = 0; k < result->fault_count; k++) {
        const naast_conversation_fault *fault = &result->faults[k];
        const struct spec_entry *entry = fault->entry >= 0 ? &talk->entries[fault->entry] : NULL;
        int line = line_of(sheet, entry == NULL ? -1 : (int)entry->of, sheet_name(fault->field));
        if (entry != NULL && talk->wrong[entry->of] && !is_of_names(fault->field))
            continue; /* what was left out of it may be all that it lacks */
        if (entry != NULL && fault->field == NAAST_IN_WORDS)
            line = entry->word_lines[fault->place];
        if (entry != NULL && line == 0)
            line = sheet->entries[entry->of].line;
        problem_fault(problems, line, fault);
    }
}
