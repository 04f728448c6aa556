/* test_base_values.c: ids, hashes, money, statuses. */
#include "base/env/env.h"
#include "base/values/hash.h"
#include "base/values/ids.h"
#include "base/values/money.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct env env;
static naast_time now;

static naast_time fixed_now(void *context) { return *(naast_time *)context; }

static void set_up(void)
{
    naast_options options = NAAST_OPTIONS_INIT;
    now = INT64_C(1795392000000000);
    options.clock = (naast_clock){fixed_now, &now};
    ck_assert_int_eq(env_init(&env, &options), 0);
}

START_TEST(test_uuids_sort_in_the_order_of_making)
{
    uint8_t before[UUID_BYTES] = {0}, next[UUID_BYTES];
    for (int k = 0; k < 20000; k++) {
        if (k == 5000)
            now += 7000;
        if (k == 10000)
            now -= 3600000000; /* the clock is set back an hour */
        ck_assert_int_eq(uuid_make(&env, next), 0);
        ck_assert_int_lt(memcmp(before, next, sizeof next), 0);
        memcpy(before, next, sizeof next);
    }
}
END_TEST

START_TEST(test_a_uuid_is_of_version_7_and_holds_its_time)
{
    uint8_t uuid[UUID_BYTES];
    char text[UUID_TEXT];
    int64_t ms = 0;
    ck_assert_int_eq(uuid_make(&env, uuid), 0);
    for (int k = 0; k < 6; k++)
        ms = ms << 8 | uuid[k];
    ck_assert_int_eq(ms, now / 1000);
    ck_assert_int_eq(uuid[6] >> 4, 7);
    ck_assert_int_eq(uuid[8] >> 6, 2);
    uuid_format(uuid, text);
    ck_assert_uint_eq(strlen(text), 36);
    ck_assert_int_eq(text[14], '7');
}
END_TEST

/* Parent and child go on with the same clock and count: only the random part tells them apart. */
START_TEST(test_a_forked_child_makes_other_uuids)
{
    uint8_t ours[UUID_BYTES], theirs[UUID_BYTES];
    int ends[2], state;
    ck_assert_int_eq(uuid_make(&env, ours), 0);
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        int failed = uuid_make(&env, theirs) != 0 || write(ends[1], theirs, sizeof theirs) != (ssize_t)sizeof theirs;
        _exit(failed);
    }
    ck_assert_int_eq(uuid_make(&env, ours), 0);
    ck_assert_int_eq(read(ends[0], theirs, sizeof theirs), (ssize_t)sizeof theirs);
    ck_assert_int_eq(waitpid(child, &state, 0), child);
    ck_assert_int_eq(state, 0);
    ck_assert_int_eq(memcmp(ours, theirs, 8), 0); /* so that this proves what it says */
    ck_assert_int_ne(memcmp(ours, theirs, sizeof ours), 0);
}
END_TEST

START_TEST(test_uuids_are_read_back)
{
    uint8_t uuid[UUID_BYTES], again[UUID_BYTES] = {0};
    char text[UUID_TEXT];
    ck_assert_int_eq(uuid_make(&env, uuid), 0);
    uuid_format(uuid, text);
    ck_assert_int_eq(uuid_parse(text, again), 0);
    ck_assert_mem_eq(uuid, again, sizeof uuid);
    ck_assert_int_eq(uuid_parse("019AB0C0-0000-7ABC-8DEF-0123456789AB", again), 0);
    ck_assert_int_eq(again[15], 0xAB);
    ck_assert_int_eq(uuid_parse("", again), -1);
    ck_assert_int_eq(uuid_parse("019ab0c000007abc8def0123456789ab", again), -1);
    ck_assert_int_eq(uuid_parse("019ab0c0-0000-7abc-8def-0123456789ag", again), -1);
    ck_assert_int_eq(uuid_parse("019ab0c0-0000-7abc-8def-0123456789abc", again), -1);
    ck_assert_int_eq(uuid_parse("019ab0c0-0000-7abc-8def00123456789ab", again), -1);
}
END_TEST

START_TEST(test_short_ids)
{
    ck_assert_int_eq(short_id_parse('D', "D42"), 42);
    ck_assert_int_eq(short_id_parse('D', "d42"), 42);
    ck_assert_int_eq(short_id_parse('P', "P7"), 7);
    static const char *const bad[] = {
        "D", "D0", "D042", "42", "P42", "D42x", "D-1", "D 1", "", "D99999999999999999999", "D8796093022208"};
    for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++)
        ck_assert_msg(short_id_parse('D', bad[k]) == 0, "\"%s\" is read", bad[k]);
    ck_assert_int_eq(short_id_parse('D', NULL), 0);
    static const char *const forms[] = {"D500", "o9", "P7",   "T5",   "A3",
                                        "j812", "D0", "D007", "D1.4", "D99999999999999999999"};
    static const char *const none[] = {"", " ", "D", "Q7", "D1.", "P1.4", "D1.4.5", "O2 Telecom", "D5x", "1", "7D"};
    for (size_t k = 0; k < sizeof forms / sizeof forms[0]; k++)
        ck_assert_msg(short_id_form(forms[k]), "\"%s\" has no form", forms[k]);
    for (size_t k = 0; k < sizeof none / sizeof none[0]; k++)
        ck_assert_msg(!short_id_form(none[k]), "\"%s\" has one", none[k]);
    int64_t largest = short_id_parse('D', "D8796093022207");
    ck_assert_int_eq(child_parent(child_key(largest, CHILD_MAX)), largest);
    ck_assert_int_eq(child_number(child_key(largest, CHILD_MAX)), CHILD_MAX);
}
END_TEST

START_TEST(test_sha256_with_its_domain)
{
    struct hash hash;
    uint8_t out[HASH_BYTES];
    char hex[HASH_HEX];
    hash_begin(&hash, 'a'); /* so the known value of "abc" can be checked */
    hash_add(&hash, "b", 1);
    hash_add(&hash, NULL, 0);
    hash_add(&hash, "c", 1);
    hash_end(&hash, out);
    hash_hex(out, hex);
    ck_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
END_TEST

/* The decimals, or the status of a call that left the output alone. */
static int decimals_of(const char *currency)
{
    int32_t decimals = -7;
    const int status = naast_currency_decimals(currency, &decimals);
    ck_assert_int_eq(status == NAAST_OK, decimals >= 0);
    return status == NAAST_OK ? decimals : status;
}

START_TEST(test_currencies)
{
    ck_assert_int_eq(decimals_of("EUR"), 2);
    ck_assert_int_eq(decimals_of("USD"), 2);
    ck_assert_int_eq(decimals_of("JPY"), 0);
    ck_assert_int_eq(decimals_of("KWD"), 3);
    ck_assert_int_eq(decimals_of("CLF"), 4);
    ck_assert_int_eq(decimals_of("AED"), 2); /* the first */
    ck_assert_int_eq(decimals_of("ZWL"), 2); /* the last */
    static const char *const bad[] = {"eur", "EU", "EURO", "XXX", "XAU", "", "AAA", "ZZZ"};
    for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++)
        ck_assert_msg(decimals_of(bad[k]) == NAAST_INVALID, "\"%s\" is known", bad[k]);
    ck_assert_int_eq(decimals_of(NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_currency_decimals("EUR", NULL), NAAST_INVALID);
}
END_TEST

static void expect_amount(const char *text, const char *currency, int64_t minor)
{
    naast_money money = {0};
    ck_assert_msg(naast_money_parse(text, NAAST_SPEC(naast_money_parse_spec, .currency = currency), &money) == 0,
                  "%s %s is not read", text, currency);
    ck_assert_int_eq(money.minor, minor);
    ck_assert_str_eq(money.currency, currency);
}

START_TEST(test_amounts)
{
    expect_amount("25000", "EUR", 2500000);
    expect_amount("25000.00", "EUR", 2500000);
    expect_amount("25000,05", "EUR", 2500005);
    expect_amount("0.5", "EUR", 50);
    expect_amount("0", "EUR", 0);
    expect_amount("25000", "JPY", 25000);
    expect_amount("1.234", "KWD", 1234);
    expect_amount("92233720368547758.07", "EUR", INT64_MAX);
    expect_amount("9223372036854775807", "JPY", INT64_MAX);
    expect_amount("000001", "EUR", 100);
}
END_TEST

START_TEST(test_what_is_no_amount)
{
    static const char *const bad[] = {
        "25.000",
        "25,000",
        "1.000.000",
        "1,000.00",
        "",
        " ",
        "-5",
        "+5",
        "5 ",
        " 5",
        ".5",
        "5.",
        "5,",
        "1e3",
        "0x10",
        "5 EUR",
        "\xD9\xA5",
        "92233720368547758.08",
        "92233720368547759",
        "99999999999999999999999",
    };
    naast_money money = {7, "XYZ"};
    for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++)
        ck_assert_msg(naast_money_parse(bad[k], NAAST_SPEC(naast_money_parse_spec, .currency = "EUR"), &money) ==
                          NAAST_INVALID,
                      "\"%s\" is read", bad[k]);
    ck_assert_int_eq(naast_money_parse("5.0", NAAST_SPEC(naast_money_parse_spec, .currency = "JPY"), &money),
                     NAAST_INVALID);
    ck_assert_int_eq(naast_money_parse("5", NAAST_SPEC(naast_money_parse_spec, .currency = "QQQ"), &money),
                     NAAST_INVALID);
    ck_assert_int_eq(naast_money_parse("5", NAAST_SPEC(naast_money_parse_spec, .currency = NULL), &money),
                     NAAST_INVALID);
    ck_assert_int_eq(naast_money_parse(NULL, NAAST_SPEC(naast_money_parse_spec, .currency = "EUR"), &money),
                     NAAST_INVALID);
    ck_assert_int_eq(money.minor, 7);
    ck_assert_str_eq(money.currency, "XYZ");
}
END_TEST

START_TEST(test_sums_are_checked)
{
    int64_t sum = 7;
    ck_assert_int_eq(money_add(INT64_MAX, 1, &sum), NAAST_INVALID);
    ck_assert_int_eq(money_add(INT64_MIN, -1, &sum), NAAST_INVALID);
    ck_assert_int_eq(sum, 7);
    ck_assert_int_eq(money_add(2, -3, &sum), 0);
    ck_assert_int_eq(sum, -1);
    ck_assert(money_valid(&(naast_money){5, "EUR"}));
    ck_assert(money_valid(&(naast_money){0, ""}));
    ck_assert(!money_valid(&(naast_money){5, "QQQ"}));
    ck_assert(!money_valid(&(naast_money){5, {'E', 'U', 'R', 'O'}}));
}
END_TEST

START_TEST(test_statuses_have_codes)
{
    ck_assert_str_eq(naast_status_code(0), "ok");
    ck_assert_str_eq(naast_status_code(NAAST_NOT_YET), "not_yet");
    ck_assert_str_eq(naast_status_code(NAAST_UNVERIFIED), "unverified");
    ck_assert_str_eq(naast_status_code(NAAST_OLDER), "older");
    ck_assert_str_eq(naast_status_code(NAAST_STOPPED), "stopped");
    ck_assert_str_eq(naast_status_code(NAAST_STOPPED - 1), "unknown");
    ck_assert_str_eq(naast_status_code(1), "unknown");
    ck_assert_str_eq(naast_status_code(INT32_MIN), "unknown");
    ck_assert_int_eq(naast_version(), NAAST_VERSION_MAJOR * 1000000 + NAAST_VERSION_MINOR * 1000 + NAAST_VERSION_PATCH);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base values");
    TCase *tests = tcase_create("values");
    tcase_add_checked_fixture(tests, set_up, NULL);
    tcase_add_test(tests, test_uuids_sort_in_the_order_of_making);
    tcase_add_test(tests, test_a_uuid_is_of_version_7_and_holds_its_time);
    tcase_add_test(tests, test_a_forked_child_makes_other_uuids);
    tcase_add_test(tests, test_uuids_are_read_back);
    tcase_add_test(tests, test_short_ids);
    tcase_add_test(tests, test_sha256_with_its_domain);
    tcase_add_test(tests, test_currencies);
    tcase_add_test(tests, test_amounts);
    tcase_add_test(tests, test_what_is_no_amount);
    tcase_add_test(tests, test_sums_are_checked);
    tcase_add_test(tests, test_statuses_have_codes);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
