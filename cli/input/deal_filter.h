/* deal_filter.h: what chooses deals, and their order. */
#ifndef CLI_INPUT_DEAL_FILTER_H
#define CLI_INPUT_DEAL_FILTER_H

#include "naast.h"

struct args;
struct cli;

/*
 * Reads what chooses deals and their order: "stage:match", "amount:10000..", "sort:-amount", and texts, which all must
 * be found. Says which word is wrong, from which character, and what could be there. Its texts are kept by cli.
 */
int deal_filter_read(struct cli *cli, const struct args *args, naast_deal_filter *out);

/* What --sort takes: "title", "-amount". option: how it was written. */
int deal_sort_read(struct cli *cli, const char *typed, naast_deal_filter *out);

#endif
