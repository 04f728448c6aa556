/* record_sql.c: the statements of the record layer, made from the tables' descriptions when first needed and kept on
 * the handle. */
#include "store/record/record_sql.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "store/handle/handle.h"
#include "store/record/journal_state.h"

static void insert_sql(struct buffer *sql, const struct rec_table *table, uint64_t mask)
{
    int at = 1;
    buffer_format(sql, "INSERT INTO %s(%s", table->name, table->column[0].name);
    for (int k = 1; k < table->columns; k++)
        if (mask >> k & 1)
            buffer_format(sql, ", %s", table->column[k].name);
    buffer_text(sql, ") VALUES (?1");
    for (int k = 1; k < table->columns; k++)
        if (mask >> k & 1)
            buffer_format(sql, ", ?%d", ++at);
    buffer_text(sql, ")");
}

static void update_sql(struct buffer *sql, const struct rec_table *table, uint64_t mask)
{
    int at = 1;
    buffer_format(sql, "UPDATE %s SET ", table->name);
    for (int k = 1; k < table->columns; k++) {
        if (!(mask >> k & 1))
            continue;
        buffer_format(sql, "%s%s = ?%d", at > 1 ? ", " : "", table->column[k].name, at + 1);
        at++;
    }
    buffer_format(sql, " WHERE %s = ?1", table->column[0].name);
}

static void row_sql(struct buffer *sql, const struct rec_table *table)
{
    buffer_text(sql, "SELECT ");
    for (int k = 0; k < table->columns; k++)
        buffer_format(sql, "%s%s", k > 0 ? ", " : "", table->column[k].name);
    buffer_format(sql, " FROM %s WHERE %s = ?1", table->name, table->column[0].name);
}

static void last_key_sql(struct buffer *sql, const struct rec_table *table)
{
    buffer_format(sql, "SELECT max(id) FROM %s", table->name);
    if (table->key == REC_KEY_PACKED)
        buffer_text(sql, " WHERE id BETWEEN ?1 AND ?2");
}

static int prepare(naast_store *store, struct kept_statement *statement)
{
    struct buffer sql;
    buffer_init(&sql, &store->env);
    switch (statement->kind) {
    case STATEMENT_INSERT:
        insert_sql(&sql, statement->table, statement->mask);
        break;
    case STATEMENT_UPDATE:
        update_sql(&sql, statement->table, statement->mask);
        break;
    case STATEMENT_LAST_KEY:
        last_key_sql(&sql, statement->table);
        break;
    case STATEMENT_ROW:
        row_sql(&sql, statement->table);
        break;
    }
    int status = sql.status;
    if (status == 0)
        status = store->engine->ops->prepare(store->engine, sql.data, &statement->stmt);
    buffer_free(&sql);
    return status;
}

/* A place for one more: behind the others, else that of the one that was made longest ago. */
static struct kept_statement *place(struct journal *journal, struct engine *engine)
{
    if (journal->kept_count < STATEMENTS_KEPT)
        return &journal->kept[journal->kept_count++];
    struct kept_statement *oldest = &journal->kept[journal->kept_oldest++ % STATEMENTS_KEPT];
    engine->ops->finalize(oldest->stmt);
    return oldest;
}

int record_statement(naast_store *store, enum statement_kind kind, const struct rec_table *table, uint64_t mask,
                     struct engine_stmt **out)
{
    struct journal *journal = journal_of(store);
    if (journal == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; k < journal->kept_count; k++) {
        const struct kept_statement *kept = &journal->kept[k];
        if (kept->table == table && kept->mask == mask && kept->kind == kind) {
            *out = kept->stmt;
            return 0;
        }
    }
    struct kept_statement made = {.kind = kind, .table = table, .mask = mask};
    int status = prepare(store, &made);
    if (status == 0) {
        *place(journal, store->engine) = made;
        *out = made.stmt;
    }
    return status;
}

void record_statements_free(struct journal *journal, struct engine *engine)
{
    for (size_t k = 0; k < journal->kept_count; k++)
        engine->ops->finalize(journal->kept[k].stmt);
    journal->kept_count = journal->kept_oldest = 0;
}
