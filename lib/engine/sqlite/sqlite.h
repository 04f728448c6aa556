/* sqlite.h: what the files of the engine on sqlite3 share; nothing else in the library includes it. */
#ifndef ENGINE_SQLITE_SQLITE_H
#define ENGINE_SQLITE_SQLITE_H

#include "base/env/env.h"
#include "engine/engine.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

struct engine_copying;
struct engine_ops;
struct engine_state;
struct env;

/* What ends the transaction that is open. */
enum transaction { NO_TRANSACTION, OWN_TRANSACTION, OWN_SAVEPOINT, CALLERS_TRANSACTION };

enum control { CONTROL_READ, CONTROL_WRITE, CONTROL_COMMIT, CONTROL_ROLLBACK, CONTROLS };
struct engine_sqlite {
    struct engine base;
    sqlite3 *connection;
    sqlite3_stmt *control[CONTROLS]; /* prepared when first used */
    enum transaction transaction;
    int attached;
    int marked; /* savepoint 0 was opened in the transaction, by which it is known again */
    int fixed;  /* opened as a file that nobody changes, of this size and time */
    int64_t size, changed_s, changed_ns;
    int looking; /* whether what it says of damage is so */
    int no_log;  /* the file said that it has no write-ahead log when it was opened */
    uint32_t busy_ms;
    char path[]; /* for messages */
};

static inline struct engine_sqlite *of(struct engine *engine) { return (struct engine_sqlite *)engine; }

/* Without a connection; NULL: no memory. */
struct engine_sqlite *sqlite_new(struct env *env, const struct engine_ops *ops, const char *path);
/* An empty database in memory, whose keys to other rows are not looked at. */
int sqlite_memory(struct env *env, const struct engine_ops *ops, struct engine **out);
/* The settings of the design, and that they took effect. */
int sqlite_configure(struct engine_sqlite *engine);
void sqlite_close(struct engine *engine);

/* The status, with its failure, for what sqlite3 said; of opening a file; 0 for SQLITE_OK. */
int sqlite_fail(struct engine_sqlite *engine, int code);
int sqlite_fail_open(struct engine_sqlite *engine, int code);
int sqlite_check(struct engine_sqlite *engine, int code);

int sqlite_run(struct engine_sqlite *engine, const char *sql);
/* One integer of one row; *out stays as it is when there is none. */
int sqlite_int(struct engine_sqlite *engine, const char *sql, int64_t *out);
/* One text of one row, cut to size. */
int sqlite_text(struct engine_sqlite *engine, const char *sql, char *out, size_t size);
/* The same, compared: 0, or the message when it is another. wanted: short. */
int sqlite_expect(struct engine_sqlite *engine, const char *sql, const char *wanted, enum message otherwise);

/* Opens the connection; what sqlite3 says of it. */
int sqlite_open(struct engine_sqlite *engine, int flags);
/*
 * A store of which neither the folder nor the file can be written, and that has no write-ahead log, cannot be read as
 * one that others write to, for which sqlite3 needs files beside it. Whether it is one: then it is noted, and opened as
 * a file that nobody changes; and whether somebody did.
 */
int sqlite_is_fixed(struct engine_sqlite *engine);
int sqlite_was_changed(const struct engine_sqlite *engine);

/* The operations of engine.h that are about the file. */
int sqlite_rewrite(struct engine *engine);
int sqlite_empty_log(struct engine *engine, int *done);
int sqlite_read_files(struct engine *engine, size_t overlap, engine_look *look, void *context);
int sqlite_examine(struct engine *engine, struct engine_state *out);
int sqlite_copy(struct engine *engine, const char *path, const struct engine_copying *copying);
int sqlite_seclude(struct engine *engine);
int sqlite_find_search_damage(struct engine *engine, char *text, size_t size);

#endif
