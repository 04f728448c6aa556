/* left.h: which open checks come first, and how many things there are to do at most. Pure. */
#ifndef DOMAIN_GATE_LEFT_H
#define DOMAIN_GATE_LEFT_H

#include "naast.h"

#include <stddef.h>

struct env;

/* A check of a gate that is enforced, not an advisory one, and what was found of it. */
struct asked {
    const naast_check *check;
    naast_check_result *told;
    int32_t to_settle; /* of what is not there yet: how many are to be settled too */
};

/*
 * Fills in what each rests on, and counts what is left. asked: in the order of the gates. What is told is memory of
 * `result`; `scratch` is a result too. Returns 0 or NAAST_NO_MEMORY.
 */
int left_tell(struct env *env, void *result, void *scratch, const naast_pipeline *pipeline, const struct asked *asked,
              size_t count, int32_t *left);

#endif
