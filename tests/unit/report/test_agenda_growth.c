/* test_agenda_growth.c: what the agenda costs does not grow with how many deals are open: an index gives their order,
 * and the limit ends the reading. Counted in steps of sqlite's machine, which no busy computer changes. */
#include "fixtures/agenda.h"
#include "fixtures/cost.h"
#include "engine/sqlite/sqlite.h"
#include "store/handle/handle.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

/* More than the thousand oldest and the thousand newest that the agenda looks at. */
enum { FEW = 2100, MANY = 2 * FEW };

static void add_deals(int count)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_id id = 0;
    spec.title = "one of many";
    spec.contact = f.sanne;
    expect_ok(&f,
              naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_IMPORT)));
    for (int k = 0; k < count; k++)
        expect_ok(&f, naast_deal_add(f.store, &spec, &id));
    expect_ok(&f, naast_operation_end(f.store, NAAST_OK));
}

static const char open_deals[] = "d.outcome IS NULL AND d.void = 0 AND coalesce(c.no_contact, 0) = 0";

static struct cost cost_of(const naast_agenda_filter *filter, const char *part)
{
    take_cost(f.store, "");
    naast_free(agenda_by(&f, filter));
    return take_cost(f.store, part);
}

START_TEST(test_open_deals_are_neither_all_read_nor_sorted)
{
    add_deals(FEW);
    struct cost cost = cost_of(NULL, open_deals);
    ck_assert_int_eq(cost.statements, 2); /* the oldest, the newest */
    ck_assert_int_eq(cost.sorted, 0);
    ck_assert_int_eq(cost.scanned, 0);
}
END_TEST

START_TEST(test_twice_as_many_open_deals_cost_the_same)
{
    add_deals(FEW);
    const struct cost few = cost_of(NULL, "");
    add_deals(MANY - FEW);
    const struct cost many = cost_of(NULL, "");
    ck_assert_int_gt(few.steps, 10000);
    ck_assert_msg(many.steps < few.steps + few.steps / 10, "%lld steps, then %lld", (long long)few.steps,
                  (long long)many.steps);
}
END_TEST

START_TEST(test_one_deal_is_found_by_its_number)
{
    naast_agenda_filter filter = NAAST_AGENDA_FILTER_INIT;
    add_deals(FEW);
    filter.deal = f.deal;
    struct cost cost = cost_of(&filter, open_deals);
    ck_assert_int_eq(cost.statements, 1);
    ck_assert_int_eq(cost.scanned, 0);
    ck_assert_int_lt(cost.steps, 200);
}
END_TEST

/* The control: a condition that hides the index is found by what is counted here. */
START_TEST(test_a_hidden_index_is_found)
{
    static const char hidden[] = "SELECT id FROM naast_deal d WHERE outcome IS NULL AND void = 0 "
                                 "AND (CAST(?1 AS INTEGER) <> 0 OR unverified = 0) ORDER BY since, id LIMIT 10";
    sqlite3_stmt *stmt = NULL;
    add_deals(FEW);
    sqlite3 *connection = of(f.store->engine)->connection;
    ck_assert_int_eq(sqlite3_prepare_v2(connection, hidden, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW)
        continue;
    const struct cost cost = take_cost(f.store, "unverified = 0) ORDER BY since");
    sqlite3_finalize(stmt);
    ck_assert_int_gt(cost.scanned, FEW - 10);
    ck_assert_int_eq(cost.sorted, 1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_open_deals_are_neither_all_read_nor_sorted,
        test_twice_as_many_open_deals_cost_the_same,
        test_one_deal_is_found_by_its_number,
        test_a_hidden_index_is_found,
    };
    return RUN_FIXTURE("agenda_growth", tests);
}
