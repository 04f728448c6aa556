/* test_formats_import.c: a program that imports an export of Pipedrive with the installed headers and libraries, and
 * nothing of the command line: what is right, what is wrong in the file, and memory that runs out. */
#include <naast-formats.h>

#include "api.h"

static const char export[] =
    "Deal - ID,Deal - Title,Deal - Organization,Deal - Value,Deal - Currency of Value,Deal - Stage,Deal - Status\n"
    "101,Search for Waterdam,Waterdam,25000,EUR,Demo Scheduled,Open\n"
    "102,Archive,Noord,9500.50,EUR,Negotiations Started,Won\n"
    "103,\"Portal, \"\"new\"\"\",Zuid,12000,EUR,Proposal Made,Lost\n";

/* Memory: the request that finds none (0: none does), and what is held. */
struct memory {
    long requests, fail_at, held;
};

static void *resize(void *context, void *ptr, size_t size)
{
    struct memory *memory = context;
    if (size == 0) {
        memory->held -= ptr != NULL;
        free(ptr);
        return NULL;
    }
    if (++memory->requests == memory->fail_at)
        return NULL;
    memory->held += ptr == NULL;
    return realloc(ptr, size);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

/* ---- the program ---- */

struct program {
    naast_store *store;
    naast_formats *formats;
    naast_mapping *mapping;
    naast_reader *reader;
    naast_import *import;
    naast_import_summary *summary;
    int64_t unread; /* rows that no reader could read */
    int bad;        /* rows that libnaast did not take */
};

static int take_rows(struct program *program)
{
    const naast_row *row;
    int status = naast_reader_next(program->reader, &row);
    while (status == NAAST_OK && row != NULL) {
        const char *fields[NAAST_FIELD_COUNT];
        status = naast_mapping_fields(program->mapping, row, fields, NAAST_FIELD_COUNT);
        program->unread += status == NAAST_BAD_DATA;
        if (status == NAAST_OK) {
            status = naast_import_row(
                program->import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                NULL);
            program->bad += status == NAAST_BAD_DATA;
        }
        if (status == NAAST_OK || status == NAAST_BAD_DATA)
            status = naast_reader_next(program->reader, &row);
    }
    return status;
}

static int import_file(struct program *program, const char *path)
{
    naast_input input = NAAST_INPUT_INIT;
    naast_reader_spec how = NAAST_READER_SPEC_INIT;
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    input.path = path;
    how.input = &input;
    int status = naast_reader_open(program->formats, &how, &program->reader);
    if (status == NAAST_OK)
        status = naast_mapping_bind(program->mapping, program->store, program->reader);
    if (status == NAAST_OK)
        status = naast_mapping_import_spec(program->mapping, &spec);
    if (status == NAAST_OK)
        status = naast_import_begin(program->store, &spec, &program->import);
    if (status != NAAST_OK)
        return status;
    naast_free(program->summary);
    program->summary = NULL;
    status = take_rows(program);
    int keep = status == NAAST_OK && program->unread + program->bad == 0;
    int ended = naast_import_end(program->import, keep, &program->summary);
    return status == NAAST_OK ? ended : status;
}

static int run(struct program *program, const naast_formats_options *options, const char *path)
{
    naast_formats_free(program->formats);
    program->formats = NULL;
    int status = naast_formats_new(options, &program->formats);
    if (status == NAAST_OK)
        status = naast_mapping_new(program->formats, NAAST_IMPORT_DEALS, &program->mapping);
    if (status == NAAST_OK)
        status = naast_mapping_set(program->mapping, "preset", "pipedrive");
    if (status == NAAST_OK)
        status = import_file(program, path);
    naast_reader_free(program->reader);
    naast_mapping_free(program->mapping);
    program->reader = NULL;
    program->mapping = NULL;
    return status;
}

/* ---- the tests ---- */

struct test {
    struct world world;
    struct program program;
    char path[128];
};

static void test_begin(struct test *test, const char *text)
{
    memset(test, 0, sizeof *test);
    world_open(&test->world);
    test->program.store = world_store(&test->world, "store.db");
    world_path(&test->world, "deals.csv", test->path);
    if (text != NULL)
        write_file(test->path, text);
}

static void test_end(struct test *test)
{
    naast_free(test->program.summary);
    naast_formats_free(test->program.formats);
    naast_store_free(test->program.store);
    world_close(&test->world);
}

static void expect_fault(const struct test *test, const char *code, int64_t line)
{
    const naast_fault *fault = naast_formats_fault(test->program.formats);
    ck_assert_str_eq(fault->code, code);
    ck_assert_int_eq(fault->line, line);
    ck_assert_str_ne(fault->text, "");
}

START_TEST(test_an_export_of_pipedrive_becomes_deals)
{
    struct test test;
    naast_deals *deals = NULL;
    test_begin(&test, export);
    ck_assert_int_eq(run(&test.program, NULL, test.path), NAAST_OK);
    ck_assert_int_eq(test.program.summary->added, 3);
    ck_assert_int_eq(test.program.summary->won, 1);
    ck_assert_int_eq(test.program.summary->ended, 1);
    ck_assert_int_eq(test.program.summary->orgs, 3);
    ck_assert_int_eq(naast_deal_list(test.program.store, NULL, NULL, &deals), NAAST_OK);
    ck_assert_uint_eq(deals->count, 3);
    naast_free(deals);
    ck_assert_int_eq(run(&test.program, NULL, test.path), NAAST_OK); /* once more: they are there */
    ck_assert_int_eq(test.program.summary->known, 3);
    test_end(&test);
}
END_TEST

START_TEST(test_wrong_rows_keep_the_others_out_and_say_why)
{
    struct test test;
    char text[sizeof export + 200];
    snprintf(text, sizeof text, "%s104,Too short\n105,Amount,Waterdam,a lot,EUR,Proposal Made,Open\n", export);
    test_begin(&test, text);
    ck_assert_int_eq(run(&test.program, NULL, test.path), NAAST_OK);
    ck_assert_int_eq(test.program.unread, 1);
    ck_assert_int_eq(test.program.bad, 1);
    ck_assert_int_eq(test.program.summary->bad, 1);
    naast_deals *deals = NULL;
    ck_assert_int_eq(naast_deal_list(test.program.store, NULL, NULL, &deals), NAAST_OK);
    ck_assert_uint_eq(deals->count, 0);
    naast_free(deals);
    test_end(&test);
}
END_TEST

START_TEST(test_what_is_not_there_is_told)
{
    struct test test;
    test_begin(&test, NULL);
    ck_assert_int_eq(run(&test.program, NULL, test.path), NAAST_NOT_FOUND);
    expect_fault(&test, "input_missing", 0);
    write_file(test.path, "Name,Phase\nx,y\n");
    ck_assert_int_eq(run(&test.program, NULL, test.path), NAAST_INVALID);
    expect_fault(&test, "import_preset_absent", 0);
    write_file(test.path, "");
    ck_assert_int_eq(run(&test.program, NULL, test.path), NAAST_BAD_DATA);
    expect_fault(&test, "file_empty", 0);
    write_file(test.path, "Deal - ID,Deal - Title\n1,\"open\n");
    ck_assert_int_eq(run(&test.program, NULL, test.path), NAAST_BAD_DATA);
    expect_fault(&test, "csv_quote_open", 2);
    test_end(&test);
}
END_TEST

START_TEST(test_a_column_that_is_not_there_is_told_in_the_language_of_the_handle)
{
    struct test test;
    naast_formats_options options = NAAST_FORMATS_OPTIONS_INIT;
    options.language = NAAST_LANGUAGE_DUTCH;
    test_begin(&test, export);
    struct program *program = &test.program;
    ck_assert_int_eq(naast_formats_new(&options, &program->formats), NAAST_OK);
    ck_assert_int_eq(naast_mapping_new(program->formats, NAAST_IMPORT_DEALS, &program->mapping), NAAST_OK);
    ck_assert_int_eq(naast_mapping_set_column(program->mapping, "title", "Naam"), NAAST_OK);
    ck_assert_int_eq(import_file(program, test.path), NAAST_INVALID);
    expect_fault(&test, "import_no_column", 0);
    ck_assert_ptr_nonnull(strstr(naast_formats_fault(program->formats)->text, "heeft geen kolom \"Naam\""));
    naast_reader_free(program->reader);
    naast_mapping_free(program->mapping);
    test_end(&test);
}
END_TEST

/* Each request for memory fails once: it is told, nothing is held, and nothing was kept. */
START_TEST(test_memory_that_runs_out_is_told_and_nothing_is_held)
{
    struct test test;
    test_begin(&test, export);
    for (long at = 1;; at++) {
        struct memory memory = {0, at, 0};
        naast_formats_options options = NAAST_FORMATS_OPTIONS_INIT;
        naast_deals *deals = NULL;
        options.allocator = (naast_allocator){resize, &memory};
        test.program = (struct program){.store = test.program.store};
        const int status = run(&test.program, &options, test.path);
        ck_assert(status != NAAST_NO_MEMORY || test.program.formats == NULL ||
                  naast_formats_fault(test.program.formats)->status == NAAST_NO_MEMORY);
        naast_formats_free(test.program.formats);
        test.program.formats = NULL;
        ck_assert_int_eq(memory.held, 0);
        ck_assert_int_eq(naast_deal_list(test.program.store, NULL, NULL, &deals), NAAST_OK);
        ck_assert_uint_eq(deals->count, memory.requests < at ? 3 : 0);
        naast_free(deals);
        ck_assert_int_eq(status, memory.requests < at ? NAAST_OK : NAAST_NO_MEMORY);
        if (memory.requests < at) {
            ck_assert_int_gt(at, 20);
            break;
        }
    }
    test_end(&test);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("formats_import");
    TCase *tests = tcase_create("formats_import");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, test_an_export_of_pipedrive_becomes_deals);
    tcase_add_test(tests, test_wrong_rows_keep_the_others_out_and_say_why);
    tcase_add_test(tests, test_what_is_not_there_is_told);
    tcase_add_test(tests, test_a_column_that_is_not_there_is_told_in_the_language_of_the_handle);
    tcase_add_test(tests, test_memory_that_runs_out_is_told_and_nothing_is_held);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
