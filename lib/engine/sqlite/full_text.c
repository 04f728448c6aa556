/*
 * full_text.c: whether the full text can be looked through and written to. FTS5 tells only a connection that
 * may write, and finds some of it when it writes: so a copy of its tables, in memory, is looked at and written to.
 */
#include "base/env/env.h"
#include "engine/engine.h"
#include "engine/sqlite/sqlite.h"

#include <stdio.h>

/* Its tables as plain ones, and only then the table that keeps them: it looks at them when it is first used. */
static const char shadows[] = "CREATE TABLE naast_text_data(id INTEGER PRIMARY KEY, block BLOB);"
                              "CREATE TABLE naast_text_idx(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;"
                              "CREATE TABLE naast_text_config(k PRIMARY KEY, v) WITHOUT ROWID;"
                              "BEGIN";
static const struct {
    const char *read, *write;
} tables[] = {
    {"SELECT id, block FROM main.naast_text_data", "INSERT INTO naast_text_data VALUES (?1, ?2)"},
    {"SELECT segid, term, pgno FROM main.naast_text_idx", "INSERT INTO naast_text_idx VALUES (?1, ?2, ?3)"},
    {"SELECT k, v FROM main.naast_text_config", "INSERT INTO naast_text_config VALUES (?1, ?2)"},
};
enum { TABLES = sizeof tables / sizeof tables[0] };

static const char *const trials[] = {
    "INSERT INTO naast_text(naast_text) VALUES ('integrity-check')",
    "INSERT INTO naast_text(rowid, words) VALUES (9223372036854775807, 'naast')",
    "INSERT INTO naast_text(naast_text, rowid, words) VALUES ('delete', 9223372036854775807, 'naast')",
};
enum { TRIALS = sizeof trials / sizeof trials[0] };

static int copy_row(sqlite3_stmt *from, sqlite3_stmt *to)
{
    int code = SQLITE_OK;
    for (int k = 0; code == SQLITE_OK && k < sqlite3_column_count(from); k++)
        code = sqlite3_bind_value(to, k + 1, sqlite3_column_value(from, k));
    if (code == SQLITE_OK)
        code = sqlite3_step(to);
    sqlite3_reset(to);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int copy_table(struct engine_sqlite *from, struct engine_sqlite *to, int which)
{
    sqlite3_stmt *read = NULL, *write = NULL;
    int code = sqlite3_prepare_v2(from->connection, tables[which].read, -1, &read, NULL), written = SQLITE_OK;
    if (code == SQLITE_OK)
        written = sqlite3_prepare_v2(to->connection, tables[which].write, -1, &write, NULL);
    while (code == SQLITE_OK && written == SQLITE_OK && (code = sqlite3_step(read)) == SQLITE_ROW) {
        written = copy_row(read, write);
        code = SQLITE_OK;
    }
    int status = code == SQLITE_OK || code == SQLITE_DONE ? 0 : sqlite_fail(from, code);
    if (status == 0)
        status = sqlite_check(to, written);
    sqlite3_finalize(read);
    sqlite3_finalize(write);
    return status;
}

/* The table over them, as if it had always been there. */
static int put_over(struct engine_sqlite *copy)
{
    const struct engine_search *search = copy->base.ops->search(&copy->base);
    char *sql = sqlite3_mprintf("COMMIT; PRAGMA writable_schema = ON;"
                                "INSERT INTO sqlite_schema VALUES ('table', 'naast_text', 'naast_text', 0, %Q);"
                                "PRAGMA writable_schema = RESET",
                                search->create);
    int status = sql != NULL ? sqlite_run(copy, sql) : env_no_memory(copy->base.env);
    sqlite3_free(sql);
    return status;
}

static int fill(struct engine_sqlite *engine, struct engine_sqlite *copy)
{
    int status = sqlite_check(copy, sqlite3_db_config(copy->connection, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL));
    if (status == 0)
        status = sqlite_run(copy, shadows);
    for (int k = 0; status == 0 && k < TABLES; k++)
        status = copy_table(engine, copy, k);
    return status == 0 ? put_over(copy) : status;
}

/* What the engine says of a trial that fails is what is wrong, unless it ran out of memory. */
static int try_all(struct engine_sqlite *copy, char *text, size_t size)
{
    int code = SQLITE_OK;
    for (int k = 0; code == SQLITE_OK && k < TRIALS; k++)
        code = sqlite3_exec(copy->connection, trials[k], NULL, NULL, NULL);
    if ((code & 0xff) == SQLITE_NOMEM)
        return sqlite_fail(copy, code);
    if (code != SQLITE_OK)
        snprintf(text, size, "naast_text: %s", sqlite3_errmsg(copy->connection));
    return 0;
}

int sqlite_find_search_damage(struct engine *base, char *text, size_t size)
{
    struct engine *copy = NULL;
    *text = '\0';
    int status = sqlite_memory(base->env, base->ops, &copy);
    if (status != 0)
        return status;
    status = fill(of(base), of(copy));
    if (status == 0)
        status = try_all(of(copy), text, size);
    sqlite_close(copy);
    return status;
}
