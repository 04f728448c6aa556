/* json.c: a small JSON writer; texts keep their meaning and hold nothing that could steer a terminal. */
#include "output/json.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "naast.h"
#include "term/values.h"

/* Controls, formats (bidi overrides), separators and private ones are written as \uXXXX. */
static bool wants_escape(utf8proc_int32_t c)
{
    if (c >= ' ' && c <= '~')
        return c == '"' || c == '\\';
    utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP || category == UTF8PROC_CATEGORY_CO || category == UTF8PROC_CATEGORY_CN;
}

static void write_escape(FILE *out, utf8proc_int32_t c)
{
    static const char named[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
    const char *at = c < 0x80 && c != 0 ? strchr(named, (int)c) : NULL;
    if (at != NULL)
        fprintf(out, "\\%c", names[at - named]);
    else if (c > 0xffff)
        fprintf(out, "\\u%04x\\u%04x", 0xd800u + (((unsigned)c - 0x10000u) >> 10), 0xdc00u + ((unsigned)c & 0x3ffu));
    else
        fprintf(out, "\\u%04x", (unsigned)c);
}

/* Most text is plain: it is written a run at a time. */
static void write_string(FILE *out, const char *text)
{
    const char *end = text + strlen(text), *run = text;
    fputc('"', out);
    while (text < end) {
        utf8proc_int32_t c = -1;
        utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text, end - text, &c);
        const char *next = text + (used > 0 ? used : 1);
        if (used <= 0 || wants_escape(c)) {
            fwrite(run, 1, (size_t)(text - run), out);
            if (used <= 0)
                fputs("\\ufffd", out);
            else
                write_escape(out, c);
            run = next;
        }
        text = next;
    }
    fwrite(run, 1, (size_t)(end - run), out);
    fputc('"', out);
}

static void lead(struct json *json, const char *key)
{
    if (json->comma)
        fputc(',', json->out);
    json->comma = true;
    if (key != NULL) {
        write_string(json->out, key);
        fputc(':', json->out);
    }
}

static void opens(struct json *json, const char *key, char bracket)
{
    lead(json, key);
    fputc(bracket, json->out);
    json->comma = false;
}

static void closes(struct json *json, char bracket)
{
    fputc(bracket, json->out);
    json->comma = true;
}

void json_begin(struct json *json, FILE *out)
{
    *json = (struct json){.out = out};
    fputc('{', out);
    json_int(json, "schema", 1);
}

void json_end(struct json *json) { fputs("}\n", json->out); }
void json_open_object(struct json *json, const char *key) { opens(json, key, '{'); }
void json_open_array(struct json *json, const char *key) { opens(json, key, '['); }
void json_close_object(struct json *json) { closes(json, '}'); }
void json_close_array(struct json *json) { closes(json, ']'); }

void json_put_null(struct json *json, const char *key)
{
    lead(json, key);
    fputs("null", json->out);
}

void json_text(struct json *json, const char *key, const char *text)
{
    if (text == NULL) {
        json_put_null(json, key);
        return;
    }
    lead(json, key);
    write_string(json->out, text);
}

void json_text_or_null(struct json *json, const char *key, const char *text)
{
    json_text(json, key, text == NULL || text[0] == '\0' ? NULL : text);
}

void json_int(struct json *json, const char *key, int64_t value)
{
    lead(json, key);
    fprintf(json->out, "%" PRId64, value);
}

void json_hex(struct json *json, const char *key, const void *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *at = bytes;
    lead(json, key);
    fputc('"', json->out);
    for (size_t i = 0; i < length; i++) {
        fputc(digits[at[i] >> 4], json->out);
        fputc(digits[at[i] & 15], json->out);
    }
    fputc('"', json->out);
}

void json_share(struct json *json, const char *key, int32_t share)
{
    lead(json, key);
    fprintf(json->out, "%" PRId32 ".%04" PRId32, share / 10000, share % 10000);
}

void json_bool(struct json *json, const char *key, bool value)
{
    lead(json, key);
    fputs(value ? "true" : "false", json->out);
}

void json_id(struct json *json, const char *key, char letter, naast_id id)
{
    if (id == 0) {
        json_put_null(json, key);
        return;
    }
    lead(json, key);
    fprintf(json->out, "\"%c%" PRId64 "\"", letter, id);
}

void json_item(struct json *json, const char *key, naast_id deal, int32_t n)
{
    if (n == 0) {
        json_put_null(json, key);
        return;
    }
    lead(json, key);
    fprintf(json->out, "\"D%" PRId64 ".%" PRId32 "\"", deal, n);
}

void json_date(struct json *json, const char *key, naast_date date)
{
    if (date == 0) {
        json_put_null(json, key);
        return;
    }
    lead(json, key);
    fprintf(json->out, "\"%04d-%02d-%02d\"", date / 10000, date / 100 % 100, date % 100);
}

void json_time(struct json *json, const char *key, naast_time time)
{
    char text[TEXT_TIME];
    json_text_or_null(json, key, text_time_into(text, time));
}

void json_money(struct json *json, naast_money money)
{
    char text[TEXT_DECIMAL];
    json_text_or_null(json, "amount", text_decimal_into(text, money));
    json_text_or_null(json, "currency", money.currency);
}
