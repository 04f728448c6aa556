/* checkup.h: a store being looked at. */
#ifndef EXCHANGE_CHECKUP_CHECKUP_H
#define EXCHANGE_CHECKUP_CHECKUP_H

#include "naast-checkup.h"
#include "naast.h"

#include "base/env/env.h"

#include <limits.h>

enum { CHECKED_MOST = 64 };

struct checkup {
    naast_store *store;
    const naast_checkup_spec *spec;
    char path[PATH_MAX];
    char *folder; /* of the store */
    naast_checkup *result;
    naast_checkup_finding *items;
};

/* Adds what was found; of the message its code and its text. Returns 0 or NAAST_NO_MEMORY. */
int checkup_say(struct checkup *checkup, const char *what, naast_severity condition, const char *path,
                enum message message, ...) __attribute__((sentinel));
#define SAY(checkup, what, condition, path, ...)                                                                       \
    checkup_say((checkup), (what), (condition), (path), __VA_ARGS__, (const char *)NULL)

/* The surroundings of the store, whether it opens or not. Returns 0 or a status. */
int checkup_files(struct checkup *checkup);
/* What the store that was opened says of itself. */
int checkup_store(struct checkup *checkup);

#endif
