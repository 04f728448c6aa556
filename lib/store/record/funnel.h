/* funnel.h: what is counted over rows and kept in the move's own transaction: the funnel. */
#ifndef STORE_RECORD_FUNNEL_H
#define STORE_RECORD_FUNNEL_H

#include "naast.h"

struct rec_value;

/*
 * naast_funnel(pipeline, stage, outcome, currency, deals, minor): pipeline is the pipeline's id (not a revision),
 * outcome and currency '' for none; primary key the first four. Not journaled: it follows from naast_deal.
 */
int summary_follow(naast_store *store, const struct rec_value *old, const struct rec_value *now);

/* Compares the funnel with a new count. 0, or NAAST_UNVERIFIED. */
int summary_check(naast_store *store);

#endif
