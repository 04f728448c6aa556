/* init.c: makes a store. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "global.h"

static int make_folder(struct cli *cli, const char *folder)
{
    if (mkdir(folder, 0700) == 0 || errno == EEXIST)
        return NAAST_OK;
    return cli_failed(cli, NAAST_IO, W_FOLDER_NOT_MADE, folder, strerror(errno));
}

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
    const char *named = args_operand(args, 0);
    const char *path = named != NULL ? named : store_path(cli, true);
    int status = NAAST_OK;
    if (strcmp(path, ".naast/naast.db") == 0)
        status = make_folder(cli, ".naast");
    if (status == NAAST_OK)
        status = cli_check(cli, naast_store_create(cli->store, path, args_value(args, "pipeline")));
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
