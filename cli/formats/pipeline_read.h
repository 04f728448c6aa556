/* pipeline_read.h: a pipeline from JSON and to JSON. */
#ifndef CLI_FORMATS_PIPELINE_READ_H
#define CLI_FORMATS_PIPELINE_READ_H

#include "naast.h"

struct cli;

/*
 * Reads a definition from a file ("-": standard input). What is not JSON is told with line and column, what does not
 * belong with its path. Everything *out points to is kept by cli. NAAST_BAD_DATA, NAAST_NOT_FOUND, NAAST_IO.
 */
int pipeline_from_json(struct cli *cli, const char *path, naast_pipeline *out);

/* Writes it so that it can be read again. */
void pipeline_to_json(struct cli *cli, const naast_pipeline *pipeline);

#endif
