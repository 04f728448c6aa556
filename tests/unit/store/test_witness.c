/* test_witness.c: what the witness tells of a store that was set back, written anew, moved, copied or exchanged; and
 * that it gets in nobody's way. */
#include "fixtures/journal.h"
#include "fixtures/forge.h"
#include "base/env/env.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/store.h"
#include "store/session/transaction.h"
#include "store/session/witness.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

static struct fixture fixture, *const f = &fixture;
static char witnesses[128], older[128], aside[128];

static void leave(void)
{
    store_close(f->store);
    naast_store_free(f->store);
    f->store = NULL;
}

static naast_store *handle_at(const char *path, const char *folder, naast_open_mode mode)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *store = NULL;
    options.clock = (naast_clock){fixture_now, f};
    options.witness = folder;
    ck_assert_int_eq(naast_store_new(&options, &store), 0);
    const int status = access(path, F_OK) == 0 ? store_open(store, path, mode) : store_create(store, path, NULL, NULL);
    ck_assert_msg(status == 0, "%s: %d %s", path, status, naast_store_message(store));
    return store;
}

static void come(void) { f->store = handle_at(f->path, witnesses, NAAST_OPEN_READ_WRITE); }
static void come_again(void)
{
    leave();
    come();
}

static int write_to(naast_store *store)
{
    const struct rec_value row[ACTOR_COLUMNS] = {[ACTOR_NAME] = rec_text("Bas")};
    int status = write_begin(store, OP_BATCH);
    if (status == 0)
        status = rec_insert(store, &table_actor, row, NULL);
    return write_end(store, status);
}

static void copy(const char *from, const char *to)
{
    char buffer[65536];
    ssize_t len;
    const int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ck_assert_msg(in >= 0 && out >= 0, "%s -> %s", from, to);
    while ((len = read(in, buffer, sizeof buffer)) > 0)
        ck_assert_int_eq(write(out, buffer, (size_t)len), len);
    close(in);
    close(out);
}

/* The only witness there is. */
static const char *witness_path(char out[512])
{
    DIR *directory = opendir(witnesses);
    ck_assert_ptr_nonnull(directory);
    *out = '\0';
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;)
        if (entry->d_name[0] != '.')
            snprintf(out, 512, "%s/%s", witnesses, entry->d_name);
    closedir(directory);
    return out;
}

static void remove_witnesses(void)
{
    char path[512];
    (void)chmod(witnesses, 0700);
    while (access(witnesses, F_OK) == 0 && *witness_path(path) != '\0' && (unlink(path) == 0 || rmdir(path) == 0))
        continue;
    (void)rmdir(witnesses);
}

static void is(naast_store *store, const char *code)
{
    naast_witness *witness = NULL;
    ck_assert_int_eq(naast_store_witness(store, &witness), 0);
    ck_assert_msg(strcmp(witness->code, code) == 0, "the witness is %s, not %s (%s)", witness->code, code,
                  witness->trouble);
    ck_assert_int_eq(*witness->text != '\0', witness->state >= NAAST_WITNESS_SET_BACK);
    naast_free(witness);
}

static int64_t seen(naast_store *store)
{
    naast_witness *witness = NULL;
    ck_assert_int_eq(naast_store_witness(store, &witness), 0);
    const int64_t seq = strtoll(witness->seen, NULL, 10);
    naast_free(witness);
    return seq;
}

static int64_t head(void)
{
    struct journal_head kept;
    ok(read_begin(f->store));
    ok(journal_head_read(f->store, &kept));
    ok(read_end(f->store, 0));
    return kept.seq;
}

/* It can be looked at, verification says so, and nothing is written. */
static void is_found(const char *code, const char *write_code)
{
    char codes[400], wanted[100];
    int64_t count = 0;
    is(f->store, code);
    ok(read_begin(f->store));
    ok(sql_int(f->store, &count, "SELECT count(*) FROM naast_actor", ""));
    ok(read_end(f->store, 0));
    ck_assert_int_eq(write_to(f->store), NAAST_UNVERIFIED);
    ck_assert_str_eq(naast_store_code(f->store), write_code);
    ck_assert_ptr_nonnull(strstr(naast_store_message(f->store), "or trust "));
    verify_codes(f->store, codes, sizeof codes);
    snprintf(wanted, sizeof wanted, "%s ", code);
    ck_assert_str_eq(codes, wanted);
    ck_assert_int_eq(naast_store_trust(f->store), 0);
    verify_codes(f->store, codes, sizeof codes);
    ck_assert_str_eq(codes, "");
    ok(write_to(f->store));
    is(f->store, "agrees");
}

static void set_up(void)
{
    fixture_open(f);
    leave();
    snprintf(witnesses, sizeof witnesses, "%s/state/naast", f->folder);
    snprintf(older, sizeof older, "%s/older.db", f->folder);
    snprintf(aside, sizeof aside, "%s/aside.db", f->folder);
    copy(f->path, older);
    come();
}

static void tear_down(void)
{
    char state[128];
    remove_witnesses();
    snprintf(state, sizeof state, "%s/state", f->folder);
    (void)rmdir(state);
    leave();
    for (const char *const *path = (const char *const[]){older, aside, NULL}; *path != NULL; path++) {
        static const char *const ends[] = {"", "-wal", "-shm", "-queue"};
        for (size_t k = 0; k < sizeof ends / sizeof ends[0]; k++) {
            char name[200];
            snprintf(name, sizeof name, "%s%s", *path, ends[k]);
            (void)unlink(name);
        }
    }
    fixture_close(f);
}

START_TEST(test_a_store_seen_for_the_first_time_has_no_witness_and_gets_one_when_it_is_written)
{
    char path[512];
    is(f->store, "none");
    ck_assert_int_ne(access(witnesses, F_OK), 0); /* looking makes nothing */
    ok(write_to(f->store));
    is(f->store, "agrees");
    ck_assert_int_eq(seen(f->store), head());
    struct stat info;
    ck_assert_int_eq(stat(witness_path(path), &info), 0);
    ck_assert_int_eq(info.st_mode & 0777, 0600);
    ck_assert_int_eq(stat(witnesses, &info), 0);
    ck_assert_int_eq(info.st_mode & 0777, 0700);
    come_again();
    is(f->store, "agrees");
}
END_TEST

START_TEST(test_a_store_that_is_made_has_its_witness_at_once)
{
    naast_store *store = handle_at(aside, witnesses, NAAST_OPEN_READ_WRITE);
    is(store, "agrees");
    naast_store_free(store);
}
END_TEST

START_TEST(test_what_is_not_committed_is_not_witnessed)
{
    ok(write_to(f->store));
    const int64_t before = seen(f->store);
    ok(write_begin(f->store, OP_BATCH));
    ok(write_to(f->store));
    ck_assert_int_eq(write_end(f->store, NAAST_INVALID), NAAST_INVALID);
    come_again();
    ck_assert_int_eq(seen(f->store), before);
    ck_assert_int_eq(head(), before);
}
END_TEST

START_TEST(test_a_witness_that_is_behind_is_no_reproach)
{
    ok(write_to(f->store));
    naast_store *without = handle_at(f->path, NULL, NAAST_OPEN_READ_WRITE);
    ok(write_to(without));
    naast_store_free(without);
    come_again();
    is(f->store, "agrees");
    ck_assert_int_lt(seen(f->store), head());
    ok(write_to(f->store));
    ck_assert_int_eq(seen(f->store), head());
}
END_TEST

START_TEST(test_an_older_copy_put_back_is_found)
{
    ok(write_to(f->store));
    leave();
    copy(older, f->path);
    come();
    is_found("set_back", "store_set_back");
}
END_TEST

START_TEST(test_an_older_copy_that_went_on_is_found)
{
    ok(write_to(f->store));
    leave();
    copy(older, f->path);
    naast_store *without = handle_at(f->path, NULL, NAAST_OPEN_READ_WRITE);
    ok(write_to(without));
    ok(write_to(without));
    naast_store_free(without);
    come();
    is_found("another_way", "store_another_way");
}
END_TEST

START_TEST(test_another_store_in_the_same_place_is_found)
{
    ok(write_to(f->store));
    leave();
    naast_store_free(handle_at(aside, NULL, NAAST_OPEN_READ_WRITE));
    copy(aside, f->path);
    come();
    is_found("another_store", "store_another");
}
END_TEST

START_TEST(test_a_new_store_made_through_naast_in_the_same_place_is_welcome)
{
    ok(write_to(f->store));
    leave();
    ck_assert_int_eq(unlink(f->path), 0);
    come();
    is(f->store, "agrees");
    ok(write_to(f->store));
}
END_TEST

START_TEST(test_a_store_that_was_moved_is_held_to_what_was_seen_of_it)
{
    ok(write_to(f->store));
    leave();
    copy(older, aside); /* moved, and set back on the way */
    ck_assert_int_eq(unlink(f->path), 0);
    naast_store *moved = handle_at(aside, witnesses, NAAST_OPEN_READ_WRITE);
    is(moved, "set_back");
    ck_assert_int_eq(write_to(moved), NAAST_UNVERIFIED);
    naast_store_free(moved);
    copy(older, f->path);
    come();
}
END_TEST

START_TEST(test_a_store_that_was_only_moved_goes_on)
{
    ok(write_to(f->store));
    leave();
    ck_assert_int_eq(rename(f->path, aside), 0);
    naast_store *moved = handle_at(aside, witnesses, NAAST_OPEN_READ_WRITE);
    is(moved, "agrees");
    ok(write_to(moved));
    naast_store_free(moved);
    come(); /* a new one: the place is free */
}
END_TEST

START_TEST(test_a_copy_beside_the_store_goes_its_own_way)
{
    ok(write_to(f->store));
    naast_store *other = handle_at(older, witnesses, NAAST_OPEN_READ_WRITE);
    is(other, "none");
    ok(write_to(other));
    is(other, "agrees");
    naast_store_free(other);
    come_again();
    is(f->store, "agrees");
    ok(write_to(f->store));
}
END_TEST

START_TEST(test_the_witness_of_several_processes_never_goes_back)
{
    enum { PROCESSES = 4, WRITES = 25 };
    leave();
    for (int k = 0; k < PROCESSES; k++) {
        const pid_t child = fork();
        ck_assert_int_ge(child, 0);
        if (child > 0)
            continue;
        int wrong = 0;
        for (int n = 0; n < WRITES; n++) {
            naast_store *store = handle_at(f->path, witnesses, NAAST_OPEN_READ_WRITE);
            wrong |= write_to(store) != 0;
            naast_store_free(store);
        }
        _exit(wrong);
    }
    for (int k = 0, result; k < PROCESSES; k++) {
        ck_assert_int_gt(wait(&result), 0);
        ck_assert_int_eq(result, 0);
    }
    come();
    is(f->store, "agrees");
    ck_assert_int_eq(seen(f->store), head());
}
END_TEST

START_TEST(test_a_witness_that_cannot_be_written_stops_nobody)
{
    char state[128];
    snprintf(state, sizeof state, "%s/state", f->folder);
    const int file = open(state, O_WRONLY | O_CREAT, 0600); /* a file where the folder should come */
    ck_assert_int_ge(file, 0);
    close(file);
    ok(write_to(f->store));
    naast_witness *witness = NULL;
    ok(naast_store_witness(f->store, &witness));
    ck_assert_str_eq(witness->trouble, strerror(ENOTDIR));
    naast_free(witness);
    ck_assert_int_eq(naast_store_trust(f->store), NAAST_IO);
    ck_assert_int_eq(unlink(state), 0);
    ok(write_to(f->store));
    is(f->store, "agrees");
}
END_TEST

static void spoil(const char *content)
{
    char path[512];
    const int file = open(witness_path(path), O_WRONLY | O_TRUNC);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, content, strlen(content)), (ssize_t)strlen(content));
    close(file);
}

START_TEST(test_a_witness_that_cannot_be_read_is_left_until_it_is_trusted_anew)
{
    static const char *const contents[] = {
        "x", "naast witness 1\n", "naast witness 2\nstore 01a212d9-a183-74e6-aade-425717fe832a\nseen 1:00\n",
        "naast witness 1\nstore 01a212d9-a183-74e6-aade-425717fe832a\n"
        "seen 1:0000000000000000000000000000000000000000000000000000000000000000\n"
        "verified 0:0000000000000000000000000000000000000000000000000000000000000000\npath relative\n",
        "naast witness 1\nstore 01a212d9-a183-74e6-aade-425717fe832a\n" /* another store's */
        "seen 1:0000000000000000000000000000000000000000000000000000000000000000\n"
        "verified 0:0000000000000000000000000000000000000000000000000000000000000000\npath /x\n"};
    ok(write_to(f->store));
    for (size_t k = 0; k < sizeof contents / sizeof contents[0]; k++) {
        spoil(contents[k]);
        come_again();
        is(f->store, "unreadable");
        ok(write_to(f->store));
        come_again();
        is(f->store, "unreadable");
        ok(naast_store_trust(f->store));
        come_again();
        is(f->store, "agrees");
    }
    spoil(""); /* made, and lost before anything stood in it */
    come_again();
    is(f->store, "none");
}
END_TEST

START_TEST(test_a_witness_of_a_number_that_is_none_cannot_be_read)
{
    char path[512], content[2048] = "";
    ok(write_to(f->store));
    FILE *file = fopen(witness_path(path), "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_gt(fread(content, 1, sizeof content - 1, file), 0);
    fclose(file);
    char *number = strstr(content, "seen ");
    ck_assert_ptr_nonnull(number);
    memset(number + strlen("seen "), '9', 19);
    spoil(content);
    come_again();
    is(f->store, "unreadable");
}
END_TEST

START_TEST(test_a_link_in_the_place_of_the_witness_is_not_followed)
{
    char path[512], target[200];
    ok(write_to(f->store));
    snprintf(target, sizeof target, "%s/target", f->folder);
    ck_assert_int_eq(rename(witness_path(path), target), 0);
    ck_assert_int_eq(symlink(target, path), 0);
    come_again();
    is(f->store, "unreadable");
    ck_assert_int_eq(naast_store_trust(f->store), NAAST_IO);
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(mkfifo(path, 0600), 0); /* and nobody waits for a pipe */
    come_again();
    is(f->store, "unreadable");
    ck_assert_int_eq(unlink(target), 0);
}
END_TEST

START_TEST(test_who_keeps_the_lock_stops_nobody)
{
    char path[512];
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    ok(write_to(f->store));
    const int file = open(witness_path(path), O_RDWR);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(fcntl(file, F_OFD_SETLK, &whole), 0);
    ok(write_to(f->store));
    close(file);
    come_again();
    is(f->store, "agrees");
    ck_assert_int_lt(seen(f->store), head()); /* behind, and never ahead */
}
END_TEST

START_TEST(test_reading_alone_is_compared_too_and_writes_nothing)
{
    ok(write_to(f->store));
    leave();
    copy(older, f->path);
    f->store = handle_at(f->path, witnesses, NAAST_OPEN_READ_ONLY);
    is(f->store, "set_back");
    come_again();
    is(f->store, "set_back");
    ok(naast_store_trust(f->store));
}
END_TEST

static int write_attached(naast_store *store, sqlite3 *db, const char *end)
{
    ck_assert_int_eq(outsider_run(db, "BEGIN IMMEDIATE"), SQLITE_OK);
    const int status = write_to(store);
    ck_assert_int_eq(outsider_run(db, end), SQLITE_OK);
    return status;
}

START_TEST(test_an_attached_store_is_witnessed_when_its_commit_is_known)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *store = NULL;
    sqlite3 *db = outsider_open(f);
    outsider_run(db, "PRAGMA foreign_keys = ON");
    options.witness = witnesses;
    ck_assert_int_eq(naast_store_new(&options, &store), 0);
    ok(store_attach(store, db));
    ok(write_attached(store, db, "ROLLBACK"));
    ok(store_committed(store, 0));
    is(store, "none");
    ok(write_attached(store, db, "COMMIT"));
    is(store, "none");
    ok(store_committed(store, 1));
    is(store, "agrees");
    ck_assert_int_eq(seen(store), head());
    ck_assert_int_eq(outsider_run(db, "BEGIN IMMEDIATE"), SQLITE_OK);
    ok(write_to(store));
    ok(store_committed(store, 1)); /* said too early: it is not */
    ck_assert_int_eq(outsider_run(db, "ROLLBACK"), SQLITE_OK);
    ck_assert_int_eq(seen(store), head());
    ok(write_to(store)); /* in a transaction of its own */
    ck_assert_int_eq(seen(store), head());
    naast_store_free(store);
    sqlite3_close(db);
}
END_TEST

static void *failing_resize(void *context, void *ptr, size_t size)
{
    if (size > 0)
        return --*(int64_t *)context == 0 ? NULL : realloc(ptr, size);
    free(ptr);
    return NULL;
}

/* Opens, writes, asks and trusts, with the request of this number failing; 0, or the first status that is not. */
static int try_with(int64_t request)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *store = NULL;
    naast_witness *witness = NULL;
    options.allocator = (naast_allocator){failing_resize, &request};
    options.witness = witnesses;
    int status = naast_store_new(&options, &store);
    if (status == 0)
        status = naast_store_open(store, f->path, NULL);
    if (status == 0)
        status = write_to(store);
    if (status == 0)
        status = naast_store_witness(store, &witness);
    if (status == 0)
        status = naast_store_trust(store);
    naast_free(witness);
    naast_store_free(store);
    return status;
}

START_TEST(test_memory_that_runs_out_leaves_a_witness_that_agrees)
{
    int64_t request = 0;
    int status;
    ok(write_to(f->store));
    leave();
    while ((status = try_with(++request)) != 0) {
        ck_assert_int_eq(status, NAAST_NO_MEMORY);
        come();
        is(f->store, "agrees");
        leave();
    }
    ck_assert_int_gt(request, 10);
    come();
    ck_assert_int_eq(seen(f->store), head());
}
END_TEST

START_TEST(test_a_journal_without_a_head_is_not_trusted)
{
    ok(write_to(f->store));
    forge_head(f->path);
    ck_assert_int_eq(naast_store_trust(f->store), NAAST_UNVERIFIED);
    ck_assert_str_eq(naast_store_code(f->store), "journal_unreadable");
}
END_TEST

START_TEST(test_without_a_folder_there_is_none)
{
    leave();
    f->store = handle_at(f->path, NULL, NAAST_OPEN_READ_WRITE);
    ok(write_to(f->store));
    is(f->store, "none");
    ck_assert_int_eq(naast_store_trust(f->store), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(f->store), "witness_none");
    store_close(f->store);
    naast_witness *witness = NULL;
    ck_assert_int_eq(naast_store_witness(f->store, &witness), NAAST_INVALID);
    ck_assert_int_eq(naast_store_trust(f->store), NAAST_INVALID);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_a_store_seen_for_the_first_time_has_no_witness_and_gets_one_when_it_is_written,
        test_a_store_that_is_made_has_its_witness_at_once,
        test_what_is_not_committed_is_not_witnessed,
        test_a_witness_that_is_behind_is_no_reproach,
        test_an_older_copy_put_back_is_found,
        test_an_older_copy_that_went_on_is_found,
        test_another_store_in_the_same_place_is_found,
        test_a_new_store_made_through_naast_in_the_same_place_is_welcome,
        test_a_store_that_was_moved_is_held_to_what_was_seen_of_it,
        test_a_store_that_was_only_moved_goes_on,
        test_a_copy_beside_the_store_goes_its_own_way,
        test_the_witness_of_several_processes_never_goes_back,
        test_a_witness_that_cannot_be_written_stops_nobody,
        test_a_witness_that_cannot_be_read_is_left_until_it_is_trusted_anew,
        test_a_witness_of_a_number_that_is_none_cannot_be_read,
        test_a_link_in_the_place_of_the_witness_is_not_followed,
        test_who_keeps_the_lock_stops_nobody,
        test_reading_alone_is_compared_too_and_writes_nothing,
        test_an_attached_store_is_witnessed_when_its_commit_is_known,
        test_memory_that_runs_out_leaves_a_witness_that_agrees,
        test_a_journal_without_a_head_is_not_trusted,
        test_without_a_folder_there_is_none,
    };
    return run_tests("witness", set_up, tear_down, tests, sizeof tests / sizeof tests[0]);
}
