/* transaction.c: writes and read snapshots, nested: the outermost is the engine's transaction, inner writes are
 * savepoints. */
#include "store/session/transaction.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "engine/engine.h"
#include "engine/sqlite/queue.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/journal_operation.h"
#include "store/session/identity.h"
#include "store/session/reading.h"
#include "store/session/witness.h"

static uint32_t left_until(int64_t deadline)
{
    const int64_t left = (deadline - queue_clock()) / 1000;
    return left > 0 ? (uint32_t)left : 0;
}

int transaction_begin(naast_store *store)
{
    const struct engine_ops *ops = store->engine->ops;
    const int64_t deadline = queue_clock() + (int64_t)store->busy_ms * 1000;
    int status = 0;
    if (ops->in_transaction(store->engine)) /* an earlier rollback did not succeed */
        status = ops->rollback(store->engine);
    if (status != 0)
        return status;
    if (store->queue != NULL)
        queue_enter(store->queue, deadline);
    status = ops->begin_write(store->engine, left_until(deadline));
    if (status != 0)
        queue_leave(store->queue);
    return status;
}

int transaction_end(naast_store *store, int status)
{
    if (status == 0)
        status = store->engine->ops->commit(store->engine);
    if (status != 0)
        reading_roll_back(store);
    queue_leave(store->queue);
    return status;
}

static int fail_lost(naast_store *store)
{
    if (store->lost == WRITE_COMMITTED)
        return FAIL(&store->env, MSG_COMMITTED_INSIDE);
    return FAIL(&store->env, MSG_TRANSACTION_LOST, store->path);
}

static int check_ready(naast_store *store)
{
    if (store->engine == NULL)
        return FAIL(&store->env, MSG_STORE_CLOSED);
    if (store->lost)
        return fail_lost(store);
    if (store->depth == 0 && store->reading == 0) {
        int status = store_look_again(store);
        if (status != 0)
            return status;
    }
    return store->older ? FAIL(&store->env, MSG_STORE_OLDER, store->path) : 0;
}

static int check_writable(naast_store *store)
{
    if (store->stands_at != 0)
        return FAIL(&store->env, MSG_STORE_PAST);
    if (store->read_only)
        return FAIL(&store->env, MSG_STORE_READ_ONLY, store->path);
    if (store->depth == 0 && store->reading > 0)
        return FAIL(&store->env, MSG_WRITE_IN_READ);
    return witness_check_write(store);
}

static int begin_outermost(naast_store *store, enum operation operation)
{
    int status = transaction_begin(store);
    if (status != 0)
        return status;
    status = journal_begin(store, operation);
    if (status != 0) {
        status = transaction_end(store, status);
        journal_discard(store);
    }
    return status;
}

/*
 * ---- an operation that the caller of the connection may roll back or commit between two calls ----
 * So the journal is written before the caller comes in between, and what was done since the transaction ended is seen
 * before more is written.
 */

#define WATCH_KEY "'operation ' || ?1"

/* More than one handle may write in one transaction. */
static int64_t watch_number(const naast_store *store) { return (int64_t)(intptr_t)store; }

/* The count is in the store, so that it is rolled back too. */
static int watch_count(naast_store *store)
{
    struct query query;
    int status = query_open(&query, store,
                            "INSERT INTO naast_meta(key, value) VALUES (" WATCH_KEY ", ?2) "
                            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                            "ii", watch_number(store), store->watched + 1);
    if (status == 0)
        status = query_next(&query);
    query_close(&query);
    if (status == 0)
        store->watched++;
    return status;
}

/* Where the transaction is over, none of ours is open any more. */
static int watch_check(naast_store *store)
{
    const struct engine_ops *ops = store->engine->ops;
    const int over = ops->is_settled(store->engine);
    int64_t found = 0;
    if (store->watched == 0)
        return 0;
    if (over)
        reading_roll_back(store);
    int status =
        sql_int(store, &found, "SELECT value FROM naast_meta WHERE key = " WATCH_KEY, "i", watch_number(store));
    if (status != 0)
        return status;
    if (found != store->watched)
        store->lost = WRITE_TAKEN_BACK;
    else if (over || ops->version(store->engine) != store->version)
        store->lost = WRITE_COMMITTED;
    return store->lost != WRITE_STANDS ? fail_lost(store) : 0;
}

static int watch_forget(naast_store *store)
{
    struct query query;
    int status = query_open(&query, store, "DELETE FROM naast_meta WHERE key = " WATCH_KEY, "i", watch_number(store));
    if (status == 0)
        status = query_next(&query);
    query_close(&query);
    return status;
}

static int watch_end(naast_store *store)
{
    int status = watch_check(store);
    return status == 0 && store->watched > 0 ? watch_forget(store) : status;
}

int write_is_shared(naast_store *store)
{
    int status = store->attached && store->watched == 0 ? watch_count(store) : 0;
    if (status != 0)
        return status;
    if (store->shared == 0)
        store->version = store->engine->ops->version(store->engine);
    store->shared = store->depth;
    return 0;
}

static int begin_inner(naast_store *store)
{
    int status =
        mem_reserve(&store->env, &store->marks, &store->mark_capacity, (size_t)store->depth + 1, sizeof *store->marks);
    if (status == 0)
        status = watch_check(store);
    if (status == 0 && store->watched > 0)
        status = watch_count(store);
    if (status != 0)
        return status;
    status = store->engine->ops->savepoint(store->engine, store->depth);
    if (status == 0)
        store->marks[store->depth] = (struct write_mark){journal_mark(store), journal_part(store), store->watched};
    else
        store->lost = WRITE_TAKEN_BACK; /* there is no savepoint to go back to, so all of it goes */
    return status;
}

int write_begin(naast_store *store, enum operation operation)
{
    int status = check_ready(store);
    if (status == 0)
        status = check_writable(store);
    if (status == 0)
        status = store->depth == 0 ? begin_outermost(store, operation) : begin_inner(store);
    if (status == 0)
        store->depth++;
    store->begin_failed = status != 0;
    return status;
}

/* What the caller committed in the midst of it is kept, and is an operation. */
static void keep_committed(naast_store *store)
{
    const struct failure kept = store->env.failure;
    const struct written part = journal_part(store);
    (void)watch_forget(store);
    if (part.operation != 0)
        store->last = part;
    store->env.failure = kept;
}

/* Nothing is left to take back where the caller committed it: that is what the end says then. */
static int end_watched(naast_store *store, int status)
{
    const struct failure kept = store->env.failure;
    if (status == 0)
        return watch_end(store);
    if (store->lost == WRITE_STANDS)
        (void)watch_check(store);
    if (store->lost == WRITE_COMMITTED)
        return fail_lost(store);
    store->env.failure = kept;
    return status;
}

static int end_outermost(naast_store *store, int status)
{
    const int guest = store->engine->ops->is_guest(store->engine);
    int64_t first = 0;
    status = end_watched(store, status);
    if (status == 0)
        status = journal_write(store, &first);
    status = transaction_end(store, status);
    if (status == 0 && first != 0 && !guest)
        witness_keep_written(store);
    if (status == 0 && first != 0)
        store->last = journal_part(store);
    if (store->lost == WRITE_COMMITTED)
        keep_committed(store);
    journal_discard(store);
    store->lost = WRITE_STANDS;
    store->watched = 0;
    if (status == 0 && first != 0 && !guest)
        store->kept = store->last;
    return status;
}

static int keep_inner(naast_store *store)
{
    int status = store->watched > 0 && store->depth <= store->shared ? journal_write_part(store) : 0;
    return status == 0 ? store->engine->ops->release(store->engine, store->depth) : status;
}

static int end_inner(naast_store *store, int status)
{
    const struct write_mark *mark = &store->marks[store->depth];
    if (status == 0)
        status = keep_inner(store);
    if (status == 0 || store->lost == WRITE_COMMITTED) /* there is nothing to take back */
        return status;
    const struct failure kept = store->env.failure;
    if (store->engine->ops->rollback_to(store->engine, store->depth) != 0 && store->lost == WRITE_STANDS)
        store->lost = WRITE_TAKEN_BACK;
    journal_rollback_to(store, mark->gathered);
    journal_part_back(store, &mark->written);
    store->watched = mark->watched;
    store->env.failure = kept;
    return status;
}

/* What the caller began, and may have ended otherwise. */
static int check_shared(naast_store *store, int status)
{
    const struct failure kept = store->env.failure;
    const int found = store->depth == store->shared && store->lost == WRITE_STANDS ? watch_check(store) : 0;
    if (status == 0)
        return found;
    store->env.failure = kept;
    return status;
}

int write_end(naast_store *store, int status)
{
    if (reading_was_not_begun(store, status))
        return status;
    if (status == 0 && store->lost)
        status = fail_lost(store);
    if (store->depth > 1)
        status = check_shared(store, status);
    store->depth--;
    store->shared = store->shared > store->depth ? store->depth : store->shared;
    return store->depth == 0 ? end_outermost(store, status) : end_inner(store, status);
}

void write_is_long(naast_store *store) { queue_leave(store->queue); }

int read_begin(naast_store *store)
{
    int status = check_ready(store);
    if (status == 0 && store->watched > 0 && store->engine->ops->is_settled(store->engine))
        status = watch_check(store);
    store->begin_failed = status != 0;
    return status == 0 ? reading_begin(store) : status;
}
