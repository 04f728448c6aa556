/* reading.c: a read snapshot as it is, without asking first which store it is of: what reads, the witness included,
 * begins here. */
#include "store/session/reading.h"

#include "naast.h"

#include "base/env/env.h"
#include "engine/engine.h"
#include "store/handle/handle.h"

void reading_roll_back(naast_store *store)
{
    const struct failure kept = store->env.failure;
    (void)store->engine->ops->rollback(store->engine);
    store->env.failure = kept;
}

/* Whether this end belongs to a begin that failed: then nothing was begun. */
int reading_was_not_begun(naast_store *store, int status)
{
    const int failed = store->begin_failed && status != 0;
    store->begin_failed = 0;
    return failed;
}

int reading_begin(naast_store *store)
{
    int status = store->engine == NULL ? FAIL(&store->env, MSG_STORE_CLOSED) : 0;
    const int outermost = status == 0 && store->depth == 0 && store->reading == 0;
    if (outermost && store->engine->ops->in_transaction(store->engine)) /* an earlier rollback did not succeed */
        status = store->engine->ops->rollback(store->engine);
    if (status == 0 && outermost)
        status = store->engine->ops->begin_read(store->engine);
    if (status == 0)
        store->reading++;
    store->begin_failed = status != 0;
    return status;
}

int read_end(naast_store *store, int status)
{
    if (reading_was_not_begun(store, status))
        return status;
    if (--store->reading > 0 || store->depth > 0)
        return status;
    if (status == 0)
        status = store->engine->ops->commit(store->engine);
    if (status != 0)
        reading_roll_back(store);
    return status;
}

int store_reads_firm(const naast_store *store)
{
    const struct engine_ops *ops = store->engine->ops;
    if (store->depth > 0)
        return 0;
    return ops->in_transaction(store->engine) ? !ops->is_guest(store->engine) : ops->is_settled(store->engine);
}
