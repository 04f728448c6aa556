/* proven.c: the gates of an evaluation that go in a receipt, and whether the deal is past others. */
#include "domain/deal/proven.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/pipeline/pipeline.h"
#include "domain/pipeline/proof.h"
#include "store/handle/handle.h"

int gates_prove(naast_store *store, int64_t revision_key, naast_evaluation *evaluation, uint64_t asked,
                struct proven *proven)
{
    int status = 0;
    const char **digests = result_alloc(&store->env, evaluation, evaluation->gate_count, sizeof *digests);
    *proven = (struct proven){.digests = digests, .proof = PROOF_WHOLE};
    if (digests == NULL)
        return NAAST_NO_MEMORY;
    for (size_t g = 0; status == 0 && g < evaluation->gate_count; g++) {
        if ((asked & stage_bit(g)) == 0)
            continue;
        if (evaluation->gates[g].open)
            status = pipeline_gate_digest(store, revision_key, g, &digests[g]);
        else
            proven->proof = PROOF_LACKING;
    }
    return status;
}
