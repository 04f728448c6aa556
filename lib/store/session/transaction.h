/* transaction.h: writes, nested, each one transaction; and the transaction below them. */
#ifndef STORE_SESSION_TRANSACTION_H
#define STORE_SESSION_TRANSACTION_H

#include "naast.h"

#include "base/env/env.h"
#include "store/handle/operation.h"

/*
 * A write: the outermost is BEGIN IMMEDIATE (or a savepoint, attached), inner ones are savepoints. The operation of the
 * outermost counts. The pattern, the only one:
 *     int status = write_begin(store, OP_RECORD);
 *     if (status == 0) status = record(store, ...);
 *     return write_end(store, status);
 * write_end after a write_begin that failed returns that status and does nothing else; it must be called all the same.
 * What failed inside an inner write is undone by its write_end, and the outer one may go on.
 */
int write_begin(naast_store *store, enum operation operation);
int write_end(naast_store *store, int status);

/* For work that may exceed 50 ms: lets the next writer queue at the engine instead. Call right after write_begin. */
void write_is_long(naast_store *store);

/*
 * For an operation of several calls, between which the caller of an attached connection may roll back, wholly or to a
 * savepoint: that is noticed before anything else is written, and then the operation is taken back as a whole. Call
 * right after write_begin.
 */
int write_is_shared(naast_store *store);

/* A read snapshot; inside a write it is that write's. Same pattern. Opens nothing when the store is closed:
 * NAAST_INVALID. */
int read_begin(naast_store *store);

/* Waits for its turn at most the handle's busy_ms, counted from here. Returns 0 or a status. */
int transaction_begin(naast_store *store);

/* Commits with status 0, else (and when the commit fails) rolls back and keeps the failure. Leaves the queue. */
int transaction_end(naast_store *store, int status);

#endif
