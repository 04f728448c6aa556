/* digest.h: what a gate asks, as a digest. */
#ifndef DOMAIN_PIPELINE_DIGEST_H
#define DOMAIN_PIPELINE_DIGEST_H

#include "naast.h"

struct env;

/* Half a SHA-256 in hex. */
enum { GATE_DIGEST_SIZE = 33 };

/*
 * Of the checks of a stage's gate, in order, and of the kinds that they select, link, cover or name people by. Names,
 * questions and sleeping days leave it as it is, so that what is only worded better asks the same. 0, or
 * NAAST_NO_MEMORY.
 */
int gate_digest(struct env *env, const naast_pipeline *pipeline, size_t stage, char digest[GATE_DIGEST_SIZE]);

/* Whether a gate up to the won stage of one definition has a check that can block and is in none of the other's. */
int gates_ask_more(struct env *env, const naast_pipeline *pipeline, const naast_pipeline *other, int *more);

#endif
