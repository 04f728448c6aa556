/* erase.h: an erasure under way, shared by those who erase people, what one thing says, and what another copy lost. */
#ifndef DOMAIN_PRIVACY_ERASE_H
#define DOMAIN_PRIVACY_ERASE_H

#include "naast.h"

#include "domain/common/references.h"
#include "store/erase/erase.h"
#include "store/handle/operation.h"

/* Inside a write: everything of a person and of those who were merged into them. Texts that name them go into out;
 * NULL: they are not asked for, nor is the reason looked at. */
int erase_person(struct erasing *erasing, naast_id person, naast_erasure *out);

/* Inside a write: what one thing says, and said. */
int erase_thing(struct erasing *erasing, struct thing thing);

/* What every erasure has: the write, the reason, the files afterwards. */
struct erase_run {
    naast_store *store;
    enum operation operation;
    const naast_erase_spec *spec; /* NULL: the reasons come from elsewhere */
    int (*erase)(struct erase_run *run);
    const void *given; /* what `erase` works on */
    size_t count;
    struct erasing erasing;
    char *because; /* clean */
    naast_erasure *result;
};
int erase_run(struct erase_run *run, naast_erasure **out);

#endif
