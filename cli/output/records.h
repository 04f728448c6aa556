/* records.h: records for machines: JSONL, CSV, --format and -z. */
#ifndef CLI_OUTPUT_RECORDS_H
#define CLI_OUTPUT_RECORDS_H

#include <stddef.h>

struct cell;
struct cli;
struct column;

/* The records outputs: JSONL, CSV, --format, -z. */
int rows_check(struct cli *cli, const struct column *columns,
               size_t count); /* NAAST_INVALID: --format names what is not there */
void rows_head(struct cli *cli, const struct column *columns, size_t count); /* the line of CSV */
void rows_write(struct cli *cli, const struct column *columns, const struct cell *cells, size_t count);

#endif
