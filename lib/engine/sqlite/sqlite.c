/*
 * sqlite.c: the engine on sqlite3.
 *
 * Two kinds of connection go through the same operations: one of our own, on a file, whose settings we choose and
 * check; and one that a caller owns, whose settings, hooks and transactions are the caller's. So a transaction knows
 * what ends it (enum transaction): our own COMMIT, the release of our savepoint, or the caller alone. SQLite ends a
 * transaction by itself when a disk is full or memory is gone; whatever came after it would then run outside any, so it
 * is noticed before each step and everything fails until the rollback. Statements are reset as soon as they have given
 * what was asked for, since a statement that is under way keeps a reader's lock and holds back the log.
 */
#include "engine/sqlite/sqlite.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "engine/engine.h"
#include "engine/sqlite/ddl.h"
#include "engine/sqlite/schema_check.h"

#include <stdio.h>
#include <string.h>

static const char *const control_sql[CONTROLS] = {"BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"};

struct stmt_sqlite {
    struct engine_stmt base;
    sqlite3_stmt *stmt;
};

static sqlite3_stmt *handle(struct engine_stmt *stmt) { return ((struct stmt_sqlite *)stmt)->stmt; }

/* ---- statements ---- */

static int ops_prepare(struct engine *base, const char *sql, struct engine_stmt **out)
{
    struct engine_sqlite *engine = of(base);
    struct stmt_sqlite *stmt = mem_zero(base->env, 1, sizeof *stmt);
    if (stmt == NULL)
        return NAAST_NO_MEMORY;
    stmt->base.engine = base;
    int code = sqlite3_prepare_v3(engine->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt->stmt, NULL);
    if (code != SQLITE_OK) {
        mem_free(base->env, stmt);
        return sqlite_fail(engine, code);
    }
    *out = &stmt->base;
    return 0;
}

static void ops_finalize(struct engine_stmt *stmt)
{
    if (stmt == NULL)
        return;
    sqlite3_finalize(handle(stmt));
    mem_free(stmt->engine->env, stmt);
}

static int ops_bind_int(struct engine_stmt *stmt, int at, int64_t value)
{
    return sqlite_check(of(stmt->engine), sqlite3_bind_int64(handle(stmt), at, value));
}

static int ops_bind_text(struct engine_stmt *stmt, int at, const char *text)
{
    return sqlite_check(of(stmt->engine), sqlite3_bind_text(handle(stmt), at, text, -1, SQLITE_STATIC));
}

static int ops_bind_blob(struct engine_stmt *stmt, int at, const void *data, size_t len)
{
    return sqlite_check(of(stmt->engine), sqlite3_bind_blob64(handle(stmt), at, data, len, SQLITE_STATIC));
}

static int ops_bind_null(struct engine_stmt *stmt, int at)
{
    return sqlite_check(of(stmt->engine), sqlite3_bind_null(handle(stmt), at));
}

/* After some failures sqlite3 has rolled back by itself; what runs then would each be a transaction of its own. */
static int check_transaction(struct engine_sqlite *engine)
{
    if (engine->transaction == NO_TRANSACTION || !sqlite3_get_autocommit(engine->connection))
        return 0;
    return FAIL(engine->base.env, MSG_TRANSACTION_LOST, engine->path);
}

static int ops_step(struct engine_stmt *stmt)
{
    struct engine_sqlite *engine = of(stmt->engine);
    int status = check_transaction(engine);
    if (status != 0)
        return status;
    int code = sqlite3_step(handle(stmt));
    if (code == SQLITE_ROW)
        return ENGINE_ROW;
    return code == SQLITE_DONE ? 0 : sqlite_fail(engine, code);
}

static void ops_reset(struct engine_stmt *stmt) { sqlite3_reset(handle(stmt)); }

static int ops_is_null(struct engine_stmt *stmt, int column)
{
    return sqlite3_column_type(handle(stmt), column) == SQLITE_NULL;
}

static int64_t ops_column_int(struct engine_stmt *stmt, int column)
{
    return sqlite3_column_int64(handle(stmt), column);
}

static const char *ops_column_text(struct engine_stmt *stmt, int column)
{
    if (sqlite3_column_type(handle(stmt), column) == SQLITE_NULL)
        return "";
    const char *text = (const char *)sqlite3_column_text(handle(stmt), column);
    if (text == NULL)
        env_no_memory(stmt->engine->env);
    return text;
}

static const void *ops_column_blob(struct engine_stmt *stmt, int column, size_t *len)
{
    const void *data = sqlite3_column_blob(handle(stmt), column);
    *len = (size_t)sqlite3_column_bytes(handle(stmt), column);
    return data;
}

/* ---- transactions ---- */

static int control(struct engine_sqlite *engine, enum control which)
{
    sqlite3_stmt **stmt = &engine->control[which];
    int code = SQLITE_OK;
    if (*stmt == NULL)
        code = sqlite3_prepare_v3(engine->connection, control_sql[which], -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_step(*stmt);
        if (code == SQLITE_DONE)
            code = SQLITE_OK;
        int status = sqlite_check(engine, code);
        sqlite3_reset(*stmt);
        return status;
    }
    return sqlite_fail(engine, code);
}

static int run_savepoint(struct engine_sqlite *engine, const char *verb, int depth)
{
    char sql[64];
    snprintf(sql, sizeof sql, "%s naast_%d", verb, depth);
    return sqlite_run(engine, sql);
}

static int savepoint_open(struct engine_sqlite *engine, int depth) { return run_savepoint(engine, "SAVEPOINT", depth); }

static int savepoint_keep(struct engine_sqlite *engine, int depth) { return run_savepoint(engine, "RELEASE", depth); }

static int savepoint_undo(struct engine_sqlite *engine, int depth)
{
    int status = run_savepoint(engine, "ROLLBACK TO", depth);
    return status == 0 ? savepoint_keep(engine, depth) : status;
}

/* What stood in the transaction went with it: the caller ended that, or went back to before it began. */
static int savepoint_gone(struct engine_sqlite *engine)
{
    static const char gone[] = "no such savepoint";
    return strncmp(sqlite3_errmsg(engine->connection), gone, sizeof gone - 1) == 0;
}

static int in_callers_transaction(struct engine_sqlite *engine)
{
    return engine->attached && !sqlite3_get_autocommit(engine->connection);
}

static int ops_begin_read(struct engine *base)
{
    struct engine_sqlite *engine = of(base);
    if (in_callers_transaction(engine)) {
        engine->transaction = CALLERS_TRANSACTION;
        return 0;
    }
    if (engine->fixed && sqlite_was_changed(engine))
        return FAIL(base->env, MSG_STORE_CHANGED, engine->path);
    if (!sqlite3_get_autocommit(engine->connection)) /* one that could be neither ended nor noted */
        (void)sqlite_run(engine, "ROLLBACK");
    int status = control(engine, CONTROL_READ);
    if (status == 0)
        engine->transaction = OWN_TRANSACTION;
    return status;
}

/* On the caller's connection: a savepoint, in his transaction, or else in one of our own. */
static int begin_attached(struct engine_sqlite *engine)
{
    const enum transaction kind = in_callers_transaction(engine) ? OWN_SAVEPOINT : OWN_TRANSACTION;
    int status = kind == OWN_TRANSACTION ? control(engine, CONTROL_WRITE) : 0;
    if (status != 0)
        return status;
    status = savepoint_open(engine, 0);
    engine->marked = status == 0;
    if (status == 0)
        engine->transaction = kind;
    else if (kind == OWN_TRANSACTION)
        (void)sqlite_run(engine, "ROLLBACK");
    return status;
}

static int ops_begin_write(struct engine *base, uint32_t wait_ms)
{
    struct engine_sqlite *engine = of(base);
    if (engine->attached)
        return begin_attached(engine);
    sqlite3_busy_timeout(engine->connection, (int)wait_ms);
    int status = control(engine, CONTROL_WRITE);
    sqlite3_busy_timeout(engine->connection, (int)engine->busy_ms);
    if (status == 0)
        engine->transaction = OWN_TRANSACTION;
    return status;
}

/* Where the savepoint is gone, this is another transaction, of the caller's: it is not ours to commit. */
static int commit_own(struct engine_sqlite *engine)
{
    int status = engine->marked ? savepoint_keep(engine, 0) : 0;
    if (status == 0) {
        engine->marked = 0;
        status = control(engine, CONTROL_COMMIT);
    }
    return status;
}

static int ops_commit(struct engine *base)
{
    struct engine_sqlite *engine = of(base);
    int status = check_transaction(engine);
    if (status != 0)
        return status;
    if (engine->transaction == OWN_SAVEPOINT)
        status = savepoint_keep(engine, 0);
    else if (engine->transaction == OWN_TRANSACTION)
        status = commit_own(engine);
    if (status != 0)
        return savepoint_gone(engine) ? FAIL(base->env, MSG_TRANSACTION_LOST, engine->path) : status;
    engine->transaction = NO_TRANSACTION;
    engine->marked = 0;
    return 0;
}

static int ops_rollback(struct engine *base)
{
    struct engine_sqlite *engine = of(base);
    const int open = !sqlite3_get_autocommit(engine->connection);
    int status = open && engine->marked ? savepoint_undo(engine, 0) : 0;
    const int theirs = status != 0 && savepoint_gone(engine); /* nothing of ours is left in it */
    if (theirs) {
        env_clear_failure(base->env);
        status = 0;
    }
    if (status == 0)
        engine->marked = 0;
    if (status == 0 && open && !theirs && engine->transaction == OWN_TRANSACTION)
        status = control(engine, CONTROL_ROLLBACK);
    if (status == 0)
        engine->transaction = NO_TRANSACTION;
    return status;
}

static int ops_savepoint(struct engine *base, int depth)
{
    int status = check_transaction(of(base));
    return status == 0 ? savepoint_open(of(base), depth) : status;
}

static int ops_release(struct engine *base, int depth)
{
    int status = check_transaction(of(base));
    return status == 0 ? savepoint_keep(of(base), depth) : status;
}

static int ops_rollback_to(struct engine *base, int depth)
{
    int status = check_transaction(of(base));
    return status == 0 ? savepoint_undo(of(base), depth) : status;
}

static int ops_in_transaction(struct engine *base) { return of(base)->transaction != NO_TRANSACTION; }

static int ops_is_guest(struct engine *base)
{
    const enum transaction open = of(base)->transaction;
    return open == OWN_SAVEPOINT || open == CALLERS_TRANSACTION;
}

static int ops_is_settled(struct engine *base) { return sqlite3_get_autocommit(of(base)->connection); }

static uint32_t ops_version(struct engine *base)
{
    unsigned version = 0;
    (void)sqlite3_file_control(of(base)->connection, "main", SQLITE_FCNTL_DATA_VERSION, &version);
    return version;
}

static const char *ops_location(struct engine *base)
{
    const char *path = sqlite3_db_filename(of(base)->connection, "main");
    return path != NULL ? path : "";
}

/* ---- schema ---- */

static int ops_run(struct engine *base, const char *sql)
{
    int status = check_transaction(of(base));
    return status == 0 ? sqlite_run(of(base), sql) : status;
}

/*
 * Keeps no text, only the places of words; words come folded and cut, so that its own notion of letters does not
 * matter.
 */
static const struct engine_search full_text = {
    .create = "CREATE VIRTUAL TABLE naast_text USING fts5(words, content='', columnsize=0, detail=none, "
              "tokenize='ascii')",
    .add = "INSERT INTO naast_text(rowid, words) VALUES (?1, ?2)",
    .remove = "INSERT INTO naast_text(naast_text, rowid, words) VALUES ('delete', ?1, ?2)",
    .settle = "INSERT INTO naast_text(naast_text) VALUES ('optimize')",
    .before = "SELECT rowid AS key FROM naast_text WHERE naast_text MATCH '\"' || ",
    .after = " || '\"*'",
    .open = "CREATE VIRTUAL TABLE temp.naast_text_all USING fts5vocab(main, naast_text, instance)",
    .all = "SELECT term, doc FROM temp.naast_text_all",
    .end = "DROP TABLE temp.naast_text_all",
};

static const struct engine_search *ops_search(struct engine *base)
{
    (void)base;
    return &full_text;
}

/*
 * user_version and application_id belong to the caller of an attached connection, so naast_meta has the version there;
 * but one that is not as every version made it is not read, and gives no version.
 */
static int identify_attached(struct engine_sqlite *engine, struct engine_identity *out)
{
    int64_t ours = 0, meta = 0, version = 0;
    int status =
        sqlite_int(engine, "SELECT count(*) FROM main.sqlite_schema WHERE lower(substr(name, 1, 6)) = 'naast_'", &ours);
    if (status == 0)
        status = sqlite_int(engine,
                            "SELECT count(*) FROM main.sqlite_schema WHERE type = 'table' AND name = 'naast_meta' "
                            "AND sql = 'CREATE TABLE naast_meta(key TEXT PRIMARY KEY, value ANY) STRICT'",
                            &meta);
    if (status == 0 && meta == 1)
        status = sqlite_int(engine, "SELECT value FROM main.naast_meta WHERE key = 'schema'", &version);
    if (status == 0)
        *out = (struct engine_identity){.is_store = ours != 0, .version = version};
    return status;
}

/* A file without our application_id was not opened. */
static int ops_identify(struct engine *base, struct engine_identity *out)
{
    struct engine_sqlite *engine = of(base);
    int64_t version = 0;
    if (engine->attached)
        return identify_attached(engine, out);
    int status = sqlite_int(engine, "PRAGMA user_version", &version);
    if (status == 0)
        *out = (struct engine_identity){.is_store = version != 0, .version = version};
    return status;
}

static int ops_set_version(struct engine *base, int64_t version)
{
    struct engine_sqlite *engine = of(base);
    char sql[200];
    int len = snprintf(sql, sizeof sql,
                       "INSERT INTO naast_meta(key, value) VALUES ('schema', %lld) "
                       "ON CONFLICT (key) DO UPDATE SET value = excluded.value;",
                       (long long)version);
    if (!engine->attached)
        snprintf(sql + len, sizeof sql - (size_t)len, "PRAGMA user_version = %lld; PRAGMA application_id = %d",
                 (long long)version, APPLICATION_ID);
    return ops_run(base, sql);
}

static int ops_find_damage(struct engine *base, const char *table, char *text, size_t size)
{
    struct engine_sqlite *engine = of(base);
    sqlite3_stmt *stmt = NULL;
    char sql[128];
    snprintf(sql, sizeof sql, "PRAGMA main.integrity_check('%s')", table);
    int code = sqlite3_prepare_v2(engine->connection, sql, -1, &stmt, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    const char *found = code == SQLITE_ROW ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
    int status = found != NULL ? 0 : sqlite_fail(engine, code == SQLITE_ROW ? SQLITE_NOMEM : code);
    if (status == 0)
        snprintf(text, size, "%s", strcmp(found, "ok") == 0 ? "" : found);
    sqlite3_finalize(stmt);
    return status;
}

static void ops_heed(struct engine *base, engine_stop *stop, void *context)
{
    enum { INSTRUCTIONS = 20000 }; /* of SQLite's own machine: about a millisecond */
    struct engine_sqlite *engine = of(base);
    if (!engine->attached)
        sqlite3_progress_handler(engine->connection, stop != NULL ? INSTRUCTIONS : 0, stop, context);
}

static const struct engine_ops sqlite_ops = {
    .prepare = ops_prepare,
    .finalize = ops_finalize,
    .bind_int = ops_bind_int,
    .bind_text = ops_bind_text,
    .bind_blob = ops_bind_blob,
    .bind_null = ops_bind_null,
    .step = ops_step,
    .reset = ops_reset,
    .is_null = ops_is_null,
    .column_int = ops_column_int,
    .column_text = ops_column_text,
    .column_blob = ops_column_blob,
    .begin_read = ops_begin_read,
    .begin_write = ops_begin_write,
    .commit = ops_commit,
    .rollback = ops_rollback,
    .savepoint = ops_savepoint,
    .release = ops_release,
    .rollback_to = ops_rollback_to,
    .in_transaction = ops_in_transaction,
    .run = ops_run,
    .create_table = ddl_create_table,
    .create_triggers = ddl_create_triggers,
    .find_missing_trigger = ddl_find_missing_trigger,
    .search = ops_search,
    .find_unknown_trigger = ddl_find_unknown_trigger,
    .find_damage = ops_find_damage,
    .find_search_damage = sqlite_find_search_damage,
    .heed = ops_heed,
    .identify = ops_identify,
    .set_version = ops_set_version,
    .examine = sqlite_examine,
    .copy = sqlite_copy,
    .seclude = sqlite_seclude,
    .is_guest = ops_is_guest,
    .is_settled = ops_is_settled,
    .version = ops_version,
    .rewrite = sqlite_rewrite,
    .empty_log = sqlite_empty_log,
    .read_files = sqlite_read_files,
    .location = ops_location,
    .close = sqlite_close,
};

/* ---- opening a file ---- */

static uint32_t big_endian(const unsigned char bytes[4])
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/*
 * Judges the file by its first hundred bytes, read through sqlite3's own file (a descriptor of our own would, when
 * closed, drop the locks that another handle of this process has on it). Nothing is locked, recovered or written yet.
 */
static int check_header(struct engine_sqlite *engine)
{
    enum { HEADER_BYTES = 100, WRITE_VERSION = 18, USER_VERSION = 60, APPLICATION = 68 };
    static const char magic[16] = "SQLite format 3";
    struct env *env = engine->base.env;
    unsigned char header[HEADER_BYTES] = {0};
    sqlite3_file *file = NULL;
    int code = sqlite3_file_control(engine->connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (code == SQLITE_OK)
        code = file->pMethods->xRead(file, header, HEADER_BYTES, 0);
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
        return sqlite_fail(engine, code);
    if (memcmp(header, magic, sizeof magic) != 0 || big_endian(header + APPLICATION) != APPLICATION_ID)
        return FAIL(env, MSG_STORE_FOREIGN, engine->path);
    if (big_endian(header + USER_VERSION) > SCHEMA_VERSION)
        return FAIL(env, MSG_STORE_NEWER, engine->path);
    engine->no_log = header[WRITE_VERSION] == 1 && big_endian(header + USER_VERSION) == SCHEMA_VERSION;
    return 0;
}

/*
 * The version may have moved on in the write-ahead log, which the header does not show. Until that is known the log is
 * not copied back into the file, should this be its last user.
 */
static int check_version(struct engine_sqlite *engine)
{
    int64_t version = 0;
    int status = sqlite_int(engine, "PRAGMA user_version", &version);
    if (status == 0 && version == 0)
        status = FAIL(engine->base.env, MSG_STORE_FOREIGN, engine->path);
    if (status == 0 && version > SCHEMA_VERSION)
        status = FAIL(engine->base.env, MSG_STORE_NEWER, engine->path);
    return status == 0 ? schema_check(&engine->base, version, engine->path) : status;
}

static int check_writable(struct engine_sqlite *engine, enum engine_open mode)
{
    if (mode != ENGINE_READ_ONLY && sqlite3_db_readonly(engine->connection, "main"))
        return FAIL(engine->base.env, MSG_STORE_NOT_WRITABLE, engine->path);
    return 0;
}

static int open_file(struct engine_sqlite *engine, enum engine_open mode)
{
    const int flags = mode == ENGINE_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    const int code = sqlite_open(engine, flags);
    int status = code == SQLITE_OK ? 0 : sqlite_fail_open(engine, code);
    if (status == 0 && mode != ENGINE_CREATE)
        status = check_header(engine);
    if (status == 0)
        status = check_writable(engine, mode);
    if (status == 0)
        status = sqlite_configure(engine);
    if (status == 0 && mode != ENGINE_CREATE)
        status = check_version(engine);
    if (status == 0)
        status =
            sqlite_run(engine, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON; "
                               "PRAGMA temp_store = MEMORY"); /* nothing of a store in a file that we do not guard */
    if (status == 0)
        status = sqlite_check(engine, sqlite3_db_config(engine->connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL));
    return status;
}

/*
 * Who was killed while a backup was put in the store's place may leave it without its write-ahead log, and whoever
 * writes next gives it back. Where somebody else has the file open, or the file system has no such log, it goes on
 * without.
 */
static int give_log_back(struct engine_sqlite *engine)
{
    const int status = engine_sqlite_settle(&engine->base);
    if (status != NAAST_BUSY && status != NAAST_IO)
        return status;
    env_clear_failure(engine->base.env);
    return 0;
}

int engine_sqlite_memory(struct env *env, struct engine **out) { return sqlite_memory(env, &sqlite_ops, out); }

int engine_sqlite_open(struct env *env, const char *path, enum engine_open mode, uint32_t busy_ms, struct engine **out)
{
    struct engine_sqlite *engine = sqlite_new(env, &sqlite_ops, path);
    if (engine == NULL)
        return NAAST_NO_MEMORY;
    engine->busy_ms = busy_ms;
    int status = open_file(engine, mode);
    if (status == NAAST_IO && mode == ENGINE_READ_ONLY && sqlite_is_fixed(engine)) {
        env_clear_failure(env);
        status = open_file(engine, mode);
    }
    if (status == 0 && mode == ENGINE_READ_WRITE && engine->no_log)
        status = give_log_back(engine);
    if (status == 0)
        *out = &engine->base;
    else
        sqlite_close(&engine->base);
    return status;
}

/* Where the file system cannot do it, sqlite3 says so by its answer alone. */
int engine_sqlite_settle(struct engine *base)
{
    return sqlite_expect(of(base), "PRAGMA journal_mode = WAL", "wal", MSG_STORE_NO_WAL);
}

/* ---- a caller's connection ---- */

static int check_attached(struct engine_sqlite *engine)
{
    int foreign_keys = 0;
    int status =
        sqlite_check(engine, sqlite3_db_config(engine->connection, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &foreign_keys));
    if (status == 0 && !foreign_keys)
        status = FAIL(engine->base.env, MSG_ATTACH_FOREIGN_KEYS);
    if (status == 0)
        status = sqlite_expect(engine, "PRAGMA encoding", "UTF-8", MSG_ATTACH_ENCODING);
    return status;
}

int engine_sqlite_attach(struct env *env, struct sqlite3 *connection, struct engine **out)
{
    const char *path = connection != NULL ? sqlite3_db_filename(connection, "main") : NULL;
    if (connection == NULL)
        return FAIL(env, MSG_ATTACH_NOTHING);
    struct engine_sqlite *engine = sqlite_new(env, &sqlite_ops, path != NULL && *path != '\0' ? path : ":memory:");
    if (engine == NULL)
        return NAAST_NO_MEMORY;
    engine->connection = connection;
    engine->attached = 1;
    int status = check_attached(engine);
    if (status == 0)
        *out = &engine->base;
    else
        sqlite_close(&engine->base);
    return status;
}
