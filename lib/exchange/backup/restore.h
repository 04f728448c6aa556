/* restore.h: a backup on its way into the store's place. */
#ifndef EXCHANGE_BACKUP_RESTORE_H
#define EXCHANGE_BACKUP_RESTORE_H

#include "naast-backup.h"
#include "naast.h"

#include "engine/sqlite/files.h"
#include "store/record/journal.h"

#include <limits.h>
#include <sys/stat.h>

struct stat;

struct putting {
    naast_store *store; /* the caller's: no store until the end */
    const naast_restore_spec *spec;
    const char *path_given;
    char path[PATH_MAX];      /* where it goes */
    char backup[PATH_MAX];    /* where it comes from */
    naast_store *from;        /* the backup, read only */
    naast_store *there;       /* the store that is there; NULL: none, or one that cannot be read */
    naast_erasures *erased;   /* what was erased in it; NULL: nothing, or it is not known */
    int secluded;             /* nobody else has that open */
    struct journal_head head; /* of the backup */
    struct journal_head met;  /* of the store that is there, when it was looked at */
    struct file_coming coming;
    naast_restored *result;
};

/* What is in the store that is there and not in the backup, into the result. */
int put_back_lost(struct putting *putting);
/* Whether the file at its place has no other name. The one under which it is put aside, left by who was killed before
 * the copy took its place, is taken from it, unless it is only to be looked at. */
int put_back_one_name(struct putting *putting, const struct stat *info);
/* Keeps the present store, as a backup or under another name; afterwards its path has no side files. */
int put_back_keep(struct putting *putting);

#endif
