/* history.c: the journal of an operation laid over what was there before, one root at a time. */
#include "store/history/history.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/history/replay_state.h"
#include "store/record/journal.h"
#include "store/record/journal_body.h"
#include "store/record/journal_state.h"
#include "store/record/record_sql.h"

#include <string.h>

/* What is no first entry of an operation has none. */
static int find_end(naast_store *store, struct operation_span *span)
{
    int64_t begins = 0, next = 0;
    int status = sql_int(store, &begins, "SELECT first FROM naast_journal WHERE seq = ?1", "i", span->first);
    if (status != 0 || begins != span->first || begins < 1)
        return status;
    status = sql_int(store, &next, "SELECT seq FROM naast_journal WHERE seq > ?1 AND first <> ?1 ORDER BY seq LIMIT 1",
                     "i", span->first);
    if (status == 0 && next == 0)
        status = sql_int(store, &next, "SELECT seq + 1 FROM naast_head WHERE id = 1", "");
    span->last = next - 1;
    return status;
}

int operation_span_read(naast_store *store, int64_t seq, struct operation_span *out)
{
    struct operation_span span = {0};
    struct query query;
    int status = query_open(&query, store, "SELECT first, op, at, actor FROM naast_journal WHERE seq = ?1", "i", seq);
    if (status == 0)
        status = query_next(&query);
    const int there = status == 1;
    if (there)
        span = (struct operation_span){.first = query_int(&query, 0),
                                       .operation = (int)query_int(&query, 1),
                                       .at = query_int(&query, 2),
                                       .actor = query_int(&query, 3)};
    query_close(&query);
    if (status < 0)
        return status;
    if (!there)
        return NAAST_NOT_FOUND;
    status = find_end(store, &span);
    if (status == 0 && (span.first > seq || span.last < seq))
        status = journal_unreadable(store, seq);
    if (status == 0)
        *out = span;
    return status;
}

/* ---- one root of an operation ---- */

/* A row that lost what it once said, because that part was erased. */
struct lost_row {
    const struct rec_table *table;
    int64_t id;
};

struct telling {
    naast_store *store;
    const struct operation_span *span;
    struct fold fold;
    struct history history;
    size_t capacity;
    struct lost_row *lost;
    size_t lost_count, lost_capacity;
    struct part_rows personal; /* of the entry at hand */
    int64_t entry;
};

static int is_lost(const struct telling *telling, const struct rec_table *table, int64_t id)
{
    for (size_t k = 0; k < telling->lost_count; k++)
        if (telling->lost[k].table == table && telling->lost[k].id == id)
            return 1;
    return 0;
}

static struct history_row *find_row(struct telling *telling, const struct rec_table *table, int64_t id)
{
    for (size_t k = telling->history.count; k > 0; k--) {
        struct history_row *row = &telling->history.rows[k - 1];
        if (row->id == id && row->table == table)
            return row;
    }
    return NULL;
}

/* The row of a record of the operation, as it was before the operation, when this is the first that it says of it. */
static int touch_row(struct telling *telling, const struct body_record *record, struct history_row **out)
{
    struct env *env = &telling->store->env;
    const size_t columns = record->table->columns;
    *out = find_row(telling, record->table, record->row);
    if (*out != NULL)
        return 0;
    int status = mem_reserve(env, &telling->history.rows, &telling->capacity, telling->history.count + 1,
                             sizeof *telling->history.rows);
    if (status != 0)
        return status;
    struct rec_value *before = result_alloc(env, telling->fold.memory, columns, sizeof *before);
    const struct fold_row *there = fold_find(&telling->fold, record->table, record->row);
    if (before == NULL)
        return NAAST_NO_MEMORY;
    if (there != NULL)
        memcpy(before, there->value, columns * sizeof *before);
    *out = &telling->history.rows[telling->history.count++];
    **out = (struct history_row){.table = record->table,
                                 .id = record->row,
                                 .inserted = record->inserted,
                                 .before = before,
                                 .lost = is_lost(telling, record->table, record->row)};
    return 0;
}

static int part_erased(struct telling *telling, int64_t seq, int64_t part)
{
    if (seq >= telling->span->first) {
        telling->history.erased = 1;
        return 0;
    }
    if (part < 1 || (size_t)part > telling->personal.count)
        return 0;
    int status = mem_reserve(&telling->store->env, &telling->lost, &telling->lost_capacity, telling->lost_count + 1,
                             sizeof *telling->lost);
    if (status == 0)
        telling->lost[telling->lost_count++] =
            (struct lost_row){telling->personal.row[part - 1].table, telling->personal.row[part - 1].id};
    return status;
}

/* What the records of a part write. */
static int read_part(struct telling *telling, int64_t seq, int64_t part, const void *bytes, size_t len)
{
    struct reader in = {bytes, (const uint8_t *)bytes + len, 0};
    struct body_record record;
    struct rec_value value;
    const int own = seq >= telling->span->first;
    int status = 0, column = 0, more = 0, next = 0;
    while (status == 0 && (next = body_next_record(&in, &record)) == 1) {
        struct history_row *row = NULL;
        if (part == 0)
            part_rows_note(&telling->personal, &record);
        if (own)
            status = touch_row(telling, &record, &row);
        while (status == 0 && (more = body_next_value(&in, record.table, &column, &value)) == 1)
            if (row != NULL)
                row->written |= UINT64_C(1) << column;
        if (status == 0 && more < 0)
            return journal_unreadable(telling->store, seq);
    }
    return status == 0 && next < 0 ? journal_unreadable(telling->store, seq) : status;
}

static int tell_body(struct telling *telling, struct query *query)
{
    const int64_t key = query_int(query, 0), seq = key >> PART_BITS, part = key - body_key(seq, 0);
    struct fold_place place;
    size_t len = 0;
    if (seq != telling->entry)
        telling->personal.count = 0;
    telling->entry = seq;
    const void *bytes = query_blob(query, 1, &len);
    if (bytes == NULL)
        return part_erased(telling, seq, part);
    int status = read_part(telling, seq, part, bytes, len);
    if (status == 0)
        status = fold_part(&telling->fold, seq, (int)part, bytes, len, &place);
    return status;
}

static int tell_bodies(struct telling *telling)
{
    struct query query;
    int more = 0;
    int status = query_open(&query, telling->store,
                            "SELECT b.id, b.bytes FROM naast_journal j "
                            "JOIN naast_body b ON b.id BETWEEN j.seq" SQL_FIRST_PART "AND j.seq" SQL_LAST_PART
                            "WHERE j.root_kind = ?1 AND j.root_id = ?2 AND j.seq <= ?3 "
                            "ORDER BY j.root_kind, j.root_id, j.seq, b.id",
                            "iii", (int64_t)telling->history.root.kind, telling->history.root.id, telling->span->last);
    while (status == 0 && (more = query_next(&query)) == 1)
        status = tell_body(telling, &query);
    query_close(&query);
    return status == 0 ? more : status;
}

static int tell_root(struct telling *telling, struct root root, history_visit *each, void *context)
{
    telling->history.root = root;
    telling->history.count = 0;
    telling->history.erased = 0;
    telling->lost_count = telling->personal.count = 0;
    telling->entry = 0;
    int status = fold_root(&telling->fold, root);
    if (status == 0)
        status = tell_bodies(telling);
    for (size_t k = 0; status == 0 && k < telling->history.count; k++) {
        struct history_row *row = &telling->history.rows[k];
        const struct fold_row *there = fold_find(&telling->fold, row->table, row->id);
        row->after = there != NULL ? there->value : row->before;
    }
    return status == 0 ? each(context, &telling->history) : status;
}

static void telling_begin(struct telling *telling, naast_store *store, const struct operation_span *span)
{
    *telling = (struct telling){.store = store, .span = span};
    fold_init(&telling->fold, &store->env);
}

static void telling_end(struct telling *telling)
{
    fold_free(&telling->fold);
    mem_free(&telling->store->env, telling->history.rows);
    mem_free(&telling->store->env, telling->lost);
}

int history_of_root(naast_store *store, const struct operation_span *span, struct root root, history_visit *each,
                    void *context)
{
    struct telling telling;
    telling_begin(&telling, store, span);
    int status = tell_root(&telling, root, each, context);
    telling_end(&telling);
    return status;
}

int history_each(naast_store *store, const struct operation_span *span, history_visit *each, void *context)
{
    struct telling telling;
    struct query query;
    int more = 0;
    telling_begin(&telling, store, span);
    int status = query_open(&query, store,
                            "SELECT root_kind, root_id FROM naast_journal WHERE seq BETWEEN ?1 AND ?2 "
                            "GROUP BY +root_kind, +root_id ORDER BY max(seq) DESC",
                            "ii", span->first, span->last);
    while (status == 0 && (more = query_next(&query)) == 1) {
        const struct root root = {(uint8_t)query_int(&query, 0), query_int(&query, 1)};
        status = tell_root(&telling, root, each, context);
    }
    query_close(&query);
    telling_end(&telling);
    return status == 0 ? more : status;
}

/* ---- what came later ---- */

/* Columns: body id, bytes, first, whether the entry has erased parts. */
static int visit_later(naast_store *store, struct query *query, later_visit *each, void *context)
{
    size_t len = 0;
    const int64_t seq = query_int(query, 0) >> PART_BITS;
    const void *bytes = query_blob(query, 1, &len);
    struct reader in = {bytes, bytes != NULL ? (const uint8_t *)bytes + len : NULL, 0};
    struct body_record record;
    struct rec_value value;
    int status = 0, column = 0, more = 0, next = 0;
    while (bytes != NULL && status == 0 && (next = body_next_record(&in, &record)) == 1) {
        struct later_write write = {
            .first = query_int(query, 2), .table = record.table, .row = record.row, .inserted = record.inserted};
        while ((more = body_next_value(&in, record.table, &column, &value)) == 1)
            write.written |= UINT64_C(1) << column;
        if (more < 0)
            return journal_unreadable(store, seq);
        if (record.has_personal && query_int(query, 3) != 0)
            write.written |= rec_personal_columns(record.table);
        status = each(context, &write);
    }
    return status == 0 && next < 0 ? journal_unreadable(store, seq) : status;
}

int history_later(naast_store *store, struct root root, int64_t seq, later_visit *each, void *context)
{
    struct query query;
    int more = 0;
    int status =
        query_open(&query, store,
                   "SELECT b.id, b.bytes, j.first, EXISTS(SELECT 1 FROM naast_body g "
                   "WHERE g.id BETWEEN j.seq" SQL_FIRST_PART "AND j.seq" SQL_LAST_PART "AND g.gone IS NOT NULL) "
                   "FROM naast_journal j JOIN naast_body b ON b.id BETWEEN j.seq" SQL_FIRST_PART
                   "AND j.seq" SQL_LAST_PART "WHERE j.root_kind = ?1 AND j.root_id = ?2 AND j.seq > ?3 "
                   "ORDER BY j.root_kind, j.root_id, j.seq, b.id",
                   "iii", (int64_t)root.kind, root.id, seq);
    while (status == 0 && (more = query_next(&query)) == 1)
        status = visit_later(store, &query, each, context);
    query_close(&query);
    return status == 0 ? more : status;
}

/* ---- the present row ---- */

static int keep_column(struct env *env, void *memory, struct engine_stmt *stmt, int k, const struct rec_column *column,
                       struct rec_value *out)
{
    const struct engine_ops *ops = stmt->engine->ops;
    size_t len = 0;
    *out = rec_null();
    if (ops->is_null(stmt, k))
        return 0;
    if (column->type == REC_INT) {
        *out = rec_int(ops->column_int(stmt, k));
        return 0;
    }
    const void *data = ops->column_blob(stmt, k, &len);
    char *own = result_alloc(env, memory, len + 1, 1); /* zeroed: a text stays terminated */
    if (own == NULL)
        return NAAST_NO_MEMORY;
    if (len > 0)
        memcpy(own, data, len);
    *out = (struct rec_value){.type = column->type, .data = own, .len = len};
    return 0;
}

int history_row_now(naast_store *store, const struct rec_table *table, int64_t id, void *memory,
                    struct rec_value values[], int *there)
{
    const struct engine_ops *ops = store->engine->ops;
    struct engine_stmt *stmt;
    int status = record_statement(store, STATEMENT_ROW, table, 0, &stmt);
    if (status != 0)
        return status;
    status = ops->bind_int(stmt, 1, id);
    if (status == 0)
        status = ops->step(stmt);
    *there = status == ENGINE_ROW;
    if (status == ENGINE_ROW) {
        status = 0;
        for (int k = 0; status == 0 && k < table->columns; k++)
            status = keep_column(&store->env, memory, stmt, k, &table->column[k], &values[k]);
    }
    ops->reset(stmt);
    return status;
}
