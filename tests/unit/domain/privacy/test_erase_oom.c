/* test_erase_oom.c: memory that runs out, and an engine that fails, at every place in turn while something is
 * erased: it is erased whole or not at all. */
#include "fixtures/failing.h"
#include "base/env/env.h"

static struct fixture f;

static const char reason[] = "they asked for it";

static int erase(void)
{
    naast_erase_spec spec = NAAST_ERASE_SPEC_INIT;
    naast_erasure *erasure = NULL;
    spec.because = reason;
    int status = naast_people_erase(f.store, &f.sanne, 1, &spec, &erasure);
    naast_free(erasure);
    return status;
}

static int redact(void)
{
    naast_erase_spec spec = NAAST_ERASE_SPEC_INIT;
    naast_erasure *erasure = NULL;
    spec.because = reason;
    int status = naast_redact(f.store, "D1", &spec, &erasure);
    naast_free(erasure);
    return status;
}

static int dossier(void)
{
    naast_dossier *held = NULL;
    int status = naast_person_dossier(f.store, f.sanne, &held);
    naast_free(held);
    return status;
}

static int inactive(void)
{
    naast_inactive_people *people = NULL;
    int status = naast_people_inactive(f.store,
                                       &(naast_inactive_filter){.size = sizeof(naast_inactive_filter),
                                                                .since = naast_date_add(naast_store_today(f.store), 1)},
                                       &people);
    naast_free(people);
    return status;
}

static int list(void)
{
    naast_erasures *erasures = NULL;
    int status = naast_erasure_list(f.store, &erasures);
    if (status == 0)
        status = naast_erasure_apply(f.store, erasures, NULL);
    naast_free(erasures);
    return status;
}

static void picture(char out[512])
{
    naast_person *person = NULL;
    naast_verification *verification = NULL;
    expect_ok(&f, naast_person_get(f.store, f.sanne, &person));
    expect_ok(&f, naast_store_verify(f.store, NULL, &verification));
    naast_items *items = items_of(&f);
    snprintf(out, 512, "%s %s %s", person->name, items->items[0].text, verification->head);
    naast_free(items);
    naast_free(verification);
    naast_free(person);
}

static void setup(void)
{
    fixture_open(&f);
    record_from(&f, "need", "my mother is ill", customer(f.sanne));
    record(&f, "summary", NULL, "Sanne de Wit wants peace");
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.note = "she is nice";
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
}
static void teardown(void) { fixture_close(&f); }

static void nothing_before(void) {}
static void erased_before(void) { expect_ok(&f, erase()); }

/* ---- what only reads, and what was done already ---- */

static const struct {
    int (*run)(void);
    void (*prepare)(void);
} cases[] = {{dossier, nothing_before}, {inactive, nothing_before}, {list, erased_before}};
enum { CASES = sizeof cases / sizeof cases[0] };

START_TEST(test_memory_that_runs_out_leaves_all_as_it_was)
{
    cases[_i].prepare();
    struct failing failing = {.f = &f, .run = cases[_i].run, .status = NAAST_OK, .picture = picture};
    fail_everywhere(&failing, NAAST_NO_MEMORY, arm_memory, disarm_memory);
}
END_TEST

START_TEST(test_an_engine_that_fails_leaves_all_as_it_was)
{
    cases[_i].prepare();
    struct failing failing = {.f = &f, .run = cases[_i].run, .status = NAAST_OK, .picture = picture};
    fail_everywhere(&failing, NAAST_IO, arm_engine, disarm_engine);
}
END_TEST

/* ---- erasing ---- */

/* It is kept, and its bytes are to go yet: whoever comes next sees to that. */
static void finish_what_waits(void)
{
    naast_erasures *erasures = NULL;
    naast_erasure_state bytes = NAAST_ERASURE_NOTHING;
    expect_ok(&f, naast_erasure_list(f.store, &erasures));
    if (erasures->waiting) {
        expect_ok(&f, naast_erasure_finish(f.store, &bytes));
        ck_assert_int_eq(bytes, NAAST_ERASURE_GONE);
    }
    naast_free(erasures);
}

/* Each place fails once: before the commit nothing is erased, and after it everything, whatever becomes of the bytes.
 */
static void erase_whole_or_not_at_all(int (*run)(void), int with, void (*arm)(struct failing *),
                                      void (*disarm)(struct failing *))
{
    struct failing failing = {.f = &f, .run = run};
    char before[512], after[512], erased[512] = "";
    int kept = 0, lost = 0;
    picture(before);
    for (failing.nth = 1, failing.reached = 1; failing.reached; failing.nth++) {
        const int status = failing_run(&failing, arm, disarm);
        picture(after);
        if (status != NAAST_OK) {
            ck_assert_int_eq(status, with);
            ck_assert_str_eq(after, before);
            lost++;
            continue;
        }
        ck_assert_str_ne(after, before);
        finish_what_waits();
        picture(erased);
        ck_assert_str_eq(after, erased);
        kept++;
        teardown();
        setup();
        picture(before); /* salts differ, and so does the head */
    }
    ck_assert_int_gt(lost, 20);
    ck_assert_int_gt(kept, 3);
}

static int (*const erasers[])(void) = {erase, redact};
enum { ERASERS = sizeof erasers / sizeof erasers[0] };

START_TEST(test_with_memory_that_runs_out_it_is_erased_whole_or_not_at_all)
{
    erase_whole_or_not_at_all(erasers[_i], NAAST_NO_MEMORY, arm_memory, disarm_memory);
}
END_TEST

START_TEST(test_with_an_engine_that_fails_it_is_erased_whole_or_not_at_all)
{
    erase_whole_or_not_at_all(erasers[_i], NAAST_IO, arm_engine, disarm_engine);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("erase_memory");
    TCase *tests = tcase_create("memory");
    tcase_set_timeout(tests, 240);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_memory_that_runs_out_leaves_all_as_it_was, 0, CASES);
    tcase_add_loop_test(tests, test_an_engine_that_fails_leaves_all_as_it_was, 0, CASES);
    tcase_add_loop_test(tests, test_with_memory_that_runs_out_it_is_erased_whole_or_not_at_all, 0, ERASERS);
    tcase_add_loop_test(tests, test_with_an_engine_that_fails_it_is_erased_whole_or_not_at_all, 0, ERASERS);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
