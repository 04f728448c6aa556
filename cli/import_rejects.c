/* import_rejects.c: the file of rows that are not right, in the form of the file that is read. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "import_report.h"

int rejects_open(struct cli *cli, struct import_reader *reader, struct rejects *rejects)
{
    if (rejects->path == NULL)
        return NAAST_OK;
    if (import_source_is(reader->source, rejects->path))
        return cli_wrong(cli, W_IMPORT_REJECTS_SAME, rejects->path);
    rejects->reader = reader;
    rejects->file = fopen(rejects->path, "we");
    if (rejects->file == NULL)
        return cli_failed(cli, NAAST_IO, W_IMPORT_REJECTS_UNWRITTEN, rejects->path, strerror(errno));
    return NAAST_OK;
}

void rejects_write(struct rejects *rejects, const struct import_row *row, const struct bad_row *bad)
{
    if (rejects->file == NULL)
        return;
    rejects->reader->format->reject(rejects->reader, rejects->file, !rejects->begun, row, bad->place, bad->field,
                                    bad->reason);
    rejects->begun = true;
}

int rejects_flush(struct cli *cli, struct rejects *rejects, bool keep)
{
    if (rejects->file == NULL)
        return NAAST_OK;
    bool lost = fflush(rejects->file) != 0 || ferror(rejects->file) != 0;
    if (!keep && ftruncate(fileno(rejects->file), 0) != 0)
        return NAAST_OK; /* not a file that can be emptied: a pipe, a terminal */
    return lost && keep ? cli_failed(cli, NAAST_IO, W_IMPORT_REJECTS_UNWRITTEN, rejects->path, strerror(errno))
                        : NAAST_OK;
}

void rejects_close(struct rejects *rejects)
{
    if (rejects->file != NULL)
        fclose(rejects->file);
    rejects->file = NULL;
}
