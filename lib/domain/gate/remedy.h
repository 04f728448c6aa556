/* remedy.h: what a person can do about a check that is not met, so that doing it answers the check. Pure. */
#ifndef DOMAIN_GATE_REMEDY_H
#define DOMAIN_GATE_REMEDY_H

#include "naast.h"

struct check_outcome;
struct facts;

/* The texts borrow from the facts and their pipeline. */
naast_remedy remedy_of(const struct facts *facts, const struct check_outcome *outcome);

/* Whether it is for a person of the customer whom nobody knows. */
int remedy_lacks_person(const naast_remedy *remedy);

/* Of a kind with a life: the first state that is not "broken". Of one with values: the first that does not mean no, ""
 * where there is none. */
const char *kind_good_state(const naast_kind *kind);
const char *kind_good_value(const naast_kind *kind);

#endif
