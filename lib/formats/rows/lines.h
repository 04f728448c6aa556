/* lines.h: a file line by line. */
#ifndef FORMATS_ROWS_LINES_H
#define FORMATS_ROWS_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/base/formats.h"
#include "formats/rows/source.h"

struct line {
    const char *text; /* without its end; a NUL follows */
    size_t length;
    struct place place;
    enum fmt_message fault; /* FMT_NONE: it is text */
    struct place fault_place;
};

struct lines {
    struct source *source;
    size_t largest; /* that a line may be */
    struct cursor cursor;
    char *text;
    size_t used, room;
    bool ended;
};

void lines_begin(struct lines *lines, struct source *source, size_t largest);
/* The next line, which lasts until the one after it; false in *more after the last. NAAST_IO, NAAST_NO_MEMORY, or
 * NAAST_BAD_DATA for a line that is too large. */
int lines_next(struct lines *lines, struct line *out, bool *more);
void lines_end(struct lines *lines);

#endif
