/* funnel.c: the funnel, from the summary that every move keeps. */
#include "naast-report.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "domain/common/list.h"
#include "domain/pipeline/pipeline.h"
#include "report/report.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <stdlib.h>
#include <string.h>

/* A line, and what it is ordered by besides what it says. */
struct entry {
    naast_funnel_line line;
    int64_t pipeline;
    int stage; /* its place in the pipeline's newest revision; one that is no longer there comes last */
};

struct entries {
    struct entry *items;
    size_t count, room;
};

static int add_entry(naast_store *store, naast_funnel *funnel, struct query *query, struct entries *entries)
{
    struct env *env = &store->env;
    int status = mem_reserve(env, &entries->items, &entries->room, entries->count + 1, sizeof *entries->items);
    if (status != 0)
        return status;
    struct entry *entry = &entries->items[entries->count];
    *entry = (struct entry){
        .line = {.pipeline = result_text(env, funnel, query_text(query, 0)),
                 .stage = result_text(env, funnel, query_text(query, 2)),
                 .outcome = result_text(env, funnel, query_text(query, 3)),
                 .currency = result_text(env, funnel, query_text(query, 4)),
                 .deals = query_int(query, 5),
                 .minor = query_int(query, 6)},
        .pipeline = query_int(query, 1),
    };
    if (!entry->line.pipeline || !entry->line.stage || !entry->line.outcome || !entry->line.currency)
        return NAAST_NO_MEMORY;
    entries->count++;
    return 0;
}

static int read_entries(const struct scope *scope, naast_funnel *funnel, struct entries *entries)
{
    struct query query;
    int status = query_open(&query, scope->store,
                            "SELECT p.name, f.pipeline, f.stage, f.outcome, f.currency, f.deals, f.minor "
                            "FROM naast_funnel f JOIN naast_pipeline p ON p.id = f.pipeline "
                            "WHERE f.deals <> 0 AND f.pipeline BETWEEN ?1 AND ?2",
                            "ii", child_parent(scope->first_pipeline), child_parent(scope->last_pipeline));
    while (status == 0 && (status = query_next(&query)) == 1)
        status = add_entry(scope->store, funnel, &query, entries);
    query_close(&query);
    return status;
}

/* The stage's place and name, from the pipeline's newest revision. */
static int place_entry(naast_store *store, naast_funnel *funnel, struct entry *entry)
{
    const naast_pipeline *pipeline;
    char buffer[64];
    int64_t key;
    int status = pipeline_find(store, entry->line.pipeline, 0, &key);
    if (status == 0)
        status = pipeline_load(store, key, &pipeline);
    if (status != 0)
        return status;
    int stage = pipeline_stage(pipeline, entry->line.stage);
    const naast_label *words = stage < 0 ? NULL : &pipeline->stages[stage].label;
    entry->stage = stage < 0 ? (int)pipeline->stage_count : stage;
    entry->line.stage_name = result_text(&store->env, funnel, naast_name(store, entry->line.stage, words, buffer));
    return entry->line.stage_name == NULL ? NAAST_NO_MEMORY : 0;
}

static int has_stage(const struct entries *entries, size_t count, int64_t pipeline, const char *stage)
{
    for (size_t k = 0; k < count; k++)
        if (entries->items[k].pipeline == pipeline && strcmp(entries->items[k].line.stage, stage) == 0)
            return 1;
    return 0;
}

/* A line for each stage of the pipeline of this entry without deals. */
static int add_empty(naast_store *store, naast_funnel *funnel, struct entries *entries, size_t at, size_t count)
{
    const naast_pipeline *pipeline;
    const struct entry like = entries->items[at];
    int64_t key;
    int status = pipeline_find(store, like.line.pipeline, 0, &key);
    if (status == 0)
        status = pipeline_load(store, key, &pipeline);
    for (size_t k = 0; status == 0 && k < pipeline->stage_count; k++) {
        if (has_stage(entries, count, like.pipeline, pipeline->stages[k].code))
            continue;
        status = mem_reserve(&store->env, &entries->items, &entries->room, entries->count + 1, sizeof *entries->items);
        if (status != 0)
            return status;
        const char *stage = result_text(&store->env, funnel, pipeline->stages[k].code);
        if (stage == NULL)
            return NAAST_NO_MEMORY;
        entries->items[entries->count++] = (struct entry){
            .line = {.pipeline = like.line.pipeline, .stage = stage, .outcome = "", .currency = ""},
            .pipeline = like.pipeline,
        };
    }
    return status;
}

/* Once for each pipeline that has deals. */
static int add_empty_stages(naast_store *store, naast_funnel *funnel, struct entries *entries)
{
    const size_t count = entries->count;
    int status = 0;
    for (size_t at = 0; status == 0 && at < count; at++) {
        size_t first = 0;
        while (entries->items[first].pipeline != entries->items[at].pipeline)
            first++;
        if (first == at)
            status = add_empty(store, funnel, entries, at, count);
    }
    return status;
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = strcmp(a->line.pipeline, b->line.pipeline);
    if (order == 0)
        order = (a->stage > b->stage) - (a->stage < b->stage);
    if (order == 0)
        order = strcmp(a->line.stage, b->line.stage);
    if (order == 0)
        order = strcmp(a->line.outcome, b->line.outcome);
    return order != 0 ? order : strcmp(a->line.currency, b->line.currency);
}

/* The lines in their order, into the result. */
static int finish(naast_store *store, naast_funnel *funnel, struct entries *entries)
{
    int status = 0;
    for (size_t k = 0; status == 0 && k < entries->count; k++)
        status = place_entry(store, funnel, &entries->items[k]);
    list_head_fill(funnel, NULL, 0, sizeof(naast_funnel_line));
    if (status != 0 || entries->count == 0)
        return status;
    qsort(entries->items, entries->count, sizeof *entries->items, compare_entries);
    naast_funnel_line *lines = result_alloc(&store->env, funnel, entries->count, sizeof *lines);
    if (lines == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; k < entries->count; k++)
        lines[k] = entries->items[k].line;
    list_head_fill(funnel, lines, entries->count, sizeof *lines);
    return 0;
}

static int fill(struct scope *scope, void *result)
{
    struct entries entries = {0};
    naast_funnel *funnel = result;
    naast_store *store = scope->store;
    if (scope->since != 0 || scope->until != 0)
        return FAIL(&store->env, MSG_REPORT_NO_WINDOW);
    memcpy(funnel->head, scope->head, sizeof funnel->head);
    int status = read_entries(scope, funnel, &entries);
    if (status == 0)
        status = add_empty_stages(store, funnel, &entries);
    if (status == 0)
        status = finish(store, funnel, &entries);
    mem_free(&store->env, entries.items);
    return status;
}

int naast_report_funnel(naast_store *store, const naast_report_spec *spec, naast_funnel **out)
{
    void *result = NULL;
    int status = report_make(store, spec, 0, sizeof **out, fill, out != NULL ? &result : NULL);
    if (status == 0)
        *out = result;
    return status;
}
