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

/*
 * What the reports below are about. Days are calendar days UTC; each report says what has to have happened within them.
 * What stands open is always as it stands now. Every formula is in docs/reports.md.
 */
typedef struct naast_report_spec {
    uint32_t size;
    const char *pipeline; /* NULL: all */
    naast_date since;     /* the first day; 0: as the report says */
    naast_date until;     /* the last day; 0: to this day, and later where a clock ran ahead */
} naast_report_spec;
#define NAAST_REPORT_SPEC_INIT NAAST_SPEC_INIT(naast_report_spec)

/*
 * How long deals stay in one stage. A stay is one unbroken time there, from the move that led in to the one that led
 * out or ended the deal. The last stage, out of which nothing leads, is left out. Durations are whole seconds, -1 where
 * there is nothing to tell of; medians and 90th percentiles are nearest ranks: always a stay that there was.
 */
typedef struct naast_stage_time {
    const char *pipeline;
    const char *stage;
    const char *stage_name;
    int64_t stays; /* that ended in the window, and whose beginning is known */
    int64_t median;
    int64_t p90;
    int64_t
        present; /* deals in it now, whose stay goes on: how long it will become is not known, so they stand apart */
    int64_t present_median;
    int64_t present_longest;
    int64_t sleeping;        /* of those present, more days than their revision of the pipeline calls usual */
    int64_t unknown_stays;   /* left out: they began before the deal was imported; ended in the window */
    int64_t unknown_present; /* and the same of deals in it now */
} naast_stage_time;

typedef struct naast_stage_times {
    const naast_stage_time *lines; /* by pipeline and stage; only stages in which a deal was or is */
    size_t count;
    naast_date since, until; /* 0: without end */
    char head[90];           /* "SEQ:HASH" of the journal it was read at */
} naast_stage_times;

/*
 * Time in stage. The window, without end where the spec does not say, is of the day on which a stay ended. spec: NULL
 * for all. *out: free with naast_free. Returns OK, INVALID (size field, not a date, until before since), NOT_FOUND
 * (pipeline), BAD_DATA (a pipeline is damaged), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_report_time(naast_store *store, const naast_report_spec *spec, naast_stage_times **out);

#ifdef __cplusplus
}
#endif
#endif
