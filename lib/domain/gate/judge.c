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
    return ((unsigned)check->word & (side == NAAST_US ? NAAST_WORD_US : NAAST_WORD_CUSTOMER)) != 0;
}

int64_t person_with_authority(const struct facts *facts, const char *by, int64_t person)
{
    for (size_t k = 0; k < facts->item_count; k++) {
        const struct fact_item *item = &facts->items[k];
        if (!item->retracted && item->person != 0 && (person == 0 || item->person == person) &&
            strcmp(item->kind_code, "authority") == 0 && strcmp(item->value, by) == 0)
            return item->person;
    }
    return 0;
}

int person_may_speak(const struct facts *facts, const naast_check *check, int64_t person)
{
    if (check->by == NULL || *check->by == '\0')
        return 1;
    return person != 0 && person_with_authority(facts, check->by, person) != 0;
}

enum standing side_standing(const struct facts *facts, const naast_check *check, const struct fact_item *item,
                            naast_side side)
{
    enum standing standing = STANDING_NONE;
    for (size_t k = 0; k < item->word_count; k++) {
        const struct fact_word *word = &item->words[k];
        if (word->side != side || (side == NAAST_CUSTOMER && !person_may_speak(facts, check, word->person)))
            continue;
        if (word_is_fresh(facts, item, word))
            return STANDING_FRESH;
        standing = STANDING_STALE;
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

static void judge_words(const struct facts *facts, const naast_check *check, struct finding *finding)
{
    for (naast_side side = NAAST_US; side <= NAAST_CUSTOMER; side++) {
        if (!side_wanted(check, side))
            continue;
        const enum standing standing = side_standing(facts, check, finding->item, side);
        if (standing == STANDING_NONE)
            worsen(finding, NAAST_UNCONFIRMED, "no_word", side);
        else if (standing == STANDING_STALE)
            worsen(finding, NAAST_STALE, "changed_since", side);
    }
}

struct finding item_judge(const struct facts *facts, const naast_check *check, const struct fact_item *item)
{
    struct finding finding = {.item = item, .subject = item, .verdict = NAAST_MET, .code = "ok"};
    if (codes_have(item->kind->no, item->value))
        worsen(&finding, NAAST_REFUSED, "answer_no", NAAST_NO_SIDE);
    if (strcmp(item->state, "broken") == 0)
        worsen(&finding, NAAST_REFUSED, "broken", NAAST_NO_SIDE);
    if (item->none && !check->none_ok)
        worsen(&finding, NAAST_MISSING, "none_not_enough", NAAST_NO_SIDE);
    judge_words(facts, check, &finding);
    if (check->closed && !item_is_closed(item))
        worsen(&finding, NAAST_MISSING, "not_settled", NAAST_NO_SIDE);
    if (check->fresh_days > 0 && naast_days_between(item_last_day(item), facts->today) > check->fresh_days)
        worsen(&finding, NAAST_STALE, "old", NAAST_NO_SIDE);
    return finding;
}
