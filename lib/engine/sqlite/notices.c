/* notices.c: the folder is watched, since the log beside the file comes and goes. */
#include "engine/sqlite/notices.h"

#include <limits.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

int notices_open(const char *path)
{
    char folder[PATH_MAX] = "/";
    const char *slash = strrchr(path, '/');
    const size_t len = slash != NULL ? (size_t)(slash - path) : sizeof folder;
    if (len >= sizeof folder)
        return -1;
    if (len > 0) {
        memcpy(folder, path, len);
        folder[len] = '\0';
    }
    const int file = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (file >= 0 && inotify_add_watch(file, folder, IN_MODIFY | IN_MOVED_TO) < 0) {
        close(file);
        return -1;
    }
    return file;
}

static int is_of(const char *name, const char *path)
{
    const char *slash = strrchr(path, '/'), *own = slash != NULL ? slash + 1 : path;
    const size_t len = strlen(own);
    return strncmp(name, own, len) == 0 && (name[len] == '\0' || strcmp(name + len, "-wal") == 0);
}

int notices_take(int file, const char *path)
{
    union {
        struct inotify_event event;
        char bytes[4096];
    } buffer;
    int ours = 0;
    ssize_t len;
    while ((len = read(file, &buffer, sizeof buffer)) > 0) {
        for (ssize_t at = 0; at < len;) {
            struct inotify_event event;
            memcpy(&event, buffer.bytes + at, sizeof event);
            const char *name = event.len > 0 ? buffer.bytes + at + sizeof event : "";
            ours |= (event.mask & IN_Q_OVERFLOW) != 0 || is_of(name, path);
            at += (ssize_t)(sizeof event + event.len);
        }
    }
    return ours;
}
