/* gate_commands.h: what to type to answer a check. */
#ifndef CLI_VIEW_GATE_COMMANDS_H
#define CLI_VIEW_GATE_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

#include "naast.h"

struct cli;
struct verdicts;

/* The deal that a remedy is for. */
struct fix_deal {
    naast_id id, contact;
    const char *outcome;
    const naast_pipeline *pipeline;
};

/* A word of a command: as it is typed; or what a person is to fill in (`fill`), one of `values` where there are some.
 */
struct fix_word {
    const char *text;
    const char *fill; /* "text", "value", "person", "because", "how"; NULL: it is given */
    naast_codes values;
};
struct fix_line {
    struct fix_word *words;
    size_t count, room;
};
/* What to type about a check, in order; none when only a program can answer it. */
struct fix {
    struct fix_line *lines;
    size_t count, room;
};

/* The commands that do what the remedy says. for_people: names rather than ids, defaults left out. */
void fix_commands(struct cli *cli, const struct fix_deal *deal, const naast_remedy *remedy, bool for_people,
                  struct fix *out);
/* As one line that a shell reads, each place to fill in as one word that is refused as it is; "": there are none. */
const char *fix_text(struct cli *cli, const struct fix *fix, bool for_people);

/* The line of a remedy. */
const char *fix_command(struct cli *cli, const struct fix_deal *deal, const naast_remedy *remedy, bool for_people);

/* The same, of a check on the screen of the gates. */
void check_commands(struct cli *cli, const struct verdicts *verdicts, const naast_check_result *check, bool for_people,
                    struct fix *out);

#endif
