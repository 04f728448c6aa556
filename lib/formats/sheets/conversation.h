/* conversation.h: a sheet as the conversation that it is. */
#ifndef FORMATS_SHEETS_CONVERSATION_H
#define FORMATS_SHEETS_CONVERSATION_H

#include <stdbool.h>
#include <stddef.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/sheets/faults.h"
#include "formats/sheets/sheet.h"

/* An entry of the conversation: that of the sheet, and of each word on it the place where it is. */
struct spec_entry {
    size_t of; /* index */
    const struct sheet_place *words_at;
};

struct conversation {
    naast_conversation_spec spec; /* its entries are in the arena of the faults, as all of it */
    naast_sheet_place *places;
    struct spec_entry *entries;
    size_t count;
    bool *wrong; /* entries of the sheet in which something cannot be read */
};

/* How its values are read. */
struct conversation_terms {
    naast_formats *formats;
    naast_store *store;
    const struct sheet_subject *subject;
    bool no_files;
};

/* Reads days, amounts, values and files; what is wrong with those is a fault, and left out of the conversation. */
void conversation_read(const struct conversation_terms *terms, const struct sheet *sheet, struct faults *faults,
                       struct conversation *out);

/* What libnaast found wrong, at the lines that it came from. */
void store_faults(const struct sheet *sheet, const struct conversation *talk, const naast_conversation_result *result,
                  struct faults *faults);

#endif
