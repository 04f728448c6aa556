/* reader.c: what every reader of rows shares. */
#include "formats/reader.h"

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "formats/source.h"
#include "term/message.h"
#include "words/words.h"

void import_reader_close(struct import_reader *reader)
{
    if (reader == NULL)
        return;
    reader->format->close(reader);
    import_source_close(reader->source);
}

int import_lost(struct import_source *source, struct import_place place, enum word why)
{
    struct cli *cli = source->cli;
    return cli_failed(cli, NAAST_BAD_DATA, W_IMPORT_BAD_ROW, source->name,
                      cli_printf(cli, "%lld", (long long)place.line), cli_printf(cli, "%lld", (long long)place.column),
                      word(cli, why));
}

int import_no_memory(struct cli *cli) { return cli_failed(cli, NAAST_NO_MEMORY, W_NO_MEMORY); }
