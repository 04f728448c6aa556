/* global.h: the options that every command takes. */
#ifndef CLI_ARGS_GLOBAL_H
#define CLI_ARGS_GLOBAL_H

#include <stdbool.h>
#include <stddef.h>

#include "args/command.h"

struct cli;

/* Ends with a NULL name. */
extern const struct option global_options[];

const struct option *global_option(const char *name, size_t length); /* NULL: none */
const struct option *global_short(char letter);                      /* NULL: none */

/* Sets it on cli; *help: help was asked. Prints what is wrong with the value; NAAST_OK or NAAST_INVALID. */
int global_set(struct cli *cli, const struct option *option, const char *value, bool *help);

#endif
