/* test_base_dates.c: calendar arithmetic, formats, and dates as people type them. */
#include "base/values/dates.h"

#include <check.h>
#include <stdlib.h>
#include <time.h>

static const naast_date TODAY = 20261123; /* a Monday */

static void expect_date(const char *text, naast_date wanted)
{
    naast_date out = 0;
    ck_assert_msg(naast_date_parse(text, NAAST_SPEC(naast_date_parse_spec, .today = TODAY), &out) == 0,
                  "\"%s\" is not read", text);
    ck_assert_msg(out == wanted, "\"%s\": %d, expected %d", text, out, wanted);
}

static void expect_no_date(const char *text, naast_date today)
{
    naast_date out = 7;
    ck_assert_msg(naast_date_parse(text, NAAST_SPEC(naast_date_parse_spec, .today = today), &out) == NAAST_INVALID,
                  "\"%s\" is read as %d", text ? text : "NULL", out);
    ck_assert_int_eq(out, 7);
}

START_TEST(test_days_and_dates_agree_over_ten_thousand_years)
{
    naast_date before = 0;
    for (int64_t days = -719162; days <= 2932896; days++) {
        naast_date date = date_from_days(days);
        if (!date_valid(date) || date <= before || date_to_days(date) != days)
            ck_abort_msg("day %lld gives %d", (long long)days, date);
        before = date;
    }
    ck_assert_int_eq(date_from_days(-719162), 10101);
    ck_assert_int_eq(date_from_days(2932896), 99991231);
    ck_assert_int_eq(date_from_days(-719163), 0);
    ck_assert_int_eq(date_from_days(2932897), 0);
}
END_TEST

/* Another implementation's opinion. */
START_TEST(test_dates_agree_with_the_c_library)
{
    for (int64_t days = -100000; days < 100000; days += 37) {
        time_t time = (time_t)(days * 86400);
        struct tm tm;
        ck_assert_ptr_nonnull(gmtime_r(&time, &tm));
        ck_assert_int_eq(date_from_days(days), (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday);
    }
}
END_TEST

START_TEST(test_invalid_dates_are_known)
{
    ck_assert(date_valid(20240229));
    ck_assert(date_valid(20000229));
    ck_assert(!date_valid(19000229));
    ck_assert(!date_valid(20260229));
    ck_assert(!date_valid(20260431));
    ck_assert(!date_valid(20261301));
    ck_assert(!date_valid(20260100));
    ck_assert(!date_valid(0));
    ck_assert(!date_valid(-20260101));
    ck_assert(!date_valid(INT32_MAX));
}
END_TEST

START_TEST(test_arithmetic)
{
    ck_assert_int_eq(naast_date_add(20261123, 8), 20261201);
    ck_assert_int_eq(naast_date_add(20240228, 1), 20240229);
    ck_assert_int_eq(naast_date_add(20260101, -1), 20251231);
    ck_assert_int_eq(naast_date_add(0, 1), 0);
    ck_assert_int_eq(naast_date_add(99991231, 1), 0);
    ck_assert_int_eq(naast_date_add(10101, INT32_MIN), 0);
    ck_assert_int_eq(naast_days_between(20261123, 20261201), 8);
    ck_assert_int_eq(naast_days_between(20261201, 20261123), -8);
    ck_assert_int_eq(naast_days_between(0, 20261123), 0);
    ck_assert_int_eq(naast_days_between(20261123, 0), 0);
}
END_TEST

START_TEST(test_moments_have_dates)
{
    const naast_time day = INT64_C(86400000000);
    ck_assert_int_eq(naast_date_of(0), 0);
    ck_assert_int_eq(naast_date_of(1), 19700101);
    ck_assert_int_eq(naast_date_of(-1), 19691231);
    ck_assert_int_eq(naast_date_of(-day), 19691231);
    ck_assert_int_eq(naast_date_of(date_start(20261123)), 20261123);
    ck_assert_int_eq(naast_date_of(date_start(20261123) - 1), 20261122);
    ck_assert_int_eq(naast_date_of(date_start(20261123) + day - 1), 20261123);
    ck_assert_int_eq(naast_date_of(INT64_MAX), 0);
}
END_TEST

START_TEST(test_dates_are_written)
{
    char text[11];
    date_format(20261123, text);
    ck_assert_str_eq(text, "2026-11-23");
    date_format(10101, text);
    ck_assert_str_eq(text, "0001-01-01");
    date_format(0, text);
    ck_assert_str_eq(text, "");
}
END_TEST

START_TEST(test_formats)
{
    struct date_scanned out = {0};
    ck_assert_int_eq(date_scan("2026-11-23", "%Y-%m-%d", &out), 0);
    ck_assert_int_eq(out.date, 20261123);
    ck_assert_int_eq(date_scan("23-11-2026", "%d-%m-%Y", &out), 0);
    ck_assert_int_eq(out.date, 20261123);
    ck_assert_int_eq(date_scan("2/1/2026", "%m/%d/%Y", &out), 0);
    ck_assert_int_eq(out.date, 20260201);
    ck_assert_int_eq(date_scan("20261123", "%Y%m%d", &out), 0);
    ck_assert_int_eq(out.date, 20261123);
    ck_assert_int_eq(date_scan("5%01 2026", "%d%%%m %Y", &out), 0);
    ck_assert_int_eq(out.date, 20260105);
    out.date = 7;
    static const char *const bad[] = {"2026-02-30", "2026-13-01", "2026-11-23 ", " 2026-11-23", "2026-11",
                                      "26-11-23",   "",           "2026/11/23",  "2026--1-01"};
    for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++)
        ck_assert_msg(date_scan(bad[k], "%Y-%m-%d", &out) == NAAST_INVALID && out.date == 7, "\"%s\" is read", bad[k]);
    ck_assert_int_eq(date_scan("2026-11-23", "%Y-%m-%q", &out), NAAST_INVALID);
    ck_assert_int_eq(date_scan("2026-11-23", "%Y-%m-%d%", &out), NAAST_INVALID);
}
END_TEST

START_TEST(test_times_and_offsets)
{
    struct date_scanned out = {0};
    ck_assert_int_eq(date_scan("2026-11-23 14:05", "%Y-%m-%d %H:%M", &out), 0);
    ck_assert_int_eq(out.seconds, 14 * 3600 + 5 * 60);
    ck_assert(!out.has_offset);
    ck_assert_int_eq(date_scan("2026-11-23", "%Y-%m-%d %H:%M", &out), 0);
    ck_assert_int_eq(out.seconds, -1);
    ck_assert_int_eq(date_scan("11/3/2026, 12:05 AM", "%m/%d/%Y, %I:%M %p", &out), 0);
    ck_assert_int_eq(out.seconds, 5 * 60);
    ck_assert_int_eq(date_scan("11/3/2026, 1:05 pm", "%m/%d/%Y, %I:%M %p", &out), 0);
    ck_assert_int_eq(out.seconds, 13 * 3600 + 5 * 60);
    ck_assert_int_eq(date_scan("2026-11-23T00:00:01.250Z", "%Y-%m-%dT%H:%M:%S%z", &out), 0);
    ck_assert_int_eq(out.seconds, 1);
    ck_assert(out.has_offset && out.offset == 0);
    ck_assert_int_eq(date_scan("2026-11-23T00:00:01-03:30", "%Y-%m-%dT%H:%M:%S%z", &out), 0);
    ck_assert_int_eq(out.offset, -(3 * 3600 + 30 * 60));
    static const char *const bad[] = {"2026-11-23 24:00", "2026-11-23 14:60", "2026-11-23 14", "2026-11-23 14:05:00",
                                      "2026-11-23T14:05"};
    for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++)
        ck_assert_msg(date_scan(bad[k], "%Y-%m-%d %H:%M", &out) == NAAST_INVALID, "\"%s\" is read", bad[k]);
    ck_assert_int_eq(date_scan("1/1/2026 13:00 PM", "%m/%d/%Y %I:%M %p", &out), NAAST_INVALID);
    ck_assert_int_eq(date_scan("2026-11-23 10:00+1", "%Y-%m-%d %H:%M%z", &out), NAAST_INVALID);
}
END_TEST

START_TEST(test_a_format_names_a_time_that_is_one)
{
    static const char *const good[] = {"%Y-%m-%d %H", "%Y-%m-%dT%H:%M:%S%z", "%d-%m-%Y %I:%M %p", "%H:%M %d.%m.%Y"};
    static const char *const bad[] = {"%Y-%m-%d %M",    "%Y-%m-%d %H %S", "%Y-%m-%d %I",    "%Y-%m-%d %H %p",
                                      "%Y-%m-%d %H %I", "%Y-%m-%d %z",    "%Y-%m-%d %H %H", "%Y-%m-%d %H:%M %z %z"};
    for (size_t k = 0; k < sizeof good / sizeof good[0]; k++)
        ck_assert_msg(date_format_valid(good[k]), "%s", good[k]);
    for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++)
        ck_assert_msg(!date_format_valid(bad[k]), "%s", bad[k]);
}
END_TEST

START_TEST(test_a_format_names_year_month_and_day_once)
{
    ck_assert(date_format_valid("%Y-%m-%d"));
    ck_assert(date_format_valid("%d.%m.%Y 00:00%%"));
    ck_assert(!date_format_valid("%Y-%m"));
    ck_assert(!date_format_valid("%Y-%m-%d %d"));
    ck_assert(!date_format_valid("%y-%m-%d"));
    ck_assert(!date_format_valid("%Y-%m-%d%"));
    ck_assert(!date_format_valid(""));
}
END_TEST

START_TEST(test_typed_dates)
{
    expect_date("2026-11-23", 20261123);
    expect_date(" 2026-1-2 ", 20260102);
    expect_date("23nov", 20261123);
    expect_date("23 Nov 2026", 20261123);
    expect_date("23nov2025", 20251123);
    expect_date("23-nov-2025", 20251123);
    expect_date("2dec", 20261202);
    expect_date("5 mei 2027", 20270505);
    expect_date("1 MAART", 20270301);
    expect_date("1 mrt", 20270301);
    expect_date("31 oktober", 20261031);
    expect_date("31 October", 20261031);
}
END_TEST

START_TEST(test_typed_words)
{
    expect_date("today", 20261123);
    expect_date("Vandaag", 20261123);
    expect_date("tomorrow", 20261124);
    expect_date("morgen", 20261124);
    expect_date("yesterday", 20261122);
    expect_date("gisteren", 20261122);
}
END_TEST

START_TEST(test_a_weekday_is_the_coming_one)
{
    expect_date("monday", 20261130); /* not today */
    expect_date("maandag", 20261130);
    expect_date("tuesday", 20261124);
    expect_date("wo", 20261125);
    expect_date("thu", 20261126);
    expect_date("Vrijdag", 20261127);
    expect_date("FRIDAY", 20261127);
    expect_date("za", 20261128);
    expect_date("sunday", 20261129);
}
END_TEST

START_TEST(test_a_date_without_a_year_is_the_nearest)
{
    naast_date out = 0;
    expect_date("25 may", 20260525); /* 182 days ago */
    expect_date("24 may", 20270524); /* in 182 days */
    ck_assert_int_eq(naast_date_parse("2 jan", NAAST_SPEC(naast_date_parse_spec, .today = 20261231), &out), 0);
    ck_assert_int_eq(out, 20270102);
    ck_assert_int_eq(naast_date_parse("30 dec", NAAST_SPEC(naast_date_parse_spec, .today = 20270101), &out), 0);
    ck_assert_int_eq(out, 20261230);
    ck_assert_int_eq(naast_date_parse("29 feb", NAAST_SPEC(naast_date_parse_spec, .today = 20260301), &out),
                     0); /* 2024 and 2028 are as near: the later one */
    ck_assert_int_eq(naast_date_parse("29 feb", NAAST_SPEC(naast_date_parse_spec, .today = 20270101), &out), 0);
    ck_assert_int_eq(out, 20280229);
    ck_assert_int_eq(naast_date_parse("29 feb", NAAST_SPEC(naast_date_parse_spec, .today = 20990101), &out),
                     0); /* 2100 is no leap year */
    ck_assert_int_eq(out, 20960229);
}
END_TEST

START_TEST(test_what_is_no_date)
{
    static const char *const bad[] = {
        "",
        " ",
        "20261123",
        "11/23/2026",
        "23",
        "nov",
        "32nov",
        "0 nov",
        "31 apr",
        "30 feb 2026",
        "29 feb 2026",
        "23 nov 26",
        "23 nov 20266",
        "23 nov 2026 x",
        "23 nov 2026-",
        "23--nov",
        "23nov ember",
        "2026-11-23T12:00",
        "someday",
        "mondays",
        "123nov",
        "23 november of the year two thousand and twenty-six",
        "-23 nov",
        "23 nov -2026",
        "2026-11-31",
    };
    for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++)
        expect_no_date(bad[k], TODAY);
    expect_no_date(NULL, TODAY);
}
END_TEST

START_TEST(test_relative_dates_need_a_today)
{
    naast_date out = 0;
    expect_no_date("today", 0);
    expect_no_date("friday", 0);
    expect_no_date("23 nov", 0);
    ck_assert_int_eq(naast_date_parse("23 nov 2026", NULL, &out), 0);
    ck_assert_int_eq(out, 20261123);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base dates");
    TCase *tests = tcase_create("dates");
    tcase_add_test(tests, test_days_and_dates_agree_over_ten_thousand_years);
    tcase_add_test(tests, test_dates_agree_with_the_c_library);
    tcase_add_test(tests, test_invalid_dates_are_known);
    tcase_add_test(tests, test_arithmetic);
    tcase_add_test(tests, test_moments_have_dates);
    tcase_add_test(tests, test_dates_are_written);
    tcase_add_test(tests, test_formats);
    tcase_add_test(tests, test_times_and_offsets);
    tcase_add_test(tests, test_a_format_names_a_time_that_is_one);
    tcase_add_test(tests, test_a_format_names_year_month_and_day_once);
    tcase_add_test(tests, test_typed_dates);
    tcase_add_test(tests, test_typed_words);
    tcase_add_test(tests, test_a_weekday_is_the_coming_one);
    tcase_add_test(tests, test_a_date_without_a_year_is_the_nearest);
    tcase_add_test(tests, test_what_is_no_date);
    tcase_add_test(tests, test_relative_dates_need_a_today);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
