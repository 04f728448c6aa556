/* list.c: a list that grows row by row and ends up inside a result. */
#include "domain/common/list.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <string.h>

int listing_begin(struct listing *list, naast_store *store, size_t result_size, size_t item_size)
{
    *list = (struct listing){.env = &store->env, .item_size = item_size};
    list->result = result_new(list->env, result_size);
    return list->result ? 0 : NAAST_NO_MEMORY;
}

void *listing_add(struct listing *list)
{
    if (mem_reserve(list->env, &list->items, &list->capacity, list->count + 1, list->item_size) != 0)
        return NULL;
    char *item = (char *)list->items + list->count++ * list->item_size;
    memset(item, 0, list->item_size);
    return item;
}

void list_head_fill(void *result, const void *items, size_t count, size_t item_size)
{
    const struct list_head head = {items, count, (uint32_t)item_size, 0, ""};
    memcpy(result, &head, sizeof head);
}

int listing_end(struct listing *list, int status)
{
    void *own = NULL;
    if (status == 0 && list->count > 0) {
        own = result_alloc(list->env, list->result, list->count, list->item_size);
        if (own == NULL)
            status = NAAST_NO_MEMORY;
        else
            memcpy(own, list->items, list->count * list->item_size);
    }
    if (status == 0)
        list_head_fill(list->result, own, list->count, list->item_size);
    else
        naast_free(list->result);
    mem_free(list->env, list->items);
    return status;
}

int listing_end_one(struct listing *list, int status)
{
    if (status == 0)
        memcpy(list->result, list->items, list->item_size);
    else
        naast_free(list->result);
    mem_free(list->env, list->items);
    return status;
}

const char *listing_text(struct listing *list, struct query *query, int column)
{
    return result_text(list->env, list->result, query_text(query, column));
}

int listing_read(naast_store *store, struct query *query, const struct item_kind *kind, void **out)
{
    struct listing list;
    int status = listing_begin(&list, store, kind->result_size, kind->item_size);
    while (status == 0 && (status = query_next(query)) > 0) {
        void *item = listing_add(&list);
        status = item != NULL ? kind->fill(&list, query, item) : NAAST_NO_MEMORY;
    }
    query_close(query);
    status = listing_end(&list, status);
    if (status == 0)
        *out = list.result;
    return status;
}

int listing_one(naast_store *store, struct query *query, const struct item_kind *kind, void **out)
{
    struct listing list = {.env = &store->env};
    int status = query_next(query);
    if (status == 0)
        status = NAAST_NOT_FOUND;
    if (status > 0) {
        list.result = result_new(list.env, kind->item_size);
        status = list.result != NULL ? kind->fill(&list, query, list.result) : NAAST_NO_MEMORY;
    }
    if (status == 0)
        status = query->status;
    query_close(query);
    if (status == 0)
        *out = list.result;
    else
        naast_free(list.result);
    return status;
}
