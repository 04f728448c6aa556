/* guide.h: what to ask next, written. */
#ifndef CLI_COMMANDS_EVIDENCE_GUIDE_H
#define CLI_COMMANDS_EVIDENCE_GUIDE_H

#include <stdio.h>

#include "naast-formats.h"

struct cli;

/* Writes the questions for the next conversation, with what is known already. */
int guide_write(struct cli *cli, FILE *out, naast_id deal, naast_sheet_form form);

#endif
