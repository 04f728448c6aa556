/* orgs.c: organisations: adding, changing, reading. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "domain/common/conditions.h"
#include "domain/common/input.h"
#include "domain/common/list.h"
#include "domain/common/page.h"
#include "domain/common/query.h"
#include "domain/common/rows.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <string.h>

struct org_texts {
    char *name, *folded, *note;
};

static void texts_free(naast_store *store, struct org_texts *texts)
{
    mem_free(&store->env, texts->name);
    mem_free(&store->env, texts->folded);
    mem_free(&store->env, texts->note);
}

static int texts_clean(naast_store *store, const naast_org_spec *spec, int adding, struct org_texts *out)
{
    int status = 0;
    if (adding || spec->name != NULL)
        status = name_clean(store, spec->name, &out->name, &out->folded);
    if (status == 0)
        status = field_clean(store, MSG_FIELD_NOTE, spec->note, NOTE_BYTES, TEXT_LINES | TEXT_SPEAKS, &out->note);
    return status;
}

static int org_insert(naast_store *store, const struct org_texts *texts, naast_id *out)
{
    uint8_t uuid[UUID_BYTES];
    int status = uuid_make(&store->env, uuid);
    if (status != 0)
        return status;
    const struct rec_value row[ORG_COLUMNS] = {
        [ORG_UUID] = rec_blob(uuid, sizeof uuid),
        [ORG_NAME] = rec_text(texts->name),
        [ORG_FOLDED] = rec_text(texts->folded),
        [ORG_NOTE] = rec_text(texts->note),
        [ORG_VOID] = rec_int(0),
    };
    return rec_insert(store, &table_org, row, out);
}

int naast_org_add(naast_store *store, const naast_org_spec *spec, naast_id *out)
{
    naast_org_spec own;
    struct org_texts texts = {0};
    naast_id id = 0;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_org_spec, &own, spec);
    if (status != 0)
        return status;
    status = texts_clean(store, &own, 1, &texts);
    if (status == 0) {
        status = write_begin(store, OP_ORG_ADD);
        if (status == 0)
            status = org_insert(store, &texts, &id);
        status = write_end(store, status);
    }
    texts_free(store, &texts);
    if (status == 0)
        *out = id;
    return status;
}

static int org_update(naast_store *store, naast_id org, const struct org_texts *texts)
{
    struct row row = {0};
    struct rec_value now[REC_COLUMNS_MAX];
    uint64_t mask = 0;
    int status = org_read(store, org, &row);
    if (status == 0) {
        memcpy(now, row.value, sizeof now);
        if (texts->name != NULL) {
            column_set(now, &mask, ORG_NAME, rec_text(texts->name));
            column_set(now, &mask, ORG_FOLDED, rec_text(texts->folded));
        }
        if (texts->note != NULL)
            column_set(now, &mask, ORG_NOTE, rec_text(texts->note));
        status = rec_update(store, &table_org, org, row.value, now, mask);
    }
    row_free(&row);
    return status;
}

int naast_org_edit(naast_store *store, naast_id org, const naast_org_spec *spec)
{
    naast_org_spec own;
    struct org_texts texts = {0};
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_org_spec, &own, spec);
    if (status != 0)
        return status;
    status = texts_clean(store, &own, 0, &texts);
    if (status == 0) {
        status = write_begin(store, OP_ORG_EDIT);
        if (status == 0)
            status = org_update(store, org, &texts);
        status = write_end(store, status);
    }
    texts_free(store, &texts);
    return status;
}

/* ---- reading ---- */

#define ORG_SELECT                                                                                                     \
    "SELECT o.id, o.uuid, o.name, o.note,"                                                                             \
    " (SELECT count(*) FROM naast_deal d WHERE d.org = o.id AND d.void = 0 AND d.outcome IS NULL),"                    \
    " (SELECT count(*) FROM naast_deal d WHERE d.org = o.id AND d.void = 0)"                                           \
    " FROM naast_org o WHERE o.void = 0 AND "

static int org_fill(struct listing *list, struct query *query, void *item)
{
    naast_org *out = item;
    out->id = query_int(query, 0);
    uuid_column(query, 1, out->uuid);
    out->name = listing_text(list, query, 2);
    out->note = listing_text(list, query, 3);
    out->open_deals = query_int(query, 4);
    out->deals = query_int(query, 5);
    return out->name && out->note ? 0 : NAAST_NO_MEMORY;
}

static const struct item_kind org_items = {sizeof(naast_orgs), sizeof(naast_org), org_fill};

static int org_one(naast_store *store, naast_id org, naast_org **out)
{
    struct query query;
    void *found = NULL;
    (void)query_open(&query, store, ORG_SELECT "o.id = ?1", "i", org);
    int status = listing_one(store, &query, &org_items, &found);
    *out = found;
    return status == NAAST_NOT_FOUND ? FAIL(&store->env, MSG_ORG_NOT_FOUND, short_id('O', org).text) : status;
}

int naast_org_get(naast_store *store, naast_id org, naast_org **out)
{
    naast_org *found = NULL;
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = org_one(store, org, &found);
    status = read_end(store, status);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}

/* Those that have all the words, from where the page begins. */
static void org_query(naast_store *store, const struct search_words *words, const struct page *page,
                      struct query *query)
{
    struct conditions all;
    conditions_begin(&all, store);
    conditions_add(&all, ORG_SELECT "o.id > ?", "i", page->after.id);
    for (int k = 0; k < words->count; k++)
        conditions_orgs(&all, " AND o.id", words->word[k]);
    conditions_add(&all, " ORDER BY o.id LIMIT ?", "i", page->limit + 1);
    (void)conditions_open(&all, query);
    conditions_free(&all);
}

static void org_mark(const void *item, struct cursor *out) { out->id = ((const naast_org *)item)->id; }

static int org_rows(naast_store *store, const struct search_words *words, const struct page *page, naast_orgs **out)
{
    struct query query;
    void *found = NULL;
    org_query(store, words, page, &query);
    int status = page_read(store, &query, &org_items, page, org_mark, &found);
    if (status == 0)
        *out = found;
    return status;
}

/* What is asked for: both are released whatever came of it. */
static int asked_read(naast_store *store, const naast_org_filter *filter, const naast_page *from, struct page *page,
                      struct search_words *words)
{
    naast_org_filter own;
    int status = SPEC_TAKE_IF(&store->env, naast_org_filter, &own, filter);
    if (status == 0)
        status = page_take(store, from, PAGE_USUAL, page);
    return status == 0 && own.text != NULL ? search_words_read(store, own.text, words) : status;
}

int naast_org_list(naast_store *store, const naast_org_filter *filter, const naast_page *page, naast_orgs **out)
{
    struct search_words words = {0};
    struct page asked = {0};
    naast_orgs *found = NULL;
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = asked_read(store, filter, page, &asked, &words);
    if (status == 0) {
        status = read_begin(store);
        if (status == 0)
            status = org_rows(store, &words, &asked, &found);
        status = read_end(store, status);
    }
    search_words_free(store, &words);
    page_free(store, &asked);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
