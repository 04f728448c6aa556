/* document.h: a document of parts, on its way to Markdown or HTML. */
#ifndef FORMATS_PAGES_DOCUMENT_H
#define FORMATS_PAGES_DOCUMENT_H

#include <stddef.h>

#include "naast-formats.h"
#include "formats/base/arena.h"

/* Parts that are gathered front to back; what they point to must last as long as they do. */
struct parts {
    struct arena *arena;
    naast_document_part *items;
    size_t count, room;
};

/* One part more; where there is no memory for it, the arena remembers. */
void parts_add(struct parts *parts, naast_document_part part);

/* The part at that place; texts that are NULL, or that the caller's version does not have, are "". */
naast_document_part document_part(const naast_document *document, size_t index);

/* Of a document that was found right, its own texts never NULL. */
int document_html(naast_formats *formats, const naast_document *document, const naast_writer *writer);
int document_markdown(naast_formats *formats, const naast_document *document, const naast_writer *writer);

#endif
