/* snapshot.h: what was, as a small store in memory: the rows of some roots, and of all that they refer to, as they
 * stood right after an entry of the journal. */
#ifndef STORE_HISTORY_SNAPSHOT_H
#define STORE_HISTORY_SNAPSHOT_H

#include "naast.h"

#include "engine/schema/table.h"

/*
 * Gives `past`, a handle without a store, one in memory that can only be read, filled from `source`, which must be
 * reading. roots: what is wanted. *there: the first of them was there by then. After a failure `past` has no store.
 */
int past_open(naast_store *past, naast_store *source, const struct root roots[], size_t count, int64_t seq, int *there);

/* The newest entry that is not later than a moment; 0: there is none. Clocks go back: the order is that of the entries.
 */
int past_seq(naast_store *source, naast_time at, int64_t *seq);

#endif
