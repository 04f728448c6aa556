/* queue.c: the writers' queue: a lock on a file beside the store, of the kind that belongs to the open file (OFD), not
 * the process. */
#include "engine/sqlite/queue.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct write_queue {
    struct env *env;
    int file; /* -1: not opened yet */
    int ours; /* it is our turn */
    char path[];
};

/*
 * The kernel keeps the line of those who wait, but has no wait with a deadline. So who has to wait lets a thread do it,
 * which is cancelled at the deadline: no signal handler of the program is touched, and nothing is polled.
 */
struct turn {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int file;
    int came;
};

/*
 * Two bytes of the file. Who wants to write takes the door, then the turn, then lets go of the door. So only one at a
 * time is after the turn, and who just had it cannot take it again from under those who are being woken.
 */
enum { DOOR = 0, TURN = 1 };

static int lock(int file, int command, short type, off_t byte)
{
    struct flock one = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
    return fcntl(file, command, &one);
}

/* command: F_OFD_SETLKW to wait. Returns 0, or -1 with errno; then it may hold the door. */
static int take_turn(int file, int command)
{
    if (lock(file, command, F_WRLCK, DOOR) != 0 || lock(file, command, F_WRLCK, TURN) != 0)
        return -1;
    return lock(file, F_OFD_SETLK, F_UNLCK, DOOR);
}

static void let_go(int file)
{
    lock(file, F_OFD_SETLK, F_UNLCK, DOOR);
    lock(file, F_OFD_SETLK, F_UNLCK, TURN);
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
    memcpy(queue->path, path, len);
    memcpy(queue->path + len, ending, sizeof ending);
    *out = queue;
    return 0;
}

void queue_free(struct write_queue *queue)
{
    if (queue == NULL)
        return;
    if (queue->file >= 0)
        close(queue->file); /* and with it the lock */
    mem_free(queue->env, queue);
}

/* Cancelled while it waits in the kernel, and nowhere else: there it holds nothing but, perhaps, the lock. */
static void *wait_for_turn(void *argument)
{
    struct turn *turn = argument;
    int previous, result;
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &previous);
    do
        result = take_turn(turn->file, F_OFD_SETLKW);
    while (result == -1 && errno == EINTR);
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &previous);
    pthread_mutex_lock(&turn->mutex);
    turn->came = result == 0 ? 1 : -1;
    pthread_cond_signal(&turn->changed);
    pthread_mutex_unlock(&turn->mutex);
    return NULL;
}

/* Signals go to the program's own threads. */
static int start_thread(pthread_t *thread, struct turn *turn)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int result = pthread_create(thread, NULL, wait_for_turn, turn);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return result;
}

static void wait_until(struct turn *turn, int64_t deadline)
{
    const struct timespec end = {.tv_sec = deadline / 1000000, .tv_nsec = deadline % 1000000 * 1000};
    int result = 0;
    pthread_mutex_lock(&turn->mutex);
    while (!turn->came && result == 0)
        result = pthread_cond_timedwait(&turn->changed, &turn->mutex, &end);
    pthread_mutex_unlock(&turn->mutex);
}

static int init_turn(struct turn *turn, int file)
{
    pthread_condattr_t attributes;
    *turn = (struct turn){.file = file};
    if (pthread_condattr_init(&attributes) != 0)
        return -1;
    int result = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    if (result == 0)
        result = pthread_cond_init(&turn->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    if (result == 0 && pthread_mutex_init(&turn->mutex, NULL) != 0) {
        pthread_cond_destroy(&turn->changed);
        result = -1;
    }
    return result;
}

static void wait_in_line(struct write_queue *queue, int64_t deadline)
{
    struct turn turn;
    pthread_t thread;
    if (init_turn(&turn, queue->file) != 0)
        return;
    if (start_thread(&thread, &turn) == 0) {
        wait_until(&turn, deadline);
        pthread_cancel(thread); /* does nothing to one that is done */
        pthread_join(thread, NULL);
        queue->ours = turn.came == 1;
    }
    pthread_mutex_destroy(&turn.mutex);
    pthread_cond_destroy(&turn.changed);
}

void queue_enter(struct write_queue *queue, int64_t deadline)
{
    if (queue->file < 0)
        queue->file = open(queue->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (queue->file < 0)
        return;
    if (take_turn(queue->file, F_OFD_SETLK) == 0)
        queue->ours = 1;
    else if (errno == EAGAIN || errno == EACCES)
        wait_in_line(queue, deadline);
    if (!queue->ours) /* the door, perhaps; or the turn, when it came in the very moment of the deadline */
        let_go(queue->file);
}

void queue_leave(struct write_queue *queue)
{
    if (queue == NULL || !queue->ours)
        return;
    lock(queue->file, F_OFD_SETLK, F_UNLCK, TURN);
    queue->ours = 0;
}
