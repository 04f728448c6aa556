/* counts.h: numbers of deals, and the names of pipelines and stages beside them. */
#ifndef CLI_VIEW_COUNTS_H
#define CLI_VIEW_COUNTS_H

#include <stdbool.h>
#include <stdint.h>

#include "output/cell.h"

struct cli;

/* "1 deal", "12 deals". */
const char *deals_words(struct cli *cli, int64_t deals);

/* The name of a pipeline for machines; people see it only where there is more than one. */
struct cell cell_pipeline(const char *pipeline, bool several);

/* The name of a stage, with its pipeline's where there are several. Kept by cli. */
const char *stage_label(struct cli *cli, const char *pipeline, const char *stage_name, bool several);

#endif
