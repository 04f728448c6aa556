/* journal_body.h: the bytes of the journal: records, the parts that hold them, cores and hashes. docs/journal.md
 * describes them for a stranger. */
#ifndef STORE_RECORD_JOURNAL_BODY_H
#define STORE_RECORD_JOURNAL_BODY_H

#include "base/values/hash.h"

#include <stddef.h>
#include <stdint.h>

struct buffer;
struct reader;
struct rec_column;
struct rec_table;
struct rec_value;

enum { JOURNAL_VERSION = 1, CORE_BYTES = 76, SALT_BYTES = 16, PART_BITS = 8, PARTS_MAX = 255 };

/* The key of part k of entry seq in naast_body. */
static inline int64_t body_key(int64_t seq, int64_t part)
{
    return (int64_t)((uint64_t)seq << PART_BITS | (uint64_t)part);
}

/* The same in SQL, behind an entry's number: "b.id = j.seq" SQL_FIRST_PART, and all parts of an entry:
 * "b.id BETWEEN j.seq" SQL_FIRST_PART "AND j.seq" SQL_LAST_PART. */
#define SQL_FIRST_PART " * 256 "
#define SQL_LAST_PART " * 256 + 255 "
_Static_assert(1 << PART_BITS == 256 && PARTS_MAX == 255, "as in SQL_FIRST_PART and SQL_LAST_PART");

/* The fixed part of an entry: all that the chain runs over. Nothing in it is personal. */
struct journal_core {
    uint8_t version, op, root_kind, flags;
    uint32_t pipeline; /* the low 32 bits of the pipeline revision's key, of a move; else 0 */
    int64_t seq, first, at, root_id;
    uint32_t actor;
    uint8_t commitment[HASH_BYTES];
};

void core_bytes(const struct journal_core *core, uint8_t out[CORE_BYTES]);
/* h_n of h_{n-1} and the core. */
void core_hash(const uint8_t previous[HASH_BYTES], const struct journal_core *core, uint8_t out[HASH_BYTES]);
/* c_k. */
void part_hash(const uint8_t salt[SALT_BYTES], const void *bytes, size_t len, uint8_t out[HASH_BYTES]);
/* The commitment to count (at most PARTS_MAX) parts. */
void parts_commitment(const uint8_t (*part)[HASH_BYTES], size_t count, uint8_t out[HASH_BYTES]);

/*
 * A record says what one row is after the change. In part 0 it holds the business columns and says whether a further
 * part holds the row's personal ones; in the further parts it holds those.
 */
struct body_record {
    const struct rec_table *table;
    int64_t row;
    int inserted;     /* else changed */
    int has_personal; /* in part 0: the personal columns of this row are in a part of their own */
};

/* Whose personal columns the parts of an entry hold: part k has those of row[k - 1]. */
struct part_rows {
    struct {
        const struct rec_table *table;
        int64_t id;
    } row[PARTS_MAX];
    size_t count;
};
/* The records of part 0 are given in their order: parts are numbered as it first has their rows. */
void part_rows_note(struct part_rows *rows, const struct body_record *record);

/* Writing: begin, the values, end. */
void body_record_begin(struct buffer *out, const struct body_record *record);
void body_value(struct buffer *out, const struct rec_column *column, const struct rec_value *value);
void body_record_end(struct buffer *out);

/* Reading: 1, or 0 when there is no more, or -1 when the bytes are not what a part holds. */
int body_next_record(struct reader *in, struct body_record *record);
/* column: its position in the table. Texts and blobs are borrowed from what is read and not NUL-terminated. */
int body_next_value(struct reader *in, const struct rec_table *table, int *column, struct rec_value *value);

#endif
