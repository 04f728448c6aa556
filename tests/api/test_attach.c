/* test_attach.c: naast inside an sqlite3 connection that the caller owns, beside tables of its own. */
#include "api.h"

#include <naast-exchange.h>
#include <naast-sqlite.h>
#include <sqlite3.h>

static struct world world;
static sqlite3 *connection;
static naast_store *store;

static void run(const char *sql)
{
    char *message = NULL;
    int code = sqlite3_exec(connection, sql, NULL, NULL, &message);
    ck_assert_msg(code == SQLITE_OK, "%s: %s", sql, message);
}

static int64_t number(const char *sql)
{
    sqlite3_stmt *statement = NULL;
    ck_assert_int_eq(sqlite3_prepare_v2(connection, sql, -1, &statement, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

static void setup(void)
{
    char path[128];
    naast_options options;
    world_open(&world);
    world_path(&world, "application.db", path);
    ck_assert_int_eq(sqlite3_open(path, &connection), SQLITE_OK);
    run("PRAGMA foreign_keys = ON; CREATE TABLE invoice(id INTEGER PRIMARY KEY, deal INTEGER); INSERT INTO invoice "
        "VALUES(1, 1)");
    options = world_options(&world);
    ck_assert_int_eq(naast_store_new(&options, &store), NAAST_OK);
}

static void teardown(void)
{
    naast_store_free(store);
    ck_assert_int_eq(sqlite3_close(connection), SQLITE_OK); /* naast left no statement open */
    world_close(&world);
}

static void attach(void)
{
    int status = naast_store_attach(store, connection);
    ck_assert_msg(status == NAAST_OK || status == NAAST_OLDER, "%d: %s", status, naast_store_message(store));
    is_ok(store, naast_store_migrate(store));
}

START_TEST(test_naast_lives_beside_the_callers_tables)
{
    attach();
    naast_id deal = add_deal(store, "Attached", NULL, 0);
    add_item(store, deal, "purpose", NULL, "search");
    ck_assert_int_eq(number("SELECT count(*) FROM naast_deal d JOIN invoice i ON i.deal = d.id"), 1);
    ck_assert_int_eq(number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'naast_%' "
                            "AND name NOT LIKE 'sqlite_%'"),
                     1);
    is_sound(store);
}
END_TEST

START_TEST(test_attaching_makes_no_table_by_itself)
{
    int status = naast_store_attach(store, connection);
    ck_assert_msg(status == NAAST_OLDER || status == NAAST_OK, "%d", status);
    ck_assert_int_eq(number("SELECT count(*) FROM sqlite_master WHERE name LIKE 'naast_%'"), 0);
}
END_TEST

START_TEST(test_attaching_changes_no_setting)
{
    static const char *const pragmas[] = {"PRAGMA foreign_keys",   "PRAGMA synchronous",    "PRAGMA secure_delete",
                                          "PRAGMA trusted_schema", "PRAGMA busy_timeout",   "PRAGMA application_id",
                                          "PRAGMA user_version",   "PRAGMA cell_size_check"};
    int64_t before[8];
    run("PRAGMA busy_timeout = 1234; PRAGMA synchronous = NORMAL; PRAGMA user_version = 77");
    for (size_t i = 0; i < 8; i++)
        before[i] = number(pragmas[i]);
    attach();
    add_deal(store, "Attached", NULL, 0);
    for (size_t i = 0; i < 8; i++)
        ck_assert_msg(number(pragmas[i]) == before[i], "%s changed", pragmas[i]);
}
END_TEST

START_TEST(test_the_callers_rollback_takes_naasts_writes_along)
{
    attach();
    naast_id deal = add_deal(store, "Kept", NULL, 0);
    int64_t last = naast_operation_last(store);
    run("BEGIN IMMEDIATE; INSERT INTO invoice VALUES(2, 1)");
    add_item(store, deal, "purpose", NULL, "not to be");
    run("ROLLBACK");
    is_ok(store, naast_store_committed(store, 0));
    ck_assert_int_eq(naast_operation_last(store), last);
    ck_assert_int_eq(number("SELECT count(*) FROM invoice"), 1);
    ck_assert_int_eq(number("SELECT count(*) FROM naast_evidence"), 0);
    run("BEGIN IMMEDIATE; INSERT INTO invoice VALUES(2, 1)");
    add_item(store, deal, "purpose", NULL, "to be");
    run("COMMIT");
    is_ok(store, naast_store_committed(store, 1));
    ck_assert_int_gt(naast_operation_last(store), last);
    ck_assert_int_eq(number("SELECT count(*) FROM naast_evidence"), 1);
    is_sound(store);
}
END_TEST

START_TEST(test_a_call_that_fails_leaves_the_callers_transaction_alone)
{
    attach();
    naast_id deal = add_deal(store, "Kept", NULL, 0);
    run("BEGIN IMMEDIATE; INSERT INTO invoice VALUES(2, 1)");
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "nonsense";
    is_status(store, naast_item_record(store, deal, &spec, NULL), NAAST_INVALID);
    ck_assert_int_eq(sqlite3_get_autocommit(connection), 0);
    run("COMMIT");
    ck_assert_int_eq(number("SELECT count(*) FROM invoice"), 2);
    is_sound(store);
}
END_TEST

START_TEST(test_foreign_keys_must_be_on)
{
    run("PRAGMA foreign_keys = OFF");
    is_status(store, naast_store_attach(store, connection), NAAST_INVALID);
    ck_assert_ptr_nonnull(strstr(naast_store_message(store), "PRAGMA foreign_keys"));
}
END_TEST

START_TEST(test_the_encoding_must_be_utf8)
{
    sqlite3 *other = NULL;
    ck_assert_int_eq(sqlite3_open(":memory:", &other), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(other, "PRAGMA encoding = 'UTF-16'; PRAGMA foreign_keys = ON; CREATE TABLE t(a)",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    is_status(store, naast_store_attach(store, other), NAAST_INVALID);
    naast_store_free(store);
    store = NULL;
    ck_assert_int_eq(sqlite3_close(other), SQLITE_OK);
}
END_TEST

START_TEST(test_a_stage_changes_only_with_its_transition)
{
    attach();
    add_deal(store, "Guarded", NULL, 0);
    char *message = NULL;
    ck_assert_int_ne(sqlite3_exec(connection, "UPDATE naast_deal SET stage = 'delivery'", NULL, NULL, &message),
                     SQLITE_OK);
    ck_assert_ptr_nonnull(strstr(message, "a stage changes only with its transition"));
    sqlite3_free(message);
    is_sound(store);
    run("UPDATE naast_deal SET title = 'Altered behind the back'");
    naast_verification *verification = NULL;
    is_status(store, naast_store_verify(store, NULL, &verification), NAAST_UNVERIFIED);
    ck_assert_int_eq(verification->ok, 0);
    ck_assert_str_eq(verification->findings[0].kind, "state");
    ck_assert_str_eq(verification->findings[0].code, "row_differs");
    naast_free(verification);
}
END_TEST

static int next_entry(void *context, const naast_entry **out) { return naast_export_next(context, out); }

START_TEST(test_an_attached_store_goes_out_into_a_file_of_its_own)
{
    attach();
    naast_id deal = add_deal(store, "Moving out", NULL, 0);
    add_item(store, deal, "purpose", NULL, "search");
    char path[128];
    naast_store *other = NULL;
    naast_export *exporting = NULL;
    naast_export_head head;
    naast_verification *verification = NULL;
    naast_restore_spec spec = NAAST_RESTORE_SPEC_INIT;
    naast_options options = world_options(&world);
    world_path(&world, "own.db", path);
    is_ok(store, naast_export_begin(store, &head, &exporting));
    spec.uuid = head.uuid;
    spec.version = head.version;
    spec.next = next_entry;
    spec.context = exporting;
    ck_assert_int_eq(naast_store_new(&options, &other), NAAST_OK);
    is_ok(other, naast_store_restore(other, path, &spec));
    naast_export_end(exporting);
    is_ok(other, naast_store_verify(other, NULL, &verification));
    ck_assert_str_eq(verification->head, head.head);
    naast_free(verification);
    naast_store_free(other);
    is_sound(store);
}
END_TEST

START_TEST(test_only_attached_stores_are_told_of_commits)
{
    is_status(store, naast_store_committed(store, 1), NAAST_INVALID);
    attach();
    is_status(store, naast_store_attach(store, connection), NAAST_INVALID);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("attach");
    TCase *tests = tcase_create("attach");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_naast_lives_beside_the_callers_tables);
    tcase_add_test(tests, test_attaching_makes_no_table_by_itself);
    tcase_add_test(tests, test_attaching_changes_no_setting);
    tcase_add_test(tests, test_the_callers_rollback_takes_naasts_writes_along);
    tcase_add_test(tests, test_a_call_that_fails_leaves_the_callers_transaction_alone);
    tcase_add_test(tests, test_foreign_keys_must_be_on);
    tcase_add_test(tests, test_the_encoding_must_be_utf8);
    tcase_add_test(tests, test_a_stage_changes_only_with_its_transition);
    tcase_add_test(tests, test_an_attached_store_goes_out_into_a_file_of_its_own);
    tcase_add_test(tests, test_only_attached_stores_are_told_of_commits);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
