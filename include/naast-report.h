/* naast-report.h: figures over all deals. */
#ifndef NAAST_REPORT_H
#define NAAST_REPORT_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How many deals stand in one stage with one outcome, and what they are worth in one currency. */
typedef struct naast_funnel_line {
    const char *pipeline;
    const char *stage;
    const char *stage_name;
    const char *outcome;  /* "" for open deals */
    const char *currency; /* "" for deals without an amount */
    int64_t deals;
    int64_t minor; /* never summed over currencies */
} naast_funnel_line;

typedef struct naast_funnel {
    const naast_funnel_line *lines; /* by pipeline, stage, outcome, currency */
    size_t count;
    char head[90]; /* "SEQ:HASH" of the journal it was read at */
} naast_funnel;

/*
 * The funnel, from the summary that every move keeps. pipeline: NULL for all. *out: free with naast_free.
 * Returns OK, NOT_FOUND (pipeline), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_report_funnel(naast_store *store, const char *pipeline, naast_funnel **out);

#ifdef __cplusplus
}
#endif
#endif
