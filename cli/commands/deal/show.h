/* show.h: the parts of a deal's story. */
#ifndef CLI_COMMANDS_DEAL_SHOW_H
#define CLI_COMMANDS_DEAL_SHOW_H

#include "naast.h"

struct cli;
struct json;
struct verdicts;

/* What happened around a deal, and what is to do. Release with diary_free; half-filled ones too. */
struct diary {
    naast_activities *activities;
    naast_tasks *tasks;
};
int diary_read(struct cli *cli, naast_id deal, struct diary *out);
void diary_free(struct diary *diary);
/* Conversations by date, and the tasks that are open; in JSON also those done. */
void diary_screen(struct cli *cli, const struct diary *diary);
void diary_json(struct json *json, const struct diary *diary);

/* One item; a deal with its items, moves and diary, and where they are asked for its gates (else NULL). NAAST_OK or a
 * status. */
int item_json(struct cli *cli, const naast_item *item);
int deal_json(struct cli *cli, const naast_deal *deal, const naast_items *items, const naast_transitions *transitions,
              const struct diary *diary, const struct verdicts *gates);

#endif
