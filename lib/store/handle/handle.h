/* handle.h: what hangs on a handle: its engine, its statements, the operation that is being written. */
#ifndef STORE_HANDLE_HANDLE_H
#define STORE_HANDLE_HANDLE_H

#include "naast.h"

#include "base/env/env.h"

struct callback_list;
struct engine;
struct journal;
struct statement_cache;
struct witness;
struct write_queue;

/* An operation that was written, and the head behind it, by which it is known again. */
struct written {
    int64_t operation, seq;
    uint8_t hash[32];
};

/* How things stood when an inner write began. */
struct write_mark {
    size_t gathered; /* by the journal */
    struct written written;
    int64_t watched;
};

/* Why the outermost write cannot go on. */
enum write_lost {
    WRITE_STANDS,
    WRITE_TAKEN_BACK, /* by the engine, or by the caller of an attached connection */
    WRITE_COMMITTED   /* by that caller */
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
    int unfit; /* naast_store_new failed: it can be asked for the message, and be freed */
    int read_only, attached;
    int older;    /* its schema wants store_migrate first */
    int doubtful; /* what store it is was seen in a transaction that the caller may take back: store_look_again */
    int depth;    /* nested writes */
    struct write_mark *marks; /* of each inner write */
    size_t mark_capacity;
    int64_t watched;  /* attached, an operation of several calls: how far naast_meta counts it; 0: not watched */
    uint32_t version; /* the engine's, since when it is watched */
    int shared;       /* the number of nested writes that the caller began, who comes in between */
    int operations;   /* of those, the ones that the caller began: naast_operation_begin */
    int reading;      /* nested read snapshots */
    int reads;        /* of those, the ones that the caller began: naast_read_begin */
    int notices;      /* a descriptor, see engine/sqlite/notices.h; 0: not asked for yet */
    int begin_failed; /* the next write_end or read_end belongs to a begin that failed */
    enum write_lost lost;
    naast_time stands_at; /* of a handle on the past: the time of its clock */
    struct written last;  /* ask store_last_operation */
    struct written kept;  /* attached: the last one whose commit is known */
    struct callback_list *callbacks;
    int asking;                                   /* one of them is being asked: nothing else may use this handle */
    void *pipeline_cache;                         /* lib/domain/pipeline/load.c */
    void (*release_domain)(struct naast_store *); /* set by the domain when it hangs something on the handle */
};

#endif
