/* talk_record.h: what a sheet says, recorded as one operation, and reported. */
#ifndef CLI_COMMANDS_EVIDENCE_TALK_RECORD_H
#define CLI_COMMANDS_EVIDENCE_TALK_RECORD_H

#include "naast-formats.h"

struct cli;
struct subject;

/* Records everything on a sheet that was read, or nothing, and reports what came of it. What cannot be recorded is
 * printed with its line. */
int talking_record(struct cli *cli, const struct subject *subject, naast_sheet *sheet);

#endif
