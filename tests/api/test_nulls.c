/* test_nulls.c: every function of libnaast called with NULL for every pointer and 0 for the rest; on no handle, on one
 * without a store, and on one with a store. None crashes, and each is INVALID unless it is listed here why not. The
 * calls are made from the headers, so that a new function cannot be forgotten: tests/tools/nulls. */
#include "api.h"

#include <naast-agenda.h>
#include <naast-backup.h>
#include <naast-checkup.h>
#include <naast-exchange.h>
#include <naast-find.h>
#include <naast-report.h>
#include <naast-share.h>
#include <naast-sqlite.h>

#include <sys/wait.h>

struct call {
    const char *name;
    char returns; /* 'i': a status */
    char on;      /* 's', 'i', 'e': a store, an import, an export; '-': nothing */
    int (*make)(void *handle);
};
#include "nulls.h"
enum { CALLS = sizeof calls / sizeof calls[0] };

enum given { NOTHING, NO_STORE, A_STORE, GIVEN };
static const char *const given_names[GIVEN] = {"on NULL", "on a handle without a store", "on a store"};

/* What is right although all is NULL or 0. Statuses: those of the three ways to call it. */
static const struct {
    const char *name;
    int status[GIVEN];
} otherwise[] = {
    /* There is nothing to release, and nothing to say against that. */
    {"naast_import_end", {NAAST_OK, NAAST_OK, NAAST_OK}},
    /* 0 is a kind, and a field, and rows of that kind have it. */
    {"naast_import_takes", {1, 1, 1}},
    {"naast_version", {NAAST_VERSION_MAJOR * 1000000 + NAAST_VERSION_MINOR * 1000 + NAAST_VERSION_PATCH}},
    /* A store that is up to date needs no migration. */
    {"naast_store_migrate", {NAAST_INVALID, NAAST_INVALID, NAAST_OK}},
    /* 0 is nobody's number, and a spec is not needed. */
    {"naast_task_done", {NAAST_INVALID, NAAST_INVALID, NAAST_NOT_FOUND}},
    {"naast_deal_advance", {NAAST_INVALID, NAAST_INVALID, NAAST_NOT_FOUND}},
    /* No actor is "unknown", language 0 is English, and a handle has both without a store. */
    {"naast_store_set_actor", {NAAST_INVALID, NAAST_OK, NAAST_OK}},
    {"naast_store_set_language", {NAAST_INVALID, NAAST_OK, NAAST_OK}},
    /* It takes nothing but a store. */
    {"naast_read_begin", {NAAST_INVALID, NAAST_INVALID, NAAST_OK}},
    /* There is nothing left to finish. */
    {"naast_erasure_finish", {NAAST_INVALID, NAAST_INVALID, NAAST_OK}},
};
enum { OTHERWISE = sizeof otherwise / sizeof otherwise[0] };

static struct world world;

static void set_up(void)
{
    world_open(&world);
    naast_store_free(world_store(&world, "store.db"));
}

static void tear_down(void) { world_close(&world); }

/* In the child: what it is called on. */
static void *make_handle(char on, enum given given)
{
    char path[128];
    naast_store *store = NULL;
    naast_options options = world_options(&world);
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    naast_import *import = NULL;
    naast_export *exporting = NULL;
    if (given == NOTHING)
        return NULL;
    if (naast_store_new(&options, &store) != NAAST_OK)
        _exit(2);
    if (given == NO_STORE)
        return store;
    world_path(&world, "store.db", path);
    if (naast_store_open(store, path, NULL) != NAAST_OK)
        _exit(3);
    if (on == 's')
        return store;
    if (on == 'i' ? naast_import_begin(store, &spec, &import) : naast_export_begin(store, NULL, NULL, &exporting))
        _exit(4);
    return on == 'i' ? (void *)import : (void *)exporting;
}

/* In a process of its own, since it may crash; 0: it did not, and *status is what it returned. */
static int crashes(const struct call *call, enum given given, int *status)
{
    int answer[2], ended = 0;
    ck_assert_int_eq(pipe(answer), 0);
    fflush(NULL);
    const pid_t child = fork();
    ck_assert_int_ne(child, -1);
    if (child == 0) {
        const int got = call->make(make_handle(call->on, given));
        _exit(write(answer[1], &got, sizeof got) != sizeof got);
    }
    close(answer[1]);
    const int came = read(answer[0], status, sizeof *status) == sizeof *status;
    close(answer[0]);
    ck_assert_int_eq(waitpid(child, &ended, 0), child);
    return !came || ended != 0;
}

static int wanted(const struct call *call, enum given given)
{
    for (size_t k = 0; k < OTHERWISE; k++)
        if (strcmp(otherwise[k].name, call->name) == 0)
            return otherwise[k].status[given];
    return NAAST_INVALID;
}

START_TEST(test_nothing_but_nulls)
{
    const struct call *call = &calls[_i];
    for (enum given given = NOTHING; given < GIVEN; given++) {
        int status = 0;
        if ((call->on == '-' && given != NOTHING) || (call->on != 's' && given == NO_STORE))
            continue;
        ck_assert_msg(!crashes(call, given, &status), "%s crashes %s", call->name, given_names[given]);
        ck_assert_msg(call->returns != 'i' || status == wanted(call, given), "%s is %d (%s) %s, and not %d", call->name,
                      status, naast_status_code(status), given_names[given], wanted(call, given));
    }
}
END_TEST

START_TEST(test_what_is_listed_is_there)
{
    for (size_t k = 0; k < OTHERWISE; k++) {
        size_t at = 0;
        while (at < CALLS && strcmp(calls[at].name, otherwise[k].name) != 0)
            at++;
        ck_assert_msg(at < CALLS, "%s is listed, and no header has it", otherwise[k].name);
    }
}
END_TEST

static int crash(void *handle)
{
    volatile int *nothing = handle;
    return *nothing;
}

START_TEST(test_control_a_crash_is_seen)
{
    const struct call call = {"crash", 'i', 's', crash};
    int status = 0;
    ck_assert(crashes(&call, NOTHING, &status));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("nulls");
    TCase *tests = tcase_create("nulls");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, test_nothing_but_nulls, 0, CALLS);
    tcase_add_test(tests, test_what_is_listed_is_there);
    tcase_add_test(tests, test_control_a_crash_is_seen);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
