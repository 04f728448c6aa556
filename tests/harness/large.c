/*
 * large.c: makes a store with a long history, to measure with: large STORE ENTRIES
 *          and measures how long the chain and the bodies take, by one thread: large --chain STORE
 *
 * Words on items, ten for each of so many deals, each in an entry of its own with two parts, as confirming writes them;
 * written straight into the tables, with every hash right, so that it verifies. Takes about 10 microseconds an entry.
 */
#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/values/hash.h"
#include "base/values/ids.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/record/journal.h"
#include "store/record/journal_body.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"
#include "store/verify/verify.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WORDS_EACH = 10, HOW_BYTES = 40 };

struct making {
    sqlite3 *db;
    sqlite3_stmt *entry, *body, *word;
    struct env env;
    struct buffer part[2];
    uint64_t random;
    struct journal_head head;
};

static void trouble(struct making *making, const char *what)
{
    fprintf(stderr, "large: %s: %s\n", what, making->db != NULL ? sqlite3_errmsg(making->db) : "");
    exit(2);
}

static sqlite3_stmt *prepare(struct making *making, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(making->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        trouble(making, sql);
    return stmt;
}

static void run(struct making *making, const char *sql)
{
    if (sqlite3_exec(making->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        trouble(making, sql);
}

static void step(struct making *making, sqlite3_stmt *stmt)
{
    if (sqlite3_step(stmt) != SQLITE_DONE)
        trouble(making, "a row");
    sqlite3_reset(stmt);
}

/* The store as naast makes it, and where its journal ends. */
static void begin(struct making *making, const char *path)
{
    naast_store *store = NULL;
    if (naast_store_new(NULL, &store) != 0 || naast_store_create(store, path, NULL) != 0 || read_begin(store) != 0 ||
        journal_head_read(store, &making->head) != 0 || read_end(store, 0) != 0)
        trouble(making, "the store");
    naast_store_free(store);
    if (env_init(&making->env, NULL) != 0 || sqlite3_open(path, &making->db) != SQLITE_OK)
        trouble(making, path);
    sqlite3_db_config(making->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    run(making, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; BEGIN");
    making->entry = prepare(making, "INSERT INTO naast_journal VALUES (?1, 1, ?2, 1, 0, ?3, ?4, 1, ?1, 0, ?5, ?6)");
    making->body = prepare(making, "INSERT INTO naast_body(id, salt, bytes) VALUES (?1, ?2, ?3)");
    making->word = prepare(
        making, "INSERT INTO naast_word(id, item, side, seen, day, how, void) VALUES (?1, 1, 2, ?2, 20261110, ?3, 0)");
    for (int k = 0; k < 2; k++)
        buffer_init(&making->part[k], &making->env);
}

static void end(struct making *making)
{
    sqlite3_stmt *head = prepare(making, "UPDATE naast_head SET seq = ?1, hash = ?2");
    sqlite3_bind_int64(head, 1, making->head.seq);
    sqlite3_bind_blob(head, 2, making->head.hash, HASH_BYTES, SQLITE_STATIC);
    step(making, head);
    sqlite3_finalize(head);
    sqlite3_finalize(making->entry);
    sqlite3_finalize(making->body);
    sqlite3_finalize(making->word);
    run(making, "COMMIT; PRAGMA journal_mode = WAL");
    sqlite3_close(making->db);
    for (int k = 0; k < 2; k++)
        buffer_free(&making->part[k]);
}

static void take_salt(struct making *making, uint8_t salt[SALT_BYTES])
{
    for (int k = 0; k < SALT_BYTES; k += 8) {
        making->random = making->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        memcpy(salt + k, &making->random, 8);
    }
}

/* The two parts that say it, and the row that they say. */
static void write_word(struct making *making, int64_t id, int64_t seen, const char *how)
{
    const struct body_record record = {&table_word, id, 1, 1};
    const struct rec_value row[WORD_COLUMNS] = {
        [WORD_ITEM] = rec_int(1),       [WORD_SIDE] = rec_int(2),   [WORD_SEEN] = rec_int(seen),
        [WORD_DAY] = rec_int(20261110), [WORD_HOW] = rec_text(how), [WORD_VOID] = rec_int(0)};
    for (int part = 0; part < 2; part++) {
        buffer_clear(&making->part[part]);
        body_record_begin(&making->part[part], &record);
        for (int k = 1; k < WORD_COLUMNS; k++)
            if (row[k].type != 0 && (k == WORD_HOW) == part)
                body_value(&making->part[part], &table_word.column[k], &row[k]);
        body_record_end(&making->part[part]);
    }
    sqlite3_bind_int64(making->word, 1, id);
    sqlite3_bind_int64(making->word, 2, seen);
    sqlite3_bind_text(making->word, 3, how, -1, SQLITE_STATIC);
    step(making, making->word);
}

static void write_entry(struct making *making, int64_t deal)
{
    uint8_t salt[SALT_BYTES], hash[2][HASH_BYTES];
    struct journal_core core = {.version = JOURNAL_VERSION,
                                .op = OP_CONFIRM,
                                .root_kind = NAAST_ROOT_DEAL,
                                .seq = ++making->head.seq,
                                .first = making->head.seq,
                                .at = INT64_C(1794312000000000) + making->head.seq,
                                .root_id = deal,
                                .actor = 1};
    for (int part = 0; part < 2; part++) {
        take_salt(making, salt);
        part_hash(salt, making->part[part].data, making->part[part].len, hash[part]);
        sqlite3_bind_int64(making->body, 1, body_key(core.seq, part));
        sqlite3_bind_blob(making->body, 2, salt, SALT_BYTES, SQLITE_STATIC);
        sqlite3_bind_blob(making->body, 3, making->part[part].data, (int)making->part[part].len, SQLITE_STATIC);
        step(making, making->body);
    }
    parts_commitment((const uint8_t(*)[HASH_BYTES])hash, 2, core.commitment);
    core_hash(making->head.hash, &core, hash[0]);
    memcpy(making->head.hash, hash[0], HASH_BYTES);
    sqlite3_bind_int64(making->entry, 1, core.seq);
    sqlite3_bind_int64(making->entry, 2, core.op);
    sqlite3_bind_int64(making->entry, 3, deal);
    sqlite3_bind_int64(making->entry, 4, core.at);
    sqlite3_bind_blob(making->entry, 5, core.commitment, HASH_BYTES, SQLITE_STATIC);
    sqlite3_bind_blob(making->entry, 6, making->head.hash, HASH_BYTES, SQLITE_STATIC);
    step(making, making->entry);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Prints the entries and the seconds of processor time. */
static int measure_chain(struct making *making, const char *path)
{
    const struct verify_plan plan = {.threads = 1};
    struct verify_pace pace = {.plan = &plan, .alone = 1};
    static struct verify_piece piece;
    naast_store *store = NULL;
    if (naast_store_new(NULL, &store) != 0 ||
        naast_store_open(store, path, NAAST_SPEC(naast_open_spec, .mode = NAAST_OPEN_READ_ONLY)) != 0 ||
        read_begin(store) != 0)
        trouble(making, path);
    piece = (struct verify_piece){.pace = &pace, .range = {.from = INT64_MIN, .until = INT64_MAX}};
    const double began = seconds();
    if (verify_chain(store, &piece) != 0)
        trouble(making, "the chain");
    printf("%lld %.3f\n", (long long)piece.report.entries, seconds() - began);
    for (int k = 0; k < VERIFY_FAULTS; k++)
        if (piece.report.finding[k].found)
            trouble(making, "the chain is not whole");
    (void)read_end(store, 0);
    naast_store_free(store);
    return 0;
}

int main(int count, char **args)
{
    static struct making making;
    if (count == 3 && strcmp(args[1], "--chain") == 0)
        return measure_chain(&making, args[2]);
    if (count != 3)
        trouble(&making, "usage: large STORE ENTRIES");
    begin(&making, args[1]);
    const int64_t entries = atoll(args[2]);
    for (int64_t k = 0; k < entries; k++) {
        const int64_t deals = entries / WORDS_EACH + 1; /* the words of a deal come far from each other */
        char how[HOW_BYTES];
        snprintf(how, sizeof how, "call %lld, Sanne agreed", (long long)k);
        write_word(&making, child_key(1 + k % deals, 1 + k / deals), k, how);
        write_entry(&making, 1 + k % deals);
    }
    end(&making);
    return 0;
}
