/* csv.h: a row of cells as CSV. */
#ifndef CLI_OUTPUT_CSV_H
#define CLI_OUTPUT_CSV_H

#include <stddef.h>

struct cell;
struct cli;

/* The fields of a record, with commas between them. Texts are written as naast_csv_text does it. */
void csv_row(struct cli *cli, const struct cell *cells, size_t count);

#endif
