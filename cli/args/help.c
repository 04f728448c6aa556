/* help.c: help from the table of commands; exit codes; ABC. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "args/global.h"
#include "args/nearest.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/text.h"
#include "words/words.h"

static void heading(struct cli *cli, enum word id)
{
    colour_on(cli, cli->out, STRONG);
    fprintf(cli->out, "%s\n", word(cli, id));
    colour_off(cli, cli->out);
}

/* "  NAME    what it does", wrapped. */
static void entry(struct cli *cli, const char *name, int columns, const char *text)
{
    fputs("  ", cli->out);
    text_pad(cli->out, name, columns);
    text_wrap(cli, cli->out, text, columns + 2, columns + 2);
}

static const char *option_title(struct cli *cli, const struct option *option)
{
    if (option->value == NULL)
        return cli_printf(cli, "--%s", option->name);
    return cli_printf(cli, "--%s %s", option->name, option->value);
}

static void print_options(struct cli *cli, enum word head, const struct option *options)
{
    int widest = 0;
    if (options == NULL || options->name == NULL)
        return;
    for (const struct option *option = options; option->name != NULL; option++) {
        int width = text_width(option_title(cli, option));
        widest = width > widest ? width : widest;
    }
    fputc('\n', cli->out);
    heading(cli, head);
    for (const struct option *option = options; option->name != NULL; option++)
        entry(cli, option_title(cli, option), widest + 2, word(cli, option->help));
}

static void print_example(struct cli *cli, const char *example)
{
    while (*example != '\0') {
        size_t length = strcspn(example, "\n");
        fprintf(cli->out, "  %.*s\n", (int)length, example);
        example += length + (example[length] == '\n');
    }
}

/* An indented line is in columns, and stays as it is; the others are wrapped. */
static void print_more(struct cli *cli, const char *more)
{
    while (*more != '\0') {
        size_t length = strcspn(more, "\n");
        const char *line = cli_printf(cli, "%.*s", (int)length, more);
        if (line[0] == ' ')
            fprintf(cli->out, "%s\n", line);
        else
            text_wrap(cli, cli->out, line, 0, 0);
        more += length + (more[length] == '\n');
    }
}

static void print_command(struct cli *cli, const struct command *command)
{
    text_wrap(cli, cli->out, cli_printf(cli, "naast %s: %s", command_title(cli, command), word(cli, command->summary)),
              0, 2);
    fputc('\n', cli->out);
    heading(cli, W_HELP_EXAMPLE);
    print_example(cli, command->example);
    fputc('\n', cli->out);
    heading(cli, W_HELP_USAGE);
    fputs("  ", cli->out);
    text_wrap(cli, cli->out, command_usage(cli, command), 2, 6);
    print_options(cli, W_HELP_OPTIONS, command->options);
    if (command->more != W_NONE) {
        fputc('\n', cli->out);
        print_more(cli, word(cli, command->more));
    }
    if ((command->writes & (WRITES_JSON | WRITES_RECORDS)) != 0) {
        bool records = (command->writes & WRITES_RECORDS) != 0;
        fprintf(cli->out, "\n%s: --json%s\n", word(cli, W_HELP_OUTPUTS), records ? " --jsonl --csv --format -z" : "");
    }
}

static void print_all(struct cli *cli)
{
    int widest = 0;
    for (size_t i = 0; cli->commands[i] != NULL; i++) {
        int width = text_width(command_title(cli, cli->commands[i]));
        widest = width > widest ? width : widest;
    }
    text_wrap(cli, cli->out, word(cli, W_HELP_HEAD), 0, 0);
    fputc('\n', cli->out);
    for (size_t i = 0; cli->commands[i] != NULL; i++)
        entry(cli, command_title(cli, cli->commands[i]), widest + 2, word(cli, cli->commands[i]->summary));
    print_options(cli, W_HELP_GLOBAL, global_options);
    fprintf(cli->out, "\n%s\n", word(cli, W_HELP_MORE));
}

static void print_exit_codes(struct cli *cli)
{
    static const struct {
        int code;
        enum word means;
    } codes[] = {{0, W_EXIT_0}, {1, W_EXIT_1}, {2, W_EXIT_2}, {3, W_EXIT_3}, {4, W_EXIT_4},   {5, W_EXIT_5},
                 {6, W_EXIT_6}, {7, W_EXIT_7}, {8, W_EXIT_8}, {9, W_EXIT_9}, {10, W_EXIT_10}, {130, W_EXIT_130}};
    heading(cli, W_HELP_EXIT_CODES);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        entry(cli, cli_printf(cli, "%3d", codes[i].code), 5, word(cli, codes[i].means));
}

static void print_abc(struct cli *cli) { text_wrap(cli, cli->out, word(cli, W_HELP_ABC), 0, 0); }

/* What there is help about beside commands. */
static const struct topic {
    const char *name;
    void (*print)(struct cli *cli);
} topics[] = {{"exit-codes", print_exit_codes}, {"abc", print_abc}};
enum { TOPIC_COUNT = sizeof topics / sizeof topics[0] };

static const struct topic *topic_named(const char *name)
{
    for (size_t i = 0; i < TOPIC_COUNT; i++) {
        if (strcasecmp(topics[i].name, name) == 0)
            return &topics[i];
    }
    return NULL;
}

/* No help there is, with the nearest that there is. */
static int not_named(struct cli *cli, const char *asked)
{
    const char **titles = cli_keep(cli, (2 * command_count(cli) + TOPIC_COUNT) * sizeof *titles);
    size_t count = 0;
    for (size_t i = 0; cli->commands[i] != NULL; i++) {
        titles[count++] = command_title(cli, cli->commands[i]);
        titles[count++] = cli->commands[i]->name;
    }
    for (size_t i = 0; i < TOPIC_COUNT; i++)
        titles[count++] = topics[i].name;
    const char *nearest = args_nearest(asked, titles, count);
    if (nearest == NULL)
        return cli_wrong(cli, W_HELP_UNKNOWN, asked);
    return cli_wrong(cli, W_DID_YOU_MEAN, words(cli, W_HELP_UNKNOWN, asked), cli_printf(cli, "naast help %s", nearest));
}

/* A command, or all that begin with that word ("deal"). NAAST_INVALID: there is none. */
static int print_named(struct cli *cli, const char *name, const char *verb)
{
    bool first = true;
    for (size_t i = 0; cli->commands[i] != NULL; i++) {
        const struct command *command = cli->commands[i];
        if (strcmp(command->name, name) != 0 ||
            (verb != NULL && (command->verb == NULL || strcmp(command->verb, verb) != 0)))
            continue;
        if (!first)
            fputs("\n\n", cli->out);
        print_command(cli, command);
        first = false;
    }
    return first ? not_named(cli, verb == NULL ? name : cli_printf(cli, "%s %s", name, verb)) : NAAST_OK;
}

static int run(struct cli *cli, const struct args *args)
{
    const char *name = args_operand(args, 0), *verb = args_operand(args, 1);
    const char *space = name == NULL ? NULL : strchr(name, ' '); /* both in one pair of quotes */
    if (verb == NULL && space != NULL)
        verb = space + 1;
    if (name == NULL)
        print_all(cli);
    else if (topic_named(name) != NULL)
        topic_named(name)->print(cli);
    else
        return print_named(cli, cli_printf(cli, "%.*s", (int)strcspn(name, " "), name), verb);
    return NAAST_OK;
}

const struct command command_help = {
    .name = "help",
    .needs = NEEDS_NONE,
    .summary = W_DO_HELP,
    .operands = "[COMMAND] [VERB]",
    .example = "naast help\nnaast help deal add\nnaast help exit-codes\n",
    .writes = PAGED,
    .run = run,
};
