/* lines.h: a file line by line. */
#ifndef CLI_FORMATS_LINES_H
#define CLI_FORMATS_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/source.h"
#include "words/words.h"

struct import_source;

struct import_line {
    const char *text; /* without its end; a NUL follows */
    size_t length;
    struct import_place place;
    enum word fault; /* W_NONE: it is text */
    struct import_place fault_place;
};

struct import_lines {
    struct import_source *source;
    size_t largest; /* that a line may be */
    struct import_cursor cursor;
    char *text;
    size_t used, room;
    bool ended;
};

void import_lines_begin(struct import_lines *lines, struct import_source *source, size_t largest);
/* The next line, which lasts until the one after it; false in *more after the last. NAAST_IO, NAAST_NO_MEMORY, or
 * NAAST_BAD_DATA for a line that is too large, told. */
int import_lines_next(struct import_lines *lines, struct import_line *out, bool *more);
void import_lines_end(struct import_lines *lines);

#endif
