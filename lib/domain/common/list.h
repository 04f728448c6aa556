/* list.h: a list that grows row by row and ends up inside a result. */
#ifndef DOMAIN_COMMON_LIST_H
#define DOMAIN_COMMON_LIST_H

#include "naast.h"

#include "base/env/env.h"

struct env;
struct query;

struct listing {
    struct env *env;
    void *result; /* texts of the items belong in here, by result_text */
    void *items;
    size_t count, capacity, item_size;
};

/* Makes the result. Whatever follows, listing_end. */
int listing_begin(struct listing *list, naast_store *store, size_t result_size, size_t item_size);

/* One more item, zeroed; NULL when there is no memory. Valid until the next one. */
void *listing_add(struct listing *list);

/* With status 0: the items, now the result's, and how many; the result is the caller's. Else everything is released. */
int listing_end(struct listing *list, int status, const void **items, size_t *count);

/* A text of the present row, as the result's own. */
const char *listing_text(struct listing *list, struct query *query, int column);

#endif
