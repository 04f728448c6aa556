/* document_markdown.c: a document as Markdown (CommonMark). Every sign that could mean something is escaped, and so is
 * what GitHub and Pandoc would read into plain text. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/pages/document.h"
#include "formats/pages/safe.h"
#include "formats/write/sink.h"

struct markdown {
    struct arena arena;
    struct sink sink;
};

/* Signs that mean something wherever they are. */
static bool is_special(char sign) { return strchr("\\`*_[]<>&~|$^#", sign) != NULL; }

/* Signs that begin something where a line begins. */
static bool begins_something(const char *at) { return strchr("+-=:%", *at) != NULL; }

/* The sign after a number that begins a line ("1." or "1)"); NULL: no such number. */
static const char *list_sign(const char *line)
{
    const char *at = line + strspn(line, "0123456789");
    return at > line && (*at == '.' || *at == ')') ? at : NULL;
}

/* "https://" and "www." become links by themselves in some readers. */
static bool begins_link(const char *text, const char *at)
{
    bool address = *at == ':' && at[1] == '/' && at[2] == '/';
    bool site = *at == '.' && at - text >= 3 && strncasecmp(at - 3, "www", 3) == 0;
    return address || site;
}

static void put_line(struct sink *sink, const char *line, size_t length)
{
    const char *sign = list_sign(line);
    for (const char *at = line; at < line + length; at++) {
        if (is_special(*at) || at == sign || (at == line && begins_something(at)) || begins_link(line, at))
            sink_text(sink, "\\");
        sink_put(sink, at, 1);
    }
}

/* A text as it is shown; lines after the first begin with `further`, so that they stay in the block of the first.
 * Whether anything is shown. */
static bool put_lines(struct markdown *out, const char *text, const char *further)
{
    bool begun = false;
    for (const char *line = safe_text(&out->arena, text, true); *line != '\0';) {
        line += strspn(line, " \n");
        const size_t length = strcspn(line, "\n");
        if (length > 0 && begun) {
            sink_text(&out->sink, "\\\n");
            sink_text(&out->sink, further);
        }
        put_line(&out->sink, line, length);
        begun = begun || length > 0;
        line += length;
    }
    return begun;
}

/* The same on one line. */
static bool put_text(struct markdown *out, const char *text)
{
    const char *safe = safe_text(&out->arena, text, false), *line = safe + strspn(safe, " ");
    put_line(&out->sink, line, strlen(line));
    return *line != '\0';
}

static void put_text_and_note(struct markdown *out, const naast_document_part *part, const char *further)
{
    if (put_lines(out, part->text, further) && *part->note != '\0')
        sink_text(&out->sink, " — ");
    put_text(out, part->note);
}

static void put_heading(struct markdown *out, const char *sign, const char *text)
{
    sink_text(&out->sink, sign);
    put_text(out, text);
}

static void put_quote(struct markdown *out, const naast_document_part *part)
{
    const char *sign = part->beneath ? "> > " : "> ";
    sink_text(&out->sink, sign);
    put_text_and_note(out, part, sign);
}

/* Of a fact or a moment. */
static void put_labelled(struct markdown *out, const naast_document_part *part)
{
    put_heading(out, "- **", part->label);
    sink_text(&out->sink, part->type == NAAST_PART_FACT ? "**: " : "** ");
    put_text_and_note(out, part, "  ");
}

static void put_point(struct markdown *out, const naast_document_part *part)
{
    sink_text(&out->sink, part->beneath ? "  - " : "- ");
    put_text_and_note(out, part, part->beneath ? "    " : "  ");
}

static void put_blank(struct markdown *out, const naast_document_part *part)
{
    sink_text(&out->sink, part->beneath ? "  - " : "- ");
    if (put_text(out, part->label))
        sink_text(&out->sink, ": ");
    if (*part->text == '\0')
        sink_text(&out->sink, "……………………………………………………");
    put_text(out, part->text);
}

static void put_part(struct markdown *out, const naast_document_part *part)
{
    switch (part->type) {
    case NAAST_PART_SECTION:
    case NAAST_PART_CARD:
        put_heading(out, "## ", part->label);
        break;
    case NAAST_PART_HEADING:
        put_heading(out, "### ", part->label);
        break;
    case NAAST_PART_PARAGRAPH:
        put_text_and_note(out, part, "");
        break;
    case NAAST_PART_QUOTE:
        put_quote(out, part);
        break;
    case NAAST_PART_FACT:
    case NAAST_PART_MOMENT:
        put_labelled(out, part);
        break;
    case NAAST_PART_POINT:
        put_point(out, part);
        break;
    case NAAST_PART_BLANK:
        put_blank(out, part);
        break;
    }
    sink_text(&out->sink, "\n");
}

/* What is between two parts: nothing in a list, a line of the same block between quotes, else an empty line. */
static const char *between(const naast_document_part *before, const naast_document_part *part)
{
    const bool in_list = part->type >= NAAST_PART_FACT && before->type >= NAAST_PART_FACT;
    if (in_list)
        return "";
    return part->type == NAAST_PART_QUOTE && before->type == NAAST_PART_QUOTE ? ">\n" : "\n";
}

/* A block of its own; nothing for "". */
static void put_block(struct markdown *out, const char *before, const char *text, const char *after)
{
    if (*text == '\0')
        return;
    put_heading(out, before, text);
    sink_text(&out->sink, after);
}

static void put_document(struct markdown *out, const naast_document *document)
{
    naast_document_part before = {0};
    put_block(out, "", document->over, "\n\n");
    put_heading(out, "# ", document->title);
    sink_text(&out->sink, "\n\n");
    put_block(out, "", document->under, "\n\n");
    for (size_t k = 0; k < document->part_count; k++) {
        const naast_document_part part = document_part(document, k);
        if (k > 0)
            sink_text(&out->sink, between(&before, &part));
        put_part(out, &part);
        before = part;
    }
    put_block(out, "\n---\n\n", document->foot, "\n");
}

int document_markdown(naast_formats *formats, const naast_document *document, const naast_writer *writer)
{
    struct markdown out = {.arena = {.allocator = formats->allocator}};
    int status = sink_begin(&out.sink, formats, writer);
    if (status != NAAST_OK)
        return status;
    put_document(&out, document);
    status = sink_flush(&out.sink);
    if (status == NAAST_OK && arena_status(&out.arena) != NAAST_OK)
        status = formats_no_memory(formats);
    arena_free(&out.arena);
    return status;
}
