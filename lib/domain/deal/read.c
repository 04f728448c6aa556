/* read.c: one deal, and deals a page at a time. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/values/ids.h"
#include "domain/common/codes.h"
#include "domain/common/conditions.h"
#include "domain/common/input.h"
#include "domain/common/list.h"
#include "domain/common/query.h"
#include "domain/common/rows.h"
#include "domain/deal/deal_move.h"
#include "domain/deal/filter.h"
#include "domain/evidence/facts.h"
#include "domain/gate/gate.h"
#include "domain/pipeline/pipeline.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <string.h>

#define DEALS                                                                                                          \
    "SELECT d.id, d.uuid, d.title, d.org, o.name, d.contact, p.name, a.name, d.amount, d.currency, d.expected, "       \
    "d.source, d.note, d.follows, d.external_id, d.pipeline, d.stage, d.outcome, d.unverified, d.unproven, "           \
    "d.created, d.since, "                                                                                             \
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
    D_UNPROVEN,
    D_CREATED,
    D_SINCE,
    D_CLOSED,
    D_TOLD
};

static const char sql_one[] = DEALS "WHERE d.id = ?1 AND d.void = 0";
static const char sql_page[] = DEALS "WHERE d.id IN ";

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
    const naast_label *words = stage < 0 ? NULL : &pipeline->stages[stage].label;
    deal->pipeline_revision = pipeline->revision;
    deal->pipeline = result_text(list->env, list->result, pipeline->code);
    deal->stage_name = result_text(list->env, list->result, naast_name(store, deal->stage, words, buffer));
    const int kept = (deal->pipeline != NULL) & (deal->stage_name != NULL);
    return kept ? 0 : NAAST_NO_MEMORY;
}

static naast_deal_status status_of(const char *outcome)
{
    return *outcome == '\0' ? NAAST_DEAL_OPEN : outcome_is_won(outcome) ? NAAST_DEAL_WON : NAAST_DEAL_ENDED;
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
    deal->unproven = query_int(query, D_UNPROVEN) != 0;
    deal->created = query_int(query, D_CREATED);
    deal->since = query_int(query, D_SINCE);
    /* An import begins the stay at the moment of opening; every move to another stage begins one of its own. */
    deal->since_known = !deal->unverified || deal->since != deal->created;
    deal->closed = (naast_date)query_int(query, D_CLOSED);
    deal->informed = query_int(query, D_TOLD) != 0;
    deal->status = status_of(query_text(query, D_OUTCOME));
    deal->gate_open = -1;
    deal->found_text = "";
}

/* Whether it could move on; an ended deal could not. */
static int deal_gate(naast_store *store, naast_deal *deal)
{
    struct facts *facts = NULL;
    if (deal->status == NAAST_DEAL_ENDED)
        return 0;
    int status = facts_read(store, deal->id, &facts);
    if (status == 0)
        status = way_on_evaluate(store, facts, &deal->gate_open, &deal->blockers);
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
        status = journal_root_rev(store, NAAST_ROOT_DEAL, deal->id, &deal->rev);
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
    int status = listing_begin(&list, store, sizeof(naast_deal), sizeof(naast_deal));
    if (status == 0)
        status = query_open(&query, store, sql_one, "i", id);
    if (status == 0 && (status = query_next(&query)) > 0)
        status = deal_add_row(store, &list, &query, 0);
    query_close(&query);
    if (status == 0 && list.count == 0)
        status = FAIL(&store->env, MSG_DEAL_NOT_FOUND, short_id('D', id).text);
    status = listing_end_one(&list, status);
    if (status == 0)
        *out = list.result;
    return status;
}

int naast_deal_get(naast_store *store, naast_id deal, naast_deal **out)
{
    naast_deal *found = NULL;
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = read_begin(store);
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

enum { DEALS_DEFAULT = 100 };

/* A filter as the query takes it. */
struct page {
    const naast_deal_filter *filter;
    struct search_words words;
    struct deals_range range;
};

static int page_outcome(naast_store *store, struct page *page)
{
    const char *outcome = page->filter->outcome;
    if (outcome == NULL || codes_have(naast_outcomes(), outcome)) {
        page->range.outcome = outcome;
        return 0;
    }
    page->range.outcome = "";
    return strcmp(outcome, "open") == 0 ? 0 : FAIL(&store->env, MSG_OUTCOME_NOT_FOUND, outcome);
}

static int page_pipeline(naast_store *store, struct page *page)
{
    int64_t key = 0;
    page->range.last_pipeline = INT64_MAX;
    if (page->filter->pipeline == NULL)
        return 0;
    int status = pipeline_find(store, page->filter->pipeline, 0, &key);
    page->range.first_pipeline = child_key(child_parent(key), 0);
    page->range.last_pipeline = child_key(child_parent(key), CHILD_MAX);
    return status;
}

static int page_add(naast_store *store, const struct page *page, struct listing *list, struct query *query)
{
    int status = deal_add_row(store, list, query, page->filter->gates);
    if (status == 0 && page->words.count > 0)
        status = deal_why_found(store, list->result, &page->words, (naast_deal *)list->items + (list->count - 1));
    return status;
}

static int page_read(naast_store *store, const struct page *page, struct listing *list, int *more)
{
    struct conditions all;
    struct query query;
    conditions_begin(&all, store);
    conditions_add(&all, sql_page, "");
    deals_filter_add(&all, page->filter, &page->words, &page->range);
    int status = conditions_open(&all, &query);
    while (status == 0 && (status = query_next(&query)) > 0) {
        *more = (int64_t)list->count == page->range.limit - 1;
        status = 0;
        if (*more)
            break;
        status = page_add(store, page, list, &query);
    }
    query_close(&query);
    conditions_free(&all);
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
                   "ii", page->range.first_pipeline, page->range.last_pipeline);
    while (status == 0 && !known && (status = query_next(&query)) > 0) {
        status = pipeline_load(store, query_int(&query, 0), &pipeline);
        known = status == 0 && pipeline_stage(pipeline, page->filter->stage) >= 0;
    }
    query_close(&query);
    if (status == 0 && !known)
        status = FAIL(&store->env, MSG_STAGE_UNKNOWN, page->filter->stage);
    return status;
}

static int page_begin(naast_store *store, const char *after, struct page *page)
{
    int status = deals_filter_check(store, page->filter, &page->words);
    if (status == 0)
        status = deals_after_read(store, page->filter, after, &page->range.after);
    if (status == 0)
        status = page_outcome(store, page);
    return status == 0 ? page_pipeline(store, page) : status;
}

static int list_read(naast_store *store, const naast_deal_filter *filter, const naast_page *asked, naast_deals **out)
{
    struct page page = {.filter = filter,
                        .range = {.limit = (asked->limit ? (int64_t)asked->limit : DEALS_DEFAULT) + 1}};
    struct listing list;
    const char *next = "";
    int more = 0;
    int status = listing_begin(&list, store, sizeof(naast_deals), sizeof(naast_deal));
    if (status == 0)
        status = page_begin(store, asked->after, &page);
    if (status == 0)
        status = page_read(store, &page, &list, &more);
    if (status == 0 && list.count == 0 && filter->stage != NULL)
        status = stage_known(store, &page);
    if (status == 0 && more)
        status = deals_next_write(store, list.result, filter, ((naast_deal *)list.items)[list.count - 1].id, &next);
    search_words_free(store, &page.words);
    deals_after_free(store, &page.range.after);
    status = listing_end(&list, status);
    if (status != 0)
        return status;
    *out = list.result;
    (*out)->more = more;
    (*out)->next = next;
    return 0;
}

int naast_deal_list(naast_store *store, const naast_deal_filter *filter, const naast_page *page, naast_deals **out)
{
    naast_deal_filter own;
    naast_page asked;
    naast_deals *found = NULL;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_deal_filter, &own, filter);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_page, &asked, page);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = list_read(store, &own, &asked, &found);
    status = read_end(store, status);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
