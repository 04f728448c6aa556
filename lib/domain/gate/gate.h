/* gate.h: the evaluation: facts in, verdicts out. Pure: reads nothing but its arguments, changes nothing. */
#ifndef DOMAIN_GATE_GATE_H
#define DOMAIN_GATE_GATE_H

#include "naast.h"

#include "base/env/env.h"

struct env;
struct fact_item;
struct facts;

/* One item that a check looked at, and what it says. item NULL: one that is absent. */
struct finding {
    const struct fact_item *item;    /* the answering item, or, where there is none, NULL */
    const struct fact_item *subject; /* `every`: what had to be answered; may equal item */
    naast_verdict verdict;
    const char *code;
    naast_side lacking; /* of no_word and changed_since: whose word; of no_answer: whose is wanted first */
};

struct check_outcome {
    const naast_check *check;
    naast_verdict verdict, under;
    const char *code;
    const char *text;   /* of a callback; NULL: none */
    int32_t have, want; /* of `some` and `every` */
    int waiver_expired;
    naast_date waived_until;
    struct finding worst; /* what decides the verdict */
    struct finding
        *findings; /* of a check that is met: what answers it; else every item at fault, each with its own verdict */
    size_t finding_count;
};

/* What a callback answered. */
struct gate_answer {
    naast_verdict verdict;
    const char *code, *text; /* code NULL: by the verdict; text NULL: none */
    const struct fact_item **items;
    size_t item_count;
};

/*
 * How callbacks are asked, so that the evaluation itself stays pure. Returns 0 with an answer whose parts are in
 * `memory`, a result; GATE_UNANSWERED with its code alone; or the negative status of a store that could not be read.
 */
enum { GATE_UNANSWERED = 1 };
struct gate_callbacks {
    int (*ask)(void *context, void *memory, const struct facts *facts, const naast_check *check,
               struct gate_answer *answer);
    void *context;
};

/*
 * Evaluates one check. outcome->findings: in `memory`, a result. callbacks NULL: none is registered. Returns 0,
 * NAAST_NO_MEMORY, or what a callback's reading came to.
 */
int check_evaluate(struct env *env, void *memory, const struct facts *facts, const naast_check *check,
                   const struct gate_callbacks *callbacks, struct check_outcome *outcome);

/* A gate is open when every check that is not advisory is met or waived. */
int outcome_blocks(const struct check_outcome *outcome);

/*
 * The last day until which the check surely says the same while the deal stays as it is; 0: for ever.
 */
naast_date check_valid_until(const struct facts *facts, const struct check_outcome *outcome);

/*
 * The public evaluation of all gates from the first stage up to stage index `to`. From the won stage on, gates before
 * it are shown and not enforced. *out: naast_free.
 */
int gates_evaluate(naast_store *store, const struct facts *facts, int to, naast_evaluation **out);

/*
 * The same, as far as the gates are open and at most up to stage index `most`, a later one than the deal's; where they
 * are open to no later stage, up to the next. ->to is that stage. Each gate is evaluated once.
 */
int gates_evaluate_open(naast_store *store, const struct facts *facts, int most, naast_evaluation **out);

/* Whether the deal could advance to its next stage, and how many checks of the gates held till then block it. No gate:
 * *open -1. */
int way_on_evaluate(naast_store *store, const struct facts *facts, int *open, int32_t *blockers);

/* How far the gates would let the deal be now, whatever stage it claims: the first stage whose gate is not open, at
 * most the won stage. Looks no further than that gate. */
int gates_allow(naast_store *store, const struct facts *facts, int *stage);

#endif
