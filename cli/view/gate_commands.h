/* gate_commands.h: what to type to answer a check. */
#ifndef CLI_VIEW_GATE_COMMANDS_H
#define CLI_VIEW_GATE_COMMANDS_H

#include <stdbool.h>

#include "naast.h"

struct cli;
struct verdicts;

/* The deal that a remedy is for. */
struct fix_deal {
    naast_id id, contact;
    const char *outcome;
    const naast_pipeline *pipeline;
};

/* The command line that does what the remedy says, "" when only a program can. for_people: names rather than ids,
 * defaults left out. */
const char *fix_command(struct cli *cli, const struct fix_deal *deal, const naast_remedy *remedy, bool for_people);

/* The same, of a check on the screen of the gates. */
const char *check_command(struct cli *cli, const struct verdicts *verdicts, const naast_check_result *check,
                          bool for_people);

#endif
