/* deals_read.c: one deal, and deals a page at a time. */
#include "domain/gate.h"

#include "base/ids.h"
#include "base/text.h"
#include "domain/fields.h"
#include "domain/listing.h"
#include "store/journal.h"

#include <string.h>

#define DEALS                                                                                                          \
    "SELECT d.id, d.uuid, d.title, d.org, o.name, d.contact, p.name, a.name, d.amount, d.currency, d.expected, "       \
    "d.source, d.note, d.follows, d.external_id, d.pipeline, d.stage, d.outcome, d.unverified, d.created, d.since, "   \
    "d.closed, d.told FROM naast_deal d LEFT JOIN naast_org o ON o.id = d.org "                                        \
    "LEFT JOIN naast_person p ON p.id = d.contact LEFT JOIN naast_actor a ON a.id = d.owner "
enum {
    D_ID,
    D_UUID,
    D_TITLE,
    D_ORG,
    D_ORG_NAME,
    D_CONTACT,
    D_CONTACT_NAME,
    D_OWNER,
    D_AMOUNT,
    D_CURRENCY,
    D_EXPECTED,
    D_SOURCE,
    D_NOTE,
    D_FOLLOWS,
    D_EXTERNAL_ID,
    D_PIPELINE,
    D_STAGE,
    D_OUTCOME,
    D_UNVERIFIED,
    D_CREATED,
    D_SINCE,
    D_CLOSED,
    D_TOLD
};

/* Where a page of deals comes from: by number, or first by an index that leaves fewer of them. */
#define FITS                                                                                                           \
    "d.id > ?1 AND d.void = 0 AND (CAST(?3 AS TEXT) IS NULL OR d.stage = ?3) "                                         \
    "AND (CAST(?4 AS TEXT) IS NULL OR coalesce(d.outcome, '') = ?4) AND (CAST(?5 AS TEXT) IS NULL OR a.name = ?5) "    \
    "AND (CAST(?6 AS INTEGER) = 0 OR d.org = ?6) AND d.pipeline BETWEEN ?7 AND ?8 "
#define PAGE FITS "ORDER BY d.id LIMIT ?2"

static const char sql_one[] = DEALS "WHERE d.id = ?1 AND d.void = 0";
static const char sql_by_number[] = DEALS "WHERE " PAGE;
static const char sql_by_stage[] = DEALS "WHERE d.stage = ?3 AND " PAGE;
static const char sql_by_org[] = DEALS "WHERE d.org = ?6 AND " PAGE;

/* All that fit are looked at, but only those of the page are read whole. */
#define LONGEST "ORDER BY d.since, d.id LIMIT ?2"
static const char sql_longest[] =
    DEALS "WHERE d.id IN (SELECT d.id FROM naast_deal d LEFT JOIN naast_actor a ON a.id = d.owner WHERE " FITS LONGEST
          ") " LONGEST;

/* ---- one row ---- */

static int deal_texts(struct listing *list, struct query *query, naast_deal *deal)
{
    const struct {
        const char **text;
        int column;
    } texts[] = {
        {&deal->title, D_TITLE},     {&deal->org_name, D_ORG_NAME}, {&deal->contact_name, D_CONTACT_NAME},
        {&deal->owner, D_OWNER},     {&deal->source, D_SOURCE},     {&deal->note, D_NOTE},
        {&deal->outcome, D_OUTCOME}, {&deal->stage, D_STAGE},       {&deal->external_id, D_EXTERNAL_ID},
    };
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++)
        if ((*texts[k].text = listing_text(list, query, texts[k].column)) == NULL)
            return NAAST_NO_MEMORY;
    return 0;
}

/* The pipeline's name and the stage's, from its definition. */
static int deal_pipeline(naast_store *store, struct listing *list, int64_t key, naast_deal *deal)
{
    const naast_pipeline *pipeline = NULL;
    char buffer[64];
    int status = pipeline_load(store, key, &pipeline);
    if (status != 0)
        return status;
    const int stage = pipeline_stage(pipeline, deal->stage);
    const naast_words *words = stage < 0 ? NULL : &pipeline->stages[stage].name;
    deal->pipeline_revision = pipeline->revision;
    deal->pipeline = result_text(list->env, list->result, pipeline->name);
    deal->stage_name = result_text(list->env, list->result, naast_name(store, deal->stage, words, buffer));
    const int kept = (deal->pipeline != NULL) & (deal->stage_name != NULL);
    return kept ? 0 : NAAST_NO_MEMORY;
}

static void deal_numbers(struct query *query, naast_deal *deal)
{
    deal->id = query_int(query, D_ID);
    uuid_column(query, D_UUID, deal->uuid);
    deal->org = query_int(query, D_ORG);
    deal->contact = query_int(query, D_CONTACT);
    deal->amount.minor = query_int(query, D_AMOUNT);
    strncpy(deal->amount.currency, query_text(query, D_CURRENCY), sizeof deal->amount.currency - 1);
    deal->expected = (naast_date)query_int(query, D_EXPECTED);
    deal->follows = query_int(query, D_FOLLOWS);
    deal->unverified = query_int(query, D_UNVERIFIED) != 0;
    deal->created = query_int(query, D_CREATED);
    deal->since = query_int(query, D_SINCE);
    deal->closed = (naast_date)query_int(query, D_CLOSED);
    deal->told = query_int(query, D_TOLD) != 0;
    deal->gate_open = -1;
}

/* Whether it could move on; an ended deal could not. */
static int deal_gate(naast_store *store, naast_deal *deal)
{
    struct facts *facts = NULL;
    if (*deal->outcome != '\0' && strcmp(deal->outcome, "won") != 0)
        return 0;
    int status = facts_read(store, deal->id, &facts);
    if (status == 0)
        status = way_on_evaluate(store, facts, &deal->gate_open, &deal->missing);
    naast_free(facts);
    return status;
}

static int deal_add_row(naast_store *store, struct listing *list, struct query *query, int gates)
{
    naast_deal *deal = listing_add(list);
    if (deal == NULL)
        return NAAST_NO_MEMORY;
    deal_numbers(query, deal);
    int status = deal_texts(list, query, deal);
    if (status == 0)
        status = deal_pipeline(store, list, query_int(query, D_PIPELINE), deal);
    if (status == 0)
        status = journal_root_rev(store, NAAST_DEAL, deal->id, &deal->rev);
    if (status == 0 && gates)
        status = deal_gate(store, deal);
    return status;
}

/* ---- get ---- */

/* The deal is the result itself, so it is read into a list of one and copied to its front. */
static int get(naast_store *store, naast_id id, naast_deal **out)
{
    struct query query = {0};
    struct listing list;
    const void *deals = NULL;
    size_t count = 0;
    int status = listing_begin(&list, store, sizeof(naast_deal), sizeof(naast_deal));
    if (status == 0)
        status = query_open(&query, store, sql_one, "i", id);
    if (status == 0 && (status = query_next(&query)) > 0)
        status = deal_add_row(store, &list, &query, 0);
    query_close(&query);
    if (status == 0 && list.count == 0)
        status = FAIL(&store->env, MSG_DEAL_NOT_FOUND, short_id('D', id).text);
    status = listing_end(&list, status, &deals, &count);
    if (status != 0)
        return status;
    memcpy(list.result, deals, sizeof **out);
    *out = list.result;
    return 0;
}

int naast_deal_get(naast_store *store, naast_id deal, naast_deal **out)
{
    naast_deal *found = NULL;
    env_clear_failure(&store->env);
    int status = read_begin(store);
    if (status == 0)
        status = get(store, deal, &found);
    status = read_end(store, status);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}

/* ---- list ---- */

/* A filter as the query takes it. */
struct page {
    const naast_deal_filter *filter;
    const char *outcome; /* NULL: any; "": open */
    int64_t limit;
    int64_t first_pipeline, last_pipeline; /* revision keys */
};

static int page_outcome(naast_store *store, struct page *page)
{
    static const char *const outcomes[] = {"won",  "declined",    "rejected",  "no_match",
                                           "lost", "no_decision", "withdrawn", NULL};
    const char *outcome = page->filter->outcome;
    if (outcome == NULL || codes_have(outcomes, outcome)) {
        page->outcome = outcome;
        return 0;
    }
    page->outcome = "";
    return strcmp(outcome, "open") == 0 ? 0 : FAIL(&store->env, MSG_OUTCOME_NOT_FOUND, outcome);
}

static int page_pipeline(naast_store *store, struct page *page)
{
    int64_t key = 0;
    page->last_pipeline = INT64_MAX;
    if (page->filter->pipeline == NULL)
        return 0;
    int status = pipeline_find(store, page->filter->pipeline, 0, &key);
    page->first_pipeline = child_key(child_parent(key), 0);
    page->last_pipeline = child_key(child_parent(key), CHILD_MAX);
    return status;
}

static int page_open(naast_store *store, const struct page *page, struct query *query)
{
    const naast_deal_filter *filter = page->filter;
    const char *sql = filter->longest_first ? sql_longest
                      : filter->stage       ? sql_by_stage
                      : filter->org         ? sql_by_org
                                            : sql_by_number;
    return query_open(query, store, sql, "iitttiii", filter->after, page->limit + 1, filter->stage, page->outcome,
                      filter->owner, filter->org, page->first_pipeline, page->last_pipeline);
}

static int page_read(naast_store *store, const struct page *page, struct listing *list, int *more)
{
    struct query query;
    int status = page_open(store, page, &query);
    while (status == 0 && (status = query_next(&query)) > 0) {
        *more = (int64_t)list->count == page->limit;
        if (*more) {
            status = 0;
            break;
        }
        status = deal_add_row(store, list, &query, page->filter->gates);
    }
    query_close(&query);
    return status;
}

/* No deals there: is it a stage at all, in any revision that a deal may have? */
static int stage_known(naast_store *store, const struct page *page)
{
    const naast_pipeline *pipeline = NULL;
    struct query query;
    int known = 0;
    int status =
        query_open(&query, store, "SELECT id FROM naast_revision WHERE id BETWEEN ?1 AND ?2 AND void = 0 ORDER BY id",
                   "ii", page->first_pipeline, page->last_pipeline);
    while (status == 0 && !known && (status = query_next(&query)) > 0) {
        status = pipeline_load(store, query_int(&query, 0), &pipeline);
        known = status == 0 && pipeline_stage(pipeline, page->filter->stage) >= 0;
    }
    query_close(&query);
    if (status == 0 && !known)
        status = FAIL(&store->env, MSG_STAGE_UNKNOWN, page->filter->stage);
    return status;
}

static int list_read(naast_store *store, const naast_deal_filter *filter, naast_deals **out)
{
    struct page page = {.filter = filter, .limit = filter->limit ? filter->limit : 100};
    struct listing list;
    const void *items = NULL;
    size_t count = 0;
    int more = 0;
    int status = listing_begin(&list, store, sizeof(naast_deals), sizeof(naast_deal));
    if (status == 0)
        status = page_outcome(store, &page);
    if (status == 0)
        status = page_pipeline(store, &page);
    if (status == 0)
        status = page_read(store, &page, &list, &more);
    if (status == 0 && list.count == 0 && filter->stage != NULL)
        status = stage_known(store, &page);
    status = listing_end(&list, status, &items, &count);
    if (status != 0)
        return status;
    *out = list.result;
    **out = (naast_deals){.items = items, .count = count, .more = more};
    return 0;
}

int naast_deal_list(naast_store *store, const naast_deal_filter *filter, naast_deals **out)
{
    static const naast_deal_filter all = NAAST_DEAL_FILTER_INIT;
    naast_deals *found = NULL;
    env_clear_failure(&store->env);
    if (filter != NULL && filter->size < sizeof *filter)
        return FAIL(&store->env, MSG_SPEC_SIZE);
    if (filter != NULL && filter->longest_first && filter->after != 0)
        return FAIL(&store->env, MSG_DEAL_ORDER);
    int status = read_begin(store);
    if (status == 0)
        status = list_read(store, filter ? filter : &all, &found);
    status = read_end(store, status);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
