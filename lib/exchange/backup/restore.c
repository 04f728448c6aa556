/*
 * restore.c: a backup takes the store's place: a copy of it, verified and brought up to date, in one step.
 *
 * The file that is in place may be the only copy of the latest work, and it may be damaged, locked or of another store,
 * so nothing is done to it before its replacement is complete beside it: copied under a name that nobody takes,
 * migrated, verified, and erased again where somebody was erased since. Then the store that was there becomes a backup,
 * or gets another name where it cannot be one, and a single rename puts the new one in place. If the process is killed,
 * either the old or the new file has that place; a log of the old one is never left to be taken for that of the new.
 */
#include "exchange/backup/restore.h"

#include "naast-backup.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "engine/engine.h"
#include "engine/sqlite/files.h"
#include "engine/sqlite/queue.h"
#include "exchange/backup/backup.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/session/reading.h"
#include "store/session/store.h"
#include "store/session/transaction.h"
#include "store/session/witness.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int hand_over(struct putting *putting, const naast_store *handle, int status)
{
    if (status != 0)
        putting->store->env.failure = handle->env.failure;
    return status;
}

/* ---- which backup ---- */

/* "812", "latest": one of those beside the store. */
static int find_managed(struct putting *putting, const char *which)
{
    struct env *env = &putting->store->env;
    char folder[PATH_MAX];
    naast_backups list = {0};
    const int64_t seq = strtoll(which, NULL, 10);
    int status = backup_folder(env, putting->path, folder);
    if (status == 0)
        status = backup_folder_read(env, folder, putting->result, &list);
    if (status != 0)
        return status;
    for (size_t k = 0; k < list.count; k++) {
        if (strcmp(which, "latest") != 0 && list.items[k].seq != seq)
            continue;
        memcpy(putting->backup, list.items[k].path, strlen(list.items[k].path) + 1);
        return 0;
    }
    return FAIL(env, MSG_BACKUP_NONE, which, folder);
}

static int find_backup(struct putting *putting)
{
    struct env *env = &putting->store->env;
    const char *named = putting->spec->backup;
    struct stat one, other;
    int status = 0;
    if (named != NULL && *named != '\0' &&
        (strcmp(named, "latest") == 0 || strspn(named, "0123456789") == strlen(named)))
        status = find_managed(putting, named);
    else
        status = files_find(env, named, MSG_STORE_NOT_FOUND, putting->backup);
    if (status == 0 && lstat(putting->backup, &one) == 0 && lstat(putting->path, &other) == 0 &&
        one.st_dev == other.st_dev && one.st_ino == other.st_ino)
        status = FAIL(env, MSG_BACKUP_SAME, named);
    if (status != 0)
        return status;
    putting->result->backup = result_text(env, putting->result, putting->backup);
    return putting->result->backup != NULL ? 0 : NAAST_NO_MEMORY;
}

static int open_backup(struct putting *putting)
{
    int status = backup_handle(putting->store, NULL, &putting->from);
    if (status == 0)
        status = backup_open(putting->store, putting->from, putting->backup, NAAST_OPEN_READ_ONLY);
    if (status == NAAST_OLDER)
        status = 0;
    if (status == 0)
        status = hand_over(putting, putting->from, journal_head_read(putting->from, &putting->head));
    if (status != 0)
        return status;
    memcpy(putting->result->head, putting->head.text, sizeof putting->result->head);
    status = sql_int(putting->from, &putting->result->last, "SELECT at FROM naast_journal WHERE seq = ?1", "i",
                     putting->head.seq);
    return hand_over(putting, putting->from, status);
}

/* ---- the store that is there ---- */

static int is_unreadable(int status)
{
    return status == NAAST_FOREIGN || status == NAAST_UNVERIFIED || status == NAAST_FAILURE;
}

/* Also keeps how far it came, for when nobody else can write to it. */
static int check_same_store(struct putting *putting)
{
    int status = hand_over(putting, putting->there, journal_head_read(putting->there, &putting->met));
    if (status != 0)
        return status;
    return memcmp(putting->met.uuid, putting->head.uuid, sizeof putting->met.uuid) == 0
               ? 0
               : FAIL(&putting->store->env, MSG_BACKUP_OTHER, putting->backup);
}

static int open_there(struct putting *putting)
{
    struct env *env = &putting->store->env;
    struct stat info;
    if (lstat(putting->path, &info) != 0)
        return errno == ENOENT ? 0 : FAIL(env, MSG_STORE_IO, putting->path, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return FAIL(env, S_ISLNK(info.st_mode) ? MSG_STORE_LINK : MSG_STORE_FOREIGN, putting->path);
    if (info.st_nlink > 1 && !put_back_one_name(putting, &info))
        return FAIL(env, MSG_STORE_NAMES, putting->path);
    putting->result->replaced = 1;
    const struct witness *witness = putting->store->witness;
    int status = backup_handle(putting->store, witness != NULL ? witness->folder : NULL, &putting->there);
    if (status == 0)
        status = backup_open(putting->store, putting->there, putting->path,
                             putting->spec->dry_run ? NAAST_OPEN_READ_ONLY : NAAST_OPEN_READ_WRITE);
    if (status == 0 || status == NAAST_OLDER)
        status = check_same_store(putting);
    if (status == 0 && !putting->there->older)
        status = hand_over(putting, putting->there, naast_erasure_list(putting->there, &putting->erased));
    if (!is_unreadable(status))
        return status;
    naast_store_free(putting->there);
    putting->there = NULL;
    putting->result->unreadable = 1;
    env_clear_failure(env);
    return engine_sqlite_in_use(env, putting->path);
}

/* Writers wait behind it; who has it open and does not write is what seclusion looks for. */
static int seclude(struct putting *putting)
{
    naast_store *there = putting->there;
    struct journal_head head;
    if (there == NULL)
        return 0;
    if (there->queue != NULL)
        queue_enter(there->queue, queue_clock() + (int64_t)there->busy_ms * 1000);
    int status = there->engine->ops->seclude(there->engine);
    putting->secluded = status == 0;
    if (status == 0)
        status = journal_head_read(there, &head);
    if (status != 0)
        return hand_over(putting, there, status);
    /* What was looked at is no longer what is there. */
    return strcmp(head.text, putting->met.text) == 0 ? 0 : FAIL(&putting->store->env, MSG_STORE_BUSY, putting->path);
}

/* ---- the copy that comes ---- */

static int copy(struct putting *putting)
{
    naast_store *from = putting->from;
    const struct engine_ops *ops = from->engine->ops;
    const struct engine_copying copying = {putting->spec->progress, putting->spec->context};
    int status = files_come(&putting->store->env, putting->path, &putting->coming);
    if (status != 0)
        return status;
    status = hand_over(putting, from, ops->begin_read(from->engine));
    if (status == 0)
        status = hand_over(putting, from, ops->copy(from->engine, putting->coming.path, &copying));
    (void)ops->rollback(from->engine);
    return status;
}

/* What was erased where it goes does not come back with it. */
static int erase_again(struct putting *putting, naast_store *handle)
{
    naast_erasure *erasure = NULL;
    if (putting->erased == NULL || putting->erased->count == 0)
        return 0;
    int status = hand_over(putting, handle, naast_erasure_apply(handle, putting->erased, &erasure));
    if (erasure != NULL)
        putting->result->erased = erasure->rows;
    naast_free(erasure);
    return status;
}

/* Its log is on before it has its name: in that place it always was. */
static int ready(struct putting *putting, naast_store *handle)
{
    const struct engine_copying told = {putting->spec->progress, putting->spec->context};
    int status = backup_open(putting->store, handle, putting->coming.path, NAAST_OPEN_READ_WRITE);
    putting->result->migrated = status == NAAST_OLDER;
    if (status == NAAST_OLDER)
        status = hand_over(putting, handle, naast_store_migrate(handle));
    if (status == 0)
        status = backup_verify(putting->store, handle, &told);
    if (status == 0)
        status = erase_again(putting, handle);
    if (status == 0)
        status = hand_over(putting, handle, journal_head_read(handle, &putting->head));
    if (status == 0)
        status = hand_over(putting, handle, engine_sqlite_settle(handle->engine));
    return status;
}

static int prepare(struct putting *putting)
{
    naast_store *handle = NULL;
    int status = copy(putting);
    if (status == 0)
        status = backup_handle(putting->store, NULL, &handle);
    if (status == 0)
        status = ready(putting, handle);
    naast_store_free(handle); /* with which its log goes into the file */
    memcpy(putting->result->head, putting->head.text, sizeof putting->result->head);
    return status;
}

/* ---- in its place ---- */

static int open_it(struct putting *putting)
{
    naast_store *store = putting->store;
    int status = store_open(store, putting->path, NAAST_OPEN_READ_WRITE);
    if (status == 0 && store->witness != NULL) {
        status = read_begin(store);
        if (status == 0 && store->witness->name[0] != '\0')
            (void)witness_trust(store); /* one that cannot be written never undoes what was done */
        status = read_end(store, status);
    }
    return status;
}

static int replace(struct putting *putting)
{
    int status = prepare(putting);
    if (status == 0)
        status = seclude(putting);
    if (status == 0)
        status = put_back_keep(putting);
    if (status == 0)
        status = files_named(&putting->store->env, &putting->coming, putting->path, putting->result->replaced);
    if (status != 0)
        return status;
    putting->secluded = 0; /* what is secluded has no name any more */
    naast_store_free(putting->there);
    putting->there = NULL;
    return open_it(putting);
}

static int put_back(struct putting *putting)
{
    int status = files_find(&putting->store->env, putting->path_given, MSG_DIRECTORY_NOT_FOUND, putting->path);
    if (status == 0)
        status = find_backup(putting);
    if (status == 0)
        status = open_backup(putting);
    if (status == 0)
        status = open_there(putting);
    if (status == 0 && putting->there != NULL)
        status = put_back_lost(putting);
    if (status == 0 && !putting->spec->dry_run)
        status = replace(putting);
    return status;
}

static void release(struct putting *putting)
{
    const struct failure kept = putting->store->env.failure;
    if (putting->secluded)
        (void)engine_sqlite_settle(putting->there->engine);
    naast_store_free(putting->from);
    naast_store_free(putting->there);
    naast_free(putting->erased);
    files_drop(&putting->coming);
    putting->store->env.failure = kept;
}

int naast_backup_restore(naast_store *store, const char *path, const naast_restore_spec *spec, naast_restored **out)
{
    naast_restore_spec own;
    struct putting putting = {.store = store, .spec = &own, .path_given = path, .coming.file = -1};
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_restore_spec, &own, spec);
    if (status == 0 && store->engine != NULL)
        status = FAIL(&store->env, MSG_STORE_OPEN, store->path);
    if (status != 0)
        return status;
    putting.result = result_new(&store->env, sizeof *putting.result);
    if (putting.result == NULL)
        return NAAST_NO_MEMORY;
    putting.result->kept = putting.result->backup = "";
    putting.result->by_size = sizeof *putting.result->by;
    status = put_back(&putting);
    release(&putting);
    if (status == 0)
        *out = putting.result;
    else
        naast_free(putting.result);
    return status;
}
