/* clear.c: what an edit takes off a record. */
#include "domain/common/clear.h"

#include "naast.h"

#include "base/env/env.h"
#include "store/handle/handle.h"

int clear_check(naast_store *store, uint32_t clear, uint32_t known, uint32_t given)
{
    if ((clear & ~known) != 0)
        return FAIL(&store->env, MSG_CLEAR_UNKNOWN);
    return (clear & given) != 0 ? FAIL(&store->env, MSG_CLEAR_GIVEN) : 0;
}
