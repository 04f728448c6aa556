/* report.h: what the reports of the command line share: one set of figures to every output, a page included. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "chart.h"
#include "naast-report.h"

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
    const char *name; /* of its list in JSON */
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
    bool window; /* since and until are its own: they are told */
    enum word empty;
    void (*more)(struct json *json, const void *figures); /* further members in JSON; NULL: none */
    const void *figures;
};

/* Rows, in the order of the columns; a picture, and its bars; a sentence under the table. */
void report_row(struct report *report, const struct cell *cells);
struct picture *report_picture(struct report *report, const char *caption, const char *description);
void report_bar(struct cli *cli, struct picture *picture, const struct bar *bar);
void report_note(struct report *report, const char *text);

/* Writes it as the options say: text, JSON, records, or with --html a page. */
int report_write(struct report *report, bool html);
/* The page (report_page.c), and of it what stands between its header and its footer. */
void report_page(const struct report *report);
void report_section(struct html *html, const struct report *report);

/* The options of most of them, and what they were given. */
#define REPORT_OPTIONS                                                                                                 \
    {"pipeline", "NAME", W_OPT_PIPELINE, 0}, {"since", "DATE", W_OPT_REPORT_SINCE, 0},                                 \
        {"until", "DATE", W_OPT_REPORT_UNTIL, 0},                                                                      \
    {                                                                                                                  \
        "html", NULL, W_OPTION_HTML, 0                                                                                 \
    }
int report_spec(struct cli *cli, const struct args *args, naast_report_spec *spec);
/* Whether --html goes together with the rest of what was typed; prints what is wrong. */
int report_outputs(struct cli *cli, const struct args *args);

/* A duration as people read it: "12 d", "3.4 d", "5 h", "20 min"; "" below zero. Kept by cli. */
const char *text_duration(struct cli *cli, int64_t seconds);
/* "1 deal", "12 deals". */
const char *deals_words(struct cli *cli, int64_t deals);
/* An amount in whole units of its currency: what is reckoned is not known to the cent. */
const char *text_about(struct cli *cli, naast_money money);
naast_money money_of(int64_t minor, const char *currency);
/* Ten-thousandths as "63%". */
const char *text_percent(struct cli *cli, int32_t share);
/* A number of seconds for machines, a duration for people; none below zero. */
struct cell cell_duration(struct cli *cli, int64_t seconds);
/* The name of a pipeline for machines; people see it only where there is more than one. */
struct cell cell_pipeline(const char *pipeline, bool several);

/* The name of a stage, with its pipeline's where there are several. Kept by cli. */
const char *stage_label(struct cli *cli, const char *pipeline, const char *stage_name, bool several);

/* What the page of the board shows too: all of time in stage. */
struct report time_report(struct cli *cli, const naast_stage_times *times);

#endif
