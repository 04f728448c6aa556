/* time.h: the time in stage. */
#ifndef CLI_COMMANDS_OVERVIEW_TIME_H
#define CLI_COMMANDS_OVERVIEW_TIME_H

#include "naast-report.h"
#include "output/report.h"

struct cli;

/* What the page of the board shows too: all of time in stage. */
struct report time_report(struct cli *cli, const naast_stage_times *times);

#endif
