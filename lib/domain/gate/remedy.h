/* remedy.h: what a person can do about a check that is not met, so that doing it answers the check. Pure, but for the
 * copy. */
#ifndef DOMAIN_GATE_REMEDY_H
#define DOMAIN_GATE_REMEDY_H

#include "naast.h"

struct check_outcome;
struct env;
struct facts;

/* A check asks for a word of each side at most; more kinds than these that each item has to have are left out. */
enum { REMEDY_PARTIES = 2, REMEDY_ALONG = 8 };
struct remedy_room {
    naast_party by[REMEDY_PARTIES];
    const char *along[REMEDY_ALONG];
};

/* Its lists lie in `room`; the texts borrow from the facts and their pipeline. */
naast_remedy remedy_of(const struct facts *facts, const struct check_outcome *outcome, struct remedy_room *room);

/* A copy that a result owns, with all that it points to; NULL: no memory. */
naast_remedy *remedy_copy(struct env *env, void *result, const naast_remedy *remedy);

/* Whether it is for a person of the customer whom nobody knows. */
int remedy_lacks_person(const naast_remedy *remedy);

/* Of a kind with a life: the first state that is not "broken". Of one with values: the first that does not mean no, ""
 * where there is none. */
const char *kind_good_state(const naast_kind *kind);
const char *kind_good_value(const naast_kind *kind);

#endif
