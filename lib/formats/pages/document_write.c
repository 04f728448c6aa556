/* document_write.c: a document that is looked over, and handed to one of its writers. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/formats.h"
#include "formats/base/spec.h"
#include "formats/pages/document.h"

/* Where a part of the first version ends. */
enum { LEAST_PART = offsetof(naast_document_part, past) + sizeof(int32_t) };

/* What a later version has to say in a part cannot be left out. */
static bool says_more(const naast_document *document, size_t index)
{
    const char *part = (const char *)document->parts + index * document->part_size;
    for (size_t k = sizeof(naast_document_part); k < document->part_size; k++)
        if (part[k] != '\0')
            return true;
    return false;
}

static int check_parts(naast_formats *formats, const naast_document *document)
{
    char number[24];
    if (document->part_count == 0)
        return NAAST_OK;
    if (document->parts == NULL)
        return FAIL(formats, FMT_NOT_GIVEN, "parts");
    if (document->part_size < LEAST_PART)
        return FAIL(formats, FMT_SPEC_SIZE);
    for (size_t k = 0; k < document->part_count; k++) {
        const naast_document_part part = document_part(document, k);
        if (says_more(document, k))
            return FAIL(formats, FMT_SPEC_SIZE);
        if ((unsigned)part.type <= NAAST_PART_BLANK && (unsigned)part.tone <= NAAST_TONE_FAULT)
            continue;
        snprintf(number, sizeof number, "%zu", k + 1);
        return FAIL(formats, FMT_DOCUMENT_PART, number);
    }
    return NAAST_OK;
}

int naast_document_write(naast_formats *formats, const naast_document *document, naast_document_format format,
                         const naast_writer *writer)
{
    naast_document own = NAAST_DOCUMENT_INIT;
    if (formats == NULL)
        return NAAST_INVALID;
    formats_clear_fault(formats);
    if (document == NULL)
        return FAIL(formats, FMT_NOT_GIVEN, "document");
    if (SPEC_TAKE(naast_document, &own, document) != NAAST_OK)
        return FAIL(formats, FMT_SPEC_SIZE);
    if (format != NAAST_DOCUMENT_MARKDOWN && format != NAAST_DOCUMENT_HTML)
        return FAIL(formats, FMT_PAGE_FORMAT);
    const int status = check_parts(formats, &own);
    if (status != NAAST_OK)
        return status;
    const char **texts[] = {&own.title, &own.over, &own.under, &own.foot};
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++)
        if (*texts[k] == NULL)
            *texts[k] = "";
    return (format == NAAST_DOCUMENT_HTML ? document_html : document_markdown)(formats, &own, writer);
}
