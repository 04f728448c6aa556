/* test_store_open.c: what a file must be before it is a store, what is left alone, and the settings that hold once it
 * is open. */
#include "fixtures/journal.h"
#include "base/env/env.h"
#include "base/values/hash.h"
#include "base/values/ids.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/store.h"
#include "store/session/transaction.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

static struct fixture fixture, *const f = &fixture;

static void set_up(void)
{
    *f = (struct fixture){.now = INT64_C(1794312000000000)};
    snprintf(f->folder, sizeof f->folder, "/tmp/naast-open-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/store.db", f->folder);
    ck_assert_int_eq(naast_store_new(NULL, &f->store), 0);
}

static void tear_down(void)
{
    char command[128];
    naast_store_free(f->store);
    snprintf(command, sizeof command, "rm -rf %s", f->folder);
    ck_assert_int_eq(system(command), 0);
}

static void create(void) { ok(store_create(f->store, f->path, NULL, NULL)); }

static void reopen(naast_open_mode mode)
{
    store_close(f->store);
    ok(store_open(f->store, f->path, mode));
}

static void write_file(const char *path, const void *data, size_t len)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(data, 1, len, file), len);
    ck_assert_int_eq(fclose(file), 0);
}

struct content {
    size_t len;
    unsigned char *data;
};

static struct content read_file(const char *path)
{
    struct content content = {0};
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    content.data = malloc(1 << 20);
    ck_assert_ptr_nonnull(content.data);
    content.len = fread(content.data, 1, 1 << 20, file);
    fclose(file);
    return content;
}

static int same_content(const char *path, struct content before)
{
    struct content now = read_file(path);
    const int same = now.len == before.len && memcmp(now.data, before.data, before.len) == 0;
    free(now.data);
    return same;
}

static int files_in_folder(void)
{
    int count = 0;
    DIR *folder = opendir(f->folder);
    ck_assert_ptr_nonnull(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(folder);
    return count;
}

/* The file is not opened, not a byte of it changes, and nothing appears beside it. */
static void check_left_alone(int status, const char *code)
{
    struct content before = read_file(f->path);
    const int files = files_in_folder();
    ck_assert_int_eq(store_open(f->store, f->path, NAAST_OPEN_READ_WRITE), status);
    ck_assert_str_eq(naast_store_code(f->store), code);
    ck_assert_int_eq(store_open(f->store, f->path, NAAST_OPEN_READ_ONLY), status);
    ck_assert_ptr_null(f->store->engine);
    ck_assert(same_content(f->path, before));
    ck_assert_int_eq(files_in_folder(), files);
    free(before.data);
}

/* sql: a literal, since statements are kept by its address. */
static int64_t number(const char *sql)
{
    int64_t value = -1;
    ok(sql_int(f->store, &value, sql, ""));
    return value;
}
#define pragma(name) number("PRAGMA " name)

/* ---- creating ---- */

START_TEST(test_a_new_file_is_for_its_owner_alone)
{
    struct stat info;
    const mode_t before = umask(0);
    create();
    umask(before);
    ck_assert_int_eq(stat(f->path, &info), 0);
    ck_assert_uint_eq(info.st_mode & 07777, 0600);
}
END_TEST

START_TEST(test_the_lock_file_is_for_its_owner_alone)
{
    struct stat info;
    char path[128];
    const mode_t before = umask(0);
    create();
    umask(before);
    ok(write_begin(f->store, OP_BATCH));
    ok(write_end(f->store, 0));
    snprintf(path, sizeof path, "%s-queue", f->path);
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_uint_eq(info.st_mode & 07777, 0600);
}
END_TEST

START_TEST(test_a_file_that_is_there_is_not_created_over)
{
    write_file(f->path, "mine", 4);
    ck_assert_int_eq(store_create(f->store, f->path, NULL, NULL), NAAST_CONFLICT);
    ck_assert_str_eq(naast_store_code(f->store), "store_exists");
    struct content now = read_file(f->path);
    ck_assert_uint_eq(now.len, 4);
    free(now.data);
}
END_TEST

START_TEST(test_a_link_is_not_created_through)
{
    char target[128];
    snprintf(target, sizeof target, "%s/elsewhere", f->folder);
    ck_assert_int_eq(symlink(target, f->path), 0);
    ck_assert_int_eq(store_create(f->store, f->path, NULL, NULL), NAAST_CONFLICT);
    ck_assert_int_ne(access(target, F_OK), 0);
}
END_TEST

START_TEST(test_a_directory_that_is_not_there)
{
    char path[128];
    snprintf(path, sizeof path, "%s/none/store.db", f->folder);
    ck_assert_int_eq(store_create(f->store, path, NULL, NULL), NAAST_NOT_FOUND);
    ck_assert_str_eq(naast_store_code(f->store), "directory_not_found");
}
END_TEST

static int fill_badly(naast_store *store, void *context)
{
    (void)store;
    return *(int *)context;
}

START_TEST(test_a_creation_that_does_not_succeed_leaves_no_file)
{
    int status = NAAST_NOT_FOUND;
    ck_assert_int_eq(store_create(f->store, f->path, fill_badly, &status), NAAST_NOT_FOUND);
    ck_assert_int_eq(files_in_folder(), 0);
    create(); /* and the handle is as good as before */
}
END_TEST

START_TEST(test_a_handle_has_one_store)
{
    create();
    ck_assert_int_eq(store_create(f->store, f->path, NULL, NULL), NAAST_INVALID);
    ck_assert_int_eq(store_open(f->store, f->path, NAAST_OPEN_READ_WRITE), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(f->store), "store_open");
}
END_TEST

START_TEST(test_no_path)
{
    ck_assert_int_eq(store_create(f->store, NULL, NULL, NULL), NAAST_INVALID);
    ck_assert_int_eq(store_create(f->store, "", NULL, NULL), NAAST_INVALID);
    ck_assert_int_eq(store_open(f->store, NULL, NAAST_OPEN_READ_WRITE), NAAST_INVALID);
}
END_TEST

START_TEST(test_a_path_that_names_no_file)
{
    ck_assert_int_lt(store_create(f->store, f->folder, NULL, NULL), 0);
    ck_assert_int_eq(store_open(f->store, f->folder, NAAST_OPEN_READ_ONLY), NAAST_FOREIGN);
    ck_assert_int_lt(store_open(f->store, "/tmp/", NAAST_OPEN_READ_ONLY), 0);
}
END_TEST

START_TEST(test_a_path_without_a_directory)
{
    char before[512];
    ck_assert_ptr_nonnull(getcwd(before, sizeof before));
    ck_assert_int_eq(chdir(f->folder), 0);
    ok(store_create(f->store, "store.db", NULL, NULL));
    ck_assert_int_eq(chdir(before), 0);
    ck_assert_int_eq(access(f->path, F_OK), 0);
    ok(write_begin(f->store, OP_BATCH)); /* the place was taken when it was made */
    ok(write_end(f->store, 0));
}
END_TEST

START_TEST(test_a_path_that_looks_like_a_uri_is_a_path)
{
    char path[128];
    snprintf(path, sizeof path, "%s/file:x?mode=memory", f->folder);
    ok(store_create(f->store, path, NULL, NULL));
    ck_assert_int_eq(access(path, F_OK), 0);
}
END_TEST

/* ---- opening ---- */

START_TEST(test_a_file_that_is_not_there)
{
    ck_assert_int_eq(store_open(f->store, f->path, NAAST_OPEN_READ_WRITE), NAAST_NOT_FOUND);
    ck_assert_str_eq(naast_store_code(f->store), "store_not_found");
    ck_assert_int_eq(files_in_folder(), 0);
}
END_TEST

START_TEST(test_text_is_left_alone)
{
    char text[3000];
    memset(text, 'a', sizeof text);
    write_file(f->path, text, sizeof text);
    check_left_alone(NAAST_FOREIGN, "store_foreign");
}
END_TEST

START_TEST(test_an_empty_file_is_left_alone)
{
    write_file(f->path, "", 0);
    check_left_alone(NAAST_FOREIGN, "store_foreign");
}
END_TEST

START_TEST(test_somebody_elses_database_is_left_alone)
{
    outsider_does(f, "PRAGMA journal_mode = WAL; CREATE TABLE theirs(a); INSERT INTO theirs VALUES (1)");
    check_left_alone(NAAST_FOREIGN, "store_foreign");
}
END_TEST

START_TEST(test_a_later_schema_is_left_alone)
{
    create();
    store_close(f->store);
    outsider_does(f, "PRAGMA user_version = 1000");
    check_left_alone(NAAST_NEWER, "store_newer");
    ck_assert_int_eq(naast_store_open(f->store, f->path, NAAST_SPEC(naast_open_spec, .mode = NAAST_OPEN_READ_ONLY)),
                     NAAST_NEWER);
}
END_TEST

START_TEST(test_an_earlier_schema_is_opened_to_be_migrated)
{
    char kept[PATH_MAX];
    const char *source = getenv("NAAST_SOURCE");
    snprintf(kept, sizeof kept, "%s/tests/golden/version1.sql", source != NULL ? source : ".");
    struct content sql = read_file(kept);
    char *text = strndup((const char *)sql.data, sql.len);
    ck_assert_ptr_nonnull(text);
    outsider_does(f, text);
    ck_assert_int_eq(naast_store_open(f->store, f->path, NULL), NAAST_OLDER);
    ck_assert_str_eq(naast_store_code(f->store), "store_older");
    ck_assert_ptr_nonnull(f->store->engine);
    free(text);
    free(sql.data);
}
END_TEST

/* Until a checkpoint the header in the file knows nothing of it. What a crash leaves is both files. */
START_TEST(test_a_later_schema_in_the_log_alone_is_left_alone)
{
    char log[128], kept[128], kept_log[160], command[600];
    create();
    store_close(f->store);
    snprintf(log, sizeof log, "%s-wal", f->path);
    snprintf(kept, sizeof kept, "%s/kept.db", f->folder);
    snprintf(kept_log, sizeof kept_log, "%s-wal", kept);
    sqlite3 *db = outsider_open(f);
    ck_assert_int_eq(outsider_run(db, "PRAGMA user_version = 1000"), SQLITE_OK);
    snprintf(command, sizeof command, "cp %s %s && cp %s %s", f->path, kept, log, kept_log);
    ck_assert_int_eq(system(command), 0);
    sqlite3_close(db);
    struct content file = read_file(kept), pages = read_file(kept_log);
    ck_assert_uint_gt(pages.len, 0);
    ck_assert_int_eq(store_open(f->store, kept, NAAST_OPEN_READ_WRITE), NAAST_NEWER);
    ck_assert(same_content(kept, file));
    ck_assert(same_content(kept_log, pages));
    free(file.data);
    free(pages.data);
}
END_TEST

START_TEST(test_a_link_to_a_store_is_not_followed)
{
    char link[128];
    create();
    store_close(f->store);
    snprintf(link, sizeof link, "%s/link.db", f->folder);
    ck_assert_int_eq(symlink(f->path, link), 0);
    ck_assert_int_eq(store_open(f->store, link, NAAST_OPEN_READ_WRITE), NAAST_FOREIGN);
    ck_assert_str_eq(naast_store_code(f->store), "store_link");
}
END_TEST

START_TEST(test_a_link_in_the_directory_is_followed)
{
    char link[100], path[128];
    create();
    store_close(f->store);
    snprintf(link, sizeof link, "%s/here", f->folder);
    snprintf(path, sizeof path, "%s/store.db", link);
    ck_assert_int_eq(symlink(f->folder, link), 0);
    ok(store_open(f->store, path, NAAST_OPEN_READ_WRITE));
    ck_assert_str_eq(f->store->path, f->path);
}
END_TEST

START_TEST(test_a_pipe_is_not_waited_for)
{
    ck_assert_int_eq(mkfifo(f->path, 0600), 0);
    ck_assert_int_eq(store_open(f->store, f->path, NAAST_OPEN_READ_ONLY), NAAST_FOREIGN);
}
END_TEST

START_TEST(test_a_file_that_may_not_be_written)
{
    create();
    store_close(f->store);
    ck_assert_int_eq(chmod(f->path, 0400), 0);
    const int status = store_open(f->store, f->path, NAAST_OPEN_READ_WRITE);
    if (geteuid() == 0) /* who may write everything */
        ck_assert_int_eq(status, 0);
    else
        ck_assert_str_eq(naast_store_code(f->store), "store_not_writable");
}
END_TEST

START_TEST(test_a_damaged_store_says_so)
{
    unsigned char junk[4096];
    int status = 0;
    create();
    store_close(f->store);
    memset(junk, 0xA5, sizeof junk);
    FILE *file = fopen(f->path, "r+b");
    ck_assert_ptr_nonnull(file);
    for (long page = 1; page < 40; page++) { /* all but the first, which says that it is a store */
        fseek(file, page * (long)sizeof junk, SEEK_SET);
        ck_assert_uint_eq(fwrite(junk, 1, sizeof junk, file), sizeof junk);
    }
    fclose(file);
    int64_t count = 0;
    status = store_open(f->store, f->path, NAAST_OPEN_READ_WRITE);
    if (status == 0)
        status = sql_int(f->store, &count, "SELECT seq FROM naast_head", "");
    ck_assert_int_eq(status, NAAST_UNVERIFIED);
    ck_assert_str_eq(naast_store_code(f->store), "store_damaged");
}
END_TEST

/* Exits with 0 when it could take the file out of the log's hands: when nobody has it open. It waits for a byte first.
 */
static pid_t start_taker(int go[2])
{
    ck_assert_int_eq(pipe(go), 0);
    const pid_t child =
        fork(); /* before this process has the file open: sqlite3 does not survive a fork with open files */
    if (child != 0)
        return child;
    char byte;
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    if (read(go[0], &byte, 1) != 1 || sqlite3_open(f->path, &db) != SQLITE_OK ||
        sqlite3_prepare_v2(db, "PRAGMA journal_mode = DELETE", -1, &stmt, NULL) != SQLITE_OK)
        _exit(2);
    _exit(sqlite3_step(stmt) == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(stmt, 0), "delete") == 0 ? 0
                                                                                                                : 1);
}

static int taker_result(pid_t child, int go[2])
{
    int result = -1;
    ck_assert_int_eq(write(go[1], "", 1), 1);
    ck_assert_int_eq(waitpid(child, &result, 0), child);
    close(go[0]);
    close(go[1]);
    ck_assert(WIFEXITED(result));
    return WEXITSTATUS(result);
}

/* POSIX locks are gone with the first descriptor of the file that the process closes, whoever opened it. */
START_TEST(test_another_handle_that_opens_and_closes_takes_no_lock_away)
{
    int go[2];
    naast_store *other = NULL;
    const pid_t child = start_taker(go);
    create();
    ck_assert_int_eq(number("SELECT seq FROM naast_head"), 0); /* from the first read on the file is held */
    ck_assert_int_eq(naast_store_new(NULL, &other), 0);
    ck_assert_int_eq(store_open(other, f->path, NAAST_OPEN_READ_ONLY), 0);
    store_close(other);
    ck_assert_int_eq(store_create(other, f->path, NULL, NULL), NAAST_CONFLICT);
    naast_store_free(other);
    ck_assert_int_eq(taker_result(child, go), 1);
}
END_TEST

START_TEST(test_a_handle_that_is_closed_holds_no_lock)
{
    int go[2];
    const pid_t child = start_taker(go);
    create();
    store_close(f->store);
    ck_assert_int_eq(taker_result(child, go), 0);
}
END_TEST

/* ---- settings ---- */

static void check_settings(void)
{
    ck_assert_int_eq(pragma("application_id"), APPLICATION_ID);
    ck_assert_int_eq(pragma("user_version"), SCHEMA_VERSION);
    ck_assert_int_eq(pragma("synchronous"), 2);
    ck_assert_int_eq(pragma("foreign_keys"), 1);
    ck_assert_int_eq(pragma("trusted_schema"), 0);
    ck_assert_int_eq(pragma("secure_delete"), 1);
    ck_assert_int_eq(pragma("cell_size_check"), 1);
    ck_assert_int_eq(pragma("temp_store"), 2);
}

START_TEST(test_settings_hold_after_create)
{
    create();
    check_settings();
}
END_TEST

START_TEST(test_settings_hold_after_open)
{
    create();
    reopen(NAAST_OPEN_READ_WRITE);
    check_settings();
    reopen(NAAST_OPEN_READ_ONLY);
    check_settings();
}
END_TEST

START_TEST(test_readers_do_not_wait_for_writers)
{
    struct query query;
    create();
    reopen(NAAST_OPEN_READ_WRITE);
    ok(query_open(&query, f->store, "PRAGMA journal_mode", ""));
    ck_assert_int_eq(query_next(&query), 1);
    ck_assert_str_eq(query_text(&query, 0), "wal");
    query_close(&query);
}
END_TEST

static int run(const char *sql) { return f->store->engine->ops->run(f->store->engine, sql); }

START_TEST(test_the_schema_cannot_be_written_as_rows)
{
    create();
    (void)run("PRAGMA writable_schema = ON");
    ck_assert_int_lt(run("UPDATE sqlite_schema SET sql = 'x' WHERE name = 'naast_deal_moves'"), 0);
}
END_TEST

START_TEST(test_no_extension_can_be_loaded)
{
    create();
    ck_assert_int_lt(run("SELECT load_extension('libm.so.6')"), 0);
    ck_assert_ptr_nonnull(strstr(naast_store_message(f->store), "not authorized"));
}
END_TEST

START_TEST(test_a_value_of_another_type_is_not_taken)
{
    create();
    ck_assert_int_lt(run("INSERT INTO naast_actor(id, name) VALUES (1, x'00')"), 0);
    ck_assert_int_lt(run("INSERT INTO naast_actor(id, name) VALUES ('one', 'a')"), 0);
    ck_assert_int_eq(run("INSERT INTO naast_actor(id, name) VALUES (1, 'a')"), 0); /* the control */
}
END_TEST

START_TEST(test_what_points_nowhere_is_not_taken)
{
    create();
    ck_assert_int_lt(run("INSERT INTO naast_person(id, uuid, org, no_contact, void) VALUES (1, x'00', 77, 0, 0)"), 0);
    ck_assert_ptr_nonnull(strstr(naast_store_message(f->store), "FOREIGN KEY"));
    ck_assert_int_lt(run("INSERT INTO naast_task(id, deal, void) VALUES (1, 77, 0)"), 0);
}
END_TEST

START_TEST(test_a_double_quoted_word_is_not_a_text)
{
    create();
    ck_assert_int_lt(run("SELECT \"no such column\""), 0);
}
END_TEST

START_TEST(test_every_table_is_strict)
{
    int64_t loose = -1;
    create();
    ok(sql_int(f->store, &loose,
               "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND name LIKE 'naast%' AND strict = 0 "
               "AND type <> 'view' AND name NOT LIKE 'naast\\_text%' ESCAPE '\\'", /* full text makes its own tables */
               ""));
    ck_assert_int_eq(loose, 0);
    ok(sql_int(f->store, &loose, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 1", ""));
    ck_assert_int_gt(loose, 19);
}
END_TEST

/* What the file itself says does not wait for a checkpoint. */
START_TEST(test_the_file_says_what_it_is_from_the_first_day)
{
    create();
    struct content file = read_file(f->path);
    ck_assert_int_eq(memcmp(file.data, "SQLite format 3", 16), 0);
    ck_assert_int_eq(memcmp(file.data + 68, "naas", 4), 0);
    ck_assert_int_eq(file.data[63], SCHEMA_VERSION);
    free(file.data);
}
END_TEST

START_TEST(test_the_journal_begins_with_the_stores_own_hash)
{
    struct query query;
    size_t len = 0;
    uint8_t expected[HASH_BYTES];
    create();
    ok(query_open(&query, f->store, "SELECT seq, uuid, hash FROM naast_head", ""));
    ck_assert_int_eq(query_next(&query), 1);
    ck_assert_int_eq(query_int(&query, 0), 0);
    const void *uuid = query_blob(&query, 1, &len);
    ck_assert_uint_eq(len, UUID_BYTES);
    struct hash hash;
    hash_begin(&hash, 0);
    hash_add(&hash, "naast journal 1", 15);
    hash_add(&hash, uuid, UUID_BYTES);
    hash_end(&hash, expected);
    const void *found = query_blob(&query, 2, &len);
    ck_assert_uint_eq(len, HASH_BYTES);
    ck_assert_int_eq(memcmp(found, expected, HASH_BYTES), 0);
    query_close(&query);
}
END_TEST

/* ---- memory ---- */

/* The allocation numbered fail_at, counted down, gives nothing. */
static void *failing_resize(void *context, void *ptr, size_t size)
{
    int64_t *fail_at = context;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    return --*fail_at == 0 ? NULL : realloc(ptr, size);
}

/* Creates, closes, opens and writes; 0 or a status. */
static int short_story(naast_store *store)
{
    const struct rec_value row[ACTOR_COLUMNS] = {[ACTOR_NAME] = rec_text("Bas")};
    int status = store_create(store, f->path, NULL, NULL);
    if (status != 0)
        return status;
    store_close(store);
    status = store_open(store, f->path, NAAST_OPEN_READ_WRITE);
    if (status != 0)
        return status;
    status = write_begin(store, OP_BATCH);
    if (status == 0) {
        status = write_begin(store, OP_BATCH);
        if (status == 0)
            status = rec_insert(store, &table_actor, row, NULL);
        status = write_end(store, status);
    }
    return write_end(store, status);
}

START_TEST(test_every_allocation_may_fail)
{
    int status = NAAST_NO_MEMORY;
    int64_t at = 0;
    while (status != 0) {
        naast_store *store = NULL;
        int64_t fail_at = 0;
        naast_options options = NAAST_OPTIONS_INIT;
        options.allocator = (naast_allocator){failing_resize, &fail_at};
        ck_assert_int_eq(naast_store_new(&options, &store), 0);
        fail_at = ++at;
        status = short_story(store);
        ck_assert_msg(status == 0 || status == NAAST_NO_MEMORY, "allocation %ld: %d", (long)at, status);
        naast_store_free(store);
        if (status != 0 && access(f->path, F_OK) == 0) /* made, and then not written to */
            ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_actor"), 0);
        if (status != 0)
            (void)unlink(f->path);
    }
    ck_assert_int_gt(at, 60);
}
END_TEST

/* What neither the file nor its folder lets anybody write, as it lies on a medium that can only be read. In a process
 * of its own, which gives up what root may do. Returns by how much it was disappointed. */
static int read_what_is_fixed(int change)
{
    naast_store *store = NULL;
    int64_t seq = 0;
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
        return 10;
    if (naast_store_new(NULL, &store) != 0 ||
        naast_store_open(store, f->path, NAAST_SPEC(naast_open_spec, .mode = NAAST_OPEN_READ_ONLY)) != 0)
        return 11;
    int status = read_begin(store);
    if (status == 0)
        status = sql_int(store, &seq, "SELECT seq FROM naast_head", "");
    if (read_end(store, status) != 0)
        return 12;
    if (!change) {
        naast_store_free(store);
        return 0;
    }
    raise(SIGSTOP); /* and somebody who may changes it */
    status = read_end(store, read_begin(store));
    const int told = status == NAAST_BUSY && strcmp(naast_store_code(store), "store_changed") == 0;
    naast_store_free(store);
    return told ? 0 : 15;
}

static int in_a_process(int change)
{
    const struct timespec times[2] = {{.tv_nsec = UTIME_NOW}, {.tv_sec = 1000000000}};
    int result = 0;
    const pid_t child = fork();
    if (child == 0)
        _exit(read_what_is_fixed(change));
    while (waitpid(child, &result, WUNTRACED) == child && WIFSTOPPED(result)) {
        ck_assert_int_eq(utimensat(AT_FDCWD, f->path, times, 0), 0);
        kill(child, SIGCONT);
    }
    return WIFEXITED(result) ? WEXITSTATUS(result) : -1;
}

START_TEST(test_a_store_that_nobody_can_write_is_read_where_it_lies)
{
    char odd[160], wal[160];
    create();
    store_close(f->store);
    ck_assert_int_eq(chmod(f->path, 0444), 0);
    snprintf(odd, sizeof odd,
             "%s/a #1?%%20 \xc3\xa9\x2e"
             "db",
             f->folder); /* as a URI it would be another */
    ck_assert_int_eq(rename(f->path, odd), 0);
    snprintf(wal, sizeof wal, "%s-queue", f->path);
    unlink(wal);
    ck_assert_uint_lt(strlen(odd), sizeof f->path);
    memcpy(f->path, odd, strlen(odd) + 1);
    ck_assert_int_eq(chmod(f->folder, 0555), 0);
    ck_assert_int_eq(in_a_process(0), 0);
    ck_assert_int_eq(in_a_process(1), 0);
    ck_assert_int_eq(chmod(f->folder, 0755), 0);
    snprintf(wal, sizeof wal, "%s-wal", f->path); /* with a log it is not what it is without */
    write_file(wal, "something", 9);
    ck_assert_int_eq(chmod(f->folder, 0555), 0);
    ck_assert_int_eq(in_a_process(0), 11);
    ck_assert_int_eq(chmod(f->folder, 0755), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_a_new_file_is_for_its_owner_alone,
        test_the_lock_file_is_for_its_owner_alone,
        test_a_file_that_is_there_is_not_created_over,
        test_a_link_is_not_created_through,
        test_a_directory_that_is_not_there,
        test_a_creation_that_does_not_succeed_leaves_no_file,
        test_a_handle_has_one_store,
        test_no_path,
        test_a_path_that_names_no_file,
        test_a_path_without_a_directory,
        test_a_path_that_looks_like_a_uri_is_a_path,
        test_a_store_that_nobody_can_write_is_read_where_it_lies,
        test_a_file_that_is_not_there,
        test_text_is_left_alone,
        test_an_empty_file_is_left_alone,
        test_somebody_elses_database_is_left_alone,
        test_a_later_schema_is_left_alone,
        test_an_earlier_schema_is_opened_to_be_migrated,
        test_a_later_schema_in_the_log_alone_is_left_alone,
        test_a_link_to_a_store_is_not_followed,
        test_a_link_in_the_directory_is_followed,
        test_a_pipe_is_not_waited_for,
        test_a_file_that_may_not_be_written,
        test_a_damaged_store_says_so,
        test_another_handle_that_opens_and_closes_takes_no_lock_away,
        test_a_handle_that_is_closed_holds_no_lock,
        test_settings_hold_after_create,
        test_settings_hold_after_open,
        test_readers_do_not_wait_for_writers,
        test_the_schema_cannot_be_written_as_rows,
        test_no_extension_can_be_loaded,
        test_a_value_of_another_type_is_not_taken,
        test_what_points_nowhere_is_not_taken,
        test_a_double_quoted_word_is_not_a_text,
        test_every_table_is_strict,
        test_the_file_says_what_it_is_from_the_first_day,
        test_the_journal_begins_with_the_stores_own_hash,
        test_every_allocation_may_fail,
    };
    return run_tests("opening a store", set_up, tear_down, tests, sizeof tests / sizeof tests[0]);
}
