/* backup.c: copies the store, and lists the copies beside it. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "naast-backup.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "input/values.h"
#include "output/cell.h"
#include "output/json.h"
#include "output/table.h"
#include "session/store_path.h"
#include "term/copy_progress.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "words/words.h"

static void print_backup(struct json *json, const naast_backup *backup)
{
    json_text(json, "path", backup->path);
    json_text(json, "name", backup->name);
    json_int(json, "entries", backup->seq);
    json_time(json, "at", backup->at);
    json_int(json, "bytes", backup->bytes);
}

static void print_json(struct cli *cli, const naast_backup_made *made)
{
    struct json json;
    json_begin(&json, cli);
    json_open_object(&json, "backup");
    print_backup(&json, made->backup);
    json_text(&json, "head", made->backup->head);
    json_close_object(&json);
    json_open_array(&json, "removed");
    for (size_t i = 0; i < made->removed_count; i++)
        json_text(&json, NULL, made->removed[i]);
    json_close_array(&json);
    json_open_array(&json, "stayed");
    for (size_t i = 0; i < made->stayed_count; i++)
        json_text(&json, NULL, made->stayed[i]);
    json_close_array(&json);
    if (*made->trouble != '\0')
        json_text(&json, "trouble", made->trouble);
    json_end(&json);
}

/* Those that stayed lie where the new one does. */
static const char *log_command(struct cli *cli, const naast_backup *made, const char *name)
{
    const char *file = cli_printf(cli, "%.*s%s", (int)(made->name - made->path), made->path, name);
    return cli_printf(cli, "naast --db %s log", text_shell(cli, file));
}

static void tell(struct cli *cli, const naast_backup_made *made)
{
    const naast_backup *backup = made->backup;
    if (cli->output == OUTPUT_JSON) {
        print_json(cli, made);
        return;
    }
    fprintf(cli->out, "%s\n", text_safe(cli, backup->path));
    cli_note(cli, W_BACKUP_MADE, text_count(cli, backup->seq), text_bytes(cli, backup->bytes), backup->head);
    for (size_t i = 0; i < made->removed_count; i++)
        cli_note(cli, W_BACKUP_GAVE_WAY, made->removed[i]);
    for (size_t i = 0; i < made->stayed_count; i++)
        cli_note(cli, W_BACKUP_STAYED, made->stayed[i], log_command(cli, backup, made->stayed[i]));
    if (*made->trouble != '\0')
        cli_note(cli, W_BACKUP_TROUBLE, made->trouble);
}

static int run(struct cli *cli, const struct args *args)
{
    naast_backup_spec spec = NAAST_BACKUP_SPEC_INIT;
    naast_backup_made *made = NULL;
    struct copying copying;
    int64_t keep = 0;
    int status = cli_number(cli, "keep", args_value(args, "keep"), 1, 1000000, &keep);
    if (status != NAAST_OK)
        return status;
    copying_begin(cli, &copying);
    spec.path = args_operand(args, 0);
    spec.keep = (uint32_t)keep;
    spec.progress = copying_progress;
    spec.context = &copying;
    status = copying_end(&copying, naast_backup_make(cli->store, &spec, &made));
    if (status == NAAST_OK)
        tell(cli, made);
    naast_free(made);
    return status;
}

static const struct option options[] = {{"keep", "N", W_OPT_KEEP, 0}, OPTIONS_END};

const struct command command_backup = {
    .name = "backup",
    .needs = NEEDS_READ,
    .summary = W_DO_BACKUP,
    .operands = "[FILE]",
    .options = options,
    .example = "naast backup\nnaast backup /media/usb/\nnaast backup sales-before-the-move.db\n",
    .more = W_MORE_BACKUP,
    .writes = WRITES_JSON,
    .despite_witness = true,
    .run = run,
};

static int run_list(struct cli *cli, const struct args *args)
{
    static const struct column columns[] = {
        {"name", W_HEAD_BACKUP, 0},      {"entries", W_HEAD_ENTRIES, COLUMN_RIGHT},
        {"at", W_HEAD_MADE, 0},          {"bytes", W_HEAD_BYTES, COLUMN_RIGHT},
        {"path", W_NONE, COLUMN_HIDDEN},
    };
    (void)args;
    naast_backups *found;
    const char *path = store_path(cli, false);
    if (path == NULL)
        return cli_failed(cli, NAAST_NOT_FOUND, W_NO_STORE);
    int status = cli_check(cli, naast_backup_list(cli->store, path, &found));
    if (status != NAAST_OK)
        return status;
    struct table *table = table_begin(cli, "backups", columns, sizeof columns / sizeof columns[0], W_NO_BACKUPS);
    for (size_t i = 0; i < found->count; i++) {
        const naast_backup *backup = &found->items[i];
        const struct cell cells[] = {cell_text(backup->name), cell_int(backup->seq), cell_time(backup->at),
                                     cell_said(cell_int(backup->bytes), text_bytes(cli, backup->bytes)),
                                     cell_text(backup->path)};
        table_row(table, cells);
    }
    naast_free(found);
    return table_end(table);
}

const struct command command_backup_list = {
    .name = "backup",
    .verb = "list",
    .needs = NEEDS_CREATE, /* also of a store that cannot be read */
    .summary = W_DO_BACKUP_LIST,
    .example = "naast backup list\nnaast backup list --format '{path}'\n",
    .writes = WRITES_JSON | WRITES_RECORDS,
    .run = run_list,
};
