/* derive.h: what follows from rows, kept in the transaction that changes them: the funnel, which moves count, and full
 * text. */
#ifndef STORE_RECORD_DERIVE_H
#define STORE_RECORD_DERIVE_H

#include "naast.h"

struct rec_table;
struct rec_value;

/* Brings what is derived from a row of this table up to date; old NULL: an insert. Returns 0 or a status. */
int derive_row(naast_store *store, const struct rec_table *table, int64_t id, const struct rec_value *old,
               const struct rec_value *now);

#endif
