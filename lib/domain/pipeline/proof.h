/* proof.h: which gates a deal has passed as they are now. */
#ifndef DOMAIN_PIPELINE_PROOF_H
#define DOMAIN_PIPELINE_PROOF_H

#include "naast.h"

#include <stdint.h>

/* A bit for each stage, by its index. */
static inline uint64_t stage_bit(size_t stage) { return UINT64_C(1) << stage; }

/*
 * The gates of a revision's first `stages` stages that the deal has neither passed, asking what they ask there, nor had
 * found open when its pipeline changed; by the moves that count and their receipts. Inside a read or a write.
 */
int gates_lacking(naast_store *store, naast_id deal, int64_t revision_key, size_t stages, uint64_t *lacking);

#endif
