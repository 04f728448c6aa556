/* forecast.c: what the open deals may come to: where their gates really let them be, and how often deals that came so
 * far were won. */
#include "naast-report.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "domain/common/list.h"
#include "domain/common/rows.h"
#include "domain/evidence/facts.h"
#include "domain/gate/gate.h"
#include "domain/pipeline/pipeline.h"
#include "report/report.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <stdlib.h>
#include <string.h>

/* Ended deals that passed the gates up to a place. */
struct history {
    int64_t ended, won;
};

struct entry {
    int place;
    naast_forecast_line line;
};

struct forecasting {
    const struct scope *scope;
    naast_forecast *result;
    struct places places;
    struct history *histories; /* of each place */
    struct entry *entries;
    size_t entry_count, entry_room;
    naast_forecast_total *totals;
    size_t total_count, total_room;
};

/* ---- the deals that ended ---- */

/* Their moves, in one pass over the moves: a search for those of each deal would be a guess of the engine's planner. */
static const char ended_sql[] =
    "SELECT t.deal, d.pipeline, d.outcome, d.unverified, t.kind, t.pipeline, t.to_stage, t.from_outcome, t.to_outcome "
    "FROM naast_standing_move t JOIN naast_deal d ON d.id = t.deal "
    "WHERE d.void = 0 AND d.outcome IS NOT NULL AND d.pipeline BETWEEN ?1 AND ?2 "
    "AND coalesce(d.closed, 0) >= ?3 AND (?4 = 0 OR coalesce(d.closed, 0) <= ?4) ORDER BY t.id";
enum { E_DEAL, E_PIPELINE, E_OUTCOME, E_UNVERIFIED, E_KIND, E_REVISION, E_STAGE, E_FROM, E_TO };

/* One ended deal, while its moves are read. */
struct ended {
    int64_t deal, pipeline;
    int won, unverified;
    int here;    /* it came to its outcome here, not before it was imported */
    int reached; /* the furthest stage that a gate let it into */
};

/*
 * A deal that came as far as a stage came to all before it. What an imported deal claimed, and where one stood when it
 * changed pipeline, passed no gate: only `advance` does. Who passed none reached the first stage.
 */
static void count_ended(struct forecasting *forecasting, const struct ended *ended)
{
    if (ended->deal == 0)
        return;
    if (!ended->here || ended->unverified) {
        forecasting->result->ended_imported++;
        return;
    }
    for (size_t k = 0; k < forecasting->places.count; k++) {
        const struct place *place = &forecasting->places.items[k];
        if (place->pipeline != ended->pipeline || place->at < 0 || place->at > ended->reached)
            continue;
        forecasting->histories[k].ended++;
        forecasting->histories[k].won += ended->won;
    }
}

static void ended_begins(struct query *query, struct ended *ended)
{
    *ended = (struct ended){.deal = query_int(query, E_DEAL),
                            .pipeline = child_parent(query_int(query, E_PIPELINE)),
                            .unverified = query_int(query, E_UNVERIFIED) != 0};
    ended->won = strcmp(query_text(query, E_OUTCOME), "won") == 0;
}

/* Texts of a row stay until the next one. */
static int leads_to_outcome(struct query *query)
{
    const char *outcome = query_text(query, E_OUTCOME);
    return strcmp(query_text(query, E_TO), outcome) == 0 && strcmp(query_text(query, E_FROM), outcome) != 0;
}

static void ended_row(struct forecasting *forecasting, struct query *query, struct ended *ended)
{
    const char *kind = query_text(query, E_KIND);
    if (query_int(query, E_DEAL) != ended->deal) {
        count_ended(forecasting, ended);
        ended_begins(query, ended);
    }
    ended->here |= strcmp(kind, "import") != 0 && leads_to_outcome(query);
    if (strcmp(kind, "advance") != 0 || child_parent(query_int(query, E_REVISION)) != ended->pipeline)
        return;
    const int place = places_find(&forecasting->places, query_int(query, E_REVISION), query_text(query, E_STAGE));
    if (place >= 0 && forecasting->places.items[place].at > ended->reached)
        ended->reached = forecasting->places.items[place].at;
}

static int read_ended(struct forecasting *forecasting)
{
    const struct scope *scope = forecasting->scope;
    struct ended ended = {0};
    struct query query;
    int status = query_open(&query, scope->store, ended_sql, "iiii", scope->first_pipeline, scope->last_pipeline,
                            (int64_t)scope->since, (int64_t)scope->until);
    while (status == 0 && (status = query_next(&query)) > 0) {
        ended_row(forecasting, &query, &ended);
        status = 0;
    }
    query_close(&query);
    count_ended(forecasting, &ended);
    return status;
}

/* ---- the deals that are open ---- */

static int total_find(struct forecasting *forecasting, const char *currency, naast_forecast_total **out)
{
    struct env *env = &forecasting->scope->store->env;
    for (size_t k = 0; k < forecasting->total_count; k++)
        if (strcmp(forecasting->totals[k].currency, currency) == 0) {
            *out = &forecasting->totals[k];
            return 0;
        }
    int status = mem_reserve(env, &forecasting->totals, &forecasting->total_room, forecasting->total_count + 1,
                             sizeof *forecasting->totals);
    if (status != 0)
        return status;
    *out = &forecasting->totals[forecasting->total_count];
    **out = (naast_forecast_total){.currency = result_text(env, forecasting->result, currency)};
    if ((*out)->currency == NULL)
        return NAAST_NO_MEMORY;
    forecasting->total_count++;
    return 0;
}

static int entry_find(struct forecasting *forecasting, int place, const char *currency, naast_forecast_line **out)
{
    struct env *env = &forecasting->scope->store->env;
    for (size_t k = 0; k < forecasting->entry_count; k++) {
        struct entry *entry = &forecasting->entries[k];
        if (entry->place == place && strcmp(entry->line.currency, currency) == 0) {
            *out = &entry->line;
            return 0;
        }
    }
    int status = mem_reserve(env, &forecasting->entries, &forecasting->entry_room, forecasting->entry_count + 1,
                             sizeof *forecasting->entries);
    if (status != 0)
        return status;
    const struct place *at = &forecasting->places.items[place];
    forecasting->entries[forecasting->entry_count++] = (struct entry){
        .place = place,
        .line = {.pipeline = at->pipeline_name, .stage = at->stage, .stage_name = at->stage_name, .currency = currency},
    };
    *out = &forecasting->entries[forecasting->entry_count - 1].line;
    return 0;
}

static const char open_sql[] = "SELECT id, pipeline, amount, currency, unverified, crev FROM naast_deal "
                               "WHERE void = 0 AND outcome IS NULL AND pipeline BETWEEN ?1 AND ?2 ORDER BY id";
enum { O_DEAL, O_PIPELINE, O_AMOUNT, O_CURRENCY, O_UNVERIFIED, O_CREV };

/* The place of a deal by its gates; entering the won stage is what is forecast, so the one before it is the last. */
static int gates_place(struct forecasting *forecasting, int64_t deal, int64_t revision, int *place)
{
    naast_store *store = forecasting->scope->store;
    struct facts *facts = NULL;
    int allowed = 0;
    int status = facts_read(store, deal, &facts);
    if (status == 0)
        status = gates_allow(store, facts, &allowed);
    if (status == 0) {
        const int won = pipeline_won(facts->pipeline);
        forecasting->result->behind += facts->stage > allowed;
        forecasting->result->ahead += facts->stage < allowed;
        if (allowed >= won && won > 0)
            allowed = won - 1;
        *place = places_find(&forecasting->places, revision, facts->pipeline->stages[allowed].code);
    }
    naast_free(facts);
    return status;
}

static int add_open(struct forecasting *forecasting, struct query *query, naast_forecast_total *total, int64_t minor)
{
    struct env *env = &forecasting->scope->store->env;
    naast_forecast_line *line = NULL;
    int place = -1;
    int status = gates_place(forecasting, query_int(query, O_DEAL), query_int(query, O_PIPELINE), &place);
    if (status == 0 && place < 0)
        status = FAIL(env, MSG_DEAL_STAGE_LOST, short_id('D', query_int(query, O_DEAL)).text, "");
    if (status == 0)
        status = entry_find(forecasting, place, total->currency, &line);
    if (status != 0)
        return status;
    line->deals++;
    total->deals++;
    status = sum_add(env, &line->minor, minor, total->currency);
    return status ? status : sum_add(env, &total->minor, minor, total->currency);
}

/* Of an imported deal about which nothing was recorded since, nothing is known. */
static int open_row(struct forecasting *forecasting, struct query *query)
{
    const int64_t minor = query_int(query, O_AMOUNT);
    naast_forecast_total *total = NULL;
    int status = total_find(forecasting, query_text(query, O_CURRENCY), &total);
    if (status != 0)
        return status;
    if (query_int(query, O_UNVERIFIED) == 0 || query_int(query, O_CREV) > 0)
        return add_open(forecasting, query, total, minor);
    total->imported++;
    return sum_add(&forecasting->scope->store->env, &total->imported_minor, minor, total->currency);
}

static int read_open(struct forecasting *forecasting)
{
    const struct scope *scope = forecasting->scope;
    struct query query;
    int status = query_open(&query, scope->store, open_sql, "ii", scope->first_pipeline, scope->last_pipeline);
    while (status == 0 && (status = query_next(&query)) > 0)
        status = open_row(forecasting, &query);
    query_close(&query);
    return status;
}

/* ---- shares ---- */

enum { WHOLE = 10000 };

/*
 * Whether a true share of p ten-thousandths is consistent with these results, at 95%: Wilson's interval
 * is where the score test lets it be.
 */
static int may_be(int64_t won, int64_t ended, int32_t p)
{
    const double z = 1.959964, n = (double)ended, share = p / (double)WHOLE, off = (double)won / n - share;
    return off * off * n <= z * z * share * (1 - share);
}

/* The share nearest to `far` that may be, between `near`, which is taken to be one, and `far`. */
static int32_t bound(int64_t won, int64_t ended, int32_t near, int32_t far)
{
    if (may_be(won, ended, far))
        return far;
    while (near - far > 1 || far - near > 1) {
        const int32_t middle = (near + far) / 2;
        if (may_be(won, ended, middle))
            near = middle;
        else
            far = middle;
    }
    return near;
}

/* minor * part / whole, rounded down, without leaving an int64: part is not above whole. */
static int64_t part_of(int64_t minor, int64_t part, int64_t whole)
{
    return minor / whole * part + minor % whole * part / whole;
}

static void line_share(naast_forecast_line *line, const struct history *history)
{
    line->ended = history->ended;
    line->won = history->won;
    line->share = line->low = line->high = -1;
    if (line->ended < NAAST_REPORT_LEAST)
        return;
    line->share = (int32_t)((line->won * WHOLE + line->ended / 2) / line->ended);
    line->low = bound(line->won, line->ended, line->share, 0);
    line->high = bound(line->won, line->ended, line->share, WHOLE);
    line->expected = part_of(line->minor, line->won, line->ended);
    line->expected_low = part_of(line->minor, line->low, WHOLE);
    line->expected_high = part_of(line->minor, line->high, WHOLE);
}

/* What is expected is no more than the amounts, whose sum was found to fit. */
static void total_add(struct forecasting *forecasting, const naast_forecast_line *line)
{
    naast_forecast_total *total = forecasting->totals;
    if (line->share < 0)
        return;
    while (strcmp(total->currency, line->currency) != 0)
        total++;
    total->estimated += line->deals;
    total->estimated_minor += line->minor;
    total->expected += line->expected;
    total->expected_low += line->expected_low;
    total->expected_high += line->expected_high;
}

/* ---- the result ---- */

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    const int order = (a->place > b->place) - (a->place < b->place);
    return order ? order : strcmp(a->line.currency, b->line.currency);
}

static int compare_totals(const void *left, const void *right)
{
    const naast_forecast_total *a = left, *b = right;
    return strcmp(a->currency, b->currency);
}

static int make_result(struct forecasting *forecasting)
{
    struct env *env = &forecasting->scope->store->env;
    naast_forecast *result = forecasting->result;
    naast_forecast_line *lines = result_alloc(env, result, forecasting->entry_count + 1, sizeof *lines);
    naast_forecast_total *totals = result_alloc(env, result, forecasting->total_count + 1, sizeof *totals);
    if (lines == NULL || totals == NULL)
        return NAAST_NO_MEMORY;
    if (forecasting->entry_count > 0)
        qsort(forecasting->entries, forecasting->entry_count, sizeof *forecasting->entries, compare_entries);
    for (size_t k = 0; k < forecasting->entry_count; k++) {
        lines[k] = forecasting->entries[k].line;
        line_share(&lines[k], &forecasting->histories[forecasting->entries[k].place]);
        total_add(forecasting, &lines[k]);
    }
    if (forecasting->total_count > 0) {
        qsort(forecasting->totals, forecasting->total_count, sizeof *totals, compare_totals);
        memcpy(totals, forecasting->totals, forecasting->total_count * sizeof *totals);
    }
    list_head_fill(result, lines, forecasting->entry_count, sizeof *lines);
    result->totals = totals;
    result->total_count = forecasting->total_count;
    result->total_size = sizeof *totals;
    return 0;
}

static int fill(struct scope *scope, void *result)
{
    struct env *env = &scope->store->env;
    struct forecasting forecasting = {.scope = scope, .result = result};
    forecasting.result->since = scope->since;
    forecasting.result->until = scope->until;
    memcpy(forecasting.result->head, scope->head, sizeof scope->head);
    int status = places_read(scope, result, &forecasting.places);
    if (status == 0) {
        forecasting.histories = mem_zero(env, forecasting.places.count + 1, sizeof *forecasting.histories);
        status = forecasting.histories ? read_ended(&forecasting) : NAAST_NO_MEMORY;
    }
    if (status == 0)
        status = read_open(&forecasting);
    if (status == 0)
        status = make_result(&forecasting);
    mem_free(env, forecasting.histories);
    mem_free(env, forecasting.entries);
    mem_free(env, forecasting.totals);
    return status;
}

int naast_report_forecast(naast_store *store, const naast_report_spec *spec, naast_forecast **out)
{
    void *result = NULL;
    int status = report_make(store, spec, 0, sizeof **out, fill, out != NULL ? &result : NULL);
    if (status == 0)
        *out = result;
    return status;
}
