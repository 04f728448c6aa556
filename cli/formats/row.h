/* row.h: one row of a file: texts in the order of its columns, each with its place; and how readers make one. */
#ifndef CLI_FORMATS_ROW_H
#define CLI_FORMATS_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/source.h"
#include "words/words.h"

struct import_field {
    size_t at, length; /* among the row's bytes; a NUL follows */
    struct import_place place;
};

struct import_row {
    const char *bytes;
    const struct import_field *fields;
    size_t count;
    struct import_place place; /* where it begins */
    enum word fault;           /* what makes it unfit to be read; W_NONE: nothing */
    const char *reason;        /* the fault in words, where it takes more than a word; NULL: it does not */
    struct import_place fault_place;
    const char *raw; /* as it stands in the file, where fields do not say it all; NULL: they do */
};

static inline const char *import_text(const struct import_row *row, size_t field)
{
    return row->bytes + row->fields[field].at;
}

/* A row in the making. Its memory grows and is used again for the next row. */
struct row_maker {
    struct import_row row;
    struct import_field *fields;
    size_t field_room;
    char *bytes;
    size_t used, room;
};
void row_maker_begin(struct row_maker *maker);
/* false: there is no memory. */
bool row_maker_add(struct row_maker *maker, const char *text, size_t length, struct import_place place);
const struct import_row *row_maker_end(struct row_maker *maker);
void row_maker_free(struct row_maker *maker);

/* Room for `wanted` things of `size` bytes, at least twice as much as there was; false: there is no memory. */
bool make_room(void **list, size_t *room, size_t wanted, size_t size);

#endif
