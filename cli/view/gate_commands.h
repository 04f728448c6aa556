/* gate_commands.h: what to type to answer a check. */
#ifndef CLI_VIEW_GATE_COMMANDS_H
#define CLI_VIEW_GATE_COMMANDS_H

#include <stdbool.h>

#include "naast.h"

struct cli;
struct verdicts;

/* The command line that answers a check, "" when only a program can. for_people: names rather than ids, defaults left
 * out. */
const char *fix_command(struct cli *cli, const struct verdicts *verdicts, const naast_check_result *check,
                        bool for_people);

#endif
