/* init.c: makes a store. */
#include <stdbool.h>
#include <stdio.h>

#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/context.h"
#include "output/cell.h"
#include "output/table.h"
#include "session/store_path.h"
#include "term/message.h"
#include "term/text.h"
#include "words/words.h"

static int tell_path(struct cli *cli, const char *path)
{
    static const struct column columns[] = {{"path", W_HEAD_PATH, 0}};
    struct cell cell = cell_text(path);
    if (cli->output == OUTPUT_TEXT) {
        fprintf(cli->out, "%s\n", text_safe(cli, path));
        cli_note(cli, W_STORE_MADE);
        return NAAST_OK;
    }
    return record_print(cli, "store", 0, columns, &cell, 1, NULL);
}

static int run(struct cli *cli, const struct args *args)
{
    const char *path = args_operand(args, 0);
    naast_create_spec spec = NAAST_CREATE_SPEC_INIT;
    bool own_folder;
    spec.default_pipeline = args_value(args, "pipeline");
    int status = store_path_make(cli, &path, &own_folder);
    if (status == NAAST_OK)
        status = cli_check(cli, naast_store_create(cli->store, path, &spec));
    return status == NAAST_OK ? tell_path(cli, path) : status;
}

static const struct option options[] = {{"pipeline", "NAME", W_OPT_PIPELINE_DEFAULT, 0}, OPTIONS_END};

const struct command command_init = {
    .name = "init",
    .needs = NEEDS_CREATE,
    .summary = W_DO_INIT,
    .operands = "[FILE]",
    .options = options,
    .example = "naast init\nnaast init sales.db --pipeline meddpicc\n",
    .writes = WRITES_JSON,
    .run = run,
};
