/* test_store_queue.c: writers in line: who waits, how long, and what happens where there is no line to stand in. */
#include "fixtures/journal.h"
#include "base/env/env.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "engine/sqlite/queue.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/store.h"
#include "store/session/transaction.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

static struct fixture fixture, *const f = &fixture;
static naast_store *other;
static naast_store *volatile childs; /* so that a child which is killed has not lost it */

static void set_up(void)
{
    fixture_open(f);
    other = fixture_handle(f, NAAST_OPEN_READ_WRITE);
}

static void tear_down(void)
{
    naast_store_free(other);
    fixture_close(f);
}

static int write_actor(naast_store *store)
{
    const struct rec_value row[ACTOR_COLUMNS] = {[ACTOR_NAME] = rec_text("Bas")};
    int status = write_begin(store, OP_BATCH);
    if (status == 0)
        status = rec_insert(store, &table_actor, row, NULL);
    return write_end(store, status);
}

static int64_t actors(void) { return outsider_int(f, "SELECT count(*) - 1 FROM naast_actor"); }

/* Milliseconds that a write of the other handle took to say busy. */
static int64_t wait_for_busy(uint32_t busy_ms)
{
    other->busy_ms = busy_ms;
    const int64_t began = queue_clock();
    ck_assert_int_eq(write_actor(other), NAAST_BUSY);
    ck_assert_str_eq(naast_store_code(other), "store_busy");
    return (queue_clock() - began) / 1000;
}

static void lock_path(char path[128]) { snprintf(path, 128, "%s-queue", f->path); }

START_TEST(test_who_waits_in_line_is_told_busy_at_the_deadline)
{
    ok(write_begin(f->store, OP_BATCH)); /* holds the head of the line, in the same thread */
    const int64_t waited = wait_for_busy(150);
    ck_assert_int_ge(waited, 149);
    ck_assert_int_lt(waited, 1500);
    ok(write_end(f->store, 0));
    ck_assert_int_eq(write_actor(other), 0); /* and is out of the line again */
    ok(write_begin(f->store, OP_BATCH));
    ok(write_end(f->store, 0));
}
END_TEST

START_TEST(test_who_waits_at_the_engine_is_told_busy_at_the_deadline)
{
    ok(write_begin(f->store, OP_IMPORT));
    write_is_long(f->store); /* the line is free, the store is not */
    const int64_t waited = wait_for_busy(150);
    ck_assert_int_ge(waited, 100);
    ck_assert_int_lt(waited, 1500);
    ok(write_end(f->store, 0));
    ck_assert_int_eq(write_actor(other), 0);
}
END_TEST

static void *write_in_thread(void *result)
{
    *(int *)result = write_actor(other);
    return NULL;
}

START_TEST(test_a_wait_that_ends_in_time_writes)
{
    int result = -1;
    pthread_t thread;
    ok(write_begin(f->store, OP_BATCH));
    ck_assert_int_eq(pthread_create(&thread, NULL, write_in_thread, &result), 0);
    usleep(100000);
    ck_assert_int_eq(actors(), 0);
    ok(write_end(f->store, 0));
    ck_assert_int_eq(pthread_join(thread, NULL), 0);
    ck_assert_int_eq(result, 0);
    ck_assert_int_eq(actors(), 1);
}
END_TEST

/* A process of its own, made while this one has no handle open: sqlite3 does not survive a fork with open files. */
static pid_t start(void (*child)(int), int file)
{
    store_close(f->store);
    store_close(other);
    const pid_t pid = fork();
    if (pid == 0) {
        child(file);
        _exit(0);
    }
    ok(store_open(f->store, f->path, NAAST_OPEN_READ_WRITE));
    ck_assert_int_eq(store_open(other, f->path, NAAST_OPEN_READ_WRITE), 0);
    return pid;
}

static void die_writing(int file)
{
    (void)file;
    childs = fixture_handle(f, NAAST_OPEN_READ_WRITE);
    if (write_begin(childs, OP_BATCH) == 0)
        raise(SIGKILL);
}

START_TEST(test_a_writer_that_dies_leaves_the_line)
{
    const pid_t child = start(die_writing, -1);
    int result = -1;
    ck_assert_int_eq(waitpid(child, &result, 0), child);
    ck_assert(WIFSIGNALED(result));
    ck_assert_int_eq(write_actor(other), 0);
}
END_TEST

static void stop_writing(int file)
{
    childs = fixture_handle(f, NAAST_OPEN_READ_WRITE);
    if (write_begin(childs, OP_BATCH) == 0 && write(file, "", 1) == 1)
        raise(SIGSTOP);
}

/* A stopped process keeps its place for as long as it likes; nobody waits for it beyond the deadline. */
START_TEST(test_a_writer_that_is_stopped_is_not_waited_for_without_end)
{
    int ready[2];
    char byte;
    ck_assert_int_eq(pipe(ready), 0);
    const pid_t child = start(stop_writing, ready[1]);
    ck_assert_int_eq(read(ready[0], &byte, 1), 1);
    ck_assert_int_lt(wait_for_busy(100), 1500);
    kill(child, SIGKILL);
    ck_assert_int_eq(waitpid(child, NULL, 0), child);
    ck_assert_int_eq(write_actor(other), 0);
    close(ready[0]);
    close(ready[1]);
}
END_TEST

enum { WRITERS = 4, WRITES = 60 };

/* Tells the longest that one of the writes took, in milliseconds; -1: one did not succeed. */
static void write_many(int file)
{
    naast_store *mine = fixture_handle(f, NAAST_OPEN_READ_WRITE);
    int64_t worst = 0;
    for (int k = 0; worst >= 0 && k < WRITES; k++) {
        const int64_t began = queue_clock();
        const int status = write_actor(mine);
        const int64_t took = (queue_clock() - began) / 1000;
        worst = status != 0 ? -1 : took > worst ? took : worst;
    }
    naast_store_free(mine);
    if (write(file, &worst, sizeof worst) != sizeof worst)
        _exit(1);
}

START_TEST(test_many_writers_all_get_their_turn)
{
    int results[2];
    ck_assert_int_eq(pipe(results), 0);
    for (int k = 0; k < WRITERS; k++)
        start(write_many, results[1]);
    for (int k = 0; k < WRITERS; k++) {
        int64_t worst = -1;
        ck_assert_int_eq(read(results[0], &worst, sizeof worst), sizeof worst);
        ck_assert_int_ge(worst, 0);
        ck_assert_int_lt(worst, 4000);
    }
    while (wait(NULL) > 0)
        continue;
    ck_assert_int_eq(actors(), WRITERS * WRITES);
    check_verifies(f); /* one chain, whoever wrote */
    close(results[0]);
    close(results[1]);
}
END_TEST

START_TEST(test_without_a_lock_file_it_is_written_all_the_same)
{
    char path[128];
    lock_path(path);
    (void)unlink(path);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    naast_store *third = fixture_handle(f, NAAST_OPEN_READ_WRITE);
    ck_assert_int_eq(write_actor(third), 0);
    naast_store_free(third);
    ck_assert_int_eq(rmdir(path), 0);
    ck_assert_int_eq(actors(), 1);
}
END_TEST

START_TEST(test_a_link_for_a_lock_file_is_not_followed)
{
    char path[128], target[128];
    lock_path(path);
    snprintf(target, sizeof target, "%s/elsewhere", f->folder);
    (void)unlink(path);
    ck_assert_int_eq(symlink(target, path), 0);
    naast_store *third = fixture_handle(f, NAAST_OPEN_READ_WRITE);
    ck_assert_int_eq(write_actor(third), 0);
    naast_store_free(third);
    ck_assert_int_ne(access(target, F_OK), 0);
}
END_TEST

START_TEST(test_readers_do_not_stand_in_line)
{
    ok(write_begin(f->store, OP_BATCH));
    ck_assert_int_eq(read_begin(other), 0);
    int64_t deals = 0;
    ck_assert_int_eq(sql_int(other, &deals, "SELECT count(*) FROM naast_deal", ""), 0);
    ck_assert_int_eq(deals, 1);
    ck_assert_int_eq(read_end(other, 0), 0);
    ok(write_end(f->store, 0));
}
END_TEST

/* A handler of the program's is called in one of its own threads, and its wait is not cut short. */
static volatile sig_atomic_t alarms;
static void count_alarm(int number)
{
    (void)number;
    alarms++;
}

START_TEST(test_signals_of_the_program_are_its_own)
{
    struct sigaction action = {.sa_handler = count_alarm}, before;
    ck_assert_int_eq(sigaction(SIGUSR1, &action, &before), 0);
    ok(write_begin(f->store, OP_BATCH));
    const pid_t parent = getpid(), child = fork();
    if (child == 0) {
        for (int k = 0; k < 5; k++) {
            usleep(20000);
            kill(parent, SIGUSR1);
        }
        _exit(0);
    }
    ck_assert_int_ge(wait_for_busy(200), 199);
    ck_assert_int_eq(waitpid(child, NULL, 0), child);
    ck_assert_int_gt(alarms, 0);
    ok(write_end(f->store, 0));
    sigaction(SIGUSR1, &before, NULL);
}
END_TEST

/*
 * valgrind (3.19) does not know that F_OFD_SETLKW waits: it lets no other thread run meanwhile, the one that counts the
 * time and the one that has the turn included. So what waits for a turn within this process is left to the other runs.
 */
static int under_valgrind(void)
{
    const char *preload = getenv("LD_PRELOAD");
    return preload != NULL && strstr(preload, "valgrind") != NULL;
}

int main(void)
{
    const TTest *const waiting[] = {
        test_who_waits_in_line_is_told_busy_at_the_deadline,
        test_a_wait_that_ends_in_time_writes,
        test_a_writer_that_is_stopped_is_not_waited_for_without_end,
        test_signals_of_the_program_are_its_own,
    };
    const TTest *const others[] = {
        test_who_waits_at_the_engine_is_told_busy_at_the_deadline,
        test_a_writer_that_dies_leaves_the_line,
        test_many_writers_all_get_their_turn,
        test_without_a_lock_file_it_is_written_all_the_same,
        test_a_link_for_a_lock_file_is_not_followed,
        test_readers_do_not_stand_in_line,
    };
    const int failed = run_tests("queue", set_up, tear_down, others, sizeof others / sizeof others[0]);
    if (under_valgrind())
        return failed;
    return run_tests("queue: waiting", set_up, tear_down, waiting, sizeof waiting / sizeof waiting[0]) | failed;
}
