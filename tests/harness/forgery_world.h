/*
 * forgery_world.h: what the tampering harness works with: a store to tamper with, kept in memory and put down anew for
 * each case; an outsider's connection without manners; chance that can be had again; and a digest of all that a store
 * says, which tells whether a tampering changed anything at all.
 */
#ifndef FORGERY_WORLD_H
#define FORGERY_WORLD_H

#include "../api/story.h"
#include "base/env/env.h"
#include "base/values/hash.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct image {
    unsigned char *bytes;
    size_t len;
};

struct world {
    char folder[64], path[96], witnesses[96];
    struct image store, older;
    uint8_t digest[HASH_BYTES]; /* of the store as it was */
    uint64_t random;
    naast_time now;
    sqlite3 *db;    /* the outsider's, while a case is under way */
    char what[256]; /* what was done */
};

static inline void trouble(const char *what, const char *more)
{
    fprintf(stderr, "forgery: %s: %s\n", what, more);
    exit(2);
}

/* ---- chance ---- */

static inline uint64_t chance(struct world *world)
{
    uint64_t mixed = world->random += UINT64_C(0x9E3779B97F4A7C15);
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ mixed >> 31;
}

static inline int64_t below(struct world *world, int64_t limit)
{
    return limit > 0 ? (int64_t)(chance(world) % (uint64_t)limit) : 0;
}

static inline int chance_fill(void *context, void *out, size_t len)
{
    for (size_t k = 0; k < len; k++)
        ((unsigned char *)out)[k] = (unsigned char)(chance(context) >> 40);
    return 0;
}

static inline naast_time world_now(void *context) { return ((struct world *)context)->now; }

/* ---- files ---- */

static inline void remove_store(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal", "-queue"};
    char name[128];
    for (size_t k = 0; k < sizeof ends / sizeof ends[0]; k++) {
        snprintf(name, sizeof name, "%s%s", path, ends[k]);
        (void)unlink(name);
    }
}

static inline void put_down(const char *path, const struct image *image)
{
    remove_store(path);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(image->bytes, 1, image->len, file) != image->len || fclose(file) != 0)
        trouble("cannot write", path);
}

static inline void take_up(const char *path, struct image *out)
{
    struct stat info;
    FILE *file = fopen(path, "rb");
    if (file == NULL || stat(path, &info) != 0)
        trouble("cannot read", path);
    out->len = (size_t)info.st_size;
    out->bytes = malloc(out->len);
    if (out->bytes == NULL || fread(out->bytes, 1, out->len, file) != out->len)
        trouble("cannot read", path);
    fclose(file);
}

/* ---- naast's side ---- */

static inline naast_store *world_handle(struct world *world, const char *witnesses)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *store = NULL;
    options.actor = "Bo";
    options.clock = (naast_clock){world_now, world};
    options.random = (naast_random){chance_fill, world};
    options.witness = witnesses;
    if (naast_store_new(&options, &store) != NAAST_OK)
        trouble("no handle", "");
    return store;
}

static inline void must(naast_store *store, int status, const char *what)
{
    if (status != NAAST_OK)
        trouble(what, naast_store_message(store));
}

/* Notes, tasks and conversations: what the story of one deal does not have. */
static inline void add_more(struct world *world, naast_store *store, const struct story *story)
{
    static const char *const texts[] = {"call the editors", "bring the contract", "ask about the index",
                                        "send the page"};
    for (int k = 0; k < 4; k++) {
        naast_task_spec task = NAAST_TASK_SPEC_INIT;
        naast_activity_spec activity = NAAST_ACTIVITY_SPEC_INIT;
        naast_org_spec org = NAAST_ORG_SPEC_INIT;
        naast_id id;
        world->now += 1000000;
        task.text = activity.text = org.note = texts[k];
        task.deal = k % 2 ? story->deal : 0;
        task.person = k % 2 ? 0 : story->karim;
        activity.deal = k % 2 ? story->other : story->deal;
        activity.with = "Sanne";
        org.name = texts[k];
        must(store, naast_task_add(store, &task, &id), "a task");
        if (k == 1)
            must(store, naast_task_done(store, id, NULL), "a task done");
        must(store, naast_activity_add(store, &activity, &id), "an activity");
        must(store, naast_org_add(store, &org, &id), "an organisation");
    }
}

static inline void tell_story(struct world *world)
{
    naast_store *store = world_handle(world, world->witnesses);
    struct story story = {.store = store};
    must(store, naast_store_create(store, world->path, NULL), "the store");
    for (int k = 0; k < STORY_STEPS; k++) {
        world->now = story_time(story_steps[k].day) + k;
        if (story_steps[k].run(&story) != story_steps[k].status)
            trouble(story_steps[k].name, naast_store_message(store));
        if (k == STORY_STEPS / 2) {
            naast_store_free(store);
            take_up(world->path, &world->older);
            store = story.store = world_handle(world, world->witnesses);
            must(store, naast_store_open(store, world->path, NULL), "the store again");
        }
    }
    add_more(world, store, &story);
    naast_store_free(store);
    take_up(world->path, &world->store);
}

/* ---- the outsider's side ---- */

static inline int run(struct world *world, const char *sql)
{
    return sqlite3_exec(world->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static inline void must_run(struct world *world, const char *sql)
{
    if (!run(world, sql))
        trouble(sql, sqlite3_errmsg(world->db));
}

static inline sqlite3_stmt *prepare(struct world *world, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(world->db, sql, -1, &stmt, NULL) != SQLITE_OK)
        trouble(sql, sqlite3_errmsg(world->db));
    return stmt;
}

/* Ends the statement: whether it worked, and changed a row. */
static inline int finish(struct world *world, sqlite3_stmt *stmt)
{
    const int before = sqlite3_total_changes(world->db), worked = sqlite3_step(stmt) == SQLITE_DONE;
    sqlite3_finalize(stmt);
    return worked && sqlite3_total_changes(world->db) > before;
}

static inline int64_t number(struct world *world, const char *sql)
{
    sqlite3_stmt *stmt = prepare(world, sql);
    const int64_t value = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : -1;
    sqlite3_finalize(stmt);
    return value;
}

static inline void come_in(struct world *world)
{
    if (sqlite3_open(world->path, &world->db) != SQLITE_OK)
        trouble("cannot open", world->path);
    sqlite3_db_config(world->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    must_run(world, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON");
}

static inline void go_out(struct world *world)
{
    if (sqlite3_close(world->db) != SQLITE_OK)
        trouble("a statement was left", "");
    world->db = NULL;
}

/* ---- all that the store says ---- */

static inline void digest_value(struct hash *hash, sqlite3_stmt *stmt, int column)
{
    const uint8_t type = (uint8_t)sqlite3_column_type(stmt, column);
    hash_add(hash, &type, 1);
    const void *data = sqlite3_column_blob(stmt, column);
    const int len = sqlite3_column_bytes(stmt, column);
    hash_add(hash, &len, sizeof len);
    hash_add(hash, data, (size_t)len);
}

static inline void digest_query(struct world *world, struct hash *hash, const char *sql)
{
    sqlite3_stmt *stmt = prepare(world, sql);
    while (sqlite3_step(stmt) == SQLITE_ROW)
        for (int k = 0; k < sqlite3_column_count(stmt); k++)
            digest_value(hash, stmt, k);
    hash_add(hash, sql, strlen(sql));
    sqlite3_finalize(stmt);
}

/* The journal's own tables, after those that it speaks of. */
static const char *const journal_tables[] = {"journal", "body", "head"};
enum { JOURNAL_TABLES = sizeof journal_tables / sizeof journal_tables[0] };

static inline int state_tables(void)
{
    int count = 0;
    while (all_tables[count] != NULL)
        count++;
    return count;
}

/* Without "naast_". */
static inline const char *told_table(int k)
{
    return k < state_tables() ? all_tables[k]->name + strlen("naast_") : journal_tables[k - state_tables()];
}

static inline void digest(struct world *world, uint8_t out[HASH_BYTES])
{
    struct hash hash;
    hash_begin(&hash, 't');
    for (int k = 0; k < state_tables() + JOURNAL_TABLES; k++) {
        char sql[120];
        snprintf(sql, sizeof sql, "SELECT * FROM naast_%s NOT INDEXED ORDER BY rowid", told_table(k));
        digest_query(world, &hash, sql);
    }
    digest_query(world, &hash, "SELECT * FROM naast_funnel ORDER BY pipeline, stage, outcome, currency");
    digest_query(world, &hash, "SELECT value FROM naast_meta WHERE key = 'schema'");
    digest_query(world, &hash, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name");
    hash_end(&hash, out);
}

static inline int is_changed(struct world *world)
{
    uint8_t now[HASH_BYTES];
    digest(world, now);
    return memcmp(now, world->digest, HASH_BYTES) != 0;
}

static inline void world_make(struct world *world)
{
    const char *const places[] = {"/dev/shm", getenv("TMPDIR"), "/tmp"};
    int made = 0;
    for (int k = 0; !made && k < 3; k++)
        if (places[k] != NULL && access(places[k], W_OK) == 0 && strlen(places[k]) < 40) {
            snprintf(world->folder, sizeof world->folder, "%s/naast-forgery-XXXXXX", places[k]);
            made = mkdtemp(world->folder) != NULL;
        }
    if (!made)
        trouble("no folder", "/dev/shm, TMPDIR, /tmp");
    snprintf(world->path, sizeof world->path, "%s/store.db", world->folder);
    snprintf(world->witnesses, sizeof world->witnesses, "%s/witnesses", world->folder);
    world->random = 1;
    tell_story(world);
    come_in(world);
    digest(world, world->digest);
    go_out(world);
}

static inline void world_free(struct world *world)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", world->folder);
    if (system(command) != 0)
        trouble("cannot take away", world->folder);
    free(world->store.bytes);
    free(world->older.bytes);
}

#endif
