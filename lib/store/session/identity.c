/* identity.c: which store it is that a handle has, and whether that is still so: what a caller of an attached
 * connection takes back is looked at again. */
#include "store/session/identity.h"

#include "naast.h"

#include "base/env/env.h"
#include "engine/engine.h"
#include "engine/sqlite/schema_check.h"
#include "store/handle/handle.h"
#include "store/session/witness.h"

/* A handle on what is older stays, for store_migrate. */
int identity_check(naast_store *store)
{
    struct engine_identity identity = {0};
    int status = store->engine->ops->identify(store->engine, &identity);
    store->doubtful = !store->engine->ops->is_settled(store->engine);
    if (status != 0)
        return status;
    store->older = 0;
    if (!identity.is_store) {
        store->older = 1;
        return FAIL(&store->env, MSG_ATTACH_EMPTY, store->path);
    }
    if (identity.version > SCHEMA_VERSION)
        return FAIL(&store->env, MSG_STORE_NEWER, store->path);
    if (store->attached) /* a file was looked at when it was opened */
        status = schema_check(store->engine, identity.version, store->path);
    if (status != 0)
        return status;
    if (identity.version < SCHEMA_VERSION) {
        store->older = 1;
        return FAIL(&store->env, MSG_STORE_OLDER, store->path);
    }
    return 0;
}

/* In the caller's transaction this stays open; outside it, it is answered for good. */
int store_look_again(naast_store *store)
{
    if (!store->doubtful)
        return 0;
    int status = identity_check(store);
    if (status == 0 && !store->doubtful)
        status = witness_meet(store);
    if (status != 0)
        witness_leave(store);
    store->doubtful |= status != 0;
    return status;
}
