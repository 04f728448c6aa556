/* summary.h: what is derived from rows and kept in the move's own transaction: the funnel. */
#ifndef STORE_SUMMARY_H
#define STORE_SUMMARY_H

#include "store/record.h"

/*
 * naast_funnel(pipeline, stage, outcome, currency, deals, minor): pipeline is the pipeline's id (not a revision),
 * outcome and currency '' for none; primary key the first four. Not journaled: it follows from naast_deal.
 */
int derive_deal(naast_store *store, int64_t id, const struct rec_value *old, const struct rec_value *now);

/* Compares the funnel with one counted anew. 0, or NAAST_UNVERIFIED. */
int summary_check(naast_store *store);

#endif
