/* connection.c: a connection of sqlite3: what it says when something fails, and small statements. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "engine/engine.h"
#include "engine/sqlite/sqlite.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct engine_sqlite *sqlite_new(struct env *env, const struct engine_ops *ops, const char *path)
{
    const size_t len = strlen(path) + 1;
    struct engine_sqlite *engine = mem_zero(env, 1, sizeof *engine + len);
    if (engine == NULL)
        return NULL;
    engine->base = (struct engine){.ops = ops, .env = env};
    memcpy(engine->path, path, len);
    return engine;
}

/* Asks the connection: a caller's may have extended result codes switched off. */
static int fail_busy(struct engine_sqlite *engine)
{
    if (sqlite3_extended_errcode(engine->connection) == SQLITE_BUSY_SNAPSHOT)
        return FAIL(engine->base.env, MSG_SNAPSHOT_OLD);
    return FAIL(engine->base.env, MSG_STORE_BUSY, engine->path);
}

/* Not every sqlite3 was built with full text. */
static int fail_otherwise(struct engine_sqlite *engine, const char *text)
{
    static const char no_full_text[] = "no such module: fts5";
    if (strncmp(text, no_full_text, sizeof no_full_text - 1) == 0)
        return FAIL(engine->base.env, MSG_NO_FULL_TEXT);
    return FAIL(engine->base.env, MSG_ENGINE, text);
}

/* Whether the file, or the full text in it, is kept as it should be; no, where that cannot be seen. */
static int is_sound(struct engine_sqlite *engine, int code)
{
    const struct failure kept = engine->base.env->failure;
    char found[160] = "";
    int status = 0;
    engine->looking = 1;
    if (code == SQLITE_CORRUPT_VTAB)
        status = engine->base.ops->find_search_damage(&engine->base, found, sizeof found);
    if (status == 0 && *found == '\0')
        status = sqlite_text(engine, "PRAGMA main.quick_check(1)", found, sizeof found);
    engine->looking = 0;
    engine->base.env->failure = kept;
    return status == 0 && strcmp(found, "ok") == 0;
}

/* SQLite says of some things that it had no memory for that the file is damaged: who is to go back to a backup for that
 * can expect that somebody looked first. */
static int fail_damaged(struct engine_sqlite *engine, const char *text)
{
    struct env *env = engine->base.env;
    char said[200];
    snprintf(said, sizeof said, "%s", text);
    const int code = engine->connection != NULL ? sqlite3_extended_errcode(engine->connection) : SQLITE_CORRUPT;
    if (engine->connection == NULL || engine->looking || !is_sound(engine, code))
        return FAIL(env, MSG_STORE_DAMAGED, engine->path, said);
    return FAIL(env, MSG_SPURIOUS, engine->path, said);
}

/* The status, with its failure, for what sqlite3 said. */
int sqlite_fail(struct engine_sqlite *engine, int code)
{
    struct env *env = engine->base.env;
    const char *text = engine->connection != NULL ? sqlite3_errmsg(engine->connection) : sqlite3_errstr(code);
    switch (code & 0xff) {
    case SQLITE_NOMEM:
        return env_no_memory(env);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail_busy(engine);
    case SQLITE_FULL:
        return FAIL(env, MSG_DISK_FULL, engine->path);
    case SQLITE_READONLY:
        if (sqlite3_extended_errcode(engine->connection) == SQLITE_READONLY_DBMOVED)
            return FAIL(env, MSG_STORE_MOVED, engine->path);
        return FAIL(env, MSG_STORE_IO, engine->path, text);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_PROTOCOL:
        return FAIL(env, MSG_STORE_IO, engine->path, text);
    case SQLITE_NOTADB:
        return FAIL(env, MSG_STORE_FOREIGN, engine->path);
    case SQLITE_CORRUPT:
        return fail_damaged(engine, text);
    case SQLITE_CONSTRAINT:
        return FAIL(env, MSG_CONSTRAINT, text);
    case SQLITE_INTERRUPT:
        return FAIL(env, MSG_STOPPED);
    }
    return fail_otherwise(engine, text);
}

int sqlite_fail_open(struct engine_sqlite *engine, int code)
{
    struct env *env = engine->base.env;
    const int reason = engine->connection != NULL ? sqlite3_system_errno(engine->connection) : 0;
    if (code == SQLITE_CANTOPEN_SYMLINK)
        return FAIL(env, MSG_STORE_LINK, engine->path);
    if ((code & 0xff) == SQLITE_CANTOPEN && reason == ENOENT)
        return FAIL(env, MSG_STORE_NOT_FOUND, engine->path);
    if ((code & 0xff) == SQLITE_CANTOPEN && reason != 0)
        return FAIL(env, MSG_STORE_IO, engine->path, strerror(reason));
    return sqlite_fail(engine, code);
}

int sqlite_check(struct engine_sqlite *engine, int code) { return code == SQLITE_OK ? 0 : sqlite_fail(engine, code); }

int sqlite_run(struct engine_sqlite *engine, const char *sql)
{
    return sqlite_check(engine, sqlite3_exec(engine->connection, sql, NULL, NULL, NULL));
}

/* One integer of one row; *out stays as it is when there is none. */
int sqlite_int(struct engine_sqlite *engine, const char *sql, int64_t *out)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(engine->connection, sql, -1, &stmt, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    if (code == SQLITE_ROW)
        *out = sqlite3_column_int64(stmt, 0);
    int status = code == SQLITE_ROW || code == SQLITE_DONE ? 0 : sqlite_fail(engine, code);
    sqlite3_finalize(stmt);
    return status;
}

int sqlite_text(struct engine_sqlite *engine, const char *sql, char *out, size_t size)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(engine->connection, sql, -1, &stmt, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    const unsigned char *text = code == SQLITE_ROW ? sqlite3_column_text(stmt, 0) : NULL;
    int status = 0;
    if (text != NULL)
        snprintf(out, size, "%s", (const char *)text);
    else
        status = sqlite_fail(engine, code == SQLITE_ROW ? SQLITE_NOMEM : code);
    sqlite3_finalize(stmt);
    return status;
}

int sqlite_expect(struct engine_sqlite *engine, const char *sql, const char *wanted, enum message otherwise)
{
    char found[64];
    int status = sqlite_text(engine, sql, found, sizeof found);
    if (status == 0 && strcmp(found, wanted) != 0)
        status = FAIL(engine->base.env, otherwise, engine->path);
    return status;
}

void sqlite_close(struct engine *base)
{
    struct engine_sqlite *engine = of(base);
    if (engine->transaction != NO_TRANSACTION)
        (void)base->ops->rollback(base);
    for (int k = 0; k < CONTROLS; k++)
        sqlite3_finalize(engine->control[k]);
    if (!engine->attached)
        sqlite3_close_v2(engine->connection);
    mem_free(base->env, engine);
}

/* What takes no SQL. Nothing of the file is touched. */
int sqlite_configure(struct engine_sqlite *engine)
{
    static const struct {
        int option, value;
    } settings[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 1},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1},
    };
    int code = SQLITE_OK;
    for (size_t k = 0; code == SQLITE_OK && k < sizeof settings / sizeof settings[0]; k++)
        code = sqlite3_db_config(engine->connection, settings[k].option, settings[k].value, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_busy_timeout(engine->connection, (int)engine->busy_ms);
    return sqlite_check(engine, code);
}

int sqlite_memory(struct env *env, const struct engine_ops *ops, struct engine **out)
{
    struct engine_sqlite *engine = sqlite_new(env, ops, ":memory:");
    if (engine == NULL)
        return NAAST_NO_MEMORY;
    int code = sqlite3_open_v2(engine->path, &engine->connection,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX |
                                   SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE,
                               NULL);
    int status = code == SQLITE_OK ? sqlite_configure(engine) : sqlite_fail_open(engine, code);
    if (status == 0)
        status = sqlite_check(engine, sqlite3_db_config(engine->connection, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL));
    if (status == 0)
        *out = &engine->base;
    else
        sqlite_close(&engine->base);
    return status;
}
