/* test_report.c: the funnel: what is counted, in which order, under which names. */
#include "fixtures/import.h"
#include "base/env/env.h"

static struct fixture f;

static void set_up(void) { fixture_open(&f, NAAST_LANGUAGE_ENGLISH); }
static void set_up_dutch(void) { fixture_open(&f, NAAST_LANGUAGE_DUTCH); }
static void tear_down(void) { fixture_close(&f); }

static naast_funnel *funnel_of(const char *pipeline)
{
    naast_funnel *funnel = NULL;
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    spec.pipeline = pipeline;
    int status = naast_report_funnel(f.store, &spec, &funnel);
    ck_assert_msg(status == NAAST_OK, "report_funnel: %s", naast_store_message(f.store));
    return funnel;
}

static void expect_line(const naast_funnel *funnel, size_t k, const naast_funnel_line *wanted)
{
    ck_assert_uint_lt(k, funnel->count);
    const naast_funnel_line *line = &funnel->items[k];
    ck_assert_str_eq(line->pipeline, wanted->pipeline);
    ck_assert_str_eq(line->stage, wanted->stage);
    ck_assert_str_eq(line->stage_name, wanted->stage_name);
    ck_assert_str_eq(line->outcome, wanted->outcome);
    ck_assert_str_eq(line->currency, wanted->currency);
    ck_assert_int_eq(line->deals, wanted->deals);
    ck_assert_int_eq(line->minor, wanted->minor);
}

/* Besides the rows of the fixture: two in the first stage with amounts in two currencies, one in another pipeline. */
static void fill(void)
{
    naast_import_spec spec = fixture_spec();
    const char *fields[NAAST_FIELD_COUNT] = {
        [NAAST_FIELD_TITLE] = "x", [NAAST_FIELD_AMOUNT] = "7", [NAAST_FIELD_CURRENCY] = "USD"};
    naast_free(import_all(&f, &spec));
    naast_import *import = fixture_begin(&f, &spec);
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         NULL),
        NAAST_OK);
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         NULL),
        NAAST_OK);
    fields[NAAST_FIELD_CURRENCY] = "EUR";
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         NULL),
        NAAST_OK);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    spec.pipeline = "bant";
    spec.stages = NULL;
    spec.stage_count = 0;
    import = fixture_begin(&f, &spec);
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         NULL),
        NAAST_OK);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
}

START_TEST(test_an_empty_store_has_an_empty_funnel)
{
    naast_funnel *funnel = funnel_of(NULL);
    ck_assert_uint_eq(funnel->count, 0);
    naast_free(funnel);
}
END_TEST

START_TEST(test_lines_go_by_pipeline_stage_outcome_and_currency)
{
    static const naast_funnel_line wanted[] = {
        {"fair", "discovery", "Getting to know", "", "", 1, 0},
        {"fair", "discovery", "Getting to know", "", "EUR", 1, 700},
        {"fair", "discovery", "Getting to know", "", "USD", 2, 1400},
        {"fair", "discovery", "Getting to know", "lost", "USD", 1, 0},
        {"fair", "match", "Match", "", "", 1, 0},
        {"fair", "value", "Value", "", "", 0, 0},
        {"fair", "decision", "Decision", "", "", 0, 0},
        {"fair", "terms", "Terms", "", "", 0, 0},
        {"fair", "delivery", "At work", "won", "USD", 1, 25050},
        {"fair", "completed", "Delivered", "won", "USD", 1, 105400},
    };
    fill();
    naast_funnel *funnel = funnel_of(NULL);
    ck_assert_uint_eq(funnel->count, 13);
    ck_assert_str_eq(funnel->items[0].pipeline, "bant");
    ck_assert_str_eq(funnel->items[0].stage, "lead");
    ck_assert_int_eq(funnel->items[0].minor, 700);
    ck_assert_int_eq(funnel->items[1].deals + funnel->items[2].deals, 0);
    for (size_t k = 0; k < 10; k++)
        expect_line(funnel, k + 3, &wanted[k]);
    naast_free(funnel);
}
END_TEST

START_TEST(test_one_pipeline_alone)
{
    fill();
    naast_funnel *funnel = funnel_of("bant");
    ck_assert_uint_eq(funnel->count, 3);
    naast_free(funnel);
    funnel = funnel_of("fair");
    ck_assert_uint_eq(funnel->count, 10);
    naast_free(funnel);
    funnel = funnel_of("meddpicc");
    ck_assert_uint_eq(funnel->count, 0);
    naast_free(funnel);
}
END_TEST

START_TEST(test_an_unknown_pipeline_is_told)
{
    naast_funnel *funnel = NULL;
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    spec.pipeline = "bund";
    ck_assert_int_eq(naast_report_funnel(f.store, &spec, &funnel), NAAST_NOT_FOUND);
    ck_assert_str_eq(naast_store_code(f.store), "pipeline_not_found");
    naast_stage_times *times = NULL;
    naast_forecast *forecast = NULL;
    naast_promises *promises = NULL;
    naast_honesty *honesty = NULL;
    naast_velocity *velocity = NULL;
    ck_assert_int_eq(naast_report_time(f.store, &spec, &times), NAAST_NOT_FOUND);
    ck_assert_int_eq(naast_report_forecast(f.store, &spec, &forecast), NAAST_NOT_FOUND);
    ck_assert_int_eq(naast_report_promises(f.store, &spec, &promises), NAAST_NOT_FOUND);
    ck_assert_int_eq(naast_report_honesty(f.store, &spec, &honesty), NAAST_NOT_FOUND);
    ck_assert_int_eq(naast_report_velocity(f.store, &spec, &velocity), NAAST_NOT_FOUND);
    ck_assert_ptr_null(funnel);
}
END_TEST

START_TEST(test_reports_that_cannot_be)
{
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    naast_funnel *funnel = NULL;
    ck_assert_int_eq(naast_report_funnel(NULL, NULL, &funnel), NAAST_INVALID);
    ck_assert_int_eq(naast_report_funnel(f.store, NULL, NULL), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(f.store), "argument_null");
    ck_assert_int_eq(naast_report_time(f.store, NULL, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_report_forecast(f.store, NULL, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_report_promises(f.store, NULL, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_report_honesty(f.store, NULL, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_report_velocity(f.store, NULL, NULL), NAAST_INVALID);
    spec.since = 20261110;
    ck_assert_int_eq(naast_report_funnel(f.store, &spec, &funnel), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(f.store), "report_no_window");
    spec.since = 7;
    ck_assert_int_eq(naast_report_funnel(f.store, &spec, &funnel), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(f.store), "day_invalid");
    spec.size = 0;
    ck_assert_int_eq(naast_report_funnel(f.store, &spec, &funnel), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(f.store), "spec_size");
    ck_assert_ptr_null(funnel);
}
END_TEST

START_TEST(test_the_funnel_carries_the_head_it_was_read_at)
{
    char head[NAAST_HEAD_SIZE];
    fill();
    naast_funnel *funnel = funnel_of(NULL);
    verified_head(&f, head);
    ck_assert_str_eq(funnel->head, head);
    naast_free(funnel);
}
END_TEST

START_TEST(test_a_move_moves_its_deal_in_the_funnel)
{
    naast_end_spec end = NAAST_END_SPEC_INIT;
    fill();
    end.outcome = "declined";
    end.because = "they need an app";
    ck_assert_int_eq(naast_deal_end(f.store, 3, &end), NAAST_OK);
    naast_funnel *funnel = funnel_of("fair");
    static const naast_funnel_line wanted = {"fair", "match", "Match", "declined", "", 1, 0};
    ck_assert_uint_eq(funnel->count, 10);
    expect_line(funnel, 4, &wanted);
    naast_free(funnel);
}
END_TEST

START_TEST(test_without_memory_there_is_no_funnel)
{
    int failed = 0, status = NAAST_NO_MEMORY;
    fill();
    for (long k = 1; status != 0; k++) {
        naast_funnel *funnel = NULL;
        f.requests = 0;
        f.fail_at = k;
        status = naast_report_funnel(f.store, NULL, &funnel);
        f.fail_at = 0;
        ck_assert(status == 0 || (status == NAAST_NO_MEMORY && funnel == NULL));
        failed += status != 0;
        naast_free(funnel);
    }
    ck_assert_int_gt(failed, 1);
}
END_TEST

START_TEST(test_stages_are_named_in_the_language_of_the_handle)
{
    fill();
    naast_funnel *funnel = funnel_of("fair");
    ck_assert_str_eq(funnel->items[0].stage_name, "Kennismaken");
    naast_free(funnel);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report");
    TCase *english = tcase_create("funnel"), *dutch = tcase_create("Dutch");
    tcase_add_checked_fixture(english, set_up, tear_down);
    tcase_add_checked_fixture(dutch, set_up_dutch, tear_down);
    tcase_add_test(english, test_an_empty_store_has_an_empty_funnel);
    tcase_add_test(english, test_lines_go_by_pipeline_stage_outcome_and_currency);
    tcase_add_test(english, test_one_pipeline_alone);
    tcase_add_test(english, test_an_unknown_pipeline_is_told);
    tcase_add_test(english, test_reports_that_cannot_be);
    tcase_add_test(english, test_the_funnel_carries_the_head_it_was_read_at);
    tcase_add_test(english, test_a_move_moves_its_deal_in_the_funnel);
    tcase_add_test(english, test_without_memory_there_is_no_funnel);
    tcase_add_test(dutch, test_stages_are_named_in_the_language_of_the_handle);
    suite_add_tcase(suite, english);
    suite_add_tcase(suite, dutch);
    return run_suite(suite);
}
