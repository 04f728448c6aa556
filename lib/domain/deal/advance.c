/* advance.c: moving a deal forward through open gates: up to a stage or not at all, or as far as they are open. */
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

#include <inttypes.h>
#include <stdio.h>

/* The stage to go to: where none is given the furthest that a move may lead to, since a win ends one. */
static int target_stage(const struct moving *moving, const char *to, int *out)
{
    const naast_pipeline *pipeline = moving->pipeline;
    const int won = pipeline_won(pipeline), last = (int)pipeline->stage_count - 1;
    int status = moving_not_ended(moving);
    if (status != 0)
        return status;
    if (to != NULL)
        return stage_find(moving->store, pipeline, to, out);
    *out = moving->stage < won ? won : last;
    if (moving->stage < last)
        return 0;
    return FAIL(&moving->store->env, MSG_DEAL_COMPLETED, short_id('D', moving->deal).text,
                pipeline->stages[moving->stage].code);
}

/* One gate passed: one transition, with its receipt. */
static int pass_gate(struct moving *moving, const naast_evaluation *evaluation, const struct proven *proven, int stage)
{
    char *receipt = NULL;
    int status = receipt_write(&moving->store->env, evaluation, proven->digests, (size_t)stage + 1, &receipt);
    const struct move move = {
        .kind = "advance",
        .to_stage = moving->pipeline->stages[stage + 1].code,
        .to_outcome = outcome_in_stage(moving->pipeline, stage + 1),
        .receipt = receipt,
        .proof = proven->proof,
        .settles_unverified = 1,
    };
    if (status == 0)
        status = deal_move(moving->store, moving->deal, &moving->row, &move);
    mem_free(&moving->store->env, receipt);
    return status;
}

/* Every gate that is enforced, and those that the deal is past and has not passed as they are now. */
static uint64_t gates_asked(const naast_evaluation *evaluation)
{
    uint64_t asked = 0;
    for (size_t g = 0; g < evaluation->gate_count; g++)
        if (evaluation->gates[g].enforced || evaluation->gates[g].unproven)
            asked |= stage_bit(g);
    return asked;
}

static int pass_gates(struct moving *moving, naast_evaluation *evaluation)
{
    const int to = pipeline_stage(moving->pipeline, evaluation->to);
    struct proven proven;
    int status =
        gates_prove(moving->store, row_int(&moving->row, DEAL_PIPELINE), evaluation, gates_asked(evaluation), &proven);
    for (int stage = moving->stage; status == 0 && stage < to; stage++)
        status = pass_gate(moving, evaluation, &proven, stage);
    if (status != 0)
        return status;
    evaluation->moved = 1;
    evaluation->stage = evaluation->to;
    return 0;
}

static int fail_not_yet(const struct moving *moving, const naast_evaluation *evaluation)
{
    char count[16];
    snprintf(count, sizeof count, "%" PRId32, evaluation->blockers);
    return FAIL(&moving->store->env, MSG_NOT_YET, short_id('D', moving->deal).text, evaluation->to, count);
}

static int advance(struct moving *moving, const naast_advance_spec *spec, naast_evaluation **out)
{
    struct facts *facts = NULL;
    int to = 0;
    int status = facts_of_row(moving->store, moving->deal, &moving->row, &facts);
    if (status == 0)
        status = target_stage(moving, spec->to, &to);
    if (status == 0)
        status = spec->to != NULL ? gates_evaluate(moving->store, facts, to, out)
                                  : gates_evaluate_open(moving->store, facts, to, out);
    const int reached = to <= moving->stage;
    if (status == 0 && !reached && !(*out)->open)
        status = fail_not_yet(moving, *out);
    if (status == 0 && !reached && !spec->dry_run)
        status = pass_gates(moving, *out);
    naast_free(facts);
    return status;
}

/* Inside an operation of several calls the entry of the journal, and so the revision, is still to come. */
static void note_operation(const naast_store *store, naast_evaluation *evaluation)
{
    if (!evaluation->moved || store->depth > 0)
        return;
    evaluation->operation = store->last.operation;
    evaluation->rev = store->last.seq;
}

int naast_deal_advance(naast_store *store, naast_id deal, const naast_advance_spec *spec, naast_evaluation **out)
{
    naast_evaluation *evaluation = NULL;
    naast_advance_spec own;
    struct moving moving;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_advance_spec, &own, spec);
    if (status != 0)
        return status;
    status = moving_begin(store, OP_ADVANCE, deal, own.expect_rev, &moving);
    if (status == 0)
        status = advance(&moving, &own, &evaluation);
    status = moving_end(&moving, status);
    if (status == 0)
        note_operation(store, evaluation);
    if (out != NULL && (status == 0 || status == NAAST_NOT_YET)) {
        *out = evaluation;
        evaluation = NULL;
    }
    naast_free(evaluation);
    return status;
}
