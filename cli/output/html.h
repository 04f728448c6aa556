/* html.h: one self-contained page: no script, no request, one stylesheet whose hash is all that the page's policy
 * allows. Tags and attributes are literals of ours; whatever else is written comes out as text. */
#ifndef CLI_OUTPUT_HTML_H
#define CLI_OUTPUT_HTML_H

#include <stddef.h>
#include <stdio.h>

struct cli;

struct html {
    struct cli *cli;
    FILE *out;
};

/* How a page is laid out: a column to read, or the whole window. */
enum html_layout { HTML_SHEET, HTML_WIDE };

/*
 * From the doctype to the open <body>, with a link that skips to #main. title: of the window, any text. The page then
 * writes <header>, <main id="main"> and <footer>, and closes with html_end.
 */
void html_begin(struct html *html, struct cli *cli, const char *title, enum html_layout layout);
void html_end(struct html *html);

/* attributes: as they stand in the tag ("class=\"card\""), NULL for none; a literal, never data. */
void html_open(struct html *html, const char *tag, const char *attributes);
/* The same with one attribute more (aria-label, title, datetime, …) whose value is any text. */
void html_open_with(struct html *html, const char *tag, const char *attributes, const char *name, const char *value);
void html_close(struct html *html, const char *tag);

/* Any text, escaped, controls shown as text_safe shows them. What people wrote is set apart (<bdi>), so that its
 * direction does not turn what stands around it. */
void html_text(struct html *html, const char *text);
void html_data(struct html *html, const char *text);
/* The same, of several lines: a newline becomes <br>. */
void html_data_lines(struct html *html, const char *text);

/* A whole element: our words in it, or what people wrote. */
void html_element(struct html *html, const char *tag, const char *attributes, const char *text);
void html_data_element(struct html *html, const char *tag, const char *attributes, const char *text);

/* A newline in the source, between blocks, for those who read that. */
void html_newline(struct html *html);

/* The stylesheet, in pieces that follow each other, and their number (html_style.c). */
extern const char *const html_style[];
extern const size_t html_style_count;

#endif
