/**
 * @file
 * naast-checkup.h: whether a store is well: its file, its settings, its backups, its witness, its clock.
 */
#ifndef NAAST_CHECKUP_H
#define NAAST_CHECKUP_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How serious a finding is. */
typedef enum naast_severity {
    NAAST_SEVERITY_IN_ORDER = 0,
    NAAST_SEVERITY_ATTENTION = 1, /**< the store works, and something can be done */
    NAAST_SEVERITY_FAULT = 2
} naast_severity;

/** One thing that was looked at. */
typedef struct naast_checkup_finding {
    const char *what; /**< "store", "schema", "settings", "integrity", "permissions", "disk", "log", "leftovers",
                           "backup", "witness", "erasure", "clock", "version" */
    naast_severity severity;
    const char *code; /**< what was found, stable: "backup_old" */
    const char *text; /**< the sentence, in the handle's language */
    const char *path; /**< the file or folder concerned; "": the store */
} naast_checkup_finding;

/** All findings. */
typedef struct naast_checkup {
    const naast_checkup_finding *items; /**< in a fixed order; of a store that does not open only what can be known */
    size_t count;
    uint32_t item_size;
    int more;             /**< 0: all are in the list */
    const char *next;     /**< "" */
    naast_severity worst; /**< of all findings */
} naast_checkup;

/** How thorough a checkup is. */
typedef struct naast_checkup_spec {
    uint32_t size;
    int full;                 /**< verifies the store too, as naast_store_verify does */
    naast_progress *progress; /**< of verifying: bytes done and the total. May be NULL */
    void *context;
} naast_checkup_spec;
#define NAAST_CHECKUP_SPEC_INIT NAAST_SPEC_INIT(naast_checkup_spec)

/**
 * Looks at the store at a path and at the files around it, and changes nothing. Whatever is wrong with the store is a
 * finding, not a failure. Afterwards the handle has this store, read only, where it could be opened.
 * @param store a handle without a store
 * @param path of the store
 * @param spec NULL: the defaults
 * @param out free with naast_free
 * @retval NAAST_INVALID the handle has a store
 * @retval NAAST_NOT_FOUND there is nothing at `path`
 * @retval NAAST_STOPPED `progress` returned non-zero
 * @since 0.1
 */
NAAST_API int naast_store_checkup(naast_store *store, const char *path, const naast_checkup_spec *spec,
                                  naast_checkup **out);

#ifdef __cplusplus
}
#endif
#endif
