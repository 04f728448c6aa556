/* store.c: the whole store as JSON lines; and the file that an export goes to. */
#include "commands/export/store.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "naast-exchange.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "formats/entry_json.h"
#include "output/file.h"
#include "output/json.h"
#include "term/message.h"
#include "term/progress.h"
#include "term/values.h"
#include "words/words.h"

void export_as_csv(struct cli *cli)
{
    if (cli->output == OUTPUT_TEXT)
        cli->output = OUTPUT_CSV;
}

/* --- the store --- */

static void write_store(FILE *out, const naast_export_head *head)
{
    struct json json;
    json_begin(&json, out);
    json_text(&json, "type", "store");
    json_int(&json, "format", 1);
    json_text(&json, "uuid", head->uuid);
    json_int(&json, "store_version", head->version);
    json_end(&json);
}

static void write_end(FILE *out, const naast_export_head *head, int64_t entries)
{
    struct json json;
    json_begin(&json, out);
    json_text(&json, "type", "end");
    json_text(&json, "uuid", head->uuid);
    json_int(&json, "store_version", head->version);
    json_int(&json, "entries", entries);
    json_text(&json, "head", head->head);
    json_end(&json);
}

static int write_entries(struct export_file *file, naast_export *exporting, int64_t total)
{
    struct progress progress;
    const naast_entry *entry;
    progress_begin(file->cli, total, &progress);
    if (file->path == NULL && file->cli->terminal) /* there the lines themselves show it */
        progress.wanted = false;
    int status = cli_check(file->cli, naast_export_next(exporting, &entry));
    while (status == NAAST_OK && entry != NULL && !export_file_over(file)) {
        entry_write(file->out, entry);
        if (entry->seq % 64 == 0)
            progress_step(&progress, entry->seq, entry->seq);
        status = naast_export_next(exporting, &entry);
    }
    progress_clear(&progress);
    return cli_check(file->cli, status);
}

static int export_store(struct cli *cli, const char *path)
{
    struct export_file file;
    naast_export *exporting;
    naast_export_head head;
    int status = export_file_begin(cli, path, &file);
    if (status != NAAST_OK)
        return status;
    int64_t entries = 0;
    status = cli_check(cli, naast_export_begin(cli->store, &head, &exporting));
    if (status == NAAST_OK) {
        entries = strtoll(head.head, NULL, 10);
        write_store(file.out, &head);
        status = write_entries(&file, exporting, entries);
        naast_export_end(exporting);
        if (status == NAAST_OK && !export_file_over(&file))
            write_end(file.out, &head, entries);
    }
    status = export_file_end(&file, status);
    if (status == NAAST_OK && file.path != NULL)
        cli_note(cli, W_EXPORTED, file.path, text_count(cli, entries), head.head);
    return status;
}

/* The lists that there are: "naast export deals, naast export people". */
static const char *lists(struct cli *cli)
{
    const char *list = "";
    for (size_t i = 0; cli->commands[i] != NULL; i++) {
        if (strcmp(cli->commands[i]->name, "export") == 0 && cli->commands[i]->verb != NULL)
            list = cli_printf(cli, "%s%snaast %s", list, list[0] == '\0' ? "" : ", ",
                              command_title(cli, cli->commands[i]));
    }
    return list;
}

static int run(struct cli *cli, const struct args *args)
{
    if (cli->output != OUTPUT_JSONL)
        return cli_wrong(cli, W_EXPORT_SAY_WHAT, lists(cli));
    return export_store(cli, args_operand(args, 0));
}

const struct command command_export = {
    .name = "export",
    .needs = NEEDS_READ,
    .summary = W_DO_EXPORT,
    .operands = "[FILE]",
    .example = "naast export --jsonl sales.jsonl\nnaast export --jsonl | gzip >sales.jsonl.gz\n",
    .more = W_MORE_EXPORT,
    .writes = WRITES_JSONL,
    .run = run,
};
