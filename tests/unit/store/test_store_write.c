/* test_store_write.c: writes within writes, read snapshots, and two handles on one file. */
#include "fixtures/journal.h"
#include "base/env/env.h"
#include "base/values/ids.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

static struct fixture fixture, *const f = &fixture;

static void set_up(void) { fixture_open(f); }
static void tear_down(void) { fixture_close(f); }

static int add_actor(naast_store *store, const char *name)
{
    const struct rec_value row[ACTOR_COLUMNS] = {[ACTOR_NAME] = rec_text(name)};
    return rec_insert(store, &table_actor, row, NULL);
}

/* Of those that the tests add: Anna is there from the start. */
static int64_t actors(naast_store *store)
{
    int64_t count = -1;
    const int status = sql_int(store, &count, "SELECT count(*) - 1 FROM naast_actor", "");
    ck_assert_msg(status == 0, "%s", naast_store_message(store));
    return count;
}

static int write_actor(naast_store *store, const char *name, int fails)
{
    int status = write_begin(store, OP_BATCH);
    if (status == 0)
        status = add_actor(store, name);
    return write_end(store, status == 0 ? fails : status);
}

START_TEST(test_what_ends_well_is_kept)
{
    ok(write_actor(f->store, "Bas", 0));
    ck_assert_int_eq(actors(f->store), 1);
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_actor"), 2);
    check_verifies(f);
}
END_TEST

START_TEST(test_what_ends_badly_is_not_kept)
{
    const int64_t last = naast_operation_last(f->store);
    ck_assert_int_eq(write_actor(f->store, "Bas", NAAST_NOT_YET), NAAST_NOT_YET);
    ck_assert_int_eq(actors(f->store), 0);
    ck_assert_int_eq(naast_operation_last(f->store), last);
    check_verifies(f);
}
END_TEST

START_TEST(test_an_inner_write_that_fails_leaves_the_outer_one_standing)
{
    ok(write_begin(f->store, OP_BATCH));
    ok(add_actor(f->store, "Bas"));
    ck_assert_int_eq(write_actor(f->store, "Cas", NAAST_CONFLICT), NAAST_CONFLICT);
    ok(write_actor(f->store, "Dirk", 0));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(actors(f->store), 2);
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_actor WHERE name = 'Cas'"), 0);
    check_verifies(f); /* the journal knows nothing of it either */
}
END_TEST

START_TEST(test_an_outer_write_that_fails_takes_the_inner_ones_with_it)
{
    ok(write_begin(f->store, OP_BATCH));
    ok(write_actor(f->store, "Bas", 0));
    ck_assert_int_eq(write_end(f->store, NAAST_INVALID), NAAST_INVALID);
    ck_assert_int_eq(actors(f->store), 0);
    check_verifies(f);
}
END_TEST

START_TEST(test_writes_nest_deep)
{
    enum { DEEP = 40 };
    for (int k = 0; k < DEEP; k++) {
        ok(write_begin(f->store, OP_BATCH));
        ok(add_actor(f->store, "Bas"));
    }
    for (int k = 0; k < DEEP; k++) {
        const int status = k == 20 ? NAAST_CONFLICT : 0; /* takes what is inside it, and nothing of what is outside */
        ck_assert_int_eq(write_end(f->store, status), status);
    }
    ck_assert_int_eq(actors(f->store), DEEP - 21);
    check_verifies(f);
}
END_TEST

START_TEST(test_an_operation_has_one_number)
{
    const int64_t before = naast_operation_last(f->store);
    ok(write_begin(f->store, OP_BATCH));
    ok(write_actor(f->store, "Bas", 0));
    ok(set_deal(f, 1, DEAL_CREV, 1, 2));
    ok(write_end(f->store, 0));
    const int64_t after = naast_operation_last(f->store);
    ck_assert_int_gt(after, before);
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_journal WHERE first = (SELECT max(first) FROM "
                                     "naast_journal)"),
                     2); /* the store's entry and the deal's */
    ck_assert_int_eq(outsider_int(f, "SELECT max(first) FROM naast_journal"), after);
}
END_TEST

START_TEST(test_a_write_that_changes_nothing_has_no_number)
{
    const int64_t before = naast_operation_last(f->store);
    ok(write_begin(f->store, OP_BATCH));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(naast_operation_last(f->store), before);
    check_verifies(f);
}
END_TEST

START_TEST(test_the_message_of_a_failure_survives_the_rollback)
{
    ok(write_begin(f->store, OP_BATCH));
    const int status = FAIL(&f->store->env, MSG_TEXT_MISSING, "the title");
    ck_assert_int_eq(write_end(f->store, status), NAAST_INVALID);
    ck_assert_ptr_nonnull(strstr(naast_store_message(f->store), "the title"));
    ok(write_begin(f->store, OP_BATCH));
    ok(write_begin(f->store, OP_BATCH));
    (void)FAIL(&f->store->env, MSG_TEXT_MISSING, "the name");
    ck_assert_int_eq(write_end(f->store, status), NAAST_INVALID);
    ck_assert_ptr_nonnull(strstr(naast_store_message(f->store), "the name"));
    ok(write_end(f->store, 0));
}
END_TEST

/* What sqlite3 does by itself when the disk is full in the middle of a statement. */
START_TEST(test_nothing_is_written_outside_a_transaction_that_the_engine_took_back)
{
    ok(write_begin(f->store, OP_BATCH));
    ok(write_begin(f->store, OP_BATCH));
    ok(add_actor(f->store, "Bas"));
    ok(f->store->engine->ops->run(f->store->engine, "ROLLBACK"));
    ck_assert_int_eq(add_actor(f->store, "Cas"), NAAST_IO);
    ck_assert_str_eq(naast_store_code(f->store), "transaction_lost");
    ck_assert_int_eq(write_end(f->store, NAAST_IO), NAAST_IO);
    ck_assert_int_eq(write_actor(f->store, "Dirk", 0), NAAST_IO); /* the outer one may not go on */
    ck_assert_int_eq(write_end(f->store, 0), NAAST_IO);
    ck_assert_int_eq(actors(f->store), 0);
    ok(write_actor(f->store, "Bas", 0)); /* and the handle is as good as before */
    ck_assert_int_eq(actors(f->store), 1);
    check_verifies(f);
}
END_TEST

START_TEST(test_a_constraint_tells_what_it_is_about)
{
    ok(write_begin(f->store, OP_BATCH));
    ck_assert_int_eq(add_note(f, child_key(1, 1), "another D1.1", NULL), NAAST_FAILURE);
    ck_assert_str_eq(naast_store_code(f->store), "constraint");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f->store), "a row is not replaced"));
    ck_assert_int_eq(write_end(f->store, NAAST_FAILURE), NAAST_FAILURE);
}
END_TEST

START_TEST(test_what_points_at_a_deal_is_looked_at_when_the_write_ends)
{
    ok(write_begin(f->store, OP_BATCH));
    const struct rec_value row[TASK_COLUMNS] = {
        [TASK_TEXT] = rec_text("call"), [TASK_DEAL] = rec_int(77), [TASK_VOID] = rec_int(0)};
    ok(rec_insert(f->store, &table_task, row, NULL));
    ck_assert_int_eq(write_end(f->store, 0), NAAST_FAILURE);
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_task"), 0);
    check_verifies(f);
}
END_TEST

/* ---- reads ---- */

START_TEST(test_a_read_is_one_snapshot)
{
    naast_store *other = fixture_handle(f, NAAST_OPEN_READ_WRITE);
    ok(read_begin(f->store));
    ck_assert_int_eq(actors(f->store), 0);
    ck_assert_int_eq(write_actor(other, "Bas", 0), 0);
    ck_assert_int_eq(actors(f->store), 0);
    ok(read_begin(f->store)); /* an inner one is the same */
    ck_assert_int_eq(actors(f->store), 0);
    ok(read_end(f->store, 0));
    ck_assert_int_eq(actors(f->store), 0);
    ok(read_end(f->store, 0));
    ck_assert_int_eq(actors(f->store), 1);
    naast_store_free(other);
}
END_TEST

START_TEST(test_a_read_inside_a_write_sees_it)
{
    ok(write_begin(f->store, OP_BATCH));
    ok(add_actor(f->store, "Bas"));
    ok(read_begin(f->store));
    ck_assert_int_eq(actors(f->store), 1);
    ck_assert_int_eq(read_end(f->store, NAAST_NOT_FOUND), NAAST_NOT_FOUND); /* a read that fails undoes nothing */
    ok(write_end(f->store, 0));
    ck_assert_int_eq(actors(f->store), 1);
}
END_TEST

START_TEST(test_a_write_inside_a_read_is_not_begun)
{
    ok(read_begin(f->store));
    ck_assert_int_eq(write_actor(f->store, "Bas", 0), NAAST_CONFLICT);
    ck_assert_str_eq(naast_store_code(f->store), "write_in_read");
    ok(read_end(f->store, 0));
    ok(write_actor(f->store, "Bas", 0));
}
END_TEST

START_TEST(test_the_end_of_a_begin_that_failed_does_nothing)
{
    ok(read_begin(f->store));
    ck_assert_int_eq(write_end(f->store, write_begin(f->store, OP_BATCH)), NAAST_CONFLICT);
    ck_assert_int_eq(f->store->reading, 1);
    ck_assert_int_eq(f->store->depth, 0);
    ok(read_end(f->store, 0));
}
END_TEST

START_TEST(test_a_handle_that_only_reads_does_not_write)
{
    naast_store *reader = fixture_handle(f, NAAST_OPEN_READ_ONLY);
    ck_assert_int_eq(actors(reader), 0);
    ck_assert_int_eq(write_actor(reader, "Bas", 0), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(reader), "store_read_only");
    naast_store_free(reader);
}
END_TEST

START_TEST(test_a_handle_without_a_store)
{
    naast_store *store = NULL;
    struct query query;
    ck_assert_int_eq(naast_store_new(NULL, &store), 0);
    ck_assert_int_eq(write_end(store, write_begin(store, OP_BATCH)), NAAST_INVALID);
    ck_assert_int_eq(read_end(store, read_begin(store)), NAAST_INVALID);
    ck_assert_int_eq(query_open(&query, store, "SELECT 1", ""), NAAST_INVALID);
    ck_assert_int_eq(query_next(&query), NAAST_INVALID);
    query_close(&query);
    ck_assert_str_eq(naast_store_code(store), "store_closed");
    naast_store_free(store);
}
END_TEST

START_TEST(test_a_handle_freed_within_a_write_keeps_nothing_of_it)
{
    naast_store *other = fixture_handle(f, NAAST_OPEN_READ_WRITE);
    ck_assert_int_eq(write_begin(other, OP_BATCH), 0);
    ck_assert_int_eq(write_begin(other, OP_BATCH), 0);
    ck_assert_int_eq(add_actor(other, "Bas"), 0);
    naast_store_free(other);
    ck_assert_int_eq(actors(f->store), 0);
    ok(write_actor(f->store, "Cas", 0)); /* nobody is in the way */
    check_verifies(f);
}
END_TEST

START_TEST(test_two_handles_on_one_file_take_turns)
{
    naast_store *other = fixture_handle(f, NAAST_OPEN_READ_WRITE);
    for (int k = 0; k < 20; k++)
        ck_assert_int_eq(write_actor(k % 2 ? f->store : other, "Bas", 0), 0);
    ck_assert_int_eq(actors(f->store), 20);
    ck_assert_int_eq(actors(other), 20);
    naast_store_free(other);
    check_verifies(f);
}
END_TEST

START_TEST(test_two_stores_in_one_process_are_two)
{
    struct fixture second;
    fixture_open(&second);
    ok(write_begin(f->store, OP_BATCH));
    ck_assert_int_eq(write_actor(second.store, "Bas", 0), 0);
    ok(write_end(f->store, NAAST_OK));
    ck_assert_int_eq(actors(f->store), 0);
    ck_assert_int_eq(actors(second.store), 1);
    fixture_close(&second);
}
END_TEST

START_TEST(test_operations_have_names)
{
    for (int k = OP_INIT; k < OP_END_OF_LIST; k++) {
        ck_assert_str_ne(operation_name(k), "unknown");
        ck_assert_int_eq(operation_from_name(operation_name(k)), k);
    }
    ck_assert_str_eq(operation_name(0), "unknown");
    ck_assert_str_eq(operation_name(OP_END_OF_LIST), "unknown");
    ck_assert_str_eq(operation_name(-1), "unknown");
    ck_assert_int_eq(operation_from_name("no such thing"), 0);
    ck_assert_int_eq(operation_from_name(NULL), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_what_ends_well_is_kept,
        test_what_ends_badly_is_not_kept,
        test_an_inner_write_that_fails_leaves_the_outer_one_standing,
        test_an_outer_write_that_fails_takes_the_inner_ones_with_it,
        test_writes_nest_deep,
        test_an_operation_has_one_number,
        test_a_write_that_changes_nothing_has_no_number,
        test_the_message_of_a_failure_survives_the_rollback,
        test_nothing_is_written_outside_a_transaction_that_the_engine_took_back,
        test_a_constraint_tells_what_it_is_about,
        test_what_points_at_a_deal_is_looked_at_when_the_write_ends,
        test_a_read_is_one_snapshot,
        test_a_read_inside_a_write_sees_it,
        test_a_write_inside_a_read_is_not_begun,
        test_the_end_of_a_begin_that_failed_does_nothing,
        test_a_handle_that_only_reads_does_not_write,
        test_a_handle_without_a_store,
        test_a_handle_freed_within_a_write_keeps_nothing_of_it,
        test_two_handles_on_one_file_take_turns,
        test_two_stores_in_one_process_are_two,
        test_operations_have_names,
    };
    return run_tests("writes", set_up, tear_down, tests, sizeof tests / sizeof tests[0]);
}
