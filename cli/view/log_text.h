/* log_text.h: what an entry of the journal did, in words. */
#ifndef CLI_VIEW_LOG_TEXT_H
#define CLI_VIEW_LOG_TEXT_H

#include <stdbool.h>

#include "naast.h"
#include "view/deal.h"

struct cli;

/* What the words of a deal's entries need, kept from one entry to the next of the same deal. */
struct log_speaker {
    struct cli *cli;
    struct subject subject; /* subject.deal NULL: none was read */
    naast_items *items;     /* of the same deal; NULL: none were read */
    naast_id deal;
};
void log_speaker_free(struct log_speaker *speaker);

/* One change, as a line without its end: "D1.4 why we're here: we build search". "": nothing that a person would say.
 * Safe; kept by cli. */
const char *log_change_words(struct log_speaker *speaker, const naast_log_entry *entry, const naast_change *change);
/* Why, where the change says so; "" where it does not. Safe; kept by cli. */
const char *log_change_because(struct cli *cli, const naast_change *change);

/* "D1.4", "D1", "P3", "T5": what a row is called; "" for one that has no name of its own. Kept by cli. */
const char *log_row_name(struct cli *cli, const naast_change *change);

/* A value as people read it: its date, its text; "–" for none. Safe; kept by cli. */
const char *log_value_words(struct cli *cli, const char *column, const char *value);
/* Whether a column says something to a person, rather than only to naast. */
bool log_column_speaks(const char *column);

#endif
