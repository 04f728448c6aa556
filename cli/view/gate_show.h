/* gate_show.h: what the gates say, on a screen or as JSON. */
#ifndef CLI_VIEW_GATE_SHOW_H
#define CLI_VIEW_GATE_SHOW_H

#include <stdbool.h>
#include <stdio.h>

#include "naast.h"

struct cli;

/* As JSON on stdout, else as a screen on `out`; every: also the checks that are clear. Each reports what goes wrong. */
int evaluation_show(struct cli *cli, const naast_evaluation *evaluation, FILE *out, bool every);
int evaluation_json(struct cli *cli, const naast_evaluation *evaluation);

#endif
