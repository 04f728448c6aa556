/* test_evidence_record.c: what recording an item asks, fills in, writes down and declines. */
#include "fixtures/evidence.h"
#include "base/env/env.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

/* A spec is declined with this status and code, and nothing of it stays behind. */
static void declined(const naast_item_spec *spec, int status, const char *code)
{
    int32_t n = -7;
    naast_items *before = items_of(&f);
    expect(&f, naast_item_record(f.store, f.deal, spec, &n), status, code);
    ck_assert_int_eq(n, -7);
    naast_items *after = items_of(&f);
    ck_assert_uint_eq(after->count, before->count);
    naast_free(before);
    naast_free(after);
    int32_t next = record(&f, "purpose", NULL, "what comes next");
    ck_assert_int_eq(crev_of(&f, next), next);
}

static naast_item_spec spec_of(const char *kind, const char *text)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = kind;
    spec.text = text;
    return spec;
}

START_TEST(test_our_item_carries_our_fresh_word)
{
    int32_t n = record(&f, "purpose", NULL, "We build search.");
    naast_items *items = items_of(&f);
    ck_assert_uint_eq(items->count, 1);
    const naast_item *item = item_of(items, n);
    ck_assert_int_eq(item->deal, f.deal);
    ck_assert_int_eq(item->n, 1);
    ck_assert_str_eq(item->kind, "purpose");
    ck_assert_str_eq(item->text, "We build search.");
    ck_assert_str_eq(item->state, "given");
    ck_assert_str_eq(item->from_name, "");
    ck_assert_str_eq(item->value, "");
    ck_assert_int_eq(item->from.side, NAAST_SIDE_US);
    ck_assert_int_eq(item->on, 20261110);
    ck_assert_int_eq(item->content_rev, 1);
    ck_assert_uint_eq(item->word_count, 1);
    ck_assert_int_eq(item->words[0].by.side, NAAST_SIDE_US);
    ck_assert_int_eq(item->words[0].seen, 1);
    ck_assert_int_eq(item->words[0].fresh, 1);
    naast_free(items);
}
END_TEST

START_TEST(test_what_only_a_customer_can_give_comes_from_the_contact)
{
    int32_t n = record(&f, "need", NULL, "Nobody finds our policy.");
    naast_items *items = items_of(&f);
    const naast_item *item = item_of(items, n);
    ck_assert_int_eq(item->from.side, NAAST_SIDE_CUSTOMER);
    ck_assert_int_eq(item->from.person, f.sanne);
    ck_assert_str_eq(item->from_name, "Sanne de Wit");
    ck_assert_int_eq(item->phrased_by.person, f.sanne);
    ck_assert_str_eq(item->words[0].name, "Sanne de Wit");
    naast_free(items);
}
END_TEST

START_TEST(test_without_a_contact_the_customer_must_be_named)
{
    f.deal = fixture_deal(&f, NULL, 0);
    naast_item_spec spec = spec_of("need", "Nobody finds our policy.");
    declined(&spec, NAAST_INVALID, "contact_wanted");
    spec.from = customer(f.karim);
    ck_assert_int_gt(record_spec(&f, &spec), 0);
    spec.from = us;
    int32_t n = record_spec(&f, &spec);
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_CUSTOMER), -1);
}
END_TEST

START_TEST(test_numbers_and_counts_go_up_by_one)
{
    for (int32_t n = 1; n <= 3; n++) {
        ck_assert_int_eq(record(&f, "need", NULL, "a need"), n);
        ck_assert_int_eq(crev_of(&f, n), n);
    }
}
END_TEST

START_TEST(test_every_field_is_kept)
{
    static const unsigned char sha[32] = {1, 2, 3};
    naast_item_spec spec = spec_of("promise", "A test server.");
    spec.from = us;
    spec.person = f.karim;
    spec.due = 20261120;
    spec.amount = (naast_money){250000, "EUR"};
    spec.url = "https://example.org/plan";
    spec.file_name = "plan.pdf";
    spec.file_sha256 = sha;
    spec.how = "mail 9 Nov";
    spec.on = 20261109;
    spec.in_confidence = 5;
    int32_t n = record_spec(&f, &spec);
    naast_items *items = items_of(&f);
    const naast_item *item = item_of(items, n);
    ck_assert_str_eq(item->state, "open");
    ck_assert_int_eq(item->person, f.karim);
    ck_assert_str_eq(item->person_name, "Karim Ali");
    ck_assert_int_eq(item->due, 20261120);
    ck_assert_int_eq(item->amount.minor, 250000);
    ck_assert_str_eq(item->amount.currency, "EUR");
    ck_assert_str_eq(item->url, "https://example.org/plan");
    ck_assert_str_eq(item->file_name, "plan.pdf");
    ck_assert_int_eq(item->on, 20261109);
    ck_assert_int_eq(item->in_confidence, 1);
    ck_assert_int_eq(item->words[0].on, 20261109);
    ck_assert_str_eq(item->words[0].how, "mail 9 Nov");
    naast_free(items);
}
END_TEST

START_TEST(test_kind_must_be_of_the_pipeline)
{
    naast_item_spec spec = spec_of("budget", "40k");
    declined(&spec, NAAST_INVALID, "kind_unknown");
    expect(&f, naast_item_record(f.store, f.deal, &spec, NULL), NAAST_INVALID, "kind_unknown");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), "purpose, need, why"));
    spec.kind = "\xff\x1b[31m";
    declined(&spec, NAAST_INVALID, "kind_unknown");
    spec.kind = NULL;
    declined(&spec, NAAST_INVALID, "kind_unknown");
}
END_TEST

START_TEST(test_value_must_be_one_of_the_kinds)
{
    naast_item_spec spec = spec_of("match", "It fits.");
    declined(&spec, NAAST_INVALID, "value_wanted");
    spec.value = "perhaps";
    declined(&spec, NAAST_INVALID, "value_wanted");
    spec.value = "yes";
    ck_assert_int_gt(record_spec(&f, &spec), 0);
    spec = spec_of("purpose", "search");
    spec.value = "yes";
    declined(&spec, NAAST_INVALID, "value_unused");
}
END_TEST

START_TEST(test_none_says_why_and_has_no_value)
{
    naast_item_spec spec = spec_of("condition", NULL);
    spec.none = 1;
    declined(&spec, NAAST_INVALID, "none_because");
    spec.text = "a small order";
    int32_t n = record_spec(&f, &spec);
    naast_items *items = items_of(&f);
    ck_assert_str_eq(item_of(items, n)->state, "none");
    ck_assert_str_eq(item_of(items, n)->because, "a small order");
    naast_free(items);
    spec.kind = "match";
    ck_assert_int_gt(record_spec(&f, &spec), 0);
    spec.value = "yes";
    declined(&spec, NAAST_INVALID, "none_value");
}
END_TEST

START_TEST(test_kinds_of_a_person_name_that_person)
{
    naast_item_spec spec = spec_of("authority", "He decides.");
    spec.value = "decides";
    declined(&spec, NAAST_INVALID, "person_wanted");
    spec.person = 999;
    declined(&spec, NAAST_NOT_FOUND, "person_not_found");
    spec.person = f.karim;
    spec.text = NULL;
    ck_assert_int_gt(record_spec(&f, &spec), 0);
}
END_TEST

START_TEST(test_what_speaking_gives_may_be_recorded_outright)
{
    naast_item_spec spec = spec_of("met", "At the fair.");
    spec.person = f.karim;
    ck_assert_int_gt(record_spec(&f, &spec), 0);
}
END_TEST

START_TEST(test_about_must_be_a_live_item_of_a_kind_that_fits)
{
    int32_t need = record(&f, "need", NULL, "find policy"), summary = record(&f, "summary", NULL, "you search");
    naast_item_spec spec = spec_of("why", "people follow old rules");
    spec.about = summary;
    declined(&spec, NAAST_INVALID, "about_kind");
    spec.about = 4711;
    declined(&spec, NAAST_NOT_FOUND, "item_not_found");
    spec.about = -1;
    declined(&spec, NAAST_NOT_FOUND, "item_not_found");
    spec.about = need + (1 << 20);
    declined(&spec, NAAST_NOT_FOUND, "item_not_found");
    spec.about = need;
    ck_assert_int_gt(record_spec(&f, &spec), 0);
    spec.kind = "purpose";
    declined(&spec, NAAST_INVALID, "about_unused");
    expect_ok(&f, naast_item_retract(f.store, f.deal, need, BECAUSE("misheard")));
    spec.kind = "why";
    int32_t n = 0;
    expect(&f, naast_item_record(f.store, f.deal, &spec, &n), NAAST_CONFLICT, "item_retracted");
}
END_TEST

START_TEST(test_dates_must_be_on_the_calendar)
{
    naast_item_spec spec = spec_of("promise", "a server");
    spec.due = 20260231;
    declined(&spec, NAAST_INVALID, "day_invalid");
    spec.due = -20261120;
    declined(&spec, NAAST_INVALID, "day_invalid");
    spec.due = 0;
    spec.on = 20261301;
    declined(&spec, NAAST_INVALID, "day_invalid");
    spec.on = 20261112;
    declined(&spec, NAAST_INVALID, "day_to_come");
    spec.on = 20261111; /* today already, east of here */
    ck_assert_int_gt(record_spec(&f, &spec), 0);
}
END_TEST

START_TEST(test_amounts_have_a_known_currency)
{
    naast_item_spec spec = spec_of("price", NULL);
    spec.amount = (naast_money){100, ""};
    declined(&spec, NAAST_INVALID, "amount_currency");
    spec.amount = (naast_money){100, "ZZZ"};
    declined(&spec, NAAST_INVALID, "amount_currency");
    memcpy(spec.amount.currency, "EURO", 4);
    declined(&spec, NAAST_INVALID, "amount_currency");
    spec.amount = (naast_money){0, "EUR"};
    ck_assert_int_gt(record_spec(&f, &spec), 0);
}
END_TEST

START_TEST(test_a_file_has_a_name_and_a_hash)
{
    static const unsigned char sha[32] = {9};
    naast_item_spec spec = spec_of("signature", NULL);
    spec.file_name = "contract.pdf";
    declined(&spec, NAAST_INVALID, "file_half");
    spec.file_name = NULL;
    spec.file_sha256 = sha;
    declined(&spec, NAAST_INVALID, "file_half");
    spec.file_name = " ";
    declined(&spec, NAAST_INVALID, "text_missing");
    spec.file_name = "contract.pdf";
    ck_assert_int_gt(record_spec(&f, &spec), 0);
}
END_TEST

START_TEST(test_an_item_says_something)
{
    naast_item_spec spec = spec_of("need", NULL);
    declined(&spec, NAAST_INVALID, "says_nothing");
    spec.text = " \n ";
    declined(&spec, NAAST_INVALID, "says_nothing");
    spec.text = NULL;
    spec.url = "https://example.org";
    ck_assert_int_gt(record_spec(&f, &spec), 0);
}
END_TEST

/* Every kind of the pipeline that has values, with each of them, and nothing said beside it. */
START_TEST(test_an_answer_that_can_be_no_wants_words_beside_its_value)
{
    naast_pipeline *pipeline = NULL;
    int can_be_no = 0, cannot = 0;
    expect_ok(&f, naast_pipeline_get(f.store, "fair", 0, &pipeline));
    for (size_t k = 0; k < pipeline->kind_count; k++) {
        const naast_kind *kind = &pipeline->kinds[k];
        for (size_t v = 0; kind->values != NULL && kind->values[v] != NULL; v++) {
            naast_item_spec spec = spec_of(kind->code, NULL);
            spec.value = kind->values[v];
            spec.person = kind->person ? f.karim : 0;
            if (kind->no == NULL) {
                ck_assert_int_gt(record_spec(&f, &spec), 0);
                cannot++;
                continue;
            }
            declined(&spec, NAAST_INVALID, "answer_wants_text");
            spec.text = " \n ";
            declined(&spec, NAAST_INVALID, "answer_wants_text");
            spec.text = NULL;
            spec.url = "https://example.org"; /* that says something, but not what the answer was */
            declined(&spec, NAAST_INVALID, "answer_wants_text");
            spec.text = "as they said";
            ck_assert_int_gt(record_spec(&f, &spec), 0);
            can_be_no++;
        }
    }
    ck_assert_int_eq(can_be_no, 9); /* match, agreement and acceptance: two each; the pulse: three */
    ck_assert_int_eq(cannot, 2);    /* authority */
    naast_free(pipeline);
}
END_TEST

START_TEST(test_what_was_not_said_comes_with_its_question)
{
    naast_item_spec spec = spec_of("why", NULL);
    declined(&spec, NAAST_INVALID, "says_nothing");
    expect(&f, naast_item_record(f.store, f.deal, &spec, NULL), NAAST_INVALID, "says_nothing");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), "What would change for you if that were solved?"));
    spec = spec_of("acceptance", NULL);
    spec.value = "no";
    expect(&f, naast_item_record(f.store, f.deal, &spec, NULL), NAAST_INVALID, "answer_wants_text");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), "Did you get what we set out to do?"));
    spec = spec_of("claim", NULL); /* which nobody asks for */
    expect(&f, naast_item_record(f.store, f.deal, &spec, NULL), NAAST_INVALID, "says_nothing");
    ck_assert_ptr_null(strchr(naast_store_message(f.store), ':'));
}
END_TEST

START_TEST(test_texts_must_be_text)
{
    naast_item_spec spec = spec_of("need", "half a \xc3");
    declined(&spec, NAAST_INVALID, "text_not_utf8");
    spec.text = "bell \a";
    declined(&spec, NAAST_INVALID, "text_control");
    spec.text = "fine";
    spec.url = "https://example.org/\nx";
    declined(&spec, NAAST_INVALID, "text_control");
    spec.url = NULL;
    spec.how = "\xed\xa0\x80";
    declined(&spec, NAAST_INVALID, "text_not_utf8");
}
END_TEST

START_TEST(test_a_text_has_at_most_64_kibibytes)
{
    char *text = malloc(65538);
    ck_assert_ptr_nonnull(text);
    memset(text, 'x', 65537);
    text[65537] = '\0';
    naast_item_spec spec = spec_of("need", text);
    declined(&spec, NAAST_INVALID, "text_too_long");
    text[65536] = '\0';
    int32_t n = record_spec(&f, &spec);
    naast_items *items = items_of(&f);
    ck_assert_str_eq(item_of(items, n)->text, text);
    naast_free(items);
    free(text);
}
END_TEST

START_TEST(test_strange_texts_are_kept_as_they_are)
{
    static const char *const texts[] = {
        "'); DROP TABLE naast_evidence; --",
        "%s%n {0} {1} ?1",
        "\xe2\x80\xae)drawkcab(",
        "a \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xa7",
        "two\nlines\tand a tab",
        "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        int32_t n = record(&f, "need", NULL, texts[i]);
        naast_items *items = items_of(&f);
        ck_assert_str_eq(item_of(items, n)->text, texts[i]);
        naast_free(items);
    }
}
END_TEST

START_TEST(test_a_party_is_us_or_a_person_of_the_customer)
{
    naast_item_spec spec = spec_of("need", "a need");
    spec.from = (naast_party){NAAST_SIDE_CUSTOMER, 0};
    declined(&spec, NAAST_INVALID, "party_person");
    spec.from = (naast_party){NAAST_SIDE_US, f.sanne};
    declined(&spec, NAAST_INVALID, "party_us");
    spec.from = (naast_party){NAAST_SIDE_NONE, f.sanne};
    declined(&spec, NAAST_INVALID, "party_wanted");
    spec.from = customer(4711);
    declined(&spec, NAAST_NOT_FOUND, "person_not_found");
    spec.from = customer(f.karim);
    ck_assert_int_gt(record_spec(&f, &spec), 0);
}
END_TEST

START_TEST(test_a_deal_that_ended_takes_no_more_but_may_be_reopened)
{
    naast_end_spec end = NAAST_END_SPEC_INIT;
    end.outcome = "declined";
    end.because = "they need an app";
    expect_ok(&f, naast_deal_end(f.store, f.deal, &end));
    naast_item_spec spec = spec_of("need", "one more");
    int32_t n = 0;
    expect(&f, naast_item_record(f.store, f.deal, &spec, &n), NAAST_CONFLICT, "deal_ended");
    expect_ok(&f, naast_deal_reopen(f.store, f.deal, REOPEN("they called")));
    ck_assert_int_eq(record_spec(&f, &spec), 1);
}
END_TEST

START_TEST(test_no_such_deal_and_no_such_spec)
{
    naast_item_spec spec = spec_of("need", "a need");
    expect(&f, naast_item_record(f.store, 4711, &spec, NULL), NAAST_NOT_FOUND, "deal_not_found");
    spec.size = 3;
    expect(&f, naast_item_record(f.store, f.deal, &spec, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_item_record(f.store, f.deal, NULL, NULL), NAAST_INVALID, "spec_size");
    struct {
        naast_item_spec known;
        int32_t added[16];
    } later = {.known = spec};
    later.known.size = sizeof later;
    expect_ok(&f, naast_item_record(f.store, f.deal, &later.known, NULL));
    later.added[15] = 1;
    expect(&f, naast_item_record(f.store, f.deal, &later.known, NULL), NAAST_INVALID, "spec_newer");
}
END_TEST

START_TEST(test_a_won_deal_stays_live)
{
    f.deal = fixture_deal(&f, "bant", f.sanne);
    naast_item_spec spec = spec_of("budget", "40k");
    record_spec(&f, &spec);
    record(&f, "need", NULL, "search");
    record(&f, "timeline", NULL, "before March");
    spec = spec_of("authority", NULL);
    spec.value = "decides";
    spec.person = f.sanne;
    record_spec(&f, &spec);
    record(&f, "agreement", "yes", "let us start");
    naast_advance_spec advance = NAAST_ADVANCE_SPEC_INIT;
    advance.to = "won";
    expect_ok(&f, naast_deal_advance(f.store, f.deal, &advance, NULL));
    ck_assert_int_eq(record(&f, "need", NULL, "and one more"), 6);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("evidence_record");
    TCase *tests = tcase_create("record");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_our_item_carries_our_fresh_word);
    tcase_add_test(tests, test_what_only_a_customer_can_give_comes_from_the_contact);
    tcase_add_test(tests, test_without_a_contact_the_customer_must_be_named);
    tcase_add_test(tests, test_numbers_and_counts_go_up_by_one);
    tcase_add_test(tests, test_every_field_is_kept);
    tcase_add_test(tests, test_kind_must_be_of_the_pipeline);
    tcase_add_test(tests, test_value_must_be_one_of_the_kinds);
    tcase_add_test(tests, test_none_says_why_and_has_no_value);
    tcase_add_test(tests, test_kinds_of_a_person_name_that_person);
    tcase_add_test(tests, test_what_speaking_gives_may_be_recorded_outright);
    tcase_add_test(tests, test_about_must_be_a_live_item_of_a_kind_that_fits);
    tcase_add_test(tests, test_dates_must_be_on_the_calendar);
    tcase_add_test(tests, test_amounts_have_a_known_currency);
    tcase_add_test(tests, test_a_file_has_a_name_and_a_hash);
    tcase_add_test(tests, test_an_item_says_something);
    tcase_add_test(tests, test_an_answer_that_can_be_no_wants_words_beside_its_value);
    tcase_add_test(tests, test_what_was_not_said_comes_with_its_question);
    tcase_add_test(tests, test_texts_must_be_text);
    tcase_add_test(tests, test_a_text_has_at_most_64_kibibytes);
    tcase_add_test(tests, test_strange_texts_are_kept_as_they_are);
    tcase_add_test(tests, test_a_party_is_us_or_a_person_of_the_customer);
    tcase_add_test(tests, test_a_deal_that_ended_takes_no_more_but_may_be_reopened);
    tcase_add_test(tests, test_no_such_deal_and_no_such_spec);
    tcase_add_test(tests, test_a_won_deal_stays_live);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
