/* document.h: a text of sections for people to read or print, written as Markdown or as one HTML page. Whatever the
 * parts hold comes out as text: data cannot become a link, an image, a heading or a tag in either. */
#ifndef CLI_OUTPUT_DOCUMENT_H
#define CLI_OUTPUT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct cli;

enum part_type {
    PART_SECTION,   /* begins a section: label is its heading */
    PART_HEADING,   /* a smaller heading in it */
    PART_PARAGRAPH, /* text */
    PART_QUOTE,     /* what somebody said: text, and in note who and when; beneath: under the quote above */
    PART_FACT,      /* label, text and note */
    PART_POINT,     /* of a list: text and note */
    PART_MOMENT,    /* of a timeline: label is its date */
    PART_BLANK,     /* room to write in, after label */
    PART_TYPES
};
enum part_tone { TONE_PLAIN, TONE_GOOD, TONE_WAITING, TONE_FAULT };

/* NULL texts are empty. */
struct part {
    enum part_type type;
    enum part_tone tone; /* of the note */
    const char *label, *text, *note;
    bool beneath;
    bool card; /* a section that stands out */
    bool past; /* a moment that has been */
};

struct document {
    struct cli *cli;
    const char *over, *title, *under; /* above the title, the title itself, below it */
    const char *foot;                 /* the last line, small */
    struct part *parts;
    size_t count, room;
};

/* One part more; what it points to must last as long as the document. */
void document_add(struct document *document, struct part part);

void document_markdown(const struct document *document, FILE *out);
/* To standard output, as html.h writes. */
void document_html(const struct document *document);

/* Any text as Markdown that shows it as it is, on one line. Kept by cli. */
const char *markdown_text(struct cli *cli, const char *text);

#endif
