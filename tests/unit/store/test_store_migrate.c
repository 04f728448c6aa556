/* test_store_migrate.c: the way from one schema to the next, with a list of steps of the test's own. */
#include "fixtures/journal.h"
#include "base/env/env.h"
#include "engine/engine.h"
#include "store/handle/sql.h"
#include "store/session/migrations.h"
#include "store/session/store.h"

static struct fixture fixture, *const f = &fixture;

static void set_up(void) { fixture_open(f); }
static void tear_down(void) { fixture_close(f); }

static int64_t version(void) { return outsider_int(f, "PRAGMA user_version"); }

static int add_actor(naast_store *store)
{
    struct query query;
    int status = query_open(&query, store, "INSERT INTO naast_actor(id, name) VALUES (90, 'step three')", "");
    if (status == 0)
        status = query_next(&query);
    query_close(&query);
    return status;
}

static const struct migration good[] = {
    {2, "ALTER TABLE naast_actor ADD COLUMN phone TEXT; CREATE TABLE theirs_two(id INTEGER PRIMARY KEY) STRICT", NULL},
    {3, NULL, add_actor},
    {4, "UPDATE naast_actor SET phone = 'four' WHERE id = 90", NULL},
    {0, NULL, NULL},
};

static const struct migration bad[] = {
    {SCHEMA_VERSION, "CREATE TABLE theirs_two(id INTEGER PRIMARY KEY) STRICT", NULL},
    {SCHEMA_VERSION + 1,
     "CREATE TABLE theirs_three(id INTEGER PRIMARY KEY) STRICT; CREATE TABLE theirs_two(id INTEGER)", NULL},
    {SCHEMA_VERSION + 2, "CREATE TABLE theirs_four(id INTEGER)", NULL},
    {0, NULL, NULL},
};

START_TEST(test_the_list_leads_to_this_version)
{
    int64_t last = 1;
    for (const struct migration *step = migrations; step->version != 0; step++)
        ck_assert_int_eq(step->version, ++last); /* without gaps */
    ck_assert_int_eq(last, SCHEMA_VERSION);
}
END_TEST

START_TEST(test_steps_are_taken_in_order)
{
    ok(schema_upgrade(f->store, good, 1));
    ck_assert_int_eq(version(), 4);
    ck_assert_int_eq(outsider_int(f, "SELECT value FROM naast_meta WHERE key = 'schema'"), 4);
    ck_assert_int_eq(outsider_int(f, "SELECT phone = 'four' FROM naast_actor WHERE id = 90"), 1);
}
END_TEST

START_TEST(test_steps_that_were_taken_are_not_taken_again)
{
    ok(schema_upgrade(f->store, good, 1));
    ok(schema_upgrade(f->store, good, 4));
    ck_assert_int_eq(version(), 4);
}
END_TEST

START_TEST(test_a_step_that_fails_leaves_the_one_before)
{
    ck_assert_int_eq(schema_upgrade(f->store, bad, 1), NAAST_FAILURE);
    ck_assert_ptr_nonnull(strstr(naast_store_message(f->store), "already exists"));
    ck_assert_int_eq(version(), SCHEMA_VERSION);
    ck_assert_int_eq(
        outsider_int(f, "SELECT count(*) FROM sqlite_schema WHERE name IN ('theirs_three', 'theirs_four')"), 0);
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM sqlite_schema WHERE name = 'theirs_two'"), 1);
    check_verifies(f); /* the handle goes on */
}
END_TEST

START_TEST(test_a_store_that_was_upgraded_is_newer_to_the_version_before)
{
    naast_store *store = NULL;
    ok(schema_upgrade(f->store, good, 1));
    ck_assert_int_eq(naast_store_new(NULL, &store), 0);
    ck_assert_int_eq(store_open(store, f->path, NAAST_OPEN_READ_WRITE), NAAST_NEWER);
    naast_store_free(store);
}
END_TEST

START_TEST(test_a_store_of_this_version_has_nothing_to_migrate)
{
    const int64_t schema = outsider_int(f, "PRAGMA schema_version");
    ok(store_migrate(f->store, NULL, NULL));
    ck_assert_int_eq(outsider_int(f, "PRAGMA schema_version"), schema);
    ck_assert_int_eq(version(), SCHEMA_VERSION);
}
END_TEST

START_TEST(test_migrating_without_a_store)
{
    naast_store *store = NULL;
    ck_assert_int_eq(naast_store_new(NULL, &store), 0);
    ck_assert_int_eq(store_migrate(store, NULL, NULL), NAAST_INVALID);
    naast_store_free(store);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_the_list_leads_to_this_version,
        test_steps_are_taken_in_order,
        test_steps_that_were_taken_are_not_taken_again,
        test_a_step_that_fails_leaves_the_one_before,
        test_a_store_that_was_upgraded_is_newer_to_the_version_before,
        test_a_store_of_this_version_has_nothing_to_migrate,
        test_migrating_without_a_store,
    };
    return run_tests("migrations", set_up, tear_down, tests, sizeof tests / sizeof tests[0]);
}
