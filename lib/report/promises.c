/* promises.c: the promise ledger: what each side promised the other, and what became of it. */
#include "domain/common/list.h"
#include "report/promises.h"

#include "naast-report.h"
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "domain/evidence/item_write.h"
#include "domain/pipeline/pipeline.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "report/report.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/record/journal_body.h"

#include <stdlib.h>
#include <string.h>

/* A line being counted. */
struct entry {
    int64_t pipeline;
    naast_promise_line line;
    struct numbers late, overdue;
};

struct ledger {
    struct scope *scope;
    naast_promises *result;
    struct entry *entries;
    size_t count, room;
    naast_overdue *overdue;
    size_t overdue_count, overdue_room;
};

enum { P_ID, P_KIND, P_SIDE, P_STATE, P_DUE, P_SETTLED, P_REAGREED, P_RETRACTED, P_DAY, P_TEXT, P_PIPELINE, P_TITLE };
/* Only kinds with a life have other states than these two. */
static const char items_sql[] =
    "SELECT e.id, e.kind, e.side, e.state, e.due, e.settled_on, e.reagreed, e.retracted, e.day, e.text, d.pipeline, "
    "d.title FROM naast_evidence e JOIN naast_deal d ON d.id = e.id" SQL_PARENT "AND d.void = 0 "
    "WHERE e.void = 0 AND e.state <> 'given' AND e.state <> 'none' AND d.pipeline BETWEEN ?1 AND ?2 ORDER BY e.id";

/* ---- lines ---- */

static int entry_add(struct ledger *ledger, const naast_pipeline *pipeline, int64_t id, const naast_kind *kind,
                     naast_side by, struct entry **out)
{
    struct env *env = &ledger->scope->store->env;
    char buffer[64];
    int status = mem_reserve(env, &ledger->entries, &ledger->room, ledger->count + 1, sizeof *ledger->entries);
    if (status != 0)
        return status;
    *out = &ledger->entries[ledger->count];
    **out = (struct entry){
        .pipeline = id,
        .line = {.pipeline = result_text(env, ledger->result, pipeline->code),
                 .kind = result_text(env, ledger->result, kind->code),
                 .kind_name = result_text(env, ledger->result,
                                          naast_name(ledger->scope->store, kind->code, &kind->label, buffer)),
                 .by = by},
    };
    if (!(*out)->line.pipeline || !(*out)->line.kind || !(*out)->line.kind_name)
        return NAAST_NO_MEMORY;
    ledger->count++;
    return 0;
}

static int entry_find(struct ledger *ledger, const naast_pipeline *pipeline, int64_t id, const naast_kind *kind,
                      naast_side by, struct entry **out)
{
    for (size_t k = 0; k < ledger->count; k++) {
        struct entry *entry = &ledger->entries[k];
        if (entry->pipeline == id && entry->line.by == by && strcmp(entry->line.kind, kind->code) == 0) {
            *out = entry;
            return 0;
        }
    }
    return entry_add(ledger, pipeline, id, kind, by, out);
}

/* Who promised: the other side than the one it is owed to. */
static naast_side promised_by(const naast_kind *kind, naast_side side)
{
    const naast_side owed = item_owed(kind, side);
    return owed == NAAST_SIDE_NONE ? side : owed == NAAST_SIDE_US ? NAAST_SIDE_CUSTOMER : NAAST_SIDE_US;
}

/* ---- what the row no longer says ---- */

static int says(const struct rec_value *value, const char *text)
{
    return value->type == REC_TEXT && value->len == strlen(text) && memcmp(value->data, text, value->len) == 0;
}

/* Follows what the records of a part say of the item's state, but for its being let go. Returns 0, or less for one that
 * cannot be read. */
static int follow_state(struct reader *in, int64_t item, int *broken)
{
    struct body_record record;
    struct rec_value value;
    int column, next = 0, more = 0;
    while (more == 0 && (next = body_next_record(in, &record)) > 0)
        while ((more = body_next_value(in, record.table, &column, &value)) > 0)
            if (record.table == &table_evidence && record.row == item && column == EVIDENCE_STATE &&
                !says(&value, "released"))
                *broken = says(&value, "broken");
    return next < 0 ? next : more;
}

/* The journal remembers whether what was let go had been said to be broken. */
static int was_broken(struct ledger *ledger, int64_t item, int *broken)
{
    struct query query;
    size_t len = 0;
    int status =
        query_open(&query, ledger->scope->store,
                   "SELECT b.bytes, j.seq FROM naast_journal j JOIN naast_body b ON b.id = j.seq" SQL_FIRST_PART
                   "WHERE j.root_kind = ?1 AND j.root_id = ?2 ORDER BY j.seq",
                   "ii", (int64_t)NAAST_ROOT_DEAL, child_parent(item));
    while (status == 0 && (status = query_next(&query)) > 0) {
        const uint8_t *bytes = query_blob(&query, 0, &len);
        struct reader in = {.at = bytes, .end = bytes == NULL ? NULL : bytes + len};
        status =
            follow_state(&in, item, broken) == 0 ? 0 : journal_unreadable(ledger->scope->store, query_int(&query, 1));
    }
    query_close(&query);
    return status;
}

/* ---- one item ---- */

static int overdue_add(struct ledger *ledger, struct query *query, const struct entry *entry, int32_t days)
{
    struct env *env = &ledger->scope->store->env;
    int status =
        mem_reserve(env, &ledger->overdue, &ledger->overdue_room, ledger->overdue_count + 1, sizeof *ledger->overdue);
    if (status != 0)
        return status;
    naast_overdue *overdue = &ledger->overdue[ledger->overdue_count++];
    *overdue = (naast_overdue){
        .deal = child_parent(query_int(query, P_ID)),
        .title = result_text(env, ledger->result, query_text(query, P_TITLE)),
        .n = child_number(query_int(query, P_ID)),
        .kind = entry->line.kind,
        .by = entry->line.by,
        .text = result_text(env, ledger->result, query_text(query, P_TEXT)),
        .due = (naast_date)query_int(query, P_DUE),
        .days = days,
    };
    return overdue->title && overdue->text ? 0 : NAAST_NO_MEMORY;
}

static int count_open(struct ledger *ledger, struct query *query, struct entry *entry)
{
    const int32_t days = naast_days_between((naast_date)query_int(query, P_DUE), ledger->scope->today);
    if (days <= 0) {
        entry->line.open++;
        return 0;
    }
    entry->line.overdue++;
    int status = numbers_add(&ledger->scope->store->env, &entry->overdue, days);
    return status ? status : overdue_add(ledger, query, entry, days);
}

static int count_released(struct ledger *ledger, struct query *query, struct entry *entry)
{
    int broken = 0;
    int status = was_broken(ledger, query_int(query, P_ID), &broken);
    entry->line.broken += broken;
    entry->line.forgiven += broken;
    entry->line.released += !broken;
    return status;
}

/* Any other state of a life is one in which it was done. */
static int count_done(struct ledger *ledger, struct query *query, struct entry *entry)
{
    const int32_t days =
        naast_days_between((naast_date)query_int(query, P_DUE), (naast_date)query_int(query, P_SETTLED));
    if (days <= 0) {
        entry->line.kept++;
        return 0;
    }
    entry->line.late++;
    return numbers_add(&ledger->scope->store->env, &entry->late, days);
}

static int count_item(struct ledger *ledger, struct query *query, struct entry *entry)
{
    const char *state = query_text(query, P_STATE);
    const int retracted = query_int(query, P_RETRACTED) != 0;
    const naast_date day = (naast_date)query_int(query, retracted ? P_DAY : P_SETTLED);
    const int open = !retracted && strcmp(state, "open") == 0;
    if (!open && !scope_has_day(ledger->scope, day))
        return 0;
    if (retracted) {
        entry->line.retracted++;
        return 0;
    }
    entry->line.reagreed += query_int(query, P_REAGREED) > 0;
    if (open)
        return count_open(ledger, query, entry);
    if (strcmp(state, "released") == 0)
        return count_released(ledger, query, entry);
    if (strcmp(state, "broken") != 0)
        return count_done(ledger, query, entry);
    entry->line.broken++;
    return 0;
}

/* An item of a kind that its pipeline does not know, or that has no life there, is no promise. */
static int item_row(struct ledger *ledger, struct query *query)
{
    const naast_pipeline *pipeline = NULL;
    struct entry *entry = NULL;
    int status = pipeline_load(ledger->scope->store, query_int(query, P_PIPELINE), &pipeline);
    if (status != 0)
        return status;
    const naast_kind *kind = pipeline_kind(pipeline, query_text(query, P_KIND));
    if (kind == NULL || kind->life == NULL)
        return 0;
    const naast_side by = promised_by(kind, (naast_side)query_int(query, P_SIDE));
    status = entry_find(ledger, pipeline, child_parent(query_int(query, P_PIPELINE)), kind, by, &entry);
    return status ? status : count_item(ledger, query, entry);
}

static int read_items(struct ledger *ledger)
{
    struct query query;
    int status = query_open(&query, ledger->scope->store, items_sql, "ii", ledger->scope->first_pipeline,
                            ledger->scope->last_pipeline);
    while (status == 0 && (status = query_next(&query)) > 0)
        status = item_row(ledger, &query);
    query_close(&query);
    return status;
}

/* ---- the result ---- */

static int compare_entries(const void *left, const void *right)
{
    const naast_promise_line *a = &((const struct entry *)left)->line, *b = &((const struct entry *)right)->line;
    int order = strcmp(a->pipeline, b->pipeline);
    if (order == 0)
        order = (a->by > b->by) - (a->by < b->by);
    return order ? order : strcmp(a->kind, b->kind);
}

static int compare_overdue(const void *left, const void *right)
{
    const naast_overdue *a = left, *b = right;
    int order = (a->days < b->days) - (a->days > b->days);
    if (order == 0)
        order = (a->deal > b->deal) - (a->deal < b->deal);
    return order ? order : (a->n > b->n) - (a->n < b->n);
}

/* Nothing in it came within the window. */
static int is_empty(const naast_promise_line *line)
{
    return line->open + line->overdue + line->kept + line->late + line->broken + line->released + line->retracted == 0;
}

static int make_result(struct ledger *ledger)
{
    struct env *env = &ledger->scope->store->env;
    naast_promises *result = ledger->result;
    naast_promise_line *lines = result_alloc(env, result, ledger->count + 1, sizeof *lines);
    naast_overdue *overdue = result_alloc(env, result, ledger->overdue_count + 1, sizeof *overdue);
    if (lines == NULL || overdue == NULL)
        return NAAST_NO_MEMORY;
    size_t count = 0;
    if (ledger->count > 0)
        qsort(ledger->entries, ledger->count, sizeof *ledger->entries, compare_entries);
    for (size_t k = 0; k < ledger->count; k++) {
        struct entry *entry = &ledger->entries[k];
        numbers_sort(&entry->late);
        numbers_sort(&entry->overdue);
        entry->line.late_median = numbers_rank(&entry->late, 50);
        entry->line.late_most = numbers_rank(&entry->late, 100);
        entry->line.overdue_median = numbers_rank(&entry->overdue, 50);
        entry->line.overdue_most = numbers_rank(&entry->overdue, 100);
        if (!is_empty(&entry->line))
            lines[count++] = entry->line;
    }
    if (ledger->overdue_count > 0) {
        qsort(ledger->overdue, ledger->overdue_count, sizeof *overdue, compare_overdue);
        memcpy(overdue, ledger->overdue, ledger->overdue_count * sizeof *overdue);
    }
    list_head_fill(result, lines, count, sizeof *lines);
    result->overdue = overdue;
    result->overdue_count = ledger->overdue_count;
    result->overdue_size = sizeof *overdue;
    return 0;
}

int promises_count(struct scope *scope, naast_promises *promises)
{
    struct env *env = &scope->store->env;
    struct ledger ledger = {.scope = scope, .result = promises};
    int status = read_items(&ledger);
    if (status == 0)
        status = make_result(&ledger);
    for (size_t k = 0; k < ledger.count; k++) {
        mem_free(env, ledger.entries[k].late.items);
        mem_free(env, ledger.entries[k].overdue.items);
    }
    mem_free(env, ledger.entries);
    mem_free(env, ledger.overdue);
    return status;
}

static int fill(struct scope *scope, void *result)
{
    naast_promises *promises = result;
    promises->since = scope->since;
    promises->until = scope->until;
    memcpy(promises->head, scope->head, sizeof promises->head);
    return promises_count(scope, promises);
}

int naast_report_promises(naast_store *store, const naast_report_spec *spec, naast_promises **out)
{
    void *result = NULL;
    int status = report_make(store, spec, 0, sizeof **out, fill, out != NULL ? &result : NULL);
    if (status == 0)
        *out = result;
    return status;
}
