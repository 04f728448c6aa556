/* options.h: the options that reports share. */
#ifndef CLI_COMMANDS_OVERVIEW_OPTIONS_H
#define CLI_COMMANDS_OVERVIEW_OPTIONS_H

#include "naast-report.h"
#include "words/words.h"

struct args;
struct cli;

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

#endif
