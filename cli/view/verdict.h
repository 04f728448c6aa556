/* verdict.h: the words, colours and glyphs of verdicts; the words of codes. */
#ifndef CLI_VIEW_VERDICT_H
#define CLI_VIEW_VERDICT_H

#include <stdbool.h>

#include "naast.h"
#include "term/glyph.h"

struct cli;

enum colour verdict_colour(naast_verdict verdict);
const char *verdict_glyph(const struct cli *cli, naast_verdict verdict); /* one column: ✓ ○ ~ ↻ – ‖, or + o ~ * - = */

/* "Not yet", "clear", and the words of a verdict; telling: "still to say". until: of a waiver. Kept by cli. */
const char *verdict_words(struct cli *cli, naast_verdict verdict, bool telling, naast_date until);

/* A code's words for people, in the language of the screen: outcomes, item states, fair's value codes; else the code
 * with spaces. Kept by cli. */
const char *outcome_words(struct cli *cli, const char *outcome);
const char *state_words(struct cli *cli, const char *state);
const char *value_words(struct cli *cli, const char *value);
const char *operation_words(struct cli *cli, const char *name); /* of the log: "deal_add" */

#endif
