/* backup_rotate.c: which managed backups give way to a new one: those beyond the newest that hold nothing of their own.
 */
#include "naast-backup.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/hash.h"
#include "base/values/ids.h"
#include "engine/engine.h"
#include "engine/sqlite/files.h"
#include "exchange/backup/backup.h"
#include "store/handle/handle.h"
#include "store/record/journal.h"

#include <string.h>
#include <unistd.h>

/* Where a managed backup's journal ends, in the order of the folder: newest first. */
struct candidate {
    struct journal_head head;
    int ours, removed;
};

struct rotation {
    naast_store *store;
    naast_backup_made *made;
    naast_backups there;
    struct candidate *candidates; /* one for each of `there` */
    const char **removed, **stayed;
};

/* Whether the journal of the backup at path has that entry, and the backup verifies. Trouble with it is a no. */
static int holds(struct rotation *rotation, const char *path, int verify, const struct journal_head *head, int *out)
{
    static const struct engine_copying silently = {NULL, NULL};
    naast_store *store = rotation->store, *handle = NULL;
    uint8_t hash[HASH_BYTES];
    *out = 0;
    int status = backup_handle(store, NULL, &handle);
    if (status != 0)
        return status;
    status = backup_open(store, handle, path, NAAST_OPEN_READ_ONLY);
    if (status == NAAST_OLDER && !verify)
        status = 0;
    const int found = status == 0 ? journal_entry_hash(handle, head->seq, hash) : status;
    if (found == 1 && memcmp(hash, head->hash, HASH_BYTES) == 0)
        *out = !verify || (status = backup_verify(store, handle, &silently)) == 0;
    naast_store_free(handle);
    if (status == NAAST_NO_MEMORY || found == NAAST_NO_MEMORY)
        return env_no_memory(&store->env);
    env_clear_failure(&store->env);
    return 0;
}

/* The new one was verified just now. Of those that stay the newer ones are looked at: where a store was set back, or
 * went another way, each of its histories stays once. */
static int is_held(struct rotation *rotation, size_t k, int *out)
{
    const struct candidate *candidate = &rotation->candidates[k];
    int status = holds(rotation, rotation->made->backup->path, 0, &candidate->head, out);
    for (size_t other = 0; status == 0 && !*out && other < k; other++) {
        const struct candidate *newer = &rotation->candidates[other];
        if (newer->ours && !newer->removed && newer->head.seq >= candidate->head.seq)
            status = holds(rotation, rotation->there.items[other].path, 1, &candidate->head, out);
    }
    return status;
}

/* An old one that cannot be taken away stays: the backup is there all the same. */
static int take_away(struct rotation *rotation, size_t k)
{
    naast_backup_made *made = rotation->made;
    const naast_backup *backup = &rotation->there.items[k];
    int held = 0;
    int status = is_held(rotation, k, &held);
    if (status != 0)
        return status;
    rotation->candidates[k].removed = held && unlink(backup->path) == 0;
    if (rotation->candidates[k].removed)
        rotation->removed[made->removed_count++] = backup->name;
    else if (!held)
        rotation->stayed[made->stayed_count++] = backup->name;
    return 0;
}

static int take_all_away(struct rotation *rotation, const uint8_t uuid[UUID_BYTES], uint32_t keep)
{
    naast_store *store = rotation->store;
    uint32_t older = 0;
    int status = 0;
    for (size_t k = 0; status == 0 && k < rotation->there.count; k++) {
        struct candidate *candidate = &rotation->candidates[k];
        const char *path = rotation->there.items[k].path;
        if (strcmp(path, rotation->made->backup->path) != 0)
            status = backup_is_ours(store, path, uuid, &candidate->head, &candidate->ours);
        if (status == 0 && candidate->ours && ++older >= keep)
            status = take_away(rotation, k);
    }
    return status;
}

int backup_rotate(naast_store *store, const char *folder, const uint8_t uuid[UUID_BYTES], uint32_t keep,
                  naast_backup_made *made)
{
    struct env *env = &store->env;
    struct rotation rotation = {.store = store, .made = made};
    int status = backup_folder_read(env, folder, made, &rotation.there);
    if (status != 0)
        return status;
    const size_t room = rotation.there.count + 1;
    rotation.candidates = mem_zero(env, room, sizeof *rotation.candidates);
    made->removed = rotation.removed = result_alloc(env, made, room, sizeof *rotation.removed);
    made->stayed = rotation.stayed = result_alloc(env, made, room, sizeof *rotation.stayed);
    if (rotation.candidates == NULL || rotation.removed == NULL || rotation.stayed == NULL)
        status = NAAST_NO_MEMORY;
    if (status == 0)
        status = take_all_away(&rotation, uuid, keep);
    if (status == 0 && made->removed_count > 0)
        status = files_sync_folder(env, made->backup->path);
    mem_free(env, rotation.candidates);
    return status;
}
