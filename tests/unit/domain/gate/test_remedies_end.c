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
#include "fixtures/evidence.h"
#include "fixtures/deal.h"

#include <stdint.h>

enum { STATES = 60, CHECKS_MOST = 64, DISTURBED_MOST = 14 };

static struct fixture f;
static uint64_t state;
static char violation[300]; /* "": none */

/* What is done otherwise than the gates say it. */
static enum { AS_PRINTED, BEFORE_ITS_TURN, NOT_ALONG } manner;

static void set_up(void) { fixture_open(&f); }
static void tear_down(void) { fixture_close(&f); }

/* ---- chance ---- */

static uint32_t below(uint32_t most)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(state >> 33) % most;
}

static naast_party somebody(void)
{
    const naast_party parties[] = {us, customer(f.sanne), customer(f.karim)};
    return parties[below(3)];
}

/* ---- a random state ---- */

static const char *random_code(naast_codes codes)
{
    uint32_t count = 0;
    while (codes != NULL && codes[count] != NULL)
        count++;
    return count > 0 ? codes[below(count)] : NULL;
}

/* Whatever does not fit is refused, and disturbs nothing. */
static void record_something(const naast_pipeline *pipeline, const naast_items *items)
{
    const naast_kind *kind = &pipeline->kinds[below((uint32_t)pipeline->kind_count)];
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = kind->code;
    spec.text = "as they said";
    spec.from = somebody();
    spec.none = below(8) == 0;
    spec.value = spec.none ? NULL : random_code(kind->values);
    spec.about = kind->about != NULL && items->count > 0 ? items->items[below((uint32_t)items->count)].n : 0;
    spec.person = kind->person ? (below(2) ? f.sanne : f.karim) : 0;
    (void)naast_item_record(f.store, f.deal, &spec, NULL);
}

static void disturb(const naast_pipeline *pipeline)
{
    naast_items *items = items_of(&f);
    const int32_t n = items->count > 0 ? items->items[below((uint32_t)items->count)].n : 0;
    const naast_kind *kind = n > 0 ? naast_pipeline_kind(pipeline, items->items[n - 1].kind) : NULL;
    const uint32_t what = n > 0 ? below(6) : 0;
    if (what <= 1)
        record_something(pipeline, items);
    else if (what == 2)
        (void)amend_text(&f, n, "as they say now", somebody());
    else if (what == 3)
        (void)naast_item_retract(f.store, f.deal, n, BECAUSE("it was not so"));
    else if (what == 4 && kind != NULL && kind->life != NULL)
        (void)settle(&f, n, random_code(kind->life), somebody());
    else
        (void)confirm(&f, n, somebody(), NULL);
    naast_free(items);
}

/* ---- doing what a remedy says ---- */

static void record_about(const char *kind, int32_t subject, naast_party from)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = kind;
    spec.text = "as they said";
    spec.from = from;
    spec.about = subject;
    record_spec(&f, &spec);
}

static int lacks(const naast_check_result *check) { return check->blocks ? check->want - check->have : 0; }

/* What the new item has to have about it. */
static void bring_along(const naast_pipeline *pipeline, const naast_remedy *remedy, int32_t n)
{
    for (size_t k = 0; k < remedy->along_count; k++) {
        const naast_kind *kind = naast_pipeline_kind(pipeline, remedy->along[k]);
        record_about(kind->code, n, kind->theirs ? customer(f.sanne) : us);
    }
}

/* They have changed their mind, or it is taken back. */
static void decide(const naast_remedy *remedy)
{
    if (*remedy->value == '\0') {
        expect_ok(&f, naast_item_retract(f.store, f.deal, remedy->item, BECAUSE("it does not hold")));
        return;
    }
    naast_remedy again = *remedy;
    again.action = NAAST_DO_RECORD;
    again.item = 0;
    follow(&f, &again);
}

static void do_remedy(const naast_pipeline *pipeline, const naast_remedy *remedy)
{
    if (remedy->action == NAAST_DO_DECIDE) {
        decide(remedy);
        return;
    }
    follow(&f, remedy);
    if (remedy->action != NAAST_DO_RECORD || manner == NOT_ALONG)
        return;
    naast_items *items = items_of(&f);
    bring_along(pipeline, remedy, items->items[items->count - 1].n);
    naast_free(items);
}

/* ---- what it comes to ---- */

struct view {
    const naast_check_result *check[CHECKS_MOST];
    size_t count;
};

static struct view view_of(const naast_evaluation *evaluation)
{
    struct view view = {.count = 0};
    for (size_t g = 0; g < evaluation->gate_count; g++)
        for (size_t k = 0; k < evaluation->gates[g].check_count; k++) {
            ck_assert_uint_lt(view.count, CHECKS_MOST);
            view.check[view.count++] = &evaluation->gates[g].checks[k];
        }
    return view;
}

static int rests_on(const naast_check_result *check, const char *id)
{
    for (size_t k = 0; k < check->rests_on_count; k++)
        if (strcmp(check->rests_on[k], id) == 0)
            return 1;
    return 0;
}

/* One that blocks and rests on nothing open; there is one wherever anything blocks. */
static size_t pick(const struct view *view)
{
    size_t found = CHECKS_MOST, seen = 0;
    for (size_t k = 0; k < view->count; k++)
        if (view->check[k]->blocks && (view->check[k]->rests_on_count == 0 || manner == BEFORE_ITS_TURN) &&
            below((uint32_t)++seen) == 0)
            found = k;
    ck_assert_msg(found < CHECKS_MOST, "every open check rests on another");
    return found;
}

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
        do_remedy(pipeline, check->remedy);
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
        for (uint32_t k = below(DISTURBED_MOST + 1); k > 0; k--)
            disturb(pipeline);
        walk(pipeline, pipeline->stages[pipeline->stage_count - 1].code, seed);
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
    walk_states("fair", STATES);
    ck_assert_str_ne(violation, "");
}
END_TEST

START_TEST(test_control_what_is_asked_of_each_is_typed_along)
{
    manner = NOT_ALONG;
    walk_states("fair", STATES);
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
