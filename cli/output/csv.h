/* csv.h: a row of cells as CSV. */
#ifndef CLI_OUTPUT_CSV_H
#define CLI_OUTPUT_CSV_H

#include <stdbool.h>
#include <stddef.h>

struct cell;
struct cli;

/* As naast_csv_wants_guard and naast_csv_unguarded have it. */
bool csv_wants_guard(const char *text);
const char *csv_unguarded(const char *text);

/* The fields of a record, with commas between them. Texts are written as naast_csv_text does it. */
void csv_row(struct cli *cli, const struct cell *cells, size_t count);

#endif
