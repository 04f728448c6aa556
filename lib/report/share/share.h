/* share.h: the customer's page while it is put together. */
#ifndef REPORT_SHARE_SHARE_H
#define REPORT_SHARE_SHARE_H

#include "naast-share.h"
#include "naast.h"

struct fact_undone;
struct facts;

/* What becomes of an item. */
enum { SHARE_NOT = 0, SHARE_SHOWN, SHARE_HELD_BACK /* only because it was told in confidence */ };

struct sharing {
    naast_store *store;
    const struct facts *facts;
    const naast_items *items; /* of the same snapshot: the item numbered i is facts->items[i] */
    int64_t reader;
    unsigned char *fate; /* of each item */
    naast_share *share;  /* the result, which owns every text */
    naast_share_line *lines;
    size_t count, capacity;
};

/* Decides what becomes of each item. */
int share_choose(struct sharing *sharing);

/* Whether an item was told in confidence by somebody else: it is on no page for this reader, nor does anything that
 * would reveal it. */
int share_is_secret(const struct sharing *sharing, size_t index);

/* The same of one that was undone. */
int share_was_secret(const struct sharing *sharing, const struct fact_undone *undone);

/* The items of the page, as lines by section. */
int share_compose(struct sharing *sharing);

/* One line more, zeroed but for its section and its empty texts; NULL when there is no memory. */
naast_share_line *share_line_add(struct sharing *sharing, naast_share_section section);
/* What a line says of an item. */
int share_line_fill(struct sharing *sharing, size_t index, naast_share_line *line);
/* A kind's name. NULL when there is no memory. */
const char *share_kind_name(struct sharing *sharing, const naast_kind *kind);

#endif
