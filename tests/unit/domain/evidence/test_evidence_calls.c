/* test_evidence_calls.c: what every call on evidence has in common: pointers that are NULL, the revision that a change
 * expects; clearing a field; one item by its number. */
#include "fixtures/evidence.h"

#include "base/env/env.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static int64_t rev(void)
{
    naast_deal *deal = NULL;
    expect_ok(&f, naast_deal_get(f.store, f.deal, &deal));
    int64_t rev = deal->rev;
    naast_free(deal);
    return rev;
}

static naast_item *item(int32_t n)
{
    naast_item *item = NULL;
    expect_ok(&f, naast_item_get(f.store, f.deal, n, &item));
    return item;
}

START_TEST(test_null_is_invalid_everywhere)
{
    naast_item_spec new_item = NAAST_ITEM_SPEC_INIT;
    naast_confirm_spec word = NAAST_CONFIRM_SPEC_INIT;
    naast_amend_spec change = NAAST_AMEND_SPEC_INIT;
    naast_settle_spec end = NAAST_SETTLE_SPEC_INIT;
    naast_items *items = NULL;
    naast_item *one = NULL;
    naast_id deal = 0;
    int32_t n = 0;
    ck_assert_int_eq(naast_item_record(NULL, 1, &new_item, &n), NAAST_INVALID);
    ck_assert_int_eq(naast_item_confirm(NULL, 1, &word, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_item_amend(NULL, 1, 1, &change), NAAST_INVALID);
    ck_assert_int_eq(naast_item_settle(NULL, 1, 1, &end), NAAST_INVALID);
    ck_assert_int_eq(naast_item_retract(NULL, 1, 1, BECAUSE("x")), NAAST_INVALID);
    ck_assert_int_eq(naast_item_list(NULL, 1, &items), NAAST_INVALID);
    ck_assert_int_eq(naast_item_get(NULL, 1, 1, &one), NAAST_INVALID);
    ck_assert_int_eq(naast_item_resolve(NULL, 1, "1", &deal, &n), NAAST_INVALID);
    expect(&f, naast_item_record(f.store, f.deal, NULL, &n), NAAST_INVALID, "spec_size");
    expect(&f, naast_item_confirm(f.store, f.deal, NULL, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_item_amend(f.store, f.deal, 1, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_item_settle(f.store, f.deal, 1, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_item_retract(f.store, f.deal, 1, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_item_list(f.store, f.deal, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_item_get(f.store, f.deal, 1, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_item_resolve(f.store, f.deal, NULL, &deal, &n), NAAST_INVALID, "argument_null");
    expect(&f, naast_item_resolve(f.store, f.deal, "1", NULL, &n), NAAST_INVALID, "argument_null");
    expect(&f, naast_item_resolve(f.store, f.deal, "1", &deal, NULL), NAAST_INVALID, "argument_null");
}
END_TEST

START_TEST(test_an_item_that_is_not_there_is_not_found)
{
    int32_t n = record(&f, "promise", NULL, "a test server");
    naast_amend_spec change = NAAST_AMEND_SPEC_INIT;
    naast_settle_spec end = NAAST_SETTLE_SPEC_INIT;
    naast_confirm_spec word = NAAST_CONFIRM_SPEC_INIT;
    naast_id deal = 0;
    change.text = "another";
    end.state = "kept";
    end.by = word.by = customer(f.sanne);
    expect(&f, naast_item_amend(f.store, 4711, n, &change), NAAST_NOT_FOUND, "deal_not_found");
    expect(&f, naast_item_amend(f.store, f.deal, n + 1, &change), NAAST_NOT_FOUND, "item_not_found");
    expect(&f, naast_item_settle(f.store, 4711, n, &end), NAAST_NOT_FOUND, "deal_not_found");
    expect(&f, naast_item_settle(f.store, f.deal, n + 1, &end), NAAST_NOT_FOUND, "item_not_found");
    expect(&f, naast_item_resolve(f.store, 4711, "1", &deal, &n), NAAST_NOT_FOUND, "deal_not_found");
    expect(&f, naast_item_resolve(f.store, f.deal, "2", &deal, &n), NAAST_NOT_FOUND, "item_not_found");
    word.item = n;
    word.seen = "41:zz";
    expect(&f, naast_item_confirm(f.store, f.deal, &word, NULL), NAAST_BAD_DATA, "head_form");
    word.seen = "4711:00000000";
    expect(&f, naast_item_confirm(f.store, f.deal, &word, NULL), NAAST_BAD_DATA, "head_unknown");
}
END_TEST

/* A spec from a program that was built before a field was there: what lies beyond its size is not read. */
START_TEST(test_a_shorter_spec_will_do)
{
    int32_t n = record(&f, "need", NULL, "a need");
    naast_retract_spec spec = NAAST_RETRACT_SPEC_INIT;
    spec.because = "misheard";
    spec.expect_rev = 4711;
    spec.size = offsetof(naast_retract_spec, expect_rev);
    expect_ok(&f, naast_item_retract(f.store, f.deal, n, &spec));
}
END_TEST

START_TEST(test_every_change_can_expect_a_revision)
{
    int32_t n = record(&f, "promise", NULL, "a test server");
    naast_item_spec new_item = NAAST_ITEM_SPEC_INIT;
    naast_confirm_spec word = NAAST_CONFIRM_SPEC_INIT;
    naast_amend_spec change = NAAST_AMEND_SPEC_INIT;
    naast_settle_spec end = NAAST_SETTLE_SPEC_INIT;
    naast_retract_spec back = NAAST_RETRACT_SPEC_INIT;
    new_item.kind = "need";
    new_item.text = change.text = back.because = "so it is";
    word.item = n;
    word.by = end.by = customer(f.sanne);
    end.state = "kept";
    new_item.expect_rev = word.expect_rev = change.expect_rev = end.expect_rev = back.expect_rev = rev() - 1;
    expect(&f, naast_item_record(f.store, f.deal, &new_item, NULL), NAAST_CONFLICT, "deal_changed");
    expect(&f, naast_item_confirm(f.store, f.deal, &word, NULL), NAAST_CONFLICT, "deal_changed");
    expect(&f, naast_item_amend(f.store, f.deal, n, &change), NAAST_CONFLICT, "deal_changed");
    expect(&f, naast_item_settle(f.store, f.deal, n, &end), NAAST_CONFLICT, "deal_changed");
    expect(&f, naast_item_retract(f.store, f.deal, n, &back), NAAST_CONFLICT, "deal_changed");
    new_item.expect_rev = rev();
    expect_ok(&f, naast_item_record(f.store, f.deal, &new_item, NULL));
    word.expect_rev = rev();
    expect_ok(&f, naast_item_confirm(f.store, f.deal, &word, NULL));
    change.expect_rev = rev();
    expect_ok(&f, naast_item_amend(f.store, f.deal, n, &change));
    end.expect_rev = rev();
    expect_ok(&f, naast_item_settle(f.store, f.deal, n, &end));
    back.expect_rev = rev();
    expect_ok(&f, naast_item_retract(f.store, f.deal, n, &back));
}
END_TEST

/* An introduction with a date; a price. */
static int32_t introduction(void)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "introduction";
    spec.text = "to the director";
    spec.person = f.karim;
    spec.url = "https://example.org";
    return record_spec(&f, &spec);
}

static int32_t price(void)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "price";
    spec.text = "for a year";
    spec.amount = (naast_money){2800000, "EUR"};
    spec.due = 20261201;
    spec.person = f.karim;
    return record_spec(&f, &spec);
}

START_TEST(test_what_was_set_can_be_cleared)
{
    int32_t n = price();
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.clear = NAAST_CLEAR_DUE | NAAST_CLEAR_AMOUNT | NAAST_CLEAR_PERSON;
    expect_ok(&f, naast_item_amend(f.store, f.deal, n, &spec));
    naast_item *cleared = item(n);
    ck_assert_int_eq(cleared->due, 0);
    ck_assert_str_eq(cleared->amount.currency, "");
    ck_assert_int_eq(cleared->amount.minor, 0);
    ck_assert_int_eq(cleared->person, 0);
    ck_assert_str_eq(cleared->text, "for a year");
    ck_assert_int_eq(cleared->content_rev, 2);
    naast_free(cleared);
    naast_amend_spec link = NAAST_AMEND_SPEC_INIT;
    n = introduction();
    link.url = "";
    expect_ok(&f, naast_item_amend(f.store, f.deal, n, &link));
    cleared = item(n);
    ck_assert_str_eq(cleared->url, "");
    naast_free(cleared);
}
END_TEST

START_TEST(test_what_cannot_be_cleared)
{
    int32_t n = price(), person = introduction();
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    spec.clear = NAAST_CLEAR_OWNER;
    expect(&f, naast_item_amend(f.store, f.deal, n, &spec), NAAST_INVALID, "clear_invalid");
    spec.clear = NAAST_CLEAR_DUE;
    spec.due = 20261202;
    expect(&f, naast_item_amend(f.store, f.deal, n, &spec), NAAST_INVALID, "clear_invalid");
    spec.due = 0;
    spec.clear = NAAST_CLEAR_AMOUNT;
    spec.amount = (naast_money){1, "EUR"};
    expect(&f, naast_item_amend(f.store, f.deal, n, &spec), NAAST_INVALID, "clear_invalid");
    spec.amount = (naast_money){0, ""};
    spec.clear = NAAST_CLEAR_PERSON;
    spec.person = f.sanne;
    expect(&f, naast_item_amend(f.store, f.deal, n, &spec), NAAST_INVALID, "clear_invalid");
    spec.person = 0;
    expect(&f, naast_item_amend(f.store, f.deal, person, &spec), NAAST_INVALID, "person_wanted");
    spec.typo = 1;
    expect(&f, naast_item_amend(f.store, f.deal, n, &spec), NAAST_INVALID, "typo_text");
}
END_TEST

/* A promise without a date cannot be late: whoever it was made to agrees to that. */
START_TEST(test_a_promised_date_is_cleared_by_agreement)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    naast_amend_spec change = NAAST_AMEND_SPEC_INIT;
    spec.kind = "promise";
    spec.text = "a test server";
    spec.due = 20261120;
    int32_t n = record_spec(&f, &spec);
    change.clear = NAAST_CLEAR_DUE;
    expect(&f, naast_item_amend(f.store, f.deal, n, &change), NAAST_INVALID, "due_agreed");
    change.agreed = us;
    expect(&f, naast_item_amend(f.store, f.deal, n, &change), NAAST_INVALID, "due_agreed");
    change.agreed = customer(f.sanne);
    expect_ok(&f, naast_item_amend(f.store, f.deal, n, &change));
    naast_item *promise = item(n);
    ck_assert_int_eq(promise->due, 0);
    ck_assert_int_eq(promise->reagreed, 1);
    naast_free(promise);
}
END_TEST

START_TEST(test_one_item_is_as_it_is_in_the_list)
{
    record(&f, "need", NULL, "a need");
    int32_t n = introduction();
    record(&f, "need", NULL, "another");
    expect_ok(&f, confirm(&f, n, customer(f.sanne), NULL));
    naast_items *items = items_of(&f);
    const naast_item *listed = item_of(items, n);
    naast_item *one = item(n);
    ck_assert_int_eq(one->deal, f.deal);
    ck_assert_int_eq(one->n, n);
    ck_assert_str_eq(one->kind, "introduction");
    ck_assert_str_eq(one->text, "to the director");
    ck_assert_str_eq(one->person_name, "Karim Ali");
    ck_assert_str_eq(one->url, "https://example.org");
    ck_assert_uint_eq(one->word_count, listed->word_count);
    ck_assert_uint_eq(one->word_count, 2);
    ck_assert_uint_eq(one->word_size, sizeof *one->words);
    for (size_t k = 0; k < one->word_count; k++) {
        ck_assert_int_eq(one->words[k].by.person, listed->words[k].by.person);
        ck_assert_int_eq(one->words[k].seen, listed->words[k].seen);
        ck_assert_int_eq(one->words[k].fresh, listed->words[k].fresh);
        ck_assert_str_eq(one->words[k].name, listed->words[k].name);
    }
    naast_free(items);
    naast_free(one);
    expect_ok(&f, naast_item_retract(f.store, f.deal, n, BECAUSE("misheard")));
    one = item(n);
    ck_assert_int_eq(one->retracted, 1);
    naast_free(one);
}
END_TEST

START_TEST(test_an_item_that_is_not_there)
{
    naast_item *one = NULL;
    expect(&f, naast_item_get(f.store, f.deal, 1, &one), NAAST_NOT_FOUND, "item_not_found");
    expect(&f, naast_item_get(f.store, f.deal, 0, &one), NAAST_NOT_FOUND, "item_not_found");
    expect(&f, naast_item_get(f.store, f.deal, -1, &one), NAAST_NOT_FOUND, "item_not_found");
    expect(&f, naast_item_get(f.store, f.deal, INT32_MAX, &one), NAAST_NOT_FOUND, "item_not_found");
    expect(&f, naast_item_get(f.store, 4711, 1, &one), NAAST_NOT_FOUND, "deal_not_found");
    ck_assert_ptr_null(one);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("evidence_calls");
    TCase *tests = tcase_create("calls");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_null_is_invalid_everywhere);
    tcase_add_test(tests, test_an_item_that_is_not_there_is_not_found);
    tcase_add_test(tests, test_a_shorter_spec_will_do);
    tcase_add_test(tests, test_every_change_can_expect_a_revision);
    tcase_add_test(tests, test_what_was_set_can_be_cleared);
    tcase_add_test(tests, test_what_cannot_be_cleared);
    tcase_add_test(tests, test_a_promised_date_is_cleared_by_agreement);
    tcase_add_test(tests, test_one_item_is_as_it_is_in_the_list);
    tcase_add_test(tests, test_an_item_that_is_not_there);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
