/* pipeline.c: pipelines: list, show, check, add. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "formats/input.h"
#include "formats/pipeline_fault.h"
#include "input/values.h"
#include "output/cell.h"
#include "output/json.h"
#include "output/stream.h"
#include "output/table.h"
#include "term/formats.h"
#include "term/glyph.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "words/words.h"

static int list(struct cli *cli, const struct args *args)
{
    static const struct column columns[] = {{"name", W_HEAD_NAME, 0},
                                            {"revision", W_HEAD_REVISION, COLUMN_RIGHT},
                                            {"default", W_HEAD_DEFAULT, 0},
                                            {"open_deals", W_HEAD_OPEN_DEALS, COLUMN_RIGHT}};
    (void)args;
    naast_pipelines *pipelines;
    int status = cli_check(cli, naast_pipeline_list(cli->store, &pipelines));
    if (status != NAAST_OK)
        return status;
    struct table *table = table_begin(cli, "pipelines", columns, 4, W_NO_PIPELINES);
    for (size_t i = 0; i < pipelines->count; i++) {
        const naast_pipeline_line *line = &pipelines->items[i];
        const struct cell cells[] = {cell_text(line->code), cell_int(line->revision), cell_bool(line->is_default),
                                     cell_int(line->open_deals)};
        table_row(table, cells);
    }
    naast_free(pipelines);
    return table_end(table);
}

/* A check's own words, else its kind's. */
static const char *check_words(struct cli *cli, const naast_pipeline *pipeline, const naast_check *check)
{
    char buffer[64];
    const naast_label *name = &check->label;
    for (size_t i = 0; name->en == NULL && name->nl == NULL && i < pipeline->kind_count; i++) {
        if (strcmp(pipeline->kinds[i].code, check->code) == 0)
            name = &pipeline->kinds[i].label;
    }
    return text_safe(cli, cli_keep_text(cli, naast_name(cli->store, check->code, name, buffer)));
}

static void show_check(struct cli *cli, const naast_pipeline *pipeline, const naast_check *check)
{
    const char *name = check_words(cli, pipeline, check);
    const char *ask = check->ask.en == NULL && check->ask.nl == NULL
                          ? ""
                          : naast_name(cli->store, check->code, &check->ask, (char[64]){0});
    fprintf(cli->out, "    %s ", glyph(cli, GLYPH_DOT));
    colour_on(cli, cli->out, STRONG);
    fputs(name, cli->out);
    colour_off(cli, cli->out);
    fprintf(cli->out, " (%s%s%s%s%s)\n", check->code, check->advisory ? ", " : "",
            check->advisory ? word(cli, W_CHECK_ADVISORY) : "", check->waivable ? ", " : "",
            check->waivable ? word(cli, W_CHECK_WAIVABLE) : "");
    if (ask[0] != '\0') {
        fputs("      ", cli->out);
        text_wrap(cli, cli->out, text_safe(cli, ask), 6, 6);
    }
}

static void show_text(struct cli *cli, const naast_pipeline *pipeline)
{
    char buffer[64];
    const bool labelled = pipeline->label.en != NULL || pipeline->label.nl != NULL;
    const char *called = text_safe(cli, naast_name(cli->store, pipeline->code, &pipeline->label, buffer));
    cli_print(cli, W_PIPELINE_HEAD, labelled ? cli_printf(cli, "%s (%s)", called, pipeline->code) : pipeline->code,
              cli_printf(cli, "%d", pipeline->revision));
    for (size_t i = 0; i < pipeline->stage_count; i++) {
        const naast_stage *stage = &pipeline->stages[i];
        const char *name = text_safe(cli, naast_name(cli->store, stage->code, &stage->label, buffer));
        fprintf(cli->out, "\n%s (%s)%s%s\n", name, stage->code, stage->won ? ": " : "",
                stage->won ? word(cli, W_STAGE_WON) : "");
        if (stage->gate.code == NULL)
            continue;
        name = text_safe(cli, naast_name(cli->store, stage->gate.code, &stage->gate.label, buffer));
        fprintf(cli->out, "  %s %s (%s)\n", glyph(cli, GLYPH_ARROW), name, stage->gate.code);
        for (size_t j = 0; j < stage->gate.check_count; j++)
            show_check(cli, pipeline, &stage->gate.checks[j]);
    }
}

static int show(struct cli *cli, const struct args *args)
{
    naast_pipeline *pipeline;
    int64_t revision = 0;
    int status = cli_number(cli, "--revision", args_value(args, "revision"), 1, INT32_MAX, &revision);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_pipeline_get(cli->store, args_operand(args, 0), (int32_t)revision, &pipeline));
    if (status != NAAST_OK)
        return status;
    const naast_writer writer = stream_writer(cli->out);
    if (cli->output == OUTPUT_JSON)
        naast_pipeline_write(cli_formats(cli), pipeline, &writer); /* what is not written, the stream remembers */
    else
        show_text(cli, pipeline);
    naast_free(pipeline);
    return NAAST_OK;
}

/* *out: release with naast_pipeline_release. */
static int read_definition(struct cli *cli, const char *path, naast_pipeline **out)
{
    struct file_input input;
    int status = file_input_open(cli, path, &input);
    if (status != NAAST_OK)
        return status;
    status = file_input_close(&input, naast_pipeline_read(cli_formats(cli), &input.input, out));
    return cli_fault(cli, status);
}

/* The message of a broken definition begins with its path; the file goes in front. */
static int tell_broken(struct cli *cli, const char *file, const naast_pipeline *definition, int status)
{
    if (status != NAAST_BAD_DATA)
        return cli_check(cli, status);
    return cli_failed(cli, status, W_JSON_IN_FILE, file,
                      pipeline_fault(cli, definition, naast_store_code(cli->store), naast_store_message(cli->store)));
}

static int print_effects(struct cli *cli, const naast_effects *effects)
{
    static const struct column columns[] = {{"deal", W_HEAD_ID, 0},
                                            {"title", W_HEAD_TITLE, COLUMN_WIDE},
                                            {"stage", W_HEAD_STAGE, 0},
                                            {"stage_kept", W_HEAD_STAGE_KEPT, 0},
                                            {"open_before", W_HEAD_OPEN_BEFORE, 0},
                                            {"open_after", W_HEAD_OPEN_AFTER, 0}};
    struct table *table = table_begin(cli, "effects", columns, 6, W_NOTHING_AFFECTED);
    for (size_t i = 0; i < effects->count; i++) {
        const naast_effect *effect = &effects->items[i];
        const struct cell cells[] = {cell_id('D', effect->deal),     cell_text(effect->title),
                                     cell_text(effect->stage),       cell_bool(effect->stage_kept),
                                     cell_bool(effect->open_before), cell_bool(effect->open_after)};
        table_row(table, cells);
    }
    return table_end(table);
}

static int check(struct cli *cli, const struct args *args)
{
    const char *file = args_operand(args, 0);
    naast_pipeline *definition = NULL;
    naast_effects *effects = NULL;
    int status = read_definition(cli, file, &definition);
    if (status == NAAST_OK)
        status = tell_broken(cli, file, definition, naast_pipeline_validate(cli->store, definition));
    if (status == NAAST_OK)
        status = tell_broken(cli, file, definition, naast_pipeline_effects(cli->store, definition, &effects));
    if (status == NAAST_OK) {
        cli_note(cli, W_PIPELINE_SOUND, definition->code, text_count(cli, (int64_t)effects->count),
                 text_count(cli, effects->open_deals));
        status = print_effects(cli, effects);
    }
    naast_free(effects);
    naast_pipeline_release(definition);
    return status;
}

static int print_added(struct cli *cli, const char *name, int32_t revision)
{
    const char *number = cli_printf(cli, "%d", revision);
    if (cli->output == OUTPUT_JSON) {
        struct json json;
        json_begin(&json, cli);
        json_text(&json, "name", name);
        json_int(&json, "revision", revision);
        json_end(&json);
        return NAAST_OK;
    }
    fprintf(cli->out, "%s %s\n", text_safe(cli, name), number);
    cli_note(cli, W_PIPELINE_ADDED, name, number);
    return NAAST_OK;
}

static int add(struct cli *cli, const struct args *args)
{
    const char *file = args_operand(args, 0);
    naast_pipeline *definition = NULL;
    int32_t revision = 0;
    int status = read_definition(cli, file, &definition);
    if (status == NAAST_OK)
        status = tell_broken(cli, file, definition, naast_pipeline_add(cli->store, definition, &revision));
    if (status == NAAST_OK)
        status = print_added(cli, definition->code, revision);
    naast_pipeline_release(definition);
    return status;
}

static const struct option show_options[] = {{"revision", "N", W_OPT_REVISION, 0}, OPTIONS_END};

const struct command command_pipeline_list = {
    .name = "pipeline",
    .verb = "list",
    .needs = NEEDS_READ,
    .summary = W_DO_PIPELINE_LIST,
    .example = "naast pipeline list\n",
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = list,
};
const struct command command_pipeline_show = {
    .name = "pipeline",
    .verb = "show",
    .needs = NEEDS_READ,
    .summary = W_DO_PIPELINE_SHOW,
    .operands = "[PIPELINE]",
    .options = show_options,
    .example = "naast pipeline show fair\nnaast pipeline show fair --json > mine.json\n",
    .writes = WRITES_JSON | PAGED,
    .run = show,
};
const struct command command_pipeline_check = {
    .name = "pipeline",
    .verb = "check",
    .needs = NEEDS_READ,
    .summary = W_DO_PIPELINE_CHECK,
    .operands = "FILE.json",
    .example = "naast pipeline check mine.json\n",
    .more = W_MORE_PIPELINE,
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = check,
};
const struct command command_pipeline_add = {
    .name = "pipeline",
    .verb = "add",
    .needs = NEEDS_WRITE,
    .summary = W_DO_PIPELINE_ADD,
    .operands = "FILE.json",
    .example = "naast pipeline add mine.json\n",
    .more = W_MORE_PIPELINE,
    .writes = WRITES_JSON,
    .run = add,
};
