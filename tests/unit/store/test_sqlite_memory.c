/* test_sqlite_memory.c: sqlite3 itself finds no memory from some request on: no call after it suffers, and a sound
 * store is not called damaged. */
#include "fixtures/evidence.h"

#include <sqlite3.h>
#include <stdio.h>

static struct fixture f;
static sqlite3_mem_methods real;
static long requests, fail_from; /* 0: none fails */

static int has_none(void) { return ++requests >= fail_from && fail_from > 0; }
static void *scarce_malloc(int size) { return has_none() ? NULL : real.xMalloc(size); }
static void *scarce_realloc(void *ptr, int size) { return has_none() ? NULL : real.xRealloc(ptr, size); }

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static void scarce(long from)
{
    requests = 0;
    fail_from = from;
}

START_TEST(test_reads_go_on_after_sqlite_had_no_memory)
{
    enum { STEP = 7, MOST = 3000 };
    int status = NAAST_NO_MEMORY;
    for (long at = 1; status != NAAST_OK && at < MOST; at += STEP) {
        naast_verification *verification = NULL;
        naast_deal *deal = NULL;
        scarce(at);
        status = naast_store_verify(f.store, NULL, &verification);
        scarce(0);
        naast_free(verification);
        ck_assert_msg(status == NAAST_OK || status == NAAST_NO_MEMORY, "from request %ld: %d %s", at, status,
                      naast_store_message(f.store));
        expect_ok(&f, naast_deal_get(f.store, f.deal, &deal));
        naast_free(deal);
    }
}
END_TEST

START_TEST(test_a_sound_store_is_not_called_damaged)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_verification *verification = NULL;
    char title[32];
    spec.title = title;
    for (long at = 1; at < 120; at++) {
        snprintf(title, sizeof title, "Title %ld", at);
        scarce(at);
        const int poor = naast_deal_edit(f.store, f.deal, &spec);
        scarce(0);
        ck_assert_int_ne(poor, NAAST_UNVERIFIED);
        snprintf(title, sizeof title, "Other %ld", at);
        if (naast_deal_edit(f.store, f.deal, &spec) != NAAST_OK)
            ck_assert_str_eq(naast_store_code(f.store), "engine_confused");
        expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    }
    expect_ok(&f, naast_store_verify(f.store, NULL, &verification));
    naast_free(verification);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sqlite3 without memory");
    TCase *tests = tcase_create("memory");
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
    sqlite3_mem_methods methods = real;
    methods.xMalloc = scarce_malloc;
    methods.xRealloc = scarce_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_reads_go_on_after_sqlite_had_no_memory);
    tcase_add_test(tests, test_a_sound_store_is_not_called_damaged);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
