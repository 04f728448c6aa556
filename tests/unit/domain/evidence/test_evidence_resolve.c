/* test_evidence_resolve.c: finding the item that a person typed. */
#include "fixtures/evidence.h"
#include "base/env/env.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static void finds(naast_id within, const char *text, naast_id deal, int32_t n)
{
    naast_id got_deal = -1;
    int32_t got_n = -1;
    expect_ok(&f, naast_item_resolve(f.store, within, text, &got_deal, &got_n));
    ck_assert_int_eq(got_deal, deal);
    ck_assert_int_eq(got_n, n);
}

static void finds_not(naast_id within, const char *text, int status, const char *code)
{
    naast_id deal = -1;
    int32_t n = -1;
    expect(&f, naast_item_resolve(f.store, within, text, &deal, &n), status, code);
    ck_assert_int_eq(deal, -1);
    ck_assert_int_eq(n, -1);
}

START_TEST(test_numbers_are_found_in_every_form)
{
    record(&f, "need", NULL, "a need");
    naast_id other = fixture_deal(&f, NULL, f.sanne);
    finds(0, "D1.1", f.deal, 1);
    finds(0, "d1.1", f.deal, 1);
    finds(other, "D1.1", f.deal, 1);
    finds(f.deal, "1", f.deal, 1);
    finds(f.deal, ".1", f.deal, 1);
    finds_not(other, "1", NAAST_NOT_FOUND, "item_not_found");
    finds_not(0, "D4711.1", NAAST_NOT_FOUND, "deal_not_found");
    finds_not(0, ".1", NAAST_INVALID, "deal_wanted");
    finds_not(0, "summary", NAAST_INVALID, "deal_wanted");
}
END_TEST

START_TEST(test_what_is_no_item_is_declined)
{
    static const char *const texts[] = {"",
                                        " ",
                                        "D1",
                                        "D",
                                        "D.1",
                                        "D1.",
                                        "D1.1x",
                                        ".",
                                        "..1",
                                        "-1",
                                        "+1",
                                        "0",
                                        "D1.0",
                                        "D0.1",
                                        "1 ",
                                        "D1 .1",
                                        "D1.1.1",
                                        "1048577",
                                        "D1.",
                                        "need!",
                                        "Need",
                                        "\xff",
                                        "D1.1048577",
                                        "d1",
                                        "budget",
                                        "x_1",
                                        "99999999999999999999999999",
                                        "D99999999999999999999.1"};
    record(&f, "need", NULL, "a need");
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        finds_not(f.deal, texts[i], NAAST_INVALID, "not_an_item");
}
END_TEST

START_TEST(test_a_kind_is_found_when_there_is_one_live_item)
{
    finds_not(f.deal, "need", NAAST_NOT_FOUND, "no_such_item");
    record(&f, "need", NULL, "one");
    finds(f.deal, "need", f.deal, 1);
    record(&f, "need", NULL, "two");
    finds_not(f.deal, "need", NAAST_AMBIGUOUS, "item_ambiguous");
    naast_id deal;
    int32_t n;
    ck_assert_int_eq(naast_item_resolve(f.store, f.deal, "need", &deal, &n), NAAST_AMBIGUOUS);
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), "D1.2, D1.1"));
    expect_ok(&f, naast_item_retract(f.store, f.deal, 1, BECAUSE("misheard")));
    finds(f.deal, "need", f.deal, 2);
    finds(f.deal, "1", f.deal, 1); /* by number, what was taken back is still there */
    finds_not(4711, "need", NAAST_NOT_FOUND, "deal_not_found");
}
END_TEST

START_TEST(test_of_some_kinds_the_newest_is_meant)
{
    record(&f, "summary", NULL, "older");
    record(&f, "summary", NULL, "newer");
    finds(f.deal, "summary", f.deal, 2);
    expect_ok(&f, naast_item_retract(f.store, f.deal, 2, BECAUSE("misheard")));
    finds(f.deal, "summary", f.deal, 1);
}
END_TEST

START_TEST(test_of_sided_kinds_the_newest_of_each_side)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "pulse";
    spec.value = "green";
    spec.text = "all is well";
    record_spec(&f, &spec);
    record_spec(&f, &spec);
    finds(f.deal, "pulse", f.deal, 2);
    spec.from = us;
    record_spec(&f, &spec);
    finds_not(f.deal, "pulse", NAAST_AMBIGUOUS, "item_ambiguous");
}
END_TEST

START_TEST(test_at_most_ten_are_listed)
{
    naast_id deal;
    int32_t n;
    for (int i = 0; i < 12; i++)
        record(&f, "need", NULL, "a need");
    ck_assert_int_eq(naast_item_resolve(f.store, f.deal, "need", &deal, &n), NAAST_AMBIGUOUS);
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), "D1.12, D1.11"));
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), "D1.3, ...;"));
    ck_assert_ptr_null(strstr(naast_store_message(f.store), "D1.2,"));
}
END_TEST

START_TEST(test_kinds_that_the_pipeline_no_longer_has_are_found)
{
    record(&f, "summary", NULL, "older");
    expect_ok(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("bant", 0, "simpler")));
    finds(f.deal, "summary", f.deal, 1);
}
END_TEST

START_TEST(test_a_handle_without_a_store_finds_nothing)
{
    naast_store *empty = NULL;
    naast_id deal = -1;
    int32_t n = -1;
    naast_items *items = NULL;
    ck_assert_int_eq(naast_store_new(NULL, &empty), NAAST_OK);
    ck_assert_int_eq(naast_item_resolve(empty, 1, "1", &deal, &n), NAAST_INVALID);
    ck_assert_int_eq(naast_item_list(empty, 1, &items), NAAST_INVALID);
    naast_item_spec item = NAAST_ITEM_SPEC_INIT;
    naast_confirm_spec word = NAAST_CONFIRM_SPEC_INIT;
    naast_amend_spec change = NAAST_AMEND_SPEC_INIT;
    naast_settle_spec end = NAAST_SETTLE_SPEC_INIT;
    ck_assert_int_eq(naast_item_record(empty, 1, &item, &n), NAAST_INVALID);
    ck_assert_int_eq(naast_item_confirm(empty, 1, &word, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_item_amend(empty, 1, 1, &change), NAAST_INVALID);
    ck_assert_int_eq(naast_item_settle(empty, 1, 1, &end), NAAST_INVALID);
    ck_assert_int_eq(naast_item_retract(empty, 1, 1, BECAUSE("why")), NAAST_INVALID);
    naast_store_free(empty);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("evidence_resolve");
    TCase *tests = tcase_create("resolve");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_numbers_are_found_in_every_form);
    tcase_add_test(tests, test_what_is_no_item_is_declined);
    tcase_add_test(tests, test_a_kind_is_found_when_there_is_one_live_item);
    tcase_add_test(tests, test_of_some_kinds_the_newest_is_meant);
    tcase_add_test(tests, test_of_sided_kinds_the_newest_of_each_side);
    tcase_add_test(tests, test_at_most_ten_are_listed);
    tcase_add_test(tests, test_kinds_that_the_pipeline_no_longer_has_are_found);
    tcase_add_test(tests, test_a_handle_without_a_store_finds_nothing);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
