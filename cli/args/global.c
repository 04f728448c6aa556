/* global.c: the options that every command takes. */
#include "args/global.h"

#include <stdbool.h>
#include <string.h>

#include "naast.h"
#include "args/command.h"
#include "base/context.h"
#include "term/message.h"
#include "words/words.h"

const struct option global_options[] = {{"db", "FILE", W_OPT_DB, 0},           {"actor", "NAME", W_OPT_ACTOR, 0},
                                        {"lang", "en|nl", W_OPT_LANG, 0},      {"quiet", NULL, W_OPT_QUIET, 0},
                                        {"json", NULL, W_OPT_JSON, 0},         {"jsonl", NULL, W_OPT_JSONL, 0},
                                        {"csv", NULL, W_OPT_CSV, 0},           {"format", "TEXT", W_OPT_FORMAT, 0},
                                        {"null", NULL, W_OPT_NULL, 0},         {"ascii", NULL, W_OPT_ASCII, 0},
                                        {"no-pager", NULL, W_OPT_NO_PAGER, 0}, {"help", NULL, W_OPT_HELP, 0},
                                        {"version", NULL, W_OPT_VERSION, 0},   OPTIONS_END};

const struct option *global_option(const char *name, size_t length)
{
    for (const struct option *option = global_options; option->name != NULL; option++) {
        if (strlen(option->name) == length && memcmp(option->name, name, length) == 0)
            return option;
    }
    return NULL;
}

const struct option *global_short(char letter)
{
    static const struct {
        char letter;
        const char *name;
    } letters[] = {{'q', "quiet"}, {'z', "null"}, {'h', "help"}};
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        if (letters[i].letter == letter)
            return global_option(letters[i].name, strlen(letters[i].name));
    }
    return NULL;
}

static int set_language(struct cli *cli, const char *value)
{
    if (strcmp(value, "en") != 0 && strcmp(value, "nl") != 0)
        return cli_wrong(cli, W_LANG_UNKNOWN, value);
    cli->language = value[0] == 'n' ? NAAST_LANGUAGE_DUTCH : NAAST_LANGUAGE_ENGLISH;
    cli->language_given = true;
    return NAAST_OK;
}

static int set_output(struct cli *cli, enum output output, const char *format)
{
    if (cli->output != OUTPUT_TEXT && cli->output != output)
        return cli_wrong(cli, W_OUTPUT_TWICE);
    cli->output = output;
    cli->format = format;
    return NAAST_OK;
}

static bool is(const struct option *option, const char *name) { return strcmp(option->name, name) == 0; }

int global_set(struct cli *cli, const struct option *option, const char *value, bool *help)
{
    if (is(option, "lang"))
        return set_language(cli, value);
    if (is(option, "json"))
        return set_output(cli, OUTPUT_JSON, NULL);
    if (is(option, "jsonl"))
        return set_output(cli, OUTPUT_JSONL, NULL);
    if (is(option, "csv"))
        return set_output(cli, OUTPUT_CSV, NULL);
    if (is(option, "format"))
        return set_output(cli, OUTPUT_FORMAT, value);
    if (is(option, "db"))
        cli->db = value;
    else if (is(option, "actor"))
        cli->actor = value;
    else if (is(option, "quiet"))
        cli->quiet = true;
    else if (is(option, "null"))
        cli->zero = true;
    else if (is(option, "ascii"))
        cli->ascii = true;
    else if (is(option, "no-pager"))
        cli->no_pager = true;
    else if (is(option, "version"))
        cli->version_asked = true;
    else
        *help = true;
    return NAAST_OK;
}
