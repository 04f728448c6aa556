/* fault.h: what was wrong with a file or a mapping, as a person at a command line reads it. */
#ifndef CLI_COMMANDS_IMPORT_FAULT_H
#define CLI_COMMANDS_IMPORT_FAULT_H

#include "naast-formats.h"

struct cli;

/* After a call of libnaast-formats: where it failed, prints why, where, and what to type. Returns the status. */
int import_check(struct cli *cli, int status);
/* The same for the value of an option; for what a mapping does not fit, with the file's columns, of which one may be
 * meant. */
int import_check_option(struct cli *cli, const char *option, int status);
int import_check_binding(struct cli *cli, const naast_mapping *mapping, naast_reader *reader, int status);

/* What to type, for a fault with that code; NULL: there is nothing. */
const char *import_hint(struct cli *cli, const char *code);

#endif
