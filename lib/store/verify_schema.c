/* verify_schema.c: what stands around the rows: triggers, the version, how the engine keeps the tables, the witness. */
#include "store/verify.h"

#include "store/migrations.h"
#include "store/sql.h"
#include "store/witness.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The triggers that guard the tables are there as they were made, and no others. */
static int check_triggers(naast_store *store, struct verify_report *report)
{
    const struct engine_ops *ops = store->engine->ops;
    struct verify_finding missing = {.column = -1}, unknown = {.column = -1};
    int status = ops->find_missing_trigger(store->engine, missing.name, sizeof missing.name);
    if (status == 0)
        status = ops->find_unknown_trigger(store->engine, unknown.name, sizeof unknown.name);
    if (status == 0 && *missing.name != '\0')
        verify_found(report, VERIFY_TRIGGER_MISSING, missing);
    if (status == 0 && *unknown.name != '\0' && strcmp(unknown.name, missing.name) != 0)
        verify_found(report, VERIFY_TRIGGER_UNKNOWN, unknown);
    return status;
}

/* ---- tables, views and indices, against those of an empty store made now ---- */

#define OBJECTS "SELECT type, name, tbl_name, sql FROM sqlite_master "
enum { O_TYPE, O_NAME, O_TABLE, O_SQL };

/* What is named after naast or stands on a table of it; names know no case there. */
static const char all_objects[] = OBJECTS "WHERE type <> 'trigger' AND (name LIKE 'naast\\_%' ESCAPE '\\' "
                                          "OR tbl_name LIKE 'naast\\_%' ESCAPE '\\') ORDER BY name";
static const char same_object[] = "SELECT count(*) FROM sqlite_master WHERE type = ?1 AND name = ?2 AND tbl_name = ?3 "
                                  "AND coalesce(sql, '') = ?4";

/* Whether `there` has the object that `stmt` stands on, to the letter. */
static int has_object(struct engine_stmt *stmt, struct engine_stmt *there, int *found)
{
    const struct engine_ops *ops = there->engine->ops, *from = stmt->engine->ops;
    int status = 0;
    for (int k = O_TYPE; status == 0 && k <= O_SQL; k++) {
        const char *text = from->column_text(stmt, k);
        status = text != NULL ? ops->bind_text(there, k + 1, text) : NAAST_NO_MEMORY;
    }
    if (status == 0)
        status = ops->step(there);
    if (status == ENGINE_ROW)
        *found = ops->column_int(there, 0) == 1;
    ops->reset(there);
    return status < 0 ? status : 0;
}

/* The first object of `from` that `in` does not have; name "": it has them all. */
static int find_object(struct engine *from, struct engine *in, char *name, size_t size)
{
    struct engine_stmt *stmt = NULL, *there = NULL;
    int more = 0, found = 1;
    int status = from->ops->prepare(from, all_objects, &stmt);
    if (status == 0)
        status = in->ops->prepare(in, same_object, &there);
    while (status == 0 && found && (more = from->ops->step(stmt)) == ENGINE_ROW) {
        status = has_object(stmt, there, &found);
        const char *text = from->ops->column_text(stmt, O_NAME);
        if (!found && text != NULL)
            snprintf(name, size, "%s", text);
    }
    if (stmt != NULL)
        from->ops->finalize(stmt);
    if (there != NULL)
        in->ops->finalize(there);
    return status == 0 && more < 0 ? more : status;
}

/* A column of another type, a view in the place of a table, an index that is gone: each can hide what is there. */
static int check_objects(naast_store *store, struct verify_report *report)
{
    struct verify_finding differs = {.column = -1};
    struct engine *model = NULL;
    int status = engine_sqlite_memory(&store->env, &model);
    if (status != 0)
        return status;
    status = schema_make(model);
    if (status == 0)
        status = find_object(model, store->engine, differs.name, sizeof differs.name);
    if (status == 0 && *differs.name == '\0')
        status = find_object(store->engine, model, differs.name, sizeof differs.name);
    model->ops->close(model);
    if (status == 0 && *differs.name != '\0')
        verify_found(report, VERIFY_SCHEMA_DIFFERS, differs);
    return status;
}

/* There is one head: another row beside it is nobody's. */
static int check_one_head(naast_store *store, struct verify_report *report)
{
    int64_t heads = 0;
    int status = sql_int(store, &heads, "SELECT count(*) FROM naast_head", "");
    if (status == 0 && heads != 1)
        verify_found(report, VERIFY_HEAD_DIFFERS, (struct verify_finding){.column = -1});
    return status;
}

/* Whoever opens the file goes by its header; whoever is attached, by this. */
static int check_version(naast_store *store, struct verify_report *report)
{
    int64_t version = 0;
    int status = sql_int(store, &version, "SELECT value FROM naast_meta WHERE key = 'schema'", "");
    if (status == 0 && version != SCHEMA_VERSION)
        verify_found(report, VERIFY_VERSION_DIFFERS, (struct verify_finding){.column = -1});
    return status;
}

int verify_schema(naast_store *store, struct verify_piece *piece)
{
    int status = check_triggers(store, &piece->report);
    if (status == 0)
        status = check_objects(store, &piece->report);
    if (status == 0)
        status = check_one_head(store, &piece->report);
    return status == 0 ? check_version(store, &piece->report) : status;
}

/* What lies beside the rows: an index that does not hold them makes a row that is there be overlooked. */
int verify_table(naast_store *store, struct verify_piece *piece)
{
    struct verify_finding damaged = {.table = piece->described, .column = -1};
    int status = store->engine->ops->find_damage(store->engine, piece->table, damaged.name, sizeof damaged.name);
    if (status == 0 && *damaged.name != '\0')
        verify_found(&piece->report, VERIFY_DAMAGED, damaged);
    return status;
}

void verify_witness(naast_store *store, struct verify_report *report)
{
    static const enum verify_fault faults[] = {[NAAST_WITNESS_SET_BACK] = VERIFY_SET_BACK,
                                               [NAAST_WITNESS_ANOTHER_WAY] = VERIFY_ANOTHER_WAY,
                                               [NAAST_WITNESS_ANOTHER_STORE] = VERIFY_ANOTHER_STORE};
    const struct witness *witness = store->witness;
    if (!witness_contradicts(store))
        return;
    struct verify_finding finding = {.seq = witness->head.seq, .column = -1};
    snprintf(finding.name, sizeof finding.name, "%" PRId64, witness->known.seen.seq);
    verify_found(report, faults[witness->state], finding);
}
