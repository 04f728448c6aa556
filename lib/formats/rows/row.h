/* row.h: one row of a file: texts in the order of its columns, each with its place; and how readers make one. */
#ifndef FORMATS_ROWS_ROW_H
#define FORMATS_ROWS_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "naast-formats.h"
#include "formats/base/formats.h"
#include "formats/rows/source.h"

static inline const char *row_text(const naast_row *row, size_t i) { return row->texts[i].text; }

/* A row in the making. Its memory grows and is used again for the next row. */
struct row_maker {
    const naast_allocator *allocator;
    naast_row row;          /* whole once row_maker_end was called; its fault is the reader's to say */
    enum fmt_message fault; /* what makes it unfit to be read; FMT_NONE: nothing */
    const char *reason;     /* a part of the fault's sentence; NULL: it needs none */
    struct place fault_place;
    const char *raw; /* as it is in the file, where texts do not say it all; NULL: they do */
    naast_row_text *texts;
    size_t text_room;
    char *bytes;
    size_t used, room;
};
void row_maker_begin(struct row_maker *maker, struct place place);
/* false: there is no memory. */
bool row_maker_add(struct row_maker *maker, const char *text, size_t length, struct place place);
/* The texts get their addresses: from here on the row can be read, and texts may be made shorter. */
void row_maker_end(struct row_maker *maker);
void row_maker_free(struct row_maker *maker);
/* Only the first fault of a row counts. */
void row_maker_fault(struct row_maker *maker, enum fmt_message fault, const char *reason, struct place place);

/* Room for `wanted` things of `size` bytes, at least twice as much as there was; false: there is no memory. */
bool make_room(const naast_allocator *allocator, void **list, size_t *room, size_t wanted, size_t size);

#endif
