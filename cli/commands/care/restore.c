/* restore.c: puts a backup in the store's place. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "naast-backup.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "output/json.h"
#include "session/store_path.h"
#include "term/copy_progress.h"
#include "term/message.h"
#include "term/text.h"
#include "term/values.h"
#include "words/words.h"

static void print_json(struct cli *cli, const naast_restored *put, bool done)
{
    struct json json;
    json_begin(&json, cli);
    json_bool(&json, "restored", done);
    json_text(&json, "backup", put->backup);
    json_text(&json, "head", put->head);
    if (put->last != 0)
        json_time(&json, "last", put->last);
    else
        json_put_null(&json, "last");
    json_bool(&json, "migrated", put->migrated);
    json_bool(&json, "replaced", put->replaced);
    json_bool(&json, "unreadable", put->unreadable);
    json_int(&json, "lost", put->discarded);
    json_open_array(&json, "by");
    for (size_t i = 0; i < put->by_count; i++) {
        json_open_object(&json, NULL);
        json_text(&json, "actor", put->by[i].actor);
        json_int(&json, "operations", put->by[i].operations);
        json_close_object(&json);
    }
    json_close_array(&json);
    json_int(&json, "erased", put->erased);
    json_text_or_null(&json, "kept", put->kept);
    json_end(&json);
}

/* "3 by anna, 1 by bram" */
static const char *by_whom(struct cli *cli, const naast_restored *put)
{
    struct grown list = {0};
    for (size_t i = 0; i < put->by_count; i++)
        cli_list(cli, &list, ", ",
                 words(cli, W_RESTORE_LOST_BY, text_count(cli, put->by[i].operations), put->by[i].actor));
    return cli_grown(&list);
}

static void tell_lost(struct cli *cli, FILE *out, const naast_restored *put)
{
    const char *said = put->unreadable ? word(cli, W_RESTORE_UNREADABLE)
                       : put->discarded == 0
                           ? word(cli, W_RESTORE_NOTHING_LOST)
                           : words(cli, W_RESTORE_LOST, text_count(cli, put->discarded), by_whom(cli, put));
    text_wrap(cli, out, said, 0, 0);
}

static void tell_done(struct cli *cli, const naast_restored *put)
{
    const char *seq = cli_printf(cli, "%.*s", (int)strcspn(put->head, ":"), put->head);
    if (put->last != 0)
        cli_print(cli, W_RESTORE_DONE, put->backup, seq, text_iso_time(cli, put->last));
    else
        cli_print(cli, W_RESTORE_DONE_EMPTY, put->backup);
    if (put->migrated)
        cli_print(cli, W_RESTORE_MIGRATED);
    if (put->erased > 0)
        cli_print(cli, W_RESTORE_ERASED, text_count(cli, put->erased));
    if (put->kept[0] != '\0')
        cli_print(cli, W_RESTORE_KEPT, put->kept);
}

static int put_back(struct cli *cli, const char *path, const char *backup, bool look, naast_restored **out)
{
    naast_restore_spec spec = NAAST_RESTORE_SPEC_INIT;
    struct copying copying;
    copying_begin(cli, &copying);
    spec.backup = backup;
    spec.dry_run = look;
    spec.progress = copying_progress;
    spec.context = &copying;
    return copying_end(&copying, naast_backup_restore(cli->store, path, &spec, out));
}

/* Work that would be lost is listed first; then --yes is needed. */
static int look(struct cli *cli, const char *path, const char *backup, bool only, bool *go_on)
{
    naast_restored *put;
    int status = put_back(cli, path, backup, true, &put);
    *go_on = status == NAAST_OK && !only && put->discarded == 0 && !put->unreadable;
    if (status != NAAST_OK || *go_on) {
        if (status == NAAST_OK)
            naast_free(put);
        return status;
    }
    if (cli->output == OUTPUT_JSON)
        print_json(cli, put, false);
    else
        tell_lost(cli, only ? cli->out : cli->err, put);
    naast_free(put);
    if (only)
        return NAAST_OK;
    return cli_failed(cli, NAAST_INVALID, W_RESTORE_SAY_YES,
                      cli_printf(cli, "naast restore %s --yes", text_shell(cli, backup)));
}

static int run(struct cli *cli, const struct args *args)
{
    const char *backup = args_operand(args, 0);
    const char *path = store_path(cli, true);
    bool go_on = args_has(args, "yes") && !args_has(args, "dry-run"), made = false;
    naast_restored *put;
    int status = NAAST_OK;
    const char *there = store_path(cli, false);
    if (there != NULL)
        path = there;
    else
        status = store_path_make(cli, &path, &made);
    if (status == NAAST_OK && !go_on)
        status = look(cli, path, backup, args_has(args, "dry-run"), &go_on);
    if (status != NAAST_OK || !go_on)
        return status;
    status = put_back(cli, path, backup, false, &put);
    if (status != NAAST_OK)
        return status;
    if (cli->output == OUTPUT_JSON)
        print_json(cli, put, true);
    else
        tell_done(cli, put);
    naast_free(put);
    return NAAST_OK;
}

static const struct option options[] = {
    {"yes", NULL, W_OPT_RESTORE_YES, 0}, {"dry-run", NULL, W_OPT_RESTORE_DRY, 0}, OPTIONS_END};

const struct command command_restore = {
    .name = "restore",
    .needs = NEEDS_CREATE,
    .summary = W_DO_RESTORE,
    .operands = "FILE",
    .options = options,
    .example = "naast restore latest\nnaast restore 812 --yes\nnaast restore /media/usb/2026-11-25T120000Z-812.db\n",
    .more = W_MORE_RESTORE,
    .writes = WRITES_JSON,
    .run = run,
};
