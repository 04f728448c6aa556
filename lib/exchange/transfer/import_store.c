/* import_store.c: a store from the entries of another: the same journal, and every row as the entries say. */
#include "naast-exchange.h"
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/spec.h"
#include "base/values/ids.h"
#include "domain/history/verify.h"
#include "engine/engine.h"
#include "exchange/transfer/entry_parts.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/history/replay.h"
#include "store/record/journal_body.h"
#include "store/session/store.h"
#include "store/session/transaction.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct restoring {
    const naast_store_import_spec *spec;
    struct buffer bytes; /* the parts of one entry, one after the other */
    struct replay_part part[PARTS_MAX];
    int from_next; /* the failure is `next`'s */
};

static int fail_entry(naast_store *store, enum message message, int64_t seq, const char *what)
{
    char number[24];
    snprintf(number, sizeof number, "%" PRId64, seq);
    return FAIL(&store->env, message, number, what);
}

static int encode_parts(naast_store *store, struct restoring *restoring, const naast_entry *entry)
{
    size_t from[PARTS_MAX];
    int status = 0;
    buffer_clear(&restoring->bytes);
    for (size_t k = 0; status == 0 && k < entry->part_count; k++) {
        const naast_entry_part *given = &entry->parts[k];
        struct replay_part *part = &restoring->part[k];
        *part = (struct replay_part){.erased = given->erased != 0, .salt = given->salt, .hash = given->hash};
        from[k] = restoring->bytes.len;
        if (!part->erased)
            status = entry_encode(&store->env, entry->seq, given, &restoring->bytes);
        part->len = restoring->bytes.len - from[k];
    }
    for (size_t k = 0; status == 0 && k < entry->part_count; k++) /* the bytes move no more */
        restoring->part[k].bytes =
            (const uint8_t *)(restoring->bytes.data != NULL ? restoring->bytes.data : "") + from[k];
    return status;
}

/* The core's fields, as far as they fit into one; 0 when one does not. */
static int read_core(const naast_entry *entry, int operation, struct journal_core *core)
{
    *core = (struct journal_core){.version = (uint8_t)entry->version,
                                  .op = (uint8_t)operation,
                                  .root_kind = (uint8_t)entry->root,
                                  .flags = (uint8_t)entry->flags,
                                  .pipeline = entry->pipeline,
                                  .seq = entry->seq,
                                  .first = entry->first,
                                  .at = entry->at,
                                  .root_id = entry->root_id,
                                  .actor = (uint32_t)entry->actor};
    return core->version == entry->version && core->flags == entry->flags && (int64_t)core->actor == entry->actor &&
           entry->root >= NAAST_ROOT_DEAL && entry->root <= NAAST_ROOT_STORE;
}

/* Whether every count has what it counts. */
static int is_complete(const naast_entry *entry)
{
    int is = entry->parts != NULL || entry->part_count == 0;
    for (size_t k = 0; is && k < entry->part_count; k++) {
        const naast_entry_part *part = &entry->parts[k];
        is = part->records != NULL || part->record_count == 0;
        for (size_t r = 0; is && r < part->record_count; r++)
            is = part->records[r].values != NULL || part->records[r].value_count == 0;
    }
    return is;
}

static int take_entry(naast_store *store, struct restoring *restoring, const naast_entry *entry)
{
    const int operation = operation_from_name(entry->operation);
    struct replay_entry replayed = {.hash = entry->hash, .parts = restoring->part, .part_count = entry->part_count};
    if (operation == 0)
        return fail_entry(store, MSG_RESTORE_NAME, entry->seq, entry->operation != NULL ? entry->operation : "");
    if (entry->part_count > PARTS_MAX || !is_complete(entry) || !read_core(entry, operation, &replayed.core))
        return fail_entry(store, MSG_RESTORE_UNREADABLE, entry->seq, "");
    int status = encode_parts(store, restoring, entry);
    return status == 0 ? replay_entry(store, &replayed) : status;
}

/* What the caller's function returns goes out of the import, so it is a status or it is made one. */
static int ask_next(naast_store *store, const struct restoring *restoring, const naast_entry **out)
{
    const int status = restoring->spec->next(restoring->spec->context, out);
    char number[24];
    if (status <= 0 && strcmp(naast_status_code(status), "unknown") != 0)
        return status;
    snprintf(number, sizeof number, "%d", status);
    return FAIL(&store->env, MSG_CALLBACK_STATUS, number);
}

static int take_entries(naast_store *store, struct restoring *restoring)
{
    const naast_entry *entry = NULL;
    int status = 0;
    do {
        status = ask_next(store, restoring, &entry);
        restoring->from_next = status != 0;
        if (status == 0 && entry != NULL)
            status = take_entry(store, restoring, entry);
    } while (status == 0 && entry != NULL);
    return status;
}

/* What verification finds, but that something was erased: that is as it was where the entries come from. */
static int check_state(naast_store *store)
{
    naast_verification *found = NULL;
    int status = verify_inside(store, NULL, &found);
    if (status == NAAST_UNVERIFIED) {
        status = 0;
        env_clear_failure(&store->env);
        for (size_t k = 0; status == 0 && k < found->finding_count; k++)
            if (strcmp(found->findings[k].code, "body_erased") != 0)
                status = FAIL(&store->env, MSG_RESTORE_STATE, found->findings[k].text);
    }
    naast_free(found);
    return status;
}

/* Inside the write that made the tables. */
static int fill(naast_store *store, void *context)
{
    struct restoring *restoring = context;
    write_is_long(store);
    int status = replay_begin(store);
    if (status == 0)
        status = take_entries(store, restoring);
    if (status == 0)
        status = replay_end(store);
    return status == 0 ? check_state(store) : status;
}

static int check_spec(naast_store *store, const naast_store_import_spec *spec, uint8_t uuid[UUID_BYTES])
{
    if (spec->next == NULL)
        return FAIL(&store->env, MSG_ARGUMENT_NULL);
    if (spec->uuid == NULL || uuid_parse(spec->uuid, uuid) != 0)
        return FAIL(&store->env, MSG_RESTORE_UUID, spec->uuid != NULL ? spec->uuid : "");
    return spec->schema > SCHEMA_VERSION ? FAIL(&store->env, MSG_RESTORE_NEWER) : 0;
}

/* What the tables do not take when the transaction ends (a reference to nobody) is a fault of the entries too. */
static int settle_fault(naast_store *store, const struct restoring *restoring, int status)
{
    if (status != NAAST_FAILURE || restoring->from_next)
        return status;
    return FAIL(&store->env, MSG_RESTORE_STATE, store->env.failure.text);
}

int naast_store_import(naast_store *store, const char *path, const naast_store_import_spec *spec)
{
    naast_store_import_spec own;
    struct restoring restoring = {.spec = &own};
    uint8_t uuid[UUID_BYTES];
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_store_import_spec, &own, spec);
    if (status == 0)
        status = check_spec(store, &own, uuid);
    if (status != 0)
        return status;
    buffer_init(&restoring.bytes, &store->env);
    status = store_restore(store, path, uuid, fill, &restoring);
    buffer_free(&restoring.bytes);
    return settle_fault(store, &restoring, status);
}
