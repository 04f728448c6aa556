/* talk_record.h: what a sheet says, recorded as one operation, and told. */
#ifndef CLI_COMMANDS_EVIDENCE_TALK_RECORD_H
#define CLI_COMMANDS_EVIDENCE_TALK_RECORD_H

#include <stddef.h>

#include "naast.h"

struct cli;
struct sheet;
struct subject;

/* Records everything on the sheet, or nothing, and says what came of it. What cannot be recorded is told with its
 * line. */
int talking_record(struct cli *cli, const struct subject *subject, const struct sheet *sheet);

/* Who was there, for as far as the sheet says. */
struct present {
    naast_id people[32];
    size_t count;
};

/* "P7" for the name of somebody who was there, and so may speak; else the name as it is. Kept by cli. */
const char *present_name(struct cli *cli, const struct present *present, naast_id deal, const char *typed);

/* Takes the first of "Sanne, Karim" off: NULL when there is none left. Names that are blank are passed over. */
char *name_next(char **names);

/* Tells every name, day, amount and value that is wrong, up to ten, with its line; the status of the first. */
int talking_check(struct cli *cli, const struct subject *subject, const struct sheet *sheet,
                  const struct present *present);

#endif
