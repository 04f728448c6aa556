/* deal_move.h: what the calls that move a deal have in common. */
#ifndef DOMAIN_DEAL_DEAL_MOVE_H
#define DOMAIN_DEAL_DEAL_MOVE_H

#include "naast.h"

#include "base/env/env.h"
#include "domain/common/rows.h"
#include "store/handle/operation.h"

enum { BECAUSE_BYTES = 65536 };

/* A deal about to be moved: its row, its pipeline and the stage that it is in. */
struct moving {
    naast_store *store;
    naast_id deal;
    struct row row;
    const naast_pipeline *pipeline;
    int stage;
    char *because;
};

/*
 * Begins the write, and reads the deal in it; NAAST_CONFLICT unless it is at expect_rev (0: any). Whatever comes of it,
 * moving_end follows, which ends the write as write_end does.
 */
int moving_begin(naast_store *store, enum operation operation, naast_id deal, int64_t expect_rev,
                 struct moving *moving);
int moving_end(struct moving *moving, int status);
int moving_because(struct moving *moving, const char *because, int required);

/* NAAST_CONFLICT when the deal ended without being won. */
int moving_not_ended(const struct moving *moving);

const char *deal_outcome(const struct row *row);
int outcome_is_won(const char *outcome);

/* A stage of the pipeline by its code; NAAST_NOT_FOUND. */
int stage_find(naast_store *store, const naast_pipeline *pipeline, const char *code, int *out);

/*
 * Where a deal in the stage `code` stays when it is moved to the pipeline: in the stage of that name; -1: it starts
 * again. The won stage and later only keep a deal that was won, since nothing but their gates wins one.
 */
int stage_under(const naast_pipeline *pipeline, const char *code, int won);

/* "won" from the won stage on; NULL before it. */
const char *outcome_in_stage(const naast_pipeline *pipeline, int stage);

#endif
