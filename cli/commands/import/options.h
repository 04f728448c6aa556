/* options.h: the mapping of an import, from its options. */
#ifndef CLI_COMMANDS_IMPORT_OPTIONS_H
#define CLI_COMMANDS_IMPORT_OPTIONS_H

#include "naast-formats.h"

struct args;
struct cli;

/* Sets what --mapping and the options say; an option goes before what the file says. NAAST_INVALID for what was typed
 * wrong, NAAST_BAD_DATA for a mapping file that cannot be read; printed. */
int import_options_read(struct cli *cli, const struct args *args, naast_import_kind kind, naast_mapping *mapping);

#endif
