/* command.h: commands as data. */
#ifndef CLI_ARGS_COMMAND_H
#define CLI_ARGS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "words/words.h"

struct args;
struct cli;

enum needs {
    NEEDS_NONE,   /* no store */
    NEEDS_READ,   /* the store, read only */
    NEEDS_LOOK,   /* the same, but one that is refused as it is (NAAST_UNVERIFIED) is the command's to report */
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

/* By name and verb; NULL: none. */
const struct command *command_named(const struct cli *cli, const char *name, const char *verb);

/* How many there are. */
size_t command_count(const struct cli *cli);

/* "deal add": kept by cli. */
const char *command_title(struct cli *cli, const struct command *command);

/* "naast deal add TITLE [--org O] …": kept by cli. */
const char *command_usage(struct cli *cli, const struct command *command);

#endif
