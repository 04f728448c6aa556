/*
 * ddl_triggers.c: what the database itself does not let happen, whoever writes: a stage without its transition, a
 * journal that is not append-only, a row that is deleted. Delete triggers do not fire when a row is replaced, so
 * inserts are guarded too.
 */
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/values/ids.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "engine/sqlite/ddl.h"

#include <stdio.h>
#include <string.h>

/* naast_deal.moves counts transitions: the transition is written first, then the deal. */
static const char deal_triggers[] =
    "CREATE TRIGGER naast_deal_opens BEFORE INSERT ON naast_deal "
    "WHEN NEW.moves IS NOT 1 OR NEW.id < 1 "
    "OR EXISTS(SELECT 1 FROM naast_deal WHERE id = NEW.id) OR EXISTS(SELECT 1 FROM naast_deal WHERE uuid = NEW.uuid) "
    "OR NOT EXISTS(SELECT 1 FROM naast_transition t WHERE t.id = (NEW.id" SQL_CHILD
    "1) AND t.deal = NEW.id AND t.n = 1 "
    "AND t.from_stage IS NULL AND t.to_stage = NEW.stage AND t.to_outcome IS NEW.outcome AND t.pipeline = "
    "NEW.pipeline) "
    "BEGIN SELECT RAISE(ABORT, 'naast: a deal opens with its first transition'); END;"

    "CREATE TRIGGER naast_deal_moves BEFORE UPDATE ON naast_deal "
    "WHEN (NEW.stage IS NOT OLD.stage OR NEW.outcome IS NOT OLD.outcome OR NEW.pipeline IS NOT OLD.pipeline "
    "OR NEW.moves IS NOT OLD.moves OR NEW.id IS NOT OLD.id) "
    "AND (NEW.id IS NOT OLD.id OR NEW.moves IS NOT OLD.moves + 1 "
    "OR NOT EXISTS(SELECT 1 FROM naast_transition t WHERE t.id = (OLD.id" SQL_CHILD "NEW.moves) AND t.deal = OLD.id "
    "AND t.n = NEW.moves AND t.from_stage = OLD.stage AND t.to_stage = NEW.stage AND t.from_outcome IS OLD.outcome "
    "AND t.to_outcome IS NEW.outcome AND t.pipeline = NEW.pipeline)) "
    "BEGIN SELECT RAISE(ABORT, 'naast: a stage changes only with its transition'); END;"

    "CREATE TRIGGER naast_deal_external_insert BEFORE INSERT ON naast_deal WHEN NEW.external_id IS NOT NULL "
    "AND EXISTS(SELECT 1 FROM naast_deal WHERE external_id = NEW.external_id AND void = 0) "
    "BEGIN SELECT RAISE(ABORT, 'naast: another deal has this external id'); END;"

    "CREATE TRIGGER naast_deal_external_update BEFORE UPDATE ON naast_deal "
    "WHEN NEW.external_id IS NOT NULL AND (NEW.external_id IS NOT OLD.external_id OR NEW.void IS NOT OLD.void) "
    "AND EXISTS(SELECT 1 FROM naast_deal WHERE external_id = NEW.external_id AND void = 0 AND id IS NOT OLD.id) "
    "BEGIN SELECT RAISE(ABORT, 'naast: another deal has this external id'); END;"

    "CREATE TRIGGER naast_transition_next BEFORE INSERT ON naast_transition "
    "WHEN NEW.n IS NOT (SELECT coalesce((SELECT moves FROM naast_deal WHERE id = NEW.deal), 0) + 1) "
    "OR NEW.deal < 1 OR NEW.id IS NOT (NEW.deal" SQL_CHILD "NEW.n) OR EXISTS(SELECT 1 FROM naast_transition WHERE id = "
    "NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'naast: transitions are numbered without gaps'); END;";

static const char journal_triggers[] =
    "CREATE TRIGGER naast_journal_next BEFORE INSERT ON naast_journal "
    "WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM naast_journal) "
    "BEGIN SELECT RAISE(ABORT, 'naast: the journal is append-only'); END;"

    "CREATE TRIGGER naast_body_erase BEFORE UPDATE ON naast_body "
    "WHEN NEW.id IS NOT OLD.id OR OLD.gone IS NOT NULL OR NEW.gone IS NULL "
    "BEGIN SELECT RAISE(ABORT, 'naast: a body only ever goes from present to erased'); END;"

    "CREATE TRIGGER naast_head_moves BEFORE UPDATE ON naast_head "
    "WHEN NEW.id IS NOT OLD.id OR NEW.uuid IS NOT OLD.uuid OR NEW.seq <= OLD.seq "
    "BEGIN SELECT RAISE(ABORT, 'naast: the head of the journal only moves on'); END;";

static void add_no_delete(struct buffer *sql, const char *table)
{
    buffer_format(sql,
                  "CREATE TRIGGER %s_stays BEFORE DELETE ON %s "
                  "BEGIN SELECT RAISE(ABORT, 'naast: nothing is deleted'); END;",
                  table, table);
}

/* But that what is personal may go, and nothing come in its place. */
static void add_only_erasing(struct buffer *sql, const struct rec_table *table)
{
    buffer_format(sql, "CREATE TRIGGER %s_fixed BEFORE UPDATE ON %s WHEN NEW.id IS NOT OLD.id", table->name,
                  table->name);
    for (int k = 1; k < table->columns; k++) {
        const char *name = table->column[k].name;
        if (table->column[k].flags & COL_PERSONAL)
            buffer_format(sql, " OR NEW.%s IS NOT NULL", name);
        else
            buffer_format(sql, " OR NEW.%s IS NOT OLD.%s", name, name);
    }
    buffer_text(sql, " BEGIN SELECT RAISE(ABORT, 'naast: this is written once'); END;");
}

static void add_no_update(struct buffer *sql, const char *table)
{
    buffer_format(sql,
                  "CREATE TRIGGER %s_fixed BEFORE UPDATE ON %s "
                  "BEGIN SELECT RAISE(ABORT, 'naast: this is written once'); END;",
                  table, table);
}

static void add_no_replace(struct buffer *sql, const char *table)
{
    buffer_format(sql,
                  "CREATE TRIGGER %s_once BEFORE INSERT ON %s WHEN EXISTS(SELECT 1 FROM %s WHERE id = NEW.id) "
                  "BEGIN SELECT RAISE(ABORT, 'naast: a row is not replaced'); END;",
                  table, table, table);
}

/* The columns that are written once, the key aside: it goes by other names too. */
static void add_fixed_columns(struct buffer *sql, const struct rec_table *table)
{
    int any = 0;
    for (int k = 1; k < table->columns; k++) {
        if ((table->column[k].flags & (COL_FIXED | COL_FOLLOWS)) != COL_FIXED)
            continue;
        if (!any)
            buffer_format(sql, "CREATE TRIGGER %s_fixed BEFORE UPDATE OF ", table->name);
        buffer_format(sql, "%s%s", any ? ", " : "", table->column[k].name);
        any = 1;
    }
    if (any)
        buffer_format(sql, " ON %s BEGIN SELECT RAISE(ABORT, 'naast: this is written once'); END;", table->name);
}

/* A reference that is written once, but for following whom it names into another, or back out when that is undone. */
static void add_following_columns(struct buffer *sql, const struct rec_table *table)
{
    for (int k = 1; k < table->columns; k++) {
        const struct rec_column *column = &table->column[k];
        if (!(column->flags & COL_FOLLOWS))
            continue;
        buffer_format(sql,
                      "CREATE TRIGGER %s_follows BEFORE UPDATE OF %s ON %s WHEN NEW.%s IS NOT OLD.%s "
                      "AND NOT EXISTS(SELECT 1 FROM %s WHERE (id = OLD.%s AND merged = NEW.%s) "
                      "OR (id = NEW.%s AND merged = OLD.%s)) ",
                      table->name, column->name, table->name, column->name, column->name,
                      table_by_id(column->refs)->name, column->name, column->name, column->name, column->name);
        buffer_text(sql, "BEGIN SELECT RAISE(ABORT, 'naast: this is written once'); END;");
    }
}

/* Beyond deleting, only what gates rest on is guarded: each trigger costs every opening of a store its reading. */
static void add_row_triggers(struct buffer *sql, const struct rec_table *table)
{
    const int packed = table->key == REC_KEY_PACKED;
    add_no_delete(sql, table->name);
    if (table->append_only && rec_personal_columns(table) != 0)
        add_only_erasing(sql, table);
    else if (table->append_only)
        add_no_update(sql, table->name);
    else if (packed || table == &table_deal)
        add_fixed_columns(sql, table);
    if (packed)
        add_following_columns(sql, table);
    if (packed && table != &table_transition) /* it has one of its own, and so has the deal */
        add_no_replace(sql, table->name);
}

static void add_triggers(struct buffer *sql)
{
    buffer_text(sql, deal_triggers);
    buffer_text(sql, journal_triggers);
    for (const struct rec_table *const *table = all_tables; *table != NULL; table++)
        add_row_triggers(sql, *table);
    add_no_delete(sql, "naast_journal");
    add_no_update(sql, "naast_journal");
    add_no_delete(sql, "naast_body");
    add_no_replace(sql, "naast_body");
    add_no_delete(sql, "naast_head");
    add_no_replace(sql, "naast_head");
}

int ddl_create_triggers(struct engine *engine)
{
    struct buffer sql;
    buffer_init(&sql, engine->env);
    add_triggers(&sql);
    int status = sql.status;
    if (status == 0)
        status = engine->ops->run(engine, sql.data);
    buffer_free(&sql);
    return status;
}

static int is_there(struct engine *engine, struct engine_stmt *stmt, const char *made, int *there)
{
    int status = engine->ops->bind_text(stmt, 1, made);
    if (status == 0)
        status = engine->ops->step(stmt);
    if (status == ENGINE_ROW)
        *there = engine->ops->column_int(stmt, 0) == 1;
    engine->ops->reset(stmt);
    return status < 0 ? status : 0;
}

/* Cuts the statements apart: SQLite keeps the text of each without the last semicolon. */
static int look_for(struct engine *engine, struct engine_stmt *stmt, char *made, char *name, size_t size)
{
    static const char start[] = "CREATE TRIGGER ";
    int status = 0, there = 1;
    for (char *end; status == 0 && there && (end = strstr(made, "END;")) != NULL; made = end + 4) {
        end[3] = '\0';
        status = is_there(engine, stmt, made, &there);
        if (!there)
            snprintf(name, size, "%.*s", (int)strcspn(made + sizeof start - 1, " "), made + sizeof start - 1);
    }
    return status;
}

/* The first on our tables whose text is not among those that we make. */
static int look_among(struct engine *engine, struct engine_stmt *stmt, char *made, char *name, size_t size)
{
    int status = 0;
    while (*name == '\0' && (status = engine->ops->step(stmt)) == ENGINE_ROW) {
        const char *sql = engine->ops->column_text(stmt, 1);
        if (sql == NULL)
            return NAAST_NO_MEMORY;
        if (*sql != '\0' && strstr(made, sql) != NULL)
            continue;
        const char *found = engine->ops->column_text(stmt, 0);
        if (found == NULL)
            return NAAST_NO_MEMORY;
        snprintf(name, size, "%s", found);
    }
    return status < 0 ? status : 0;
}

/* made: the statements of all of ours; what is looked for in it may cut it apart. */
typedef int looking(struct engine *engine, struct engine_stmt *stmt, char *made, char *name, size_t size);

static int compare_triggers(struct engine *engine, const char *rows, looking *look, char *name, size_t size)
{
    struct engine_stmt *stmt = NULL;
    struct buffer sql;
    buffer_init(&sql, engine->env);
    add_triggers(&sql);
    *name = '\0';
    int status = sql.status;
    if (status == 0)
        status = engine->ops->prepare(engine, rows, &stmt);
    if (status == 0) {
        status = look(engine, stmt, sql.data, name, size);
        engine->ops->finalize(stmt);
    }
    buffer_free(&sql);
    return status;
}

int ddl_find_missing_trigger(struct engine *engine, char *name, size_t size)
{
    return compare_triggers(engine, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND sql = ?1", look_for,
                            name, size);
}

int ddl_find_unknown_trigger(struct engine *engine, char *name, size_t size)
{
    return compare_triggers(engine,
                            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
                            "AND (lower(substr(tbl_name, 1, 6)) = 'naast_' OR lower(substr(name, 1, 6)) = 'naast_') "
                            "ORDER BY name",
                            look_among, name, size);
}
