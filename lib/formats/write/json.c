/* json.c: a small JSON writer; texts keep their meaning and hold nothing that could steer a terminal. */
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/write/sink.h"

/* The fields of the first version that had them: what a program has filled in at least. */
enum { KNOWN_SIZE = offsetof(naast_json, writer) + sizeof(const naast_writer *) };
enum { NUMBER_BYTES = 48, ESCAPE_BYTES = 16, HEX_BYTES = 512, MOST_DECIMALS = 18 };

static void put(naast_json *json, const char *bytes, size_t length)
{
    if (json->status != NAAST_OK || length == 0)
        return;
    if (json->writer->write(json->writer->context, bytes, length) != 0)
        json->status = NAAST_IO;
}

/* Controls, formats (bidi overrides), separators and private ones are written as \uXXXX. */
static bool wants_escape(utf8proc_int32_t c)
{
    if (c >= ' ' && c <= '~')
        return c == '"' || c == '\\';
    utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP || category == UTF8PROC_CATEGORY_CO || category == UTF8PROC_CATEGORY_CN;
}

static void put_escape(naast_json *json, utf8proc_int32_t c)
{
    static const char named[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
    const char *at = c < 0x80 && c != 0 ? strchr(named, (int)c) : NULL;
    char text[ESCAPE_BYTES];
    int length;
    if (at != NULL)
        length = snprintf(text, sizeof text, "\\%c", names[at - named]);
    else if (c > 0xffff)
        length = snprintf(text, sizeof text, "\\u%04x\\u%04x", 0xd800u + (((unsigned)c - 0x10000u) >> 10),
                          0xdc00u + ((unsigned)c & 0x3ffu));
    else
        length = snprintf(text, sizeof text, "\\u%04x", (unsigned)c);
    put(json, text, (size_t)length);
}

/* Most text is plain: it is written a run at a time. */
static void put_string(naast_json *json, const char *text)
{
    const char *end = text + strlen(text), *run = text;
    put(json, "\"", 1);
    while (text < end) {
        utf8proc_int32_t c = -1;
        utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text, end - text, &c);
        const char *next = text + (used > 0 ? used : 1);
        if (used <= 0 || wants_escape(c)) {
            put(json, run, (size_t)(text - run));
            put_escape(json, used <= 0 ? 0xfffd : c);
            run = next;
        }
        text = next;
    }
    put(json, run, (size_t)(end - run));
    put(json, "\"", 1);
}

/* Whether the writer is one, and nothing went wrong so far; what comes before a value is written then. */
static bool lead(naast_json *json, const char *key)
{
    if (json == NULL)
        return false;
    if (json->size < KNOWN_SIZE || !writer_is_usable(json->writer))
        json->status = NAAST_INVALID;
    if (json->status != NAAST_OK)
        return false;
    if (json->comma)
        put(json, ",", 1);
    json->comma = 1;
    if (key != NULL) {
        put_string(json, key);
        put(json, ":", 1);
    }
    return true;
}

static int status_of(const naast_json *json) { return json != NULL ? json->status : NAAST_INVALID; }

static int opens(naast_json *json, const char *key, const char *bracket)
{
    if (lead(json, key)) {
        put(json, bracket, 1);
        json->comma = 0;
        json->depth++;
    }
    return status_of(json);
}

static int closes(naast_json *json, const char *bracket)
{
    if (json == NULL)
        return NAAST_INVALID;
    if (json->status == NAAST_OK && json->depth <= 0)
        json->status = NAAST_INVALID;
    if (json->status == NAAST_OK) {
        put(json, bracket, 1);
        json->comma = 1;
        json->depth--;
    }
    return json->status;
}

int naast_json_open_object(naast_json *json, const char *key) { return opens(json, key, "{"); }
int naast_json_open_array(naast_json *json, const char *key) { return opens(json, key, "["); }
int naast_json_close_object(naast_json *json) { return closes(json, "}"); }
int naast_json_close_array(naast_json *json) { return closes(json, "]"); }

int naast_json_end(naast_json *json)
{
    if (json == NULL)
        return NAAST_INVALID;
    if (json->status == NAAST_OK && (json->depth != 0 || json->writer == NULL))
        json->status = NAAST_INVALID;
    put(json, "\n", 1);
    json->comma = 0;
    return json->status;
}

int naast_json_null(naast_json *json, const char *key)
{
    if (lead(json, key))
        put(json, "null", 4);
    return status_of(json);
}

int naast_json_text(naast_json *json, const char *key, const char *text)
{
    if (text == NULL)
        return naast_json_null(json, key);
    if (lead(json, key))
        put_string(json, text);
    return status_of(json);
}

int naast_json_int(naast_json *json, const char *key, int64_t value)
{
    char text[NUMBER_BYTES];
    if (lead(json, key))
        put(json, text, (size_t)snprintf(text, sizeof text, "%" PRId64, value));
    return status_of(json);
}

int naast_json_decimal(naast_json *json, const char *key, int64_t value, int decimals)
{
    char text[NUMBER_BYTES];
    uint64_t unit = 1, amount = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    if (decimals < 1 || decimals > MOST_DECIMALS)
        return decimals == 0 ? naast_json_int(json, key, value) : NAAST_INVALID;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    if (lead(json, key))
        put(json, text,
            (size_t)snprintf(text, sizeof text, "%s%" PRIu64 ".%0*" PRIu64, value < 0 ? "-" : "", amount / unit,
                             decimals, amount % unit));
    return status_of(json);
}

int naast_json_bool(naast_json *json, const char *key, int value)
{
    if (lead(json, key))
        put(json, value ? "true" : "false", value ? 4 : 5);
    return status_of(json);
}

int naast_json_hex(naast_json *json, const char *key, const void *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *at = bytes;
    char text[HEX_BYTES];
    size_t used = 0;
    if (bytes == NULL && length > 0)
        return NAAST_INVALID;
    if (!lead(json, key))
        return status_of(json);
    put(json, "\"", 1);
    for (size_t i = 0; i < length; i++) {
        text[used++] = digits[at[i] >> 4];
        text[used++] = digits[at[i] & 15];
        if (used == sizeof text) {
            put(json, text, used);
            used = 0;
        }
    }
    put(json, text, used);
    put(json, "\"", 1);
    return json->status;
}
