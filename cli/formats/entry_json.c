/* entry_json.c: an entry of the journal as a line of JSON. */
#include "formats/entry_json.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "naast-exchange.h"
#include "naast.h"
#include "output/json.h"

const char *const entry_roots[ENTRY_ROOTS] = {
    [NAAST_DEAL] = "deal",         [NAAST_ORG] = "org",     [NAAST_PERSON] = "person",
    [NAAST_PIPELINE] = "pipeline", [NAAST_STORE] = "store",
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

static void write_value(struct json *json, const naast_entry_value *value)
{
    bool text = value->type == NAAST_VALUE_TEXT;
    if (value->type == NAAST_VALUE_NULL) {
        json_put_null(json, value->column);
    } else if (value->type == NAAST_VALUE_INT) {
        json_int(json, value->column, value->number);
    } else if (text && is_text(value->bytes, value->length)) {
        json_text(json, value->column, value->bytes);
    } else {
        json_open_object(json, value->column);
        json_hex(json, text ? "text_hex" : "hex", value->bytes, value->length);
        json_close_object(json);
    }
}

static void write_record(struct json *json, const naast_entry_record *record)
{
    json_open_object(json, NULL);
    json_text(json, "table", record->table);
    json_int(json, "row", record->row);
    json_text(json, "action", record->inserted ? "insert" : "change");
    json_bool(json, "personal", record->personal);
    json_open_object(json, "values");
    for (size_t i = 0; i < record->value_count; i++)
        write_value(json, &record->values[i]);
    json_close_object(json);
    json_close_object(json);
}

static void write_part(struct json *json, const naast_entry_part *part)
{
    json_open_object(json, NULL);
    if (part->erased) {
        json_hex(json, "erased", part->hash, sizeof part->hash);
    } else {
        json_hex(json, "salt", part->salt, sizeof part->salt);
        json_open_array(json, "records");
        for (size_t i = 0; i < part->record_count; i++)
            write_record(json, &part->records[i]);
        json_close_array(json);
    }
    json_close_object(json);
}

void entry_write(FILE *out, const naast_entry *entry)
{
    struct json json;
    char moment[MOMENT_TEXT];
    json_begin(&json, out);
    json_text(&json, "type", "entry");
    json_int(&json, "seq", entry->seq);
    json_int(&json, "first", entry->first);
    json_int(&json, "version", entry->version);
    json_int(&json, "flags", entry->flags);
    if (moment_write(entry->at, moment))
        json_text(&json, "at", moment);
    else
        json_int(&json, "at", entry->at);
    json_text(&json, "operation", entry->operation);
    json_text(&json, "root", entry_roots[entry->root]);
    json_int(&json, "root_id", entry->root_id);
    json_int(&json, "actor", entry->actor);
    json_int(&json, "pipeline", entry->pipeline);
    json_open_array(&json, "parts");
    for (size_t i = 0; i < entry->part_count; i++)
        write_part(&json, &entry->parts[i]);
    json_close_array(&json);
    json_hex(&json, "hash", entry->hash, sizeof entry->hash);
    json_end(&json);
}
