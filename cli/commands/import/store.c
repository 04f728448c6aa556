/* store.c: import store: the lines of an export become a store again. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "naast-exchange.h"
#include "naast.h"
#include "args/args.h"
#include "args/command.h"
#include "base/arena.h"
#include "base/context.h"
#include "base/signals.h"
#include "formats/entry_read.h"
#include "output/cell.h"
#include "output/table.h"
#include "session/store_path.h"
#include "term/message.h"
#include "term/progress.h"
#include "term/text.h"
#include "term/values.h"
#include "words/words.h"

struct restoring {
    struct cli *cli;
    struct entry_reader *reader;
    struct export_store store;
    struct progress progress;
    char head[NAAST_HEAD_SIZE]; /* of the last entry */
    int64_t entries;
    bool told;
};

/* The last line says what the lines before it came to. */
static int check_end(struct restoring *restoring, const struct export_end *end)
{
    struct cli *cli = restoring->cli;
    bool same = strcmp(end->head, restoring->head) == 0 && strcmp(end->store.uuid, restoring->store.uuid) == 0 &&
                end->store.version == restoring->store.version && end->entries == restoring->entries;
    if (same)
        return entry_reader_finish(restoring->reader);
    progress_clear(&restoring->progress);
    return cli_failed(cli, NAAST_BAD_DATA, W_EXPORT_LINE_WRONG, entry_reader_name(restoring->reader),
                      cli_printf(cli, "%lld", (long long)entry_reader_line(restoring->reader)),
                      words(cli, W_EXPORT_OTHER_END, restoring->head));
}

static void note_entry(struct restoring *restoring, const naast_entry *entry)
{
    char *at = restoring->head;
    restoring->entries = entry->seq;
    at += snprintf(at, sizeof restoring->head, "%lld:", (long long)entry->seq);
    for (size_t i = 0; i < sizeof entry->hash; i++)
        at += snprintf(at, 3, "%02x", entry->hash[i]);
}

static int next(void *context, const naast_entry **out)
{
    struct restoring *restoring = context;
    enum export_line kind = EXPORT_ENTRY;
    const naast_entry *entry = NULL;
    struct export_end end;
    if (interrupted())
        return NAAST_FAILURE;
    int status = entry_reader_next(restoring->reader, &kind, &entry, &end);
    if (status == NAAST_OK && kind == EXPORT_END)
        status = check_end(restoring, &end);
    restoring->told = status != NAAST_OK;
    if (status != NAAST_OK)
        return status;
    if (entry != NULL)
        note_entry(restoring, entry);
    if (restoring->entries % 64 == 0)
        progress_step(&restoring->progress, entry_reader_done(restoring->reader), restoring->entries);
    *out = entry;
    return NAAST_OK;
}

/* What the library found wrong stands on the line that was read last. */
static int tell(struct restoring *restoring, int status)
{
    struct cli *cli = restoring->cli;
    if (status == NAAST_OK || restoring->told || interrupted())
        return status;
    if (status != NAAST_BAD_DATA)
        return cli_check(cli, status);
    return cli_failed(cli, status, W_EXPORT_LINE_WRONG, entry_reader_name(restoring->reader),
                      cli_printf(cli, "%lld", (long long)entry_reader_line(restoring->reader)),
                      naast_store_message(cli->store));
}

static int restore(struct restoring *restoring, const char *path)
{
    naast_store_import_spec spec = NAAST_STORE_IMPORT_SPEC_INIT;
    spec.uuid = restoring->store.uuid;
    spec.version = restoring->store.version;
    spec.next = next;
    spec.context = restoring;
    snprintf(restoring->head, sizeof restoring->head, "0:");
    interrupt_watch();
    progress_begin(restoring->cli, entry_reader_size(restoring->reader), &restoring->progress);
    entry_reader_progress(restoring->reader, &restoring->progress);
    int status = naast_store_import(restoring->cli->store, path, &spec);
    progress_clear(&restoring->progress);
    return tell(restoring, status);
}

static int tell_store(struct restoring *restoring, const char *path)
{
    struct cli *cli = restoring->cli;
    static const struct column columns[] = {
        {"path", W_HEAD_PATH, 0}, {"entries", W_HEAD_ENTRIES, 0}, {"head", W_HEAD_HEAD, 0}};
    const struct cell cells[] = {cell_text(path), cell_int(restoring->entries), cell_text(restoring->head)};
    if (cli->output != OUTPUT_TEXT)
        return record_print(cli, "store", 0, columns, cells, sizeof cells / sizeof cells[0], NULL);
    fprintf(cli->out, "%s\n", text_safe(cli, path));
    cli_note(cli, W_RESTORED, text_count(cli, restoring->entries), restoring->head);
    return NAAST_OK;
}

static int make_store(struct restoring *restoring, const char *path, bool own_folder)
{
    int status = restore(restoring, path);
    if (status != NAAST_OK && own_folder)
        rmdir(store_folder);
    entry_reader_free(restoring->reader);
    interrupt_obey();
    return status == NAAST_OK ? tell_store(restoring, path) : status;
}

static int run(struct cli *cli, const struct args *args)
{
    struct restoring *restoring = cli_keep(cli, sizeof *restoring);
    const char *path = args_operand(args, 1);
    bool own_folder = false;
    restoring->cli = cli;
    int status = entry_reader_open(cli, args_operand(args, 0), &restoring->reader);
    if (status == NAAST_OK)
        status = entry_reader_store(restoring->reader, &restoring->store);
    if (status == NAAST_OK)
        status = store_path_make(cli, &path, &own_folder);
    if (status == NAAST_OK)
        return make_store(restoring, path, own_folder);
    entry_reader_free(restoring->reader);
    return status;
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
