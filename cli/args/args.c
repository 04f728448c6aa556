/* args.c: reads the command line: global options anywhere, then the command's own options and operands. */
#include "args/args.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "naast.h"
#include "args/command.h"
#include "args/global.h"
#include "args/nearest.h"
#include "base/arena.h"
#include "base/context.h"
#include "term/message.h"
#include "words/words.h"

struct reading {
    struct cli *cli;
    int argc;
    char **argv;
    int at;
    const char *name;   /* the command's first word; NULL: not read yet */
    bool only_operands; /* after -- */
    bool help;
    struct args *args;
};

const char *args_operand(const struct args *args, size_t index)
{
    return index < args->count ? args->operands[index] : NULL;
}

const char *args_text(struct cli *cli, const struct args *args)
{
    struct grown text = {0};
    for (size_t i = 0; i < args->count; i++)
        cli_grow(cli, &text, "%s%s", i > 0 ? " " : "", args->operands[i]);
    return text.text;
}

/* The command's option of that name; NULL: it has none. */
static const struct option *own_option(const struct command *command, const char *name, size_t length)
{
    for (const struct option *option = command->options; option != NULL && option->name != NULL; option++) {
        if (strlen(option->name) == length && memcmp(option->name, name, length) == 0)
            return option;
    }
    return NULL;
}

const char *args_next(const struct args *args, const char *name, size_t *at)
{
    assert(own_option(args->command, name, strlen(name)) != NULL);
    while (*at < args->typed_count) {
        const struct typed *typed = &args->typed[(*at)++];
        if (strcmp(typed->option->name, name) == 0)
            return typed->value;
    }
    return NULL;
}

const char *args_value(const struct args *args, const char *name)
{
    const char *last = NULL, *value;
    for (size_t at = 0; (value = args_next(args, name, &at)) != NULL;)
        last = value;
    return last;
}

bool args_has(const struct args *args, const char *name) { return args_value(args, name) != NULL; }

static const char *place(struct reading *reading) { return cli_printf(reading->cli, "%d", reading->at); }

/* Tells that a word is not known, with the nearest of those that are. */
static int unknown(struct reading *reading, const char *typed, const char *const *known, size_t count, enum word what)
{
    struct cli *cli = reading->cli;
    const char *nearest = args_nearest(typed, known, count);
    const char *said = words(cli, what, place(reading), typed);
    if (nearest == NULL)
        return cli_wrong(cli, W_AS_IS, said);
    return cli_wrong(cli, W_DID_YOU_MEAN, said, nearest);
}

static size_t option_count(const struct option *options)
{
    size_t count = 0;
    while (options != NULL && options[count].name != NULL)
        count++;
    return count;
}

static int unknown_option(struct reading *reading, const char *typed)
{
    struct cli *cli = reading->cli;
    const struct command *command = reading->args->command;
    const struct option *own = command == NULL ? NULL : command->options;
    const char **known = cli_keep(cli, sizeof *known * (option_count(own) + option_count(global_options)));
    size_t count = 0;
    for (const struct option *option = own; option != NULL && option->name != NULL; option++)
        known[count++] = cli_printf(cli, "--%s", option->name);
    for (const struct option *option = global_options; option->name != NULL; option++)
        known[count++] = cli_printf(cli, "--%s", option->name);
    return unknown(reading, cli_printf(cli, "%.*s", (int)strcspn(typed, "="), typed), known, count, W_NO_SUCH_OPTION);
}

static int keep_typed(struct reading *reading, const struct option *option, const char *value)
{
    struct args *args = reading->args;
    for (size_t i = 0; (option->flags & (OPTION_MANY | OPTION_PAIRS)) == 0 && i < args->typed_count; i++) {
        if (args->typed[i].option == option)
            return cli_wrong(reading->cli, W_OPTION_TWICE, place(reading), option->name);
    }
    args->typed[args->typed_count++] = (struct typed){option, value};
    return NAAST_OK;
}

/* Words with = that follow a value of pairs are values too. */
static int keep_pairs(struct reading *reading, const struct option *option)
{
    int status = NAAST_OK;
    while (status == NAAST_OK && reading->at + 1 < reading->argc && reading->argv[reading->at + 1][0] != '-' &&
           strchr(reading->argv[reading->at + 1], '=') != NULL)
        status = keep_typed(reading, option, reading->argv[++reading->at]);
    return status;
}

/* The value of an option: after its =, or the next word. NULL: there is none, and that was reported. */
static const char *value_of(struct reading *reading, const struct option *option, const char *equals)
{
    if (equals != NULL)
        return equals + 1;
    const char *next = reading->at + 1 < reading->argc ? reading->argv[reading->at + 1] : NULL;
    if (next == NULL || strncmp(next, "--", 2) == 0) {
        cli_wrong(reading->cli, W_OPTION_WANTS, place(reading), option->name, option->value);
        return NULL;
    }
    reading->at++;
    return next;
}

/* From here on it is clear which command was meant; NULL: it is not. */
static void choose(struct reading *reading, const struct command *command)
{
    struct cli *cli = reading->cli;
    cli->command = reading->args->command = command;
    if (command != NULL)
        cli->title = command_title(cli, command);
}

/* Where a command has a form without a verb, an option of that form says that it is meant. */
static void choose_form(struct reading *reading, const char *option, size_t length)
{
    const struct command *alone = reading->name != NULL ? command_named(reading->cli, reading->name, NULL) : NULL;
    if (reading->args->command == NULL && alone != NULL && own_option(alone, option, length) != NULL)
        choose(reading, alone);
}

static int take_option(struct reading *reading, const char *typed)
{
    const char *name = typed + 2, *equals = strchr(name, '=');
    size_t length = equals == NULL ? strlen(name) : (size_t)(equals - name);
    const struct option *option = NULL;
    choose_form(reading, name, length);
    if (reading->args->command != NULL)
        option = own_option(reading->args->command, name, length);
    bool own = option != NULL;
    if (!own)
        option = global_option(name, length);
    if (option == NULL)
        return unknown_option(reading, typed);
    if (option->value == NULL && equals != NULL)
        return cli_wrong(reading->cli, W_OPTION_TAKES_NOTHING, place(reading), option->name);
    const char *value = option->value == NULL ? "" : value_of(reading, option, equals);
    if (value == NULL)
        return NAAST_INVALID;
    if (!own)
        return global_set(reading->cli, option, value, &reading->help);
    int status = keep_typed(reading, option, value);
    if (status == NAAST_OK && (option->flags & OPTION_PAIRS) != 0)
        status = keep_pairs(reading, option);
    return status;
}

static int take_short(struct reading *reading, const char *typed)
{
    for (const char *letter = typed + 1; *letter != '\0'; letter++) {
        const struct option *option = global_short(*letter);
        if (option == NULL)
            return unknown_option(reading, typed);
        int status = global_set(reading->cli, option, "", &reading->help);
        if (status != NAAST_OK)
            return status;
    }
    return NAAST_OK;
}

static bool has_verbs(const struct cli *cli, const char *name)
{
    for (size_t i = 0; cli->commands[i] != NULL; i++) {
        if (cli->commands[i]->verb != NULL && strcmp(cli->commands[i]->name, name) == 0)
            return true;
    }
    return false;
}

/* The names of all commands, or the verbs of one, each once. Kept by cli. */
static const char **known_words(struct cli *cli, const char *name, size_t *count)
{
    const char **known = cli_keep(cli, command_count(cli) * sizeof *known);
    *count = 0;
    for (size_t i = 0; cli->commands[i] != NULL; i++) {
        const char *found = name == NULL ? cli->commands[i]->name : cli->commands[i]->verb;
        bool there = name != NULL && (found == NULL || strcmp(cli->commands[i]->name, name) != 0);
        for (size_t j = 0; j < *count; j++)
            there = there || strcmp(known[j], found) == 0;
        if (!there)
            known[(*count)++] = found;
    }
    return known;
}

static int take_name(struct reading *reading, const char *typed)
{
    size_t count;
    const char **known = known_words(reading->cli, NULL, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(known[i], typed) == 0) {
            reading->name = reading->cli->title = known[i];
            if (!has_verbs(reading->cli, typed))
                choose(reading, command_named(reading->cli, typed, NULL));
            return NAAST_OK;
        }
    }
    return unknown(reading, typed, known, count, W_NO_SUCH_COMMAND);
}

static const char *listed_verbs(struct reading *reading, const char *const *known, size_t count)
{
    struct grown list = {0};
    for (size_t i = 0; i < count; i++)
        cli_list(reading->cli, &list, ", ", known[i]);
    return cli_grown(&list);
}

/* "word 2, "x": report has forecast, funnel, ...": those that there are, since they are few. */
static int unknown_verb(struct reading *reading, const char *typed)
{
    size_t count;
    const char **known = known_words(reading->cli, reading->name, &count);
    const char *list = listed_verbs(reading, known, count), *nearest = args_nearest(typed, known, count);
    const char *said = words(reading->cli, W_NO_SUCH_VERB, place(reading), typed, reading->name, list);
    if (nearest == NULL)
        return cli_wrong(reading->cli, W_AS_IS, said);
    return cli_wrong(reading->cli, W_DID_YOU_MEAN, said, nearest);
}

static int take_verb(struct reading *reading, const char *typed)
{
    const struct command *command = command_named(reading->cli, reading->name, typed),
                         *alone = command_named(reading->cli, reading->name, NULL);
    if (command == NULL && alone != NULL) { /* the command has a form without a verb: this is its operand */
        choose(reading, alone);
        reading->args->operands[reading->args->count++] = typed;
        return NAAST_OK;
    }
    if (command == NULL)
        return unknown_verb(reading, typed);
    choose(reading, command);
    return NAAST_OK;
}

static int take_word(struct reading *reading, const char *typed)
{
    if (reading->name == NULL)
        return take_name(reading, typed);
    if (reading->args->command == NULL)
        return take_verb(reading, typed);
    reading->args->operands[reading->args->count++] = typed;
    return NAAST_OK;
}

static int take(struct reading *reading)
{
    const char *typed = reading->argv[reading->at];
    if (reading->only_operands || typed[0] != '-' || typed[1] == '\0')
        return take_word(reading, typed);
    if (strcmp(typed, "--") == 0) {
        reading->only_operands = true;
        return NAAST_OK;
    }
    return typed[1] == '-' ? take_option(reading, typed) : take_short(reading, typed);
}

/* One of the operands in a command's "DEAL KIND [TEXT] [ITEM...]". */
struct operand {
    const char *name;
    bool optional, many;
};

/* Reads the operand at *at and moves on; false at the end. */
static bool next_operand(struct cli *cli, const char **at, struct operand *out)
{
    *at += strspn(*at, " ");
    size_t length = strcspn(*at, " ");
    if (length == 0)
        return false;
    const char *text = cli_printf(cli, "%.*s", (int)length, *at);
    *out = (struct operand){text, text[0] == '[', strstr(text, "...") != NULL};
    *at += length;
    return true;
}

static int check_operands(struct reading *reading)
{
    struct cli *cli = reading->cli;
    const struct args *args = reading->args;
    const char *at = args->command->operands == NULL ? "" : args->command->operands;
    struct operand operand;
    size_t most = 0;
    while (next_operand(cli, &at, &operand)) {
        if (!operand.optional && most >= args->count)
            return cli_wrong(
                cli, W_OPERAND_MISSING, operand.name,
                cli_printf(cli, "naast %s %s", command_title(cli, args->command), args->command->operands));
        most = operand.many ? SIZE_MAX : most + 1;
    }
    if (args->count > most)
        return cli_wrong(cli, W_OPERAND_TOO_MANY, args->operands[most]);
    return NAAST_OK;
}

/* No command at all, or one without its verb. */
static int check_command(struct reading *reading)
{
    if (reading->name != NULL && reading->args->command == NULL)
        choose(reading, command_named(reading->cli, reading->name, NULL));
    if (reading->args->command != NULL)
        return NAAST_OK;
    if (reading->name == NULL)
        return cli_wrong(reading->cli, W_COMMAND_MISSING);
    size_t count;
    const char **known = known_words(reading->cli, reading->name, &count);
    return cli_wrong(reading->cli, W_VERB_MISSING, reading->name, listed_verbs(reading, known, count));
}

/* `naast deal add --help` is `naast help deal add`, and `naast --version` is `naast version`. */
static void turn_to(struct reading *reading, const char *command)
{
    struct args *args = reading->args;
    const struct command *asked = args->command;
    args->count = 0;
    if (reading->name != NULL)
        args->operands[args->count++] = reading->name;
    if (asked != NULL && asked->verb != NULL)
        args->operands[args->count++] = asked->verb;
    args->typed_count = 0;
    choose(reading, command_named(reading->cli, command, NULL));
}

static int check_output(struct cli *cli)
{
    static const char *const names[] = {"", "--json", "--jsonl", "--csv", "--format"};
    unsigned wanted = cli->output == OUTPUT_TEXT ? 0 : cli->output == OUTPUT_JSON ? WRITES_JSON : WRITES_RECORDS;
    bool lines = cli->output == OUTPUT_JSONL && (cli->command->writes & WRITES_JSONL) != 0;
    if (lines || (cli->command->writes & wanted) == wanted)
        return NAAST_OK;
    return cli_wrong(cli, W_OUTPUT_NOT_HERE, command_title(cli, cli->command),
                     cli->output == OUTPUT_FORMAT && cli->format == NULL ? "-z" : names[cli->output]);
}

/* -z alone is an output of its own; with JSON, one document, it has nothing to end. */
static int settle_output(struct cli *cli)
{
    if (cli->zero && cli->output == OUTPUT_JSON)
        return cli_wrong(cli, W_OUTPUT_TWICE);
    if (cli->zero && cli->output == OUTPUT_TEXT)
        cli->output = OUTPUT_FORMAT;
    return check_output(cli);
}

/* So that what is said of an earlier word is said in the language asked for later. */
static void look_for_language(struct cli *cli, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *value = strncmp(argv[i], "--lang=", 7) == 0              ? argv[i] + 7
                            : strcmp(argv[i], "--lang") == 0 && i + 1 < argc ? argv[i + 1]
                                                                             : "";
        if (strcmp(value, "en") == 0 || strcmp(value, "nl") == 0)
            cli->language = value[0] == 'n' ? NAAST_LANGUAGE_DUTCH : NAAST_LANGUAGE_ENGLISH;
    }
}

int args_parse(struct cli *cli, int argc, char **argv, struct args *args)
{
    *args = (struct args){.operands = cli_keep(cli, sizeof(char *) * ((size_t)argc + 2)),
                          .typed = cli_keep(cli, sizeof(struct typed) * ((size_t)argc + 1))};
    struct reading reading = {.cli = cli, .argc = argc, .argv = argv, .args = args};
    int status = NAAST_OK;
    look_for_language(cli, argc, argv);
    for (reading.at = 1; reading.at < argc && status == NAAST_OK; reading.at++)
        status = take(&reading);
    if (reading.help || (cli->version_asked && reading.name == NULL)) {
        turn_to(&reading, reading.help ? "help" : "version");
        return NAAST_OK;
    }
    if (status == NAAST_OK)
        status = check_command(&reading);
    if (status == NAAST_OK)
        status = check_operands(&reading);
    return status == NAAST_OK ? settle_output(cli) : status;
}
