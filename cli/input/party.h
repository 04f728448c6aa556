/* party.h: who says something: us, or a person. */
#ifndef CLI_INPUT_PARTY_H
#define CLI_INPUT_PARTY_H

#include <stdbool.h>

#include "naast.h"

struct cli;

bool cli_means_us(const char *typed);

/* `us` (also `ons`, `wij`), or a person: those of the deal first. Whom a name alone finds with another customer, and
 * who has no part in this deal, is asked about: NAAST_AMBIGUOUS. */
int cli_party(struct cli *cli, const char *typed, naast_id deal, naast_party *out);

#endif
