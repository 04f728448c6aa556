/* backward_moves.c: the moves that pass no gate: back to an earlier stage, reopening and ending.
 */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "domain/common/codes.h"
#include "domain/common/input.h"
#include "domain/common/rows.h"
#include "domain/deal/deal_move.h"
#include "domain/deal/transition.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/proof.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"

/* ---- back ---- */

static int earlier_stage(const struct moving *moving, const char *to, int *out)
{
    naast_store *store = moving->store;
    const struct short_id id = short_id('D', moving->deal);
    const char *stage = moving->pipeline->stages[moving->stage].code;
    int found = moving->stage - 1;
    int status = moving_not_ended(moving);
    if (status == 0 && moving->stage == 0)
        status = FAIL(&store->env, MSG_STAGE_FIRST, id.text, stage);
    if (status == 0 && to != NULL)
        status = stage_find(store, moving->pipeline, to, &found);
    if (status == 0 && found >= moving->stage)
        status = FAIL(&store->env, MSG_STAGE_NOT_EARLIER, id.text, stage, to);
    if (status == 0)
        *out = found;
    return status;
}

/* Of a deal that is past gates that it has not passed as they are now: whether it still is, further back. */
static int proof_back(struct moving *moving, int stage, enum proof *proof)
{
    uint64_t lacking = 0;
    *proof = PROOF_AS_IT_WAS;
    if (row_int(&moving->row, DEAL_UNPROVEN) == 0)
        return 0;
    int status =
        gates_lacking(moving->store, moving->deal, row_int(&moving->row, DEAL_PIPELINE), (size_t)stage, &lacking);
    if (status == 0)
        *proof = lacking != 0 ? PROOF_LACKING : PROOF_WHOLE;
    return status;
}

static int back(struct moving *moving, const naast_back_spec *spec)
{
    enum proof proof = PROOF_AS_IT_WAS;
    int stage = 0;
    int status = moving_because(moving, spec->because, 1);
    if (status == 0)
        status = earlier_stage(moving, spec->to, &stage);
    if (status == 0)
        status = proof_back(moving, stage, &proof);
    if (status != 0)
        return status;
    const struct move move = {
        .kind = "back",
        .to_stage = moving->pipeline->stages[stage].code,
        .to_outcome = outcome_in_stage(moving->pipeline, stage),
        .proof = proof,
        .because = moving->because,
    };
    return deal_move(moving->store, moving->deal, &moving->row, &move);
}

int naast_deal_move_back(naast_store *store, naast_id deal, const naast_back_spec *spec)
{
    struct moving moving;
    naast_back_spec own;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_back_spec, &own, spec);
    if (status != 0)
        return status;
    status = moving_begin(store, OP_BACK, deal, own.expect_rev, &moving);
    if (status == 0)
        status = back(&moving, &own);
    return moving_end(&moving, status);
}

/* ---- reopen ---- */

static int reopen(struct moving *moving, const naast_reopen_spec *spec)
{
    const char *outcome = deal_outcome(&moving->row);
    const struct short_id id = short_id('D', moving->deal);
    int status = moving_because(moving, spec->because, 1);
    if (status == 0 && *outcome == '\0')
        status = FAIL(&moving->store->env, MSG_DEAL_IS_OPEN, id.text);
    if (status == 0 && outcome_is_won(outcome))
        status = FAIL(&moving->store->env, MSG_DEAL_IS_WON, id.text);
    if (status != 0)
        return status;
    const struct move move = {
        .kind = "reopen",
        .to_stage = moving->pipeline->stages[moving->stage].code,
        .because = moving->because,
    };
    return deal_move(moving->store, moving->deal, &moving->row, &move);
}

int naast_deal_reopen(naast_store *store, naast_id deal, const naast_reopen_spec *spec)
{
    struct moving moving;
    naast_reopen_spec own;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_reopen_spec, &own, spec);
    if (status != 0)
        return status;
    status = moving_begin(store, OP_REOPEN, deal, own.expect_rev, &moving);
    if (status == 0)
        status = reopen(&moving, &own);
    return moving_end(&moving, status);
}

/* ---- end ---- */

const char *const *naast_outcomes(void)
{
    static const char *const outcomes[] = {"won",  "declined",    "rejected",  "no_match",
                                           "lost", "no_decision", "withdrawn", NULL};
    return outcomes;
}

static int check_end(naast_store *store, const naast_end_spec *spec)
{
    const int referred = spec->refer_root == NAAST_ROOT_PERSON || spec->refer_root == NAAST_ROOT_ORG;
    if (spec->outcome == NULL || outcome_is_won(spec->outcome) || !codes_have(naast_outcomes(), spec->outcome))
        return FAIL(&store->env, MSG_OUTCOME_INVALID, spec->outcome ? spec->outcome : "");
    if (spec->refer != 0 ? !referred : spec->refer_root != 0)
        return FAIL(&store->env, MSG_REFER_INVALID);
    return links_check(store, 0, spec->informed, 0);
}

/* What the deal is already: open, or ended so and now somebody was told. */
static int check_endable(const struct moving *moving, const naast_end_spec *spec)
{
    const char *outcome = deal_outcome(&moving->row);
    const struct short_id id = short_id('D', moving->deal);
    if (*outcome == '\0' || (text_equal(outcome, spec->outcome) && spec->informed != 0))
        return 0;
    if (outcome_is_won(outcome))
        return FAIL(&moving->store->env, MSG_DEAL_IS_WON, id.text);
    return FAIL(&moving->store->env, MSG_DEAL_ENDED, id.text, outcome);
}

static int end(struct moving *moving, const naast_end_spec *spec)
{
    const naast_id person = spec->refer_root == NAAST_ROOT_PERSON ? spec->refer : 0;
    const naast_id org = spec->refer_root == NAAST_ROOT_ORG ? spec->refer : 0;
    const int first = *deal_outcome(&moving->row) == '\0';
    int status = check_end(moving->store, spec);
    if (status == 0)
        status = links_check(moving->store, 0, person, org);
    if (status == 0)
        status = check_endable(moving, spec);
    if (status == 0)
        status = moving_because(moving, spec->because, first);
    if (status != 0)
        return status;
    const struct move move = {
        .kind = "end",
        .to_stage = moving->pipeline->stages[moving->stage].code,
        .to_outcome = spec->outcome,
        .because = moving->because,
        .told = spec->informed,
        .refer_person = person,
        .refer_org = org,
    };
    return deal_move(moving->store, moving->deal, &moving->row, &move);
}

int naast_deal_end(naast_store *store, naast_id deal, const naast_end_spec *spec)
{
    struct moving moving;
    naast_end_spec own;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_end_spec, &own, spec);
    if (status != 0)
        return status;
    status = moving_begin(store, OP_END, deal, own.expect_rev, &moving);
    if (status == 0)
        status = end(&moving, &own);
    return moving_end(&moving, status);
}
