/* store.h: a handle gets its store, and lets go of it. */
#ifndef STORE_SESSION_STORE_H
#define STORE_SESSION_STORE_H

#include "naast.h"

struct sqlite3;

/* What the domain puts into a new store, in the write (OP_INIT) that makes its tables. Returns 0 or a status. */
typedef int (*store_fill)(naast_store *store, void *context);

/*
 * Used by lib/domain's public naast_store_create / open / attach / migrate. fill: NULL for nothing. After a failure the
 * handle has no store, and a file that was made is gone; but after NAAST_OLDER it waits for store_migrate, and does
 * nothing else.
 */
int store_create(naast_store *store, const char *path, store_fill fill, void *context);

/*
 * As store_create, for a store that is to have this UUID. It comes to be under a name of its own beside `path`, and
 * gets its name when it is whole: who is killed on the way leaves nothing at `path`.
 */
int store_restore(naast_store *store, const char *path, const uint8_t uuid[16], store_fill fill, void *context);
int store_open(naast_store *store, const char *path, naast_open_mode mode);
int store_attach(naast_store *store, struct sqlite3 *connection);
int store_committed(naast_store *store, int kept);

/* On an attached connection without naast's tables it makes them, and fills them. Else the steps that are wanting. */
int store_migrate(naast_store *store, store_fill fill, void *context);

/* The one that was written last; on an attached store, if it was rolled back, the last whose commit is
 * known. 0: none. */
int64_t store_last_operation(const naast_store *store);

/* Rolls back, releases all that this layer hung on the handle, which may then be used again. The domain's part goes
 * first. */
void store_close(naast_store *store);

#endif
