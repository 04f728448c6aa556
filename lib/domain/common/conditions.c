/* conditions.c: SQL put together from written pieces; values are bound, never written into it. */
#include "domain/common/conditions.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <stdarg.h>

void conditions_begin(struct conditions *all, naast_store *store)
{
    all->store = store;
    all->count = 0;
    buffer_init(&all->sql, &store->env);
}

void conditions_free(struct conditions *all) { buffer_free(&all->sql); }

static void add_value(struct conditions *all, struct rec_value value)
{
    if (all->count == CONDITIONS_MAX) { /* more than any filter has */
        all->sql.status = FAIL(&all->store->env, MSG_ENGINE, "conditions");
        return;
    }
    all->value[all->count++] = value;
    buffer_format(&all->sql, "?%d", all->count);
}

void conditions_add(struct conditions *all, const char *sql, const char *types, ...)
{
    va_list list;
    va_start(list, types);
    for (; *sql != '\0'; sql++) {
        if (*sql != '?')
            buffer_byte(&all->sql, (uint8_t)*sql);
        else if (*types++ == 'i')
            add_value(all, rec_int(va_arg(list, int64_t)));
        else
            add_value(all, rec_text(va_arg(list, const char *)));
    }
    va_end(list);
}

void conditions_match(struct conditions *all, const char *word)
{
    const struct engine_search *search = all->store->engine->ops->search(all->store->engine);
    buffer_text(&all->sql, search->before);
    add_value(all, rec_text(word));
    buffer_text(&all->sql, search->after);
}

/* Keys below zero are theirs, even and odd, see search.h. */
static void match_ids(struct conditions *all, const char *before, const char *word, const char *which)
{
    buffer_format(&all->sql, "%s IN (SELECT (-h.key) >> 1 FROM (", before);
    conditions_match(all, word);
    buffer_format(&all->sql, ") AS h WHERE h.key < 0 AND h.key %% 2 %s 0)", which);
}

void conditions_orgs(struct conditions *all, const char *before, const char *word)
{
    match_ids(all, before, word, "=");
}

void conditions_people(struct conditions *all, const char *before, const char *word)
{
    match_ids(all, before, word, "<>");
}

int conditions_open(struct conditions *all, struct query *query)
{
    *query = (struct query){.store = all->store, .status = all->sql.status};
    if (all->sql.status != 0)
        return all->sql.status;
    return query_open_built(query, all->store, all->sql.data, all->value, (size_t)all->count);
}
