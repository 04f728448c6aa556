/* test_texts.c: a text that says nothing is taken by no call, whatever it is for; one that may be cleared may be. */
#include "fixtures/evidence.h"
#include "base/env/env.h"

static struct fixture f;
static int32_t need, promise;
static naast_id ended, org;

/* The place to fill in, three characters that do not show, a mark without its letter, signs. */
static const char *const nothing[] = {
    "…", "...", ".", "\xe2\x80\x8b", "\xe3\x85\xa4", "\xc2\xad", "\xe2\xa0\x80", "\xcc\x81", "?!", "👍", " — "};

static void set_up(void)
{
    naast_end_spec end = NAAST_END_SPEC_INIT;
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    fixture_open(&f);
    need = record(&f, "need", NULL, "staff cannot find it");
    promise = record(&f, "promise", NULL, "a test server");
    ended = fixture_deal(&f, NULL, f.sanne);
    end.outcome = "declined";
    end.because = "they need an app";
    expect_ok(&f, naast_deal_end(f.store, ended, &end));
    spec.name = "Waterdam";
    expect_ok(&f, naast_org_add(f.store, &spec, &org));
}

static void tear_down(void) { fixture_close(&f); }

static int64_t entries(void)
{
    naast_log *log = NULL;
    naast_log_filter filter = NAAST_LOG_FILTER_INIT;
    expect_ok(&f, naast_log_list(f.store, &filter, NAAST_SPEC(naast_page, .limit = 1), &log));
    const int64_t seq = log->count > 0 ? log->items[0].seq : 0;
    naast_free(log);
    return seq;
}

#define REFUSED(call) expect(&f, call, NAAST_INVALID, "text_says_nothing")

static void deals_refuse(const char *text)
{
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    naast_end_spec end = NAAST_END_SPEC_INIT;
    naast_waive_spec waive = NAAST_WAIVE_SPEC_INIT;
    naast_undo_spec undo = NAAST_UNDO_SPEC_INIT;
    naast_undone *undone = NULL;
    naast_id id = 0;
    deal.title = text;
    REFUSED(naast_deal_add(f.store, &deal, &id));
    REFUSED(naast_deal_edit(f.store, f.deal, &deal));
    deal.title = "Archive";
    deal.note = text;
    REFUSED(naast_deal_add(f.store, &deal, &id));
    REFUSED(naast_deal_edit(f.store, f.deal, &deal));
    deal.note = NULL;
    deal.owner = text;
    REFUSED(naast_deal_add(f.store, &deal, &id));
    REFUSED(naast_deal_edit(f.store, f.deal, &deal));
    end.outcome = "declined";
    end.because = text;
    REFUSED(naast_deal_end(f.store, f.deal, &end));
    end.informed = f.sanne; /* of one that has ended: they were told */
    REFUSED(naast_deal_end(f.store, ended, &end));
    REFUSED(naast_deal_reopen(f.store, ended, REOPEN(text)));
    REFUSED(naast_deal_move_back(f.store, f.deal, BACK(NULL, text)));
    REFUSED(naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE("bant", 0, text)));
    waive.check = "basis";
    waive.because = text;
    REFUSED(naast_deal_waive(f.store, f.deal, &waive));
    waive.because = "a pilot first";
    waive.by = text;
    REFUSED(naast_deal_waive(f.store, f.deal, &waive));
    undo.because = text;
    REFUSED(naast_operation_undo(f.store, &undo, &undone));
}

static void items_refuse(const char *text)
{
    static const unsigned char sha[32] = {1};
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    naast_amend_spec amend = NAAST_AMEND_SPEC_INIT;
    naast_confirm_spec confirm = NAAST_CONFIRM_SPEC_INIT;
    naast_settle_spec settle = NAAST_SETTLE_SPEC_INIT;
    int32_t n = 0;
    spec.kind = "claim";
    spec.text = text;
    REFUSED(naast_item_record(f.store, f.deal, &spec, &n));
    spec.none = 1;
    REFUSED(naast_item_record(f.store, f.deal, &spec, &n));
    spec.none = 0;
    spec.url = text;
    spec.text = NULL;
    REFUSED(naast_item_record(f.store, f.deal, &spec, &n));
    spec.url = NULL;
    spec.file_name = text;
    spec.file_sha256 = sha;
    REFUSED(naast_item_record(f.store, f.deal, &spec, &n));
    spec = (naast_item_spec)NAAST_ITEM_SPEC_INIT;
    spec.kind = "match";
    spec.value = "yes";
    spec.text = text; /* a value says something; a text beside it must too */
    REFUSED(naast_item_record(f.store, f.deal, &spec, &n));
    spec.text = "we can";
    spec.how = text;
    REFUSED(naast_item_record(f.store, f.deal, &spec, &n));
    amend.text = text;
    REFUSED(naast_item_amend(f.store, f.deal, need, &amend));
    amend.typo = 1;
    REFUSED(naast_item_amend(f.store, f.deal, need, &amend));
    amend.typo = 0;
    amend.text = "staff find an old one";
    amend.because = text;
    REFUSED(naast_item_amend(f.store, f.deal, need, &amend));
    amend.because = NULL;
    amend.how = text;
    REFUSED(naast_item_amend(f.store, f.deal, need, &amend));
    amend.how = NULL;
    amend.url = text;
    REFUSED(naast_item_amend(f.store, f.deal, need, &amend));
    confirm.item = need;
    confirm.by = customer(f.sanne);
    confirm.how = text;
    REFUSED(naast_item_confirm(f.store, f.deal, &confirm, NULL));
    settle.state = "kept";
    settle.by = customer(f.sanne);
    settle.because = text;
    REFUSED(naast_item_settle(f.store, f.deal, promise, &settle));
    settle.because = NULL;
    settle.file_name = text;
    settle.file_sha256 = sha;
    REFUSED(naast_item_settle(f.store, f.deal, promise, &settle));
    REFUSED(naast_item_retract(f.store, f.deal, need, BECAUSE(text)));
}

static void people_refuse(const char *text)
{
    naast_org_spec company = NAAST_ORG_SPEC_INIT;
    naast_person_spec person = NAAST_PERSON_SPEC_INIT;
    naast_id id = 0;
    company.name = text;
    REFUSED(naast_org_add(f.store, &company, &id));
    REFUSED(naast_org_edit(f.store, org, &company));
    company.name = "Bakker";
    company.note = text;
    REFUSED(naast_org_add(f.store, &company, &id));
    REFUSED(naast_org_edit(f.store, org, &company));
    person.name = text;
    REFUSED(naast_person_add(f.store, &person, &id));
    REFUSED(naast_person_edit(f.store, f.sanne, &person));
    person.name = "Mees Visser";
    person.note = text;
    REFUSED(naast_person_add(f.store, &person, &id));
    REFUSED(naast_person_edit(f.store, f.sanne, &person));
}

static void diary_refuses(const char *text)
{
    naast_task_spec task = NAAST_TASK_SPEC_INIT;
    naast_activity_spec activity = NAAST_ACTIVITY_SPEC_INIT;
    naast_id id = 0;
    task.text = text;
    REFUSED(naast_task_add(f.store, &task, &id));
    task.text = "call them";
    task.owner = text;
    REFUSED(naast_task_add(f.store, &task, &id));
    activity.text = text;
    REFUSED(naast_activity_add(f.store, &activity, &id));
    activity.kind = "call"; /* of a call nothing need be noted; what is noted says something */
    REFUSED(naast_activity_add(f.store, &activity, &id));
    activity.text = NULL;
    activity.with = text;
    REFUSED(naast_activity_add(f.store, &activity, &id));
    activity.with = NULL;
    activity.how = text;
    REFUSED(naast_activity_add(f.store, &activity, &id));
}

static void erasing_refuses(const char *text)
{
    naast_erase_spec erase = NAAST_ERASE_SPEC_INIT;
    naast_erasure *erasure = NULL;
    erase.because = text;
    REFUSED(naast_people_erase(f.store, &f.karim, 1, &erase, &erasure));
    REFUSED(naast_redact(f.store, "D1.1", &erase, &erasure));
}

START_TEST(test_no_call_takes_a_text_that_says_nothing)
{
    const int64_t before = entries();
    for (size_t k = 0; k < sizeof nothing / sizeof nothing[0]; k++) {
        deals_refuse(nothing[k]);
        items_refuse(nothing[k]);
        people_refuse(nothing[k]);
        diary_refuses(nothing[k]);
        erasing_refuses(nothing[k]);
    }
    ck_assert_int_eq(entries(), before);
}
END_TEST

START_TEST(test_which_of_several_texts_says_nothing_is_told)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    int32_t n = 0;
    spec.kind = "why";
    spec.text = "…";
    REFUSED(naast_item_record(f.store, f.deal, &spec, &n));
    ck_assert_ptr_eq(strstr(naast_store_message(f.store), "the text (why) "), naast_store_message(f.store));
    spec.none = 1;
    REFUSED(naast_item_record(f.store, f.deal, &spec, &n));
    ck_assert_ptr_eq(strstr(naast_store_message(f.store), "the reason (why) "), naast_store_message(f.store));
}
END_TEST

START_TEST(test_what_may_be_cleared_is_cleared_by_an_empty_text)
{
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    naast_org_spec company = NAAST_ORG_SPEC_INIT;
    naast_person_spec person = NAAST_PERSON_SPEC_INIT;
    naast_amend_spec amend = NAAST_AMEND_SPEC_INIT;
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    static const char *const empty[] = {"", "  \n"};
    spec.kind = "price";
    spec.text = "25,000";
    spec.amount = (naast_money){2500000, "EUR"};
    spec.url = "https://example.org";
    const int32_t price = record_spec(&f, &spec);
    for (size_t k = 0; k < sizeof empty / sizeof empty[0]; k++) {
        deal.note = company.note = person.note = amend.text = empty[k];
        amend.url = amend.because = amend.how = "";
        deal.owner = "";
        expect_ok(&f, naast_deal_edit(f.store, f.deal, &deal));
        expect_ok(&f, naast_org_edit(f.store, org, &company));
        expect_ok(&f, naast_person_edit(f.store, f.sanne, &person));
        expect_ok(&f, naast_item_amend(f.store, f.deal, price, &amend));
    }
}
END_TEST

/* Where a deal came from, and its number elsewhere, are what another system made of them. */
START_TEST(test_source_and_number_may_be_signs)
{
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    deal.source = "-";
    deal.external_id = "#";
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &deal));
}
END_TEST

START_TEST(test_a_definition_names_things_in_words)
{
    static const char code[] = "definition_text_says_nothing";
    naast_pipeline *fair = NULL;
    expect_ok(&f, naast_pipeline_get(f.store, "fair", 0, &fair));
    naast_pipeline odd = *fair;
    naast_stage stages[16];
    ck_assert_uint_le(odd.stage_count, 16);
    memcpy(stages, fair->stages, fair->stage_count * sizeof stages[0]);
    odd.code = "odd";
    odd.stages = stages;
    expect_ok(&f, naast_pipeline_validate(f.store, &odd));
    stages[0].label.nl = "…";
    expect(&f, naast_pipeline_validate(f.store, &odd), NAAST_BAD_DATA, code);
    stages[0].label.nl = "Begin";
    stages[0].gate.label.en = "?";
    expect(&f, naast_pipeline_validate(f.store, &odd), NAAST_BAD_DATA, code);
    stages[0].gate.label.en = "";
    expect_ok(&f, naast_pipeline_validate(f.store, &odd));
    naast_free(fair);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("texts");
    TCase *tests = tcase_create("texts");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, test_no_call_takes_a_text_that_says_nothing);
    tcase_add_test(tests, test_which_of_several_texts_says_nothing_is_told);
    tcase_add_test(tests, test_what_may_be_cleared_is_cleared_by_an_empty_text);
    tcase_add_test(tests, test_source_and_number_may_be_signs);
    tcase_add_test(tests, test_a_definition_names_things_in_words);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
