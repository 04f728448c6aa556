/*
 * undo_check.c: what prevents an undo: what was erased, changed since, or built on what would go.
 *
 * An undo writes old values into rows that are there now, so it may only touch columns that nobody has written since:
 * otherwise it would take back somebody else's work without a word. A counter is the exception, since it never goes
 * back. What an operation made may not go while something that came later refers to it, unless the same operation made
 * that too. An erased part cannot be undone at all: its old values are nowhere. Everything is checked before anything
 * is written; the first conflict ends it, and is reported with the row and, where there is one, the operation in the
 * way, so that a person can undo that first.
 */
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "domain/common/rows.h"
#include "domain/history/undo.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/history/history.h"
#include "store/record/journal.h"

#include <stdlib.h>
#include <string.h>

int undo_leaves(const struct rec_table *table) { return table->append_only || table == &table_actor; }

uint64_t undo_columns(const struct rec_table *table)
{
    uint64_t mask = 0;
    for (int k = 1; k < table->columns; k++)
        if (!(table->column[k].flags & COL_COUNTER))
            mask |= UINT64_C(1) << k;
    return mask;
}

/* A row as people name it: D1.7, P3; what has no number of its own by what it belongs to. */
static struct short_id row_name(const struct rec_table *table, int64_t id)
{
    if (table == &table_evidence)
        return item_id(child_parent(id), child_number(id));
    if (table->key == REC_KEY_PACKED && table->root_kind == NAAST_ROOT_DEAL)
        return short_id('D', child_parent(id));
    struct short_id out = {""};
    const char letter = table == &table_deal       ? 'D'
                        : table == &table_org      ? 'O'
                        : table == &table_person   ? 'P'
                        : table == &table_task     ? 'T'
                        : table == &table_activity ? 'A'
                                                   : '\0';
    if (letter != '\0')
        return short_id(letter, id);
    strncpy(out.text, rec_plain_name(table), sizeof out.text - 1);
    return out;
}

/* ---- what the operation made ---- */

static int compare_ids(const void *a, const void *b)
{
    const int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static int made_by_it(const struct undoing *undoing, const struct rec_table *table, int64_t id)
{
    const struct undo_made *made = &undoing->made[table->id];
    return made->count > 0 && bsearch(&id, made->ids, made->count, sizeof id, compare_ids) != NULL;
}

static int note_made(struct undoing *undoing, const struct history *history)
{
    int status = 0;
    for (size_t k = 0; status == 0 && k < history->count; k++) {
        const struct history_row *row = &history->rows[k];
        struct undo_made *made = &undoing->made[row->table->id];
        if (!row->inserted || rec_void_column(row->table) < 0)
            continue;
        made->table = row->table;
        status = mem_reserve(&undoing->store->env, &made->ids, &made->capacity, made->count + 1, sizeof *made->ids);
        if (status == 0)
            made->ids[made->count++] = row->id;
    }
    return status;
}

static int note_root(void *context, const struct history *history) { return note_made(context, history); }

void undo_free(struct undoing *undoing)
{
    for (size_t k = 0; k < UNDO_TABLES_MAX; k++)
        mem_free(&undoing->store->env, undoing->made[k].ids);
}

/* ---- one root ---- */

/* The root being looked at, and the last operation that was looked up: entries of one are together. */
struct root_check {
    struct undoing *undoing;
    const struct history *history;
    int64_t operation;
    int counts; /* it is in effect, and is not an undo: what it wrote counts */
};

static int look_up(struct root_check *check, int64_t operation)
{
    naast_store *store = check->undoing->store;
    int64_t undoes = 0, undone_by = 0;
    if (check->operation == operation)
        return 0;
    int status = undo_target(store, operation, &undoes);
    if (status == 0 && undoes == 0)
        status = undo_standing(store, operation, &undone_by);
    check->operation = operation;
    check->counts = undoes == 0 && undone_by == 0;
    return status;
}

static int built_on(const struct root_check *check, const struct rec_table *table, int64_t id, int64_t operation)
{
    const struct undoing *undoing = check->undoing;
    return FAIL(&undoing->store->env, MSG_UNDO_BUILT_ON, operation_id(undoing->span.first).text,
                row_name(table, id).text, operation_id(operation).text);
}

static int changed_since(const struct root_check *check, const struct history_row *row, int64_t operation)
{
    const struct undoing *undoing = check->undoing;
    return FAIL(&undoing->store->env, MSG_UNDO_CHANGED_SINCE, operation_id(undoing->span.first).text,
                row_name(row->table, row->id).text, operation_id(operation).text);
}

/* What a standing operation wrote later, against what this one wrote; and whatever it did with a root that this one
 * made. */
static int check_later(void *context, const struct later_write *write)
{
    struct root_check *check = context;
    const struct history *history = check->history;
    int status = look_up(check, write->first);
    for (size_t k = 0; status == 0 && check->counts && k < history->count; k++) {
        const struct history_row *row = &history->rows[k];
        const int is_root = row->table->key == REC_KEY_SERIAL && row->table->root_kind == history->root.kind;
        if (row->inserted && is_root && row->id == history->root.id)
            status = built_on(check, row->table, row->id, write->first);
        else if (row->table == write->table && row->id == write->row && !undo_leaves(row->table) &&
                 (row->written & write->written & undo_columns(row->table)) != 0)
            status = changed_since(check, row, write->first);
    }
    return status;
}

/* Every column that the operation wrote still holds what it wrote. */
static int check_now(const struct undoing *undoing, const struct history_row *row, void *memory)
{
    struct rec_value now[REC_COLUMNS_MAX];
    const uint64_t mask = row->written & undo_columns(row->table);
    int there = 0;
    int status = history_row_now(undoing->store, row->table, row->id, memory, now, &there);
    if (status != 0)
        return status;
    int same = there;
    for (int k = 1; same && k < row->table->columns; k++)
        same = !(mask >> k & 1) || rec_equal(&now[k], &row->after[k]);
    return same ? 0
                : FAIL(&undoing->store->env, MSG_UNDO_NO_LONGER, operation_id(undoing->span.first).text,
                       row_name(row->table, row->id).text);
}

/* Live items about an item that would go, and live words on it, that the operation did not make itself. */
static int check_item(const struct undoing *undoing, const struct history_row *row)
{
    static const char about_sql[] =
        "SELECT id FROM naast_evidence WHERE id BETWEEN ?1 AND ?2 AND about = ?3 AND void = 0 ORDER BY id";
    static const char word_sql[] =
        "SELECT id FROM naast_word WHERE id BETWEEN ?1 AND ?2 AND item = ?3 AND void = 0 ORDER BY id";
    const int64_t deal = child_parent(row->id);
    int status = 0;
    for (int pass = 0; status == 0 && pass < 2; pass++) {
        const struct rec_table *table = pass == 0 ? &table_evidence : &table_word;
        struct query query;
        int more = 0, referred = 0;
        int64_t id = 0;
        status = query_open(&query, undoing->store, pass == 0 ? about_sql : word_sql, "iii", child_key(deal, 1),
                            child_key(deal, CHILD_MAX), (int64_t)child_number(row->id));
        while (status == 0 && !referred && (more = query_next(&query)) == 1) {
            id = query_int(&query, 0);
            referred = !made_by_it(undoing, table, id);
        }
        query_close(&query);
        if (status == 0 && more < 0)
            status = more;
        if (status == 0 && referred)
            status = FAIL(&undoing->store->env, MSG_UNDO_REFERRED, operation_id(undoing->span.first).text,
                          row_name(row->table, row->id).text, row_name(table, id).text);
    }
    return status;
}

/* The table whose rows are roots of this kind; NULL: the store's. */
static const struct rec_table *root_table(uint8_t kind)
{
    for (const struct rec_table *const *table = all_tables; *table != NULL; table++)
        if ((*table)->key == REC_KEY_SERIAL && (*table)->root_kind == kind && kind != 0)
            return *table;
    return NULL;
}

static int writes_void(const struct history *history, const struct rec_table *table)
{
    const int column = rec_void_column(table);
    for (size_t k = 0; k < history->count; k++)
        if (history->rows[k].table == table && history->rows[k].id == history->root.id)
            return (history->rows[k].written >> column & 1) != 0;
    return 0;
}

/* Nothing of a deal comes back while the deal itself is gone, unless it comes back with it. */
static int check_root_there(struct undoing *undoing, const struct history *history)
{
    const struct rec_table *table = root_table(history->root.kind);
    naast_store *store = undoing->store;
    struct rec_value now[REC_COLUMNS_MAX];
    struct operation_span last = {0};
    int64_t seq = 0;
    int there = 0;
    if (table == NULL || writes_void(history, table))
        return 0;
    void *memory = result_new(&store->env, 1);
    int status =
        memory != NULL ? history_row_now(store, table, history->root.id, memory, now, &there) : NAAST_NO_MEMORY;
    const int gone = status == 0 && there && now[rec_void_column(table)].i != 0;
    naast_free(memory);
    if (status == 0 && gone)
        status = journal_root_rev(store, (naast_root)history->root.kind, history->root.id, &seq);
    if (status == 0 && gone)
        status = operation_span_read(store, seq, &last);
    if (status == 0 && gone)
        status = FAIL(&store->env, MSG_UNDO_ROOT_GONE, operation_id(undoing->span.first).text,
                      row_name(table, history->root.id).text, operation_id(last.first).text);
    return status;
}

static int check_root(void *context, const struct history *history)
{
    struct undoing *undoing = context;
    struct root_check check = {.undoing = undoing, .history = history};
    naast_store *store = undoing->store;
    int status = check_root_there(undoing, history);
    if (status == 0 && history->erased)
        status = FAIL(&store->env, MSG_UNDO_ERASED, operation_id(undoing->span.first).text);
    if (status == 0)
        status = history_later(store, history->root, undoing->span.last, check_later, &check);
    for (size_t k = 0; status == 0 && k < history->count; k++) {
        const struct history_row *row = &history->rows[k];
        void *memory = undo_leaves(row->table) ? NULL : result_new(&store->env, 1);
        if (undo_leaves(row->table))
            continue;
        status = memory != NULL ? check_now(undoing, row, memory) : NAAST_NO_MEMORY;
        naast_free(memory);
        if (status == 0 && row->lost && (row->written & rec_personal_columns(row->table)) != 0)
            status = FAIL(&store->env, MSG_UNDO_ERASED, operation_id(undoing->span.first).text);
        if (status == 0 && row->inserted && row->table == &table_evidence)
            status = check_item(undoing, row);
    }
    return status;
}

/* ---- who refers to what would go, from anywhere ---- */

/* What belongs to a deal or pipeline that goes too. */
static int goes_too(const struct undoing *undoing, const struct rec_table *table, int64_t id)
{
    if (made_by_it(undoing, table, id))
        return 1;
    if (table->key != REC_KEY_PACKED)
        return 0;
    return made_by_it(undoing, table->root_kind == NAAST_ROOT_PIPELINE ? &table_pipeline : &table_deal,
                      child_parent(id));
}

static int references_sql(naast_store *store, const struct rec_table *table, int column, struct engine_stmt **out)
{
    struct buffer sql;
    buffer_init(&sql, &store->env);
    buffer_format(&sql, "SELECT id, %s FROM %s WHERE %s IS NOT NULL", table->column[column].name, table->name,
                  table->column[column].name);
    if (rec_void_column(table) >= 0)
        buffer_text(&sql, " AND void = 0");
    int status = sql.status;
    if (status == 0)
        status = store->engine->ops->prepare(store->engine, sql.data, out);
    buffer_free(&sql);
    return status;
}

/* One look through a column that refers to a table of which rows would go. */
static int check_references(struct undoing *undoing, const struct rec_table *table, int column,
                            const struct rec_table *to)
{
    const struct engine_ops *ops = undoing->store->engine->ops;
    struct engine_stmt *stmt = NULL;
    int more = 0;
    int status = references_sql(undoing->store, table, column, &stmt);
    if (status != 0)
        return status;
    while (status == 0 && (more = ops->step(stmt)) == ENGINE_ROW) {
        const int64_t id = ops->column_int(stmt, 0), target = ops->column_int(stmt, 1);
        if (made_by_it(undoing, to, target) && !goes_too(undoing, table, id))
            status = FAIL(&undoing->store->env, MSG_UNDO_REFERRED, operation_id(undoing->span.first).text,
                          row_name(to, target).text, row_name(table, id).text);
    }
    ops->finalize(stmt);
    return status == 0 && more < 0 ? more : status;
}

static int check_all_references(struct undoing *undoing)
{
    int status = 0;
    for (const struct rec_table *const *table = all_tables; status == 0 && *table != NULL; table++)
        for (int k = 1; status == 0 && k < (*table)->columns; k++) {
            const uint8_t to = (*table)->column[k].refs;
            if (to != 0 && undoing->made[to].count > 0)
                status = check_references(undoing, *table, k, undoing->made[to].table);
        }
    return status;
}

int undo_check(struct undoing *undoing)
{
    naast_store *store = undoing->store;
    int status = history_each(store, &undoing->span, note_root, undoing);
    for (size_t k = 0; status == 0 && k < UNDO_TABLES_MAX; k++)
        if (undoing->made[k].count > 0)
            qsort(undoing->made[k].ids, undoing->made[k].count, sizeof *undoing->made[k].ids, compare_ids);
    if (status == 0)
        status = history_each(store, &undoing->span, check_root, undoing);
    return status == 0 ? check_all_references(undoing) : status;
}
