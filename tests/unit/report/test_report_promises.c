/* test_report_promises.c: the promise ledger: each item once, as it stands; every figure a second time from SQL. */
#include "fixtures/report.h"
#include "base/env/env.h"
#include "base/values/ids.h"

/* What naast_item_retract takes. */
#define BECAUSE(why)                                                                                                   \
    (&(naast_retract_spec){                                                                                            \
        .size = sizeof(naast_retract_spec),                                                                            \
        .because = (why),                                                                                              \
    })

static struct fixture f;
static naast_id sanne, deal;

static void set_up(void)
{
    naast_person_spec person = NAAST_PERSON_SPEC_INIT;
    fixture_open(&f, NAAST_LANGUAGE_ENGLISH);
    person.name = "Sanne de Wit";
    fixture_ok(&f, naast_person_add(f.store, &person, &sanne));
    deal = new_deal(&f, NULL, 0, NULL);
}
static void tear_down(void) { fixture_close(&f); }

static const naast_party us = {NAAST_SIDE_US, 0};
static naast_party them(void) { return (naast_party){NAAST_SIDE_CUSTOMER, sanne}; }

static int32_t promised(naast_id on, const char *kind, naast_party from, naast_date due)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    int32_t n = 0;
    spec.kind = kind;
    spec.text = "a test server";
    spec.from = from;
    spec.due = due;
    spec.person = strcmp(kind, "introduction") == 0 ? sanne : 0;
    fixture_ok(&f, naast_item_record(f.store, on, &spec, &n));
    return n;
}

static int settled(naast_id on, int32_t n, const char *state, naast_party by)
{
    naast_settle_spec spec = NAAST_SETTLE_SPEC_INIT;
    spec.state = state;
    spec.by = by;
    return naast_item_settle(f.store, on, n, &spec);
}

static int moved(naast_id on, int32_t n, naast_date due, naast_party agreed)
{
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.due = due;
    spec.agreed = agreed;
    spec.from = us;
    return naast_item_amend(f.store, on, n, &spec);
}

static naast_promises *promises_of(const naast_report_spec *spec)
{
    naast_promises *promises = NULL;
    fixture_ok(&f, naast_report_promises(f.store, spec, &promises));
    return promises;
}

static naast_promise_line line_of(const naast_promises *promises, const char *kind, naast_side by)
{
    static const naast_promise_line none = {
        .late_median = -1, .late_most = -1, .overdue_median = -1, .overdue_most = -1};
    for (size_t k = 0; k < promises->count; k++)
        if (strcmp(promises->items[k].kind, kind) == 0 && promises->items[k].by == by)
            return promises->items[k];
    return none;
}

static naast_promise_line ours(void)
{
    naast_promises *promises = promises_of(NULL);
    naast_promise_line line = line_of(promises, "promise", NAAST_SIDE_US);
    naast_free(promises);
    return line;
}

static void days_later(int days) { later(&f, (int64_t)days * 24 * HOUR_SECONDS); }

START_TEST(test_nothing_promised_is_no_line)
{
    naast_promises *promises = promises_of(NULL);
    ck_assert_uint_eq(promises->count, 0);
    ck_assert_uint_eq(promises->overdue_count, 0);
    naast_free(promises);
}
END_TEST

START_TEST(test_a_promise_is_overdue_from_the_day_after)
{
    promised(deal, "promise", us, 20261123);
    promised(deal, "promise", us, 0);
    ck_assert_int_eq(ours().open, 2);
    days_later(1);
    ck_assert_int_eq(ours().open, 1);
    ck_assert_int_eq(ours().overdue, 1);
    ck_assert_int_eq(ours().overdue_most, 1);
    naast_promises *promises = promises_of(NULL);
    ck_assert_uint_eq(promises->overdue_count, 1);
    ck_assert_int_eq(promises->overdue[0].deal, deal);
    ck_assert_int_eq(promises->overdue[0].n, 1);
    ck_assert_int_eq(promises->overdue[0].days, 1);
    ck_assert_str_eq(promises->overdue[0].text, "a test server");
    naast_free(promises);
}
END_TEST

START_TEST(test_kept_on_the_day_is_kept_and_a_day_after_is_late)
{
    const int32_t first = promised(deal, "promise", us, 20261124), second = promised(deal, "promise", us, 20261124);
    days_later(1);
    fixture_ok(&f, settled(deal, first, "kept", them()));
    ck_assert_int_eq(ours().kept, 1);
    days_later(1);
    fixture_ok(&f, settled(deal, second, "kept", them()));
    ck_assert_int_eq(ours().kept, 1);
    ck_assert_int_eq(ours().late, 1);
    ck_assert_int_eq(ours().late_median, 1);
}
END_TEST

START_TEST(test_a_date_moved_in_time_is_moved_and_counts_by_the_new_date)
{
    const int32_t first = promised(deal, "promise", us, 20261124), second = promised(deal, "promise", us, 20261124);
    fixture_ok(&f, moved(deal, first, 20261130, them()));
    days_later(2);
    fixture_ok(&f, moved(deal, second, 20261130, them())); /* too late to be in time */
    fixture_ok(&f, settled(deal, first, "kept", them()));
    ck_assert_int_eq(ours().reagreed, 1);
    ck_assert_int_eq(ours().kept, 1);
    ck_assert_int_eq(ours().open, 1);
}
END_TEST

START_TEST(test_what_was_broken_stays_broken_after_it_is_let_go)
{
    const int32_t broken = promised(deal, "promise", us, 20261124), other = promised(deal, "promise", us, 20261124);
    fixture_ok(&f, settled(deal, broken, "broken", us));
    ck_assert_int_eq(ours().broken, 1);
    ck_assert_int_eq(ours().forgiven, 0);
    fixture_ok(&f, settled(deal, broken, "released", them()));
    fixture_ok(&f, settled(deal, other, "released", them()));
    ck_assert_int_eq(ours().broken, 1);
    ck_assert_int_eq(ours().forgiven, 1);
    ck_assert_int_eq(ours().released, 1);
}
END_TEST

/* The ledger asks the journal what became of what was let go: where that cannot be read it does not guess. */
START_TEST(test_a_journal_that_cannot_be_read_is_told)
{
    naast_promises *promises = NULL;
    naast_honesty *honesty = NULL;
    sqlite3 *db = NULL;
    fixture_ok(&f, settled(deal, promised(deal, "promise", us, 20261124), "released", them()));
    ck_assert_int_eq(sqlite3_open(f.path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db,
                                  "DROP TRIGGER naast_body_erase; UPDATE naast_body SET bytes = x'FFFF' WHERE id = "
                                  "(SELECT max(seq) * 256 FROM naast_journal WHERE root_kind = 1)",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    ck_assert_int_eq(naast_report_promises(f.store, NULL, &promises), NAAST_UNVERIFIED);
    ck_assert_str_eq(naast_store_code(f.store), "journal_unreadable");
    ck_assert_int_eq(naast_report_honesty(f.store, NULL, &honesty), NAAST_UNVERIFIED);
    ck_assert(promises == NULL && honesty == NULL);
}
END_TEST

START_TEST(test_each_side_and_kind_by_who_owes_it)
{
    promised(deal, "promise", us, 0);
    promised(deal, "promise", them(), 0);
    promised(deal, "introduction", them(), 0);
    promised(deal, "condition", them(), 0);
    naast_promises *promises = promises_of(NULL);
    ck_assert_uint_eq(promises->count, 4);
    ck_assert_int_eq(line_of(promises, "promise", NAAST_SIDE_US).open, 1);
    ck_assert_int_eq(line_of(promises, "promise", NAAST_SIDE_CUSTOMER).open, 1);
    ck_assert_int_eq(line_of(promises, "introduction", NAAST_SIDE_CUSTOMER).open, 1);
    ck_assert_int_eq(line_of(promises, "condition", NAAST_SIDE_US).open, 1);
    ck_assert_int_eq(promises->items[0].by, NAAST_SIDE_US);
    ck_assert_str_eq(promises->items[0].kind, "condition");
    naast_free(promises);
}
END_TEST

START_TEST(test_none_is_no_promise_and_one_taken_back_stands_apart)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    int32_t n = 0;
    spec.kind = "condition";
    spec.text = "nothing but the invoice";
    spec.none = 1;
    spec.from = them();
    fixture_ok(&f, naast_item_record(f.store, deal, &spec, &n));
    fixture_ok(&f, naast_item_retract(f.store, deal, promised(deal, "promise", us, 20261101), BECAUSE("wrong deal")));
    naast_promises *promises = promises_of(NULL);
    ck_assert_uint_eq(promises->count, 1);
    ck_assert_int_eq(ours().retracted, 1);
    ck_assert_int_eq(ours().overdue, 0);
    naast_free(promises);
}
END_TEST

/* ---- a random past, against SQL ---- */

#define LEDGER                                                                                                         \
    "WITH ledger AS (SELECT e.*, CASE e.kind WHEN 'introduction' THEN 2 WHEN 'condition' THEN 1 ELSE e.side END AS "   \
    "promisor, julianday(date(?3 / 1000000, 'unixepoch')) - julianday(substr(e.due, 1, 4) || '-' || "                  \
    "substr(e.due, 5, 2) || '-' || substr(e.due, 7, 2)) AS over, julianday(substr(e.settled_on, 1, 4) || '-' || "      \
    "substr(e.settled_on, 5, 2) || '-' || substr(e.settled_on, 7, 2)) - julianday(substr(e.due, 1, 4) || '-' || "      \
    "substr(e.due, 5, 2) || '-' || substr(e.due, 7, 2)) AS late FROM naast_evidence e JOIN naast_deal d "              \
    "ON d.id = e.id / 1048576 AND d.void = 0 WHERE e.void = 0 AND e.kind = ?1), "                                      \
    "mine AS (SELECT * FROM ledger WHERE promisor = ?2 AND state <> 'none') "
#define WITHIN "settled_on BETWEEN ?4 AND ?5 "

static int64_t ask(const char *sql, const naast_promise_line *line, int64_t since, int64_t until)
{
    return asked(&f, sql, "tiiii", line->kind, (int64_t)line->by, f.now, since, until);
}
#define ASK(what) ask(LEDGER what, line, since, until)

static void check_line(const naast_promise_line *line, int64_t since, int64_t until)
{
#define DONE "FROM mine WHERE retracted = 0 AND state IN ('kept', 'met') AND " WITHIN
#define OVER "FROM mine WHERE retracted = 0 AND state = 'open' AND over > 0 "
    ck_assert_int_eq(line->open, ASK("SELECT count(*) FROM mine WHERE retracted = 0 AND state = 'open' "
                                     "AND coalesce(over, 0) <= 0"));
    ck_assert_int_eq(line->overdue, ASK("SELECT count(*) " OVER));
    ck_assert_int_eq(line->overdue_most, ASK("SELECT max(over) " OVER));
    ck_assert_int_eq(line->overdue_median,
                     ASK("SELECT over " OVER "ORDER BY over LIMIT 1 OFFSET ((SELECT count(*) " OVER ") - 1) / 2"));
    ck_assert_int_eq(line->kept, ASK("SELECT count(*) " DONE "AND coalesce(late, 0) <= 0"));
    ck_assert_int_eq(line->late, ASK("SELECT count(*) " DONE "AND late > 0"));
    ck_assert_int_eq(line->late_most, ASK("SELECT max(late) " DONE "AND late > 0"));
    ck_assert_int_eq(line->broken - line->forgiven,
                     ASK("SELECT count(*) FROM mine WHERE retracted = 0 AND state = 'broken' AND " WITHIN));
    ck_assert_int_eq(line->released + line->forgiven,
                     ASK("SELECT count(*) FROM mine WHERE retracted = 0 AND state = 'released' AND " WITHIN));
    ck_assert_int_eq(line->retracted, ASK("SELECT count(*) FROM mine WHERE retracted = 1 AND day BETWEEN ?4 AND ?5"));
    ck_assert_int_eq(line->reagreed, ASK("SELECT count(*) FROM mine WHERE retracted = 0 AND reagreed > 0 AND (" WITHIN
                                         "OR state = 'open')"));
}

/* One random step of an item. *broken: whether that is the last that was said of it, but for its being let go. */
static void random_item_step(struct dice *dice, naast_id on, int32_t n, const char *kind, naast_side side, int *broken)
{
    const int promise = strcmp(kind, "promise") == 0;
    const naast_side by = promise ? side : strcmp(kind, "condition") == 0 ? NAAST_SIDE_US : NAAST_SIDE_CUSTOMER;
    const naast_party owed = by == NAAST_SIDE_US ? them() : us;
    const int roll = dice_below(dice, 10);
    if (roll < 2)
        (void)moved(on, n, naast_date_add(naast_store_today(f.store), 1 + dice_below(dice, 20)), owed);
    else if (roll < 5 && settled(on, n, promise ? "kept" : "met", owed) == 0)
        *broken = 0;
    else if (roll >= 5 && roll < 7 && promise && settled(on, n, "broken", us) == 0)
        *broken = 1;
    else if (roll >= 7 && roll < 9)
        (void)settled(on, n, "released", owed);
    else if (roll == 9)
        (void)naast_item_retract(f.store, on, n, BECAUSE("no longer"));
}

START_TEST(test_every_figure_of_a_random_past_is_what_sql_says)
{
    static const char *const kinds[] = {"promise", "promise", "introduction", "condition"};
    struct dice dice = dice_new();
    int64_t forgiven = 0;
    const naast_time now = f.now;
    for (int k = 0; k < 250; k++) {
        f.now = now - (int64_t)dice_below(&dice, 200 * 24) * HOUR_SECONDS * SECOND;
        const naast_id on = dice_below(&dice, 3) == 0 ? new_deal(&f, NULL, 0, NULL) : deal;
        const char *kind = kinds[dice_below(&dice, 4)];
        const naast_side side =
            strcmp(kind, "promise") == 0 && dice_below(&dice, 2) ? NAAST_SIDE_US : NAAST_SIDE_CUSTOMER;
        const naast_date due =
            dice_below(&dice, 5) == 0 ? 0 : naast_date_add(naast_store_today(f.store), 1 + dice_below(&dice, 60));
        const int32_t n = promised(on, kind, side == NAAST_SIDE_US ? us : them(), due);
        int broken = 0;
        for (int steps = dice_below(&dice, 4); steps > 0; steps--) {
            later(&f, (int64_t)dice_below(&dice, 30 * 24) * HOUR_SECONDS);
            f.now = f.now > now ? now : f.now;
            random_item_step(&dice, on, n, kind, side, &broken);
        }
        forgiven +=
            broken && asked(&f, "SELECT 1 FROM naast_evidence WHERE id = ?1 AND retracted = 0 AND state = 'released'",
                            "i", child_key(on, n)) == 1;
    }
    f.now = now;
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    for (int window = 0; window < 2; window++) {
        spec.since = window ? 20260701 : 0;
        spec.until = window ? 20260930 : 0;
        int64_t told = 0;
        naast_promises *promises = promises_of(&spec);
        for (size_t k = 0; k < 8; k++) {
            const char *kind = kinds[1 + k / 2 % 3];
            naast_promise_line line = line_of(promises, kind, k % 2 ? NAAST_SIDE_US : NAAST_SIDE_CUSTOMER);
            line.kind = kind;
            line.by = k % 2 ? NAAST_SIDE_US : NAAST_SIDE_CUSTOMER;
            check_line(&line, spec.since, spec.until ? spec.until : 99991231);
            told += k < 6 ? line.forgiven : 0;
        }
        if (window == 0)
            ck_assert_int_eq(told, forgiven);
        for (size_t k = 1; k < promises->overdue_count; k++)
            ck_assert_int_ge(promises->overdue[k - 1].days, promises->overdue[k].days);
        naast_free(promises);
    }
}
END_TEST

START_TEST(test_without_memory_there_is_no_report)
{
    int failed = 0, status = NAAST_NO_MEMORY;
    const int32_t broken = promised(deal, "promise", us, 20261124);
    fixture_ok(&f, settled(deal, broken, "broken", us));
    fixture_ok(&f, settled(deal, broken, "released", them()));
    promised(deal, "promise", us, 20261124);
    days_later(3);
    fixture_ok(&f, settled(deal, promised(deal, "promise", them(), 20261120), "kept", us));
    for (long k = 1; status != 0; k++) {
        naast_promises *promises = NULL;
        f.requests = 0;
        f.fail_at = k;
        status = naast_report_promises(f.store, NULL, &promises);
        f.fail_at = 0;
        ck_assert(status == 0 || (status == NAAST_NO_MEMORY && promises == NULL));
        failed += status != 0;
        naast_free(promises);
    }
    ck_assert_int_gt(failed, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report promises");
    TCase *one = tcase_create("promises");
    tcase_add_checked_fixture(one, set_up, tear_down);
    tcase_set_timeout(one, 120);
    tcase_add_test(one, test_nothing_promised_is_no_line);
    tcase_add_test(one, test_a_promise_is_overdue_from_the_day_after);
    tcase_add_test(one, test_kept_on_the_day_is_kept_and_a_day_after_is_late);
    tcase_add_test(one, test_a_date_moved_in_time_is_moved_and_counts_by_the_new_date);
    tcase_add_test(one, test_what_was_broken_stays_broken_after_it_is_let_go);
    tcase_add_test(one, test_a_journal_that_cannot_be_read_is_told);
    tcase_add_test(one, test_each_side_and_kind_by_who_owes_it);
    tcase_add_test(one, test_none_is_no_promise_and_one_taken_back_stands_apart);
    tcase_add_test(one, test_every_figure_of_a_random_past_is_what_sql_says);
    tcase_add_test(one, test_without_memory_there_is_no_report);
    suite_add_tcase(suite, one);
    return run_suite(suite);
}
