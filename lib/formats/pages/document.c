/* document.c: the parts of a document: gathered, and read whichever version they are of. */
#include "formats/pages/document.h"

#include <stddef.h>
#include <string.h>

#include "naast-formats.h"
#include "formats/base/arena.h"

void parts_add(struct parts *parts, naast_document_part part)
{
    naast_document_part *items = arena_room(parts->arena, parts->items, parts->count, sizeof *items, &parts->room);
    if (items == NULL)
        return;
    parts->items = items;
    parts->items[parts->count++] = part;
}

naast_document_part document_part(const naast_document *document, size_t index)
{
    naast_document_part part = {0};
    const char **texts[] = {&part.label, &part.text, &part.note};
    const char *from = (const char *)document->parts + index * document->part_size;
    memcpy(&part, from, document->part_size < sizeof part ? document->part_size : sizeof part);
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++)
        if (*texts[k] == NULL)
            *texts[k] = "";
    return part;
}
