/* each_deal.h: every deal that a filter lets through, a page at a time, in flat memory. */
#ifndef CLI_COMMANDS_EXPORT_EACH_DEAL_H
#define CLI_COMMANDS_EXPORT_EACH_DEAL_H

#include "naast.h"

struct cli;

/*
 * Calls take for each; a status other than NAAST_OK ends it. What take has kept by cli is released after each page.
 * Ends early, with NAAST_OK, where nobody reads the output any more.
 */
int each_deal(struct cli *cli, const naast_deal_filter *filter, int (*take)(void *context, const naast_deal *deal),
              void *context);

#endif
