/* verify_schema.c: what stands around the rows: triggers, the version, how the engine keeps the tables, the witness. */
#include "store/verify.h"

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
