/* reader.h: rows with named columns, whatever the file is: CSV, JSONL or vCard behind one small set of
 * functions.
 */
#ifndef CLI_FORMATS_READER_H
#define CLI_FORMATS_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "formats/source.h"
#include "words/words.h"

struct cli;
struct import_row;
struct import_source;

struct import_reader;

struct import_format {
    const char *name; /* "csv" */
    /*
     * The names of the columns. JSONL takes those that are wanted; vCard has its own; CSV reads its first line. *out is
     * NULL where there is none. NAAST_BAD_DATA, NAAST_IO, NAAST_NO_MEMORY, told.
     */
    int (*head)(struct import_reader *reader, const char *const *wanted, size_t count, const struct import_row **out);
    /*
     * The next row, which lasts until the one after it; *out is NULL after the last. NAAST_IO, NAAST_NO_MEMORY, or
     * NAAST_BAD_DATA where the rows can no longer be told apart; told.
     */
    int (*next)(struct import_reader *reader, const struct import_row **out);
    /*
     * The row as it was read, with what is wrong and where, so that it can be mended and read again. false: there is no
     * memory to write it with. What the file does not take, its stream remembers.
     */
    bool (*reject)(struct import_reader *reader, FILE *file, bool first, const struct import_row *row,
                   struct import_place place, const char *field, const char *reason);
    void (*close)(struct import_reader *reader);
};

/* What each reader begins with. */
struct import_reader {
    const struct import_format *format;
    struct cli *cli;
    struct import_source *source; /* the reader closes it */
    bool own_fields;              /* its columns are naast's fields, not names of its own */
};

/*
 * The reader of a file: by its name's ending, else by how it begins. delimiter: of CSV; '\0': as the first line shows.
 * *out: release with import_reader_close. NAAST_NOT_FOUND, NAAST_IO, NAAST_NO_MEMORY, told.
 */
int import_reader_open(struct cli *cli, const char *path, enum import_encoding encoding, char delimiter,
                       struct import_reader **out);
void import_reader_close(struct import_reader *reader);

/* The readers. Each takes the source. NAAST_NO_MEMORY, told. */
int import_csv_open(struct import_source *source, char delimiter, struct import_reader **out);
int import_jsonl_open(struct import_source *source, struct import_reader **out);
int import_vcard_open(struct import_source *source, struct import_reader **out);

/* From here on nobody can say where a row ends: NAAST_BAD_DATA, told with the place. */
int import_lost(struct import_source *source, struct import_place place, enum word why);
int import_no_memory(struct cli *cli);

#endif
