/* document.c: parts are gathered front to back. */
#include "document.h"

#include <string.h>

void document_add(struct document *document, struct part part)
{
    if (document->count == document->room) {
        size_t room = document->room == 0 ? 64 : document->room * 2;
        struct part *parts = cli_keep(document->cli, room * sizeof(*parts));
        if (document->count > 0)
            memcpy(parts, document->parts, document->count * sizeof(*parts));
        document->parts = parts;
        document->room = room;
    }
    const char **texts[] = {&part.label, &part.text, &part.note};
    for (size_t k = 0; k < sizeof(texts) / sizeof(texts[0]); k++)
        if (*texts[k] == NULL)
            *texts[k] = "";
    document->parts[document->count++] = part;
}
