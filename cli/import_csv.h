/* import_csv.h: a CSV file read row by row, with the place of every field in it. */
#ifndef CLI_IMPORT_CSV_H
#define CLI_IMPORT_CSV_H

#include "cli.h"

/* Both from 1; columns count characters, as editors do. */
struct csv_place {
    int64_t line, column;
};

struct csv_field {
    size_t at, length; /* among the row's bytes; a NUL follows */
    struct csv_place place;
};

struct csv_row {
    const char *bytes;
    const struct csv_field *fields;
    size_t count;
    struct csv_place place;       /* where it begins */
    enum word fault;              /* what makes it unfit to be text; W_NONE: nothing */
    struct csv_place fault_place; /* of the first such byte */
};

struct import_csv;

/*
 * Opens a file ("-": standard input). A byte order mark is skipped; lines end in LF, CR LF or CR; lines with nothing in
 * them are no rows. *out: release with import_csv_close. NAAST_NOT_FOUND, NAAST_IO or NAAST_NO_MEMORY, told.
 */
int import_csv_open(struct cli *cli, const char *path, char delimiter, struct import_csv **out);
void import_csv_close(struct import_csv *csv);

/* The file as messages call it. */
const char *import_csv_name(const struct import_csv *csv);
/* Its size in bytes (0: not known), and how many of them were read. */
int64_t import_csv_size(const struct import_csv *csv);
int64_t import_csv_read(const struct import_csv *csv);
/* Whether what is read is the file at path. */
bool import_csv_is(const struct import_csv *csv, const char *path);

/*
 * The next row, which lasts until the one after it; *out is NULL after the last. NAAST_IO, NAAST_NO_MEMORY, or
 * NAAST_BAD_DATA where the rows can no longer be told apart: a quote that is not closed, a row of more than a mebibyte.
 */
int import_csv_next(struct import_csv *csv, const struct csv_row **out);

const char *csv_text(const struct csv_row *row, size_t field);

#endif
