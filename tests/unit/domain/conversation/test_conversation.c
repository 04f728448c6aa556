/* test_conversation.c: a conversation is one operation and one moment, or nothing. */
#include "fixtures/conversation.h"

#include "base/env/env.h"

static struct fixture f;
static struct saying say;

static void setup(void)
{
    fixture_open(&f);
    say_begin(&say);
}
static void teardown(void)
{
    say_end(&say);
    fixture_close(&f);
}

static int64_t head(void)
{
    naast_log *log = NULL;
    expect_ok(&f, naast_log_list(f.store, NULL, NULL, &log));
    int64_t seq = log->items[0].seq;
    naast_free(log);
    return seq;
}

/* The nth word on an item. */
static naast_word word_of(int32_t n, size_t k)
{
    naast_item *item = NULL;
    expect_ok(&f, naast_item_get(f.store, f.deal, n, &item));
    ck_assert_uint_lt(k, item->word_count);
    naast_word word = item->words[k];
    word.name = word.how = "";
    naast_free(item);
    return word;
}

START_TEST(test_everything_of_a_conversation_is_one_operation)
{
    say_with(&say, "Sanne de Wit");
    say.spec.how = "call";
    say.spec.note = "She laughed";
    say.spec.on = 20261108;
    say_new(&say, "need", NULL, "staff cannot find it");
    say_new(&say, "why", NULL, "residents get wrong answers");
    say_last(&say)->about = 1;
    say_new(&say, "summary", NULL, "one place");
    say_word(&say, "Sanne");
    expect_ok(&f, say_record(&f, &say));
    const naast_conversation_result *result = say.result;
    ck_assert_uint_eq(result->item_count, 3);
    ck_assert_uint_eq(result->fault_count, 0);
    ck_assert_int_eq(result->items[1].n, 2);
    ck_assert_str_eq(result->items[1].kind, "why");
    ck_assert_int_eq(result->items[1].from.person, f.sanne);
    ck_assert_int_eq(result->items[2].from.side, NAAST_SIDE_US);
    ck_assert_int_eq(result->items[2].is_new, 1);
    ck_assert_ptr_null(result->evaluation);
    naast_items *items = items_of(&f);
    ck_assert_uint_eq(items->count, 3);
    ck_assert_int_eq(item_of(items, 2)->about, 1);
    ck_assert_int_eq(item_of(items, 1)->on, 20261108);
    ck_assert_str_eq(item_of(items, 1)->words[0].how, "call");
    ck_assert_uint_eq(item_of(items, 3)->word_count, 2);
    naast_free(items);
    naast_activities *activities = NULL;
    naast_activity_filter of_deal = NAAST_ACTIVITY_FILTER_INIT;
    of_deal.deal = f.deal;
    expect_ok(&f, naast_activity_list(f.store, &of_deal, NULL, &activities));
    ck_assert_uint_eq(activities->count, 1);
    ck_assert_int_eq(activities->items[0].id, result->activity);
    ck_assert_str_eq(activities->items[0].kind, "talk");
    ck_assert_str_eq(activities->items[0].text, "She laughed");
    ck_assert_str_eq(activities->items[0].with, "Sanne de Wit");
    ck_assert_str_eq(activities->items[0].how, "call");
    naast_free(activities);
    naast_log *log = NULL;
    naast_log_filter filter = NAAST_LOG_FILTER_INIT;
    filter.operation_name = "talk";
    expect_ok(&f, naast_log_list(f.store, &filter, NULL, &log));
    for (size_t k = 1; k < log->count; k++)
        ck_assert_int_eq(log->items[k].operation, log->items[0].operation);
    ck_assert_uint_ge(log->count, 1);
    naast_free(log);
}
END_TEST

/* The order of the lines: a summary above the needs, and below them. */
static void say_in_order(const int order[3])
{
    say_begin(&say);
    say_with(&say, "Sanne");
    for (int k = 0; k < 3; k++)
        if (order[k] == 0) {
            say_new(&say, "summary", NULL, "one place");
            say_word(&say, "Sanne");
        } else {
            say_new(&say, "need", NULL, order[k] == 1 ? "to find it" : "to trust it");
        }
}

START_TEST(test_the_order_of_the_entries_makes_no_word_stale)
{
    static const int orders[][3] = {{0, 1, 2}, {1, 0, 2}, {1, 2, 0}, {2, 1, 0}};
    say_in_order(orders[_i]);
    expect_ok(&f, say_record(&f, &say));
    for (int k = 0; k < 3; k++) {
        const int32_t n = said_number(&say, (size_t)k);
        ck_assert_int_eq(word_of(n, 0).fresh, 1);
        ck_assert_int_eq(word_of(n, 0).seen, 3);
        if (orders[_i][k] == 0)
            ck_assert_int_eq(word_of(n, 1).fresh, 1);
    }
    record(&f, "need", NULL, "one more");
    for (int k = 0; k < 3; k++)
        if (orders[_i][k] == 0)
            ck_assert_int_eq(word_of(said_number(&say, (size_t)k), 1).fresh, 0);
}
END_TEST

START_TEST(test_an_amendment_is_content_that_everybody_there_has_seen)
{
    int32_t need = record(&f, "need", NULL, "a need");
    say_with(&say, "Sanne");
    say_new(&say, "summary", NULL, "all of it");
    say_word(&say, "Sanne");
    say_item(&say, need);
    say_amended(&say, "a better need");
    say_last(&say)->from = "Sanne";
    expect_ok(&f, say_record(&f, &say));
    const int32_t summary = said_number(&say, 0);
    ck_assert_int_eq(word_of(summary, 0).fresh, 1);
    ck_assert_int_eq(word_of(summary, 1).fresh, 1);
    ck_assert_int_eq(word_of(need, 1).fresh, 1);
    ck_assert_int_eq(crev_of(&f, need), 3);
    ck_assert_int_eq(say.result->items[1].amended, 1);
    ck_assert_int_eq(say.result->items[1].from.person, f.sanne);
    ck_assert_str_eq(say.result->items[1].kind, "need");
}
END_TEST

START_TEST(test_saying_the_same_again_takes_no_number)
{
    int32_t need = record(&f, "need", NULL, "a need");
    say_item(&say, need);
    say_amended(&say, "a need");
    expect_ok(&f, say_record(&f, &say));
    ck_assert_int_eq(crev_of(&f, need), 1);
    ck_assert_int_eq(word_of(need, 1).seen, 1);
}
END_TEST

/* Who was not there: saw what was there before, and the item itself; in whatever order it was written down. */
START_TEST(test_who_was_not_there_saw_what_was_there_before)
{
    int32_t old = record(&f, "need", NULL, "an old need");
    say_with(&say, "Sanne");
    if (_i == 0)
        say_new(&say, "need", NULL, "a new need");
    say_new(&say, "summary", NULL, "all of it");
    say_word(&say, "Karim");
    say_word(&say, "Sanne");
    if (_i == 1)
        say_new(&say, "need", NULL, "a new need");
    if (_i == 2) {
        say_item(&say, old);
        say_amended(&say, "another need");
    }
    expect_ok(&f, say_record(&f, &say));
    const int32_t summary = said_number(&say, _i == 0);
    ck_assert_int_eq(word_of(summary, 0).fresh, 1);
    ck_assert_int_eq(word_of(summary, 1).by.person, f.karim);
    ck_assert_int_eq(word_of(summary, 1).fresh, _i == 3); /* with nothing else said, there is nothing they missed */
    ck_assert_int_eq(word_of(summary, 2).fresh, 1);
}
END_TEST

START_TEST(test_of_an_item_that_was_there_the_absent_saw_no_more_than_before)
{
    int32_t summary = record(&f, "summary", NULL, "as it was");
    say_with(&say, "Sanne");
    say_new(&say, "need", NULL, "a new need");
    say_item(&say, summary);
    say_word(&say, "Karim");
    expect_ok(&f, say_record(&f, &say));
    ck_assert_int_eq(word_of(summary, 1).seen, 1);
    ck_assert_int_eq(word_of(summary, 1).fresh, 0);
}
END_TEST

START_TEST(test_without_with_everybody_who_speaks_took_part)
{
    say_new(&say, "summary", NULL, "all of it");
    say_word(&say, "Karim");
    say_new(&say, "need", NULL, "a need");
    expect_ok(&f, say_record(&f, &say));
    ck_assert_int_eq(word_of(1, 1).by.person, f.karim);
    ck_assert_int_eq(word_of(1, 1).fresh, 1);
}
END_TEST

START_TEST(test_a_word_on_a_page_has_seen_that_page_and_nothing_else)
{
    char page[NAAST_HEAD_SIZE];
    int32_t summary = record(&f, "summary", NULL, "as it was");
    head_of(&f, page);
    say_new(&say, "need", NULL, "a need");
    say_item(&say, summary);
    say_word(&say, "Sanne")->seen = page;
    expect_ok(&f, say_record(&f, &say));
    ck_assert_int_eq(word_of(summary, 1).seen, 1);
    ck_assert_int_eq(word_of(summary, 1).fresh, 0);
    say_begin(&say);
    say_item(&say, summary);
    say_word(&say, "Sanne")->seen = "1:00000000";
    expect(&f, naast_conversation_record(f.store, f.deal, &say.spec, NULL), NAAST_BAD_DATA, "head_unknown");
}
END_TEST

START_TEST(test_who_speaks_by_default)
{
    static const struct {
        const char *with[2];
        int sanne;
    } cases[] = {{{"Karim", "Sanne"}, 1}, {{"Karim", NULL}, 0}, {{NULL, NULL}, 1}};
    for (size_t k = 0; k < 2 && cases[_i].with[k] != NULL; k++)
        say_with(&say, cases[_i].with[k]);
    say_new(&say, "need", NULL, "a need");
    say_new(&say, "promise", NULL, "ours");
    expect_ok(&f, say_record(&f, &say));
    ck_assert_int_eq(say.result->items[0].from.person, cases[_i].sanne ? f.sanne : f.karim);
    ck_assert_int_eq(say.result->items[1].from.side, NAAST_SIDE_US);
}
END_TEST

START_TEST(test_an_item_is_settled_and_a_date_agreed)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "promise";
    spec.text = "a test server";
    spec.due = 20261120;
    int32_t kept = record_spec(&f, &spec), moved = record_spec(&f, &spec);
    say_item(&say, kept);
    say_settled(&say, "kept", nobody);
    say_last(&say)->by = "Sanne";
    say_item(&say, moved);
    say_amended(&say, NULL)->due = 20261127;
    say_last(&say)->agreed = "Sanne";
    say_new(&say, "promise", NULL, "theirs, and done at once")->from = customer(f.sanne);
    say_settled(&say, "kept", us)->because = "it came";
    expect_ok(&f, say_record(&f, &say));
    naast_items *items = items_of(&f);
    ck_assert_str_eq(item_of(items, kept)->state, "kept");
    ck_assert_int_eq(item_of(items, kept)->settled_by.person, f.sanne);
    ck_assert_int_eq(item_of(items, moved)->due, 20261127);
    ck_assert_int_eq(item_of(items, moved)->reagreed, 1);
    ck_assert_uint_eq(item_of(items, moved)->word_count, 3);
    ck_assert_str_eq(item_of(items, 3)->state, "kept");
    naast_free(items);
}
END_TEST

START_TEST(test_somebody_new_is_added_where_that_is_asked)
{
    say_with(&say, "Els Smit");
    say_new(&say, "need", NULL, "a need");
    say_last(&say)->from = "Jan";
    say_new(&say, "authority", "decides", NULL);
    say_last(&say)->person = "Jan Bos";
    expect(&f, say_record(&f, &say), NAAST_NOT_FOUND, "person_not_found");
    ck_assert_uint_eq(say.result->fault_count, 3);
    expect_fault(&say, 0, -1, NAAST_IN_WITH, "person_not_found");
    expect_fault(&say, 1, 0, NAAST_IN_FROM, "person_not_found");
    expect_fault(&say, 2, 1, NAAST_IN_PERSON, "person_not_found");
    ck_assert_str_eq(say.result->faults[2].name, "Jan Bos");
    say.spec.add_people = 1;
    expect_ok(&f, say_record(&f, &say));
    ck_assert_uint_eq(say.result->name_count, 3);
    ck_assert_str_eq(say.result->names[0].typed, "Els Smit");
    ck_assert_int_eq(say.result->names[0].is_new, 1);
    ck_assert_int_eq(say.result->names[1].is_new, 1);
    ck_assert_str_eq(say.result->names[2].typed, "Jan");
    ck_assert_str_eq(say.result->names[2].name, "Jan Bos");
    ck_assert_int_eq(say.result->names[2].is_new, 0);
    ck_assert_int_eq(say.result->names[2].fit, NAAST_FIT_PART);
    naast_items *items = items_of(&f);
    ck_assert_int_eq(item_of(items, 1)->from.person, item_of(items, 2)->person);
    naast_free(items);
    say_begin(&say);
    say.spec.add_people = 1;
    say_with(&say, "nobody@example.org");
    say_with(&say, "P4711");
    say.spec.note = "x";
    expect(&f, naast_conversation_record(f.store, f.deal, &say.spec, NULL), NAAST_NOT_FOUND, "person_not_found");
}
END_TEST

static naast_id person_of(const char *name, const char *company)
{
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    naast_person_spec person = NAAST_PERSON_SPEC_INIT;
    naast_id id = 0;
    org.name = company;
    person.name = name;
    expect_ok(&f, naast_org_add(f.store, &org, &person.org));
    expect_ok(&f, naast_person_add(f.store, &person, &id));
    return id;
}

START_TEST(test_a_name_makes_nobody_of_another_customer_speak)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_id theirs = person_of("Noor Ali", "Noord");
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    org.name = "Zuid";
    expect_ok(&f, naast_org_add(f.store, &org, &spec.org));
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    int32_t need = record(&f, "need", NULL, "a need");
    say_item(&say, need);
    say_word(&say, "Noor");
    expect(&f, naast_conversation_record(f.store, f.deal, &say.spec, &say.result), NAAST_AMBIGUOUS, "no_part");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), "Noor Ali (Noord)"));
    expect_fault(&say, 0, 0, NAAST_IN_WORDS, "no_part");
    say.words[0][0].name = "P3";
    ck_assert_int_eq(theirs, 3);
    expect_ok(&f, say_record(&f, &say));
    say.words[0][0].name = "Noor"; /* whose word is there by now */
    expect_ok(&f, say_record(&f, &say));
}
END_TEST

START_TEST(test_who_took_part_speaks)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    (void)person_of("Noor Ali", "Noord");
    org.name = "Zuid";
    expect_ok(&f, naast_org_add(f.store, &org, &spec.org));
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    say_with(&say, "Noor Ali");
    say_new(&say, "need", NULL, "a need");
    say_last(&say)->from = "Noor";
    expect_ok(&f, say_record(&f, &say));
}
END_TEST

START_TEST(test_everything_that_is_wrong_is_given_at_once_and_nothing_changes)
{
    int32_t promise = record(&f, "promise", NULL, "p");
    const int64_t before = head();
    say_new(&say, "need", NULL, "right");
    say_new(&say, "nonsense", NULL, "x");
    say_new(&say, "match", "perhaps", "x")->due = 20261332;
    say_new(&say, "price", NULL, "x")->amount = (naast_money){1, "XYZ"};
    say_last(&say)->from = "Nobody";
    say_item(&say, promise);
    say_settled(&say, "nonsense", nobody);
    say_word(&say, "Nobody Else");
    say_item(&say, 99);
    say_new(&say, "why", NULL, "y");
    say_last(&say)->about = 4;
    say_new(&say, "why", NULL, "z");
    say_last(&say)->about = 9;
    say_new(&say, "authority", "decides", NULL);
    say_item(&say, promise);
    say_amended(&say, "one");
    say_item(&say, promise);
    say_amended(&say, "two");
    say_item(&say, promise);
    say_amended(&say, NULL);
    say_new(&say, "need", NULL, "both");
    say_last(&say)->item = promise;
    say.spec.on = 20270101;
    expect(&f, say_record(&f, &say), NAAST_INVALID, "day_to_come");
    size_t k = 0;
    expect_fault(&say, k++, -1, NAAST_IN_ON, "day_to_come");
    expect_fault(&say, k++, 1, NAAST_IN_KIND, "kind_unknown");
    expect_fault(&say, k++, 2, NAAST_IN_VALUE, "value_wanted");
    expect_fault(&say, k++, 2, NAAST_IN_DUE, "day_invalid");
    expect_fault(&say, k++, 3, NAAST_IN_FROM, "person_not_found");
    expect_fault(&say, k++, 3, NAAST_IN_AMOUNT, "amount_currency");
    expect_fault(&say, k++, 4, NAAST_IN_WORDS, "person_not_found");
    expect_fault(&say, k++, 4, NAAST_IN_STATE, "state_wanted");
    expect_fault(&say, k++, 4, NAAST_IN_BY, "party_wanted");
    expect_fault(&say, k++, 5, NAAST_IN_ITEM, "item_not_found");
    expect_fault(&say, k++, 7, NAAST_IN_ABOUT, "about_later");
    expect_fault(&say, k++, 8, NAAST_IN_WHOLE, "person_wanted");
    expect_fault(&say, k++, 10, NAAST_IN_WHOLE, "amended_twice");
    expect_fault(&say, k++, 11, NAAST_IN_WHOLE, "amended_twice");
    expect_fault(&say, k++, 12, NAAST_IN_WHOLE, "entry_shape");
    ck_assert_uint_eq(say.result->fault_count, k);
    ck_assert_int_eq(say.result->items[1].n, 0);
    ck_assert_int_eq(head(), before);
    naast_items *items = items_of(&f);
    ck_assert_uint_eq(items->count, 1);
    naast_free(items);
}
END_TEST

START_TEST(test_what_was_retracted_or_ended_is_a_conflict)
{
    int32_t need = record(&f, "need", NULL, "a need");
    expect_ok(&f, naast_item_retract(f.store, f.deal, need, BECAUSE("misheard")));
    say_item(&say, need);
    say_word(&say, "Sanne");
    expect(&f, naast_conversation_record(f.store, f.deal, &say.spec, NULL), NAAST_CONFLICT, "item_retracted");
    naast_end_spec end = NAAST_END_SPEC_INIT;
    end.outcome = "declined";
    end.because = "no time";
    expect_ok(&f, naast_deal_end(f.store, f.deal, &end));
    say_begin(&say);
    say_new(&say, "need", NULL, "another");
    expect(&f, naast_conversation_record(f.store, f.deal, &say.spec, NULL), NAAST_CONFLICT, "deal_ended");
    say_begin(&say);
    say.spec.note = "they called to thank us";
    expect(&f, naast_conversation_record(f.store, f.deal, &say.spec, NULL), NAAST_OK, "");
}
END_TEST

START_TEST(test_a_revision_can_be_expected)
{
    naast_deal *deal = deal_of(&f, f.deal);
    say.spec.note = "a note";
    say.spec.expect_rev = deal->rev + 1;
    expect(&f, naast_conversation_record(f.store, f.deal, &say.spec, NULL), NAAST_CONFLICT, "deal_changed");
    say.spec.expect_rev = deal->rev;
    expect_ok(&f, say_record(&f, &say));
    naast_free(deal);
    say.spec.expect_rev = 0;
    say_new(&say, "need", NULL, "a need")->expect_rev = 4711;
    expect(&f, say_record(&f, &say), NAAST_CONFLICT, "deal_changed");
    expect_fault(&say, 0, 0, NAAST_IN_WHOLE, "deal_changed");
}
END_TEST

START_TEST(test_a_dry_run_changes_nothing)
{
    const int64_t before = head();
    say_with(&say, "Els Smit");
    say_new(&say, "need", NULL, "a need");
    say.spec.add_people = 1;
    say.spec.dry_run = 1;
    expect_ok(&f, say_record(&f, &say));
    ck_assert_int_eq(say.result->items[0].n, 1);
    ck_assert_int_eq(say.result->names[0].is_new, 1);
    ck_assert_int_eq(head(), before);
    say_new(&say, "nonsense", NULL, "x");
    expect(&f, say_record(&f, &say), NAAST_INVALID, "kind_unknown");
    ck_assert_int_eq(head(), before);
}
END_TEST

START_TEST(test_inside_an_operation_only_the_conversation_is_taken_back)
{
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    record(&f, "need", NULL, "a need");
    say_new(&say, "summary", NULL, "s");
    say_new(&say, "nonsense", NULL, "x");
    expect(&f, say_record(&f, &say), NAAST_INVALID, "kind_unknown");
    expect_ok(&f, naast_operation_end(f.store, 0));
    naast_items *items = items_of(&f);
    ck_assert_uint_eq(items->count, 1);
    naast_free(items);
}
END_TEST

START_TEST(test_the_deal_moves_where_its_gate_is_open)
{
    answer_gates(&f, "match");
    say.spec.note = "we go on";
    say.spec.advance = "";
    expect_ok(&f, say_record(&f, &say));
    ck_assert_int_eq(say.result->evaluation->moved, 1);
    expect_deal(&f, "match", "");
    expect_ok(&f, say_record(&f, &say));
    ck_assert_int_eq(say.result->evaluation->moved, 0);
    ck_assert_int_eq(say.result->evaluation->open, 0);
    ck_assert_int_gt(say.result->activity, 1);
    expect_deal(&f, "match", "");
    say.spec.advance = "nowhere";
    expect(&f, say_record(&f, &say), NAAST_NOT_FOUND, "stage_not_found");
    expect_fault(&say, 0, -1, NAAST_IN_ADVANCE, "stage_not_found");
    say.spec.advance = "match";
    expect_ok(&f, say_record(&f, &say));
    ck_assert_int_eq(say.result->evaluation->moved, 0);
}
END_TEST

START_TEST(test_items_alone_make_no_activity)
{
    say_new(&say, "need", NULL, "a need");
    say_new(&say, "why", NULL, "because");
    say_last(&say)->about = 1;
    say.spec.items_only = 1;
    expect_ok(&f, say_record(&f, &say));
    ck_assert_int_eq(say.result->activity, 0);
    naast_log *log = NULL;
    expect_ok(&f, naast_log_list(f.store, NULL, NULL, &log));
    ck_assert_str_eq(log->items[0].operation_name, "record");
    naast_free(log);
}
END_TEST

START_TEST(test_there_must_be_something_and_pointers)
{
    expect(&f, naast_conversation_record(f.store, f.deal, &say.spec, NULL), NAAST_INVALID, "conversation_empty");
    expect(&f, naast_conversation_record(f.store, f.deal, NULL, NULL), NAAST_INVALID, "spec_size");
    ck_assert_int_eq(naast_conversation_record(NULL, f.deal, &say.spec, NULL), NAAST_INVALID);
    say.spec.note = "x";
    expect(&f, naast_conversation_record(f.store, 4711, &say.spec, &say.result), NAAST_NOT_FOUND, "deal_not_found");
    ck_assert_ptr_null(say.result);
    say.spec.entry_count = 1;
    say.spec.entries = NULL;
    expect(&f, naast_conversation_record(f.store, f.deal, &say.spec, NULL), NAAST_INVALID, "spec_size");
    say.spec.entries = say.entries;
    say.spec.entry_size = 2;
    expect(&f, naast_conversation_record(f.store, f.deal, &say.spec, NULL), NAAST_INVALID, "spec_size");
    say.spec.entry_count = 0;
    say_with(&say, NULL);
    expect(&f, say_record(&f, &say), NAAST_INVALID, "party_person");
}
END_TEST

/* Entries of a later version are longer; what they add must be zero. */
START_TEST(test_entries_have_a_stride)
{
    struct {
        naast_conversation_entry known;
        int64_t added;
    } later[2] = {0};
    naast_item_spec item = NAAST_ITEM_SPEC_INIT;
    item.kind = "need";
    item.text = "a need";
    later[0].known.record = later[1].known.record = &item;
    say.spec.entries = &later[0].known;
    say.spec.entry_count = 2;
    say.spec.entry_size = sizeof later[0];
    expect_ok(&f, say_record(&f, &say));
    ck_assert_uint_eq(say.result->item_count, 2);
    later[1].added = 1;
    expect(&f, naast_conversation_record(f.store, f.deal, &say.spec, NULL), NAAST_INVALID, "spec_newer");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("conversation");
    TCase *tests = tcase_create("conversation");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_everything_of_a_conversation_is_one_operation);
    tcase_add_loop_test(tests, test_the_order_of_the_entries_makes_no_word_stale, 0, 4);
    tcase_add_test(tests, test_an_amendment_is_content_that_everybody_there_has_seen);
    tcase_add_test(tests, test_saying_the_same_again_takes_no_number);
    tcase_add_loop_test(tests, test_who_was_not_there_saw_what_was_there_before, 0, 4);
    tcase_add_test(tests, test_of_an_item_that_was_there_the_absent_saw_no_more_than_before);
    tcase_add_test(tests, test_without_with_everybody_who_speaks_took_part);
    tcase_add_test(tests, test_a_word_on_a_page_has_seen_that_page_and_nothing_else);
    tcase_add_loop_test(tests, test_who_speaks_by_default, 0, 3);
    tcase_add_test(tests, test_an_item_is_settled_and_a_date_agreed);
    tcase_add_test(tests, test_somebody_new_is_added_where_that_is_asked);
    tcase_add_test(tests, test_a_name_makes_nobody_of_another_customer_speak);
    tcase_add_test(tests, test_who_took_part_speaks);
    tcase_add_test(tests, test_everything_that_is_wrong_is_given_at_once_and_nothing_changes);
    tcase_add_test(tests, test_what_was_retracted_or_ended_is_a_conflict);
    tcase_add_test(tests, test_a_revision_can_be_expected);
    tcase_add_test(tests, test_a_dry_run_changes_nothing);
    tcase_add_test(tests, test_inside_an_operation_only_the_conversation_is_taken_back);
    tcase_add_test(tests, test_the_deal_moves_where_its_gate_is_open);
    tcase_add_test(tests, test_items_alone_make_no_activity);
    tcase_add_test(tests, test_there_must_be_something_and_pointers);
    tcase_add_test(tests, test_entries_have_a_stride);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
