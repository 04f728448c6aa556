/* test_cli_readers.c: readers of CSV, JSON lines and vCards on files that break off, that are damaged and that are
 * large. */
#include "base/arena.h"
#include "base/context.h"
#include "formats/reader.h"
#include "formats/row.h"
#include "formats/source.h"

#include <check.h>
#include <jansson.h>
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
    struct import_cursor cursor;
    import_cursor_begin(&cursor);
    for (size_t i = 0; i < length; i++)
        import_cursor_pass(&cursor, (unsigned char)text[i]);
    import_cursor_end(&cursor);
    return cursor.fault == W_NONE;
}

/* What must be true of every row, whatever the file is. NULL: it is. */
static const char *complain(const struct import_row *row, size_t columns)
{
    if (row->place.line < 1 || row->place.column < 1)
        return "a row without a place";
    if (row->fault != W_NONE)
        return row->fault_place.line < 1 || row->fault_place.column < 1 ? "a fault without a place" : NULL;
    if (row->count != columns)
        return "another number of fields than of columns";
    for (size_t i = 0; i < row->count; i++) {
        const struct import_field *field = &row->fields[i];
        if (row->bytes[field->at + field->length] != '\0')
            return "a field that does not end";
        if (strlen(import_text(row, i)) != field->length)
            return "a NUL within a field";
        if (!is_utf8(import_text(row, i), field->length))
            return "a field that is no UTF-8";
        if (field->place.line < 1 || field->place.column < 1)
            return "a field without a place";
    }
    return NULL;
}

static void take_rows(struct import_reader *reader, FILE *rejects, struct result *result)
{
    const struct import_row *row = NULL;
    result->status = reader->format->head(reader, wanted, 4, &row);
    size_t columns = row == NULL ? 0 : row->count;
    while (result->status == NAAST_OK && row != NULL) {
        result->status = reader->format->next(reader, &row);
        if (result->status != NAAST_OK || row == NULL)
            break;
        result->complaint = result->complaint == NULL ? complain(row, columns) : result->complaint;
        if (row->fault == W_NONE && result->rows == 0)
            snprintf(result->first, sizeof result->first, "%s", import_text(row, 0));
        result->rows += row->fault == W_NONE;
        result->faults += row->fault != W_NONE;
        if (row->fault != W_NONE)
            ck_assert(reader->format->reject(reader, rejects, result->faults == 1, row, row->place, "", "a reason"));
    }
}

typedef int open_reader(struct import_source *source, struct import_reader **out);

static int open_csv(struct import_source *source, struct import_reader **out)
{
    return import_csv_open(source, '\0', out);
}

static struct result read_bytes(open_reader *open, const char *bytes, size_t length, enum import_encoding encoding)
{
    struct result result = {0};
    struct import_source *source = NULL;
    struct import_reader *reader = NULL;
    struct cli cli = {.quiet = true, .width = 80};
    char none = '\0';
    cli.in = length == 0 ? fmemopen(&none, 1, "r") : fmemopen((void *)(uintptr_t)bytes, length, "r");
    if (length == 0)
        (void)fgetc(cli.in);
    cli.out = cli.err = fopen("/dev/null", "w");
    ck_assert(cli.in != NULL && cli.err != NULL);
    result.status = import_source_open(&cli, "-", encoding, &source);
    ck_assert_int_eq(result.status, NAAST_OK);
    ck_assert_int_eq(open(source, &reader), NAAST_OK);
    take_rows(reader, cli.err, &result);
    import_reader_close(reader);
    kept_free(&cli);
    fclose(cli.in);
    fclose(cli.err);
    ck_assert_msg(result.complaint == NULL, "%s", result.complaint);
    ck_assert_msg(result.status == NAAST_OK || result.status == NAAST_BAD_DATA, "status %d", result.status);
    return result;
}

struct sample {
    open_reader *open;
    const char *bytes;
    size_t length, rows;
    const char *first;
};
static const struct sample samples[] = {
    {import_vcard_open, card_file, sizeof card_file - 1, 2, "Sanne de Wit"},
    {import_jsonl_open, lines_file, sizeof lines_file - 1, 1, "\xf0\x9f\x98\x80"}, /* the first line has an object */
    {open_csv, csv_file, sizeof csv_file - 1, 2, "a, b"},
};
enum { SAMPLES = sizeof samples / sizeof samples[0] };

START_TEST(test_what_the_files_hold)
{
    const struct sample *sample = &samples[_i];
    struct result result = read_bytes(sample->open, sample->bytes, sample->length, ENCODING_UTF_8);
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
        struct result result = read_bytes(sample->open, sample->bytes, length, ENCODING_UTF_8);
        if (sample->open != import_vcard_open)
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
    static const enum import_encoding encodings[] = {ENCODING_UTF_8, ENCODING_WINDOWS_1252, ENCODING_UTF_16_LE,
                                                     ENCODING_UTF_16_BE};
    const struct sample *sample = &samples[_i];
    char bytes[1024];
    uint32_t state = 2463534242U;
    for (unsigned round = 0; round < 3000; round++) {
        memcpy(bytes, sample->bytes, sample->length);
        for (unsigned changes = 1 + next_random(&state) % 6; changes > 0; changes--)
            bytes[next_random(&state) % sample->length] = random_byte(&state);
        (void)read_bytes(sample->open, bytes, sample->length - next_random(&state) % 8, encodings[round % 16 / 13]);
    }
    for (unsigned round = 0; round < 1000; round++) {
        size_t length = next_random(&state) % sizeof bytes;
        for (size_t i = 0; i < length; i++)
            bytes[i] = random_byte(&state);
        (void)read_bytes(sample->open, bytes, length, encodings[round % 4]);
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
        struct result result = read_bytes(import_vcard_open, bytes, length, ENCODING_UTF_8);
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

/* Writes the row as a reject, with one request for memory failing. false: it was said not to be whole. */
static bool reject_failing(const char *raw, enum word fault, long at, char *written, size_t size)
{
    struct import_source *source = NULL;
    struct import_reader *reader = NULL;
    struct cli cli = {.quiet = true, .width = 80};
    const struct import_row row = {.raw = raw, .place = {1, 1}, .fault = fault};
    FILE *file = fmemopen(written, size, "w");
    cli.in = fmemopen((void *)(uintptr_t)lines_file, sizeof lines_file - 1, "r");
    cli.out = cli.err = fopen("/dev/null", "w");
    ck_assert(cli.in != NULL && cli.err != NULL && file != NULL);
    ck_assert_int_eq(import_source_open(&cli, "-", ENCODING_UTF_8, &source), NAAST_OK);
    ck_assert_int_eq(import_jsonl_open(source, &reader), NAAST_OK);
    requests = 0;
    fail_at = at;
    json_set_alloc_funcs(failing_malloc, free);
    bool whole = reader->format->reject(reader, file, true, &row, row.place, "title", "a reason");
    json_set_alloc_funcs(malloc, free);
    fclose(file);
    import_reader_close(reader);
    kept_free(&cli);
    fclose(cli.in);
    fclose(cli.err);
    return whole;
}

/* What is said to be whole has the row's own text, what is wrong with it, and an end. */
START_TEST(test_a_reject_without_memory_is_whole_or_told)
{
    static const struct {
        const char *raw;
        enum word fault;
    } rows[] = {{"{\"title\":\"Search\",\"amount\":\"x\"}", W_NONE}, {"Search, no object", W_JSONL_WRONG}};
    long told = 0, at = 1;
    for (;; at++) {
        char written[400] = "";
        bool whole = reject_failing(rows[_i].raw, rows[_i].fault, at, written, sizeof written);
        if (whole)
            ck_assert_msg(strstr(written, "Search") != NULL && strstr(written, "\"naast_reason\":\"a reason\"}\n"),
                          "request %ld: %s", at, written);
        told += !whole;
        if (requests < at)
            break;
    }
    ck_assert_int_gt(at, 5);
    ck_assert_int_gt(told, 0);
}
END_TEST

START_TEST(test_a_line_or_a_card_without_end_is_told)
{
    enum { LENGTH = 9 * 1024 * 1024 };
    char *bytes = malloc(LENGTH);
    ck_assert_ptr_nonnull(bytes);
    memset(bytes, 'x', LENGTH);
    ck_assert_int_eq(read_bytes(import_vcard_open, bytes, LENGTH, ENCODING_UTF_8).status, NAAST_BAD_DATA);
    ck_assert_int_eq(read_bytes(import_jsonl_open, bytes, LENGTH, ENCODING_UTF_8).status, NAAST_BAD_DATA);
    memcpy(bytes, "BEGIN:VCARD\nX:", 14);
    for (size_t i = 1024; i + 1 < LENGTH; i += 1024)
        memcpy(bytes + i, "\n ", 2); /* folded for ever */
    ck_assert_int_eq(read_bytes(import_vcard_open, bytes, LENGTH, ENCODING_UTF_8).status, NAAST_BAD_DATA);
    free(bytes);
}
END_TEST

/* The controls: what these tests look for, they find. */
START_TEST(test_control_a_row_that_is_no_text_is_found)
{
    struct import_field field = {0, 2, {1, 1}};
    struct import_row row = {.bytes = "\xff\xfe", .fields = &field, .count = 1, .place = {1, 1}, .fault = W_NONE};
    ck_assert_str_eq(complain(&row, 1), "a field that is no UTF-8");
    row.bytes = "a\0";
    ck_assert_str_eq(complain(&row, 1), "a NUL within a field");
    ck_assert_str_eq(complain(&row, 2), "another number of fields than of columns");
    row.fault = W_IMPORT_NUL;
    ck_assert_str_eq(complain(&row, 1), "a fault without a place");
    row.place.line = 0;
    ck_assert_str_eq(complain(&row, 1), "a row without a place");
}
END_TEST

START_TEST(test_control_a_card_too_few_is_found)
{
    struct result result = read_bytes(import_vcard_open, card_file, sizeof card_file - 1, ENCODING_UTF_8);
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
