/* journal_operation.h: what the transactions (transaction.c) ask of the journal: gather, take back a part, write,
 * throw away. */
#ifndef STORE_RECORD_JOURNAL_OPERATION_H
#define STORE_RECORD_JOURNAL_OPERATION_H

#include "naast.h"

#include "store/handle/handle.h"
#include "store/handle/operation.h"

/*
 * The outermost write has begun: the engine is in a write transaction, store->journal is made when it is NULL, and
 * reused. The head is read inside that transaction too, before its first entry. Returns 0 or a status.
 */
int journal_begin(naast_store *store, enum operation operation);

/* A token for what is gathered by now, and back to it: everything gathered since is forgotten. Tokens nest like
 * savepoints. */
size_t journal_mark(naast_store *store);
void journal_rollback_to(naast_store *store, size_t token);

/*
 * Writes what is gathered, inside a write that goes on. What is written of the operation by now is its first entry (0:
 * nothing), and the head behind it; going back to a savepoint goes back to that too.
 */
int journal_write_part(naast_store *store);
struct written journal_part(const naast_store *store);
void journal_part_back(naast_store *store, const struct written *part);

/*
 * Writes what is gathered, one entry for each root, and the new head; nothing gathered: writes nothing and *first_seq
 * is 0. Called inside the transaction, before the commit. After a failure the caller rolls back and calls
 * journal_discard.
 */
int journal_write(naast_store *store, int64_t *first_seq);

/* The outermost write is over, kept or not: forgets all that was gathered. */
void journal_discard(naast_store *store);

/*
 * Releases store->journal with the statements it keeps; NULL is allowed. Call before the engine is closed, and before a
 * migration changes a table.
 */
void journal_free(naast_store *store);

/*
 * The tables of the journal, made with the schema (they have no descriptor, since they are not journaled themselves):
 *   naast_journal(seq INTEGER PRIMARY KEY, version, op, root_kind, flags, root_id, at, actor, first, pipeline INTEGER
 * NOT NULL, commitment BLOB NOT NULL, h BLOB NOT NULL), index naast_journal_root (root_kind, root_id, seq)
 *   naast_body(id INTEGER PRIMARY KEY, salt BLOB, bytes BLOB, gone BLOB)
 *   naast_head(id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, hash BLOB NOT NULL, uuid BLOB NOT NULL)
 * A new store holds one row in naast_head: id 1, seq 0, its 16-byte UUID and, as hash, journal_genesis of that UUID.
 */
void journal_genesis(const uint8_t uuid[16], uint8_t out[32]);

#endif
