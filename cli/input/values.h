/* values.h: what people type for an option or an operand, read. */
#ifndef CLI_INPUT_VALUES_H
#define CLI_INPUT_VALUES_H

#include <stdbool.h>
#include <stdint.h>

#include "naast.h"

struct cli;

/* What people type for an option or an operand, read; each prints what is wrong and returns a status. Absent (NULL):
 * *out is left as it is. */
int cli_text(struct cli *cli, const char *typed, const char **out); /* "-": standard input, without its last newline */
int cli_date(struct cli *cli, const char *option, const char *typed, naast_date *out);

/* A date, as its first or its last moment (UTC), or a moment as 2026-11-04T12:00:00Z. */
int cli_moment(struct cli *cli, const char *option, const char *typed, bool last, naast_time *out);
int cli_number(struct cli *cli, const char *option, const char *typed, int64_t least, int64_t most, int64_t *out);

/* amount and currency as typed; currency NULL: `usual`, else EUR. */
int cli_money(struct cli *cli, const char *amount, const char *currency, const char *usual, naast_money *out);

/* Whose: `me` (also `ik`) is who acts; NULL: NULL. */
const char *cli_owner(const struct cli *cli, const char *typed);

/* A deal of a command that writes: by its id, or by its whole title. */
int cli_deal(struct cli *cli, const char *typed, naast_id *out);
int cli_person(struct cli *cli, const char *typed, naast_id deal, naast_id *out);
int cli_org(struct cli *cli, const char *typed, naast_id *out);

/* naast_resolve_named, which reports a failure, and how to add whoever is not there. */
int cli_resolve(struct cli *cli, const naast_resolve_spec *spec, naast_resolved **out);

/* A note of whom a name was taken for, once a command, where it was not the whole of it: "Piet: P1 Piet Jansen"; and
 * for `resolved` in JSON. */
void cli_tell_whom(struct cli *cli, naast_root root, const char *typed, const naast_resolved *found);
char cli_letter(naast_root root);

#endif
