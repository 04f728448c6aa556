/* files.h: a store among the files of its folder: found, made durable, taken away. */
#ifndef ENGINE_SQLITE_FILES_H
#define ENGINE_SQLITE_FILES_H

#include "base/env/env.h"

#include <limits.h>

struct env;

/*
 * The path with every link in its directory followed, so that all handles on a file use one lock file. The file
 * itself is not looked at. A directory that is not there is `missing`. Returns 0, that, NAAST_INVALID (path NULL or "")
 * or NAAST_IO.
 */
int files_find(struct env *env, const char *path, enum message missing, char out[PATH_MAX]);

/*
 * Makes an empty file for us alone (0600) beside the one at path, under a name that nobody else takes: that name with
 * ".coming-" and eight digits behind it. Until files_named or files_drop it is held: others see that somebody is at it.
 * *file: the descriptor that holds it. Returns 0, NAAST_IO or NAAST_NO_MEMORY.
 */
struct file_coming {
    char path[PATH_MAX];
    int file; /* -1: none */
};
int files_come(struct env *env, const char *path, struct file_coming *out);
/*
 * It is whole: written to the disk, and named. over: one that has the name already goes; else that is NAAST_CONFLICT.
 * Nothing is held any more; on failure nothing is left of it.
 */
int files_named(struct env *env, struct file_coming *coming, const char *path, int over);
/* Removes it, with its side files. Harmless if there is none. */
void files_drop(struct file_coming *coming);
/* Takes away what somebody left at that path who was killed on the way; one that is held stays. */
void files_drop_left(const char *path);

/* Writes the folder that the file at path lies in to the disk. Returns 0 or NAAST_IO. */
int files_sync_folder(struct env *env, const char *path);
/* A store's file, and what its engine and its queue put beside it. */
void files_remove(const char *path);

#endif
