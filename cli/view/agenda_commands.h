/* agenda_commands.h: what to type for a line of the agenda. */
#ifndef CLI_VIEW_AGENDA_COMMANDS_H
#define CLI_VIEW_AGENDA_COMMANDS_H

#include <stdbool.h>

#include "naast-agenda.h"

struct cli;
struct next_pipelines;

/* The command to type, with "…" where something is to be filled in. NAAST_OK or a status. Kept by cli. */
int next_fix(struct cli *cli, struct next_pipelines *pipelines, const naast_agenda_line *line, bool for_people,
             const char **out);
void next_pipelines_free(struct next_pipelines *pipelines);

#endif
