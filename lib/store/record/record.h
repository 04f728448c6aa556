/* record.h: the one door for writes: every insert and update goes through the descriptions and into the journal. */
#ifndef STORE_RECORD_RECORD_H
#define STORE_RECORD_RECORD_H

#include "naast.h"

#include "engine/schema/table.h"

struct rec_table;

/*
 * row[0], the key: NULL for a serial key takes the next number; for a packed key row[0] is child_key(parent, 0) and
 * takes the parent's next n, or is the whole key. *id_out (may be NULL): the key. Must run inside a write. Returns 0 or
 * a status.
 */
int rec_insert(naast_store *store, const struct rec_table *table, const struct rec_value row[], int64_t *id_out);

/* Changes the columns in mask (bit k: column[k]) from old to now; columns whose value is the same are left out; nothing
 * left: does nothing. */
int rec_update(naast_store *store, const struct rec_table *table, int64_t id, const struct rec_value old[],
               const struct rec_value now[], uint64_t mask);

/*
 * Takes personal columns away, also where rows are written once: those become NULL or what `now` says in their place;
 * other columns change as in rec_update. The journal names every personal column as it is then, so that what stays does
 * not rest on what was written before. Used by lib/store/erase/erase.c, which erases that too.
 */
int rec_erase(naast_store *store, const struct rec_table *table, int64_t id, const struct rec_value old[],
              const struct rec_value now[]);

/*
 * A change that the journal has already, made again: nothing is gathered. old NULL: an insert, of the whole row.
 * Keeps what is derived right, as the other door does.
 */
int rec_replay(naast_store *store, const struct rec_table *table, int64_t id, const struct rec_value *old,
               const struct rec_value now[], uint64_t mask);

/* Whether the table has a row with that key, void or not. Returns 0 or a status; *there only changes with 0. */
int row_exists(naast_store *store, const struct rec_table *table, int64_t id, int *there);

#endif
