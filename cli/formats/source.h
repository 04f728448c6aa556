/* source.h: the bytes of a file that is imported, as UTF-8, with the place of every character. */
#ifndef CLI_FORMATS_SOURCE_H
#define CLI_FORMATS_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "words/words.h"

struct cli;

/* Both from 1; columns count characters, as editors do. */
struct import_place {
    int64_t line, column;
};

enum import_encoding { ENCODING_UTF_8, ENCODING_WINDOWS_1252, ENCODING_UTF_16_LE, ENCODING_UTF_16_BE };

enum { SOURCE_BYTES = 64 * 1024 };

struct import_source {
    struct cli *cli;
    const char *name; /* the file as messages call it */
    FILE *file;
    int64_t size, read; /* in bytes of the file; size 0: not known */
    enum import_encoding encoding;
    unsigned char bytes[SOURCE_BYTES]; /* UTF-8, if the file is what it is said to be */
    size_t at, filled;
    bool ended;
    unsigned char rest[4]; /* of the file: the beginning of a character */
    size_t rest_count;
};

/* "utf-8" or "windows-1252" (also "cp1252", "latin1"), in any case. NAAST_INVALID, told. */
int import_encoding_read(struct cli *cli, const char *typed, enum import_encoding *out);

/*
 * Opens a file ("-": standard input) and reads its beginning. A byte order mark is skipped, and one of UTF-16 decides.
 * *out: release with import_source_close. NAAST_NOT_FOUND, NAAST_IO, told.
 */
int import_source_open(struct cli *cli, const char *path, enum import_encoding encoding, struct import_source **out);
void import_source_close(struct import_source *source);
/* Reads on where all was taken. NAAST_IO, told. */
int import_source_fill(struct import_source *source);
/* Whether what is read is the file at path. */
bool import_source_is(const struct import_source *source, const char *path);

/* --- places --- */

/* What may follow of a character of more bytes than one. */
struct utf8 {
    unsigned wanted;           /* bytes still to come */
    unsigned char least, most; /* that the next of them may be */
};

struct import_cursor {
    struct import_place next, character; /* places of the next character, and of the one that is read */
    bool after_return;
    struct utf8 utf8;
    enum word fault; /* the first that makes what was read since it was cleared unfit to be text; W_NONE: nothing */
    struct import_place fault_place;
};
void import_cursor_begin(struct import_cursor *cursor);
/* Keeps account of one byte; true where a line ends. */
bool import_cursor_pass(struct import_cursor *cursor, unsigned char byte);
/* At the end of the file: a character that was begun. */
void import_cursor_end(struct import_cursor *cursor);

#endif
