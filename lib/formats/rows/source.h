/* source.h: the bytes of a file that is imported, as UTF-8, with the place of every character. */
#ifndef FORMATS_ROWS_SOURCE_H
#define FORMATS_ROWS_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "naast-formats.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/rows/encoding.h"
#include "formats/rows/input.h"

/* Both from 1; columns count characters, as editors do. */
struct place {
    int64_t line, column;
};

enum { SOURCE_BYTES = 64 * 1024 };

struct source {
    naast_formats *formats;
    struct input input;
    int64_t total, read; /* in bytes of the file; total 0: not known */
    naast_progress *progress;
    void *progress_context;
    enum encoding encoding;
    unsigned char bytes[SOURCE_BYTES]; /* UTF-8, if the file is what it is said to be */
    size_t at, filled;
    bool ended;            /* all was taken, and there is no more */
    bool input_ended;      /* there is nothing to read any more */
    unsigned char rest[4]; /* of the file: the beginning of a character */
    size_t rest_count;
};

/*
 * Opens the spec's input and reads its beginning. A byte order mark is skipped, and one of UTF-16 decides. The arena
 * has its name. *out: release with source_free. NAAST_INVALID, NAAST_NOT_FOUND, NAAST_IO, NAAST_STOPPED,
 * NAAST_NO_MEMORY.
 */
int source_open(naast_formats *formats, struct arena *arena, const naast_reader_spec *spec, struct source **out);
void source_free(struct source *source);
/* Reads on where all was taken. NAAST_IO, NAAST_STOPPED. */
int source_fill(struct source *source);

/* From here on nobody can say where a row ends: keeps that with the place, returns NAAST_BAD_DATA. */
int source_lost(const struct source *source, struct place place, enum fmt_message why);

/* --- places --- */

/* What may follow of a character of more bytes than one. */
struct utf8 {
    unsigned wanted;           /* bytes still to come */
    unsigned char least, most; /* that the next of them may be */
};

struct cursor {
    struct place next, character; /* places of the next character, and of the one that is read */
    bool after_return;
    struct utf8 utf8;
    enum fmt_message fault; /* the first that makes what was read since it was cleared unfit to be text; FMT_NONE */
    struct place fault_place;
};
void cursor_begin(struct cursor *cursor);
/* Keeps account of one byte; true where a line ends. */
bool cursor_pass(struct cursor *cursor, unsigned char byte);
/* At the end of the file: a character that was begun. */
void cursor_end(struct cursor *cursor);

#endif
