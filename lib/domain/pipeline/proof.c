/*
 * proof.c: which gates a deal has passed as they are now.
 *
 * A receipt names each gate that was open by the digest of what it asked. A gate counts as passed while one of the deal
 * names it so, whatever pipeline the deal was in; going back to a stage gives up the gates from there on, and so does a
 * change of pipeline. Receipts of before digests have the gate's code alone: what it asked is in the revision of the
 * move.
 */
#include "domain/pipeline/proof.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/values/ids.h"
#include "domain/pipeline/digest.h"
#include "domain/pipeline/pipeline.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <string.h>

enum { PROOF_STAGES = 64 };

struct proving {
    naast_store *store;
    char asked[PROOF_STAGES][GATE_DIGEST_SIZE]; /* by the gates that are to have been passed */
    size_t stages;
    uint64_t passed;
};

/* The gates that ask what this digest is of. */
static uint64_t gates_asking(const struct proving *proving, const char *digest, size_t len)
{
    uint64_t gates = 0;
    for (size_t s = 0; s < proving->stages; s++)
        if (strlen(proving->asked[s]) == len && memcmp(proving->asked[s], digest, len) == 0)
            gates |= stage_bit(s);
    return gates;
}

/* ---- receipts ---- */

/* A gate of a receipt of before digests. */
static int pass_by_code(struct proving *proving, int64_t revision, const char *code, size_t len)
{
    const naast_pipeline *pipeline = NULL;
    const char *digest = NULL;
    int status = pipeline_load(proving->store, revision, &pipeline);
    for (size_t s = 0; status == 0 && s < pipeline->stage_count; s++) {
        const char *gate = pipeline->stages[s].gate.code;
        if (gate == NULL || strlen(gate) != len || memcmp(gate, code, len) != 0)
            continue;
        status = pipeline_gate_digest(proving->store, revision, s, &digest);
        if (status == 0)
            proving->passed |= gates_asking(proving, digest, strlen(digest));
    }
    return status;
}

/* "[GATE DIGEST]", or "[GATE]". */
static int pass_gate(struct proving *proving, int64_t revision, const char *line, size_t len)
{
    const char *space = memchr(line, ' ', len);
    if (space == NULL)
        return pass_by_code(proving, revision, line + 1, len - 2);
    proving->passed |= gates_asking(proving, space + 1, (size_t)(line + len - 1 - (space + 1)));
    return 0;
}

static int pass_receipt(struct proving *proving, int64_t revision, const char *receipt)
{
    int status = 0;
    while (status == 0 && *receipt != '\0') {
        const size_t len = strcspn(receipt, "\n");
        if (len > 2 && receipt[0] == '[' && receipt[len - 1] == ']')
            status = pass_gate(proving, revision, receipt, len);
        receipt += len + (receipt[len] == '\n');
    }
    return status;
}

/* ---- moves ---- */

/* The gates from a stage on are no longer passed. */
static int give_up(struct proving *proving, int64_t revision, const char *stage)
{
    const naast_pipeline *pipeline = NULL;
    const char *digest = NULL;
    int status = pipeline_load(proving->store, revision, &pipeline);
    const int from = status == 0 ? pipeline_stage(pipeline, stage) : 0;
    for (size_t s = from < 0 ? 0 : (size_t)from; status == 0 && s < pipeline->stage_count; s++) {
        status = pipeline_gate_digest(proving->store, revision, s, &digest);
        if (status == 0)
            proving->passed &= ~gates_asking(proving, digest, strlen(digest));
    }
    return status;
}

static const char moves_sql[] = "SELECT kind, to_stage, pipeline, receipt FROM naast_standing_move "
                                "WHERE id BETWEEN ?1 AND ?2 ORDER BY id";

static int follow_moves(struct proving *proving, naast_id deal)
{
    struct query query = {0};
    int status = query_open(&query, proving->store, moves_sql, "ii", child_key(deal, 1), child_key(deal, CHILD_MAX));
    while (status == 0 && (status = query_next(&query)) > 0) {
        const char *kind = query_text(&query, 0);
        const int64_t revision = query_int(&query, 2);
        status = 0;
        if (strcmp(kind, "back") == 0 || strcmp(kind, "pipeline") == 0)
            status = give_up(proving, revision, query_text(&query, 1));
        if (status == 0)
            status = pass_receipt(proving, revision, query_text(&query, 3));
    }
    query_close(&query);
    return status;
}

int gates_lacking(naast_store *store, naast_id deal, int64_t revision_key, size_t stages, uint64_t *lacking)
{
    struct proving proving = {.store = store, .stages = stages < PROOF_STAGES ? stages : PROOF_STAGES - 1};
    int status = 0;
    for (size_t s = 0; status == 0 && s < proving.stages; s++) {
        const char *digest = NULL;
        status = pipeline_gate_digest(store, revision_key, s, &digest);
        if (status == 0)
            memcpy(proving.asked[s], digest, GATE_DIGEST_SIZE);
    }
    if (status == 0)
        status = follow_moves(&proving, deal);
    if (status == 0)
        *lacking = (stage_bit(proving.stages) - 1) & ~proving.passed;
    return status;
}
