/* journal_state.h: the operation that is being written, as the record layer and the files of the journal share it. */
#ifndef STORE_RECORD_JOURNAL_STATE_H
#define STORE_RECORD_JOURNAL_STATE_H

#include "naast.h"

#include "base/env/buffer.h"
#include "base/values/hash.h"
#include "engine/schema/table.h"
#include "store/handle/operation.h"

struct engine;
struct engine_stmt;
struct journal_core;
struct rec_table;

/* No change, or no root. */
#define NOWHERE SIZE_MAX

/* One insert or update. Its bytes are in journal.bytes: the record of part 0, then the one with the personal columns.
 */
struct change {
    const struct rec_table *table;
    int64_t row;
    size_t at, business, personal; /* where, and how many bytes of each; personal 0: none */
    size_t root;                   /* in journal.roots */
    size_t next, previous;         /* of the same root */
    size_t next_of_part;           /* while writing: the next one whose personal columns are in the same part */
    uint32_t pipeline;             /* of a transition: the pipeline revision it was made under */
};

struct gathered_root {
    struct root root;
    size_t first, last; /* changes */
    size_t unwritten;   /* while writing: the first change that is not in an entry yet */
};

enum statement_kind { STATEMENT_INSERT, STATEMENT_UPDATE, STATEMENT_LAST_KEY, STATEMENT_ROW };

/* A statement made from a table's description. */
struct kept_statement {
    enum statement_kind kind;
    const struct rec_table *table;
    uint64_t mask;
    struct engine_stmt *stmt;
};

enum { STATEMENTS_KEPT = 96 };

struct journal {
    enum operation operation;
    naast_time at;
    int64_t first; /* seq of the operation's first entry; 0: none is written yet */
    int head_known;
    int64_t seq; /* the head inside this transaction */
    uint8_t hash[HASH_BYTES];

    struct buffer bytes;
    struct change *changes;
    size_t change_count, change_capacity;
    struct gathered_root *roots;
    size_t root_count, root_capacity;
    size_t *slots; /* hash table over roots: index + 1; 0: free */
    size_t slot_count, slot_capacity;

    struct buffer scratch; /* one part, put together */
    struct engine_stmt *insert_entry, *insert_body, *update_head;
    struct kept_statement kept[STATEMENTS_KEPT];
    size_t kept_count, kept_oldest;
};

/* The handle's journal, made when there is none yet; NULL: no memory. */
struct journal *journal_of(naast_store *store);

/* Gathers one change. row: the whole row as it is now; mask: the columns that go in. */
int journal_gather(naast_store *store, const struct rec_table *table, int64_t id, const struct rec_value row[],
                   uint64_t mask, int inserted);

/* Writes all that is gathered, whatever the depth. */
int journal_write_gathered(naast_store *store);
int journal_put_begin(naast_store *store);
int journal_put_part(naast_store *store, int64_t key, const uint8_t salt[16], const void *bytes, size_t len);
int journal_put_entry(naast_store *store, const struct journal_core *core, const uint8_t hash[HASH_BYTES]);
int journal_put_head(naast_store *store);
void journal_forget_changes(struct journal *journal);
void journal_write_free(struct journal *journal, struct engine *engine);

#endif
