/* mentions.h: what is held on people, in words, and the texts that name somebody. */
#ifndef CLI_VIEW_MENTIONS_H
#define CLI_VIEW_MENTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "naast.h"

struct cli;
struct json;

/* "evidence", "activity", …: what a row is, in words. Kept by cli. */
const char *held_table_words(struct cli *cli, const char *table);

/* "text", "said_by", …: a column, in words. Kept by cli. */
const char *held_column_words(struct cli *cli, const char *column);

/* Texts that name somebody; telling: with what would redact each. */
void mentions_print(struct cli *cli, const naast_mention *mentions, size_t count, bool telling);

/* "named_in":[…] */
void mentions_json(struct cli *cli, struct json *json, const naast_mention *mentions, size_t count);

#endif
