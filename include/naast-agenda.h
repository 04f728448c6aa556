/* naast-agenda.h: what is due, most pressing first. Include it beside <naast.h>. */
#ifndef NAAST_AGENDA_H
#define NAAST_AGENDA_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Why something is on the agenda. What is due today or before comes first, in the order of the first eleven; then what
 * comes within the days ahead, by day; then the others, in their order.
 */
typedef enum naast_reason {
    NAAST_REASON_PROMISE_LATE = 1, /**< we owe something, it is open, and its day has passed */
    NAAST_REASON_NOT_INFORMED,     /**< the deal was declined, or there was no match, and the customer does not know */
    NAAST_REASON_PROMISE_DUE,      /**< we owe something, and its day is today or ahead */
    NAAST_REASON_PULSE_SILENT,     /**< nothing was heard for longer than `fresh_days` of the check */
    NAAST_REASON_THEIR_PROMISE_LATE, /**< the customer owes something, and its day has passed */
    NAAST_REASON_TASK_LATE,
    NAAST_REASON_TASK_DUE,
    NAAST_REASON_THEIR_PROMISE_DUE,
    NAAST_REASON_PULSE_DUE,       /**< nothing was heard for half of `fresh_days` */
    NAAST_REASON_DECISION_PASSED, /**< the day on which a decision was expected has passed */
    NAAST_REASON_WAIVER_EXPIRES,  /**< a check that is waived will block again */
    NAAST_REASON_STALE,           /**< something changed, or grew old, since it was agreed */
    NAAST_REASON_READY,           /**< the gates to the next stage are open */
    NAAST_REASON_SLEEPING,        /**< longer in its stage than `sleeps_days`, with nothing written for as long */
    NAAST_REASON_UNPROVEN,   /**< past a gate that it has not passed as it is now: naast_deal.unproven. @since 0.2 */
    NAAST_REASON_GAP,        /**< a check on the way to the next stage is not met: the cheapest to answer */
    NAAST_REASON_TASK_OPEN,  /**< a task without a due date */
    NAAST_REASON_UNVERIFIED, /**< imported deals with nothing recorded since, all on one line */
    NAAST_REASON_END         /**< one more than the last */
} naast_reason;

/**
 * "promise_late", "not_informed", ..., or "unknown". Constant; never NULL, not freed.
 * @param reason any
 * @since 0.1
 */
NAAST_API const char *naast_reason_code(naast_reason reason);

/** One thing to do. Texts that do not apply are "", numbers 0. */
typedef struct naast_agenda_line {
    naast_reason reason;
    naast_id deal; /**< 0: a task of no deal, or the line of imported deals */
    const char *title;
    const char *outcome;
    const char *pipeline;
    int32_t pipeline_revision;
    const char *stage;
    const char *stage_name; /**< in the handle's language */
    const char *owner;      /**< of the deal; of a task its own */
    naast_id org;
    const char *org_name;
    naast_id person; /**< who promised, else the deal's contact */
    const char *person_name;
    int32_t item;
    const char *kind; /**< of the item, or of what is to be asked */
    const char *kind_name;
    const char *text; /**< of the item or the task */
    naast_id task;
    const char *check;
    const char *check_name;
    const char *ask;            /**< the question to ask, or the thing to tell */
    int stated;                 /**< 1: `ask` is what we tell them, rather than a question */
    int asks_us;                /**< we ask ourselves */
    naast_verdict verdict;      /**< of the check */
    int32_t blockers;           /**< gap, stale: blocking checks not met on the way to the next stage */
    const naast_remedy *remedy; /**< what answers it; never NULL: action NAAST_DO_NOTHING where no item does */
    naast_date day; /**< when it is or was due; not_informed: when the deal ended; pulse: when they were last heard;
                         sleeping: when something was last written */
    int32_t days;   /**< from that day to today; negative: days ahead */
    int64_t count;  /**< unverified: how many deals */
    int32_t also;   /**< further reasons on the same deal, less pressing */
    const char *person_org; /**< the organisation of `person`, where it is another than `org`. @since 0.2 */
} naast_agenda_line;

/** A page of the agenda. */
typedef struct naast_agenda {
    const naast_agenda_line *items;
    size_t count;
    uint32_t item_size;
    int more;              /**< there are others after the last */
    const char *next;      /**< what a page takes as `after` for those; "" where there are none */
    naast_date until;      /**< the last day that was looked at */
    int64_t left_out;      /**< lines after this page, and open deals whose gates were not evaluated */
    int left_out_at_least; /**< there are more than that: of each reason a thousand are counted, of deals 200 evaluated
                            */
} naast_agenda;

/** What the agenda is of: all that is set has to hold. */
typedef struct naast_agenda_filter {
    uint32_t size;
    const char *owner; /**< of the deal, or of the task; NULL: everybody */
    naast_date until;  /**< the last day ahead; 0: a week from today */
    int all;           /**< without a page limit every line; evaluates the gates of every deal, and counts all */
    naast_id deal;     /**< this deal alone, with a line for every reason, and what its gates ask; 0: all deals */
    naast_id org;      /**< this organisation's deals, and tasks for it or its people; 0: all */
    naast_id person; /**< deals of which they are the contact or in which they are named, and tasks for them; 0: all */
} naast_agenda_filter;
#define NAAST_AGENDA_FILTER_INIT NAAST_SPEC_INIT(naast_agenda_filter)

/**
 * Lists what is due: one line for each deal with its most pressing reason, and one for each task without a deal. There
 * is no line that would make somebody contact a person who asked not to be contacted. The gates of a deal are evaluated
 * where it has no more pressing reason, as long as its line could be on the page.
 * @param filter NULL: everything within a week
 * @param page which part; NULL, or a limit of 0: the first seven lines, or with a deal, an organisation, a person or
 *        `all` every line. `after` is only what `next` gave
 * @param out free with naast_free
 * @retval NAAST_INVALID `until` is not a date, or before today; `after` is no cursor of this list
 * @retval NAAST_NOT_FOUND nobody has the name `owner`; there is no such deal, organisation or person
 * @since 0.2
 */
NAAST_API int naast_agenda_list(naast_store *store, const naast_agenda_filter *filter, const naast_page *page,
                                naast_agenda **out);

#ifdef __cplusplus
}
#endif
#endif
