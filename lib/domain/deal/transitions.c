/* transitions.c: every stage change of a deal, with the receipt of each. */
#include "naast.h"

#include "base/env/env.h"
#include "base/values/ids.h"
#include "domain/common/list.h"
#include "domain/common/rows.h"
#include "domain/deal/receipt.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

/* Of people and organisations that were merged, whom they became. */
static const char transitions_sql[] =
    "SELECT t.n, t.kind, t.from_stage, t.to_stage, t.from_outcome, t.to_outcome, p.name, t.pipeline, t.at, a.name, "
    "t.because, w.id, w.name, t.receipt, r.id, o.id, coalesce(r.name, o.name), "
    "EXISTS(SELECT 1 FROM naast_standing_move s WHERE s.id = t.id) "
    "FROM naast_transition t LEFT JOIN naast_pipeline p ON p.id = t.pipeline" SQL_PARENT
    "LEFT JOIN naast_actor a ON a.id = t.actor "
    "LEFT JOIN naast_person v ON v.id = t.told LEFT JOIN naast_person w ON w.id = coalesce(v.merged, v.id) "
    "LEFT JOIN naast_person q ON q.id = t.refer_person LEFT JOIN naast_person r ON r.id = coalesce(q.merged, q.id) "
    "LEFT JOIN naast_org n ON n.id = t.refer_org LEFT JOIN naast_org o ON o.id = coalesce(n.merged, n.id) "
    "WHERE t.id BETWEEN ?1 AND ?2 ORDER BY t.id";
enum {
    T_N,
    T_KIND,
    T_FROM_STAGE,
    T_TO_STAGE,
    T_FROM_OUTCOME,
    T_TO_OUTCOME,
    T_PIPELINE,
    T_REVISION,
    T_AT,
    T_ACTOR,
    T_BECAUSE,
    T_TOLD,
    T_TOLD_NAME,
    T_RECEIPT,
    T_REFER_PERSON,
    T_REFER_ORG,
    T_REFER_NAME,
    T_STANDS
};

static int transition_texts(struct listing *list, struct query *query, naast_transition *move)
{
    const struct {
        const char **text;
        int column;
    } texts[] = {
        {&move->kind, T_KIND},
        {&move->from_stage, T_FROM_STAGE},
        {&move->to_stage, T_TO_STAGE},
        {&move->from_outcome, T_FROM_OUTCOME},
        {&move->to_outcome, T_TO_OUTCOME},
        {&move->pipeline, T_PIPELINE},
        {&move->actor, T_ACTOR},
        {&move->because, T_BECAUSE},
        {&move->informed_name, T_TOLD_NAME},
        {&move->refer_name, T_REFER_NAME},
    };
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++)
        if ((*texts[k].text = listing_text(list, query, texts[k].column)) == NULL)
            return NAAST_NO_MEMORY;
    return 0;
}

static int transition_fill(struct listing *list, struct query *query, void *item)
{
    naast_transition *move = item;
    move->n = (int32_t)query_int(query, T_N);
    move->pipeline_revision = child_number(query_int(query, T_REVISION));
    move->at = query_int(query, T_AT);
    move->counts = query_int(query, T_STANDS) != 0;
    if (!query_null(query, T_TOLD))
        move->informed = (naast_party){NAAST_SIDE_CUSTOMER, query_int(query, T_TOLD)};
    if (!query_null(query, T_REFER_PERSON))
        move->refer_root = NAAST_ROOT_PERSON;
    else if (!query_null(query, T_REFER_ORG))
        move->refer_root = NAAST_ROOT_ORG;
    move->refer = query_int(query, T_REFER_PERSON) + query_int(query, T_REFER_ORG); /* at most one is not NULL */
    int status = transition_texts(list, query, move);
    if (status != 0)
        return status;
    move->receipt_size = sizeof *move->receipt;
    return receipt_read(list->env, list->result, query_text(query, T_RECEIPT), &move->receipt, &move->receipt_count);
}

static const struct item_kind transition_items = {sizeof(naast_transitions), sizeof(naast_transition), transition_fill};

static int list_read(naast_store *store, naast_id deal, naast_transitions **out)
{
    struct query query;
    void *found = NULL;
    (void)query_open(&query, store, transitions_sql, "ii", child_key(deal, 1), child_key(deal, CHILD_MAX));
    int status = listing_read(store, &query, &transition_items, &found);
    if (status == 0)
        *out = found;
    return status;
}

int naast_transition_list(naast_store *store, naast_id deal, naast_transitions **out)
{
    naast_transitions *found = NULL;
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
