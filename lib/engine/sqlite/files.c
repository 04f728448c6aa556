/* files.c: a store among the files of its folder: found, made durable, taken away. */
#include "engine/sqlite/files.h"

#include "base/env/env.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fail_at(struct env *env, const char *path, int error)
{
    return FAIL(env, MSG_STORE_IO, path, strerror(error));
}

int files_find(struct env *env, const char *path, enum message missing, char out[PATH_MAX])
{
    char directory[PATH_MAX], found[PATH_MAX];
    const char *slash = path != NULL ? strrchr(path, '/') : NULL;
    const size_t len = slash != NULL ? (size_t)(slash - path) + 1 : 0;
    if (path == NULL || *path == '\0')
        return FAIL(env, MSG_TEXT_MISSING, message_text(env, MSG_PATH));
    if (len >= sizeof directory)
        return fail_at(env, path, ENAMETOOLONG);
    memcpy(directory, path, len);
    memcpy(directory + len, len > 0 ? "" : ".", len > 0 ? 1 : 2);
    if (realpath(directory, found) == NULL)
        return errno == ENOENT || errno == ENOTDIR ? FAIL(env, missing, path) : fail_at(env, path, errno);
    const char *name = path + len;
    const int written =
        snprintf(out, PATH_MAX, "%s%s%s", found, *name == '\0' || strcmp(found, "/") == 0 ? "" : "/", name);
    return written < PATH_MAX ? 0 : fail_at(env, path, ENAMETOOLONG);
}

/* The first byte: engines lock others. */
static int hold(int file)
{
    struct flock first = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
    return fcntl(file, F_OFD_SETLK, &first);
}

int files_come(struct env *env, const char *path, struct file_coming *out)
{
    uint32_t unlike = 0;
    struct file_coming coming = {.file = -1};
    int status = env_random(env, &unlike, sizeof unlike);
    if (status != 0)
        return status;
    if (snprintf(coming.path, sizeof coming.path, "%s.coming-%08x", path, unlike) >= (int)sizeof coming.path)
        return fail_at(env, path, ENAMETOOLONG);
    coming.file = open(coming.path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (coming.file < 0)
        return fail_at(env, coming.path, errno);
    (void)hold(coming.file); /* a file system without locks does without */
    *out = coming;
    return 0;
}

static void let_go(struct file_coming *coming)
{
    close(coming->file);
    coming->file = -1;
}

int files_named(struct env *env, struct file_coming *coming, const char *path, int over)
{
    int error = fsync(coming->file) != 0 ? errno : 0;
    if (error == 0 && renameat2(AT_FDCWD, coming->path, AT_FDCWD, path, over ? 0 : RENAME_NOREPLACE) != 0)
        error = errno;
    if (error != 0) {
        files_drop(coming);
        return error == EEXIST ? FAIL(env, MSG_STORE_EXISTS, path) : fail_at(env, path, error);
    }
    files_remove(coming->path); /* what stood beside it */
    let_go(coming);
    return files_sync_folder(env, path);
}

void files_drop(struct file_coming *coming)
{
    if (coming->file < 0)
        return;
    files_remove(coming->path);
    let_go(coming);
}

void files_drop_left(const char *path)
{
    const int file = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return;
    if (hold(file) == 0)
        files_remove(path);
    close(file);
}

int files_sync_folder(struct env *env, const char *path)
{
    char directory[PATH_MAX];
    const char *slash = strrchr(path, '/');
    const size_t len = slash == path ? 1 : (size_t)(slash - path);
    if (len >= sizeof directory)
        return fail_at(env, path, ENAMETOOLONG);
    memcpy(directory, path, len);
    directory[len] = '\0';
    const int file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int status = 0;
    if (file < 0 || (fsync(file) != 0 && errno != EINVAL)) /* some file systems cannot */
        status = fail_at(env, directory, errno);
    if (file >= 0)
        close(file);
    return status;
}

void files_remove(const char *path)
{
    static const char *const endings[] = {"", "-journal", "-wal", "-shm", "-queue"};
    for (size_t k = 0; k < sizeof endings / sizeof endings[0]; k++) {
        char name[PATH_MAX + 16];
        const size_t len = strlen(path);
        if (len > PATH_MAX)
            return;
        memcpy(name, path, len);
        memcpy(name + len, endings[k], strlen(endings[k]) + 1);
        (void)unlink(name);
    }
}
