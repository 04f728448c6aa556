/* reason.h: why a check says what it says, in a few words. */
#ifndef CLI_VIEW_REASON_H
#define CLI_VIEW_REASON_H

#include "naast.h"

struct cli;
struct verdicts;

/* "not yet checked together", "still open, by 3 Nov, 75 days late". Kept by cli. */
const char *reason_words(struct cli *cli, const struct verdicts *verdicts, const naast_check_result *check);

#endif
