/* revision.h: whether a deal is still as the caller saw it. */
#ifndef DOMAIN_COMMON_REVISION_H
#define DOMAIN_COMMON_REVISION_H

#include "naast.h"

/*
 * NAAST_CONFLICT (deal_changed) when the deal is at another revision than expected; 0 expects none. Inside a write or a
 * read. Inside an operation of several calls the revision is the one from before it.
 */
int deal_rev_check(naast_store *store, naast_id deal, int64_t expected);

#endif
