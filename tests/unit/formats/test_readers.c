/* test_readers.c: readers of CSV, JSON lines and vCards on files that break off, that are damaged and that are large,
 * and where memory runs out. */
#include "formats/rows/source.h"
#include "naast-formats.h"

#include "fixtures/readers.h"

#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char card_file[] =
    "\xef\xbb\xbf"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:de Wit;Sanne;;;\r\nFN:Sanne de\r\n  Wit\r\nORG:Caf\xc3\xa9 \\; Co;Sales\r\n"
    "EMAIL;TYPE=\"a:b;c\",PREF:sanne@example.org\r\nNOTE:one\\nt\r\n wo\r\nEND:VCARD\r\n\r\n"
    "BEGIN:VCARD\nVERSION:4.0\nFN:Karim\nitem1.EMAIL;PREF=1:karim@example.org\nKIND:individual\nEND:VCARD\n";
static const char lines_file[] = "{\"title\":\"S\\u00e9arch \\\"x\\\"\",\"amount\":25.50,\"org\":{\"a\":[1,\"}\"]}}\n\n"
                                 " { \"note\" : null , \"title\":\"\xf0\x9f\x98\x80\"}\r\n";
static const char csv_file[] = "title,amount,\"no\"\"te\"\n\"a, b\",1,\"x\r\ny\"\n\xc3\xa9,,\n";

static const char *const wanted[] = {"title", "amount", "org", "note"};

/* What came of a file. */
struct result {
    int status;
    size_t rows, faults;
    char first[300]; /* of the first row: the first field */
    const char *complaint;
};

static bool is_utf8(const char *text, size_t length)
{
    struct cursor cursor;
    cursor_begin(&cursor);
    for (size_t i = 0; i < length; i++)
        cursor_pass(&cursor, (unsigned char)text[i]);
    cursor_end(&cursor);
    return cursor.fault == FMT_NONE;
}

/* What must be true of every row, whatever the file is. NULL: it is. */
static const char *complain(const naast_row *row, size_t columns)
{
    if (row->line < 1 || row->column < 1)
        return "a row without a place";
    if (row->fault != NULL)
        return row->fault->line < 1 || row->fault->column < 1 || row->fault->text[0] == '\0' ? "a fault without a place"
                                                                                             : NULL;
    if (row->text_count != columns)
        return "another number of fields than of columns";
    for (size_t i = 0; i < row->text_count; i++) {
        const naast_row_text *text = &row->texts[i];
        if (text->text[text->length] != '\0')
            return "a field that does not end";
        if (strlen(text->text) != text->length)
            return "a NUL within a field";
        if (!is_utf8(text->text, text->length))
            return "a field that is no UTF-8";
        if (text->line < 1 || text->column < 1)
            return "a field without a place";
    }
    return NULL;
}

static int write_nowhere(void *context, const char *bytes, size_t length)
{
    *(size_t *)context += bytes != NULL ? length : 0;
    return 0;
}

static int reject(naast_reader *reader)
{
    size_t length = 0;
    naast_reject_spec spec = NAAST_REJECT_SPEC_INIT;
    naast_writer writer = NAAST_WRITER_INIT;
    spec.reason = "a reason";
    writer.write = write_nowhere;
    writer.context = &length;
    const int status = naast_reader_reject(reader, &spec, &writer);
    ck_assert(status != NAAST_OK || length > 0);
    return status;
}

static void take_rows(naast_reader *reader, struct result *result)
{
    const naast_row *columns = NULL, *row = NULL;
    result->status = naast_reader_columns(reader, &columns);
    while (result->status == NAAST_OK) {
        result->status = naast_reader_next(reader, &row);
        if (result->status != NAAST_OK || row == NULL)
            break;
        result->complaint = result->complaint == NULL ? complain(row, columns->text_count) : result->complaint;
        if (row->fault == NULL && result->rows == 0)
            snprintf(result->first, sizeof result->first, "%s", row->texts[0].text);
        result->rows += row->fault == NULL;
        result->faults += row->fault != NULL;
        if (row->fault != NULL)
            result->status = reject(reader);
    }
}

static naast_reader_spec spec_of(naast_file_kind kind, const naast_input *input)
{
    naast_reader_spec spec = NAAST_READER_SPEC_INIT;
    spec.kind = kind;
    spec.input = input;
    spec.columns = wanted;
    spec.column_count = 4;
    return spec;
}

static struct result read_with(naast_formats *formats, naast_file_kind kind, struct bytes bytes, const char *encoding)
{
    struct result result = {0};
    naast_reader *reader = NULL;
    const naast_input input = bytes_input(&bytes);
    naast_reader_spec spec = spec_of(kind, &input);
    spec.encoding = encoding;
    result.status = naast_reader_open(formats, &spec, &reader);
    if (result.status == NAAST_OK)
        take_rows(reader, &result);
    naast_reader_free(reader);
    ck_assert_msg(result.complaint == NULL, "%s", result.complaint);
    return result;
}

static struct result read_bytes(naast_file_kind kind, const char *bytes, size_t length, const char *encoding)
{
    naast_formats *formats = formats_with(NULL, NAAST_LANGUAGE_ENGLISH);
    struct result result = read_with(formats, kind, (struct bytes){bytes, length, 0}, encoding);
    naast_formats_free(formats);
    ck_assert_msg(result.status == NAAST_OK || result.status == NAAST_BAD_DATA, "status %d", result.status);
    return result;
}

struct sample {
    naast_file_kind kind;
    const char *bytes;
    size_t length, rows;
    const char *first;
};
static const struct sample samples[] = {
    {NAAST_FILE_VCARD, card_file, sizeof card_file - 1, 2, "Sanne de Wit"},
    {NAAST_FILE_JSON_LINES, lines_file, sizeof lines_file - 1, 1, "\xf0\x9f\x98\x80"}, /* the first has an object */
    {NAAST_FILE_CSV, csv_file, sizeof csv_file - 1, 2, "a, b"},
};
enum { SAMPLES = sizeof samples / sizeof samples[0] };

START_TEST(test_what_the_files_hold)
{
    const struct sample *sample = &samples[_i];
    struct result result = read_bytes(sample->kind, sample->bytes, sample->length, "utf-8");
    ck_assert_int_eq(result.status, NAAST_OK);
    ck_assert_uint_eq(result.rows, sample->rows);
    ck_assert_str_eq(result.first, sample->first);
}
END_TEST

/* A prefix of a file of cards holds as many as have ended; what breaks off is told. */
static const char *complain_of_prefix(const char *bytes, size_t length, const struct result *result)
{
    static const char end[] = "END:VCARD";
    size_t ended = 0;
    for (size_t i = 0; i + sizeof end - 1 <= length; i++)
        ended += memcmp(bytes + i, end, sizeof end - 1) == 0;
    if (result->rows + result->faults != ended)
        return "other cards than those that ended";
    return NULL;
}

START_TEST(test_every_prefix_of_a_file_is_read_or_told)
{
    const struct sample *sample = &samples[_i];
    for (size_t length = 0; length < sample->length; length++) {
        struct result result = read_bytes(sample->kind, sample->bytes, length, "utf-8");
        if (sample->kind != NAAST_FILE_VCARD)
            continue;
        const char *complaint = complain_of_prefix(sample->bytes, length, &result);
        ck_assert_msg(complaint == NULL, "of %zu bytes: %s", length, complaint);
    }
}
END_TEST

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Bytes that mean something to one of the readers, oftener than chance has them. */
static char random_byte(uint32_t *state)
{
    static const char telling[] = "\r\n\t ,;:\\\"{}[]=.\xc3\xa9\xff\xf0:";
    return next_random(state) % 2 == 0 ? telling[next_random(state) % (sizeof telling - 1)]
                                       : (char)(next_random(state) & 0xff);
}

START_TEST(test_damaged_files_are_read_or_told)
{
    static const char *const encodings[] = {"utf-8", "windows-1252", "UTF-16LE", "utf-16be"};
    const struct sample *sample = &samples[_i];
    char bytes[1024];
    uint32_t state = 2463534242U;
    for (unsigned round = 0; round < 3000; round++) {
        memcpy(bytes, sample->bytes, sample->length);
        for (unsigned changes = 1 + next_random(&state) % 6; changes > 0; changes--)
            bytes[next_random(&state) % sample->length] = random_byte(&state);
        (void)read_bytes(sample->kind, bytes, sample->length - next_random(&state) % 8, encodings[round % 16 / 13]);
    }
    for (unsigned round = 0; round < 1000; round++) {
        size_t length = next_random(&state) % sizeof bytes;
        for (size_t i = 0; i < length; i++)
            bytes[i] = random_byte(&state);
        (void)read_bytes(sample->kind, bytes, length, encodings[round % 4]);
    }
}
END_TEST

/* Characters that lie across the pieces in which a file is read come through whole. */
START_TEST(test_characters_across_pieces)
{
    enum { LETTERS = 60000 };
    static char bytes[LETTERS * 4 + 200];
    for (size_t shift = 0; shift < 8; shift++) {
        size_t length = (size_t)snprintf(bytes, sizeof bytes,
                                         "BEGIN:VCARD\nVERSION:4.0\nFN:%.*s\nNOTE:", (int)shift + 1, "xxxxxxxx");
        for (size_t i = 0; i < LETTERS; i++)
            length +=
                (size_t)snprintf(bytes + length, sizeof bytes - length, "%s", i % 2 ? "\xf0\x9f\x98\x80" : "\xc3\xa9");
        length += (size_t)snprintf(bytes + length, sizeof bytes - length, "\nEND:VCARD\n");
        struct result result = read_bytes(NAAST_FILE_VCARD, bytes, length, "utf-8");
        ck_assert_uint_eq(result.rows, 1);
        ck_assert_uint_eq(result.faults, 0);
    }
}
END_TEST

/* Memory for jansson; the request that finds none, 0: none does. */
static long requests, fail_at;

static void *failing_malloc(size_t size)
{
    requests++;
    return requests == fail_at ? NULL : malloc(size);
}

/* Writes the row as a reject, with one request for memory failing. */
static int reject_failing(const char *line, long at, struct written *written)
{
    struct bytes bytes = {line, strlen(line), 0};
    naast_formats *formats = formats_with(NULL, NAAST_LANGUAGE_ENGLISH);
    naast_reader *reader = NULL;
    const naast_row *row = NULL;
    const naast_input input = bytes_input(&bytes);
    const naast_reader_spec spec = spec_of(NAAST_FILE_JSON_LINES, &input);
    naast_reject_spec reject_spec = NAAST_REJECT_SPEC_INIT;
    const naast_writer writer = written_writer(written);
    reject_spec.reason = "a reason";
    reject_spec.field = "title";
    ck_assert_int_eq(naast_reader_open(formats, &spec, &reader), NAAST_OK);
    ck_assert_int_eq(naast_reader_next(reader, &row), NAAST_OK);
    ck_assert_ptr_nonnull(row);
    requests = 0;
    fail_at = at;
    json_set_alloc_funcs(failing_malloc, free);
    const int status = naast_reader_reject(reader, &reject_spec, &writer);
    json_set_alloc_funcs(malloc, free);
    naast_reader_free(reader);
    naast_formats_free(formats);
    return status;
}

/* What is said to be whole has the row's own text, what is wrong with it, and an end. */
START_TEST(test_a_reject_without_memory_is_whole_or_told)
{
    static const char *const lines[] = {"{\"title\":\"Search\",\"amount\":\"x\"}", "Search, no object"};
    long told = 0, at = 1;
    for (;; at++) {
        struct written written = {0};
        const int status = reject_failing(lines[_i], at, &written);
        if (status == NAAST_OK)
            ck_assert_msg(strstr(written.text, "Search") != NULL &&
                              strstr(written.text, "\"naast_reason\":\"a reason\"}\n"),
                          "request %ld: %s", at, written.text);
        else
            ck_assert_int_eq(status, NAAST_NO_MEMORY);
        told += status != NAAST_OK;
        if (requests < at)
            break;
    }
    ck_assert_int_gt(at, 5);
    ck_assert_int_gt(told, 0);
}
END_TEST

/* Every request of the library's own, one after the other: no row is lost in silence, and nothing is kept. */
START_TEST(test_memory_that_runs_out_is_told_and_nothing_is_kept)
{
    const struct sample *sample = &samples[_i];
    for (long at = 2;; at++) {
        struct memory memory = {0, at, 0};
        naast_formats *formats = formats_with(&memory, NAAST_LANGUAGE_DUTCH);
        const struct result result =
            read_with(formats, sample->kind, (struct bytes){sample->bytes, sample->length, 7}, "utf-8");
        naast_formats_free(formats);
        ck_assert_int_eq(memory.held, 0);
        if (memory.requests < at) {
            ck_assert_int_eq(result.status, NAAST_OK);
            ck_assert_uint_eq(result.rows, sample->rows);
            ck_assert_int_gt(at, 5);
            break;
        }
        ck_assert_int_eq(result.status, NAAST_NO_MEMORY);
    }
}
END_TEST

START_TEST(test_a_line_or_a_card_without_end_is_told)
{
    enum { LENGTH = 9 * 1024 * 1024 };
    char *bytes = malloc(LENGTH);
    ck_assert_ptr_nonnull(bytes);
    memset(bytes, 'x', LENGTH);
    ck_assert_int_eq(read_bytes(NAAST_FILE_VCARD, bytes, LENGTH, "utf-8").status, NAAST_BAD_DATA);
    ck_assert_int_eq(read_bytes(NAAST_FILE_JSON_LINES, bytes, LENGTH, "utf-8").status, NAAST_BAD_DATA);
    memcpy(bytes, "BEGIN:VCARD\nX:", 14);
    for (size_t i = 1024; i + 1 < LENGTH; i += 1024)
        memcpy(bytes + i, "\n ", 2); /* folded for ever */
    ck_assert_int_eq(read_bytes(NAAST_FILE_VCARD, bytes, LENGTH, "utf-8").status, NAAST_BAD_DATA);
    free(bytes);
}
END_TEST

/* ---- the calls ---- */

struct file {
    naast_formats *formats;
    struct bytes bytes;
    naast_input input;
    naast_reader_spec spec;
    naast_reader *reader;
    const naast_row *row;
};

static void file_begin(struct file *file, naast_file_kind kind, const char *text)
{
    memset(file, 0, sizeof *file);
    file->formats = formats_with(NULL, NAAST_LANGUAGE_ENGLISH);
    file->bytes = (struct bytes){text, strlen(text), 0};
    file->input = bytes_input(&file->bytes);
    file->spec = spec_of(kind, &file->input);
}

static void file_open(struct file *file, naast_file_kind kind, const char *text)
{
    file_begin(file, kind, text);
    expect(file->formats, naast_reader_open(file->formats, &file->spec, &file->reader), NAAST_OK, "");
}

static void file_end(struct file *file)
{
    naast_reader_free(file->reader);
    naast_formats_free(file->formats);
}

START_TEST(test_open_says_what_is_wrong)
{
    struct file f;
    file_begin(&f, NAAST_FILE_ANY, csv_file);
    ck_assert_int_eq(naast_reader_open(NULL, &f.spec, &f.reader), NAAST_INVALID);
    expect(f.formats, naast_reader_open(f.formats, NULL, &f.reader), NAAST_INVALID, "");
    expect(f.formats, naast_reader_open(f.formats, &f.spec, NULL), NAAST_INVALID, "");
    f.spec.size = 3;
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_INVALID, "spec_size");
    f.spec = spec_of(NAAST_FILE_ANY, NULL);
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_INVALID, "");
    f.spec = spec_of((naast_file_kind)9, &f.input);
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_INVALID, "reader_kind");
    f.spec = spec_of(NAAST_FILE_CSV, &f.input);
    f.spec.encoding = "klingon";
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_INVALID, "reader_kind");
    f.spec.encoding = "utf-8";
    f.spec.delimiter = 0x22; /* the quote */
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_INVALID, "import_delimiter");
    f.spec.delimiter = 0xe9;
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_INVALID, "import_delimiter");
    f.spec.delimiter = 0;
    f.spec.columns = NULL;
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_INVALID, "");
    f.spec.column_count = 0;
    f.input.read = NULL;
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_INVALID, "input_invalid");
    f.input.path = "/nowhere/deals.csv";
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_NOT_FOUND, "input_missing");
    f.input.path = "/";
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_IO, "input_unread");
    ck_assert_ptr_null(f.reader);
    file_end(&f);
}
END_TEST

static int stop_after(void *context, int64_t done, int64_t total)
{
    int64_t *limit = context;
    ck_assert_int_eq(total, 70000);
    return done > *limit;
}

static int cannot_read(void *context, void *out, size_t room, size_t *got)
{
    (void)context;
    (void)out;
    (void)room;
    *got = 0;
    return 1;
}

/* A first line of 20,000 characters, longer than what is read at once, and then 500 rows of 99. */
static void fill_long(char text[70001])
{
    memset(text, 'x', 70000);
    text[70000] = '\0';
    for (size_t i = 20000; i < 70000; i += 100)
        text[i] = '\n';
}

START_TEST(test_a_reader_can_be_stopped)
{
    static char text[70001];
    struct file f;
    int64_t limit = 0;
    fill_long(text);
    file_begin(&f, NAAST_FILE_CSV, text);
    f.spec.progress = stop_after;
    f.spec.context = &limit;
    f.spec.total = 70000;
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_STOPPED, "stopped");
    f.bytes = (struct bytes){text, strlen(text), 0}; /* stopped within the first line */
    limit = 17000;
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_OK, "");
    expect(f.formats, naast_reader_columns(f.reader, &f.row), NAAST_STOPPED, "stopped");
    expect(f.formats, naast_reader_columns(f.reader, &f.row), NAAST_INVALID, "reader_failed");
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_INVALID, "reader_failed");
    naast_reader_free(f.reader);
    f.bytes = (struct bytes){text, strlen(text), 0};
    limit = 40000;
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_OK, "");
    for (unsigned i = 0; i < 127; i++) /* those of the first two pieces */
        expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_OK, "");
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_STOPPED, "stopped");
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_INVALID, "reader_failed");
    file_end(&f);
}
END_TEST

START_TEST(test_a_file_that_cannot_be_read_is_told)
{
    static char text[70001];
    struct file f;
    fill_long(text);
    file_begin(&f, NAAST_FILE_CSV, text);
    f.input.read = cannot_read;
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_IO, "input_unread");
    f.input.read = bytes_read_then_fail;
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_OK, "");
    for (unsigned i = 0; i < 499; i++)
        expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_OK, "");
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_IO, "input_unread");
    naast_reader_free(f.reader);
    f.bytes = (struct bytes){text, 17000, 0}; /* within the first line */
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_OK, "");
    expect(f.formats, naast_reader_columns(f.reader, &f.row), NAAST_IO, "input_unread");
    file_end(&f);
}
END_TEST

/* A mark, the kind and the delimiter are found, however few bytes come at a time. */
START_TEST(test_a_file_that_comes_byte_by_byte)
{
    static const char marked[] = "\xff\xfeN\0a\0m\0e\0;\0B\0\n\0x\0;\0y\0\n\0";
    struct file f;
    file_begin(&f, NAAST_FILE_ANY, "");
    f.bytes = (struct bytes){marked, sizeof marked - 1, 1};
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_OK, "");
    ck_assert_int_eq(naast_reader_about(f.reader)->kind, NAAST_FILE_CSV);
    ck_assert_str_eq(naast_reader_about(f.reader)->encoding, "utf-16le");
    ck_assert_uint_eq(naast_reader_about(f.reader)->delimiter, ';');
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_OK, "");
    ck_assert_str_eq(f.row->texts[1].text, "y");
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_OK, "");
    ck_assert_ptr_null(f.row);
    file_end(&f);
}
END_TEST

START_TEST(test_columns_and_rows_say_what_is_wrong)
{
    struct file f;
    file_open(&f, NAAST_FILE_CSV, "a,b\n1,2\n3\n\"4");
    ck_assert_int_eq(naast_reader_columns(NULL, &f.row), NAAST_INVALID);
    ck_assert_int_eq(naast_reader_next(NULL, &f.row), NAAST_INVALID);
    expect(f.formats, naast_reader_columns(f.reader, NULL), NAAST_INVALID, "");
    expect(f.formats, naast_reader_next(f.reader, NULL), NAAST_INVALID, "");
    expect(f.formats, naast_reader_columns(f.reader, &f.row), NAAST_OK, "");
    ck_assert_uint_eq(f.row->text_count, 2);
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_OK, "");
    ck_assert_ptr_null(f.row->fault);
    ck_assert_int_eq(f.row->texts[1].column, 3);
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_OK, "");
    ck_assert_str_eq(f.row->fault->code, "fields_fewer");
    ck_assert_str_eq(f.row->fault->name, "bytes");
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_BAD_DATA, "csv_quote_open");
    ck_assert_int_eq(naast_formats_fault(f.formats)->line, 4);
    file_end(&f);
    file_open(&f, NAAST_FILE_CSV, "");
    expect(f.formats, naast_reader_columns(f.reader, &f.row), NAAST_BAD_DATA, "file_empty");
    file_end(&f);
    file_open(&f, NAAST_FILE_CSV, "a\xff,b\n");
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_BAD_DATA, "not_utf8");
    file_end(&f);
    ck_assert_ptr_null(naast_reader_about(NULL));
    naast_reader_free(NULL);
}
END_TEST

START_TEST(test_a_reject_has_the_head_once_and_says_what_is_wrong)
{
    struct file f;
    struct written written = {0};
    naast_writer writer = written_writer(&written);
    naast_reject_spec spec = NAAST_REJECT_SPEC_INIT;
    file_open(&f, NAAST_FILE_CSV, "a,b\n=1,\"2\"\"\"\n3,4\n");
    spec.reason = "why";
    expect(f.formats, naast_reader_reject(f.reader, &spec, &writer), NAAST_INVALID, "reader_no_row");
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_OK, "");
    ck_assert_int_eq(naast_reader_reject(NULL, &spec, &writer), NAAST_INVALID);
    expect(f.formats, naast_reader_reject(f.reader, NULL, &writer), NAAST_INVALID, "");
    expect(f.formats, naast_reader_reject(f.reader, &spec, NULL), NAAST_INVALID, "");
    spec.size = 0;
    expect(f.formats, naast_reader_reject(f.reader, &spec, &writer), NAAST_INVALID, "spec_size");
    spec.size = sizeof spec;
    expect(f.formats, naast_reader_reject(f.reader, &spec, &writer), NAAST_OK, "");
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_OK, "");
    spec.field = "title";
    spec.line = 9;
    expect(f.formats, naast_reader_reject(f.reader, &spec, &writer), NAAST_OK, "");
    ck_assert_str_eq(written.text, "\"a\",\"b\",\"naast_line\",\"naast_field\",\"naast_reason\"\n"
                                   "\"'=1\",\"2\"\"\",\"2\",\"\",\"why\"\n\"3\",\"4\",\"9\",\"title\",\"why\"\n");
    written.failed = 1;
    expect(f.formats, naast_reader_reject(f.reader, &spec, &writer), NAAST_IO, "write_failed");
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_OK, "");
    ck_assert_ptr_null(f.row);
    expect(f.formats, naast_reader_reject(f.reader, &spec, &writer), NAAST_INVALID, "reader_no_row");
    file_end(&f);
}
END_TEST

/* What is rejected is read again as it was. */
START_TEST(test_rejects_are_read_again)
{
    struct file f, again;
    struct written written = {0};
    const naast_writer writer = written_writer(&written);
    naast_reject_spec spec = NAAST_REJECT_SPEC_INIT;
    file_open(&f, NAAST_FILE_CSV, "a;b\n'=1;\"2\"\"\n\"\n");
    ck_assert_uint_eq(naast_reader_about(f.reader)->delimiter, ';');
    spec.reason = "why";
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_OK, "");
    expect(f.formats, naast_reader_reject(f.reader, &spec, &writer), NAAST_OK, "");
    file_open(&again, NAAST_FILE_CSV, written.text);
    expect(again.formats, naast_reader_next(again.reader, &again.row), NAAST_OK, "");
    ck_assert_uint_eq(again.row->text_count, 5);
    ck_assert_str_eq(again.row->texts[0].text, "'=1");
    ck_assert_str_eq(again.row->texts[1].text, "2\"\n");
    file_end(&again);
    file_end(&f);
}
END_TEST

START_TEST(test_without_wanted_members_lines_have_every_field)
{
    struct file f;
    file_begin(&f, NAAST_FILE_ANY, "{\"title\":\"Search\"}\n");
    f.spec.columns = NULL;
    f.spec.column_count = 0;
    expect(f.formats, naast_reader_open(f.formats, &f.spec, &f.reader), NAAST_OK, "");
    ck_assert_int_eq(naast_reader_about(f.reader)->kind, NAAST_FILE_JSON_LINES);
    expect(f.formats, naast_reader_columns(f.reader, &f.row), NAAST_OK, "");
    ck_assert_uint_eq(f.row->text_count, NAAST_FIELD_COUNT);
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_OK, "");
    ck_assert_str_eq(f.row->texts[NAAST_FIELD_TITLE].text, "Search");
    file_end(&f);
}
END_TEST

START_TEST(test_each_call_says_that_memory_lacks)
{
    struct memory memory = {0};
    naast_formats *formats = formats_with(&memory, NAAST_LANGUAGE_ENGLISH);
    struct bytes bytes = {lines_file, sizeof lines_file - 1, 0};
    const naast_input input = bytes_input(&bytes);
    const naast_reader_spec spec = spec_of(NAAST_FILE_JSON_LINES, &input);
    naast_reader *reader = NULL;
    const naast_row *row = NULL;
    memory_lacks(&memory);
    expect(formats, naast_reader_open(formats, &spec, &reader), NAAST_NO_MEMORY, "no_memory");
    expect(formats, naast_reader_open(formats, &spec, &reader), NAAST_OK, "");
    memory_lacks(&memory);
    expect(formats, naast_reader_columns(reader, &row), NAAST_NO_MEMORY, "no_memory");
    naast_reader_free(reader);
    bytes = (struct bytes){lines_file, sizeof lines_file - 1, 0};
    expect(formats, naast_reader_open(formats, &spec, &reader), NAAST_OK, "");
    expect(formats, naast_reader_columns(reader, &row), NAAST_OK, "");
    memory_lacks(&memory);
    expect(formats, naast_reader_next(reader, &row), NAAST_NO_MEMORY, "no_memory");
    naast_reader_free(reader);
    naast_formats_free(formats);
    ck_assert_int_eq(memory.held, 0);
}
END_TEST

START_TEST(test_a_reject_says_that_memory_lacks)
{
    struct file f;
    naast_reject_spec spec = NAAST_REJECT_SPEC_INIT;
    struct written written = {0};
    const naast_writer writer = written_writer(&written);
    spec.reason = "why";
    file_open(&f, NAAST_FILE_JSON_LINES, lines_file);
    expect(f.formats, naast_reader_next(f.reader, &f.row), NAAST_OK, "");
    requests = 0;
    fail_at = 1;
    json_set_alloc_funcs(failing_malloc, free);
    expect(f.formats, naast_reader_reject(f.reader, &spec, &writer), NAAST_NO_MEMORY, "no_memory");
    json_set_alloc_funcs(malloc, free);
    file_end(&f);
}
END_TEST

/* ---- the controls: what these tests look for, they find ---- */

START_TEST(test_control_a_row_that_is_no_text_is_found)
{
    naast_fault fault = {.code = "", .text = "x"};
    naast_row_text text = {"\xff\xfe", 2, 1, 1};
    naast_row row = {.texts = &text, .text_count = 1, .text_size = sizeof text, .line = 1, .column = 1};
    ck_assert_str_eq(complain(&row, 1), "a field that is no UTF-8");
    text.text = "a\0";
    ck_assert_str_eq(complain(&row, 1), "a NUL within a field");
    ck_assert_str_eq(complain(&row, 2), "another number of fields than of columns");
    row.fault = &fault;
    ck_assert_str_eq(complain(&row, 1), "a fault without a place");
    row.line = 0;
    ck_assert_str_eq(complain(&row, 1), "a row without a place");
}
END_TEST

START_TEST(test_control_a_card_too_few_is_found)
{
    struct result result = read_bytes(NAAST_FILE_VCARD, card_file, sizeof card_file - 1, "utf-8");
    ck_assert_ptr_null(complain_of_prefix(card_file, sizeof card_file - 1, &result));
    result.rows--;
    ck_assert_ptr_nonnull(complain_of_prefix(card_file, sizeof card_file - 1, &result));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("readers");
    TCase *tests = tcase_create("readers");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, test_what_the_files_hold, 0, SAMPLES);
    tcase_add_loop_test(tests, test_every_prefix_of_a_file_is_read_or_told, 0, SAMPLES);
    tcase_add_loop_test(tests, test_damaged_files_are_read_or_told, 0, SAMPLES);
    tcase_add_test(tests, test_characters_across_pieces);
    tcase_add_loop_test(tests, test_memory_that_runs_out_is_told_and_nothing_is_kept, 0, SAMPLES);
    tcase_add_test(tests, test_open_says_what_is_wrong);
    tcase_add_test(tests, test_a_reader_can_be_stopped);
    tcase_add_test(tests, test_a_file_that_cannot_be_read_is_told);
    tcase_add_test(tests, test_a_file_that_comes_byte_by_byte);
    tcase_add_test(tests, test_columns_and_rows_say_what_is_wrong);
    tcase_add_test(tests, test_a_reject_has_the_head_once_and_says_what_is_wrong);
    tcase_add_test(tests, test_rejects_are_read_again);
    tcase_add_test(tests, test_each_call_says_that_memory_lacks);
    tcase_add_test(tests, test_a_reject_says_that_memory_lacks);
    tcase_add_test(tests, test_without_wanted_members_lines_have_every_field);
    tcase_add_loop_test(tests, test_a_reject_without_memory_is_whole_or_told, 0, 2);
    tcase_add_test(tests, test_a_line_or_a_card_without_end_is_told);
    tcase_add_test(tests, test_control_a_row_that_is_no_text_is_found);
    tcase_add_test(tests, test_control_a_card_too_few_is_found);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
