/* funnel.c: the funnel: how many deals are where, and what they are worth, kept in the transaction that moves a
 * deal. */
#include "store/record/funnel.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/values/ids.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <string.h>

static const char *text_of(const struct rec_value *value) { return value->type == REC_TEXT ? value->data : ""; }

static int is_counted(const struct rec_value row[]) { return row != NULL && row[DEAL_VOID].i == 0; }

/* times: 1 adds the deal where it is, -1 removes it. */
static int count_deal(naast_store *store, const struct rec_value row[], int64_t times)
{
    struct query query;
    int status =
        query_open(&query, store,
                   "INSERT INTO naast_funnel(pipeline, stage, outcome, currency, deals, minor) "
                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (pipeline, stage, outcome, currency) DO UPDATE "
                   "SET deals = naast_funnel.deals + excluded.deals, minor = naast_funnel.minor + excluded.minor",
                   "itttii", child_parent(row[DEAL_PIPELINE].i), text_of(&row[DEAL_STAGE]), text_of(&row[DEAL_OUTCOME]),
                   text_of(&row[DEAL_CURRENCY]), times, times * row[DEAL_AMOUNT].i);
    if (status == 0)
        status = query_next(&query);
    query_close(&query);
    return status;
}

/* Amounts are not below zero, so it is only upwards that a sum can leave what can be counted. */
static int check_room(naast_store *store, const struct rec_value row[])
{
    int64_t full = 0;
    if (row[DEAL_AMOUNT].i <= 0)
        return 0;
    int status = sql_int(store, &full,
                         "SELECT 1 FROM naast_funnel WHERE pipeline = ?1 AND stage = ?2 AND outcome = ?3 "
                         "AND currency = ?4 AND minor > 9223372036854775807 - ?5",
                         "ittti", child_parent(row[DEAL_PIPELINE].i), text_of(&row[DEAL_STAGE]),
                         text_of(&row[DEAL_OUTCOME]), text_of(&row[DEAL_CURRENCY]), row[DEAL_AMOUNT].i);
    if (status == 0 && full)
        status = FAIL(&store->env, MSG_FUNNEL_SUM, text_of(&row[DEAL_CURRENCY]));
    return status;
}

/* Whether both are counted alike, so that nothing has to be written. */
static int stands_same(const struct rec_value a[], const struct rec_value b[])
{
    static const int texts[] = {DEAL_STAGE, DEAL_OUTCOME, DEAL_CURRENCY};
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++)
        if (strcmp(text_of(&a[texts[k]]), text_of(&b[texts[k]])) != 0)
            return 0;
    return child_parent(a[DEAL_PIPELINE].i) == child_parent(b[DEAL_PIPELINE].i) && a[DEAL_AMOUNT].i == b[DEAL_AMOUNT].i;
}

int summary_follow(naast_store *store, const struct rec_value *old, const struct rec_value *now)
{
    const int before = is_counted(old), after = is_counted(now);
    int status = 0;
    if (before && after && stands_same(old, now))
        return 0;
    if (before)
        status = count_deal(store, old, -1);
    if (status == 0 && after)
        status = check_room(store, now);
    if (status == 0 && after)
        status = count_deal(store, now, 1);
    return status;
}

/* Subtracts a new count of the deals from the funnel: nothing may be left. */
int summary_check(naast_store *store)
{
    int64_t different = 0;
    int status = sql_int(store, &different,
                         "SELECT count(*) FROM (SELECT 1 FROM ("
                         "SELECT pipeline, stage, outcome, currency, deals, minor FROM naast_funnel UNION ALL "
                         "SELECT pipeline" SQL_PARENT ", stage, coalesce(outcome, ''), coalesce(currency, ''), -1, "
                         "-coalesce(amount, 0) FROM naast_deal WHERE void = 0) AS both_sides "
                         "GROUP BY pipeline, stage, outcome, currency "
                         "HAVING sum(deals) <> 0 OR sum(minor) <> 0) AS different",
                         "");
    if (status == 0 && different != 0)
        status = FAIL(&store->env, MSG_FOUND_SUMMARY_DIFFERS);
    return status;
}
