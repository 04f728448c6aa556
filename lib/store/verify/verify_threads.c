/* verify_threads.c: the pieces are done, one after the other or by several threads, each with a connection of its own.
 */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "engine/engine.h"
#include "store/handle/handle.h"
#include "store/record/journal.h"
#include "store/session/reading.h"
#include "store/session/store.h"
#include "store/session/transaction.h"
#include "store/verify/verify.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { THREADS_MOST = 16, THREADS_USUAL = 4, ENTRIES_EACH = 5000, TRIES = 8 };

/* A thread, and its way to the store. */
struct worker {
    struct crew *crew;
    naast_store *store;
    pthread_t thread;
};

struct crew {
    struct verify_pace *pace;
    struct verify_piece *pieces;
    size_t count;
    atomic_size_t next;
    struct worker worker[THREADS_MOST];
    uint32_t workers;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    uint32_t working;
};

/* ---- one after the other ---- */

static int do_piece(naast_store *store, struct verify_piece *piece)
{
    piece->status = piece->run(store, piece);
    return piece->status;
}

static int do_alone(naast_store *store, struct verify_pace *pace, struct verify_piece *pieces, size_t count)
{
    int status = 0;
    pace->alone = 1;
    for (size_t k = 0; status == 0 && k < count; k++)
        status = do_piece(store, &pieces[k]);
    return status;
}

/* ---- together ---- */

/* A handle on the same file, of the C library's own memory: the caller's allocator need not allow several threads. */
static naast_store *open_beside(const naast_store *store)
{
    struct env env;
    if (env_init(&env, NULL) != 0)
        return NULL;
    env.language = store->env.language;
    naast_store *beside = mem_zero(&env, 1, sizeof *beside);
    if (beside == NULL)
        return NULL;
    beside->env = env;
    beside->busy_ms = store->busy_ms;
    if (store_open(beside, store->path, NAAST_OPEN_READ_ONLY) == 0 && read_begin(beside) == 0)
        return beside;
    store_close(beside);
    mem_free(&env, beside);
    return NULL;
}

static void close_beside(naast_store *beside)
{
    struct env env = beside->env;
    (void)read_end(beside, 0);
    store_close(beside);
    mem_free(&env, beside);
}

/* Whether both see the same journal; a writer may have come between the one and the other. */
static int same_snapshot(naast_store *store, naast_store *beside)
{
    struct journal_head ours, theirs;
    return journal_head_read(store, &ours) == 0 && journal_head_read(beside, &theirs) == 0 &&
           strcmp(ours.text, theirs.text) == 0;
}

static int is_callers_memory(const naast_store *store)
{
    struct env plain;
    return env_init(&plain, NULL) != 0 || store->env.allocator.resize != plain.allocator.resize;
}

/* How many are worth it, and possible. */
static uint32_t threads_wanted(const naast_store *store, const struct verify_pace *pace)
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    uint32_t wanted = pace->plan->threads;
    if (wanted == 0)
        wanted = processors > THREADS_USUAL ? THREADS_USUAL : processors > 0 ? (uint32_t)processors : 1;
    if (pace->plan->threads == 0 && pace->total < ENTRIES_EACH)
        wanted = 1;
    if (store->attached || store->depth > 0 || store->reading > 1 || is_callers_memory(store))
        wanted = 1;
    return wanted > THREADS_MOST ? THREADS_MOST : wanted;
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    struct crew *crew = worker->crew;
    size_t at;
    worker->store->engine->ops->heed(worker->store->engine, verify_asked_to_stop, crew->pace);
    while ((at = atomic_fetch_add(&crew->next, 1)) < crew->count)
        if (atomic_load(&crew->pace->stop) || do_piece(worker->store, &crew->pieces[at]) != 0)
            atomic_store(&crew->pace->stop, 1);
    worker->store->engine->ops->heed(worker->store->engine, NULL, NULL);
    pthread_mutex_lock(&crew->mutex);
    crew->working--;
    pthread_cond_signal(&crew->changed);
    pthread_mutex_unlock(&crew->mutex);
    return NULL;
}

/* The caller's own thread reports how far it is, ten times a second. */
static void wait_for_all(struct crew *crew)
{
    const struct verify_plan *plan = crew->pace->plan;
    pthread_mutex_lock(&crew->mutex);
    while (crew->working > 0) {
        struct timespec end;
        clock_gettime(CLOCK_REALTIME, &end);
        end.tv_nsec += 100000000;
        end.tv_sec += end.tv_nsec / 1000000000;
        end.tv_nsec %= 1000000000;
        (void)pthread_cond_timedwait(&crew->changed, &crew->mutex, &end);
        if (plan->progress == NULL)
            continue;
        pthread_mutex_unlock(&crew->mutex);
        if (plan->progress(plan->context, atomic_load(&crew->pace->done), crew->pace->total) != 0)
            atomic_store(&crew->pace->stop, 1);
        pthread_mutex_lock(&crew->mutex);
    }
    pthread_mutex_unlock(&crew->mutex);
}

/* Signals go to the program's own threads. Nobody is counted out before all are counted in. */
static void start_all(struct crew *crew)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_mutex_lock(&crew->mutex);
    for (uint32_t k = 0; k < crew->workers; k++) {
        crew->working++;
        if (pthread_create(&crew->worker[k].thread, NULL, work, &crew->worker[k]) != 0) {
            crew->working--;
            close_beside(crew->worker[k].store);
            crew->worker[k] = crew->worker[--crew->workers];
            k--;
        }
    }
    pthread_mutex_unlock(&crew->mutex);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* The first failure, by the order of the pieces, with its sentence; a piece that nobody came to was stopped. */
static int outcome(naast_store *store, const struct crew *crew)
{
    int status = 0;
    for (size_t k = 0; status == 0 && k < crew->count; k++)
        if (crew->pieces[k].status != 0 && crew->pieces[k].status != NAAST_STOPPED)
            status = crew->pieces[k].status;
    for (uint32_t k = 0; k < crew->workers; k++)
        if (status != 0 && crew->worker[k].store->env.failure.status == status)
            store->env.failure = crew->worker[k].store->env.failure;
    return status == 0 && atomic_load(&crew->pace->stop) ? NAAST_STOPPED : status;
}

static int do_together(naast_store *store, struct crew *crew)
{
    pthread_mutex_init(&crew->mutex, NULL);
    pthread_cond_init(&crew->changed, NULL);
    start_all(crew);
    wait_for_all(crew);
    for (uint32_t k = 0; k < crew->workers; k++)
        pthread_join(crew->worker[k].thread, NULL);
    const int none = crew->workers == 0;
    int status = none ? do_alone(store, crew->pace, crew->pieces, crew->count) : outcome(store, crew);
    for (uint32_t k = 0; k < crew->workers; k++)
        close_beside(crew->worker[k].store);
    pthread_cond_destroy(&crew->changed);
    pthread_mutex_destroy(&crew->mutex);
    return status;
}

/* Those who see what the caller's snapshot shows. */
static void hire(naast_store *store, struct crew *crew, uint32_t wanted)
{
    for (int tries = 0; crew->workers < wanted && tries < TRIES; tries++) {
        naast_store *beside = open_beside(store);
        if (beside == NULL)
            return;
        if (same_snapshot(store, beside))
            crew->worker[crew->workers++] = (struct worker){.crew = crew, .store = beside};
        else
            close_beside(beside);
    }
}

int verify_pieces(naast_store *store, struct verify_pace *pace, struct verify_piece *pieces, size_t count)
{
    const uint32_t wanted = threads_wanted(store, pace);
    struct crew crew = {.pace = pace, .pieces = pieces, .count = count};
    if (wanted > 1)
        hire(store, &crew, wanted);
    return crew.workers > 0 ? do_together(store, &crew) : do_alone(store, pace, pieces, count);
}
