/* test_store_attach.c: naast in a connection that somebody else owns. */
#include "fixtures/journal.h"
#include "naast-sqlite.h"
#include "base/env/env.h"
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

static struct fixture fixture, *const f = &fixture;
static sqlite3 *db; /* theirs */

static void set_up(void)
{
    naast_options options = NAAST_OPTIONS_INIT;
    *f = (struct fixture){.now = INT64_C(1794312000000000)};
    snprintf(f->folder, sizeof f->folder, "/tmp/naast-attach-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/theirs.db", f->folder);
    db = outsider_open(f);
    ck_assert_int_eq(outsider_run(db, "PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL;"
                                      "CREATE TABLE theirs(a); INSERT INTO theirs VALUES (1)"),
                     SQLITE_OK);
    options.actor = "Anna";
    ck_assert_int_eq(naast_store_new(&options, &f->store), 0);
}

static void tear_down(void)
{
    store_close(f->store);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK); /* busy, if a statement of ours were left */
    fixture_close(f);
}

static void attach(void)
{
    ck_assert_int_eq(store_attach(f->store, db), NAAST_OLDER);
    ok(store_migrate(f->store, NULL, NULL));
}

static int theirs(const char *sql) { return outsider_run(db, sql); }

static int64_t their_int(const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
    ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
    const int64_t value = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return value;
}

static int64_t actors(void) { return their_int("SELECT count(*) FROM naast_actor WHERE name = 'Bas'"); }

static int write_actor(int fails)
{
    const struct rec_value row[ACTOR_COLUMNS] = {[ACTOR_NAME] = rec_text("Bas")};
    int status = write_begin(f->store, OP_BATCH);
    if (status == 0)
        status = rec_insert(f->store, &table_actor, row, NULL);
    return write_end(f->store, status == 0 ? fails : status);
}

START_TEST(test_foreign_keys_must_be_on)
{
    theirs("PRAGMA foreign_keys = OFF");
    ck_assert_int_eq(store_attach(f->store, db), NAAST_INVALID);
    ck_assert_ptr_nonnull(strstr(naast_store_message(f->store), "PRAGMA foreign_keys = ON"));
    ck_assert_int_eq(their_int("PRAGMA foreign_keys"), 0); /* told, not done */
    theirs("PRAGMA foreign_keys = ON");
    attach(); /* the same handle */
}
END_TEST

START_TEST(test_there_must_be_a_connection)
{
    ck_assert_int_eq(store_attach(f->store, NULL), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(f->store), "attach_nothing");
    attach(); /* the same handle */
}
END_TEST

START_TEST(test_the_encoding_must_be_utf8)
{
    sqlite3 *wide = NULL;
    ck_assert_int_eq(sqlite3_open(":memory:", &wide), SQLITE_OK);
    outsider_run(wide, "PRAGMA foreign_keys = ON; PRAGMA encoding = 'UTF-16'; CREATE TABLE t(a)");
    ck_assert_int_eq(store_attach(f->store, wide), NAAST_INVALID);
    ck_assert_ptr_nonnull(strstr(naast_store_message(f->store), "PRAGMA encoding"));
    ck_assert_int_eq(sqlite3_close(wide), SQLITE_OK);
}
END_TEST

START_TEST(test_nothing_is_made_unasked)
{
    const int64_t version = their_int("PRAGMA schema_version");
    ck_assert_int_eq(store_attach(f->store, db), NAAST_OLDER);
    ck_assert_int_eq(their_int("PRAGMA schema_version"), version);
    ck_assert_int_eq(write_actor(0), NAAST_OLDER);
    ck_assert_int_eq(read_end(f->store, read_begin(f->store)), NAAST_OLDER);
    ck_assert_int_eq(their_int("SELECT count(*) FROM sqlite_schema"), 1);
}
END_TEST

START_TEST(test_settings_stay_the_callers)
{
    theirs(
        "PRAGMA user_version = 77; PRAGMA application_id = 78; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF;"
        "PRAGMA trusted_schema = ON; PRAGMA cell_size_check = OFF; PRAGMA busy_timeout = 1234");
    attach();
    ok(write_actor(0));
    ck_assert_int_eq(their_int("PRAGMA user_version"), 77);
    ck_assert_int_eq(their_int("PRAGMA application_id"), 78);
    ck_assert_int_eq(their_int("PRAGMA synchronous"), 1);
    ck_assert_int_eq(their_int("PRAGMA secure_delete"), 0);
    ck_assert_int_eq(their_int("PRAGMA trusted_schema"), 1);
    ck_assert_int_eq(their_int("PRAGMA cell_size_check"), 0);
    ck_assert_int_eq(their_int("PRAGMA busy_timeout"), 1234);
    ck_assert_int_eq(their_int("SELECT value FROM naast_meta WHERE key = 'schema'"), SCHEMA_VERSION);
}
END_TEST

START_TEST(test_attached_again_it_is_there)
{
    attach();
    ok(write_actor(0));
    store_close(f->store);
    ok(store_attach(f->store, db));
    ok(write_actor(0));
    ck_assert_int_eq(actors(), 2);
}
END_TEST

START_TEST(test_a_later_schema_is_not_used)
{
    attach();
    store_close(f->store);
    theirs("UPDATE naast_meta SET value = 1000 WHERE key = 'schema'");
    ck_assert_int_eq(naast_store_attach(f->store, db), NAAST_NEWER);
    ck_assert_ptr_null(f->store->engine);
}
END_TEST

START_TEST(test_without_a_transaction_a_write_has_its_own)
{
    attach();
    ok(write_actor(0));
    ck_assert_int_eq(sqlite3_get_autocommit(db), 1);
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_actor WHERE name = 'Bas'"), 1); /* committed */
    ck_assert_int_eq(write_actor(NAAST_INVALID), NAAST_INVALID);
    ck_assert_int_eq(sqlite3_get_autocommit(db), 1);
    ck_assert_int_eq(actors(), 1);
}
END_TEST

START_TEST(test_a_write_is_part_of_the_callers_transaction)
{
    attach();
    theirs("BEGIN; INSERT INTO theirs VALUES (2)");
    ok(write_actor(0));
    ck_assert_int_eq(sqlite3_get_autocommit(db), 0);
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_actor"), 0); /* not yet */
    ck_assert_int_eq(theirs("COMMIT"), SQLITE_OK);
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_actor WHERE name = 'Bas'"), 1);
    ck_assert_int_eq(their_int("SELECT count(*) FROM theirs"), 2);
}
END_TEST

START_TEST(test_the_caller_rolls_back_what_naast_wrote)
{
    attach();
    ok(write_actor(0));
    const int64_t kept = naast_operation_last(f->store);
    theirs("BEGIN");
    ok(write_actor(0));
    ck_assert_int_gt(naast_operation_last(f->store), kept);
    ck_assert_int_eq(theirs("ROLLBACK"), SQLITE_OK);
    ok(store_committed(f->store, 0));
    ck_assert_int_eq(naast_operation_last(f->store), kept);
    ck_assert_int_eq(actors(), 1);
    ok(write_actor(0)); /* the journal goes on from what is there */
    check_verifies(f);
}
END_TEST

START_TEST(test_what_the_caller_committed_is_kept)
{
    attach();
    theirs("BEGIN");
    ok(write_actor(0));
    const int64_t wrote = naast_operation_last(f->store);
    ck_assert_int_eq(theirs("COMMIT"), SQLITE_OK);
    ok(store_committed(f->store, 1));
    ok(store_committed(f->store, 0)); /* of a later transaction, in which naast wrote nothing */
    ck_assert_int_eq(naast_operation_last(f->store), wrote);
    check_verifies(f);
}
END_TEST

START_TEST(test_only_an_attached_store_is_told_of_commits)
{
    ck_assert_int_eq(store_committed(f->store, 1), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(f->store), "not_attached");
}
END_TEST

START_TEST(test_a_write_that_fails_leaves_the_callers_work)
{
    attach();
    theirs("BEGIN; INSERT INTO theirs VALUES (2)");
    ck_assert_int_eq(write_actor(NAAST_CONFLICT), NAAST_CONFLICT);
    ck_assert_int_eq(sqlite3_get_autocommit(db), 0);
    ck_assert_int_eq(theirs("COMMIT"), SQLITE_OK);
    ck_assert_int_eq(their_int("SELECT count(*) FROM theirs"), 2);
    ck_assert_int_eq(actors(), 0);
}
END_TEST

START_TEST(test_a_stale_snapshot_is_busy_with_advice)
{
    attach();
    theirs("BEGIN");
    ck_assert_int_eq(their_int("SELECT count(*) FROM theirs"), 1);
    outsider_does(f, "INSERT INTO theirs VALUES (2)");
    ck_assert_int_eq(write_actor(0), NAAST_BUSY);
    ck_assert_str_eq(naast_store_code(f->store), "snapshot_old");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f->store), "BEGIN IMMEDIATE"));
    theirs("ROLLBACK; BEGIN IMMEDIATE");
    ok(write_actor(0));
    ck_assert_int_eq(theirs("COMMIT"), SQLITE_OK);
}
END_TEST

START_TEST(test_a_read_sees_the_callers_transaction)
{
    int64_t count = 0;
    attach();
    theirs("BEGIN; INSERT INTO naast_actor(id, name) VALUES (50, 'Cas')");
    ok(read_begin(f->store));
    ok(sql_int(f->store, &count, "SELECT count(*) FROM naast_actor WHERE name = 'Cas'", ""));
    ok(read_end(f->store, 0));
    ck_assert_int_eq(count, 1);
    ck_assert_int_eq(sqlite3_get_autocommit(db), 0);
    theirs("ROLLBACK");
    ok(read_begin(f->store));
    ck_assert_int_eq(sqlite3_get_autocommit(db), 0);
    ok(read_end(f->store, 0));
    ck_assert_int_eq(sqlite3_get_autocommit(db), 1);
}
END_TEST

START_TEST(test_tables_are_made_inside_the_callers_transaction)
{
    ck_assert_int_eq(store_attach(f->store, db), NAAST_OLDER);
    theirs("BEGIN");
    ok(store_migrate(f->store, NULL, NULL));
    ok(write_actor(0));
    ck_assert_int_eq(theirs("ROLLBACK"), SQLITE_OK);
    ck_assert_int_eq(their_int("SELECT count(*) FROM sqlite_schema"), 1);
}
END_TEST

static int fill_badly(naast_store *store, void *context)
{
    (void)context;
    const struct rec_value row[ACTOR_COLUMNS] = {[ACTOR_NAME] = rec_text("Bas")};
    const int status = rec_insert(store, &table_actor, row, NULL);
    return status == 0 ? NAAST_BAD_DATA : status;
}

START_TEST(test_tables_that_cannot_be_filled_are_not_made)
{
    ck_assert_int_eq(store_attach(f->store, db), NAAST_OLDER);
    ck_assert_int_eq(store_migrate(f->store, fill_badly, NULL), NAAST_BAD_DATA);
    ck_assert_int_eq(their_int("SELECT count(*) FROM sqlite_schema"), 1);
    ck_assert_int_eq(write_actor(0), NAAST_OLDER);
    ok(store_migrate(f->store, NULL, NULL)); /* and may be tried again */
    ok(write_actor(0));
}
END_TEST

START_TEST(test_migrating_inside_an_operation_is_not_done)
{
    attach();
    ok(store_migrate(f->store, NULL, NULL)); /* nothing to do */
    ok(write_begin(f->store, OP_BATCH));
    ck_assert_int_eq(store_migrate(f->store, NULL, NULL), NAAST_CONFLICT);
    ok(write_end(f->store, 0));
}
END_TEST

START_TEST(test_the_connection_goes_on_when_naast_is_gone)
{
    attach();
    ok(write_actor(0));
    store_close(f->store);
    ck_assert_int_eq(theirs("INSERT INTO theirs VALUES (3)"), SQLITE_OK);
    ck_assert_int_eq(actors(), 1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_foreign_keys_must_be_on,
        test_there_must_be_a_connection,
        test_the_encoding_must_be_utf8,
        test_nothing_is_made_unasked,
        test_settings_stay_the_callers,
        test_attached_again_it_is_there,
        test_a_later_schema_is_not_used,
        test_without_a_transaction_a_write_has_its_own,
        test_a_write_is_part_of_the_callers_transaction,
        test_the_caller_rolls_back_what_naast_wrote,
        test_what_the_caller_committed_is_kept,
        test_only_an_attached_store_is_told_of_commits,
        test_a_write_that_fails_leaves_the_callers_work,
        test_a_stale_snapshot_is_busy_with_advice,
        test_a_read_sees_the_callers_transaction,
        test_tables_are_made_inside_the_callers_transaction,
        test_tables_that_cannot_be_filled_are_not_made,
        test_migrating_inside_an_operation_is_not_done,
        test_the_connection_goes_on_when_naast_is_gone,
    };
    return run_tests("attach", set_up, tear_down, tests, sizeof tests / sizeof tests[0]);
}
