/* test_formats_entries.c: a store as lines of JSON, out and in again: the same store, and each thing that is wrong. */
#include "fixtures/formats.h"
#include "fixtures/forge.h"

#include <limits.h>

static struct formats_world world;

static void setup(void)
{
    formats_open(&world);
    fill_store(&world);
}

static void teardown(void) { formats_close(&world); }

/* All of the store, in memory of its own. */
static char *export_store(naast_head *head)
{
    const naast_writer writer = writer_of(&world);
    expect_done(world.formats, naast_store_write(world.formats, world.store, NULL, &writer, head));
    return strdup(world.written);
}

static int import_text(naast_store *store, const char *text, naast_head *head)
{
    const naast_input input = input_of(&world, text);
    naast_store_read_spec spec = NAAST_STORE_READ_SPEC_INIT;
    spec.input = &input;
    spec.progress = count_calls;
    spec.context = &world;
    return naast_store_read(world.formats, store, world.second, &spec, head);
}

/* `count` lines from line `from` on (1: the first), in memory of their own. */
static char *lines_of(const char *text, int from, int count)
{
    const char *begin = text;
    for (int i = 1; i < from; i++)
        begin = strchr(begin, '\n') + 1;
    const char *end = begin;
    for (int i = 0; i < count && *end != '\0'; i++)
        end = strchr(end, '\n') + 1;
    return strndup(begin, (size_t)(end - begin));
}

static int count_lines(const char *text)
{
    int count = 0;
    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

START_TEST(test_a_store_comes_in_again_with_the_same_head)
{
    naast_head head = NAAST_HEAD_INIT, again = NAAST_HEAD_INIT;
    char *text = export_store(&head);
    naast_store *copy = bare_handle();
    expect_done(world.formats, import_text(copy, text, &again));
    ck_assert_str_eq(head.head, again.head);
    ck_assert_str_eq(head.uuid, again.uuid);
    ck_assert_int_eq(head.schema, again.schema);
    ck_assert_int_eq(head.seq, again.seq);
    ck_assert_int_eq(world.reported, head.seq);
    const naast_writer writer = writer_of(&world);
    expect_done(world.formats, naast_store_write(world.formats, copy, NULL, &writer, NULL));
    ck_assert_str_eq(world.written, text);
    naast_store_free(copy);
    free(text);
}
END_TEST

START_TEST(test_what_is_new_goes_out_as_entries_alone)
{
    naast_head head = NAAST_HEAD_INIT, newer = NAAST_HEAD_INIT;
    const naast_entry *entry = NULL;
    naast_entry_reader *reader = NULL;
    naast_store_write_spec spec = NAAST_STORE_WRITE_SPEC_INIT;
    free(export_store(&head));
    add_promise(&world, "one more", 0, false);
    naast_writer writer = writer_of(&world);
    spec.after = head.head;
    expect_done(world.formats, naast_store_write(world.formats, world.store, &spec, &writer, &newer));
    ck_assert_str_ne(head.head, newer.head);
    char *text = strdup(world.written);
    const int lines = count_lines(text);
    ck_assert_int_ge(lines, 1);
    const naast_input input = input_of(&world, text);
    writer = writer_of(&world);
    expect_done(world.formats, naast_entry_reader_new(world.formats, &input, &reader));
    for (int i = 0; i < lines; i++) {
        expect_done(world.formats, naast_entry_reader_next(reader, &entry));
        ck_assert_int_eq(entry->seq, head.seq + 1 + i);
        expect_done(world.formats, naast_entry_write(world.formats, entry, &writer));
    }
    expect_done(world.formats, naast_entry_reader_next(reader, &entry));
    ck_assert_ptr_null(entry);
    expect_done(world.formats, naast_entry_reader_next(reader, &entry));
    ck_assert_str_eq(world.written, text);
    naast_entry_reader_free(reader);
    writer = writer_of(&world);
    spec.after = newer.head;
    expect_done(world.formats, naast_store_write(world.formats, world.store, &spec, &writer, NULL));
    ck_assert_str_eq(world.written, "");
    free(text);
}
END_TEST

START_TEST(test_a_reader_gives_every_entry_of_a_whole_store)
{
    naast_head head = NAAST_HEAD_INIT;
    char *text = export_store(&head);
    const naast_entry *entry = NULL;
    naast_entry_reader *reader = NULL;
    const naast_input input = input_of(&world, text);
    int64_t count = 0;
    expect_done(world.formats, naast_entry_reader_new(world.formats, &input, &reader));
    do {
        expect_done(world.formats, naast_entry_reader_next(reader, &entry));
        count += entry != NULL;
    } while (entry != NULL);
    ck_assert_int_eq(count, head.seq);
    naast_entry_reader_free(reader);
    free(text);
}
END_TEST

START_TEST(test_values_that_json_cannot_hold_come_back)
{
    static const char bytes[] = "a\0b\xff";
    const naast_entry_value values[] = {{"number", NAAST_VALUE_INT, -7, "", 0},
                                        {"nothing", NAAST_VALUE_NULL, 0, "", 0},
                                        {"bytes", NAAST_VALUE_BYTES, 0, bytes, 4},
                                        {"text", NAAST_VALUE_TEXT, 0, bytes, 4},
                                        {"plain", NAAST_VALUE_TEXT, 0, "\xc3\xa9", 2}};
    const naast_entry_record record = {"deal", 5, 1, 1, values, 5};
    const naast_entry_part parts[] = {{.records = &record, .record_count = 1}, {.erased = 1, .hash = {0xab}}};
    naast_entry entry = {.seq = 3,
                         .first = 2,
                         .version = 1,
                         .at = INT64_MAX,
                         .operation = "record",
                         .root = NAAST_ROOT_DEAL,
                         .root_id = 1,
                         .actor = 1,
                         .pipeline = UINT32_MAX,
                         .parts = parts,
                         .part_count = 2};
    const naast_entry *got = NULL;
    naast_entry_reader *reader = NULL;
    const naast_writer writer = writer_of(&world);
    expect_done(world.formats, naast_entry_write(world.formats, &entry, &writer));
    char *text = strdup(world.written);
    const naast_input input = input_of(&world, text);
    expect_done(world.formats, naast_entry_reader_new(world.formats, &input, &reader));
    expect_done(world.formats, naast_entry_reader_next(reader, &got));
    ck_assert(got->seq == 3 && got->at == INT64_MAX && got->pipeline == UINT32_MAX && got->part_count == 2);
    ck_assert(got->parts[1].erased && got->parts[1].hash[0] == 0xab);
    const naast_entry_value *back = got->parts[0].records[0].values;
    ck_assert(back[0].number == -7 && back[1].type == NAAST_VALUE_NULL);
    ck_assert(back[2].type == NAAST_VALUE_BYTES && back[2].length == 4 && memcmp(back[2].bytes, bytes, 4) == 0);
    ck_assert(back[3].type == NAAST_VALUE_TEXT && back[3].length == 4 && memcmp(back[3].bytes, bytes, 4) == 0);
    ck_assert_str_eq(back[4].bytes, "\xc3\xa9");
    naast_entry_reader_free(reader);
    free(text);
}
END_TEST

/* No store is made of it, and the fault has the code and the line. */
static void not_taken(char *text, const char *code, int64_t line)
{
    naast_store *copy = bare_handle();
    naast_head head = {.size = sizeof(naast_head), .head = "as it was"};
    expect_fault(world.formats, import_text(copy, text, &head), NAAST_BAD_DATA, code);
    const naast_fault *fault = naast_formats_fault(world.formats);
    ck_assert_int_eq(fault->line, line);
    ck_assert_str_eq(fault->name, "a file");
    ck_assert_int_ne(access(world.second, F_OK), 0);
    ck_assert_str_eq(head.head, "as it was");
    naast_store_free(copy);
    free(text);
}

static char *joined(char *a, char *b)
{
    char *text = malloc(strlen(a) + strlen(b) + 1);
    strcpy(text, a);
    strcat(text, b);
    free(a);
    free(b);
    return text;
}

/* The text with the first `from` in place of which there is `to`. */
static char *with(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    ck_assert_ptr_nonnull(at);
    char *made = malloc(strlen(text) + strlen(to) + 1);
    sprintf(made, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    return made;
}

START_TEST(test_every_wrong_line_is_found_with_its_number)
{
    naast_head head = NAAST_HEAD_INIT;
    char *text = export_store(&head);
    const int lines = count_lines(text);
    not_taken(strdup(""), "export_cut", 1);
    not_taken(lines_of(text, 1, lines - 1), "export_cut", lines);
    not_taken(lines_of(text, 2, lines - 1), "export_not_one", 1);
    not_taken(strdup("{\"a\":1}\n"), "export_not_one", 1);
    not_taken(joined(lines_of(text, 1, 2), strdup("\n \t\r\n{\"a\":\n")), "export_no_json", 5);
    not_taken(joined(strdup(text), strdup("\n{}")), "export_goes_on", lines + 2);
    not_taken(with(text, "\"format\":1", "\"format\":2"), "export_newer", 1);
    not_taken(with(text, "\"format\":1", "\"format\":0"), "export_misshapen", 1);
    not_taken(with(text, "\"schema\":1,\"type\":\"store\"", "\"schema\":2,\"type\":\"store\""), "export_misshapen", 1);
    not_taken(with(text, "\"uuid\":\"", "\"uuid\":\"0123456789012345678901234567890123456789"), "export_misshapen", 1);
    not_taken(with(text, "\"entries\":", "\"entries\":9"), "export_other_end", lines);
    not_taken(with(text, "\"type\":\"entry\"", "\"type\":\"other\""), "export_misshapen", 2);
    not_taken(with(text, "\"seq\":1,", "\"seq\":\"1\","), "export_misshapen", 2);
    not_taken(with(text, "\"version\":", "\"version\":-"), "export_misshapen", 2);
    not_taken(with(text, "\"flags\":", "\"flags\":99999999999"), "export_misshapen", 2);
    not_taken(with(text, "\"pipeline\":0", "\"pipeline\":-1"), "export_misshapen", 2);
    not_taken(with(text, "\"root\":\"", "\"root\":\"x"), "export_misshapen", 2);
    not_taken(with(text, "\"at\":\"2026-11", "\"at\":\"2026-13"), "export_misshapen", 2);
    not_taken(with(text, "\"salt\":\"", "\"salt\":\"0"), "export_misshapen", 2);
    not_taken(with(text, "\"action\":\"insert\"", "\"action\":\"take\""), "export_misshapen", 2);
    not_taken(with(text, "\"parts\":[", "\"part\":["), "export_misshapen", 2);
    not_taken(with(text, "\"seq\":2,", "\"seq\":3,"), "restore_order", 3);
    free(text);
}
END_TEST

START_TEST(test_what_json_finds_wrong_has_its_column)
{
    naast_store *copy = bare_handle();
    expect_fault(world.formats, import_text(copy, "{\"schema\":1,,}\n", NULL), NAAST_BAD_DATA, "export_no_json");
    ck_assert_int_eq(naast_formats_fault(world.formats)->column, 13);
    naast_formats *dutch = formats_in(NAAST_LANGUAGE_DUTCH);
    const naast_input input = input_of(&world, "x");
    naast_store_read_spec spec = NAAST_STORE_READ_SPEC_INIT;
    spec.input = &input;
    expect_fault(dutch, naast_store_read(dutch, copy, world.second, &spec, NULL), NAAST_BAD_DATA, "export_no_json");
    ck_assert_ptr_nonnull(strstr(naast_formats_fault(dutch)->text, "geen JSON"));
    naast_formats_free(dutch);
    naast_store_free(copy);
}
END_TEST

START_TEST(test_wrong_use_of_writing_is_invalid)
{
    naast_writer writer = writer_of(&world), none = NAAST_WRITER_INIT;
    naast_store_write_spec spec = NAAST_STORE_WRITE_SPEC_INIT;
    naast_entry entry = {.operation = "record", .root = (naast_root)9};
    naast_formats *f = world.formats;
    naast_head head = {.size = 3};
    expect_fault(f, naast_store_write(f, world.store, NULL, &writer, &head), NAAST_INVALID, "spec_size");
    ck_assert_int_eq(naast_store_write(NULL, world.store, NULL, &writer, NULL), NAAST_INVALID);
    expect_fault(f, naast_store_write(f, NULL, NULL, &writer, NULL), NAAST_INVALID, "not_given");
    expect_fault(f, naast_store_write(f, world.store, NULL, NULL, NULL), NAAST_INVALID, "writer_invalid");
    expect_fault(f, naast_store_write(f, world.store, NULL, &none, NULL), NAAST_INVALID, "writer_invalid");
    spec.size = 0;
    expect_fault(f, naast_store_write(f, world.store, &spec, &writer, NULL), NAAST_INVALID, "spec_size");
    spec.size = sizeof spec;
    spec.after = "99999";
    expect_fault(f, naast_store_write(f, world.store, &spec, &writer, NULL), NAAST_BAD_DATA, "head_unknown");
    ck_assert_int_eq(naast_entry_write(NULL, &entry, &writer), NAAST_INVALID);
    expect_fault(f, naast_entry_write(f, NULL, &writer), NAAST_INVALID, "not_given");
    expect_fault(f, naast_entry_write(f, &entry, &writer), NAAST_INVALID, "not_given");
    entry.root = NAAST_ROOT_DEAL;
    expect_fault(f, naast_entry_write(f, &entry, NULL), NAAST_INVALID, "writer_invalid");
    world.most = 10;
    expect_fault(f, naast_entry_write(f, &entry, &writer), NAAST_IO, "write_failed");
    expect_fault(f, naast_store_write(f, world.store, NULL, &writer, NULL), NAAST_IO, "write_failed");
    naast_store *bare = bare_handle();
    ck_assert_int_eq(naast_store_write(f, bare, NULL, &writer, NULL), NAAST_INVALID);
    naast_store_free(bare);
}
END_TEST

START_TEST(test_wrong_use_of_reading_is_invalid)
{
    naast_formats *f = world.formats;
    naast_input none = NAAST_INPUT_INIT, absent = NAAST_INPUT_INIT, input = input_of(&world, "");
    naast_entry_reader *reader = NULL;
    const naast_entry *entry = NULL;
    naast_store_read_spec spec = NAAST_STORE_READ_SPEC_INIT;
    ck_assert_int_eq(naast_store_read(NULL, world.store, world.second, &spec, NULL), NAAST_INVALID);
    expect_fault(f, naast_store_read(f, NULL, world.second, &spec, NULL), NAAST_INVALID, "not_given");
    expect_fault(f, naast_store_read(f, world.store, NULL, &spec, NULL), NAAST_INVALID, "not_given");
    naast_head head = {.size = 3};
    expect_fault(f, naast_store_read(f, world.store, world.second, &spec, &head), NAAST_INVALID, "spec_size");
    expect_fault(f, naast_store_read(f, world.store, world.second, NULL, NULL), NAAST_INVALID, "not_given");
    expect_fault(f, naast_store_read(f, world.store, world.second, &spec, NULL), NAAST_INVALID, "input_invalid");
    spec.size = 3;
    expect_fault(f, naast_store_read(f, world.store, world.second, &spec, NULL), NAAST_INVALID, "spec_size");
    ck_assert_int_eq(naast_entry_reader_new(NULL, &input, &reader), NAAST_INVALID);
    ck_assert_int_eq(naast_entry_reader_new(f, &input, NULL), NAAST_INVALID);
    expect_fault(f, naast_entry_reader_new(f, NULL, &reader), NAAST_INVALID, "input_invalid");
    expect_fault(f, naast_entry_reader_new(f, &none, &reader), NAAST_INVALID, "input_invalid");
    absent.path = "/nowhere/at/all";
    expect_fault(f, naast_entry_reader_new(f, &absent, &reader), NAAST_NOT_FOUND, "input_missing");
    ck_assert_str_eq(naast_formats_fault(f)->name, "/nowhere/at/all");
    absent.path = world.folder;
    expect_done(f, naast_entry_reader_new(f, &absent, &reader));
    expect_fault(f, naast_entry_reader_next(reader, &entry), NAAST_IO, "input_unread");
    ck_assert_int_eq(naast_entry_reader_next(reader, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_entry_reader_next(NULL, &entry), NAAST_INVALID);
    naast_entry_reader_free(reader);
    naast_entry_reader_free(NULL);
    world.unreadable = true;
    expect_done(f, naast_entry_reader_new(f, &input, &reader));
    expect_fault(f, naast_entry_reader_next(reader, &entry), NAAST_IO, "input_stopped");
    naast_entry_reader_free(reader);
}
END_TEST

START_TEST(test_a_file_that_cannot_be_opened)
{
    char name[PATH_MAX + 2]; /* longer than a path may be */
    naast_input input = NAAST_INPUT_INIT;
    naast_entry_reader *reader = NULL;
    memset(name, 'a', sizeof name);
    name[sizeof name - 1] = '\0';
    input.path = name;
    expect_fault(world.formats, naast_entry_reader_new(world.formats, &input, &reader), NAAST_IO, "input_unread");
    ck_assert_ptr_null(reader);
}
END_TEST

START_TEST(test_an_entry_that_is_wrong_is_bad_data_for_a_reader)
{
    const naast_input input = input_of(&world, "{\"schema\":1,\"type\":\"end\"}\n");
    const naast_entry *entry = NULL;
    naast_entry_reader *reader = NULL;
    expect_done(world.formats, naast_entry_reader_new(world.formats, &input, &reader));
    expect_fault(world.formats, naast_entry_reader_next(reader, &entry), NAAST_BAD_DATA, "export_misshapen");
    naast_entry_reader_free(reader);
}
END_TEST

START_TEST(test_what_the_library_declines_is_the_fault)
{
    naast_head head = NAAST_HEAD_INIT;
    char *text = export_store(&head);
    naast_store *copy = bare_handle();
    ck_assert_int_eq(import_text(world.store, text, NULL), NAAST_INVALID);
    ck_assert_str_eq(naast_formats_fault(world.formats)->text, naast_store_message(world.store));
    FILE *file = fopen(world.second, "w");
    ck_assert(file != NULL && fclose(file) == 0);
    ck_assert_int_eq(import_text(copy, text, NULL), NAAST_CONFLICT);
    unlink(world.second);
    char *newer = with(text, "\"store_version\":", "\"store_version\":9");
    ck_assert_int_eq(import_text(copy, newer, NULL), NAAST_NEWER);
    ck_assert_str_eq(naast_formats_fault(world.formats)->text, naast_store_message(copy));
    naast_store_free(copy);
    free(newer);
    free(text);
}
END_TEST

START_TEST(test_what_no_store_is_made_of)
{
    naast_head head = NAAST_HEAD_INIT;
    char *text = export_store(&head), *newer = with(text, "\"store_version\":", "\"store_version\":9");
    naast_formats *formats = world.formats;
    naast_input input = NAAST_INPUT_INIT;
    naast_store_read_spec spec = NAAST_STORE_READ_SPEC_INIT;
    naast_store *copy = bare_handle();
    spec.input = &input;
    spec.progress = count_calls;
    spec.context = &world;
    input.path = "/nowhere/at/all";
    expect_fault(formats, naast_store_read(formats, copy, world.second, &spec, NULL), NAAST_NOT_FOUND, "input_missing");
    input = input_of(&world, text);
    expect_fault(formats, naast_store_read(formats, copy, world.path, &spec, NULL), NAAST_CONFLICT, "store_exists");
    input = input_of(&world, newer);
    expect_fault(formats, naast_store_read(formats, copy, world.second, &spec, NULL), NAAST_NEWER, "restore_newer");
    input = input_of(&world, text);
    world.reported = 0;
    world.stop_after = 1;
    expect_fault(formats, naast_store_read(formats, copy, world.second, &spec, NULL), NAAST_STOPPED, "stopped");
    world.unreadable = true;
    expect_fault(formats, naast_store_read(formats, copy, world.second, &spec, NULL), NAAST_IO, "input_stopped");
    ck_assert_int_ne(access(world.second, F_OK), 0);
    naast_store_free(copy);
    free(newer);
    free(text);
}
END_TEST

START_TEST(test_an_entry_that_is_not_what_was_written_does_not_go_out)
{
    const naast_writer writer = writer_of(&world);
    forge_entry(world.path);
    expect_fault(world.formats, naast_store_write(world.formats, world.store, NULL, &writer, NULL), NAAST_UNVERIFIED,
                 "journal_unreadable");
}
END_TEST

START_TEST(test_progress_can_stop_both_ways)
{
    naast_head head = NAAST_HEAD_INIT;
    char *text = export_store(&head);
    naast_store_write_spec spec = NAAST_STORE_WRITE_SPEC_INIT;
    const naast_writer writer = writer_of(&world);
    naast_store *copy = bare_handle();
    spec.progress = count_calls;
    spec.context = &world;
    world.stop_after = 3;
    expect_fault(world.formats, naast_store_write(world.formats, world.store, &spec, &writer, NULL), NAAST_STOPPED,
                 "stopped");
    ck_assert_int_eq(count_lines(world.written), 4);
    world.reported = 0;
    expect_fault(world.formats, import_text(copy, text, NULL), NAAST_STOPPED, "stopped");
    ck_assert_int_ne(access(world.second, F_OK), 0);
    naast_store_free(copy);
    free(text);
}
END_TEST

static int read_entries(void *context)
{
    const naast_input input = input_of(&world, context);
    const naast_entry *entry = NULL;
    naast_entry_reader *reader = NULL;
    int status = naast_entry_reader_new(world.formats, &input, &reader);
    do {
        if (status == NAAST_OK)
            status = naast_entry_reader_next(reader, &entry);
    } while (status == NAAST_OK && entry != NULL);
    naast_entry_reader_free(reader);
    return status;
}

START_TEST(test_memory_that_runs_out_while_reading_is_no_memory)
{
    naast_head head = NAAST_HEAD_INIT;
    char *text = export_store(&head);
    char *entries = lines_of(text, 3, 3);
    run_without_memory(&world, read_entries, entries, 8);
    free(entries);
    free(text);
}
END_TEST

static int import_again(void *context)
{
    naast_store *copy = bare_handle();
    const int status = import_text(copy, context, NULL);
    naast_store_free(copy);
    ck_assert_int_eq(access(world.second, F_OK) == 0, status == NAAST_OK);
    unlink(world.second);
    return status;
}

START_TEST(test_memory_that_runs_out_while_a_store_is_made_leaves_none)
{
    naast_head head = NAAST_HEAD_INIT;
    char *text = export_store(&head);
    run_without_memory(&world, import_again, text, 8);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("formats_entries");
    TCase *tests = tcase_create("formats_entries");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_a_store_comes_in_again_with_the_same_head);
    tcase_add_test(tests, test_what_is_new_goes_out_as_entries_alone);
    tcase_add_test(tests, test_a_reader_gives_every_entry_of_a_whole_store);
    tcase_add_test(tests, test_values_that_json_cannot_hold_come_back);
    tcase_add_test(tests, test_every_wrong_line_is_found_with_its_number);
    tcase_add_test(tests, test_what_json_finds_wrong_has_its_column);
    tcase_add_test(tests, test_wrong_use_of_writing_is_invalid);
    tcase_add_test(tests, test_wrong_use_of_reading_is_invalid);
    tcase_add_test(tests, test_a_file_that_cannot_be_opened);
    tcase_add_test(tests, test_an_entry_that_is_wrong_is_bad_data_for_a_reader);
    tcase_add_test(tests, test_what_the_library_declines_is_the_fault);
    tcase_add_test(tests, test_what_no_store_is_made_of);
    tcase_add_test(tests, test_an_entry_that_is_not_what_was_written_does_not_go_out);
    tcase_add_test(tests, test_progress_can_stop_both_ways);
    tcase_add_test(tests, test_memory_that_runs_out_while_reading_is_no_memory);
    tcase_add_test(tests, test_memory_that_runs_out_while_a_store_is_made_leaves_none);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
