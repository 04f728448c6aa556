/* load.c: stored revisions: finding, reading, keeping them on the handle, and adding new ones. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "domain/pipeline/digest.h"
#include "domain/pipeline/pipeline.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/record.h"

#include <stdio.h>
#include <string.h>

/* One revision that was read. Entries live as long as the handle, so that what is handed out stays valid. */
struct kept {
    int64_t key;
    int trusted; /* the store cannot have come to hold another text under this key since; never of an attached one */
    char *text;
    naast_pipeline *pipeline;
    char (*digests)[GATE_DIGEST_SIZE]; /* of its gates, once somebody asked; of a gate that nobody asked for: "" */
    struct kept *next;
};

struct pipeline_cache {
    struct kept *first;
    int unsettled; /* a revision was added by a write that may still be undone */
};

static void kept_free(naast_store *store, struct kept *kept)
{
    if (kept == NULL)
        return;
    mem_free(&store->env, kept->text);
    mem_free(&store->env, kept->digests);
    naast_free(kept->pipeline);
    mem_free(&store->env, kept);
}

void pipeline_forget(naast_store *store)
{
    struct pipeline_cache *cache = store->pipeline_cache;
    if (cache == NULL)
        return;
    for (struct kept *next, *kept = cache->first; kept != NULL; kept = next) {
        next = kept->next;
        kept_free(store, kept);
    }
    mem_free(&store->env, cache);
    store->pipeline_cache = NULL;
}

void pipeline_doubt(naast_store *store)
{
    struct pipeline_cache *cache = store->pipeline_cache;
    for (struct kept *kept = cache ? cache->first : NULL; kept != NULL; kept = kept->next)
        kept->trusted = 0;
}

static int cache_of(naast_store *store, struct pipeline_cache **out)
{
    if (store->pipeline_cache == NULL)
        store->pipeline_cache = mem_zero(&store->env, 1, sizeof(struct pipeline_cache));
    *out = store->pipeline_cache;
    return *out ? 0 : NAAST_NO_MEMORY;
}

/* Once the write that added a revision is over, one way or the other, what was kept during it is compared once more. */
static void cache_settle(naast_store *store, struct pipeline_cache *cache)
{
    if (!cache->unsettled || store->depth > 0)
        return;
    pipeline_doubt(store);
    cache->unsettled = 0;
}

/* text NULL: what was read last under this key. */
static struct kept *cache_find(struct pipeline_cache *cache, int64_t key, const char *text)
{
    struct kept *kept = cache->first;
    while (kept != NULL && (kept->key != key || (text != NULL && strcmp(kept->text, text) != 0)))
        kept = kept->next;
    return kept;
}

static int keep(naast_store *store, struct pipeline_cache *cache, int64_t key, const char *text, struct kept **out)
{
    size_t bytes = strlen(text) + 1;
    struct kept *kept = mem_zero(&store->env, 1, sizeof *kept);
    int status = kept ? pipeline_read(&store->env, text, &kept->pipeline) : NAAST_NO_MEMORY;
    if (status == 0 && (kept->text = mem_resize(&store->env, NULL, bytes, 1)) == NULL)
        status = NAAST_NO_MEMORY;
    if (status != 0) {
        kept_free(store, kept);
        return status;
    }
    memcpy(kept->text, text, bytes);
    kept->key = key;
    kept->pipeline->revision = child_number(key);
    kept->next = cache->first;
    cache->first = kept;
    *out = kept;
    return 0;
}

/* The stored text of a revision, into the open query. */
static int revision_open(naast_store *store, int64_t key, struct query *query)
{
    char pipeline[24], revision[16];
    int status = query_open(query, store, "SELECT definition FROM naast_revision WHERE id = ?1 AND void = 0", "i", key);
    if (status == 0)
        status = query_next(query);
    if (status != 0)
        return status < 0 ? status : 0;
    snprintf(pipeline, sizeof pipeline, "%lld", (long long)child_parent(key));
    snprintf(revision, sizeof revision, "%d", (int)child_number(key));
    return FAIL(&store->env, MSG_REVISION_NOT_FOUND, pipeline, revision);
}

/* A revision as it is kept, or read now. */
static int load(naast_store *store, int64_t revision_key, struct kept **out)
{
    struct query query = {0};
    struct pipeline_cache *cache;
    int status = cache_of(store, &cache);
    if (status != 0)
        return status;
    cache_settle(store, cache);
    struct kept *kept = cache_find(cache, revision_key, NULL);
    if (kept == NULL || !kept->trusted) {
        status = revision_open(store, revision_key, &query);
        const char *text = status == 0 ? query_text(&query, 0) : "";
        if (status == 0)
            status = query.status;
        if (status == 0)
            kept = cache_find(cache, revision_key, text);
        if (status == 0 && kept == NULL)
            status = keep(store, cache, revision_key, text, &kept);
        query_close(&query);
        if (status != 0)
            return status;
        kept->trusted = !cache->unsettled && !store->attached;
    }
    *out = kept;
    return 0;
}

int pipeline_load(naast_store *store, int64_t revision_key, const naast_pipeline **out)
{
    struct kept *kept = NULL;
    int status = load(store, revision_key, &kept);
    if (status == 0)
        *out = kept->pipeline;
    return status;
}

int pipeline_gate_digest(naast_store *store, int64_t revision_key, size_t stage, const char **out)
{
    struct kept *kept = NULL;
    int status = load(store, revision_key, &kept);
    if (status != 0)
        return status;
    if (kept->digests == NULL)
        kept->digests = mem_zero(&store->env, kept->pipeline->stage_count, sizeof *kept->digests);
    if (kept->digests == NULL)
        return NAAST_NO_MEMORY;
    if (kept->digests[stage][0] == '\0')
        status = gate_digest(&store->env, kept->pipeline, stage, kept->digests[stage]);
    if (status == 0)
        *out = kept->digests[stage];
    return status;
}

int pipeline_copy(naast_store *store, int64_t revision_key, naast_pipeline **out)
{
    struct query query = {0};
    naast_pipeline *pipeline = NULL;
    int status = revision_open(store, revision_key, &query);
    const char *text = status == 0 ? query_text(&query, 0) : "";
    if (status == 0)
        status = query.status;
    if (status == 0)
        status = pipeline_read(&store->env, text, &pipeline);
    query_close(&query);
    if (status != 0)
        return status;
    pipeline->revision = child_number(revision_key);
    *out = pipeline;
    return 0;
}

static const char newest_sql[] =
    "SELECT p.id, p.name, (SELECT max(r.id) FROM naast_revision r WHERE r.id BETWEEN p.id" SQL_FIRST_CHILD
    "AND p.id" SQL_LAST_CHILD "AND r.void = 0 AND (?2 = 0 OR r.id" SQL_NUMBER "= ?2))"
    " FROM naast_pipeline p WHERE p.void = 0 AND p.name = coalesce(CAST(?1 AS TEXT),"
    " (SELECT s.value FROM naast_setting s WHERE s.name = 'default_pipeline'))";

int pipeline_find(naast_store *store, const char *name, int32_t revision, int64_t *key)
{
    struct query query;
    char number[16];
    int64_t found = 0;
    snprintf(number, sizeof number, "%d", (int)revision);
    int status = query_open(&query, store, newest_sql, "ti", name, (int64_t)revision);
    if (status == 0)
        status = query_next(&query);
    if (status == 0)
        status = FAIL(&store->env, MSG_PIPELINE_NOT_FOUND, name ? name : "default");
    if (status > 0) {
        found = query_int(&query, 2);
        status = found ? 0 : FAIL(&store->env, MSG_REVISION_NOT_FOUND, query_text(&query, 1), number);
    }
    query_close(&query);
    if (status == 0)
        *key = found;
    return status;
}

/* ---- adding ---- */

/* The pipeline of a name, and its newest revision; 0 where there is none yet. */
static int newest_of(naast_store *store, const char *name, int64_t *pipeline, int64_t *key)
{
    struct query query;
    int status = query_open(&query, store, newest_sql, "ti", name, (int64_t)0);
    if (status == 0)
        status = query_next(&query);
    if (status > 0) {
        *pipeline = query_int(&query, 0);
        *key = query_int(&query, 2);
        status = 0;
    }
    query_close(&query);
    return status;
}

static int same_as(naast_store *store, int64_t key, const char *text, int *same)
{
    struct query query = {0};
    int status = key ? revision_open(store, key, &query) : 0;
    *same = status == 0 && key && strcmp(query_text(&query, 0), text) == 0;
    if (status == 0)
        status = query.status;
    query_close(&query);
    return status;
}

static int pipeline_row_add(naast_store *store, const char *name, int64_t *id)
{
    uint8_t uuid[UUID_BYTES];
    int status = uuid_make(&store->env, uuid);
    if (status != 0)
        return status;
    const struct rec_value row[PIPELINE_COLUMNS] = {
        [PIPELINE_UUID] = rec_blob(uuid, sizeof uuid),
        [PIPELINE_NAME] = rec_text(name),
        [PIPELINE_VOID] = rec_int(0),
    };
    return rec_insert(store, &table_pipeline, row, id);
}

static int revision_row_add(naast_store *store, int64_t pipeline, const char *text, int64_t *key)
{
    struct pipeline_cache *cache;
    int status = cache_of(store, &cache);
    if (status != 0)
        return status;
    const struct rec_value row[REVISION_COLUMNS] = {
        [REVISION_ID] = rec_int(child_key(pipeline, 0)),
        [REVISION_DEFINITION] = rec_text(text),
        [REVISION_VOID] = rec_int(0),
    };
    cache->unsettled = 1;
    return rec_insert(store, &table_revision, row, key);
}

int pipeline_install(naast_store *store, const naast_pipeline *definition, int64_t *key)
{
    char *text = NULL;
    int64_t pipeline = 0, newest = 0;
    int same = 0;
    int status = pipeline_check(&store->env, definition);
    if (status == 0)
        status = pipeline_write(&store->env, definition, &text);
    if (status == 0)
        status = newest_of(store, definition->code, &pipeline, &newest);
    if (status == 0)
        status = same_as(store, newest, text, &same);
    if (status == 0 && !same && pipeline == 0)
        status = pipeline_row_add(store, definition->code, &pipeline);
    if (status == 0 && !same)
        status = revision_row_add(store, pipeline, text, &newest);
    mem_free(&store->env, text);
    if (status == 0)
        *key = newest;
    return status;
}

int pipeline_make_default(naast_store *store, const char *name)
{
    struct rec_value old[SETTING_COLUMNS] = {[SETTING_NAME] = rec_text("default_pipeline")}, now[SETTING_COLUMNS];
    struct query query;
    int status = query_open(&query, store, "SELECT id, value FROM naast_setting WHERE name = 'default_pipeline'", "");
    if (status == 0)
        status = query_next(&query);
    if (status > 0) {
        old[SETTING_ID] = rec_int(query_int(&query, 0));
        old[SETTING_VALUE] = rec_text(query_text(&query, 1));
    }
    memcpy(now, old, sizeof now);
    now[SETTING_VALUE] = rec_text(name);
    if (status == 0)
        status = rec_insert(store, &table_setting, now, NULL);
    else if (status > 0)
        status = rec_update(store, &table_setting, old[SETTING_ID].i, old, now, UINT64_C(1) << SETTING_VALUE);
    query_close(&query);
    return status;
}
