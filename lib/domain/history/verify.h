/* verify.h: verification for what is in a write of its own. */
#ifndef DOMAIN_HISTORY_VERIFY_H
#define DOMAIN_HISTORY_VERIFY_H

#include "naast.h"

/* naast_store_verify, also inside a write, whose journal the caller has written. */
int verify_inside(naast_store *store, const naast_verify_spec *spec, naast_verification **out);

#endif
