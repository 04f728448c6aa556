/* list.h: a list that grows row by row and ends up inside a result. */
#ifndef DOMAIN_COMMON_LIST_H
#define DOMAIN_COMMON_LIST_H

#include "naast.h"

#include "base/env/env.h"

struct env;
struct query;

/* What every list of the API begins with. */
struct list_head {
    const void *items;
    size_t count;
    uint32_t item_size;
    int more;
    const char *next;
};

/* Fills it in: `count` items of that size, none left out. */
void list_head_fill(void *result, const void *items, size_t count, size_t item_size);

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

/*
 * With status 0 the result, which begins as every list of the API does (struct list_head), holds the items and is the
 * caller's. Else everything is released.
 */
int listing_end(struct listing *list, int status);
/* The same where the result is itself the one item. */
int listing_end_one(struct listing *list, int status);

/* A text of the present row, as the result's own. */
const char *listing_text(struct listing *list, struct query *query, int column);

/* How a row of a query becomes an item; returns 0 or a status. */
typedef int item_fill(struct listing *list, struct query *query, void *item);
struct item_kind {
    size_t result_size, item_size; /* of a list of such items, and of one */
    item_fill *fill;
};

/*
 * All rows of a query as items; or its only row, as a result that is the item itself: NAAST_NOT_FOUND, without a
 * message, when there is none. Closes the query, which may have failed to open: then that is the status. Returns 0 or a
 * status; *out only changes with 0.
 */
int listing_read(naast_store *store, struct query *query, const struct item_kind *kind, void **out);
int listing_one(naast_store *store, struct query *query, const struct item_kind *kind, void **out);

#endif
