/* reason.c: why a check says what it says: by its code, since one verdict has several reasons. */
#include "view/reason.h"

#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/context.h"
#include "term/message.h"
#include "term/values.h"
#include "view/deal.h"
#include "view/gate_text.h"
#include "view/verdict.h"
#include "words/words.h"

/* The first item of which the check says what it says as a whole; NULL: none. */
static const naast_item *item_at_fault(const struct verdicts *verdicts, const naast_check_result *check)
{
    for (size_t k = 0; k < check->item_count; k++)
        if (strcmp(check->items[k].code, check->code) == 0)
            return item_by_number(verdicts->items, check->items[k].n);
    return NULL;
}

/* Who it is that a check asks for: "decides", "signs". */
static const char *wanted(struct cli *cli, const struct verdicts *verdicts, const naast_check_result *check)
{
    const naast_check *asked = naast_pipeline_check(verdicts->subject.pipeline, check->check);
    return asked != NULL && asked->by != NULL ? value_words(cli, asked->by) : "";
}

/* When it was said, or last confirmed or worded. */
static naast_date last_day(const naast_item *item)
{
    naast_date last = item->on;
    for (size_t k = 0; k < item->word_count; k++)
        if (item->words[k].on > last)
            last = item->words[k].on;
    return last;
}

static const char *old_words(struct cli *cli, const naast_item *item)
{
    return item == NULL ? word(cli, W_VERDICT_STALE) : words(cli, W_REASON_OLD, text_date(cli, last_day(item)));
}

/* Ours is late by so many days; of theirs no more than the day. */
static const char *open_words(struct cli *cli, const struct verdicts *verdicts, const naast_item *item)
{
    if (item == NULL || item->due == 0)
        return word(cli, W_REASON_OPEN);
    const naast_kind *kind = naast_pipeline_kind(verdicts->subject.pipeline, item->kind);
    const int32_t late = naast_days_between(item->due, cli_today(cli));
    const char *due = text_date(cli, item->due);
    const bool theirs =
        kind != NULL && (kind->sided ? item->from.side == NAAST_SIDE_CUSTOMER : kind->owed == NAAST_SIDE_US);
    if (late <= 0)
        return words(cli, W_REASON_OPEN_BY, due);
    if (theirs)
        return words(cli, W_REASON_THEIRS_LATE, due);
    return words(cli, late == 1 ? W_REASON_LATE_ONE : W_REASON_LATE, due, cli_printf(cli, "%d", (int)late));
}

static const char *no_words(struct cli *cli, const naast_item *item)
{
    if (item == NULL || *item->value == '\0' || strcmp(item->value, "no") == 0)
        return word(cli, W_VERDICT_REFUSED);
    return words(cli, W_REASON_ANSWER, value_words(cli, item->value));
}

/* Under whose name it was given, and who is to be asked. */
static const char *merged_words(struct cli *cli, const naast_item *item)
{
    for (size_t k = 0; item != NULL && k < item->word_count; k++)
        if (item->words[k].given_as != 0)
            return words(cli, W_REASON_MERGED_AS, first_name(cli, item->words[k].given_as_name),
                         first_name(cli, item->words[k].name));
    return word(cli, W_REASON_MERGED_WORD);
}

static const char *waived_words(struct cli *cli, const naast_check_result *check)
{
    return words(cli, W_VERDICT_WAIVED, text_date(cli, check->waived_until));
}

static const char *code_reason(struct cli *cli, const struct verdicts *verdicts, const naast_check_result *check)
{
    const naast_item *item = item_at_fault(verdicts, check);
    switch (naast_check_code_of(check->code)) {
    case NAAST_CHECK_CODE_OK:
        return word(cli, W_VERDICT_MET);
    case NAAST_CHECK_CODE_NOTHING_TO_CHECK:
        return word(cli, W_REASON_NOTHING);
    case NAAST_CHECK_CODE_NO_ANSWER:
        return word(cli, check->stated ? W_VERDICT_TO_SAY : W_VERDICT_MISSING);
    case NAAST_CHECK_CODE_NO_WORD:
        return word(cli, W_VERDICT_UNCONFIRMED);
    case NAAST_CHECK_CODE_NOBODY_NAMED:
        return words(cli, W_REASON_NOBODY_NAMED, wanted(cli, verdicts, check));
    case NAAST_CHECK_CODE_MERGED_WORD:
        return merged_words(cli, item);
    case NAAST_CHECK_CODE_CHANGED_SINCE:
        return word(cli, W_VERDICT_STALE);
    case NAAST_CHECK_CODE_OLD:
        return old_words(cli, item);
    case NAAST_CHECK_CODE_NOT_SETTLED:
        return open_words(cli, verdicts, item);
    case NAAST_CHECK_CODE_NONE_NOT_ENOUGH:
        return word(cli, W_REASON_NONE);
    case NAAST_CHECK_CODE_ANSWER_NO:
        return no_words(cli, item);
    case NAAST_CHECK_CODE_BROKEN:
        return word(cli, W_STATE_BROKEN);
    case NAAST_CHECK_CODE_CALLBACK_MISSING:
        return word(cli, W_REASON_CALLBACK_MISSING);
    case NAAST_CHECK_CODE_CALLBACK_FAILED:
        return word(cli, W_REASON_CALLBACK_FAILED);
    case NAAST_CHECK_CODE_OTHER:
    case NAAST_CHECK_CODE_END:
        break;
    }
    return verdict_words(cli, check->verdict, check->stated, check->waived_until);
}

const char *reason_words(struct cli *cli, const struct verdicts *verdicts, const naast_check_result *check)
{
    if (check->verdict == NAAST_VERDICT_WAIVED)
        return waived_words(cli, check);
    const char *reason = code_reason(cli, verdicts, check);
    return check->waiver_expired ? words(cli, W_REASON_WAIVER_EXPIRED, reason, waived_words(cli, check)) : reason;
}
