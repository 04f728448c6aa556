/* pipeline_effects.c: which open deals a definition would affect, were they moved to it. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "domain/common/list.h"
#include "domain/deal/deal_move.h"
#include "domain/evidence/facts.h"
#include "domain/gate/gate.h"
#include "domain/pipeline/pipeline.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

/* Whether the gates up to the next stage are open. */
static int gates_open(naast_store *store, const struct facts *facts, int *open)
{
    naast_evaluation *evaluation = NULL;
    int last = (int)facts->pipeline->stage_count - 1;
    int status = gates_evaluate(store, facts, facts->stage < last ? facts->stage + 1 : last, &evaluation);
    if (status == 0)
        *open = evaluation->open;
    naast_free(evaluation);
    return status;
}

/* The same deal under another definition: its stage by name, else the first. */
static int gates_open_under(naast_store *store, const struct facts *facts, const naast_pipeline *definition, int *kept,
                            int *open)
{
    const int stage = stage_under(definition, facts->pipeline->stages[facts->stage].code, 0); /* none of them was won */
    struct facts *under = NULL;
    int status = facts_under(store, facts, definition, stage < 0 ? 0 : stage, &under);
    if (status == 0)
        status = gates_open(store, under, open);
    naast_free(under);
    if (status == 0)
        *kept = stage >= 0;
    return status;
}

static int effect_of(naast_store *store, const naast_pipeline *definition, naast_id deal, naast_effect *effect)
{
    struct facts *facts = NULL;
    int status = facts_read(store, deal, &facts);
    if (status == 0)
        status = gates_open(store, facts, &effect->open_before);
    if (status == 0)
        status = gates_open_under(store, facts, definition, &effect->stage_kept, &effect->open_after);
    naast_free(facts);
    return status;
}

static int effect_add(struct listing *list, const naast_effect *found, struct query *query)
{
    naast_effect *effect = listing_add(list);
    if (effect == NULL)
        return NAAST_NO_MEMORY;
    *effect = *found;
    effect->deal = query_int(query, 0);
    effect->title = listing_text(list, query, 1);
    effect->stage = listing_text(list, query, 2);
    return effect->title && effect->stage ? 0 : NAAST_NO_MEMORY;
}

static const char deals_sql[] =
    "SELECT d.id, d.title, d.stage FROM naast_pipeline p"
    " JOIN naast_deal d ON d.pipeline BETWEEN p.id" SQL_FIRST_CHILD "AND p.id" SQL_LAST_CHILD
    "WHERE p.name = CAST(?1 AS TEXT) AND p.void = 0 AND d.void = 0 AND d.outcome IS NULL ORDER BY d.id";

static int effects_read(naast_store *store, const naast_pipeline *definition, naast_effects **out)
{
    struct query query = {0};
    struct listing list;
    int64_t open_deals = 0;
    int status = listing_begin(&list, store, sizeof(naast_effects), sizeof(naast_effect));
    if (status == 0)
        status = query_open(&query, store, deals_sql, "t", definition->code);
    while (status == 0 && (status = query_next(&query)) > 0) {
        naast_effect effect = {0};
        open_deals++;
        status = effect_of(store, definition, query_int(&query, 0), &effect);
        if (status == 0 && (!effect.stage_kept || effect.open_before != effect.open_after))
            status = effect_add(&list, &effect, &query);
    }
    query_close(&query);
    status = listing_end(&list, status);
    if (status != 0)
        return status;
    *out = list.result;
    (*out)->open_deals = open_deals;
    return 0;
}

int naast_pipeline_effects(naast_store *store, const naast_pipeline *definition, naast_effects **out)
{
    naast_effects *found = NULL;
    naast_pipeline *own = NULL;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = pipeline_take(&store->env, definition, &own);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = effects_read(store, own, &found);
    status = read_end(store, status);
    naast_free(own);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
