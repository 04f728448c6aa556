/* proven.h: the gates of an evaluation that go in a receipt, and whether the deal is past others. */
#ifndef DOMAIN_DEAL_PROVEN_H
#define DOMAIN_DEAL_PROVEN_H

#include "naast.h"

#include "domain/deal/transition.h"

#include <stdint.h>

struct proven {
    const char **digests; /* by gate of the evaluation; NULL: not in the receipt. The evaluation's own memory */
    enum proof proof;
};

/*
 * The gates that are asked (a bit for each, see proof.h) and open go in the receipt; if one is not open, the deal is
 * past a gate that it has not passed. Inside a write.
 */
int gates_prove(naast_store *store, int64_t revision_key, naast_evaluation *evaluation, uint64_t asked,
                struct proven *proven);

#endif
