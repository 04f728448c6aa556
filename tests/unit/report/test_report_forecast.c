/* test_report_forecast.c: what open deals may come to: where gates let them be, shares and their ranges, and what is
 * not told. */
#include "fixtures/report.h"
#include "base/env/env.h"

#include <math.h>

static struct fixture f;

static void set_up(void) { fixture_open(&f, NAAST_LANGUAGE_ENGLISH); }
static void tear_down(void) { fixture_close(&f); }

static naast_forecast *forecast_of(const naast_report_spec *spec)
{
    naast_forecast *forecast = NULL;
    fixture_ok(&f, naast_report_forecast(f.store, spec, &forecast));
    return forecast;
}

static const naast_forecast_line *line_of(const naast_forecast *forecast, const char *stage, const char *currency)
{
    for (size_t k = 0; k < forecast->count; k++)
        if (strcmp(forecast->items[k].pipeline, "fair") == 0 && strcmp(forecast->items[k].stage, stage) == 0 &&
            strcmp(forecast->items[k].currency, currency) == 0)
            return &forecast->items[k];
    return NULL;
}

static int32_t record(naast_id deal, const char *kind, naast_id from, int32_t about)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    int32_t n = 0;
    spec.kind = kind;
    spec.value = strcmp(kind, "match") == 0 ? "yes" : NULL;
    spec.text = "as they said";
    spec.about = about;
    spec.from = (naast_party){from ? NAAST_SIDE_CUSTOMER : NAAST_SIDE_US, from};
    fixture_ok(&f, naast_item_record(f.store, deal, &spec, &n));
    return n;
}

static void confirm(naast_id deal, int32_t item, naast_id by)
{
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    spec.item = item;
    spec.by = (naast_party){NAAST_SIDE_CUSTOMER, by};
    fixture_ok(&f, naast_item_confirm(f.store, deal, &spec, NULL));
}

static naast_id somebody(void)
{
    static int count;
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    naast_id person = 0;
    char name[40];
    snprintf(name, sizeof name, "Sanne %d", count++);
    spec.name = name;
    fixture_ok(&f, naast_person_add(f.store, &spec, &person));
    return person;
}

/* Answers the gates of the first stages: of discovery, and of match. Its need is item 2. */
static void answer(naast_id deal, int gates)
{
    const naast_id sanne = somebody();
    if (gates < 1)
        return;
    record(deal, "purpose", 0, 0);
    const int32_t need = record(deal, "need", sanne, 0);
    record(deal, "why", sanne, need);
    confirm(deal, record(deal, "summary", 0, 0), sanne);
    if (gates < 2)
        return;
    record(deal, "contribution", 0, need);
    confirm(deal, record(deal, "match", 0, 0), sanne);
}

/* Deals that ended: so many that were lost in a stage of fair, and so many that were won. */
static void ended(const char *stage, int lost, int won)
{
    for (int k = 0; k < lost + won; k++) {
        naast_id deal = new_deal(&f, NULL, 0, NULL);
        const char *last = k < lost ? stage : "delivery";
        for (size_t at = 0; strcmp(fair_stages[at], last) != 0; at++)
            move_deal(&f, deal, "advance", fair_stages[at + 1], at + 1 == 5 ? "won" : NULL, NULL);
        if (k < lost)
            move_deal(&f, deal, "end", stage, "lost", NULL);
    }
}

/* Wilson's interval as it stands in textbooks. */
static double wilson(int64_t won, int64_t n, int sign)
{
    const double z = 1.959964, p = (double)won / (double)n, m = (double)n;
    return (p + z * z / (2 * m) + sign * z * sqrt(p * (1 - p) / m + z * z / (4 * m * m))) / (1 + z * z / m);
}

static void expect_share(const naast_forecast_line *line)
{
    if (line->ended < NAAST_REPORT_LEAST) {
        ck_assert_int_eq(line->share, -1);
        ck_assert_int_eq(line->low, -1);
        ck_assert_int_eq(line->high, -1);
        ck_assert_int_eq(line->expected + line->expected_low + line->expected_high, 0);
        return;
    }
    ck_assert_int_eq(line->share, llround((double)line->won / (double)line->ended * 10000));
    ck_assert_double_eq_tol(line->low / 10000.0, wilson(line->won, line->ended, -1), 0.00011);
    ck_assert_double_eq_tol(line->high / 10000.0, wilson(line->won, line->ended, 1), 0.00011);
    ck_assert_int_eq(line->expected, (int64_t)((long double)line->minor * line->won / line->ended));
    ck_assert_int_eq(line->expected_low, line->minor * line->low / 10000);
    ck_assert_int_eq(line->expected_high, line->minor * line->high / 10000);
    ck_assert(line->low <= line->share && line->share <= line->high);
}

/* ---- one thing at a time ---- */

START_TEST(test_an_empty_store_tells_nothing)
{
    naast_forecast *forecast = forecast_of(NULL);
    ck_assert_uint_eq(forecast->count, 0);
    ck_assert_uint_eq(forecast->total_count, 0);
    naast_free(forecast);
}
END_TEST

START_TEST(test_a_deal_counts_where_its_gates_let_it_be_whatever_it_claims)
{
    naast_id behind = new_deal(&f, NULL, 100, "EUR"), ahead = new_deal(&f, NULL, 10, "EUR");
    move_deal(&f, behind, "advance", "match", NULL, NULL);
    move_deal(&f, behind, "advance", "value", NULL, NULL);
    answer(ahead, 2);
    naast_forecast *forecast = forecast_of(NULL);
    ck_assert_uint_eq(forecast->count, 2);
    ck_assert_int_eq(line_of(forecast, "discovery", "EUR")->minor, 100);
    ck_assert_int_eq(line_of(forecast, "value", "EUR")->minor, 10);
    ck_assert_int_eq(forecast->behind, 1);
    ck_assert_int_eq(forecast->ahead, 1);
    naast_free(forecast);
    /* what was agreed goes stale: it falls back */
    record(ahead, "need", somebody(), 0);
    forecast = forecast_of(NULL);
    ck_assert_int_eq(line_of(forecast, "discovery", "EUR")->minor, 110);
    naast_free(forecast);
}
END_TEST

START_TEST(test_with_nineteen_ended_it_says_so_and_with_twenty_it_tells)
{
    new_deal(&f, NULL, 1000, "EUR");
    ended("discovery", 10, 9);
    naast_forecast *forecast = forecast_of(NULL);
    const naast_forecast_line *line = line_of(forecast, "discovery", "EUR");
    ck_assert_int_eq(line->ended, 19);
    ck_assert_int_eq(line->share, -1);
    ck_assert_int_eq(forecast->totals[0].estimated, 0);
    ck_assert_int_eq(forecast->totals[0].expected, 0);
    naast_free(forecast);
    ended("discovery", 0, 1);
    forecast = forecast_of(NULL);
    line = line_of(forecast, "discovery", "EUR");
    ck_assert_int_eq(line->ended, 20);
    ck_assert_int_eq(line->won, 10);
    ck_assert_int_eq(line->share, 5000);
    ck_assert_int_eq(line->expected, 500);
    expect_share(line);
    ck_assert_int_eq(forecast->totals[0].estimated, 1);
    ck_assert_int_eq(forecast->totals[0].expected, 500);
    naast_free(forecast);
}
END_TEST

START_TEST(test_none_won_and_all_won_keep_a_range)
{
    new_deal(&f, NULL, 1000000, "EUR");
    ended("discovery", 20, 0);
    naast_forecast *forecast = forecast_of(NULL);
    const naast_forecast_line *line = line_of(forecast, "discovery", "EUR");
    ck_assert_int_eq(line->share, 0);
    ck_assert_int_eq(line->low, 0);
    ck_assert_int_gt(line->high, 1000);
    expect_share(line);
    naast_free(forecast);
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    later(&f, 24 * HOUR_SECONDS);
    ended("discovery", 0, 20);
    spec.since = 20261124;
    forecast = forecast_of(&spec);
    line = line_of(forecast, "discovery", "EUR");
    ck_assert_int_eq(line->share, 10000);
    ck_assert_int_eq(line->high, 10000);
    ck_assert_int_lt(line->low, 9000);
    ck_assert_int_eq(line->expected, 1000000);
    expect_share(line);
    naast_free(forecast);
}
END_TEST

START_TEST(test_who_came_further_came_as_far_as_the_stages_before)
{
    naast_id open = new_deal(&f, NULL, 1000, "EUR");
    answer(open, 1);
    ended("discovery", 30, 0);
    ended("match", 10, 0);
    ended("value", 5, 6);
    naast_forecast *forecast = forecast_of(NULL);
    const naast_forecast_line *line = line_of(forecast, "match", "EUR");
    ck_assert_int_eq(line->ended, 21);
    ck_assert_int_eq(line->won, 6);
    expect_share(line);
    naast_free(forecast);
}
END_TEST

START_TEST(test_a_deal_that_could_be_won_today_counts_as_the_stage_before)
{
    naast_pipeline *fair = NULL;
    fixture_ok(&f, naast_pipeline_get(f.store, "fair", 0, &fair));
    naast_stage stages[8];
    memcpy(stages, fair->stages, fair->stage_count * sizeof *stages);
    naast_check first[8];
    for (size_t k = 0; k + 1 < fair->stage_count; k++) { /* after the purpose nothing blocks */
        first[k] = fair->stages[k].gate.checks[0];
        first[k].advisory = k > 0;
        stages[k].gate.checks = &first[k];
        stages[k].gate.check_count = 1;
    }
    naast_pipeline easy = *fair;
    easy.code = "easy";
    easy.stages = stages;
    fixture_ok(&f, naast_pipeline_add(f.store, &easy, NULL));
    naast_free(fair);
    naast_id deal = new_deal(&f, "easy", 100, "EUR");
    record(deal, "purpose", 0, 0);
    naast_forecast *forecast = forecast_of(NULL);
    ck_assert_uint_eq(forecast->count, 1);
    ck_assert_str_eq(forecast->items[0].stage, "terms");
    naast_free(forecast);
}
END_TEST

START_TEST(test_currencies_stay_apart_and_deals_without_an_amount_are_counted)
{
    new_deal(&f, NULL, 1000, "EUR");
    new_deal(&f, NULL, 30, "EUR");
    new_deal(&f, NULL, 70, "USD");
    new_deal(&f, NULL, 0, NULL);
    naast_forecast *forecast = forecast_of(NULL);
    ck_assert_uint_eq(forecast->count, 3);
    ck_assert_uint_eq(forecast->total_count, 3);
    ck_assert_str_eq(forecast->totals[0].currency, "");
    ck_assert_int_eq(forecast->totals[1].minor, 1030);
    ck_assert_int_eq(forecast->totals[2].minor, 70);
    naast_free(forecast);
}
END_TEST

START_TEST(test_imported_deals_are_in_no_share_and_count_from_what_is_recorded)
{
    naast_id open = import_deal(&f, "Engaging", "2016-11-01", NULL, "5");
    naast_id running = import_deal(&f, "Running", "2016-11-01", "2017-01-01", "5");
    move_deal(&f, running, "advance", "completed", "won", NULL); /* delivered here, but not won here */
    import_deal(&f, "Won", "2016-11-01", "2017-01-01", "5");
    import_deal(&f, "Lost", "2016-11-01", "2017-01-01", "5");
    naast_forecast *forecast = forecast_of(NULL);
    ck_assert_uint_eq(forecast->count, 0);
    ck_assert_int_eq(forecast->ended_imported, 3);
    ck_assert_int_eq(forecast->totals[0].imported, 1);
    ck_assert_int_eq(forecast->totals[0].imported_minor, 500);
    naast_free(forecast);
    record(open, "purpose", 0, 0);
    forecast = forecast_of(NULL);
    ck_assert_uint_eq(forecast->count, 1);
    ck_assert_int_eq(forecast->items[0].ended, 0);
    ck_assert_int_eq(forecast->totals[0].imported, 0);
    ck_assert_int_eq(forecast->behind, 1);
    naast_free(forecast);
}
END_TEST

START_TEST(test_sums_that_do_not_fit_are_told)
{
    naast_forecast *forecast = NULL;
    naast_id one = new_deal(&f, NULL, INT64_MAX, "EUR");
    move_deal(&f, one, "advance", "match", NULL, NULL); /* the funnel takes one of them a stage */
    new_deal(&f, NULL, INT64_MAX, "EUR");
    ck_assert_int_eq(naast_report_forecast(f.store, NULL, &forecast), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(f.store), "report_sum");
    ck_assert_ptr_null(forecast);
}
END_TEST

START_TEST(test_the_largest_amount_is_reckoned_without_overflow)
{
    new_deal(&f, NULL, INT64_MAX, "EUR");
    ended("discovery", 13, 20);
    naast_forecast *forecast = forecast_of(NULL);
    const naast_forecast_line *line = line_of(forecast, "discovery", "EUR");
    ck_assert_int_gt(line->expected, INT64_MAX / 33 * 19);
    ck_assert_int_le(line->expected, INT64_MAX / 33 * 20 + 33);
    ck_assert(line->expected_low < line->expected && line->expected < line->expected_high);
    naast_free(forecast);
}
END_TEST

/* ---- a random past ---- */

#define REACHED                                                                                                        \
    "WITH place(stage, at) AS (VALUES ('discovery',0),('match',1),('value',2),('decision',3),('terms',4),"             \
    "('delivery',5),('completed',6)), outcomes AS (SELECT deal, kind, row_number() OVER (PARTITION BY deal ORDER BY "  \
    "n DESC) AS newest FROM naast_transition WHERE to_outcome IS NOT from_outcome), "                                  \
    "reached AS (SELECT d.id, d.outcome, d.closed, coalesce((SELECT max(place.at) FROM "                               \
    "naast_transition t JOIN place ON place.stage = t.to_stage WHERE t.deal = d.id AND t.kind = 'advance' AND "        \
    "t.pipeline / 1048576 = d.pipeline / 1048576), 0) AS furthest FROM naast_deal d JOIN naast_pipeline p "            \
    "ON p.id = d.pipeline / 1048576 AND p.name = 'fair' JOIN outcomes o ON o.deal = d.id AND o.newest = 1 "            \
    "AND o.kind <> 'import' WHERE d.void = 0 AND d.unverified = 0 "                                                    \
    "AND d.outcome IS NOT NULL AND d.closed BETWEEN ?2 AND ?3) "                                                       \
    "SELECT count(*) FROM reached, place WHERE place.stage = ?1 AND furthest >= place.at "

/* The stage that the public evaluation of all gates lets a deal be in. */
static const char *allowed(naast_id deal)
{
    naast_evaluation *evaluation = NULL;
    size_t at = 0;
    fixture_ok(&f, naast_gate_evaluate(f.store, deal, NAAST_SPEC(naast_evaluate_spec, .to = "delivery"), &evaluation));
    while (at < evaluation->gate_count && evaluation->gates[at].open)
        at++;
    naast_free(evaluation);
    return fair_stages[at > 4 ? 4 : at];
}

/* How many open deals of fair stand there by their gates, and their amounts: counted one by one. */
static void count_open(const char *stage, const char *currency, int64_t *deals, int64_t *minor)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    naast_deals *all = NULL;
    filter.pipeline = "fair";
    filter.outcome = "open";
    fixture_ok(&f, naast_deal_list(f.store, &filter, PAGE(100000, NULL), &all));
    *deals = *minor = 0;
    for (size_t k = 0; k < all->count; k++) {
        const naast_deal *deal = &all->items[k];
        const int64_t crev = asked(&f, "SELECT crev FROM naast_deal WHERE id = ?1", "i", deal->id);
        if ((deal->unverified && crev == 0) || strcmp(deal->amount.currency, currency) != 0 ||
            strcmp(allowed(deal->id), stage) != 0)
            continue;
        ++*deals;
        *minor += deal->amount.minor;
    }
    naast_free(all);
}

START_TEST(test_every_figure_of_a_random_past_is_what_sql_says)
{
    static const char *const money[] = {"EUR", "USD", ""};
    struct dice dice = dice_new();
    random_past(&f, &dice, 250);
    const int64_t last = asked(&f, "SELECT max(id) FROM naast_deal", "");
    for (int64_t deal = 1; deal <= last; deal++)
        if (dice_below(&dice, 3) > 0 &&
            asked(&f, "SELECT 1 FROM naast_deal WHERE id = ?1 AND outcome IS NULL AND pipeline < 2097152", "i", deal) ==
                1)
            answer(deal, dice_below(&dice, 3));
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    spec.pipeline = "fair";
    for (int window = 0; window < 2; window++) {
        spec.since = window ? 20250601 : 0;
        spec.until = window ? 20261001 : 0;
        const int64_t until = spec.until ? spec.until : 99991231;
        naast_forecast *forecast = forecast_of(&spec);
        ck_assert_uint_gt(forecast->count, 3);
        for (size_t k = 0; k < forecast->count; k++) {
            const naast_forecast_line *line = &forecast->items[k];
            int64_t deals, minor;
            ck_assert_int_eq(line->ended, asked(&f, REACHED, "tii", line->stage, (int64_t)spec.since, until));
            ck_assert_int_eq(line->won,
                             asked(&f, REACHED "AND outcome = 'won'", "tii", line->stage, (int64_t)spec.since, until));
            expect_share(line);
            count_open(line->stage, line->currency, &deals, &minor);
            ck_assert_int_eq(line->deals, deals);
            ck_assert_int_eq(line->minor, minor);
        }
        for (size_t k = 0; k < 3; k++) {
            int64_t told = 0, expected = 0, deals = 0;
            for (size_t at = 0; at < forecast->count; at++)
                if (strcmp(forecast->items[at].currency, money[k]) == 0) {
                    deals += forecast->items[at].deals;
                    told += forecast->items[at].share >= 0 ? forecast->items[at].deals : 0;
                    expected += forecast->items[at].expected;
                }
            for (size_t at = 0; at < forecast->total_count; at++)
                if (strcmp(forecast->totals[at].currency, money[k]) == 0) {
                    ck_assert_int_eq(forecast->totals[at].deals, deals);
                    ck_assert_int_eq(forecast->totals[at].estimated, told);
                    ck_assert_int_eq(forecast->totals[at].expected, expected);
                }
        }
        naast_free(forecast);
    }
}
END_TEST

START_TEST(test_without_memory_there_is_no_report)
{
    int failed = 0, status = NAAST_NO_MEMORY;
    answer(new_deal(&f, NULL, 5, "EUR"), 1);
    import_deal(&f, "Engaging", "2016-11-01", NULL, "5");
    ended("match", 10, 10);
    for (long k = 1; status != 0; k++) {
        naast_forecast *forecast = NULL;
        f.requests = 0;
        f.fail_at = k;
        status = naast_report_forecast(f.store, NULL, &forecast);
        f.fail_at = 0;
        ck_assert(status == 0 || (status == NAAST_NO_MEMORY && forecast == NULL));
        failed += status != 0;
        naast_free(forecast);
    }
    ck_assert_int_gt(failed, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report forecast");
    TCase *one = tcase_create("forecast");
    tcase_add_checked_fixture(one, set_up, tear_down);
    tcase_set_timeout(one, 120);
    tcase_add_test(one, test_an_empty_store_tells_nothing);
    tcase_add_test(one, test_a_deal_counts_where_its_gates_let_it_be_whatever_it_claims);
    tcase_add_test(one, test_with_nineteen_ended_it_says_so_and_with_twenty_it_tells);
    tcase_add_test(one, test_none_won_and_all_won_keep_a_range);
    tcase_add_test(one, test_who_came_further_came_as_far_as_the_stages_before);
    tcase_add_test(one, test_a_deal_that_could_be_won_today_counts_as_the_stage_before);
    tcase_add_test(one, test_currencies_stay_apart_and_deals_without_an_amount_are_counted);
    tcase_add_test(one, test_imported_deals_are_in_no_share_and_count_from_what_is_recorded);
    tcase_add_test(one, test_sums_that_do_not_fit_are_told);
    tcase_add_test(one, test_the_largest_amount_is_reckoned_without_overflow);
    tcase_add_test(one, test_every_figure_of_a_random_past_is_what_sql_says);
    tcase_add_test(one, test_without_memory_there_is_no_report);
    suite_add_tcase(suite, one);
    return run_suite(suite);
}
