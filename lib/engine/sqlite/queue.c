/* queue.c: the writers' queue: a lock on a file beside the store, of the kind that belongs to the open file (OFD), not
 * the process. */
#include "engine/sqlite/queue.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct write_queue {
    struct env *env;
    int file;             /* -1: not opened yet */
    int ours;             /* it is our turn */
    const uint32_t *bell; /* the first word of the file, mapped; never read from here; NULL: it could not be */
    char path[];
};

/*
 * Two things of the file are locked. Byte 0 is the turn: one writer has it. Who finds it taken takes a ticket, the byte
 * whose number is the microsecond that it is then, on a clock that all processes of a machine share; whose ticket is
 * the lowest tries for the turn. So the line is in the order in which they came, and who just had the turn cannot take
 * it again in front of those who wait. The kernel lets go of the locks of whoever dies.
 *
 * The kernel has no wait for a lock with a deadline, and a library starts no thread and sets no timer for one. It has a
 * wait for a word in memory to change (a futex), also in a file that several processes have mapped. So the first word
 * of the file is the bell: who leaves while others wait adds one to it and wakes them. Both go through system calls
 * alone, so that a file that somebody cuts short is an error to read and not a fault of the process. A ring can be
 * missed, and whoever dies does not ring: who waits looks again after an eighth of the time that it has waited as well,
 * a tenth of a millisecond at first, four at most.
 */
enum { TURN = 0, LOOK_SOONEST = 100, LOOK_LATEST = 4000 }; /* microseconds */

static int lock(int file, int command, short type, off_t byte)
{
    struct flock one = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
    return fcntl(file, command, &one);
}

/* Whether somebody else has a ticket below this one; 0 for all of them: whether anybody has one. */
static int has_others(int file, off_t ticket)
{
    struct flock below = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = TURN + 1};
    below.l_len = ticket == 0 ? 0 : ticket - below.l_start;
    return fcntl(file, F_OFD_GETLK, &below) == 0 && below.l_type != F_UNLCK;
}

/* 0: it is somebody else's; -1: there are no such locks here. */
static int take_turn(struct write_queue *queue, off_t ticket)
{
    if (has_others(queue->file, ticket))
        return 0;
    if (lock(queue->file, F_OFD_SETLK, F_WRLCK, TURN) == 0)
        return 1;
    return errno == EAGAIN || errno == EACCES ? 0 : -1;
}

/* Of those who come in the same microsecond each takes the next one. 0: none could be had. */
static off_t take_ticket(int file)
{
    enum { TRIES = 1000 };
    off_t ticket = (off_t)queue_clock() + TURN + 1;
    for (int k = 0; k < TRIES; k++, ticket++) {
        if (lock(file, F_OFD_SETLK, F_WRLCK, ticket) == 0)
            return ticket;
        if (errno != EAGAIN && errno != EACCES)
            return 0;
    }
    return 0;
}

int64_t queue_clock(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int queue_new(struct env *env, const char *path, struct write_queue **out)
{
    static const char ending[] = "-queue";
    const size_t len = strlen(path);
    struct write_queue *queue = mem_zero(env, 1, sizeof *queue + len + sizeof ending);
    if (queue == NULL)
        return NAAST_NO_MEMORY;
    queue->env = env;
    queue->file = -1;
    queue->bell = NULL;
    memcpy(queue->path, path, len);
    memcpy(queue->path + len, ending, sizeof ending);
    *out = queue;
    return 0;
}

void queue_free(struct write_queue *queue)
{
    if (queue == NULL)
        return;
    if (queue->bell != NULL)
        munmap((void *)(uintptr_t)queue->bell, sizeof *queue->bell);
    if (queue->file >= 0)
        close(queue->file); /* and with it the lock */
    mem_free(queue->env, queue);
}

/* ---- the bell ---- */

/* What it says now; 0 where nobody rang it yet. */
static uint32_t bell_read(int file)
{
    uint32_t count = 0;
    return pread(file, &count, sizeof count, 0) == (ssize_t)sizeof count ? count : 0;
}

/* Until it is rung, or that time has passed; `heard`: what it said before it was looked whose turn it is. */
static void bell_wait(const struct write_queue *queue, uint32_t heard, const struct timespec *most)
{
    if (queue->bell == NULL || (syscall(SYS_futex, queue->bell, FUTEX_WAIT, heard, most, NULL, 0) != 0 &&
                                errno != EAGAIN && errno != EINTR && errno != ETIMEDOUT))
        (void)nanosleep(most, NULL);
}

static void bell_open(struct write_queue *queue)
{
    const uint32_t nothing = 0;
    if (lseek(queue->file, 0, SEEK_END) < (off_t)sizeof nothing &&
        pwrite(queue->file, &nothing, sizeof nothing, 0) != (ssize_t)sizeof nothing)
        return;
    void *mapped = mmap(NULL, sizeof nothing, PROT_READ, MAP_SHARED, queue->file, 0);
    queue->bell = mapped != MAP_FAILED ? mapped : NULL;
}

/* ---- waiting ---- */

static void look_later(const struct write_queue *queue, uint32_t heard, int64_t waited, int64_t left)
{
    int64_t rest = waited / 8;
    rest = rest < LOOK_SOONEST ? LOOK_SOONEST : rest > LOOK_LATEST ? LOOK_LATEST : rest;
    rest = rest > left ? left : rest;
    const struct timespec pause = {.tv_sec = 0, .tv_nsec = (long)rest * 1000};
    bell_wait(queue, heard, &pause);
}

static void wait_in_line(struct write_queue *queue, int64_t deadline)
{
    const off_t ticket = take_ticket(queue->file);
    const int64_t began = queue_clock();
    int64_t now = began;
    int came = 0;
    while (ticket != 0 && now < deadline) {
        const uint32_t heard = bell_read(queue->file);
        if ((came = take_turn(queue, ticket)) != 0)
            break;
        now = queue_clock();
        if (now < deadline)
            look_later(queue, heard, now - began, deadline - now);
    }
    queue->ours = came == 1;
    if (ticket != 0)
        lock(queue->file, F_OFD_SETLK, F_UNLCK, ticket);
}

void queue_enter(struct write_queue *queue, int64_t deadline)
{
    if (queue->file < 0)
        queue->file = open(queue->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (queue->file < 0)
        return;
    if (queue->bell == NULL)
        bell_open(queue);
    const int came = take_turn(queue, 0);
    queue->ours = came == 1;
    if (came == 0)
        wait_in_line(queue, deadline);
}

void queue_leave(struct write_queue *queue)
{
    if (queue == NULL || !queue->ours)
        return;
    const int others = has_others(queue->file, 0);
    const uint32_t next = others ? bell_read(queue->file) + 1 : 0;
    if (others)
        (void)!pwrite(queue->file, &next, sizeof next, 0); /* else they look again by themselves */
    lock(queue->file, F_OFD_SETLK, F_UNLCK, TURN);
    queue->ours = 0;
    if (others && queue->bell != NULL)
        (void)syscall(SYS_futex, queue->bell, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}
