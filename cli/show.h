/* show.h: a deal's story in JSON. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli.h"

/* One item; a deal with its items and moves. NAAST_OK or a status. */
int item_json(struct cli *cli, const naast_item *item);
int deal_json(struct cli *cli, const naast_deal *deal, const naast_items *items, const naast_transitions *transitions);

#endif
