/* test_import_growth.c: rows that are called the same are not compared with each other: a file of twice as many costs
 * twice as much. */
#include "fixtures/cost.h"
#include "fixtures/import.h"

static struct fixture f;

static void setup(void) { fixture_open(&f, NAAST_LANGUAGE_ENGLISH); }
static void teardown(void) { fixture_close(&f); }

/* What finding out that they are not there already costs. */
static int64_t steps_of(int rows, const char *title, const char *org)
{
    naast_import_spec spec = fixture_spec();
    naast_import_summary *summary = NULL;
    const char *fields[NAAST_FIELD_COUNT] = {0};
    char amount[24];
    spec.duplicates = ((naast_import_spec)NAAST_IMPORT_SPEC_INIT).duplicates;
    fields[NAAST_FIELD_TITLE] = title;
    fields[NAAST_FIELD_ORG] = org;
    fields[NAAST_FIELD_AMOUNT] = amount;
    naast_import *import = fixture_begin(&f, &spec);
    take_cost(f.store, "");
    for (int k = 0; k < rows; k++) {
        snprintf(amount, sizeof amount, "%d", k + 1);
        ck_assert_msg(naast_import_row(
                          import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                          NULL) == NAAST_OK,
                      "%s", naast_store_message(f.store));
    }
    const int64_t steps = take_cost(f.store, "FROM naast_deal WHERE").steps;
    ck_assert_int_eq(naast_import_end(import, 1, &summary), NAAST_OK);
    ck_assert_int_eq(summary->added, rows);
    naast_free(summary);
    return steps;
}

static void expect_in_proportion(const char *first, const char *second, const char *org)
{
    const int64_t few = steps_of(300, first, org), many = steps_of(1200, second, org);
    ck_assert_int_gt(few, 300);
    ck_assert_msg(many < 5 * few, "%lld steps, then %lld", (long long)few, (long long)many);
}

START_TEST(test_rows_of_one_title_and_one_organisation) { expect_in_proportion("Renewal", "Extension", "Waterdam"); }
END_TEST

START_TEST(test_rows_of_one_title_without_an_organisation) { expect_in_proportion("Renewal", "Extension", NULL); }
END_TEST

int main(void)
{
    Suite *suite = suite_create("import_growth");
    TCase *tests = tcase_create("import_growth");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_rows_of_one_title_and_one_organisation);
    tcase_add_test(tests, test_rows_of_one_title_without_an_organisation);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
