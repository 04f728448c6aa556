/*
 * journal_write.c: from what an operation gathered to entries, bodies and the new head.
 *
 * The chain runs over cores alone, and a core holds nothing personal: what was written is in parts beside it, each
 * under a salt of its own, and the core holds a commitment to them. So a part can be erased later, salt and all, and
 * the chain still verifies, while nobody can guess the text of an erased part by trying. That is why every row with
 * personal columns has a part to itself, and why an entry that would need more than PARTS_MAX of them is split. The
 * head is read once, inside the transaction that writes: a number from anywhere else could be taken twice.
 */
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/values/hash.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/record/journal_body.h"
#include "store/record/journal_operation.h"
#include "store/record/journal_state.h"
#include "store/record/record.h"

#include <string.h>

/* An entry while it is made: which changes go in, and their parts. Part 0 has no place in the lists. */
struct entry {
    struct journal_core core;
    size_t from, until;           /* changes of the root; until is not one of them */
    size_t parts;                 /* part 0 included */
    size_t part_first[PARTS_MAX]; /* of part k: its first change ... */
    size_t part_last[PARTS_MAX];  /* ... and its last so far */
    uint8_t salt[PARTS_MAX][SALT_BYTES];
    uint8_t hash[PARTS_MAX][HASH_BYTES];
};

void journal_genesis(const uint8_t uuid[16], uint8_t out[HASH_BYTES])
{
    static const char name[] = "naast journal 1";
    struct hash hash;
    hash_begin(&hash, 0);
    hash_add(&hash, name, sizeof name - 1);
    hash_add(&hash, uuid, 16);
    hash_end(&hash, out);
}

int journal_actor(naast_store *store, int64_t *id)
{
    const char *name = store->actor != NULL && *store->actor != '\0' ? store->actor : "unknown";
    int status = 0;
    if (store->actor_id == 0) {
        int64_t found = 0;
        status = sql_int(store, &found, "SELECT id FROM naast_actor WHERE name = CAST(?1 AS TEXT) ORDER BY id LIMIT 1",
                         "t", name);
        if (status == 0 && found == 0) {
            const struct rec_value row[ACTOR_COLUMNS] = {[ACTOR_NAME] = rec_text(name)};
            status = rec_insert(store, &table_actor, row, &found);
        }
        if (status == 0)
            store->actor_id = found;
    }
    if (status == 0)
        *id = store->actor_id;
    return status;
}

/* Reads the head of the transaction, once. The entries of an operation follow each other: where those of another came
 * in between, it goes on as one of its own. */
static int need_head(naast_store *store)
{
    struct journal *journal = store->journal;
    struct journal_head head;
    if (journal->head_known)
        return 0;
    int status = journal_head_read(store, &head);
    if (status == 0) {
        if (journal->first != 0 && head.seq != journal->seq)
            journal->first = 0;
        journal->seq = head.seq;
        memcpy(journal->hash, head.hash, HASH_BYTES);
        journal->head_known = 1;
    }
    return status;
}

/* The part that holds the personal columns of the change's row; 0: there is none yet. */
static size_t part_of_row(const struct journal *journal, const struct entry *entry, const struct change *change)
{
    for (size_t k = 1; k < entry->parts; k++) {
        const struct change *first = &journal->changes[entry->part_first[k]];
        if (first->row == change->row && first->table == change->table)
            return k;
    }
    return 0;
}

/* Gives the change its part; 0 when the entry is full. */
static int take_change(struct journal *journal, struct entry *entry, size_t at)
{
    struct change *change = &journal->changes[at];
    change->next_of_part = NOWHERE;
    if (change->pipeline != 0)
        entry->core.pipeline = change->pipeline;
    if (change->personal == 0)
        return 1;
    const size_t part = part_of_row(journal, entry, change);
    if (part != 0) {
        journal->changes[entry->part_last[part]].next_of_part = at;
        entry->part_last[part] = at;
        return 1;
    }
    if (entry->parts == PARTS_MAX)
        return 0;
    entry->part_first[entry->parts] = entry->part_last[entry->parts] = at;
    entry->parts++;
    return 1;
}

/* Takes as many of the root's changes as fit, in their order. */
static void take_changes(struct journal *journal, struct gathered_root *root, struct entry *entry)
{
    entry->from = entry->until = root->unwritten;
    entry->parts = 1;
    while (entry->until != NOWHERE && take_change(journal, entry, entry->until))
        entry->until = journal->changes[entry->until].next;
    root->unwritten = entry->until;
}

/* Puts part k together in scratch. */
static int assemble(struct journal *journal, const struct entry *entry, size_t k)
{
    struct buffer *out = &journal->scratch;
    buffer_clear(out);
    if (k == 0) {
        for (size_t at = entry->from; at != entry->until; at = journal->changes[at].next)
            buffer_add(out, journal->bytes.data + journal->changes[at].at, journal->changes[at].business);
    } else {
        for (size_t at = entry->part_first[k]; at != NOWHERE; at = journal->changes[at].next_of_part) {
            const struct change *change = &journal->changes[at];
            buffer_add(out, journal->bytes.data + change->at + change->business, change->personal);
        }
    }
    return out->status;
}

int journal_put_part(naast_store *store, int64_t key, const uint8_t salt[SALT_BYTES], const void *bytes, size_t len)
{
    const struct engine_ops *ops = store->engine->ops;
    struct engine_stmt *stmt = store->journal->insert_body;
    int status = ops->bind_int(stmt, 1, key);
    if (status == 0)
        status = ops->bind_blob(stmt, 2, salt, SALT_BYTES);
    if (status == 0)
        status = ops->bind_blob(stmt, 3, bytes, len);
    if (status == 0)
        status = ops->step(stmt);
    ops->reset(stmt);
    return status;
}

static int write_part(naast_store *store, struct entry *entry, size_t k)
{
    const struct buffer *scratch = &store->journal->scratch;
    int status = assemble(store->journal, entry, k);
    if (status != 0)
        return status;
    part_hash(entry->salt[k], scratch->data, scratch->len, entry->hash[k]);
    return journal_put_part(store, body_key(entry->core.seq, (int64_t)k), entry->salt[k], scratch->data, scratch->len);
}

static int write_core(naast_store *store, const struct journal_core *core, const uint8_t hash[HASH_BYTES])
{
    const struct engine_ops *ops = store->engine->ops;
    struct engine_stmt *stmt = store->journal->insert_entry;
    const int64_t number[] = {core->seq,     core->version, core->op,    core->root_kind, core->flags,
                              core->root_id, core->at,      core->actor, core->first,     core->pipeline};
    enum { NUMBERS = sizeof number / sizeof number[0] };
    int status = 0;
    for (int k = 0; status == 0 && k < NUMBERS; k++)
        status = ops->bind_int(stmt, k + 1, number[k]);
    if (status == 0)
        status = ops->bind_blob(stmt, NUMBERS + 1, core->commitment, HASH_BYTES);
    if (status == 0)
        status = ops->bind_blob(stmt, NUMBERS + 2, hash, HASH_BYTES);
    if (status == 0)
        status = ops->step(stmt);
    ops->reset(stmt);
    return status;
}

int journal_put_entry(naast_store *store, const struct journal_core *core, const uint8_t hash[HASH_BYTES])
{
    struct journal *journal = store->journal;
    int status = write_core(store, core, hash);
    journal->seq = core->seq;
    memcpy(journal->hash, hash, HASH_BYTES);
    return status;
}

/* One entry behind the head, which moves on. */
static int write_entry(naast_store *store, struct gathered_root *root)
{
    struct journal *journal = store->journal;
    struct entry entry;
    uint8_t hash[HASH_BYTES];
    if (journal->first == 0)
        journal->first = journal->seq + 1;
    entry.core = (struct journal_core){.version = JOURNAL_VERSION,
                                       .op = (uint8_t)journal->operation,
                                       .root_kind = root->root.kind,
                                       .seq = journal->seq + 1,
                                       .first = journal->first,
                                       .at = journal->at,
                                       .root_id = root->root.id,
                                       .actor = (uint32_t)store->actor_id};
    take_changes(journal, root, &entry);
    int status = env_random(&store->env, entry.salt, entry.parts * SALT_BYTES);
    for (size_t k = 0; status == 0 && k < entry.parts; k++)
        status = write_part(store, &entry, k);
    if (status != 0)
        return status;
    parts_commitment((const uint8_t(*)[HASH_BYTES])entry.hash, entry.parts, entry.core.commitment);
    core_hash(journal->hash, &entry.core, hash);
    return journal_put_entry(store, &entry.core, hash);
}

/* Root by root, in the order in which they were first changed; one that does not fit into an entry takes several. */
static int write_entries(naast_store *store)
{
    struct journal *journal = store->journal;
    int status = 0;
    for (size_t k = 0; status == 0 && k < journal->root_count; k++) {
        struct gathered_root *root = &journal->roots[k];
        root->unwritten = root->first;
        while (status == 0 && root->unwritten != NOWHERE)
            status = write_entry(store, root);
    }
    return status;
}

int journal_put_head(naast_store *store)
{
    const struct engine_ops *ops = store->engine->ops;
    struct journal *journal = store->journal;
    int status = ops->bind_int(journal->update_head, 1, journal->seq);
    if (status == 0)
        status = ops->bind_blob(journal->update_head, 2, journal->hash, HASH_BYTES);
    if (status == 0)
        status = ops->step(journal->update_head);
    ops->reset(journal->update_head);
    return status;
}

static int need(naast_store *store, struct engine_stmt **stmt, const char *sql)
{
    return *stmt != NULL ? 0 : store->engine->ops->prepare(store->engine, sql, stmt);
}

int journal_put_begin(naast_store *store)
{
    struct journal *journal = store->journal;
    int status = need_head(store);
    if (status == 0)
        status = need(store, &journal->insert_entry,
                      "INSERT INTO naast_journal(seq, version, op, root_kind, flags, root_id, at, actor, first, "
                      "pipeline, commitment, h) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    if (status == 0)
        status = need(store, &journal->insert_body, "INSERT INTO naast_body(id, salt, bytes) VALUES (?1, ?2, ?3)");
    if (status == 0)
        status = need(store, &journal->update_head, "UPDATE naast_head SET seq = ?1, hash = ?2 WHERE id = 1");
    return status;
}

int journal_write_gathered(naast_store *store)
{
    struct journal *journal = store->journal;
    int64_t actor = 0;
    if (journal->change_count == 0)
        return 0;
    int status = journal_actor(store, &actor);
    if (status == 0)
        status = journal_put_begin(store);
    if (status == 0)
        status = write_entries(store);
    if (status == 0)
        status = journal_put_head(store);
    if (status == 0)
        journal_forget_changes(journal);
    return status;
}

void journal_write_free(struct journal *journal, struct engine *engine)
{
    struct engine_stmt **stmts[] = {&journal->insert_entry, &journal->insert_body, &journal->update_head};
    for (size_t k = 0; k < sizeof stmts / sizeof stmts[0]; k++) {
        if (*stmts[k] != NULL)
            engine->ops->finalize(*stmts[k]);
        *stmts[k] = NULL;
    }
}
