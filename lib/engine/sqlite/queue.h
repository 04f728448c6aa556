/*
 * queue.h: writers queue, so that none waits much longer than another. A courtesy and never what makes writing
 * right: the engine decides who writes, and where the lock file cannot be used writers go without it.
 */
#ifndef ENGINE_SQLITE_QUEUE_H
#define ENGINE_SQLITE_QUEUE_H

#include <stdint.h>

struct env;

struct write_queue;

/* The queue of the store at path; touches no file yet. *out: queue_free. Returns 0 or NAAST_NO_MEMORY. */
int queue_new(struct env *env, const char *path, struct write_queue **out);
void queue_free(struct write_queue *queue); /* leaves it; NULL is allowed */

/* Comes back when it is our turn, or at the deadline. */
void queue_enter(struct write_queue *queue, int64_t deadline);
void queue_leave(struct write_queue *queue); /* NULL, or not being in it, is allowed */

/* Microseconds on a clock that nobody sets, which deadlines are counted by. */
int64_t queue_clock(void);

#endif
