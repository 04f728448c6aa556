/* command.c: what follows from the description of a command: its title, its usage. */
#include "args/command.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/context.h"

static bool same(const char *a, const char *b) { return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0; }

const struct command *command_named(const struct cli *cli, const char *name, const char *verb)
{
    for (size_t i = 0; cli->commands[i] != NULL; i++) {
        if (same(cli->commands[i]->name, name) && same(cli->commands[i]->verb, verb))
            return cli->commands[i];
    }
    return NULL;
}

const char *command_title(struct cli *cli, const struct command *command)
{
    return command->verb == NULL ? command->name : cli_printf(cli, "%s %s", command->name, command->verb);
}

const char *command_usage(struct cli *cli, const struct command *command)
{
    const char *only = (command->writes & WRITES_JSONL) != 0 ? " --jsonl" : "";
    const char *usage = cli_printf(cli, "naast %s%s", command_title(cli, command), only);
    if (command->operands != NULL)
        usage = cli_printf(cli, "%s %s", usage, command->operands);
    for (const struct option *option = command->options; option != NULL && option->name != NULL; option++) {
        const char *more = (option->flags & (OPTION_MANY | OPTION_PAIRS)) == 0 ? "" : cli->ascii ? " ..." : " …";
        usage = cli_printf(cli, "%s [--%s%s%s%s]", usage, option->name, option->value != NULL ? " " : "",
                           option->value != NULL ? option->value : "", more);
    }
    return usage;
}

size_t command_count(const struct cli *cli)
{
    size_t count = 0;
    while (cli->commands[count] != NULL)
        count++;
    return count;
}
