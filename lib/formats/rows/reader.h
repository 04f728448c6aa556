/* reader.h: rows with named columns, whatever the file is: CSV, JSON lines or vCards behind one small set of functions.
 */
#ifndef FORMATS_ROWS_READER_H
#define FORMATS_ROWS_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "naast-formats.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/rows/row.h"
#include "formats/rows/source.h"

struct output;

struct row_format {
    /*
     * The names of the columns, in reader->head. JSON lines take those that are wanted; vCards have their own; CSV
     * reads its first line. *there: false where there is none. NAAST_BAD_DATA, NAAST_IO, NAAST_STOPPED,
     * NAAST_NO_MEMORY.
     */
    int (*head)(struct naast_reader *reader, const char *const *wanted, size_t count, bool *there);
    /*
     * The next row, in reader->maker; *more: false after the last. NAAST_IO, NAAST_STOPPED, NAAST_NO_MEMORY, or
     * NAAST_BAD_DATA where rows can no longer be separated.
     */
    int (*next)(struct naast_reader *reader, bool *more);
    /* The row in reader->maker as it was read, with what is wrong and where. false: there is no memory to write it
     * with. What could not be written, the output remembers. */
    bool (*reject)(struct naast_reader *reader, struct output *out, const naast_reject_spec *reject);
    void (*close)(struct naast_reader *reader); /* what the format has of its own */
};

/* Whose fault is kept, it needs no memory. */
struct kept_fault {
    naast_fault fault;
    char text[FAULT_TEXT_BYTES];
};

/* What each reader begins with. */
struct naast_reader {
    const struct row_format *format;
    naast_formats *formats;
    struct source *source;
    struct arena arena;
    naast_reader_info info;
    const char *const *wanted; /* columns, as the spec has them */
    size_t wanted_count;
    struct row_maker head, maker;
    bool has_head, begun, rejected, failed, has_row;
    struct kept_fault fault; /* of the row */
};

/* The columns; of JSON lines those that are wanted, if no row was read yet. *out: NULL where there are none, as the
 * file is empty. As naast_reader_columns. */
int reader_head(naast_reader *reader, const char *const *wanted, size_t count, const naast_row **out);

/* The readers, zeroed, with what is their own; reader_begin does the rest. NULL: there is no memory. */
naast_reader *csv_reader_new(const naast_allocator *allocator, const struct source *source, unsigned char delimiter);
naast_reader *jsonl_reader_new(const naast_allocator *allocator);
naast_reader *vcard_reader_new(const naast_allocator *allocator);

/* Where rejects are written. */
struct output {
    naast_writer writer;
    bool failed; /* the caller's function could not */
};
void output_bytes(struct output *out, const char *bytes, size_t length);
void output_text(struct output *out, const char *text);

#endif
