/*
 * replay.c: an entry from elsewhere, checked, and done again: part 0 says which rows it changed and in which order, the
 * further parts hold what is personal of them. What was erased stays away: those columns are NULL.
 */
#include "store/history/replay.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/hash.h"
#include "engine/schema/table.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/history/history.h"
#include "store/record/journal_body.h"
#include "store/record/journal_state.h"
#include "store/record/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Which row a part with personal columns is of, and how far it was read. */
struct personal_part {
    const struct rec_table *table;
    int64_t row;
    struct reader in;
    int erased;
};

struct replay {
    naast_store *store;
    const struct replay_entry *entry;
    void *memory; /* a result: values of this entry */
    struct personal_part part[PARTS_MAX];
    size_t parts; /* known so far, part 0 included */
};

static int wrong(naast_store *store, enum message message, int64_t seq)
{
    char number[24];
    snprintf(number, sizeof number, "%" PRId64, seq);
    return FAIL(&store->env, message, number);
}

static int unreadable(const struct replay *replay)
{
    return wrong(replay->store, MSG_RESTORE_UNREADABLE, replay->entry->core.seq);
}

/* The entry's own failure is reported as a fault of the data: it was the tables that did not take it. */
static int not_taken(const struct replay *replay, int status)
{
    struct env *env = &replay->store->env;
    char number[24];
    if (status != NAAST_FAILURE)
        return status;
    snprintf(number, sizeof number, "%" PRId64, replay->entry->core.seq);
    return FAIL(env, MSG_RESTORE_NOT_TAKEN, number, env->failure.text);
}

/* ---- one change ---- */

/* A copy that ends in a NUL, as the engine wants its texts; one with a NUL inside is none. */
static int keep_value(struct replay *replay, struct rec_value *value)
{
    if (value->type != REC_TEXT && value->type != REC_BLOB)
        return 0;
    if (value->type == REC_TEXT && value->len > 0 && memchr(value->data, '\0', value->len) != NULL)
        return unreadable(replay);
    char *copy = result_alloc(&replay->store->env, replay->memory, value->len + 1, 1);
    if (copy == NULL)
        return NAAST_NO_MEMORY;
    if (value->len > 0)
        memcpy(copy, value->data, value->len);
    value->data = copy;
    return 0;
}

/* personal: which of the two kinds of columns the part may name. */
static int read_values(struct replay *replay, struct reader *in, const struct rec_table *table, int personal,
                       struct rec_value row[], uint64_t *mask)
{
    struct rec_value value;
    int status = 0, column = 0, more = 0;
    while (status == 0 && (more = body_next_value(in, table, &column, &value)) == 1) {
        if (column == 0 || !(table->column[column].flags & COL_PERSONAL) == !!personal)
            return unreadable(replay);
        status = keep_value(replay, &value);
        row[column] = value;
        *mask |= (uint64_t)1 << column;
    }
    return status == 0 && more < 0 ? unreadable(replay) : status;
}

/* The part of a row's personal columns: the one it has, or the next. NULL: there are no more. */
static struct personal_part *part_of_row(struct replay *replay, const struct body_record *record)
{
    const struct replay_entry *entry = replay->entry;
    for (size_t k = 1; k < replay->parts; k++)
        if (replay->part[k].row == record->row && replay->part[k].table == record->table)
            return &replay->part[k];
    if (replay->parts >= entry->part_count)
        return NULL;
    const struct replay_part *given = &entry->parts[replay->parts];
    struct personal_part *part = &replay->part[replay->parts++];
    *part = (struct personal_part){record->table, record->row, {given->bytes, NULL, 0}, given->erased};
    part->in.end = given->erased ? given->bytes : given->bytes + given->len;
    return part;
}

static int read_personal(struct replay *replay, const struct body_record *record, struct rec_value row[],
                         uint64_t *mask)
{
    struct personal_part *part = part_of_row(replay, record);
    struct body_record there;
    if (part == NULL)
        return unreadable(replay);
    if (part->erased)
        return 0;
    if (body_next_record(&part->in, &there) != 1 || there.table != record->table || there.row != record->row ||
        there.inserted != record->inserted)
        return unreadable(replay);
    return read_values(replay, &part->in, record->table, 1, row, mask);
}

/* The present row, copied. */
static int read_row(struct replay *replay, const struct rec_table *table, int64_t id, struct rec_value row[])
{
    int there = 0;
    int status = history_row_now(replay->store, table, id, replay->memory, row, &there);
    return status == 0 && !there ? wrong(replay->store, MSG_RESTORE_NO_ROW, replay->entry->core.seq) : status;
}

static int replay_record(struct replay *replay, struct reader *in, const struct body_record *record)
{
    struct rec_value old[REC_COLUMNS_MAX], now[REC_COLUMNS_MAX] = {0};
    uint64_t mask = 0;
    int status = record->inserted ? 0 : read_row(replay, record->table, record->row, old);
    if (status == 0 && !record->inserted)
        memcpy(now, old, record->table->columns * sizeof *now);
    now[0] = rec_int(record->row);
    if (status == 0)
        status = read_values(replay, in, record->table, 0, now, &mask);
    if (status == 0 && record->has_personal)
        status = read_personal(replay, record, now, &mask);
    if (status != 0)
        return status;
    status = rec_replay(replay->store, record->table, record->row, record->inserted ? NULL : old, now, mask);
    return not_taken(replay, status);
}

/* Nothing may be left over: what part 0 does not announce would be lost. */
static int check_all_read(const struct replay *replay)
{
    int whole = replay->parts == replay->entry->part_count;
    for (size_t k = 1; whole && k < replay->parts; k++)
        whole = replay->part[k].erased || replay->part[k].in.at == replay->part[k].in.end;
    return whole ? 0 : unreadable(replay);
}

static int replay_rows(naast_store *store, const struct replay_entry *entry)
{
    struct replay *replay = mem_zero(&store->env, 1, sizeof *replay);
    struct body_record record;
    const struct replay_part *first = &entry->parts[0];
    int status = 0, more = 1;
    if (replay == NULL)
        return NAAST_NO_MEMORY;
    *replay = (struct replay){.store = store, .entry = entry, .parts = 1, .memory = result_new(&store->env, 1)};
    struct reader in = {first->bytes, first->bytes + first->len, 0};
    if (replay->memory == NULL)
        status = NAAST_NO_MEMORY;
    while (status == 0 && (more = body_next_record(&in, &record)) == 1)
        status = replay_record(replay, &in, &record);
    if (status == 0)
        status = more == 0 ? check_all_read(replay) : unreadable(replay);
    naast_free(replay->memory);
    mem_free(&store->env, replay);
    return status;
}

/* ---- the entry ---- */

/* Its hash, from what it says: the commitment to its parts, then the chain. */
static int check_hash(naast_store *store, const struct replay_entry *entry, struct journal_core *core)
{
    uint8_t part[PARTS_MAX][HASH_BYTES], hash[HASH_BYTES];
    for (size_t k = 0; k < entry->part_count; k++) {
        const struct replay_part *given = &entry->parts[k];
        if (given->erased)
            memcpy(part[k], given->hash, HASH_BYTES);
        else
            part_hash(given->salt, given->bytes, given->len, part[k]);
    }
    parts_commitment((const uint8_t(*)[HASH_BYTES])part, entry->part_count, core->commitment);
    core_hash(store->journal->hash, core, hash);
    return memcmp(hash, entry->hash, HASH_BYTES) == 0 ? 0 : wrong(store, MSG_RESTORE_HASH, core->seq);
}

static int put_part(naast_store *store, int64_t key, const struct replay_part *part)
{
    struct query query;
    if (!part->erased)
        return journal_put_part(store, key, part->salt, part->bytes, part->len);
    int status = query_open(&query, store, "INSERT INTO naast_body(id, gone) VALUES (?1, ?2)", "ib", key,
                            (const void *)part->hash, (size_t)HASH_BYTES);
    if (status == 0)
        status = query_next(&query);
    query_close(&query);
    return status;
}

static int fail_order(naast_store *store, int64_t seq)
{
    char number[24], wanted[24];
    snprintf(number, sizeof number, "%" PRId64, seq);
    snprintf(wanted, sizeof wanted, "%" PRId64, store->journal->seq + 1);
    return FAIL(&store->env, MSG_RESTORE_ORDER, number, wanted);
}

int replay_begin(naast_store *store) { return journal_put_begin(store); }

int replay_end(naast_store *store) { return store->journal->seq > 0 ? journal_put_head(store) : 0; }

int replay_entry(naast_store *store, const struct replay_entry *entry)
{
    struct journal_core core = entry->core;
    if (core.seq != store->journal->seq + 1)
        return fail_order(store, core.seq);
    if (core.version != JOURNAL_VERSION || entry->part_count == 0 || entry->part_count > PARTS_MAX ||
        entry->parts[0].erased)
        return wrong(store, MSG_RESTORE_UNREADABLE, core.seq);
    int status = check_hash(store, entry, &core);
    for (size_t k = 0; status == 0 && k < entry->part_count; k++)
        status = put_part(store, body_key(core.seq, (int64_t)k), &entry->parts[k]);
    if (status == 0)
        status = journal_put_entry(store, &core, entry->hash);
    return status == 0 ? replay_rows(store, entry) : status;
}
