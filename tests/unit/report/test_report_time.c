/* test_report_time.c: time in stage: what a stay is, what is left out, and every figure a second time from SQL. */
#include "fixtures/report.h"
#include "base/env/env.h"

static struct fixture f;

static void set_up(void) { fixture_open(&f, NAAST_LANGUAGE_ENGLISH); }
static void tear_down(void) { fixture_close(&f); }

static naast_stage_times *times_of(const naast_report_spec *spec)
{
    naast_stage_times *times = NULL;
    fixture_ok(&f, naast_report_time(f.store, spec, &times));
    return times;
}

static const naast_stage_time *line_of(const naast_stage_times *times, const char *pipeline, const char *stage)
{
    static const naast_stage_time none = {.median = -1, .p90 = -1, .present_median = -1, .present_longest = -1};
    for (size_t k = 0; k < times->count; k++)
        if (strcmp(times->items[k].pipeline, pipeline) == 0 && strcmp(times->items[k].stage, stage) == 0)
            return &times->items[k];
    return &none;
}

static void days_later(int days) { later(&f, (int64_t)days * 24 * HOUR_SECONDS); }
static const int64_t DAY_SECONDS = 24 * HOUR_SECONDS;

/* ---- one deal at a time ---- */

START_TEST(test_an_empty_store_has_no_lines)
{
    naast_stage_times *times = times_of(NULL);
    ck_assert_uint_eq(times->count, 0);
    ck_assert_int_eq(times->since, 0);
    ck_assert(times->head[0] != '\0');
    naast_free(times);
}
END_TEST

START_TEST(test_a_stay_that_goes_on_is_no_stay_that_ended)
{
    new_deal(&f, NULL, 0, NULL);
    days_later(3);
    naast_stage_times *times = times_of(NULL);
    const naast_stage_time *line = line_of(times, "fair", "discovery");
    ck_assert_int_eq(line->stays, 0);
    ck_assert_int_eq(line->median, -1);
    ck_assert_int_eq(line->present, 1);
    ck_assert_int_eq(line->present_median, 3 * DAY_SECONDS);
    ck_assert_int_eq(line->present_longest, 3 * DAY_SECONDS);
    naast_free(times);
}
END_TEST

START_TEST(test_moving_on_going_back_and_coming_again_are_stays_of_their_own)
{
    naast_id deal = new_deal(&f, NULL, 0, NULL);
    days_later(2);
    move_deal(&f, deal, "advance", "match", NULL, NULL);
    days_later(5);
    move_deal(&f, deal, "back", "discovery", NULL, NULL);
    days_later(4);
    move_deal(&f, deal, "advance", "match", NULL, NULL);
    naast_stage_times *times = times_of(NULL);
    const naast_stage_time *discovery = line_of(times, "fair", "discovery");
    ck_assert_int_eq(discovery->stays, 2);
    ck_assert_int_eq(discovery->median, 2 * DAY_SECONDS); /* the nearest rank: of two, the first */
    ck_assert_int_eq(discovery->p90, 4 * DAY_SECONDS);
    ck_assert_int_eq(line_of(times, "fair", "match")->stays, 1);
    ck_assert_int_eq(line_of(times, "fair", "match")->present, 1);
    naast_free(times);
}
END_TEST

START_TEST(test_an_end_ends_the_stay_once_and_reopening_begins_another)
{
    naast_id deal = new_deal(&f, NULL, 0, NULL);
    days_later(2);
    move_deal(&f, deal, "end", "discovery", "declined", NULL);
    days_later(30);
    move_deal(&f, deal, "end", "discovery", "declined", NULL); /* now they were told */
    naast_stage_times *times = times_of(NULL);
    const naast_stage_time *line = line_of(times, "fair", "discovery");
    ck_assert_int_eq(line->stays, 1);
    ck_assert_int_eq(line->median, 2 * DAY_SECONDS);
    ck_assert_int_eq(line->present, 0);
    naast_free(times);
    move_deal(&f, deal, "reopen", "discovery", NULL, NULL);
    days_later(1);
    times = times_of(NULL);
    ck_assert_int_eq(line_of(times, "fair", "discovery")->present_longest, DAY_SECONDS);
    naast_free(times);
}
END_TEST

START_TEST(test_another_pipeline_begins_another_stay_and_another_revision_does_not)
{
    naast_id deal = new_deal(&f, NULL, 0, NULL);
    days_later(2);
    move_pipeline(&f, deal, "bant");
    days_later(3);
    naast_stage_times *times = times_of(NULL);
    ck_assert_int_eq(line_of(times, "fair", "discovery")->median, 2 * DAY_SECONDS);
    ck_assert_int_eq(line_of(times, "bant", "lead")->present_longest, 3 * DAY_SECONDS);
    naast_free(times);

    naast_pipeline *bant = NULL;
    fixture_ok(&f, naast_pipeline_get(f.store, "bant", 0, &bant));
    naast_stage stages[8];
    memcpy(stages, bant->stages, bant->stage_count * sizeof *stages);
    stages[0].sleeps_days = 3;
    naast_pipeline next = *bant;
    next.stages = stages;
    const int added = naast_pipeline_add(f.store, &next, NULL);
    naast_free(bant);
    ck_assert_int_eq(added, NAAST_OK);
    move_pipeline(&f, deal, "bant");
    days_later(1);
    times = times_of(NULL);
    ck_assert_int_eq(line_of(times, "bant", "lead")->present_longest, 4 * DAY_SECONDS);
    ck_assert_int_eq(line_of(times, "bant", "lead")->sleeping, 1);
    ck_assert_int_eq(line_of(times, "bant", "lead")->stays, 0);
    naast_free(times);
}
END_TEST

START_TEST(test_a_clock_that_went_back_gives_a_stay_of_nothing)
{
    naast_id deal = new_deal(&f, NULL, 0, NULL);
    days_later(-2);
    move_deal(&f, deal, "advance", "match", NULL, NULL);
    naast_stage_times *times = times_of(NULL);
    ck_assert_int_eq(line_of(times, "fair", "discovery")->stays, 1);
    ck_assert_int_eq(line_of(times, "fair", "discovery")->median, 0);
    naast_free(times);
}
END_TEST

START_TEST(test_what_was_imported_is_left_out_and_counted_until_it_moves_here)
{
    naast_id deal = import_deal(&f, "Engaging", "2016-11-01", NULL, NULL);
    import_deal(&f, "Won", "2016-11-01", "2017-01-01", NULL);
    import_deal(&f, "Lost", "2016-11-01", "2017-01-01", NULL);
    naast_stage_times *times = times_of(NULL);
    ck_assert_uint_eq(times->count, 1);
    ck_assert_int_eq(line_of(times, "fair", "match")->present, 0);
    ck_assert_int_eq(line_of(times, "fair", "match")->unknown_present, 1);
    ck_assert_int_eq(line_of(times, "fair", "match")->sleeping, 0);
    naast_free(times);
    move_deal(&f, deal, "advance", "value", NULL, NULL);
    days_later(3);
    move_deal(&f, deal, "advance", "decision", NULL, NULL);
    times = times_of(NULL);
    ck_assert_int_eq(line_of(times, "fair", "match")->stays, 0);
    ck_assert_int_eq(line_of(times, "fair", "match")->unknown_stays, 1);
    ck_assert_int_eq(line_of(times, "fair", "value")->median, 3 * DAY_SECONDS);
    naast_free(times);
}
END_TEST

START_TEST(test_a_deal_sleeps_from_the_day_after_its_stage_allows)
{
    new_deal(&f, NULL, 0, NULL);
    days_later(21); /* as fair says of discovery */
    naast_stage_times *times = times_of(NULL);
    ck_assert_int_eq(line_of(times, "fair", "discovery")->sleeping, 0);
    naast_free(times);
    days_later(1);
    times = times_of(NULL);
    ck_assert_int_eq(line_of(times, "fair", "discovery")->sleeping, 1);
    naast_free(times);
}
END_TEST

START_TEST(test_a_won_deal_stays_until_it_is_delivered_and_then_nowhere)
{
    naast_id deal = new_deal(&f, NULL, 0, NULL);
    move_deal(&f, deal, "advance", "delivery", "won", NULL);
    days_later(9);
    naast_stage_times *times = times_of(NULL);
    ck_assert_int_eq(line_of(times, "fair", "delivery")->present, 1);
    naast_free(times);
    move_deal(&f, deal, "advance", "completed", "won", NULL);
    days_later(9);
    times = times_of(NULL);
    ck_assert_int_eq(line_of(times, "fair", "delivery")->median, 9 * DAY_SECONDS);
    ck_assert_int_eq(line_of(times, "fair", "completed")->present, 0);
    naast_free(times);
}
END_TEST

START_TEST(test_the_window_is_of_the_day_a_stay_ended_both_days_included)
{
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    naast_id deal = new_deal(&f, NULL, 0, NULL);
    move_deal(&f, deal, "advance", "match", NULL, NULL); /* on 23 November */
    spec.since = spec.until = 20261123;
    naast_stage_times *times = times_of(&spec);
    ck_assert_int_eq(line_of(times, "fair", "discovery")->stays, 1);
    naast_free(times);
    spec.since = spec.until = 20261122;
    times = times_of(&spec);
    ck_assert_int_eq(line_of(times, "fair", "discovery")->stays, 0);
    ck_assert_int_eq(line_of(times, "fair", "match")->present, 1);
    naast_free(times);
    spec.since = 0;
    spec.until = 99991231; /* the last day that there is */
    times = times_of(&spec);
    ck_assert_int_eq(line_of(times, "fair", "discovery")->stays, 1);
    naast_free(times);
}
END_TEST

START_TEST(test_wrong_specs_are_told)
{
    naast_stage_times *times = NULL;
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    spec.pipeline = "bund";
    ck_assert_int_eq(naast_report_time(f.store, &spec, &times), NAAST_NOT_FOUND);
    ck_assert_str_eq(naast_store_code(f.store), "pipeline_not_found");
    spec.pipeline = NULL;
    spec.since = 20261131;
    ck_assert_int_eq(naast_report_time(f.store, &spec, &times), NAAST_INVALID);
    spec.since = 20261102;
    spec.until = 20261101;
    ck_assert_int_eq(naast_report_time(f.store, &spec, &times), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(f.store), "report_window");
    spec.size = 1;
    ck_assert_int_eq(naast_report_time(f.store, &spec, &times), NAAST_INVALID);
    ck_assert_ptr_null(times);
}
END_TEST

START_TEST(test_ranks_of_one_two_ten_and_eleven)
{
    for (int days = 1; days <= 11; days++) {
        naast_id deal = new_deal(&f, NULL, 0, NULL);
        days_later(days);
        move_deal(&f, deal, "advance", "match", NULL, NULL);
        naast_stage_times *times = times_of(NULL);
        const naast_stage_time *line = line_of(times, "fair", "discovery");
        ck_assert_int_eq(line->median, (days + 1) / 2 * DAY_SECONDS);
        ck_assert_int_eq(line->p90, (days * 9 + 9) / 10 * DAY_SECONDS);
        naast_free(times);
    }
}
END_TEST

/* ---- a random past, against SQL ---- */

/* Every stay: where, how long (or since when, while it goes on), and whether its beginning is known. */
#define STAYS                                                                                                          \
    "WITH told AS (SELECT t.deal, t.n, t.kind, t.at, p.name AS pipeline, t.to_stage AS stage, CASE "                   \
    "  WHEN coalesce(t.to_outcome, 'won') <> 'won' OR t.to_stage = 'completed' THEN NULL "                             \
    "  ELSE p.name || '/' || t.to_stage END AS place FROM naast_transition t "                                         \
    "  JOIN naast_pipeline p ON p.id = t.pipeline / 1048576 WHERE t.deal IN (SELECT id FROM naast_deal WHERE void = "  \
    "0)),"                                                                                                             \
    "changes AS (SELECT *, lag(place) OVER (PARTITION BY deal ORDER BY n) AS was FROM told), "                         \
    "turns AS (SELECT *, lead(at) OVER (PARTITION BY deal ORDER BY n) AS left_at FROM changes "                        \
    "  WHERE place IS NOT was), "                                                                                      \
    "stays AS (SELECT *, max(left_at - at, 0) / 1000000 AS seconds FROM turns WHERE place IS NOT NULL "                \
    "  AND pipeline = ?1 AND stage = ?2) "
#define ENDED "FROM stays WHERE left_at IS NOT NULL AND left_at >= ?3 AND left_at < ?4 AND kind <> 'import' "
#define PRESENT "FROM stays WHERE left_at IS NULL AND kind <> 'import' "

static int64_t ask(const char *sql, const naast_stage_time *line, int64_t from, int64_t to)
{
    return asked(&f, sql, "ttiii", line->pipeline, line->stage, from, to, f.now);
}

static void check_line(const naast_stage_time *line, int64_t from, int64_t to)
{
#define RANK(percent) "LIMIT 1 OFFSET ((SELECT count(*) " ENDED ") * " #percent " + 99) / 100 - 1"
#define SO_FAR "max(?5 - at, 0) / 1000000"
    ck_assert_int_eq(line->stays, ask(STAYS "SELECT count(*) " ENDED, line, from, to));
    if (line->stays > 0) {
        ck_assert_int_eq(line->median, ask(STAYS "SELECT seconds " ENDED "ORDER BY seconds " RANK(50), line, from, to));
        ck_assert_int_eq(line->p90, ask(STAYS "SELECT seconds " ENDED "ORDER BY seconds " RANK(90), line, from, to));
    }
    ck_assert_int_eq(line->present, ask(STAYS "SELECT count(*) " PRESENT, line, from, to));
    ck_assert_int_eq(line->present_longest, ask(STAYS "SELECT max(" SO_FAR ") " PRESENT, line, from, to));
    ck_assert_int_eq(line->present_median,
                     ask(STAYS "SELECT " SO_FAR " AS so_far " PRESENT
                               "ORDER BY so_far LIMIT 1 OFFSET ((SELECT count(*) " PRESENT ") - 1) / 2",
                         line, from, to));
    ck_assert_int_eq(line->unknown_present,
                     ask(STAYS "SELECT count(*) FROM stays WHERE left_at IS NULL AND kind = 'import'", line, from, to));
    ck_assert_int_eq(line->unknown_stays,
                     ask(STAYS "SELECT count(*) FROM stays WHERE left_at >= ?3 AND left_at < ?4 AND kind = 'import'",
                         line, from, to));
}

/* Sleeping, by the days that the definition in force says; fair: 21 and 30. */
static void check_sleeping(const naast_stage_time *line, int days)
{
    ck_assert_int_eq(line->sleeping,
                     asked(&f,
                           STAYS "SELECT count(*) " PRESENT "AND julianday(date(?4 / 1000000, 'unixepoch')) - "
                                 "julianday(date(at / 1000000, 'unixepoch')) > ?3",
                           "ttii", line->pipeline, line->stage, (int64_t)days, f.now));
}

START_TEST(test_every_figure_of_a_random_past_is_what_sql_says)
{
    static const int sleeps[] = {21, 21, 21, 30, 30, 30};
    struct dice dice = dice_new();
    random_past(&f, &dice, 300);
    naast_report_spec windows[3] = {NAAST_REPORT_SPEC_INIT, NAAST_REPORT_SPEC_INIT, NAAST_REPORT_SPEC_INIT};
    windows[1].since = 20251101;
    windows[1].until = 20260615;
    windows[2].until = 20241231;
    for (size_t k = 0; k < 3; k++) {
        const int64_t from = windows[k].since ? asked(&f, "SELECT unixepoch('2025-11-01') * 1000000", "") : INT64_MIN;
        const int64_t to = k == 1   ? asked(&f, "SELECT unixepoch('2026-06-16') * 1000000", "")
                           : k == 2 ? asked(&f, "SELECT unixepoch('2025-01-01') * 1000000", "")
                                    : INT64_MAX;
        naast_stage_times *times = times_of(&windows[k]);
        for (size_t stage = 0; stage < 6; stage++) {
            naast_stage_time line = *line_of(times, "fair", fair_stages[stage]);
            line.pipeline = "fair";
            line.stage = fair_stages[stage];
            check_line(&line, from, to);
            check_sleeping(&line, sleeps[stage]);
        }
        naast_stage_time lead = *line_of(times, "bant", "lead");
        lead.pipeline = "bant";
        lead.stage = "lead";
        check_line(&lead, from, to);
        naast_free(times);
    }
}
END_TEST

START_TEST(test_without_memory_there_is_no_report)
{
    struct dice dice = dice_new();
    int failed = 0, status = NAAST_NO_MEMORY;
    random_past(&f, &dice, 12);
    for (long k = 1; status != 0; k++) {
        naast_stage_times *times = NULL;
        f.requests = 0;
        f.fail_at = k;
        status = naast_report_time(f.store, NULL, &times);
        f.fail_at = 0;
        ck_assert(status == 0 || (status == NAAST_NO_MEMORY && times == NULL));
        failed += status != 0;
        naast_free(times);
    }
    ck_assert_int_gt(failed, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report time");
    TCase *one = tcase_create("time in stage");
    tcase_add_checked_fixture(one, set_up, tear_down);
    tcase_set_timeout(one, 120);
    tcase_add_test(one, test_an_empty_store_has_no_lines);
    tcase_add_test(one, test_a_stay_that_goes_on_is_no_stay_that_ended);
    tcase_add_test(one, test_moving_on_going_back_and_coming_again_are_stays_of_their_own);
    tcase_add_test(one, test_an_end_ends_the_stay_once_and_reopening_begins_another);
    tcase_add_test(one, test_another_pipeline_begins_another_stay_and_another_revision_does_not);
    tcase_add_test(one, test_a_clock_that_went_back_gives_a_stay_of_nothing);
    tcase_add_test(one, test_what_was_imported_is_left_out_and_counted_until_it_moves_here);
    tcase_add_test(one, test_a_deal_sleeps_from_the_day_after_its_stage_allows);
    tcase_add_test(one, test_a_won_deal_stays_until_it_is_delivered_and_then_nowhere);
    tcase_add_test(one, test_the_window_is_of_the_day_a_stay_ended_both_days_included);
    tcase_add_test(one, test_wrong_specs_are_told);
    tcase_add_test(one, test_ranks_of_one_two_ten_and_eleven);
    tcase_add_test(one, test_every_figure_of_a_random_past_is_what_sql_says);
    tcase_add_test(one, test_without_memory_there_is_no_report);
    suite_add_tcase(suite, one);
    return run_suite(suite);
}
