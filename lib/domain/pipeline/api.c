/* api.c: the public calls on pipelines. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "domain/common/list.h"
#include "domain/pipeline/pipeline.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

int naast_pipeline_validate(naast_store *store, const naast_pipeline *definition)
{
    naast_pipeline *own = NULL;
    int status = call_begin(store, 1);
    if (status == 0)
        status = pipeline_take(&store->env, definition, &own);
    naast_free(own);
    return status;
}

int naast_pipeline_add(naast_store *store, const naast_pipeline *definition, int32_t *revision)
{
    naast_pipeline *own = NULL;
    int64_t key = 0;
    int status = call_begin(store, 1);
    if (status == 0)
        status = pipeline_take(&store->env, definition, &own);
    if (status != 0)
        return status;
    status = write_begin(store, OP_PIPELINE_ADD);
    if (status == 0)
        status = pipeline_install(store, own, &key);
    status = write_end(store, status);
    naast_free(own);
    if (status == 0 && revision != NULL)
        *revision = child_number(key);
    return status;
}

int naast_pipeline_set_default(naast_store *store, const char *code)
{
    int64_t key = 0;
    int status = call_begin(store, code != NULL);
    if (status != 0)
        return status;
    status = write_begin(store, OP_PIPELINE_ADD);
    if (status == 0)
        status = pipeline_find(store, code, 0, &key);
    if (status == 0)
        status = pipeline_make_default(store, code);
    return write_end(store, status);
}

int naast_pipeline_get(naast_store *store, const char *code, int32_t revision, naast_pipeline **out)
{
    naast_pipeline *found = NULL;
    int64_t key = 0;
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = pipeline_find(store, code, revision, &key);
    if (status == 0)
        status = pipeline_copy(store, key, &found);
    status = read_end(store, status);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}

/* The funnel counts open deals of all revisions already. */
static const char list_sql[] =
    "SELECT p.name, (SELECT max(r.id) FROM naast_revision r WHERE r.id BETWEEN p.id" SQL_FIRST_CHILD
    "AND p.id" SQL_LAST_CHILD "AND r.void = 0),"
    " CASE WHEN p.name = (SELECT s.value FROM naast_setting s WHERE s.name = 'default_pipeline') THEN 1 ELSE 0 END,"
    " (SELECT coalesce(sum(f.deals), 0) FROM naast_funnel f WHERE f.pipeline = p.id AND f.outcome = '')"
    " FROM naast_pipeline p WHERE p.void = 0 ORDER BY p.name";

static int line_fill(struct listing *list, struct query *query, void *item)
{
    naast_pipeline_line *line = item;
    const naast_pipeline *newest = NULL;
    char buffer[NAAST_NAME_SIZE];
    int status = pipeline_load(query->store, query_int(query, 1), &newest);
    if (status != 0)
        return status;
    line->code = listing_text(list, query, 0);
    line->name = result_text(list->env, list->result, naast_name(query->store, newest->code, &newest->label, buffer));
    line->revision = newest->revision;
    line->is_default = query_int(query, 2) != 0;
    line->open_deals = query_int(query, 3);
    return line->code && line->name ? 0 : NAAST_NO_MEMORY;
}

static const struct item_kind line_items = {sizeof(naast_pipelines), sizeof(naast_pipeline_line), line_fill};

static int list_read(naast_store *store, naast_pipelines **out)
{
    struct query query;
    void *found = NULL;
    (void)query_open(&query, store, list_sql, "");
    int status = listing_read(store, &query, &line_items, &found);
    if (status == 0)
        *out = found;
    return status;
}

int naast_pipeline_list(naast_store *store, naast_pipelines **out)
{
    naast_pipelines *result = NULL;
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = list_read(store, &result);
    status = read_end(store, status);
    if (status == 0)
        *out = result;
    else
        naast_free(result);
    return status;
}
