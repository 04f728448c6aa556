/* page.h: lists of which a page is asked for: where it begins, how long it is, and where the next one begins. */
#ifndef DOMAIN_COMMON_PAGE_H
#define DOMAIN_COMMON_PAGE_H

#include "naast.h"

#include "domain/common/cursor.h"
#include "domain/common/list.h"

struct query;

/* Release with page_free, also after a failure. */
struct page {
    struct cursor after;
    const char *typed; /* that, as the caller gave it */
    int64_t limit;
};

/* NULL: the first page; no limit: the usual one. Returns 0, NAAST_INVALID or NAAST_NO_MEMORY. */
int page_take(naast_store *store, const naast_page *page, int64_t usual, struct page *out);
void page_free(naast_store *store, struct page *page);
enum { PAGE_USUAL = 100 };

/* Where the list goes on after an item; a text of the cursor is the item's or lives as long. */
typedef void item_mark(const void *item, struct cursor *out);

/*
 * As listing_read, of a query that was asked for one row more than the page holds: that one is left out, and the list
 * says that there is more and where it goes on.
 */
int page_read(naast_store *store, struct query *query, const struct item_kind *kind, const struct page *page,
              item_mark *mark, void **out);

/* Says of a finished list that there is more, and that it goes on there. Returns 0 or NAAST_NO_MEMORY. */
int page_goes_on(naast_store *store, void *result, const struct cursor *next);

#endif
