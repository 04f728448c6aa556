/* test_base_format.c: values as text, and back. */
#include "naast.h"

#include <check.h>
#include <string.h>

START_TEST(test_dates_come_back)
{
    static const naast_date dates[] = {10101, 20240229, 20261123, 99991231};
    char text[NAAST_DATE_SIZE];
    for (size_t k = 0; k < sizeof dates / sizeof dates[0]; k++) {
        naast_date back = 0;
        ck_assert_int_eq(naast_date_parse(naast_date_format(dates[k], text), NULL, &back), NAAST_OK);
        ck_assert_int_eq(back, dates[k]);
    }
    ck_assert_str_eq(naast_date_format(20261123, text), "2026-11-23");
    ck_assert_str_eq(naast_date_format(0, text), "");
    ck_assert_str_eq(naast_date_format(20260230, text), "");
    ck_assert_str_eq(naast_date_format(20261123, NULL), "");
}
END_TEST

START_TEST(test_moments)
{
    char text[NAAST_TIME_SIZE];
    ck_assert_str_eq(naast_time_format(INT64_C(1794312000000000), text), "2026-11-10T12:00:00Z");
    ck_assert_str_eq(naast_time_format(-1, text), "1969-12-31T23:59:59Z");
    ck_assert_str_eq(naast_time_format(INT64_C(253402300799999999), text), "9999-12-31T23:59:59Z");
    ck_assert_str_eq(naast_time_format(0, text), "");
    ck_assert_str_eq(naast_time_format(INT64_MAX, text), "");
    ck_assert_str_eq(naast_time_format(INT64_MIN, text), "");
    ck_assert_str_eq(naast_time_format(1, NULL), "");
}
END_TEST

START_TEST(test_amounts_come_back)
{
    static const naast_money amounts[] = {{2500000, "EUR"}, {5, "EUR"},         {0, "EUR"},         {70, "JPY"},
                                          {1234, "KWD"},    {INT64_MAX, "EUR"}, {INT64_MAX, "CLF"}, {INT64_MAX, "JPY"}};
    char text[NAAST_MONEY_SIZE];
    for (size_t k = 0; k < sizeof amounts / sizeof amounts[0]; k++) {
        naast_money back = {0};
        naast_money_format(&amounts[k], text);
        ck_assert_msg(naast_money_parse(text, NAAST_SPEC(naast_money_parse_spec, .currency = amounts[k].currency),
                                        &back) == NAAST_OK,
                      "%s", text);
        ck_assert_int_eq(back.minor, amounts[k].minor);
    }
    ck_assert_str_eq(naast_money_format(&amounts[0], text), "25000.00");
    ck_assert_str_eq(naast_money_format(&(naast_money){-5, "EUR"}, text), "-0.05");
    ck_assert_str_eq(naast_money_format(&(naast_money){INT64_MIN, "EUR"}, text), "-92233720368547758.08");
    ck_assert_str_eq(naast_money_format(&(naast_money){5, ""}, text), "");
    ck_assert_str_eq(naast_money_format(&(naast_money){5, "XXX"}, text), "");
    ck_assert_str_eq(naast_money_format(NULL, text), "");
    ck_assert_str_eq(naast_money_format(&amounts[0], NULL), "");
}
END_TEST

START_TEST(test_ids_come_back)
{
    static const naast_root roots[] = {NAAST_ROOT_DEAL, NAAST_ROOT_ORG, NAAST_ROOT_PERSON};
    static const char *const wrong[] = {"", "D", "D0", "42", "X4", "D4x", "D1.2", "T4", "D99999999999999999999"};
    char text[NAAST_ID_SIZE];
    naast_root root = NAAST_ROOT_STORE;
    naast_id id = 7;
    for (size_t k = 0; k < sizeof wrong / sizeof wrong[0]; k++)
        ck_assert_int_eq(naast_id_parse(wrong[k], &root, &id), NAAST_INVALID);
    ck_assert(root == NAAST_ROOT_STORE && id == 7);
    for (size_t k = 0; k < sizeof roots / sizeof roots[0]; k++) {
        ck_assert_int_eq(naast_id_parse(naast_id_format(roots[k], 42, text), &root, &id), NAAST_OK);
        ck_assert(root == roots[k] && id == 42);
    }
    ck_assert_str_eq(naast_id_format(NAAST_ROOT_DEAL, INT64_MAX, text), "D9223372036854775807");
    ck_assert_str_eq(naast_id_format(NAAST_ROOT_DEAL, 0, text), "");
    ck_assert_str_eq(naast_id_format(NAAST_ROOT_PIPELINE, 1, text), "");
    ck_assert_str_eq(naast_id_format(NAAST_ROOT_DEAL, 1, NULL), "");
    ck_assert_int_eq(naast_id_parse(NULL, &root, &id), NAAST_INVALID);
    ck_assert_int_eq(naast_id_parse("D1", NULL, &id), NAAST_INVALID);
    ck_assert_int_eq(naast_id_parse("D1", &root, NULL), NAAST_INVALID);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("values as text");
    TCase *tests = tcase_create("format");
    tcase_add_test(tests, test_dates_come_back);
    tcase_add_test(tests, test_moments);
    tcase_add_test(tests, test_amounts_come_back);
    tcase_add_test(tests, test_ids_come_back);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
