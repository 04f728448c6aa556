/* orgs.c: organisations: adding, changing, reading. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "domain/common/conditions.h"
#include "domain/common/input.h"
#include "domain/common/list.h"
#include "domain/common/query.h"
#include "domain/common/rows.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
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
    int status = SPEC_HAS_SIZE(spec) ? 0 : FAIL(&store->env, MSG_SPEC_SIZE);
    if (status == 0 && (adding || spec->name != NULL))
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
    struct org_texts texts = {0};
    naast_id id = 0;
    env_clear_failure(&store->env);
    int status = texts_clean(store, spec, 1, &texts);
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
    struct org_texts texts = {0};
    env_clear_failure(&store->env);
    int status = texts_clean(store, spec, 0, &texts);
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
    env_clear_failure(&store->env);
    int status = read_begin(store);
    if (status == 0)
        status = org_one(store, org, &found);
    status = read_end(store, status);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}

/* A page, of those that have all the words. */
static void org_query(naast_store *store, const struct search_words *words, int64_t after, int64_t limit,
                      struct query *query)
{
    struct conditions all;
    conditions_begin(&all, store);
    conditions_add(&all, ORG_SELECT "o.id > ?", "i", after);
    for (int k = 0; k < words->count; k++)
        conditions_orgs(&all, " AND o.id", words->word[k]);
    conditions_add(&all, " ORDER BY o.id LIMIT ?", "i", limit);
    (void)conditions_open(&all, query);
    conditions_free(&all);
}

static int org_rows(naast_store *store, const struct search_words *words, int64_t after, int64_t limit,
                    naast_orgs **out)
{
    struct query query;
    void *found = NULL;
    org_query(store, words, after, limit, &query);
    int status = listing_read(store, &query, &org_items, &found);
    if (status == 0)
        *out = found;
    return status;
}

int naast_org_list(naast_store *store, const char *text, const naast_page *page, naast_orgs **out)
{
    struct search_words words = {0};
    naast_orgs *found = NULL;
    int64_t after, limit;
    env_clear_failure(&store->env);
    int status = page_resolve(store, page, &after, &limit);
    if (status == 0 && text != NULL)
        status = search_words_read(store, text, &words);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = org_rows(store, &words, after, limit, &found);
    status = read_end(store, status);
    search_words_free(store, &words);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
