/* deal_cells.h: a deal as a row; its moves in JSON. */
#ifndef CLI_VIEW_DEAL_CELLS_H
#define CLI_VIEW_DEAL_CELLS_H

#include "naast.h"
#include "output/cell.h"

struct cli;
struct json;

enum { DEAL_COLUMNS = 26 };

extern const struct column deal_columns[DEAL_COLUMNS];

void deal_cells(struct cli *cli, const naast_deal *deal, struct cell cells[DEAL_COLUMNS]);

/* Every move with its receipt, as "transitions". */
void transitions_json(struct json *json, naast_id deal, const naast_transitions *moves);

#endif
