/* report.h: one set of figures to every output, a page included. */
#ifndef CLI_OUTPUT_REPORT_H
#define CLI_OUTPUT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "naast.h"
#include "words/words.h"

struct bar;
struct cell;
struct cli;
struct column;
struct json;

/* A picture of some of the figures. */
struct picture {
    const char *caption;
    const char *description; /* for who cannot see it */
    struct bar *bars;
    size_t count, room;
};

enum { REPORT_PICTURES = 4 };

/* Everything that a report says. Texts live until it is written. */
struct report {
    struct cli *cli;
    enum word title;
    const struct column *columns;
    size_t column_count;
    struct cell *cells; /* row by row */
    size_t rows, room;
    struct picture pictures[REPORT_PICTURES];
    size_t picture_count;
    const char **notes; /* sentences for people */
    size_t note_count, note_room;
    const char *head;
    naast_date since, until;
    bool window; /* since and until are its own: they are shown */
    enum word empty;
    void (*more)(struct json *json, const void *figures); /* further members in JSON; NULL: none */
    void *figures; /* what it was made of, as `more` gets it; the library made them */
    bool html;     /* as a page */
};

/* What was read, and of which days; head is a text of the figures. */
void report_figures(struct report *report, void *figures, const char *head, naast_date since, naast_date until);

/* Rows, in the order of the columns; a picture, and its bars; a sentence under the table. */
void report_row(struct report *report, const struct cell *cells);

struct picture *report_picture(struct report *report, const char *caption, const char *description);
void report_bar(struct cli *cli, struct picture *picture, const struct bar *bar);
void report_note(struct report *report, const char *text);

/* Writes it as the options say: text, JSON, records, or a page. */
int report_write(const struct report *report);

#endif
