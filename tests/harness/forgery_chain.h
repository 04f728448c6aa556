/* forgery_chain.h: whoever knows docs/journal.md can compute every hash anew, and here does. */
#ifndef FORGERY_CHAIN_H
#define FORGERY_CHAIN_H

#include "forgery_world.h"
#include "base/values/hash.h"
#include "store/record/journal_body.h"
#include "store/record/journal_operation.h"

/* The commitment of an entry to the parts that stand there. */
static inline void commit_anew(struct world *world, int64_t seq, uint8_t out[HASH_BYTES])
{
    uint8_t part[PARTS_MAX][HASH_BYTES];
    size_t count = 0;
    sqlite3_stmt *stmt = prepare(world, "SELECT salt, bytes, gone FROM naast_body WHERE id >> 8 = ?1 ORDER BY id");
    sqlite3_bind_int64(stmt, 1, seq);
    while (sqlite3_step(stmt) == SQLITE_ROW && count < PARTS_MAX) {
        if (sqlite3_column_bytes(stmt, 2) == HASH_BYTES)
            memcpy(part[count], sqlite3_column_blob(stmt, 2), HASH_BYTES);
        else if (sqlite3_column_bytes(stmt, 0) == SALT_BYTES)
            part_hash(sqlite3_column_blob(stmt, 0), sqlite3_column_blob(stmt, 1), (size_t)sqlite3_column_bytes(stmt, 1),
                      part[count]);
        count++;
    }
    sqlite3_finalize(stmt);
    parts_commitment((const uint8_t(*)[HASH_BYTES])part, count, out);
}

static inline void read_core(sqlite3_stmt *stmt, struct journal_core *out)
{
    *out = (struct journal_core){.seq = sqlite3_column_int64(stmt, 0),
                                 .version = (uint8_t)sqlite3_column_int(stmt, 1),
                                 .op = (uint8_t)sqlite3_column_int(stmt, 2),
                                 .root_kind = (uint8_t)sqlite3_column_int(stmt, 3),
                                 .flags = (uint8_t)sqlite3_column_int(stmt, 4),
                                 .actor = (uint32_t)sqlite3_column_int64(stmt, 5),
                                 .pipeline = (uint32_t)sqlite3_column_int64(stmt, 6),
                                 .first = sqlite3_column_int64(stmt, 7),
                                 .at = sqlite3_column_int64(stmt, 8),
                                 .root_id = sqlite3_column_int64(stmt, 9)};
}

/* Every hash from the first entry on, and the head: the chain is whole again, whatever it says. */
static inline void chain_anew(struct world *world)
{
    uint8_t hash[HASH_BYTES] = {0};
    int64_t last = 0;
    sqlite3_stmt *head = prepare(world, "SELECT uuid FROM naast_head"),
                 *entry =
                     prepare(world, "SELECT seq, version, op, root_kind, flags, actor, pipeline, first, at, root_id "
                                    "FROM naast_journal ORDER BY seq"),
                 *write = prepare(world, "UPDATE naast_journal SET commitment = ?1, h = ?2 WHERE seq = ?3"),
                 *end = prepare(world, "UPDATE naast_head SET seq = ?1, hash = ?2");
    if (sqlite3_step(head) == SQLITE_ROW && sqlite3_column_bytes(head, 0) == 16)
        journal_genesis(sqlite3_column_blob(head, 0), hash);
    sqlite3_finalize(head);
    while (sqlite3_step(entry) == SQLITE_ROW) {
        struct journal_core core;
        uint8_t next[HASH_BYTES];
        read_core(entry, &core);
        commit_anew(world, core.seq, core.commitment);
        core_hash(hash, &core, next);
        memcpy(hash, next, HASH_BYTES);
        last = core.seq;
        sqlite3_bind_blob(write, 1, core.commitment, HASH_BYTES, SQLITE_STATIC);
        sqlite3_bind_blob(write, 2, hash, HASH_BYTES, SQLITE_STATIC);
        sqlite3_bind_int64(write, 3, last);
        sqlite3_step(write);
        sqlite3_reset(write);
    }
    sqlite3_finalize(entry);
    sqlite3_finalize(write);
    sqlite3_bind_int64(end, 1, last);
    sqlite3_bind_blob(end, 2, hash, HASH_BYTES, SQLITE_STATIC);
    (void)finish(world, end);
}

#endif
