/* transaction.h: one transaction of the engine, with its place in the writers' queue: below write_begin and migrations.
 */
#ifndef STORE_TRANSACTION_H
#define STORE_TRANSACTION_H

#include "store/store.h"

/* Waits for its turn at most the handle's busy_ms, counted from here. Returns 0 or a status. */
int transaction_begin(naast_store *store);
/* Commits with status 0, else (and when the commit fails) rolls back and keeps the failure. Leaves the queue. */
int transaction_end(naast_store *store, int status);

#endif
