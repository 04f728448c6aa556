/* journal_operation.h: what the transactions (store.c) ask of the journal: gather, take back a part, write, throw away. */
#ifndef STORE_JOURNAL_OPERATION_H
#define STORE_JOURNAL_OPERATION_H

#include "store/store.h"

/*
 * The outermost write has begun: the engine's write transaction stands, store->journal is made when it is NULL, and reused. Reads
 * the head inside that transaction. Returns 0 or a status.
 */
int journal_begin(naast_store *store, enum operation operation);

/* A token for what is gathered by now, and back to it: everything gathered since is forgotten. Tokens nest like savepoints. */
size_t journal_mark(naast_store *store);
void journal_rollback_to(naast_store *store, size_t token);

/*
 * Writes what is gathered, one entry for each root, and the new head; nothing gathered: writes nothing and *first_seq is 0. Called
 * inside the transaction, before the commit. After a failure the caller rolls back and calls journal_discard.
 */
int journal_write(naast_store *store, int64_t *first_seq);

/* The outermost write is over, kept or not: forgets all that was gathered. */
void journal_discard(naast_store *store);

/* Releases store->journal; NULL is allowed. */
void journal_free(naast_store *store);

#endif
