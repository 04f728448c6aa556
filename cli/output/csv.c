/* csv.c: a row of cells as CSV. */
#include "output/csv.h"

#include "naast-formats.h"
#include "base/context.h"
#include "output/cell.h"
#include "output/stream.h"
#include "term/text.h"

void csv_row(struct cli *cli, const struct cell *cells, size_t count)
{
    const naast_writer writer = stream_writer(cli->out);
    naast_csv csv = NAAST_CSV_INIT;
    csv.writer = &writer;
    for (size_t i = 0; i < count; i++) {
        const char *text = cell_for_machines(cli, &cells[i]);
        text = cli->terminal ? text_safe(cli, text) : text;
        if (cells[i].type == CELL_TEXT)
            naast_csv_text(&csv, text);
        else
            naast_csv_plain(&csv, text);
    }
}
