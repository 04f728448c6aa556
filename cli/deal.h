/* deal.h: deals as rows, for lists and records. */
#ifndef CLI_DEAL_H
#define CLI_DEAL_H

#include "cli.h"

enum { DEAL_COLUMNS = 25 };
extern const struct column deal_columns[DEAL_COLUMNS];

void deal_cells(struct cli *cli, const naast_deal *deal, struct cell cells[DEAL_COLUMNS]);

/* Every move with its receipt, as "transitions". */
void transitions_json(struct json *json, naast_id deal, const naast_transitions *moves);

/*
 * Reads what chooses deals and their order: "stage:match", "amount:10000..", "sort:-amount", and texts, which all must
 * be found. Says which word is wrong, from which character, and what could stand there. Its texts are kept by cli.
 */
int deal_filter_read(struct cli *cli, const struct args *args, naast_deal_filter *out);
/* What --sort takes: "title", "-amount". option: how it was written. */
int deal_sort_read(struct cli *cli, const char *typed, naast_deal_filter *out);

#endif
