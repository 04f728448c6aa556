/* html.c: a page is written front to back; every text goes through one function that escapes it. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "naast-formats.h"
#include "naast.h"
#include "formats/base/arena.h"
#include "formats/base/formats.h"
#include "formats/base/spec.h"
#include "formats/pages/html_markup.h"
#include "formats/pages/html_style.h"
#include "formats/pages/safe.h"
#include "formats/write/sink.h"

enum { MARKUP_BYTES = 96 };

struct naast_html {
    naast_formats *formats;
    bool wrong; /* a tag or an attribute is none that a page may have: nothing more is written */
    char markup[MARKUP_BYTES];
    struct sink sink;
};

/* ---- text ---- */

static const char *entity(char sign)
{
    switch (sign) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\n':
        return "<br>";
    default:
        return NULL;
    }
}

static void escape(naast_html *html, const char *text, bool lines)
{
    struct shown shown;
    for (size_t left = text != NULL ? strlen(text) : 0; left > 0; left -= shown.read, text += shown.read) {
        show_next(text, left, lines, &shown);
        const char *instead = shown.length == 1 ? entity(*shown.text) : NULL;
        if (instead != NULL)
            sink_text(&html->sink, instead);
        else
            sink_put(&html->sink, shown.text, shown.length);
    }
}

/* ---- the page ---- */

/* The policy allows the stylesheet by its hash, and nothing else whatever. */
static void head(naast_html *html, const naast_html_page *page)
{
    struct sink *sink = &html->sink;
    sink_text(sink, html->formats->language == NAAST_LANGUAGE_DUTCH ? "<!doctype html>\n<html lang=\"nl\">\n"
                                                                    : "<!doctype html>\n<html lang=\"en\">\n");
    sink_text(sink, "<head>\n<meta charset=\"utf-8\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
    sink_text(sink, html_style_hash);
    sink_text(sink, "'; base-uri 'none'; form-action 'none'\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"color-scheme\" content=\"light dark\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n"
                    "<meta name=\"robots\" content=\"noindex\">\n");
    naast_html_element(html, "title", NULL, page->title);
    sink_text(sink, "\n<style>");
    for (size_t k = 0; k < html_style_count; k++)
        sink_text(sink, html_style[k]);
    sink_text(sink, "</style>\n</head>\n");
}

int naast_html_begin(naast_formats *formats, const naast_html_page *page, const naast_writer *writer, naast_html **out)
{
    naast_html_page own = NAAST_HTML_PAGE_INIT;
    if (formats == NULL)
        return NAAST_INVALID;
    formats_clear_fault(formats);
    if (out == NULL)
        return FAIL(formats, FMT_NOT_GIVEN, "out");
    if (page != NULL && SPEC_TAKE(naast_html_page, &own, page) != NAAST_OK)
        return FAIL(formats, FMT_SPEC_SIZE);
    if (own.layout != NAAST_HTML_SHEET && own.layout != NAAST_HTML_WIDE)
        return FAIL(formats, FMT_PAGE_FORMAT);
    naast_html *html = memory_resize(&formats->allocator, NULL, sizeof *html);
    if (html == NULL)
        return formats_no_memory(formats);
    html->formats = formats;
    html->wrong = false;
    const int status = sink_begin(&html->sink, formats, writer);
    if (status != NAAST_OK) {
        memory_free(&formats->allocator, html);
        return status;
    }
    head(html, &own);
    sink_text(&html->sink, own.layout == NAAST_HTML_WIDE ? "<body class=\"wide\">\n" : "<body class=\"sheet\">\n");
    naast_html_element(html, "a", "class=\"skip\" href=\"#main\"", formats_message(formats, FMT_HTML_SKIP));
    naast_html_newline(html);
    *out = html;
    return NAAST_OK;
}

int naast_html_end(naast_html *html)
{
    if (html == NULL)
        return NAAST_INVALID;
    naast_formats *formats = html->formats;
    formats_clear_fault(formats);
    sink_text(&html->sink, "</body>\n</html>\n");
    int status = sink_flush(&html->sink);
    if (status != NAAST_OK)
        status = html->wrong ? FAIL(formats, FMT_HTML_MARKUP, html->markup) : FAIL(formats, FMT_WRITE_FAILED);
    memory_free(&formats->allocator, html);
    return status;
}

/* ---- elements ---- */

/* The beginning of it, of whole characters. */
static void keep_wrong(naast_html *html, const char *what)
{
    struct shown shown = {0};
    size_t used = 0;
    for (size_t left = strlen(what); left > 0; left -= shown.read, what += shown.read) {
        show_next(what, left, false, &shown);
        if (used + shown.length >= MARKUP_BYTES)
            break;
        memcpy(html->markup + used, shown.text, shown.length);
        used += shown.length;
    }
    html->markup[used] = '\0';
}

/* Whether there is a page that still goes on, and this may be on it. */
static bool may(naast_html *html, bool allowed, const char *what)
{
    if (html == NULL || html->wrong)
        return false;
    if (!allowed) {
        keep_wrong(html, what != NULL ? what : "");
        html->wrong = true;
        html->sink.status = NAAST_INVALID;
    }
    return allowed;
}

static bool may_open(naast_html *html, const char *tag, const char *attributes)
{
    return may(html, markup_tag(tag), tag) && may(html, markup_attributes(attributes), attributes);
}

static void begin_tag(naast_html *html, const char *tag, const char *attributes)
{
    sink_text(&html->sink, "<");
    sink_text(&html->sink, tag);
    if (attributes != NULL && *attributes != '\0') {
        sink_text(&html->sink, " ");
        sink_text(&html->sink, attributes);
    }
}

void naast_html_open(naast_html *html, const char *tag, const char *attributes)
{
    if (!may_open(html, tag, attributes))
        return;
    begin_tag(html, tag, attributes);
    sink_text(&html->sink, ">");
}

void naast_html_open_with(naast_html *html, const char *tag, const char *attributes, const char *name,
                          const char *value)
{
    if (!may_open(html, tag, attributes) || !may(html, markup_data_attribute(name), name))
        return;
    begin_tag(html, tag, attributes);
    sink_text(&html->sink, " ");
    sink_text(&html->sink, name);
    sink_text(&html->sink, "=\"");
    escape(html, value, false);
    sink_text(&html->sink, "\">");
}

void naast_html_close(naast_html *html, const char *tag)
{
    if (!may(html, markup_tag(tag), tag))
        return;
    sink_text(&html->sink, "</");
    sink_text(&html->sink, tag);
    sink_text(&html->sink, ">");
}

void naast_html_empty(naast_html *html, const char *tag, const char *attributes)
{
    if (!may_open(html, tag, attributes))
        return;
    begin_tag(html, tag, attributes);
    sink_text(&html->sink, "/>");
}

void naast_html_text(naast_html *html, const char *text)
{
    if (html != NULL)
        escape(html, text, false);
}

void naast_html_data(naast_html *html, const char *text) { naast_html_element(html, "bdi", NULL, text); }

void naast_html_data_lines(naast_html *html, const char *text)
{
    if (html == NULL)
        return;
    sink_text(&html->sink, "<bdi>");
    escape(html, text, true);
    sink_text(&html->sink, "</bdi>");
}

void naast_html_element(naast_html *html, const char *tag, const char *attributes, const char *text)
{
    naast_html_open(html, tag, attributes);
    naast_html_text(html, text);
    naast_html_close(html, tag);
}

void naast_html_data_element(naast_html *html, const char *tag, const char *attributes, const char *text)
{
    const bool isolates = tag != NULL && strcmp(tag, "bdi") == 0;
    naast_html_open(html, tag, attributes);
    if (isolates)
        naast_html_text(html, text);
    else
        naast_html_data(html, text);
    naast_html_close(html, tag);
}

void naast_html_newline(naast_html *html)
{
    if (html != NULL)
        sink_text(&html->sink, "\n");
}
