/*
 * rests.c: which checks rest on which.
 *
 * A check rests on another if doing what answers the other may move it: its kind covers what the other records; it asks
 * something of every item of a kind that the other records; the other names the people whose word it wants; or both
 * judge one item, and the earlier one may have it worded again. What rests on nothing open can be answered now, and
 * stays answered, so that people who do what is printed get there.
 */
#include "domain/pipeline/rests.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/common/codes.h"
#include "domain/pipeline/pipeline.h"

#include <string.h>

/* ---- sets ---- */

static void set_add(struct rest_set *set, const naast_pipeline *pipeline, const naast_kind *kind, naast_side side)
{
    const size_t at = (size_t)(kind - pipeline->kinds) * 2 + (side == NAAST_SIDE_CUSTOMER);
    set->bits[at / 64 % REST_WORDS] |= UINT64_C(1) << at % 64;
}

/* NAAST_SIDE_NONE: of both; a kind of which sides do not count has one that stands for both. */
static void set_add_sides(struct rest_set *set, const naast_pipeline *pipeline, const naast_kind *kind, naast_side side)
{
    for (naast_side each = NAAST_SIDE_US; each <= NAAST_SIDE_CUSTOMER; each++)
        if (side == NAAST_SIDE_NONE || side == each || !kind->sided)
            set_add(set, pipeline, kind, each);
}

static int sets_meet(const struct rest_set *a, const struct rest_set *b)
{
    uint64_t both = 0;
    for (size_t k = 0; k < REST_WORDS; k++)
        both |= a->bits[k] & b->bits[k];
    return both != 0;
}

/* ---- one check ---- */

static naast_codes judged_kinds(const naast_check *check) { return codes_any(check->has) ? check->has : check->kinds; }

/* What a word on an item of this kind covers moves it. */
static void add_covered(struct check_rest *rest, const naast_pipeline *pipeline, const naast_kind *kind)
{
    for (size_t k = 0; k < pipeline->kind_count; k++)
        for (naast_side side = NAAST_SIDE_US; side <= NAAST_SIDE_CUSTOMER; side++)
            if (kind_covers(kind, pipeline->kinds[k].code, side)) {
                set_add(&rest->moved, pipeline, &pipeline->kinds[k], side);
                set_add(&rest->covers, pipeline, &pipeline->kinds[k], side);
            }
}

static void add_judged(struct check_rest *rest, const naast_pipeline *pipeline, const naast_check *check)
{
    const naast_side side = codes_any(check->has) ? NAAST_SIDE_NONE : check->side;
    for (naast_codes code = judged_kinds(check); code != NULL && *code != NULL; code++) {
        const naast_kind *kind = pipeline_kind(pipeline, *code);
        if (kind == NULL)
            continue;
        set_add_sides(&rest->judges, pipeline, kind, side);
        if (check->word != NAAST_WORD_NONE && codes_any(kind->covers)) {
            add_covered(rest, pipeline, kind);
            if (!codes_any(kind->values))
                set_add_sides(&rest->amends, pipeline, kind, side);
        }
    }
}

/* What answers it: what a subject has; of `some` an item of its first kind; of `every` item alone, nothing new but the
 * newest of its kind. */
static void add_recorded(struct check_rest *rest, const naast_pipeline *pipeline, const naast_check *check)
{
    const int answers = codes_any(check->has);
    for (naast_codes code = judged_kinds(check); code != NULL && *code != NULL; code++) {
        const naast_kind *kind = pipeline_kind(pipeline, *code);
        if (kind == NULL || (check->rule == NAAST_RULE_EVERY && !answers && !kind->latest))
            continue;
        set_add_sides(&rest->records, pipeline, kind, answers ? NAAST_SIDE_NONE : check->side);
        if (strcmp(kind->code, "authority") == 0) {
            rest->names_people = 1;
            rest->names = answers ? NULL : check->value;
        }
        if (check->rule == NAAST_RULE_SOME)
            break;
    }
}

static void add_subjects(struct check_rest *rest, const naast_pipeline *pipeline, const naast_check *check)
{
    for (naast_codes code = check->kinds; check->rule == NAAST_RULE_EVERY && code != NULL && *code != NULL; code++) {
        const naast_kind *kind = pipeline_kind(pipeline, *code);
        if (kind != NULL)
            set_add_sides(&rest->moved, pipeline, kind, check->side);
    }
}

void check_rest_of(const naast_pipeline *pipeline, const naast_check *check, struct check_rest *out)
{
    *out = (struct check_rest){.by = check->by != NULL && *check->by != '\0' ? check->by : NULL};
    if (check->rule == NAAST_RULE_CALLBACK)
        return;
    add_judged(out, pipeline, check);
    add_recorded(out, pipeline, check);
    add_subjects(out, pipeline, check);
}

int check_rests_on(const struct check_rest *check, const struct check_rest *other, int earlier)
{
    if (sets_meet(&check->moved, &other->records) || sets_meet(&check->covers, &other->amends))
        return 1;
    if (check->by != NULL && other->names_people && (!codes_any(other->names) || codes_have(other->names, check->by)))
        return 1;
    return earlier && sets_meet(&check->judges, &other->amends);
}

/* ---- circles ---- */

/* All checks in their order, and how far the search has come with each. */
struct graph {
    const naast_check **checks;
    struct check_rest *rests;
    unsigned char *state; /* 0: not looked at; 1: on the way to it; 2: done */
    size_t *way;          /* the checks on the way */
    size_t *next;         /* the next that each of those may rest on */
    size_t count;
};

static size_t checks_count(const naast_pipeline *pipeline)
{
    size_t count = 0;
    for (size_t s = 0; s < pipeline->stage_count; s++)
        count += pipeline->stages[s].gate.check_count;
    return count;
}

static int graph_make(struct env *env, void *memory, const naast_pipeline *pipeline, struct graph *graph)
{
    const size_t most = checks_count(pipeline);
    graph->checks = result_alloc(env, memory, most, sizeof *graph->checks);
    graph->rests = result_alloc(env, memory, most, sizeof *graph->rests);
    graph->state = result_alloc(env, memory, most, 1);
    graph->way = result_alloc(env, memory, most, sizeof *graph->way);
    graph->next = result_alloc(env, memory, most, sizeof *graph->next);
    if (graph->checks == NULL || graph->rests == NULL || graph->state == NULL || graph->way == NULL ||
        graph->next == NULL)
        return NAAST_NO_MEMORY;
    for (size_t s = 0; s < pipeline->stage_count; s++)
        for (size_t k = 0; k < pipeline->stages[s].gate.check_count; k++) {
            graph->checks[graph->count] = &pipeline->stages[s].gate.checks[k];
            check_rest_of(pipeline, graph->checks[graph->count], &graph->rests[graph->count]);
            graph->count++;
        }
    return 0;
}

static int rests_on(const struct graph *graph, size_t a, size_t b)
{
    return a != b && check_rests_on(&graph->rests[a], &graph->rests[b], b < a);
}

/* From one check along what each rests on; whether the way comes back to itself. */
static int circle_from(struct graph *graph, size_t first, struct rest_circle *out)
{
    size_t depth = 1;
    graph->way[0] = first;
    graph->next[0] = 0;
    graph->state[first] = 1;
    while (depth > 0) {
        const size_t at = graph->way[depth - 1];
        size_t on = graph->next[depth - 1];
        while (on < graph->count && (graph->state[on] == 2 || !rests_on(graph, at, on)))
            on++;
        graph->next[depth - 1] = on + 1;
        if (on >= graph->count) {
            graph->state[at] = 2;
            depth--;
        } else if (graph->state[on] == 1) {
            *out = (struct rest_circle){graph->checks[at], graph->checks[on]};
            return 1;
        } else {
            graph->state[on] = 1;
            graph->way[depth] = on;
            graph->next[depth++] = 0;
        }
    }
    return 0;
}

int rest_circle_find(struct env *env, const naast_pipeline *pipeline, struct rest_circle *out)
{
    struct graph graph = {0};
    void *memory = result_new(env, 1);
    int status = memory != NULL ? graph_make(env, memory, pipeline, &graph) : NAAST_NO_MEMORY;
    *out = (struct rest_circle){NULL, NULL};
    for (size_t k = 0, found = 0; status == 0 && !found && k < graph.count; k++)
        found = graph.state[k] == 0 && circle_from(&graph, k, out);
    naast_free(memory);
    return status;
}
