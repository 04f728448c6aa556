/* global.h: the options that every command takes, and what the environment says. */
#ifndef CLI_GLOBAL_H
#define CLI_GLOBAL_H

#include "cli.h"

/* Ends with a NULL name. */
extern const struct option global_options[];

const struct option *global_option(const char *name, size_t length); /* NULL: none */
const struct option *global_short(char letter);                      /* NULL: none */
/* Sets it on cli; *help: help was asked. Prints what is wrong with the value; NAAST_OK or NAAST_INVALID. */
int global_set(struct cli *cli, const struct option *option, const char *value, bool *help);

/* Language, width, glyphs, colour, actor as the environment and the terminal have them. */
void environment_read(struct cli *cli);
/* Reads NAAST_NOW into cli->now. NAAST_OK or NAAST_INVALID, told. */
int environment_clock(struct cli *cli);

/* Where the store is, or for `making` where it should come; kept by cli. NULL: there is none to be found. */
const char *store_path(struct cli *cli, bool making);

/*
 * The same for a store that is to be made: *path NULL becomes where it should come. Makes the folder, where it is the
 * usual one: *made says so. NAAST_IO, told, where that cannot be.
 */
int store_path_make(struct cli *cli, const char **path, bool *made);
extern const char store_folder[]; /* ".naast" */

/* A handle without a store, for this command's language, actor and clock. NAAST_OK or a status, told. */
int store_handle(struct cli *cli, naast_store **out);

/* The folder of the witnesses; kept by cli. NULL: none is kept. */
const char *witness_folder(struct cli *cli);
/* Says, before a command that reads, what contradicts the witness; and after one that wrote, once, why it was not kept.
 */
void witness_before(struct cli *cli);
void witness_after(struct cli *cli);
/* Before a command that writes: finishes an erasure whose bytes were still to go. */
void erasure_before(struct cli *cli);

/* Puts a pager between cli->out and the terminal, where that makes sense. */
void pager_begin(struct cli *cli);
/* Waits until the person has read it. */
void pager_end(struct cli *cli);

#endif
