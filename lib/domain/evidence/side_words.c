/* side_words.c: a side's word on an item: adding one, and confirming what is there now or was on a page that they saw.
 */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "domain/common/input.h"
#include "domain/common/list.h"
#include "domain/common/rows.h"
#include "domain/evidence/item_write.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/visibility.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/record/record.h"
#include "store/session/transaction.h"

/* What they saw: the deal as it is, or as it was at a journal head. */
struct page {
    int64_t seq;    /* 0: as it is now */
    int64_t seen;   /* the deal's content counter there */
    naast_party by; /* who saw it: we see everything, they what is on a page for them */
};

/* Items of the page to confirm, newest first. */
struct chosen {
    int32_t *items;
    size_t count, capacity;
    unsigned char *taken; /* for each kind, a bit for each side whose newest was met */
};

int word_add(naast_store *store, naast_id deal, int32_t item, naast_party by, struct sight saw, naast_date day,
             const char *how)
{
    const struct rec_value row[WORD_COLUMNS] = {
        [WORD_ID] = rec_int(child_key(deal, 0)),
        [WORD_ITEM] = rec_int(item),
        [WORD_SIDE] = rec_int(by.side),
        [WORD_PERSON] = rec_int_or_null(by.person),
        [WORD_SEEN] = rec_int(saw.seen),
        [WORD_DAY] = rec_int(day),
        [WORD_HOW] = rec_text(how),
        [WORD_VOID] = rec_int(0),
        [WORD_PAGE] = rec_int_or_null(saw.page),
    };
    return rec_insert(store, &table_word, row, NULL);
}

static int page_read(naast_store *store, const struct deal_work *work, const char *seen, struct page *page)
{
    page->seq = 0;
    page->seen = row_int(&work->row, DEAL_CREV);
    if (seen == NULL)
        return 0;
    int status = journal_head_check(store, seen, &page->seq);
    if (status == 0)
        status =
            journal_column_at(store, &table_deal, work->id, table_deal.column[DEAL_CREV].id, page->seq, &page->seen);
    return status;
}

static int evidence_at(naast_store *store, int64_t id, int column, const struct page *page, int64_t *out)
{
    return journal_column_at(store, &table_evidence, id, table_evidence.column[column].id, page->seq, out);
}

/* Whether an item stood on the page: it was recorded by then, and not taken back by then. */
static int on_page(naast_store *store, int64_t id, int retracted_now, const struct page *page, int *out)
{
    int64_t crev = 1, retracted = retracted_now;
    int status = 0;
    if (page->seq != 0)
        status = evidence_at(store, id, EVIDENCE_CREV, page, &crev);
    if (status == 0 && page->seq != 0)
        status = evidence_at(store, id, EVIDENCE_RETRACTED, page, &retracted);
    *out = crev != 0 && !retracted;
    return status;
}

/* Of kinds of which only the newest counts, only the newest stood on the page. */
struct newest {
    unsigned char *taken; /* of the item's kind */
    unsigned char bit;    /* of its side, where sides count apart */
};

static struct newest newest_of(const naast_pipeline *pipeline, const naast_kind *kind, int64_t side,
                               const struct chosen *chosen)
{
    return (struct newest){&chosen->taken[kind - pipeline->kinds], (unsigned char)(kind->sided ? side : 4)};
}

/* Whether it is theirs to read: nobody confirms what was told in confidence by somebody else. */
static int is_readable(const naast_pipeline *pipeline, const struct page_item *item, const struct page *page)
{
    return page->by.side == NAAST_SIDE_US || page_may_hold(pipeline, item, page->by.person);
}

static int choose_item(naast_store *store, const naast_pipeline *pipeline, struct query *query, const struct page *page,
                       struct chosen *chosen)
{
    const naast_kind *kind = pipeline_kind(pipeline, query_text(query, 1));
    const struct page_item item = {.kind = kind,
                                   .from = {(naast_side)query_int(query, 2), query_int(query, 4)},
                                   .worded = {(naast_side)query_int(query, 5), query_int(query, 6)},
                                   .in_confidence = query_int(query, 7) != 0};
    int64_t id = query_int(query, 0);
    int retracted = query_int(query, 3) != 0, there = 0;
    if (kind == NULL || kind->covers == NULL || kind->theirs) /* a yes is never given by the way */
        return 0;
    const struct newest newest = newest_of(pipeline, kind, query_int(query, 2), chosen);
    if (kind->latest && (*newest.taken & newest.bit) != 0) /* what stood on the page is read from the journal: dear */
        return 0;
    int status = on_page(store, id, retracted, page, &there);
    if (status != 0 || !there)
        return status;
    *newest.taken = (unsigned char)(*newest.taken | newest.bit);
    if (retracted || !is_readable(pipeline, &item, page))
        return 0;
    status = mem_reserve(&store->env, &chosen->items, &chosen->capacity, chosen->count + 1, sizeof *chosen->items);
    if (status == 0)
        chosen->items[chosen->count++] = child_number(id);
    return status;
}

/* Every live item of the page whose kind covers others. */
static int choose_page(naast_store *store, const struct deal_work *work, const struct page *page, struct chosen *chosen)
{
    struct query query;
    int status = 0;
    chosen->taken = mem_zero(&store->env, work->pipeline->kind_count, 1);
    if (chosen->taken == NULL)
        return NAAST_NO_MEMORY;
    (void)query_open(&query, store,
                     "SELECT id, kind, side, retracted, said_by, word_side, word_by, in_confidence "
                     "FROM naast_evidence WHERE id BETWEEN ?1 AND ?2 AND void = 0 ORDER BY id DESC",
                     "ii", child_key(work->id, 1), child_key(work->id, CHILD_MAX));
    while (status == 0 && (status = query_next(&query)) == 1)
        status = choose_item(store, work->pipeline, &query, page, chosen);
    query_close(&query);
    if (status == 0 && chosen->count == 0)
        status = FAIL(&store->env, MSG_CONFIRM_NOTHING, short_id('D', work->id).text);
    return status;
}

static int is_row_readable(const naast_pipeline *pipeline, const struct row *row, const struct page *page)
{
    const struct page_item item = {
        .kind = pipeline_kind(pipeline, row_text(row, EVIDENCE_KIND)),
        .from = {(naast_side)row_int(row, EVIDENCE_SIDE), row_int(row, EVIDENCE_SAID_BY)},
        .worded = {(naast_side)row_int(row, EVIDENCE_WORD_SIDE), row_int(row, EVIDENCE_WORD_BY)},
        .in_confidence = row_int(row, EVIDENCE_IN_CONFIDENCE) != 0};
    return is_readable(pipeline, &item, page);
}

/* The item is live, and was on that page, for whoever saw it. */
static int check_one(naast_store *store, const struct deal_work *work, int32_t item, const struct page *page)
{
    struct row row = {0};
    int there = 0;
    int status = item_live(store, work->id, item, &row);
    if (status == 0)
        status = on_page(store, child_key(work->id, item), 0, page, &there);
    if (status == 0 && !there)
        status = FAIL(&store->env, MSG_CONFIRM_NOT_ON_PAGE, item_id(work->id, item).text);
    if (status == 0 && page->seq != 0 && !is_row_readable(work->pipeline, &row, page))
        status = FAIL(&store->env, MSG_SHARE_NOT_ON_THEIRS, item_id(work->id, item).text);
    row_free(&row);
    return status;
}

int word_sees(naast_store *store, const struct deal_work *work, int32_t item, naast_party by, const char *seen,
              struct sight *out)
{
    struct page page = {.by = by};
    int status = page_read(store, work, seen, &page);
    if (status == 0)
        status = check_one(store, work, item, &page);
    if (status == 0)
        *out = (struct sight){page.seen, page.seq};
    return status;
}

static int choose_one(naast_store *store, const struct deal_work *work, int32_t item, const struct page *page,
                      struct chosen *chosen)
{
    int status = check_one(store, work, item, page);
    if (status == 0)
        status = mem_reserve(&store->env, &chosen->items, &chosen->capacity, 1, sizeof *chosen->items);
    if (status == 0)
        chosen->items[chosen->count++] = item;
    return status;
}

/* The chosen, by number. */
static int touched_make(naast_store *store, const struct chosen *chosen, naast_items_touched **out)
{
    naast_items_touched *touched = result_new(&store->env, sizeof *touched);
    int32_t *items = touched == NULL ? NULL : result_alloc(&store->env, touched, chosen->count, sizeof *items);
    if (items == NULL) {
        naast_free(touched);
        return NAAST_NO_MEMORY;
    }
    for (size_t i = 0; i < chosen->count; i++)
        items[i] = chosen->items[chosen->count - 1 - i];
    list_head_fill(touched, items, chosen->count, sizeof *items);
    *out = touched;
    return 0;
}

static int add_words(naast_store *store, naast_id deal, const naast_confirm_spec *spec, const struct page *page,
                     const naast_items_touched *touched)
{
    char *how = NULL;
    naast_date day = 0;
    int status = item_day_resolve(store, spec->on, &day);
    if (status == 0)
        status = field_clean(store, MSG_ITEM_FIELD_HOW, spec->how, ITEM_HOW_BYTES, TEXT_LINE | TEXT_SPEAKS, &how);
    for (size_t i = 0; status == 0 && i < touched->count; i++)
        status = word_add(store, deal, touched->items[i], spec->by, (struct sight){page->seen, page->seq}, day, how);
    mem_free(&store->env, how);
    return status;
}

static int confirm(naast_store *store, naast_id deal, const naast_confirm_spec *spec, naast_items_touched **out)
{
    struct deal_work work;
    struct chosen chosen = {0};
    struct page page = {.by = spec->by};
    int status = deal_work_begin(store, deal, 0, spec->expect_rev, &work);
    if (status == 0)
        status = party_check(store, spec->by);
    if (status == 0)
        status = page_read(store, &work, spec->seen, &page);
    if (status == 0)
        status = spec->item != 0 ? choose_one(store, &work, spec->item, &page, &chosen)
                                 : choose_page(store, &work, &page, &chosen);
    if (status == 0)
        status = touched_make(store, &chosen, out);
    if (status == 0)
        status = add_words(store, deal, spec, &page, *out);
    mem_free(&store->env, chosen.items);
    mem_free(&store->env, chosen.taken);
    deal_work_free(&work);
    return status;
}

int naast_item_confirm(naast_store *store, naast_id deal, const naast_confirm_spec *spec, naast_items_touched **out)
{
    naast_confirm_spec own;
    naast_items_touched *touched = NULL;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_confirm_spec, &own, spec);
    if (status != 0)
        return status;
    status = write_begin(store, OP_CONFIRM);
    if (status == 0)
        status = confirm(store, deal, &own, &touched);
    status = write_end(store, status);
    if (status == 0 && out != NULL) {
        *out = touched;
        touched = NULL;
    }
    naast_free(touched);
    return status;
}
