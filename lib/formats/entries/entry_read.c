/* entry_read.c: the lines of an export of a store, read back into typed entries. What is not there exactly as it is
 * written out is a fault of its line. */
#include "formats/entries/entry_read.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/byte_reader.h"
#include "formats/base/formats.h"
#include "formats/base/json_text.h"
#include "formats/entries/entry_line.h"

enum { LARGEST_LINE = 256 << 20 };

/* The first line, and what the last one says again. */
struct export_store {
    char uuid[NAAST_UUID_SIZE];
    int32_t version;
};

struct export_end {
    struct export_store store;
    int64_t entries;
    char head[NAAST_HEAD_SIZE];
};

enum place { BEFORE_ALL, AMONG_ENTRIES, AFTER_ALL };

struct naast_entry_reader {
    naast_formats *formats;
    struct byte_reader *in;
    json_t *json; /* of the line that was read last */
    enum place place;
    bool whole; /* it has a first line, so it must have a last one */
    struct export_store store;
    int64_t entries;
    char head[NAAST_HEAD_SIZE]; /* of the last entry */
    naast_entry entry;
    naast_entry_part *parts;
    naast_entry_record *records;
    naast_entry_value *values;
    size_t part_room, record_room, value_room;
    unsigned char *bytes; /* of values in hexadecimal digits: fewer than the line has */
    size_t byte_room, byte_count;
};

const char *entry_reader_uuid(const naast_entry_reader *reader) { return reader->store.uuid; }
int32_t entry_reader_version(const naast_entry_reader *reader) { return reader->store.version; }
const char *entry_reader_head(const naast_entry_reader *reader) { return reader->head; }
int64_t entry_reader_size(const naast_entry_reader *reader) { return reader->in->size; }
int64_t entry_reader_done(const naast_entry_reader *reader) { return reader->in->done; }

struct fault_place entry_reader_place(const naast_entry_reader *reader)
{
    return (struct fault_place){.name = reader->in->name, .line = reader->in->line};
}

int naast_entry_reader_new(naast_formats *formats, const naast_input *input, naast_entry_reader **out)
{
    if (formats == NULL || out == NULL)
        return NAAST_INVALID;
    formats_clear_fault(formats);
    naast_entry_reader *reader = memory_resize(&formats->allocator, NULL, sizeof *reader);
    if (reader == NULL)
        return formats_no_memory(formats);
    memset(reader, 0, sizeof *reader);
    reader->formats = formats;
    strcpy(reader->head, "0:");
    const int status = byte_reader_open(formats, input, &reader->in);
    if (status == NAAST_OK)
        *out = reader;
    else
        naast_entry_reader_free(reader);
    return status;
}

void naast_entry_reader_free(naast_entry_reader *reader)
{
    if (reader == NULL)
        return;
    const naast_allocator allocator = reader->formats->allocator;
    json_decref(reader->json);
    memory_free(&allocator, reader->parts);
    memory_free(&allocator, reader->records);
    memory_free(&allocator, reader->values);
    memory_free(&allocator, reader->bytes);
    byte_reader_close(reader->in);
    memory_free(&allocator, reader);
}

/* A fault of the line that was read last. */
static int wrong(naast_entry_reader *reader, enum fmt_message message, const char *what)
{
    return FAIL_AT(reader->formats, entry_reader_place(reader), message, what);
}

static int make_room(naast_entry_reader *reader, void *list, size_t *room, size_t wanted, size_t size)
{
    void *old, *moved = NULL;
    if (wanted <= *room)
        return NAAST_OK;
    const size_t larger = *room * 2 > wanted ? *room * 2 : wanted;
    memcpy(&old, list, sizeof old);
    if (larger <= SIZE_MAX / size)
        moved = memory_resize(&reader->formats->allocator, old, larger * size);
    if (moved == NULL)
        return formats_no_memory(reader->formats);
    memcpy(list, &moved, sizeof moved);
    *room = larger;
    // cppcheck-suppress memleak // it is in *list now, which memcpy hides
    return NAAST_OK;
}

/* ---- a line ---- */

static int not_json(naast_entry_reader *reader, const json_error_t *error)
{
    char column[24];
    struct fault_place place = entry_reader_place(reader);
    place.column = error->column;
    snprintf(column, sizeof column, "%d", error->column);
    return FAIL_AT(reader->formats, place, FMT_EXPORT_NO_JSON, column, error->text);
}

/* The next line that has anything in it; *there false at the end of the file. */
static int read_json(naast_entry_reader *reader, bool *there)
{
    json_error_t error;
    bool no_memory;
    int status = byte_reader_line(reader->in, LARGEST_LINE, FMT_EXPORT_LINE_LONG, there);
    json_decref(reader->json);
    reader->json = NULL;
    if (status != NAAST_OK || !*there)
        return status;
    reader->json = json_text_read(reader->in->text, reader->in->length, &error, &no_memory);
    if (no_memory)
        return formats_no_memory(reader->formats);
    return reader->json != NULL ? NAAST_OK : not_json(reader, &error);
}

/* What jansson found missing, too much or of another type. */
static int misshapen(naast_entry_reader *reader, const char *what) { return wrong(reader, FMT_EXPORT_MISSHAPEN, what); }

static int not_unpacked(naast_entry_reader *reader, const json_error_t *error)
{
    return json_error_code(error) == json_error_out_of_memory ? formats_no_memory(reader->formats)
                                                              : misshapen(reader, error->text);
}

#define UNPACK(json, error, ...) json_unpack_ex(json, error, JSON_STRICT, __VA_ARGS__)

static bool is_type(const naast_entry_reader *reader, const char *type)
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
static bool read_hex_value(naast_entry_reader *reader, json_t *json, naast_entry_value *out)
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

static bool read_value(naast_entry_reader *reader, json_t *json, naast_entry_value *out)
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

static int read_record(naast_entry_reader *reader, json_t *json, naast_entry_record *out, naast_entry_value *values)
{
    json_error_t error;
    json_t *object, *value;
    json_int_t row;
    const char *table, *action, *column;
    int personal;
    if (UNPACK(json, &error, "{s:s, s:I, s:s, s:b, s:o !}", "table", &table, "row", &row, "action", &action, "personal",
               &personal, "values", &object) != 0)
        return not_unpacked(reader, &error);
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
static int read_part(naast_entry_reader *reader, json_t *json, naast_entry_part *out, naast_entry_record **records,
                     naast_entry_value **values)
{
    json_error_t error;
    json_t *salt, *list, *erased = json_object_get(json, "erased");
    *out = (naast_entry_part){.erased = erased != NULL, .records = *records};
    if (erased != NULL && json_object_size(json) == 1 && read_fixed_hex(erased, out->hash, sizeof out->hash))
        return NAAST_OK;
    if (UNPACK(json, &error, "{s:o, s:o !}", "salt", &salt, "records", &list) != 0)
        return erased != NULL ? misshapen(reader, "erased") : not_unpacked(reader, &error);
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

/* Room for all that the entry has: what is not an array or an object counts for nothing here, and is found wrong later.
 */
static int reserve(naast_entry_reader *reader, const json_t *parts)
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
    return status == NAAST_OK ? make_room(reader, &reader->bytes, &reader->byte_room, reader->in->length + 1, 1)
                              : status;
}

static int read_parts(naast_entry_reader *reader, json_t *parts)
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
    for (unsigned root = NAAST_ROOT_DEAL; root < ENTRY_ROOTS; root++) {
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
    if (small->schema != JSON_SCHEMA)
        return "schema";
    if (small->version < 0 || small->version > INT32_MAX)
        return "version";
    if (small->flags < 0 || small->flags > INT32_MAX)
        return "flags";
    return small->pipeline < 0 || small->pipeline > UINT32_MAX ? "pipeline" : NULL;
}

static int read_entry(naast_entry_reader *reader)
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
        return not_unpacked(reader, &error);
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

/* ---- the first line and the last ---- */

static int keep_store(naast_entry_reader *reader, const char *uuid, json_int_t version, struct export_store *out)
{
    if (strlen(uuid) >= sizeof out->uuid)
        return misshapen(reader, "uuid");
    if (version < 0 || version > INT32_MAX)
        return misshapen(reader, "store_version");
    out->version = (int32_t)version;
    strcpy(out->uuid, uuid);
    return NAAST_OK;
}

static int read_store(naast_entry_reader *reader)
{
    json_error_t error;
    json_int_t schema, format, version;
    const char *type, *uuid;
    if (UNPACK(reader->json, &error, "{s:I, s:s, s:I, s:s, s:I !}", "schema", &schema, "type", &type, "format", &format,
               "uuid", &uuid, "store_version", &version) != 0)
        return not_unpacked(reader, &error);
    if (format > EXPORT_FORMAT)
        return wrong(reader, FMT_EXPORT_NEWER, NULL);
    if (schema != JSON_SCHEMA || format != EXPORT_FORMAT)
        return misshapen(reader, schema != JSON_SCHEMA ? "schema" : "format");
    return keep_store(reader, uuid, version, &reader->store);
}

static int read_end(naast_entry_reader *reader, struct export_end *out)
{
    json_error_t error;
    json_int_t schema, version, entries;
    const char *type, *uuid, *head;
    if (UNPACK(reader->json, &error, "{s:I, s:s, s:s, s:I, s:I, s:s !}", "schema", &schema, "type", &type, "uuid",
               &uuid, "store_version", &version, "entries", &entries, "head", &head) != 0)
        return not_unpacked(reader, &error);
    if (schema != JSON_SCHEMA || strlen(head) >= sizeof out->head)
        return misshapen(reader, schema != JSON_SCHEMA ? "schema" : "head");
    strcpy(out->head, head);
    out->entries = entries;
    return keep_store(reader, uuid, version, &out->store);
}

/* The last line says what the lines before it came to, and nothing comes after it. */
static int check_end(naast_entry_reader *reader)
{
    struct export_end end;
    bool there = false;
    int status = read_end(reader, &end);
    if (status != NAAST_OK)
        return status;
    if (strcmp(end.head, reader->head) != 0 || strcmp(end.store.uuid, reader->store.uuid) != 0 ||
        end.store.version != reader->store.version || end.entries != reader->entries)
        return wrong(reader, FMT_EXPORT_OTHER_END, reader->head);
    status = byte_reader_line(reader->in, LARGEST_LINE, FMT_EXPORT_LINE_LONG, &there);
    if (status == NAAST_OK && there)
        status = wrong(reader, FMT_EXPORT_GOES_ON, NULL);
    if (status == NAAST_OK)
        reader->place = AFTER_ALL;
    return status;
}

/* ---- all lines ---- */

/* The first line, if it is one: then they are a whole store. */
static int begin(naast_entry_reader *reader)
{
    bool there = false;
    int status = read_json(reader, &there);
    if (status == NAAST_OK)
        reader->place = there ? AMONG_ENTRIES : AFTER_ALL;
    reader->whole = status == NAAST_OK && there && is_type(reader, "store");
    return reader->whole ? read_store(reader) : status;
}

int entry_reader_begin_store(naast_entry_reader *reader)
{
    int status = begin(reader);
    if (status == NAAST_OK && reader->place == AFTER_ALL)
        status = wrong(reader, FMT_EXPORT_CUT, NULL);
    if (status == NAAST_OK && !reader->whole)
        status = wrong(reader, FMT_EXPORT_NOT_ONE, NULL);
    return status;
}

static void note_entry(naast_entry_reader *reader)
{
    const naast_entry *entry = &reader->entry;
    char *at = reader->head;
    reader->entries = entry->seq;
    at += snprintf(at, sizeof reader->head, "%" PRId64 ":", entry->seq);
    for (size_t i = 0; i < sizeof entry->hash; i++)
        at += snprintf(at, 3, "%02x", entry->hash[i]);
}

/* What the line is that was read last. */
static int take_line(naast_entry_reader *reader, const naast_entry **out)
{
    if (reader->whole && is_type(reader, "end"))
        return check_end(reader);
    int status = is_type(reader, "entry") ? read_entry(reader) : misshapen(reader, "type");
    if (status == NAAST_OK) {
        note_entry(reader);
        *out = &reader->entry;
    }
    return status;
}

int entry_reader_next(naast_entry_reader *reader, const naast_entry **out)
{
    bool there = true, first = reader->place == BEFORE_ALL;
    int status = first ? begin(reader) : NAAST_OK;
    *out = NULL;
    if (status == NAAST_OK && reader->place == AMONG_ENTRIES && (!first || reader->whole))
        status = read_json(reader, &there);
    if (status != NAAST_OK || reader->place == AFTER_ALL)
        return status;
    if (there)
        return take_line(reader, out);
    if (reader->whole)
        return wrong(reader, FMT_EXPORT_CUT, NULL);
    reader->place = AFTER_ALL;
    return NAAST_OK;
}

int naast_entry_reader_next(naast_entry_reader *reader, const naast_entry **out)
{
    const naast_entry *entry = NULL;
    if (reader == NULL || out == NULL)
        return NAAST_INVALID;
    formats_clear_fault(reader->formats);
    const int status = entry_reader_next(reader, &entry);
    if (status == NAAST_OK)
        *out = entry;
    return status;
}
