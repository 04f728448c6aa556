/* waivers.h: what was set aside in a deal. */
#ifndef CLI_COMMANDS_DEAL_WAIVERS_H
#define CLI_COMMANDS_DEAL_WAIVERS_H

#include "naast.h"

struct cli;

/* Prints every waiver of a deal. */
int waivers_print(struct cli *cli, naast_id deal);

#endif
