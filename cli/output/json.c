/* json.c: the JSON of the command line: its schema, and how ids, days and amounts are written in it. */
#include "output/json.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "naast-formats.h"
#include "naast.h"
#include "base/context.h"
#include "output/stream.h"
#include "term/values.h"

enum { ID_BYTES = 48, DATE_BYTES = 40, SHARE_DECIMALS = 4 };

void json_begin(struct json *json, struct cli *cli)
{
    json->cli = cli;
    json->writer = stream_writer(cli->out);
    json->json = (naast_json)NAAST_JSON_INIT;
    json->json.writer = &json->writer;
    json_open_object(json, NULL);
    json_int(json, "schema", 1);
}

static void resolved_json(struct json *json, const struct resolved *resolved)
{
    json_open_object(json, NULL);
    json_text(json, "typed", resolved->typed);
    json_id(json, "id", resolved->letter, resolved->id);
    json_text(json, "name", resolved->name);
    if (resolved->passed_over != 0) {
        json_open_object(json, "passed_over");
        json_id(json, "id", resolved->letter, resolved->passed_over);
        json_text(json, "name", resolved->passed_name);
        json_close_object(json);
    }
    json_close_object(json);
}

void json_end(struct json *json)
{
    const struct cli *cli = json->cli;
    if (cli->resolved_count > 0 && cli->output == OUTPUT_JSON) {
        json_open_array(json, "resolved");
        for (size_t k = 0; k < cli->resolved_count; k++)
            resolved_json(json, &cli->resolved[k]);
        json_close_array(json);
    }
    json_close_object(json);
    naast_json_end(&json->json);
}

void json_open_object(struct json *json, const char *key) { naast_json_open_object(&json->json, key); }
void json_open_array(struct json *json, const char *key) { naast_json_open_array(&json->json, key); }
void json_close_object(struct json *json) { naast_json_close_object(&json->json); }
void json_close_array(struct json *json) { naast_json_close_array(&json->json); }
void json_put_null(struct json *json, const char *key) { naast_json_null(&json->json, key); }
void json_text(struct json *json, const char *key, const char *text) { naast_json_text(&json->json, key, text); }
void json_int(struct json *json, const char *key, int64_t value) { naast_json_int(&json->json, key, value); }
void json_bool(struct json *json, const char *key, bool value) { naast_json_bool(&json->json, key, value); }

void json_text_or_null(struct json *json, const char *key, const char *text)
{
    json_text(json, key, text == NULL || text[0] == '\0' ? NULL : text);
}

void json_share(struct json *json, const char *key, int32_t share)
{
    naast_json_decimal(&json->json, key, share, SHARE_DECIMALS);
}

void json_id(struct json *json, const char *key, char letter, naast_id id)
{
    char text[ID_BYTES] = "";
    if (id != 0)
        snprintf(text, sizeof text, "%c%" PRId64, letter, id);
    json_text_or_null(json, key, text);
}

void json_item(struct json *json, const char *key, naast_id deal, int32_t n)
{
    char text[ID_BYTES] = "";
    if (n != 0)
        snprintf(text, sizeof text, "D%" PRId64 ".%" PRId32, deal, n);
    json_text_or_null(json, key, text);
}

void json_date(struct json *json, const char *key, naast_date date)
{
    char text[DATE_BYTES] = "";
    if (date != 0)
        snprintf(text, sizeof text, "%04d-%02d-%02d", date / 10000, date / 100 % 100, date % 100);
    json_text_or_null(json, key, text);
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
