/* test_store_funnel.c: the funnel, kept with every change of a deal, is always what counting the deals would give. */
#include "fixtures/journal.h"
#include "base/env/env.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/funnel.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

static struct fixture fixture, *const f = &fixture;

static void set_up(void) { fixture_open(f); }
static void tear_down(void) { fixture_close(f); }

/* One integer for a place: deals * 1,000,000,000 + minor. */
static int64_t place(const char *stage, const char *outcome, const char *currency)
{
    int64_t value = 0;
    ok(sql_int(f->store, &value,
               "SELECT deals * 1000000000 + minor FROM naast_funnel "
               "WHERE pipeline = 1 AND stage = ?1 AND outcome = ?2 AND currency = ?3",
               "ttt", stage, outcome, currency));
    return value;
}

enum { DEAL = 1000000000, AMOUNT = 2500000 };

static int check(void)
{
    int status = read_begin(f->store);
    if (status == 0)
        status = summary_check(f->store);
    return read_end(f->store, status);
}

/* Changes a deal that is as add_deal left it. */
static void change(int64_t id, enum deal_column column, struct rec_value value)
{
    unsigned char uuid[16];
    struct rec_value before[DEAL_COLUMNS], after[DEAL_COLUMNS];
    deal_values(f, before, uuid, id);
    memcpy(after, before, sizeof after);
    after[column] = value;
    ok(write_begin(f->store, OP_DEAL_EDIT));
    ok(rec_update(f->store, &table_deal, id, before, after, (uint64_t)1 << column));
    ok(write_end(f->store, 0));
}

START_TEST(test_a_new_deal_is_counted_where_it_stands)
{
    ck_assert_int_eq(place("first", "", "EUR"), DEAL + AMOUNT);
    ok(write_begin(f->store, OP_DEAL_ADD));
    add_deal(f, 2);
    ok(write_end(f->store, 0));
    ck_assert_int_eq(place("first", "", "EUR"), 2 * (DEAL + AMOUNT));
    ok(check());
}
END_TEST

START_TEST(test_a_move_takes_it_along)
{
    ok(write_begin(f->store, OP_ADVANCE));
    move_deal(f, 1, NULL);
    ok(write_end(f->store, 0));
    ck_assert_int_eq(place("first", "", "EUR"), 0);
    ck_assert_int_eq(place("second", "", "EUR"), DEAL + AMOUNT);
    ok(check());
}
END_TEST

START_TEST(test_a_move_that_is_taken_back_takes_the_count_back)
{
    ok(write_begin(f->store, OP_BATCH));
    ok(write_begin(f->store, OP_ADVANCE));
    move_deal(f, 1, NULL);
    ck_assert_int_eq(place("second", "", "EUR"), DEAL + AMOUNT);
    ck_assert_int_eq(write_end(f->store, NAAST_CONFLICT), NAAST_CONFLICT);
    ok(write_end(f->store, 0));
    ck_assert_int_eq(place("first", "", "EUR"), DEAL + AMOUNT);
    ck_assert_int_eq(place("second", "", "EUR"), 0);
    ok(check());
}
END_TEST

START_TEST(test_another_amount)
{
    change(1, DEAL_AMOUNT, rec_int(-7));
    ck_assert_int_eq(place("first", "", "EUR"), DEAL - 7);
    ok(check());
}
END_TEST

START_TEST(test_another_currency_is_another_line)
{
    change(1, DEAL_CURRENCY, rec_text("USD"));
    ck_assert_int_eq(place("first", "", "EUR"), 0);
    ck_assert_int_eq(place("first", "", "USD"), DEAL + AMOUNT);
    ok(check());
}
END_TEST

START_TEST(test_a_deal_that_is_void_is_not_counted)
{
    change(1, DEAL_VOID, rec_int(1));
    ck_assert_int_eq(place("first", "", "EUR"), 0);
    ok(check());
}
END_TEST

START_TEST(test_what_does_not_count_writes_nothing)
{
    int64_t before = 0, after = 0;
    ok(sql_int(f->store, &before, "SELECT total_changes()", ""));
    change(1, DEAL_EXPECTED, rec_int(20261201));
    ok(sql_int(f->store, &after, "SELECT total_changes()", ""));
    ck_assert_int_eq(after - before, 4); /* the deal; an entry with one part; the head */
}
END_TEST

START_TEST(test_a_funnel_that_was_meddled_with_is_seen)
{
    ok(check());
    outsider_does(f, "UPDATE naast_funnel SET minor = minor + 1");
    ck_assert_int_eq(check(), NAAST_UNVERIFIED);
    outsider_does(f, "UPDATE naast_funnel SET minor = minor - 1");
    ok(check());
    outsider_does(f, "INSERT INTO naast_funnel VALUES (1, 'nowhere', '', '', 1, 0)");
    ck_assert_int_eq(check(), NAAST_UNVERIFIED);
    outsider_does(f, "DELETE FROM naast_funnel");
    ck_assert_int_eq(check(), NAAST_UNVERIFIED);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_a_new_deal_is_counted_where_it_stands,
        test_a_move_takes_it_along,
        test_a_move_that_is_taken_back_takes_the_count_back,
        test_another_amount,
        test_another_currency_is_another_line,
        test_a_deal_that_is_void_is_not_counted,
        test_what_does_not_count_writes_nothing,
        test_a_funnel_that_was_meddled_with_is_seen,
    };
    return run_tests("funnel", set_up, tear_down, tests, sizeof tests / sizeof tests[0]);
}
