/* rejects.c: the file of rows that are not right, in the form of the file that is read. */
#include <stdbool.h>

#include "naast.h"
#include "base/context.h"
#include "base/signals.h"
#include "commands/import/summary.h"
#include "formats/reader.h"
#include "formats/row.h"
#include "formats/source.h"
#include "output/file.h"
#include "term/message.h"
#include "words/words.h"

int rejects_open(struct cli *cli, struct import_reader *reader, struct rejects *rejects)
{
    if (rejects->path == NULL)
        return NAAST_OK;
    if (import_source_is(reader->source, rejects->path))
        return cli_wrong(cli, W_IMPORT_REJECTS_SAME, rejects->path);
    rejects->reader = reader;
    int status = export_file_create(cli, rejects->path, W_IMPORT_REJECTS_UNWRITTEN, &rejects->file);
    rejects->open = status == NAAST_OK;
    return status;
}

bool rejects_write(struct rejects *rejects, const struct import_row *row, const struct bad_row *bad)
{
    const struct import_format *format = rejects->open ? rejects->reader->format : NULL;
    bool whole = format == NULL || format->reject(rejects->reader, rejects->file.out, !rejects->begun, row, bad->place,
                                                  bad->field, bad->reason);
    rejects->begun = rejects->open;
    return whole;
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
