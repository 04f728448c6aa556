/* revision.c: whether a deal is still as the caller saw it. */
#include "domain/common/revision.h"

#include "naast.h"

#include "base/env/env.h"
#include "domain/common/rows.h"
#include "store/handle/handle.h"
#include "store/record/journal.h"

#include <inttypes.h>
#include <stdio.h>

int deal_rev_check(naast_store *store, naast_id deal, int64_t expected)
{
    char is[24], wanted[24];
    int64_t rev = 0;
    int status = expected != 0 ? journal_root_rev(store, NAAST_ROOT_DEAL, deal, &rev) : 0;
    if (status != 0 || rev == expected)
        return status;
    (void)snprintf(is, sizeof is, "%" PRId64, rev);
    (void)snprintf(wanted, sizeof wanted, "%" PRId64, expected);
    return FAIL(&store->env, MSG_DEAL_CHANGED, short_id('D', deal).text, is, wanted);
}
