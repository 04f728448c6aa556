/* test_evidence_words.c: a side's word on an item: confirming, what was seen, and when a word is fresh. */
#include "fixtures/evidence.h"
#include "base/env/env.h"
#include "base/values/ids.h"
#include "domain/evidence/item_write.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/operation.h"
#include "store/record/record.h"
#include "store/session/transaction.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

/* Confirms by a page and checks which items that were, as "2 7". */
static void confirms(const char *seen, const char *wanted)
{
    char got[64] = "";
    naast_items_touched *touched = NULL;
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    spec.by = customer(f.karim);
    spec.seen = seen;
    expect_ok(&f, naast_item_confirm(f.store, f.deal, &spec, &touched));
    for (size_t i = 0; i < touched->count; i++)
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%d", i == 0 ? "" : " ", touched->items[i]);
    naast_free(touched);
    ck_assert_str_eq(got, wanted);
}

START_TEST(test_a_confirmation_is_a_word_and_no_change)
{
    int32_t n = record(&f, "summary", NULL, "you want to find policy");
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    spec.item = n;
    spec.by = customer(f.sanne);
    spec.how = "mail 9 Nov";
    spec.on = 20261109;
    naast_items_touched *touched = NULL;
    expect_ok(&f, naast_item_confirm(f.store, f.deal, &spec, &touched));
    ck_assert_uint_eq(touched->count, 1);
    ck_assert_int_eq(touched->items[0], n);
    naast_free(touched);
    naast_items *items = items_of(&f);
    const naast_item *item = item_of(items, n);
    ck_assert_int_eq(item->content_rev, 1);
    ck_assert_int_eq(item->phrased_by.side, NAAST_SIDE_US);
    ck_assert_uint_eq(item->word_count, 2);
    ck_assert_int_eq(item->words[1].by.person, f.sanne);
    ck_assert_str_eq(item->words[1].name, "Sanne de Wit");
    ck_assert_str_eq(item->words[1].how, "mail 9 Nov");
    ck_assert_int_eq(item->words[1].on, 20261109);
    ck_assert_int_eq(item->words[1].seen, 1);
    ck_assert_int_eq(item->words[1].fresh, 1);
    naast_free(items);
}
END_TEST

START_TEST(test_nobody_confirms_by_default)
{
    int32_t n = record(&f, "summary", NULL, "a summary");
    expect(&f, confirm(&f, n, nobody, NULL), NAAST_INVALID, "party_wanted");
    expect(&f, confirm(&f, n, customer(0), NULL), NAAST_INVALID, "party_person");
    expect(&f, confirm(&f, n, (naast_party){NAAST_SIDE_US, f.sanne}, NULL), NAAST_INVALID, "party_us");
    expect(&f, confirm(&f, n, (naast_party){(naast_side)7, f.sanne}, NULL), NAAST_INVALID, "party_wanted");
    expect(&f, confirm(&f, n, customer(4711), NULL), NAAST_NOT_FOUND, "person_not_found");
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_CUSTOMER), -1);
}
END_TEST

START_TEST(test_both_sides_may_confirm)
{
    int32_t n = record(&f, "need", NULL, "a need");
    expect_ok(&f, confirm(&f, n, us, NULL));
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_US), 1);
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_CUSTOMER), 1);
}
END_TEST

START_TEST(test_a_word_is_stale_once_something_it_covers_changes)
{
    int32_t n = record(&f, "summary", NULL, "a summary");
    expect_ok(&f, confirm(&f, n, customer(f.sanne), NULL));
    record(&f, "purpose", NULL, "not covered");
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_CUSTOMER), 1);
    int32_t need = record(&f, "need", NULL, "covered");
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_CUSTOMER), 0);
    expect_ok(&f, confirm(&f, n, customer(f.sanne), NULL));
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_CUSTOMER), 1);
    expect_ok(&f, naast_item_retract(f.store, f.deal, need, BECAUSE("misheard")));
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_CUSTOMER), 0);
}
END_TEST

START_TEST(test_a_word_is_stale_once_the_item_is_amended_by_the_other_side)
{
    int32_t n = record(&f, "summary", NULL, "a summary");
    expect_ok(&f, confirm(&f, n, customer(f.sanne), NULL));
    expect_ok(&f, amend_text(&f, n, "another summary", us));
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_CUSTOMER), 0);
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_US), 1);
}
END_TEST

START_TEST(test_what_was_seen_is_what_stood_on_the_page)
{
    char head[NAAST_HEAD_SIZE];
    int32_t n = record(&f, "summary", NULL, "a summary");
    head_of(&f, head);
    expect_ok(&f, confirm(&f, n, customer(f.karim), head));
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_CUSTOMER), 1);
    record(&f, "need", NULL, "a need that came later");
    expect_ok(&f, confirm(&f, n, customer(f.karim), head));
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_CUSTOMER), 0);
    naast_items *items = items_of(&f);
    ck_assert_int_eq(item_of(items, n)->words[2].seen, 1);
    naast_free(items);
}
END_TEST

START_TEST(test_eight_digits_of_the_hash_will_do)
{
    char head[NAAST_HEAD_SIZE];
    int32_t n = record(&f, "summary", NULL, "a summary");
    head_of(&f, head);
    char *hash = strchr(head, ':') + 1;
    hash[7] = '\0';
    expect(&f, confirm(&f, n, us, head), NAAST_BAD_DATA, naast_store_code(f.store));
    head_of(&f, head);
    hash[8] = '\0';
    expect_ok(&f, confirm(&f, n, us, head));
}
END_TEST

START_TEST(test_a_page_of_another_journal_is_no_page)
{
    static const char *const heads[] = {"", "3", "0:00000000", "99999:9c1e07d2", "2:ffffffff", "2:zzzzzzzz"};
    int32_t n = record(&f, "summary", NULL, "a summary");
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        ck_assert_int_eq(confirm(&f, n, us, heads[i]), NAAST_BAD_DATA);
    naast_items *items = items_of(&f);
    ck_assert_uint_eq(item_of(items, n)->word_count, 1);
    naast_free(items);
}
END_TEST

START_TEST(test_an_item_that_came_later_was_not_on_the_page)
{
    char head[NAAST_HEAD_SIZE];
    record(&f, "need", NULL, "a need");
    head_of(&f, head);
    int32_t n = record(&f, "summary", NULL, "a summary");
    expect(&f, confirm(&f, n, customer(f.karim), head), NAAST_NOT_FOUND, "not_on_page");
    expect(&f, confirm(&f, 0, customer(f.karim), head), NAAST_NOT_FOUND, "nothing_to_confirm");
}
END_TEST

START_TEST(test_a_page_confirms_what_covers_others_and_counts)
{
    char head[NAAST_HEAD_SIZE];
    record(&f, "need", NULL, "a need");
    record(&f, "summary", NULL, "an older summary, no longer on the page");
    int32_t summary = record(&f, "summary", NULL, "the summary");
    int32_t match = record(&f, "match", "yes", "it does");
    head_of(&f, head);
    record(&f, "frame", NULL, "came after the page");
    ck_assert_int_eq(summary, 3);
    ck_assert_int_eq(match, 4);
    confirms(head, "3 4");
    confirms(NULL, "3 4 5");
}
END_TEST

START_TEST(test_what_was_taken_back_is_not_confirmed_and_nothing_older_in_its_place)
{
    char before[NAAST_HEAD_SIZE], after[NAAST_HEAD_SIZE];
    record(&f, "match", "yes", "one");
    record(&f, "summary", NULL, "older");
    int32_t newer = record(&f, "summary", NULL, "newer");
    head_of(&f, before);
    expect_ok(&f, naast_item_retract(f.store, f.deal, newer, BECAUSE("never said")));
    head_of(&f, after);
    confirms(before, "1"); /* the page showed the newer one: the older they never saw */
    confirms(after, "1 2");
    confirms(NULL, "1 2");
    expect(&f, confirm(&f, newer, us, before), NAAST_CONFLICT, "item_retracted");
}
END_TEST

START_TEST(test_each_side_and_each_item_counts_where_the_kind_says_so)
{
    static const char *const remark[] = {"remark", NULL};
    const naast_kind kinds[] = {
        {.code = "remark"},
        {.code = "view", .sided = 1, .latest = 1, .covers = remark},
        {.code = "aspect", .covers = remark},
        {.code = "side_note", .sided = 1, .covers = remark},
    };
    static const char *const some[] = {"remark", NULL};
    const naast_check checks[] = {{.code = "remark", .rule = NAAST_RULE_SOME, .kinds = some}};
    const naast_stage stages[] = {{.code = "first", .gate = {.code = "only", .checks = checks, .check_count = 1}},
                                  {.code = "last", .won = 1}};
    naast_pipeline pipeline = NAAST_PIPELINE_INIT;
    pipeline.code = "covering";
    pipeline.kinds = kinds;
    pipeline.kind_count = 4;
    pipeline.stages = stages;
    pipeline.stage_count = 2;
    expect_ok(&f, naast_pipeline_add(f.store, &pipeline, NULL));
    f.deal = fixture_deal(&f, "covering", f.sanne);
    record_from(&f, "view", "ours, older", us);
    record_from(&f, "view", "theirs", customer(f.sanne));
    record_from(&f, "view", "ours", us);
    record_from(&f, "aspect", "one", us);
    record_from(&f, "aspect", "two", us);
    record_from(&f, "side_note", "a", us);
    record_from(&f, "side_note", "b", us);
    confirms(NULL, "2 3 4 5 6 7");
}
END_TEST

START_TEST(test_nothing_on_the_page_to_confirm)
{
    record(&f, "need", NULL, "a need");
    expect(&f, confirm(&f, 0, us, NULL), NAAST_NOT_FOUND, "nothing_to_confirm");
    expect(&f, confirm(&f, 9, us, NULL), NAAST_NOT_FOUND, "item_not_found");
    expect(&f, confirm(&f, -1, us, NULL), NAAST_NOT_FOUND, "item_not_found");
    f.deal = 4711;
    expect(&f, confirm(&f, 1, us, NULL), NAAST_NOT_FOUND, "deal_not_found");
}
END_TEST

START_TEST(test_the_fields_of_a_confirmation_are_checked)
{
    naast_confirm_spec spec = NAAST_CONFIRM_SPEC_INIT;
    spec.item = record(&f, "summary", NULL, "a summary");
    spec.by = us;
    spec.on = 20261112;
    expect(&f, naast_item_confirm(f.store, f.deal, &spec, NULL), NAAST_INVALID, "day_to_come");
    spec.on = 0;
    spec.how = "line\nbreak";
    expect(&f, naast_item_confirm(f.store, f.deal, &spec, NULL), NAAST_INVALID, "text_control");
    spec.size = 3;
    expect(&f, naast_item_confirm(f.store, f.deal, &spec, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_item_confirm(f.store, f.deal, NULL, NULL), NAAST_INVALID, "spec_size");
}
END_TEST

START_TEST(test_a_deal_that_ended_may_still_be_confirmed)
{
    int32_t n = record(&f, "summary", NULL, "a summary");
    naast_end_spec end = NAAST_END_SPEC_INIT;
    end.outcome = "no_match";
    end.because = "seen together";
    expect_ok(&f, naast_deal_end(f.store, f.deal, &end));
    expect_ok(&f, confirm(&f, n, customer(f.sanne), NULL));
}
END_TEST

START_TEST(test_kinds_that_the_pipeline_no_longer_has_cover_nothing)
{
    record(&f, "summary", NULL, "a summary");
    expect_ok(&f, naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("bant", 0, "simpler")));
    expect(&f, confirm(&f, 0, us, NULL), NAAST_NOT_FOUND, "nothing_to_confirm");
    expect_ok(&f, confirm(&f, 1, us, NULL));
}
END_TEST

/* As an undo leaves it: the row of an item made void, a word on it still there. */
START_TEST(test_void_items_and_their_words_are_not_there)
{
    record(&f, "need", NULL, "one");
    record(&f, "need", NULL, "undone");
    record(&f, "need", NULL, "three");
    struct rec_value old[EVIDENCE_COLUMNS] = {0}, now[EVIDENCE_COLUMNS] = {0};
    old[EVIDENCE_VOID] = rec_int(0);
    now[EVIDENCE_VOID] = rec_int(1);
    ck_assert_int_eq(write_begin(f.store, OP_RECORD), 0);
    int status = rec_update(f.store, &table_evidence, child_key(f.deal, 2), old, now, EVIDENCE_BIT(VOID));
    ck_assert_int_eq(write_end(f.store, status), 0);
    naast_items *items = items_of(&f);
    ck_assert_uint_eq(items->count, 2);
    ck_assert_int_eq(items->items[1].n, 3);
    ck_assert_str_eq(items->items[1].text, "three");
    ck_assert_uint_eq(items->items[1].word_count, 1);
    ck_assert_int_eq(items->items[1].words[0].seen, 3);
    naast_free(items);
    expect(&f, confirm(&f, 2, us, NULL), NAAST_NOT_FOUND, "item_not_found");
}
END_TEST

START_TEST(test_lists_are_of_one_deal_and_may_be_empty)
{
    naast_items *items = items_of(&f);
    ck_assert_uint_eq(items->count, 0);
    naast_free(items);
    record(&f, "need", NULL, "of this deal");
    f.deal = fixture_deal(&f, NULL, f.sanne);
    items = items_of(&f);
    ck_assert_uint_eq(items->count, 0);
    naast_free(items);
    items = NULL;
    expect(&f, naast_item_list(f.store, 4711, &items), NAAST_NOT_FOUND, "deal_not_found");
    ck_assert_ptr_null(items);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("evidence_words");
    TCase *tests = tcase_create("words");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_a_confirmation_is_a_word_and_no_change);
    tcase_add_test(tests, test_nobody_confirms_by_default);
    tcase_add_test(tests, test_both_sides_may_confirm);
    tcase_add_test(tests, test_a_word_is_stale_once_something_it_covers_changes);
    tcase_add_test(tests, test_a_word_is_stale_once_the_item_is_amended_by_the_other_side);
    tcase_add_test(tests, test_what_was_seen_is_what_stood_on_the_page);
    tcase_add_test(tests, test_eight_digits_of_the_hash_will_do);
    tcase_add_test(tests, test_a_page_of_another_journal_is_no_page);
    tcase_add_test(tests, test_an_item_that_came_later_was_not_on_the_page);
    tcase_add_test(tests, test_a_page_confirms_what_covers_others_and_counts);
    tcase_add_test(tests, test_what_was_taken_back_is_not_confirmed_and_nothing_older_in_its_place);
    tcase_add_test(tests, test_each_side_and_each_item_counts_where_the_kind_says_so);
    tcase_add_test(tests, test_nothing_on_the_page_to_confirm);
    tcase_add_test(tests, test_the_fields_of_a_confirmation_are_checked);
    tcase_add_test(tests, test_a_deal_that_ended_may_still_be_confirmed);
    tcase_add_test(tests, test_kinds_that_the_pipeline_no_longer_has_cover_nothing);
    tcase_add_test(tests, test_void_items_and_their_words_are_not_there);
    tcase_add_test(tests, test_lists_are_of_one_deal_and_may_be_empty);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
