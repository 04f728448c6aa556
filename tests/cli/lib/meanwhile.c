/*
 * meanwhile.c: somebody else, at the worst of moments. Preloaded into a command, it counts the locks that the command
 * lets go of while it has none that keeps others from writing: between any two transactions there is one. After the
 * one that MEANWHILE_AT names, the command in MEANWHILE_DO is run, and is over, before the first goes on.
 * MEANWHILE_SEEN is a file that is there afterwards if it came so far.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LOCKS = 64 };

/* What is locked for writing: the writers' queue, and what SQLite locks. */
static struct {
    int fd;
    off_t start, end;
} held[LOCKS];
static int holds, let_go;

static void forget(int fd, off_t start, off_t end)
{
    int left = 0;
    for (int k = 0; k < holds; k++)
        if (held[k].fd != fd || held[k].start >= end || held[k].end <= start)
            held[left++] = held[k];
    holds = left;
}

static void run(const char *command)
{
    const pid_t child = fork();
    if (child == 0) {
        unsetenv("LD_PRELOAD");
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    while (child > 0 && waitpid(child, NULL, 0) != child)
        continue;
}

static void note(int fd, const struct flock *lock)
{
    const char *at = getenv("MEANWHILE_AT"), *command = getenv("MEANWHILE_DO"), *seen = getenv("MEANWHILE_SEEN");
    const off_t end = lock->l_start + (lock->l_len > 0 ? lock->l_len : 1);
    forget(fd, lock->l_start, end);
    if (lock->l_type == F_WRLCK && holds < LOCKS) {
        held[holds].fd = fd;
        held[holds].start = lock->l_start;
        held[holds++].end = end;
    }
    if (lock->l_type != F_UNLCK || holds > 0 || at == NULL || command == NULL || ++let_go != atoi(at))
        return;
    run(command);
    const int file = seen != NULL ? creat(seen, 0600) : -1;
    if (file >= 0)
        close(file);
}

static int pass_on(const char *name, int fd, int cmd, void *argument)
{
    int (*next)(int, int, ...) = (int (*)(int, int, ...))dlsym(RTLD_NEXT, name);
    const int result = next(fd, cmd, argument);
    if (result == 0 && (cmd == F_SETLK || cmd == F_SETLKW || cmd == F_OFD_SETLK || cmd == F_OFD_SETLKW))
        note(fd, argument);
    return result;
}

#define PASS_ON(name)                                                                                                  \
    int name(int fd, int cmd, ...)                                                                                     \
    {                                                                                                                  \
        va_list list;                                                                                                  \
        va_start(list, cmd);                                                                                           \
        void *argument = va_arg(list, void *);                                                                         \
        va_end(list);                                                                                                  \
        return pass_on(#name, fd, cmd, argument);                                                                      \
    }

PASS_ON(fcntl)
PASS_ON(fcntl64)
