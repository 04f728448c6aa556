/* derive.c: what follows from which rows. */
#include "store/derive.h"

#include "store/search.h"
#include "store/standing.h"
#include "store/summary.h"

int derive_deal(naast_store *store, int64_t id, const struct rec_value *old, const struct rec_value *now)
{
    int status = summary_follow(store, old, now);
    return status == 0 ? search_follow(store, SEARCH_DEAL, id, old, now) : status;
}

int derive_transition(naast_store *store, int64_t id, const struct rec_value *old, const struct rec_value *now)
{
    (void)old;
    return standing_follow(store, id, now);
}

int derive_evidence(naast_store *store, int64_t id, const struct rec_value *old, const struct rec_value *now)
{
    return search_follow(store, SEARCH_ITEM, id, old, now);
}

int derive_org(naast_store *store, int64_t id, const struct rec_value *old, const struct rec_value *now)
{
    return search_follow(store, SEARCH_ORG, id, old, now);
}

int derive_person(naast_store *store, int64_t id, const struct rec_value *old, const struct rec_value *now)
{
    return search_follow(store, SEARCH_PERSON, id, old, now);
}
