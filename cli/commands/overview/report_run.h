/* report_run.h: what the report commands share: their options, and all but their figures and how they show them. */
#ifndef CLI_COMMANDS_OVERVIEW_REPORT_RUN_H
#define CLI_COMMANDS_OVERVIEW_REPORT_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "naast-report.h"
#include "output/report.h"
#include "words/words.h"

struct args;
struct cli;
struct column;
struct json;

/* The options of one with days of its own. */
#define REPORT_OPTIONS                                                                                                 \
    {"pipeline", "NAME", W_OPT_PIPELINE, 0}, {"since", "DATE", W_OPT_REPORT_SINCE, 0},                                 \
        {"until", "DATE", W_OPT_REPORT_UNTIL, 0},                                                                      \
    {                                                                                                                  \
        "html", NULL, W_OPTION_HTML, 0                                                                                 \
    }

/* What makes one report another. */
struct report_kind {
    enum word title, empty; /* empty: where there are no rows */
    const struct column *columns;
    size_t column_count;
    bool window; /* --since and --until are among its options */
    /* Reads the figures, gives them to report_figures, and adds rows, pictures and notes. A status, printed. */
    int (*fill)(struct report *report, const naast_report_spec *spec);
    void (*more)(struct json *json, const void *figures); /* further members in JSON; NULL: none */
};

/* One that has no figures yet. */
struct report report_blank(struct cli *cli, const struct report_kind *kind);

int report_run(struct cli *cli, const struct args *args, const struct report_kind *kind);

/* Whether --html goes together with the rest of what was typed; prints what is wrong. */
int report_outputs(struct cli *cli, const struct args *args);

#endif
