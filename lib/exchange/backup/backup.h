/* backup.h: backups among each other: their names, their folder, and a store's copy looked at through a handle of its
 * own. */
#ifndef EXCHANGE_BACKUP_BACKUP_H
#define EXCHANGE_BACKUP_BACKUP_H

#include "naast-backup.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/values/ids.h"

#include <limits.h>
#include <stdint.h>

struct engine_copying;
struct env;
struct journal_head;

enum { BACKUP_NAME = 48, BACKUPS_USUALLY = 10 };

/* Whether the handle has a store that naast makes backups of: in a file, and its own. Returns 0 or NAAST_INVALID. */
int backup_check_store(naast_store *store);

/* "2026-11-25T120000Z-812.db" */
void backup_name(naast_time at, int64_t seq, char out[BACKUP_NAME]);
/* 1 and what the name says (in backup's seq and at), or 0: naast did not make that. */
int backup_name_read(const char *name, naast_backup *backup);

/* The folder beside the store at path. Returns 0 or NAAST_IO (too long). */
int backup_folder(struct env *env, const char *path, char out[PATH_MAX]);
/* Makes it where it is not there; it must be a folder and no link to one. */
int backup_folder_make(struct env *env, const char *folder);
/* Its managed backups, newest first, into result. A folder that is not there has none. */
int backup_folder_read(struct env *env, const char *folder, void *result, naast_backups *out);
/* What was left there by who was killed while making one goes. */
void backup_folder_clear(const char *folder);

/* Ends a read, and keeps the failure that there is; the read's own status where there is none. */
int backup_end_read(naast_store *store, int status);

/* A handle as this one, but for the folder of its witness. NULL: of what it opens none is kept. */
int backup_handle(naast_store *store, const char *witness, naast_store **out);
/* Opens it with the handle; a failure is reported through `store`. 0, NAAST_OLDER with the store open too, or a status.
 */
int backup_open(naast_store *store, naast_store *handle, const char *path, naast_open_mode mode);
/* Whether the store that the handle has verifies; of an earlier schema: whether its file is whole. Failures as above.
 */
int backup_verify(naast_store *store, naast_store *handle, const struct engine_copying *told);
/* The head of the store at path, which is opened for it; told: and verified. */
int backup_read_head(naast_store *store, const char *path, const struct engine_copying *told,
                     struct journal_head *head);
/* Whether what is at path is a backup of the store of that uuid; what cannot be read is not ours to take away. Returns
 * 0 or NAAST_NO_MEMORY. */
int backup_is_ours(naast_store *store, const char *path, const uint8_t uuid[UUID_BYTES], struct journal_head *head,
                   int *out);

/*
 * So many of the folder's managed backups of the store of that uuid stay, the newest, that of `made` among them; the
 * others give way. But what gives way is in one that stays, to its last entry: what only an older backup holds is not
 * to be had anywhere else. Names of what went and of what stayed for that go into `made`.
 */
int backup_rotate(naast_store *store, const char *folder, const uint8_t uuid[UUID_BYTES], uint32_t keep,
                  naast_backup_made *made);

#endif
