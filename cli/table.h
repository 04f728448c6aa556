/* table.h: what the writers of the outputs share. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "cli.h"

/* A cell for machines ("" for none) and for people, kept by cli. */
const char *cell_for_machines(struct cli *cli, const struct cell *cell);
const char *cell_for_people(struct cli *cli, const struct cell *cell);
void cell_json(struct json *json, const char *key, const struct cell *cell);
/* One JSON object without its braces. */
void cells_json(struct json *json, const struct column *columns, const struct cell *cells, size_t count);

/* The records outputs: JSONL, CSV, --format, -z. */
int rows_check(struct cli *cli, const struct column *columns,
               size_t count); /* NAAST_INVALID: --format names what is not there */
void rows_head(struct cli *cli, const struct column *columns, size_t count); /* the line of CSV */
void rows_write(struct cli *cli, const struct column *columns, const struct cell *cells, size_t count);

/*
 * Texts in CSV: what a spreadsheet would take for a formula, and what begins with an apostrophe, gets an apostrophe in
 * front. So taking one off every text that begins with one gives back what it was.
 */
bool csv_wants_guard(const char *text);
const char *csv_unguarded(const char *text);
/* The fields of a record, with commas between them. */
void csv_row(struct cli *cli, const struct cell *cells, size_t count);

#endif
