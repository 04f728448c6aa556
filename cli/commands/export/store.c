/* store.c: the whole store as JSON lines; and the file that an export goes to. */
#include "commands/export/store.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "naast-exchange.h"
#include "naast-formats.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "output/file.h"
#include "output/stream.h"
#include "term/formats.h"
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

struct exporting {
    struct export_file file;
    struct progress progress;
};

static int show_progress(void *context, int64_t done, int64_t total)
{
    struct exporting *exporting = context;
    exporting->progress.total = total;
    if (done % 64 == 0)
        progress_step(&exporting->progress, done, done);
    return export_file_over(&exporting->file);
}

/* Who stops reading, or stops us, is no failure here: the stream and the signal are asked about that at the end. */
static int write_store(struct exporting *exporting, naast_head *head)
{
    struct export_file *file = &exporting->file;
    struct cli *cli = file->cli;
    const naast_writer writer = stream_writer(file->out);
    naast_store_write_spec spec = NAAST_STORE_WRITE_SPEC_INIT;
    spec.progress = show_progress;
    spec.context = exporting;
    progress_begin(cli, 0, &exporting->progress);
    if (file->path == NULL && cli->terminal) /* there the lines themselves show it */
        exporting->progress.wanted = false;
    const int status = naast_store_write(cli_formats(cli), cli->store, &spec, &writer, head);
    progress_clear(&exporting->progress);
    return export_file_over(file) ? NAAST_OK : cli_fault(cli, status);
}

static int export_store(struct cli *cli, const char *path)
{
    struct exporting exporting;
    naast_head head = NAAST_HEAD_INIT;
    int status = export_file_begin(cli, path, &exporting.file);
    if (status != NAAST_OK)
        return status;
    status = export_file_end(&exporting.file, write_store(&exporting, &head));
    if (status == NAAST_OK && exporting.file.path != NULL)
        cli_note(cli, W_EXPORTED, exporting.file.path, text_count(cli, head.seq), head.head);
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
