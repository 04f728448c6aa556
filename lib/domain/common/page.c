/* page.c: lists of which a page is asked for: where it begins, how long it is, and where the next one begins. */
#include "domain/common/page.h"

#include <string.h>

#include "naast.h"

#include "base/env/env.h"
#include "base/env/spec.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

int page_take(naast_store *store, const naast_page *page, int64_t usual, struct page *out)
{
    naast_page own;
    *out = (struct page){.limit = usual};
    int status = SPEC_TAKE_IF(&store->env, naast_page, &own, page);
    if (status == 0)
        status = cursor_read(&store->env, out->typed = own.after, &out->after);
    if (status == 0 && own.limit > 0)
        out->limit = (int64_t)own.limit;
    return status;
}

void page_free(naast_store *store, struct page *page) { cursor_free(&store->env, &page->after); }

int page_goes_on(naast_store *store, void *result, const struct cursor *next)
{
    struct list_head head;
    memcpy(&head, result, sizeof head);
    head.more = 1;
    head.next = cursor_write(&store->env, result, next);
    if (head.next == NULL)
        return NAAST_NO_MEMORY;
    memcpy(result, &head, sizeof head);
    return 0;
}

/* The row after the last of the page is not read. Returns 1 where there is one. */
static int read_rows(struct listing *list, struct query *query, const struct item_kind *kind, int64_t limit)
{
    int status = 0;
    while ((status = query_next(query)) > 0) {
        void *item = (int64_t)list->count == limit ? NULL : listing_add(list);
        if (item == NULL)
            return (int64_t)list->count == limit ? 1 : NAAST_NO_MEMORY;
        status = kind->fill(list, query, item);
        if (status != 0)
            return status;
    }
    return status;
}

int page_read(naast_store *store, struct query *query, const struct item_kind *kind, const struct page *page,
              item_mark *mark, void **out)
{
    struct listing list;
    struct list_head head;
    struct cursor next = {0};
    int status = listing_begin(&list, store, kind->result_size, kind->item_size);
    if (status == 0)
        status = read_rows(&list, query, kind, page->limit);
    query_close(query);
    const int more = status > 0;
    status = listing_end(&list, more ? 0 : status);
    if (status == 0 && more) {
        memcpy(&head, list.result, sizeof head);
        mark((const char *)head.items + (head.count - 1) * kind->item_size, &next);
        status = page_goes_on(store, list.result, &next);
        if (status != 0)
            naast_free(list.result);
    }
    if (status == 0)
        *out = list.result;
    return status;
}
