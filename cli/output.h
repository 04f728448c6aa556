/* output.h: one table or record to every output (text, JSON, JSONL, CSV, --format, -z), a JSON writer, glyphs and
 * colours. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "naast.h"
#include "words.h"

struct cli;

/* --- a small JSON writer: commas, quotes and escapes are its business --- */
struct json {
    FILE *out;
    bool comma; /* a value stands before the next one */
};
void json_begin(struct json *json, FILE *out);             /* {"schema":1 */
void json_end(struct json *json);                          /* }\n */
void json_open_object(struct json *json, const char *key); /* key NULL: inside an array */
void json_open_array(struct json *json, const char *key);
void json_close_object(struct json *json);
void json_close_array(struct json *json);
void json_text(struct json *json, const char *key, const char *text);         /* NULL: null */
void json_text_or_null(struct json *json, const char *key, const char *text); /* "": null too */
void json_int(struct json *json, const char *key, int64_t value);
/* Bytes as small hexadecimal digits. */
void json_hex(struct json *json, const char *key, const void *bytes, size_t length);
void json_bool(struct json *json, const char *key, bool value);
void json_share(struct json *json, const char *key, int32_t share); /* in ten-thousandths: 0.6321 */
void json_put_null(struct json *json, const char *key);
void json_id(struct json *json, const char *key, char letter, naast_id id);   /* "D1"; 0: null */
void json_item(struct json *json, const char *key, naast_id deal, int32_t n); /* "D1.7"; n 0: null */
void json_date(struct json *json, const char *key, naast_date date);          /* "2026-11-04"; 0: null */
void json_time(struct json *json, const char *key, naast_time time);
void json_money(struct json *json, naast_money money); /* "amount":"25000.00","currency":"EUR", or both null */

/* --- cells --- */
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
struct cell cell_text(const char *text);                         /* NULL or "": none */
struct cell cell_or_redacted(struct cli *cli, const char *text); /* of what never was without a text */
struct cell cell_named(const char *code, const char *name);      /* code for machines, name for people */
struct cell cell_int(int64_t number);
struct cell cell_share(int32_t share); /* in ten-thousandths: 0.6321, for people 63%; none below zero */
struct cell cell_bool(bool flag);
struct cell cell_said(struct cell cell, const char *name); /* the same for machines, name for people */
struct cell cell_date(naast_date date);
struct cell cell_time(naast_time time);
struct cell cell_id(char letter, naast_id id);
struct cell cell_amount(naast_money money); /* "25000.00"; for people with its currency */
struct cell cell_currency(naast_money money);

/* --- tables and records --- */
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

struct table;
/*
 * A list: name is its key in JSON ({"schema":1,"deals":[…]}). `empty` is said on stderr where there are no rows, in
 * text. Columns and cells have the same order. Rows are written as they come, but text waits for the end (it must know
 * the widths).
 */
struct table *table_begin(struct cli *cli, const char *name, const struct column *columns, size_t count,
                          enum word empty);
/* Texts of the cells may go once this returns. */
void table_row(struct table *table, const struct cell *cells);
/* A member beside the list, in JSON only ("more":true); before table_end. */
void table_flag(struct table *table, const char *key, bool value);
void table_text(struct table *table, const char *key, const char *text);
/* In JSON, the writer for further members beside the list, before table_end; else NULL. */
struct json *table_json(struct table *table);
/* Writes what is left and releases the table. NAAST_OK or a status (NAAST_INVALID: --format names a column that there
 * is not). */
int table_end(struct table *table);

/*
 * One thing: {"schema":1,"rev":41,"deal":{…}} (rev 0: left out), in text a line for each cell that is not none. The
 * JSON ends inside the outer object where `json` is given: the caller may add members and then calls json_end.
 */
int record_print(struct cli *cli, const char *name, int64_t rev, const struct column *columns, const struct cell *cells,
                 size_t count, struct json *json);

/* What a command that adds something prints: its id on stdout, in every output. NAAST_OK or a status. */
int id_print(struct cli *cli, char letter, naast_id id);
/* The same for what changes something: people know which, and read nothing. */
int changed_print(struct cli *cli, char letter, naast_id id);

/* --- how things look --- */
enum colour { PLAIN, GOOD, WAITING, AT_FAULT, FAINT, STRONG };
/* Starts and ends a colour; nothing where there is none. */
void colour_on(struct cli *cli, FILE *out, enum colour colour);
void colour_off(struct cli *cli, FILE *out);
enum colour verdict_colour(naast_verdict verdict);
const char *verdict_glyph(const struct cli *cli, naast_verdict verdict); /* one column: ✓ ○ ~ ↻ – ‖, or + o ~ * - = */
/* "Not yet", "clear", and the words of a verdict; telling: "still to say". until: of a waiver. Kept by cli. */
const char *verdict_words(struct cli *cli, naast_verdict verdict, bool telling, naast_date until);
/* A code's words for people, in the language of the screen: outcomes, item states, fair's value codes; else the code
 * with spaces. Kept by cli. */
const char *outcome_words(struct cli *cli, const char *outcome);
const char *state_words(struct cli *cli, const char *state);
const char *value_words(struct cli *cli, const char *value);
const char *operation_words(struct cli *cli, const char *name); /* of the log: "deal_add" */
/* ●───○ ─ … → : glyphs that text uses, ASCII where that is wanted. */
enum glyph { GLYPH_HERE, GLYPH_AHEAD, GLYPH_LINE, GLYPH_ELLIPSIS, GLYPH_ARROW, GLYPH_DOT };
const char *glyph(const struct cli *cli, enum glyph which);

#endif
