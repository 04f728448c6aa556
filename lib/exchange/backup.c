/* backup.c: a copy of the store, made while others go on, looked at when it is there, and named when it is right. */
#include "exchange/backup.h"

#include "base/memory.h"
#include "store/files.h"
#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- a handle for the copy ---- */

int backup_handle(naast_store *store, naast_store **out)
{
    naast_options options = NAAST_OPTIONS_INIT;
    options.language = store->env.language;
    options.actor = store->actor;
    options.busy_ms = store->busy_ms;
    options.allocator = store->env.allocator;
    options.clock = store->env.clock;
    options.random = store->env.random;
    const int status = naast_store_new(&options, out);
    return status == NAAST_NO_MEMORY ? env_no_memory(&store->env) : status;
}

/* What the handle said is what the caller's handle says. */
static int hand_over(naast_store *store, const naast_store *handle, int status)
{
    if (status != 0)
        store->env.failure = handle->env.failure;
    return status;
}

int backup_open(naast_store *store, naast_store *handle, const char *path, naast_open_mode mode)
{
    return hand_over(store, handle, naast_store_open(handle, path, mode));
}

static int end_read(naast_store *store, int status)
{
    if (status == 0)
        status = store->engine->ops->commit(store->engine);
    if (status == 0)
        return 0;
    const struct failure kept = store->env.failure;
    (void)store->engine->ops->rollback(store->engine);
    store->env.failure = kept;
    return status;
}

/* Of an earlier schema nothing but how the engine keeps it is as this version knows it. */
static int verify_older(naast_store *handle)
{
    static const char *const tables[] = {"naast_journal", "naast_body", "naast_head", "naast_deal", "naast_evidence"};
    char damage[160] = "";
    int status = handle->engine->ops->begin_read(handle->engine);
    for (size_t k = 0; status == 0 && *damage == '\0' && k < sizeof tables / sizeof tables[0]; k++)
        status = handle->engine->ops->find_damage(handle->engine, tables[k], damage, sizeof damage);
    if (status == 0 && *damage != '\0')
        status = FAIL(&handle->env, MSG_STORE_DAMAGED, handle->path, damage);
    return end_read(handle, status);
}

int backup_verify(naast_store *store, naast_store *handle, const struct engine_copying *told)
{
    naast_verify_spec spec = NAAST_VERIFY_SPEC_INIT;
    naast_verification *found = NULL;
    spec.progress = told->progress;
    spec.context = told->context;
    int status = handle->older ? verify_older(handle) : naast_store_verify(handle, &spec, &found);
    if (status == NAAST_UNVERIFIED)
        status = FAIL(&store->env, MSG_BACKUP_UNVERIFIED,
                      found != NULL && found->finding_count > 0 ? found->findings[0].text : handle->env.failure.text);
    else
        (void)hand_over(store, handle, status);
    naast_free(found);
    return status;
}

/* ---- making one ---- */

struct making {
    naast_store *store;
    const naast_backup_spec *spec;
    naast_time at;
    int managed;           /* it has a name of naast's giving, in this folder */
    char folder[PATH_MAX]; /* "": a file that was named */
    char path[PATH_MAX];
    struct journal_head head;
    struct engine_identity identity;
    struct file_coming coming;
    naast_backup_made *result;
};

static int is_folder(const char *path)
{
    struct stat info;
    const size_t len = strlen(path);
    return len > 0 && (path[len - 1] == '/' || (stat(path, &info) == 0 && S_ISDIR(info.st_mode)));
}

/* The name comes later: it tells how far the copy came. */
static int find_folder(struct making *making)
{
    naast_store *store = making->store;
    const char *path = making->spec->path;
    int status = 0;
    if (path == NULL) {
        status = backup_folder(&store->env, store->path, making->folder);
        if (status == 0)
            status = backup_folder_make(&store->env, making->folder);
    } else if (is_folder(path)) {
        if (realpath(path, making->folder) == NULL)
            status = errno == ENOENT || errno == ENOTDIR ? FAIL(&store->env, MSG_DIRECTORY_NOT_FOUND, path)
                                                         : FAIL(&store->env, MSG_STORE_IO, path, strerror(errno));
    } else {
        struct stat info;
        status = files_find(&store->env, path, MSG_DIRECTORY_NOT_FOUND, making->path);
        if (status == 0 && lstat(making->path, &info) == 0)
            status = FAIL(&store->env, MSG_STORE_EXISTS, path);
    }
    making->managed = status == 0 && *making->folder != '\0';
    return status;
}

static int take_name(struct making *making)
{
    char name[BACKUP_NAME];
    if (!making->managed)
        return 0;
    backup_name(making->at, making->head.seq, name);
    if (snprintf(making->path, sizeof making->path, "%s/%s", making->folder, name) >= (int)sizeof making->path)
        return FAIL(&making->store->env, MSG_STORE_IO, making->folder, strerror(ENAMETOOLONG));
    return 0;
}

/* One snapshot says how far it came, and is what is copied. An earlier schema is read all the same. */
static int copy(struct making *making)
{
    naast_store *store = making->store;
    const struct engine_ops *ops = store->engine->ops;
    const struct engine_copying copying = {making->spec->progress, making->spec->context};
    int status = ops->begin_read(store->engine);
    if (status != 0)
        return status;
    status = journal_head_read(store, &making->head);
    if (status == 0)
        status = ops->identify(store->engine, &making->identity);
    if (status == 0)
        status = take_name(making);
    if (status == 0)
        status = files_come(&store->env, making->path, &making->coming);
    if (status == 0)
        status = ops->copy(store->engine, making->coming.path, &copying);
    return end_read(store, status);
}

/* The head of the store at path, which is opened for it. */
static int read_copy(struct making *making, const char *path, int verify, struct journal_head *head)
{
    naast_store *store = making->store, *handle = NULL;
    const struct engine_copying told = {making->spec->progress, making->spec->context};
    int status = backup_handle(store, &handle);
    if (status != 0)
        return status;
    status = backup_open(store, handle, path, NAAST_READ_ONLY);
    if (status == 0 || status == NAAST_OLDER)
        status = verify ? backup_verify(store, handle, &told) : 0;
    if (status == 0)
        status = hand_over(store, handle, journal_head_read(handle, head));
    naast_store_free(handle);
    return status;
}

static int check_copy(struct making *making)
{
    struct journal_head head;
    int status = read_copy(making, making->coming.path, 1, &head);
    if (status == 0 && strcmp(head.text, making->head.text) != 0)
        status = FAIL(&making->store->env, MSG_BACKUP_UNVERIFIED, head.text);
    return status;
}

/* Whether what is at path is a backup of this very store; what cannot be read is not ours to take away. */
static int is_ours(struct making *making, const char *path, int *out)
{
    struct journal_head head;
    int status = read_copy(making, path, 0, &head);
    *out = status == 0 && memcmp(head.uuid, making->head.uuid, sizeof head.uuid) == 0;
    if (status == NAAST_NO_MEMORY)
        return status;
    env_clear_failure(&making->store->env);
    return 0;
}

/* A managed name that is taken, in the same second and with as many entries, is taken by the same. */
static int give_name(struct making *making)
{
    int over = 0;
    int status = making->managed ? is_ours(making, making->path, &over) : 0;
    return status == 0 ? files_named(&making->store->env, &making->coming, making->path, over) : status;
}

/* ---- those that give way ---- */

static int remove_older(struct making *making, const naast_backups *there, size_t keep)
{
    naast_backup_made *made = making->result;
    struct env *env = &making->store->env;
    const char **removed = result_alloc(env, made, there->count + 1, sizeof *removed);
    size_t older = 0;
    int status = 0;
    if (removed == NULL)
        return NAAST_NO_MEMORY;
    made->removed = removed;
    for (size_t k = 0; status == 0 && k < there->count; k++) {
        const naast_backup *backup = &there->backups[k];
        int ours = 0;
        if (strcmp(backup->path, making->path) != 0)
            status = is_ours(making, backup->path, &ours);
        if (ours && ++older >= keep && unlink(backup->path) == 0)
            removed[made->removed_count++] = backup->name;
    }
    return status == 0 && made->removed_count > 0 ? files_sync_folder(env, making->path) : status;
}

/* An old one that cannot be taken away stays: the backup is there all the same. */
static int give_way(struct making *making)
{
    naast_backups there;
    uint32_t keep = making->spec->keep;
    if (keep == 0 && making->spec->path == NULL)
        keep = BACKUPS_USUALLY;
    if (!making->managed || keep == 0)
        return 0;
    int status = backup_folder_read(&making->store->env, making->folder, making->result, &there);
    return status == 0 ? remove_older(making, &there, keep) : status;
}

static int present(struct making *making)
{
    struct env *env = &making->store->env;
    naast_backup *backup = &making->result->backup;
    struct stat info = {0};
    *backup = (naast_backup){.seq = making->head.seq, .at = making->at, .version = (int32_t)making->identity.version};
    memcpy(backup->head, making->head.text, sizeof backup->head);
    backup->path = result_text(env, making->result, making->path);
    if (backup->path == NULL)
        return NAAST_NO_MEMORY;
    backup->name = strrchr(backup->path, '/') + 1;
    if (stat(making->path, &info) == 0)
        backup->bytes = info.st_size;
    return 0;
}

static int make(struct making *making)
{
    int status = find_folder(making);
    if (status == 0 && making->managed)
        backup_folder_clear(making->folder);
    if (status == 0)
        status = copy(making);
    if (status == 0)
        status = check_copy(making);
    if (status == 0)
        status = give_name(making);
    if (status == 0)
        status = present(making);
    if (status == 0)
        status = give_way(making);
    files_drop(&making->coming);
    return status;
}

static int check_ready(naast_store *store, const naast_backup_spec *spec)
{
    if (spec != NULL && spec->size < sizeof *spec)
        return FAIL(&store->env, MSG_SPEC_SIZE);
    if (store->engine == NULL)
        return FAIL(&store->env, MSG_STORE_CLOSED);
    if (store->attached)
        return FAIL(&store->env, MSG_BACKUP_ATTACHED);
    return store->depth > 0 || store->reading > 0 ? FAIL(&store->env, MSG_IN_OPERATION) : 0;
}

int naast_backup_make(naast_store *store, const naast_backup_spec *spec, naast_backup_made **out)
{
    const naast_backup_spec usual = NAAST_BACKUP_SPEC_INIT;
    struct making making = {.store = store, .spec = spec != NULL ? spec : &usual, .coming.file = -1};
    env_clear_failure(&store->env);
    int status = check_ready(store, spec);
    if (status != 0)
        return status;
    making.at = env_now(&store->env);
    making.result = result_new(&store->env, sizeof *making.result);
    status = making.result != NULL ? make(&making) : NAAST_NO_MEMORY;
    if (status == 0)
        *out = making.result;
    else
        naast_free(making.result);
    return status;
}
