/* pipeline_fault.h: what is wrong with a definition, by the names of the file that it came from. */
#ifndef CLI_FORMATS_PIPELINE_FAULT_H
#define CLI_FORMATS_PIPELINE_FAULT_H

#include "naast.h"

struct cli;

/*
 * What is wrong with a definition, as the library said it, with its path by the names of the file: a kind is under its
 * code, a stage and a gate have theirs in `name`, a check has `id` and `kind`, and words are in `name`.
 */
const char *pipeline_fault(struct cli *cli, const naast_pipeline *definition, const char *code, const char *message);

#endif
