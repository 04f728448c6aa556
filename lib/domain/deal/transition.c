/* transition.c: transitions: the only way a stage, an outcome or a pipeline changes. */
#include "domain/deal/transition.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "domain/common/rows.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/record.h"

/* The transition of a move, from `deal` as it is; deal NULL: it opens. */
static int transition_write(naast_store *store, naast_id id, int64_t n, const struct row *deal, const struct move *move,
                            naast_time at)
{
    int64_t actor = 0;
    int status = actor_current(store, &actor);
    if (status != 0)
        return status;
    const struct rec_value row[TRANSITION_COLUMNS] = {
        [TRANSITION_ID] = rec_int(child_key(id, n)),
        [TRANSITION_DEAL] = rec_int(id),
        [TRANSITION_N] = rec_int(n),
        [TRANSITION_KIND] = rec_text(move->kind),
        [TRANSITION_FROM_STAGE] = deal ? deal->value[DEAL_STAGE] : rec_null(),
        [TRANSITION_TO_STAGE] = rec_text(move->to_stage),
        [TRANSITION_FROM_OUTCOME] = deal ? deal->value[DEAL_OUTCOME] : rec_null(),
        [TRANSITION_TO_OUTCOME] = rec_text(move->to_outcome),
        [TRANSITION_PIPELINE] = rec_int(move->pipeline ? move->pipeline : row_int(deal, DEAL_PIPELINE)),
        [TRANSITION_AT] = rec_int(at),
        [TRANSITION_ACTOR] = rec_int(actor),
        [TRANSITION_BECAUSE] = rec_text(move->because),
        [TRANSITION_RECEIPT] = rec_text(move->receipt),
        [TRANSITION_TOLD] = rec_int_or_null(move->told),
        [TRANSITION_REFER_PERSON] = rec_int_or_null(move->refer_person),
        [TRANSITION_REFER_ORG] = rec_int_or_null(move->refer_org),
        [TRANSITION_UNDOES] = rec_int_or_null(move->undoes),
    };
    return rec_insert(store, &table_transition, row, NULL);
}

static naast_time move_time(naast_store *store, const struct move *move)
{
    return move->at ? move->at : env_now(&store->env);
}

/* The day it got its outcome: kept while the outcome stays, gone with it. */
static struct rec_value closed_day(naast_store *store, const struct row *deal, const struct move *move)
{
    if (move->to_outcome == NULL || *move->to_outcome == '\0')
        return rec_null();
    if (text_equal(move->to_outcome, row_text(deal, DEAL_OUTCOME)))
        return deal->value[DEAL_CLOSED];
    return rec_int(move->closed ? move->closed : env_today(&store->env));
}

/* Who was told of the end: forgotten with the outcome. */
static struct rec_value told_person(const struct row *deal, const struct move *move)
{
    if (move->to_outcome == NULL || *move->to_outcome == '\0')
        return rec_null();
    return move->told ? rec_int(move->told) : deal->value[DEAL_TOLD];
}

static void move_row(naast_store *store, const struct move *move, naast_time at, const struct row *deal,
                     struct row *now)
{
    *now = *deal;
    now->value[DEAL_STAGE] = rec_text(move->to_stage);
    now->value[DEAL_OUTCOME] = rec_text(move->to_outcome);
    if (move->pipeline)
        now->value[DEAL_PIPELINE] = rec_int(move->pipeline);
    now->value[DEAL_MOVES] = rec_int(row_int(deal, DEAL_MOVES) + 1);
    if (!text_equal(move->to_stage, row_text(deal, DEAL_STAGE)))
        now->value[DEAL_SINCE] = rec_int(at);
    now->value[DEAL_CLOSED] = closed_day(store, deal, move);
    now->value[DEAL_TOLD] = told_person(deal, move);
    if (move->settles_unverified)
        now->value[DEAL_UNVERIFIED] = rec_int(0);
    if (move->proof != PROOF_AS_IT_WAS)
        now->value[DEAL_UNPROVEN] = rec_int(move->proof == PROOF_LACKING);
}

int deal_move(naast_store *store, naast_id id, struct row *deal, const struct move *move)
{
    static const uint64_t mask = UINT64_C(1) << DEAL_STAGE | UINT64_C(1) << DEAL_OUTCOME |
                                 UINT64_C(1) << DEAL_PIPELINE | UINT64_C(1) << DEAL_MOVES | UINT64_C(1) << DEAL_SINCE |
                                 UINT64_C(1) << DEAL_CLOSED | UINT64_C(1) << DEAL_TOLD |
                                 UINT64_C(1) << DEAL_UNVERIFIED | UINT64_C(1) << DEAL_UNPROVEN;
    const int64_t n = row_int(deal, DEAL_MOVES) + 1;
    const naast_time at = move_time(store, move);
    struct row now;
    if (n > CHILD_MAX)
        return FAIL(&store->env, MSG_DEAL_MOVES_FULL, short_id('D', id).text);
    int status = transition_write(store, id, n, deal, move, at);
    if (status != 0)
        return status;
    move_row(store, move, at, deal, &now);
    status = rec_update(store, &table_deal, id, deal->value, now.value, mask);
    if (status == 0)
        *deal = now; /* the texts of the move live as long as the move does */
    return status;
}

/* Whether both are at the same place, so that no transition leads from one to the other. */
static int stands_same(const struct row *a, const struct row *b)
{
    return text_equal(row_text(a, DEAL_STAGE), row_text(b, DEAL_STAGE)) &&
           text_equal(row_text(a, DEAL_OUTCOME), row_text(b, DEAL_OUTCOME)) &&
           row_int(a, DEAL_PIPELINE) == row_int(b, DEAL_PIPELINE);
}

int deal_restore(naast_store *store, naast_id id, const struct row *deal, struct row *now, uint64_t mask,
                 int64_t undoes, const char *because)
{
    const int64_t n = row_int(deal, DEAL_MOVES) + 1;
    const struct move move = {.kind = "undo",
                              .to_stage = row_text(now, DEAL_STAGE),
                              .to_outcome = row_text(now, DEAL_OUTCOME),
                              .pipeline = row_int(now, DEAL_PIPELINE),
                              .undoes = undoes,
                              .because = because};
    int status = 0;
    if (!stands_same(deal, now)) {
        if (n > CHILD_MAX)
            return FAIL(&store->env, MSG_DEAL_MOVES_FULL, short_id('D', id).text);
        status = transition_write(store, id, n, deal, &move, env_now(&store->env));
        now->value[DEAL_MOVES] = rec_int(n);
        mask |= UINT64_C(1) << DEAL_MOVES;
    }
    return status == 0 ? rec_update(store, &table_deal, id, deal->value, now->value, mask) : status;
}

int deal_open(naast_store *store, struct rec_value row[], const struct move *move, naast_id *out)
{
    const naast_time at = move_time(store, move);
    int64_t id = 0;
    int status = sql_int(store, &id, "SELECT coalesce(max(id), 0) + 1 FROM naast_deal", "");
    if (status == 0)
        status = transition_write(store, id, 1, NULL, move, at);
    if (status != 0)
        return status;
    row[DEAL_ID] = rec_int(id);
    row[DEAL_MOVES] = rec_int(1);
    row[DEAL_SINCE] = rec_int(at);
    row[DEAL_TOLD] = rec_int_or_null(move->told);
    row[DEAL_VOID] = rec_int(0);
    row[DEAL_UNPROVEN] = rec_int(0);
    return rec_insert(store, &table_deal, row, out);
}
