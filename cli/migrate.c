/* migrate.c: brings a store of an earlier version of naast up to this one; nothing else does so unasked. */
#include "global.h"

static int tell(struct cli *cli, const char *path, bool migrated)
{
    if (cli->output == OUTPUT_JSON) {
        struct json json;
        json_begin(&json, cli->out);
        json_text(&json, "path", path);
        json_bool(&json, "migrated", migrated);
        json_end(&json);
    } else {
        cli_print(cli, migrated ? W_MIGRATED_NOW : W_MIGRATED_ALREADY, path);
    }
    return NAAST_OK;
}

static int run(struct cli *cli, const struct args *args)
{
    (void)args;
    const char *path = store_path(cli, false);
    if (path == NULL)
        return cli_failed(cli, NAAST_NOT_FOUND, W_NO_STORE);
    int status = naast_store_open(cli->store, path, NAAST_READ_WRITE);
    bool older = status == NAAST_OLDER;
    if (older)
        status = naast_store_migrate(cli->store);
    return status == NAAST_OK ? tell(cli, path, older) : cli_check(cli, status);
}

const struct command command_migrate = {
    .name = "migrate",
    .needs = NEEDS_CREATE,
    .summary = W_DO_MIGRATE,
    .example = "cp .naast/naast.db before.db && naast migrate\n",
    .writes = WRITES_JSON,
    .run = run,
};
