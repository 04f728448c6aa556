/* test_waivers.c: waivers that replace one another and are withdrawn, the list of them; and moves at a revision. */
#include "fixtures/deal.h"
#include "base/env/env.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static int unwaive(const char *check, const char *because)
{
    naast_unwaive_spec spec = NAAST_UNWAIVE_SPEC_INIT;
    spec.check = check;
    spec.because = because;
    return naast_deal_unwaive(f.store, f.deal, &spec);
}

static naast_date waived_until(const char *check, naast_verdict *verdict, int *expired)
{
    naast_evaluation *evaluation = gates_of(&f, "completed");
    const naast_check_result *result = check_of(evaluation, check);
    const naast_date until = result->waived_until;
    *verdict = result->verdict;
    *expired = result->waiver_expired;
    naast_free(evaluation);
    return until;
}

static void expect_waived(const char *check, naast_date until, int waived)
{
    naast_verdict verdict;
    int expired;
    ck_assert_int_eq(waived_until(check, &verdict, &expired), until);
    ck_assert_int_eq(verdict == NAAST_VERDICT_WAIVED, waived);
    ck_assert_int_eq(expired, until != 0 && !waived);
}

static naast_waivers *waivers_of(void)
{
    naast_waivers *waivers = NULL;
    expect_ok(&f, naast_waiver_list(f.store, f.deal, &waivers));
    return waivers;
}

START_TEST(test_the_last_waiver_counts_also_where_it_is_shorter)
{
    expect_ok(&f, waive(&f, "decider_agrees", "a pilot first", NULL, 20990101));
    expect_waived("decider_agrees", 20990101, 1);
    expect_ok(&f, waive(&f, "decider_agrees", "a week will do", NULL, 20261112));
    expect_waived("decider_agrees", 20261112, 1);
    fixture_day(&f, 3);
    expect_waived("decider_agrees", 20261112, 0);
}
END_TEST

START_TEST(test_a_waiver_is_withdrawn_and_may_be_given_again)
{
    expect_ok(&f, waive(&f, "decider_agrees", "a pilot first", NULL, 20261201));
    expect_ok(&f, unwaive("decider_agrees", "they want to know after all"));
    expect_waived("decider_agrees", 0, 0);
    expect(&f, unwaive("decider_agrees", "once more"), NAAST_CONFLICT, "not_waived");
    expect_ok(&f, waive(&f, "decider_agrees", "no, later", NULL, 20261202));
    expect_waived("decider_agrees", 20261202, 1);
}
END_TEST

START_TEST(test_withdrawing_wants_a_check_a_reason_and_a_waiver_in_force)
{
    naast_unwaive_spec spec = {0};
    expect(&f, naast_deal_unwaive(f.store, f.deal, &spec), NAAST_INVALID, "spec_size");
    ck_assert_int_eq(naast_deal_unwaive(NULL, f.deal, &spec), NAAST_INVALID);
    expect(&f, unwaive("basis", "oh"), NAAST_CONFLICT, "not_waived");
    expect(&f, unwaive("nothing", "oh"), NAAST_NOT_FOUND, "check_not_found");
    expect(&f, unwaive(NULL, "oh"), NAAST_NOT_FOUND, "check_not_found");
    expect_ok(&f, waive(&f, "basis", "a pilot first", NULL, 20261112));
    expect(&f, unwaive("basis", " "), NAAST_INVALID, "text_missing");
    fixture_day(&f, 5);
    expect(&f, unwaive("basis", "it ended by itself"), NAAST_CONFLICT, "not_waived");
    const naast_id deal = f.deal;
    f.deal = 4711;
    expect(&f, unwaive("basis", "oh"), NAAST_NOT_FOUND, "deal_not_found");
    f.deal = deal;
    expect_ok(&f, end_as(&f, "lost", 0));
    expect(&f, unwaive("basis", "oh"), NAAST_CONFLICT, "deal_ended");
}
END_TEST

START_TEST(test_the_list_says_what_has_become_of_each)
{
    static const naast_waiver_state states[] = {NAAST_WAIVER_REPLACED, NAAST_WAIVER_WITHDRAWN, NAAST_WAIVER_WITHDRAWAL,
                                                NAAST_WAIVER_EXPIRED, NAAST_WAIVER_IN_FORCE};
    expect_ok(&f, waive(&f, "basis", "long", "Petra", 20270101));
    expect_ok(&f, waive(&f, "basis", "short", NULL, 20261112));
    expect_ok(&f, unwaive("basis", "none at all"));
    expect_ok(&f, waive(&f, "basis", "a day", NULL, 20261110));
    fixture_day(&f, 3);
    expect_ok(&f, waive(&f, "basis", "again", NULL, 20261201));
    naast_waivers *waivers = waivers_of();
    ck_assert_uint_eq(waivers->count, 5);
    ck_assert_int_eq(waivers->more, 0);
    ck_assert_str_eq(waivers->next, "");
    for (size_t k = 0; k < waivers->count; k++) {
        const naast_waiver *waiver = NAAST_AT(naast_waiver, waivers->items, waivers->item_size, k);
        ck_assert_uint_eq((size_t)waiver->n, k + 1);
        ck_assert_int_eq(waiver->state, states[k]);
        ck_assert_str_eq(waiver->check, "basis");
    }
    ck_assert_str_eq(waivers->items[0].by, "Petra");
    ck_assert_str_eq(waivers->items[0].because, "long");
    ck_assert_int_eq(waivers->items[0].until, 20270101);
    ck_assert_int_gt(waivers->items[0].at, 0);
    ck_assert_str_eq(waivers->items[2].because, "none at all");
    naast_free(waivers);
}
END_TEST

START_TEST(test_the_list_of_a_deal_that_is_not_there)
{
    naast_waivers *waivers = NULL;
    expect(&f, naast_waiver_list(f.store, 4711, &waivers), NAAST_NOT_FOUND, "deal_not_found");
    expect(&f, naast_waiver_list(f.store, f.deal, NULL), NAAST_INVALID, "argument_null");
    ck_assert_int_eq(naast_waiver_list(NULL, f.deal, &waivers), NAAST_INVALID);
    ck_assert_ptr_null(waivers);
    waivers = waivers_of();
    ck_assert_uint_eq(waivers->count, 0);
    naast_free(waivers);
}
END_TEST

/* ---- at a revision ---- */

#define AT(type, rev, ...) (&(type){.size = sizeof(type), .expect_rev = (rev), __VA_ARGS__})

START_TEST(test_every_move_is_refused_where_the_deal_changed_meanwhile)
{
    enum { OTHER = 987654 };
    naast_deal *deal = deal_of(&f, f.deal);
    const int64_t rev = deal->rev;
    naast_free(deal);
    expect(&f, naast_deal_advance(f.store, f.deal, AT(naast_advance_spec, OTHER, .to = NULL), NULL), NAAST_CONFLICT,
           "deal_changed");
    expect(&f, naast_deal_move_back(f.store, f.deal, AT(naast_back_spec, OTHER, .because = "oh")), NAAST_CONFLICT,
           "deal_changed");
    expect(&f, naast_deal_reopen(f.store, f.deal, AT(naast_reopen_spec, OTHER, .because = "oh")), NAAST_CONFLICT,
           "deal_changed");
    expect(&f, naast_deal_end(f.store, f.deal, AT(naast_end_spec, OTHER, .outcome = "lost", .because = "oh")),
           NAAST_CONFLICT, "deal_changed");
    expect(&f, naast_deal_waive(f.store, f.deal, AT(naast_waive_spec, OTHER, .check = "basis", .because = "oh")),
           NAAST_CONFLICT, "deal_changed");
    expect(&f, naast_deal_unwaive(f.store, f.deal, AT(naast_unwaive_spec, OTHER, .check = "basis", .because = "oh")),
           NAAST_CONFLICT, "deal_changed");
    expect(&f,
           naast_deal_change_pipeline(f.store, f.deal,
                                      AT(naast_change_pipeline_spec, OTHER, .pipeline = "bant", .because = "oh")),
           NAAST_CONFLICT, "deal_changed");
    expect_ok(&f, naast_deal_end(f.store, f.deal, AT(naast_end_spec, rev, .outcome = "lost", .because = "oh")));
}
END_TEST

START_TEST(test_waiving_wants_a_deal_and_a_check_that_are_there)
{
    naast_waive_spec set = NAAST_WAIVE_SPEC_INIT;
    naast_unwaive_spec withdraw = NAAST_UNWAIVE_SPEC_INIT;
    set.check = withdraw.check = "basis";
    set.because = withdraw.because = "oh";
    set.until = 20261201;
    expect(&f, naast_deal_waive(f.store, 4711, &set), NAAST_NOT_FOUND, "deal_not_found");
    expect(&f, naast_deal_unwaive(f.store, 4711, &withdraw), NAAST_NOT_FOUND, "deal_not_found");
    set.check = withdraw.check = "nothing";
    expect(&f, naast_deal_waive(f.store, f.deal, &set), NAAST_NOT_FOUND, "check_not_found");
    expect(&f, naast_deal_unwaive(f.store, f.deal, &withdraw), NAAST_NOT_FOUND, "check_not_found");
}
END_TEST

START_TEST(test_a_move_without_a_handle_or_a_spec_is_invalid)
{
    ck_assert_int_eq(naast_deal_advance(NULL, 1, NULL, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_deal_move_back(NULL, 1, BACK(NULL, "oh")), NAAST_INVALID);
    ck_assert_int_eq(naast_deal_reopen(NULL, 1, REOPEN("oh")), NAAST_INVALID);
    ck_assert_int_eq(naast_deal_end(NULL, 1, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_deal_waive(NULL, 1, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_deal_change_pipeline(NULL, 1, NULL), NAAST_INVALID);
    expect(&f, naast_deal_move_back(f.store, f.deal, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_deal_reopen(f.store, f.deal, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_deal_end(f.store, f.deal, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_deal_unwaive(f.store, f.deal, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_deal_change_pipeline(f.store, f.deal, NULL), NAAST_INVALID, "spec_size");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_the_last_waiver_counts_also_where_it_is_shorter,
        test_a_waiver_is_withdrawn_and_may_be_given_again,
        test_withdrawing_wants_a_check_a_reason_and_a_waiver_in_force,
        test_the_list_says_what_has_become_of_each,
        test_the_list_of_a_deal_that_is_not_there,
        test_every_move_is_refused_where_the_deal_changed_meanwhile,
        test_waiving_wants_a_deal_and_a_check_that_are_there,
        test_a_move_without_a_handle_or_a_spec_is_invalid,
    };
    return RUN_FIXTURE("waivers", tests);
}
