/* table.h: a list or one thing, to every output: text, JSON, JSONL, CSV, --format, -z. */
#ifndef CLI_OUTPUT_TABLE_H
#define CLI_OUTPUT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "naast.h"
#include "words/words.h"

struct cell;
struct cli;
struct column;
struct json;
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
const char *cell_for_people(struct cli *cli, const struct cell *cell);

#endif
