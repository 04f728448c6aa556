/* derive.c: what follows from which rows. */
#include "store/record/derive.h"

#include "naast.h"

#include "base/env/env.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/record/effective_moves.h"
#include "store/record/funnel.h"
#include "store/record/search.h"

static int derive_deal(naast_store *store, int64_t id, const struct rec_value *old, const struct rec_value *now)
{
    int status = summary_follow(store, old, now);
    return status == 0 ? search_follow(store, SEARCH_DEAL, id, old, now) : status;
}

int derive_row(naast_store *store, const struct rec_table *table, int64_t id, const struct rec_value *old,
               const struct rec_value *now)
{
    if (table == &table_deal)
        return derive_deal(store, id, old, now);
    if (table == &table_transition)
        return standing_follow(store, id, now);
    if (table == &table_evidence)
        return search_follow(store, SEARCH_ITEM, id, old, now);
    if (table == &table_org)
        return search_follow(store, SEARCH_ORG, id, old, now);
    if (table == &table_person)
        return search_follow(store, SEARCH_PERSON, id, old, now);
    return 0;
}
