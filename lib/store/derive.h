/* derive.h: what follows from rows, kept in the transaction that changes them: the funnel, which moves count, and full
 * text. */
#ifndef STORE_DERIVE_H
#define STORE_DERIVE_H

#include "store/record.h"

/* The `derive` of their tables, see record.h. */
int derive_deal(naast_store *store, int64_t id, const struct rec_value *old, const struct rec_value *now);
int derive_transition(naast_store *store, int64_t id, const struct rec_value *old, const struct rec_value *now);
int derive_evidence(naast_store *store, int64_t id, const struct rec_value *old, const struct rec_value *now);
int derive_org(naast_store *store, int64_t id, const struct rec_value *old, const struct rec_value *now);
int derive_person(naast_store *store, int64_t id, const struct rec_value *old, const struct rec_value *now);

#endif
