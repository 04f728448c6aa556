/* found.c: why the text of a deal was found, if what a list shows of it does not show that. */
#include "naast.h"

#include "base/env/env.h"
#include "base/values/ids.h"
#include "domain/common/query.h"
#include "domain/deal/filter.h"
#include "store/handle/sql.h"

/* The first of the words that is not among those found. */
static int first_missing(const struct search_words *words, unsigned found)
{
    int k = 0;
    while (k < words->count && (found >> k & 1) != 0)
        k++;
    return k;
}

/* A text of a row, if the word is in it, becomes the piece. */
static int look_in(naast_store *store, void *result, const struct search_words *words, int k, const char *text,
                   const char **piece)
{
    unsigned found = 0;
    int status = search_words_in(store, words, text, &found);
    if (status == 0 && (found >> k & 1) != 0)
        status = search_piece(store, result, text, words->word[k], piece);
    return status;
}

/* In its evidence, and in the names of the people in it. */
static int look_in_items(naast_store *store, void *result, const struct search_words *words, int k, naast_deal *deal)
{
    struct query query;
    const char *piece = NULL;
    int64_t key = 0;
    int status = query_open(&query, store,
                            "SELECT e.id, e.text, e.because, p.name, s.name FROM naast_evidence e "
                            "LEFT JOIN naast_person p ON p.id = e.person LEFT JOIN naast_person s ON s.id = e.said_by "
                            "WHERE e.id BETWEEN ?1 AND ?2 AND e.void = 0 AND e.retracted = 0 ORDER BY e.id",
                            "ii", child_key(deal->id, 1), child_key(deal->id, CHILD_MAX));
    while (status == 0 && piece == NULL && (status = query_next(&query)) > 0) {
        key = query_int(&query, 0);
        status = 0;
        for (int column = 1; status == 0 && piece == NULL && column <= 4; column++)
            status = look_in(store, result, words, k, query_text(&query, column), &piece);
    }
    query_close(&query);
    if (piece != NULL) {
        deal->found_item = child_number(key);
        deal->found_text = piece;
    }
    return status;
}

int deal_why_found(naast_store *store, void *result, const struct search_words *words, naast_deal *deal)
{
    const char *const shown[] = {deal->title, deal->org_name, deal->contact_name};
    const char *const own[] = {deal->note, deal->source, deal->external_id};
    const char *piece = NULL;
    unsigned found = 0;
    int status = 0;
    for (size_t k = 0; status == 0 && k < sizeof shown / sizeof shown[0]; k++)
        status = search_words_in(store, words, shown[k], &found);
    const int missing = first_missing(words, found);
    if (status != 0 || missing == words->count)
        return status;
    for (size_t k = 0; status == 0 && piece == NULL && k < sizeof own / sizeof own[0]; k++)
        status = look_in(store, result, words, missing, own[k], &piece);
    if (piece != NULL)
        deal->found_text = piece;
    else if (status == 0)
        status = look_in_items(store, result, words, missing, deal);
    return status;
}
