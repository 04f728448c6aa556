/* time.c: how long deals stay in their stages: those stays that ended, and apart from them those that go on. */
#include "naast-report.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/common/list.h"
#include "domain/pipeline/pipeline.h"
#include "report/report.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <string.h>

/* What was found of one place. */
struct tally {
    struct numbers ended, present;
    int64_t unknown_ended, unknown_present, sleeping;
};

/* A deal whose transitions are being followed. */
struct follow {
    int64_t deal;
    int64_t revision;
    int place; /* -1: in none that counts: ended, in the last stage, or in a pipeline that is not asked for */
    int known; /* since when */
    naast_time since;
};

struct timing {
    const struct scope *scope;
    struct places places;
    struct tally *tallies; /* of each place */
    struct follow follow;
};

/* Between two moments; a clock that went back makes it nothing, never less. */
static int64_t lasted(naast_time since, naast_time at) { return at > since ? at - since : 0; }

static int stay_ends(struct timing *timing, naast_time at)
{
    const struct follow *follow = &timing->follow;
    struct tally *tally = &timing->tallies[follow->place];
    if (!scope_has(timing->scope, at))
        return 0;
    if (follow->known)
        return numbers_add(&timing->scope->store->env, &tally->ended, lasted(follow->since, at));
    tally->unknown_ended++;
    return 0;
}

/* Longer in its stage than its own revision of the pipeline calls usual. */
static int is_asleep(const struct timing *timing, int *asleep)
{
    const struct follow *follow = &timing->follow;
    const naast_pipeline *pipeline = NULL;
    int status = pipeline_load(timing->scope->store, follow->revision, &pipeline);
    if (status != 0)
        return status;
    const int stage = pipeline_stage(pipeline, timing->places.items[follow->place].stage);
    const int32_t most = stage < 0 ? 0 : pipeline->stages[stage].sleeps_days;
    *asleep = most > 0 && naast_days_between(naast_date_of(follow->since), timing->scope->today) > most;
    return 0;
}

/* The deal has no further transition: where it is, it is now. */
static int follow_ends(struct timing *timing)
{
    const struct follow *follow = &timing->follow;
    int asleep = 0;
    if (follow->deal == 0 || follow->place < 0)
        return 0;
    struct tally *tally = &timing->tallies[follow->place];
    if (!follow->known) {
        tally->unknown_present++;
        return 0;
    }
    int status = is_asleep(timing, &asleep);
    tally->sleeping += asleep;
    if (status == 0)
        status = numbers_add(&timing->scope->store->env, &tally->present, lasted(follow->since, timing->scope->now));
    return status;
}

enum { T_DEAL, T_KIND, T_STAGE, T_OUTCOME, T_PIPELINE, T_AT };
static const char transitions_sql[] =
    "SELECT t.deal, t.kind, t.to_stage, t.to_outcome, t.pipeline, t.at FROM naast_standing_move t "
    "JOIN naast_deal d ON d.id = t.deal AND d.void = 0 ORDER BY t.id";

/* Where a transition leads, as far as a stay there counts. */
static int leads_to(const struct timing *timing, struct query *query)
{
    const char *outcome = query_text(query, T_OUTCOME);
    const int place = places_find(&timing->places, query_int(query, T_PIPELINE), query_text(query, T_STAGE));
    const int ended = *outcome != '\0' && strcmp(outcome, "won") != 0;
    return place < 0 || ended || timing->places.items[place].last ? -1 : place;
}

static int follow_step(struct timing *timing, struct query *query)
{
    struct follow *follow = &timing->follow;
    const naast_time at = query_int(query, T_AT);
    const int place = leads_to(timing, query);
    int status = 0;
    if (query_int(query, T_DEAL) != follow->deal) {
        status = follow_ends(timing);
        *follow = (struct follow){.deal = query_int(query, T_DEAL), .place = -1};
    }
    follow->revision = query_int(query, T_PIPELINE);
    if (status != 0 || place == follow->place)
        return status;
    if (follow->place >= 0)
        status = stay_ends(timing, at);
    follow->place = place;
    follow->since = at;
    follow->known = strcmp(query_text(query, T_KIND), "import") != 0;
    return status;
}

static int follow_all(struct timing *timing)
{
    struct query query;
    int status = query_open(&query, timing->scope->store, transitions_sql, "");
    while (status == 0 && (status = query_next(&query)) > 0)
        status = follow_step(timing, &query);
    query_close(&query);
    return status ? status : follow_ends(timing);
}

static naast_stage_time line_of(const struct place *place, struct tally *tally)
{
    numbers_sort(&tally->ended);
    numbers_sort(&tally->present);
    return (naast_stage_time){
        .pipeline = place->pipeline_name,
        .stage = place->stage,
        .stage_name = place->stage_name,
        .stays = (int64_t)tally->ended.count,
        .median = whole_seconds(numbers_rank(&tally->ended, 50)),
        .p90 = whole_seconds(numbers_rank(&tally->ended, 90)),
        .present = (int64_t)tally->present.count,
        .present_median = whole_seconds(numbers_rank(&tally->present, 50)),
        .present_longest = whole_seconds(numbers_rank(&tally->present, 100)),
        .sleeping = tally->sleeping,
        .unknown_stays = tally->unknown_ended,
        .unknown_present = tally->unknown_present,
    };
}

static int is_empty(const struct tally *tally)
{
    return tally->ended.count + tally->present.count == 0 && tally->unknown_ended + tally->unknown_present == 0;
}

static int lines_make(struct timing *timing, naast_stage_times *times)
{
    naast_stage_time *lines = result_alloc(&timing->scope->store->env, times, timing->places.count + 1, sizeof *lines);
    if (lines == NULL)
        return NAAST_NO_MEMORY;
    size_t count = 0;
    for (size_t k = 0; k < timing->places.count; k++)
        if (!is_empty(&timing->tallies[k]))
            lines[count++] = line_of(&timing->places.items[k], &timing->tallies[k]);
    list_head_fill(times, lines, count, sizeof *lines);
    return 0;
}

static int fill(struct scope *scope, void *result)
{
    naast_stage_times *times = result;
    struct env *env = &scope->store->env;
    struct timing timing = {.scope = scope, .follow = {.place = -1}};
    times->since = scope->since;
    times->until = scope->until;
    memcpy(times->head, scope->head, sizeof times->head);
    int status = places_read(scope, result, &timing.places);
    if (status == 0) {
        timing.tallies = mem_zero(env, timing.places.count + 1, sizeof *timing.tallies);
        status = timing.tallies ? follow_all(&timing) : NAAST_NO_MEMORY;
    }
    if (status == 0)
        status = lines_make(&timing, times);
    for (size_t k = 0; timing.tallies != NULL && k < timing.places.count; k++) {
        mem_free(env, timing.tallies[k].ended.items);
        mem_free(env, timing.tallies[k].present.items);
    }
    mem_free(env, timing.tallies);
    return status;
}

int naast_report_time(naast_store *store, const naast_report_spec *spec, naast_stage_times **out)
{
    void *result = NULL;
    int status = report_make(store, spec, 0, sizeof **out, fill, out != NULL ? &result : NULL);
    if (status == 0)
        *out = result;
    return status;
}
