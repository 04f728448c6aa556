/* codes.h: lists of codes, which end in NULL; NULL is an empty list. */
#ifndef DOMAIN_COMMON_CODES_H
#define DOMAIN_COMMON_CODES_H

#include "naast.h"

#include "base/env/env.h"

int codes_any(naast_codes codes); /* at least one */
int codes_have(naast_codes codes, const char *code);

#endif
