/* store.h: a handle on one store: its engine, cached statements, transactions. The layers above include this, sql.h and record.h. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/env.h"
#include "store/engine.h"

struct statement_cache;
struct journal;      /* the operation being written, see journal.c */
struct write_queue;
struct callback_list; /* lib/domain/callbacks.c; freed through release_domain */

struct naast_store {
    struct env env; /* first: &store->env and store are used alike */
    struct engine *engine; /* NULL until created, opened or attached */
    struct statement_cache *statements;
    struct journal *journal;
    struct write_queue *queue; /* NULL: readers, attached stores */
    char *path;
    char *actor;
    int64_t actor_id;     /* row in naast_actor; 0: not looked up in this transaction yet */
    uint32_t busy_ms;
    int read_only, attached;
    int depth;            /* nested writes */
    int reading;          /* nested read snapshots */
    int64_t last_operation;
    struct callback_list *callbacks;
    void *pipeline_cache; /* lib/domain/pipeline_load.c */
    void (*release_domain)(struct naast_store *); /* set by the domain when it hangs something on the handle */
};

/* What an operation is; the numbers stand in journal cores for ever. Names: operation_name. */
enum operation {
    OP_INIT = 1, OP_MIGRATE, OP_ORG_ADD, OP_ORG_EDIT, OP_PERSON_ADD, OP_PERSON_EDIT, OP_DEAL_ADD, OP_DEAL_EDIT,
    OP_RECORD, OP_CONFIRM, OP_AMEND, OP_SETTLE, OP_RETRACT, OP_ADVANCE, OP_BACK, OP_REOPEN, OP_END, OP_WAIVE,
    OP_CHANGE_PIPELINE, OP_PIPELINE_ADD, OP_TASK_ADD, OP_TASK_DONE, OP_ACTIVITY_ADD, OP_TALK, OP_IMPORT, OP_BATCH,
    OP_END_OF_LIST
};
const char *operation_name(int operation);           /* "record"; "unknown" */
int operation_from_name(const char *name);           /* 0: none */

/* Used by lib/domain's public naast_store_create / open / attach; they install the schema and nothing of the domain. */
int store_create(naast_store *store, const char *path);
int store_open(naast_store *store, const char *path, naast_open_mode mode);
int store_migrate(naast_store *store);

/*
 * A write: the outermost is BEGIN IMMEDIATE (or a savepoint, attached), inner ones are savepoints. The operation of the
 * outermost counts. The pattern, the only one:
 *     int status = write_begin(store, OP_RECORD);
 *     if (status == 0) status = record(store, ...);
 *     return write_end(store, status);
 * write_end after a write_begin that failed returns that status and does nothing else.
 */
int write_begin(naast_store *store, enum operation operation);
int write_end(naast_store *store, int status);
/* For work that may exceed 50 ms: lets the next writer queue at the engine instead. Call right after write_begin. */
void write_is_long(naast_store *store);

/* A read snapshot; inside a write it is that write's. Same pattern. Opens nothing when the store is closed: NAAST_INVALID. */
int read_begin(naast_store *store);
int read_end(naast_store *store, int status);

#endif
