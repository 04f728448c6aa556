/* verify_chain.c: the journal itself: every entry against the one before it, every body against its entry's commitment.
 */
#include "naast.h"

#include "base/env/env.h"
#include "base/values/hash.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/record/journal_body.h"
#include "store/record/journal_operation.h"
#include "store/record/journal_rows.h"
#include "store/verify/verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void found_at(struct verify_report *report, enum verify_fault fault, int64_t seq)
{
    verify_found(report, fault, (struct verify_finding){.seq = seq, .column = -1});
}

/* Two cursors that walk side by side: the entries by seq, the bodies by seq and part. */
struct walk {
    naast_store *store;
    struct verify_report *report;
    struct query entry, body;
    struct journal_core before; /* the entry before; seq 0: it is not known */
    int64_t actor;              /* the last that was found to be there */
    int body_there;             /* the body cursor is on a row */
    int hash_unknown;           /* of the entry before: it is not there, and whoever has its range says so */
    uint8_t part[PARTS_MAX][HASH_BYTES];
};

static int next_body(struct walk *walk)
{
    const int status = query_next(&walk->body);
    walk->body_there = status == 1;
    return status < 0 ? status : 0;
}

/* The hash of the body the cursor is on; a body that is not well formed gets one that no commitment is made of. */
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

/* Each part says something of a row. */
static void check_said(struct walk *walk, int64_t seq)
{
    size_t len = 0;
    (void)query_blob(&walk->body, BODY_BYTES, &len);
    if (len == 0 && query_null(&walk->body, BODY_GONE))
        found_at(walk->report, VERIFY_BODY_UNREADABLE, seq);
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
            check_said(walk, seq);
            ++*parts;
        }
        if (!query_null(&walk->body, BODY_GONE))
            status = check_listed(walk, key);
        if (status == 0)
            status = next_body(walk);
    }
    return status;
}

/* The entries of an operation follow each other: each is its first, or goes on with the operation of the one before.
 * Where that is not there, whoever misses it says so. */
static int is_of_operation(const struct walk *walk, const struct journal_core *core)
{
    const struct journal_core *before = &walk->before;
    if (core->first == core->seq)
        return 1;
    if (core->first < 1 || core->first > core->seq)
        return 0;
    return before->seq == 0 || (core->first == before->first && core->op == before->op && core->actor == before->actor);
}

/* Who it is by may have been written in the same operation, further on. */
static int find_actor(struct walk *walk, int64_t actor, int *out)
{
    int64_t there = walk->actor;
    int status = 0;
    if (actor != there)
        status = sql_int(walk->store, &there, "SELECT id FROM naast_actor WHERE id = ?1", "i", actor);
    *out = actor != 0 && there == actor;
    if (*out)
        walk->actor = actor;
    return status;
}

/* What the core says beside the hashes. gap: the entry before is not there. */
static int check_core(struct walk *walk, const struct journal_core *core, int gap)
{
    struct verify_report *report = walk->report;
    int there = 0;
    if (gap)
        walk->before.seq = 0;
    if (core->version != JOURNAL_VERSION || !operation_known(core->op) || core->root_kind < NAAST_ROOT_DEAL ||
        core->root_kind > NAAST_ROOT_STORE)
        found_at(report, VERIFY_ENTRY_UNKNOWN, core->seq);
    int status = find_actor(walk, core->actor, &there);
    if (status == 0 && (!there || !is_of_operation(walk, core)))
        found_at(report, VERIFY_ENTRY_CONTRADICTED, core->seq);
    walk->before = *core;
    return status;
}

/* One entry. head: the one before it; becomes this one. After a difference the walk goes on from the hash that is
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
    int status = whole ? check_core(walk, &core, gap) : 0;
    if (whole)
        core_hash(head->hash, &core, hash);
    else
        walk->before.seq = 0;
    if (!whole || stored == NULL || (!gap && !walk->hash_unknown && memcmp(stored, hash, HASH_BYTES) != 0))
        found_at(report, VERIFY_HASH_DIFFERS, seq);
    walk->hash_unknown = 0;
    head->seq = seq;
    if (stored != NULL)
        memcpy(head->hash, stored, HASH_BYTES);
    report->entries++;
    if (status == 0)
        status = walk_bodies(walk, seq, &parts);
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

/* The entry that the first of the range follows. */
static int read_before(struct walk *walk, int64_t seq)
{
    struct query query;
    walk->report->head.seq = seq;
    walk->hash_unknown = 1;
    int status = query_open(&query, walk->store, JOURNAL_ENTRIES_BETWEEN, "ii", seq, seq);
    if (status == 0)
        status = query_next(&query);
    if (status >= 0) {
        const uint8_t *hash = status == 1 ? query_blob_of(&query, ENTRY_HASH, HASH_BYTES) : NULL;
        if (status == 1 && !journal_core_read(&query, &walk->before))
            walk->before.seq = 0;
        if (hash != NULL) {
            memcpy(walk->report->head.hash, hash, HASH_BYTES);
            walk->hash_unknown = 0;
        }
        status = 0;
    }
    query_close(&query);
    return status;
}

/* The head that the store keeps is that of the last entry. */
int verify_head(naast_store *store, struct verify_report *report)
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

static int walk_entries(struct walk *walk, struct verify_pace *pace)
{
    int status = 0, more = 1, since = 0;
    while (status == 0 && (more = query_next(&walk->entry)) == 1) {
        status = walk_entry(walk);
        if (status == 0 && ++since == 1024) {
            status = verify_step(pace, since);
            since = 0;
        }
    }
    if (status == 0)
        status = more;
    return status == 0 ? verify_step(pace, since) : status;
}

/* A range that others follow ends where theirs begins. */
static void check_end(struct walk *walk, const struct verify_range *range)
{
    struct verify_report *report = walk->report;
    if (range->until != INT64_MAX && report->head.seq < range->until)
        found_at(report, VERIFY_ENTRY_MISSING, report->head.seq + 1);
    if (walk->body_there)
        found_at(report, VERIFY_BODY_UNKNOWN, query_int(&walk->body, 0) >> PART_BITS);
}

int verify_chain(naast_store *store, struct verify_piece *piece)
{
    const struct verify_range *range = &piece->range;
    struct walk walk = {.store = store, .report = &piece->report};
    const int first = range->from == INT64_MIN, last = range->until == INT64_MAX;
    int status = first ? read_genesis(store, &piece->report) : read_before(&walk, range->from - 1);
    if (status == 0)
        status =
            query_open(&walk.body, store, JOURNAL_BODIES_BETWEEN, "ii", first ? INT64_MIN : body_key(range->from, 0),
                       last ? INT64_MAX : body_key(range->until, UINT8_MAX));
    if (status == 0)
        status = query_open(&walk.entry, store, JOURNAL_ENTRIES_BETWEEN, "ii", range->from, range->until);
    if (status == 0)
        status = next_body(&walk);
    if (status == 0)
        status = walk_entries(&walk, piece->pace);
    if (status == 0)
        check_end(&walk, range);
    query_close(&walk.entry);
    query_close(&walk.body);
    return status;
}

/* The other way: what is listed as erased is gone. */
int verify_erased(naast_store *store, struct verify_piece *piece)
{
    int64_t kept = 0;
    int status = sql_int(store, &kept,
                         "SELECT e.part FROM naast_erased e LEFT JOIN naast_body b ON b.id = e.part "
                         "WHERE b.gone IS NULL ORDER BY e.part LIMIT 1",
                         "");
    if (status == 0 && kept != 0)
        found_at(&piece->report, VERIFY_BODY_KEPT, kept >> PART_BITS);
    return status;
}
