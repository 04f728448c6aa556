/* test_undo_oom.c: memory that runs out, and an engine that fails, at every place in turn while something is undone.
 */
#include "fixtures/failing.h"
#include "base/env/env.h"

static struct fixture f;
static int64_t operation; /* what is undone */

static int undo(void)
{
    naast_undo_spec spec = NAAST_UNDO_SPEC_INIT;
    naast_undone *undone = NULL;
    spec.operation = operation;
    int status = naast_operation_undo(f.store, &spec, &undone);
    naast_free(undone);
    return status;
}

static void picture(char out[512])
{
    naast_deal *deal = NULL;
    naast_verification *verification = NULL;
    expect_ok(&f, naast_deal_get(f.store, f.deal, &deal));
    expect_ok(&f, naast_store_verify(f.store, NULL, &verification));
    naast_items *items = items_of(&f);
    snprintf(out, 512, "%d %s %s %zu %s", (int)deal->rev, deal->stage, deal->outcome, items->count, verification->head);
    naast_free(items);
    naast_free(verification);
    naast_free(deal);
}

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static void undo_a_move(void)
{
    bring_to(&f, "match");
    operation = naast_operation_last(f.store);
}

static void undo_a_record(void)
{
    record(&f, "need", NULL, "a need");
    operation = naast_operation_last(f.store);
}

static void undo_a_deal_and_a_person(void)
{
    const naast_id deal = f.deal;
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    fixture_deal(&f, NULL, fixture_person(&f, "Joris Bos"));
    expect_ok(&f, naast_operation_end(f.store, NAAST_OK));
    operation = naast_operation_last(f.store);
    f.deal = deal;
}

static void undo_an_amendment(void)
{
    const int32_t n = record(&f, "summary", NULL, "in short");
    expect_ok(&f, confirm(&f, n, customer(f.sanne), NULL));
    expect_ok(&f, amend_text(&f, n, "shorter", us));
    operation = naast_operation_last(f.store);
}

static void undo_what_stands_in_the_way(void)
{
    undo_an_amendment();
    expect_ok(&f, amend_text(&f, 1, "shorter still", us));
}

static const struct {
    void (*prepare)(void);
    int status;
} cases[] = {{undo_a_move, NAAST_OK},
             {undo_a_record, NAAST_OK},
             {undo_a_deal_and_a_person, NAAST_OK},
             {undo_an_amendment, NAAST_OK},
             {undo_what_stands_in_the_way, NAAST_CONFLICT}};
enum { CASES = sizeof cases / sizeof cases[0] };

START_TEST(test_memory_that_runs_out_leaves_all_as_it_was)
{
    cases[_i].prepare();
    struct failing failing = {.f = &f, .run = undo, .status = cases[_i].status, .picture = picture};
    fail_everywhere(&failing, NAAST_NO_MEMORY, arm_memory, disarm_memory);
}
END_TEST

START_TEST(test_an_engine_that_fails_leaves_all_as_it_was)
{
    cases[_i].prepare();
    struct failing failing = {.f = &f, .run = undo, .status = cases[_i].status, .picture = picture};
    fail_everywhere(&failing, NAAST_IO, arm_engine, disarm_engine);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("undo_memory");
    TCase *tests = tcase_create("memory");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_memory_that_runs_out_leaves_all_as_it_was, 0, CASES);
    tcase_add_loop_test(tests, test_an_engine_that_fails_leaves_all_as_it_was, 0, CASES);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
