/* remedy.h: what a person can do about a check that is not met, so that doing it answers the check. Pure. */
#ifndef DOMAIN_REMEDY_H
#define DOMAIN_REMEDY_H

#include "domain/gate.h"

/* The texts borrow from the facts and their pipeline. */
naast_remedy remedy_of(const struct facts *facts, const struct check_outcome *outcome);

#endif
