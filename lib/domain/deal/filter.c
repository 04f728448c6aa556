/* filter.c: the conditions and the order of a list of deals. */
#include "domain/deal/filter.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/dates.h"
#include "base/values/ids.h"
#include "base/values/money.h"
#include "domain/common/conditions.h"
#include "domain/common/input.h"
#include "domain/common/query.h"
#include "domain/common/rows.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- what can be wrong ---- */

static int days_check(naast_store *store, const naast_days *days)
{
    int status = day_check(store, days->from);
    return status == 0 ? day_check(store, days->to) : status;
}

/* Who acts now may not have written anything yet, and has no deals then. */
static int owner_check(naast_store *store, const char *owner)
{
    int64_t found = 0;
    if (owner == NULL || (store->actor != NULL && strcmp(owner, store->actor) == 0))
        return 0;
    int status = sql_int(store, &found, "SELECT id FROM naast_actor WHERE name = ?1", "t", owner);
    return status == 0 && found == 0 ? FAIL(&store->env, MSG_OWNER_NOT_FOUND, owner) : status;
}

int deals_filter_check(naast_store *store, const naast_deal_filter *filter, struct search_words *words)
{
    const naast_days *const days[] = {&filter->expected, &filter->created, &filter->since, &filter->closed};
    int status = 0;
    *words = (struct search_words){0};
    for (size_t k = 0; status == 0 && k < sizeof days / sizeof days[0]; k++)
        status = days_check(store, days[k]);
    if (status == 0)
        status = owner_check(store, filter->owner);
    if (status == 0 && (filter->sort < NAAST_BY_NUMBER || filter->sort > NAAST_BY_CREATED))
        status = FAIL(&store->env, MSG_SORT_UNKNOWN);
    if (status == 0 && filter->text != NULL)
        status = search_words_read(store, filter->text, words);
    return status;
}

/* ---- conditions ---- */

/* "AND column BETWEEN …" over dates. */
static void add_days(struct conditions *all, const char *column, const naast_days *days)
{
    if (days->from != 0) {
        conditions_add(all, " AND ", "");
        conditions_add(all, column, "");
        conditions_add(all, " >= ?", "i", (int64_t)days->from);
    }
    if (days->to != 0) {
        conditions_add(all, " AND ", "");
        conditions_add(all, column, "");
        conditions_add(all, " <= ?", "i", (int64_t)days->to);
    }
}

/* The same over moments. */
static void add_times(struct conditions *all, const char *column, const naast_days *days)
{
    if (days->from != 0) {
        conditions_add(all, " AND ", "");
        conditions_add(all, column, "");
        conditions_add(all, " >= ?", "i", date_start(days->from));
    }
    if (days->to != 0) {
        conditions_add(all, " AND ", "");
        conditions_add(all, column, "");
        conditions_add(all, " < ?", "i", date_end(days->to));
    }
}

/* The amount of a deal in hundredths, whatever its currency has. */
static void add_hundredths(struct conditions *all)
{
    static const char *const factors[] = {" * 100", " * 10", "", " / 10.0", " / 100.0"};
    const char *currency;
    int decimals;
    conditions_add(all, " AND CASE d.currency", "");
    for (size_t k = 0; (currency = money_currency_at(k, &decimals)) != NULL; k++)
        if (decimals != 2)
            buffer_format(&all->sql, " WHEN '%s' THEN d.amount%s", currency, factors[decimals]);
    conditions_add(all, " ELSE d.amount END", "");
}

static void add_amount(struct conditions *all, const naast_deal_filter *filter, const char *compares, int64_t bound)
{
    if (bound == 0)
        return;
    if (filter->currency != NULL)
        conditions_add(all, " AND d.amount", "");
    else
        add_hundredths(all);
    conditions_add(all, compares, "i", bound);
}

static void add_amounts(struct conditions *all, const naast_deal_filter *filter)
{
    add_amount(all, filter, " >= ?", filter->amount_from);
    add_amount(all, filter, " <= ?", filter->amount_to);
}

/* Deals that have the word somewhere. */
static void add_word(struct conditions *all, const char *word)
{
    conditions_add(all, " AND d.id IN (SELECT h.key" SQL_PARENT "FROM (", "");
    conditions_match(all, word);
    conditions_add(all, ") AS h WHERE h.key > 0", "");
    conditions_orgs(all, " UNION SELECT w.id FROM naast_deal w WHERE w.org", word);
    conditions_people(all, " UNION SELECT w.id FROM naast_deal w WHERE w.contact", word);
    conditions_people(
        all, " UNION SELECT e.id" SQL_PARENT "FROM naast_evidence e WHERE e.void = 0 AND e.retracted = 0 AND e.person",
        word);
    conditions_people(
        all, " UNION SELECT e.id" SQL_PARENT "FROM naast_evidence e WHERE e.void = 0 AND e.retracted = 0 AND e.said_by",
        word);
    conditions_add(all, ")", "");
}

static void add_simple(struct conditions *all, const naast_deal_filter *filter, const struct deals_range *range)
{
    conditions_add(all, "d.void = 0", "");
    if (filter->stage != NULL)
        conditions_add(all, " AND d.stage = ?", "t", filter->stage);
    if (range->outcome != NULL && *range->outcome == '\0')
        conditions_add(all, " AND d.outcome IS NULL", "");
    else if (range->outcome != NULL)
        conditions_add(all, " AND d.outcome = ?", "t", range->outcome);
    if (filter->pipeline != NULL)
        conditions_add(all, " AND d.pipeline BETWEEN ? AND ?", "ii", range->first_pipeline, range->last_pipeline);
    if (filter->owner != NULL)
        conditions_add(all, " AND d.owner IN (SELECT id FROM naast_actor WHERE name = ?)", "t", filter->owner);
    if (filter->org != 0)
        conditions_add(all, " AND d.org = ?", "i", filter->org);
    if (filter->contact != 0)
        conditions_add(all, " AND d.contact = ?", "i", filter->contact);
    if (filter->person != 0)
        conditions_add(all,
                       " AND d.id IN (SELECT id FROM naast_deal WHERE contact = ? "
                       "UNION SELECT id" SQL_PARENT "FROM naast_evidence WHERE said_by = ? AND void = 0 "
                       "UNION SELECT id" SQL_PARENT "FROM naast_evidence WHERE person = ? AND void = 0)",
                       "iii", filter->person, filter->person, filter->person);
    if (filter->unverified != NAAST_FLAG_KEEP)
        conditions_add(all, " AND d.unverified = ?", "i", (int64_t)(filter->unverified == NAAST_FLAG_SET));
    if (filter->unproven != NAAST_FLAG_KEEP)
        conditions_add(all, " AND coalesce(d.unproven, 0) = ?", "i", (int64_t)(filter->unproven == NAAST_FLAG_SET));
    if (filter->currency != NULL)
        conditions_add(all, " AND d.currency = ?", "t", filter->currency);
}

/* ---- order ---- */

/*
 * What a list is sorted by, never NULL, as SQL over naast_deal d and naast_org o; then comes d.id. What lacks a value
 * comes last either way: LAST is behind every text, as are the numbers below.
 */
#define LAST "'\xF4\x8F\xBF\xBF'"
enum { MOST_KEYS = 2 };
static const struct order {
    const char *key[MOST_KEYS]; /* the second, where there is one, is the number of a text */
    int backwards;
    enum cursor_key kind;
} orders[][2] = {
    [NAAST_BY_NUMBER] = {{{"d.id"}, 0, CURSOR_BY_ID}, {{"d.id"}, 1, CURSOR_BY_ID}},
    [NAAST_BY_TITLE] = {{{"coalesce(d.folded, " LAST ")"}, 0, CURSOR_TEXT},
                        {{"coalesce(d.folded, '')"}, 1, CURSOR_TEXT}},
    [NAAST_BY_ORG] = {{{"coalesce(o.folded, " LAST ")"}, 0, CURSOR_TEXT}, {{"coalesce(o.folded, '')"}, 1, CURSOR_TEXT}},
    [NAAST_BY_AMOUNT] = {{{"coalesce(d.currency, " LAST ")", "coalesce(d.amount, 0)"}, 0, CURSOR_TEXT},
                         {{"coalesce(d.currency, " LAST ")", "-coalesce(d.amount, 0)"}, 0, CURSOR_TEXT}},
    [NAAST_BY_SINCE] = {{{"d.since"}, 0, CURSOR_INT}, {{"d.since"}, 1, CURSOR_INT}},
    [NAAST_BY_EXPECTED] = {{{"coalesce(d.expected, 99999999)"}, 0, CURSOR_INT},
                           {{"coalesce(d.expected, 0)"}, 1, CURSOR_INT}},
    [NAAST_BY_CREATED] = {{{"d.created"}, 0, CURSOR_INT}, {{"d.created"}, 1, CURSOR_INT}},
};

static const struct order *order_of(const naast_deal_filter *filter)
{
    return &orders[filter->sort][filter->descending != 0];
}

/* ---- where a page begins ---- */

static int key_keep(naast_store *store, const char *text, struct cursor *cursor)
{
    const size_t bytes = strlen(text) + 1;
    cursor->memory = mem_resize(&store->env, NULL, bytes, 1);
    if (cursor->memory == NULL)
        return NAAST_NO_MEMORY;
    cursor->text = memcpy(cursor->memory, text, bytes);
    return 0;
}

/* The key of a deal as it is now; *after holds its number. */
static int key_read(naast_store *store, const struct order *order, struct deals_after *after)
{
    struct conditions all;
    struct query query;
    conditions_begin(&all, store);
    buffer_format(&all.sql, "SELECT %s, %s", order->key[0], order->key[1] != NULL ? order->key[1] : "0");
    conditions_add(&all, " FROM naast_deal d LEFT JOIN naast_org o ON o.id = d.org WHERE d.id = ? AND d.void = 0", "i",
                   after->cursor.id);
    int status = conditions_open(&all, &query);
    if (status == 0 && (status = query_next(&query)) == 0)
        status = FAIL(&store->env, MSG_DEAL_NOT_FOUND, short_id('D', after->cursor.id).text);
    if (status > 0 && order->kind == CURSOR_TEXT) {
        status = key_keep(store, query_text(&query, 0), &after->cursor);
        after->second = query_int(&query, 1);
    } else if (status > 0) {
        after->cursor.number = query_int(&query, 0);
        status = 0;
    }
    after->cursor.key = order->kind;
    query_close(&query);
    conditions_free(&all);
    return status;
}

/* A cursor keeps two keys as one text: the number, a space, the text. */
static int keys_split(naast_store *store, struct deals_after *after)
{
    char *text = after->cursor.memory, *end;
    after->second = strtoll(text, &end, 10);
    if (end == text || *end != ' ')
        return FAIL(&store->env, MSG_CURSOR_WRONG, text);
    memmove(text, end + 1, strlen(end + 1) + 1);
    return 0;
}

int deals_after_read(naast_store *store, const naast_deal_filter *filter, const char *text, struct deals_after *after)
{
    const struct order *order = order_of(filter);
    *after = (struct deals_after){0};
    int status = cursor_read(&store->env, text, &after->cursor);
    if (status != 0 || after->cursor.id == 0 || (after->cursor.key == CURSOR_BY_ID && order->kind == CURSOR_BY_ID))
        return status;
    if (after->cursor.key == CURSOR_BY_ID)
        return key_read(store, order, after);
    if (after->cursor.key != order->kind)
        return FAIL(&store->env, MSG_CURSOR_WRONG, text);
    return order->key[1] != NULL ? keys_split(store, after) : 0;
}

void deals_after_free(naast_store *store, struct deals_after *after) { cursor_free(&store->env, &after->cursor); }

int deals_next_write(naast_store *store, void *result, const naast_deal_filter *filter, naast_id last,
                     const char **next)
{
    const struct order *order = order_of(filter);
    struct deals_after after = {.cursor = {.id = last}};
    struct cursor own;
    struct buffer keys;
    int status = order->kind == CURSOR_BY_ID ? 0 : key_read(store, order, &after);
    buffer_init(&keys, &store->env);
    own = after.cursor;
    if (status == 0 && order->key[1] != NULL) {
        buffer_format(&keys, "%" PRId64 " %s", after.second, after.cursor.text);
        status = keys.status;
        own.text = keys.data;
    }
    if (status == 0) {
        *next = cursor_write(&store->env, result, &own);
        status = *next != NULL ? 0 : NAAST_NO_MEMORY;
    }
    buffer_free(&keys);
    deals_after_free(store, &after);
    return status;
}

static void add_keys(struct conditions *all, const struct order *order)
{
    buffer_text(&all->sql, order->key[0]);
    if (order->key[1] != NULL)
        buffer_format(&all->sql, ", %s", order->key[1]);
}

/* Behind the deal that was last, and what it was sorted by then. */
static void add_after(struct conditions *all, const naast_deal_filter *filter, const struct deals_after *after)
{
    const struct order *order = order_of(filter);
    const char *way = order->backwards ? "<" : ">";
    if (after->cursor.id == 0)
        return;
    if (order->kind == CURSOR_BY_ID) {
        buffer_format(&all->sql, " AND d.id %s ", way);
        conditions_add(all, "?", "i", after->cursor.id);
        return;
    }
    buffer_text(&all->sql, " AND (");
    add_keys(all, order);
    buffer_format(&all->sql, ", d.id) %s (", way);
    if (order->kind == CURSOR_TEXT)
        conditions_add(all, "coalesce(?, '')", "t", after->cursor.text); /* "" is bound as NULL */
    else
        conditions_add(all, "?", "i", after->cursor.number);
    if (order->key[1] != NULL)
        conditions_add(all, ", ?", "i", after->second);
    conditions_add(all, ", ?)", "i", after->cursor.id);
}

/* Each key in the same direction. */
static void add_order(struct conditions *all, const naast_deal_filter *filter)
{
    const struct order *order = order_of(filter);
    const char *way = order->backwards ? " DESC" : "";
    buffer_text(&all->sql, " ORDER BY ");
    for (int k = 0; order->kind != CURSOR_BY_ID && k < MOST_KEYS && order->key[k] != NULL; k++)
        buffer_format(&all->sql, "%s%s, ", order->key[k], way);
    buffer_format(&all->sql, "d.id%s", way);
}

void deals_filter_add(struct conditions *all, const naast_deal_filter *filter, const struct search_words *words,
                      const struct deals_range *range)
{
    conditions_add(all, "(SELECT d.id FROM naast_deal d LEFT JOIN naast_org o ON o.id = d.org WHERE ", "");
    add_simple(all, filter, range);
    add_days(all, "d.expected", &filter->expected);
    add_days(all, "d.closed", &filter->closed);
    add_times(all, "d.created", &filter->created);
    add_times(all, "d.since", &filter->since);
    for (int k = 0; k < words->count; k++)
        add_word(all, words->word[k]);
    add_amounts(all, filter);
    add_after(all, filter, &range->after);
    add_order(all, filter);
    conditions_add(all, " LIMIT ?)", "i", range->limit);
    add_order(all, filter);
}
