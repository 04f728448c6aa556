/* journal_rows.h: the rows of the journal one after the other, to walk all of it. */
#ifndef STORE_RECORD_JOURNAL_ROWS_H
#define STORE_RECORD_JOURNAL_ROWS_H

#include "naast.h"

struct journal_core;
struct query;

/* Entries by seq: the core's columns, of which h is the last. Bodies by seq and part. */
#define JOURNAL_ENTRIES                                                                                                \
    "SELECT seq, version, op, root_kind, flags, actor, pipeline, first, at, root_id, commitment, h "                   \
    "FROM naast_journal ORDER BY seq"
#define JOURNAL_BODIES "SELECT id, salt, bytes, gone FROM naast_body ORDER BY id"
#define JOURNAL_ENTRIES_BETWEEN                                                                                        \
    "SELECT seq, version, op, root_kind, flags, actor, pipeline, first, at, root_id, commitment, h "                   \
    "FROM naast_journal WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq"
#define JOURNAL_BODIES_BETWEEN "SELECT id, salt, bytes, gone FROM naast_body WHERE id BETWEEN ?1 AND ?2 ORDER BY id"
enum { ENTRY_SEQ = 0, ENTRY_HASH = 11 };
enum { BODY_ID, BODY_SALT, BODY_BYTES, BODY_GONE };

/* The core as the columns of JOURNAL_ENTRIES say it; 0 when one of them holds what no core can. */
int journal_core_read(struct query *query, struct journal_core *core);

/* A blob of exactly this length; NULL when it is not. */
const void *query_blob_of(struct query *query, int column, size_t wanted);

/* The store's UUID, 16 bytes. NAAST_UNVERIFIED when there is none. Inside a read. */
int journal_uuid_read(naast_store *store, uint8_t uuid[16]);

#endif
