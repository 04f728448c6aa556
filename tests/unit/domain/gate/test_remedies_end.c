/*
 * test_remedies_end.c: people who agree and do what the gates say get there.
 *
 * From a random state of a deal, in each shipped pipeline: of the checks that are open and rest on no other open one,
 * one is picked, and what its remedy says is done. Then fewer things are left, that check has less to ask, and what
 * does not rest on it says what it said. So every gate opens in at most as many remedies as were left at the beginning.
 * REMEDY_STATES: how many states of each pipeline.
 *
 * The controls do something else than what is printed, and must be found out: what a check rests on is left for later,
 * or what is asked of each of its kind is not typed along.
 */
#include "fixtures/remedies.h"

#include "base/env/env.h"

enum { STATES = 2000, CONTROL_STATES = 60 };

static void set_up(void) { fixture_open(&f); }
static void tear_down(void) { fixture_close(&f); }

/* Whoever speaks has been spoken with, whatever it was about: the one thing that is answered by the way. */
static int met_by_speaking(const naast_pipeline *pipeline, const naast_check_result *check)
{
    const naast_check *asked = naast_pipeline_check(pipeline, check->check);
    for (size_t k = 0; check->verdict == NAAST_VERDICT_MET && asked->has != NULL && asked->has[k] != NULL; k++)
        if (naast_pipeline_kind(pipeline, asked->has[k])->by_speaking)
            return 1;
    return 0;
}

static void compare(const naast_pipeline *pipeline, const naast_evaluation *before, const naast_evaluation *after,
                    size_t done, const char *said)
{
    const struct view was = view_of(before), is = view_of(after);
    const char *id = was.check[done]->check;
    if (after->left >= before->left)
        snprintf(violation, sizeof violation, "%s: %d were left, and %d are", said, before->left, after->left);
    if (lacks(is.check[done]) >= lacks(was.check[done]))
        snprintf(violation, sizeof violation, "%s: it asks as much as before", said);
    for (size_t k = 0; k < was.count; k++)
        if (k != done && !rests_on(was.check[k], id) && !was.check[k]->advisory &&
            !met_by_speaking(pipeline, is.check[k]) && was.check[k]->verdict != is.check[k]->verdict)
            snprintf(violation, sizeof violation, "%s: %s was %s, and is %s", said, was.check[k]->check,
                     naast_verdict_code(was.check[k]->verdict), naast_verdict_code(is.check[k]->verdict));
}

static void walk(const naast_pipeline *pipeline, const char *last, unsigned seed)
{
    char said[200];
    naast_evaluation *now = gates_of(&f, last);
    const int32_t at_first = now->left;
    for (int32_t steps = 0; now->blockers > 0 && *violation == '\0'; steps++) {
        const struct view view = view_of(now);
        const size_t done = pick(&view);
        const naast_check_result *check = view.check[done];
        snprintf(said, sizeof said, "%s, state %u, step %d of %d: %s (%s)", pipeline->code, seed, steps, at_first,
                 check->check, check->code);
        if (steps >= at_first)
            snprintf(violation, sizeof violation, "%s: more than were left", said);
        do_remedy(pipeline, check);
        naast_evaluation *then = gates_of(&f, last);
        compare(pipeline, now, then, done, said);
        naast_free(now);
        now = then;
    }
    ck_assert(*violation != '\0' || now->left == 0);
    naast_free(now);
}

static unsigned states(void)
{
    const char *given = getenv("REMEDY_STATES");
    return given != NULL ? (unsigned)strtoul(given, NULL, 10) : STATES;
}

static const char *const pipelines[] = {"fair", "bant", "meddpicc"};
enum { PIPELINES = sizeof pipelines / sizeof pipelines[0] };

/* Random states of a pipeline, each worked until its gates are open; the first violation ends it. */
static void walk_states(const char *name, unsigned most)
{
    naast_pipeline *pipeline = NULL;
    expect_ok(&f, naast_pipeline_get(f.store, name, 0, &pipeline));
    *violation = '\0';
    for (unsigned seed = 0; seed < most && *violation == '\0'; seed++) {
        state = seed * 2654435761U + 12345;
        f.deal = fixture_deal(&f, name, f.sanne);
        batch_begin();
        for (uint32_t k = below(DISTURBED_MOST + 1); k > 0; k--)
            disturb(pipeline);
        walk(pipeline, pipeline->stages[pipeline->stage_count - 1].code, seed);
        batch_end();
    }
    naast_free(pipeline);
}

START_TEST(test_what_the_gates_say_opens_them_from_any_state)
{
    manner = AS_PRINTED;
    walk_states(pipelines[_i], states());
    ck_assert_str_eq(violation, "");
}
END_TEST

START_TEST(test_control_what_a_check_rests_on_comes_first)
{
    manner = BEFORE_ITS_TURN;
    walk_states("fair", CONTROL_STATES);
    ck_assert_str_ne(violation, "");
}
END_TEST

START_TEST(test_control_what_is_asked_of_each_is_typed_along)
{
    manner = NOT_ALONG;
    walk_states("fair", CONTROL_STATES);
    ck_assert_str_ne(violation, "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("remedies end");
    TCase *tests = tcase_create("states");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 900);
    tcase_add_loop_test(tests, test_what_the_gates_say_opens_them_from_any_state, 0, PIPELINES);
    tcase_add_test(tests, test_control_what_a_check_rests_on_comes_first);
    tcase_add_test(tests, test_control_what_is_asked_of_each_is_typed_along);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
