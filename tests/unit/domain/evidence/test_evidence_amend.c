/* test_evidence_amend.c: changing an item: new wordings, slips of the pen, and dates agreed anew. */
#include "fixtures/evidence.h"
#include "base/env/env.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static int amend(int32_t n, const naast_amend_spec *spec) { return naast_item_amend(f.store, f.deal, n, spec); }

static int move_due(int32_t n, naast_date due, naast_party agreed)
{
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.due = due;
    spec.agreed = agreed;
    spec.because = "the test server was late";
    return amend(n, &spec);
}

static int32_t promise(naast_party from, naast_date due)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "promise";
    spec.text = "a test server";
    spec.from = from;
    spec.due = due;
    return record_spec(&f, &spec);
}

static void expect_promise(int32_t n, naast_date due, int32_t reagreed)
{
    naast_items *items = items_of(&f);
    ck_assert_int_eq(item_of(items, n)->due, due);
    ck_assert_int_eq(item_of(items, n)->reagreed, reagreed);
    naast_free(items);
}

START_TEST(test_an_amendment_is_the_wording_of_who_made_it)
{
    int32_t n = record(&f, "summary", NULL, "ours");
    fixture_day(&f, 2);
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.text = "theirs";
    spec.from = customer(f.sanne);
    spec.because = "she put it better";
    spec.how = "call";
    expect_ok(&f, amend(n, &spec));
    naast_items *items = items_of(&f);
    const naast_item *item = item_of(items, n);
    ck_assert_str_eq(item->text, "theirs");
    ck_assert_str_eq(item->because, "she put it better");
    ck_assert_int_eq(item->from.side, NAAST_SIDE_US);
    ck_assert_int_eq(item->phrased_by.side, NAAST_SIDE_CUSTOMER);
    ck_assert_int_eq(item->phrased_by.person, f.sanne);
    ck_assert_int_eq(item->on, 20261112);
    ck_assert_int_eq(item->content_rev, 2);
    ck_assert_uint_eq(item->word_count, 2);
    ck_assert_int_eq(item->words[0].fresh, 0);
    ck_assert_int_eq(item->words[1].fresh, 1);
    ck_assert_str_eq(item->words[1].how, "call");
    naast_free(items);
}
END_TEST

START_TEST(test_what_is_theirs_is_reworded_by_the_contact)
{
    int32_t n = record_from(&f, "need", "by Karim", customer(f.karim));
    expect_ok(&f, amend_text(&f, n, "in other words", nobody));
    naast_items *items = items_of(&f);
    ck_assert_int_eq(item_of(items, n)->phrased_by.person, f.sanne);
    naast_free(items);
}
END_TEST

START_TEST(test_saying_the_same_again_is_a_word_and_no_change)
{
    int32_t n = record(&f, "summary", NULL, "the summary");
    record(&f, "need", NULL, "covered by it");
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_US), 0);
    expect_ok(&f, amend_text(&f, n, "  the summary ", us));
    ck_assert_int_eq(crev_of(&f, n), 1);
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_US), 1);
}
END_TEST

START_TEST(test_a_typo_keeps_the_words_fresh)
{
    int32_t n = record_from(&f, "need", "find the regulaton", customer(f.sanne));
    fixture_day(&f, 5);
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.text = "find the regulation";
    spec.typo = 1;
    expect_ok(&f, amend(n, &spec));
    naast_items *items = items_of(&f);
    const naast_item *item = item_of(items, n);
    ck_assert_str_eq(item->text, "find the regulation");
    ck_assert_int_eq(item->content_rev, 1);
    ck_assert_int_eq(item->on, 20261110);
    ck_assert_uint_eq(item->word_count, 1);
    ck_assert_int_eq(item->words[0].fresh, 1);
    ck_assert_int_eq(item->phrased_by.person, f.sanne);
    naast_free(items);
}
END_TEST

START_TEST(test_slips_do_not_add_up)
{
    const int32_t n = record_from(&f, "need", "find the regulaton", customer(f.sanne));
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.typo = 1;
    spec.text = "find the regulation";
    expect_ok(&f, amend(n, &spec));
    spec.text = "find the regudation"; /* one letter from this, two from what they said */
    expect(&f, amend(n, &spec), NAAST_INVALID, "not_spelling");
    spec.text = "find another regulation";
    expect(&f, amend(n, &spec), NAAST_INVALID, "not_spelling");
    spec.typo = 0;
    expect_ok(&f, amend(n, &spec)); /* as what it is, it may be */
    spec.typo = 1;
    spec.text = "find another regulaton"; /* and slips count from there */
    expect_ok(&f, amend(n, &spec));
}
END_TEST

START_TEST(test_a_typo_needs_no_contact_and_changes_only_the_text)
{
    f.deal = fixture_deal(&f, NULL, 0);
    int32_t n = record_from(&f, "need", "find the regulaton", customer(f.sanne));
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.text = "find the regulation";
    expect(&f, amend(n, &spec), NAAST_INVALID, "contact_wanted");
    spec.typo = 1;
    expect_ok(&f, amend(n, &spec));
    spec.due = 20261201;
    expect(&f, amend(n, &spec), NAAST_INVALID, "typo_text");
}
END_TEST

START_TEST(test_there_must_be_something_to_change)
{
    int32_t n = record(&f, "price", NULL, "25k");
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.because = "no reason";
    expect(&f, amend(n, &spec), NAAST_INVALID, "nothing_to_change");
    spec.typo = 1;
    expect(&f, amend(n, &spec), NAAST_INVALID, "nothing_to_change");
    spec.size = 0;
    expect(&f, amend(n, &spec), NAAST_INVALID, "spec_size");
    expect(&f, amend(n, NULL), NAAST_INVALID, "spec_size");
    ck_assert_int_eq(crev_of(&f, n), 1);
}
END_TEST

/* Each change of content by itself takes the next count. */
START_TEST(test_every_field_of_content_counts)
{
    naast_item_spec first = NAAST_ITEM_SPEC_INIT;
    first.kind = "authority";
    first.value = "decides";
    first.text = "Karim decides";
    first.person = f.karim;
    int32_t n = record_spec(&f, &first);
    naast_amend_spec specs[] = {NAAST_AMEND_SPEC_INIT, NAAST_AMEND_SPEC_INIT, NAAST_AMEND_SPEC_INIT,
                                NAAST_AMEND_SPEC_INIT, NAAST_AMEND_SPEC_INIT, NAAST_AMEND_SPEC_INIT,
                                NAAST_AMEND_SPEC_INIT};
    specs[0].text = "Sanne decides";
    specs[1].value = "signs";
    specs[2].person = f.sanne;
    specs[3].due = 20261201;
    specs[4].amount = (naast_money){100, "EUR"};
    specs[5].url = "https://example.org";
    specs[6].amount = (naast_money){100, "USD"};
    for (size_t i = 0; i < sizeof specs / sizeof specs[0]; i++) {
        expect_ok(&f, amend(n, &specs[i]));
        ck_assert_int_eq(crev_of(&f, n), (int64_t)i + 2);
        expect_ok(&f, amend(n, &specs[i]));
        ck_assert_int_eq(crev_of(&f, n), (int64_t)i + 2);
    }
    naast_items *items = items_of(&f);
    const naast_item *item = item_of(items, n);
    ck_assert_str_eq(item->value, "signs");
    ck_assert_int_eq(item->person, f.sanne);
    ck_assert_int_eq(item->due, 20261201);
    ck_assert_int_eq(item->amount.minor, 100);
    ck_assert_str_eq(item->amount.currency, "USD");
    ck_assert_str_eq(item->url, "https://example.org");
    naast_free(items);
}
END_TEST

START_TEST(test_the_fields_of_an_amendment_are_checked)
{
    int32_t n = record(&f, "match", "yes", "it fits");
    struct {
        naast_amend_spec spec;
        int status;
        const char *code;
    } wrong[12];
    for (size_t i = 0; i < 12; i++)
        wrong[i].spec = (naast_amend_spec)NAAST_AMEND_SPEC_INIT;
#define WRONG(i, field, bad, wanted, name) wrong[i].spec.field = bad, wrong[i].status = wanted, wrong[i].code = name
    WRONG(0, text, "\xff", NAAST_INVALID, "text_not_utf8");
    WRONG(1, url, "a\nb", NAAST_INVALID, "text_control");
    WRONG(2, value, "perhaps", NAAST_INVALID, "value_wanted");
    WRONG(3, person, 4711, NAAST_NOT_FOUND, "person_not_found");
    WRONG(4, due, 20261131, NAAST_INVALID, "day_invalid");
    WRONG(5, amount.minor, 5, NAAST_INVALID, "amount_currency");
    WRONG(6, because, "\a", NAAST_INVALID, "text_control");
    WRONG(7, how, "\a", NAAST_INVALID, "text_control");
    WRONG(8, on, 20270101, NAAST_INVALID, "day_to_come");
    WRONG(9, from.side, NAAST_SIDE_CUSTOMER, NAAST_INVALID, "party_person");
    WRONG(10, agreed.side, NAAST_SIDE_US, NAAST_INVALID, "agreed_alone");
    WRONG(11, agreed.person, f.sanne, NAAST_INVALID, "agreed_alone");
    for (size_t i = 6; i < 12; i++)
        wrong[i].spec.text = "other";
    for (size_t i = 0; i < 12; i++)
        expect(&f, amend(n, &wrong[i].spec), wrong[i].status, wrong[i].code);
    wrong[11].spec.due = 20261201;
    expect(&f, amend(n, &wrong[11].spec), NAAST_INVALID, "party_wanted");
    ck_assert_int_eq(crev_of(&f, n), 1);
}
END_TEST

START_TEST(test_an_answer_that_can_be_no_keeps_its_words)
{
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    int32_t n = record(&f, "match", "yes", "it fits");
    expect(&f, amend_text(&f, n, "", us), NAAST_INVALID, "answer_wants_text");
    spec.value = "no";
    spec.text = " ";
    expect(&f, amend(n, &spec), NAAST_INVALID, "answer_wants_text");
    spec.text = NULL;
    expect_ok(&f, amend(n, &spec)); /* the words that are there go with it */
}
END_TEST

START_TEST(test_an_item_goes_on_saying_something)
{
    int32_t n = record(&f, "need", NULL, "a need");
    expect(&f, amend_text(&f, n, "", us), NAAST_INVALID, "says_nothing");
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.text = "";
    spec.url = "https://example.org";
    expect_ok(&f, amend(n, &spec));
    spec.text = "a need again";
    spec.url = "";
    expect_ok(&f, amend(n, &spec));
    naast_items *items = items_of(&f);
    ck_assert_str_eq(item_of(items, n)->url, "");
    naast_free(items);
}
END_TEST

START_TEST(test_amending_keeps_the_state)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "condition";
    spec.text = "small order";
    spec.none = 1;
    int32_t none = record_spec(&f, &spec);
    spec.none = 0;
    spec.text = "an NDA";
    int32_t settled = record_spec(&f, &spec);
    expect_ok(&f, settle(&f, settled, "met", customer(f.sanne)));
    expect_ok(&f, amend_text(&f, none, "order below the threshold", customer(f.sanne)));
    expect_ok(&f, amend_text(&f, settled, "an NDA, both ways", customer(f.sanne)));
    expect(&f, amend_text(&f, none, " ", customer(f.sanne)), NAAST_INVALID, "none_because");
    naast_items *items = items_of(&f);
    ck_assert_str_eq(item_of(items, none)->state, "none");
    ck_assert_str_eq(item_of(items, none)->because, "order below the threshold");
    ck_assert_str_eq(item_of(items, settled)->state, "met");
    naast_free(items);
    naast_amend_spec value = NAAST_AMEND_SPEC_INIT;
    value.value = "yes";
    expect(&f, amend(none, &value), NAAST_INVALID, "none_value");
    expect(&f, amend(settled, &value), NAAST_INVALID, "value_unused");
    naast_amend_spec reason = NAAST_AMEND_SPEC_INIT;
    reason.text = "order below the threshold of 5,000";
    reason.because = "Sanne looked it up";
    expect_ok(&f, amend(none, &reason));
    items = items_of(&f);
    ck_assert_str_eq(item_of(items, none)->because, "Sanne looked it up");
    naast_free(items);
    expect_ok(&f, move_due(none, 20261201, nobody));
    expect_ok(&f, move_due(none, 20261202, nobody));
}
END_TEST

START_TEST(test_a_date_agreed_before_it_passed_is_reagreed)
{
    int32_t n = promise(us, 20261120);
    fixture_day(&f, 10); /* the 20th: it has not passed yet */
    expect_ok(&f, move_due(n, 20261127, customer(f.sanne)));
    expect_promise(n, 20261127, 1);
    naast_items *items = items_of(&f);
    const naast_item *item = item_of(items, n);
    ck_assert_uint_eq(item->word_count, 3);
    ck_assert_int_eq(item->words[2].by.person, f.sanne);
    ck_assert_int_eq(item->words[2].fresh, 1);
    ck_assert_str_eq(item->state, "open");
    naast_free(items);
    expect_ok(&f, move_due(n, 20261130, customer(f.karim)));
    expect_promise(n, 20261130, 2);
}
END_TEST

START_TEST(test_a_date_agreed_after_it_passed_is_not_in_time)
{
    int32_t n = promise(us, 20261120);
    fixture_day(&f, 11);
    expect_ok(&f, move_due(n, 20261127, customer(f.sanne)));
    expect_promise(n, 20261127, 0);
}
END_TEST

START_TEST(test_a_promised_date_does_not_move_by_itself)
{
    int32_t ours = promise(us, 20261120), theirs = promise(customer(f.sanne), 20261120);
    expect(&f, move_due(ours, 20261127, nobody), NAAST_INVALID, "due_agreed");
    expect(&f, move_due(ours, 20261127, us), NAAST_INVALID, "due_agreed");
    expect(&f, move_due(theirs, 20261127, customer(f.karim)), NAAST_INVALID, "due_agreed");
    expect_promise(ours, 20261120, 0);
    expect_ok(&f, move_due(theirs, 20261127, us));
    expect_promise(theirs, 20261127, 1);
    expect_ok(&f, move_due(ours, 20261120, nobody)); /* the same date */
    expect_ok(&f, amend_text(&f, ours, "a test server of our own", us));
    expect_promise(ours, 20261120, 0);
}
END_TEST

START_TEST(test_a_first_date_needs_no_agreement)
{
    int32_t n = promise(us, 0), timeline = record(&f, "timeline", NULL, "before March");
    expect_ok(&f, move_due(n, 20261127, nobody));
    expect_promise(n, 20261127, 0);
    expect_ok(&f, move_due(timeline, 20270301, nobody));
    expect_ok(&f, move_due(timeline, 20270401, nobody));
    expect_promise(timeline, 20270401, 0);
}
END_TEST

START_TEST(test_a_settled_promise_keeps_its_date)
{
    int32_t n = promise(us, 20261105);
    expect_ok(&f, settle(&f, n, "kept", customer(f.sanne)));
    expect(&f, move_due(n, 20261127, customer(f.sanne)), NAAST_CONFLICT, "due_settled");
    naast_items *items = items_of(&f);
    ck_assert_int_eq(item_of(items, n)->late, 1);
    naast_free(items);
}
END_TEST

START_TEST(test_what_was_taken_back_or_never_there_cannot_be_amended)
{
    int32_t n = record(&f, "need", NULL, "a need");
    expect_ok(&f, naast_item_retract(f.store, f.deal, n, BECAUSE("misheard")));
    expect(&f, amend_text(&f, n, "after all", us), NAAST_CONFLICT, "item_retracted");
    expect(&f, amend_text(&f, 9, "who", us), NAAST_NOT_FOUND, "item_not_found");
    f.deal = 4711;
    expect(&f, amend_text(&f, n, "where", us), NAAST_NOT_FOUND, "deal_not_found");
}
END_TEST

START_TEST(test_kinds_that_the_pipeline_no_longer_has_keep_their_text)
{
    int32_t n = record(&f, "match", "yes", "it fits"), p = promise(us, 20261120);
    expect_ok(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("bant", 0, "simpler")));
    expect_ok(&f, amend_text(&f, n, "it fits well", us));
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.value = "no";
    expect(&f, amend(n, &spec), NAAST_INVALID, "value_unused");
    expect_ok(&f, move_due(p, 20261127, nobody));
    expect(&f, settle(&f, p, "kept", customer(f.sanne)), NAAST_INVALID, "kind_gone");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("evidence_amend");
    TCase *tests = tcase_create("amend");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_an_amendment_is_the_wording_of_who_made_it);
    tcase_add_test(tests, test_what_is_theirs_is_reworded_by_the_contact);
    tcase_add_test(tests, test_saying_the_same_again_is_a_word_and_no_change);
    tcase_add_test(tests, test_a_typo_keeps_the_words_fresh);
    tcase_add_test(tests, test_a_typo_needs_no_contact_and_changes_only_the_text);
    tcase_add_test(tests, test_slips_do_not_add_up);
    tcase_add_test(tests, test_there_must_be_something_to_change);
    tcase_add_test(tests, test_every_field_of_content_counts);
    tcase_add_test(tests, test_the_fields_of_an_amendment_are_checked);
    tcase_add_test(tests, test_an_answer_that_can_be_no_keeps_its_words);
    tcase_add_test(tests, test_an_item_goes_on_saying_something);
    tcase_add_test(tests, test_amending_keeps_the_state);
    tcase_add_test(tests, test_a_date_agreed_before_it_passed_is_reagreed);
    tcase_add_test(tests, test_a_date_agreed_after_it_passed_is_not_in_time);
    tcase_add_test(tests, test_a_promised_date_does_not_move_by_itself);
    tcase_add_test(tests, test_a_first_date_needs_no_agreement);
    tcase_add_test(tests, test_a_settled_promise_keeps_its_date);
    tcase_add_test(tests, test_what_was_taken_back_or_never_there_cannot_be_amended);
    tcase_add_test(tests, test_kinds_that_the_pipeline_no_longer_has_keep_their_text);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
