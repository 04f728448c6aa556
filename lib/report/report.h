/* report.h: what the reports share: which deals and days they are about, the stages in their order, ranks. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "naast-report.h"
#include "naast.h"

struct env;

/* What a report is about. Both ends of the window are moments: from the first one of `since`, up to the one that begins
 * the day after `until`. */
struct scope {
    naast_store *store;
    int64_t first_pipeline, last_pipeline; /* revision keys */
    naast_date since, until, today;        /* since and until: 0 where the window is open */
    naast_time from, to, now;
    char head[NAAST_HEAD_SIZE];
};

/*
 * Makes a result of `size` bytes and lets `fill` fill it, in one snapshot. usual_days: how far the window goes back
 * where the spec does not say; 0: without end. *out is set on success alone.
 */
typedef int report_fill(struct scope *scope, void *result);
int report_make(naast_store *store, const naast_report_spec *spec, int32_t usual_days, size_t size, report_fill *fill,
                void **out);

static inline int scope_has(const struct scope *scope, naast_time at) { return at >= scope->from && at < scope->to; }
static inline int scope_has_day(const struct scope *scope, naast_date day)
{
    return (scope->since == 0 || day >= scope->since) && (scope->until == 0 || day <= scope->until);
}

/* A stage of a pipeline, whatever the revision. */
struct place {
    int64_t pipeline; /* its id */
    const char *pipeline_name, *stage, *stage_name;
    int at;     /* its place in the newest revision; -1: it is no longer there */
    int won_at; /* the place of the won stage there */
    int last;   /* nothing comes after it */
};

/* By pipeline name and place; those that are no longer there come last. */
struct places {
    struct place *items; /* owned by the result */
    size_t count, room;
};
int places_read(const struct scope *scope, void *result, struct places *places);
/* The number of a place; -1: the pipeline is not one of those that the report is about. revision: a revision key. */
int places_find(const struct places *places, int64_t revision, const char *stage);

/* Numbers of which ranks are asked. */
struct numbers {
    int64_t *items;
    size_t count, room;
};
int numbers_add(struct env *env, struct numbers *numbers, int64_t number);
void numbers_sort(struct numbers *numbers);
/* Of sorted numbers the nearest rank: the smallest that at least `percent` of them do not exceed; -1: there are none.
 */
int64_t numbers_rank(const struct numbers *numbers, int percent);

/* In whole seconds; -1 stays -1. */
static inline int64_t whole_seconds(int64_t microseconds)
{
    return microseconds < 0 ? microseconds : microseconds / 1000000;
}

/* Adds to a sum of money; NAAST_INVALID with a message when it no longer fits. */
int sum_add(struct env *env, int64_t *sum, int64_t minor, const char *currency);

#endif
