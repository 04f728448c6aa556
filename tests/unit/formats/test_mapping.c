/* test_mapping.c: what a mapping can be set to, what a file says of it, and which columns it finds. */
#include "naast-exchange.h"
#include "naast-formats.h"

#include "fixtures/readers.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct f {
    struct memory memory;
    naast_formats *formats;
    naast_mapping *mapping;
    naast_store *store;
    struct bytes bytes;
    naast_reader *reader;
    char folder[64]; /* of the store; "": there is none */
};

static void begin(struct f *f, naast_import_kind kind)
{
    memset(f, 0, sizeof *f);
    f->formats = formats_with(&f->memory, NAAST_LANGUAGE_ENGLISH);
    expect(f->formats, naast_mapping_new(f->formats, kind, &f->mapping), NAAST_OK, "");
}

static void end(struct f *f)
{
    naast_reader_free(f->reader);
    naast_mapping_free(f->mapping);
    naast_formats_free(f->formats);
    naast_store_free(f->store);
    ck_assert_int_eq(f->memory.held, 0);
    if (f->folder[0] != '\0') {
        char command[128];
        snprintf(command, sizeof command, "rm -rf '%s'", f->folder);
        ck_assert_int_eq(system(command), 0);
    }
}

static void open_store(struct f *f)
{
    naast_options options = NAAST_OPTIONS_INIT;
    char path[128];
    options.actor = "Bo";
    snprintf(f->folder, sizeof f->folder, "/tmp/naast-mapping-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(f->folder));
    snprintf(path, sizeof path, "%s/store.db", f->folder);
    ck_assert_int_eq(naast_store_new(&options, &f->store), NAAST_OK);
    ck_assert_int_eq(naast_store_create(f->store, path, NULL), NAAST_OK);
}

static void open_reader(struct f *f, naast_file_kind kind, const char *text)
{
    naast_reader_spec spec = NAAST_READER_SPEC_INIT;
    naast_reader_free(f->reader);
    f->reader = NULL;
    f->bytes = (struct bytes){text, strlen(text), 0};
    const naast_input input = bytes_input(&f->bytes);
    spec.kind = kind;
    spec.input = &input;
    expect(f->formats, naast_mapping_reader_spec(f->mapping, &spec), NAAST_OK, "");
    expect(f->formats, naast_reader_open(f->formats, &spec, &f->reader), NAAST_OK, "");
}

/* ---- setting ---- */

START_TEST(test_new_and_set_say_what_is_wrong)
{
    struct f f;
    naast_mapping *other = NULL;
    begin(&f, NAAST_IMPORT_DEALS);
    ck_assert_int_eq(naast_mapping_new(NULL, NAAST_IMPORT_DEALS, &other), NAAST_INVALID);
    expect(f.formats, naast_mapping_new(f.formats, NAAST_IMPORT_DEALS, NULL), NAAST_INVALID, "");
    expect(f.formats, naast_mapping_new(f.formats, (naast_import_kind)3, &other), NAAST_INVALID, "");
    ck_assert_int_eq(naast_mapping_set_column(NULL, "title", "Name"), NAAST_INVALID);
    expect(f.formats, naast_mapping_set_column(f.mapping, NULL, "Name"), NAAST_INVALID, "");
    expect(f.formats, naast_mapping_set_column(f.mapping, "title", NULL), NAAST_INVALID, "");
    expect(f.formats, naast_mapping_set_column(f.mapping, "given_name", "Name"), NAAST_INVALID, "import_field");
    ck_assert_ptr_nonnull(strstr(naast_formats_fault(f.formats)->text, "title"));
    expect(f.formats, naast_mapping_set_column(f.mapping, "title", "Name"), NAAST_OK, "");
    ck_assert_str_eq(naast_mapping_column(f.mapping, NAAST_FIELD_TITLE), "Name");
    ck_assert_ptr_null(naast_mapping_column(f.mapping, NAAST_FIELD_ORG));
    ck_assert_ptr_null(naast_mapping_column(f.mapping, NAAST_FIELD_COUNT));
    ck_assert_ptr_null(naast_mapping_column(NULL, NAAST_FIELD_TITLE));
    ck_assert_int_eq(naast_mapping_set_stage(NULL, "Won", "won"), NAAST_INVALID);
    expect(f.formats, naast_mapping_set_stage(f.mapping, NULL, "won"), NAAST_INVALID, "");
    ck_assert_int_eq(naast_mapping_set_outcome(NULL, "Won", "won"), NAAST_INVALID);
    expect(f.formats, naast_mapping_set_outcome(f.mapping, "Won", NULL), NAAST_INVALID, "");
    ck_assert_int_eq(naast_mapping_set(NULL, "currency", "EUR"), NAAST_INVALID);
    expect(f.formats, naast_mapping_set(f.mapping, "currency", NULL), NAAST_INVALID, "");
    expect(f.formats, naast_mapping_set(f.mapping, "colour", "red"), NAAST_INVALID, "mapping_option");
    ck_assert_int_eq(naast_mapping_set_zone(NULL, NULL, 0), NAAST_INVALID);
    expect(f.formats, naast_mapping_set_zone(f.mapping, NULL, 1), NAAST_INVALID, "");
    end(&f);
    naast_mapping_free(NULL);
}
END_TEST

static const struct {
    const char *option, *right, *wrong, *code;
} options[] = {
    {"preset", "pipedrive", "zoho", "mapping_one_of"},     {"decimal", "comma", "space", "mapping_one_of"},
    {"grouping", "space", "tab", "mapping_one_of"},        {"encoding", "Latin1", "klingon", "mapping_one_of"},
    {"delimiter", "tab", "\"", "import_delimiter"},        {"delimiter", ";", "", "import_delimiter"},
    {"time_zone", "-03:30", "+25:00", "import_zone"},      {"time_zone", "Z", "../../etc/passwd", "import_zone"},
    {"time_zone", "UTC", "Europe/Nowhere", "import_zone"},
};

START_TEST(test_an_option_has_its_values)
{
    struct f f;
    begin(&f, NAAST_IMPORT_DEALS);
    expect(f.formats, naast_mapping_set(f.mapping, options[_i].option, options[_i].right), NAAST_OK, "");
    expect(f.formats, naast_mapping_set(f.mapping, options[_i].option, options[_i].wrong), NAAST_INVALID,
           options[_i].code);
    ck_assert_str_eq(naast_formats_fault(f.formats)->path, options[_i].option);
    end(&f);
}
END_TEST

START_TEST(test_what_is_set_comes_out_in_the_specs)
{
    static const naast_zone_change changes[] = {{0, 3600}, {1, 7200}};
    struct f f;
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    naast_reader_spec reader = NAAST_READER_SPEC_INIT;
    begin(&f, NAAST_IMPORT_DEALS);
    expect(f.formats, naast_mapping_set(f.mapping, "currency", "EUR"), NAAST_OK, "");
    expect(f.formats, naast_mapping_set(f.mapping, "date_format", "%d-%m-%Y"), NAAST_OK, "");
    expect(f.formats, naast_mapping_set(f.mapping, "pipeline", "bant"), NAAST_OK, "");
    expect(f.formats, naast_mapping_set(f.mapping, "source", "fair"), NAAST_OK, "");
    expect(f.formats, naast_mapping_set(f.mapping, "decimal", "comma"), NAAST_OK, "");
    expect(f.formats, naast_mapping_set(f.mapping, "grouping", "apostrophe"), NAAST_OK, "");
    expect(f.formats, naast_mapping_set(f.mapping, "encoding", "cp1252"), NAAST_OK, "");
    expect(f.formats, naast_mapping_set(f.mapping, "delimiter", "|"), NAAST_OK, "");
    expect(f.formats, naast_mapping_set_stage(f.mapping, "New", "match"), NAAST_OK, "");
    expect(f.formats, naast_mapping_set_stage(f.mapping, "New", "value"), NAAST_OK, "");
    expect(f.formats, naast_mapping_set_outcome(f.mapping, "Gone", "lost"), NAAST_OK, "");
    expect(f.formats, naast_mapping_set_outcome(f.mapping, "Busy", "open"), NAAST_OK, "");
    expect(f.formats, naast_mapping_set_zone(f.mapping, changes, 2), NAAST_OK, "");
    spec.dry_run = 1;
    ck_assert_int_eq(naast_mapping_import_spec(NULL, &spec), NAAST_INVALID);
    expect(f.formats, naast_mapping_import_spec(f.mapping, NULL), NAAST_INVALID, "");
    expect(f.formats, naast_mapping_import_spec(f.mapping, &spec), NAAST_OK, "");
    ck_assert_str_eq(spec.currency, "EUR");
    ck_assert_str_eq(spec.date_format, "%d-%m-%Y");
    ck_assert_str_eq(spec.pipeline, "bant");
    ck_assert_str_eq(spec.source, "fair");
    ck_assert_str_eq(spec.decimal, ",");
    ck_assert_str_eq(spec.grouping, "'");
    ck_assert_uint_eq(spec.stage_count, 1);
    ck_assert_str_eq(spec.stages[0].means, "value");
    ck_assert_uint_eq(spec.zone_count, 2);
    ck_assert_int_eq(spec.zone[1].offset, 7200);
    ck_assert_int_eq(spec.dry_run, 1);
    spec.size = 0;
    expect(f.formats, naast_mapping_import_spec(f.mapping, &spec), NAAST_INVALID, "spec_size");
    ck_assert_int_eq(naast_mapping_reader_spec(NULL, &reader), NAAST_INVALID);
    expect(f.formats, naast_mapping_reader_spec(f.mapping, NULL), NAAST_INVALID, "");
    expect(f.formats, naast_mapping_reader_spec(f.mapping, &reader), NAAST_OK, "");
    ck_assert_str_eq(reader.encoding, "windows-1252");
    ck_assert_uint_eq(reader.delimiter, '|');
    reader.size = 2;
    expect(f.formats, naast_mapping_reader_spec(f.mapping, &reader), NAAST_INVALID, "spec_size");
    ck_assert_str_eq(naast_mapping_means(f.mapping, "NEW", ""), "value");
    ck_assert_str_eq(naast_mapping_means(f.mapping, "New", "gone"), "lost");
    ck_assert_str_eq(naast_mapping_means(f.mapping, "New", "busy"), "value");
    ck_assert_ptr_null(naast_mapping_means(f.mapping, NULL, NULL));
    ck_assert_ptr_null(naast_mapping_means(NULL, "New", NULL));
    end(&f);
}
END_TEST

/* A zone by its name, and then TZ as it was. */
START_TEST(test_a_zone_by_name_puts_tz_back)
{
    struct f f;
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    begin(&f, NAAST_IMPORT_DEALS);
    setenv("TZ", "Asia/Tokyo", 1);
    const int status = naast_mapping_set(f.mapping, "time_zone", "Europe/Amsterdam");
    if (status == NAAST_OK) { /* else there is no time zone database here */
        expect(f.formats, naast_mapping_import_spec(f.mapping, &spec), NAAST_OK, "");
        ck_assert_uint_gt(spec.zone_count, 100);
    }
    ck_assert_str_eq(getenv("TZ"), "Asia/Tokyo");
    unsetenv("TZ");
    (void)naast_mapping_set(f.mapping, "time_zone", "Europe/Amsterdam");
    ck_assert_ptr_null(getenv("TZ"));
    end(&f);
}
END_TEST

START_TEST(test_presets_have_names)
{
    ck_assert_str_eq(naast_preset_name(0), "pipedrive");
    ck_assert_ptr_nonnull(naast_preset_name(2));
    ck_assert_ptr_null(naast_preset_name(3));
    ck_assert_ptr_null(naast_preset_name((size_t)-1));
}
END_TEST

/* ---- a file ---- */

static int read_text(struct f *f, const char *text)
{
    struct bytes bytes = {text, strlen(text), 5};
    const naast_input input = bytes_input(&bytes);
    return naast_mapping_read(f->mapping, &input);
}

static const struct {
    const char *text, *code, *path;
    int status;
} files[] = {
    {"{", "json_wrong", "", NAAST_BAD_DATA},
    {"[]", "json_wants", ".", NAAST_BAD_DATA},
    {"{\"map\": {\"titel\": \"Name\"}}", "json_field_unknown", "map.titel", NAAST_BAD_DATA},
    {"{\"map\": {\"title\": 3}}", "json_wants", "map.title", NAAST_BAD_DATA},
    {"{\"map\": 1}", "json_wants", "map", NAAST_BAD_DATA},
    {"{\"stages\": []}", "json_wants", "stages", NAAST_BAD_DATA},
    {"{\"outcomes\": {\"a\": null}}", "json_wants", "outcomes.a", NAAST_BAD_DATA},
    {"{\"schema\": 2}", "json_wants", "schema", NAAST_BAD_DATA},
    {"{\"currency\": 1}", "json_wants", "currency", NAAST_BAD_DATA},
    {"{\"colour\": \"red\"}", "json_field_unknown", "colour", NAAST_BAD_DATA},
    {"{\"decimal\": \"dot\"}", "mapping_one_of", "decimal", NAAST_INVALID},
};

START_TEST(test_a_file_that_is_wrong_says_where)
{
    struct f f;
    begin(&f, NAAST_IMPORT_DEALS);
    expect(f.formats, read_text(&f, files[_i].text), files[_i].status, files[_i].code);
    ck_assert_str_eq(naast_formats_fault(f.formats)->path, files[_i].path);
    ck_assert_str_eq(naast_formats_fault(f.formats)->name, "bytes");
    end(&f);
}
END_TEST

START_TEST(test_a_file_cannot_be_read)
{
    struct f f;
    naast_input input = NAAST_INPUT_INIT;
    begin(&f, NAAST_IMPORT_DEALS);
    ck_assert_int_eq(naast_mapping_read(NULL, &input), NAAST_INVALID);
    expect(f.formats, naast_mapping_read(f.mapping, NULL), NAAST_INVALID, "");
    expect(f.formats, naast_mapping_read(f.mapping, &input), NAAST_INVALID, "input_invalid");
    input.path = "/nowhere/mapping.json";
    expect(f.formats, naast_mapping_read(f.mapping, &input), NAAST_NOT_FOUND, "input_missing");
    input.path = "/";
    expect(f.formats, naast_mapping_read(f.mapping, &input), NAAST_IO, "input_unread");
    input.size = 1;
    expect(f.formats, naast_mapping_read(f.mapping, &input), NAAST_INVALID, "spec_size");
    struct bytes bytes = {"{}\0", 3, 0};
    input = bytes_input(&bytes);
    expect(f.formats, naast_mapping_read(f.mapping, &input), NAAST_BAD_DATA, "file_not_text");
    end(&f);
}
END_TEST

static const char whole[] =
    "{\"schema\": 1, \"map\": {\"title\": \"Name\", \"stage\": \"Phase\"}, \"stages\": {\"New\": "
    "\"match\"}, \"outcomes\": {\"Gone\": \"lost\"}, \"time_zone\": \"+01:00\", \"decimal\": "
    "\"comma\", \"preset\": \"pipedrive\", \"delimiter\": \";\", \"encoding\": \"utf-8\"}";

/* Every request for memory fails once; then the same call does all. */
START_TEST(test_memory_that_runs_out_leaves_a_mapping_that_can_be_used)
{
    for (long at = 1;; at++) {
        struct f f;
        begin(&f, NAAST_IMPORT_DEALS);
        const long before = f.memory.requests;
        f.memory.fail_at = before + at;
        const int status = read_text(&f, whole);
        const bool failed = f.memory.requests >= before + at;
        f.memory.fail_at = 0;
        ck_assert_int_eq(status, failed ? NAAST_NO_MEMORY : NAAST_OK);
        expect(f.formats, read_text(&f, whole), NAAST_OK, "");
        ck_assert_str_eq(naast_mapping_means(f.mapping, "New", NULL), "match");
        end(&f);
        if (!failed) {
            ck_assert_int_gt(at, 8);
            break;
        }
    }
}
END_TEST

START_TEST(test_each_call_says_that_memory_lacks)
{
    static const naast_zone_change change = {0, 3600};
    struct f f;
    naast_mapping *other = NULL;
    begin(&f, NAAST_IMPORT_DEALS);
    struct bytes bytes = {whole, sizeof whole - 1, 0};
    const naast_input input = bytes_input(&bytes);
    memory_lacks(&f.memory);
    expect(f.formats, naast_mapping_new(f.formats, NAAST_IMPORT_ORGS, &other), NAAST_NO_MEMORY, "no_memory");
    memory_lacks(&f.memory);
    expect(f.formats, naast_mapping_read(f.mapping, &input), NAAST_NO_MEMORY, "no_memory");
    memory_lacks(&f.memory);
    expect(f.formats, naast_mapping_set(f.mapping, "currency", "EUR"), NAAST_NO_MEMORY, "no_memory");
    memory_lacks(&f.memory);
    expect(f.formats, naast_mapping_set(f.mapping, "time_zone", "+01:00"), NAAST_NO_MEMORY, "no_memory");
    memory_lacks(&f.memory);
    expect(f.formats, naast_mapping_set(f.mapping, "time_zone", "Europe/Amsterdam"), NAAST_NO_MEMORY, "no_memory");
    memory_lacks(&f.memory);
    expect(f.formats, naast_mapping_set_column(f.mapping, "title", "Name"), NAAST_NO_MEMORY, "no_memory");
    memory_lacks(&f.memory);
    expect(f.formats, naast_mapping_set_stage(f.mapping, "Won", "won"), NAAST_NO_MEMORY, "no_memory");
    memory_lacks(&f.memory);
    expect(f.formats, naast_mapping_set_outcome(f.mapping, "Won", "won"), NAAST_NO_MEMORY, "no_memory");
    memory_lacks(&f.memory);
    expect(f.formats, naast_mapping_set_zone(f.mapping, &change, 1), NAAST_NO_MEMORY, "no_memory");
    expect(f.formats, naast_mapping_set_column(f.mapping, "title", "Name"), NAAST_OK, "");
    open_reader(&f, NAAST_FILE_CSV, "Name,Other\nx,y\n");
    memory_lacks(&f.memory);
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, f.reader), NAAST_NO_MEMORY, "no_memory");
    end(&f);
}
END_TEST

/* ---- columns ---- */

static int stop(void *context, int64_t done, int64_t total)
{
    (void)total;
    return done > *(int64_t *)context;
}

/* A first line that is longer than what is read at once. */
START_TEST(test_bind_can_fail_while_it_reads)
{
    static char text[30001];
    int64_t limit = 20000;
    struct f f;
    memset(text, 'x', sizeof text - 1);
    begin(&f, NAAST_IMPORT_DEALS);
    f.bytes = (struct bytes){text, sizeof text - 1, 0};
    naast_input input = bytes_input(&f.bytes);
    naast_reader_spec spec = NAAST_READER_SPEC_INIT;
    spec.input = &input;
    spec.progress = stop;
    spec.context = &limit;
    expect(f.formats, naast_reader_open(f.formats, &spec, &f.reader), NAAST_OK, "");
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, f.reader), NAAST_STOPPED, "stopped");
    naast_reader_free(f.reader);
    f.bytes = (struct bytes){text, 20000, 0};
    spec.progress = NULL;
    input.read = bytes_read_then_fail;
    expect(f.formats, naast_reader_open(f.formats, &spec, &f.reader), NAAST_OK, "");
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, f.reader), NAAST_IO, "input_unread");
    end(&f);
}
END_TEST

START_TEST(test_bind_says_what_is_wrong)
{
    struct f f;
    const naast_row *row;
    const char *fields[NAAST_FIELD_COUNT];
    begin(&f, NAAST_IMPORT_DEALS);
    open_reader(&f, NAAST_FILE_CSV, "Name,Name,Phase\nx,y,z\n");
    ck_assert_int_eq(naast_mapping_bind(NULL, NULL, f.reader), NAAST_INVALID);
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, NULL), NAAST_INVALID, "");
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, f.reader), NAAST_INVALID, "import_no_map");
    expect(f.formats, naast_mapping_set_column(f.mapping, "title", "Title"), NAAST_OK, "");
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, f.reader), NAAST_INVALID, "import_no_column");
    ck_assert_str_eq(naast_formats_fault(f.formats)->path, "map.title");
    ck_assert_ptr_nonnull(strstr(naast_formats_fault(f.formats)->text, "\"Phase\""));
    expect(f.formats, naast_mapping_set_column(f.mapping, "title", "Name"), NAAST_OK, "");
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, f.reader), NAAST_INVALID, "import_column_twice");
    ck_assert_ptr_null(naast_mapping_binding(f.mapping));
    ck_assert_ptr_null(naast_mapping_binding(NULL));
    expect(f.formats, naast_reader_next(f.reader, &row), NAAST_OK, "");
    expect(f.formats, naast_mapping_fields(f.mapping, row, fields, NAAST_FIELD_COUNT), NAAST_INVALID,
           "mapping_unbound");
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, f.reader), NAAST_CONFLICT, "reader_begun");
    open_reader(&f, NAAST_FILE_CSV, "");
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, f.reader), NAAST_BAD_DATA, "file_empty");
    open_reader(&f, NAAST_FILE_VCARD, "");
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, f.reader), NAAST_INVALID, "vcard_people_only");
    end(&f);
}
END_TEST

START_TEST(test_a_preset_says_what_is_wrong)
{
    struct f f;
    begin(&f, NAAST_IMPORT_DEALS);
    open_store(&f);
    expect(f.formats, naast_mapping_set(f.mapping, "preset", "salesforce"), NAAST_OK, "");
    open_reader(&f, NAAST_FILE_CSV, "Opportunity Name,Close Date\nx,1/2/2026\n");
    expect(f.formats, naast_mapping_bind(f.mapping, f.store, f.reader), NAAST_INVALID, "import_preset_dates");
    expect(f.formats, naast_mapping_set(f.mapping, "date_format", "%m/%d/%Y"), NAAST_OK, "");
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, f.reader), NAAST_INVALID, "");
    expect(f.formats, naast_mapping_set(f.mapping, "pipeline", "foul"), NAAST_OK, "");
    expect(f.formats, naast_mapping_bind(f.mapping, f.store, f.reader), NAAST_NOT_FOUND, "pipeline_not_found");
    expect(f.formats, naast_mapping_set(f.mapping, "pipeline", "fair"), NAAST_OK, "");
    expect(f.formats, naast_mapping_bind(f.mapping, f.store, f.reader), NAAST_OK, "");
    ck_assert_str_eq(naast_mapping_means(f.mapping, "prospecting", ""), "discovery");
    open_reader(&f, NAAST_FILE_CSV, "Name\nx\n");
    expect(f.formats, naast_mapping_bind(f.mapping, f.store, f.reader), NAAST_INVALID, "import_preset_absent");
    end(&f);
}
END_TEST

START_TEST(test_columns_give_fields)
{
    struct f f;
    const naast_row *row;
    const char *fields[NAAST_FIELD_COUNT];
    begin(&f, NAAST_IMPORT_PEOPLE);
    open_reader(&f, NAAST_FILE_CSV, "name,phone,email\nSanne,1,s@example.org\nshort\n");
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, f.reader), NAAST_OK, "");
    const naast_binding *binding = naast_mapping_binding(f.mapping);
    ck_assert_int_eq(binding->by_name, 1);
    ck_assert_int_eq(binding->columns[NAAST_FIELD_EMAIL], 2);
    ck_assert_int_eq(binding->columns[NAAST_FIELD_ORG], -1);
    ck_assert_uint_eq(binding->column_count, NAAST_FIELD_COUNT);
    ck_assert_uint_eq(binding->passed_over_count, 1);
    ck_assert_str_eq(binding->passed_over[0], "phone");
    expect(f.formats, naast_reader_next(f.reader, &row), NAAST_OK, "");
    ck_assert_int_eq(naast_mapping_fields(NULL, row, fields, NAAST_FIELD_COUNT), NAAST_INVALID);
    expect(f.formats, naast_mapping_fields(f.mapping, NULL, fields, NAAST_FIELD_COUNT), NAAST_INVALID, "");
    expect(f.formats, naast_mapping_fields(f.mapping, row, NULL, NAAST_FIELD_COUNT), NAAST_INVALID, "");
    expect(f.formats, naast_mapping_fields(f.mapping, row, fields, NAAST_FIELD_COUNT), NAAST_OK, "");
    ck_assert_str_eq(fields[NAAST_FIELD_NAME], "Sanne");
    ck_assert_ptr_null(fields[NAAST_FIELD_ORG]);
    expect(f.formats, naast_reader_next(f.reader, &row), NAAST_OK, "");
    expect(f.formats, naast_mapping_fields(f.mapping, row, fields, NAAST_FIELD_COUNT), NAAST_BAD_DATA, "fields_fewer");
    ck_assert_int_eq(naast_formats_fault(f.formats)->line, 3);
    open_reader(&f, NAAST_FILE_VCARD, "BEGIN:VCARD\nVERSION:4.0\nFN:Jo\nEND:VCARD\n");
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, f.reader), NAAST_OK, "");
    expect(f.formats, naast_reader_next(f.reader, &row), NAAST_OK, "");
    expect(f.formats, naast_mapping_fields(f.mapping, row, fields, NAAST_FIELD_COUNT), NAAST_OK, "");
    ck_assert_str_eq(fields[NAAST_FIELD_NAME], "Jo");
    expect(f.formats, naast_mapping_set_column(f.mapping, "name", "FN"), NAAST_OK, "");
    open_reader(&f, NAAST_FILE_VCARD, "");
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, f.reader), NAAST_INVALID, "vcard_no_columns");
    end(&f);
}
END_TEST

START_TEST(test_members_of_lines_are_those_that_are_mapped)
{
    struct f f;
    const naast_row *row;
    const char *fields[NAAST_FIELD_COUNT];
    begin(&f, NAAST_IMPORT_PEOPLE);
    expect(f.formats, naast_mapping_set_column(f.mapping, "name", "Who"), NAAST_OK, "");
    open_reader(&f, NAAST_FILE_JSON_LINES, "{\"Who\":\"Jo\",\"name\":\"not this\"}\n");
    expect(f.formats, naast_reader_columns(f.reader, &row), NAAST_OK, "");
    expect(f.formats, naast_mapping_bind(f.mapping, NULL, f.reader), NAAST_OK, "");
    expect(f.formats, naast_reader_columns(f.reader, &row), NAAST_OK, "");
    ck_assert_uint_eq(row->text_count, 1);
    expect(f.formats, naast_reader_next(f.reader, &row), NAAST_OK, "");
    expect(f.formats, naast_mapping_fields(f.mapping, row, fields, NAAST_FIELD_COUNT), NAAST_OK, "");
    ck_assert_str_eq(fields[NAAST_FIELD_NAME], "Jo");
    end(&f);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("mapping");
    TCase *tests = tcase_create("mapping");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, test_new_and_set_say_what_is_wrong);
    tcase_add_loop_test(tests, test_an_option_has_its_values, 0, sizeof options / sizeof options[0]);
    tcase_add_test(tests, test_what_is_set_comes_out_in_the_specs);
    tcase_add_test(tests, test_a_zone_by_name_puts_tz_back);
    tcase_add_test(tests, test_presets_have_names);
    tcase_add_loop_test(tests, test_a_file_that_is_wrong_says_where, 0, sizeof files / sizeof files[0]);
    tcase_add_test(tests, test_a_file_cannot_be_read);
    tcase_add_test(tests, test_memory_that_runs_out_leaves_a_mapping_that_can_be_used);
    tcase_add_test(tests, test_each_call_says_that_memory_lacks);
    tcase_add_test(tests, test_bind_can_fail_while_it_reads);
    tcase_add_test(tests, test_bind_says_what_is_wrong);
    tcase_add_test(tests, test_a_preset_says_what_is_wrong);
    tcase_add_test(tests, test_columns_give_fields);
    tcase_add_test(tests, test_members_of_lines_are_those_that_are_mapped);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
