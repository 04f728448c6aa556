/* entry_read.c: the lines of an export of a store, read back into typed entries. What is not there exactly as it is
 * written out is told with its line. */
#include "formats/entry_read.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "naast-exchange.h"
#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "base/signals.h"
#include "formats/entry_json.h"
#include "formats/input_file.h"
#include "term/message.h"
#include "term/progress.h"
#include "words/words.h"

enum { LARGEST_LINE = 256 << 20, FORMAT = 1 };

struct entry_reader {
    struct cli *cli;
    const char *name;
    FILE *file;
    struct progress *progress; /* NULL: no bar stands there */
    int64_t size, done, line;
    char *text; /* the line, without its newline */
    size_t length, room;
    json_t *json;
    naast_entry entry;
    naast_entry_part *parts;
    naast_entry_record *records;
    naast_entry_value *values;
    size_t part_room, record_room, value_room;
    unsigned char *bytes; /* of values in hexadecimal digits: fewer than the line has */
    size_t byte_room, byte_count;
};

const char *entry_reader_name(const struct entry_reader *reader) { return reader->name; }
int64_t entry_reader_line(const struct entry_reader *reader) { return reader->line; }
int64_t entry_reader_size(const struct entry_reader *reader) { return reader->size; }
int64_t entry_reader_done(const struct entry_reader *reader) { return reader->done; }

void entry_reader_progress(struct entry_reader *reader, struct progress *progress) { reader->progress = progress; }

int entry_reader_open(struct cli *cli, const char *path, struct entry_reader **out)
{
    struct entry_reader *reader = cli_keep(cli, sizeof *reader);
    reader->cli = cli;
    int status = input_file_open(cli, path, &reader->file, &reader->name, &reader->size);
    if (status == NAAST_OK)
        *out = reader;
    return status;
}

void entry_reader_free(struct entry_reader *reader)
{
    if (reader == NULL)
        return;
    json_decref(reader->json);
    free(reader->text);
    free(reader->parts);
    free(reader->records);
    free(reader->values);
    free(reader->bytes);
    input_file_close(reader->cli, reader->file);
}

/* Told with the line it stands on. */
static int wrong(struct entry_reader *reader, const char *why)
{
    struct cli *cli = reader->cli;
    if (reader->progress != NULL)
        progress_clear(reader->progress);
    return cli_failed(cli, NAAST_BAD_DATA, W_EXPORT_LINE_WRONG, reader->name, cli_printf(cli, "%" PRId64, reader->line),
                      why);
}

static int make_room(struct entry_reader *reader, void *list, size_t *room, size_t wanted, size_t size)
{
    void *old, *moved;
    if (wanted <= *room)
        return NAAST_OK;
    size_t larger = *room * 2 > wanted ? *room * 2 : wanted;
    memcpy(&old, list, sizeof old);
    moved = reallocarray(old, larger, size);
    if (moved == NULL)
        return cli_failed(reader->cli, NAAST_NO_MEMORY, W_NO_MEMORY);
    memcpy(list, &moved, sizeof moved);
    *room = larger;
    // cppcheck-suppress memleak // it lies in *list now, which memcpy hides
    return NAAST_OK;
}

/* --- a line --- */

/* The next line that has anything in it; *there false at the end of the file. */
static int read_line(struct entry_reader *reader, bool *there)
{
    bool ends = false, blank = true;
    int c = 0;
    reader->length = 0;
    reader->line++;
    while (!ends && (c = getc_unlocked(reader->file)) != EOF) {
        reader->done++;
        ends = c == '\n';
        if (ends && blank) {
            reader->length = 0;
            reader->line++;
            ends = false;
            continue;
        }
        blank = blank && strchr(" \t\r", c) != NULL && c != '\0';
        if (reader->length == LARGEST_LINE)
            return wrong(reader, word(reader->cli, W_EXPORT_LINE_LONG));
        int status = make_room(reader, &reader->text, &reader->room, reader->length + 2, 1);
        if (status != NAAST_OK)
            return status;
        reader->text[reader->length] = (char)c;
        reader->length += !ends;
    }
    if (interrupted())
        return NAAST_FAILURE;
    if (c == EOF && ferror(reader->file) != 0)
        return cli_failed(reader->cli, NAAST_IO, W_FILE_UNREAD, reader->name, strerror(errno));
    *there = !blank;
    return NAAST_OK;
}

static int read_json(struct entry_reader *reader)
{
    json_error_t error;
    bool there = false;
    int status = read_line(reader, &there);
    if (status != NAAST_OK)
        return status;
    if (!there)
        return wrong(reader, word(reader->cli, W_EXPORT_CUT));
    json_decref(reader->json);
    reader->json = json_loadb(reader->text, reader->length, JSON_REJECT_DUPLICATES, &error);
    if (reader->json == NULL)
        return wrong(reader,
                     words(reader->cli, W_EXPORT_NO_JSON, cli_printf(reader->cli, "%d", error.column), error.text));
    return NAAST_OK;
}

/* What jansson found missing, too much or of another type. */
static int misshapen(struct entry_reader *reader, const char *what)
{
    return wrong(reader, words(reader->cli, W_EXPORT_MISSHAPEN, what));
}

#define UNPACK(json, error, ...) json_unpack_ex(json, error, JSON_STRICT, __VA_ARGS__)

static bool is_type(const struct entry_reader *reader, const char *type)
{
    const char *there = json_string_value(json_object_get(reader->json, "type"));
    return there != NULL && strcmp(there, type) == 0;
}

/* --- its values --- */

static int digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

static bool read_hex(const char *text, size_t length, unsigned char *out)
{
    for (size_t i = 0; i + 1 < length; i += 2) {
        int high = digit(text[i]), low = digit(text[i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[i / 2] = (unsigned char)(high << 4 | low);
    }
    return length % 2 == 0;
}

static bool read_fixed_hex(const json_t *json, unsigned char *out, size_t size)
{
    return json_is_string(json) && json_string_length(json) == size * 2 &&
           read_hex(json_string_value(json), size * 2, out);
}

/* {"hex":"…"} or {"text_hex":"…"} */
static bool read_hex_value(struct entry_reader *reader, json_t *json, naast_entry_value *out)
{
    const json_t *bytes = json_object_get(json, "hex"), *text = json_object_get(json, "text_hex");
    const json_t *hex = bytes != NULL ? bytes : text;
    size_t length = json_string_length(hex);
    unsigned char *to = reader->bytes + reader->byte_count;
    if (json_object_size(json) != 1 || !json_is_string(hex) || !read_hex(json_string_value(hex), length, to))
        return false;
    *out = (naast_entry_value){
        .type = bytes != NULL ? NAAST_VALUE_BYTES : NAAST_VALUE_TEXT, .bytes = (const char *)to, .length = length / 2};
    reader->byte_count += length / 2;
    return true;
}

static bool read_value(struct entry_reader *reader, json_t *json, naast_entry_value *out)
{
    switch (json_typeof(json)) {
    case JSON_NULL:
        *out = (naast_entry_value){.type = NAAST_VALUE_NULL, .bytes = ""};
        return true;
    case JSON_INTEGER:
        *out = (naast_entry_value){.type = NAAST_VALUE_INT, .number = json_integer_value(json), .bytes = ""};
        return true;
    case JSON_STRING:
        *out = (naast_entry_value){
            .type = NAAST_VALUE_TEXT, .bytes = json_string_value(json), .length = json_string_length(json)};
        return true;
    case JSON_OBJECT:
        return read_hex_value(reader, json, out);
    default:
        return false;
    }
}

static int read_record(struct entry_reader *reader, json_t *json, naast_entry_record *out, naast_entry_value *values)
{
    json_error_t error;
    json_t *object, *value;
    json_int_t row;
    const char *table, *action, *column;
    int personal;
    if (UNPACK(json, &error, "{s:s, s:I, s:s, s:b, s:o !}", "table", &table, "row", &row, "action", &action, "personal",
               &personal, "values", &object) != 0)
        return misshapen(reader, error.text);
    bool inserted = strcmp(action, "insert") == 0;
    if (!inserted && strcmp(action, "change") != 0)
        return misshapen(reader, "action");
    *out =
        (naast_entry_record){.table = table, .row = row, .inserted = inserted, .personal = personal, .values = values};
    json_object_foreach(object, column, value)
    {
        naast_entry_value *to = &values[out->value_count++];
        if (!read_value(reader, value, to))
            return misshapen(reader, column);
        to->column = column;
    }
    return NAAST_OK;
}

/* A part: what was erased, or a salt and records, which take their places behind those before it. */
static int read_part(struct entry_reader *reader, json_t *json, naast_entry_part *out, naast_entry_record **records,
                     naast_entry_value **values)
{
    json_error_t error;
    json_t *salt, *list, *erased = json_object_get(json, "erased");
    *out = (naast_entry_part){.erased = erased != NULL, .records = *records};
    if (erased != NULL && json_object_size(json) == 1 && read_fixed_hex(erased, out->hash, sizeof out->hash))
        return NAAST_OK;
    if (UNPACK(json, &error, "{s:o, s:o !}", "salt", &salt, "records", &list) != 0)
        return misshapen(reader, erased != NULL ? "erased" : error.text);
    if (!read_fixed_hex(salt, out->salt, sizeof out->salt))
        return misshapen(reader, "salt");
    for (; out->record_count < json_array_size(list); out->record_count++) {
        int status = read_record(reader, json_array_get(list, out->record_count), *records, *values);
        if (status != NAAST_OK)
            return status;
        *values += (*records)++->value_count;
    }
    return json_is_array(list) ? NAAST_OK : misshapen(reader, "records");
}

/* Room for all that the entry has: what is not an array or an object counts for nothing here, and is told later. */
static int reserve(struct entry_reader *reader, const json_t *parts)
{
    size_t records = 0, values = 0, i, j;
    json_t *part, *record;
    json_array_foreach(parts, i, part)
    {
        json_array_foreach(json_object_get(part, "records"), j, record)
        {
            records++;
            values += json_object_size(json_object_get(record, "values"));
        }
    }
    int status =
        make_room(reader, &reader->parts, &reader->part_room, json_array_size(parts) + 1, sizeof *reader->parts);
    if (status == NAAST_OK)
        status = make_room(reader, &reader->records, &reader->record_room, records + 1, sizeof *reader->records);
    if (status == NAAST_OK)
        status = make_room(reader, &reader->values, &reader->value_room, values + 1, sizeof *reader->values);
    reader->byte_count = 0;
    return status == NAAST_OK ? make_room(reader, &reader->bytes, &reader->byte_room, reader->length + 1, 1) : status;
}

static int read_parts(struct entry_reader *reader, json_t *parts)
{
    int status = json_is_array(parts) ? reserve(reader, parts) : misshapen(reader, "parts");
    naast_entry_record *records = reader->records;
    naast_entry_value *values = reader->values;
    naast_entry *entry = &reader->entry;
    for (; status == NAAST_OK && entry->part_count < json_array_size(parts); entry->part_count++)
        status = read_part(reader, json_array_get(parts, entry->part_count), &reader->parts[entry->part_count],
                           &records, &values);
    entry->parts = reader->parts;
    return status;
}

static bool read_root(const char *text, naast_root *out)
{
    for (unsigned root = NAAST_DEAL; root < ENTRY_ROOTS; root++) {
        if (strcmp(text, entry_roots[root]) == 0) {
            *out = (naast_root)root;
            return true;
        }
    }
    return false;
}

static bool read_at(const json_t *json, naast_time *out)
{
    char text[MOMENT_TEXT];
    *out = json_integer_value(json);
    if (json_is_integer(json))
        return !moment_write(*out, text);
    return json_is_string(json) && moment_read(json_string_value(json), out);
}

/* The numbers that are smaller than JSON's. */
struct small {
    json_int_t schema, version, flags, pipeline;
};

static const char *misfit(const struct small *small)
{
    if (small->schema != 1)
        return "schema";
    if (small->version < 0 || small->version > INT32_MAX)
        return "version";
    if (small->flags < 0 || small->flags > INT32_MAX)
        return "flags";
    return small->pipeline < 0 || small->pipeline > UINT32_MAX ? "pipeline" : NULL;
}

static int read_entry(struct entry_reader *reader)
{
    naast_entry *entry = &reader->entry;
    json_error_t error;
    json_int_t seq, first, root_id, actor;
    struct small small;
    const char *type, *operation, *root;
    json_t *at, *parts, *hash;
    if (UNPACK(reader->json, &error, "{s:I, s:s, s:I, s:I, s:I, s:I, s:o, s:s, s:s, s:I, s:I, s:I, s:o, s:o !}",
               "schema", &small.schema, "type", &type, "seq", &seq, "first", &first, "version", &small.version, "flags",
               &small.flags, "at", &at, "operation", &operation, "root", &root, "root_id", &root_id, "actor", &actor,
               "pipeline", &small.pipeline, "parts", &parts, "hash", &hash) != 0)
        return misshapen(reader, error.text);
    if (misfit(&small) != NULL)
        return misshapen(reader, misfit(&small));
    *entry = (naast_entry){.seq = seq,
                           .first = first,
                           .version = (int32_t)small.version,
                           .flags = (int32_t)small.flags,
                           .operation = operation,
                           .root_id = root_id,
                           .actor = actor,
                           .pipeline = (uint32_t)small.pipeline};
    if (!read_root(root, &entry->root))
        return misshapen(reader, "root");
    if (!read_at(at, &entry->at))
        return misshapen(reader, "at");
    if (!read_fixed_hex(hash, entry->hash, sizeof entry->hash))
        return misshapen(reader, "hash");
    return read_parts(reader, parts);
}

/* --- the first line and the last --- */

static int keep_store(struct entry_reader *reader, const char *uuid, json_int_t version, struct export_store *out)
{
    if (strlen(uuid) >= sizeof out->uuid)
        return misshapen(reader, "uuid");
    if (version < 0 || version > INT32_MAX)
        return misshapen(reader, "store_version");
    out->version = (int32_t)version;
    strcpy(out->uuid, uuid);
    return NAAST_OK;
}

int entry_reader_store(struct entry_reader *reader, struct export_store *out)
{
    json_error_t error;
    json_int_t schema, format, version;
    const char *type, *uuid;
    int status = read_json(reader);
    if (status != NAAST_OK)
        return status;
    if (!is_type(reader, "store"))
        return wrong(reader, word(reader->cli, W_EXPORT_NOT_ONE));
    if (UNPACK(reader->json, &error, "{s:I, s:s, s:I, s:s, s:I !}", "schema", &schema, "type", &type, "format", &format,
               "uuid", &uuid, "store_version", &version) != 0)
        return misshapen(reader, error.text);
    if (format > FORMAT)
        return cli_failed(reader->cli, NAAST_BAD_DATA, W_EXPORT_NEWER, reader->name);
    if (schema != 1 || format != FORMAT)
        return misshapen(reader, schema != 1 ? "schema" : "format");
    return keep_store(reader, uuid, version, out);
}

static int read_end(struct entry_reader *reader, struct export_end *out)
{
    json_error_t error;
    json_int_t schema, version, entries;
    const char *type, *uuid, *head;
    if (UNPACK(reader->json, &error, "{s:I, s:s, s:s, s:I, s:I, s:s !}", "schema", &schema, "type", &type, "uuid",
               &uuid, "store_version", &version, "entries", &entries, "head", &head) != 0)
        return misshapen(reader, error.text);
    if (schema != 1 || strlen(head) >= sizeof out->head)
        return misshapen(reader, schema != 1 ? "schema" : "head");
    strcpy(out->head, head);
    out->entries = entries;
    return keep_store(reader, uuid, version, &out->store);
}

int entry_reader_next(struct entry_reader *reader, enum export_line *kind, const naast_entry **entry,
                      struct export_end *end)
{
    int status = read_json(reader);
    if (status != NAAST_OK)
        return status;
    *kind = is_type(reader, "end") ? EXPORT_END : EXPORT_ENTRY;
    if (*kind == EXPORT_END)
        return read_end(reader, end);
    if (!is_type(reader, "entry"))
        return misshapen(reader, "type");
    *entry = &reader->entry;
    return read_entry(reader);
}

int entry_reader_finish(struct entry_reader *reader)
{
    bool there = false;
    int status = read_line(reader, &there);
    return status == NAAST_OK && there ? wrong(reader, word(reader->cli, W_EXPORT_GOES_ON)) : status;
}
