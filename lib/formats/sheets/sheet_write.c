/* sheet_write.c: what to ask next, as the sheet that is filled in and read back, or as a page to read and print. */
#include <stdbool.h>
#include <stddef.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/base/spec.h"
#include "formats/pages/document.h"
#include "formats/pages/text.h"
#include "formats/sheets/guide.h"
#include "formats/sheets/guide_text.h"
#include "formats/write/sink.h"

enum { KNOWN_COLUMNS = 72, LINES_FURTHER = 4 };

/* "Findable policy · Waterdam" */
static const char *title(struct guide *guide)
{
    const naast_deal *deal = guide->deal;
    return text_joined(&guide->words, text_safe(&guide->words, deal->title), " · ",
                       text_safe(&guide->words, deal->org_name));
}

/* ---- as a sheet ---- */

static void put(struct sink *out, const char *const texts[], size_t count)
{
    for (size_t k = 0; k < count; k++)
        sink_text(out, texts[k]);
}
#define PUT(out, ...)                                                                                                  \
    put((out), (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void put_line(struct guide *guide, struct sink *out, const struct guide_line *line)
{
    struct wording *words = &guide->words;
    switch (line->type) {
    case GUIDE_GAP:
        sink_text(out, "\n");
        break;
    case GUIDE_KNOWN:
        PUT(out, "#   ", text_joined(words, line->label, ": ", guide_cut(guide, line->text, KNOWN_COLUMNS)),
            *line->note == '\0' ? "" : arena_printf(&words->arena, " (%s)", line->note), "\n");
        break;
    case GUIDE_QUESTION:
        PUT(out, "# ", text_joined(words, line->label, ": ", line->text), "\n");
        break;
    case GUIDE_FIELD:
        PUT(out, line->indent, line->label, ":", *line->text == '\0' ? "" : " ", line->text, "\n");
        break;
    case GUIDE_NOTICE:
    case GUIDE_PART:
    case GUIDE_ITEM:
    case GUIDE_CHOICE:
        PUT(out, "# ", line->text, "\n");
        break;
    }
}

static int write_sheet(struct guide *guide, const naast_writer *writer)
{
    struct sink out;
    struct wording *words = &guide->words;
    const char *how = text_of(words, FMT_SHEET_HOW);
    if (guide->spec->then != NULL)
        how = TEXT(words, FMT_SHEET_THEN, how, guide->spec->then);
    int status = sink_begin(&out, guide->formats, writer);
    if (status != NAAST_OK)
        return status;
    PUT(&out, "# ", guide_deal_id(guide), "  ", title(guide), "\n# ", how, "\n");
    for (size_t k = 0; k < guide->count && arena_status(&words->arena) == NAAST_OK; k++)
        put_line(guide, &out, &guide->lines[k]);
    PUT(&out, "\n# ", text_of(words, FMT_SHEET_NOTE), "\n");
    status = sink_flush(&out);
    return arena_status(&words->arena) == NAAST_OK ? status : formats_no_memory(guide->formats);
}

/* ---- as a document ---- */

/* Typing is for the sheet, which is filled in at a keyboard; a page is filled in by hand. */
static void add_line(struct guide *guide, struct parts *parts, const struct guide_line *line)
{
    struct wording *words = &guide->words;
    naast_document_part part = {.text = line->text};
    switch (line->type) {
    case GUIDE_PART:
        part = (naast_document_part){.type = NAAST_PART_SECTION, .label = line->text};
        break;
    case GUIDE_NOTICE:
    case GUIDE_ITEM:
        part.type = NAAST_PART_PARAGRAPH;
        break;
    case GUIDE_KNOWN:
        part.type = NAAST_PART_FACT;
        part.label = line->label;
        part.text = *line->note == '\0'   ? line->text
                    : *line->text == '\0' ? line->note
                                          : arena_printf(&words->arena, "%s (%s)", line->text, line->note);
        break;
    case GUIDE_QUESTION:
        part = (naast_document_part){.type = NAAST_PART_HEADING, .label = line->text};
        break;
    case GUIDE_CHOICE:
        part = (naast_document_part){.type = NAAST_PART_PARAGRAPH, .note = TEXT(words, FMT_SHEET_CHOICE, line->name)};
        break;
    case GUIDE_FIELD:
        part = (naast_document_part){.type = NAAST_PART_BLANK,
                                     .label = text_capital(words, line->name),
                                     .text = line->text,
                                     .beneath = *line->indent != '\0'};
        break;
    case GUIDE_GAP:
        return;
    }
    if (line->type != GUIDE_FIELD || *line->name != '\0')
        parts_add(parts, part);
}

static int write_document(struct guide *guide, const naast_writer *writer)
{
    struct wording *words = &guide->words;
    struct parts parts = {.arena = &words->arena};
    naast_document document = NAAST_DOCUMENT_INIT;
    char today[NAAST_DATE_SIZE];
    for (size_t k = 0; k < guide->count; k++)
        add_line(guide, &parts, &guide->lines[k]);
    parts_add(&parts, (naast_document_part){.type = NAAST_PART_SECTION, .label = text_of(words, FMT_SHEET_FURTHER)});
    for (int k = 0; k < LINES_FURTHER; k++)
        parts_add(&parts, (naast_document_part){.type = NAAST_PART_BLANK});
    document.over = text_of(words, FMT_SHEET_FOR_US);
    document.title = title(guide);
    document.foot =
        arena_printf(&words->arena, "%s · %s", guide_deal_id(guide), naast_date_format(words->today, today));
    document.part_size = sizeof *parts.items;
    document.parts = parts.items;
    document.part_count = parts.count;
    if (arena_status(&words->arena) != NAAST_OK)
        return formats_no_memory(guide->formats);
    return naast_document_write(guide->formats, &document,
                                guide->spec->form == NAAST_SHEET_HTML ? NAAST_DOCUMENT_HTML : NAAST_DOCUMENT_MARKDOWN,
                                writer);
}

static int write_guide(naast_formats *formats, naast_store *store, naast_id deal, const naast_sheet_write_spec *spec,
                       const naast_writer *writer)
{
    struct guide guide = {.formats = formats, .store = store, .spec = spec};
    guide.words = (struct wording){.formats = formats, .today = naast_store_today(store), .ascii = spec->ascii != 0};
    guide.words.arena.allocator = formats->allocator;
    int status = guide_read(&guide, deal);
    if (status == NAAST_OK && arena_status(&guide.words.arena) != NAAST_OK)
        status = formats_no_memory(formats);
    if (status == NAAST_OK)
        status = (spec->form == NAAST_SHEET_TEXT ? write_sheet : write_document)(&guide, writer);
    guide_free(&guide);
    return status;
}

int naast_sheet_write(naast_formats *formats, naast_store *store, naast_id deal, const naast_sheet_write_spec *spec,
                      const naast_writer *writer)
{
    naast_sheet_write_spec own = NAAST_SHEET_WRITE_SPEC_INIT;
    if (formats == NULL)
        return NAAST_INVALID;
    formats_clear_fault(formats);
    if (store == NULL)
        return FAIL(formats, FMT_NOT_GIVEN, "store");
    if (spec != NULL && SPEC_TAKE(naast_sheet_write_spec, &own, spec) != NAAST_OK)
        return FAIL(formats, FMT_SPEC_SIZE);
    if ((unsigned)own.form > NAAST_SHEET_HTML)
        return FAIL(formats, FMT_SHEET_FORM);
    if (!writer_is_usable(writer))
        return FAIL(formats, FMT_WRITER_INVALID);
    return write_guide(formats, store, deal, &own, writer);
}
