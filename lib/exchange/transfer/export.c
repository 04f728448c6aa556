/* export.c: the journal out, entry by entry, each checked on its way against its hash and the one before it. */
#include "naast-exchange.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/values/hash.h"
#include "base/values/ids.h"
#include "engine/engine.h"
#include "exchange/transfer/entry_parts.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/record/journal_body.h"
#include "store/record/journal_operation.h"
#include "store/record/journal_rows.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A result: everything it points to goes with it, but for the entry, which is one of its own. */
struct naast_export {
    naast_store *store;
    struct query entry, body; /* they walk side by side */
    int body_there;           /* the body cursor is on a row */
    struct journal_head head;
    int64_t seq; /* of the last entry given */
    uint8_t hash[HASH_BYTES];
    void *memory; /* of the entry that was given: a result */
    naast_entry current;
    naast_entry_part part[PARTS_MAX];
    uint8_t part_hash[PARTS_MAX][HASH_BYTES];
};

static int unreadable(naast_export *exporting, int64_t seq)
{
    char number[24];
    snprintf(number, sizeof number, "%" PRId64, seq);
    return FAIL(&exporting->store->env, MSG_JOURNAL_UNREADABLE, number);
}

static int next_body(naast_export *exporting)
{
    const int status = query_next(&exporting->body);
    exporting->body_there = status == 1;
    return status < 0 ? status : 0;
}

/* The part the body cursor is on; its hash too. */
static int read_part(naast_export *exporting, int64_t seq, size_t k)
{
    naast_entry_part *part = &exporting->part[k];
    struct query *body = &exporting->body;
    uint8_t *hash = exporting->part_hash[k];
    size_t len = 0;
    const uint8_t *salt = query_blob_of(body, BODY_SALT, SALT_BYTES);
    const uint8_t *gone = query_blob_of(body, BODY_GONE, HASH_BYTES);
    const void *bytes = query_blob(body, BODY_BYTES, &len);
    *part = (naast_entry_part){.erased = gone != NULL};
    if (k > 0 && gone != NULL && query_null(body, BODY_SALT) && query_null(body, BODY_BYTES)) {
        memcpy(part->hash, gone, HASH_BYTES);
        memcpy(hash, gone, HASH_BYTES);
        return 0;
    }
    if (salt == NULL || !query_null(body, BODY_GONE))
        return unreadable(exporting, seq);
    memcpy(part->salt, salt, SALT_BYTES);
    part_hash(salt, bytes, len, hash);
    const int status = entry_decode(&exporting->store->env, exporting->memory, bytes, len, part);
    return status == NAAST_UNVERIFIED ? unreadable(exporting, seq) : status;
}

static int read_parts(naast_export *exporting, int64_t seq, size_t *count)
{
    int status = 0;
    *count = 0;
    while (status == 0 && exporting->body_there && query_int(&exporting->body, BODY_ID) >> PART_BITS <= seq) {
        if (*count == PARTS_MAX || query_int(&exporting->body, BODY_ID) != body_key(seq, (int64_t)*count))
            return unreadable(exporting, seq);
        status = read_part(exporting, seq, *count);
        ++*count;
        if (status == 0)
            status = next_body(exporting);
    }
    return status == 0 && *count == 0 ? unreadable(exporting, seq) : status;
}

/* Whether the entry is what was committed to, and follows on the one before it. */
static int check_entry(naast_export *exporting, const struct journal_core *core, size_t parts)
{
    const uint8_t *stored = query_blob_of(&exporting->entry, ENTRY_HASH, HASH_BYTES);
    uint8_t commitment[HASH_BYTES];
    parts_commitment((const uint8_t(*)[HASH_BYTES])exporting->part_hash, parts, commitment);
    core_hash(exporting->hash, core, exporting->hash);
    exporting->seq++;
    if (core->seq != exporting->seq || core->version != JOURNAL_VERSION || core->op == 0 ||
        core->op >= OP_END_OF_LIST || core->root_kind < NAAST_ROOT_DEAL || core->root_kind > NAAST_ROOT_STORE ||
        stored == NULL || memcmp(commitment, core->commitment, HASH_BYTES) != 0 ||
        memcmp(stored, exporting->hash, HASH_BYTES) != 0)
        return unreadable(exporting, exporting->seq);
    return 0;
}

static void present(naast_export *exporting, const struct journal_core *core, size_t parts)
{
    exporting->current = (naast_entry){.seq = core->seq,
                                       .first = core->first,
                                       .version = core->version,
                                       .flags = core->flags,
                                       .at = core->at,
                                       .operation = operation_name(core->op),
                                       .root = (naast_root)core->root_kind,
                                       .root_id = core->root_id,
                                       .actor = core->actor,
                                       .pipeline = core->pipeline,
                                       .parts = exporting->part,
                                       .part_count = parts};
    memcpy(exporting->current.hash, exporting->hash, HASH_BYTES);
}

static int read_entry(naast_export *exporting)
{
    struct journal_core core;
    size_t parts = 0;
    naast_free(exporting->memory);
    exporting->memory = result_new(&exporting->store->env, 1);
    if (exporting->memory == NULL)
        return NAAST_NO_MEMORY;
    if (!journal_core_read(&exporting->entry, &core))
        return unreadable(exporting, exporting->seq + 1);
    int status = read_parts(exporting, core.seq, &parts);
    if (status == 0)
        status = check_entry(exporting, &core, parts);
    if (status == 0)
        present(exporting, &core, parts);
    return status;
}

/* The journal ends where the store says it does, and no body is left. */
static int check_end(naast_export *exporting)
{
    const struct journal_head *head = &exporting->head;
    if (exporting->body_there || exporting->seq != head->seq || memcmp(exporting->hash, head->hash, HASH_BYTES) != 0)
        return unreadable(exporting, exporting->seq + 1);
    return 0;
}

int naast_export_next(naast_export *exporting, const naast_entry **out)
{
    int status = call_begin(exporting != NULL ? exporting->store : NULL, out != NULL);
    if (status != 0)
        return status;
    const int more = query_next(&exporting->entry);
    status = more == 1 ? read_entry(exporting) : more;
    if (more == 0)
        status = check_end(exporting);
    if (status == 0)
        *out = more == 1 ? &exporting->current : NULL;
    return status;
}

/* "812", or "812:HASH" with 8 digits or more of it. */
static int find_seq(naast_store *store, const char *after, const struct journal_head *head, int64_t *out)
{
    char *end = NULL;
    const int64_t seq = strtoll(after, &end, 10);
    if (*after < '0' || *after > '9' || *end != '\0')
        return journal_head_check(store, after, out);
    if (seq > head->seq)
        return FAIL(&store->env, MSG_HEAD_UNKNOWN, after);
    *out = seq;
    return 0;
}

/* The entries begin after one that the journal must have; NULL: with the first. */
static int find_start(naast_export *exporting, const char *after)
{
    naast_store *store = exporting->store;
    struct query query;
    if (after == NULL)
        return 0;
    int status = find_seq(store, after, &exporting->head, &exporting->seq);
    if (status != 0 || exporting->seq == 0)
        return status;
    status = query_open(&query, store, "SELECT h FROM naast_journal WHERE seq = ?1", "i", exporting->seq);
    if (status == 0)
        status = query_next(&query);
    const uint8_t *hash = status == 1 ? query_blob_of(&query, 0, HASH_BYTES) : NULL;
    if (hash != NULL)
        memcpy(exporting->hash, hash, HASH_BYTES);
    query_close(&query);
    if (status >= 0)
        status = hash != NULL ? 0 : unreadable(exporting, exporting->seq);
    return status;
}

static int begin(naast_export *exporting, const char *after, naast_head *head)
{
    naast_store *store = exporting->store;
    struct engine_identity identity = {0};
    uint8_t uuid[UUID_BYTES];
    int status = journal_head_read(store, &exporting->head);
    if (status == 0)
        status = journal_uuid_read(store, uuid);
    if (status == 0)
        status = store->engine->ops->identify(store->engine, &identity);
    if (status != 0)
        return status;
    journal_genesis(uuid, exporting->hash);
    status = find_start(exporting, after);
    if (status == 0)
        status = query_open(&exporting->entry, store, JOURNAL_ENTRIES_BETWEEN, "ii", exporting->seq + 1, INT64_MAX);
    if (status == 0)
        status = query_open(&exporting->body, store, JOURNAL_BODIES_BETWEEN, "ii", body_key(exporting->seq + 1, 0),
                            INT64_MAX);
    if (status == 0)
        status = next_body(exporting);
    if (status != 0)
        return status;
    if (head != NULL) {
        naast_head own = {.schema = (int32_t)identity.version, .seq = exporting->head.seq};
        uuid_format(uuid, own.uuid);
        memcpy(own.head, exporting->head.text, sizeof own.head);
        SPEC_GIVE(naast_head, head, &own);
    }
    return 0;
}

int naast_export_begin(naast_store *store, const naast_export_spec *spec, naast_head *head, naast_export **out)
{
    naast_export_spec own;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_export_spec, &own, spec);
    if (status == 0)
        status = SPEC_ROOM(&store->env, naast_head, head);
    if (status != 0)
        return status;
    naast_export *exporting = result_new(&store->env, sizeof *exporting);
    if (exporting == NULL)
        return NAAST_NO_MEMORY;
    exporting->store = store;
    status = read_begin(store);
    if (status != 0) {
        status = read_end(store, status);
        naast_free(exporting);
        return status;
    }
    status = begin(exporting, own.after, head);
    if (status == 0)
        *out = exporting;
    else {
        const struct failure kept = store->env.failure;
        naast_export_end(exporting);
        store->env.failure = kept;
    }
    return status;
}

void naast_export_end(naast_export *exporting)
{
    if (exporting == NULL)
        return;
    query_close(&exporting->entry);
    query_close(&exporting->body);
    (void)read_end(exporting->store, NAAST_NOT_YET); /* any status but 0 ends a read; nothing was written */
    naast_free(exporting->memory);
    naast_free(exporting);
}
