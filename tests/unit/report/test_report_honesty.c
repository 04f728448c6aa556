/* test_report_honesty.c: noes and how early, what was stale or set aside at a move; every figure a second time from
 * SQL. */
#include "fixtures/report.h"
#include "base/env/env.h"

static struct fixture f;

static void set_up(void) { fixture_open(&f, NAAST_LANGUAGE_ENGLISH); }
static void tear_down(void) { fixture_close(&f); }

static naast_honesty *honesty_of(const naast_report_spec *spec)
{
    naast_honesty *honesty = NULL;
    fixture_ok(&f, naast_report_honesty(f.store, spec, &honesty));
    return honesty;
}

static const naast_honesty_line *line_of(const naast_honesty *honesty, const char *measure, const char *key)
{
    for (size_t k = 0; k < honesty->count; k++)
        if (strcmp(honesty->items[k].measure, measure) == 0 && strcmp(honesty->items[k].key, key) == 0)
            return &honesty->items[k];
    return NULL;
}

static void expect_line(const naast_honesty *honesty, const char *measure, const char *key, int64_t count, int64_t of)
{
    const naast_honesty_line *line = line_of(honesty, measure, key);
    ck_assert_msg(line != NULL, "no line for %s %s", measure, key);
    ck_assert_msg(line->count == count && line->of == of, "%s %s: %lld of %lld, expected %lld of %lld", measure, key,
                  (long long)line->count, (long long)line->of, (long long)count, (long long)of);
}

static int waive(naast_id deal, const char *check)
{
    naast_waive_spec spec = NAAST_WAIVE_SPEC_INIT;
    spec.check = check;
    spec.because = "they are on holiday";
    return naast_deal_waive(f.store, deal, &spec);
}

static naast_id somebody(void)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    naast_id person = 0;
    spec.name = "Sanne";
    fixture_ok(&f, naast_person_add(f.store, &spec, &person));
    return person;
}

static void end(naast_id deal, const char *outcome, naast_id told)
{
    naast_end_spec spec = NAAST_END_SPEC_INIT;
    spec.outcome = outcome;
    spec.because = "they need an app";
    spec.informed = told;
    fixture_ok(&f, naast_deal_end(f.store, deal, &spec));
}

static void days_later(int days) { later(&f, (int64_t)days * 24 * HOUR_SECONDS); }

START_TEST(test_an_empty_store_has_nothing_to_tell)
{
    naast_honesty *honesty = honesty_of(NULL);
    ck_assert_uint_eq(honesty->count, 0);
    naast_free(honesty);
}
END_TEST

START_TEST(test_a_no_is_told_with_its_stage_its_days_and_who_still_has_to_hear_it)
{
    naast_id first = new_deal(&f, NULL, 0, NULL), second = new_deal(&f, NULL, 0, NULL),
             lost = new_deal(&f, NULL, 0, NULL);
    move_deal(&f, second, "advance", "match", NULL, NULL);
    days_later(3);
    end(first, "declined", 0);
    days_later(4);
    end(second, "no_match", somebody());
    end(lost, "lost", 0);
    naast_honesty *honesty = honesty_of(NULL);
    expect_line(honesty, "ended", "declined", 1, 3);
    expect_line(honesty, "ended", "lost", 1, 3);
    expect_line(honesty, "no", "", 2, 3);
    expect_line(honesty, "no_stage", "discovery", 1, 2);
    expect_line(honesty, "no_stage", "match", 1, 2);
    expect_line(honesty, "no_days", "", 3, 2);
    expect_line(honesty, "no_untold", "", 1, 2);
    ck_assert_str_eq(line_of(honesty, "no_stage", "discovery")->name, "Getting to know");
    naast_free(honesty);
}
END_TEST

START_TEST(test_told_later_keeps_the_day_of_the_no)
{
    naast_id deal = new_deal(&f, NULL, 0, NULL);
    days_later(2);
    end(deal, "declined", 0);
    days_later(9);
    end(deal, "declined", somebody());
    naast_honesty *honesty = honesty_of(NULL);
    expect_line(honesty, "no_days", "", 2, 1);
    expect_line(honesty, "no_untold", "", 0, 1);
    naast_free(honesty);
}
END_TEST

START_TEST(test_what_ended_before_its_import_is_left_out_and_a_no_said_here_is_not)
{
    import_deal(&f, "Lost", "2016-11-01", "2017-01-01", NULL);
    naast_id open = import_deal(&f, "Engaging", "2016-11-01", NULL, NULL);
    naast_honesty *honesty = honesty_of(NULL);
    ck_assert_int_eq(honesty->ended_imported, 1);
    ck_assert_ptr_null(line_of(honesty, "no", ""));
    expect_line(honesty, "unverified", "", 1, 1);
    naast_free(honesty);
    end(open, "declined", 0);
    honesty = honesty_of(NULL);
    expect_line(honesty, "no", "", 1, 1);
    ck_assert_ptr_null(line_of(honesty, "no_days", "")); /* nobody knows since when */
    naast_free(honesty);
}
END_TEST

START_TEST(test_receipts_tell_what_was_stale_or_set_aside_at_the_move)
{
    naast_id deal = new_deal(&f, NULL, 0, NULL);
    move_deal(&f, deal, "advance", "match", NULL, "[needs_understood]\nneed met ok 2:2\n");
    move_deal(&f, deal, "advance", "value", NULL,
              "[match_confirmed]\nlimit stale changed_since 3:9\nmatch met ok 4:4\n");
    move_deal(&f, deal, "advance", "decision", NULL, "[value_framed]\nlimit stale old 3:9\nbasis waived old 4:4\n");
    move_deal(&f, deal, "advance", "terms", NULL, "[decision_maker_identified]\nbasis waived no_answer\n");
    naast_honesty *honesty = honesty_of(NULL);
    expect_line(honesty, "moves_stale", "", 2, 4);
    expect_line(honesty, "stale_check", "limit", 2, 4);
    expect_line(honesty, "stale_check", "basis", 1, 4);
    expect_line(honesty, "moves_waived", "", 2, 4);
    naast_free(honesty);
}
END_TEST

START_TEST(test_what_was_set_aside_is_counted_by_check)
{
    naast_id deal = new_deal(&f, NULL, 0, NULL);
    fixture_ok(&f, waive(deal, "basis"));
    fixture_ok(&f, waive(deal, "basis"));
    naast_honesty *honesty = honesty_of(NULL);
    expect_line(honesty, "waiver", "basis", 2, -1);
    naast_free(honesty);
}
END_TEST

START_TEST(test_our_promises_are_told_and_theirs_are_not)
{
    naast_item_spec item = NAAST_ITEM_SPEC_INIT;
    naast_settle_spec settle = NAAST_SETTLE_SPEC_INIT;
    naast_id deal = new_deal(&f, NULL, 0, NULL), sanne = somebody();
    int32_t n = 0;
    item.kind = "promise";
    item.text = "a test server";
    item.due = 20261124;
    item.from = (naast_party){NAAST_SIDE_US, 0};
    fixture_ok(&f, naast_item_record(f.store, deal, &item, &n));
    fixture_ok(&f, naast_item_record(f.store, deal, &item, &n));
    item.from = (naast_party){NAAST_SIDE_CUSTOMER, sanne};
    fixture_ok(&f, naast_item_record(f.store, deal, &item, &n));
    days_later(2);
    settle.state = "kept";
    settle.by = item.from;
    fixture_ok(&f, naast_item_settle(f.store, deal, 1, &settle));
    naast_honesty *honesty = honesty_of(NULL);
    expect_line(honesty, "promise_late", "", 1, 1);
    expect_line(honesty, "promise_kept", "", 0, 1);
    expect_line(honesty, "promise_overdue", "", 1, 1);
    naast_free(honesty);
}
END_TEST

/* ---- how deals were won, and what became of words ---- */

static int32_t said(naast_id deal, const char *kind, const char *value, naast_id about, naast_id by, const char *url)
{
    naast_item_spec item = NAAST_ITEM_SPEC_INIT;
    int32_t n = 0;
    item.kind = kind;
    item.value = value;
    item.text = "as they said";
    item.person = about;
    item.url = url;
    item.from = (naast_party){NAAST_SIDE_CUSTOMER, by};
    fixture_ok(&f, naast_item_record(f.store, deal, &item, &n));
    return n;
}

static naast_id named(const char *name)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    naast_id person = 0;
    spec.name = name;
    fixture_ok(&f, naast_person_add(f.store, &spec, &person));
    return person;
}

/* Won on three operations of words, by two who decide of whom one said yes; one item taken back, one person renamed. */
static naast_id questionable_win(void)
{
    naast_retract_spec retract = NAAST_RETRACT_SPEC_INIT;
    naast_person_spec renamed = NAAST_PERSON_SPEC_INIT;
    const naast_id deal = new_deal(&f, NULL, 0, NULL), sanne = named("Sanne"), karim = named("Karim");
    said(deal, "authority", "decides", sanne, sanne, NULL);
    said(deal, "authority", "decides", karim, sanne, "https://mail.example/41");
    said(deal, "agreement", "yes", 0, sanne, NULL);
    const int32_t need = said(deal, "need", NULL, 0, sanne, NULL);
    move_deal(&f, deal, "advance", "delivery", "won", NULL);
    retract.because = "never mind";
    fixture_ok(&f, naast_item_retract(f.store, deal, need, &retract));
    renamed.name = "Sanne de Wit";
    fixture_ok(&f, naast_person_edit(f.store, sanne, &renamed));
    return deal;
}

START_TEST(test_how_a_deal_was_won_and_what_became_of_words)
{
    questionable_win();
    naast_honesty *honesty = honesty_of(NULL);
    expect_line(honesty, "won_under", "1", 1, 1);
    ck_assert_str_eq(line_of(honesty, "won_under", "1")->pipeline, "fair");
    ck_assert_ptr_null(line_of(honesty, "won_other_gates", ""));
    ck_assert_ptr_null(line_of(honesty, "unproven", ""));
    expect_line(honesty, "won_moments", "", 4, 1);
    ck_assert_ptr_null(line_of(honesty, "won_at_once", ""));
    expect_line(honesty, "won_decider_silent", "", 1, 1);
    expect_line(honesty, "won_backed", "said", 2, 3);
    expect_line(honesty, "won_backed", "message", 1, 3);
    ck_assert_ptr_null(line_of(honesty, "won_backed", "page"));
    expect_line(honesty, "taken_back", "", 1, -1);
    expect_line(honesty, "renamed", "", 1, -1);
    ck_assert_ptr_null(line_of(honesty, "respelled", ""));
    naast_free(honesty);
}
END_TEST

static naast_id of_org(const char *name)
{
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    naast_id org = 0;
    spec.name = name;
    fixture_ok(&f, naast_org_add(f.store, &spec, &org));
    return org;
}

static void belongs(naast_id person, naast_id org)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.org = org;
    fixture_ok(&f, naast_person_edit(f.store, person, &spec));
}

/* Two words of Eve, who is of elsewhere, one of Sanne, who is of the customer, and one of Karim, who is of nobody. */
START_TEST(test_words_of_another_organisation_and_of_the_name_of_who_typed_them)
{
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    naast_deal_spec edit = NAAST_DEAL_SPEC_INIT;
    const naast_id deal = new_deal(&f, NULL, 0, NULL), sanne = named("Sanne"), karim = named("Karim"),
                   eve = named("Eve");
    edit.org = of_org("Waterdam");
    fixture_ok(&f, naast_deal_edit(f.store, deal, &edit));
    belongs(sanne, edit.org);
    belongs(eve, of_org("Northsea"));
    said(deal, "need", NULL, 0, sanne, NULL);
    said(deal, "need", NULL, 0, eve, NULL);
    fixture_ok(&f, naast_store_set_actor(f.store, "EVE"));
    said(deal, "need", NULL, 0, eve, NULL);
    said(deal, "need", NULL, 0, karim, NULL);
    naast_honesty *honesty = honesty_of(NULL);
    expect_line(honesty, "words_elsewhere", "", 2, 4);
    expect_line(honesty, "words_own_name", "", 1, 4);
    naast_free(honesty);
    spec.pipeline = "bant";
    honesty = honesty_of(&spec);
    ck_assert_ptr_null(line_of(honesty, "words_elsewhere", ""));
    ck_assert_ptr_null(line_of(honesty, "words_own_name", ""));
    naast_free(honesty);
    spec.pipeline = NULL;
    spec.until = 20200101;
    honesty = honesty_of(&spec);
    ck_assert_ptr_null(line_of(honesty, "words_elsewhere", ""));
    ck_assert_ptr_null(line_of(honesty, "words_own_name", ""));
    naast_free(honesty);
}
END_TEST

START_TEST(test_a_win_outside_the_days_is_not_counted)
{
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    spec.until = 20200101;
    questionable_win();
    naast_honesty *honesty = honesty_of(&spec);
    for (size_t k = 0; k < honesty->count; k++)
        ck_assert_msg(strncmp(honesty->items[k].measure, "won_", 4) != 0, "%s", honesty->items[k].measure);
    naast_free(honesty);
}
END_TEST

/* ---- a random past, against SQL ---- */

#define OUTCOMES                                                                                                       \
    "WITH turns AS (SELECT t.*, row_number() OVER (PARTITION BY deal ORDER BY n DESC) AS newest FROM "                 \
    "naast_transition "                                                                                                \
    "t WHERE to_outcome IS NOT from_outcome), gone AS (SELECT d.*, turns.at AS ended_at, (SELECT kind FROM "           \
    "naast_transition WHERE deal = d.id AND n = 1) AS began FROM naast_deal d JOIN turns ON turns.deal = d.id AND "    \
    "newest = 1 AND turns.kind <> 'import' WHERE d.void = 0 AND d.outcome IS NOT NULL "                                \
    "AND d.closed BETWEEN ?1 AND ?2), noes AS (SELECT *, max(julianday(date(ended_at / 1000000, 'unixepoch')) "        \
    "- julianday(date(created / 1000000, 'unixepoch')), 0) AS days FROM gone "                                         \
    "WHERE outcome IN ('declined', 'no_match')) "

static int64_t told(const naast_honesty *honesty, const char *measure, const char *key, int64_t nothing)
{
    const naast_honesty_line *line = line_of(honesty, measure, key);
    return line ? line->count : nothing;
}

static void random_receipts(struct dice *dice)
{
    static const char *const receipts[] = {
        "[needs_understood]\nneed met ok 2:2\n",
        "[match_confirmed]\nlimit stale changed_since 3:9\nmatch met ok 4:4\n",
        "[value_framed]\nlimit stale old 3:9\nbasis waived old 4:4\n",
        "[value_framed]\nbasis waived no_answer\n",
    };
    for (int k = 0; k < 40; k++) {
        naast_id deal = new_deal(&f, NULL, 0, NULL);
        move_deal(&f, deal, "advance", "match", NULL, receipts[dice_below(dice, 4)]);
        if (dice_below(dice, 2) == 0)
            fixture_ok(&f, waive(deal, dice_below(dice, 2) ? "basis" : "promises_settled"));
    }
}

START_TEST(test_every_figure_of_a_random_past_is_what_sql_says)
{
    struct dice dice = dice_new();
    random_past(&f, &dice, 250);
    random_receipts(&dice);
    naast_report_spec spec = NAAST_REPORT_SPEC_INIT;
    for (int window = 0; window < 2; window++) {
        spec.since = window ? 20250601 : 0;
        spec.until = window ? 20261001 : 0;
        const int64_t since = spec.since, until = spec.until ? spec.until : 99991231;
        naast_honesty *honesty = honesty_of(&spec);
#define ASK(sql) asked(&f, OUTCOMES sql, "ii", since, until)
        const int64_t all = ASK("SELECT count(*) FROM gone"), noes = ASK("SELECT count(*) FROM noes");
        expect_line(honesty, "no", "", noes, all);
        for (size_t k = 0; k < 6; k++)
            ck_assert_int_eq(
                told(honesty, "ended", bant_ended[k], 0),
                asked(&f, OUTCOMES "SELECT count(*) FROM gone WHERE outcome = ?3", "iit", since, until, bant_ended[k]));
        for (size_t k = 0; k < 5; k++)
            ck_assert_int_eq(
                told(honesty, "no_stage", fair_stages[k], 0),
                asked(&f, OUTCOMES "SELECT count(*) FROM noes WHERE stage = ?3", "iit", since, until, fair_stages[k]));
        ck_assert_int_eq(told(honesty, "no_days", "", -1),
                         ASK("SELECT days FROM noes WHERE began = 'open' ORDER BY days LIMIT 1 OFFSET "
                             "((SELECT count(*) FROM noes WHERE began = 'open') - 1) / 2"));
        ck_assert_int_eq(told(honesty, "no_untold", "", 0), ASK("SELECT count(*) FROM noes WHERE told IS NULL"));
        if (window == 0) {
            expect_line(honesty, "moves_stale", "",
                        asked(&f, "SELECT count(*) FROM naast_transition WHERE receipt LIKE '%limit stale%'", ""),
                        asked(&f, "SELECT count(*) FROM naast_transition WHERE receipt IS NOT NULL", ""));
            expect_line(honesty, "moves_waived", "",
                        asked(&f, "SELECT count(*) FROM naast_transition WHERE receipt LIKE '%basis waived%'", ""),
                        asked(&f, "SELECT count(*) FROM naast_transition WHERE receipt IS NOT NULL", ""));
            ck_assert_int_eq(
                told(honesty, "stale_check", "basis", 0),
                asked(&f, "SELECT count(*) FROM naast_transition WHERE receipt LIKE '%basis waived old%'", ""));
            ck_assert_int_eq(told(honesty, "waiver", "basis", 0),
                             asked(&f, "SELECT count(*) FROM naast_waiver WHERE check_id = 'basis'", ""));
            expect_line(honesty, "unverified", "",
                        asked(&f, "SELECT count(*) FROM naast_deal WHERE outcome IS NULL AND unverified = 1", ""),
                        asked(&f, "SELECT count(*) FROM naast_deal WHERE outcome IS NULL", ""));
        } else {
            ck_assert_ptr_null(line_of(honesty, "waiver", "basis")); /* they were given today */
        }
        naast_free(honesty);
    }
}
END_TEST

START_TEST(test_without_memory_there_is_no_report)
{
    int failed = 0, status = NAAST_NO_MEMORY;
    struct dice dice = dice_new();
    random_receipts(&dice);
    questionable_win();
    end(new_deal(&f, NULL, 0, NULL), "declined", 0);
    for (long k = 1; status != 0; k++) {
        naast_honesty *honesty = NULL;
        f.requests = 0;
        f.fail_at = k;
        status = naast_report_honesty(f.store, NULL, &honesty);
        f.fail_at = 0;
        ck_assert(status == 0 || (status == NAAST_NO_MEMORY && honesty == NULL));
        failed += status != 0;
        naast_free(honesty);
    }
    ck_assert_int_gt(failed, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report honesty");
    TCase *one = tcase_create("honesty");
    tcase_add_checked_fixture(one, set_up, tear_down);
    tcase_set_timeout(one, 120);
    tcase_add_test(one, test_an_empty_store_has_nothing_to_tell);
    tcase_add_test(one, test_how_a_deal_was_won_and_what_became_of_words);
    tcase_add_test(one, test_words_of_another_organisation_and_of_the_name_of_who_typed_them);
    tcase_add_test(one, test_a_win_outside_the_days_is_not_counted);
    tcase_add_test(one, test_a_no_is_told_with_its_stage_its_days_and_who_still_has_to_hear_it);
    tcase_add_test(one, test_told_later_keeps_the_day_of_the_no);
    tcase_add_test(one, test_what_ended_before_its_import_is_left_out_and_a_no_said_here_is_not);
    tcase_add_test(one, test_receipts_tell_what_was_stale_or_set_aside_at_the_move);
    tcase_add_test(one, test_what_was_set_aside_is_counted_by_check);
    tcase_add_test(one, test_our_promises_are_told_and_theirs_are_not);
    tcase_add_test(one, test_every_figure_of_a_random_past_is_what_sql_says);
    tcase_add_test(one, test_without_memory_there_is_no_report);
    suite_add_tcase(suite, one);
    return run_suite(suite);
}
