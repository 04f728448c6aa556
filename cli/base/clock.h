/* clock.h: what time it is. */
#ifndef CLI_BASE_CLOCK_H
#define CLI_BASE_CLOCK_H

#include "naast.h"

struct cli;

/* Today by the store's clock, or by the command line's where there is no store. */
naast_date cli_today(struct cli *cli);
naast_time cli_now(struct cli *cli);

/* The same for a handle of the library. */
naast_clock cli_clock(struct cli *cli);

#endif
