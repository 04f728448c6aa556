/* verify_schema.c: what is around the rows: triggers, the version, how the engine keeps the tables, the witness. */
#include "naast.h"

#include "base/env/env.h"
#include "engine/engine.h"
#include "engine/sqlite/schema_check.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/session/witness.h"
#include "store/verify/verify.h"

#include <inttypes.h>
#include <stdio.h>

static void found(struct verify_report *report, enum verify_fault fault, const char *name)
{
    struct verify_finding finding = {.column = -1};
    if (*name == '\0')
        return;
    snprintf(finding.name, sizeof finding.name, "%s", name);
    verify_found(report, fault, finding);
}

/* A column of another type, a view in the place of a table, an index that is gone, a trigger of others: each can hide
 * what is there, or do anything to whoever reads. */
int verify_schema(naast_store *store, struct verify_report *report)
{
    struct schema_differences differs;
    int status = schema_compare(store->engine, &differs);
    if (status != 0)
        return status;
    found(report, VERIFY_TRIGGER_MISSING, differs.trigger_missing);
    found(report, VERIFY_TRIGGER_UNKNOWN, differs.trigger_unknown);
    found(report, VERIFY_SCHEMA_DIFFERS, differs.object);
    return 0;
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

int verify_single_rows(naast_store *store, struct verify_piece *piece)
{
    int status = check_one_head(store, &piece->report);
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
