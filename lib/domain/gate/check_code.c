/* check_code.c: the codes of checks, each by its number. */
#include "naast.h"

#include <string.h>

static const char *const codes[NAAST_CHECK_CODE_END] = {
    [NAAST_CHECK_CODE_OK] = "ok",
    [NAAST_CHECK_CODE_NOTHING_TO_CHECK] = "nothing_to_check",
    [NAAST_CHECK_CODE_NO_ANSWER] = "no_answer",
    [NAAST_CHECK_CODE_NO_WORD] = "no_word",
    [NAAST_CHECK_CODE_NOBODY_NAMED] = "nobody_named",
    [NAAST_CHECK_CODE_MERGED_WORD] = "merged_word",
    [NAAST_CHECK_CODE_CHANGED_SINCE] = "changed_since",
    [NAAST_CHECK_CODE_OLD] = "old",
    [NAAST_CHECK_CODE_NOT_SETTLED] = "not_settled",
    [NAAST_CHECK_CODE_NONE_NOT_ENOUGH] = "none_not_enough",
    [NAAST_CHECK_CODE_ANSWER_NO] = "answer_no",
    [NAAST_CHECK_CODE_BROKEN] = "broken",
    [NAAST_CHECK_CODE_CALLBACK_MISSING] = "callback_missing",
    [NAAST_CHECK_CODE_CALLBACK_FAILED] = "callback_failed",
};

naast_check_code naast_check_code_of(const char *code)
{
    for (int k = 1; code != NULL && k < NAAST_CHECK_CODE_END; k++)
        if (strcmp(codes[k], code) == 0)
            return (naast_check_code)k;
    return NAAST_CHECK_CODE_OTHER;
}
