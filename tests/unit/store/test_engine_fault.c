/* test_engine_fault.c: every call to the engine fails in turn: nothing half is kept, and nothing but a rollback follows
 * a failure. */
#include "fixtures/engine_fault.h"
#include "fixtures/journal.h"
#include "base/env/env.h"
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

/* A handle whose engine follows the plan; wrapped before any statement was prepared on it. */
static naast_store *faulty_handle(struct fault_plan *plan)
{
    naast_store *store = fixture_handle(f, NAAST_OPEN_READ_WRITE);
    ck_assert_int_eq(engine_fault_wrap(store->engine, plan, &store->engine), 0);
    return store;
}

static int add_actor(naast_store *store, const char *name)
{
    const struct rec_value row[ACTOR_COLUMNS] = {[ACTOR_NAME] = rec_text(name)};
    return rec_insert(store, &table_actor, row, NULL);
}

static int add_org(naast_store *store)
{
    unsigned char uuid[16];
    const struct rec_value row[ORG_COLUMNS] = {
        [ORG_UUID] = uuid_value(uuid, 77), [ORG_NAME] = rec_text("Elsewhere"), [ORG_VOID] = rec_int(0)};
    return rec_insert(store, &table_org, row, NULL);
}

/* A write with another inside it, as a domain function would do it. */
static int sample_write(naast_store *store)
{
    int status = write_begin(store, OP_BATCH);
    if (status == 0)
        status = add_actor(store, "Bas");
    if (status == 0) {
        status = write_begin(store, OP_ORG_ADD);
        if (status == 0)
            status = add_org(store);
        status = write_end(store, status);
    }
    return write_end(store, status);
}

static int64_t rows(void)
{
    return outsider_int(f, "SELECT (SELECT count(*) FROM naast_actor WHERE name = 'Bas') + "
                           "(SELECT count(*) FROM naast_org WHERE name = 'Elsewhere')");
}

START_TEST(test_the_plan_without_a_fault)
{
    struct fault_plan plan = {0};
    naast_store *store = faulty_handle(&plan);
    ck_assert_int_eq(sample_write(store), 0);
    ck_assert_int_eq(rows(), 2);
    ck_assert_int_gt(plan.calls, 30);
    ck_assert_int_eq(plan.violations, 0);
    naast_store_free(store);
    check_verifies(f);
}
END_TEST

/* The calls of one write, each failing once; *later: how often a write after it succeeded through the same handle. */
static void fail_each_call(int status, int64_t calls, int *later)
{
    for (int64_t k = 1; k <= calls; k++) {
        struct fault_plan plan = {.fail_at = k, .status = status};
        naast_store *store = faulty_handle(&plan);
        const int result = sample_write(store);
        ck_assert_msg(result == status, "call %ld: %d, not %d", (long)k, result, status);
        ck_assert_msg(plan.violations == 0, "call %ld: %ld violations", (long)k, (long)plan.violations);
        ck_assert_msg(rows() == 0, "call %ld: %ld rows are there", (long)k, (long)rows());
        ck_assert_int_eq(store->depth, 0);
        *later += read_end(store, read_begin(store)) == 0;
        naast_store_free(store);
    }
}

static int64_t count_calls(void)
{
    struct fault_plan plan = {0};
    naast_store *store = faulty_handle(&plan);
    int status = write_begin(store, OP_BATCH);
    if (status == 0)
        status = add_actor(store, "Bas");
    if (status == 0) {
        status = write_begin(store, OP_ORG_ADD);
        if (status == 0)
            status = add_org(store);
        status = write_end(store, status);
    }
    /* all of it but the commit, which the next write would see */
    ck_assert_int_eq(write_end(store, status == 0 ? NAAST_INVALID : status), NAAST_INVALID);
    naast_store_free(store);
    return plan.calls;
}

START_TEST(test_each_call_that_fails_leaves_nothing)
{
    static const int statuses[] = {NAAST_IO, NAAST_NO_MEMORY, NAAST_BUSY};
    const int64_t calls = count_calls() - 1; /* the last one is the rollback */
    int later = 0;
    ck_assert_int_gt(calls, 15);
    for (size_t k = 0; k < sizeof statuses / sizeof statuses[0]; k++)
        fail_each_call(statuses[k], calls, &later);
    ck_assert_int_eq(later, (int)(calls * 3)); /* the handle goes on after each of them */
    check_verifies(f);
}
END_TEST

/* From the journal's entries on: all that write_end does before the commit, and the commit itself. */
START_TEST(test_each_call_of_the_end_that_fails_leaves_nothing)
{
    int reached = 0;
    for (int64_t k = count_calls(); !reached; k++) {
        struct fault_plan plan = {.fail_at = k, .status = NAAST_IO};
        naast_store *store = faulty_handle(&plan);
        const int result = sample_write(store);
        reached = plan.calls < k;
        ck_assert_int_eq(result, reached ? 0 : NAAST_IO);
        ck_assert_int_eq(rows(), reached ? 2 : 0);
        ck_assert_int_eq(plan.violations, 0);
        naast_store_free(store);
    }
    check_verifies(f);
}
END_TEST

/* The outer write goes on when the inner one has failed and was taken back. */
START_TEST(test_an_outer_write_that_goes_on_is_kept_without_the_inner_one)
{
    struct fault_plan plan = {.status = NAAST_IO};
    naast_store *store = faulty_handle(&plan);
    ck_assert_int_eq(write_begin(store, OP_BATCH), 0);
    ck_assert_int_eq(add_actor(store, "Bas"), 0);
    ck_assert_int_eq(write_begin(store, OP_BATCH), 0);
    plan.fail_at = plan.calls + 3;
    ck_assert_int_eq(write_end(store, add_org(store)), NAAST_IO);
    ck_assert_int_eq(write_end(store, 0), 0);
    ck_assert_int_eq(plan.violations, 0);
    ck_assert_int_eq(rows(), 1);
    naast_store_free(store);
    check_verifies(f);
}
END_TEST

START_TEST(test_an_outer_write_does_not_go_on_when_the_inner_one_cannot_be_taken_back)
{
    struct fault_plan plan = {.status = NAAST_IO};
    naast_store *store = faulty_handle(&plan);
    ck_assert_int_eq(write_begin(store, OP_BATCH), 0);
    ck_assert_int_eq(add_actor(store, "Bas"), 0);
    ck_assert_int_eq(write_begin(store, OP_BATCH), 0);
    ck_assert_int_eq(add_org(store), 0);
    plan.fail_at = plan.calls + 1; /* the rollback to the savepoint */
    ck_assert_int_eq(write_end(store, NAAST_CONFLICT), NAAST_CONFLICT);
    ck_assert_int_eq(write_end(store, write_begin(store, OP_BATCH)), NAAST_IO);
    ck_assert_int_eq(write_end(store, 0), NAAST_IO);
    ck_assert_int_eq(rows(), 0);
    ck_assert_int_eq(sample_write(store), 0); /* the handle is as good as before */
    ck_assert_int_eq(rows(), 2);
    ck_assert_int_eq(plan.violations, 0);
    naast_store_free(store);
    check_verifies(f);
}
END_TEST

START_TEST(test_a_rollback_that_fails_is_made_up_for)
{
    struct fault_plan plan = {.status = NAAST_IO};
    naast_store *store = faulty_handle(&plan);
    ck_assert_int_eq(write_begin(store, OP_BATCH), 0);
    ck_assert_int_eq(add_actor(store, "Bas"), 0);
    plan.fail_at = plan.calls + 1;
    ck_assert_int_eq(write_end(store, NAAST_CONFLICT), NAAST_CONFLICT);
    ck_assert_int_eq(sample_write(store), 0);
    ck_assert_int_eq(rows(), 2); /* one Bas, not two */
    naast_store_free(store);
    check_verifies(f);
}
END_TEST

/* The control: somebody who goes on after a failure is seen. */
START_TEST(test_going_on_after_a_failure_is_counted)
{
    struct fault_plan plan = {.status = NAAST_IO};
    naast_store *store = faulty_handle(&plan);
    ck_assert_int_eq(write_begin(store, OP_BATCH), 0);
    plan.fail_at = plan.calls + 2;
    ck_assert_int_eq(add_actor(store, "Bas"), NAAST_IO);
    ck_assert_int_eq(plan.violations, 0);
    ck_assert_int_eq(add_actor(store, "Bas"), 0);
    ck_assert_int_gt(plan.violations, 0);
    (void)write_end(store, NAAST_IO);
    naast_store_free(store);
}
END_TEST

START_TEST(test_a_read_that_fails_is_ended)
{
    for (int64_t k = 1; k <= 4; k++) { /* begin, prepare, step, commit */
        struct fault_plan plan = {.fail_at = k, .status = NAAST_IO};
        naast_store *store = faulty_handle(&plan);
        int64_t count = -1;
        int status = read_begin(store);
        if (status == 0)
            status = sql_int(store, &count, "SELECT count(*) FROM naast_deal", "");
        ck_assert_int_eq(read_end(store, status), NAAST_IO);
        ck_assert_int_eq(store->engine->ops->in_transaction(store->engine), 0);
        ck_assert_int_eq(plan.violations, 0);
        ck_assert_int_eq(write_end(store, write_begin(store, OP_BATCH)), 0); /* nothing is in its way */
        naast_store_free(store);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_the_plan_without_a_fault,
        test_each_call_that_fails_leaves_nothing,
        test_each_call_of_the_end_that_fails_leaves_nothing,
        test_an_outer_write_that_goes_on_is_kept_without_the_inner_one,
        test_an_outer_write_does_not_go_on_when_the_inner_one_cannot_be_taken_back,
        test_a_rollback_that_fails_is_made_up_for,
        test_going_on_after_a_failure_is_counted,
        test_a_read_that_fails_is_ended,
    };
    return run_tests("faults", set_up, tear_down, tests, sizeof tests / sizeof tests[0]);
}
