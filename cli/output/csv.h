/* csv.h: fields of CSV, which no spreadsheet takes for a formula. */
#ifndef CLI_OUTPUT_CSV_H
#define CLI_OUTPUT_CSV_H

#include <stdbool.h>
#include <stddef.h>

struct cell;
struct cli;

/*
 * Texts in CSV: what a spreadsheet would take for a formula, and what begins with an apostrophe, gets an apostrophe in
 * front. So taking one off every text that begins with one gives back what it was.
 */
bool csv_wants_guard(const char *text);
const char *csv_unguarded(const char *text);

/* The fields of a record, with commas between them. */
void csv_row(struct cli *cli, const struct cell *cells, size_t count);

#endif
