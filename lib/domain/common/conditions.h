/* conditions.h: SQL that follows from what was asked for: written conditions, one behind the other, with their bound
 * values. */
#ifndef DOMAIN_COMMON_CONDITIONS_H
#define DOMAIN_COMMON_CONDITIONS_H

#include "naast.h"

#include "base/env/buffer.h"
#include "engine/schema/table.h"

struct query;

enum { CONDITIONS_MAX = 96 };

struct conditions {
    naast_store *store;
    struct buffer sql;
    struct rec_value value[CONDITIONS_MAX]; /* texts are borrowed */
    int count;
};

void conditions_begin(struct conditions *all, naast_store *store);
void conditions_free(struct conditions *all);

/* Adds SQL in which each "?" is the next parameter, bound to the next of what follows: types as for query_open, i and
 * t.
 */
void conditions_add(struct conditions *all, const char *sql, const char *types, ...);
/* Adds the query for the keys of texts in which a word begins with this one, which must live as long. */
void conditions_match(struct conditions *all, const char *word);
/* Adds "before IN (…)", the organisations, or the people, in whose texts a word begins with this one. */
void conditions_orgs(struct conditions *all, const char *before, const char *word);
void conditions_people(struct conditions *all, const char *before, const char *word);

/* Runs what was put together. Returns 0 or a status; what went wrong while it was put together comes out here. */
int conditions_open(struct conditions *all, struct query *query);

#endif
