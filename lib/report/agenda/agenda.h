/* agenda.h: the parts of the agenda: what finds reasons, what judges gates, what puts a line into words. */
#ifndef REPORT_AGENDA_AGENDA_H
#define REPORT_AGENDA_AGENDA_H

#include "naast-agenda.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/values/ids.h"

/* The most rows read of each sort of reason, and the most deals judged, unless all are asked for. */
enum { AGENDA_COUNTED = 1000, AGENDA_JUDGED = 200 };

/* A reason that was found: numbers only, since most are never shown. */
struct reason {
    naast_reason reason;
    naast_date day;
    int32_t weight; /* before the day, among those of one reason: the lighter first */
    naast_id deal;
    int32_t item;
    naast_id task;
    naast_id person;          /* 0: the deal's contact */
    const naast_check *check; /* of the handle's pipelines */
    int64_t count;            /* of unverified */
    int32_t also;
};

/* A deal of which the gates have not been judged. */
struct awake {
    naast_id deal;
    naast_date since;
    int won;
};

struct agenda {
    naast_store *store;
    const naast_agenda_filter *filter;
    naast_date today, until;
    size_t limit;        /* lines of the page; 0: as usual */
    struct reason after; /* the last line of the page before; without a reason: this is the first page */
    int64_t owner;       /* 0: everybody */
    int64_t counted;     /* the most rows of one query, which asks for one more */
    int at_least;        /* a query had more than that */
    struct reason *reasons;
    size_t reason_count, reason_capacity;
    struct awake *awake;
    size_t awake_count, awake_capacity;
    int64_t unjudged; /* open deals whose gates were not judged, */
    int judges_later; /* some of them since the page is full without */
    naast_agenda *result;
};

/*
 * Each query asks for deals d of the filter, and so its first values are these. ?1: an owner, ?3: a deal, ?4: an
 * organisation, ?5: a person; 0: all of them. ?2: the most rows, and one more.
 */
#define AGENDA_OF_PERSON                                                                                               \
    "(SELECT id FROM naast_deal WHERE contact = ?5 UNION SELECT id" SQL_PARENT                                         \
    "FROM naast_evidence WHERE said_by = ?5 "                                                                          \
    "AND void = 0 UNION SELECT id" SQL_PARENT "FROM naast_evidence WHERE person = ?5 AND void = 0)"
#define AGENDA_DEALS                                                                                                   \
    "(CAST(?1 AS INTEGER) = 0 OR d.owner = ?1) AND (CAST(?3 AS INTEGER) = 0 OR d.id = ?3) "                            \
    "AND (CAST(?4 AS INTEGER) = 0 OR d.org = ?4) AND (CAST(?5 AS INTEGER) = 0 OR d.id IN " AGENDA_OF_PERSON ") "
#define AGENDA_VALUES(agenda)                                                                                          \
    (agenda)->owner, (agenda)->counted + 1, (agenda)->filter->deal, (agenda)->filter->org, (agenda)->filter->person

/* Whether the filter names a deal, an organisation or a person. */
int agenda_is_narrow(const struct agenda *agenda);

int agenda_add(struct agenda *agenda, const struct reason *reason);
/* The status of a query from which agenda->counted rows were taken at most; it notes that there was one more. */
int agenda_more(struct agenda *agenda, int status);
int agenda_add_awake(struct agenda *agenda, const struct awake *awake);

/* Each finds reasons of its sort. agenda_due.c: what has a day of its own; agenda_deals.c: what follows from a deal's
 * stage. */
int agenda_find_due(struct agenda *agenda);
int agenda_find_deals(struct agenda *agenda);

/* What the gates say of one deal: the check that is cheapest to answer (of those that make one contact nobody who asked
 * not to be), or that the way is open. */
struct judgement {
    naast_reason reason; /* NAAST_REASON_STALE, NAAST_REASON_READY, NAAST_REASON_GAP; 0: nothing that may be asked */
    const naast_check_result *check; /* in the evaluation */
    int32_t blockers;
    int at_work;                  /* won: what was not asked yet waits for its time */
    naast_evaluation *evaluation; /* naast_free */
};
int agenda_judge(struct agenda *agenda, naast_id deal, struct judgement *out);

/* The line of a reason, its texts the result's own. */
int agenda_tell(struct agenda *agenda, const struct reason *reason, naast_agenda_line *line);

#endif
