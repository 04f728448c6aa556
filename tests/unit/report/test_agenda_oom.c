/* test_agenda_oom.c: memory that runs out, and an engine that fails, at every place in turn while the agenda is
 * read. */
#include "fixtures/agenda.h"
#include "fixtures/failing.h"
#include "base/env/env.h"

static struct fixture f;

/* A deal at work, one with everything that has a day, one that is ready, one that is stale, one set aside, a no. */
static void setup(void)
{
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    fixture_open(&f);
    bring_to(&f, "delivery");
    fixture_day(&f, 20);
    f.deal = fixture_deal(&f, "fair", f.sanne);
    deal.expected = 20261101;
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &deal));
    promise(&f, us, 20261109);
    promise(&f, customer(f.karim), 20261109);
    task(&f, "call", f.deal, 20261109);
    task(&f, "some day", 0, 0);
    f.deal = fixture_deal(&f, "fair", f.sanne);
    answer_gates(&f, "match");
    f.deal = fixture_deal(&f, "fair", f.sanne);
    bring_to(&f, "match");
    record_from(&f, "need", "another", customer(f.karim));
    f.deal = fixture_deal(&f, "fair", f.sanne);
    promise(&f, us, 0);
    expect_ok(&f, waive(&f, "basis", "a pilot first", NULL, 20261202));
    f.deal = fixture_deal(&f, "fair", f.karim);
    expect_ok(&f, end_as(&f, "no_match", 0));
}
static void teardown(void) { fixture_close(&f); }

static int list(const char *owner, int all)
{
    naast_agenda *agenda = NULL;
    naast_agenda_filter filter = NAAST_AGENDA_FILTER_INIT;
    filter.owner = owner;
    filter.all = all;
    int status = naast_agenda_list(f.store, &filter, NULL, &agenda);
    ck_assert_int_eq(agenda != NULL, status == NAAST_OK);
    naast_free(agenda);
    return status;
}
static int do_usual(void) { return list(NULL, 0); }
static int do_all_of_owner(void) { return list("Bo", 1); }
static int do_nobody(void) { return list("nobody", 0); }

static const struct {
    int (*run)(void);
    int status;
} operations[] = {{do_usual, NAAST_OK}, {do_all_of_owner, NAAST_OK}, {do_nobody, NAAST_NOT_FOUND}};

/* Reading changes nothing: the whole agenda stays as it was. */
static void picture(char out[512])
{
    naast_agenda *agenda = whole_agenda(&f);
    size_t at = 0;
    out[0] = '\0';
    for (size_t k = 0; k < agenda->count; k++)
        at += (size_t)snprintf(out + at, 512 - at, "%s %d|", naast_reason_code(agenda->items[k].reason),
                               (int)agenda->items[k].deal);
    naast_free(agenda);
}

static struct failing failing_for(int operation)
{
    return (struct failing){
        .f = &f, .run = operations[operation].run, .status = operations[operation].status, .picture = picture};
}

START_TEST(test_the_store_has_every_sort_of_line)
{
    expect_agenda(
        &f, "promise_late D2, not_informed D6, pulse_due D1, waiver_expires D5, stale D4, ready D3, task_open T2");
}
END_TEST

START_TEST(test_memory_that_runs_out_gives_no_agenda)
{
    struct failing failing = failing_for(_i);
    fail_everywhere(&failing, NAAST_NO_MEMORY, arm_memory, disarm_memory);
}
END_TEST

START_TEST(test_an_engine_that_fails_gives_no_agenda)
{
    struct failing failing = failing_for(_i);
    fail_everywhere(&failing, NAAST_IO, arm_engine, disarm_engine);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("agenda_memory");
    TCase *tests = tcase_create("memory");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_the_store_has_every_sort_of_line);
    tcase_add_loop_test(tests, test_memory_that_runs_out_gives_no_agenda, 0, 3);
    tcase_add_loop_test(tests, test_an_engine_that_fails_gives_no_agenda, 0, 3);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
