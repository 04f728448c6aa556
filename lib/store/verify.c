/* verify.c: the journal itself: every entry against the one before it, every body against its entry's commitment. */
#include "store/verify.h"

#include "store/body.h"
#include "store/journal_operation.h"
#include "store/journal_rows.h"
#include "store/sql.h"
#include "store/tables.h"
#include "store/witness.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void verify_found(struct verify_report *report, enum verify_fault fault, struct verify_finding finding)
{
    if (report->finding[fault].found)
        return;
    finding.found = 1;
    report->finding[fault] = finding;
}

static void found_at(struct verify_report *report, enum verify_fault fault, int64_t seq)
{
    verify_found(report, fault, (struct verify_finding){.seq = seq, .column = -1});
}

/* Two cursors that walk side by side: the entries by seq, the bodies by seq and part. */
struct walk {
    naast_store *store;
    struct verify_report *report;
    struct query entry, body;
    int body_there; /* the body cursor stands on a row */
    uint8_t part[PARTS_MAX][HASH_BYTES];
};

static int next_body(struct walk *walk)
{
    const int status = query_next(&walk->body);
    walk->body_there = status == 1;
    return status < 0 ? status : 0;
}

/* The hash of the body the cursor stands on; a body that is not well formed gets one that no commitment is made of. */
static void body_hash(struct walk *walk, uint8_t out[HASH_BYTES])
{
    size_t len = 0;
    const uint8_t *gone = query_blob_of(&walk->body, 3, HASH_BYTES);
    const uint8_t *salt = query_blob_of(&walk->body, 1, SALT_BYTES);
    const void *bytes = query_blob(&walk->body, 2, &len);
    memset(out, 0, HASH_BYTES);
    if (gone != NULL && query_null(&walk->body, 1) && query_null(&walk->body, 2)) {
        memcpy(out, gone, HASH_BYTES);
    } else if (salt != NULL && query_null(&walk->body, 3)) {
        part_hash(salt, bytes, len, out);
    }
}

/* What is gone must have been erased: then it is listed. */
static int check_listed(struct walk *walk, int64_t key)
{
    int64_t listed = 0;
    int status = sql_int(walk->store, &listed, "SELECT 1 FROM naast_erased WHERE part = ?1", "i", key);
    if (status == 0 && !listed)
        found_at(walk->report, VERIFY_BODY_ERASED, key >> PART_BITS);
    return status;
}

/* Takes the bodies of an entry; those before it belong to none. */
static int walk_bodies(struct walk *walk, int64_t seq, size_t *parts)
{
    int status = 0;
    *parts = 0;
    while (status == 0 && walk->body_there && query_int(&walk->body, 0) >> PART_BITS <= seq) {
        const int64_t key = query_int(&walk->body, 0);
        if (key >> PART_BITS < seq) {
            found_at(walk->report, VERIFY_BODY_UNKNOWN, key >> PART_BITS);
        } else if (*parts == PARTS_MAX || key != body_key(seq, (int64_t)*parts)) {
            found_at(walk->report, VERIFY_BODY_MISSING, seq);
        } else {
            body_hash(walk, walk->part[*parts]);
            ++*parts;
        }
        if (!query_null(&walk->body, 3))
            status = check_listed(walk, key);
        if (status == 0)
            status = next_body(walk);
    }
    return status;
}

/* One entry. head: the one before it; becomes this one. After a difference the walk goes on from the hash that stands
 * there. */
static int walk_entry(struct walk *walk)
{
    struct verify_report *report = walk->report;
    struct journal_head *head = &report->head;
    struct journal_core core;
    uint8_t hash[HASH_BYTES], commitment[HASH_BYTES];
    size_t parts;
    const int64_t seq = query_int(&walk->entry, 0);
    const uint8_t *stored = query_blob_of(&walk->entry, 11, HASH_BYTES);
    const int gap = seq != head->seq + 1;
    const int whole = journal_core_read(&walk->entry, &core);
    if (gap)
        found_at(report, VERIFY_ENTRY_MISSING, head->seq + 1);
    if (whole && core.version != JOURNAL_VERSION)
        found_at(report, VERIFY_ENTRY_UNKNOWN, seq);
    if (whole)
        core_hash(head->hash, &core, hash);
    if (!whole || stored == NULL || (!gap && memcmp(stored, hash, HASH_BYTES) != 0))
        found_at(report, VERIFY_HASH_DIFFERS, seq);
    head->seq = seq;
    if (stored != NULL)
        memcpy(head->hash, stored, HASH_BYTES);
    report->entries++;
    int status = walk_bodies(walk, seq, &parts);
    if (status != 0)
        return status;
    parts_commitment((const uint8_t(*)[HASH_BYTES])walk->part, parts, commitment);
    if (parts == 0)
        found_at(report, VERIFY_BODY_MISSING, seq);
    else if (whole && memcmp(commitment, core.commitment, HASH_BYTES) != 0)
        found_at(report, VERIFY_BODY_DIFFERS, seq);
    return 0;
}

static int read_genesis(naast_store *store, struct verify_report *report)
{
    struct query query;
    int status = query_open(&query, store, "SELECT uuid FROM naast_head WHERE id = 1", "");
    if (status == 0)
        status = query_next(&query);
    if (status >= 0) {
        const uint8_t *uuid = status == 1 ? query_blob_of(&query, 0, 16) : NULL;
        if (uuid != NULL)
            journal_genesis(uuid, report->head.hash);
        status = 0;
    }
    query_close(&query);
    return status;
}

/* The head that the store keeps is that of the last entry. */
static int check_head(naast_store *store, struct verify_report *report)
{
    struct journal_head kept;
    char hex[HASH_HEX];
    int status = journal_head_read(store, &kept);
    hash_hex(report->head.hash, hex);
    snprintf(report->head.text, sizeof report->head.text, "%" PRId64 ":%s", report->head.seq, hex);
    if (status == NAAST_UNVERIFIED || (status == 0 && strcmp(kept.text, report->head.text) != 0)) {
        found_at(report, VERIFY_HEAD_DIFFERS, report->head.seq);
        status = 0;
    }
    return status;
}

int verify_chain(naast_store *store, struct verify_report *report)
{
    struct walk walk = {.store = store, .report = report};
    int more = 1;
    int status = read_genesis(store, report);
    if (status == 0)
        status = query_open(&walk.body, store, JOURNAL_BODIES, "");
    if (status == 0)
        status = query_open(&walk.entry, store, JOURNAL_ENTRIES, "");
    if (status == 0)
        status = next_body(&walk);
    while (status == 0 && more) {
        more = query_next(&walk.entry);
        status = more == 1 ? walk_entry(&walk) : more;
    }
    if (status == 0 && walk.body_there)
        found_at(report, VERIFY_BODY_UNKNOWN, query_int(&walk.body, 0) >> PART_BITS);
    query_close(&walk.entry);
    query_close(&walk.body);
    return status == 0 ? check_head(store, report) : status;
}

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

/* The other way: what is listed as erased is gone. */
static int check_erased(naast_store *store, struct verify_report *report)
{
    int64_t kept = 0;
    int status = sql_int(store, &kept,
                         "SELECT e.part FROM naast_erased e LEFT JOIN naast_body b ON b.id = e.part "
                         "WHERE b.gone IS NULL ORDER BY e.part LIMIT 1",
                         "");
    if (status == 0 && kept != 0)
        found_at(report, VERIFY_BODY_KEPT, kept >> PART_BITS);
    return status;
}

static int check_table(naast_store *store, struct verify_report *report, const char *name,
                       const struct rec_table *table)
{
    struct verify_finding damaged = {.table = table, .column = -1};
    int status = store->engine->ops->find_damage(store->engine, name, damaged.name, sizeof damaged.name);
    if (status == 0 && *damaged.name != '\0')
        verify_found(report, VERIFY_DAMAGED, damaged);
    return status;
}

/* What lies beside the rows: an index that does not hold them makes a row that is there be overlooked. */
static int check_damage(naast_store *store, struct verify_report *report)
{
    static const char *const others[] = {"naast_journal", "naast_body", "naast_head", "naast_funnel", "naast_gone_move", "naast_meta"};
    int status = 0;
    for (const struct rec_table *const *table = all_tables; status == 0 && *table != NULL; table++)
        status = check_table(store, report, (*table)->name, *table);
    for (size_t k = 0; status == 0 && k < sizeof others / sizeof others[0]; k++)
        status = check_table(store, report, others[k], NULL);
    return status;
}

static void check_witness(naast_store *store, struct verify_report *report)
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

int store_verify(naast_store *store, struct verify_report *report)
{
    *report = (struct verify_report){0};
    int status = verify_chain(store, report);
    if (status == 0)
        status = verify_state(store, report);
    if (status == 0)
        status = check_erased(store, report);
    if (status == 0)
        status = check_triggers(store, report);
    if (status == 0)
        status = check_version(store, report);
    if (status == 0)
        status = check_damage(store, report);
    check_witness(store, report);
    return status;
}
