/* document_html.c: a document as one self-contained page. */
#include <stdbool.h>

#include "output/document.h"
#include "output/html.h"

/* What holds parts of a type; NULL: they stand by themselves. */
static const struct {
    const char *tag, *attributes;
} containers[PART_TYPES] = {
    [PART_FACT] = {"dl", "class=\"facts\""},
    [PART_POINT] = {"ul", "class=\"points\""},
    [PART_MOMENT] = {"ol", "class=\"timeline\""},
    [PART_BLANK] = {"ul", "class=\"blanks\""},
};

struct laying {
    struct html html;
    enum part_type inside; /* a container that is open; PART_TYPES: none */
    bool section;
};

static void leave_container(struct laying *laying)
{
    if (laying->inside != PART_TYPES) {
        html_close(&laying->html, containers[laying->inside].tag);
        html_newline(&laying->html);
    }
    laying->inside = PART_TYPES;
}

static void enter_container(struct laying *laying, enum part_type type)
{
    if (laying->inside == type)
        return;
    leave_container(laying);
    if (containers[type].tag == NULL)
        return;
    html_open(&laying->html, containers[type].tag, containers[type].attributes);
    html_newline(&laying->html);
    laying->inside = type;
}

static void leave_section(struct laying *laying)
{
    leave_container(laying);
    if (laying->section) {
        html_close(&laying->html, "section");
        html_newline(&laying->html);
    }
    laying->section = false;
}

static void note(struct html *html, const char *tag, const struct part *part)
{
    static const char *const attributes[] = {[TONE_PLAIN] = "class=\"note soft\"",
                                             [TONE_GOOD] = "class=\"note good\"",
                                             [TONE_WAITING] = "class=\"note waiting\"",
                                             [TONE_FAULT] = "class=\"note fault\""};
    if (*part->note != '\0')
        html_data_element(html, tag, attributes[part->tone], part->note);
}

static void text_and_note(struct html *html, const struct part *part)
{
    if (*part->text != '\0')
        html_data_lines(html, part->text);
    if (*part->text != '\0' && *part->note != '\0')
        html_text(html, " ");
    note(html, "span", part);
}

static void quote(struct html *html, const struct part *part)
{
    html_open(html, "blockquote", part->beneath ? "class=\"beneath\"" : NULL);
    html_open(html, "p", NULL);
    html_data_lines(html, part->text);
    html_close(html, "p");
    if (*part->note != '\0') {
        html_open(html, "footer", NULL);
        note(html, "cite", part);
        html_close(html, "footer");
    }
    html_close(html, "blockquote");
}

static void item(struct html *html, const struct part *part)
{
    const char *attributes = part->beneath ? "class=\"beneath\"" : part->past ? "class=\"past\"" : NULL;
    html_open(html, "li", attributes);
    if (part->type == PART_MOMENT) {
        html_element(html, "span", "class=\"day\"", part->label);
        html_text(html, " ");
    }
    text_and_note(html, part);
    html_close(html, "li");
}

static void fact(struct html *html, const struct part *part)
{
    html_open(html, "div", NULL);
    html_element(html, "dt", NULL, part->label);
    html_open(html, "dd", NULL);
    text_and_note(html, part);
    html_close(html, "dd");
    html_close(html, "div");
}

static void blank(struct html *html, const struct part *part)
{
    html_open(html, "li", part->beneath ? "class=\"beneath\"" : NULL);
    html_element(html, "span", "class=\"soft\"", part->label);
    if (*part->text == '\0') {
        html_open(html, "span", "class=\"room\"");
        html_close(html, "span");
    } else {
        html_text(html, " ");
        html_data(html, part->text);
    }
    html_close(html, "li");
}

static void section(struct laying *laying, const struct part *part)
{
    leave_section(laying);
    html_open(&laying->html, "section", part->card ? "class=\"card\"" : NULL);
    html_newline(&laying->html);
    html_element(&laying->html, "h2", NULL, part->label);
    laying->section = true;
}

static void lay(struct laying *laying, const struct part *part)
{
    struct html *html = &laying->html;
    enter_container(laying, part->type);
    switch (part->type) {
    case PART_SECTION:
        section(laying, part);
        break;
    case PART_HEADING:
        html_element(html, "h3", NULL, part->label);
        break;
    case PART_PARAGRAPH:
        html_open(html, "p", NULL);
        text_and_note(html, part);
        html_close(html, "p");
        break;
    case PART_QUOTE:
        quote(html, part);
        break;
    case PART_FACT:
        fact(html, part);
        break;
    case PART_POINT:
    case PART_MOMENT:
        item(html, part);
        break;
    case PART_BLANK:
        blank(html, part);
        break;
    case PART_TYPES:
        break;
    }
    html_newline(html);
}

static void head(struct html *html, const struct document *document)
{
    html_open(html, "header", NULL);
    if (*document->over != '\0')
        html_data_element(html, "p", "class=\"over soft\"", document->over);
    html_data_element(html, "h1", NULL, document->title);
    if (*document->under != '\0')
        html_data_element(html, "p", "class=\"soft\"", document->under);
    html_close(html, "header");
    html_newline(html);
}

void document_html(const struct document *document)
{
    struct laying laying = {.inside = PART_TYPES};
    struct html *html = &laying.html;
    html_begin(html, document->cli, document->title, HTML_SHEET);
    head(html, document);
    html_open(html, "main", "id=\"main\"");
    html_newline(html);
    for (size_t k = 0; k < document->count; k++)
        lay(&laying, &document->parts[k]);
    leave_section(&laying);
    html_close(html, "main");
    html_newline(html);
    if (*document->foot != '\0') {
        html_open(html, "footer", NULL);
        html_data_element(html, "p", NULL, document->foot);
        html_close(html, "footer");
        html_newline(html);
    }
    html_end(html);
}
