/* transition.h: transitions: the only way a stage, an outcome or a pipeline changes. */
#ifndef DOMAIN_DEAL_TRANSITION_H
#define DOMAIN_DEAL_TRANSITION_H

#include "naast.h"

#include "engine/schema/table.h"

struct row;

/* Whether the deal is past gates that it has not passed as they are now; see proof.h. */
enum proof { PROOF_AS_IT_WAS, PROOF_WHOLE, PROOF_LACKING };

struct move {
    const char *kind; /* "open", "import", "advance", "back", "reopen", "end", "pipeline", "undo" */
    const char *to_stage;
    const char *to_outcome; /* NULL or "": none */
    int64_t pipeline;       /* revision key; 0: stays */
    const char *because;
    const char *receipt; /* text form, see receipt.h; NULL: none */
    naast_id told, refer_person, refer_org;
    int64_t undoes;    /* kind "undo": n of the first move that it takes back; 0: of any other */
    naast_time at;     /* 0: now. Of an import: when it was opened, if known */
    naast_date closed; /* with an outcome: the day; 0: today */
    enum proof proof;
    int settles_unverified; /* an advance that succeeds: no longer unverified */
};

/* Writes the transition and then the deal, so that the triggers agree. deal: as read in this write; updated in place
 * (move by move). */
int deal_move(naast_store *store, naast_id id, struct row *deal, const struct move *move);

/*
 * Opens a deal: writes its first transition and then the row. row: all DEAL_ columns but id, moves, since, told, void
 * filled in by the caller (stage, outcome, pipeline included). Used by naast_deal_add and by import.
 */
int deal_open(naast_store *store, struct rec_value row[], const struct move *move, naast_id *out);

/*
 * A deal's row as an undone operation found it: where stage, outcome or pipeline change, a transition of kind "undo" is
 * written first. mask: the columns of `now` that change, the counters not among them. undoes: n of the first move of
 * the operation. Inside a write.
 */
int deal_restore(naast_store *store, naast_id id, const struct row *deal, struct row *now, uint64_t mask,
                 int64_t undoes, const char *because);

#endif
