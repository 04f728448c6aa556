/* filter.h: which deals a filter lets through, in which order, as SQL; and why the text of one was found. */
#ifndef DOMAIN_DEAL_FILTER_H
#define DOMAIN_DEAL_FILTER_H

#include "naast.h"

struct conditions;
struct search_words;

/* What is wrong with a filter. words: of its text, none where it has none; search_words_free. */
int deals_filter_check(naast_store *store, const naast_deal_filter *filter, struct search_words *words);

/*
 * Adds the query for the ids of a page of deals (naast_deal d), at most `limit`, and behind it, for the whole rows, the
 * same order: "(SELECT d.id …) ORDER BY …". outcome: NULL for any, "" for open. from, to: revision keys.
 */
struct deals_range {
    const char *outcome;
    int64_t first_pipeline, last_pipeline;
    int64_t limit;
};
void deals_filter_add(struct conditions *all, const naast_deal_filter *filter, const struct search_words *words,
                      const struct deals_range *range);

/* Fills in found_item and found_text. memory: whose text they become. */
int deal_why_found(naast_store *store, void *result, const struct search_words *words, naast_deal *deal);

#endif
