/* velocity.c: how fast deals come through, per currency, and how many enter each stage, week by week. */
#include "naast-report.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/dates.h"
#include "base/values/ids.h"
#include "base/values/money.h"
#include "domain/common/list.h"
#include "domain/pipeline/pipeline.h"
#include "report/report.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <stdlib.h>
#include <string.h>

enum { USUAL_DAYS = 90, WEEK_DAYS = 7 };
static const int64_t WEEK = INT64_C(7) * 86400; /* seconds */

struct entry {
    int64_t pipeline, cycle; /* whole seconds, of all that ended together */
    naast_velocity_line line;
};

struct speed {
    struct scope *scope;
    naast_velocity *result;
    struct places places;
    struct entry *entries;
    size_t count, room;
};

/* ---- velocity ---- */

/* Opened here, and through a gate of the pipeline that it is in. */
#define QUALIFIED                                                                                                      \
    "d.void = 0 AND d.pipeline BETWEEN ?1 AND ?2 AND EXISTS (SELECT 1 FROM naast_transition f "                        \
    "WHERE f.id = d.id" SQL_CHILD "1 AND f.kind = 'open') AND EXISTS (SELECT 1 FROM naast_standing_move a "            \
    "WHERE a.id BETWEEN d.id" SQL_FIRST_CHILD "AND d.id" SQL_LAST_CHILD "AND a.kind = 'advance' "                      \
    "AND a.pipeline" SQL_PARENT "= d.pipeline" SQL_PARENT ") "

static const char open_sql[] =
    "SELECT d.pipeline, d.currency FROM naast_deal d WHERE d.outcome IS NULL AND " QUALIFIED "ORDER BY d.id";
static const char ended_sql[] =
    "SELECT d.pipeline, d.currency, d.amount, d.outcome, d.created, (SELECT x.at FROM naast_standing_move x "
    "WHERE x.id BETWEEN d.id" SQL_FIRST_CHILD "AND d.id" SQL_LAST_CHILD "AND x.to_outcome = d.outcome "
    "AND coalesce(x.from_outcome, '') <> d.outcome ORDER BY x.id DESC LIMIT 1) FROM naast_deal d "
    "WHERE d.outcome IS NOT NULL AND " QUALIFIED
    "AND coalesce(d.closed, 0) >= ?3 AND (?4 = 0 OR coalesce(d.closed, 0) <= ?4) ORDER BY d.id";
enum { D_PIPELINE, D_CURRENCY, D_AMOUNT, D_OUTCOME, D_CREATED, D_AT };

static int entry_find(struct speed *speed, struct query *query, struct entry **out)
{
    struct env *env = &speed->scope->store->env;
    const int64_t id = child_parent(query_int(query, D_PIPELINE));
    const char *currency = query_text(query, D_CURRENCY);
    const naast_pipeline *pipeline = NULL;
    for (size_t k = 0; k < speed->count; k++) {
        *out = &speed->entries[k];
        if ((*out)->pipeline == id && strcmp((*out)->line.currency, currency) == 0)
            return 0;
    }
    int status = pipeline_load(speed->scope->store, query_int(query, D_PIPELINE), &pipeline);
    if (status == 0)
        status = mem_reserve(env, &speed->entries, &speed->room, speed->count + 1, sizeof *speed->entries);
    if (status != 0)
        return status;
    *out = &speed->entries[speed->count];
    **out = (struct entry){.pipeline = id,
                           .line = {.pipeline = result_text(env, speed->result, pipeline->code),
                                    .currency = result_text(env, speed->result, currency)}};
    if ((*out)->line.pipeline == NULL || (*out)->line.currency == NULL)
        return NAAST_NO_MEMORY;
    speed->count++;
    return 0;
}

static int open_row(struct speed *speed, struct query *query)
{
    struct entry *entry = NULL;
    int status = entry_find(speed, query, &entry);
    if (status == 0)
        entry->line.open++;
    return status;
}

static int ended_row(struct speed *speed, struct query *query)
{
    const int64_t lasted = query_int(query, D_AT) - query_int(query, D_CREATED);
    struct entry *entry = NULL;
    int status = entry_find(speed, query, &entry);
    if (status != 0)
        return status;
    entry->line.ended++;
    entry->cycle += lasted > 0 ? whole_seconds(lasted) : 0;
    if (strcmp(query_text(query, D_OUTCOME), "won") != 0)
        return 0;
    entry->line.won++;
    return sum_add(&speed->scope->store->env, &entry->line.won_minor, query_int(query, D_AMOUNT), entry->line.currency);
}

static int read_deals(struct speed *speed, int open)
{
    const struct scope *scope = speed->scope;
    struct query query;
    int status = open ? query_open(&query, scope->store, open_sql, "ii", scope->first_pipeline, scope->last_pipeline)
                      : query_open(&query, scope->store, ended_sql, "iiii", scope->first_pipeline, scope->last_pipeline,
                                   (int64_t)scope->since, (int64_t)scope->until);
    while (status == 0 && (status = query_next(&query)) > 0)
        status = open ? open_row(speed, &query) : ended_row(speed, &query);
    query_close(&query);
    return status;
}

/* The days of the window; what has not come yet is not among them. */
static int32_t window_days(const struct scope *scope)
{
    const naast_date last = scope->until != 0 && scope->until < scope->today ? scope->until : scope->today;
    const int32_t days = naast_days_between(scope->since, last) + 1;
    return days > 0 ? days : 1;
}

/* minor * 7 / days, rounded down. Of fewer days than a week that may be more than there is room for. */
static int reckon_week(struct env *env, int32_t days, naast_velocity_line *line)
{
    const int64_t of_rest = line->won_minor % days * WEEK_DAYS / days;
    int64_t week;
    if (__builtin_mul_overflow(line->won_minor / days, WEEK_DAYS, &week) || money_add(week, of_rest, &week) != 0)
        return FAIL(env, MSG_REPORT_SUM, line->currency);
    line->came_per_week = week;
    return 0;
}

/* Little's law: what leaves in a time is what is under way, by how long it takes; and of that, what is won. */
static int reckon(const struct scope *scope, struct entry *entry)
{
    naast_velocity_line *line = &entry->line;
    line->cycle = line->ended == 0 ? -1 : entry->cycle / line->ended;
    line->minor_per_week = -1;
    int status = reckon_week(&scope->store->env, window_days(scope), line);
    if (status != 0 || line->ended < NAAST_REPORT_LEAST || entry->cycle == 0)
        return status;
    const double week = (double)line->open * (double)line->won_minor * ((double)WEEK / (double)entry->cycle);
    if (week >= 9e18)
        return FAIL(&scope->store->env, MSG_REPORT_SUM, line->currency);
    line->minor_per_week = (int64_t)(week + 0.5);
    return 0;
}

static int compare_entries(const void *left, const void *right)
{
    const naast_velocity_line *a = &((const struct entry *)left)->line, *b = &((const struct entry *)right)->line;
    const int order = strcmp(a->pipeline, b->pipeline);
    return order ? order : strcmp(a->currency, b->currency);
}

static int make_lines(struct speed *speed)
{
    naast_velocity_line *lines =
        result_alloc(&speed->scope->store->env, speed->result, speed->count + 1, sizeof *lines);
    int status = lines == NULL ? NAAST_NO_MEMORY : 0;
    if (speed->count > 0)
        qsort(speed->entries, speed->count, sizeof *speed->entries, compare_entries);
    for (size_t k = 0; status == 0 && k < speed->count; k++) {
        status = reckon(speed->scope, &speed->entries[k]);
        lines[k] = speed->entries[k].line;
    }
    if (status != 0)
        return status;
    list_head_fill(speed->result, lines, speed->count, sizeof *lines);
    return 0;
}

/* ---- moves a week ---- */

#define MOVES                                                                                                          \
    "FROM naast_standing_move t JOIN naast_deal d ON d.id = t.deal AND d.void = 0 "                                    \
    "WHERE t.kind IN ('open', 'advance') AND t.pipeline BETWEEN ?1 AND ?2 AND t.at >= ?3 AND t.at < ?4 "

/* 1 January 1970 was a Thursday: gives the Monday before a day as a number of days since then. */
static int64_t monday_of(naast_time at)
{
    const int64_t day = date_to_days(naast_date_of(at));
    const int64_t since_monday = ((day + 3) % WEEK_DAYS + WEEK_DAYS) % WEEK_DAYS;
    return day - since_monday;
}

/* The weeks from the first move to the last. */
static int read_weeks(struct speed *speed, int64_t *first)
{
    const struct scope *scope = speed->scope;
    struct query query;
    int status = query_open(&query, scope->store, "SELECT count(*), min(t.at), max(t.at) " MOVES, "iiii",
                            scope->first_pipeline, scope->last_pipeline, scope->from, scope->to);
    if (status == 0 && (status = query_next(&query)) > 0) {
        if (query_int(&query, 0) > 0) {
            *first = monday_of(query_int(&query, 1));
            speed->result->first_week = date_from_days(*first);
            speed->result->week_count = (size_t)((monday_of(query_int(&query, 2)) - *first) / WEEK_DAYS) + 1;
        }
        status = 0;
    }
    query_close(&query);
    return status;
}

/* entered: a row of weeks for each place. */
static int count_moves(struct speed *speed, int64_t first, int64_t *entered)
{
    const struct scope *scope = speed->scope;
    const size_t weeks = speed->result->week_count;
    struct query query;
    int status = query_open(&query, scope->store, "SELECT t.pipeline, t.to_stage, t.at " MOVES "ORDER BY t.id", "iiii",
                            scope->first_pipeline, scope->last_pipeline, scope->from, scope->to);
    while (status == 0 && (status = query_next(&query)) > 0) {
        const int place = places_find(&speed->places, query_int(&query, 0), query_text(&query, 1));
        const size_t week = (size_t)((monday_of(query_int(&query, 2)) - first) / WEEK_DAYS);
        if (place >= 0)
            entered[(size_t)place * weeks + week]++;
        status = 0;
    }
    query_close(&query);
    return status;
}

static int read_moves(struct speed *speed)
{
    struct env *env = &speed->scope->store->env;
    naast_velocity *result = speed->result;
    int64_t first = 0;
    int status = read_weeks(speed, &first);
    if (status != 0 || result->week_count == 0)
        return status;
    const size_t weeks = result->week_count;
    int64_t *entered = result_alloc(env, result, speed->places.count * weeks + 1, sizeof *entered);
    naast_moves_line *moves = result_alloc(env, result, speed->places.count + 1, sizeof *moves);
    if (entered == NULL || moves == NULL)
        return NAAST_NO_MEMORY;
    status = count_moves(speed, first, entered);
    for (size_t k = 0; status == 0 && k < speed->places.count; k++) {
        const struct place *place = &speed->places.items[k];
        naast_moves_line line = {place->pipeline_name, place->stage, place->stage_name, entered + k * weeks, 0};
        for (size_t week = 0; week < weeks; week++)
            line.total += line.entered[week];
        if (line.total > 0)
            moves[result->move_count++] = line;
    }
    result->moves = moves;
    result->move_size = sizeof *moves;
    return status;
}

static int fill(struct scope *scope, void *result)
{
    struct speed speed = {.scope = scope, .result = result};
    speed.result->since = scope->since;
    speed.result->until = scope->until;
    memcpy(speed.result->head, scope->head, sizeof scope->head);
    int status = places_read(scope, result, &speed.places);
    if (status == 0)
        status = read_deals(&speed, 1);
    if (status == 0)
        status = read_deals(&speed, 0);
    if (status == 0)
        status = make_lines(&speed);
    if (status == 0)
        status = read_moves(&speed);
    mem_free(&scope->store->env, speed.entries);
    return status;
}

int naast_report_velocity(naast_store *store, const naast_report_spec *spec, naast_velocity **out)
{
    void *result = NULL;
    int status = report_make(store, spec, USUAL_DAYS, sizeof **out, fill, out != NULL ? &result : NULL);
    if (status == 0)
        *out = result;
    return status;
}
