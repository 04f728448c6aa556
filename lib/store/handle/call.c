/* call.c: how every public call begins. */
#include "store/handle/call.h"

#include "naast.h"

#include "base/env/env.h"
#include "store/handle/handle.h"

int call_begin(naast_store *store, int complete)
{
    if (store == NULL)
        return NAAST_INVALID;
    if (store->unfit)
        return NAAST_INVALID; /* its message stays why */
    env_clear_failure(&store->env);
    if (store->asking)
        return FAIL(&store->env, MSG_IN_CALLBACK);
    return complete ? 0 : FAIL(&store->env, MSG_ARGUMENT_NULL);
}
