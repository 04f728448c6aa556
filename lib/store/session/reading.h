/* reading.h: a read snapshot as it is, for what looks at a store that is being opened: the witness. */
#ifndef STORE_SESSION_READING_H
#define STORE_SESSION_READING_H

#include "naast.h"

#include "base/env/env.h"

/* read_begin without looking first which store it is, also where that waits for store_migrate; ended by read_end. */
int reading_begin(naast_store *store);

/* For whoever ends a read or a write: whether this end belongs to a begin that failed: then nothing was begun. */
int reading_was_not_begun(naast_store *store, int status);
/* Rolls back, and keeps the failure that there is. */
void reading_roll_back(naast_store *store);

/* Whether nobody can roll back what is read now: it may be shown outside the store. */
int store_reads_firm(const naast_store *store);
int read_end(naast_store *store, int status);

#endif
