/* args.h: what was typed for a command. */
#ifndef CLI_ARGS_ARGS_H
#define CLI_ARGS_ARGS_H

#include <stdbool.h>
#include <stddef.h>

struct cli;
struct command;
struct option;

/* An option as it was typed. */
struct typed {
    const struct option *option;
    const char *value; /* "" for a flag */
};

struct args {
    const struct command *command;
    const char **operands;
    size_t count;
    struct typed *typed;
    size_t typed_count;
};

/* The operand at `index`; NULL past the last. */
const char *args_operand(const struct args *args, size_t index);

/* All of them as one text, for words to look for; NULL: there is none. Kept by cli. */
const char *args_text(struct cli *cli, const struct args *args);

/* The value of an option (of the last, where it may be given more often); NULL when it was not given. Asking for one
 * that the command does not list is a bug and asserted. */
const char *args_value(const struct args *args, const char *name);
bool args_has(const struct args *args, const char *name);

/* The values of one that may be given more than once, one by one: start with *at = 0; NULL after the last. */
const char *args_next(const struct args *args, const char *name, size_t *at);

/* Takes what the command line says: sets the global options on cli, and *args. Prints what is wrong; NAAST_OK or
 * NAAST_INVALID. */
int args_parse(struct cli *cli, int argc, char **argv, struct args *args);

#endif
