/* answerable.h: whether a check can ever be met. */
#ifndef DOMAIN_PIPELINE_ANSWERABLE_H
#define DOMAIN_PIPELINE_ANSWERABLE_H

#include "naast.h"

/* How many items a check can ask for, where only the newest of each of its kinds counts; 0: as many as there are. */
int32_t check_counts_most(const naast_pipeline *pipeline, const naast_check *check);

/* Whether some answer that it takes does not mean no. */
int check_takes_yes(const naast_pipeline *pipeline, const naast_check *check);

#endif
