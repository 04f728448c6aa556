/* test_base_env.c: what is borrowed from the caller, how failures are reported, results, buffers. */
#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct env env;

/* Counts down; at 0 there is no memory. Counts what is held, so that a leak shows. */
struct tight {
    int left;
    int held;
};

static void *tight_resize(void *context, void *ptr, size_t size)
{
    struct tight *tight = context;
    if (size == 0) {
        free(ptr);
        tight->held--;
        return NULL;
    }
    if (tight->left-- <= 0)
        return NULL;
    tight->held += ptr == NULL;
    return realloc(ptr, size);
}

static struct tight tight;

static void set_up(void)
{
    naast_options options = NAAST_OPTIONS_INIT;
    options.allocator = (naast_allocator){tight_resize, &tight};
    tight = (struct tight){1000000, 0};
    ck_assert_int_eq(env_init(&env, &options), 0);
}

static naast_time fixed_now(void *context) { return *(naast_time *)context; }

static int no_random(void *context, void *out, size_t len)
{
    (void)context, (void)out, (void)len;
    return -1;
}

START_TEST(test_options_are_checked)
{
    naast_options options = NAAST_OPTIONS_INIT;
    options.language = (naast_language)2;
    ck_assert_int_eq(env_init(&env, &options), NAAST_INVALID);
    ck_assert_str_eq(env.failure.code, "language");
}
END_TEST

START_TEST(test_the_clock_is_the_callers)
{
    naast_time now = INT64_C(1795392000000000); /* 2026-11-23 */
    naast_options options = NAAST_OPTIONS_INIT;
    options.clock = (naast_clock){fixed_now, &now};
    ck_assert_int_eq(env_init(&env, &options), 0);
    ck_assert_int_eq(env_now(&env), now);
    ck_assert_int_eq(env_today(&env), 20261123);
    now = INT64_MAX;
    ck_assert_int_eq(env_today(&env), 99991231);
    now = INT64_MIN;
    ck_assert_int_eq(env_today(&env), 19700101);
}
END_TEST

START_TEST(test_a_silent_random_source_is_told)
{
    uint8_t out[16];
    naast_options options = NAAST_OPTIONS_INIT;
    options.random.fill = no_random;
    ck_assert_int_eq(env_init(&env, &options), 0);
    ck_assert_int_eq(env_random(&env, out, sizeof out), NAAST_IO);
    ck_assert_str_eq(env.failure.code, "no_random");
}
END_TEST

START_TEST(test_default_random_has_no_fixed_bits)
{
    uint8_t ones[33] = {0}, zeros[33] = {0}, out[33];
    for (int turn = 0; turn < 200; turn++) {
        ck_assert_int_eq(env_random(&env, out, sizeof out), 0);
        for (size_t k = 0; k < sizeof out; k++) {
            ones[k] |= out[k];
            zeros[k] |= (uint8_t)~out[k];
        }
    }
    for (size_t k = 0; k < sizeof out; k++)
        ck_assert_msg(ones[k] == 0xFF && zeros[k] == 0xFF, "byte %zu", k);
}
END_TEST

START_TEST(test_default_random_leaves_the_programs_own_alone)
{
    uint8_t out[16];
    srandom(1);
    long wanted = random();
    srandom(1);
    ck_assert_int_eq(env_random(&env, out, sizeof out), 0);
    ck_assert_int_eq(random(), wanted);
}
END_TEST

START_TEST(test_failures_speak_the_language_of_the_handle)
{
    ck_assert_int_eq(FAIL(&env, MSG_TEXT_TOO_LONG, "title", "200"), NAAST_INVALID);
    ck_assert_str_eq(env.failure.text, "title is too long: at most 200 bytes");
    ck_assert_str_eq(env.failure.code, "text_too_long");
    ck_assert_int_eq(env.failure.status, NAAST_INVALID);
    env.language = NAAST_LANGUAGE_DUTCH;
    ck_assert_int_eq(FAIL(&env, MSG_TEXT_TOO_LONG, "titel", "200"), NAAST_INVALID);
    ck_assert_str_eq(env.failure.text, "titel is te lang: hoogstens 200 bytes");
    env_clear_failure(&env);
    ck_assert_str_eq(env.failure.text, "");
    ck_assert_str_eq(env.failure.code, "");
}
END_TEST

START_TEST(test_a_failure_may_quote_the_one_before)
{
    FAIL(&env, MSG_TEXT_MISSING, "name");
    FAIL(&env, MSG_TEXT_MISSING, env.failure.text);
    ck_assert_str_eq(
        env.failure.text,
        "name is missing; give at least one letter or digit is missing; give at least one letter or digit");
}
END_TEST

START_TEST(test_braces_in_what_was_typed_stay)
{
    FAIL(&env, MSG_TEXT_MISSING, "{0} {1} %s {");
    ck_assert_ptr_eq(strstr(env.failure.text, "{0} {1} %s { is missing"), env.failure.text);
}
END_TEST

START_TEST(test_a_long_failure_is_cut_at_a_character)
{
    char name[3 * FAILURE_TEXT_BYTES + 1];
    for (size_t at = 0; at < sizeof name - 1; at += 3)
        memcpy(name + at, "\xE2\x82\xAC", 3);
    name[sizeof name - 1] = '\0';
    FAIL(&env, MSG_TEXT_MISSING, name);
    ck_assert_uint_eq(strlen(env.failure.text), (FAILURE_TEXT_BYTES - 1) / 3 * 3);
    ck_assert_int_eq(strncmp(env.failure.text, name, strlen(env.failure.text)), 0);
}
END_TEST

START_TEST(test_every_message_is_complete)
{
    for (int k = 0; k < MSG_COUNT; k++) {
        env.language = NAAST_LANGUAGE_ENGLISH;
        const char *en = message_text(&env, (enum message)k);
        env.language = NAAST_LANGUAGE_DUTCH;
        const char *nl = message_text(&env, (enum message)k);
        ck_assert_msg(en != NULL && *en != '\0' && nl != NULL && *nl != '\0', "message %d", k);
        for (int arg = 0; arg < FAILURE_ARGS; arg++) {
            char mark[] = {'{', (char)('0' + arg), '}', '\0'};
            ck_assert_msg(!strstr(en, mark) == !strstr(nl, mark), "%s is not in both: \"%s\", \"%s\"", mark, en, nl);
        }
        ck_assert_msg(en[strlen(en) - 1] != '.' && nl[strlen(nl) - 1] != '.', "a full stop ends \"%s\" or \"%s\"", en,
                      nl);
    }
}
END_TEST

START_TEST(test_sizes_that_overflow_are_no_memory)
{
    ck_assert_ptr_null(mem_resize(&env, NULL, SIZE_MAX, 2));
    ck_assert_int_eq(env.failure.status, NAAST_NO_MEMORY);
    ck_assert_ptr_null(result_new(&env, SIZE_MAX));
    void *result = result_new(&env, 8);
    ck_assert_ptr_null(result_alloc(&env, result, SIZE_MAX / 2, 4));
    ck_assert_ptr_null(result_alloc(&env, result, 1, SIZE_MAX - 3));
    naast_free(result);
    ck_assert_int_eq(tight.held, 0);
}
END_TEST

static int all_are(const char *block, size_t size, char byte)
{
    size_t at = 0;
    while (at < size && block[at] == byte)
        at++;
    return at == size;
}

START_TEST(test_a_result_owns_what_it_points_to)
{
    enum { COUNT = 3000 };
    char **result = result_new(&env, COUNT * sizeof *result);
    for (size_t k = 0; k < COUNT; k++) {
        ck_assert_ptr_null(result[k]); /* zeroed */
        size_t size = k % 97 * (k % 7 == 0 ? 50 : 1);
        char *block = result_alloc(&env, result, size, 1);
        ck_assert_ptr_nonnull(block);
        ck_assert_uint_eq((uintptr_t)block % _Alignof(max_align_t), 0);
        ck_assert(all_are(block, size, 0));
        memset(block, (int)(k % 127 + 1), size);
        result[k] = block;
    }
    for (size_t k = 0; k < COUNT; k++) {
        size_t size = k % 97 * (k % 7 == 0 ? 50 : 1);
        ck_assert(all_are(result[k], size, (char)(k % 127 + 1)));
    }
    naast_free(result);
    naast_free(NULL);
    ck_assert_int_eq(tight.held, 0);
}
END_TEST

START_TEST(test_a_result_outlives_its_env)
{
    const char **result = result_new(&env, sizeof *result);
    *result = result_text(&env, result, "kept");
    memset(&env, 0, sizeof env);
    ck_assert_str_eq(*result, "kept");
    naast_free(result);
    ck_assert_int_eq(tight.held, 0);
}
END_TEST

START_TEST(test_result_text_of_nothing_is_empty)
{
    void *result = result_new(&env, 1);
    ck_assert_str_eq(result_text(&env, result, NULL), "");
    tight.left = 0;
    ck_assert_str_eq(result_text(&env, result, ""), "");
    ck_assert_ptr_null(result_text(&env, result, "a"));
    ck_assert_int_eq(env.failure.status, NAAST_NO_MEMORY);
    naast_free(result);
}
END_TEST

START_TEST(test_arrays_grow_and_keep)
{
    int *items = NULL;
    size_t room = 0;
    for (size_t k = 0; k < 1000; k++) {
        ck_assert_int_eq(mem_reserve(&env, &items, &room, k + 1, sizeof *items), 0);
        ck_assert_uint_ge(room, k + 1);
        items[k] = (int)k;
    }
    for (size_t k = 0; k < 1000; k++)
        ck_assert_int_eq(items[k], (int)k);
    size_t before = room;
    ck_assert_int_eq(mem_reserve(&env, &items, &room, SIZE_MAX / 2, sizeof *items), NAAST_NO_MEMORY);
    ck_assert_uint_eq(room, before);
    mem_free(&env, items);
    ck_assert_int_eq(tight.held, 0);
}
END_TEST

START_TEST(test_a_buffer_reads_back)
{
    static const uint64_t values[] = {0, 1, 127, 128, 300, 1u << 20, UINT64_C(1) << 62, UINT64_MAX};
    struct buffer buffer;
    buffer_init(&buffer, &env);
    for (size_t k = 0; k < sizeof values / sizeof values[0]; k++)
        buffer_varint(&buffer, values[k]);
    buffer_byte(&buffer, 9);
    buffer_format(&buffer, "%s-%d", "x", 42);
    ck_assert_int_eq(buffer.status, 0);
    struct reader reader = {(const uint8_t *)buffer.data, (const uint8_t *)buffer.data + buffer.len, 0};
    for (size_t k = 0; k < sizeof values / sizeof values[0]; k++)
        ck_assert_uint_eq(read_varint(&reader), values[k]);
    ck_assert_uint_eq(read_byte(&reader), 9);
    ck_assert_mem_eq(read_bytes(&reader, 4), "x-42", 4);
    ck_assert_int_eq(reader.bad, 0);
    ck_assert_uint_eq(read_byte(&reader), 0);
    ck_assert_int_eq(reader.bad, 1);
    buffer_free(&buffer);
    buffer_free(&buffer);
    ck_assert_int_eq(tight.held, 0);
}
END_TEST

START_TEST(test_a_buffer_is_a_string)
{
    struct buffer buffer;
    buffer_init(&buffer, &env);
    buffer_text(&buffer, "");
    ck_assert_str_eq(buffer.data, "");
    for (int k = 0; k < 100; k++)
        buffer_format(&buffer, "%d,", k);
    ck_assert_uint_eq(strlen(buffer.data), buffer.len);
    ck_assert_int_eq(strncmp(buffer.data, "0,1,2,", 6), 0);
    buffer_clear(&buffer);
    ck_assert_str_eq(buffer.data, "");
    buffer_free(&buffer);
}
END_TEST

START_TEST(test_a_failed_append_sticks)
{
    struct buffer buffer;
    buffer_init(&buffer, &env);
    buffer_text(&buffer, "first");
    tight.left = 0;
    buffer_format(&buffer, "%1000d", 1);
    tight.left = 1000;
    buffer_text(&buffer, "x");
    ck_assert_int_eq(buffer.status, NAAST_NO_MEMORY);
    ck_assert_str_eq(buffer.data, "first");
    buffer_free(&buffer);
    ck_assert_int_eq(buffer.status, 0);
    ck_assert_int_eq(tight.held, 0);
}
END_TEST

START_TEST(test_a_reader_never_passes_the_end)
{
    static const uint8_t cut[] = {0x80}, long_form[] = {0x80, 0x00},
                         too_big[] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 2};
    struct reader reader = {cut, cut + 1, 0};
    ck_assert_uint_eq(read_varint(&reader), 0);
    ck_assert(reader.bad);
    reader = (struct reader){long_form, long_form + 2, 0};
    (void)read_varint(&reader);
    ck_assert(reader.bad);
    reader = (struct reader){too_big, too_big + 10, 0};
    (void)read_varint(&reader);
    ck_assert(reader.bad);
    reader = (struct reader){too_big, too_big + 3, 0};
    ck_assert_ptr_null(read_bytes(&reader, SIZE_MAX));
    ck_assert(reader.bad);
    ck_assert_ptr_null(read_bytes(&reader, 1)); /* bad sticks */
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base env, memory, buffer");
    TCase *tests = tcase_create("env");
    tcase_add_checked_fixture(tests, set_up, NULL);
    tcase_add_test(tests, test_options_are_checked);
    tcase_add_test(tests, test_the_clock_is_the_callers);
    tcase_add_test(tests, test_a_silent_random_source_is_told);
    tcase_add_test(tests, test_default_random_has_no_fixed_bits);
    tcase_add_test(tests, test_default_random_leaves_the_programs_own_alone);
    tcase_add_test(tests, test_failures_speak_the_language_of_the_handle);
    tcase_add_test(tests, test_a_failure_may_quote_the_one_before);
    tcase_add_test(tests, test_braces_in_what_was_typed_stay);
    tcase_add_test(tests, test_a_long_failure_is_cut_at_a_character);
    tcase_add_test(tests, test_every_message_is_complete);
    tcase_add_test(tests, test_sizes_that_overflow_are_no_memory);
    tcase_add_test(tests, test_a_result_owns_what_it_points_to);
    tcase_add_test(tests, test_a_result_outlives_its_env);
    tcase_add_test(tests, test_result_text_of_nothing_is_empty);
    tcase_add_test(tests, test_arrays_grow_and_keep);
    tcase_add_test(tests, test_a_buffer_reads_back);
    tcase_add_test(tests, test_a_buffer_is_a_string);
    tcase_add_test(tests, test_a_failed_append_sticks);
    tcase_add_test(tests, test_a_reader_never_passes_the_end);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
