/* record.c: the one door for writes: inserts and updates through the tables' descriptions, each into the journal too.
 */
#include "store/record/record.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/values/ids.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/derive.h"
#include "store/record/journal_state.h"
#include "store/record/record_sql.h"

#include <inttypes.h>
#include <stdio.h>

static int check_type(naast_store *store, const struct rec_table *table, int column, const struct rec_value *value)
{
    const struct rec_column *described = &table->column[column];
    if (value->type == 0 ? !(described->flags & COL_NOT_NULL) : value->type == described->type)
        return 0;
    return FAIL(&store->env, MSG_RECORD_TYPE, table->name, described->name);
}

/* The greatest key of the table or, for packed keys, among the parent's children; 0: none. */
static int last_key(naast_store *store, const struct rec_table *table, int64_t parent, int64_t *out)
{
    const struct engine_ops *ops = store->engine->ops;
    struct engine_stmt *stmt;
    int status = record_statement(store, STATEMENT_LAST_KEY, table, 0, &stmt);
    if (status != 0)
        return status;
    if (table->key == REC_KEY_PACKED) {
        status = ops->bind_int(stmt, 1, child_key(parent, 0));
        if (status == 0)
            status = ops->bind_int(stmt, 2, child_key(parent, CHILD_MAX));
    }
    if (status == 0)
        status = ops->step(stmt);
    if (status == ENGINE_ROW) {
        *out = ops->is_null(stmt, 0) ? 0 : ops->column_int(stmt, 0);
        status = 0;
    }
    ops->reset(stmt);
    return status;
}

static int fail_full(naast_store *store, const struct rec_table *table, int64_t parent)
{
    char number[24], most[24];
    snprintf(number, sizeof number, "%" PRId64, parent);
    snprintf(most, sizeof most, "%d", CHILD_MAX);
    return FAIL(&store->env, MSG_RECORD_FULL, table->name, number, most);
}

static int next_key(naast_store *store, const struct rec_table *table, const struct rec_value *given, int64_t *out)
{
    const int packed = table->key == REC_KEY_PACKED;
    const int64_t parent = packed ? child_parent(given->i) : 0;
    int64_t last = 0;
    if (given->type == REC_INT && (!packed || child_number(given->i) != 0)) {
        *out = given->i;
        return 0;
    }
    int status = last_key(store, table, parent, &last);
    if (status != 0)
        return status;
    if (packed ? child_number(last) == CHILD_MAX : last >= INT64_MAX >> CHILD_BITS)
        return fail_full(store, table, parent);
    *out = packed && last == 0 ? child_key(parent, 1) : last + 1;
    return 0;
}

/* Binds the columns of mask behind the key, and runs the statement. */
static int run(struct engine_stmt *stmt, int64_t id, const struct rec_value row[], uint64_t mask)
{
    const struct engine_ops *ops = stmt->engine->ops;
    int at = 1;
    int status = ops->bind_int(stmt, at, id);
    for (int k = 1; status == 0 && mask >> k != 0; k++)
        if (mask >> k & 1)
            status = bind_value(stmt, ++at, &row[k]);
    if (status == 0)
        status = ops->step(stmt);
    ops->reset(stmt);
    return status;
}

static int write_row(naast_store *store, enum statement_kind kind, const struct rec_table *table, int64_t id,
                     const struct rec_value row[], uint64_t mask)
{
    struct engine_stmt *stmt;
    int status = record_statement(store, kind, table, mask, &stmt);
    return status == 0 ? run(stmt, id, row, mask) : status;
}

/* An insert binds every column, so that one statement serves all rows of a table. */
static uint64_t all_columns(const struct rec_table *table) { return ((uint64_t)1 << table->columns) - 2; }

int rec_insert(naast_store *store, const struct rec_table *table, const struct rec_value row[], int64_t *id_out)
{
    struct rec_value whole[REC_COLUMNS_MAX];
    uint64_t mask = 0;
    int64_t id = 0;
    int status = 0;
    for (int k = 1; status == 0 && k < table->columns; k++) {
        whole[k] = row[k];
        status = check_type(store, table, k, &row[k]);
        if (row[k].type != 0)
            mask |= (uint64_t)1 << k;
    }
    if (status == 0)
        status = next_key(store, table, &row[0], &id);
    if (status != 0)
        return status;
    whole[0] = rec_int(id);
    status = write_row(store, STATEMENT_INSERT, table, id, whole, all_columns(table));
    if (status == 0)
        status = journal_gather(store, table, id, whole, mask, 1);
    if (status == 0)
        status = derive_row(store, table, id, NULL, whole);
    if (status == 0 && id_out != NULL)
        *id_out = id;
    return status;
}

/* What may not happen to a column, whoever asks. Where one follows a merge, a trigger sees that it is one. */
static int check_change(naast_store *store, const struct rec_table *table, int k, const struct rec_value *old,
                        const struct rec_value *now)
{
    const struct rec_column *column = &table->column[k];
    if (table->append_only || k == 0 || (column->flags & (COL_FIXED | COL_FOLLOWS)) == COL_FIXED)
        return FAIL(&store->env, MSG_RECORD_FIXED, table->name, column->name);
    if (column->flags & COL_COUNTER && now->i < old->i)
        return FAIL(&store->env, MSG_RECORD_COUNTER, table->name, column->name);
    return check_type(store, table, k, now);
}

int rec_update(naast_store *store, const struct rec_table *table, int64_t id, const struct rec_value old[],
               const struct rec_value now[], uint64_t mask)
{
    struct rec_value whole[REC_COLUMNS_MAX];
    uint64_t changed = 0;
    int status = 0;
    for (int k = 0; status == 0 && k < table->columns; k++) {
        whole[k] = old[k];
        if (!(mask >> k & 1) || rec_equal(&old[k], &now[k]))
            continue;
        whole[k] = now[k];
        changed |= (uint64_t)1 << k;
        status = check_change(store, table, k, &old[k], &now[k]);
    }
    if (status != 0 || changed == 0)
        return status;
    status = write_row(store, STATEMENT_UPDATE, table, id, whole, changed);
    if (status == 0)
        status = journal_gather(store, table, id, whole, changed, 0);
    if (status == 0)
        status = derive_row(store, table, id, old, whole);
    return status;
}

int rec_erase(naast_store *store, const struct rec_table *table, int64_t id, const struct rec_value old[],
              const struct rec_value now[])
{
    const uint64_t personal = rec_personal_columns(table);
    uint64_t changed = 0;
    int status = 0;
    for (int k = 0; status == 0 && k < table->columns; k++) {
        if (rec_equal(&old[k], &now[k]))
            continue;
        changed |= (uint64_t)1 << k;
        if (!(personal >> k & 1) || now[k].type != 0)
            status = check_change(store, table, k, &old[k], &now[k]);
    }
    if (status == 0 && changed != 0)
        status = write_row(store, STATEMENT_UPDATE, table, id, now, changed);
    if (status == 0)
        status = journal_gather(store, table, id, now, changed | personal, 0);
    if (status == 0)
        status = derive_row(store, table, id, old, now);
    return status;
}

int rec_replay(naast_store *store, const struct rec_table *table, int64_t id, const struct rec_value *old,
               const struct rec_value now[], uint64_t mask)
{
    const enum statement_kind kind = old == NULL ? STATEMENT_INSERT : STATEMENT_UPDATE;
    int status = 0;
    mask = old == NULL ? all_columns(table) : mask;
    if (mask != 0)
        status = write_row(store, kind, table, id, now, mask);
    if (status == 0)
        status = derive_row(store, table, id, old, now);
    return status;
}

int row_exists(naast_store *store, const struct rec_table *table, int64_t id, int *there)
{
    const struct engine_ops *ops = store->engine->ops;
    struct engine_stmt *stmt;
    int status = record_statement(store, STATEMENT_ROW, table, 0, &stmt);
    if (status != 0)
        return status;
    status = ops->bind_int(stmt, 1, id);
    if (status == 0)
        status = ops->step(stmt);
    ops->reset(stmt);
    if (status < 0)
        return status;
    *there = status == ENGINE_ROW;
    return 0;
}
