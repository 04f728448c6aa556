/* deal.h: deals as rows, for lists and records. */
#ifndef CLI_DEAL_H
#define CLI_DEAL_H

#include "cli.h"

enum { DEAL_COLUMNS = 25 };
extern const struct column deal_columns[DEAL_COLUMNS];

void deal_cells(struct cli *cli, const naast_deal *deal, struct cell cells[DEAL_COLUMNS]);

/* Every move with its receipt, as "transitions". */
void transitions_json(struct json *json, naast_id deal, const naast_transitions *moves);

/* What deal list filters by: in the library, and what is looked at here. */
struct deal_filter {
    naast_deal_filter asked;
    int64_t amount_from, amount_to; /* in whole units; -1: any */
    naast_date due_from, due_to;    /* 0: any */
    const char *texts[16];          /* folded; all must be found */
    size_t text_count;
    bool looks; /* something is looked at here */
};

/* Reads "stage:match", "amount:10000..", "friday". */
int deal_filter_read(struct cli *cli, const struct args *args, struct deal_filter *out);
bool deal_filter_fits(struct cli *cli, const struct deal_filter *filter, const naast_deal *deal);

#endif
