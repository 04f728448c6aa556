/* question.c: what is asked of a kind: the question of the check that such an item answers. */
#include "naast.h"

#include "base/env/env.h"
#include "domain/common/codes.h"
#include "domain/pipeline/pipeline.h"
#include "store/handle/handle.h"

/* Somebody who wants to know something of an item. */
struct asker {
    const char *kind, *value;
    naast_side side;
};

/* Of a check that wants something of every other item, it is that something which answers. */
static int is_answered(const naast_check *check, const char *kind)
{
    return codes_have(codes_any(check->has) ? check->has : check->kinds, kind);
}

static int is_meant(const naast_check *check, const struct asker *asker)
{
    if (asker->value != NULL && codes_any(check->value) && !codes_have(check->value, asker->value))
        return 0;
    return asker->side == NAAST_SIDE_NONE || check->side == NAAST_SIDE_NONE || check->side == asker->side;
}

/* The first check that means just this; else the first that is answered by the kind. */
static const naast_check *find_check(const naast_pipeline *pipeline, const struct asker *asker)
{
    const naast_check *other = NULL;
    for (size_t s = 0; s < pipeline->stage_count; s++) {
        const naast_gate *gate = &NAAST_AT(naast_stage, pipeline->stages, pipeline->stage_size, s)->gate;
        for (size_t k = 0; k < gate->check_count; k++) {
            const naast_check *check = NAAST_AT(naast_check, gate->checks, pipeline->check_size, k);
            if (!is_answered(check, asker->kind))
                continue;
            if (is_meant(check, asker))
                return check;
            other = other != NULL ? other : check;
        }
    }
    return other;
}

const char *naast_pipeline_question(const naast_store *store, const naast_pipeline *pipeline, const char *kind,
                                    const char *value, naast_side side)
{
    const naast_language language = store != NULL ? store->env.language : NAAST_LANGUAGE_ENGLISH;
    const struct asker asker = {kind, value, side};
    const naast_check *check = pipeline != NULL && kind != NULL ? find_check(pipeline, &asker) : NULL;
    if (check == NULL)
        return "";
    const char *ask = words_in(language, &check->ask), *ask_us = words_in(language, &check->ask_us);
    if (side == NAAST_SIDE_US && ask_us != NULL)
        return ask_us;
    return ask != NULL ? ask : "";
}
