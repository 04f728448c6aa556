/* faults.h: what is wrong with a sheet, and where: gathered, so that one look at the sheet mends it all. */
#ifndef FORMATS_SHEETS_FAULTS_H
#define FORMATS_SHEETS_FAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/formats.h"
#include "formats/pages/text.h"

struct sheet_place {
    int64_t line, column; /* from 1, in characters; 0: the sheet as a whole */
};

struct faults {
    struct wording *words; /* their sentences are in its arena */
    naast_sheet_fault *items;
    size_t count, room;
    size_t wrong; /* of those, with which something is wrong */
};

/* One more; text: in full. A second one with the same sentence on the same line adds nothing. */
void fault_add(struct faults *faults, struct sheet_place place, enum fmt_message message, const char *text);

/* The same, with its sentence filled in: FAULT(faults, place, FMT_X, a, b, "") */
#define FAULT(faults, place, message, ...)                                                                             \
    fault_add((faults), (place), (message), TEXT((faults)->words, (message), __VA_ARGS__))

/* The same, of a field, or with what was probably meant. */
void fault_add_all(struct faults *faults, naast_sheet_fault fault);

/* By line, and of one line in the order in which they were found. */
void faults_sort(struct faults *faults);

/* The first thing that is wrong; NULL: nothing is. */
const naast_sheet_fault *faults_first(const struct faults *faults);

#endif
