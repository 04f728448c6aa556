/* talk_faults.h: what is wrong with a sheet, printed with its lines. */
#ifndef CLI_COMMANDS_EVIDENCE_TALK_FAULTS_H
#define CLI_COMMANDS_EVIDENCE_TALK_FAULTS_H

#include "naast-formats.h"

struct cli;

/* How it was understood and, where its lines cannot be read, the first ten of those. */
void talk_print_lines(struct cli *cli, naast_id deal, const naast_sheet *sheet);

/* The first ten faults of a sheet whose lines were read. Returns the status of the first; NAAST_OK: there are none. */
int talk_print_faults(struct cli *cli, const naast_sheet *sheet);

#endif
