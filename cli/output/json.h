/* json.h: the JSON of the command line: its schema, and how ids, days and amounts are written in it. */
#ifndef CLI_OUTPUT_JSON_H
#define CLI_OUTPUT_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "naast-formats.h"
#include "naast.h"

struct cli;

struct json {
    const struct cli *cli;
    naast_json json;
    naast_writer writer;
};

void json_begin(struct json *json, struct cli *cli); /* {"schema":1 */

/* }\n; before that, in a whole document, whom the names were taken for that were typed. */
void json_end(struct json *json);

void json_open_object(struct json *json, const char *key); /* key NULL: inside an array */
void json_open_array(struct json *json, const char *key);
void json_close_object(struct json *json);
void json_close_array(struct json *json);
void json_text(struct json *json, const char *key, const char *text);         /* NULL: null */
void json_text_or_null(struct json *json, const char *key, const char *text); /* "": null too */
void json_int(struct json *json, const char *key, int64_t value);

void json_bool(struct json *json, const char *key, bool value);
void json_share(struct json *json, const char *key, int32_t share); /* in ten-thousandths: 0.6321 */
void json_put_null(struct json *json, const char *key);
void json_id(struct json *json, const char *key, char letter, naast_id id);   /* "D1"; 0: null */
void json_item(struct json *json, const char *key, naast_id deal, int32_t n); /* "D1.7"; n 0: null */
void json_date(struct json *json, const char *key, naast_date date);          /* "2026-11-04"; 0: null */
void json_time(struct json *json, const char *key, naast_time time);
void json_money(struct json *json, naast_money money); /* "amount":"25000.00","currency":"EUR", or both null */

#endif
