/* entry_write.c: an entry of the journal as a line of JSON. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "naast.h"
#include "formats/base/formats.h"
#include "formats/entries/entry_line.h"
#include "formats/write/sink.h"

const char *const entry_roots[ENTRY_ROOTS] = {
    [NAAST_ROOT_DEAL] = "deal",         [NAAST_ROOT_ORG] = "org",     [NAAST_ROOT_PERSON] = "person",
    [NAAST_ROOT_PIPELINE] = "pipeline", [NAAST_ROOT_STORE] = "store",
};

enum { SECONDS_A_DAY = 86400, MICROSECONDS = 1000000 };
static const int64_t day_length = (int64_t)SECONDS_A_DAY * MICROSECONDS;
static const naast_date epoch = 19700101;

bool moment_write(naast_time time, char text[MOMENT_TEXT])
{
    int64_t days = time / day_length, rest = time % day_length;
    if (rest < 0) {
        rest += day_length;
        days--;
    }
    naast_date date = days > INT32_MAX || days < INT32_MIN ? 0 : naast_date_add(epoch, (int32_t)days);
    if (date == 0)
        return false;
    unsigned seconds = (unsigned)(rest / MICROSECONDS);
    snprintf(text, MOMENT_TEXT, "%04u-%02u-%02uT%02u:%02u:%02u.%06uZ", (unsigned)date / 10000 % 10000,
             (unsigned)date / 100 % 100, (unsigned)date % 100, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60,
             (unsigned)(rest % MICROSECONDS));
    return true;
}

/* Reads it digit by digit; that it is a moment that there is shows when it is written again. */
bool moment_read(const char *text, naast_time *out)
{
    static const char form[] = "0000-00-00T00:00:00.000000Z";
    char again[MOMENT_TEXT];
    int64_t number[7] = {0};
    int at = 0;
    if (strlen(text) != sizeof form - 1)
        return false;
    for (size_t i = 0; i < sizeof form - 1; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == '0' ? !digit : text[i] != form[i])
            return false;
        if (digit)
            number[at] = number[at] * 10 + (text[i] - '0');
        else
            at++;
    }
    naast_date date = (naast_date)(number[0] * 10000 + number[1] * 100 + number[2]);
    int64_t seconds = number[3] * 3600 + number[4] * 60 + number[5];
    *out = naast_days_between(epoch, date) * day_length + seconds * MICROSECONDS + number[6];
    return moment_write(*out, again) && strcmp(text, again) == 0;
}

/* What JSON can hold as it is. */
static bool is_text(const char *bytes, size_t length)
{
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)bytes;
    utf8proc_int32_t letter;
    for (size_t i = 0; i < length;) {
        utf8proc_ssize_t used = utf8proc_iterate(at + i, (utf8proc_ssize_t)(length - i), &letter);
        if (used <= 0 || letter == 0)
            return false;
        i += (size_t)used;
    }
    return true;
}

static void write_value(naast_json *json, const naast_entry_value *value)
{
    bool text = value->type == NAAST_VALUE_TEXT;
    if (value->type == NAAST_VALUE_NULL) {
        naast_json_null(json, value->column);
    } else if (value->type == NAAST_VALUE_INT) {
        naast_json_int(json, value->column, value->number);
    } else if (text && is_text(value->bytes, value->length)) {
        naast_json_text(json, value->column, value->bytes);
    } else {
        naast_json_open_object(json, value->column);
        naast_json_hex(json, text ? "text_hex" : "hex", value->bytes, value->length);
        naast_json_close_object(json);
    }
}

static void write_record(naast_json *json, const naast_entry_record *record)
{
    naast_json_open_object(json, NULL);
    naast_json_text(json, "table", record->table);
    naast_json_int(json, "row", record->row);
    naast_json_text(json, "action", record->inserted ? "insert" : "change");
    naast_json_bool(json, "personal", record->personal);
    naast_json_open_object(json, "values");
    for (size_t i = 0; i < record->value_count; i++)
        write_value(json, &record->values[i]);
    naast_json_close_object(json);
    naast_json_close_object(json);
}

static void write_part(naast_json *json, const naast_entry_part *part)
{
    naast_json_open_object(json, NULL);
    if (part->erased) {
        naast_json_hex(json, "erased", part->hash, sizeof part->hash);
    } else {
        naast_json_hex(json, "salt", part->salt, sizeof part->salt);
        naast_json_open_array(json, "records");
        for (size_t i = 0; i < part->record_count; i++)
            write_record(json, &part->records[i]);
        naast_json_close_array(json);
    }
    naast_json_close_object(json);
}

static void begin_line(naast_json *json, const char *type)
{
    naast_json_open_object(json, NULL);
    naast_json_int(json, "schema", JSON_SCHEMA);
    naast_json_text(json, "type", type);
}

static void finish_line(naast_json *json)
{
    naast_json_close_object(json);
    naast_json_end(json);
}

void entry_line(naast_json *json, const naast_entry *entry)
{
    char moment[MOMENT_TEXT];
    begin_line(json, "entry");
    naast_json_int(json, "seq", entry->seq);
    naast_json_int(json, "first", entry->first);
    naast_json_int(json, "version", entry->version);
    naast_json_int(json, "flags", entry->flags);
    if (moment_write(entry->at, moment))
        naast_json_text(json, "at", moment);
    else
        naast_json_int(json, "at", entry->at);
    naast_json_text(json, "operation", entry->operation);
    naast_json_text(json, "root", entry_roots[entry->root]);
    naast_json_int(json, "root_id", entry->root_id);
    naast_json_int(json, "actor", entry->actor);
    naast_json_int(json, "pipeline", entry->pipeline);
    naast_json_open_array(json, "parts");
    for (size_t i = 0; i < entry->part_count; i++)
        write_part(json, &entry->parts[i]);
    naast_json_close_array(json);
    naast_json_hex(json, "hash", entry->hash, sizeof entry->hash);
    finish_line(json);
}

void store_line(naast_json *json, const char *uuid, int32_t version)
{
    begin_line(json, "store");
    naast_json_int(json, "format", EXPORT_FORMAT);
    naast_json_text(json, "uuid", uuid);
    naast_json_int(json, "store_version", version);
    finish_line(json);
}

void end_line(naast_json *json, const char *uuid, int32_t version, int64_t entries, const char *head)
{
    begin_line(json, "end");
    naast_json_text(json, "uuid", uuid);
    naast_json_int(json, "store_version", version);
    naast_json_int(json, "entries", entries);
    naast_json_text(json, "head", head);
    finish_line(json);
}

int naast_entry_write(naast_formats *formats, const naast_entry *entry, const naast_writer *writer)
{
    struct sink sink;
    naast_json json = NAAST_JSON_INIT;
    if (formats == NULL)
        return NAAST_INVALID;
    formats_clear_fault(formats);
    if (entry == NULL)
        return FAIL(formats, FMT_NOT_GIVEN, "entry");
    if ((unsigned)entry->root < NAAST_ROOT_DEAL || (unsigned)entry->root > NAAST_ROOT_STORE)
        return FAIL(formats, FMT_NOT_GIVEN, "root");
    int status = sink_begin(&sink, formats, writer);
    if (status != NAAST_OK)
        return status;
    json.writer = &sink.in;
    entry_line(&json, entry);
    return sink_flush(&sink);
}
