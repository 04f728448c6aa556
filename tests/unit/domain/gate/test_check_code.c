/* test_check_code.c: each code of a check has a number. */
#include "naast.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* Those that docs/gates.md lists. */
static const char *const codes[] = {"ok",
                                    "nothing_to_check",
                                    "no_answer",
                                    "callback_missing",
                                    "callback_failed",
                                    "answer_no",
                                    "broken",
                                    "none_not_enough",
                                    "no_word",
                                    "nobody_named",
                                    "merged_word",
                                    "changed_since",
                                    "not_settled",
                                    "old"};
enum { CODES = sizeof codes / sizeof codes[0] };

START_TEST(test_each_code_has_a_number_of_its_own)
{
    int seen[NAAST_CHECK_CODE_END] = {0};
    for (size_t k = 0; k < CODES; k++) {
        const naast_check_code code = naast_check_code_of(codes[k]);
        ck_assert_msg(code != NAAST_CHECK_CODE_OTHER, "%s", codes[k]);
        ck_assert_int_eq(seen[code]++, 0);
    }
    ck_assert_int_eq(CODES, NAAST_CHECK_CODE_END - 1);
}
END_TEST

START_TEST(test_another_code_is_a_callbacks)
{
    ck_assert_int_eq(naast_check_code_of("over_budget"), NAAST_CHECK_CODE_OTHER);
    ck_assert_int_eq(naast_check_code_of(""), NAAST_CHECK_CODE_OTHER);
    ck_assert_int_eq(naast_check_code_of(NULL), NAAST_CHECK_CODE_OTHER);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("check_code");
    TCase *tests = tcase_create("codes");
    tcase_add_test(tests, test_each_code_has_a_number_of_its_own);
    tcase_add_test(tests, test_another_code_is_a_callbacks);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
