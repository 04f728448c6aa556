/* backup.c: a copy of the store, made while others go on, looked at when it is there, and named when it is right. */
#include "exchange/backup/backup.h"

#include "naast-backup.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "engine/engine.h"
#include "engine/sqlite/files.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/record/journal.h"
#include "store/session/witness.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
    naast_backup *backup; /* of the result */
    char *trouble;        /* of the result: room for a failure */
};

static int is_folder(const char *path)
{
    struct stat info;
    const size_t len = strlen(path);
    return len > 0 && (path[len - 1] == '/' || (stat(path, &info) == 0 && S_ISDIR(info.st_mode)));
}

/* The name comes later: it has the number of the copy's last entry. */
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
    return backup_end_read(store, status);
}

static int check_copy(struct making *making)
{
    struct journal_head head;
    const struct engine_copying told = {making->spec->progress, making->spec->context};
    int status = backup_read_head(making->store, making->coming.path, &told, &head);
    if (status == 0 && strcmp(head.text, making->head.text) != 0)
        status = FAIL(&making->store->env, MSG_BACKUP_UNVERIFIED, head.text);
    return status;
}

/* A managed name that is taken, in the same second and with as many entries, is taken by the same: by another history
 * of this store it is not, nor by what is not ours. */
static int is_the_same(struct making *making, int *out)
{
    struct journal_head head;
    int ours = 0;
    int status = backup_is_ours(making->store, making->path, making->head.uuid, &head, &ours);
    *out = ours && strcmp(head.text, making->head.text) == 0;
    return status;
}

static int give_name(struct making *making)
{
    int over = 0;
    int status = making->managed ? is_the_same(making, &over) : 0;
    return status == 0 ? files_named(&making->store->env, &making->coming, making->path, over) : status;
}

/* ---- those that give way ---- */

/* The backup is there by now: what goes wrong here is said beside it. */
static void give_way(struct making *making)
{
    struct env *env = &making->store->env;
    uint32_t keep = making->spec->keep;
    if (keep == 0 && making->spec->path == NULL)
        keep = BACKUPS_USUALLY;
    if (!making->managed || keep == 0 || keep == NAAST_BACKUP_KEEP_ALL)
        return;
    if (backup_rotate(making->store, making->folder, making->head.uuid, keep, making->result) != 0)
        memcpy(making->trouble, env->failure.text, sizeof env->failure.text);
    env_clear_failure(env);
}

/* Before it has its name: what takes memory, so that nothing can fail once it is there. */
static int present(struct making *making)
{
    struct env *env = &making->store->env;
    naast_backup *backup = result_alloc(env, making->result, 1, sizeof *backup);
    if (backup == NULL)
        return NAAST_NO_MEMORY;
    making->result->backup = making->backup = backup;
    *backup = (naast_backup){.seq = making->head.seq, .at = making->at, .schema = (int32_t)making->identity.version};
    memcpy(backup->head, making->head.text, sizeof backup->head);
    backup->path = result_text(env, making->result, making->path);
    making->result->trouble = making->trouble = result_alloc(env, making->result, sizeof env->failure.text, 1);
    if (backup->path == NULL || making->trouble == NULL)
        return NAAST_NO_MEMORY;
    *making->trouble = '\0';
    backup->name = strrchr(backup->path, '/') + 1;
    return 0;
}

static void measure(struct making *making)
{
    struct stat info;
    if (stat(making->path, &info) == 0)
        making->backup->bytes = info.st_size;
}

/* A copy of what its witness contradicts would verify, and push out those that hold what is gone. */
static int check_witness(naast_store *store)
{
    char said[FAILURE_TEXT_BYTES];
    int status = witness_meet(store);
    if (status != 0 || !witness_contradicts(store))
        return status;
    (void)witness_fail(store);
    memcpy(said, store->env.failure.text, sizeof said);
    return FAIL(&store->env, MSG_BACKUP_CONTRADICTED, said);
}

static int make(struct making *making)
{
    int status = check_witness(making->store);
    if (status == 0)
        status = find_folder(making);
    if (status == 0 && making->managed)
        backup_folder_clear(making->folder);
    if (status == 0)
        status = copy(making);
    if (status == 0)
        status = check_copy(making);
    if (status == 0)
        status = present(making);
    if (status == 0)
        status = give_name(making);
    if (status == 0) {
        measure(making);
        give_way(making);
    }
    files_drop(&making->coming);
    return status;
}

static int check_ready(naast_store *store)
{
    int status = backup_check_store(store);
    if (status != 0)
        return status;
    return store->depth > 0 || store->reading > 0 ? FAIL(&store->env, MSG_IN_OPERATION) : 0;
}

int naast_backup_make(naast_store *store, const naast_backup_spec *spec, naast_backup_made **out)
{
    naast_backup_spec own;
    struct making making = {.store = store, .spec = &own, .coming.file = -1};
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_backup_spec, &own, spec);
    if (status == 0)
        status = check_ready(store);
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
