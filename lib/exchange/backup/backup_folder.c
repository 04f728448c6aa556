/* backup_folder.c: managed backups in their folder: named by time and entries, found by those names, and left alone
 * where they have another. */
#include "naast-backup.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/dates.h"
#include "domain/common/list.h"
#include "engine/sqlite/files.h"
#include "exchange/backup/backup.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { SECOND = 1000000, MOMENT = sizeof "2026-11-23T110000Z-" - 1 };

/* ---- names ---- */

void backup_name(naast_time at, int64_t seq, char out[BACKUP_NAME])
{
    char date[11];
    const naast_date day = naast_date_of(at);
    const int seconds = (int)((at - date_start(day)) / SECOND);
    date_format(day, date);
    snprintf(out, BACKUP_NAME, "%.10sT%02d%02d%02dZ-%" PRId64 ".db", date, seconds / 3600 % 24, seconds / 60 % 60,
             seconds % 60, seq);
}

/* What a name says is right when it is the name that says it. */
int backup_name_read(const char *name, naast_backup *backup)
{
    char moment[MOMENT + 1], again[BACKUP_NAME];
    struct date_scanned scanned;
    if (strlen(name) < MOMENT)
        return 0;
    memcpy(moment, name, MOMENT);
    moment[MOMENT] = '\0';
    if (date_scan(moment, "%Y-%m-%dT%H%M%SZ-", &scanned) != 0)
        return 0;
    const naast_time at = date_start(scanned.date) + (naast_time)scanned.seconds * SECOND;
    const int64_t seq = strtoll(name + MOMENT, NULL, 10);
    backup_name(at, seq, again);
    if (seq < 0 || strcmp(name, again) != 0)
        return 0;
    *backup = (naast_backup){.seq = seq, .at = at};
    return 1;
}

/* ---- the folder ---- */

int backup_folder(struct env *env, const char *path, char out[PATH_MAX])
{
    if (snprintf(out, PATH_MAX, "%s.backups", path) < PATH_MAX)
        return 0;
    return FAIL(env, MSG_STORE_IO, path, strerror(ENAMETOOLONG));
}

int backup_folder_make(struct env *env, const char *folder)
{
    struct stat info;
    if (mkdir(folder, 0700) == 0)
        return files_sync_folder(env, folder);
    if (errno != EEXIST || lstat(folder, &info) != 0)
        return FAIL(env, MSG_STORE_IO, folder, strerror(errno));
    return S_ISDIR(info.st_mode) ? 0 : FAIL(env, MSG_BACKUP_FOLDER, folder);
}

struct found {
    struct env *env;
    const char *folder;
    void *result;
    naast_backup *list;
    size_t count, capacity;
};

static int add(struct found *found, const char *name, const struct stat *info)
{
    naast_backup backup;
    char path[PATH_MAX];
    if (!S_ISREG(info->st_mode) || !backup_name_read(name, &backup) ||
        snprintf(path, sizeof path, "%s/%s", found->folder, name) >= (int)sizeof path)
        return 0;
    int status = mem_reserve(found->env, &found->list, &found->capacity, found->count + 1, sizeof *found->list);
    if (status != 0)
        return status;
    backup.bytes = info->st_size;
    backup.path = result_text(found->env, found->result, path);
    if (backup.path == NULL)
        return NAAST_NO_MEMORY;
    backup.name = strrchr(backup.path, '/') + 1;
    found->list[found->count++] = backup;
    return 0;
}

static int newest_first(const void *a, const void *b)
{
    const naast_backup *one = a, *other = b;
    if (one->at != other->at)
        return one->at < other->at ? 1 : -1;
    return (one->seq < other->seq) - (one->seq > other->seq);
}

/* The list moves into the result when it moves no more. */
static int keep_list(struct found *found, naast_backups *out)
{
    naast_backup *list = result_alloc(found->env, found->result, found->count + 1, sizeof *list);
    const char *folder = result_text(found->env, found->result, found->folder);
    if (list == NULL || folder == NULL)
        return NAAST_NO_MEMORY;
    if (found->count > 0) {
        memcpy(list, found->list, found->count * sizeof *list);
        qsort(list, found->count, sizeof *list, newest_first);
    }
    list_head_fill(out, list, found->count, sizeof *list);
    out->folder = folder;
    return 0;
}

int backup_folder_read(struct env *env, const char *folder, void *result, naast_backups *out)
{
    struct found found = {.env = env, .folder = folder, .result = result};
    struct stat info;
    DIR *directory = opendir(folder);
    int status = 0;
    if (directory == NULL && errno != ENOENT && errno != ENOTDIR)
        status = FAIL(env, MSG_STORE_IO, folder, strerror(errno));
    for (const struct dirent *entry; directory != NULL && status == 0 && (entry = readdir(directory)) != NULL;)
        if (fstatat(dirfd(directory), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0)
            status = add(&found, entry->d_name, &info);
    if (directory != NULL)
        closedir(directory);
    if (status == 0)
        status = keep_list(&found, out);
    mem_free(env, found.list);
    return status;
}

/* "2026-11-25T120000Z-812.db.coming-1a2b3c4d" */
static int is_left(const char *name)
{
    static const char coming[] = ".coming-";
    char before[BACKUP_NAME];
    naast_backup backup;
    const char *at = strstr(name, coming);
    const size_t len = at != NULL ? (size_t)(at - name) : sizeof before;
    if (len >= sizeof before || strspn(at + sizeof coming - 1, "0123456789abcdef") != 8 ||
        strlen(at + sizeof coming - 1) != 8)
        return 0;
    memcpy(before, name, len);
    before[len] = '\0';
    return backup_name_read(before, &backup);
}

void backup_folder_clear(const char *folder)
{
    char path[PATH_MAX];
    DIR *directory = opendir(folder);
    if (directory == NULL)
        return;
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;)
        if (is_left(entry->d_name) && snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < (int)sizeof path)
            files_drop_left(path);
    closedir(directory);
}

int backup_check_store(naast_store *store)
{
    if (store->engine == NULL)
        return FAIL(&store->env, MSG_STORE_CLOSED);
    if (store->attached)
        return FAIL(&store->env, MSG_BACKUP_ATTACHED);
    return store->path == NULL ? FAIL(&store->env, MSG_PAST_HANDLE) : 0;
}

int naast_backup_list(naast_store *store, const char *path, naast_backups **out)
{
    char found[PATH_MAX], folder[PATH_MAX];
    int status = call_begin(store, out != NULL);
    if (status == 0 && path == NULL)
        status = backup_check_store(store);
    if (status == 0)
        status = files_find(&store->env, path != NULL ? path : store->path, MSG_DIRECTORY_NOT_FOUND, found);
    if (status == 0)
        status = backup_folder(&store->env, found, folder);
    naast_backups *result = status == 0 ? result_new(&store->env, sizeof *result) : NULL;
    if (status == 0 && result == NULL)
        status = NAAST_NO_MEMORY;
    if (status == 0)
        status = backup_folder_read(&store->env, folder, result, result);
    if (status == 0)
        *out = result;
    else
        naast_free(result);
    return status;
}
