/* share_write.c: the customer's page, from what the library read to the writer. */
#include <stddef.h>
#include <string.h>

#include "naast-formats.h"
#include "naast-share.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/base/spec.h"
#include "formats/pages/share.h"

static int write_page(naast_formats *formats, const naast_share *share, const naast_share_write_spec *spec,
                      const naast_writer *writer)
{
    naast_document document;
    struct share_page page = {.share = share};
    page.words = (struct wording){.formats = formats, .today = share->today};
    page.words.arena.allocator = formats->allocator;
    page.parts.arena = &page.words.arena;
    share_document(&page, spec->from, &document);
    const int status = arena_status(&page.words.arena) == NAAST_OK
                           ? naast_document_write(formats, &document, spec->format, writer)
                           : formats_no_memory(formats);
    arena_free(&page.words.arena);
    return status;
}

int naast_share_write(naast_formats *formats, const naast_share *share, const naast_share_write_spec *spec,
                      const naast_writer *writer)
{
    naast_share_write_spec own = NAAST_SHARE_WRITE_SPEC_INIT;
    if (formats == NULL)
        return NAAST_INVALID;
    formats_clear_fault(formats);
    if (share == NULL || spec == NULL)
        return FAIL(formats, FMT_NOT_GIVEN, share == NULL ? "share" : "spec");
    if (SPEC_TAKE(naast_share_write_spec, &own, spec) != NAAST_OK)
        return FAIL(formats, FMT_SPEC_SIZE);
    if (own.from == NULL || own.from[strspn(own.from, " \t\n")] == '\0')
        return FAIL(formats, FMT_SHARE_FROM_EMPTY);
    return write_page(formats, share, &own, writer);
}
