/* clear.h: what an edit takes off a record. */
#ifndef DOMAIN_COMMON_CLEAR_H
#define DOMAIN_COMMON_CLEAR_H

#include "naast.h"

/* clear: bits of naast_clear. known: those that the spec takes; given: those whose field the spec sets as well, which
 * cannot be. Returns 0 or NAAST_INVALID. */
int clear_check(naast_store *store, uint32_t clear, uint32_t known, uint32_t given);

#endif
