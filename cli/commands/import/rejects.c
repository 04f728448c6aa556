/* rejects.c: the file of rows that are not right, in the form of the file that is read. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "naast-formats.h"
#include "naast.h"
#include "base/context.h"
#include "base/signals.h"
#include "commands/import/summary.h"
#include "output/file.h"
#include "term/message.h"
#include "words/words.h"

/* Whether the file at `path` is the one that is read ("-": standard input). */
static bool is_read(const struct cli *cli, const char *read, const char *path)
{
    struct stat one, other;
    const int got = strcmp(read, "-") == 0 ? fstat(fileno(cli->in), &one) : stat(read, &one);
    return got == 0 && stat(path, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

int rejects_open(struct cli *cli, const char *read, naast_reader *reader, struct rejects *rejects)
{
    if (rejects->path == NULL)
        return NAAST_OK;
    if (is_read(cli, read, rejects->path))
        return cli_wrong(cli, W_IMPORT_REJECTS_SAME, rejects->path);
    rejects->reader = reader;
    int status = export_file_create(cli, rejects->path, W_IMPORT_REJECTS_UNWRITTEN, &rejects->file);
    rejects->open = status == NAAST_OK;
    return status;
}

static int write_stream(void *stream, const char *bytes, size_t length)
{
    (void)fwrite(bytes, 1, length, stream);
    return 0;
}

int rejects_write(struct rejects *rejects, const struct bad_row *bad)
{
    naast_reject_spec reject = NAAST_REJECT_SPEC_INIT;
    naast_writer writer = NAAST_WRITER_INIT;
    if (!rejects->open)
        return NAAST_OK;
    reject.field = bad->field;
    reject.reason = bad->reason;
    reject.line = bad->place.line;
    writer.write = write_stream;
    writer.context = rejects->file.out;
    rejects->begun = true;
    return naast_reader_reject(rejects->reader, &reject, &writer);
}

bool rejects_over(const struct rejects *rejects) { return rejects->open && interrupted(); }

int rejects_keep(struct rejects *rejects)
{
    return rejects->open && rejects->begun ? export_file_keep(&rejects->file) : NAAST_OK;
}

void rejects_close(struct rejects *rejects, bool kept)
{
    if (rejects->open)
        (void)export_file_end(&rejects->file, kept && rejects->begun ? NAAST_OK : NAAST_NOT_FOUND);
    rejects->open = false;
}
