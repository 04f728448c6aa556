/* entry_read.h: the lines of an export of a store, read back into typed entries. */
#ifndef CLI_FORMATS_ENTRY_READ_H
#define CLI_FORMATS_ENTRY_READ_H

#include <stdint.h>

#include "naast-exchange.h"

struct cli;

enum export_line { EXPORT_STORE, EXPORT_ENTRY, EXPORT_END };

/* The first line, and what the last one says again. */
struct export_store {
    char uuid[37];
    int32_t version;
};

struct export_end {
    struct export_store store;
    int64_t entries;
    char head[NAAST_HEAD_SIZE];
};

struct entry_reader;

/* *out: release with entry_reader_free. NAAST_NOT_FOUND or NAAST_IO, told. path "-": standard input. */
int entry_reader_open(struct cli *cli, const char *path, struct entry_reader **out);
void entry_reader_free(struct entry_reader *reader);

/*
 * The next line, which must be of that kind; for an entry, EXPORT_END may come instead: then *kind says so. What was
 * read lasts until the next. NAAST_BAD_DATA, told with the line and the reason, for anything else, the end of the file
 * included.
 */
int entry_reader_store(struct entry_reader *reader, struct export_store *out);
int entry_reader_next(struct entry_reader *reader, enum export_line *kind, const naast_entry **entry,
                      struct export_end *end);
/* After the last line there is nothing but white space. */
int entry_reader_finish(struct entry_reader *reader);

/* The bar that is taken away before anything is told. */
struct progress;
void entry_reader_progress(struct entry_reader *reader, struct progress *progress);

/* For messages and the progress bar. */
const char *entry_reader_name(const struct entry_reader *reader);
int64_t entry_reader_line(const struct entry_reader *reader);
int64_t entry_reader_size(const struct entry_reader *reader); /* 0: not known */
int64_t entry_reader_done(const struct entry_reader *reader);

#endif
