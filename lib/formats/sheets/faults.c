/* faults.c: what is wrong with a sheet, and where. */
#include "formats/sheets/faults.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "naast-formats.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/pages/text.h"

void fault_add_all(struct faults *faults, naast_sheet_fault fault)
{
    struct arena *arena = &faults->words->arena;
    for (size_t k = 0; k < faults->count; k++) /* of "decides, signs" there are two items, with one fault */
        if (faults->items[k].line == fault.line && strcmp(faults->items[k].text, fault.text) == 0)
            return;
    naast_sheet_fault *items = arena_room(arena, faults->items, faults->count, sizeof *items, &faults->room);
    if (items == NULL)
        return;
    const char **texts[] = {&fault.code, &fault.suggestion, &fault.name};
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++)
        if (*texts[k] == NULL)
            *texts[k] = "";
    faults->items = items;
    faults->items[faults->count++] = fault;
    faults->wrong += fault.status != NAAST_OK;
}

void fault_add(struct faults *faults, struct sheet_place place, enum fmt_message message, const char *text)
{
    fault_add_all(faults, (naast_sheet_fault){.line = place.line,
                                              .column = place.column,
                                              .status = formats_message_status(message),
                                              .code = formats_message_code(message),
                                              .text = text});
}

void faults_sort(struct faults *faults)
{
    for (size_t k = 1; k < faults->count; k++)
        for (size_t at = k; at > 0 && faults->items[at - 1].line > faults->items[at].line; at--) {
            const naast_sheet_fault later = faults->items[at - 1];
            faults->items[at - 1] = faults->items[at];
            faults->items[at] = later;
        }
}

const naast_sheet_fault *faults_first(const struct faults *faults)
{
    for (size_t k = 0; k < faults->count; k++)
        if (faults->items[k].status != NAAST_OK)
            return &faults->items[k];
    return NULL;
}
