/* document_html.c: a document as one self-contained page. */
#include <stdbool.h>
#include <stddef.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/pages/document.h"

/* What holds parts of a type; NULL: they are not within anything. */
static const struct {
    const char *tag, *attributes;
} containers[NAAST_PART_BLANK + 1] = {
    [NAAST_PART_FACT] = {"dl", "class=\"facts\""},
    [NAAST_PART_POINT] = {"ul", "class=\"points\""},
    [NAAST_PART_MOMENT] = {"ol", "class=\"timeline\""},
    [NAAST_PART_BLANK] = {"ul", "class=\"blanks\""},
};

struct laying {
    naast_html *html;
    naast_part_type inside; /* whose container is open; NAAST_PART_SECTION: none is */
    bool section;
};

static void leave_container(struct laying *laying)
{
    if (laying->inside != NAAST_PART_SECTION) {
        naast_html_close(laying->html, containers[laying->inside].tag);
        naast_html_newline(laying->html);
    }
    laying->inside = NAAST_PART_SECTION;
}

static void enter_container(struct laying *laying, naast_part_type type)
{
    if (laying->inside == type)
        return;
    leave_container(laying);
    if (containers[type].tag == NULL)
        return;
    naast_html_open(laying->html, containers[type].tag, containers[type].attributes);
    naast_html_newline(laying->html);
    laying->inside = type;
}

static void leave_section(struct laying *laying)
{
    leave_container(laying);
    if (laying->section) {
        naast_html_close(laying->html, "section");
        naast_html_newline(laying->html);
    }
    laying->section = false;
}

static void note(naast_html *html, const char *tag, const naast_document_part *part)
{
    static const char *const attributes[] = {[NAAST_TONE_PLAIN] = "class=\"note soft\"",
                                             [NAAST_TONE_GOOD] = "class=\"note good\"",
                                             [NAAST_TONE_WAITING] = "class=\"note waiting\"",
                                             [NAAST_TONE_FAULT] = "class=\"note fault\""};
    if (*part->note != '\0')
        naast_html_data_element(html, tag, attributes[part->tone], part->note);
}

static void text_and_note(naast_html *html, const naast_document_part *part)
{
    if (*part->text != '\0')
        naast_html_data_lines(html, part->text);
    if (*part->text != '\0' && *part->note != '\0')
        naast_html_text(html, " ");
    note(html, "span", part);
}

static void quote(naast_html *html, const naast_document_part *part)
{
    naast_html_open(html, "blockquote", part->beneath ? "class=\"beneath\"" : NULL);
    naast_html_open(html, "p", NULL);
    naast_html_data_lines(html, part->text);
    naast_html_close(html, "p");
    if (*part->note != '\0') {
        naast_html_open(html, "footer", NULL);
        note(html, "cite", part);
        naast_html_close(html, "footer");
    }
    naast_html_close(html, "blockquote");
}

static void item(naast_html *html, const naast_document_part *part)
{
    const char *attributes = part->beneath ? "class=\"beneath\"" : part->past ? "class=\"past\"" : NULL;
    naast_html_open(html, "li", attributes);
    if (part->type == NAAST_PART_MOMENT) {
        naast_html_element(html, "span", "class=\"day\"", part->label);
        naast_html_text(html, " ");
    }
    text_and_note(html, part);
    naast_html_close(html, "li");
}

static void fact(naast_html *html, const naast_document_part *part)
{
    naast_html_open(html, "div", NULL);
    naast_html_element(html, "dt", NULL, part->label);
    naast_html_open(html, "dd", NULL);
    text_and_note(html, part);
    naast_html_close(html, "dd");
    naast_html_close(html, "div");
}

static void blank(naast_html *html, const naast_document_part *part)
{
    naast_html_open(html, "li", part->beneath ? "class=\"beneath\"" : NULL);
    naast_html_element(html, "span", "class=\"soft\"", part->label);
    if (*part->text == '\0') {
        naast_html_open(html, "span", "class=\"room\"");
        naast_html_close(html, "span");
    } else {
        naast_html_text(html, " ");
        naast_html_data(html, part->text);
    }
    naast_html_close(html, "li");
}

static void section(struct laying *laying, const naast_document_part *part)
{
    leave_section(laying);
    naast_html_open(laying->html, "section", part->type == NAAST_PART_CARD ? "class=\"card\"" : NULL);
    naast_html_newline(laying->html);
    naast_html_element(laying->html, "h2", NULL, part->label);
    laying->section = true;
}

static void lay(struct laying *laying, const naast_document_part *part)
{
    naast_html *html = laying->html;
    enter_container(laying, part->type);
    switch (part->type) {
    case NAAST_PART_SECTION:
    case NAAST_PART_CARD:
        section(laying, part);
        break;
    case NAAST_PART_HEADING:
        naast_html_element(html, "h3", NULL, part->label);
        break;
    case NAAST_PART_PARAGRAPH:
        naast_html_open(html, "p", NULL);
        text_and_note(html, part);
        naast_html_close(html, "p");
        break;
    case NAAST_PART_QUOTE:
        quote(html, part);
        break;
    case NAAST_PART_FACT:
        fact(html, part);
        break;
    case NAAST_PART_POINT:
    case NAAST_PART_MOMENT:
        item(html, part);
        break;
    case NAAST_PART_BLANK:
        blank(html, part);
        break;
    }
    naast_html_newline(html);
}

static void head(naast_html *html, const naast_document *document)
{
    naast_html_open(html, "header", NULL);
    if (*document->over != '\0')
        naast_html_data_element(html, "p", "class=\"over soft\"", document->over);
    naast_html_data_element(html, "h1", NULL, document->title);
    if (*document->under != '\0')
        naast_html_data_element(html, "p", "class=\"soft\"", document->under);
    naast_html_close(html, "header");
    naast_html_newline(html);
}

static void foot(naast_html *html, const char *text)
{
    if (*text == '\0')
        return;
    naast_html_open(html, "footer", NULL);
    naast_html_data_element(html, "p", NULL, text);
    naast_html_close(html, "footer");
    naast_html_newline(html);
}

int document_html(naast_formats *formats, const naast_document *document, const naast_writer *writer)
{
    struct laying laying = {.inside = NAAST_PART_SECTION};
    naast_html_page page = NAAST_HTML_PAGE_INIT;
    page.title = document->title;
    const int status = naast_html_begin(formats, &page, writer, &laying.html);
    if (status != NAAST_OK)
        return status;
    head(laying.html, document);
    naast_html_open(laying.html, "main", "id=\"main\"");
    naast_html_newline(laying.html);
    for (size_t k = 0; k < document->part_count; k++) {
        const naast_document_part part = document_part(document, k);
        lay(&laying, &part);
    }
    leave_section(&laying);
    naast_html_close(laying.html, "main");
    naast_html_newline(laying.html);
    foot(laying.html, document->foot);
    return naast_html_end(laying.html);
}
