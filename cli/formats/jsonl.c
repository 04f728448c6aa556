/* jsonl.c: rows out of JSONL: a JSON object a line. jansson reads it; where each value stands is found beside
 * it. */
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast.h"
#include "base/arena.h"
#include "formats/lines.h"
#include "formats/reader.h"
#include "formats/row.h"
#include "formats/source.h"
#include "words/words.h"

enum { LARGEST_LINE = 1024 * 1024 };

/* A value of an object: what jansson made of it, how it is written, and where. */
struct member {
    const json_t *value; /* NULL: it is not there */
    const char *text;
    size_t length;
    int64_t column;
};

struct jsonl_reader {
    struct import_reader reader; /* first */
    struct import_lines lines;
    struct import_line line;
    struct row_maker head, maker;
    const char *const *columns;
    struct member *members; /* of the line, one for each column */
    size_t count;
    char reason[JSON_ERROR_TEXT_LENGTH];
};

/* --- where values stand --- */

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

static void fault_at(struct jsonl_reader *jsonl, enum word fault, const char *reason, int64_t column)
{
    struct import_row *row = &jsonl->maker.row;
    if (row->fault != W_NONE)
        return;
    row->fault = fault;
    row->reason = reason;
    row->fault_place = (struct import_place){jsonl->line.place.line, column};
}

/* Texts as they are meant, numbers as they are written. */
static bool add_value(struct jsonl_reader *jsonl, const struct member *member)
{
    const struct import_place place = {jsonl->line.place.line, member->column};
    if (json_is_string(member->value))
        return row_maker_add(&jsonl->maker, json_string_value(member->value), json_string_length(member->value), place);
    if (json_is_object(member->value) || json_is_array(member->value))
        fault_at(jsonl, W_JSONL_NESTED, NULL, member->column);
    const bool is_number = json_is_number(member->value);
    if (json_is_boolean(member->value))
        fault_at(jsonl, W_JSONL_FLAG, NULL, member->column);
    return row_maker_add(&jsonl->maker, member->text, is_number ? member->length : 0, place);
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
            if (strcmp(name, jsonl->columns[i]) == 0)
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
    struct import_line *line = &jsonl->line;
    json_error_t error;
    bool fits = true;
    json_t *object = json_loadb(line->text, line->length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (object == NULL) {
        memcpy(jsonl->reason, error.text, sizeof jsonl->reason);
        fault_at(jsonl, W_JSONL_WRONG, jsonl->reason, error.column > 0 ? error.column : 1);
    } else if (!json_is_object(object)) {
        fault_at(jsonl, W_JSONL_NO_OBJECT, NULL, 1);
    } else {
        fits = add_values(jsonl, object);
    }
    json_decref(object);
    return fits ? NAAST_OK : import_no_memory(jsonl->reader.cli);
}

static bool is_blank(const char *text) { return text[strspn(text, " \t")] == '\0'; }

static int jsonl_next(struct import_reader *reader, const struct import_row **out)
{
    struct jsonl_reader *jsonl = (struct jsonl_reader *)reader;
    struct import_line *line = &jsonl->line;
    bool more;
    int status;
    do {
        status = import_lines_next(&jsonl->lines, line, &more);
    } while (status == NAAST_OK && more && line->fault == W_NONE && is_blank(line->text));
    *out = NULL;
    if (status != NAAST_OK || !more)
        return status;
    row_maker_begin(&jsonl->maker);
    jsonl->maker.row.place = line->place;
    jsonl->maker.row.raw = line->text;
    if (line->fault != W_NONE)
        fault_at(jsonl, line->fault, NULL, line->fault_place.column);
    else
        status = read_object(jsonl);
    if (status == NAAST_OK)
        *out = row_maker_end(&jsonl->maker);
    return status;
}

static int jsonl_head(struct import_reader *reader, const char *const *wanted, size_t count,
                      const struct import_row **out)
{
    struct jsonl_reader *jsonl = (struct jsonl_reader *)reader;
    bool fits = true;
    jsonl->columns = wanted;
    jsonl->count = count;
    jsonl->members = cli_keep(reader->cli, sizeof *jsonl->members * (count + 1));
    row_maker_begin(&jsonl->head);
    for (size_t i = 0; i < count && fits; i++)
        fits = row_maker_add(&jsonl->head, wanted[i], strlen(wanted[i]), (struct import_place){1, 1});
    *out = row_maker_end(&jsonl->head);
    return fits ? NAAST_OK : import_no_memory(reader->cli);
}

/* --- rejects --- */

/* What is no text cannot be repeated. */
static json_t *text_alone(const struct import_row *row)
{
    json_t *object = json_object();
    if (row->fault != W_IMPORT_NOT_UTF8 && json_object_set_new(object, "naast_text", json_string(row->raw)) != 0) {
        json_decref(object);
        object = NULL;
    }
    return object;
}

/* The object with three members more; what is no object, as a text. */
static bool jsonl_reject(struct import_reader *reader, FILE *file, bool first, const struct import_row *row,
                         struct import_place place, const char *field, const char *reason)
{
    json_t *object = json_loads(row->raw, 0, NULL);
    (void)reader;
    (void)first;
    if (!json_is_object(object)) {
        json_decref(object);
        object = text_alone(row);
    }
    const bool whole =
        json_object_set_new(object, "naast_line", json_integer(place.line)) == 0 &&
        json_object_set_new(object, "naast_field", *field == '\0' ? json_null() : json_string(field)) == 0 &&
        json_object_set_new(object, "naast_reason", json_string(reason)) == 0 &&
        (json_dumpf(object, file, JSON_COMPACT) == 0 || ferror(file) != 0);
    fputc('\n', file);
    json_decref(object);
    return whole;
}

static void jsonl_close(struct import_reader *reader)
{
    struct jsonl_reader *jsonl = (struct jsonl_reader *)reader;
    import_lines_end(&jsonl->lines);
    row_maker_free(&jsonl->head);
    row_maker_free(&jsonl->maker);
}

static const struct import_format jsonl_format = {"jsonl", jsonl_head, jsonl_next, jsonl_reject, jsonl_close};

int import_jsonl_open(struct import_source *source, struct import_reader **out)
{
    struct jsonl_reader *jsonl = cli_keep(source->cli, sizeof *jsonl);
    jsonl->reader =
        (struct import_reader){.format = &jsonl_format, .cli = source->cli, .source = source, .own_fields = true};
    import_lines_begin(&jsonl->lines, source, LARGEST_LINE);
    *out = &jsonl->reader;
    return NAAST_OK;
}
