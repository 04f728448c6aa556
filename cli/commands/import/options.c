/* options.c: the mapping of an import, from its options. */
#include "commands/import/options.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "naast.h"
#include "args/args.h"
#include "args/nearest.h"
#include "base/arena.h"
#include "base/context.h"
#include "commands/import/fault.h"
#include "formats/input.h"
#include "term/message.h"
#include "words/words.h"

struct options {
    struct cli *cli;
    const struct args *args;
    naast_import_kind kind;
    naast_mapping *mapping;
};

/* ---- pairs ---- */

/* NAAST_FIELD_COUNT: there is none of that name. */
static unsigned find_field(const char *name)
{
    unsigned field = 0;
    while (field < NAAST_FIELD_COUNT && strcmp(naast_import_field_code((naast_import_field)field), name) != 0)
        field++;
    return field;
}

static int unknown_field(const struct options *options, const char *name)
{
    struct cli *cli = options->cli;
    const char *known[NAAST_FIELD_COUNT];
    size_t count = 0;
    for (unsigned i = 0; i < NAAST_FIELD_COUNT; i++) {
        if (naast_import_takes(options->kind, (naast_import_field)i))
            known[count++] = naast_import_field_code((naast_import_field)i);
    }
    const char *nearest = args_nearest(name, known, count), *why = naast_formats_fault(cli->formats)->text;
    why = words(cli, W_IMPORT_OPTION_WRONG, "map", why);
    return nearest == NULL ? cli_wrong(cli, W_AS_IS, why) : cli_wrong(cli, W_DID_YOU_MEAN, why, nearest);
}

static int take_columns(const struct options *options)
{
    struct cli *cli = options->cli;
    bool given[NAAST_FIELD_COUNT + 1] = {false};
    const char *pair;
    for (size_t at = 0; (pair = args_next(options->args, "map", &at)) != NULL;) {
        const char *equals = strchr(pair, '=');
        if (equals == NULL)
            return cli_wrong(cli, W_IMPORT_PAIR_WRONG, "map", pair, "FIELD=COLUMN");
        const char *name = cli_printf(cli, "%.*s", (int)(equals - pair), pair);
        bool *is_given = &given[find_field(name)];
        if (*is_given)
            return cli_wrong(cli, W_IMPORT_FIELD_TWICE, name);
        *is_given = true;
        const int status = naast_mapping_set_column(options->mapping, name, equals + 1);
        if (status != NAAST_OK)
            return status == NAAST_INVALID ? unknown_field(options, name) : import_check(cli, status);
    }
    return NAAST_OK;
}

typedef int set_meaning(naast_mapping *mapping, const char *value, const char *means);

/* The value may hold a "=" of its own; what it means cannot. */
static int take_meanings(const struct options *options, const char *option, const char *form, set_meaning *set)
{
    struct cli *cli = options->cli;
    const char *pair;
    for (size_t at = 0; (pair = args_next(options->args, option, &at)) != NULL;) {
        const char *equals = strrchr(pair, '=');
        if (equals == NULL)
            return cli_wrong(cli, W_IMPORT_PAIR_WRONG, option, pair, form);
        const char *value = cli_printf(cli, "%.*s", (int)(equals - pair), pair);
        const int status = set(options->mapping, value, equals + 1);
        if (status != NAAST_OK)
            return import_check(cli, status);
    }
    return NAAST_OK;
}

/* ---- the others ---- */

/* An option, and what the library calls it. */
struct named {
    const char *option, *name;
};

static int take_named(const struct options *options, const struct named *list, size_t count)
{
    int status = NAAST_OK;
    for (size_t i = 0; i < count && status == NAAST_OK; i++) {
        const char *value = args_value(options->args, list[i].option);
        if (value != NULL)
            status = import_check_option(options->cli, list[i].option,
                                         naast_mapping_set(options->mapping, list[i].name, value));
    }
    return status;
}

/* Options that deals alone have. */
static int take_deal_options(const struct options *options)
{
    static const struct named list[] = {
        {"currency", "currency"}, {"date-format", "date_format"}, {"pipeline", "pipeline"},  {"source", "source"},
        {"decimal", "decimal"},   {"grouping", "grouping"},       {"time-zone", "time_zone"}};
    int status = take_meanings(options, "stage", "VALUE=STAGE|OUTCOME", naast_mapping_set_stage);
    if (status == NAAST_OK)
        status = take_meanings(options, "outcome", "VALUE=OUTCOME|open", naast_mapping_set_outcome);
    return status == NAAST_OK ? take_named(options, list, sizeof list / sizeof list[0]) : status;
}

static int read_mapping(struct cli *cli, const char *path, naast_mapping *mapping)
{
    struct file_input file;
    int status = file_input_open(cli, path, &file);
    return status == NAAST_OK ? import_check(cli, file_input_close(&file, naast_mapping_read(mapping, &file.input)))
                              : status;
}

int import_options_read(struct cli *cli, const struct args *args, naast_import_kind kind, naast_mapping *mapping)
{
    static const struct named list[] = {{"delimiter", "delimiter"}, {"preset", "preset"}, {"encoding", "encoding"}};
    const struct options options = {cli, args, kind, mapping};
    const char *file = args_value(args, "mapping");
    int status = NAAST_OK;
    if (file != NULL && strcmp(file, "-") == 0 && strcmp(args_operand(args, 0), "-") == 0)
        return cli_wrong(cli, W_ONE_OF_TWO, "--mapping -", "-");
    if (file != NULL)
        status = read_mapping(cli, file, mapping);
    if (status == NAAST_OK)
        status = take_columns(&options);
    if (status == NAAST_OK && kind == NAAST_IMPORT_DEALS)
        status = take_deal_options(&options);
    return status == NAAST_OK ? take_named(&options, list, sizeof list / sizeof list[0]) : status;
}
