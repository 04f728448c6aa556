/* advance.c: moving a deal forward through every open gate up to a stage, or not at all. */
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
#include "domain/pipeline/proof.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"

#include <inttypes.h>
#include <stdio.h>

/* The stage to go to: a later one. */
static int target_stage(const struct moving *moving, const char *to, int *out)
{
    naast_store *store = moving->store;
    const struct short_id id = short_id('D', moving->deal);
    const char *stage = moving->pipeline->stages[moving->stage].code;
    int found = moving->stage + 1;
    int status = moving_not_ended(moving);
    if (status == 0 && (size_t)found == moving->pipeline->stage_count)
        status = FAIL(&store->env, MSG_DEAL_COMPLETED, id.text, stage);
    if (status == 0 && to != NULL)
        status = stage_find(store, moving->pipeline, to, &found);
    if (status == 0 && found <= moving->stage)
        status = FAIL(&store->env, MSG_STAGE_NOT_LATER, id.text, stage, to);
    if (status == 0)
        *out = found;
    return status;
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

static int pass_gates(struct moving *moving, naast_evaluation *evaluation, int to)
{
    struct proven proven;
    int status =
        gates_prove(moving->store, row_int(&moving->row, DEAL_PIPELINE), evaluation, gates_asked(evaluation), &proven);
    for (int stage = moving->stage; status == 0 && stage < to; stage++)
        status = pass_gate(moving, evaluation, &proven, stage);
    if (status == 0)
        evaluation->moved = 1;
    return status;
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
        status = gates_evaluate(moving->store, facts, to, out);
    if (status == 0 && !(*out)->open)
        status = fail_not_yet(moving, *out);
    if (status == 0 && !spec->dry_run)
        status = pass_gates(moving, *out, to);
    naast_free(facts);
    return status;
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
    if (out != NULL && (status == 0 || status == NAAST_NOT_YET)) {
        *out = evaluation;
        evaluation = NULL;
    }
    naast_free(evaluation);
    return status;
}
