/* formats.h: the library of formats: its handle, and what it found wrong. */
#ifndef CLI_TERM_FORMATS_H
#define CLI_TERM_FORMATS_H

#include "naast-formats.h"

struct cli;

/* The handle, in the language of what people read; it lasts as long as the command. Out of memory ends the program. */
naast_formats *cli_formats(struct cli *cli);

/*
 * After a call of that library: when status is negative, prints what was wrong with its place, as in
 * "deals.csv:3:14: ..." or "mine.json: stages[2].gate: ...". Returns the status.
 */
int cli_fault(struct cli *cli, int status);

/* "deals.csv:3:14: stages[2].gate", as much of it as there is; kept by cli. */
const char *fault_place(struct cli *cli, const naast_fault *fault);

#endif
