/* report.c: what the reports share: which deals and days they are about, the stages in their order, ranks. */
#include "report/report.h"

#include "naast-report.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/values/dates.h"
#include "base/values/ids.h"
#include "base/values/money.h"
#include "domain/common/input.h"
#include "domain/pipeline/pipeline.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <stdlib.h>
#include <string.h>

/* ---- the scope ---- */

static int scope_pipeline(struct scope *scope, const char *name)
{
    int64_t key = 0;
    scope->last_pipeline = INT64_MAX;
    if (name == NULL)
        return 0;
    int status = pipeline_find(scope->store, name, 0, &key);
    scope->first_pipeline = child_key(child_parent(key), 0);
    scope->last_pipeline = child_key(child_parent(key), CHILD_MAX);
    return status;
}

static int scope_window(struct scope *scope, const naast_report_spec *spec, int32_t usual_days)
{
    int status = day_check(scope->store, spec->since);
    if (status == 0)
        status = day_check(scope->store, spec->until);
    if (status != 0)
        return status;
    scope->since = spec->since;
    scope->until = spec->until;
    if (scope->since == 0 && usual_days > 0) {
        const naast_date last = scope->until ? scope->until : scope->today;
        scope->since = naast_date_add(last, -usual_days);
    }
    if (scope->since != 0 && scope->until != 0 && scope->since > scope->until)
        return FAIL(&scope->store->env, MSG_REPORT_WINDOW);
    scope->from = scope->since ? date_start(scope->since) : INT64_MIN;
    scope->to = scope->until ? date_end(scope->until) : INT64_MAX;
    return 0;
}

static int scope_read(struct scope *scope, const naast_report_spec *spec, int32_t usual_days)
{
    struct journal_head head;
    scope->now = env_now(&scope->store->env);
    scope->today = naast_date_of(scope->now);
    int status = scope_window(scope, spec, usual_days);
    if (status == 0)
        status = scope_pipeline(scope, spec->pipeline);
    if (status == 0)
        status = journal_head_read(scope->store, &head);
    if (status == 0)
        memcpy(scope->head, head.text, sizeof scope->head);
    return status;
}

int report_make(naast_store *store, const naast_report_spec *spec, int32_t usual_days, size_t size, report_fill *fill,
                void **out)
{
    naast_report_spec own;
    struct scope scope = {.store = store};
    void *result = NULL;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_report_spec, &own, spec);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = scope_read(&scope, &own, usual_days);
    if (status == 0) {
        result = result_new(&store->env, size);
        status = result == NULL ? NAAST_NO_MEMORY : fill(&scope, result);
    }
    status = read_end(store, status);
    if (status == 0)
        *out = result;
    else
        naast_free(result);
    return status;
}

/* ---- the stages ---- */

static int place_known(const struct places *places, int64_t pipeline, const char *stage)
{
    for (size_t k = 0; k < places->count; k++)
        if (places->items[k].pipeline == pipeline && strcmp(places->items[k].stage, stage) == 0)
            return (int)k;
    return -1;
}

/* newest: the place in the newest revision is that of this one. */
static int place_add(const struct scope *scope, void *result, struct places *places, const naast_pipeline *pipeline,
                     int64_t id, size_t stage, int newest)
{
    struct env *env = &scope->store->env;
    char buffer[64];
    int status = mem_reserve(env, &places->items, &places->room, places->count + 1, sizeof *places->items);
    if (status != 0)
        return status;
    struct place *place = &places->items[places->count++];
    const naast_stage *from = &pipeline->stages[stage];
    *place = (struct place){
        .pipeline = id,
        .pipeline_name = result_text(env, result, pipeline->code),
        .stage = result_text(env, result, from->code),
        .stage_name = result_text(env, result, naast_name(scope->store, from->code, &from->label, buffer)),
        .at = newest ? (int)stage : -1,
        .won_at = pipeline_won(pipeline),
        .last = stage + 1 == pipeline->stage_count,
    };
    return place->pipeline_name && place->stage && place->stage_name ? 0 : NAAST_NO_MEMORY;
}

static int places_add(const struct scope *scope, void *result, struct places *places, int64_t revision, int newest)
{
    const naast_pipeline *pipeline = NULL;
    const int64_t id = child_parent(revision);
    int status = pipeline_load(scope->store, revision, &pipeline);
    for (size_t k = 0; status == 0 && k < pipeline->stage_count; k++)
        if (newest || place_known(places, id, pipeline->stages[k].code) < 0)
            status = place_add(scope, result, places, pipeline, id, k, newest);
    return status;
}

/* What grew while it was read, as the result's own. */
static int places_keep(const struct scope *scope, void *result, struct places *places)
{
    struct place *own = result_alloc(&scope->store->env, result, places->count + 1, sizeof *own);
    if (own != NULL && places->count > 0)
        memcpy(own, places->items, places->count * sizeof *own);
    mem_free(&scope->store->env, places->items);
    places->items = own;
    return own ? 0 : NAAST_NO_MEMORY;
}

int places_read(const struct scope *scope, void *result, struct places *places)
{
    struct query query;
    int64_t before = -1;
    *places = (struct places){0};
    int status =
        query_open(&query, scope->store,
                   "SELECT r.id FROM naast_revision r JOIN naast_pipeline p ON p.id = r.id" SQL_PARENT "AND p.void = 0 "
                   "WHERE r.id BETWEEN ?1 AND ?2 AND r.void = 0 ORDER BY p.name, p.id, r.id DESC",
                   "ii", scope->first_pipeline, scope->last_pipeline);
    while (status == 0 && (status = query_next(&query)) > 0) {
        const int64_t revision = query_int(&query, 0);
        status = places_add(scope, result, places, revision, child_parent(revision) != before);
        before = child_parent(revision);
    }
    query_close(&query);
    const int kept = places_keep(scope, result, places);
    return status ? status : kept;
}

int places_find(const struct places *places, int64_t revision, const char *stage)
{
    return place_known(places, child_parent(revision), stage);
}

/* ---- ranks and sums ---- */

int numbers_add(struct env *env, struct numbers *numbers, int64_t number)
{
    int status = mem_reserve(env, &numbers->items, &numbers->room, numbers->count + 1, sizeof *numbers->items);
    if (status == 0)
        numbers->items[numbers->count++] = number;
    return status;
}

static int compare_numbers(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

void numbers_sort(struct numbers *numbers)
{
    if (numbers->count > 1)
        qsort(numbers->items, numbers->count, sizeof *numbers->items, compare_numbers);
}

int64_t numbers_rank(const struct numbers *numbers, int percent)
{
    const size_t rank = (numbers->count * (size_t)percent + 99) / 100;
    return rank == 0 ? -1 : numbers->items[rank - 1];
}

int sum_add(struct env *env, int64_t *sum, int64_t minor, const char *currency)
{
    return money_add(*sum, minor, sum) == 0 ? 0 : FAIL(env, MSG_REPORT_SUM, currency);
}
