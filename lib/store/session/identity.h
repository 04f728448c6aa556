/* identity.h: which store a handle has. */
#ifndef STORE_SESSION_IDENTITY_H
#define STORE_SESSION_IDENTITY_H

#include "naast.h"

/* Reads what the store says it is, and looks at its schema. Returns 0; NAAST_OLDER, for a handle that waits for
 * store_migrate; or why it is refused. */
int identity_check(naast_store *store);

/*
 * Of an attached store nothing that was read is good for longer than the read: the caller may take his transaction
 * back, and does not have to say so. What a handle goes on knowing it looks at again, when it is asked:
 *   definitions of pipelines      compared with the store each time (lib/domain/pipeline/load.c)
 *   that the store is one of ours, its schema, its witness      here, until seen outside the caller's transaction
 *   the last operation            store_last_operation
 *   the head, who acts            read by each operation, and by one of several calls only while it stands
 *                                 (write_is_shared)
 */
int store_look_again(naast_store *store);

#endif
