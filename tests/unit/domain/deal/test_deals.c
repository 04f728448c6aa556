/* test_deals.c: adding, editing and finding deals. */
#include "fixtures/deal.h"
#include "base/env/env.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static naast_deal_spec titled(const char *title)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.title = title;
    return spec;
}

static naast_id org_of(const char *name)
{
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    naast_id id = 0;
    spec.name = name;
    expect_ok(&f, naast_org_add(f.store, &spec, &id));
    return id;
}

static void expect_add(const naast_deal_spec *spec, int status, const char *code)
{
    naast_id id = -1;
    expect(&f, naast_deal_add(f.store, spec, &id), status, code);
    if (status != NAAST_OK)
        ck_assert_int_eq(id, -1);
}

/* ---- add ---- */

START_TEST(test_everything_of_a_deal_is_kept)
{
    naast_deal_spec spec = titled("  Vindbaar bele\xcc\x81id ");
    naast_id id = 0;
    spec.org = org_of("Waterdam");
    spec.contact = f.sanne;
    spec.owner = "Anna";
    spec.amount = (naast_money){2500000, "EUR"};
    spec.expected = 20270131;
    spec.source = "a fair";
    spec.note = "called\ntwice";
    spec.follows = f.deal;
    spec.pipeline = "bant";
    spec.external_id = "CRM-7";
    expect_ok(&f, naast_deal_add(f.store, &spec, &id));
    naast_deal *deal = deal_of(&f, id);
    ck_assert_int_eq(deal->id, id);
    ck_assert_uint_eq(strlen(deal->uuid), 36);
    ck_assert_int_gt(deal->rev, 0);
    ck_assert_str_eq(deal->title, "Vindbaar bel\xc3\xa9id");
    ck_assert_int_eq(deal->org, spec.org);
    ck_assert_str_eq(deal->org_name, "Waterdam");
    ck_assert_int_eq(deal->contact, f.sanne);
    ck_assert_str_eq(deal->contact_name, "Sanne de Wit");
    ck_assert_str_eq(deal->owner, "Anna");
    ck_assert_int_eq(deal->amount.minor, 2500000);
    ck_assert_str_eq(deal->amount.currency, "EUR");
    ck_assert_int_eq(deal->expected, 20270131);
    ck_assert_str_eq(deal->source, "a fair");
    ck_assert_str_eq(deal->note, "called\ntwice");
    ck_assert_int_eq(deal->follows, f.deal);
    ck_assert_str_eq(deal->external_id, "CRM-7");
    ck_assert_str_eq(deal->pipeline, "bant");
    ck_assert_int_eq(deal->pipeline_revision, 1);
    ck_assert_str_eq(deal->stage, "lead");
    ck_assert_str_eq(deal->outcome, "");
    ck_assert_int_eq(deal->unverified, 0);
    ck_assert_int_eq(deal->created, f.now);
    ck_assert_int_eq(deal->since, f.now);
    ck_assert_int_eq(deal->closed, 0);
    ck_assert_int_eq(deal->gate_open, -1);
    naast_free(deal);
}
END_TEST

START_TEST(test_a_title_is_enough)
{
    naast_deal_spec spec = titled("A");
    naast_id id = 0;
    expect_ok(&f, naast_deal_add(f.store, &spec, &id));
    naast_deal *deal = deal_of(&f, id);
    ck_assert_int_eq(id, f.deal + 1);
    ck_assert_str_eq(deal->pipeline, "fair");
    ck_assert_str_eq(deal->stage_name, "Getting to know");
    ck_assert_str_eq(deal->owner, "Bo");
    ck_assert_str_eq(deal->org_name, "");
    ck_assert_str_eq(deal->amount.currency, "");
    naast_free(deal);
    spec.owner = "";
    expect_ok(&f, naast_deal_add(f.store, &spec, NULL));
}
END_TEST

START_TEST(test_what_is_wrong_with_a_new_deal)
{
    char title[302];
    naast_deal_spec spec = {0};
    expect_add(NULL, NAAST_INVALID, "spec_size");
    expect_add(&spec, NAAST_INVALID, "spec_size");
    spec = titled(NULL);
    expect_add(&spec, NAAST_INVALID, "text_missing");
    spec = titled("a\nb");
    expect_add(&spec, NAAST_INVALID, "text_control");
    spec = titled("\xff");
    expect_add(&spec, NAAST_INVALID, "text_not_utf8");
    memset(title, 'a', sizeof title);
    title[301] = '\0';
    spec = titled(title);
    expect_add(&spec, NAAST_INVALID, "text_too_long");
    title[300] = '\0';
    spec = titled(title);
    expect_add(&spec, NAAST_OK, "");
    spec = titled("A");
    spec.owner = "a\tb";
    expect_add(&spec, NAAST_INVALID, "text_control");
    spec = titled("A");
    spec.source = "\x01";
    expect_add(&spec, NAAST_INVALID, "text_control");
    spec = titled("A");
    spec.note = "\x01";
    expect_add(&spec, NAAST_INVALID, "text_control");
    spec = titled("A");
    spec.external_id = "\x01";
    expect_add(&spec, NAAST_INVALID, "text_control");
    spec = titled("A");
    spec.amount = (naast_money){5, ""};
    expect_add(&spec, NAAST_INVALID, "amount_currency");
    spec.amount = (naast_money){5, "XYZ"};
    expect_add(&spec, NAAST_INVALID, "amount_currency");
    spec.amount = (naast_money){-1, "EUR"};
    expect_add(&spec, NAAST_INVALID, "amount_negative");
    spec = titled("A");
    spec.expected = 20270230;
    expect_add(&spec, NAAST_INVALID, "day_invalid");
}
END_TEST

START_TEST(test_amounts_that_together_cannot_be_counted)
{
    naast_deal_spec spec = titled("A"), edit = NAAST_DEAL_SPEC_INIT;
    naast_id id = 0;
    spec.amount = (naast_money){INT64_MAX, "EUR"};
    expect_add(&spec, NAAST_OK, "");
    spec.amount.minor = 1;
    expect_add(&spec, NAAST_INVALID, "funnel_sum");
    spec.amount = (naast_money){1, "USD"}; /* another line of the funnel */
    expect_ok(&f, naast_deal_add(f.store, &spec, &id));
    edit.amount = (naast_money){1, "EUR"};
    expect(&f, naast_deal_edit(f.store, id, &edit), NAAST_INVALID, "funnel_sum");
    edit.amount = (naast_money){INT64_MAX, "USD"};
    expect_ok(&f, naast_deal_edit(f.store, id, &edit));
}
END_TEST

START_TEST(test_what_a_new_deal_names_must_be_there)
{
    naast_deal_spec spec = titled("A");
    spec.org = 4711;
    expect_add(&spec, NAAST_NOT_FOUND, "org_not_found");
    spec = titled("A");
    spec.contact = 4711;
    expect_add(&spec, NAAST_NOT_FOUND, "person_not_found");
    spec = titled("A");
    spec.follows = 4711;
    expect_add(&spec, NAAST_NOT_FOUND, "deal_not_found");
    spec = titled("A");
    spec.pipeline = "nothing";
    expect_add(&spec, NAAST_NOT_FOUND, "pipeline_not_found");
}
END_TEST

START_TEST(test_an_external_id_is_of_one_deal)
{
    naast_deal_spec spec = titled("A");
    naast_id first = 0, second = 0;
    spec.external_id = "CRM-7";
    expect_ok(&f, naast_deal_add(f.store, &spec, &first));
    expect_add(&spec, NAAST_CONFLICT, "external_id_taken");
    expect_ok(&f, naast_deal_edit(f.store, first, &spec)); /* its own */
    spec.external_id = "";
    expect_ok(&f, naast_deal_add(f.store, &spec, &second));
    spec.external_id = "CRM-7";
    expect(&f, naast_deal_edit(f.store, second, &spec), NAAST_CONFLICT, "external_id_taken");
}
END_TEST

/* ---- edit ---- */

START_TEST(test_editing_changes_what_is_given_and_no_more)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_deal *before = deal_of(&f, f.deal);
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    naast_deal *same = deal_of(&f, f.deal);
    ck_assert_int_eq(same->rev, before->rev);
    ck_assert_str_eq(same->title, before->title);
    naast_free(same);
    spec.title = "Found policy";
    spec.org = org_of("Waterdam");
    spec.contact = f.karim;
    spec.owner = "Anna";
    spec.amount = (naast_money){100, "JPY"};
    spec.expected = 20270131;
    spec.source = "a fair";
    spec.note = "twice";
    spec.external_id = "7";
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    naast_deal *after = deal_of(&f, f.deal);
    ck_assert_int_gt(after->rev, before->rev);
    ck_assert_str_eq(after->title, "Found policy");
    ck_assert_str_eq(after->org_name, "Waterdam");
    ck_assert_str_eq(after->contact_name, "Karim Ali");
    ck_assert_str_eq(after->owner, "Anna");
    ck_assert_str_eq(after->amount.currency, "JPY");
    ck_assert_int_eq(after->expected, 20270131);
    ck_assert_str_eq(after->stage, "discovery");
    naast_free(after);
    naast_free(before);
}
END_TEST

START_TEST(test_editing_to_nothing_clears_a_text)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.source = "a fair";
    spec.note = "twice";
    spec.external_id = "7";
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    spec.source = spec.note = spec.external_id = spec.owner = "";
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_str_eq(deal->source, "");
    ck_assert_str_eq(deal->note, "");
    ck_assert_str_eq(deal->external_id, "");
    ck_assert_str_eq(deal->owner, "");
    naast_free(deal);
    spec = titled("");
    expect(&f, naast_deal_edit(f.store, f.deal, &spec), NAAST_INVALID, "text_missing");
}
END_TEST

START_TEST(test_what_is_wrong_with_an_edit)
{
    naast_deal_spec spec = {0};
    expect(&f, naast_deal_edit(f.store, f.deal, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_deal_edit(f.store, f.deal, &spec), NAAST_INVALID, "spec_size");
    spec = titled("A");
    expect(&f, naast_deal_edit(f.store, 4711, &spec), NAAST_NOT_FOUND, "deal_not_found");
    spec.pipeline = "bant";
    expect(&f, naast_deal_edit(f.store, f.deal, &spec), NAAST_INVALID, "edit_pipeline");
    spec = titled("A");
    spec.follows = f.deal;
    expect(&f, naast_deal_edit(f.store, f.deal, &spec), NAAST_INVALID, "follows_itself");
    spec.follows = fixture_deal(&f, NULL, 0);
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_int_eq(deal->follows, spec.follows);
    naast_free(deal);
}
END_TEST

START_TEST(test_a_deal_that_is_not_there)
{
    naast_deal *deal = NULL;
    naast_transitions *moves = NULL;
    expect(&f, naast_deal_get(f.store, 4711, &deal), NAAST_NOT_FOUND, "deal_not_found");
    expect(&f, naast_deal_get(f.store, 0, &deal), NAAST_NOT_FOUND, "deal_not_found");
    expect(&f, naast_deal_get(f.store, -1, &deal), NAAST_NOT_FOUND, "deal_not_found");
    expect(&f, naast_transition_list(f.store, 4711, &moves), NAAST_NOT_FOUND, "deal_not_found");
    ck_assert_ptr_null(deal);
    ck_assert_ptr_null(moves);
}
END_TEST

/* ---- list ---- */

static naast_deals *page_of(const naast_deal_filter *filter, const naast_page *page)
{
    naast_deals *deals = NULL;
    int status = naast_deal_list(f.store, filter, page, &deals);
    ck_assert_msg(status == NAAST_OK, "deal_list: %s", naast_store_message(f.store));
    return deals;
}

static naast_deals *list_of(const naast_deal_filter *filter) { return page_of(filter, NULL); }

static void expect_page(const naast_deal_filter *filter, const naast_page *page, const char *wanted, int more)
{
    char got[200] = "";
    naast_deals *deals = page_of(filter, page);
    for (size_t k = 0; k < deals->count; k++) {
        size_t len = strlen(got);
        snprintf(got + len, sizeof got - len, "%s%d", len ? " " : "", (int)deals->items[k].id);
    }
    ck_assert_str_eq(got, wanted);
    ck_assert_int_eq(deals->more, more);
    naast_free(deals);
}

static void expect_list(const naast_deal_filter *filter, const char *wanted, int more)
{
    expect_page(filter, NULL, wanted, more);
}

/* D1 to D5: D2 and D4 at Waterdam, D3 on bant, D4 of Anna and declined, D5 in the stage match. */
static naast_id add_five(void)
{
    naast_deal_spec spec = titled("Deal");
    const naast_id waterdam = org_of("Waterdam");
    spec.org = waterdam;
    expect_ok(&f, naast_deal_add(f.store, &spec, NULL));
    spec.org = 0;
    spec.pipeline = "bant";
    expect_ok(&f, naast_deal_add(f.store, &spec, NULL));
    spec.pipeline = NULL;
    spec.org = waterdam;
    spec.owner = "Anna";
    expect_ok(&f, naast_deal_add(f.store, &spec, &f.deal));
    expect_ok(&f, end_as(&f, "declined", 0));
    f.deal = fixture_deal(&f, NULL, f.sanne);
    bring_to(&f, "match");
    return waterdam;
}

START_TEST(test_deals_by_number_a_page_at_a_time)
{
    add_five();
    expect_list(NULL, "1 2 3 4 5", 0);
    expect_page(NULL, PAGE(2, NULL), "1 2", 1);
    expect_page(NULL, PAGE(2, "2"), "3 4", 1);
    expect_page(NULL, PAGE(2, "D4"), "5", 0);
    expect_page(NULL, PAGE(2, "5"), "", 0);
    expect_page(NULL, PAGE(5, ""), "1 2 3 4 5", 0);
}
END_TEST

START_TEST(test_deals_of_a_stage_an_outcome_an_owner_an_organisation_a_pipeline)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    const naast_id waterdam = add_five();
    filter.stage = "discovery";
    expect_list(&filter, "1 2 4", 0);
    expect_page(&filter, PAGE(2, NULL), "1 2", 1);
    filter.outcome = "open";
    expect_page(&filter, PAGE(2, "2"), "", 0);
    filter = (naast_deal_filter)NAAST_DEAL_FILTER_INIT;
    filter.outcome = "declined";
    expect_list(&filter, "4", 0);
    filter.outcome = "open";
    expect_list(&filter, "1 2 3 5", 0);
    filter.owner = "Anna";
    expect_list(&filter, "", 0);
    filter.outcome = NULL;
    expect_list(&filter, "4", 0);
    filter.owner = NULL;
    filter.org = waterdam;
    expect_list(&filter, "2 4", 0);
    filter.stage = "discovery";
    filter.outcome = "open";
    expect_list(&filter, "2", 0);
    filter = (naast_deal_filter)NAAST_DEAL_FILTER_INIT;
    filter.pipeline = "bant";
    expect_list(&filter, "3", 0);
}
END_TEST

/* ---- clear, and expect_rev ---- */

START_TEST(test_an_edit_clears_what_zero_leaves)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT, clear = NAAST_DEAL_SPEC_INIT;
    const naast_id waterdam = add_five();
    spec.org = waterdam;
    spec.contact = f.sanne;
    spec.owner = "Petra";
    spec.amount = (naast_money){100, "EUR"};
    spec.expected = 20261201;
    spec.follows = 1;
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &clear));
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_int_eq(deal->contact, f.sanne);
    naast_free(deal);
    clear.clear = NAAST_CLEAR_ORG | NAAST_CLEAR_CONTACT | NAAST_CLEAR_OWNER | NAAST_CLEAR_AMOUNT |
                  NAAST_CLEAR_EXPECTED | NAAST_CLEAR_FOLLOWS;
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &clear));
    deal = deal_of(&f, f.deal);
    ck_assert_int_eq(deal->org, 0);
    ck_assert_int_eq(deal->contact, 0);
    ck_assert_str_eq(deal->owner, "");
    ck_assert_str_eq(deal->amount.currency, "");
    ck_assert_int_eq(deal->amount.minor, 0);
    ck_assert_int_eq(deal->expected, 0);
    ck_assert_int_eq(deal->follows, 0);
    ck_assert_int_eq(deal->status, NAAST_DEAL_OPEN);
    naast_free(deal);
    spec.clear = NAAST_CLEAR_CONTACT;
    expect(&f, naast_deal_edit(f.store, f.deal, &spec), NAAST_INVALID, "clear_given");
    clear.clear = NAAST_CLEAR_DUE;
    expect(&f, naast_deal_edit(f.store, f.deal, &clear), NAAST_INVALID, "clear_unknown");
}
END_TEST

START_TEST(test_an_edit_of_a_deal_that_changed_meanwhile_is_refused)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_deal *deal = deal_of(&f, f.deal);
    spec.note = "one";
    spec.expect_rev = deal->rev;
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    spec.note = "two";
    expect(&f, naast_deal_edit(f.store, f.deal, &spec), NAAST_CONFLICT, "deal_changed");
    naast_free(deal);
    deal = deal_of(&f, f.deal);
    ck_assert_str_eq(deal->note, "one");
    naast_free(deal);
    naast_id id = 0;
    spec.title = "another";
    expect(&f, naast_deal_add(f.store, &spec, &id), NAAST_INVALID, "deal_add_spec");
    ck_assert_int_eq(id, 0);
}
END_TEST

START_TEST(test_a_call_without_a_handle_or_an_output_is_invalid)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_deal *deal = NULL;
    naast_deals *deals = NULL;
    naast_transitions *moves = NULL;
    ck_assert_int_eq(naast_deal_add(NULL, &spec, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_deal_edit(NULL, 1, &spec), NAAST_INVALID);
    ck_assert_int_eq(naast_deal_get(NULL, 1, &deal), NAAST_INVALID);
    ck_assert_int_eq(naast_deal_list(NULL, NULL, NULL, &deals), NAAST_INVALID);
    ck_assert_int_eq(naast_transition_list(NULL, 1, &moves), NAAST_INVALID);
    expect(&f, naast_deal_get(f.store, 1, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_deal_list(f.store, NULL, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_transition_list(f.store, 1, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_deal_list(f.store, NULL, &(naast_page){0}, &deals), NAAST_INVALID, "spec_size");
}
END_TEST

START_TEST(test_outcomes_end_in_null_and_won_comes_first)
{
    const char *const *outcomes = naast_outcomes();
    ck_assert_str_eq(outcomes[0], "won");
    ck_assert_str_eq(outcomes[6], "withdrawn");
    ck_assert_ptr_null(outcomes[7]);
}
END_TEST

START_TEST(test_a_filter_for_what_there_is_not)
{
    naast_deal_filter filter = {0};
    naast_deals *deals = NULL;
    expect(&f, naast_deal_list(f.store, &filter, NULL, &deals), NAAST_INVALID, "spec_size");
    filter.size = sizeof filter;
    filter.stage = "nowhere";
    expect(&f, naast_deal_list(f.store, &filter, NULL, &deals), NAAST_NOT_FOUND, "stage_not_found");
    filter.stage = "opportunity"; /* a stage of bant that no deal is in */
    expect_list(&filter, "", 0);
    filter.pipeline = "fair";
    expect(&f, naast_deal_list(f.store, &filter, NULL, &deals), NAAST_NOT_FOUND, "stage_not_found");
    filter.stage = NULL;
    filter.outcome = "lucky";
    expect(&f, naast_deal_list(f.store, &filter, NULL, &deals), NAAST_NOT_FOUND, "outcome_not_found");
    filter.outcome = "won";
    expect_list(&filter, "", 0);
    filter.pipeline = "nothing";
    expect(&f, naast_deal_list(f.store, &filter, NULL, &deals), NAAST_NOT_FOUND, "pipeline_not_found");
    ck_assert_ptr_null(deals);
}
END_TEST

START_TEST(test_a_list_counts_what_advance_would_say_earlier_gates_included)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    naast_item_spec need = NAAST_ITEM_SPEC_INIT;
    naast_evaluation *said = NULL;
    int32_t n = 0;
    bring_to(&f, "match");
    answer_gates(&f, "value");
    need.kind = "need";
    need.text = "staff also follow old versions";
    expect_ok(&f, naast_item_record(f.store, f.deal, &need, &n)); /* its why is a matter of the gate before */
    expect_ok(&f, naast_gate_evaluate(f.store, f.deal, NULL, &said));
    filter.gates = 1;
    naast_deals *deals = list_of(&filter);
    ck_assert_int_eq(said->gates[0].open, 0);
    ck_assert_int_eq(deals->items[0].gate_open, said->open);
    ck_assert_int_eq(deals->items[0].blockers, said->blockers);
    naast_free(deals);
    naast_free(said);
}
END_TEST

START_TEST(test_the_longest_in_their_stage_come_first)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    fixture_day(&f, 2);
    naast_id newer = fixture_deal(&f, NULL, f.sanne);
    filter.sort = NAAST_BY_SINCE;
    naast_deals *deals = list_of(&filter);
    ck_assert_uint_eq(deals->count, 2);
    ck_assert_int_eq(deals->items[0].id, f.deal);
    ck_assert_int_eq(deals->items[1].id, newer);
    naast_free(deals);
    char after[16];
    snprintf(after, sizeof after, "%d", (int)f.deal);
    deals = page_of(&filter, PAGE(0, after));
    ck_assert_uint_eq(deals->count, 1);
    ck_assert_int_eq(deals->items[0].id, newer);
    naast_free(deals);
}
END_TEST

START_TEST(test_a_list_tells_of_the_next_gates_where_asked)
{
    naast_deal_filter filter = NAAST_DEAL_FILTER_INIT;
    add_five();
    filter.gates = 1;
    naast_deals *deals = list_of(&filter);
    ck_assert_int_eq(deals->items[0].gate_open, 0);
    ck_assert_int_eq(deals->items[0].blockers, 3);   /* the why of no need is nothing to check */
    ck_assert_int_eq(deals->items[3].gate_open, -1); /* ended */
    ck_assert_int_eq(deals->items[4].gate_open, 0);
    naast_free(deals);
    f.deal = 5;
    bring_to(&f, "delivery");
    answer_gates(&f, "completed");
    deals = list_of(&filter);
    ck_assert_str_eq(deals->items[4].outcome, "won");
    ck_assert_int_eq(deals->items[4].gate_open, 1);
    ck_assert_int_eq(deals->items[4].blockers, 0);
    naast_free(deals);
    expect_ok(&f, advance_to(&f, "completed"));
    deals = list_of(&filter);
    ck_assert_int_eq(deals->items[4].gate_open, -1); /* nothing after the last stage */
    naast_free(deals);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_everything_of_a_deal_is_kept,
        test_a_title_is_enough,
        test_what_is_wrong_with_a_new_deal,
        test_amounts_that_together_cannot_be_counted,
        test_what_a_new_deal_names_must_be_there,
        test_an_external_id_is_of_one_deal,
        test_editing_changes_what_is_given_and_no_more,
        test_editing_to_nothing_clears_a_text,
        test_what_is_wrong_with_an_edit,
        test_a_deal_that_is_not_there,
        test_deals_by_number_a_page_at_a_time,
        test_deals_of_a_stage_an_outcome_an_owner_an_organisation_a_pipeline,
        test_an_edit_clears_what_zero_leaves,
        test_an_edit_of_a_deal_that_changed_meanwhile_is_refused,
        test_a_call_without_a_handle_or_an_output_is_invalid,
        test_outcomes_end_in_null_and_won_comes_first,
        test_a_filter_for_what_there_is_not,
        test_a_list_counts_what_advance_would_say_earlier_gates_included,
        test_the_longest_in_their_stage_come_first,
        test_a_list_tells_of_the_next_gates_where_asked,
    };
    return RUN_FIXTURE("deals", tests);
}
