/* parts.h: the two halves of evaluating a check: which items it is about, and what each of them is worth. */
#ifndef DOMAIN_GATE_PARTS_H
#define DOMAIN_GATE_PARTS_H

#include "naast.h"

#include "domain/gate/gate.h"

struct env;
struct fact_item;
struct fact_person;
struct facts;

/* Kinds of a pipeline, a bit for each; a checked definition has no more than fit. */
enum { KIND_SET_WORDS = 4 };
struct kind_set {
    uint64_t bits[KIND_SET_WORDS];
    int by_speaking; /* one of them is given by speaking */
};

/* An item that may answer for others, under the number of what it is about, or of the person it is about. */
struct answer_key {
    int64_t key;
    size_t order; /* in the pool */
    const struct fact_item *item;
};
struct answer_index {
    struct answer_key *keys; /* by key, then order */
    size_t count;
};

/* What a check chooses from: the live items whose kind the pipeline knows; for a kind given by speaking, one more for
 * each person who spoke. */
struct pool {
    const struct facts *facts;
    struct kind_set picked, answering; /* the kinds of the check, and of what it has */
    const struct fact_item *spoken;
    size_t spoken_count;
    struct answer_index about, persons; /* of the answering kinds; so that a subject finds its answers without looking
                                           at all there is */
};

/* The answers to a subject, one after the other; one that is linked to it in both ways comes twice. */
struct answer_walk {
    const struct answer_key *at[2], *end[2];
};
void answers_begin(const struct pool *pool, const struct fact_item *subject, struct answer_walk *walk);
static inline const struct answer_key *answers_next(struct answer_walk *walk)
{
    if (walk->at[0] < walk->end[0])
        return walk->at[0]++;
    return walk->at[1] < walk->end[1] ? walk->at[1]++ : NULL;
}

/* The pool of a check; what it needs is in `memory`, a result. Returns 0 or NAAST_NO_MEMORY. */
int pool_fill(struct env *env, void *memory, const struct facts *facts, const naast_check *check, struct pool *pool);

/* The next of the pool, and moves *at (from 0) on; NULL: there are no more. */
static inline const struct fact_item *pool_next(const struct pool *pool, size_t *at)
{
    const size_t items = pool->facts->item_count;
    while (*at < items) {
        const struct fact_item *item = &pool->facts->items[(*at)++];
        if (!item->retracted && item->kind != NULL)
            return item;
    }
    return *at - items < pool->spoken_count ? &pool->spoken[(*at)++ - items] : NULL;
}

static inline int kind_in(const struct kind_set *set, const naast_pipeline *pipeline, const naast_kind *kind)
{
    const size_t at = (size_t)(kind - pipeline->kinds);
    return (set->bits[at / 64 % KIND_SET_WORDS] >> at % 64 & 1) != 0;
}

/* What kind, newest, side and value of a check select; room for the whole pool. How many. */
size_t pool_select(const struct pool *pool, const naast_check *check, const struct fact_item *selected[]);

/* Whether this item of the pool answers for the subject: it is about it, or both are about the same person. */
int item_answers(const struct pool *pool, const struct fact_item *item, const struct fact_item *subject);

/* Whether items of one kind can answer for another by being about it, or by naming the same person. */
int kind_is_about(const naast_kind *kind, const naast_kind *subject);
int kinds_share_person(const naast_kind *kind, const naast_kind *subject);

/* What the item itself is worth to the check: the worst of what can be said of it. */
struct finding item_judge(const struct facts *facts, const naast_check *check, const struct fact_item *item);

/* The state of a side's word on an item, as far as the check asks whose word it is. */
enum standing { STANDING_NONE, STANDING_MERGED, STANDING_STALE, STANDING_FRESH };
enum standing side_standing(const struct facts *facts, const naast_check *check, const struct fact_item *item,
                            naast_side side);
int side_wanted(const naast_check *check, naast_side side);

/* Whether a check that asks whose word it is would take the word of this person. */
int person_may_speak(const struct facts *facts, const naast_check *check, struct fact_person person);
/*
 * The next item that names somebody who has the say (`by`: "decides"), and that a customer backs as it is: our guess
 * names nobody. *at begins at 0. NULL: there are no more.
 */
const struct fact_item *authority_next(const struct facts *facts, const char *by, size_t *at);
/* The first such item, whoever backs it. */
const struct fact_item *authority_recorded(const struct facts *facts, const char *by);
int check_names_who(const naast_check *check); /* it asks for the word of somebody who has a certain say */

/* What only the customer can give is renewed by the customer alone. */
naast_date item_last_day(const struct fact_item *item);

int item_is_closed(const struct fact_item *item);

#endif
