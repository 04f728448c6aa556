/* checkup_files.c: the surroundings of a store: who may reach it, room, the log, what was left, backups. */
#include "naast-backup.h"
#include "naast-checkup.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/values/dates.h"
#include "exchange/backup/backup.h"
#include "exchange/checkup/checkup.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"

#include <dirent.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>

enum { MEGABYTE = 1000000, ROOM_LEAST = 100, LOG_MOST = 64, OTHERS = 077, OTHERS_WRITE = 022 };
static const naast_time week = INT64_C(7) * 86400 * 1000000;

struct number {
    char text[24];
};

static const char *put(struct number *number, int64_t value)
{
    // cppcheck-suppress ctuuninitvar // it is written here; only its size is asked
    snprintf(number->text, sizeof number->text, "%" PRId64, value);
    return number->text;
}

/* ---- who may reach it ---- */

static int check_mode(struct checkup *checkup, const char *path, int wrong, enum message message, int *found)
{
    struct stat info;
    char mode[8];
    if (lstat(path, &info) != 0 || (info.st_mode & (mode_t)wrong) == 0 || (info.st_mode & S_ISVTX) != 0)
        return 0;
    snprintf(mode, sizeof mode, "%03o", (unsigned)(info.st_mode & 0777));
    *found = 1;
    return SAY(checkup, "permissions", NAAST_SEVERITY_ATTENTION, path, message, path, mode);
}

static int check_permissions(struct checkup *checkup)
{
    char folder[PATH_MAX], backups[PATH_MAX] = "";
    const size_t len = (size_t)(strrchr(checkup->path, '/') - checkup->path);
    int found = 0;
    memcpy(folder, len > 0 ? checkup->path : "/", len > 0 ? len : 1);
    folder[len > 0 ? len : 1] = '\0';
    int status = check_mode(checkup, checkup->path, OTHERS, MSG_CHECKED_READABLE, &found);
    if (status == 0)
        status = check_mode(checkup, folder, OTHERS_WRITE, MSG_CHECKED_FOLDER_OPEN, &found);
    if (status == 0)
        status = backup_folder(&checkup->store->env, checkup->path, backups);
    if (status == 0)
        status = check_mode(checkup, backups, OTHERS, MSG_CHECKED_READABLE, &found);
    if (status == 0 && !found)
        status = SAY(checkup, "permissions", NAAST_SEVERITY_IN_ORDER, "", MSG_CHECKED_PRIVATE);
    return status;
}

/* ---- the disk ---- */

/* By the numbers that statfs(2) gives. */
static const char *network_name(const char *path)
{
    static const struct {
        unsigned long type;
        const char *name;
    } networks[] = {{0x6969, "NFS"},     {0x517b, "SMB"},      {0xff534d42, "CIFS"}, {0xfe534d42, "SMB2"},
                    {0x5346414f, "AFS"}, {0x00c36400, "Ceph"}, {0x01021997, "9P"}};
    struct statfs info;
    if (statfs(path, &info) != 0)
        return NULL;
    for (size_t k = 0; k < sizeof networks / sizeof networks[0]; k++)
        if (((unsigned long)info.f_type & 0xffffffff) == networks[k].type)
            return networks[k].name;
    return NULL;
}

static int check_disk(struct checkup *checkup)
{
    struct number room, size;
    struct statvfs disk;
    struct stat info;
    const char *network = network_name(checkup->path);
    if (network != NULL)
        return SAY(checkup, "disk", NAAST_SEVERITY_FAULT, "", MSG_CHECKED_NETWORK, network);
    if (statvfs(checkup->path, &disk) != 0 || stat(checkup->path, &info) != 0)
        return 0;
    const int64_t free = (int64_t)(disk.f_bavail * disk.f_frsize) / MEGABYTE;
    const int64_t taken = (int64_t)(info.st_size + MEGABYTE - 1) / MEGABYTE;
    const int little = free < ROOM_LEAST || free < 2 * taken;
    return SAY(checkup, "disk", little ? NAAST_SEVERITY_ATTENTION : NAAST_SEVERITY_IN_ORDER, "",
               little ? MSG_CHECKED_LITTLE_ROOM : MSG_CHECKED_ROOM, put(&room, free), put(&size, taken));
}

static int check_log(struct checkup *checkup)
{
    char path[PATH_MAX + 8];
    struct number size;
    struct stat info = {0};
    snprintf(path, sizeof path, "%s-wal", checkup->path);
    if (lstat(path, &info) != 0)
        info.st_size = 0;
    const int64_t taken = (int64_t)(info.st_size + MEGABYTE - 1) / MEGABYTE;
    return SAY(checkup, "log", taken > LOG_MOST ? NAAST_SEVERITY_ATTENTION : NAAST_SEVERITY_IN_ORDER, path,
               taken > LOG_MOST ? MSG_CHECKED_LOG_LARGE : MSG_CHECKED_LOG, put(&size, taken));
}

/* ---- what was left ---- */

/* "store.db.coming-1a2b3c4d", "store.db.aside-1": not the side files of those in turn. */
static enum message left_by(const char *name, const char *store)
{
    const size_t len = strlen(store);
    if (strncmp(name, store, len) != 0)
        return MSG_COUNT;
    if (strncmp(name + len, ".coming-", 8) == 0 && strchr(name + len + 8, '-') == NULL)
        return MSG_CHECKED_LEFT;
    return strncmp(name + len, ".aside-", 7) == 0 && strchr(name + len + 7, '-') == NULL ? MSG_CHECKED_ASIDE
                                                                                         : MSG_COUNT;
}

static int check_left(struct checkup *checkup)
{
    enum { TOLD_MOST = 10 };
    char folder[PATH_MAX];
    const char *name = strrchr(checkup->path, '/') + 1;
    int status = 0, found = 0;
    snprintf(folder, sizeof folder, "%.*s", (int)(name - checkup->path), checkup->path);
    DIR *directory = opendir(folder);
    if (directory == NULL)
        return 0;
    for (const struct dirent *entry; status == 0 && found < TOLD_MOST && (entry = readdir(directory)) != NULL;) {
        const enum message message = left_by(entry->d_name, name);
        char path[PATH_MAX + 256];
        if (message == MSG_COUNT)
            continue;
        snprintf(path, sizeof path, "%s%s", folder, entry->d_name);
        status = SAY(checkup, "leftovers", NAAST_SEVERITY_ATTENTION, path, message, entry->d_name);
        found++;
    }
    closedir(directory);
    return status == 0 && found == 0 ? SAY(checkup, "leftovers", NAAST_SEVERITY_IN_ORDER, "", MSG_CHECKED_TIDY)
                                     : status;
}

/* ---- backups ---- */

static int say_newest(struct checkup *checkup, const naast_backup *newest, int64_t head, const char *folder)
{
    struct number to, of;
    char day[11];
    const int old = env_now(&checkup->store->env) - newest->at > week && newest->seq != head;
    date_format(naast_date_of(newest->at), day);
    return SAY(checkup, "backup", old ? NAAST_SEVERITY_ATTENTION : NAAST_SEVERITY_IN_ORDER, folder,
               old ? MSG_CHECKED_BACKUP_OLD : MSG_CHECKED_BACKUP, day, put(&to, newest->seq), put(&of, head));
}

/* How old the store is: its first entry. 0 where it cannot be asked. */
static naast_time began(naast_store *store)
{
    int64_t at = 0;
    if (store->engine == NULL || sql_int(store, &at, "SELECT at FROM naast_journal WHERE seq = 1", "") != 0)
        env_clear_failure(&store->env);
    return at;
}

static int check_backup(struct checkup *checkup)
{
    naast_store *store = checkup->store;
    struct journal_head head = {0};
    naast_backups *list = NULL;
    int status = naast_backup_list(store, checkup->path, &list);
    if (status != 0)
        return status;
    if (store->engine != NULL && journal_head_read(store, &head) != 0)
        env_clear_failure(&store->env);
    const int young = env_now(&store->env) - began(store) <= week;
    if (list->count > 0)
        status = say_newest(checkup, &list->items[0], head.seq, list->folder);
    else
        status = SAY(checkup, "backup", young ? NAAST_SEVERITY_IN_ORDER : NAAST_SEVERITY_ATTENTION, list->folder,
                     young ? MSG_CHECKED_BACKUP_YOUNG : MSG_CHECKED_BACKUP_NONE);
    naast_free(list);
    return status;
}

int checkup_files(struct checkup *checkup)
{
    int status = check_permissions(checkup);
    if (status == 0)
        status = check_disk(checkup);
    if (status == 0)
        status = check_log(checkup);
    if (status == 0)
        status = check_left(checkup);
    return status == 0 ? check_backup(checkup) : status;
}
