/*
 * naast-report.h: figures over all deals. Include it beside <naast.h>.
 *
 * Every report is read in one snapshot and carries the head of the journal at that moment. Amounts are in minor units
 * and never added over currencies. Days are calendar days in UTC. A deal whose creation was undone is in no report, and
 * a move that was undone does not count. A percentile is nearest-rank: of n values in order the one at place
 * ceil(p * n / 100), so always an observed value. What had happened to an imported deal before its import is not known,
 * and is counted apart.
 */
#ifndef NAAST_REPORT_H
#define NAAST_REPORT_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Which deals and days a report is about. Each report says which day has to be within the window: it is always the day
 * on which something was over. What is open is as it is now, whatever the window.
 */
typedef struct naast_report_spec {
    uint32_t size;
    const char *pipeline; /**< NULL: all */
    naast_date since;     /**< the first day; 0: as the report says */
    naast_date until;     /**< the last day; 0: no end */
} naast_report_spec;
#define NAAST_REPORT_SPEC_INIT NAAST_SPEC_INIT(naast_report_spec)

/* ---- the funnel ---- */

/**
 * The deals in one stage with one outcome, and their amounts in one currency. A pipeline that has deals has a line for
 * every stage of its newest revision: an empty stage has a line without outcome, currency and deals.
 */
typedef struct naast_funnel_line {
    const char *pipeline;
    const char *stage;
    const char *stage_name; /**< in the handle's language */
    const char *outcome;    /**< "" for open deals */
    const char *currency;   /**< "" for deals without an amount */
    int64_t deals;
    int64_t minor; /**< the sum of their amounts, in minor units */
} naast_funnel_line;

/** The funnel. */
typedef struct naast_funnel {
    const naast_funnel_line *items; /**< by pipeline, stage, outcome, currency */
    size_t count;
    uint32_t item_size;
    int more;                   /**< 0: the list is whole */
    const char *next;           /**< "" */
    char head[NAAST_HEAD_SIZE]; /**< "SEQ:HASH" of the journal when it was read */
} naast_funnel;

/**
 * Counts the deals in each stage, from a summary that every move keeps.
 * @param spec NULL: all pipelines. The funnel is as it is now: `since` and `until` must be 0
 * @param out free with naast_free
 * @retval NAAST_INVALID `since` or `until` is set
 * @retval NAAST_NOT_FOUND there is no such pipeline
 * @since 0.2
 */
NAAST_API int naast_report_funnel(naast_store *store, const naast_report_spec *spec, naast_funnel **out);

/* ---- time in stage ---- */

/**
 * How long deals stay in one stage. A stay is one unbroken time there, from the move that led in to the one that led
 * out or ended the deal; another revision of the same pipeline continues it, reopening begins another. The last stage
 * of a pipeline has no line. Durations are whole seconds; -1 where there were no stays.
 */
typedef struct naast_stage_time {
    const char *pipeline;
    const char *stage;
    const char *stage_name;
    int64_t stays;           /**< stays that ended in the window and whose beginning is known */
    int64_t median;          /**< of those, in seconds */
    int64_t p90;             /**< their 90th percentile, in seconds */
    int64_t present;         /**< deals in the stage now; their stays go on, and are not among the above */
    int64_t present_median;  /**< of those so far, in seconds */
    int64_t present_longest; /**< of those so far, in seconds */
    int64_t sleeping; /**< deals in it now for more days than `sleeps_days` in their own revision of the pipeline */
    int64_t unknown_stays;   /**< stays that ended in the window and began before the deal was imported: in none of the
                                  figures above */
    int64_t unknown_present; /**< the same of deals in it now */
} naast_stage_time;

/** Time in stage. */
typedef struct naast_stage_times {
    const naast_stage_time *items; /**< by pipeline and stage; only stages in which a deal was or is */
    size_t count;
    uint32_t item_size;
    int more;                   /**< 0: the list is whole */
    const char *next;           /**< "" */
    naast_date since, until;    /**< the window; 0: no end on that side */
    char head[NAAST_HEAD_SIZE]; /**< "SEQ:HASH" of the journal when it was read */
} naast_stage_times;

/**
 * Measures the time in each stage.
 * @param spec NULL: all deals, no window. The window is of the day on which a stay ended
 * @param out free with naast_free
 * @retval NAAST_INVALID `since` or `until` is not a date, or `until` is before `since`
 * @retval NAAST_NOT_FOUND there is no such pipeline
 * @since 0.1
 */
NAAST_API int naast_report_time(naast_store *store, const naast_report_spec *spec, naast_stage_times **out);

/* ---- forecast ---- */

/** With fewer ended deals than this no rate is given. */
enum { NAAST_REPORT_LEAST = 20 };

/**
 * Open deals whose gates, as they are now, let them be in one stage, and how many of the deals of this pipeline that
 * ended after passing the gates up to there were won. The stage is at most the one before the won stage.
 */
typedef struct naast_forecast_line {
    const char *pipeline;
    const char *stage; /**< where the gates let them be, which may differ from the stage they are in */
    const char *stage_name;
    const char *currency; /**< "" for deals without an amount */
    int64_t deals;
    int64_t minor; /**< the sum of their amounts, in minor units */
    int64_t ended; /**< ended deals of the pipeline that passed the gates up to here */
    int64_t won;   /**< of those, the deals that were won */
    int32_t share; /**< won / ended in ten-thousandths; -1: fewer than NAAST_REPORT_LEAST ended */
    int32_t low;   /**< its Wilson interval at 95%, in ten-thousandths; -1 where share is */
    int32_t high;
    int64_t expected; /**< minor * won / ended, rounded down, in minor units; 0 where share is -1 */
    int64_t expected_low;
    int64_t expected_high;
} naast_forecast_line;

/** All open deals in one currency. */
typedef struct naast_forecast_total {
    const char *currency; /**< "" for deals without an amount */
    int64_t deals;
    int64_t minor;           /**< the sum of their amounts, in minor units */
    int64_t estimated;       /**< of these, the deals on lines that have a rate */
    int64_t estimated_minor; /**< the sum of the amounts of those */
    int64_t expected;        /**< the sums over those lines, in minor units */
    int64_t expected_low;
    int64_t expected_high;
    int64_t imported; /**< not in `deals`: open deals that were imported and have had nothing recorded since */
    int64_t imported_minor;
} naast_forecast_total;

/** The forecast. */
typedef struct naast_forecast {
    const naast_forecast_line *items; /**< by pipeline, stage, currency */
    size_t count;
    uint32_t item_size;
    int more;                           /**< 0: the list is whole */
    const char *next;                   /**< "" */
    const naast_forecast_total *totals; /**< by currency */
    size_t total_count;
    uint32_t total_size;
    int64_t behind;             /**< open deals in a later stage than their gates allow */
    int64_t ahead;              /**< open deals in an earlier stage than their gates allow */
    int64_t ended_imported;     /**< deals that ended before they were imported, or passed no gate since: in no rate */
    naast_date since, until;    /**< the window; 0: no end on that side */
    char head[NAAST_HEAD_SIZE]; /**< "SEQ:HASH" of the journal when it was read */
} naast_forecast;

/**
 * Forecasts what the open deals may yield. Evaluates the gates of every open deal.
 * @param spec NULL: all deals, no window. The window is of the day on which the deals ended that the rates are from
 * @param out free with naast_free
 * @retval NAAST_INVALID `since` or `until` is not a date, `until` is before `since`, or a sum of amounts does not fit
 * @retval NAAST_NOT_FOUND there is no such pipeline
 * @since 0.1
 */
NAAST_API int naast_report_forecast(naast_store *store, const naast_report_spec *spec, naast_forecast **out);

/* ---- promises ---- */

/**
 * What one side promised the other, of one kind: items of a kind with a life. Each item is counted once, in its present
 * state; an item that is "none" is not counted. Days are -1 where there are no such promises.
 */
typedef struct naast_promise_line {
    const char *pipeline;
    const char *kind;
    const char *kind_name;
    naast_side by;       /**< who promised */
    int64_t open;        /**< not settled, and not past the due date */
    int64_t overdue;     /**< not settled, and past the due date */
    int64_t kept;        /**< kept in time, or without a due date */
    int64_t late;        /**< kept after the due date that was last agreed */
    int64_t broken;      /**< broken, also where the other side released it afterwards */
    int64_t forgiven;    /**< of those, the ones released afterwards */
    int64_t released;    /**< released without having been broken */
    int64_t retracted;   /**< taken back by whoever recorded it */
    int64_t reagreed;    /**< of all of these except the retracted, those whose date was moved in time, by agreement */
    int64_t late_median; /**< of those kept late: days after the due date */
    int64_t late_most;
    int64_t overdue_median; /**< of those overdue: days from the due date to today */
    int64_t overdue_most;
} naast_promise_line;

/** A promise that is overdue now. */
typedef struct naast_overdue {
    naast_id deal;
    const char *title;
    int32_t n; /**< the item's number in the deal */
    const char *kind;
    naast_side by; /**< who promised */
    const char *text;
    naast_date due;
    int32_t days; /**< past the due date */
} naast_overdue;

/** The promises of both sides. */
typedef struct naast_promises {
    const naast_promise_line *items; /**< by pipeline, who promised (us first), kind */
    size_t count;
    uint32_t item_size;
    int more;                     /**< 0: the list is whole */
    const char *next;             /**< "" */
    const naast_overdue *overdue; /**< the most overdue first */
    size_t overdue_count;
    uint32_t overdue_size;
    naast_date since, until;    /**< the window; 0: no end on that side */
    char head[NAAST_HEAD_SIZE]; /**< "SEQ:HASH" of the journal when it was read */
} naast_promises;

/**
 * Counts promises and what became of them.
 * @param spec NULL: all deals, no window. The window is of the day on which a promise was settled, or on which one that
 *        was retracted was last phrased
 * @param out free with naast_free
 * @retval NAAST_INVALID `since` or `until` is not a date, or `until` is before `since`
 * @retval NAAST_NOT_FOUND there is no such pipeline
 * @since 0.1
 */
NAAST_API int naast_report_promises(naast_store *store, const naast_report_spec *spec, naast_promises **out);

/* ---- honesty ---- */

/**
 * One figure of the honesty report, and the number that it is a part of. `measure` is one of
 *   "ended"            deals that got this outcome (key)                            of all deals that ended
 *   "no"               of those declined or no_match: an honest no                  of all deals that ended
 *   "no_stage"         the noes in this stage (key)                                 of the noes
 *   "no_days"          not a count: the median of days from creation to the no      of the noes to deals created here
 *   "no_untold"        noes that the customer does not know of yet                  of the noes
 *   "moves_stale"      moves through a gate with something stale in the receipt     of the moves with a receipt
 *   "stale_check"      the same by check (key)                                      of the moves with a receipt
 *   "moves_waived"     moves through a gate with a waiver in the receipt            of the moves with a receipt
 *   "waiver"           how often this check (key) was waived                        of nothing: -1
 *   "unverified"       open deals that were imported and passed no gate since       of the open deals
 *   "unproven"         open or won deals past gates not passed as they are now      of the open and won deals
 *   "won_under"        deals won under this revision (key) of a pipeline            of the deals won here
 *   "won_other_gates"  of those, where the deal has gates now that ask more         of the deals won here
 *   "won_moments"      not a count: the median number of operations, up to the win,
 *                      in which something was recorded or confirmed                 of the deals won here
 *   "won_at_once"      deals won of which that was one operation                    of the deals won here
 *   "won_decider_silent" deals won while somebody who decides has no word where
 *                      the gates ask for one of whoever decides                     of the deals won
 *   "won_backed"       words of customers in won deals that rest on (key) a "page"
 *                      that they had, a "message" or file, or what we "said" alone  of those words
 *   "taken_back"       items that we retracted and that a customer had said or
 *                      confirmed                                                    of nothing: -1
 *   "respelled"        items of which the spelling alone was changed                of nothing: -1
 *   "renamed"          people of customers with a word whose name was changed       of nothing: -1
 *   "words_elsewhere"  words by somebody of another organisation than the deal's    of the words of customers
 *   "words_own_name"   words by somebody called like who of us typed them           of the words of customers
 *   "promise_kept", "promise_late", "promise_broken"   our promises                 of those three together
 *   "promise_moved"    our promises whose date was moved in time, by agreement      of ours that were not retracted
 *   "promise_overdue"  our promises that are overdue now                            of ours that are not settled
 */
typedef struct naast_honesty_line {
    const char *measure;
    const char *pipeline; /**< of "no_stage", "stale_check", "waiver" and "won_under"; else "" */
    const char *key;      /**< an outcome, a stage, a check, a revision, or what words rest on; else "" */
    const char *name;     /**< of the stage or check, in the handle's language; else "" */
    int64_t count;
    int64_t of; /**< -1: of nothing */
} naast_honesty_line;

/** The honesty report. */
typedef struct naast_honesty {
    const naast_honesty_line *items; /**< in the order above; measures without any figure are left out */
    size_t count;
    uint32_t item_size;
    int more;                   /**< 0: the list is whole */
    const char *next;           /**< "" */
    int64_t ended_imported;     /**< deals that had ended before they were imported: in none of these figures */
    naast_date since, until;    /**< the window; 0: no end on that side */
    char head[NAAST_HEAD_SIZE]; /**< "SEQ:HASH" of the journal when it was read */
} naast_honesty;

/**
 * Measures how honest the deals are; never by person.
 * @param spec NULL: all deals, no window. The window is of the day of the outcome, the move, the waiver or the end of
 *        the promise
 * @param out free with naast_free
 * @retval NAAST_INVALID `since` or `until` is not a date, or `until` is before `since`
 * @retval NAAST_NOT_FOUND there is no such pipeline
 * @since 0.1
 */
NAAST_API int naast_report_honesty(naast_store *store, const naast_report_spec *spec, naast_honesty **out);

/* ---- velocity ---- */

/**
 * How fast deals in one currency come through. A deal is qualified if it was created here, not imported, and passed at
 * least one gate of its pipeline.
 */
typedef struct naast_velocity_line {
    const char *pipeline;
    const char *currency;   /**< "" for deals without an amount */
    int64_t open;           /**< qualified deals that are open now */
    int64_t ended;          /**< qualified deals that ended in the window */
    int64_t won;            /**< of those, the ones that were won */
    int64_t won_minor;      /**< the sum of their amounts, in minor units */
    int64_t cycle;          /**< mean time from creation to outcome of all that ended, in whole seconds; -1: none did */
    int64_t came_per_week;  /**< won_minor * 7 / days of the window, rounded down, in minor units */
    int64_t minor_per_week; /**< open * won_minor / (ended * cycle in weeks), in whole minor units: what would come in
                                 at this rate; -1: fewer than NAAST_REPORT_LEAST ended, or the cycle is 0 */
} naast_velocity_line;

/** How many deals entered a stage, week by week: when they were created, or through a gate. */
typedef struct naast_moves_line {
    const char *pipeline;
    const char *stage;
    const char *stage_name;
    const int64_t *entered; /**< of each week, naast_velocity.week_count of them */
    int64_t total;
} naast_moves_line;

/** Velocity, and moves per week. */
typedef struct naast_velocity {
    const naast_velocity_line *items; /**< by pipeline and currency */
    size_t count;
    uint32_t item_size;
    int more;                      /**< 0: the list is whole */
    const char *next;              /**< "" */
    const naast_moves_line *moves; /**< by pipeline and stage; only stages that a deal entered */
    size_t move_count;
    uint32_t move_size;
    naast_date first_week; /**< the Monday of the week of the first of those moves; 0: there are none */
    size_t week_count;
    naast_date since, until;    /**< the window; 0: no end on that side */
    char head[NAAST_HEAD_SIZE]; /**< "SEQ:HASH" of the journal when it was read */
} naast_velocity;

/**
 * Measures velocity and counts moves per week.
 * @param spec NULL: all deals. The window is of the day of the outcome, or of the move; without `since` it is the 91
 *        days that end with `until`, or today
 * @param out free with naast_free
 * @retval NAAST_INVALID `since` or `until` is not a date, `until` is before `since`, or a sum of amounts does not fit
 * @retval NAAST_NOT_FOUND there is no such pipeline
 * @since 0.1
 */
NAAST_API int naast_report_velocity(naast_store *store, const naast_report_spec *spec, naast_velocity **out);

#ifdef __cplusplus
}
#endif
#endif
