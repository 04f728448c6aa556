/* talk_record.h: what a sheet says, recorded as one operation, and told. */
#ifndef CLI_COMMANDS_EVIDENCE_TALK_RECORD_H
#define CLI_COMMANDS_EVIDENCE_TALK_RECORD_H

struct cli;
struct sheet;
struct subject;

/* Records everything on the sheet, or nothing, and says what came of it. What cannot be recorded is told with its
 * line. */
int talking_record(struct cli *cli, const struct subject *subject, const struct sheet *sheet);

#endif
