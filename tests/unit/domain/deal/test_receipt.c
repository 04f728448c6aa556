/* test_receipt.c: the text of a receipt, read back to what was written, and refused where it is not one. */
#include "base/env/env.h"
#include "base/env/memory.h"
#include "domain/deal/receipt.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct env env;
static long requests, fail_at;
static void *result;

static void *resize(void *context, void *ptr, size_t size)
{
    (void)context;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    return ++requests == fail_at ? NULL : realloc(ptr, size);
}

static void setup(void)
{
    naast_options options = NAAST_OPTIONS_INIT;
    options.allocator.resize = resize;
    requests = fail_at = 0;
    ck_assert_int_eq(env_init(&env, &options), 0);
    result = result_new(&env, 1);
    ck_assert_ptr_nonnull(result);
}

static void teardown(void) { naast_free(result); }

static const naast_check_item two_items[] = {{.n = 2, .content_rev = 17},
                                             {.n = 12, .respelled = 1, .content_rev = INT64_MAX}};
static const naast_check_result first_checks[] = {
    {.check = "need", .verdict = NAAST_VERDICT_MET, .code = "ok", .items = two_items, .item_count = 2},
    {.check = "limit", .verdict = NAAST_VERDICT_MISSING, .code = "no_answer", .advisory = 1},
};
static const naast_check_result second_checks[] = {
    {.check = "basis", .verdict = NAAST_VERDICT_WAIVED, .code = "no_answer", .items = two_items, .item_count = 1},
};
static const naast_gate_result gates[] = {
    {.gate = "first", .enforced = 1, .checks = first_checks, .check_count = 2},
    {.gate = "second", .enforced = 1, .checks = second_checks, .check_count = 1},
    {.gate = "third", .enforced = 1, .checks = second_checks, .check_count = 1},
};
static const naast_evaluation evaluation = {.gates = gates, .gate_count = 3};

static const char *const digests[] = {"00a1", "00b2", "00c3"};
static const char written[] = "[first 00a1]\nneed met ok 2:17 12:9223372036854775807:spelled\nlimit missing no_answer\n"
                              "[second 00b2]\nbasis waived no_answer 2:17\n";

START_TEST(test_a_receipt_holds_every_verdict_up_to_the_gate_that_was_passed)
{
    char *text = NULL;
    ck_assert_int_eq(receipt_write(&env, &evaluation, digests, 2, &text), 0);
    ck_assert_str_eq(text, written);
    mem_free(&env, text);
}
END_TEST

START_TEST(test_gates_without_a_digest_are_left_out)
{
    const char *const second[] = {NULL, "00b2", NULL};
    const char *const none[] = {NULL, NULL, NULL};
    char *text = NULL;
    ck_assert_int_eq(receipt_write(&env, &evaluation, second, 3, &text), 0);
    ck_assert_str_eq(text, "[second 00b2]\nbasis waived no_answer 2:17\n");
    mem_free(&env, text);
    ck_assert_int_eq(receipt_write(&env, &evaluation, none, 3, &text), 0);
    ck_assert_ptr_null(text);
}
END_TEST

START_TEST(test_a_receipt_of_before_digests_has_none)
{
    const naast_receipt_line *lines = NULL;
    size_t count = 0;
    ck_assert_int_eq(receipt_read(&env, result, "[first]\nneed met ok 2:17\n", &lines, &count), 0);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(lines[0].gate, "first");
    ck_assert_str_eq(lines[0].digest, "");
}
END_TEST

START_TEST(test_what_was_written_is_read_back)
{
    const naast_receipt_line *lines = NULL;
    size_t count = 0;
    ck_assert_int_eq(receipt_read(&env, result, written, &lines, &count), 0);
    ck_assert_uint_eq(count, 3);
    ck_assert_str_eq(lines[0].gate, "first");
    ck_assert_str_eq(lines[0].digest, "00a1");
    ck_assert_str_eq(lines[2].digest, "00b2");
    ck_assert_str_eq(lines[0].check, "need");
    ck_assert_str_eq(lines[0].verdict, "met");
    ck_assert_str_eq(lines[0].code, "ok");
    ck_assert_uint_eq(lines[0].item_count, 2);
    ck_assert_int_eq(lines[0].items[0].n, 2);
    ck_assert_int_eq(lines[0].items[1].n, 12);
    ck_assert_int_eq(lines[0].items[0].content_rev, 17);
    ck_assert_int_eq(lines[0].items[1].content_rev, INT64_MAX);
    ck_assert_int_eq(lines[0].items[0].respelled, 0);
    ck_assert_int_eq(lines[0].items[1].respelled, 1);
    ck_assert_str_eq(lines[1].gate, "first");
    ck_assert_str_eq(lines[1].code, "no_answer");
    ck_assert_uint_eq(lines[1].item_count, 0);
    ck_assert_str_eq(lines[2].gate, "second");
    ck_assert_str_eq(lines[2].verdict, "waived");
}
END_TEST

START_TEST(test_no_receipt_has_no_lines)
{
    const naast_receipt_line *lines = NULL;
    size_t count = 0;
    ck_assert_int_eq(receipt_read(&env, result, NULL, &lines, &count), 0);
    ck_assert_int_eq(receipt_read(&env, result, "", &lines, &count), 0);
    ck_assert_int_eq(receipt_read(&env, result, "\n", &lines, &count), 0);
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(test_what_is_not_a_receipt_is_refused)
{
    static const char *const wrong[] = {
        "need met ok",           "[g]\nneed",
        "[g]\nneed met",         "[g]\nneed met ",
        "[g]\n met ok",          "[g]\nneed  ok",
        "[g]\nneed met ok ",     "[g]\nneed met ok 1",
        "[g]\nneed met ok x:1",  "[g]\nneed met ok 1:",
        "[g]\nneed met ok :1",   "[g]\nneed met ok 1:2x",
        "[g]\nneed met ok 1x:2", "[]\nneed met ok",
        "[g ]\nneed met ok",     "[ d]\nneed met ok",
        "[g d e]\nneed met ok",  "[g\nneed met ok",
        "[g]\nneed met ok -1:2", "[gate\nneed met ok",
        "[\nneed met ok",        "[g]\nneed met ok 99999999999:1",
    };
    const naast_receipt_line *lines = NULL;
    size_t count = 0;
    for (size_t k = 0; k < sizeof wrong / sizeof wrong[0]; k++) {
        int status = receipt_read(&env, result, wrong[k], &lines, &count);
        ck_assert_msg(status == NAAST_BAD_DATA, "%s: %d", wrong[k], status);
        ck_assert_str_eq(env.failure.code, "receipt_damaged");
    }
    ck_assert_ptr_null(lines);
}
END_TEST

START_TEST(test_memory_that_runs_out_while_writing)
{
    char *text = NULL;
    int status = NAAST_NO_MEMORY;
    for (fail_at = 1; status != 0; fail_at++) {
        requests = 0;
        status = receipt_write(&env, &evaluation, digests, 3, &text);
        ck_assert(status == 0 || status == NAAST_NO_MEMORY);
    }
    ck_assert_int_gt(fail_at, 2);
    mem_free(&env, text);
}
END_TEST

START_TEST(test_memory_that_runs_out_while_reading)
{
    /* Larger than what a result keeps at hand, so that each part asks for memory of its own. */
    static char large[60000];
    const naast_receipt_line *lines = NULL;
    size_t count = 0;
    int status = NAAST_NO_MEMORY;
    strcpy(large, "[gate]\ncheck met ok");
    for (size_t at = strlen(large); at + 8 < sizeof large; at += 4)
        strcpy(large + at, " 1:1");
    for (fail_at = 1; status != 0; fail_at++) {
        requests = 0;
        status = receipt_read(&env, result, large, &lines, &count);
        ck_assert(status == 0 || status == NAAST_NO_MEMORY);
    }
    ck_assert_int_gt(fail_at, 3);
    ck_assert_uint_eq(count, 1);
    char *many = calloc(20000, 8);
    ck_assert_ptr_nonnull(many);
    strcpy(many, "[g]\n");
    for (int k = 0; k < 10000; k++)
        strcpy(many + 4 + (size_t)k * 7, "a b c\n\n");
    status = NAAST_NO_MEMORY;
    for (fail_at = 1; status != 0; fail_at++) {
        requests = 0;
        status = receipt_read(&env, result, many, &lines, &count);
    }
    ck_assert_uint_eq(count, 10000);
    free(many);
}
END_TEST

static int run_receipts(const char *name, const TTest *const tests[], size_t count)
{
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t k = 0; k < count; k++)
        tcase_add_test(tcase, tests[k]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(void)
{
    const TTest *const tests[] = {
        test_a_receipt_holds_every_verdict_up_to_the_gate_that_was_passed,
        test_gates_without_a_digest_are_left_out,
        test_a_receipt_of_before_digests_has_none,
        test_what_was_written_is_read_back,
        test_no_receipt_has_no_lines,
        test_what_is_not_a_receipt_is_refused,
        test_memory_that_runs_out_while_writing,
        test_memory_that_runs_out_while_reading,
    };
    return run_receipts("receipt", tests, sizeof tests / sizeof tests[0]);
}
