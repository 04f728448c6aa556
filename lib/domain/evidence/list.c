/* list.c: the items of a deal as callers see them, each with the words on it. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "domain/common/list.h"
#include "domain/common/rows.h"
#include "domain/evidence/facts.h"
#include "domain/evidence/item_write.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <string.h>

/* The order of the columns in items_sql, and in words_sql. */
enum {
    I_ID,
    I_KIND,
    I_VALUE,
    I_TEXT,
    I_SIDE,
    I_SAID_BY,
    I_FROM_NAME,
    I_WORD_SIDE,
    I_WORD_BY,
    I_ABOUT,
    I_PERSON,
    I_PERSON_NAME,
    I_AMOUNT,
    I_CURRENCY,
    I_DUE,
    I_URL,
    I_FILE_NAME,
    I_STATE,
    I_RETRACTED,
    I_IN_CONFIDENCE,
    I_REAGREED,
    I_SETTLED_ON,
    I_SETTLED_SIDE,
    I_SETTLED_BY,
    I_SETTLED_NAME,
    I_BECAUSE,
    I_CREV,
    I_DAY,
    I_REDACTED,
    I_RESPELLED,
    I_FROM_ORG,
    I_SETTLED_ORG
};
enum { W_SIDE, W_PERSON, W_NAME, W_SEEN, W_DAY, W_HOW, W_GIVEN_AS, W_GIVEN_AS_NAME, W_PAGE, W_ORG };

/* The name of somebody's organisation, where it is another than the deal's; most of the time nothing is looked up. */
#define OTHER_ORG(person, org)                                                                                         \
    "(SELECT o.name FROM naast_org o WHERE o.id = CASE WHEN " person ".org <> " org " AND " org " <> 0 THEN " person   \
    ".org END)"

static const char items_sql[] =
    "SELECT e.id, e.kind, e.value, e.text, e.side, e.said_by, f.name, e.word_side, e.word_by, e.about, e.person, "
    "p.name, e.amount, e.currency, e.due, e.url, e.file_name, e.state, e.retracted, e.in_confidence, e.reagreed, "
    "e.settled_on, e.settled_side, e.settled_by, s.name, e.because, e.crev, e.day, e.redacted, e.spelled_from IS NOT "
    "NULL, " OTHER_ORG("f", "?3") ", " OTHER_ORG(
        "s", "?3") " FROM naast_evidence e "
                   "LEFT JOIN naast_person f ON f.id = e.said_by LEFT JOIN naast_person p ON p.id = e.person "
                   "LEFT JOIN naast_person s ON s.id = e.settled_by "
                   "WHERE e.id BETWEEN ?1 AND ?2 AND e.void = 0 ORDER BY e.id";

/* Words whose item is void are no facts either. ?1 is the deal's first key, so ?1 - 1 + item is the item's. */
static const char words_sql[] =
    "SELECT w.side, w.person, p.name, w.seen, w.day, w.how, w.given_as, a.name, w.page, " OTHER_ORG(
        "p", "?5") " FROM naast_word w "
                   "JOIN naast_evidence e ON e.id = ?1 - 1 + w.item AND e.void = 0 LEFT JOIN naast_person p ON p.id = "
                   "w.person "
                   "LEFT JOIN naast_person a ON a.id = w.given_as "
                   "WHERE w.id BETWEEN ?1 AND ?2 AND w.item BETWEEN ?3 AND ?4 AND w.void = 0 ORDER BY w.item, w.id";

/* Copies a text of the query into the result; a failure sticks in *status. */
static const char *keep(naast_store *store, void *result, struct query *query, int column, int *status)
{
    const char *text = result_text(&store->env, result, query_text(query, column));
    if (text == NULL)
        *status = NAAST_NO_MEMORY;
    return text;
}

static naast_party party_at(struct query *query, int side)
{
    return (naast_party){(naast_side)query_int(query, side), query_int(query, side + 1)};
}

static int keep_texts(naast_store *store, void *result, struct query *query, naast_item *item)
{
    const struct {
        const char **field;
        int column;
    } texts[] = {
        {&item->kind, I_KIND},
        {&item->value, I_VALUE},
        {&item->text, I_TEXT},
        {&item->from_name, I_FROM_NAME},
        {&item->url, I_URL},
        {&item->person_name, I_PERSON_NAME},
        {&item->file_name, I_FILE_NAME},
        {&item->settled_name, I_SETTLED_NAME},
        {&item->state, I_STATE},
        {&item->because, I_BECAUSE},
        {&item->from_org, I_FROM_ORG},
        {&item->settled_org, I_SETTLED_ORG},
    };
    int status = 0;
    for (size_t i = 0; status == 0 && i < sizeof texts / sizeof texts[0]; i++)
        *texts[i].field = keep(store, result, query, texts[i].column, &status);
    return status;
}

static int read_item(naast_store *store, void *result, struct query *query, naast_item *item)
{
    int64_t id = query_int(query, I_ID);
    item->deal = child_parent(id);
    item->n = child_number(id);
    item->from = party_at(query, I_SIDE);
    item->phrased_by = party_at(query, I_WORD_SIDE);
    item->about = (int32_t)query_int(query, I_ABOUT);
    item->person = query_int(query, I_PERSON);
    item->amount.minor = query_int(query, I_AMOUNT);
    strncpy(item->amount.currency, query_text(query, I_CURRENCY), sizeof item->amount.currency - 1);
    item->due = (naast_date)query_int(query, I_DUE);
    item->retracted = query_int(query, I_RETRACTED) != 0;
    item->in_confidence = query_int(query, I_IN_CONFIDENCE) != 0;
    item->redacted = query_int(query, I_REDACTED) != 0;
    item->respelled = query_int(query, I_RESPELLED) != 0;
    item->reagreed = (int32_t)query_int(query, I_REAGREED);
    item->settled_on = (naast_date)query_int(query, I_SETTLED_ON);
    item->settled_by = party_at(query, I_SETTLED_SIDE);
    item->content_rev = query_int(query, I_CREV);
    item->on = (naast_date)query_int(query, I_DAY);
    int status = keep_texts(store, result, query, item);
    if (status != 0)
        return status;
    item->late = strcmp(item->state, "kept") == 0 && item->due != 0 && item->settled_on > item->due;
    if (strcmp(item->state, "none") == 0 && *item->because == '\0')
        item->because = item->text;
    return 0;
}

/* Which of the facts' items are read: all of them, or one. */
struct part {
    const struct facts *facts;
    size_t first, count;
    int32_t from, to; /* their numbers */
};

/* The facts come from the same snapshot, in the same order: the row numbered i is items[first + i]. */
static int read_items(naast_store *store, const struct part *part, void *result, naast_item *items)
{
    const int64_t deal = part->facts->deal;
    struct query query;
    int status = query_open(&query, store, items_sql, "iii", child_key(deal, part->from), child_key(deal, part->to),
                            part->facts->org);
    for (size_t i = 0; status == 0 && i < part->count; i++)
        if ((status = query_next(&query)) == 1)
            status = read_item(store, result, &query, &items[i]);
    query_close(&query);
    return status;
}

static int read_words(naast_store *store, const struct facts *facts, const struct fact_item *fact, void *result,
                      struct query *query, naast_item *item)
{
    int status = 0;
    naast_word *words = result_alloc(&store->env, result, fact->word_count, sizeof *words);
    if (words == NULL)
        return NAAST_NO_MEMORY;
    for (size_t i = 0; status == 0 && i < fact->word_count; i++) {
        if ((status = query_next(query)) != 1)
            return status;
        naast_word *word = &words[i];
        word->by = party_at(query, W_SIDE);
        word->seen = query_int(query, W_SEEN);
        word->on = (naast_date)query_int(query, W_DAY);
        const struct fact_word seen = {.side = word->by.side, .seen = word->seen, .day = word->on};
        word->fresh = word_is_fresh(facts, fact, &seen);
        status = 0;
        word->given_as = query_int(query, W_GIVEN_AS);
        word->backed = query_int(query, W_PAGE) != 0                    ? NAAST_BACKED_BY_PAGE
                       : *item->url != '\0' || *item->file_name != '\0' ? NAAST_BACKED_BY_MESSAGE
                                                                        : NAAST_BACKED_BY_US;
        word->name = keep(store, result, query, W_NAME, &status);
        word->given_as_name = keep(store, result, query, W_GIVEN_AS_NAME, &status);
        word->how = keep(store, result, query, W_HOW, &status);
        word->org_name = keep(store, result, query, W_ORG, &status);
    }
    item->words = words;
    item->word_count = fact->word_count;
    item->word_size = sizeof *words;
    return status;
}

static int read_all_words(naast_store *store, const struct part *part, void *result, naast_item *items)
{
    const struct facts *facts = part->facts;
    struct query query;
    int status = query_open(&query, store, words_sql, "iiiii", child_key(facts->deal, 1),
                            child_key(facts->deal, CHILD_MAX), (int64_t)part->from, (int64_t)part->to, facts->org);
    for (size_t i = 0; status == 0 && i < part->count; i++)
        status = read_words(store, facts, &facts->items[part->first + i], result, &query, &items[i]);
    query_close(&query);
    return status;
}

static int read_part(naast_store *store, const struct part *part, void *result, naast_item *items)
{
    int status = read_items(store, part, result, items);
    return status == 0 ? read_all_words(store, part, result, items) : status;
}

int items_read(naast_store *store, const struct facts *facts, naast_items **out)
{
    const struct part all = {facts, 0, facts->item_count, 1, CHILD_MAX};
    int status = NAAST_NO_MEMORY;
    naast_items *result = result_new(&store->env, sizeof *result);
    naast_item *items = result == NULL ? NULL : result_alloc(&store->env, result, facts->item_count, sizeof *items);
    if (items != NULL)
        status = read_part(store, &all, result, items);
    if (status != 0) {
        naast_free(result);
        return status;
    }
    list_head_fill(result, items, facts->item_count, sizeof *items);
    *out = result;
    return 0;
}

/* One of them; NAAST_NOT_FOUND when it is not there. */
static int read_one(naast_store *store, const struct facts *facts, int32_t n, naast_item **out)
{
    struct part one = {facts, 0, 1, n, n};
    while (one.first < facts->item_count && facts->items[one.first].n != n)
        one.first++;
    if (one.first == facts->item_count)
        return item_read(store, facts->deal, n, NULL);
    naast_item *item = result_new(&store->env, sizeof *item);
    int status = item != NULL ? read_part(store, &one, item, item) : NAAST_NO_MEMORY;
    if (status == 0)
        *out = item;
    else
        naast_free(item);
    return status;
}

int naast_item_list(naast_store *store, naast_id deal, naast_items **out)
{
    struct facts *facts = NULL;
    naast_items *items = NULL;
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = facts_read(store, deal, &facts);
    if (status == 0)
        status = items_read(store, facts, &items);
    status = read_end(store, status);
    naast_free(facts);
    if (status == 0)
        *out = items;
    else
        naast_free(items);
    return status;
}

int naast_item_get(naast_store *store, naast_id deal, int32_t n, naast_item **out)
{
    struct facts *facts = NULL;
    naast_item *item = NULL;
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = facts_read(store, deal, &facts);
    if (status == 0)
        status = read_one(store, facts, n, &item);
    status = read_end(store, status);
    naast_free(facts);
    if (status == 0)
        *out = item;
    else
        naast_free(item);
    return status;
}
