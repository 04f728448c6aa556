/* honesty.c: how many honest noes and how early, what was set aside, what was stale at a move, promises kept. */
#include "naast-report.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "domain/common/list.h"
#include "domain/deal/receipt.h"
#include "domain/pipeline/pipeline.h"
#include "report/honesty.h"
#include "report/promises.h"
#include "report/report.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <stdlib.h>
#include <string.h>

/* One more for a check, under the name that it has in this revision. */
static int count_check(struct inquest *inquest, enum measure measure, int64_t revision, const char *id)
{
    naast_store *store = inquest->scope->store;
    const naast_pipeline *pipeline = NULL;
    char buffer[64];
    int status = pipeline_load(store, revision, &pipeline);
    if (status != 0)
        return status;
    const naast_check *check = pipeline_check_of(pipeline, id, NULL);
    const naast_label *words = check ? check_name(pipeline, check) : NULL;
    return honesty_count(
        inquest,
        &(struct honesty_entry){
            .measure = measure,
            .line = {.pipeline = pipeline->code, .key = id, .name = naast_name(store, id, words, buffer), .count = 1}});
}

/* ---- deals that ended ---- */

/* Ended here: the move that led to the outcome is no import. The last one: a deal may have been opened again. */
static const char ended_sql[] =
    "SELECT d.pipeline, d.stage, d.outcome, d.told, d.created, o.at, f.kind FROM naast_deal d "
    "LEFT JOIN naast_transition o ON o.id = (SELECT max(x.id) FROM naast_standing_move x "
    "WHERE x.id BETWEEN d.id" SQL_FIRST_CHILD "AND d.id" SQL_LAST_CHILD "AND x.kind <> 'import' "
    "AND x.to_outcome = d.outcome AND coalesce(x.from_outcome, '') <> d.outcome) "
    "LEFT JOIN naast_transition f ON f.id = d.id" SQL_CHILD "1 "
    "WHERE d.void = 0 AND d.outcome IS NOT NULL AND d.pipeline BETWEEN ?1 AND ?2 "
    "AND coalesce(d.closed, 0) >= ?3 AND (?4 = 0 OR coalesce(d.closed, 0) <= ?4) ORDER BY d.id";
enum { E_PIPELINE, E_STAGE, E_OUTCOME, E_TOLD, E_CREATED, E_AT, E_FIRST };

static int count_no(struct inquest *inquest, struct query *query)
{
    const int place = places_find(&inquest->places, query_int(query, E_PIPELINE), query_text(query, E_STAGE));
    const int32_t days =
        naast_days_between(naast_date_of(query_int(query, E_CREATED)), naast_date_of(query_int(query, E_AT)));
    int status = honesty_count_plain(inquest, NOES, "", 1);
    if (status == 0)
        status = honesty_count_plain(inquest, NO_UNTOLD, "", query_null(query, E_TOLD));
    if (status == 0 && place >= 0) {
        const struct place *at = &inquest->places.items[place];
        status = honesty_count(
            inquest,
            &(struct honesty_entry){
                .measure = NO_STAGE,
                .order = place,
                .line = {.pipeline = at->pipeline_name, .key = at->stage, .name = at->stage_name, .count = 1}});
    }
    if (status == 0 && strcmp(query_text(query, E_FIRST), "open") == 0)
        status = numbers_add(&inquest->scope->store->env, &inquest->days, days > 0 ? days : 0);
    inquest->of[NO_STAGE]++;
    inquest->of[NO_UNTOLD]++;
    return status;
}

static int count_ended(struct inquest *inquest, struct query *query)
{
    const char *outcome = query_text(query, E_OUTCOME);
    const int no = strcmp(outcome, "declined") == 0 || strcmp(outcome, "no_match") == 0;
    if (query_null(query, E_AT)) {
        inquest->result->ended_imported++;
        return 0;
    }
    inquest->of[ENDED]++;
    inquest->of[NOES]++;
    int status = honesty_count_plain(inquest, ENDED, outcome, 1);
    return status == 0 && no ? count_no(inquest, query) : status;
}

static int read_ended(struct inquest *inquest)
{
    const struct scope *scope = inquest->scope;
    struct query query;
    int status = query_open(&query, scope->store, ended_sql, "iiii", scope->first_pipeline, scope->last_pipeline,
                            (int64_t)scope->since, (int64_t)scope->until);
    while (status == 0 && (status = query_next(&query)) > 0)
        status = count_ended(inquest, &query);
    query_close(&query);
    return status;
}

static int count_days(struct inquest *inquest)
{
    numbers_sort(&inquest->days);
    inquest->of[NO_DAYS] = (int64_t)inquest->days.count;
    return inquest->days.count == 0 ? 0 : honesty_count_plain(inquest, NO_DAYS, "", numbers_rank(&inquest->days, 50));
}

/* ---- moves, by their receipts ---- */

static int is_stale(const naast_receipt_line *line)
{
    return strcmp(line->verdict, "stale") == 0 ||
           (strcmp(line->verdict, "waived") == 0 &&
            (strcmp(line->code, "changed_since") == 0 || strcmp(line->code, "old") == 0));
}

static int read_receipt(struct inquest *inquest, void *scratch, const char *text, int64_t revision)
{
    const naast_receipt_line *lines = NULL;
    size_t count = 0;
    int stale = 0, waived = 0;
    int status = receipt_read(&inquest->scope->store->env, scratch, text, &lines, &count);
    for (size_t k = 0; status == 0 && k < count; k++) {
        waived |= strcmp(lines[k].verdict, "waived") == 0;
        if (!is_stale(&lines[k]))
            continue;
        stale = 1;
        status = count_check(inquest, STALE_CHECK, revision, lines[k].check);
    }
    if (status == 0)
        status = honesty_count_plain(inquest, MOVES_STALE, "", stale);
    return status ? status : honesty_count_plain(inquest, MOVES_WAIVED, "", waived);
}

/* Most receipts have neither, and need not be taken apart. */
static int move_row(struct inquest *inquest, struct query *query)
{
    const char *text = query_text(query, 1);
    inquest->of[MOVES_STALE]++;
    inquest->of[STALE_CHECK]++;
    inquest->of[MOVES_WAIVED]++;
    if (strstr(text, " stale ") == NULL && strstr(text, " waived ") == NULL)
        return 0;
    void *scratch = result_new(&inquest->scope->store->env, 1);
    int status = scratch ? read_receipt(inquest, scratch, text, query_int(query, 0)) : NAAST_NO_MEMORY;
    naast_free(scratch);
    return status;
}

static int waiver_row(struct inquest *inquest, struct query *query)
{
    return count_check(inquest, WAIVER, query_int(query, 0), query_text(query, 1));
}

/* Each row of a query over the pipelines and moments that the report is about. */
static int each_row(struct inquest *inquest, const char *sql, int (*row)(struct inquest *, struct query *))
{
    const struct scope *scope = inquest->scope;
    struct query query;
    int status = query_open(&query, scope->store, sql, "iiii", scope->first_pipeline, scope->last_pipeline, scope->from,
                            scope->to);
    while (status == 0 && (status = query_next(&query)) > 0)
        status = row(inquest, &query);
    query_close(&query);
    return status;
}

static const char moves_sql[] =
    "SELECT t.pipeline, t.receipt FROM naast_standing_move t JOIN naast_deal d ON d.id = t.deal AND d.void = 0 "
    "WHERE t.kind = 'advance' AND t.receipt IS NOT NULL AND t.pipeline BETWEEN ?1 AND ?2 "
    "AND t.at >= ?3 AND t.at < ?4 ORDER BY t.id";
static const char waivers_sql[] =
    "SELECT d.pipeline, w.check_id FROM naast_waiver w JOIN naast_deal d ON d.id = w.id" SQL_PARENT "AND d.void = 0 "
    "WHERE w.void = 0 AND w.until >= CAST(strftime('%Y%m%d', w.at / 1000000, 'unixepoch') AS INTEGER) "
    "AND d.pipeline BETWEEN ?1 AND ?2 AND w.at >= ?3 AND w.at < ?4 ORDER BY w.id";

/* ---- what is open, and promises ---- */

static int count_unverified(struct inquest *inquest)
{
    const struct scope *scope = inquest->scope;
    int64_t unverified = 0;
    int status = sql_int(scope->store, &inquest->of[UNVERIFIED],
                         "SELECT count(*) FROM naast_deal WHERE void = 0 AND outcome IS NULL "
                         "AND pipeline BETWEEN ?1 AND ?2",
                         "ii", scope->first_pipeline, scope->last_pipeline);
    if (status == 0)
        status = sql_int(scope->store, &unverified,
                         "SELECT count(*) FROM naast_deal WHERE void = 0 AND outcome IS NULL AND unverified = 1 "
                         "AND pipeline BETWEEN ?1 AND ?2",
                         "ii", scope->first_pipeline, scope->last_pipeline);
    return status ? status : honesty_count_plain(inquest, UNVERIFIED, "", unverified);
}

static int count_unproven(struct inquest *inquest)
{
    static const char sql[] = "SELECT count(*), coalesce(sum(unproven = 1), 0) FROM naast_deal "
                              "WHERE void = 0 AND coalesce(outcome, 'won') = 'won' AND pipeline BETWEEN ?1 AND ?2";
    const struct scope *scope = inquest->scope;
    struct query query;
    int64_t unproven = 0;
    int status = query_open(&query, scope->store, sql, "ii", scope->first_pipeline, scope->last_pipeline);
    if (status == 0)
        status = query_next(&query);
    if (status > 0) {
        inquest->of[UNPROVEN] = query_int(&query, 0);
        unproven = query_int(&query, 1);
        status = 0;
    }
    query_close(&query);
    return status < 0 ? status : honesty_count_some(inquest, UNPROVEN, "", unproven);
}

static int count_promises(struct inquest *inquest, const naast_promise_line *line)
{
    const int64_t settled = line->kept + line->late + line->broken, waiting = line->open + line->overdue;
    const struct {
        enum measure measure;
        int64_t count, of;
    } figures[] = {{PROMISE_KEPT, line->kept, settled},
                   {PROMISE_LATE, line->late, settled},
                   {PROMISE_BROKEN, line->broken, settled},
                   {PROMISE_MOVED, line->reagreed, settled + waiting + line->released},
                   {PROMISE_OVERDUE, line->overdue, waiting}};
    int status = 0;
    for (size_t k = 0; status == 0 && k < sizeof figures / sizeof figures[0]; k++) {
        inquest->of[figures[k].measure] += figures[k].of;
        status = honesty_count_plain(inquest, figures[k].measure, "", figures[k].count);
    }
    return status;
}

static int read_promises(struct inquest *inquest)
{
    naast_promises *promises = result_new(&inquest->scope->store->env, sizeof *promises);
    if (promises == NULL)
        return NAAST_NO_MEMORY;
    int status = promises_count(inquest->scope, promises);
    for (size_t k = 0; status == 0 && k < promises->count; k++)
        if (promises->items[k].by == NAAST_SIDE_US)
            status = count_promises(inquest, &promises->items[k]);
    naast_free(promises);
    return status;
}

/* ---- the result ---- */

static int compare_entries(const void *left, const void *right)
{
    const struct honesty_entry *a = left, *b = right;
    int order = (a->measure > b->measure) - (a->measure < b->measure);
    if (order == 0)
        order = (a->order > b->order) - (a->order < b->order);
    if (order == 0)
        order = strcmp(a->line.pipeline, b->line.pipeline);
    return order ? order : strcmp(a->line.key, b->line.key);
}

/* Figures that are reported even if they are zero, as long as there was something that they could have been. */
static int add_nothings(struct inquest *inquest)
{
    static const enum measure told[] = {NOES, MOVES_STALE, MOVES_WAIVED};
    int status = 0;
    for (size_t k = 0; status == 0 && k < sizeof told / sizeof told[0]; k++)
        status = honesty_count_plain(inquest, told[k], "", 0);
    return status;
}

static int make_result(struct inquest *inquest)
{
    naast_honesty *result = inquest->result;
    naast_honesty_line *lines = result_alloc(&inquest->scope->store->env, result, inquest->count + 1, sizeof *lines);
    if (lines == NULL)
        return NAAST_NO_MEMORY;
    if (inquest->count > 0)
        qsort(inquest->entries, inquest->count, sizeof *inquest->entries, compare_entries);
    inquest->of[WAIVER] = inquest->of[RENAMED] = -1;
    size_t count = 0;
    for (size_t k = 0; k < inquest->count; k++) {
        struct honesty_entry *entry = &inquest->entries[k];
        entry->line.of = inquest->of[entry->measure];
        if (entry->line.of != 0)
            lines[count++] = entry->line;
    }
    list_head_fill(result, lines, count, sizeof *lines);
    return 0;
}

static int fill_lines(struct inquest *inquest)
{
    int status = places_read(inquest->scope, inquest->result, &inquest->places);
    if (status == 0)
        status = read_ended(inquest);
    if (status == 0)
        status = count_days(inquest);
    if (status == 0)
        status = each_row(inquest, moves_sql, move_row);
    if (status == 0)
        status = each_row(inquest, waivers_sql, waiver_row);
    if (status == 0)
        status = count_unverified(inquest);
    if (status == 0)
        status = count_unproven(inquest);
    if (status == 0)
        status = honesty_read_wins(inquest);
    if (status == 0)
        status = honesty_read_words(inquest);
    if (status == 0)
        status = honesty_read_givers(inquest);
    if (status == 0)
        status = read_promises(inquest);
    if (status == 0)
        status = add_nothings(inquest);
    return status ? status : make_result(inquest);
}

static int fill(struct scope *scope, void *result)
{
    struct inquest inquest = {.scope = scope, .result = result};
    inquest.result->since = scope->since;
    inquest.result->until = scope->until;
    memcpy(inquest.result->head, scope->head, sizeof scope->head);
    int status = fill_lines(&inquest);
    mem_free(&scope->store->env, inquest.entries);
    mem_free(&scope->store->env, inquest.days.items);
    return status;
}

int naast_report_honesty(naast_store *store, const naast_report_spec *spec, naast_honesty **out)
{
    void *result = NULL;
    int status = report_make(store, spec, 0, sizeof **out, fill, out != NULL ? &result : NULL);
    if (status == 0)
        *out = result;
    return status;
}
