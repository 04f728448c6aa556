/* restore_keep.c: what becomes of the store that is there: a managed backup; or, where it cannot be read or does not
 * verify, its files under another name. */
#include "naast-backup.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "exchange/backup/backup.h"
#include "exchange/backup/restore.h"
#include "store/handle/handle.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { NAME_BYTES_MORE = 16, ASIDE_MOST = 1000 };

static int fail_io(struct putting *putting, const char *path)
{
    return FAIL(&putting->store->env, MSG_STORE_IO, path, strerror(errno));
}

static int keep(struct putting *putting, const char *path)
{
    putting->result->kept = result_text(&putting->store->env, putting->result, path);
    return putting->result->kept != NULL ? 0 : NAAST_NO_MEMORY;
}

/* A name that nothing has: "store.db.aside-1", and so on. */
static int find_name(struct putting *putting, char out[PATH_MAX])
{
    for (int k = 1; k < ASIDE_MOST; k++) {
        if (snprintf(out, PATH_MAX, "%s.aside-%d", putting->path, k) >= PATH_MAX - NAME_BYTES_MORE)
            break;
        if (access(out, F_OK) != 0 && errno == ENOENT)
            return 0;
    }
    errno = ENAMETOOLONG;
    return fail_io(putting, putting->path);
}

int put_back_one_name(struct putting *putting, const struct stat *info)
{
    char aside[PATH_MAX];
    nlink_t names = info->st_nlink;
    for (int k = 1; k < ASIDE_MOST && names > 1; k++) {
        struct stat other;
        if (snprintf(aside, sizeof aside, "%s.aside-%d", putting->path, k) >= (int)sizeof aside)
            break;
        if (lstat(aside, &other) == 0 && other.st_dev == info->st_dev && other.st_ino == info->st_ino &&
            (putting->spec->dry_run || unlink(aside) == 0))
            names--;
    }
    return names <= 1;
}

/* A log that stays behind would be taken for that of the file that comes. */
static int move_beside(struct putting *putting, const char *aside, const char *ending)
{
    char from[PATH_MAX + NAME_BYTES_MORE], to[PATH_MAX + NAME_BYTES_MORE];
    snprintf(from, sizeof from, "%s%s", putting->path, ending);
    snprintf(to, sizeof to, "%s%s", aside, ending);
    return rename(from, to) == 0 || errno == ENOENT ? 0 : fail_io(putting, from);
}

/*
 * Its place is never empty: it has both names until the file that comes takes the first. What reads the log by its
 * index is of no use to anybody, and goes.
 */
static int put_aside(struct putting *putting)
{
    char aside[PATH_MAX], index[PATH_MAX + NAME_BYTES_MORE];
    int status = find_name(putting, aside);
    if (status == 0)
        status = move_beside(putting, aside, "-wal");
    if (status == 0)
        status = move_beside(putting, aside, "-journal");
    if (status != 0)
        return status;
    snprintf(index, sizeof index, "%s-shm", putting->path);
    (void)unlink(index);
    if (!putting->result->replaced)
        return 0;
    return link(putting->path, aside) == 0 ? keep(putting, aside) : fail_io(putting, aside);
}

static int back_up(struct putting *putting)
{
    naast_backup_spec spec = NAAST_BACKUP_SPEC_INIT;
    naast_backup_made *made = NULL;
    spec.progress = putting->spec->progress;
    spec.context = putting->spec->context;
    spec.keep = NAAST_BACKUP_KEEP_ALL; /* the backup that is put back does not give way to what it replaces */
    int status = naast_backup_make(putting->there, &spec, &made);
    if (status == 0)
        status = keep(putting, made->backup->path);
    else
        putting->store->env.failure = putting->there->env.failure;
    naast_free(made);
    return status;
}

int put_back_keep(struct putting *putting)
{
    if (putting->there == NULL)
        return put_aside(putting);
    int status = back_up(putting);
    if (status != NAAST_UNVERIFIED)
        return status;
    env_clear_failure(&putting->store->env);
    return put_aside(putting);
}
