/* args.h: commands as data, and what was typed for one of them. */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>

#include "nearest.h"
#include "words.h"

struct cli;
struct args;

enum needs {
    NEEDS_NONE,   /* no store */
    NEEDS_READ,   /* the store, read only */
    NEEDS_LOOK,   /* the same, but one that is refused as it is (NAAST_UNVERIFIED) is the command's to tell of */
    NEEDS_WRITE,  /* the store */
    NEEDS_CREATE, /* a handle without a store: the command makes one */
};

enum option_flags {
    OPTION_MANY = 1, /* may be given more than once */
    OPTION_PAIRS =
        2, /* as MANY; words with `=` that follow the first are further values: --map title=Name org=Account */
};

struct option {
    const char *name;  /* without the dashes */
    const char *value; /* what its value is called ("DATE"); NULL: a flag */
    enum word help;
    unsigned flags;
};
#define OPTIONS_END                                                                                                    \
    {                                                                                                                  \
        NULL, NULL, W_NONE, 0                                                                                          \
    }

/* Ways to write that a command knows beside text. */
enum {
    WRITES_JSON = 1,
    WRITES_RECORDS = 2 /* JSONL, CSV, --format, -z */,
    PAGED = 4 /* long: through the pager on a terminal */,
    WRITES_JSONL = 8 /* JSONL, and nothing else: it must be asked for */
};

/*
 * One command: everything that help, usage errors and dispatch need to know. Usage is derived: name, verb,
 * operands, options. Defined in the file of the command as `const struct command command_NAME`, listed in commands.def.
 */
struct command {
    const char *name; /* "deal" */
    const char *verb; /* "add"; NULL: none */
    enum needs needs;
    enum word summary;            /* one line */
    const char *operands;         /* "DEAL KIND [VALUE] [TEXT]"; "ITEM..." takes one or more; NULL: none */
    const struct option *options; /* up to OPTIONS_END; NULL: none beside the global ones */
    const char *example;          /* runnable lines, each "naast …\n" */
    enum word more;               /* further help; W_NONE: none */
    unsigned writes;
    bool despite_witness; /* runs where the witness contradicts the store, and says so itself */
    int (*run)(struct cli *cli, const struct args *args);
};

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

/* By name and verb; NULL: none. */
const struct command *command_named(const struct cli *cli, const char *name, const char *verb);
/* How many there are. */
size_t command_count(const struct cli *cli);
/* "deal add": kept by cli. */
const char *command_title(struct cli *cli, const struct command *command);
/* "naast deal add TITLE [--org O] …": kept by cli. */
const char *command_usage(struct cli *cli, const struct command *command);

/* Takes what the command line says: sets the global options on cli, and *args. Prints what is wrong; NAAST_OK or
 * NAAST_INVALID. */
int args_parse(struct cli *cli, int argc, char **argv, struct args *args);

#endif
