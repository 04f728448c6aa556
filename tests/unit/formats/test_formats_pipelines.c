/* test_formats_pipelines.c: pipelines as JSON: what is written is read again, and what is wrong has its place. */
#include "fixtures/formats.h"

static struct formats_world world;

static void setup(void)
{
    formats_open(&world);
    fill_store(&world);
}

static void teardown(void) { formats_close(&world); }

static char *write_pipeline(const naast_pipeline *pipeline)
{
    const naast_writer writer = writer_of(&world);
    expect_done(world.formats, naast_pipeline_write(world.formats, pipeline, &writer));
    return strdup(world.written);
}

static int read_pipeline(const char *text, naast_pipeline **out)
{
    const naast_input input = input_of(&world, text);
    return naast_pipeline_read(world.formats, &input, out);
}

static char *default_pipeline(void)
{
    naast_pipeline *stored = NULL;
    ck_assert_int_eq(naast_pipeline_get(world.store, NULL, 0, &stored), NAAST_OK);
    char *text = write_pipeline(stored);
    naast_free(stored);
    return text;
}

START_TEST(test_every_pipeline_of_a_store_is_written_and_read_again)
{
    naast_pipelines *list = NULL;
    ck_assert_int_eq(naast_pipeline_list(world.store, &list), NAAST_OK);
    ck_assert_uint_gt(list->count, 1);
    for (size_t i = 0; i < list->count; i++) {
        naast_pipeline *stored = NULL, *read = NULL;
        int32_t revision = 0;
        ck_assert_int_eq(naast_pipeline_get(world.store, list->items[i].code, 0, &stored), NAAST_OK);
        char *text = write_pipeline(stored);
        expect_done(world.formats, read_pipeline(text, &read));
        ck_assert_uint_eq(read->kind_count, stored->kind_count);
        ck_assert_uint_eq(read->stage_count, stored->stage_count);
        ck_assert_int_eq(naast_pipeline_validate(world.store, read), NAAST_OK);
        ck_assert_int_eq(naast_pipeline_add(world.store, read, &revision), NAAST_OK);
        ck_assert_int_eq(revision, stored->revision); /* it is the same, so there is no new one */
        read->revision = revision;
        char *again = write_pipeline(read);
        ck_assert_str_eq(again, text);
        naast_pipeline_release(read);
        naast_free(stored);
        free(again);
        free(text);
    }
    naast_free(list);
}
END_TEST

/* The same definition, its codes and words in each of the ways that a file may have them. */
static const char *const spelled[] = {
    "{\"name\":\"small\",\"label\":{\"en\":\"Small\"},\"kinds\":{\"need\":{\"name\":{\"en\":\"Need\"}}},\"stages\":["
    "{\"code\":\"one\",\"name\":{\"en\":\"One\"},\"gate\":{\"code\":\"g\",\"name\":{\"nl\":\"Poort\"},\"checks\":["
    "{\"id\":\"need\",\"name\":{\"en\":\"Asked\"},\"rule\":\"some\",\"kind\":\"need\"}]}},{\"name\":\"two\",\"won\":"
    "true}]}",
    "{\"code\":\"small\",\"name\":{\"en\":\"Small\"},\"kinds\":{\"need\":{\"label\":{\"en\":\"Need\"}}},\"stages\":["
    "{\"code\":\"one\",\"label\":{\"en\":\"One\"},\"gate\":{\"name\":\"g\",\"label\":{\"nl\":\"Poort\"},\"checks\":["
    "{\"code\":\"need\",\"label\":{\"en\":\"Asked\"},\"rule\":\"some\",\"kind\":\"need\"}]}},{\"code\":\"two\",\"won\":"
    "true}]}",
};

START_TEST(test_codes_and_words_are_read_in_each_spelling)
{
    naast_pipeline *read = NULL;
    expect_done(world.formats, read_pipeline(spelled[_i], &read));
    const naast_stage *stage = &read->stages[0];
    ck_assert_str_eq(read->code, "small");
    ck_assert_str_eq(read->label.en, "Small");
    ck_assert_str_eq(read->kinds[0].label.en, "Need");
    ck_assert_str_eq(stage->code, "one");
    ck_assert_str_eq(stage->label.en, "One");
    ck_assert_str_eq(stage->gate.code, "g");
    ck_assert_str_eq(stage->gate.label.nl, "Poort");
    ck_assert_str_eq(stage->gate.checks[0].code, "need");
    ck_assert_str_eq(stage->gate.checks[0].label.en, "Asked");
    char *text = write_pipeline(read);
    naast_pipeline_release(read);
    expect_done(world.formats, read_pipeline(text, &read));
    ck_assert_str_eq(read->label.en, "Small");
    char *again = write_pipeline(read);
    ck_assert_str_eq(again, text);
    naast_pipeline_release(read);
    free(again);
    free(text);
}
END_TEST

/* What is wrong with a definition, where, and in which words. */
static const struct {
    const char *text, *code, *path, *sentence;
} wrong[] = {
    {"[]", "pipeline_wants", ".", "an object"},
    {"{}", "pipeline_missing", "kinds", "missing"},
    {"{\"schema\":2}", "pipeline_wants", "schema", "schema 1"},
    {"{\"other\":2}", "pipeline_field_unknown", "other", "no such field"},
    {"{\"name\":2}", "pipeline_wants", "name", "a text"},
    {"{\"kinds\":[]}", "pipeline_wants", "kinds", "an object"},
    {"{\"kinds\":{}}", "pipeline_missing", "stages", "missing"},
    {"{\"kinds\":{},\"stages\":{}}", "pipeline_wants", "stages", "a list"},
    {"{\"kinds\":{\"need\":1},\"stages\":[]}", "pipeline_wants", "kinds.need", "an object"},
    {"{\"kinds\":{\"need\":{\"latest\":1}},\"stages\":[]}", "pipeline_wants", "kinds.need.latest", "true or false"},
    {"{\"kinds\":{\"need\":{\"owed\":\"me\"}},\"stages\":[]}", "pipeline_one_of", "kinds.need.owed", "us, customer"},
    {"{\"kinds\":{\"need\":{\"owed\":1}},\"stages\":[]}", "pipeline_wants", "kinds.need.owed", "a text"},
    {"{\"kinds\":{\"need\":{\"values\":[1]}},\"stages\":[]}", "pipeline_wants", "kinds.need.values", "list of texts"},
    {"{\"kinds\":{\"need\":{\"name\":\"x\"}},\"stages\":[]}", "pipeline_wants", "kinds.need.name", "\"en\""},
    {"{\"kinds\":{\"need\":{\"name\":{\"de\":\"x\"}}},\"stages\":[]}", "pipeline_field_unknown", "kinds.need.name.de",
     "no such field"},
    {"{\"kinds\":{\"need\":{\"name\":{\"en\":1}}},\"stages\":[]}", "pipeline_wants", "kinds.need.name.en", "a text"},
    {"{\"kinds\":{},\"stages\":[{},{\"sleeps_days\":1.5}]}", "pipeline_wants", "stages[1].sleeps_days", "whole number"},
    {"{\"kinds\":{},\"stages\":[{\"gate\":{}}]}", "pipeline_missing", "stages[0].gate.checks", "missing"},
    {"{\"kinds\":{},\"stages\":[{\"gate\":{\"checks\":[{\"id\":\"a\"},{\"n\":99999999999}]}}]}", "pipeline_wants",
     "stages[0].gate.checks[1].n", "whole number"},
    {"{\"kinds\":{},\"stages\":[{\"name\":1}]}", "pipeline_wants", "stages[0].name", "a text"},
};

START_TEST(test_what_does_not_belong_has_its_path)
{
    naast_pipeline *read = NULL;
    expect_fault(world.formats, read_pipeline(wrong[_i].text, &read), NAAST_BAD_DATA, wrong[_i].code);
    const naast_fault *fault = naast_formats_fault(world.formats);
    ck_assert_str_eq(fault->path, wrong[_i].path);
    ck_assert_str_eq(fault->name, "a file");
    ck_assert_msg(strstr(fault->text, wrong[_i].sentence) != NULL, "%s", fault->text);
    ck_assert_ptr_null(read);
}
END_TEST

START_TEST(test_what_is_no_json_has_its_line_and_column)
{
    naast_pipeline *read = NULL;
    expect_fault(world.formats, read_pipeline("{\n  \"name\": x}", &read), NAAST_BAD_DATA, "pipeline_no_json");
    const naast_fault *fault = naast_formats_fault(world.formats);
    ck_assert_int_eq(fault->line, 2);
    ck_assert_int_eq(fault->column, 11);
    expect_fault(world.formats, read_pipeline("", &read), NAAST_BAD_DATA, "pipeline_no_json");
    expect_fault(world.formats, read_pipeline("{\"name\":\"a\",\"name\":\"b\"}", &read), NAAST_BAD_DATA,
                 "pipeline_no_json");
    naast_formats *dutch = formats_in(NAAST_LANGUAGE_DUTCH);
    const naast_input input = input_of(&world, "{\"kinds\":1}");
    expect_fault(dutch, naast_pipeline_read(dutch, &input, &read), NAAST_BAD_DATA, "pipeline_wants");
    ck_assert_str_eq(naast_formats_fault(dutch)->text, "hier hoort een object {\xe2\x80\xa6}");
    naast_formats_free(dutch);
}
END_TEST

/* Spaces without end. */
static int give_spaces(void *context, void *out, size_t room, size_t *got)
{
    (void)context;
    memset(out, ' ', room);
    *got = room;
    return 0;
}

START_TEST(test_wrong_use_is_invalid)
{
    naast_formats *f = world.formats;
    naast_input input = input_of(&world, "{}"), none = NAAST_INPUT_INIT;
    naast_pipeline *read = NULL, pipeline = NAAST_PIPELINE_INIT;
    const naast_writer writer = writer_of(&world);
    ck_assert_int_eq(naast_pipeline_read(NULL, &input, &read), NAAST_INVALID);
    ck_assert_int_eq(naast_pipeline_read(f, &input, NULL), NAAST_INVALID);
    expect_fault(f, naast_pipeline_read(f, NULL, &read), NAAST_INVALID, "input_invalid");
    none.path = "/nowhere/at/all";
    expect_fault(f, naast_pipeline_read(f, &none, &read), NAAST_NOT_FOUND, "input_missing");
    none.path = NULL;
    none.read = give_spaces;
    expect_fault(f, naast_pipeline_read(f, &none, &read), NAAST_BAD_DATA, "pipeline_too_large");
    world.unreadable = true;
    expect_fault(f, naast_pipeline_read(f, &input, &read), NAAST_IO, "input_stopped");
    ck_assert_int_eq(naast_pipeline_write(NULL, &pipeline, &writer), NAAST_INVALID);
    expect_fault(f, naast_pipeline_write(f, NULL, &writer), NAAST_INVALID, "not_given");
    expect_fault(f, naast_pipeline_write(f, &pipeline, NULL), NAAST_INVALID, "writer_invalid");
    world.most = 5;
    expect_fault(f, naast_pipeline_write(f, &pipeline, &writer), NAAST_IO, "write_failed");
    naast_pipeline_release(NULL);
}
END_TEST

static int read_once(void *context)
{
    naast_pipeline *read = NULL;
    const int status = read_pipeline(context, &read);
    naast_pipeline_release(read);
    return status;
}

START_TEST(test_memory_that_runs_out_is_no_memory)
{
    char *text = default_pipeline();
    run_without_memory(&world, read_once, text, 100);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("formats_pipelines");
    TCase *tests = tcase_create("formats_pipelines");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_every_pipeline_of_a_store_is_written_and_read_again);
    tcase_add_loop_test(tests, test_codes_and_words_are_read_in_each_spelling, 0,
                        (int)(sizeof spelled / sizeof spelled[0]));
    tcase_add_loop_test(tests, test_what_does_not_belong_has_its_path, 0, (int)(sizeof wrong / sizeof wrong[0]));
    tcase_add_test(tests, test_what_is_no_json_has_its_line_and_column);
    tcase_add_test(tests, test_wrong_use_is_invalid);
    tcase_add_test(tests, test_memory_that_runs_out_is_no_memory);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
