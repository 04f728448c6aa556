/* naast-report.h: figures over all deals. */
#ifndef NAAST_REPORT_H
#define NAAST_REPORT_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * How many deals stand in one stage with one outcome, and what they are worth in one currency. Of a pipeline that has
 * deals every stage of its newest revision has a line: one in which nothing stands has no outcome, no currency and 0.
 */
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
    const naast_funnel_line *items; /* by pipeline, stage, outcome, currency */
    size_t count;
    uint32_t item_size;
    int more;                   /* there are others after the last */
    const char *next;           /* what a page takes as `after` for those; "" */
    char head[NAAST_HEAD_SIZE]; /* "SEQ:HASH" of the journal it was read at */
} naast_funnel;

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
 * The funnel, from the summary that every move keeps. pipeline: NULL for all. *out: free with naast_free.
 * Returns OK, NOT_FOUND (pipeline), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_report_funnel(naast_store *store, const naast_report_spec *spec, naast_funnel **out);

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
    const naast_stage_time *items; /* by pipeline and stage; only stages in which a deal was or is */
    size_t count;
    uint32_t item_size;
    int more;                   /* there are others after the last */
    const char *next;           /* what a page takes as `after` for those; "" */
    naast_date since, until;    /* 0: without end */
    char head[NAAST_HEAD_SIZE]; /* "SEQ:HASH" of the journal it was read at */
} naast_stage_times;

/*
 * Time in stage. The window, without end where the spec does not say, is of the day on which a stay ended. spec: NULL
 * for all. *out: free with naast_free. Returns OK, INVALID (size field, not a date, until before since), NOT_FOUND
 * (pipeline), BAD_DATA (a pipeline is damaged), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_report_time(naast_store *store, const naast_report_spec *spec, naast_stage_times **out);

/* Of fewer ended deals than this no share is told: there are too few to tell. */
enum { NAAST_REPORT_LEAST = 20 };

/*
 * Open deals whose gates, as they really are now, let them be in one stage (the one before the won stage at most:
 * entering that is what is forecast), and how many of the store's own ended deals that came so far were won.
 */
typedef struct naast_forecast_line {
    const char *pipeline;
    const char *stage; /* where the gates would let them be, not the stage they claim */
    const char *stage_name;
    const char *currency; /* "" for deals without an amount */
    int64_t deals;
    int64_t minor; /* of those; never summed over currencies */
    int64_t ended; /* ended deals of the pipeline that passed the gates up to here; */
    int64_t won;   /* and of them those that were won */
    int32_t share; /* won of ended in ten-thousandths; -1: fewer than NAAST_REPORT_LEAST ended, too few to tell */
    int32_t low;   /* its Wilson interval at 95%; -1 where share is */
    int32_t high;
    int64_t expected; /* minor * won / ended, rounded down; 0 where share is -1 */
    int64_t expected_low;
    int64_t expected_high;
} naast_forecast_line;

/* All open deals in one currency. */
typedef struct naast_forecast_total {
    const char *currency; /* "" for deals without an amount */
    int64_t deals;
    int64_t minor;
    int64_t estimated; /* of those, deals of lines that have a share; */
    int64_t estimated_minor;
    int64_t expected; /* and the sums over those lines */
    int64_t expected_low;
    int64_t expected_high;
    int64_t imported; /* besides: open deals that were imported and of which nothing was recorded since: left out */
    int64_t imported_minor;
} naast_forecast_total;

typedef struct naast_forecast {
    const naast_forecast_line *items; /* by pipeline, stage, currency */
    size_t count;
    uint32_t item_size;
    int more;                           /* there are others after the last */
    const char *next;                   /* what a page takes as `after` for those; "" */
    const naast_forecast_total *totals; /* by currency */
    size_t total_count;
    uint32_t total_size;
    int64_t behind;         /* open deals that claim a later stage than their gates allow */
    int64_t ahead;          /* open deals whose gates allow a later stage than they claim */
    int64_t ended_imported; /* deals that ended before they were imported, or passed no gate since: in no share */
    naast_date since, until;
    char head[NAAST_HEAD_SIZE];
} naast_forecast;

/*
 * What the open deals may come to. The window, without end where the spec does not say, is of the day on which the
 * deals ended from which the shares are taken. Evaluates the gates of every open deal. spec: NULL for all. *out: free
 * with naast_free. Returns OK, INVALID (size field, not a date, until before since, amounts too large to be summed),
 * NOT_FOUND (pipeline), BAD_DATA (a pipeline is damaged), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_report_forecast(naast_store *store, const naast_report_spec *spec, naast_forecast **out);

/*
 * What one side promised the other, of one kind: items of a kind with a life (a promise; with fair also an
 * introduction, owed to us, and a condition, owed to the customer). Each item is counted once, as it stands; what was
 * asked and is "none" is no promise. -1: there is nothing to tell of.
 */
typedef struct naast_promise_line {
    const char *pipeline;
    const char *kind;
    const char *kind_name;
    naast_side by;       /* who promised */
    int64_t open;        /* not settled, and not past its due date */
    int64_t overdue;     /* not settled, and past it */
    int64_t kept;        /* in time, or without a date */
    int64_t late;        /* kept after the due date, as last agreed */
    int64_t broken;      /* also those that were let go after they had been said to be broken: */
    int64_t forgiven;    /* so many of them */
    int64_t released;    /* let go otherwise */
    int64_t retracted;   /* taken back by who recorded it */
    int64_t reagreed;    /* of all these but the last, those whose date was moved in time, by agreement */
    int64_t late_median; /* days after the due date, of those kept late: nearest rank */
    int64_t late_most;
    int64_t overdue_median; /* and of those overdue, up to today */
    int64_t overdue_most;
} naast_promise_line;

/* A promise that is overdue now. */
typedef struct naast_overdue {
    naast_id deal;
    const char *title;
    int32_t n;
    const char *kind;
    naast_side by;
    const char *text;
    naast_date due;
    int32_t days; /* past due */
} naast_overdue;

typedef struct naast_promises {
    const naast_promise_line *items; /* by pipeline, who promised (us first), kind */
    size_t count;
    uint32_t item_size;
    int more;                     /* there are others after the last */
    const char *next;             /* what a page takes as `after` for those; "" */
    const naast_overdue *overdue; /* the most overdue first */
    size_t overdue_count;
    uint32_t overdue_size;
    naast_date since, until;
    char head[NAAST_HEAD_SIZE];
} naast_promises;

/*
 * The promise ledger, of both sides. The window, without end where the spec does not say, is of the day on which a
 * promise was settled, or was taken back (then: last worded); what is open is as it stands now. spec: NULL for all.
 * *out: free with naast_free. Returns OK, INVALID (size field, not a date, until before since), NOT_FOUND (pipeline),
 * BAD_DATA (a pipeline is damaged), UNVERIFIED (the journal cannot be read), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_report_promises(naast_store *store, const naast_report_spec *spec, naast_promises **out);

/*
 * One figure of the honesty report, of all that it could be. measure is one of
 *   "ended"         deals that came to their outcome here, by outcome (key)         of all of those
 *   "no"            of them declined or no_match: an honest no                      of all of those
 *   "no_stage"      the noes by the stage (key) in which they were said             of the noes
 *   "no_days"       not a count: days from opening to the no, the median            of the noes to deals opened here
 *   "no_untold"     noes of which the customer was not told yet                     of the noes
 *   "moves_stale"   moves through a gate with something stale in their receipt      of the moves with a receipt
 *   "stale_check"   the same by check (key)                                         of the moves with a receipt
 *   "moves_waived"  moves with a check set aside in their receipt                   of the moves with a receipt
 *   "waiver"        times that a check (key) was set aside                          of nothing: -1
 *   "unverified"    open deals that were imported and passed no gate since          of the open deals
 *   "promise_kept", "promise_late", "promise_broken"   our promises                 of those three together
 *   "promise_moved"    our promises whose date was moved in time, by agreement      of all of ours but those taken back
 *   "promise_overdue"  our promises that are overdue now                            of those not settled
 */
typedef struct naast_honesty_line {
    const char *measure;
    const char *pipeline; /* of "no_stage", "stale_check" and "waiver"; else "" */
    const char *key;      /* an outcome, a stage or a check; else "" */
    const char *name;     /* of the stage or check, in the handle's language; else "" */
    int64_t count;
    int64_t of;
} naast_honesty_line;

typedef struct naast_honesty {
    const naast_honesty_line *items; /* in the order above; only what there is anything to say of */
    size_t count;
    uint32_t item_size;
    int more;               /* there are others after the last */
    const char *next;       /* what a page takes as `after` for those; "" */
    int64_t ended_imported; /* deals that had ended before they were imported: in none of these figures */
    naast_date since, until;
    char head[NAAST_HEAD_SIZE];
} naast_honesty;

/*
 * How honest we are: never who of us. The window, without end where the spec does not say, is of the day of the
 * outcome, the move, the waiver, or the promise's end. spec: NULL for all. *out: free with naast_free. Returns OK,
 * INVALID (size field, not a date, until before since), NOT_FOUND (pipeline), BAD_DATA (a pipeline or a receipt is
 * damaged), UNVERIFIED (the journal cannot be read), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_report_honesty(naast_store *store, const naast_report_spec *spec, naast_honesty **out);

/*
 * How fast deals in one currency come through. Qualified are the deals that were opened here and passed at least one
 * gate of their pipeline; ended those of them that came to their outcome in the window.
 */
typedef struct naast_velocity_line {
    const char *pipeline;
    const char *currency;   /* "" for deals without an amount */
    int64_t open;           /* qualified deals that are open now */
    int64_t ended;          /* qualified deals that ended in the window, */
    int64_t won;            /* and were won */
    int64_t won_minor;      /* what those are worth */
    int64_t cycle;          /* from opening to outcome, the mean over all that ended, in whole seconds; -1: none did */
    int64_t came_per_week;  /* won_minor * 7 / days of the window, rounded down */
    int64_t minor_per_week; /* open * won_minor / (ended * cycle in weeks), in whole minor units: what would come if it
                               went on like this; -1: fewer than NAAST_REPORT_LEAST ended, or no time passed */
} naast_velocity_line;

/* How many deals entered a stage, week by week: by opening, or through a gate. */
typedef struct naast_moves_line {
    const char *pipeline;
    const char *stage;
    const char *stage_name;
    const int64_t *entered; /* of each week, week_count of them */
    int64_t total;
} naast_moves_line;

typedef struct naast_velocity {
    const naast_velocity_line *items; /* by pipeline and currency */
    size_t count;
    uint32_t item_size;
    int more;                      /* there are others after the last */
    const char *next;              /* what a page takes as `after` for those; "" */
    const naast_moves_line *moves; /* by pipeline and stage; only stages that a deal entered */
    size_t move_count;
    uint32_t move_size;
    naast_date first_week; /* the Monday of the week of the first of those moves; 0: there are none */
    size_t week_count;
    naast_date since, until;
    char head[NAAST_HEAD_SIZE];
} naast_velocity;

/*
 * Velocity, and moves a week. The window is of the day of the outcome, or of the move; where the spec does not say it
 * is the last 91 days. spec: NULL for all. *out: free with naast_free. Returns OK, INVALID (size field, not a date,
 * until before since, amounts too large), NOT_FOUND (pipeline), BAD_DATA (a pipeline is damaged), BUSY, IO, NO_MEMORY.
 * Since 0.1.
 */
NAAST_API int naast_report_velocity(naast_store *store, const naast_report_spec *spec, naast_velocity **out);

#ifdef __cplusplus
}
#endif
#endif
