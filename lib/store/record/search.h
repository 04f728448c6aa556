/* search.h: full text over deals, evidence, organisations and people, kept in the transaction that changes a text. */
#ifndef STORE_RECORD_SEARCH_H
#define STORE_RECORD_SEARCH_H

#include "naast.h"

struct rec_value;

/* Whose text a key is for. */
enum search_kind { SEARCH_DEAL, SEARCH_ITEM, SEARCH_ORG, SEARCH_PERSON };

/*
 * A deal's own text has the key deal << 20 and an item's its own, deal << 20 | n: key >> 20 is the deal. Organisations
 * and people have keys below zero, even and odd: -key >> 1 is their number.
 */
int64_t search_key(enum search_kind kind, int64_t id);

/* Keeps full text right after a row changed; old NULL: it is new. Touches it only where the words changed. */
int search_follow(naast_store *store, enum search_kind kind, int64_t id, const struct rec_value *old,
                  const struct rec_value *now);

/* Puts in all that there is, into one that is empty: for a migration. */
int search_fill(naast_store *store);

/* Compares it with the rows. 0, NAAST_UNVERIFIED, or a status when it could not be read. */
int search_check(naast_store *store);

#endif
