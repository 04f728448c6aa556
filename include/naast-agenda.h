/* naast-agenda.h: what is due, most pressing first. */
#ifndef NAAST_AGENDA_H
#define NAAST_AGENDA_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Why something stands on the agenda, in the order in which what is due now is told; docs/next.md says when each is. */
typedef enum naast_reason {
    NAAST_REASON_PROMISE_LATE = 1,   /* we owe it, and its day has passed */
    NAAST_REASON_NOT_TOLD,           /* we said no, or there was no match, and the customer does not know yet */
    NAAST_REASON_PROMISE_DUE,        /* we owe it, and its day comes */
    NAAST_REASON_PULSE_SILENT,       /* nothing heard for longer than the check allows */
    NAAST_REASON_THEIR_PROMISE_LATE, /* the customer owes it */
    NAAST_REASON_TASK_LATE,
    NAAST_REASON_TASK_DUE,
    NAAST_REASON_THEIR_PROMISE_DUE,
    NAAST_REASON_PULSE_DUE,       /* half of the time that the check allows has gone */
    NAAST_REASON_DECISION_PASSED, /* the day on which a decision was expected has passed */
    NAAST_REASON_WAIVER_EXPIRES,
    NAAST_REASON_STALE,    /* something changed since they agreed */
    NAAST_REASON_READY,    /* the way to the next stage is open */
    NAAST_REASON_SLEEPING, /* longer in its stage than the stage allows, and nothing was written about it for as long */
    NAAST_REASON_GAP,      /* the cheapest gap on the way to the next stage */
    NAAST_REASON_TASK_OPEN,  /* a task without a day */
    NAAST_REASON_UNVERIFIED, /* imported deals that were not talked through, all in one line */
    NAAST_REASON_END         /* one more than the last */
} naast_reason;

/* "promise_late", "not_told", ...: never NULL, never freed. Since 0.1. */
NAAST_API const char *naast_reason_code(naast_reason reason);

/* One thing to do. Texts that do not apply are "", numbers 0. */
typedef struct naast_agenda_line {
    naast_reason reason;
    naast_id deal; /* 0: a task of no deal, or the line that sums up imports */
    const char *title;
    const char *outcome;
    const char *pipeline;
    int32_t pipeline_revision;
    const char *stage;
    const char *stage_name; /* in the handle's language */
    const char *owner;      /* of the deal; of a task: its own */
    naast_id org;
    const char *org_name;
    naast_id person; /* with whom: who promised, else the deal's contact */
    const char *person_name;
    int32_t item;
    const char *kind; /* of the item, or of what is to be asked */
    const char *kind_name;
    const char *text; /* of the item or the task */
    naast_id task;
    const char *check;
    const char *check_name;
    const char *ask;            /* the question to ask or the thing to tell */
    int telling;                /* we tell it */
    int asks_us;                /* we ask ourselves */
    naast_verdict verdict;      /* of the check */
    int32_t blockers;           /* gap, stale: blocking checks not met on the way to the next stage */
    const naast_remedy *remedy; /**< what answers it; never NULL: action NAAST_DO_NOTHING where no item does */
    naast_date day; /* when it is or was due; not_told: ended; pulse: last heard; sleeping: last written about */
    int32_t days;   /* from that day to today; below zero: still to come */
    int64_t count;  /* unverified: how many deals */
    int32_t also;   /* further reasons, less pressing, on the same deal */
} naast_agenda_line;

typedef struct naast_agenda {
    const naast_agenda_line *items;
    size_t count;
    uint32_t item_size;
    int more;              /* there are others after the last */
    const char *next;      /* what a page takes as `after` for those; "" */
    naast_date until;      /* the last day that was looked at */
    int64_t left_out;      /* lines left out */
    int left_out_at_least; /* there are more than that: counting stops after a thousand of a kind */
} naast_agenda;

typedef struct naast_agenda_filter {
    uint32_t size;
    const char *owner; /* of the deal, or of the task; NULL: everybody */
    naast_date until;  /* what is due later is left out; 0: a week from today */
    int all;           /* of every deal and task */
    naast_id deal;     /* of this deal alone every reason, a line each, and what its gates ask; 0: of all deals */
    naast_id org;      /* of this organisation's deals, and of tasks for it or its people; 0: of all */
    naast_id person; /* of the deals in which they are the contact or are spoken of, and of tasks for them; 0: of all */
} naast_agenda_filter;
#define NAAST_AGENDA_FILTER_INIT NAAST_SPEC_INIT(naast_agenda_filter)

/*
 * What is due, one line for each deal with its most pressing reason, and one for each task that belongs to no deal.
 * Nobody who asked not to be contacted stands on a line that would make one contact them. Gates are judged on deals
 * with nothing more pressing, and only as far as lines are wanted; of the one deal that the filter names always. Of a
 * deal, an organisation or a person all lines are given unless there is a limit. filter: NULL for the first seven
 * lines. *out: free with naast_free. Returns OK, INVALID (until is no date or before today; limit with all), NOT_FOUND
 * (owner, deal, org, person), BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_agenda_list(naast_store *store, const naast_agenda_filter *filter, const naast_page *page,
                                naast_agenda **out);

#ifdef __cplusplus
}
#endif
#endif
