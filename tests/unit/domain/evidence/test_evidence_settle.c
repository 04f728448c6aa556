/* test_evidence_settle.c: who may end the life of an item and how, and taking an item back. */
#include "fixtures/evidence.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static int32_t promise(naast_party from, naast_date due)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "promise";
    spec.text = "a test server";
    spec.from = from;
    spec.due = due;
    return record_spec(&f, &spec);
}

static void expect_state(int32_t n, const char *state, int late)
{
    naast_items *items = items_of(&f);
    ck_assert_str_eq(item_of(items, n)->state, state);
    ck_assert_int_eq(item_of(items, n)->late, late);
    naast_free(items);
}

START_TEST(test_the_side_that_is_owed_settles)
{
    int32_t n = promise(us, 20261120);
    naast_settle_spec spec = NAAST_SETTLE_SPEC_INIT;
    static const unsigned char sha[32] = {7};
    spec.state = "kept";
    spec.by = customer(f.sanne);
    spec.because = "it runs";
    spec.on = 20261109;
    spec.file_name = "log.txt";
    spec.file_sha256 = sha;
    expect_ok(&f, naast_item_settle(f.store, f.deal, n, &spec));
    naast_items *items = items_of(&f);
    const naast_item *item = item_of(items, n);
    ck_assert_str_eq(item->state, "kept");
    ck_assert_int_eq(item->settled_on, 20261109);
    ck_assert_int_eq(item->settled_by.side, NAAST_SIDE_CUSTOMER);
    ck_assert_int_eq(item->settled_by.person, f.sanne);
    ck_assert_str_eq(item->settled_name, "Sanne de Wit");
    ck_assert_str_eq(item->because, "it runs");
    ck_assert_str_eq(item->file_name, "log.txt");
    ck_assert_int_eq(item->content_rev, 1);
    ck_assert_int_eq(item->late, 0);
    naast_free(items);
}
END_TEST

START_TEST(test_we_do_not_release_or_keep_our_own_promise)
{
    int32_t n = promise(us, 0);
    expect(&f, settle(&f, n, "released", us), NAAST_INVALID, "not_theirs_to_say");
    expect(&f, settle(&f, n, "kept", us), NAAST_INVALID, "not_theirs_to_say");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), "the customer"));
    expect_state(n, "open", 0);
    int32_t theirs = promise(customer(f.sanne), 0);
    expect(&f, settle(&f, theirs, "kept", customer(f.sanne)), NAAST_INVALID, "not_theirs_to_say");
    expect_ok(&f, settle(&f, theirs, "kept", us));
}
END_TEST

START_TEST(test_either_side_may_say_broken)
{
    int32_t one = promise(us, 0), two = promise(us, 0);
    expect_ok(&f, settle(&f, one, "broken", us));
    expect_ok(&f, settle(&f, two, "broken", customer(f.karim)));
    expect_state(one, "broken", 0);
    expect_state(two, "broken", 0);
}
END_TEST

START_TEST(test_what_was_broken_can_only_be_let_go_by_who_was_owed)
{
    int32_t n = promise(us, 0);
    expect_ok(&f, settle(&f, n, "broken", us));
    expect(&f, settle(&f, n, "kept", customer(f.sanne)), NAAST_CONFLICT, "was_broken");
    expect(&f, settle(&f, n, "released", us), NAAST_INVALID, "not_theirs_to_say");
    expect_ok(&f, settle(&f, n, "released", customer(f.sanne)));
    expect_state(n, "released", 0);
}
END_TEST

START_TEST(test_unsided_kinds_are_owed_to_the_side_that_the_kind_says)
{
    int32_t condition = record(&f, "condition", NULL, "an NDA");
    expect(&f, settle(&f, condition, "met", us), NAAST_INVALID, "not_theirs_to_say");
    expect_ok(&f, settle(&f, condition, "met", customer(f.sanne)));
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "introduction";
    spec.person = f.karim;
    int32_t introduction = record_spec(&f, &spec);
    expect(&f, settle(&f, introduction, "met", customer(f.sanne)), NAAST_INVALID, "not_theirs_to_say");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), "(us)"));
    expect_ok(&f, settle(&f, introduction, "met", us));
    expect_state(introduction, "met", 0);
}
END_TEST

START_TEST(test_kept_after_its_date_is_kept_late)
{
    int32_t early = promise(us, 20261110), late = promise(us, 20261109), undated = promise(us, 0);
    int32_t broken = promise(us, 20261109);
    expect_ok(&f, settle(&f, early, "kept", customer(f.sanne)));
    expect_ok(&f, settle(&f, late, "kept", customer(f.sanne)));
    expect_ok(&f, settle(&f, undated, "kept", customer(f.sanne)));
    expect_ok(&f, settle(&f, broken, "broken", customer(f.sanne)));
    expect_state(early, "kept", 0);
    expect_state(late, "kept", 1);
    expect_state(undated, "kept", 0);
    expect_state(broken, "broken", 0);
}
END_TEST

START_TEST(test_only_a_life_can_end_and_only_as_its_kind_can)
{
    int32_t need = record(&f, "need", NULL, "a need"), n = promise(us, 0);
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "promise";
    spec.text = "nothing was asked";
    spec.none = 1;
    int32_t none = record_spec(&f, &spec);
    expect(&f, settle(&f, need, "kept", customer(f.sanne)), NAAST_INVALID, "nothing_to_settle");
    expect(&f, settle(&f, none, "kept", customer(f.sanne)), NAAST_INVALID, "nothing_to_settle");
    expect(&f, settle(&f, n, "met", customer(f.sanne)), NAAST_INVALID, "state_wanted");
    expect(&f, settle(&f, n, "open", customer(f.sanne)), NAAST_INVALID, "state_wanted");
    expect(&f, settle(&f, n, NULL, customer(f.sanne)), NAAST_INVALID, "state_wanted");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), "kept, broken, released"));
}
END_TEST

START_TEST(test_settled_so_already_or_taken_back)
{
    int32_t n = promise(us, 0);
    expect_ok(&f, settle(&f, n, "kept", customer(f.sanne)));
    expect(&f, settle(&f, n, "kept", customer(f.sanne)), NAAST_CONFLICT, "settled_already");
    expect_ok(&f, settle(&f, n, "broken", customer(f.sanne))); /* they think better of it */
    expect_ok(&f, naast_item_retract(f.store, f.deal, n, BECAUSE("never promised")));
    expect(&f, settle(&f, n, "released", customer(f.sanne)), NAAST_CONFLICT, "item_retracted");
    expect(&f, settle(&f, 9, "kept", customer(f.sanne)), NAAST_NOT_FOUND, "item_not_found");
}
END_TEST

START_TEST(test_the_fields_of_settling_are_checked)
{
    static const unsigned char sha[32] = {7};
    int32_t n = promise(us, 0);
    naast_settle_spec spec = NAAST_SETTLE_SPEC_INIT;
    spec.state = "kept";
    expect(&f, naast_item_settle(f.store, f.deal, n, &spec), NAAST_INVALID, "party_wanted");
    spec.by = customer(f.sanne);
    spec.on = 20261201;
    expect(&f, naast_item_settle(f.store, f.deal, n, &spec), NAAST_INVALID, "day_to_come");
    spec.on = 0;
    spec.because = "\a";
    expect(&f, naast_item_settle(f.store, f.deal, n, &spec), NAAST_INVALID, "text_control");
    spec.because = NULL;
    spec.file_sha256 = sha;
    expect(&f, naast_item_settle(f.store, f.deal, n, &spec), NAAST_INVALID, "file_half");
    spec.file_name = "a\nb";
    expect(&f, naast_item_settle(f.store, f.deal, n, &spec), NAAST_INVALID, "text_control");
    spec.size = 1;
    expect(&f, naast_item_settle(f.store, f.deal, n, &spec), NAAST_INVALID, "spec_size");
    expect(&f, naast_item_settle(f.store, f.deal, n, NULL), NAAST_INVALID, "spec_size");
    expect(&f, settle(&f, n, "kept", customer(4711)), NAAST_NOT_FOUND, "person_not_found");
    expect_state(n, "open", 0);
}
END_TEST

START_TEST(test_settling_keeps_words_fresh)
{
    int32_t n = promise(us, 0);
    expect_ok(&f, confirm(&f, n, customer(f.sanne), NULL));
    expect_ok(&f, settle(&f, n, "kept", customer(f.sanne)));
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_CUSTOMER), 1);
}
END_TEST

START_TEST(test_a_promise_outlives_its_deal)
{
    int32_t n = promise(us, 0);
    naast_end_spec end = NAAST_END_SPEC_INIT;
    end.outcome = "lost";
    end.because = "they chose another";
    expect_ok(&f, naast_deal_end(f.store, f.deal, &end));
    expect_ok(&f, settle(&f, n, "kept", customer(f.sanne)));
    f.deal = 4711;
    expect(&f, settle(&f, n, "broken", us), NAAST_NOT_FOUND, "deal_not_found");
}
END_TEST

START_TEST(test_taking_back_is_a_change_and_keeps_what_is_about_it)
{
    int32_t need = record(&f, "need", NULL, "a need");
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "why";
    spec.text = "because";
    spec.about = need;
    int32_t why = record_spec(&f, &spec);
    expect_ok(&f, naast_item_retract(f.store, f.deal, need, BECAUSE("misheard")));
    naast_items *items = items_of(&f);
    ck_assert_uint_eq(items->count, 2);
    ck_assert_int_eq(item_of(items, need)->retracted, 1);
    ck_assert_int_eq(item_of(items, need)->content_rev, 3);
    ck_assert_str_eq(item_of(items, need)->because, "misheard");
    ck_assert_str_eq(item_of(items, need)->text, "a need");
    ck_assert_int_eq(item_of(items, why)->retracted, 0);
    ck_assert_int_eq(item_of(items, why)->about, need);
    naast_free(items);
}
END_TEST

START_TEST(test_taking_back_wants_a_reason_and_happens_once)
{
    int32_t n = record(&f, "need", NULL, "a need");
    expect(&f, naast_item_retract(f.store, f.deal, n, BECAUSE(NULL)), NAAST_INVALID, "text_missing");
    expect(&f, naast_item_retract(f.store, f.deal, n, BECAUSE("  ")), NAAST_INVALID, "text_missing");
    expect(&f, naast_item_retract(f.store, f.deal, 9, BECAUSE("why")), NAAST_NOT_FOUND, "item_not_found");
    expect(&f, naast_item_retract(f.store, 4711, n, BECAUSE("why")), NAAST_NOT_FOUND, "deal_not_found");
    expect_ok(&f, naast_item_retract(f.store, f.deal, n, BECAUSE("misheard")));
    expect(&f, naast_item_retract(f.store, f.deal, n, BECAUSE("again")), NAAST_CONFLICT, "item_retracted");
    ck_assert_int_eq(crev_of(&f, n), 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("evidence_settle");
    TCase *tests = tcase_create("settle");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_the_side_that_is_owed_settles);
    tcase_add_test(tests, test_we_do_not_release_or_keep_our_own_promise);
    tcase_add_test(tests, test_either_side_may_say_broken);
    tcase_add_test(tests, test_what_was_broken_can_only_be_let_go_by_who_was_owed);
    tcase_add_test(tests, test_unsided_kinds_are_owed_to_the_side_that_the_kind_says);
    tcase_add_test(tests, test_kept_after_its_date_is_kept_late);
    tcase_add_test(tests, test_only_a_life_can_end_and_only_as_its_kind_can);
    tcase_add_test(tests, test_settled_so_already_or_taken_back);
    tcase_add_test(tests, test_the_fields_of_settling_are_checked);
    tcase_add_test(tests, test_settling_keeps_words_fresh);
    tcase_add_test(tests, test_a_promise_outlives_its_deal);
    tcase_add_test(tests, test_taking_back_is_a_change_and_keeps_what_is_about_it);
    tcase_add_test(tests, test_taking_back_wants_a_reason_and_happens_once);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
