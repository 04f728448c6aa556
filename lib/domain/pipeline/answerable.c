/* answerable.c: whether a check can ever be met: a gate that nobody can open is a mistake in its definition. */
#include "domain/pipeline/answerable.h"

#include "naast.h"

#include "domain/common/codes.h"
#include "domain/pipeline/pipeline.h"

int32_t check_counts_most(const naast_pipeline *pipeline, const naast_check *check)
{
    int32_t most = 0;
    for (naast_codes code = check->kinds; code != NULL && *code != NULL; code++) {
        const naast_kind *kind = pipeline_kind(pipeline, *code);
        if (!kind->latest)
            return 0;
        most++; /* of a sided kind too: a check for each side says which one lacks */
    }
    return most;
}

/* Whether an item of the kind can have a value, of those that are selected, that does not mean no. */
static int can_be_yes(const naast_kind *kind, naast_codes selected)
{
    if (!codes_any(kind->values))
        return 1;
    for (naast_codes value = kind->values; *value != NULL; value++)
        if (!codes_have(kind->no, *value) && (!codes_any(selected) || codes_have(selected, *value)))
            return 1;
    return 0;
}

int check_takes_yes(const naast_pipeline *pipeline, const naast_check *check)
{
    const int linked = codes_any(check->has);
    if (check->rule == NAAST_RULE_CALLBACK || check->none_ok)
        return 1;
    for (naast_codes code = linked ? check->has : check->kinds; code != NULL && *code != NULL; code++)
        if (can_be_yes(pipeline_kind(pipeline, *code), linked ? NULL : check->value))
            return 1;
    return 0;
}
