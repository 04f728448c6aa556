/* verify_state.c: every row against what the journal says it is, in both directions, and what is derived from the rows.
 */
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/history/replay_state.h"
#include "store/record/effective_moves.h"
#include "store/record/funnel.h"
#include "store/record/journal_body.h"
#include "store/record/journal_state.h"
#include "store/record/record_sql.h"
#include "store/record/search.h"
#include "store/verify/verify.h"

#include <stdlib.h>

struct comparison {
    naast_store *store;
    struct verify_report *report;
    struct verify_pace *pace;
    struct fold fold;
};

static int column_differs(struct engine_stmt *stmt, int k, const struct rec_value *wanted)
{
    const struct engine_ops *ops = stmt->engine->ops;
    if (ops->is_null(stmt, k))
        return wanted->type != 0;
    if (wanted->type == REC_INT)
        return ops->column_int(stmt, k) != wanted->i;
    struct rec_value there = {.type = wanted->type};
    there.data = ops->column_blob(stmt, k, &there.len);
    return wanted->type == 0 || !rec_equal(&there, wanted);
}

static void compare_columns(struct comparison *comparison, const struct fold_row *row, struct engine_stmt *stmt)
{
    for (int k = 1; k < row->table->columns; k++)
        if (column_differs(stmt, k, &row->value[k])) {
            verify_found(comparison->report, VERIFY_ROW_DIFFERS,
                         (struct verify_finding){.seq = row->seq, .table = row->table, .row = row->id, .column = k});
            return;
        }
}

static int compare_row(struct comparison *comparison, const struct fold_row *row)
{
    const struct engine_ops *ops = comparison->store->engine->ops;
    struct engine_stmt *stmt;
    int status = record_statement(comparison->store, STATEMENT_ROW, row->table, 0, &stmt);
    if (status != 0)
        return status;
    status = ops->bind_int(stmt, 1, row->id);
    if (status == 0)
        status = ops->step(stmt);
    comparison->report->rows++;
    if (status == ENGINE_ROW) {
        comparison->report->matched[row->table->id]++;
        compare_columns(comparison, row, stmt);
        status = 0;
    } else if (status == 0) {
        verify_found(comparison->report, VERIFY_ROW_MISSING,
                     (struct verify_finding){.seq = row->seq, .table = row->table, .row = row->id, .column = -1});
    }
    ops->reset(stmt);
    return status;
}

static int compare_rows(struct comparison *comparison)
{
    int status = 0;
    for (size_t k = 0; status == 0 && k < comparison->fold.count; k++)
        status = compare_row(comparison, &comparison->fold.rows[k]);
    return status;
}

/* Columns: root_kind, root_id, body id, bytes. */
static int lay_body(struct comparison *comparison, struct query *query)
{
    static const enum verify_fault faults[] = {[FOLD_UNREADABLE] = VERIFY_BODY_UNREADABLE,
                                               [FOLD_CONTRADICTED] = VERIFY_ROW_CONTRADICTED,
                                               [FOLD_COUNTER_BACK] = VERIFY_COUNTER_BACK};
    const int64_t key = query_int(query, 2), seq = key >> PART_BITS;
    struct fold_place place = {.fault = FOLD_FINE};
    size_t len = 0;
    const void *bytes = query_blob(query, 3, &len);
    int status = fold_part(&comparison->fold, seq, (int)(key - body_key(seq, 0)), bytes, len, &place);
    if (status == 0 && place.fault != FOLD_FINE)
        verify_found(
            comparison->report, faults[place.fault],
            (struct verify_finding){.seq = seq, .table = place.table, .row = place.row, .column = place.column});
    return status;
}

static int lay_bodies(struct comparison *comparison, struct query *query)
{
    struct fold *fold = &comparison->fold;
    int status = 0, more = 1, since = 0;
    while (status == 0 && (more = query_next(query)) == 1) {
        const int64_t kind = query_int(query, 0);
        const struct root root = {kind > 0 && kind <= UINT8_MAX ? (uint8_t)kind : 0, query_int(query, 1)};
        if (fold->memory == NULL || root.kind != fold->root.kind || root.id != fold->root.id) {
            status = compare_rows(comparison);
            if (status == 0)
                status = fold_root(fold, root);
            if (status == 0)
                status = verify_step(comparison->pace, since);
            since = 0;
        }
        since += (query_int(query, 2) & ((1 << PART_BITS) - 1)) == 0;
        if (status == 0)
            status = lay_body(comparison, query);
    }
    if (status == 0)
        status = more;
    if (status == 0)
        status = verify_step(comparison->pace, since);
    return status == 0 ? compare_rows(comparison) : status;
}

/* Folds root by root, so that one root's rows are in memory at a time. */
static int compare_state(naast_store *store, struct verify_piece *piece, struct query *query)
{
    struct comparison comparison = {.store = store, .report = &piece->report, .pace = piece->pace};
    fold_init(&comparison.fold, &store->env);
    int status = lay_bodies(&comparison, query);
    fold_free(&comparison.fold);
    return status;
}

#define ROOT_BODIES                                                                                                    \
    "SELECT j.root_kind, j.root_id, b.id, b.bytes FROM naast_journal j "                                               \
    "JOIN naast_body b ON b.id BETWEEN j.seq" SQL_FIRST_PART "AND j.seq" SQL_LAST_PART                                 \
    "WHERE b.bytes IS NOT NULL AND "

/* The end of the last range is no root, and means all that follow. */
int verify_roots(naast_store *store, struct verify_piece *piece)
{
    const struct verify_range *range = &piece->range;
    const int64_t first_kind = range->first.kind != 0 ? range->first.kind : INT64_MIN;
    const int64_t end_kind = range->end.kind != 0 ? range->end.kind : INT64_MAX;
    struct query query;
    int status = query_open(&query, store,
                            ROOT_BODIES "(j.root_kind, j.root_id) >= (?1, ?2) AND (j.root_kind, j.root_id) < (?3, ?4) "
                                        "ORDER BY j.root_kind, j.root_id, j.seq, b.id",
                            "iiii", first_kind, range->first.id, end_kind, range->end.id);
    if (status == 0)
        status = compare_state(store, piece, &query);
    query_close(&query);
    return status;
}

int verify_changed_roots(naast_store *store, struct verify_piece *piece)
{
    struct query query;
    int status = query_open(&query, store,
                            ROOT_BODIES "(j.root_kind, j.root_id) IN "
                                        "(SELECT n.root_kind, n.root_id FROM naast_journal n WHERE n.seq >= ?1) "
                                        "ORDER BY j.root_kind, j.root_id, j.seq, b.id",
                            "i", piece->range.from);
    if (status == 0)
        status = compare_state(store, piece, &query);
    query_close(&query);
    return status;
}

/* A statement about a table whose name replaces %s. The caller finalizes it. */
static int prepare_for(naast_store *store, const char *before, const struct rec_table *table, const char *after,
                       struct engine_stmt **out)
{
    struct buffer sql;
    buffer_init(&sql, &store->env);
    buffer_text(&sql, before);
    buffer_text(&sql, table->name);
    buffer_text(&sql, after);
    int status = sql.status;
    if (status == 0)
        status = store->engine->ops->prepare(store->engine, sql.data, out);
    buffer_free(&sql);
    return status;
}

static int count_rows(naast_store *store, const struct rec_table *table, int64_t *out)
{
    const struct engine_ops *ops = store->engine->ops;
    struct engine_stmt *stmt = NULL;
    int status = prepare_for(store, "SELECT count(*) FROM ", table, "", &stmt);
    if (status != 0)
        return status;
    status = ops->step(stmt);
    if (status == ENGINE_ROW)
        *out = ops->column_int(stmt, 0);
    ops->finalize(stmt);
    return status == ENGINE_ROW ? 0 : status;
}

struct keys {
    int64_t *key;
    size_t count, capacity;
};

static int compare_keys(const void *a, const void *b)
{
    int64_t left, right;
    left = *(const int64_t *)a;
    right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* The keys of the table's rows that a part 0 inserts. A part that cannot be read is reported elsewhere. */
static int add_keys(naast_store *store, const struct rec_table *table, const void *bytes, size_t len, struct keys *keys)
{
    struct reader in = {bytes, (const uint8_t *)bytes + len, 0};
    struct body_record record;
    struct rec_value value;
    int status = 0, column, more = 0;
    while (status == 0 && more == 0 && body_next_record(&in, &record) == 1) {
        while ((more = body_next_value(&in, record.table, &column, &value)) == 1)
            continue;
        if (record.table != table || !record.inserted)
            continue;
        status = mem_reserve(&store->env, &keys->key, &keys->capacity, keys->count + 1, sizeof *keys->key);
        if (status == 0)
            keys->key[keys->count++] = record.row;
    }
    return status;
}

static int journaled_keys(naast_store *store, const struct rec_table *table, struct keys *keys)
{
    struct query query;
    int more = 0;
    int status = query_open(&query, store,
                            "SELECT b.bytes FROM naast_journal j JOIN naast_body b ON b.id = j.seq" SQL_FIRST_PART
                            "WHERE b.bytes IS NOT NULL",
                            "");
    while (status == 0 && (more = query_next(&query)) == 1) {
        size_t len = 0;
        const void *bytes = query_blob(&query, 0, &len);
        status = add_keys(store, table, bytes, len, keys);
    }
    query_close(&query);
    if (status == 0 && keys->count > 0)
        qsort(keys->key, keys->count, sizeof *keys->key, compare_keys);
    return status == 0 ? more : status;
}

/* Walks the store's keys and the journal's side by side to the first that only the store has. */
static int find_unknown(naast_store *store, const struct rec_table *table, const struct keys *keys, int64_t *out)
{
    const struct engine_ops *ops = store->engine->ops;
    struct engine_stmt *stmt = NULL;
    size_t at = 0;
    int64_t unknown = 0;
    int status = prepare_for(store, "SELECT id FROM ", table, " ORDER BY id", &stmt);
    if (status != 0)
        return status;
    while (unknown == 0 && (status = ops->step(stmt)) == ENGINE_ROW) {
        const int64_t key = ops->column_int(stmt, 0);
        while (at < keys->count && keys->key[at] < key)
            at++;
        if (at == keys->count || keys->key[at] != key)
            unknown = key;
    }
    ops->finalize(stmt);
    *out = unknown;
    return status < 0 ? status : 0;
}

/* The other direction: rows that no entry has. */
static int check_unknown(naast_store *store, struct verify_report *report, const struct rec_table *table, int64_t found)
{
    struct keys keys = {0};
    int64_t count = 0, unknown = 0;
    int status = count_rows(store, table, &count);
    if (status != 0 || count == found)
        return status;
    report->rows += count - found;
    status = journaled_keys(store, table, &keys);
    if (status == 0)
        status = find_unknown(store, table, &keys, &unknown);
    if (status == 0)
        verify_found(report, VERIFY_ROW_UNKNOWN, (struct verify_finding){.table = table, .row = unknown, .column = -1});
    mem_free(&store->env, keys.key);
    return status;
}

/* What follows from the rows, counted again by `check`. */
static int check_derived(naast_store *store, struct verify_report *report, enum verify_fault fault,
                         int (*check)(naast_store *))
{
    int status = check(store);
    if (status == NAAST_UNVERIFIED) {
        verify_found(report, fault, (struct verify_finding){.column = -1});
        status = 0;
    }
    return status;
}

int verify_funnel(naast_store *store, struct verify_piece *piece)
{
    int status = check_derived(store, &piece->report, VERIFY_SUMMARY_DIFFERS, summary_check);
    return status == 0 ? check_derived(store, &piece->report, VERIFY_SUMMARY_DIFFERS, standing_check) : status;
}

/* One that is damaged is not read to its end. */
int verify_search(naast_store *store, struct verify_report *report)
{
    struct verify_finding damaged = {.column = -1};
    int status = store->engine->ops->find_search_damage(store->engine, damaged.name, sizeof damaged.name);
    if (status != 0)
        return status;
    if (*damaged.name != '\0') {
        verify_found(report, VERIFY_DAMAGED, damaged);
        return 0;
    }
    return check_derived(store, report, VERIFY_SEARCH_DIFFERS, search_check);
}

int verify_unknown_rows(naast_store *store, struct verify_report *report)
{
    int status = 0;
    for (const struct rec_table *const *table = all_tables; status == 0 && *table != NULL; table++)
        status = check_unknown(store, report, *table, report->matched[(*table)->id]);
    return status;
}
