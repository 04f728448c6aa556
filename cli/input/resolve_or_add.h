/* resolve_or_add.h: organisations and people that are made on the way. */
#ifndef CLI_INPUT_RESOLVE_OR_ADD_H
#define CLI_INPUT_RESOLVE_OR_ADD_H

#include "naast.h"

struct cli;

/* The same, where somebody who is new is added and reported on stderr ("P3 is new: Karim Ali"). */
int cli_person_or_new(struct cli *cli, const char *typed, naast_id deal, naast_id org, naast_id *out);
int cli_org_or_new(struct cli *cli, const char *typed, naast_id *out);

#endif
