/* migrations.h: how a schema comes to be: made whole, or brought up from an earlier version step by step. */
#ifndef STORE_SESSION_MIGRATIONS_H
#define STORE_SESSION_MIGRATIONS_H

#include "naast.h"

#include "store/session/store.h"

/* From the version before to this one; each runs in a transaction of its own, together with its version. */
struct migration {
    int64_t version;                /* 0: the end of the list */
    const char *sql;                /* schema statements; NULL: none */
    int (*run)(naast_store *store); /* what SQL alone cannot do, after it; NULL: nothing */
};

/* Append only: what was released is never edited. */
extern const struct migration migrations[];

/* The whole schema of this version and what `fill` (which may be NULL) puts into it, in one write. uuid: that of the
 * store, 16 bytes; NULL: it gets one. */
int schema_create(naast_store *store, const uint8_t *uuid, store_fill fill, void *context);
/* The steps of the list beyond `from`, in order. After a failure the store is at the last step that succeeded. */
int schema_upgrade(naast_store *store, const struct migration *steps, int64_t from);

#endif
