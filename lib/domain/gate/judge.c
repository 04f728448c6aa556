/* judge.c: what one item is worth to a check: whose word is on it, whether it is settled, a no, or too old. */
#include "naast.h"

#include "base/env/env.h"
#include "domain/common/codes.h"
#include "domain/evidence/facts.h"
#include "domain/gate/gate.h"
#include "domain/gate/parts.h"

#include <string.h>

int side_wanted(const naast_check *check, naast_side side)
{
    return ((unsigned)check->word & (side == NAAST_SIDE_US ? NAAST_WORD_US : NAAST_WORD_CUSTOMER)) != 0;
}

int check_names_who(const naast_check *check) { return check->by != NULL && *check->by != '\0'; }

static int customer_backs(const struct facts *facts, const struct fact_item *item)
{
    for (size_t k = 0; k < item->word_count; k++)
        if (item->words[k].side == NAAST_SIDE_CUSTOMER && word_is_fresh(facts, item, &item->words[k]))
            return 1;
    return 0;
}

static int names_somebody(const struct fact_item *item, const char *by)
{
    return !item->retracted && !item->none && item->person != 0 && strcmp(item->kind_code, "authority") == 0 &&
           strcmp(item->value, by) == 0;
}

const struct fact_item *authority_recorded(const struct facts *facts, const char *by)
{
    for (size_t k = 0; k < facts->item_count; k++)
        if (names_somebody(&facts->items[k], by))
            return &facts->items[k];
    return NULL;
}

const struct fact_item *authority_next(const struct facts *facts, const char *by, size_t *at)
{
    while (*at < facts->item_count) {
        const struct fact_item *item = &facts->items[(*at)++];
        if (names_somebody(item, by) && customer_backs(facts, item))
            return item;
    }
    return NULL;
}

int person_may_speak(const struct facts *facts, const naast_check *check, struct fact_person person)
{
    const struct fact_item *named;
    if (!check_names_who(check))
        return 1;
    for (size_t at = 0; (named = authority_next(facts, check->by, &at)) != NULL;)
        if (person_is(person, item_concerned(named)))
            return 1;
    return 0;
}

/* Whether they would be taken for who they are now, and were somebody else when they gave their word. */
static int came_by_merge(const struct facts *facts, const naast_check *check, struct fact_person person)
{
    return person.then != 0 && person_may_speak(facts, check, (struct fact_person){person.now, 0});
}

enum standing side_standing(const struct facts *facts, const naast_check *check, const struct fact_item *item,
                            naast_side side)
{
    enum standing standing = STANDING_NONE;
    for (size_t k = 0; k < item->word_count; k++) {
        const struct fact_word *word = &item->words[k];
        enum standing here = STANDING_NONE;
        if (word->side != side)
            continue;
        if (side == NAAST_SIDE_US || person_may_speak(facts, check, word_giver(word)))
            here = word_is_fresh(facts, item, word) ? STANDING_FRESH : STANDING_STALE;
        else if (came_by_merge(facts, check, word_giver(word)))
            here = STANDING_MERGED;
        standing = here > standing ? here : standing;
    }
    return standing;
}

int item_is_closed(const struct fact_item *item)
{
    return item->none || !codes_any(item->kind->life) || codes_have(item->kind->life, item->state);
}

static void worsen(struct finding *finding, naast_verdict verdict, const char *code, naast_side lacking)
{
    if (verdict <= finding->verdict)
        return;
    finding->verdict = verdict;
    finding->code = code;
    finding->lacking = lacking;
}

/* Why a side's word is wanted. Nobody can give it while nobody is named who may. */
static const char *lack_code(const struct facts *facts, const naast_check *check, naast_side side,
                             enum standing standing)
{
    size_t at = 0;
    if (standing == STANDING_MERGED)
        return "merged_word";
    if (side == NAAST_SIDE_CUSTOMER && check_names_who(check) && authority_next(facts, check->by, &at) == NULL)
        return "nobody_named";
    return "no_word";
}

static void judge_words(const struct facts *facts, const naast_check *check, struct finding *finding)
{
    for (naast_side side = NAAST_SIDE_US; side <= NAAST_SIDE_CUSTOMER; side++) {
        if (!side_wanted(check, side))
            continue;
        const enum standing standing = side_standing(facts, check, finding->item, side);
        if (standing <= STANDING_MERGED)
            worsen(finding, NAAST_VERDICT_UNCONFIRMED, lack_code(facts, check, side, standing), side);
        else if (standing == STANDING_STALE)
            worsen(finding, NAAST_VERDICT_STALE, "changed_since", side);
    }
}

struct finding item_judge(const struct facts *facts, const naast_check *check, const struct fact_item *item)
{
    struct finding finding = {.item = item, .subject = item, .verdict = NAAST_VERDICT_MET, .code = "ok"};
    if (codes_have(item->kind->no, item->value))
        worsen(&finding, NAAST_VERDICT_REFUSED, "answer_no", NAAST_SIDE_NONE);
    if (strcmp(item->state, "broken") == 0)
        worsen(&finding, NAAST_VERDICT_REFUSED, "broken", NAAST_SIDE_NONE);
    if (item->none && !check->none_ok)
        worsen(&finding, NAAST_VERDICT_MISSING, "none_not_enough", NAAST_SIDE_NONE);
    judge_words(facts, check, &finding);
    if (check->closed && !item_is_closed(item))
        worsen(&finding, NAAST_VERDICT_MISSING, "not_settled", NAAST_SIDE_NONE);
    if (check->fresh_days > 0 && naast_days_between(item_last_day(item), facts->today) > check->fresh_days)
        worsen(&finding, NAAST_VERDICT_STALE, "old", NAAST_SIDE_NONE);
    return finding;
}
