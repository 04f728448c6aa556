/* gate_parts.h: the two halves of evaluating a check: which items it is about, and what each of them is worth. */
#ifndef DOMAIN_GATE_PARTS_H
#define DOMAIN_GATE_PARTS_H

#include "domain/gate.h"

/* The live items whose kind the pipeline knows; for a kind given by speaking, one more for each person who spoke. */
struct pool {
    const struct fact_item **items;
    size_t count;
};

/* Fills the pool of a check, in `memory`, a result. Returns 0 or NAAST_NO_MEMORY. */
int pool_fill(struct env *env, void *memory, const struct facts *facts, const naast_check *check, struct pool *pool);

/* Whether kind, newest, side and value of a check select this item of the pool. */
int item_selected(const struct pool *pool, const naast_check *check, const struct fact_item *item);

/* Whether this item of the pool answers for the subject: it is about it, or both speak of the same person. */
int item_answers(const struct pool *pool, const naast_check *check, const struct fact_item *item,
                 const struct fact_item *subject);

/* Whether items of one kind can answer for another by being about it, or by naming the same person. */
int kind_is_about(const naast_kind *kind, const naast_kind *subject);
int kinds_share_person(const naast_kind *kind, const naast_kind *subject);

int codes_any(naast_codes codes); /* at least one */

/* What the item itself is worth to the check: the worst of what can be said of it. */
struct finding item_judge(const struct facts *facts, const naast_check *check, const struct fact_item *item);

/* How a side stands by an item, as far as the check asks whose word it is. */
enum standing { STANDING_NONE, STANDING_STALE, STANDING_FRESH };
enum standing side_standing(const struct facts *facts, const naast_check *check, const struct fact_item *item,
                            naast_side side);
int side_wanted(const naast_check *check, naast_side side);

/* Whether a check that asks whose word it is would take the word of this person. */
int person_may_speak(const struct facts *facts, const naast_check *check, int64_t person);
/* Whether a live authority item with the value `by` names the person; 0: the first person whom one names, 0 for none.
 */
int64_t person_with_authority(const struct facts *facts, const char *by, int64_t person);

/* What only the customer can give is renewed by the customer alone. */
naast_date item_last_day(const struct fact_item *item);

int item_is_closed(const struct fact_item *item);

#endif
