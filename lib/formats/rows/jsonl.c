/* jsonl.c: rows out of JSONL: a JSON object a line. jansson reads it; the place of each value is found beside
 * it. */
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast-formats.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/rows/json_memory.h"
#include "formats/rows/lines.h"
#include "formats/rows/reader.h"
#include "formats/rows/row.h"
#include "formats/rows/source.h"

enum { LARGEST_LINE = 1024 * 1024 };

/* A value of an object: what jansson made of it, how it is written, and where. */
struct member {
    const json_t *value; /* NULL: it is not there */
    const char *text;
    size_t length;
    int64_t column;
};

struct jsonl_reader {
    naast_reader reader; /* first */
    struct lines lines;
    struct line line;
    struct member *members; /* of the line, one for each column */
    size_t count;
    char reason[JSON_ERROR_TEXT_LENGTH];
};

/* --- where values are --- */

/* A line that was found to be one object of JSON, read along its values. */
struct scan {
    const char *at;
    int64_t column; /* of `at` */
};

static void step(struct scan *scan)
{
    scan->column += ((unsigned char)*scan->at & 0xc0) != 0x80;
    scan->at++;
    while (((unsigned char)*scan->at & 0xc0) == 0x80)
        scan->at++;
}

static void skip_blank(struct scan *scan)
{
    while (*scan->at == ' ' || *scan->at == '\t')
        step(scan);
}

static void skip_string(struct scan *scan)
{
    for (step(scan); *scan->at != '"'; step(scan)) {
        if (*scan->at == '\\')
            step(scan);
    }
    step(scan);
}

/* Past one value, whatever is in it. */
static void skip_value(struct scan *scan)
{
    int depth = 0;
    do {
        const char c = *scan->at;
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        if (c == '"')
            skip_string(scan);
        else
            step(scan);
    } while (depth > 0 || strchr(",}] \t", *scan->at) == NULL);
}

/* To the value of the next member, from the brace or from the end of the one before. */
static void next_value(struct scan *scan)
{
    while (*scan->at != '"')
        step(scan);
    skip_string(scan);
    while (*scan->at != ':')
        step(scan);
    step(scan);
    skip_blank(scan);
}

/* --- rows --- */

static void fault_at(struct jsonl_reader *jsonl, enum fmt_message fault, const char *reason, int64_t column)
{
    row_maker_fault(&jsonl->reader.maker, fault, reason, (struct place){jsonl->line.place.line, column});
}

/* Texts as they are meant, numbers as they are written. */
static bool add_value(struct jsonl_reader *jsonl, const struct member *member)
{
    const struct place place = {jsonl->line.place.line, member->column};
    if (json_is_string(member->value))
        return row_maker_add(&jsonl->reader.maker, json_string_value(member->value), json_string_length(member->value),
                             place);
    if (json_is_object(member->value) || json_is_array(member->value))
        fault_at(jsonl, FMT_JSONL_NESTED, NULL, member->column);
    const bool is_number = json_is_number(member->value);
    if (json_is_boolean(member->value))
        fault_at(jsonl, FMT_JSONL_FLAG, NULL, member->column);
    return row_maker_add(&jsonl->reader.maker, member->text, is_number ? member->length : 0, place);
}

/* jansson keeps members in the order of the line. */
static void find_members(struct jsonl_reader *jsonl, json_t *object)
{
    struct scan scan = {jsonl->line.text, 1};
    const char *name;
    json_t *value;
    for (size_t i = 0; i < jsonl->count; i++)
        jsonl->members[i] = (struct member){NULL, "", 0, 1};
    json_object_foreach(object, name, value)
    {
        next_value(&scan);
        const struct scan begin = scan;
        skip_value(&scan);
        for (size_t i = 0; i < jsonl->count; i++) {
            if (strcmp(name, row_text(&jsonl->reader.head.row, i)) == 0)
                jsonl->members[i] = (struct member){value, begin.at, (size_t)(scan.at - begin.at), begin.column};
        }
    }
}

static bool add_values(struct jsonl_reader *jsonl, json_t *object)
{
    bool fits = true;
    find_members(jsonl, object);
    for (size_t i = 0; i < jsonl->count && fits; i++)
        fits = add_value(jsonl, &jsonl->members[i]);
    return fits;
}

static int read_object(struct jsonl_reader *jsonl)
{
    struct line *line = &jsonl->line;
    json_error_t error;
    bool fits = true;
    json_t *object = json_loadb(line->text, line->length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (object == NULL && json_lacked_memory(&error)) {
        fits = false;
    } else if (object == NULL) {
        memcpy(jsonl->reason, error.text, sizeof jsonl->reason);
        fault_at(jsonl, FMT_JSONL_WRONG, jsonl->reason, error.column > 0 ? error.column : 1);
    } else if (!json_is_object(object)) {
        fault_at(jsonl, FMT_JSONL_NO_OBJECT, NULL, 1);
    } else {
        fits = add_values(jsonl, object);
    }
    json_decref(object);
    return fits ? NAAST_OK : formats_no_memory(jsonl->reader.formats);
}

static bool is_blank(const char *text) { return text[strspn(text, " \t")] == '\0'; }

static int jsonl_next(naast_reader *reader, bool *more)
{
    struct jsonl_reader *jsonl = (struct jsonl_reader *)reader;
    struct line *line = &jsonl->line;
    int status;
    do {
        status = lines_next(&jsonl->lines, line, more);
    } while (status == NAAST_OK && *more && line->fault == FMT_NONE && is_blank(line->text));
    if (status != NAAST_OK || !*more)
        return status;
    row_maker_begin(&reader->maker, line->place);
    reader->maker.raw = line->text;
    if (line->fault != FMT_NONE)
        fault_at(jsonl, line->fault, NULL, line->fault_place.column);
    else
        status = read_object(jsonl);
    row_maker_end(&reader->maker);
    return status;
}

static int jsonl_head(naast_reader *reader, const char *const *wanted, size_t count, bool *there)
{
    struct jsonl_reader *jsonl = (struct jsonl_reader *)reader;
    if (jsonl->lines.source == NULL)
        lines_begin(&jsonl->lines, reader->source, LARGEST_LINE);
    jsonl->count = count;
    jsonl->members = arena_get(&reader->arena, sizeof *jsonl->members * (count + 1));
    bool fits = jsonl->members != NULL;
    row_maker_begin(&reader->head, (struct place){1, 1});
    for (size_t i = 0; i < count && fits; i++)
        fits = row_maker_add(&reader->head, wanted[i], strlen(wanted[i]), (struct place){1, 1});
    row_maker_end(&reader->head);
    *there = true;
    return fits ? NAAST_OK : formats_no_memory(reader->formats);
}

/* --- rejects --- */

/* What is no text cannot be repeated. */
static json_t *text_alone(const struct row_maker *row)
{
    json_t *object = json_object();
    if (row->fault != FMT_NOT_UTF8 && json_object_set_new(object, "naast_text", json_string(row->raw)) != 0) {
        json_decref(object);
        object = NULL;
    }
    return object;
}

static int put(const char *bytes, size_t length, void *out)
{
    output_bytes(out, bytes, length);
    return 0;
}

/* The object with three members more; what is no object, as a text. */
static bool jsonl_reject(naast_reader *reader, struct output *out, const naast_reject_spec *reject)
{
    const struct row_maker *row = &reader->maker;
    json_error_t error;
    json_t *object = json_loads(row->raw, 0, &error);
    if (object == NULL && json_lacked_memory(&error))
        return false;
    if (!json_is_object(object)) {
        json_decref(object);
        object = text_alone(row);
    }
    const bool whole = json_object_set_new(object, "naast_line", json_integer(reject->line)) == 0 &&
                       json_object_set_new(object, "naast_field",
                                           *reject->field == '\0' ? json_null() : json_string(reject->field)) == 0 &&
                       json_object_set_new(object, "naast_reason", json_string(reject->reason)) == 0 &&
                       json_dump_callback(object, put, out, JSON_COMPACT) == 0;
    output_text(out, "\n");
    json_decref(object);
    return whole;
}

static void jsonl_close(naast_reader *reader) { lines_end(&((struct jsonl_reader *)reader)->lines); }

static const struct row_format jsonl_format = {jsonl_head, jsonl_next, jsonl_reject, jsonl_close};

naast_reader *jsonl_reader_new(const naast_allocator *allocator)
{
    struct jsonl_reader *jsonl = memory_resize(allocator, NULL, sizeof *jsonl);
    if (jsonl == NULL)
        return NULL;
    memset(jsonl, 0, sizeof *jsonl);
    jsonl->reader.format = &jsonl_format;
    return &jsonl->reader;
}
