/* test_schema.c: a store whose tables are not those that naast made is refused before anything is read through them;
 * what others have beside them is theirs. */
#include "fixtures/journal.h"
#include "fixtures/disguises.h"
#include "naast-checkup.h"
#include "naast-sqlite.h"
#include "base/env/env.h"
#include "engine/engine.h"
#include "engine/sqlite/schema_check.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/session/store.h"

static struct fixture fixture, *const f = &fixture;

static void set_up(void) { fixture_open(f); }
static void tear_down(void) { fixture_close(f); }

static void outsider_forges(const char *name, const char *sql)
{
    sqlite3 *db = outsider_open(f);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    ck_assert_msg(outsider_run(db, sql) == SQLITE_OK, "%s: %s", name, sqlite3_errmsg(db));
    sqlite3_close(db);
}

/* Of everything that the file holds, by way of sqlite3: without a log beside it. */
static unsigned long file_sum(void)
{
    unsigned long sum = 5381;
    FILE *file = fopen(f->path, "rb");
    ck_assert_ptr_nonnull(file);
    for (int byte; (byte = fgetc(file)) != EOF;)
        sum = sum * 33 ^ (unsigned long)byte;
    fclose(file);
    return sum;
}

static const struct disguise attached[] = {
    {"a column more", "ALTER TABLE naast_task ADD COLUMN more TEXT", "schema_differs", "naast_task"},
    {"a trigger of ours whose row has another name", /* which only a connection that has read it already takes */
     "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET name = 'naast_moves' WHERE name = 'naast_deal_moves'",
     "schema_differs", "naast_deal_moves"},
    {"a trigger of ours whose row names another table",
     "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET tbl_name = 'theirs' WHERE name = 'naast_deal_moves'",
     "schema_differs", "naast_deal_moves"},
    {"a trigger that is gone", "DROP TRIGGER naast_deal_moves", "trigger_missing", "naast_deal_moves"},
    {"a trigger of others", "CREATE TRIGGER evil AFTER INSERT ON naast_task BEGIN SELECT 1; END", "trigger_unknown",
     "evil"},
};
enum { ATTACHED = sizeof attached / sizeof attached[0] };

static void check_refused(const struct disguise *disguise, naast_open_mode mode)
{
    naast_store *store = NULL;
    const unsigned long before = file_sum();
    ck_assert_int_eq(naast_store_new(NULL, &store), 0);
    ck_assert_msg(naast_store_open(store, f->path, NAAST_SPEC(naast_open_spec, .mode = mode)) == NAAST_UNVERIFIED,
                  "%s: %s", disguise->name, naast_store_message(store));
    ck_assert_ptr_null(store->engine);
    ck_assert_msg(strncmp(disguise->codes, naast_store_code(store), strlen(naast_store_code(store))) == 0, "%s: %s",
                  disguise->name, naast_store_code(store));
    ck_assert_msg(strstr(naast_store_message(store), disguise->object) != NULL, "%s: %s", disguise->name,
                  naast_store_message(store));
    naast_store_free(store);
    ck_assert_msg(file_sum() == before, "%s: the file changed", disguise->name);
}

START_TEST(test_a_disguise_is_refused_and_left_as_it_is)
{
    naast_store_free(f->store);
    f->store = NULL;
    outsider_forges(disguises[_i].name, disguises[_i].sql);
    check_refused(&disguises[_i], NAAST_OPEN_READ_ONLY);
    check_refused(&disguises[_i], NAAST_OPEN_READ_WRITE);
}
END_TEST

/* In a connection of somebody else's the store is the same. */
START_TEST(test_a_disguise_is_not_attached)
{
    outsider_forges(disguises[_i].name, disguises[_i].sql);
    sqlite3 *db = outsider_open(f);
    naast_store *store = NULL;
    ck_assert_int_eq(outsider_run(db, "PRAGMA foreign_keys = ON"), SQLITE_OK);
    ck_assert_int_eq(naast_store_new(NULL, &store), 0);
    ck_assert_msg(naast_store_attach(store, db) == NAAST_UNVERIFIED, "%s: %s", disguises[_i].name,
                  naast_store_message(store));
    ck_assert_ptr_null(store->engine);
    naast_store_free(store);
    sqlite3_close(db);
}
END_TEST

/* One that was attached within a transaction is looked at again: what was done in it since is of the schema, not the
 * file. */
START_TEST(test_an_attached_store_with_a_disguise_verifies_as_that)
{
    const struct disguise *disguise = &attached[_i];
    sqlite3 *db = outsider_open(f);
    naast_store *store = NULL;
    naast_verification *found = NULL;
    ck_assert_int_eq(outsider_run(db, "PRAGMA foreign_keys = ON; BEGIN"), SQLITE_OK);
    ck_assert_int_eq(naast_store_new(NULL, &store), 0);
    ck_assert_int_eq(naast_store_attach(store, db), 0);
    ck_assert_int_eq(outsider_run(db, disguise->sql), SQLITE_OK);
    ck_assert_int_eq(naast_store_verify(store, NULL, &found), NAAST_UNVERIFIED);
    ck_assert_uint_eq(found->finding_count, 1);
    ck_assert_str_eq(found->findings[0].kind, "schema");
    ck_assert_str_eq(found->findings[0].code, disguise->codes);
    ck_assert_ptr_nonnull(strstr(found->findings[0].text, disguise->object));
    ck_assert_int_eq(found->entries, 0);
    naast_free(found);
    naast_store_free(store);
    sqlite3_close(db);
}
END_TEST

START_TEST(test_the_doctor_says_what_it_is)
{
    naast_store *store = NULL;
    naast_checkup *found = NULL;
    int told = 0;
    outsider_forges(disguises[_i].name, disguises[_i].sql);
    ck_assert_int_eq(naast_store_new(NULL, &store), 0);
    ck_assert_int_eq(naast_store_checkup(store, f->path, NULL, &found), 0);
    ck_assert_int_eq(found->worst, NAAST_SEVERITY_FAULT);
    for (size_t k = 0; k < found->count; k++)
        told += strcmp(found->items[k].what, "schema") == 0 && strcmp(found->items[k].code, "schema_differs") == 0 &&
                strstr(found->items[k].text, disguises[_i].object) != NULL;
    ck_assert_msg(told == 1, "%s: not told", disguises[_i].name);
    naast_free(found);
    naast_store_free(store);
}
END_TEST

START_TEST(test_what_others_have_beside_it_is_theirs)
{
    char found[400];
    outsider_forges(beside[_i], beside[_i]);
    naast_store *store = fixture_handle(f, NAAST_OPEN_READ_WRITE);
    verify_codes(store, found, sizeof found);
    ck_assert_msg(*found == '\0', "%s: %s", beside[_i], found);
    naast_store_free(store);
}
END_TEST

START_TEST(test_the_doctor_tells_of_what_others_have)
{
    naast_store *store = NULL;
    naast_checkup *found = NULL;
    int told = 0;
    outsider_forges(beside[0], beside[0]);
    ck_assert_int_eq(naast_store_new(NULL, &store), 0);
    ck_assert_int_eq(naast_store_checkup(store, f->path, NULL, &found), 0);
    for (size_t k = 0; k < found->count; k++)
        told += strcmp(found->items[k].code, "others") == 0 && found->items[k].severity == NAAST_SEVERITY_IN_ORDER &&
                strstr(found->items[k].text, "3 of others") != NULL &&
                strstr(found->items[k].text, "theirs, theirs_a, v") != NULL;
    ck_assert_int_eq(told, 1);
    naast_free(found);
    naast_store_free(store);
}
END_TEST

/* The list is what is compared with at every opening; this holds it to what the code makes. */
START_TEST(test_the_list_is_what_is_made)
{
    static const char *const made[] = {
#define OBJECT(type, name, table, sql) type "|" name "|" table "|" sql,
#include "engine/sqlite/schema_objects.def"
#undef OBJECT
    };
    enum { COUNT = sizeof made / sizeof made[0] };
    sqlite3 *db = outsider_open(f);
    sqlite3_stmt *stmt = NULL;
    size_t count = 0;
    ck_assert_int_eq(sqlite3_prepare_v2(
                         db,
                         "SELECT type || '|' || name || '|' || tbl_name || '|' || coalesce(sql, '') FROM sqlite_schema",
                         -1, &stmt, NULL),
                     SQLITE_OK);
    for (; sqlite3_step(stmt) == SQLITE_ROW; count++) {
        ck_assert_uint_lt(count, COUNT);
        const char *text = (const char *)sqlite3_column_text(stmt, 0);
        ck_assert_msg(
            strcmp(text, made[count]) == 0,
            "make a new store, and lib/engine/sqlite/schema_objects.def from it with tests/tools/schema-objects: %s",
            text);
    }
    ck_assert_uint_eq(count, COUNT);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
}
END_TEST

/* What the list does not hold and this SQLite makes all the same is found by making it. */
START_TEST(test_the_whole_comparison_finds_nothing_in_a_new_store)
{
    struct schema_differences found;
    ok(schema_compare(f->store->engine, &found));
    ck_assert_str_eq(found.object, "");
    ck_assert_str_eq(found.trigger_missing, "");
    ck_assert_str_eq(found.trigger_unknown, "");
}
END_TEST

START_TEST(test_a_store_that_says_it_is_earlier_is_not_believed)
{
    const struct disguise earlier = {"an earlier version", "PRAGMA user_version = 1", "schema_differs ", "version 1"};
    naast_store_free(f->store);
    f->store = NULL;
    outsider_forges(earlier.name, earlier.sql);
    check_refused(&earlier, NAAST_OPEN_READ_ONLY);
    check_refused(&earlier, NAAST_OPEN_READ_WRITE);
}
END_TEST

/* ---- statements that go on for long ---- */

static int stop_at_once(void *context)
{
    ++*(int *)context;
    return 1;
}

START_TEST(test_a_statement_that_never_ends_is_stopped)
{
    int64_t value = 0;
    int asked = 0;
    f->store->engine->ops->heed(f->store->engine, stop_at_once, &asked);
    ck_assert_int_eq(sql_int(f->store, &value, ENDLESS "SELECT max(n) FROM r", ""), NAAST_STOPPED);
    ck_assert_int_gt(asked, 0);
    f->store->engine->ops->heed(f->store->engine, NULL, NULL);
    ok(sql_int(f->store, &value, "SELECT count(*) FROM naast_deal", ""));
    ck_assert_int_eq(value, 1);
}
END_TEST

static int stop_telling(void *context, int64_t done, int64_t total)
{
    (void)done;
    (void)total;
    return stop_at_once(context);
}

/* So few entries that nobody is told of any: only the statement itself can ask. */
START_TEST(test_verification_is_stopped_within_a_statement)
{
    naast_verify_spec spec = NAAST_VERIFY_SPEC_INIT;
    naast_verification *found = NULL;
    int asked = 0;
    outsider_does(f, "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 200000) "
                     "INSERT INTO naast_gone_move SELECT n FROM r");
    spec.progress = stop_telling;
    spec.context = &asked;
    spec.threads = (uint32_t)_i + 1;
    ck_assert_int_eq(naast_store_verify(f->store, &spec, &found), NAAST_STOPPED);
    ck_assert_int_gt(asked, 0);
    ck_assert_str_eq(naast_store_code(f->store), "stopped");
}
END_TEST

START_TEST(test_a_callers_connection_keeps_its_own_hook)
{
    sqlite3 *db = outsider_open(f);
    naast_verification *found = NULL;
    naast_store *store = NULL;
    int asked = 0;
    ck_assert_int_eq(outsider_run(db, "PRAGMA foreign_keys = ON"), SQLITE_OK);
    ck_assert_int_eq(naast_store_new(NULL, &store), 0);
    ck_assert_int_eq(naast_store_attach(store, db), 0);
    ck_assert_int_eq(naast_store_verify(store, NULL, &found), 0);
    naast_free(found);
    sqlite3_progress_handler(db, 100, stop_at_once, &asked);
    naast_verify_spec spec = NAAST_VERIFY_SPEC_INIT;
    ck_assert_int_eq(naast_store_verify(store, &spec, &found), NAAST_STOPPED); /* theirs, which is still there */
    ck_assert_int_gt(asked, 0);
    sqlite3_progress_handler(db, 0, NULL, NULL);
    naast_store_free(store);
    sqlite3_close(db);
}
END_TEST

/* ---- the full text ---- */

static const struct {
    const char *name, *sql;
} cut[] = {
    {"its averages", "UPDATE naast_text_data SET block = -1 WHERE id = 1"},
    {"its averages gone", "DELETE FROM naast_text_data WHERE id = 1"},
    {"its structure", "UPDATE naast_text_data SET block = x'00' WHERE id = 10"},
    {"its format", "UPDATE naast_text_config SET v = 77 WHERE k = 'version'"},
    {"its pages", "UPDATE naast_text_data SET block = x'ffffffffff' WHERE id > 100"},
};
enum { CUT = sizeof cut / sizeof cut[0] };

/* Which verification said was well, while nothing could be written any more. */
START_TEST(test_a_full_text_that_cannot_be_written_to_does_not_verify)
{
    char found[400];
    naast_store *store = NULL;
    naast_checkup *checkup = NULL;
    outsider_forges(cut[_i].name, cut[_i].sql);
    verify_codes(f->store, found, sizeof found);
    ck_assert_msg(strcmp(found, "damaged ") == 0, "%s: \"%s\"", cut[_i].name, found);
    ck_assert_int_eq(naast_store_new(NULL, &store), 0);
    ck_assert_int_eq(naast_store_checkup(store, f->path, NULL, &checkup), 0);
    ck_assert_msg(checkup->worst == NAAST_SEVERITY_FAULT, "%s: the doctor finds it well", cut[_i].name);
    naast_free(checkup);
    naast_store_free(store);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("schema");
    TCase *tests = tcase_create("schema");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 10);
    tcase_add_loop_test(tests, test_a_disguise_is_refused_and_left_as_it_is, 0, DISGUISES);
    tcase_add_loop_test(tests, test_a_disguise_is_not_attached, 0, DISGUISES);
    tcase_add_loop_test(tests, test_an_attached_store_with_a_disguise_verifies_as_that, 0, ATTACHED);
    tcase_add_loop_test(tests, test_the_doctor_says_what_it_is, 0, DISGUISES);
    tcase_add_loop_test(tests, test_what_others_have_beside_it_is_theirs, 0, BESIDE);
    tcase_add_test(tests, test_the_doctor_tells_of_what_others_have);
    tcase_add_test(tests, test_the_list_is_what_is_made);
    tcase_add_test(tests, test_the_whole_comparison_finds_nothing_in_a_new_store);
    tcase_add_test(tests, test_a_store_that_says_it_is_earlier_is_not_believed);
    tcase_add_test(tests, test_a_statement_that_never_ends_is_stopped);
    tcase_add_loop_test(tests, test_verification_is_stopped_within_a_statement, 0, 2);
    tcase_add_test(tests, test_a_callers_connection_keeps_its_own_hook);
    tcase_add_loop_test(tests, test_a_full_text_that_cannot_be_written_to_does_not_verify, 0, CUT);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
