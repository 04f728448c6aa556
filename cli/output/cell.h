/* cell.h: the values that tables and records are made of, and their columns. */
#ifndef CLI_OUTPUT_CELL_H
#define CLI_OUTPUT_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "naast.h"
#include "words/words.h"

struct cli;
struct json;

enum cell_type {
    CELL_NONE,
    CELL_TEXT,
    CELL_INT,
    CELL_BOOL,
    CELL_DATE,
    CELL_TIME,
    CELL_ID,
    CELL_MONEY,
    CELL_CURRENCY,
    CELL_SHARE
};

struct cell {
    const char *text; /* for machines */
    const char *name; /* for people; NULL: text */
    int64_t number;
    naast_money money;
    enum cell_type type;
    char letter;
};

struct cell cell_none(void);

struct cell cell_text(const char *text); /* NULL or "": none */

struct cell cell_or_redacted(struct cli *cli, const char *text); /* of what never was without a text */

struct cell cell_named(const char *code, const char *name); /* code for machines, name for people */

struct cell cell_int(int64_t number);

struct cell cell_share(int32_t share); /* in ten-thousandths: 0.6321, for people 63%; none below zero */

struct cell cell_bool(bool flag);

struct cell cell_said(struct cell cell, const char *name); /* the same for machines, name for people */

struct cell cell_date(naast_date date);

struct cell cell_time(naast_time time);

struct cell cell_id(char letter, naast_id id);

struct cell cell_amount(naast_money money); /* "25000.00"; for people with its currency */

struct cell cell_currency(naast_money money);

enum column_flags {
    COLUMN_RIGHT = 1,  /* numbers */
    COLUMN_HIDDEN = 2, /* not in text */
    COLUMN_WIDE = 4,   /* gives way first where the terminal is narrow */
    COLUMN_RECORD = 8, /* in text only where one thing is shown, not in lists */
    COLUMN_KEPT = 32,  /* gives way after the others */
    COLUMN_ID = 16, /* an id for -z alone: the first of these that a row has; where there are none, the first column */
};

struct column {
    const char *key; /* the stable name, for machines */
    enum word head;  /* for people; W_NONE with COLUMN_HIDDEN */
    unsigned flags;
};

/* Whether people see it where rows are listed. */
bool column_is_listed(const struct column *column);

/* A number of seconds for machines, a duration for people; none below zero. */
struct cell cell_duration(struct cli *cli, int64_t seconds);

/* A cell for machines ("" for none) and for people, kept by cli. */
const char *cell_for_machines(struct cli *cli, const struct cell *cell);
void cell_json(struct json *json, const char *key, const struct cell *cell);

/* One JSON object without its braces. */
void cells_json(struct json *json, const struct column *columns, const struct cell *cells, size_t count);

#endif
