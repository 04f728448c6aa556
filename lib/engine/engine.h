/*
 * engine.h: the seam between the store and a database engine, at the level of statements.
 * One implementation here, on sqlite3; the tests have one that wraps another and fails on command.
 * Every function that can fail returns 0 (or ENGINE_ROW) or a negative naast_status, and leaves its reason in env's
 * failure.
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include <stddef.h>
#include <stdint.h>

struct env;

struct engine;      /* a connection */
struct engine_stmt; /* a prepared statement */
struct rec_table;

enum { ENGINE_ROW = 1 };
enum engine_open { ENGINE_CREATE, ENGINE_READ_WRITE, ENGINE_READ_ONLY };

/* The schema this library writes, and the mark of its files: "naas". */
enum { SCHEMA_VERSION = 3, APPLICATION_ID = 0x6e616173 };

/* What a store says it is. */
struct engine_identity {
    int is_store;    /* naast's tables are there */
    int64_t version; /* of the schema */
};

/*
 * Full text, in the engine's own SQL. A text is its words, as text_words gives them, under a key. What is taken away
 * must be exactly what was put there.
 */
struct engine_search {
    const char *create;           /* schema statements */
    const char *add, *remove;     /* ?1: the key, ?2: the words */
    const char *before, *after;   /* around a parameter: the keys of texts with a word that begins with this one */
    const char *settle;           /* words that were taken away are nowhere any more */
    const char *open, *all, *end; /* for verify: before it and after it, and each (word, key) that there is */
};

typedef void engine_look(void *context, const unsigned char *bytes, size_t len);
/* Called from time to time while a copy is made, with the bytes done and the total. Non-zero stops it: NAAST_STOPPED.
 */
struct engine_copying {
    int (*progress)(void *context, int64_t done, int64_t total); /* may be NULL */
    void *context;
};

/* Asked now and then while a statement runs: other than 0 ends it with NAAST_STOPPED. */
typedef int engine_stop(void *context);

/* How the engine keeps a file, asked of it. */
struct engine_state {
    const char *version;          /* of the engine; never freed */
    const char *setting, *wanted; /* the first that is not as it should be; "": all are */
    char is[32];                  /* what it is */
    char damage[160]; /* what is wrong with the file, looked at quickly, in the engine's words; "": nothing */
};

struct engine_ops {
    int (*prepare)(struct engine *, const char *sql, struct engine_stmt **out);
    void (*finalize)(struct engine_stmt *);
    int (*bind_int)(struct engine_stmt *, int at, int64_t value); /* at counts from 1 */
    int (*bind_text)(struct engine_stmt *, int at,
                     const char *text); /* NULL binds NULL; the text must live until reset */
    int (*bind_blob)(struct engine_stmt *, int at, const void *data, size_t len);
    int (*bind_null)(struct engine_stmt *, int at);
    int (*step)(struct engine_stmt *); /* ENGINE_ROW, 0 when done, or a status */
    void (*reset)(struct engine_stmt *);
    int (*is_null)(struct engine_stmt *, int column); /* column counts from 0 */
    int64_t (*column_int)(struct engine_stmt *, int column);
    const char *(*column_text)(struct engine_stmt *,
                               int column); /* "" for NULL; valid until the next step; NULL: no memory */
    const void *(*column_blob)(struct engine_stmt *, int column, size_t *len);

    /*
     * A transaction that the engine ends by itself (a full disk, no memory) is over: whatever is tried in it then
     * fails, and nothing runs outside it by accident, until rollback. One that the caller of an attached connection
     * ended, or took back to before it began, fails at commit, and rollback leaves what he has begun since alone.
     */
    int (*begin_read)(struct engine *);
    int (*begin_write)(struct engine *,
                       uint32_t wait_ms); /* BEGIN IMMEDIATE; NAAST_BUSY when another writes for that long */
    int (*commit)(struct engine *);
    int (*rollback)(struct engine *);
    int (*savepoint)(struct engine *, int depth);
    int (*release)(struct engine *, int depth);
    int (*rollback_to)(struct engine *, int depth); /* and release */
    int (*in_transaction)(struct engine *);

    int (*run)(struct engine *, const char *sql);                   /* schema statements, none or several */
    int (*create_table)(struct engine *, const struct rec_table *); /* DDL from the descriptor */
    int (*create_triggers)(struct engine *); /* MODEL: gates cannot be bypassed, journal is append-only */
    int (*find_missing_trigger)(struct engine *, char *name,
                                size_t size); /* one that is not there as we made it; "": all are there */
    const struct engine_search *(*search)(struct engine *);
    int (*find_unknown_trigger)(struct engine *, char *name,
                                size_t size); /* one on our tables that we did not make; "": there is none */
    /* What is wrong with how a table is kept (its pages, its indices, a value of another type than its column's), in
     * the engine's words; "": nothing. */
    int (*find_damage)(struct engine *, const char *table, char *text, size_t size);
    /* The same of the full text, and whether it can be written to. */
    int (*find_search_damage)(struct engine *, char *text, size_t size);
    /* From here on `stop` is asked; NULL: nobody any more. Does nothing on a caller's connection: its hooks are theirs.
     */
    void (*heed)(struct engine *, engine_stop *stop, void *context);
    int (*identify)(struct engine *, struct engine_identity *out);
    int (*set_version)(struct engine *, int64_t version);
    int (*is_guest)(struct engine *);   /* inside a transaction that is the caller's, who may yet roll back */
    int (*is_settled)(struct engine *); /* no transaction is open, ours or the caller's */
    /* Stays as it is in a transaction that writes, until that is committed, by whomever. */
    uint32_t (*version)(struct engine *);
    /* Outside a transaction: rewrites every page, so that nothing stays of what was on one before. */
    int (*rewrite)(struct engine *);
    /* Outside a transaction: the write-ahead log goes into the file and is empty; *done 0: a reader needs it yet. */
    int (*empty_log)(struct engine *, int *done);
    /* Outside a transaction: all bytes of the file and of its log, in stretches that overlap by that number. */
    int (*read_files)(struct engine *, size_t overlap, engine_look *look, void *context);
    int (*examine)(struct engine *, struct engine_state *out);
    /* Copies everything, as the read that is open sees it, into the empty file at path, which then needs no other
     * beside it. */
    int (*copy)(struct engine *, const char *path, const struct engine_copying *copying);
    /*
     * From here to close nobody else has the file open, and all of it is in that one file. NAAST_BUSY where somebody
     * has, or comes in between. Outside a transaction.
     */
    int (*seclude)(struct engine *);
    const char *(*location)(struct engine *); /* the whole path of the file that it keeps; "": none */
    void (*close)(struct engine *);           /* rolls back; NULL is allowed nowhere */
};

struct engine {
    const struct engine_ops *ops;
    struct env *env;
};

struct engine_stmt {
    struct engine *engine;
};

struct sqlite3;
/*
 * Opens a file with the settings of the design; refuses what is foreign or newer, and whose tables are not those that
 * naast made, before it changes a byte. Never makes a file; ENGINE_CREATE takes an empty one, whose schema the caller
 * makes in one write, followed by engine_sqlite_settle. path: absolute, no link in it. Returns 0, NAAST_NOT_FOUND,
 * NAAST_FOREIGN, NAAST_NEWER, NAAST_BUSY, NAAST_IO, NAAST_UNVERIFIED or NAAST_NO_MEMORY.
 */
int engine_sqlite_open(struct env *env, const char *path, enum engine_open mode, uint32_t busy_ms, struct engine **out);
/* The schema is complete: from here on readers and writers do not wait for each other (WAL). */
int engine_sqlite_settle(struct engine *engine);
/* Whether somebody has the file open, which may be of any kind. Returns 0, NAAST_BUSY or NAAST_IO. */
int engine_sqlite_in_use(struct env *env, const char *path);
/* Uses a connection that the caller owns; changes none of its settings. */
int engine_sqlite_attach(struct env *env, struct sqlite3 *connection, struct engine **out);

/* An empty database in memory, whose keys to other rows are not looked at. */
int engine_sqlite_memory(struct env *env, struct engine **out);

#endif
