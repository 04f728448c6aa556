/* waivers.c: every waiver of a deal, and what has become of each. */
#include "naast.h"

#include "base/env/env.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "domain/common/list.h"
#include "domain/common/rows.h"
#include "domain/evidence/facts.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

static const char waivers_sql[] = "SELECT w.id, w.check_id, w.because, a.name, w.until, w.at FROM naast_waiver w "
                                  "LEFT JOIN naast_actor a ON a.id = w.approver "
                                  "WHERE w.id BETWEEN ?1 AND ?2 AND w.void = 0 ORDER BY w.id";

static int waiver_fill(struct listing *list, struct query *query, void *item)
{
    naast_waiver *waiver = item;
    waiver->n = child_number(query_int(query, 0));
    waiver->check = listing_text(list, query, 1);
    waiver->because = listing_text(list, query, 2);
    waiver->by = listing_text(list, query, 3);
    waiver->until = (naast_date)query_int(query, 4);
    waiver->at = query_int(query, 5);
    return waiver->check != NULL && waiver->because != NULL && waiver->by != NULL ? 0 : NAAST_NO_MEMORY;
}

/* The next one of the same check; NULL: this is the last. */
static const naast_waiver *next_of(const naast_waiver *waivers, size_t count, size_t at)
{
    for (size_t k = at + 1; k < count; k++)
        if (text_equal(waivers[k].check, waivers[at].check))
            return &waivers[k];
    return NULL;
}

static void states_fill(naast_waiver *waivers, size_t count, naast_date today)
{
    for (size_t k = 0; k < count; k++) {
        naast_waiver *waiver = &waivers[k];
        const naast_waiver *next = next_of(waivers, count, k);
        const int was_over = next != NULL && waiver->until < naast_date_of(next->at);
        if (waiver_is_withdrawal(waiver->until, waiver->at))
            waiver->state = NAAST_WAIVER_WITHDRAWAL;
        else if (next == NULL)
            waiver->state = waiver->until < today ? NAAST_WAIVER_EXPIRED : NAAST_WAIVER_IN_FORCE;
        else if (was_over)
            waiver->state = NAAST_WAIVER_EXPIRED;
        else
            waiver->state =
                waiver_is_withdrawal(next->until, next->at) ? NAAST_WAIVER_WITHDRAWN : NAAST_WAIVER_REPLACED;
    }
}

static int list_read(naast_store *store, naast_id deal, naast_waivers **out)
{
    struct listing list;
    struct query query = {0};
    int status = listing_begin(&list, store, sizeof(naast_waivers), sizeof(naast_waiver));
    if (status == 0)
        status = query_open(&query, store, waivers_sql, "ii", child_key(deal, 1), child_key(deal, CHILD_MAX));
    while (status == 0 && (status = query_next(&query)) > 0) {
        void *waiver = listing_add(&list);
        status = waiver != NULL ? waiver_fill(&list, &query, waiver) : NAAST_NO_MEMORY;
    }
    query_close(&query);
    if (status == 0)
        states_fill(list.items, list.count, env_today(&store->env));
    status = listing_end(&list, status);
    if (status == 0)
        *out = list.result;
    return status;
}

int naast_waiver_list(naast_store *store, naast_id deal, naast_waivers **out)
{
    naast_waivers *found = NULL;
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = deal_read(store, deal, NULL);
    if (status == 0)
        status = list_read(store, deal, &found);
    status = read_end(store, status);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
