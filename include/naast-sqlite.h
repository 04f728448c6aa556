/** @file naast-sqlite.h naast inside an sqlite3 connection that the caller owns. Declares no more of sqlite3 than its
 * name. */
#ifndef NAAST_SQLITE_H
#define NAAST_SQLITE_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sqlite3;

/**
 * Uses the caller's connection as the store. It must come from the same sqlite3 library as naast's calls. Changes no
 * pragma, hook or busy handler. naast's tables are in the schema "main" and all named naast_...; when they are not
 * there yet, call naast_store_migrate, outside a transaction or inside one. The caller closes naast (naast_store_free)
 * before the connection.
 *
 * Writes run in a savepoint inside the caller's transaction, or in a transaction of their own when there is none. The
 * caller may roll back, wholly or to a savepoint, without a word to naast: the next call looks at what is there. What
 * naast_store_migrate made is gone with it, and calls return OLDER until it is called again.
 *
 * Between naast_operation_begin and its end (and within an import) the caller leaves the transaction alone. Where it
 * does not, nothing is damaged:
 * - rolling back there, also to a savepoint after which naast wrote, takes the operation back as a whole. Calls until
 *   the end that write return IO ("transaction_lost"), and once one has, so do those that read, and the end;
 * - committing there keeps what was written before, with its entries in the journal. Calls until the end that write
 *   return CONFLICT ("committed_inside"), and once one has, so do those that read, and the end.
 *
 * A call during which another thread calls sqlite3_interrupt, or the connection's progress handler stops a statement,
 * returns STOPPED, and keeps nothing. Views that read naast's tables, and keys that refer to them, are welcome; only a
 * table that refers to one of naast_text..., naast_meta or naast_gone_move, from which rows go, is not.
 * @param connection the caller's, which stays open until the handle is freed
 * @retval NAAST_INVALID the handle has a store; connection is NULL; foreign_keys is off, or the encoding is not UTF-8:
 *         the message names the PRAGMA to run
 * @retval NAAST_NEWER a later version wrote the tables
 * @retval NAAST_OLDER call naast_store_migrate; the handle is attached all the same
 * @retval NAAST_UNVERIFIED what is named naast_... is not what naast made, or a trigger or an index of the caller's is
 *         on one of those tables
 * @since 0.1
 */
NAAST_API int naast_store_attach(naast_store *store, struct sqlite3 *connection);

/**
 * Says that the caller committed (kept 1) or rolled back (kept 0) the transaction in which naast wrote. After a commit
 * the witness is written, where one is kept, and naast_operation_last has this operation to go back to when a later one
 * is rolled back. Nothing else depends on it.
 * @param kept 1: committed; 0: rolled back
 * @retval NAAST_INVALID not attached
 * @since 0.1
 */
NAAST_API int naast_store_committed(naast_store *store, int kept);

#ifdef __cplusplus
}
#endif
#endif
