/*
 * honesty_wins.c: how deals were won: under which gates, in how many moments, on whose words, and what those rest on.
 *
 * No gate can see all of this: words that were all typed on the day of the win, by us alone, are words. What cannot be
 * refused is counted.
 */
#include "naast-report.h"
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "domain/common/codes.h"
#include "domain/pipeline/digest.h"
#include "domain/pipeline/pipeline.h"
#include "report/honesty.h"
#include "report/report.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"

#include <stdio.h>

/* Won here, in the window: the move through the gates that led to it, the last where a deal went back. Those that were
 * imported as won have none. */
#define WINS                                                                                                           \
    "FROM naast_deal d JOIN naast_transition o ON o.id = (SELECT max(x.id) FROM naast_standing_move x "                \
    "WHERE x.id BETWEEN d.id" SQL_FIRST_CHILD "AND d.id" SQL_LAST_CHILD                                                \
    "AND x.kind <> 'import' AND x.to_outcome = 'won' AND coalesce(x.from_outcome, '') <> 'won') "                      \
    "WHERE d.void = 0 AND d.outcome = 'won' AND d.pipeline BETWEEN ?1 AND ?2 "                                         \
    "AND coalesce(d.closed, 0) >= ?3 AND (?4 = 0 OR coalesce(d.closed, 0) <= ?4) "
#define WINS_VALUES(scope)                                                                                             \
    (scope)->first_pipeline, (scope)->last_pipeline, (int64_t)(scope)->since, (int64_t)(scope)->until

/* ---- under which gates ---- */

static int count_under(struct inquest *inquest, struct query *query)
{
    naast_store *store = inquest->scope->store;
    const naast_pipeline *then = NULL, *now = NULL;
    const int64_t under = query_int(query, 0), present = query_int(query, 1), count = query_int(query, 2);
    char revision[16];
    int more = 0;
    int status = pipeline_load(store, under, &then);
    if (status == 0)
        status = pipeline_load(store, present, &now);
    if (status == 0 && under != present)
        status = gates_ask_more(&store->env, now, then, &more);
    if (status != 0)
        return status;
    inquest->of[WON_UNDER] += count;
    inquest->of[WON_OTHER_GATES] += count;
    snprintf(revision, sizeof revision, "%d", (int)then->revision);
    const struct honesty_entry entry = {.measure = WON_UNDER,
                                        .order = then->revision,
                                        .line = {.pipeline = then->code, .key = revision, .name = "", .count = count}};
    status = honesty_count(inquest, &entry);
    return status == 0 && more ? honesty_count_plain(inquest, WON_OTHER_GATES, "", count) : status;
}

static const char under_sql[] =
    "SELECT o.pipeline, d.pipeline, count(*) " WINS "GROUP BY o.pipeline, d.pipeline ORDER BY o.pipeline, d.pipeline";

static int read_under(struct inquest *inquest)
{
    struct query query;
    int status = query_open(&query, inquest->scope->store, under_sql, "iiii", WINS_VALUES(inquest->scope));
    while (status == 0 && (status = query_next(&query)) > 0)
        status = count_under(inquest, &query);
    query_close(&query);
    return status;
}

/* ---- in how many moments ---- */

/* Operations on the deal that wrote what somebody said, up to the win. */
static const char moments_sql[] =
    "SELECT (SELECT count(DISTINCT j.first) FROM naast_journal j WHERE j.root_kind = ?5 AND j.root_id = d.id "
    "AND j.at <= o.at AND j.op IN (?6, ?7, ?8, ?9)) " WINS;

static int read_moments(struct inquest *inquest)
{
    struct numbers moments = {0};
    struct query query;
    int64_t at_once = 0;
    int status = query_open(&query, inquest->scope->store, moments_sql, "iiiiiiiii", WINS_VALUES(inquest->scope),
                            (int64_t)NAAST_ROOT_DEAL, (int64_t)OP_RECORD, (int64_t)OP_CONFIRM, (int64_t)OP_TALK,
                            (int64_t)OP_BATCH);
    while (status == 0 && (status = query_next(&query)) > 0) {
        at_once += query_int(&query, 0) <= 1;
        status = numbers_add(&inquest->scope->store->env, &moments, query_int(&query, 0));
    }
    query_close(&query);
    if (status == 0 && moments.count > 0) {
        numbers_sort(&moments);
        inquest->of[WON_MOMENTS] = inquest->of[WON_AT_ONCE] = (int64_t)moments.count;
        status = honesty_count_plain(inquest, WON_MOMENTS, "", numbers_rank(&moments, 50));
    }
    if (status == 0)
        status = honesty_count_some(inquest, WON_AT_ONCE, "", at_once);
    mem_free(&inquest->scope->store->env, moments.items);
    return status;
}

/* ---- who decides and did not say yes ---- */

/* The kinds on which the word of whoever decides is asked, as ",frame,agreement,". */
static void write_asked_kinds(struct buffer *text, const naast_pipeline *pipeline)
{
    buffer_byte(text, ',');
    for (size_t s = 0; s < pipeline->stage_count; s++)
        for (size_t c = 0; c < pipeline->stages[s].gate.check_count; c++) {
            const naast_check *check = &pipeline->stages[s].gate.checks[c];
            naast_codes kinds = codes_any(check->has) ? check->has : check->kinds;
            for (; check->by != NULL && *check->by != '\0' && kinds != NULL && *kinds != NULL; kinds++)
                buffer_format(text, "%s,", *kinds);
        }
}

/* Of a revision's wins, those in which somebody is named as one who decides, and has no word on any of these. */
static const char silent_sql[] =
    "SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM naast_evidence a "
    "WHERE a.id BETWEEN d.id" SQL_FIRST_CHILD "AND d.id" SQL_LAST_CHILD "AND a.kind = 'authority' "
    "AND a.value = 'decides' AND a.person IS NOT NULL AND a.retracted = 0 AND a.void = 0 AND NOT EXISTS (SELECT 1 "
    "FROM naast_word w JOIN naast_evidence e ON e.id = d.id" SQL_CHILD "w.item "
    "WHERE w.id BETWEEN d.id" SQL_FIRST_CHILD "AND d.id" SQL_LAST_CHILD "AND w.side = 2 AND w.person = a.person "
    "AND w.void = 0 AND e.void = 0 AND e.retracted = 0 "
    "AND instr(?5, ',' || e.kind || ',') > 0))), 0) " WINS;

static int read_silent_of(struct inquest *inquest, int64_t revision)
{
    const naast_pipeline *pipeline = NULL;
    const struct scope *scope = inquest->scope;
    struct query query = {0};
    struct buffer kinds;
    buffer_init(&kinds, &scope->store->env);
    int status = pipeline_load(scope->store, revision, &pipeline);
    if (status == 0) {
        write_asked_kinds(&kinds, pipeline);
        status = kinds.status;
    }
    if (status == 0)
        status = query_open(&query, scope->store, silent_sql, "iiiit", revision, revision, (int64_t)scope->since,
                            (int64_t)scope->until, kinds.data);
    if (status == 0)
        status = query_next(&query);
    if (status > 0) {
        inquest->of[WON_DECIDER_SILENT] += query_int(&query, 0);
        status = honesty_count_some(inquest, WON_DECIDER_SILENT, "", query_int(&query, 1));
    }
    query_close(&query);
    buffer_free(&kinds);
    return status;
}

static int read_silent(struct inquest *inquest)
{
    const struct scope *scope = inquest->scope;
    struct query query;
    int status = query_open(&query, scope->store,
                            "SELECT id FROM naast_revision WHERE void = 0 AND id BETWEEN ?1 AND ?2 ORDER BY id", "ii",
                            scope->first_pipeline, scope->last_pipeline);
    while (status == 0 && (status = query_next(&query)) > 0)
        status = read_silent_of(inquest, query_int(&query, 0));
    query_close(&query);
    return status;
}

/* ---- what their words rest on ---- */

static const char backed_sql[] =
    "SELECT count(*), coalesce(sum(w.page IS NOT NULL), 0), coalesce(sum(w.page IS NULL AND "
    "(e.url IS NOT NULL OR e.file_name IS NOT NULL)), 0) FROM naast_word w "
    "JOIN naast_deal d ON d.id = w.id" SQL_PARENT "JOIN naast_evidence e ON e.id = d.id" SQL_CHILD "w.item "
    "WHERE w.side = 2 AND w.void = 0 AND e.void = 0 AND e.retracted = 0 AND d.void = 0 AND d.outcome = 'won' "
    "AND d.pipeline BETWEEN ?1 AND ?2 AND coalesce(d.closed, 0) >= ?3 AND (?4 = 0 OR coalesce(d.closed, 0) <= ?4)";

static int read_backed(struct inquest *inquest)
{
    struct query query;
    int64_t all = 0, page = 0, message = 0;
    int status = query_open(&query, inquest->scope->store, backed_sql, "iiii", WINS_VALUES(inquest->scope));
    if (status == 0)
        status = query_next(&query);
    if (status > 0) {
        all = query_int(&query, 0);
        page = query_int(&query, 1);
        message = query_int(&query, 2);
        status = 0;
    }
    query_close(&query);
    inquest->of[WON_BACKED] = all;
    if (status == 0)
        status = honesty_count_some(inquest, WON_BACKED, "page", page);
    if (status == 0)
        status = honesty_count_some(inquest, WON_BACKED, "message", message);
    return status == 0 ? honesty_count_some(inquest, WON_BACKED, "said", all - page - message) : status;
}

int honesty_read_wins(struct inquest *inquest)
{
    int status = read_under(inquest);
    if (status == 0)
        status = read_moments(inquest);
    if (status == 0)
        status = read_silent(inquest);
    return status == 0 ? read_backed(inquest) : status;
}
