/* filter.c: the conditions and the order of a list of deals. */
#include "domain/deal/filter.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/values/dates.h"
#include "base/values/ids.h"
#include "base/values/money.h"
#include "domain/common/conditions.h"
#include "domain/common/input.h"
#include "domain/common/query.h"
#include "domain/common/rows.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

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
    if (status == 0 && filter->after != 0 && filter->sort != NAAST_BY_NUMBER)
        status = deal_read(store, filter->after, NULL);
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

/* How many minor units of its currency make a whole one. */
static void add_unit(struct conditions *all)
{
    static const char *const units[] = {"1", "10", "100", "1000", "10000"};
    const char *currency;
    int decimals;
    conditions_add(all, "CASE d.currency", "");
    for (size_t k = 0; (currency = money_currency_at(k, &decimals)) != NULL; k++)
        if (decimals != 2)
            buffer_format(&all->sql, " WHEN '%s' THEN %s", currency, units[decimals]);
    conditions_add(all, " ELSE 100 END", "");
}

static void add_amounts(struct conditions *all, const naast_deal_filter *filter)
{
    if (filter->amount_from != 0) {
        conditions_add(all, " AND d.amount >= ? * ", "i", filter->amount_from);
        add_unit(all);
    }
    if (filter->amount_to != 0) {
        conditions_add(all, " AND d.amount <= ? * ", "i", filter->amount_to);
        add_unit(all);
    }
}

/* Deals in which the word stands somewhere. */
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
    if (filter->unverified != NAAST_KEEP)
        conditions_add(all, " AND d.unverified = ?", "i", (int64_t)(filter->unverified == NAAST_SET));
    if (filter->currency != NULL)
        conditions_add(all, " AND d.currency = ?", "t", filter->currency);
}

/* ---- order ---- */

/* What lacks a value comes last either way: LAST is behind every text, as are the numbers below. */
#define LAST "'\xF4\x8F\xBF\xBF'"
static const struct order {
    const char *key; /* SQL over naast_deal d and naast_org o, never NULL; followed by d.id */
    int backwards;
} orders[][2] = {
    [NAAST_BY_NUMBER] = {{"d.id", 0}, {"d.id", 1}},
    [NAAST_BY_TITLE] = {{"coalesce(d.folded, " LAST "), d.id", 0}, {"coalesce(d.folded, ''), d.id", 1}},
    [NAAST_BY_ORG] = {{"coalesce(o.folded, " LAST "), d.id", 0}, {"coalesce(o.folded, ''), d.id", 1}},
    [NAAST_BY_AMOUNT] = {{"coalesce(d.currency, " LAST "), coalesce(d.amount, 0), d.id", 0},
                         {"coalesce(d.currency, " LAST "), -coalesce(d.amount, 0), d.id", 0}},
    [NAAST_BY_SINCE] = {{"d.since, d.id", 0}, {"d.since, d.id", 1}},
    [NAAST_BY_EXPECTED] = {{"coalesce(d.expected, 99999999), d.id", 0}, {"coalesce(d.expected, 0), d.id", 1}},
    [NAAST_BY_CREATED] = {{"d.created, d.id", 0}, {"d.created, d.id", 1}},
};

static const struct order *order_of(const naast_deal_filter *filter)
{
    return &orders[filter->sort][filter->descending != 0];
}

/* After the deal that was last, wherever it stands by now. */
static void add_after(struct conditions *all, const naast_deal_filter *filter)
{
    const struct order *order = order_of(filter);
    const char *way = order->backwards ? "<" : ">";
    if (filter->after == 0)
        return;
    if (filter->sort == NAAST_BY_NUMBER) {
        conditions_add(all, order->backwards ? " AND d.id < ?" : " AND d.id > ?", "i", filter->after);
        return;
    }
    buffer_format(&all->sql, " AND (%s) %s (SELECT %s", order->key, way, order->key);
    conditions_add(all, " FROM naast_deal d LEFT JOIN naast_org o ON o.id = d.org WHERE d.id = ?)", "i", filter->after);
}

/* Each key in the same direction. The keys have commas of their own, so it goes behind those at the end of one. */
static void add_order(struct conditions *all, const naast_deal_filter *filter)
{
    const struct order *order = order_of(filter);
    buffer_text(&all->sql, " ORDER BY ");
    if (!order->backwards) {
        buffer_text(&all->sql, order->key);
        return;
    }
    const char *last = strstr(order->key, ", d.id");
    if (last != NULL)
        buffer_format(&all->sql, "%.*s DESC, d.id DESC", (int)(last - order->key), order->key);
    else
        buffer_text(&all->sql, "d.id DESC");
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
    add_after(all, filter);
    add_order(all, filter);
    conditions_add(all, " LIMIT ?)", "i", range->limit);
    add_order(all, filter);
}
