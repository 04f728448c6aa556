/* call.h: how every public call begins. */
#ifndef STORE_HANDLE_CALL_H
#define STORE_HANDLE_CALL_H

#include "naast.h"

/*
 * Forgets the failure of the call before. NAAST_INVALID, which a handle that is NULL cannot say more of, when there is
 * no handle, or naast_store_new failed for it (its message stays), or `complete` is 0: an output, or another pointer
 * that the call cannot do without, is NULL; and while a callback of this handle is asked.
 */
int call_begin(naast_store *store, int complete);

#endif
