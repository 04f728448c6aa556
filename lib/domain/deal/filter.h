/* filter.h: which deals a filter lets through, in which order, as SQL; and why the text of one was found. */
#ifndef DOMAIN_DEAL_FILTER_H
#define DOMAIN_DEAL_FILTER_H

#include "naast.h"

#include "domain/common/cursor.h"

struct conditions;
struct search_words;

/* What is wrong with a filter. words: of its text, none where it has none; search_words_free. */
int deals_filter_check(naast_store *store, const naast_deal_filter *filter, struct search_words *words);

/* The deal after which a page begins, and by what it was sorted when the page before ended. cursor.id 0: none. */
struct deals_after {
    struct cursor cursor;
    int64_t second; /* the second key, of an order that has two */
};

/* Reads naast_page.after: a cursor of the filter's order, or the number of a deal. Release with deals_after_free,
 * whatever came of it. */
int deals_after_read(naast_store *store, const naast_deal_filter *filter, const char *text, struct deals_after *after);
void deals_after_free(naast_store *store, struct deals_after *after);

/* The cursor behind the deal `last`, as a text of the result. In the snapshot in which the page was read. */
int deals_next_write(naast_store *store, void *result, const naast_deal_filter *filter, naast_id last,
                     const char **next);

/*
 * Adds the query for the ids of a page of deals (naast_deal d), at most `limit`, and behind it, for the whole rows, the
 * same order: "(SELECT d.id …) ORDER BY …". outcome: NULL for any, "" for open. from, to: revision keys.
 */
struct deals_range {
    const char *outcome;
    int64_t first_pipeline, last_pipeline;
    int64_t limit;
    struct deals_after after;
};
void deals_filter_add(struct conditions *all, const naast_deal_filter *filter, const struct search_words *words,
                      const struct deals_range *range);

/* Fills in found_item and found_text. memory: whose text they become. */
int deal_why_found(naast_store *store, void *result, const struct search_words *words, naast_deal *deal);

#endif
