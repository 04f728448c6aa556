/**
 * @file
 * naast-backup.h: backups of a store, and restoring one of them.
 *
 * Managed backups are in a folder beside the store, "STORE.backups", and are named by when they were made and by the
 * number of entries in their journal: "2026-11-25T120000Z-812.db". Files there with other names are never touched.
 */
#ifndef NAAST_BACKUP_H
#define NAAST_BACKUP_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Keep in a naast_backup_spec: no older backup is removed. */
#define NAAST_BACKUP_KEEP_ALL UINT32_MAX

/** Where a backup goes, and how many stay. */
typedef struct naast_backup_spec {
    uint32_t size;
    /** How many managed backups of this store stay in the folder, this one included: the newest, and those with entries
     * that no other that stays has. 0: 10 beside the store, all in another folder. Ignored with a file. */
    uint32_t keep;
    /** A file that does not exist yet; or a folder, where the backup gets a managed name; NULL: the folder beside the
     * store, which is made (0700) where it is missing. */
    const char *path;
    /** Called with the bytes done and the total, first for the copy, then for its verification. May be NULL. */
    naast_progress *progress;
    void *context;
} naast_backup_spec;
#define NAAST_BACKUP_SPEC_INIT NAAST_SPEC_INIT(naast_backup_spec)

/** A backup. */
typedef struct naast_backup {
    const char *path;
    const char *name; /**< the last part of `path` */
    int64_t seq;      /**< entries of the journal that are in it */
    naast_time at;    /**< when it was made; of one that is listed: in whole seconds */
    int64_t bytes;
    int32_t schema;             /**< the version of its schema, of one that was made; else 0 */
    char head[NAAST_HEAD_SIZE]; /**< of one that was made: "SEQ:HASH"; of one that is listed: "" */
} naast_backup;

/** The managed backups of a store. */
typedef struct naast_backups {
    const naast_backup *items; /**< newest first */
    size_t count;
    uint32_t item_size;
    int more;           /**< 0: all are in the list */
    const char *next;   /**< "" */
    const char *folder; /**< where they are; it need not exist */
} naast_backups;

/** What naast_backup_make did. */
typedef struct naast_backup_made {
    const naast_backup *backup;
    const char *const *removed; /**< names of the older managed backups that were removed */
    size_t removed_count;
    /** Names of those that were not, although there are more than `keep`: they have entries that no other backup that
     * stays has. Since 0.2. */
    const char *const *stayed;
    size_t stayed_count;
    /** What went wrong when older backups were removed, in the handle's language; "": nothing. Since 0.2. */
    const char *trouble;
} naast_backup_made;

/**
 * Copies the store as it is at this moment, while others read and write it, into one file (0600) that needs no other.
 * The copy is verified as naast_store_verify does, and must end where the store did; then it gets its name. On failure,
 * or if the process is killed, existing backups are left as they were. What goes wrong once the new backup has its name
 * is not a failure: it is in `trouble`. After IO the backup may exist all the same: under its name, which the disk did
 * not confirm. A store that still needs naast_store_migrate can be backed up too; only the integrity of its file is
 * checked. Of a store that its witness contradicts no backup is made, wherever it would go.
 * @param store the open store
 * @param spec NULL: the defaults
 * @param out free with naast_free
 * @retval NAAST_INVALID the store is attached: its program makes the backups
 * @retval NAAST_NOT_FOUND the directory of the file does not exist
 * @retval NAAST_CONFLICT the file exists, and is left alone; inside an operation, or while an export is open; on a
 * handle that naast_store_past made
 * @retval NAAST_UNVERIFIED the copy does not verify, so neither does the store, or the disk loses what is written; or
 *         the witness contradicts the store
 * @retval NAAST_STOPPED `progress` returned non-zero
 * @since 0.1
 */
NAAST_API int naast_backup_make(naast_store *store, const naast_backup_spec *spec, naast_backup_made **out);

/**
 * The managed backups of a store, by their names; none of them is opened. A folder that does not exist has none.
 * @param store any handle
 * @param path of the store, which need not exist; NULL: the open one
 * @param out free with naast_free
 * @retval NAAST_INVALID path is NULL and the handle has no store, or one that is attached
 * @retval NAAST_CONFLICT path is NULL and naast_store_past made the handle
 * @retval NAAST_NOT_FOUND the directory of the store does not exist
 * @since 0.1
 */
NAAST_API int naast_backup_list(naast_store *store, const char *path, naast_backups **out);

/** Whose work is in the store and not in the backup. */
typedef struct naast_discarded {
    const char *actor;
    int64_t operations;
} naast_discarded;

/** Which backup is restored. */
typedef struct naast_restore_spec {
    uint32_t size;
    int dry_run;              /**< checks everything and changes nothing */
    const char *backup;       /**< a file; "812": the newest managed backup with that many entries; "latest" */
    naast_progress *progress; /**< as in naast_backup_spec */
    void *context;
} naast_restore_spec;
#define NAAST_RESTORE_SPEC_INIT NAAST_SPEC_INIT(naast_restore_spec)

/** What naast_backup_restore did. */
typedef struct naast_restored {
    const char *backup;         /**< its path */
    char head[NAAST_HEAD_SIZE]; /**< of the store as it is afterwards; with dry_run: of the backup */
    naast_time last;            /**< when the last entry of the backup was written; 0: it has none */
    int migrated;               /**< the backup had an earlier schema; the store has the present one */
    int replaced;               /**< there was a store at `path` */
    int unreadable;             /**< that store could not be read: it is not known what only that store has */
    int64_t erased;    /**< rows of the backup that were erased later in that store, and were erased again now */
    int64_t discarded; /**< operations of that store that are not in the backup */
    const naast_discarded *by; /**< who did them, most first */
    size_t by_count;
    uint32_t by_size;
    const char
        *kept; /**< where that store is now: a managed backup, or its files under another name; "": there was none */
} naast_restored;

/**
 * Puts a backup in the place of the store at a path, or where there is none, and opens it. The backup is only read; a
 * copy of it is migrated to this schema where needed, and verified as naast_store_verify does. The existing store is
 * kept as a managed backup; where it cannot be read, does not verify or is contradicted by its witness, its files get
 * other names. Then the copy takes its place in one step, and its witness is set to the end of its journal. If the
 * process is killed, either the old or the new store is in place, complete. No other program may have the store open.
 * With dry_run nothing is changed, and the handle has no store afterwards.
 * @param store a handle without a store
 * @param path of the store
 * @param spec the backup
 * @param out free with naast_free
 * @retval NAAST_INVALID the handle has a store; or the backup is the store itself
 * @retval NAAST_NOT_FOUND no such backup, or no such directory
 * @retval NAAST_CONFLICT it is a backup of another store than the one at `path`
 * @retval NAAST_UNVERIFIED the backup does not verify
 * @retval NAAST_FOREIGN the file is not a naast store
 * @retval NAAST_NEWER a later version of naast wrote the backup, or the store at `path`
 * @retval NAAST_BUSY another program has the store open
 * @retval NAAST_STOPPED `progress` returned non-zero
 * @since 0.1
 */
NAAST_API int naast_backup_restore(naast_store *store, const char *path, const naast_restore_spec *spec,
                                   naast_restored **out);

#ifdef __cplusplus
}
#endif
#endif
