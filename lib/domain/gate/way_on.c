/* way_on.c: how far the gates would let a deal be, and how many checks are in its way; in figures, without words. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/evidence/facts.h"
#include "domain/gate/callbacks.h"
#include "domain/gate/gate.h"
#include "domain/pipeline/pipeline.h"
#include "store/handle/handle.h"

/* Adds to *blockers the checks of one gate that block it. */
static int gate_count_blockers(struct env *env, void *scratch, const struct facts *facts, const naast_gate *gate,
                               const struct gate_callbacks *callbacks, int32_t *blockers)
{
    struct check_outcome outcome;
    int status = 0;
    for (size_t k = 0; status == 0 && k < gate->check_count; k++) {
        status = check_evaluate(env, scratch, facts, &gate->checks[k], callbacks, &outcome);
        *blockers += status == 0 && outcome_blocks(&outcome);
    }
    return status;
}

int way_on_evaluate(naast_store *store, const struct facts *facts, int *open, int32_t *blockers)
{
    const naast_stage *stages = facts->pipeline->stages;
    const int won = pipeline_won(facts->pipeline);
    struct callback_session session;
    int32_t found = 0;
    int status = 0;
    void *scratch = result_new(&store->env, 1);
    if (scratch == NULL)
        return NAAST_NO_MEMORY;
    callback_session_begin(store, &session);
    const struct gate_callbacks callbacks = {callback_ask, &session};
    for (int stage = facts->stage < won ? 0 : won; status == 0 && stage <= facts->stage; stage++)
        status = gate_count_blockers(&store->env, scratch, facts, &stages[stage].gate, &callbacks, &found);
    callback_session_end(&session);
    naast_free(scratch);
    if (status != 0)
        return status;
    *open = stages[facts->stage].gate.check_count == 0 ? -1 : found == 0;
    *blockers = *open < 0 ? 0 : found;
    return 0;
}

int gates_allow(naast_store *store, const struct facts *facts, int *stage)
{
    const int won = pipeline_won(facts->pipeline);
    struct callback_session session;
    int32_t blockers = 0;
    int status = 0, at = 0;
    void *scratch = result_new(&store->env, 1);
    if (scratch == NULL)
        return NAAST_NO_MEMORY;
    callback_session_begin(store, &session);
    const struct gate_callbacks callbacks = {callback_ask, &session};
    while (status == 0 && blockers == 0 && at < won) {
        status =
            gate_count_blockers(&store->env, scratch, facts, &facts->pipeline->stages[at].gate, &callbacks, &blockers);
        at += status == 0 && blockers == 0;
    }
    callback_session_end(&session);
    naast_free(scratch);
    if (status == 0)
        *stage = at;
    return status;
}
