/*
 * change_pipeline.c: moving a deal to another pipeline or revision.
 *
 * A gate that was passed elsewhere is not passed here. Each gate behind the deal that asks something else than those it
 * passed is evaluated once: what is open counts as passed, with a receipt; for the rest the deal is unproven.
 */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "domain/common/rows.h"
#include "domain/deal/deal_move.h"
#include "domain/deal/proven.h"
#include "domain/deal/receipt.h"
#include "domain/deal/transition.h"
#include "domain/evidence/facts.h"
#include "domain/gate/gate.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/proof.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"

/* Where a deal goes. */
struct destination {
    const naast_pipeline *pipeline;
    int64_t key;
    int stage;
};

static int destination_find(const struct moving *moving, const naast_change_pipeline_spec *spec,
                            struct destination *found)
{
    naast_store *store = moving->store;
    const char *name = spec->pipeline != NULL ? spec->pipeline : moving->pipeline->code;
    const char *stage = moving->pipeline->stages[moving->stage].code;
    int status = pipeline_find(store, name, spec->revision, &found->key);
    if (status == 0 && found->key == row_int(&moving->row, DEAL_PIPELINE))
        status = FAIL(&store->env, MSG_PIPELINE_SAME, short_id('D', moving->deal).text);
    if (status == 0)
        status = pipeline_load(store, found->key, &found->pipeline);
    if (status != 0)
        return status;
    const int kept = stage_under(found->pipeline, stage, outcome_is_won(deal_outcome(&moving->row)));
    found->stage = kept < 0 ? 0 : kept;
    return 0;
}

/* What the gates of the destination that the deal lacks say of it now. */
static int evaluate_there(struct moving *moving, const struct destination *there, naast_evaluation **out)
{
    struct facts *facts = NULL, *under = NULL;
    int status = facts_of_row(moving->store, moving->deal, &moving->row, &facts);
    if (status == 0)
        status = facts_under(moving->store, facts, there->pipeline, there->stage, &under);
    if (status == 0)
        status = gates_evaluate(moving->store, under, there->stage, out);
    naast_free(under);
    naast_free(facts);
    return status;
}

/* *receipt: mem_free; NULL where nothing was passed by it. */
static int prove_there(struct moving *moving, const struct destination *there, char **receipt, enum proof *proof)
{
    naast_store *store = moving->store;
    naast_evaluation *evaluation = NULL;
    struct proven proven;
    uint64_t lacking = 0;
    int status = gates_lacking(store, moving->deal, there->key, (size_t)there->stage, &lacking);
    *proof = PROOF_WHOLE;
    if (status != 0 || lacking == 0)
        return status;
    status = evaluate_there(moving, there, &evaluation);
    if (status == 0)
        status = gates_prove(store, there->key, evaluation, lacking, &proven);
    if (status == 0)
        status = receipt_write(&store->env, evaluation, proven.digests, evaluation->gate_count, receipt);
    if (status == 0)
        *proof = proven.proof;
    naast_free(evaluation);
    return status;
}

static int change_pipeline(struct moving *moving, const naast_change_pipeline_spec *spec)
{
    struct destination there = {0};
    struct move move = {.kind = "pipeline"};
    char *receipt = NULL;
    int status = moving_because(moving, spec->because, 1);
    if (status == 0)
        status = moving_not_ended(moving);
    if (status == 0)
        status = destination_find(moving, spec, &there);
    if (status == 0)
        status = prove_there(moving, &there, &receipt, &move.proof);
    if (status == 0) {
        move.to_stage = there.pipeline->stages[there.stage].code;
        move.to_outcome = outcome_in_stage(there.pipeline, there.stage);
        move.pipeline = there.key;
        move.because = moving->because;
        move.receipt = receipt;
        status = deal_move(moving->store, moving->deal, &moving->row, &move);
    }
    mem_free(&moving->store->env, receipt);
    return status;
}

int naast_deal_change_pipeline(naast_store *store, naast_id deal, const naast_change_pipeline_spec *spec)
{
    struct moving moving;
    naast_change_pipeline_spec own;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_change_pipeline_spec, &own, spec);
    if (status != 0)
        return status;
    status = moving_begin(store, OP_CHANGE_PIPELINE, deal, own.expect_rev, &moving);
    if (status == 0)
        status = change_pipeline(&moving, &own);
    return moving_end(&moving, status);
}
