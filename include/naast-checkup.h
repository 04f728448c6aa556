/* naast-checkup.h: whether a store is well: its file, its settings, its backups, its witness, its clock. */
#ifndef NAAST_CHECKUP_H
#define NAAST_CHECKUP_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum naast_severity {
    NAAST_IN_ORDER = 0,
    NAAST_WANTS_ATTENTION = 1, /* it works, and something can be done */
    NAAST_AT_FAULT = 2
} naast_severity;

typedef struct naast_checkup_finding {
    const char *what; /* "store", "schema", "settings", "integrity", "permissions", "disk", "log", "leftovers",
                         "backup", "witness", "erasure", "clock", "version" */
    naast_severity severity;
    const char *code; /* what was found, stable: "backup_old" */
    const char *text; /* the sentence, in the handle's language */
    const char *path; /* the file or folder that it is about; "": the store */
} naast_checkup_finding;

typedef struct naast_checkup {
    const naast_checkup_finding
        *items; /* in a fixed order; what cannot be asked of a store that does not open is left out */
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
    naast_severity worst;
} naast_checkup;

typedef struct naast_checkup_spec {
    uint32_t size;
    int full;                 /* verifies the store too, as naast_store_verify does */
    naast_progress *progress; /* of verifying; other than 0 stops it. NULL: not told */
    void *context;
} naast_checkup_spec;
#define NAAST_CHECKUP_SPEC_INIT NAAST_SPEC_INIT(naast_checkup_spec)

/*
 * Looks at the store at path and what stands around it, and changes nothing. What is wrong with the store is what this
 * finds, not a failure. The handle must have no store; afterwards it has this one, to read only, where it could be
 * opened. spec: NULL for the defaults. *out: free with naast_free. Returns OK, INVALID (the handle has a store),
 * NOT_FOUND (there is nothing at path), STOPPED, BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_store_checkup(naast_store *store, const char *path, const naast_checkup_spec *spec,
                                  naast_checkup **out);

#ifdef __cplusplus
}
#endif
#endif
