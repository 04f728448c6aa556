/* snapshot.c: folds the journal of each root up to an entry and puts the rows into a store in memory; then those of the
 * roots that its rows refer to, and so on. */
#include "store/history/snapshot.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "engine/sqlite/ddl.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/history/replay_state.h"
#include "store/record/effective_moves.h"
#include "store/record/journal.h"
#include "store/record/journal_body.h"
#include "store/record/journal_state.h"
#include "store/record/record_sql.h"
#include "store/session/store.h"

#include <string.h>

struct gathering {
    naast_store *past, *source;
    int64_t seq;
    struct root *roots; /* found so far; those before `next` are filled in */
    size_t count, capacity, next;
    struct fold fold;
};

int past_seq(naast_store *source, naast_time at, int64_t *seq)
{
    *seq = 0;
    return sql_int(source, seq, "SELECT seq FROM naast_journal WHERE at <= ?1 ORDER BY seq DESC LIMIT 1", "i", at);
}

static int want_root(struct gathering *gathering, struct root root)
{
    for (size_t k = 0; k < gathering->count; k++)
        if (gathering->roots[k].kind == root.kind && gathering->roots[k].id == root.id)
            return 0;
    int status = mem_reserve(&gathering->past->env, &gathering->roots, &gathering->capacity, gathering->count + 1,
                             sizeof *gathering->roots);
    if (status == 0)
        gathering->roots[gathering->count++] = root;
    return status;
}

/* The roots that a row refers to. */
static int want_referred(struct gathering *gathering, const struct fold_row *row)
{
    int status = 0;
    for (int k = 1; status == 0 && k < row->table->columns; k++) {
        const struct rec_column *column = &row->table->column[k];
        const struct rec_table *to = column->refs != 0 ? table_by_id(column->refs) : NULL;
        if (to == NULL || row->value[k].type != REC_INT)
            continue;
        status = want_root(gathering, row_root(to, row->value[k].i, NULL));
    }
    return status;
}

/* A text of the journal ends where the next column begins; the engine wants a NUL there. */
static int bind_copy(struct gathering *gathering, struct engine_stmt *stmt, int at, const struct rec_value *value)
{
    struct rec_value copy = *value;
    if (value->type == REC_TEXT || value->type == REC_BLOB) {
        char *own = result_alloc(&gathering->past->env, gathering->fold.memory, value->len + 1, 1);
        if (own == NULL)
            return NAAST_NO_MEMORY;
        if (value->len > 0)
            memcpy(own, value->data, value->len);
        copy.data = own;
    }
    return bind_value(stmt, at, &copy);
}

static int put_row(struct gathering *gathering, const struct fold_row *row)
{
    const struct engine_ops *ops = gathering->past->engine->ops;
    const uint64_t all = (UINT64_C(1) << row->table->columns) - 2;
    struct engine_stmt *stmt;
    int status = record_statement(gathering->past, STATEMENT_INSERT, row->table, all, &stmt);
    if (status != 0)
        return status;
    status = ops->bind_int(stmt, 1, row->id);
    for (int k = 1; status == 0 && k < row->table->columns; k++)
        status = bind_copy(gathering, stmt, k + 1, &row->value[k]);
    if (status == 0)
        status = ops->step(stmt);
    ops->reset(stmt);
    /* Which moves count follows from them; the rest of what is derived nobody asks of the past. */
    return status == 0 && row->table == &table_transition ? standing_follow(gathering->past, row->id, row->value)
                                                          : status;
}

static int fold_bodies(struct gathering *gathering, struct root root)
{
    struct query query;
    struct fold_place place;
    int more = 0;
    int status = query_open(&query, gathering->source,
                            "SELECT b.id, b.bytes FROM naast_journal j "
                            "JOIN naast_body b ON b.id BETWEEN j.seq" SQL_FIRST_PART "AND j.seq" SQL_LAST_PART
                            "WHERE j.root_kind = ?1 AND j.root_id = ?2 AND j.seq <= ?3 AND b.bytes IS NOT NULL "
                            "ORDER BY j.root_kind, j.root_id, j.seq, b.id",
                            "iii", (int64_t)root.kind, root.id, gathering->seq);
    while (status == 0 && (more = query_next(&query)) == 1) {
        const int64_t key = query_int(&query, 0), seq = key >> PART_BITS;
        size_t len = 0;
        const void *bytes = query_blob(&query, 1, &len);
        status = fold_part(&gathering->fold, seq, (int)(key - body_key(seq, 0)), bytes, len, &place);
        if (status == 0 && place.fault == FOLD_UNREADABLE)
            status = journal_unreadable(gathering->source, seq);
    }
    query_close(&query);
    return status == 0 ? more : status;
}

/* The root's entries go along without what they say, so that its revision is the one of then. */
static int copy_entries(struct gathering *gathering, struct root root)
{
    struct query entry, copy = {0};
    size_t commitment_len = 0, hash_len = 0;
    int more = 0;
    int status = query_open(&entry, gathering->source,
                            "SELECT seq, version, op, flags, at, actor, first, pipeline, commitment, h "
                            "FROM naast_journal WHERE root_kind = ?1 AND root_id = ?2 AND seq <= ?3 ORDER BY seq",
                            "iii", (int64_t)root.kind, root.id, gathering->seq);
    while (status == 0 && (more = query_next(&entry)) == 1) {
        const void *commitment = query_blob(&entry, 8, &commitment_len), *hash = query_blob(&entry, 9, &hash_len);
        status = query_open(&copy, gathering->past,
                            "INSERT INTO naast_journal(seq, root_kind, root_id, version, op, flags, at, actor, first, "
                            "pipeline, commitment, h) "
                            "SELECT ?1, ?2, ?3, ?4, 0, 0, ?5, ?6, ?7, 0, ?8, ?9",
                            "iiiiiiibb", query_int(&entry, 0), (int64_t)root.kind, root.id, query_int(&entry, 1),
                            query_int(&entry, 4), query_int(&entry, 5), query_int(&entry, 6), commitment,
                            commitment_len, hash, hash_len);
        if (status == 0)
            status = query_next(&copy);
        query_close(&copy);
    }
    query_close(&entry);
    return status == 0 ? more : status;
}

static int fill_root(struct gathering *gathering, struct root root)
{
    int status = fold_root(&gathering->fold, root);
    if (status == 0)
        status = fold_bodies(gathering, root);
    for (size_t k = 0; status == 0 && k < gathering->fold.count; k++) {
        status = put_row(gathering, &gathering->fold.rows[k]);
        if (status == 0)
            status = want_referred(gathering, &gathering->fold.rows[k]);
    }
    return status == 0 ? copy_entries(gathering, root) : status;
}

static int fill_all(struct gathering *gathering, const struct root roots[], size_t count, int *there)
{
    const struct root store = {NAAST_ROOT_STORE, 0};
    int status = 0;
    for (size_t k = 0; status == 0 && k < count; k++)
        status = want_root(gathering, roots[k]);
    if (status == 0)
        status = want_root(gathering, store);
    for (; status == 0 && gathering->next < gathering->count; gathering->next++) {
        status = fill_root(gathering, gathering->roots[gathering->next]);
        if (gathering->next == 0)
            *there = gathering->fold.count > 0;
    }
    return status;
}

/* The tables without their triggers: nothing is written here any more. */
static int make_tables(naast_store *past)
{
    int status = ddl_create_own_tables(past->engine);
    for (const struct rec_table *const *table = all_tables; status == 0 && *table != NULL; table++)
        status = past->engine->ops->create_table(past->engine, *table);
    return status;
}

int past_open(naast_store *past, naast_store *source, const struct root roots[], size_t count, int64_t seq, int *there)
{
    struct gathering gathering = {.past = past, .source = source, .seq = seq};
    const struct engine_ops *ops = NULL;
    fold_init(&gathering.fold, &past->env);
    int status = engine_sqlite_memory(&past->env, &past->engine);
    if (status == 0) {
        ops = past->engine->ops;
        status = ops->begin_write(past->engine, 0);
    }
    if (status == 0)
        status = make_tables(past);
    if (status == 0)
        status = fill_all(&gathering, roots, count, there);
    if (status == 0)
        status = ops->commit(past->engine);
    fold_free(&gathering.fold);
    mem_free(&past->env, gathering.roots);
    past->read_only = 1;
    if (status != 0)
        store_close(past);
    return status;
}
