/* test_formats_store.c: a program that has the installed headers and libraries alone takes a store out and in again,
 * reads and writes a pipeline, and writes a calendar. */
#include "api.h"

#include <naast-formats.h>

static struct world world;
static naast_store *store;
static naast_id deal;
static long requests, fail_at;

static void *resize(void *context, void *ptr, size_t size)
{
    (void)context;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    return ++requests == fail_at ? NULL : realloc(ptr, size);
}

static naast_formats *new_formats(void)
{
    naast_formats *formats = NULL;
    naast_formats_options options = NAAST_FORMATS_OPTIONS_INIT;
    options.allocator.resize = resize;
    ck_assert_int_eq(naast_formats_new(&options, &formats), NAAST_OK);
    return formats;
}

static void setup(void)
{
    naast_item_spec promise = NAAST_ITEM_SPEC_INIT;
    int32_t n;
    world_open(&world);
    fail_at = 0;
    store = world_store(&world, "first.db");
    deal = add_deal(store, "Findable policy", NULL, add_person(store, "Sanne de Wit"));
    promise.kind = "promise";
    promise.text = "a draft";
    promise.from.side = NAAST_SIDE_US;
    promise.due = 20261120;
    is_ok(store, naast_item_record(store, deal, &promise, &n));
}

static void teardown(void)
{
    naast_store_free(store);
    world_close(&world);
}

static int write_file(void *context, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, context) == length ? 0 : -1;
}

static FILE *create(const char *path, naast_writer *writer)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    *writer = (naast_writer)NAAST_WRITER_INIT;
    writer->write = write_file;
    writer->context = file;
    return file;
}

static char *contents(const char *path)
{
    static char text[1 << 18];
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static int export_to(naast_formats *formats, naast_store *from, const char *path, naast_head *head)
{
    naast_writer writer;
    FILE *file = create(path, &writer);
    const int status = naast_store_write(formats, from, NULL, &writer, head);
    ck_assert_int_eq(fclose(file), 0);
    return status;
}

static int import_from(naast_formats *formats, naast_store *into, const char *file, const char *path, naast_head *head)
{
    naast_input input = NAAST_INPUT_INIT;
    naast_store_read_spec spec = NAAST_STORE_READ_SPEC_INIT;
    input.path = file;
    spec.input = &input;
    return naast_store_read(formats, into, path, &spec, head);
}

static naast_store *bare_handle(void)
{
    naast_store *bare = NULL;
    naast_options options = world_options(&world);
    ck_assert_int_eq(naast_store_new(&options, &bare), NAAST_OK);
    return bare;
}

START_TEST(test_a_store_goes_out_and_comes_in_elsewhere)
{
    char file[128], path[128];
    naast_head head = NAAST_HEAD_INIT, again = NAAST_HEAD_INIT;
    naast_formats *formats = new_formats();
    naast_store *copy = bare_handle();
    naast_deal *there = NULL;
    world_path(&world, "store.jsonl", file);
    world_path(&world, "second.db", path);
    ck_assert_int_eq(export_to(formats, store, file, &head), NAAST_OK);
    ck_assert_int_eq(import_from(formats, copy, file, path, &again), NAAST_OK);
    ck_assert_str_eq(head.head, again.head);
    ck_assert_str_eq(head.uuid, again.uuid);
    ck_assert_int_eq(head.schema, again.schema);
    ck_assert_int_eq(head.seq, again.seq);
    is_ok(copy, naast_deal_get(copy, deal, &there));
    ck_assert_str_eq(there->title, "Findable policy");
    is_sound(copy);
    naast_free(there);
    naast_store_free(copy);
    naast_formats_free(formats);
}
END_TEST

START_TEST(test_a_line_that_was_changed_is_found)
{
    char file[128], path[128];
    naast_formats *formats = new_formats();
    naast_store *copy = bare_handle();
    world_path(&world, "store.jsonl", file);
    world_path(&world, "second.db", path);
    ck_assert_int_eq(export_to(formats, store, file, NULL), NAAST_OK);
    char *text = contents(file), *title = strstr(text, "Findable");
    ck_assert_ptr_nonnull(title);
    *title = 'f';
    FILE *changed = fopen(file, "w");
    ck_assert(changed != NULL && fputs(text, changed) >= 0 && fclose(changed) == 0);
    ck_assert_int_eq(import_from(formats, copy, file, path, NULL), NAAST_BAD_DATA);
    const naast_fault *fault = naast_formats_fault(formats);
    ck_assert_str_eq(fault->name, file);
    ck_assert_int_gt(fault->line, 1);
    ck_assert_int_ne(access(path, F_OK), 0);
    naast_store_free(copy);
    naast_formats_free(formats);
}
END_TEST

START_TEST(test_a_pipeline_is_written_read_and_stored)
{
    char path[128];
    naast_formats *formats = new_formats();
    naast_pipeline *stored = NULL, *read = NULL;
    naast_input input = NAAST_INPUT_INIT;
    naast_writer writer;
    int32_t revision = 0;
    world_path(&world, "pipeline.json", path);
    is_ok(store, naast_pipeline_get(store, NULL, 0, &stored));
    FILE *file = create(path, &writer);
    ck_assert_int_eq(naast_pipeline_write(formats, stored, &writer), NAAST_OK);
    ck_assert_int_eq(fclose(file), 0);
    input.path = path;
    ck_assert_int_eq(naast_pipeline_read(formats, &input, &read), NAAST_OK);
    read->code = "mine";
    is_ok(store, naast_pipeline_add(store, read, &revision));
    ck_assert_int_eq(revision, 1);
    naast_pipeline_release(read);
    naast_free(stored);
    naast_formats_free(formats);
}
END_TEST

START_TEST(test_a_calendar_is_written)
{
    char path[128];
    naast_formats *formats = new_formats();
    naast_writer writer;
    world_path(&world, "days.ics", path);
    FILE *file = create(path, &writer);
    ck_assert_int_eq(naast_calendar_write(formats, store, NULL, &writer), NAAST_OK);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_ptr_nonnull(strstr(contents(path), "DTSTART;VALUE=DATE:20261120\r\n"));
    naast_formats_free(formats);
}
END_TEST

/* Out and in again, and a pipeline; that some memory is lacking shows as NAAST_NO_MEMORY, and leaves no store. */
static int do_all(naast_formats *formats, const char *file, const char *json, const char *path)
{
    naast_store *copy = bare_handle();
    naast_pipeline *read = NULL;
    naast_input input = NAAST_INPUT_INIT;
    input.path = json;
    int status = export_to(formats, store, file, NULL);
    if (status == NAAST_OK)
        status = import_from(formats, copy, file, path, NULL);
    const int made = status == NAAST_OK;
    if (status == NAAST_OK)
        status = naast_pipeline_read(formats, &input, &read);
    naast_pipeline_release(read);
    naast_store_free(copy);
    ck_assert_int_eq(access(path, F_OK) == 0, made);
    unlink(path);
    return status;
}

START_TEST(test_memory_that_runs_out_at_any_place_is_no_memory)
{
    char file[128], json[128], path[128];
    naast_formats *formats = new_formats();
    naast_pipeline *stored = NULL;
    naast_writer writer;
    world_path(&world, "store.jsonl", file);
    world_path(&world, "pipeline.json", json);
    world_path(&world, "second.db", path);
    is_ok(store, naast_pipeline_get(store, NULL, 0, &stored));
    FILE *out = create(json, &writer);
    ck_assert_int_eq(naast_pipeline_write(formats, stored, &writer), NAAST_OK);
    ck_assert_int_eq(fclose(out), 0);
    naast_free(stored);
    for (long at = 1;; at = at < 12 ? at + 1 : at * 3 / 2) {
        requests = 0;
        fail_at = at;
        const int status = do_all(formats, file, json, path);
        fail_at = 0;
        ck_assert_int_eq(status, requests < at ? NAAST_OK : NAAST_NO_MEMORY);
        if (requests < at)
            break;
    }
    naast_formats_free(formats);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("formats_store");
    TCase *tests = tcase_create("formats_store");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_a_store_goes_out_and_comes_in_elsewhere);
    tcase_add_test(tests, test_a_line_that_was_changed_is_found);
    tcase_add_test(tests, test_a_pipeline_is_written_read_and_stored);
    tcase_add_test(tests, test_a_calendar_is_written);
    tcase_add_test(tests, test_memory_that_runs_out_at_any_place_is_no_memory);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
