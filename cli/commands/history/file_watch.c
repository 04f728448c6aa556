/* file_watch.c: waits for writes to a store by the kernel's notices about its folder. */
#include "commands/history/file_watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "base/signals.h"
#include "term/message.h"
#include "words/words.h"

/*
 * The kernel reports when the log is written; what was written is there for others a moment later, when the log's index
 * says so, of which it reports nothing. So after a notice files and index are looked at again, soon and then less and
 * less often; and at the slowest pace always, for network file systems, where it reports nothing at all.
 */
enum { LOOK_SOON = 10, LOOK_EVERY = 2000 };

static void look(const struct changes *changes, struct file_state *out)
{
    const char *paths[] = {changes->path, changes->log};
    struct stat info;
    memset(out, 0, sizeof *out);
    for (int i = 0; i < 2; i++) {
        if (stat(paths[i], &info) != 0)
            continue;
        out->files[3 * i] = (int64_t)info.st_ino;
        out->files[3 * i + 1] = info.st_size;
        out->files[3 * i + 2] = (int64_t)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
    }
    int index = open(changes->index, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (index < 0)
        return;
    if (read(index, out->index, sizeof out->index) < 0)
        memset(out->index, 0, sizeof out->index);
    close(index);
}

int changes_begin(struct cli *cli, const char *path, struct changes *out)
{
    const char *slash = strrchr(path, '/');
    const char *folder = slash == NULL ? "." : slash == path ? "/" : cli_printf(cli, "%.*s", (int)(slash - path), path);
    *out = (struct changes){.cli = cli, .path = path, .name = slash == NULL ? path : slash + 1};
    out->log = cli_printf(cli, "%s-wal", path);
    out->index = cli_printf(cli, "%s-shm", path);
    out->pause = LOOK_EVERY;
    interrupt_watch();
    out->notices = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (out->notices < 0 || inotify_add_watch(out->notices, folder, IN_MODIFY | IN_MOVED_TO) < 0) {
        int error = errno;
        changes_end(out);
        return cli_failed(cli, error == ENOENT || error == ENOTDIR ? NAAST_NOT_FOUND : NAAST_IO, W_WATCH_CANNOT,
                          strerror(error));
    }
    look(out, &out->seen);
    return NAAST_OK;
}

void changes_end(struct changes *changes)
{
    if (changes->notices >= 0)
        close(changes->notices);
    changes->notices = -1;
}

/* Whether one of the notices is of the file or its log; the others in the folder are none of ours. */
static bool take_notices(struct changes *changes)
{
    union {
        struct inotify_event event;
        char bytes[4096];
    } buffer;
    bool ours = false;
    ssize_t len;
    while ((len = read(changes->notices, &buffer, sizeof buffer)) > 0) {
        for (ssize_t at = 0; at < len;) {
            struct inotify_event event;
            memcpy(&event, buffer.bytes + at, sizeof event);
            const char *name = event.len > 0 ? buffer.bytes + at + sizeof event : "";
            size_t length = strlen(changes->name);
            ours = ours || (event.mask & IN_Q_OVERFLOW) != 0 ||
                   (strncmp(name, changes->name, length) == 0 &&
                    (name[length] == '\0' || strcmp(name + length, "-wal") == 0));
            at += (ssize_t)(sizeof event + event.len);
        }
    }
    return ours;
}

/* Keeps how it is now, before anybody reads: what changes while they do is seen the next time. */
static bool changed(struct changes *changes)
{
    struct file_state now;
    look(changes, &now);
    bool differs = memcmp(&now, &changes->seen, sizeof now) != 0;
    changes->seen = now;
    return differs;
}

/* Nothing was noticed for as long as that. */
static bool look_again(struct changes *changes)
{
    changes->pause = changes->pause * 2 < LOOK_EVERY ? changes->pause * 2 : LOOK_EVERY;
    return changed(changes);
}

bool changes_wait(struct changes *changes, int milliseconds)
{
    struct pollfd watched[] = {{.fd = changes->notices, .events = POLLIN},
                               {.fd = fileno(changes->cli->out), .events = 0}};
    while (!interrupted()) {
        int came = poll(watched, 2, milliseconds > 0 ? milliseconds : changes->pause);
        if (came < 0 && errno != EINTR)
            return false;
        if (came > 0 && (watched[1].revents & (POLLERR | POLLNVAL)) != 0)
            return false;
        if (came > 0 && take_notices(changes)) {
            changes->pause = LOOK_SOON;
            (void)changed(changes);
            return true;
        }
        if (came == 0 && (look_again(changes) || milliseconds > 0))
            return true;
    }
    return false;
}
