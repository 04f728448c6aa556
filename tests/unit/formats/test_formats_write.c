/* test_formats_write.c: the writers of JSON and CSV: what is written, wrong use, and a writer that cannot write. */
#include "fixtures/formats.h"

static struct formats_world world;
static naast_writer writer;

static void setup(void)
{
    formats_open(&world);
    writer = writer_of(&world);
}

static void teardown(void) { formats_close(&world); }

static naast_json new_json(void)
{
    naast_json json = NAAST_JSON_INIT;
    json.writer = &writer;
    return json;
}

START_TEST(test_a_document_has_its_commas_quotes_and_escapes)
{
    naast_json json = new_json();
    ck_assert_int_eq(naast_json_open_object(&json, NULL), NAAST_OK);
    ck_assert_int_eq(naast_json_text(&json, "text", "a \"b\" \\ \n\t\x01 \xc3\xa9 \xff|"), NAAST_OK);
    ck_assert_int_eq(naast_json_text(&json, "bidi", "\xe2\x80\xae|\xf3\xa0\x80\x81"), NAAST_OK);
    ck_assert_int_eq(naast_json_text(&json, "none", NULL), NAAST_OK);
    ck_assert_int_eq(naast_json_open_array(&json, "list"), NAAST_OK);
    ck_assert_int_eq(naast_json_int(&json, NULL, INT64_MIN), NAAST_OK);
    ck_assert_int_eq(naast_json_bool(&json, NULL, 2), NAAST_OK);
    ck_assert_int_eq(naast_json_bool(&json, NULL, 0), NAAST_OK);
    ck_assert_int_eq(naast_json_null(&json, NULL), NAAST_OK);
    ck_assert_int_eq(naast_json_hex(&json, NULL, "\x00\xaf", 2), NAAST_OK);
    ck_assert_int_eq(naast_json_hex(&json, NULL, NULL, 0), NAAST_OK);
    ck_assert_int_eq(naast_json_decimal(&json, NULL, 6321, 4), NAAST_OK);
    ck_assert_int_eq(naast_json_decimal(&json, NULL, -5, 2), NAAST_OK);
    ck_assert_int_eq(naast_json_decimal(&json, NULL, 7, 0), NAAST_OK);
    ck_assert_int_eq(naast_json_close_array(&json), NAAST_OK);
    ck_assert_int_eq(naast_json_close_object(&json), NAAST_OK);
    ck_assert_int_eq(naast_json_end(&json), NAAST_OK);
    ck_assert_str_eq(world.written, "{\"text\":\"a \\\"b\\\" \\\\ \\n\\t\\u0001 \xc3\xa9 \\ufffd|\","
                                    "\"bidi\":\"\\u202e|\\udb40\\udc01\",\"none\":null,"
                                    "\"list\":[-9223372036854775808,true,false,null,\"00af\",\"\",0.6321,-0.05,7]}\n");
}
END_TEST

START_TEST(test_documents_follow_each_other_as_lines)
{
    naast_json json = new_json();
    for (int i = 0; i < 2; i++) {
        naast_json_open_array(&json, NULL);
        naast_json_close_array(&json);
        ck_assert_int_eq(naast_json_end(&json), NAAST_OK);
    }
    ck_assert_str_eq(world.written, "[]\n[]\n");
}
END_TEST

START_TEST(test_a_long_run_of_bytes_is_whole)
{
    unsigned char bytes[1000];
    naast_json json = new_json();
    memset(bytes, 0xab, sizeof bytes);
    ck_assert_int_eq(naast_json_hex(&json, NULL, bytes, sizeof bytes), NAAST_OK);
    ck_assert_uint_eq(world.used, 2002);
    ck_assert_uint_eq(strspn(world.written + 1, "ab"), 2000);
}
END_TEST

START_TEST(test_wrong_use_of_json_is_invalid_and_stays_so)
{
    naast_json json = new_json(), none = NAAST_JSON_INIT, small = new_json();
    ck_assert_int_eq(naast_json_open_object(NULL, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_json_open_array(NULL, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_json_close_object(NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_json_close_array(NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_json_text(NULL, NULL, "a"), NAAST_INVALID);
    ck_assert_int_eq(naast_json_int(NULL, NULL, 1), NAAST_INVALID);
    ck_assert_int_eq(naast_json_decimal(NULL, NULL, 1, 2), NAAST_INVALID);
    ck_assert_int_eq(naast_json_bool(NULL, NULL, 1), NAAST_INVALID);
    ck_assert_int_eq(naast_json_null(NULL, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_json_hex(NULL, NULL, "a", 1), NAAST_INVALID);
    ck_assert_int_eq(naast_json_end(NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_json_text(&none, NULL, "a"), NAAST_INVALID);
    ck_assert_int_eq(naast_json_end(&none), NAAST_INVALID);
    small.size = 8;
    ck_assert_int_eq(naast_json_text(&small, NULL, "a"), NAAST_INVALID);
    ck_assert_int_eq(naast_json_hex(&json, NULL, NULL, 1), NAAST_INVALID);
    ck_assert_int_eq(naast_json_decimal(&json, NULL, 1, -1), NAAST_INVALID);
    ck_assert_int_eq(naast_json_decimal(&json, NULL, 1, 19), NAAST_INVALID);
    ck_assert_int_eq(json.status, NAAST_OK);
    ck_assert_int_eq(naast_json_close_object(&json), NAAST_INVALID);
    ck_assert_int_eq(naast_json_text(&json, NULL, "a"), NAAST_INVALID);
    json = new_json();
    naast_json_open_object(&json, NULL);
    ck_assert_int_eq(naast_json_end(&json), NAAST_INVALID);
    ck_assert_str_eq(world.written, "{");
}
END_TEST

START_TEST(test_a_writer_that_cannot_write_ends_it)
{
    naast_json json = new_json();
    naast_csv csv = NAAST_CSV_INIT;
    world.most = 4;
    ck_assert_int_eq(naast_json_open_array(&json, NULL), NAAST_OK);
    ck_assert_int_eq(naast_json_text(&json, NULL, "abcdef"), NAAST_IO);
    ck_assert_int_eq(naast_json_int(&json, NULL, 1), NAAST_IO);
    ck_assert_int_eq(naast_json_close_array(&json), NAAST_IO);
    ck_assert_int_eq(naast_json_end(&json), NAAST_IO);
    ck_assert_str_eq(world.written, "[\"");
    world.most = 0;
    json = new_json();
    ck_assert_int_eq(naast_json_open_object(&json, NULL), NAAST_IO);
    world.most = 4;
    writer = writer_of(&world);
    csv.writer = &writer;
    ck_assert_int_eq(naast_csv_plain(&csv, "abc"), NAAST_OK);
    ck_assert_int_eq(naast_csv_text(&csv, "abc"), NAAST_IO);
    ck_assert_int_eq(naast_csv_end_row(&csv), NAAST_IO);
    ck_assert_str_eq(world.written, "abc,");
}
END_TEST

START_TEST(test_no_spreadsheet_takes_a_text_for_a_formula)
{
    static const char *const guarded[] = {"=1",
                                          "+1",
                                          "-1",
                                          "@a",
                                          "\ta",
                                          "\ra",
                                          "\na",
                                          "'a",
                                          ("\xef\xbc\x9d"
                                           "1")};
    static const char *const plain[] = {"", "1", "a=1", " =1", "\"a", "\xef\xbc\x90"};
    naast_csv csv = NAAST_CSV_INIT;
    csv.writer = &writer;
    for (size_t i = 0; i < sizeof guarded / sizeof guarded[0]; i++)
        ck_assert_int_eq(naast_csv_wants_guard(guarded[i]), 1);
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        ck_assert_int_eq(naast_csv_wants_guard(plain[i]), 0);
    ck_assert_int_eq(naast_csv_wants_guard(NULL), 0);
    ck_assert_str_eq(naast_csv_unguarded("''a"), "'a");
    ck_assert_str_eq(naast_csv_unguarded("a"), "a");
    ck_assert_str_eq(naast_csv_unguarded(NULL), "");
    naast_csv_text(&csv, "=1");
    naast_csv_plain(&csv, "-1");
    naast_csv_text(&csv, NULL);
    naast_csv_text(&csv, "a \"b\", c");
    naast_csv_text(&csv, "two\nlines");
    ck_assert_int_eq(naast_csv_end_row(&csv), NAAST_OK);
    naast_csv_plain(&csv, NULL);
    ck_assert_int_eq(naast_csv_text(&csv, "'q\""), NAAST_OK);
    ck_assert_int_eq(naast_csv_end_row(&csv), NAAST_OK);
    ck_assert_str_eq(world.written, "\"'=1\",-1,,\"a \"\"b\"\", c\",\"two\nlines\"\n,\"''q\"\"\"\n");
}
END_TEST

START_TEST(test_wrong_use_of_csv_is_invalid)
{
    naast_csv none = NAAST_CSV_INIT, small = NAAST_CSV_INIT;
    ck_assert_int_eq(naast_csv_text(NULL, "a"), NAAST_INVALID);
    ck_assert_int_eq(naast_csv_plain(NULL, "a"), NAAST_INVALID);
    ck_assert_int_eq(naast_csv_end_row(NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_csv_text(&none, "a"), NAAST_INVALID);
    small.size = 4;
    small.writer = &writer;
    ck_assert_int_eq(naast_csv_end_row(&small), NAAST_INVALID);
    ck_assert_int_eq(naast_csv_plain(&small, "a"), NAAST_INVALID);
    ck_assert_str_eq(world.written, "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("formats_write");
    TCase *tests = tcase_create("formats_write");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_a_document_has_its_commas_quotes_and_escapes);
    tcase_add_test(tests, test_documents_follow_each_other_as_lines);
    tcase_add_test(tests, test_a_long_run_of_bytes_is_whole);
    tcase_add_test(tests, test_wrong_use_of_json_is_invalid_and_stays_so);
    tcase_add_test(tests, test_a_writer_that_cannot_write_ends_it);
    tcase_add_test(tests, test_no_spreadsheet_takes_a_text_for_a_formula);
    tcase_add_test(tests, test_wrong_use_of_csv_is_invalid);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
