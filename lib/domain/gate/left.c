/* left.c: which open checks come first, and how many things there are to do at most. Pure. */
#include "domain/gate/left.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/pipeline/rests.h"

/* Sets of checks, a bit for each: the others that one rests on, and the open ones among those and what they rest on. */
struct resting {
    const struct asked *asked;
    struct check_rest *rests;
    uint64_t *on, *open; /* `words` for each check */
    size_t count, words;
};

static uint64_t *set_of(const struct resting *resting, uint64_t *sets, size_t at) { return sets + at * resting->words; }

static int has(const uint64_t *set, size_t at) { return (set[at / 64] >> at % 64 & 1) != 0; }

static void add(uint64_t *set, size_t at) { set[at / 64] |= UINT64_C(1) << at % 64; }

static int resting_make(struct env *env, void *scratch, const naast_pipeline *pipeline, struct resting *resting)
{
    resting->words = resting->count / 64 + 1;
    resting->rests = result_alloc(env, scratch, resting->count, sizeof *resting->rests);
    resting->on = result_alloc(env, scratch, resting->count * resting->words, sizeof *resting->on);
    resting->open = result_alloc(env, scratch, resting->count * resting->words, sizeof *resting->open);
    if (resting->rests == NULL || resting->on == NULL || resting->open == NULL)
        return NAAST_NO_MEMORY;
    for (size_t at = 0; at < resting->count; at++)
        check_rest_of(pipeline, resting->asked[at].check, &resting->rests[at]);
    return 0;
}

static void find_direct(struct resting *resting)
{
    for (size_t at = 0; at < resting->count; at++)
        for (size_t on = 0; on < resting->count; on++) {
            if (at == on || !check_rests_on(&resting->rests[at], &resting->rests[on], on < at))
                continue;
            add(set_of(resting, resting->on, at), on);
            if (resting->asked[on].told->blocks)
                add(set_of(resting, resting->open, at), on);
        }
}

/* What one rests on hands on what it rests on itself. Whether anything was new. */
static int hand_on(struct resting *resting, size_t at, size_t on)
{
    uint64_t *to = set_of(resting, resting->open, at), fresh = 0;
    const uint64_t *from = set_of(resting, resting->open, on);
    for (size_t k = 0; k < resting->words; k++) {
        fresh |= from[k] & ~to[k];
        to[k] |= from[k];
    }
    return fresh != 0;
}

static void find_indirect(struct resting *resting)
{
    for (int changed = 1; changed;) {
        changed = 0;
        for (size_t at = 0; at < resting->count; at++)
            for (size_t on = 0; on < resting->count; on++)
                if (has(set_of(resting, resting->on, at), on))
                    changed |= hand_on(resting, at, on);
    }
}

/* The ids are those of the results themselves. */
static int tell(struct env *env, void *result, const struct resting *resting, size_t at)
{
    const uint64_t *open = set_of(resting, resting->open, at);
    naast_check_result *told = resting->asked[at].told;
    const char **ids = result_alloc(env, result, resting->count, sizeof *ids);
    if (ids == NULL)
        return NAAST_NO_MEMORY;
    told->rests_on = ids;
    for (size_t on = 0; on < resting->count; on++)
        if (has(open, on))
            ids[told->rests_on_count++] = resting->asked[on].told->check;
    return 0;
}

static int32_t count_of(const struct asked *asked)
{
    const naast_check_result *told = asked->told;
    if (!told->blocks)
        return told->rests_on_count > 0;
    return (told->want > told->have ? told->want - told->have : 1) + asked->to_settle;
}

int left_tell(struct env *env, void *result, void *scratch, const naast_pipeline *pipeline, const struct asked *asked,
              size_t count, int32_t *left)
{
    struct resting resting = {.asked = asked, .count = count};
    int status = resting_make(env, scratch, pipeline, &resting);
    if (status != 0)
        return status;
    find_direct(&resting);
    find_indirect(&resting);
    for (size_t at = 0; status == 0 && at < count; at++) {
        status = tell(env, result, &resting, at);
        *left += count_of(&asked[at]);
    }
    return status;
}
