/* share_choose.c: which items of a deal are on a customer's page. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/evidence/facts.h"
#include "domain/pipeline/visibility.h"
#include "report/share/share.h"
#include "store/handle/handle.h"

static struct page_item as_page_item(const struct fact_item *item, int in_confidence)
{
    return (struct page_item){item->kind, item->from, item->worded, in_confidence};
}

static int may_hold(const struct sharing *sharing, size_t index, int in_confidence)
{
    const struct page_item item = as_page_item(&sharing->facts->items[index], in_confidence);
    return page_may_hold(sharing->facts->pipeline, &item, sharing->reader);
}

/* Of itself, leaving aside what came after it and what it is about. */
static int fate_alone(const struct sharing *sharing, size_t index)
{
    if (sharing->facts->items[index].retracted)
        return SHARE_NOT;
    if (may_hold(sharing, index, sharing->items->items[index].in_confidence))
        return SHARE_SHOWN;
    return may_hold(sharing, index, 0) ? SHARE_HELD_BACK : SHARE_NOT;
}

/*
 * Of a kind of which only the newest counts, the newest: also where that one is held back, since an older one would
 * pass for what holds now. What only its speaker may read is looked at as if there were no other speakers.
 */
static int choose_newest(struct sharing *sharing)
{
    const naast_pipeline *pipeline = sharing->facts->pipeline;
    unsigned char *taken = mem_zero(&sharing->store->env, pipeline->kind_count, 1);
    if (taken == NULL)
        return NAAST_NO_MEMORY;
    for (size_t i = sharing->facts->item_count; i > 0; i--) {
        const struct fact_item *item = &sharing->facts->items[i - 1];
        if (sharing->fate[i - 1] == SHARE_NOT || !item->kind->latest)
            continue;
        unsigned char *kind = &taken[item->kind - pipeline->kinds];
        const unsigned char side = (unsigned char)(item->kind->sided ? item->from.side : 4);
        if ((*kind & side) != 0)
            sharing->fate[i - 1] = SHARE_NOT;
        *kind = (unsigned char)(*kind | side);
    }
    mem_free(&sharing->store->env, taken);
    return 0;
}

int share_is_secret(const struct sharing *sharing, size_t index)
{
    return sharing->items->items[index].in_confidence && !may_hold(sharing, index, 1);
}

/* The place of an item by its number; the number of items where there is none. */
static size_t place_of(const struct facts *facts, int32_t n)
{
    size_t low = 0, high = facts->item_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (facts->items[middle].n < n)
            low = middle + 1;
        else
            high = middle;
    }
    return low < facts->item_count && facts->items[low].n == n ? low : facts->item_count;
}

/* What is about something told in confidence would reveal it, whatever became of that since. It comes after it. */
static int is_about_secret(const struct sharing *sharing, int32_t n)
{
    const size_t about = place_of(sharing->facts, n);
    return about < sharing->facts->item_count &&
           (share_is_secret(sharing, about) || sharing->fate[about] == SHARE_HELD_BACK);
}

static void hold_what_is_about(struct sharing *sharing)
{
    for (size_t i = 0; i < sharing->facts->item_count; i++)
        if (sharing->fate[i] == SHARE_SHOWN && is_about_secret(sharing, sharing->facts->items[i].about))
            sharing->fate[i] = SHARE_HELD_BACK;
}

int share_was_secret(const struct sharing *sharing, const struct fact_undone *undone)
{
    const struct page_item item = {undone->kind, undone->from, undone->worded, undone->in_confidence};
    const int is_secret = undone->in_confidence && !page_may_hold(sharing->facts->pipeline, &item, sharing->reader);
    return is_secret || is_about_secret(sharing, undone->about);
}

/* What was erased has nothing to say on a page; it has taken its place among the newest of its kind by now. */
static void leave_out_redacted(struct sharing *sharing)
{
    for (size_t i = 0; i < sharing->facts->item_count; i++)
        if (sharing->items->items[i].redacted && *sharing->items->items[i].text == '\0')
            sharing->fate[i] = SHARE_NOT;
}

int share_choose(struct sharing *sharing)
{
    for (size_t i = 0; i < sharing->facts->item_count; i++)
        sharing->fate[i] = (unsigned char)fate_alone(sharing, i);
    int status = choose_newest(sharing);
    if (status != 0)
        return status;
    hold_what_is_about(sharing);
    leave_out_redacted(sharing);
    for (size_t i = 0; i < sharing->facts->item_count; i++)
        sharing->share->held_back += sharing->fate[i] == SHARE_HELD_BACK;
    return 0;
}
