/* byte_reader.h: the bytes of a naast_input: line by line, or all of them. */
#ifndef FORMATS_BASE_BYTE_READER_H
#define FORMATS_BASE_BYTE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "naast-formats.h"

#include "formats/base/formats.h"

enum { BYTE_READER_BYTES = 64 * 1024 };

struct byte_reader {
    naast_formats *formats;
    naast_input input;
    const char *name;   /* the file as messages call it; the reader's own copy */
    int64_t size, done; /* in bytes; size 0: not known */
    int64_t line;       /* the number of the line that was read last */
    int file;           /* -1: the caller's `read` gives the bytes */
    bool ended;
    size_t at, filled;
    char *text; /* the line, or all of it, without a newline at its end; a NUL follows */
    size_t length, room;
    unsigned char bytes[BYTE_READER_BYTES];
};

/* Opens it. *out: release with byte_reader_close. What is wrong is kept as the fault: NAAST_INVALID (no input),
 * NAAST_NOT_FOUND, NAAST_IO, NAAST_NO_MEMORY. */
int byte_reader_open(naast_formats *formats, const naast_input *input, struct byte_reader **out);
void byte_reader_close(struct byte_reader *reader);

/* The next line that has something in it but white space: text and length; *there is false after the last. `largest`:
 * that a line may have; more is NAAST_BAD_DATA with `too_large`. */
int byte_reader_line(struct byte_reader *reader, size_t largest, enum fmt_message too_large, bool *there);

/* All that is left, likewise. */
int byte_reader_all(struct byte_reader *reader, size_t largest, enum fmt_message too_large);

#endif
