/*
 * naast-backup.h: copies of a store that are kept, and putting one of them in the store's place.
 *
 * Managed backups lie in a folder beside the store, "STORE.backups", and are named after when they were made and how
 * far the journal had come: "2026-11-25T120000Z-812.db". What has another name there is never touched.
 */
#ifndef NAAST_BACKUP_H
#define NAAST_BACKUP_H

#include "naast.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct naast_backup_spec {
    uint32_t size;
    /* A file that is not there yet; or a folder, where the backup gets a managed name; NULL: the folder beside the
     * store, which is made (0700) when it is not there. */
    const char *path;
    /* So many managed backups of this store stay in the folder, this one among them: the newest; and with them what
     * holds entries that none of those has. 0: 10 beside the store, all in another folder. Not of use with a file. */
    uint32_t keep;
    /* Told now and then how much of how much is done, first of copying, then of verifying; other than 0 stops it. NULL:
     * not told. */
    naast_progress *progress;
    void *context;
} naast_backup_spec;
#define NAAST_BACKUP_SPEC_INIT NAAST_SPEC_INIT(naast_backup_spec)

typedef struct naast_backup {
    const char *path;
    const char *name; /* the last part of it */
    int64_t seq;      /* entries of the journal that are in it */
    naast_time at;    /* when it was made; of one that is listed: in whole seconds */
    int64_t bytes;
    int32_t version;            /* of the schema, of one that was made; else 0 */
    char head[NAAST_HEAD_SIZE]; /* of one that was made: "SEQ:HASH"; of one that is listed: "" */
} naast_backup;

typedef struct naast_backups {
    const naast_backup *items; /* newest first */
    size_t count;
    uint32_t item_size;
    int more;         /* there are others after the last */
    const char *next; /* what a page takes as `after` for those; "" */
    const char *folder;
} naast_backups;

typedef struct naast_backup_made {
    naast_backup backup;
    const char *const *removed; /* names of managed backups that gave way */
    size_t removed_count;
    /* Names of those that would have given way and stayed, since they hold entries that no other backup that stays
     * has. Since 0.2. */
    const char *const *stayed;
    size_t stayed_count;
    /* Why it is not sure that all gave way that should have, in the handle's language; "": it is. Since 0.2. */
    const char *trouble;
} naast_backup_made;

/*
 * Copies the store as it is at this moment, while others read and write it, into one file (0600) that needs no other.
 * The copy is verified as naast_store_verify does, and must end where the store did; then it gets its name. On failure,
 * and for who is killed on the way, the backups that were there are as they were. Once the new one has its name, what
 * goes wrong while others give way is no failure: it is in `trouble`. After IO it may be there all the same: under its
 * name, which the disk would not confirm. A store that waits for naast_store_migrate can be backed up too: of it is
 * looked whether the file is whole. A store that its witness contradicts gives no backup, wherever it would go. *out:
 * free with naast_free. Returns OK, INVALID (attached), NOT_FOUND (the directory of the file), CONFLICT (the file is
 * there, and is left alone; inside an operation), UNVERIFIED (the copy does not verify: neither does the store, or the
 * disk does not keep what it is given; or the witness contradicts the store), STOPPED, BUSY, IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_backup_make(naast_store *store, const naast_backup_spec *spec, naast_backup_made **out);

/*
 * The managed backups of the store at path, by their names; none of them is opened. path: NULL for the open store. No
 * folder is no backups. *out: free with naast_free. Returns OK, INVALID (no store and no path), NOT_FOUND (directory),
 * IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_backup_list(naast_store *store, const char *path, naast_backups **out);

/* Whose work is in the store and not in the backup. */
typedef struct naast_discarded {
    const char *actor;
    int64_t operations;
} naast_discarded;

typedef struct naast_restore_spec {
    uint32_t size;
    const char *backup;       /* a file; "812": the newest managed backup with so many entries; "latest" */
    int dry_run;              /* everything but doing it */
    naast_progress *progress; /* as in naast_backup_spec */
    void *context;
} naast_restore_spec;
#define NAAST_RESTORE_SPEC_INIT NAAST_SPEC_INIT(naast_restore_spec)

typedef struct naast_restored {
    const char *backup;         /* its path */
    char head[NAAST_HEAD_SIZE]; /* of the store as it is afterwards; with `look`: of the backup */
    naast_time last;            /* when the last entry of the backup was written; 0: it has none */
    int migrated;               /* it had the schema of an earlier version, and was brought up to this one */
    int replaced;               /* there was a store in that place */
    int unreadable;             /* and it could not be read: what is in it that is not in the backup is not known */
    int64_t erased;            /* rows of the backup that were erased since in that store, and were again in this one */
    int64_t discarded;         /* operations of that store that are not in the backup */
    const naast_discarded *by; /* who did them, most first */
    size_t by_count;
    uint32_t by_size;
    const char *kept; /* where that store is kept: as a managed backup, or put aside as it was; "": nowhere */
} naast_restored;

/*
 * Puts a backup in the place of the store at path, or where there is none, and opens it. The backup is read only; a
 * copy of it is brought up to this schema where it must be, and verified as naast_store_verify does; the store that is
 * there is kept as a managed backup (one that cannot be read, does not verify or is contradicted by its witness is put
 * aside, file by file); then the copy takes its place in one step. Its witness is set to where its journal ends.
 * Whoever is killed on the way leaves the one or the other, whole. Nobody else may have the store open. *out: free with
 * naast_free. With `look` nothing is changed, and the handle has no store afterwards. Returns OK, INVALID (the handle
 * has a store; the backup is the store itself), NOT_FOUND (backup, directory), CONFLICT (a backup of another store),
 * UNVERIFIED (the backup does not verify), FOREIGN (it is no store), NEWER (it, or the store that is there), BUSY
 * (somebody has the store open), IO, NO_MEMORY. Since 0.1.
 */
NAAST_API int naast_backup_restore(naast_store *store, const char *path, const naast_restore_spec *spec,
                                   naast_restored **out);

#ifdef __cplusplus
}
#endif
#endif
