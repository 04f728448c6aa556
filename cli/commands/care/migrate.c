/* migrate.c: brings a store of an earlier version of naast up to this one; nothing else does so unasked. */
#include <stdbool.h>
#include <stdint.h>

#include "naast-backup.h"
#include "naast-exchange.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "output/json.h"
#include "session/store_path.h"
#include "term/copy_progress.h"
#include "term/message.h"
#include "words/words.h"

struct migrating {
    struct cli *cli;
    const char *path;
    naast_backup_made *before; /* NULL: none was made */
    int32_t from, to;
};

static int tell(const struct migrating *migrating, bool migrated)
{
    struct cli *cli = migrating->cli;
    const char *backup = migrating->before != NULL ? migrating->before->backup->path : NULL;
    if (cli->output == OUTPUT_JSON) {
        struct json json;
        json_begin(&json, cli);
        json_text(&json, "path", migrating->path);
        json_bool(&json, "migrated", migrated);
        json_int(&json, "to", migrating->to);
        json_text(&json, "backup", backup);
        json_end(&json);
        return NAAST_OK;
    }
    cli_print(cli, migrated ? W_MIGRATED_NOW : W_MIGRATED_ALREADY, migrating->path);
    if (backup != NULL)
        cli_print(cli, W_MIGRATED_BACKUP, cli_printf(cli, "%d", migrating->from), cli_printf(cli, "%d", migrating->to),
                  backup);
    return NAAST_OK;
}

static int back_up(struct migrating *migrating)
{
    naast_backup_spec spec = NAAST_BACKUP_SPEC_INIT;
    struct copying copying;
    copying_begin(migrating->cli, &copying);
    spec.progress = copying_progress;
    spec.context = &copying;
    int status = copying_end(&copying, naast_backup_make(migrating->cli->store, &spec, &migrating->before));
    if (status == NAAST_OK)
        migrating->from = migrating->before->backup->schema;
    return status;
}

/* The version that it has now. */
static int read_version(struct migrating *migrating)
{
    naast_head head = NAAST_HEAD_INIT;
    int status = naast_store_head(migrating->cli->store, &head);
    migrating->to = head.schema;
    return cli_check(migrating->cli, status);
}

static int migrate(struct migrating *migrating, bool backup)
{
    struct cli *cli = migrating->cli;
    int status = naast_store_open(cli->store, migrating->path, NULL);
    bool older = status == NAAST_OLDER;
    if (!older && status != NAAST_OK)
        return cli_check(cli, status);
    status = older && backup ? back_up(migrating) : NAAST_OK;
    if (status == NAAST_OK && older)
        status = cli_check(cli, naast_store_migrate(cli->store));
    if (status == NAAST_OK)
        status = read_version(migrating);
    return status == NAAST_OK ? tell(migrating, older) : status;
}

static int run(struct cli *cli, const struct args *args)
{
    struct migrating migrating = {.cli = cli, .path = store_path(cli, false)};
    if (migrating.path == NULL)
        return cli_failed(cli, NAAST_NOT_FOUND, W_NO_STORE);
    int status = migrate(&migrating, !args_has(args, "no-backup"));
    naast_free(migrating.before);
    return status;
}

static const struct option options[] = {{"no-backup", NULL, W_OPT_NO_BACKUP, 0}, OPTIONS_END};

const struct command command_migrate = {
    .name = "migrate",
    .needs = NEEDS_CREATE,
    .summary = W_DO_MIGRATE,
    .options = options,
    .example = "naast migrate\n",
    .writes = WRITES_JSON,
    .run = run,
};
