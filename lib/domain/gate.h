/* gate.h: the evaluation: facts in, verdicts out. Pure: reads nothing but its arguments, changes nothing. */
#ifndef DOMAIN_GATE_H
#define DOMAIN_GATE_H

#include "domain/facts.h"

/* One item that a check looked at, and what it says. item NULL: one that is absent. */
struct finding {
    const struct fact_item *item;   /* the answering item, or, where there is none, NULL */
    const struct fact_item *subject; /* `every`: what had to be answered; may equal item */
    naast_verdict verdict;
    const char *code;
    naast_side lacking;              /* of no_word and changed_since: whose word */
};

struct check_outcome {
    const naast_check *check;
    naast_verdict verdict, under;
    const char *code;
    int waiver_expired;
    naast_date waived_until;
    struct finding worst;            /* what decides the verdict */
    struct finding *findings;        /* all that are not better than the verdict: the items at fault, or those that answer */
    size_t finding_count;
};

/* How callbacks are asked, so that the evaluation itself stays pure. Returns 0 with *verdict, or -1 with *code. */
struct gate_callbacks {
    int (*ask)(void *context, const struct facts *facts, const naast_check *check, naast_verdict *verdict, const char **code);
    void *context;
};

/* Evaluates one check. outcome->findings: in `memory`, a result. Returns 0 or NAAST_NO_MEMORY. */
int check_evaluate(struct env *env, void *memory, const struct facts *facts, const naast_check *check,
                   const struct gate_callbacks *callbacks, struct check_outcome *outcome);

/* A gate is open when every check that is not advisory is met or waived. */
int outcome_blocks(const struct check_outcome *outcome);

/*
 * The public evaluation of all gates from the first stage up to stage index `to`. From the won stage on, gates before it are
 * shown and not enforced. *out: naast_free.
 */
int gates_evaluate(naast_store *store, const struct facts *facts, int to, naast_evaluation **out);

#endif
