/* test_report_velocity.c: what counts as qualified, the formula, the weeks; every figure a second time from SQL. */
#include "fixtures/report.h"
#include "base/env/env.h"

static struct fixture f;

static void set_up(void) { fixture_open(&f, NAAST_LANGUAGE_ENGLISH); }
static void tear_down(void) { fixture_close(&f); }

static naast_velocity *velocity_of(const naast_report_spec *spec)
{
    naast_velocity *velocity = NULL;
    fixture_ok(&f, naast_report_velocity(f.store, spec, &velocity));
    return velocity;
}

static void days_later(int days) { later(&f, (int64_t)days * 24 * HOUR_SECONDS); }

/* A deal that ends after so many days, having passed a gate. */
static void passed(int days, const char *outcome, int64_t minor)
{
    const naast_time now = f.now;
    f.now -= (int64_t)days * 24 * HOUR_SECONDS * SECOND;
    naast_id deal = new_deal(&f, NULL, minor, "EUR");
    f.now = now;
    move_deal(&f, deal, "advance", "match", NULL, NULL);
    if (strcmp(outcome, "won") == 0)
        move_deal(&f, deal, "advance", "delivery", "won", NULL);
    else
        move_deal(&f, deal, "end", "match", outcome, NULL);
}

START_TEST(test_an_empty_store_has_no_speed)
{
    naast_velocity *velocity = velocity_of(NULL);
    ck_assert_uint_eq(velocity->count, 0);
    ck_assert_uint_eq(velocity->week_count, 0);
    ck_assert_int_eq(velocity->since, 20260825);
    naast_free(velocity);
}
END_TEST

START_TEST(test_only_who_was_opened_here_and_passed_a_gate_is_qualified)
{
    new_deal(&f, NULL, 100, "EUR"); /* no gate yet */
    naast_id imported = import_deal(&f, "Engaging", "2026-11-01", NULL, NULL);
    move_deal(&f, imported, "advance", "value", NULL, NULL);
    naast_velocity *velocity = velocity_of(NULL);
    ck_assert_uint_eq(velocity->count, 0);
    naast_free(velocity);
    move_deal(&f, new_deal(&f, NULL, 100, "EUR"), "advance", "match", NULL, NULL);
    velocity = velocity_of(NULL);
    ck_assert_uint_eq(velocity->count, 1);
    ck_assert_int_eq(velocity->items[0].open, 1);
    ck_assert_int_eq(velocity->items[0].ended, 0);
    ck_assert_int_eq(velocity->items[0].cycle, -1);
    ck_assert_int_eq(velocity->items[0].minor_per_week, -1);
    naast_free(velocity);
}
END_TEST

START_TEST(test_the_formula_is_told_from_twenty_on)
{
    for (int k = 0; k < 9; k++)
        passed(14, "lost", 500);
    for (int k = 0; k < 10; k++)
        passed(28, "won", 1300);
    for (int k = 0; k < 6; k++)
        move_deal(&f, new_deal(&f, NULL, 100, "EUR"), "advance", "match", NULL, NULL);
    naast_velocity *velocity = velocity_of(NULL);
    ck_assert_int_eq(velocity->items[0].ended, 19);
    ck_assert_int_eq(velocity->items[0].minor_per_week, -1);
    ck_assert_int_eq(velocity->items[0].came_per_week, 13000 * 7 / 91);
    naast_free(velocity);
    passed(14, "lost", 500);
    velocity = velocity_of(NULL);
    const naast_velocity_line *line = &velocity->items[0];
    ck_assert_int_eq(line->ended, 20);
    ck_assert_int_eq(line->won, 10);
    ck_assert_int_eq(line->cycle, 21 * 24 * HOUR_SECONDS);
    ck_assert_int_eq(line->minor_per_week, 6 * 10 * 1300 / 20 / 3); /* open × share × worth a won one / weeks */
    naast_free(velocity);
}
END_TEST

START_TEST(test_what_came_a_week_is_told_or_said_to_be_too_large)
{
    naast_velocity *velocity = NULL;
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    passed(0, "won", INT64_MAX);
    spec.since = spec.until = naast_date_of(f.now);
    ck_assert_int_eq(naast_report_velocity(f.store, &spec, &velocity), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(f.store), "report_sum");
    ck_assert_ptr_null(velocity);
    spec.since = naast_date_add(spec.until, -6);
    velocity = velocity_of(&spec);
    ck_assert_int_eq(velocity->items[0].came_per_week, INT64_MAX);
    naast_free(velocity);
}
END_TEST

START_TEST(test_moves_are_counted_in_weeks_that_begin_on_monday)
{
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    spec.since = 20261101;
    days_later(-1); /* Sunday 22 November */
    naast_id deal = new_deal(&f, NULL, 0, NULL);
    days_later(1); /* Monday 23 November */
    move_deal(&f, deal, "advance", "match", NULL, NULL);
    move_deal(&f, deal, "back", "discovery", NULL, NULL); /* going back enters nothing */
    import_deal(&f, "Engaging", "2026-11-02", NULL, NULL);
    naast_velocity *velocity = velocity_of(&spec);
    ck_assert_int_eq(velocity->first_week, 20261116);
    ck_assert_uint_eq(velocity->week_count, 2);
    ck_assert_uint_eq(velocity->move_count, 2);
    ck_assert_str_eq(velocity->moves[0].stage, "discovery");
    ck_assert_int_eq(velocity->moves[0].entered[0], 1);
    ck_assert_int_eq(velocity->moves[0].entered[1], 0);
    ck_assert_int_eq(velocity->moves[1].entered[1], 1);
    ck_assert_int_eq(velocity->moves[1].total, 1);
    naast_free(velocity);
}
END_TEST

START_TEST(test_the_window_is_of_the_day_of_the_outcome)
{
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    passed(10, "won", 700);
    spec.since = spec.until = 20261122;
    naast_velocity *velocity = velocity_of(&spec);
    ck_assert_uint_eq(velocity->count, 0);
    naast_free(velocity);
    spec.until = 20261123;
    velocity = velocity_of(&spec);
    ck_assert_int_eq(velocity->items[0].won_minor, 700);
    ck_assert_int_eq(velocity->items[0].came_per_week, 700 * 7 / 2);
    naast_free(velocity);
}
END_TEST

/* ---- a random past, against SQL ---- */

#define DEALS                                                                                                          \
    "WITH mine AS (SELECT d.*, (SELECT max(at) FROM naast_transition t WHERE t.deal = d.id AND n = (SELECT max(n) "    \
    "FROM "                                                                                                            \
    "naast_transition WHERE deal = d.id AND to_outcome IS NOT from_outcome)) AS ended_at FROM naast_deal d "           \
    "JOIN naast_pipeline p ON p.id = d.pipeline / 1048576 WHERE d.void = 0 AND p.name = ?1 "                           \
    "AND coalesce(d.currency, '') = ?2 AND (SELECT kind FROM naast_transition WHERE deal = d.id AND n = 1) = 'open' "  \
    "AND (SELECT count(*) FROM naast_transition t WHERE t.deal = d.id AND t.kind = 'advance' "                         \
    "AND t.pipeline / 1048576 = d.pipeline / 1048576) > 0), "                                                          \
    "ended AS (SELECT *, max((ended_at - created), 0) / 1000000 AS took FROM mine WHERE outcome IS NOT NULL "          \
    "AND closed BETWEEN ?3 AND ?4) "

static void check_line(const naast_velocity_line *line, int64_t since, int64_t until, int64_t days)
{
#define ASK(sql) asked(&f, DEALS sql, "ttii", line->pipeline, line->currency, since, until)
    ck_assert_int_eq(line->open, ASK("SELECT count(*) FROM mine WHERE outcome IS NULL"));
    ck_assert_int_eq(line->ended, ASK("SELECT count(*) FROM ended"));
    ck_assert_int_eq(line->won, ASK("SELECT count(*) FROM ended WHERE outcome = 'won'"));
    ck_assert_int_eq(line->won_minor, ASK("SELECT coalesce(sum(amount), 0) FROM ended WHERE outcome = 'won'"));
    ck_assert_int_eq(line->cycle, ASK("SELECT sum(took) / count(*) FROM ended"));
    ck_assert_int_eq(line->came_per_week, line->won_minor * 7 / days);
    if (line->ended >= NAAST_REPORT_LEAST)
        ck_assert_int_eq(line->minor_per_week,
                         ASK("SELECT round(1.0 * (SELECT count(*) FROM mine WHERE outcome IS NULL) * "
                             "sum(CASE WHEN outcome = 'won' THEN amount ELSE 0 END) / count(*) / "
                             "(avg(took) / 604800.0)) FROM ended"));
    else
        ck_assert_int_eq(line->minor_per_week, -1);
}

START_TEST(test_every_figure_of_a_random_past_is_what_sql_says)
{
    struct dice dice = dice_new();
    random_past(&f, &dice, 300);
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    for (int window = 0; window < 3; window++) {
        spec.since = window == 0 ? 0 : window == 1 ? 20250101 : 20231101;
        spec.until = window == 1 ? 20260701 : 0;
        naast_velocity *velocity = velocity_of(&spec);
        const int64_t since = velocity->since, until = spec.until ? spec.until : 99991231;
        const int64_t days = naast_days_between(velocity->since, spec.until ? spec.until : 20261123) + 1;
        ck_assert_uint_gt(velocity->count, 1);
        for (size_t k = 0; k < velocity->count; k++)
            check_line(&velocity->items[k], since, until, days);
        for (size_t k = 0; k < velocity->move_count; k++) {
            const naast_moves_line *line = &velocity->moves[k];
            for (size_t week = 0; week < velocity->week_count; week++)
                ck_assert_int_eq(
                    line->entered[week],
                    asked(&f,
                          "SELECT count(*) FROM (SELECT date(t.at / 1000000, 'unixepoch') AS day "
                          "FROM naast_transition t JOIN naast_pipeline p ON p.id = t.pipeline / 1048576 "
                          "WHERE t.kind IN ('open', 'advance') AND p.name = ?1 AND t.to_stage = ?2) "
                          "WHERE CAST(replace(date(day, '-6 days', 'weekday 1'), '-', '') AS INTEGER) = ?3 "
                          "AND CAST(replace(day, '-', '') AS INTEGER) BETWEEN ?4 AND ?5",
                          "ttiii", line->pipeline, line->stage,
                          (int64_t)naast_date_add(velocity->first_week, (int32_t)week * 7), since, until));
        }
        naast_free(velocity);
    }
}
END_TEST

START_TEST(test_without_memory_there_is_no_report)
{
    int failed = 0, status = NAAST_NO_MEMORY;
    passed(3, "won", 100);
    for (long k = 1; status != 0; k++) {
        naast_velocity *velocity = NULL;
        f.requests = 0;
        f.fail_at = k;
        status = naast_report_velocity(f.store, NULL, &velocity);
        f.fail_at = 0;
        ck_assert(status == 0 || (status == NAAST_NO_MEMORY && velocity == NULL));
        failed += status != 0;
        naast_free(velocity);
    }
    ck_assert_int_gt(failed, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report velocity");
    TCase *one = tcase_create("velocity");
    tcase_add_checked_fixture(one, set_up, tear_down);
    tcase_set_timeout(one, 120);
    tcase_add_test(one, test_an_empty_store_has_no_speed);
    tcase_add_test(one, test_only_who_was_opened_here_and_passed_a_gate_is_qualified);
    tcase_add_test(one, test_the_formula_is_told_from_twenty_on);
    tcase_add_test(one, test_what_came_a_week_is_told_or_said_to_be_too_large);
    tcase_add_test(one, test_moves_are_counted_in_weeks_that_begin_on_monday);
    tcase_add_test(one, test_the_window_is_of_the_day_of_the_outcome);
    tcase_add_test(one, test_every_figure_of_a_random_past_is_what_sql_says);
    tcase_add_test(one, test_without_memory_there_is_no_report);
    suite_add_tcase(suite, one);
    return run_suite(suite);
}
