/* statements.c: prepared statements kept on the handle, in an open-addressed table keyed by the address of their SQL.
 */
#include "store/handle/statements.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "engine/engine.h"
#include "store/handle/handle.h"

struct statement_cache {
    struct cached_statement **slot; /* NULL: free; a power of two of them, at most half in use */
    size_t capacity, count;
};

static struct statement_cache *cache_of(naast_store *store)
{
    if (store->statements == NULL)
        store->statements = mem_zero(&store->env, 1, sizeof *store->statements);
    return store->statements;
}

/* The slot of this SQL, or the free one where it belongs. */
static struct cached_statement **find(struct cached_statement **slot, size_t capacity, const char *sql)
{
    size_t at = (size_t)(((uint64_t)(uintptr_t)sql * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (capacity - 1);
    while (slot[at] != NULL && slot[at]->sql != sql)
        at = (at + 1) & (capacity - 1);
    return &slot[at];
}

static int grow(naast_store *store, struct statement_cache *cache)
{
    const size_t capacity = cache->capacity ? cache->capacity * 2 : 64;
    if ((cache->count + 1) * 2 <= cache->capacity)
        return 0;
    struct cached_statement **slot = mem_zero(&store->env, capacity, sizeof *slot);
    if (slot == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; k < cache->capacity; k++)
        if (cache->slot[k] != NULL)
            *find(slot, capacity, cache->slot[k]->sql) = cache->slot[k];
    mem_free(&store->env, cache->slot);
    cache->slot = slot;
    cache->capacity = capacity;
    return 0;
}

static int prepare(naast_store *store, const char *sql, struct engine_stmt **out)
{
    return store->engine->ops->prepare(store->engine, sql, out);
}

/* Prepares it and keeps it. */
static int keep(naast_store *store, struct statement_cache *cache, const char *sql, struct cached_statement **out)
{
    struct cached_statement *made = mem_zero(&store->env, 1, sizeof *made);
    if (made == NULL)
        return NAAST_NO_MEMORY;
    made->sql = sql;
    int status = grow(store, cache);
    if (status == 0)
        status = prepare(store, sql, &made->stmt);
    if (status != 0) {
        mem_free(&store->env, made);
        return status;
    }
    *find(cache->slot, cache->capacity, sql) = made;
    cache->count++;
    *out = made;
    return 0;
}

int statement_take(naast_store *store, const char *sql, struct engine_stmt **stmt, struct cached_statement **cached)
{
    struct statement_cache *cache = cache_of(store);
    struct cached_statement *found = NULL;
    int status = 0;
    if (cache == NULL)
        return NAAST_NO_MEMORY;
    if (cache->capacity > 0)
        found = *find(cache->slot, cache->capacity, sql);
    if (found == NULL)
        status = keep(store, cache, sql, &found);
    if (status != 0)
        return status;
    if (found->in_use) {
        *cached = NULL;
        return prepare(store, sql, stmt);
    }
    found->in_use = 1;
    *cached = found;
    *stmt = found->stmt;
    return 0;
}

void statement_return(struct engine_stmt *stmt, struct cached_statement *cached)
{
    if (stmt == NULL)
        return;
    if (cached == NULL) {
        stmt->engine->ops->finalize(stmt);
        return;
    }
    stmt->engine->ops->reset(stmt);
    cached->in_use = 0;
}

void statements_free(naast_store *store)
{
    struct statement_cache *cache = store->statements;
    if (cache == NULL)
        return;
    for (size_t k = 0; k < cache->capacity; k++) {
        if (cache->slot[k] == NULL)
            continue;
        store->engine->ops->finalize(cache->slot[k]->stmt);
        mem_free(&store->env, cache->slot[k]);
    }
    mem_free(&store->env, cache->slot);
    mem_free(&store->env, cache);
    store->statements = NULL;
}
