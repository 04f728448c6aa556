/* honesty.h: what the parts of the honesty report share: its figures, and counting them. */
#ifndef REPORT_HONESTY_H
#define REPORT_HONESTY_H

#include "naast-report.h"
#include "naast.h"

#include "report/report.h"

struct query;

/* In the order in which they are reported. */
enum measure {
    ENDED,
    NOES,
    NO_STAGE,
    NO_DAYS,
    NO_UNTOLD,
    MOVES_STALE,
    STALE_CHECK,
    MOVES_WAIVED,
    WAIVER,
    UNVERIFIED,
    UNPROVEN,
    WON_UNDER,
    WON_OTHER_GATES,
    WON_MOMENTS,
    WON_AT_ONCE,
    WON_DECIDER_SILENT,
    WON_BACKED,
    TAKEN_BACK,
    RESPELLED,
    RENAMED,
    WORDS_ELSEWHERE,
    WORDS_OWN_NAME,
    PROMISE_KEPT,
    PROMISE_LATE,
    PROMISE_BROKEN,
    PROMISE_MOVED,
    PROMISE_OVERDUE,
    MEASURES
};

struct honesty_entry {
    enum measure measure;
    int order; /* among those of its measure: the place of a stage */
    naast_honesty_line line;
};

struct inquest {
    struct scope *scope;
    naast_honesty *result;
    struct places places;
    struct honesty_entry *entries;
    size_t count, room;
    int64_t of[MEASURES];
    struct numbers days; /* until each no */
};

/* Adds to the figure of this measure, pipeline and key; its texts are copied when it is new. */
int honesty_count(struct inquest *inquest, const struct honesty_entry *like);
/* The same of no pipeline and name. */
int honesty_count_plain(struct inquest *inquest, enum measure measure, const char *key, int64_t count);
/* The same, and nothing where it is zero. */
int honesty_count_some(struct inquest *inquest, enum measure measure, const char *key, int64_t count);

/* How deals were won: under which gates, on whose words, in how many moments. */
int honesty_read_wins(struct inquest *inquest);
/* What became of what people said: taken back, respelled, said under another name. */
int honesty_read_words(struct inquest *inquest);

/* Whose words they were: of another organisation, or called like who typed them. */
int honesty_read_givers(struct inquest *inquest);

#endif
