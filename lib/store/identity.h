/* identity.h: which store a handle has. */
#ifndef STORE_IDENTITY_H
#define STORE_IDENTITY_H

#include "store/store.h"

/* Reads what the store says it is, and looks at its schema. Returns 0; NAAST_OLDER, for a handle that waits for
 * store_migrate; or why it is refused. */
int identity_check(naast_store *store);

#endif
