/* handle.h: what the domain hangs on a handle, and lets go of with it. */
#ifndef DOMAIN_HISTORY_HANDLE_H
#define DOMAIN_HISTORY_HANDLE_H

#include "naast.h"

/* Frees the kept pipelines and the registered callbacks. Every handle that naast_store_new makes has it as its
 * release_domain. */
void release_domain(naast_store *store);

#endif
