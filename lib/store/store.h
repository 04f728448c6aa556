/* store.h: a handle on one store: its engine, cached statements, transactions. The layers above include this, sql.h and
 * record.h. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/env.h"
#include "store/engine.h"

struct statement_cache;
struct journal; /* the operation being written, see journal.c */
struct write_queue;
struct witness;
struct callback_list; /* lib/domain/callbacks.c; freed through release_domain */

/* An operation that was written, and the head behind it, by which it is known again. */
struct written {
    int64_t operation, seq;
    uint8_t hash[32];
};

/* How things stood when an inner write began. */
struct write_mark {
    size_t gathered; /* by the journal */
    int64_t watched;
};

struct naast_store {
    struct env env;        /* first: &store->env and store are used alike */
    struct engine *engine; /* NULL until created, opened or attached */
    struct statement_cache *statements;
    struct journal *journal;
    struct write_queue *queue; /* NULL: readers, attached stores */
    struct witness *witness;   /* NULL: none is kept */
    char *path;
    char *actor;
    int64_t actor_id; /* row in naast_actor; 0: not looked up in this transaction yet */
    uint32_t busy_ms;
    int read_only, attached;
    int older;    /* its schema wants store_migrate first */
    int doubtful; /* what store it is was seen in a transaction that the caller may take back: store_look_again */
    int depth;    /* nested writes */
    struct write_mark *marks; /* of each inner write */
    size_t mark_capacity;
    int64_t watched;      /* attached, an operation of several calls: how far naast_meta counts it; 0: not watched */
    int operations;       /* of those, the ones that the caller began: naast_operation_begin */
    int reading;          /* nested read snapshots */
    int begin_failed;     /* the next write_end or read_end belongs to a begin that failed */
    int lost;             /* the engine could not go back to a savepoint: the outermost write is not kept */
    naast_time stands_at; /* of a handle on the past: where its clock stands */
    struct written last;  /* ask store_last_operation */
    struct written kept;  /* attached: the last one whose commit is known */
    struct callback_list *callbacks;
    void *pipeline_cache;                         /* lib/domain/pipeline_load.c */
    void (*release_domain)(struct naast_store *); /* set by the domain when it hangs something on the handle */
};

/* What an operation is; the numbers stand in journal cores for ever. Names: operation_name. */
enum operation {
    OP_INIT = 1,
    OP_MIGRATE,
    OP_ORG_ADD,
    OP_ORG_EDIT,
    OP_PERSON_ADD,
    OP_PERSON_EDIT,
    OP_DEAL_ADD,
    OP_DEAL_EDIT,
    OP_RECORD,
    OP_CONFIRM,
    OP_AMEND,
    OP_SETTLE,
    OP_RETRACT,
    OP_ADVANCE,
    OP_BACK,
    OP_REOPEN,
    OP_END,
    OP_WAIVE,
    OP_CHANGE_PIPELINE,
    OP_PIPELINE_ADD,
    OP_TASK_ADD,
    OP_TASK_DONE,
    OP_ACTIVITY_ADD,
    OP_TALK,
    OP_IMPORT,
    OP_BATCH,
    OP_UNDO,
    OP_MERGE,
    OP_REDACT,
    OP_ERASE,
    OP_END_OF_LIST
};
const char *operation_name(int operation); /* "record"; "unknown" */
/* Whether there is an operation of that number. */
int operation_known(int operation);
int operation_from_name(const char *name); /* 0: none */

/* What the domain puts into a new store, in the write (OP_INIT) that makes its tables. Returns 0 or a status. */
typedef int (*store_fill)(naast_store *store, void *context);

/*
 * Used by lib/domain's public naast_store_create / open / attach / migrate. fill: NULL for nothing. After a failure the
 * handle has no store, and a file that was made is gone; but after NAAST_OLDER it waits for store_migrate, and does
 * nothing else.
 */
int store_create(naast_store *store, const char *path, store_fill fill, void *context);
/*
 * As store_create, for a store that is to have this UUID. It comes to be under a name of its own beside `path`, and
 * gets its name when it is whole: who is killed on the way leaves nothing at `path`.
 */
int store_restore(naast_store *store, const char *path, const uint8_t uuid[16], store_fill fill, void *context);
int store_open(naast_store *store, const char *path, naast_open_mode mode);
int store_attach(naast_store *store, struct sqlite3 *connection);
int store_committed(naast_store *store, int kept);
/* On an attached connection without naast's tables it makes them, and fills them. Else the steps that are wanting. */
int store_migrate(naast_store *store, store_fill fill, void *context);
/*
 * Of an attached store nothing that was read is good for longer than the read: the caller may take his transaction
 * back, and does not have to say so. What a handle goes on knowing it looks at again, when it is asked:
 *   definitions of pipelines      compared with the store each time (lib/domain/pipeline_load.c)
 *   that the store is one of ours, its schema, its witness      here, until seen outside the caller's transaction
 *   the last operation            store_last_operation
 *   the head, who acts            read by each operation, and by one of several calls only while it stands
 *                                 (write_is_shared)
 */
int store_look_again(naast_store *store);
/* The one that was written last; on an attached store, where it does not stand any more, the last whose commit is
 * known. 0: none. */
int64_t store_last_operation(const naast_store *store);
/* Whether what is read now nobody can take back: it may be told outside the store. */
int store_reads_firm(const naast_store *store);
/* Rolls back, releases all that this layer hung on the handle, which may then be used again. The domain's part goes
 * first. */
void store_close(naast_store *store);

/*
 * A write: the outermost is BEGIN IMMEDIATE (or a savepoint, attached), inner ones are savepoints. The operation of the
 * outermost counts. The pattern, the only one:
 *     int status = write_begin(store, OP_RECORD);
 *     if (status == 0) status = record(store, ...);
 *     return write_end(store, status);
 * write_end after a write_begin that failed returns that status and does nothing else; it must be called all the same.
 * What failed inside an inner write is undone by its write_end, and the outer one may go on.
 */
int write_begin(naast_store *store, enum operation operation);
int write_end(naast_store *store, int status);
/* For work that may exceed 50 ms: lets the next writer queue at the engine instead. Call right after write_begin. */
void write_is_long(naast_store *store);

/*
 * For an operation of several calls, between which the caller of an attached connection may roll back, wholly or to a
 * savepoint: that is noticed before anything else is written, and then the operation is taken back as a whole. Call
 * right after write_begin.
 */
int write_is_shared(naast_store *store);

/* A read snapshot; inside a write it is that write's. Same pattern. Opens nothing when the store is closed:
 * NAAST_INVALID. */
int read_begin(naast_store *store);
int read_end(naast_store *store, int status);

#endif
