/* ddl.c: the tables, made from their descriptors, and those that have none because they are not journaled. */
#include "engine/sqlite/ddl.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"

static const char *type_name(enum rec_type type)
{
    switch (type) {
    case REC_INT:
        return "INTEGER";
    case REC_TEXT:
        return "TEXT";
    case REC_BLOB:
        return "BLOB";
    }
    return "ANY";
}

/* A deal is written after its transition, so what points at a deal is looked at when the transaction ends. */
static void add_reference(struct buffer *sql, const struct rec_table *to)
{
    buffer_format(sql, " REFERENCES %s(%s)", to->name, to->column[0].name);
    if (to == &table_deal)
        buffer_text(sql, " DEFERRABLE INITIALLY DEFERRED");
}

static void add_column(struct buffer *sql, const struct rec_column *column)
{
    buffer_format(sql, ", %s %s", column->name, type_name(column->type));
    if (column->flags & COL_NOT_NULL)
        buffer_text(sql, " NOT NULL");
    if (column->refs != 0)
        add_reference(sql, table_by_id(column->refs));
}

int ddl_create_table(struct engine *engine, const struct rec_table *table)
{
    struct buffer sql;
    buffer_init(&sql, engine->env);
    buffer_format(&sql, "CREATE TABLE %s(%s INTEGER PRIMARY KEY", table->name, table->column[0].name);
    for (int k = 1; k < table->columns; k++)
        add_column(&sql, &table->column[k]);
    if (table->check_sql != NULL)
        buffer_format(&sql, ", %s", table->check_sql);
    buffer_text(&sql, ") STRICT;");
    if (table->indices_sql != NULL)
        buffer_text(&sql, table->indices_sql);
    int status = sql.status;
    if (status == 0)
        status = engine->ops->run(engine, sql.data);
    buffer_free(&sql);
    return status;
}

int ddl_create_own_tables(struct engine *engine)
{
    return engine->ops->run(
        engine,
        "CREATE TABLE naast_meta(key TEXT PRIMARY KEY, value ANY) STRICT;"
        "CREATE TABLE naast_head(id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, hash BLOB NOT NULL, "
        "uuid BLOB NOT NULL) STRICT;"
        "CREATE TABLE naast_journal(seq INTEGER PRIMARY KEY, version INTEGER NOT NULL, op INTEGER NOT NULL, "
        "root_kind INTEGER NOT NULL, flags INTEGER NOT NULL, root_id INTEGER NOT NULL, at INTEGER NOT NULL, "
        "actor INTEGER NOT NULL, first INTEGER NOT NULL, pipeline INTEGER NOT NULL, commitment BLOB NOT NULL, "
        "h BLOB NOT NULL) STRICT;"
        "CREATE INDEX naast_journal_root ON naast_journal(root_kind, root_id, seq);"
        "CREATE TABLE naast_body(id INTEGER PRIMARY KEY, salt BLOB, bytes BLOB, gone BLOB, "
        "CHECK ((salt IS NULL) = (bytes IS NULL) AND (bytes IS NULL) = (gone IS NOT NULL))) STRICT;"
        "CREATE TABLE naast_funnel(pipeline INTEGER NOT NULL, stage TEXT NOT NULL, outcome TEXT NOT NULL, "
        "currency TEXT NOT NULL, deals INTEGER NOT NULL, minor INTEGER NOT NULL, "
        "PRIMARY KEY (pipeline, stage, outcome, currency)) STRICT, WITHOUT ROWID;"
        "CREATE TABLE naast_gone_move(id INTEGER PRIMARY KEY) STRICT;"
        "CREATE VIEW naast_standing_move AS SELECT t.* FROM naast_transition t "
        "WHERE NOT EXISTS(SELECT 1 FROM naast_gone_move g WHERE g.id = t.id);");
}

int ddl_create_full_text(struct engine *engine)
{
    return engine->ops->run(engine, engine->ops->search(engine)->create);
}

int ddl_create_all(struct engine *engine)
{
    int status = ddl_create_own_tables(engine);
    for (const struct rec_table *const *table = all_tables; status == 0 && *table != NULL; table++)
        status = engine->ops->create_table(engine, *table);
    if (status == 0)
        status = engine->ops->create_triggers(engine);
    return status == 0 ? ddl_create_full_text(engine) : status;
}
