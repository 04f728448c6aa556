/* document.c: parts are gathered front to back. */
#include "output/document.h"

#include "base/arena.h"

void document_add(struct document *document, struct part part)
{
    document->parts =
        cli_room(document->cli, document->parts, document->count, sizeof *document->parts, &document->room);
    const char **texts[] = {&part.label, &part.text, &part.note};
    for (size_t k = 0; k < sizeof(texts) / sizeof(texts[0]); k++)
        if (*texts[k] == NULL)
            *texts[k] = "";
    document->parts[document->count++] = part;
}
