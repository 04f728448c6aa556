/* actors.c: who acts, or owns deals and tasks. */
#include "naast.h"

#include "base/env/env.h"
#include "domain/common/list.h"
#include "domain/common/page.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

static int actor_fill(struct listing *list, struct query *query, void *item)
{
    naast_actor *actor = item;
    actor->name = listing_text(list, query, 0);
    actor->open_deals = query_int(query, 1);
    actor->open_tasks = query_int(query, 2);
    return actor->name != NULL ? 0 : NAAST_NO_MEMORY;
}

static const struct item_kind actor_items = {sizeof(naast_actors), sizeof(naast_actor), actor_fill};

static const char sql_page[] =
    "SELECT a.name,"
    " (SELECT count(*) FROM naast_deal d WHERE d.owner = a.id AND d.void = 0 AND d.outcome IS NULL),"
    " (SELECT count(*) FROM naast_task t WHERE t.owner = a.id AND t.void = 0 AND t.done IS NULL)"
    " FROM naast_actor a WHERE a.name > CAST(?1 AS TEXT) ORDER BY a.name LIMIT ?2";

/* Names are unique; the id of the cursor is there because every cursor has one. */
static void actor_mark(const void *item, struct cursor *out)
{
    *out = (struct cursor){.id = 1, .key = CURSOR_TEXT, .text = ((const naast_actor *)item)->name};
}

static int actor_rows(naast_store *store, const struct page *page, naast_actors **out)
{
    struct query query;
    void *found = NULL;
    (void)query_open(&query, store, sql_page, "ti", page->after.id != 0 ? page->after.text : "", page->limit + 1);
    int status = page_read(store, &query, &actor_items, page, actor_mark, &found);
    if (status == 0)
        *out = found;
    return status;
}

int naast_actor_list(naast_store *store, const naast_page *page, naast_actors **out)
{
    struct page asked = {0};
    naast_actors *found = NULL;
    int status = call_begin(store, out != NULL);
    if (status != 0)
        return status;
    status = page_take(store, page, PAGE_USUAL, &asked);
    if (status == 0 && asked.after.id != 0 && asked.after.key != CURSOR_TEXT)
        status = FAIL(&store->env, MSG_CURSOR_WRONG, asked.typed);
    if (status == 0) {
        status = read_begin(store);
        if (status == 0)
            status = actor_rows(store, &asked, &found);
        status = read_end(store, status);
    }
    page_free(store, &asked);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
