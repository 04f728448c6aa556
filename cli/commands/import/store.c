/* store.c: import store: the lines of an export become a store again. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "naast-formats.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "base/signals.h"
#include "formats/input.h"
#include "output/cell.h"
#include "output/table.h"
#include "session/store_path.h"
#include "term/formats.h"
#include "term/message.h"
#include "term/progress.h"
#include "term/text.h"
#include "term/values.h"
#include "words/words.h"

struct restoring {
    struct cli *cli;
    struct progress progress;
    int64_t entries;
};

static int show_progress(void *context, int64_t done, int64_t total)
{
    struct restoring *restoring = context;
    restoring->progress.total = total;
    if (++restoring->entries % 64 == 0)
        progress_step(&restoring->progress, done, restoring->entries);
    return interrupted();
}

/* What is wrong, with the line that it is on. */
static int print_wrong(struct cli *cli, int status)
{
    const naast_fault *fault = naast_formats_fault(cli->formats);
    const char *text = fault->text;
    if (status == NAAST_OK || interrupted())
        return status;
    if (fault->line == 0)
        return cli_fault(cli, status);
    if (strcmp(fault->code, "export_not_one") == 0)
        text = words(cli, W_EXPORT_WRITTEN_BY, text);
    return cli_failed(cli, status, W_EXPORT_LINE_WRONG, fault->name, cli_printf(cli, "%lld", (long long)fault->line),
                      text);
}

static int restore(struct cli *cli, const char *path, const naast_input *input, naast_head *head)
{
    struct restoring restoring = {.cli = cli};
    naast_store_read_spec spec = NAAST_STORE_READ_SPEC_INIT;
    spec.input = input;
    spec.progress = show_progress;
    spec.context = &restoring;
    progress_begin(cli, 0, &restoring.progress);
    const int status = naast_store_read(cli_formats(cli), cli->store, path, &spec, head);
    progress_clear(&restoring.progress);
    return status;
}

static int print_store(struct cli *cli, const char *path, const naast_head *head)
{
    static const struct column columns[] = {
        {"path", W_HEAD_PATH, 0}, {"entries", W_HEAD_ENTRIES, 0}, {"head", W_HEAD_HEAD, 0}};
    const struct cell cells[] = {cell_text(path), cell_int(head->seq), cell_text(head->head)};
    if (cli->output != OUTPUT_TEXT)
        return record_print(cli, "store", 0, columns, cells, sizeof cells / sizeof cells[0], NULL);
    fprintf(cli->out, "%s\n", text_safe(cli, path));
    cli_note(cli, W_RESTORED, text_count(cli, head->seq), head->head);
    return NAAST_OK;
}

static int run(struct cli *cli, const struct args *args)
{
    const char *path = args_operand(args, 1);
    struct file_input input;
    naast_head head = NAAST_HEAD_INIT;
    bool own_folder = false;
    int status = file_input_open(cli, args_operand(args, 0), &input);
    if (status != NAAST_OK)
        return status;
    status = store_path_make(cli, &path, &own_folder);
    if (status != NAAST_OK)
        return file_input_close(&input, status);
    interrupt_watch();
    status = file_input_close(&input, restore(cli, path, &input.input, &head));
    if (status != NAAST_OK && own_folder)
        rmdir(store_folder);
    interrupt_obey();
    return status == NAAST_OK ? print_store(cli, path, &head) : print_wrong(cli, status);
}

const struct command command_import_store = {
    .name = "import",
    .verb = "store",
    .needs = NEEDS_CREATE,
    .summary = W_DO_IMPORT_STORE,
    .operands = "FILE [STORE]",
    .example = "naast import store sales.jsonl\ngunzip <sales.jsonl.gz | naast import store - sales.db\n",
    .more = W_MORE_IMPORT_STORE,
    .writes = WRITES_JSON,
    .run = run,
};
