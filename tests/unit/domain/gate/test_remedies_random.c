/*
 * test_remedies_random.c: definitions of one's own: people who agree and do what the gates say get there too.
 *
 * Of random definitions that naast takes (checks that rest on each other in a circle are refused): what is left never
 * rises, and the gates open in at most twice what was left at the beginning, and two. REMEDY_PIPELINES: how many.
 * The control does what a check rests on later, and must be found out.
 */
#include "fixtures/remedies.h"

#include "base/env/env.h"

enum { PIPELINES = 600, CONTROL_PIPELINES = 300, KINDS_MOST = 8, ABOUT_MOST = 3 };

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

/* ---- a random definition ---- */

static const char *const kind_codes[KINDS_MOST] = {"authority", "k1", "k2", "k3", "k4", "k5", "k6", "k7"};
static const char *const check_codes[] = {"c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"};
static const char *const sayings[] = {"decides", "signs", NULL};
static const char *const answers[] = {"yes", "no", NULL};
static const char *const no[] = {"no", NULL};
static const char *const colours[] = {"red", "blue", NULL};
static const char *const life[] = {"met", "broken", "released", NULL};

struct random_pipeline {
    naast_pipeline pipeline;
    naast_kind kinds[KINDS_MOST];
    naast_check checks[8];
    naast_stage stages[3];
    const char *about[KINDS_MOST][ABOUT_MOST + 1], *covers[KINDS_MOST][ABOUT_MOST + 1];
    const char *selected[8][2], *linked[8][2];
    char code[16];
};

static int one_in(uint32_t sides) { return below(sides) == 0; }

static void roll_kind(struct random_pipeline *random, size_t at)
{
    naast_kind *kind = &random->kinds[at];
    size_t about = 0, covers = 0;
    *kind = (naast_kind){.code = kind_codes[at], .latest = one_in(3), .theirs = one_in(3)};
    for (size_t k = 1; k < random->pipeline.kind_count; k++) {
        if (k < at && about < ABOUT_MOST && one_in(3))
            random->about[at][about++] = kind_codes[k];
        if (k != at && covers < ABOUT_MOST && one_in(4))
            random->covers[at][covers++] = kind_codes[k];
    }
    if (at == 0) {
        *kind = (naast_kind){.code = "authority", .theirs = 1, .person = 1, .values = sayings};
        return;
    }
    if (about > 0)
        kind->about = random->about[at];
    if (covers > 0)
        kind->covers = random->covers[at];
    if (one_in(4)) {
        kind->values = one_in(2) ? answers : colours;
        kind->no = kind->values == answers ? no : NULL;
    } else if (one_in(4)) {
        kind->life = life;
        kind->owed = one_in(2) ? NAAST_SIDE_US : NAAST_SIDE_CUSTOMER;
    } else {
        kind->person = one_in(6);
    }
    if (kind->owed == NAAST_SIDE_NONE)
        kind->sided = one_in(5);
}

/* A kind that is about the other, and of which more than the newest counts; NULL: none is. */
static const char *answering(const struct random_pipeline *random, const char *code)
{
    for (size_t k = 1; k < random->pipeline.kind_count; k++)
        for (size_t a = 0; random->about[k][a] != NULL; a++)
            if (!random->kinds[k].latest && strcmp(random->about[k][a], code) == 0)
                return kind_codes[k];
    return NULL;
}

/* Where only the newest counts, one check alone asks for it: two could ask for different newest ones. */
static int is_taken(const struct random_pipeline *random, size_t kind, size_t before)
{
    for (size_t k = 0; random->kinds[kind].latest && k < before; k++)
        if (strcmp(random->selected[k][0], kind_codes[kind]) == 0)
            return 1;
    return 0;
}

static void roll_check(struct random_pipeline *random, size_t at)
{
    size_t kind;
    do
        kind = below((uint32_t)random->pipeline.kind_count);
    while (is_taken(random, kind, at));
    const char *answer = answering(random, kind_codes[kind]);
    naast_check *check = &random->checks[at];
    random->selected[at][0] = kind_codes[kind];
    *check = (naast_check){.code = check_codes[at],
                           .rule = one_in(2) ? NAAST_RULE_EVERY : NAAST_RULE_SOME,
                           .kinds = random->selected[at],
                           .word = (naast_word_wanted)below(4),
                           .none_ok = one_in(3),
                           .advisory = one_in(8)};
    if (kind == 0)
        check->value = one_in(2) ? sayings + 1 : NULL;
    if (check->rule == NAAST_RULE_EVERY && answer != NULL && one_in(2)) {
        random->linked[at][0] = answer;
        check->has = random->linked[at];
        check->word = NAAST_WORD_NONE; /* recorded along, it opens nothing */
    }
    if (check->rule == NAAST_RULE_SOME && one_in(6))
        check->n = 2;
    if (check->word == NAAST_WORD_CUSTOMER && kind != 0 && one_in(3))
        check->by = "decides";
    if (random->kinds[kind].sided && one_in(2))
        check->side = one_in(2) ? NAAST_SIDE_US : NAAST_SIDE_CUSTOMER;
    check->closed = check->has == NULL && random->kinds[kind].life != NULL && one_in(2);
}

/* Where the word of whoever decides is wanted, the first check asks who that is. */
static void ask_who_decides(struct random_pipeline *random, size_t count)
{
    static const char *const decides[] = {"decides", NULL};
    for (size_t k = 0; k < count; k++)
        if (random->checks[k].by != NULL) {
            random->selected[0][0] = "authority";
            random->checks[0] = (naast_check){.code = check_codes[0],
                                              .rule = NAAST_RULE_SOME,
                                              .kinds = random->selected[0],
                                              .value = decides,
                                              .word = NAAST_WORD_CUSTOMER};
        }
}

static void roll_pipeline(struct random_pipeline *random, unsigned number)
{
    memset(random, 0, sizeof *random);
    random->pipeline = (naast_pipeline)NAAST_PIPELINE_INIT;
    snprintf(random->code, sizeof random->code, "p%u", number);
    random->pipeline.code = random->code;
    random->pipeline.kinds = random->kinds;
    random->pipeline.kind_count = 3 + below(KINDS_MOST - 2);
    random->pipeline.stages = random->stages;
    random->pipeline.stage_count = 3;
    for (size_t k = 0; k < random->pipeline.kind_count; k++)
        roll_kind(random, k);
    const size_t count = 2 + below(7), first = 1 + below((uint32_t)count - 1);
    for (size_t k = 0; k < count; k++)
        roll_check(random, k);
    ask_who_decides(random, count);
    random->stages[0] =
        (naast_stage){.code = "first", .gate = {.code = "g1", .checks = random->checks, .check_count = first}};
    random->stages[1] = (naast_stage){
        .code = "second", .gate = {.code = "g2", .checks = random->checks + first, .check_count = count - first}};
    random->stages[2] = (naast_stage){.code = "won", .won = 1};
}

/* ---- the walk ---- */

static void walk(const naast_pipeline *pipeline, unsigned number)
{
    naast_evaluation *now = gates_of(&f, "won");
    const int32_t at_first = now->left, most = 2 * now->left + 2;
    for (int32_t steps = 0; now->blockers > 0 && *violation == '\0'; steps++) {
        const struct view view = view_of(now);
        const naast_check_result *check = view.check[pick(&view)];
        do_remedy(pipeline, check);
        naast_evaluation *then = gates_of(&f, "won");
        const int taken_back = check->remedy->action == NAAST_DO_DECIDE;
        if (then->left > now->left && !taken_back)
            snprintf(violation, sizeof violation, "pipeline %u, step %d: %s (%s): %d were left, and %d are", number,
                     steps, check->check, check->code, now->left, then->left);
        if (steps >= most)
            snprintf(violation, sizeof violation, "pipeline %u: %d were left, and %d steps were not enough: %s (%s)",
                     number, at_first, most, check->check, check->code);
        naast_free(now);
        now = then;
    }
    naast_free(now);
}

/* How many definitions were taken; the first violation ends it. */
static unsigned walk_pipelines(unsigned most)
{
    static struct random_pipeline random;
    unsigned taken = 0;
    *violation = '\0';
    for (unsigned number = 0; taken < most && *violation == '\0'; number++) {
        naast_pipeline *pipeline = NULL;
        state = number * UINT64_C(2654435761) + 4711;
        roll_pipeline(&random, number);
        if (naast_pipeline_add(f.store, &random.pipeline, NULL) != 0)
            continue;
        taken++;
        expect_ok(&f, naast_pipeline_get(f.store, random.code, 0, &pipeline));
        f.deal = fixture_deal(&f, random.code, f.sanne);
        batch_begin();
        for (uint32_t k = below(DISTURBED_MOST + 1); k > 0; k--)
            disturb(pipeline);
        walk(pipeline, number);
        batch_end();
        naast_free(pipeline);
    }
    return taken;
}

START_TEST(test_definitions_of_ones_own_end_too)
{
    const char *given = getenv("REMEDY_PIPELINES");
    const unsigned most = given != NULL ? (unsigned)strtoul(given, NULL, 10) : PIPELINES;
    manner = AS_PRINTED;
    const unsigned taken = walk_pipelines(most);
    ck_assert_str_eq(violation, "");
    ck_assert_uint_eq(taken, most);
}
END_TEST

START_TEST(test_control_what_a_check_rests_on_comes_first)
{
    manner = BEFORE_ITS_TURN;
    walk_pipelines(CONTROL_PIPELINES);
    ck_assert_str_ne(violation, "");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_definitions_of_ones_own_end_too,
        test_control_what_a_check_rests_on_comes_first,
    };
    return RUN_FIXTURE("remedies_random", tests);
}
