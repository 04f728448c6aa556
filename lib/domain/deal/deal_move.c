/* deal_move.c: what the calls that move a deal have in common. */
#include "domain/deal/deal_move.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "domain/common/input.h"
#include "domain/common/revision.h"
#include "domain/common/rows.h"
#include "domain/pipeline/pipeline.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/session/transaction.h"

#include <string.h>

int moving_begin(naast_store *store, enum operation operation, naast_id deal, int64_t expect_rev, struct moving *moving)
{
    *moving = (struct moving){.store = store, .deal = deal};
    int status = write_begin(store, operation);
    if (status == 0)
        status = deal_read(store, deal, &moving->row);
    if (status == 0)
        status = deal_rev_check(store, deal, expect_rev);
    if (status == 0)
        status = pipeline_load(store, row_int(&moving->row, DEAL_PIPELINE), &moving->pipeline);
    if (status != 0)
        return status;
    moving->stage = pipeline_stage(moving->pipeline, row_text(&moving->row, DEAL_STAGE));
    if (moving->stage < 0)
        return FAIL(&store->env, MSG_DEAL_STAGE_LOST, short_id('D', deal).text, row_text(&moving->row, DEAL_STAGE));
    return 0;
}

int moving_because(struct moving *moving, const char *because, int required)
{
    const int rules = required ? TEXT_LINES | TEXT_REQUIRED : TEXT_LINES | TEXT_SPEAKS;
    return field_clean(moving->store, MSG_FIELD_BECAUSE, because, BECAUSE_BYTES, rules, &moving->because);
}

int moving_end(struct moving *moving, int status)
{
    mem_free(&moving->store->env, moving->because);
    row_free(&moving->row);
    return write_end(moving->store, status);
}

const char *deal_outcome(const struct row *row) { return row_text(row, DEAL_OUTCOME); }

int outcome_is_won(const char *outcome) { return strcmp(outcome, "won") == 0; }

int moving_not_ended(const struct moving *moving)
{
    const char *outcome = deal_outcome(&moving->row);
    if (*outcome == '\0' || outcome_is_won(outcome))
        return 0;
    return FAIL(&moving->store->env, MSG_DEAL_ENDED, short_id('D', moving->deal).text, outcome);
}

int stage_find(naast_store *store, const naast_pipeline *pipeline, const char *code, int *out)
{
    int stage = pipeline_stage(pipeline, code);
    if (stage < 0)
        return FAIL(&store->env, MSG_STAGE_NOT_FOUND, pipeline->code, code);
    *out = stage;
    return 0;
}

int stage_under(const naast_pipeline *pipeline, const char *code, int won)
{
    const int stage = pipeline_stage(pipeline, code);
    return stage >= pipeline_won(pipeline) && !won ? -1 : stage;
}

const char *outcome_in_stage(const naast_pipeline *pipeline, int stage)
{
    return stage >= pipeline_won(pipeline) ? "won" : NULL;
}
