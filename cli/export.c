/* export.c: the whole store as JSON lines; and the file that an export goes to. */
#include "export.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "entry_json.h"
#include "interrupt.h"
#include "progress.h"

/* --- the file --- */

static int unwritten(struct export_file *file)
{
    return cli_failed(file->cli, errno == EEXIST ? NAAST_CONFLICT : NAAST_IO,
                      errno == EEXIST ? W_EXPORT_THERE : file->unwritten, file->path, strerror(errno));
}

int export_file_create(struct cli *cli, const char *path, enum word word, struct export_file *out)
{
    *out = (struct export_file){.cli = cli, .path = path, .unwritten = word};
    if (access(path, F_OK) == 0)
        return cli_failed(cli, NAAST_CONFLICT, W_EXPORT_THERE, path);
    out->made = cli_printf(cli, "%s.coming-%ld", path, (long)getpid());
    interrupt_watch();
    int file = open(out->made, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    out->out = file < 0 ? NULL : fdopen(file, "w");
    if (out->out != NULL)
        return NAAST_OK;
    int status = unwritten(out);
    if (file >= 0) {
        close(file);
        unlink(out->made);
    }
    return status;
}

int export_file_begin(struct cli *cli, const char *path, struct export_file *out)
{
    if (path != NULL && strcmp(path, "-") != 0)
        return export_file_create(cli, path, W_EXPORT_UNWRITTEN, out);
    *out = (struct export_file){.cli = cli, .out = cli->out};
    return NAAST_OK;
}

bool export_file_over(const struct export_file *file) { return interrupted() || ferror(file->out) != 0; }

/* A name that is taken stays whose it is. Not every file system can promise that of a rename; a link always does. */
static int give_name(const struct export_file *file)
{
    if (renameat2(AT_FDCWD, file->made, AT_FDCWD, file->path, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    if (link(file->made, file->path) != 0)
        return -1;
    unlink(file->made);
    return 0;
}

/* A name lasts when the folder that has it is on the disk. Where a folder cannot be synced, that is how it is there. */
static bool sync_folder(struct cli *cli, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder = slash == NULL ? "." : cli_printf(cli, "%.*s", (int)(slash - path + 1), path);
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return errno == EACCES; /* it may be written in, not read */
    bool synced = fsync(file) == 0 || errno == EINVAL;
    close(file);
    return synced;
}

/* On the disk before it has its name: a name that is there speaks of a file that is whole. */
int export_file_keep(struct export_file *file)
{
    errno = 0;
    bool lost = ferror(file->out) != 0 || fflush(file->out) != 0 || fsync(fileno(file->out)) != 0;
    if (lost && errno == 0)
        errno = EIO; /* why an earlier write came to nothing is no longer known */
    if (lost || give_name(file) != 0)
        return unwritten(file);
    file->kept = true;
    return sync_folder(file->cli, file->path) ? NAAST_OK : unwritten(file);
}

int export_file_end(struct export_file *file, int status)
{
    if (file->path == NULL)
        return status;
    if (status == NAAST_OK && !file->kept && !interrupted())
        status = export_file_keep(file);
    fclose(file->out);
    if (!file->kept)
        unlink(file->made);
    else if (status != NAAST_OK)
        unlink(file->path);
    interrupt_obey();
    return status;
}

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
    for (size_t i = 0; commands[i] != NULL; i++) {
        if (strcmp(commands[i]->name, "export") == 0 && commands[i]->verb != NULL)
            list = cli_printf(cli, "%s%snaast %s", list, list[0] == '\0' ? "" : ", ", command_title(cli, commands[i]));
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
