/*
 * select.c: which items a check is about, and which of them answer for which.
 *
 * Selecting comes in a fixed order, and the order is the meaning: first the kinds, then the newest of each where a kind
 * is `latest` (of each side where it is `sided`), and only then the value. Were values chosen first, an old yes would
 * come back as soon as a newer no was left out. A kind that is given by speaking has no rows of its own, so the pool
 * gets an item for every person who said, phrased or confirmed something; it lasts as long as the evaluation.
 */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/common/codes.h"
#include "domain/evidence/facts.h"
#include "domain/gate/parts.h"
#include "domain/pipeline/pipeline.h"

#include <stdlib.h>

/* ---- who spoke ---- */

naast_date item_last_day(const struct fact_item *item)
{
    const int theirs = item->kind != NULL && item->kind->theirs;
    naast_date last = 0;
    for (size_t k = 0; k < item->word_count; k++)
        if ((!theirs || item->words[k].side == NAAST_SIDE_CUSTOMER) && item->words[k].day > last)
            last = item->words[k].day;
    return last != 0 ? last : item->day;
}

/* Somebody of the customer, and the item on which they spoke last. */
struct speaker {
    struct fact_person person;
    const struct fact_item *item;
};

struct speakers {
    struct speaker *speaker;
    size_t count;
};

static void note_speaker(struct speakers *speakers, const struct fact_item *item, naast_side side,
                         struct fact_person person)
{
    size_t at = 0;
    if (side != NAAST_SIDE_CUSTOMER || person.now == 0)
        return;
    while (at < speakers->count &&
           (speakers->speaker[at].person.now != person.now || speakers->speaker[at].person.then != person.then))
        at++;
    if (at < speakers->count && item_last_day(item) <= item_last_day(speakers->speaker[at].item))
        return;
    if (at == speakers->count)
        speakers->count++;
    speakers->speaker[at] = (struct speaker){person, item};
}

/* Everybody who said, worded or confirmed a live item. */
static int speakers_find(struct env *env, void *memory, const struct facts *facts, struct speakers *speakers)
{
    size_t most = 0;
    for (size_t k = 0; k < facts->item_count; k++)
        most += 2 + facts->items[k].word_count;
    speakers->speaker = result_alloc(env, memory, most, sizeof *speakers->speaker);
    if (speakers->speaker == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; k < facts->item_count; k++) {
        const struct fact_item *item = &facts->items[k];
        if (item->retracted)
            continue;
        note_speaker(speakers, item, item->from.side, (struct fact_person){item->from.person, item->said_then});
        note_speaker(speakers, item, item->worded.side, (struct fact_person){item->worded.person, item->worded_then});
        for (size_t w = 0; w < item->word_count; w++)
            note_speaker(speakers, item, item->words[w].side, word_giver(&item->words[w]));
    }
    return 0;
}

/* What counts as "spoken with" this person: the item on which they spoke, as an item of that kind. */
static struct fact_item spoken_item(const struct speaker *speaker, const naast_kind *kind)
{
    struct fact_item item = *speaker->item;
    item.kind = kind;
    item.kind_code = kind->code;
    item.value = "";
    item.state = "given";
    item.about = 0;
    item.none = 0;
    item.person = speaker->person.now;
    item.person_then = speaker->person.then;
    return item;
}

/* ---- the pool ---- */

static struct kind_set kinds_of(const naast_pipeline *pipeline, naast_codes codes)
{
    struct kind_set set = {0};
    for (; codes != NULL && *codes != NULL; codes++) {
        const naast_kind *kind = pipeline_kind(pipeline, *codes);
        if (kind == NULL)
            continue;
        const size_t at = (size_t)(kind - pipeline->kinds);
        set.bits[at / 64 % KIND_SET_WORDS] |= UINT64_C(1) << at % 64;
        set.by_speaking |= kind->by_speaking;
    }
    return set;
}

static int is_spoken(const struct pool *pool, const naast_kind *kind)
{
    const naast_pipeline *pipeline = pool->facts->pipeline;
    return kind->by_speaking && (kind_in(&pool->picked, pipeline, kind) || kind_in(&pool->answering, pipeline, kind));
}

static size_t count_spoken(const struct pool *pool)
{
    size_t count = 0;
    for (size_t k = 0; k < pool->facts->pipeline->kind_count; k++)
        count += (size_t)is_spoken(pool, &pool->facts->pipeline->kinds[k]);
    return count;
}

/* For every kind of the check that is given by speaking, an item for each who spoke. */
static int add_spoken(struct env *env, void *memory, struct pool *pool)
{
    const naast_pipeline *pipeline = pool->facts->pipeline;
    struct speakers speakers = {0};
    if (speakers_find(env, memory, pool->facts, &speakers) != 0)
        return NAAST_NO_MEMORY;
    struct fact_item *spoken = result_alloc(env, memory, count_spoken(pool) * speakers.count, sizeof *spoken);
    if (spoken == NULL)
        return NAAST_NO_MEMORY;
    for (const naast_kind *kind = pipeline->kinds; kind < pipeline->kinds + pipeline->kind_count; kind++)
        for (size_t k = 0; is_spoken(pool, kind) && k < speakers.count; k++)
            spoken[pool->spoken_count++] = spoken_item(&speakers.speaker[k], kind);
    pool->spoken = spoken;
    return 0;
}

/* ---- which answers there are to what ---- */

static int by_key(const void *a, const void *b)
{
    const struct answer_key *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void index_add(struct answer_index *index, int64_t key, size_t order, const struct fact_item *item)
{
    if (key != 0)
        index->keys[index->count++] = (struct answer_key){key, order, item};
}

static void index_sort(struct answer_index *index)
{
    if (index->count > 1)
        qsort(index->keys, index->count, sizeof *index->keys, by_key);
}

static int index_answers(struct env *env, void *memory, struct pool *pool)
{
    const size_t most = pool->facts->item_count + pool->spoken_count;
    const struct fact_item *item;
    size_t order = 0;
    pool->about.keys = result_alloc(env, memory, most, sizeof *pool->about.keys);
    pool->persons.keys = result_alloc(env, memory, most, sizeof *pool->persons.keys);
    if (pool->about.keys == NULL || pool->persons.keys == NULL)
        return NAAST_NO_MEMORY;
    for (size_t at = 0; (item = pool_next(pool, &at)) != NULL; order++) {
        if (!kind_in(&pool->answering, pool->facts->pipeline, item->kind))
            continue;
        index_add(&pool->about, item->about, order, item);
        index_add(&pool->persons, item->person, order, item);
    }
    index_sort(&pool->about);
    index_sort(&pool->persons);
    return 0;
}

/* The first key that is not below this one. */
static const struct answer_key *index_find(const struct answer_index *index, int64_t key)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (index->keys[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return index->keys + low;
}

static void walk_begin(const struct answer_index *index, int64_t key, const struct answer_key **at,
                       const struct answer_key **end)
{
    *at = *end = NULL;
    if (key == 0 || index->count == 0)
        return;
    *at = index_find(index, key);
    *end = index_find(index, key + 1);
}

void answers_begin(const struct pool *pool, const struct fact_item *subject, struct answer_walk *walk)
{
    walk_begin(&pool->about, subject->n, &walk->at[0], &walk->end[0]);
    walk_begin(&pool->persons, subject->person, &walk->at[1], &walk->end[1]);
}

int pool_fill(struct env *env, void *memory, const struct facts *facts, const naast_check *check, struct pool *pool)
{
    *pool = (struct pool){.facts = facts,
                          .picked = kinds_of(facts->pipeline, check->kinds),
                          .answering = kinds_of(facts->pipeline, check->has)};
    int status = pool->picked.by_speaking || pool->answering.by_speaking ? add_spoken(env, memory, pool) : 0;
    return status == 0 && codes_any(check->has) ? index_answers(env, memory, pool) : status;
}

/* ---- selecting and linking ---- */

int kind_is_about(const naast_kind *kind, const naast_kind *subject) { return codes_have(kind->about, subject->code); }

int kinds_share_person(const naast_kind *kind, const naast_kind *subject) { return kind->person && subject->person; }

static int linked(const struct fact_item *item, const struct fact_item *subject)
{
    if (item->about == subject->n && kind_is_about(item->kind, subject->kind))
        return 1;
    return person_is(item_concerned(item), item_concerned(subject)) && kinds_share_person(item->kind, subject->kind);
}

/* Of the answers of kinds of which only the newest counts: whether there is a newer one for the subject. */
static int is_superseded(const struct pool *pool, const struct fact_item *item, const struct fact_item *subject)
{
    const struct answer_key *other;
    struct answer_walk walk;
    if (!item->kind->latest)
        return 0;
    answers_begin(pool, subject, &walk);
    while ((other = answers_next(&walk)) != NULL)
        if (other->item->kind == item->kind && other->item->n > item->n &&
            (!item->kind->sided || other->item->from.side == item->from.side) && linked(other->item, subject))
            return 1;
    return 0;
}

/* The number of the newest item of each kind of which only that counts, of each side where it is sided. */
struct newest {
    int32_t n[KIND_SET_WORDS * 64][NAAST_SIDE_CUSTOMER + 1];
};

static int32_t *newest_of(const struct pool *pool, struct newest *newest, const struct fact_item *item)
{
    const size_t kind = (size_t)(item->kind - pool->facts->pipeline->kinds) % (KIND_SET_WORDS * 64);
    return &newest->n[kind][item->kind->sided ? item->from.side : NAAST_SIDE_NONE];
}

static void newest_find(const struct pool *pool, struct newest *newest)
{
    const struct fact_item *item;
    *newest = (struct newest){0};
    for (size_t at = 0; (item = pool_next(pool, &at)) != NULL;) {
        int32_t *n = newest_of(pool, newest, item);
        if (item->n > *n)
            *n = item->n;
    }
}

static int value_selected(const naast_check *check, const struct fact_item *item)
{
    return !codes_any(check->value) || item->none || codes_have(check->value, item->value) ||
           codes_have(item->kind->no, item->value);
}

static int item_selected(const struct pool *pool, const naast_check *check, struct newest *newest,
                         const struct fact_item *item)
{
    if (!kind_in(&pool->picked, pool->facts->pipeline, item->kind))
        return 0;
    if (check->side != NAAST_SIDE_NONE && item->kind->sided && item->from.side != check->side)
        return 0;
    if (item->kind->latest && *newest_of(pool, newest, item) > item->n)
        return 0;
    return value_selected(check, item);
}

size_t pool_select(const struct pool *pool, const naast_check *check, const struct fact_item *selected[])
{
    const struct fact_item *item;
    struct newest newest;
    size_t count = 0;
    newest_find(pool, &newest);
    for (size_t at = 0; (item = pool_next(pool, &at)) != NULL;)
        if (item_selected(pool, check, &newest, item))
            selected[count++] = item;
    return count;
}

int item_answers(const struct pool *pool, const struct fact_item *item, const struct fact_item *subject)
{
    return item != subject && kind_in(&pool->answering, pool->facts->pipeline, item->kind) && linked(item, subject) &&
           !is_superseded(pool, item, subject);
}
