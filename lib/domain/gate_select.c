/* gate_select.c: which items a check is about, and which of them answer for which. */
#include "domain/gate_parts.h"

#include "base/memory.h"

#include <string.h>

int codes_any(naast_codes codes) { return codes != NULL && codes[0] != NULL; }

/* ---- who spoke ---- */

/* A kind given by speaking, as items of this deal give it. */
struct spoken {
    const naast_kind *kind;
    struct fact_item *items;
    size_t count;
};

/* The item on which the person spoke stands for "spoken with", the one with the latest day. */
static void spoken_note(struct spoken *spoken, const struct fact_item *item, naast_side side, int64_t person)
{
    size_t at = 0;
    if (side != NAAST_CUSTOMER || person == 0)
        return;
    while (at < spoken->count && spoken->items[at].person != person)
        at++;
    if (at < spoken->count && item_last_day(item) <= item_last_day(&spoken->items[at]))
        return;
    if (at == spoken->count)
        spoken->count++;
    spoken->items[at] = *item;
    spoken->items[at].kind = spoken->kind;
    spoken->items[at].kind_code = spoken->kind->code;
    spoken->items[at].value = "";
    spoken->items[at].state = "given";
    spoken->items[at].about = 0;
    spoken->items[at].none = 0;
    spoken->items[at].person = person;
}

static void spoken_note_item(struct spoken *spoken, const struct fact_item *item)
{
    spoken_note(spoken, item, item->from.side, item->from.person);
    spoken_note(spoken, item, item->worded.side, item->worded.person);
    for (size_t k = 0; k < item->word_count; k++)
        spoken_note(spoken, item, item->words[k].side, item->words[k].person);
}

/* One item of the kind for everybody who said, worded or confirmed a live item. */
static int spoken_fill(struct env *env, void *memory, const struct facts *facts, struct spoken *spoken)
{
    size_t most = 0;
    for (size_t k = 0; k < facts->item_count; k++)
        most += 2 + facts->items[k].word_count;
    spoken->items = result_alloc(env, memory, most, sizeof *spoken->items);
    if (spoken->items == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; k < facts->item_count; k++)
        if (!facts->items[k].retracted)
            spoken_note_item(spoken, &facts->items[k]);
    return 0;
}

/* ---- the pool ---- */

static int pool_add_spoken(struct env *env, void *memory, const struct facts *facts, naast_codes kinds,
                           struct pool *pool)
{
    for (; kinds != NULL && *kinds != NULL; kinds++) {
        struct spoken spoken = {.kind = pipeline_kind(facts->pipeline, *kinds)};
        if (spoken.kind == NULL || !spoken.kind->by_speaking)
            continue;
        if (spoken_fill(env, memory, facts, &spoken) != 0)
            return NAAST_NO_MEMORY;
        const struct fact_item **items = result_alloc(env, memory, pool->count + spoken.count, sizeof *items);
        if (items == NULL)
            return NAAST_NO_MEMORY;
        memcpy(items, pool->items, pool->count * sizeof *items);
        for (size_t k = 0; k < spoken.count; k++)
            items[pool->count++] = &spoken.items[k];
        pool->items = items;
    }
    return 0;
}

int pool_fill(struct env *env, void *memory, const struct facts *facts, const naast_check *check, struct pool *pool)
{
    *pool = (struct pool){.items = result_alloc(env, memory, facts->item_count, sizeof *pool->items)};
    if (pool->items == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; k < facts->item_count; k++)
        if (!facts->items[k].retracted && facts->items[k].kind != NULL)
            pool->items[pool->count++] = &facts->items[k];
    int status = pool_add_spoken(env, memory, facts, check->kinds, pool);
    return status == 0 ? pool_add_spoken(env, memory, facts, check->has, pool) : status;
}

/* ---- selecting and linking ---- */

int kind_is_about(const naast_kind *kind, const naast_kind *subject) { return codes_have(kind->about, subject->code); }

int kinds_share_person(const naast_kind *kind, const naast_kind *subject) { return kind->person && subject->person; }

static int linked(const struct fact_item *item, const struct fact_item *subject)
{
    if (item->about == subject->n && kind_is_about(item->kind, subject->kind))
        return 1;
    return item->person != 0 && item->person == subject->person && kinds_share_person(item->kind, subject->kind);
}

/* Of kinds of which only the newest counts: whether there is a newer one (of the same side, for the same subject). */
static int is_superseded(const struct pool *pool, const struct fact_item *item, const struct fact_item *subject)
{
    for (size_t k = 0; item->kind->latest && k < pool->count; k++) {
        const struct fact_item *other = pool->items[k];
        if (other->kind == item->kind && other->n > item->n &&
            (!item->kind->sided || other->from.side == item->from.side) && (subject == NULL || linked(other, subject)))
            return 1;
    }
    return 0;
}

static int value_selected(const naast_check *check, const struct fact_item *item)
{
    return !codes_any(check->value) || item->none || codes_have(check->value, item->value) ||
           codes_have(item->kind->no, item->value);
}

int item_selected(const struct pool *pool, const naast_check *check, const struct fact_item *item)
{
    if (!codes_have(check->kinds, item->kind->code))
        return 0;
    if (check->side != NAAST_NO_SIDE && item->kind->sided && item->from.side != check->side)
        return 0;
    return !is_superseded(pool, item, NULL) && value_selected(check, item);
}

int item_answers(const struct pool *pool, const naast_check *check, const struct fact_item *item,
                 const struct fact_item *subject)
{
    return item != subject && codes_have(check->has, item->kind->code) && linked(item, subject) &&
           !is_superseded(pool, item, subject);
}
