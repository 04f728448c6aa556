/* test_import.c: deals from elsewhere: where they land, who is found or made, what a wrong row leaves behind. */
#include "fixtures/import.h"
#include "base/env/env.h"

static struct fixture f;

static void set_up(void) { fixture_open(&f, NAAST_LANGUAGE_ENGLISH); }
static void tear_down(void) { fixture_close(&f); }

static void expect_place(naast_id id, const char *stage, const char *outcome)
{
    naast_deal *deal = deal_of(&f, id);
    ck_assert_str_eq(deal->stage, stage);
    ck_assert_str_eq(deal->outcome, outcome);
    naast_free(deal);
}

START_TEST(test_deals_land_where_they_are_said_to_be)
{
    naast_import_spec spec = fixture_spec();
    naast_free(import_all(&f, &spec));
    expect_place(1, "completed", "won");  /* won: the last stage */
    expect_place(2, "discovery", "lost"); /* ended otherwise: nothing is said to have been reached */
    expect_place(3, "match", "");
    expect_place(4, "discovery", "");
    expect_place(5, "delivery", "won"); /* from the won stage on a deal is won */
}
END_TEST

START_TEST(test_the_summary_says_what_came_in)
{
    naast_import_spec spec = fixture_spec();
    naast_import_summary *summary = import_all(&f, &spec);
    ck_assert_int_eq(summary->rows, 5);
    ck_assert_int_eq(summary->added, 5);
    ck_assert_int_eq(summary->known, 0);
    ck_assert_int_eq(summary->bad, 0);
    ck_assert_int_eq(summary->orgs, 2);
    ck_assert_int_eq(summary->people, 0);
    ck_assert_int_eq(summary->no_org, 1);
    ck_assert_int_eq(summary->no_amount, 2);
    ck_assert_int_eq(summary->no_opened, 1);
    ck_assert_int_eq(summary->open, 2);
    ck_assert_int_eq(summary->won, 2);
    ck_assert_int_eq(summary->ended, 1);
    ck_assert_str_eq(summary->totals[0].currency, "USD");
    ck_assert_int_eq(summary->totals[0].open, 0);
    ck_assert_int_eq(summary->totals[0].won, 105400 + 25050);
    ck_assert_int_eq(summary->totals[0].ended, 0);
    ck_assert_uint_eq(summary->total_count, 1);
    naast_free(summary);
}
END_TEST

START_TEST(test_no_history_is_invented)
{
    naast_import_spec spec = fixture_spec();
    naast_transitions *moves = NULL;
    naast_items *items = NULL;
    naast_free(import_all(&f, &spec));
    for (naast_id id = 1; id <= 5; id++) {
        ck_assert_int_eq(naast_transition_list(f.store, id, &moves), NAAST_OK);
        ck_assert_uint_eq(moves->count, 1);
        ck_assert_str_eq(moves->items[0].kind, "import");
        ck_assert_str_eq(moves->items[0].from_stage, "");
        ck_assert_uint_eq(moves->items[0].receipt_count, 0);
        naast_free(moves);
        ck_assert_int_eq(naast_item_list(f.store, id, &items), NAAST_OK);
        ck_assert_uint_eq(items->count, 0);
        naast_free(items);
    }
}
END_TEST

START_TEST(test_days_are_kept_where_known)
{
    naast_import_spec spec = fixture_spec();
    naast_transitions *moves = NULL;
    naast_free(import_all(&f, &spec));
    naast_deal *won = deal_of(&f, 1), *fresh = deal_of(&f, 4);
    ck_assert_int_eq(naast_date_of(won->created), 20161020);
    ck_assert_int_eq(naast_date_of(won->since), 20161020);
    ck_assert_int_eq(won->closed, 20170301);
    ck_assert_int_eq(won->amount.minor, 105400);
    ck_assert_int_eq(won->unverified, 1);
    ck_assert_int_eq(naast_transition_list(f.store, 1, &moves), NAAST_OK);
    ck_assert_int_eq(moves->items[0].at, won->created);
    naast_free(moves);
    ck_assert_int_eq(fresh->created, f.now);
    ck_assert_int_eq(fresh->since, f.now);
    ck_assert_int_eq(fresh->closed, 0);
    ck_assert_int_eq(fresh->org, 0);
    ck_assert_str_eq(fresh->amount.currency, "");
    naast_free(won);
    naast_free(fresh);
}
END_TEST

START_TEST(test_an_ended_deal_without_its_day_gets_none)
{
    static const struct plain_row row = {"Cancity", "Lost", "", "", "", "A1"};
    naast_import_spec spec = fixture_spec();
    naast_import *import = fixture_begin(&f, &spec);
    ck_assert_int_eq(import_plain(import, &row), NAAST_OK);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    naast_deal *deal = deal_of(&f, 1);
    ck_assert_int_eq(deal->closed, 0);
    naast_free(deal);
}
END_TEST

START_TEST(test_an_imported_deal_is_not_yet_through_its_gate)
{
    naast_import_spec spec = fixture_spec();
    naast_free(import_all(&f, &spec));
    ck_assert_int_eq(naast_deal_advance(f.store, 3, NULL, NULL), NAAST_NOT_YET);
    expect_place(3, "match", "");
}
END_TEST

START_TEST(test_a_second_run_changes_nothing)
{
    char before[NAAST_HEAD_SIZE], after[NAAST_HEAD_SIZE];
    naast_import_spec spec = fixture_spec();
    naast_free(import_all(&f, &spec));
    verified_head(&f, before);
    naast_import_summary *summary = import_all(&f, &spec);
    verified_head(&f, after);
    ck_assert_int_eq(summary->known, 5);
    ck_assert_int_eq(summary->added, 0);
    ck_assert_int_eq(summary->orgs, 0);
    ck_assert_str_eq(before, after);
    naast_free(summary);
}
END_TEST

START_TEST(test_an_external_id_counts_once_in_a_file)
{
    naast_import_summary *summary = NULL;
    naast_import_spec spec = fixture_spec();
    naast_import *import = fixture_begin(&f, &spec);
    ck_assert_int_eq(import_plain(import, &fixture_rows[0]), NAAST_OK);
    ck_assert_int_eq(import_plain(import, &fixture_rows[0]), NAAST_OK);
    ck_assert_int_eq(naast_import_end(import, 1, &summary), NAAST_OK);
    ck_assert_int_eq(summary->added, 1);
    ck_assert_int_eq(summary->known, 1);
    naast_free(summary);
}
END_TEST

START_TEST(test_a_dry_run_tells_and_keeps_nothing)
{
    char before[NAAST_HEAD_SIZE], after[NAAST_HEAD_SIZE];
    naast_import_spec spec = fixture_spec();
    spec.dry_run = 1;
    verified_head(&f, before);
    naast_import_summary *summary = import_all(&f, &spec);
    verified_head(&f, after);
    ck_assert_int_eq(summary->added, 5);
    ck_assert_int_eq(summary->orgs, 2);
    ck_assert_str_eq(before, after);
    ck_assert_uint_eq(count_deals(&f), 0);
    ck_assert_uint_eq(count_orgs(&f), 0);
    ck_assert_str_eq(naast_store_code(f.store), "");
    naast_free(summary);
}
END_TEST

START_TEST(test_what_is_not_kept_is_gone)
{
    naast_import_summary *summary = NULL;
    naast_import_spec spec = fixture_spec();
    naast_import *import = fixture_begin(&f, &spec);
    ck_assert_int_eq(import_plain(import, &fixture_rows[0]), NAAST_OK);
    ck_assert_int_eq(naast_import_end(import, 0, &summary), NAAST_OK);
    ck_assert_int_eq(summary->added, 1);
    ck_assert_uint_eq(count_deals(&f), 0);
    naast_free(import_all(&f, &spec)); /* and the store goes on */
    ck_assert_uint_eq(count_deals(&f), 5);
    ck_assert_int_eq(naast_import_end(NULL, 1, NULL), NAAST_OK);
    naast_free(summary);
}
END_TEST

START_TEST(test_an_import_is_one_operation)
{
    naast_log *log = NULL;
    naast_import_spec spec = fixture_spec();
    naast_free(import_all(&f, &spec));
    ck_assert_int_eq(naast_log_list(f.store, NULL, NULL, &log), NAAST_OK);
    ck_assert_uint_ge(log->count, 7);
    for (size_t k = 0; k < 7; k++) { /* five deals, two organisations */
        ck_assert_str_eq(log->items[k].operation_name, "import");
        ck_assert_int_eq(log->items[k].operation, naast_operation_last(f.store));
    }
    naast_free(log);
}
END_TEST

/* More rows than the journal gathers at a time. */
START_TEST(test_a_long_import_is_one_operation_too)
{
    naast_log *log = NULL;
    naast_log_filter filter = NAAST_LOG_FILTER_INIT;
    naast_import_spec spec = fixture_spec();
    naast_import *import = fixture_begin(&f, &spec);
    char id[16], head[NAAST_HEAD_SIZE];
    for (int k = 0; k < 1000; k++) {
        snprintf(id, sizeof id, "X%d", k);
        struct plain_row row = {k % 3 ? "Cancity" : "Isdom", "Engaging", "2020-01-01", "", "10", id};
        ck_assert_int_eq(import_plain(import, &row), NAAST_OK);
    }
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    ck_assert_int_eq(naast_log_list(f.store, &filter, NAAST_SPEC(naast_page, .limit = 1002), &log), NAAST_OK);
    ck_assert_uint_eq(log->count, 1002);
    for (size_t k = 0; k < log->count; k++)
        ck_assert_int_eq(log->items[k].operation, naast_operation_last(f.store));
    naast_free(log);
    verified_head(&f, head);
}
END_TEST

START_TEST(test_an_organisation_is_found_however_it_is_written)
{
    static const char *const names[] = {"Caf\xC3\xA9 Noord", "CAFE\xCC\x81  NOORD", " cafe noord ",
                                        "Ca\xEF\xAC\x80\xC3\xA9"};
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    naast_import_spec spec = fixture_spec();
    naast_import_summary *summary = NULL;
    naast_id id;
    org.name = "Caf\xC3\xA9 noord";
    ck_assert_int_eq(naast_org_add(f.store, &org, &id), NAAST_OK);
    naast_import *import = fixture_begin(&f, &spec);
    for (size_t k = 0; k < 4; k++) {
        struct plain_row row = {names[k], "Engaging", "", "", "", NULL};
        ck_assert_int_eq(import_plain(import, &row), NAAST_OK);
    }
    ck_assert_int_eq(naast_import_end(import, 1, &summary), NAAST_OK);
    ck_assert_int_eq(summary->orgs, 1); /* the last one */
    ck_assert_uint_eq(count_orgs(&f), 2);
    naast_deal *deal = deal_of(&f, 2);
    ck_assert_int_eq(deal->org, id);
    ck_assert_str_eq(deal->org_name, "Caf\xC3\xA9 noord");
    naast_free(deal);
    naast_free(summary);
}
END_TEST

static int import_person(naast_import *import, const char *org, const char *name, const char *email)
{
    const char *fields[NAAST_FIELD_COUNT] = {0};
    fields[NAAST_FIELD_TITLE] = "A deal";
    fields[NAAST_FIELD_ORG] = org;
    fields[NAAST_FIELD_CONTACT] = name;
    fields[NAAST_FIELD_EMAIL] = email;
    return naast_import_row(
        import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), NULL);
}

START_TEST(test_a_contact_is_known_by_address_then_by_name)
{
    static const struct {
        const char *org, *name, *email;
        naast_id wanted;
    } rows[] = {
        {"Waterdam", "Sanne de Wit", NULL, 1},
        {"waterdam", "sanne  de wit", NULL, 1},               /* the name, within the organisation */
        {"Isdom", "Sanne de Wit", NULL, 2},                   /* the same name elsewhere is somebody else */
        {"Waterdam", "Sanne de Wit", "sanne@waterdam.nl", 1}, /* who now has an address */
        {"Isdom", "S. de Wit", "SANNE@waterdam.nl", 1},       /* an address is somebody's own */
        {"Waterdam", "Sanne de Wit", "other@waterdam.nl", 3}, /* another address, another Sanne */
        {"", "Joris", NULL, 4},
        {NULL, "Joris", NULL, 4},
        {"", NULL, "karim@example.org", 5},
        {"", NULL, NULL, 0},
    };
    enum { ROWS = sizeof rows / sizeof rows[0] };
    naast_import_spec spec = fixture_spec();
    naast_import_summary *summary = NULL;
    naast_person *person = NULL;
    naast_import *import = fixture_begin(&f, &spec);
    for (size_t k = 0; k < ROWS; k++) {
        int status = import_person(import, rows[k].org, rows[k].name, rows[k].email);
        ck_assert_msg(status == NAAST_OK, "row %zu: %s", k, naast_store_message(f.store));
    }
    ck_assert_int_eq(naast_import_end(import, 1, &summary), NAAST_OK);
    ck_assert_int_eq(summary->people, 5);
    for (size_t k = 0; k < ROWS; k++) {
        naast_deal *deal = deal_of(&f, (naast_id)k + 1);
        ck_assert_msg(deal->contact == rows[k].wanted, "row %zu: P%lld", k, (long long)deal->contact);
        naast_free(deal);
    }
    ck_assert_int_eq(naast_person_get(f.store, 1, &person), NAAST_OK);
    ck_assert_str_eq(person->name, "Sanne de Wit");
    ck_assert_str_eq(person->email, "sanne@waterdam.nl");
    naast_free(person);
    ck_assert_int_eq(naast_person_get(f.store, 5, &person), NAAST_OK);
    ck_assert_str_eq(person->name, "karim@example.org");
    naast_free(person);
    naast_free(summary);
}
END_TEST

START_TEST(test_every_field_arrives)
{
    const char *fields[NAAST_FIELD_COUNT] = {
        [NAAST_FIELD_TITLE] = "Findable policy", [NAAST_FIELD_OWNER] = "Moses Frase",
        [NAAST_FIELD_AMOUNT] = "25000,5",        [NAAST_FIELD_CURRENCY] = "eur",
        [NAAST_FIELD_STAGE] = "engaging",        [NAAST_FIELD_EXPECTED] = "31-12-2027",
        [NAAST_FIELD_SOURCE] = "fair",           [NAAST_FIELD_EXTERNAL_ID] = "N\xC2\xBA 7",
        [NAAST_FIELD_NOTE] = "two\r\nlines",
    };
    naast_import_spec spec = fixture_spec();
    spec.date_format = "%d-%m-%Y";
    spec.source = "the old system";
    naast_import *import = fixture_begin(&f, &spec);
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         NULL),
        NAAST_OK);
    fields[NAAST_FIELD_EXTERNAL_ID] = fields[NAAST_FIELD_SOURCE] = NULL;
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         NULL),
        NAAST_OK);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    naast_deal *deal = deal_of(&f, 1);
    ck_assert_str_eq(deal->title, "Findable policy");
    ck_assert_str_eq(deal->owner, "Moses Frase");
    ck_assert_int_eq(deal->amount.minor, 2500050);
    ck_assert_str_eq(deal->amount.currency, "EUR");
    ck_assert_str_eq(deal->stage, "match");
    ck_assert_int_eq(deal->expected, 20271231);
    ck_assert_str_eq(deal->source, "fair");
    ck_assert_str_eq(deal->external_id, "N\xC2\xBA 7");
    ck_assert_str_eq(deal->note, "two\nlines");
    naast_free(deal);
    deal = deal_of(&f, 2);
    ck_assert_str_eq(deal->source, "the old system");
    ck_assert_str_eq(deal->external_id, "");
    naast_free(deal);
}
END_TEST

START_TEST(test_a_deal_without_title_is_named_after_what_is_known)
{
    static const struct {
        naast_import_field field;
        const char *value;
    } known[] = {
        {NAAST_FIELD_EMAIL, "sanne@waterdam.nl"},
        {NAAST_FIELD_CONTACT, "Sanne"},
        {NAAST_FIELD_EXTERNAL_ID, "A1"},
        {NAAST_FIELD_ORG, "Waterdam"},
    };
    const char *fields[NAAST_FIELD_COUNT] = {0};
    naast_import_spec spec = fixture_spec();
    naast_import *import = fixture_begin(&f, &spec);
    for (size_t k = 0; k < 4; k++) {
        fields[known[k].field] = known[k].value;
        if (known[k].field == NAAST_FIELD_ORG)
            fields[NAAST_FIELD_EXTERNAL_ID] = "A2";
        ck_assert_int_eq(
            naast_import_row(
                import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), NULL),
            NAAST_OK);
    }
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    for (size_t k = 0; k < 4; k++) {
        naast_deal *deal = deal_of(&f, (naast_id)k + 1);
        ck_assert_str_eq(deal->title, known[k].value);
        naast_free(deal);
    }
}
END_TEST

struct wrong_row {
    naast_import_field field;
    const char *code;
    struct {
        naast_import_field field;
        const char *value;
    } set[3];
};

/* Each begins as a row that is right: org New, stage Won, opened 2020-01-02, closed 2020-02-03, amount 10, id B1. */
static const struct wrong_row wrong_rows[] = {
    {NAAST_FIELD_STAGE, "import_stage", {{NAAST_FIELD_STAGE, "Gewonnen"}}},
    {NAAST_FIELD_AMOUNT, "import_amount", {{NAAST_FIELD_AMOUNT, "1.000"}}},
    {NAAST_FIELD_AMOUNT, "import_amount", {{NAAST_FIELD_AMOUNT, "a lot"}}},
    {NAAST_FIELD_AMOUNT, "import_amount", {{NAAST_FIELD_AMOUNT, "-1"}}},
    {NAAST_FIELD_AMOUNT, "import_amount", {{NAAST_FIELD_AMOUNT, "99999999999999999999"}}},
    {NAAST_FIELD_CURRENCY, "import_row_currency", {{NAAST_FIELD_CURRENCY, "dollar"}}},
    {NAAST_FIELD_CURRENCY, "import_row_currency", {{NAAST_FIELD_CURRENCY, "QQQ"}, {NAAST_FIELD_AMOUNT, NULL}}},
    {NAAST_FIELD_OPENED, "import_date", {{NAAST_FIELD_OPENED, "02/01/2020"}}},
    {NAAST_FIELD_OPENED, "import_date", {{NAAST_FIELD_OPENED, "2020-02-30"}}},
    {NAAST_FIELD_OPENED, "import_future", {{NAAST_FIELD_OPENED, "2026-11-25"}, {NAAST_FIELD_CLOSED, NULL}}},
    {NAAST_FIELD_CLOSED, "import_date", {{NAAST_FIELD_CLOSED, "soon"}}},
    {NAAST_FIELD_CLOSED, "import_future", {{NAAST_FIELD_CLOSED, "2030-01-01"}}},
    {NAAST_FIELD_CLOSED, "import_closed_first", {{NAAST_FIELD_CLOSED, "2020-01-01"}}},
    {NAAST_FIELD_CLOSED, "import_closed_open", {{NAAST_FIELD_STAGE, "Engaging"}}},
    {NAAST_FIELD_EXPECTED, "import_date", {{NAAST_FIELD_EXPECTED, "someday"}}},
    {NAAST_FIELD_TITLE, "import_field", {{NAAST_FIELD_TITLE, "two\nlines"}}},
    {NAAST_FIELD_ORG, "import_field", {{NAAST_FIELD_ORG, "caf\xE9"}}},
    {NAAST_FIELD_CONTACT, "import_field", {{NAAST_FIELD_CONTACT, "a\x1B[31mb"}}},
    {NAAST_FIELD_EMAIL, "import_field", {{NAAST_FIELD_EMAIL, "no address"}}},
    {NAAST_FIELD_NOTE, "import_field", {{NAAST_FIELD_NOTE, "a\x07"}}},
    {NAAST_FIELD_TITLE, "import_nameless", {{NAAST_FIELD_ORG, " "}, {NAAST_FIELD_EXTERNAL_ID, NULL}}},
};
enum { WRONG_ROWS = sizeof wrong_rows / sizeof wrong_rows[0] };

static const struct plain_row right_row = {"New", "Won", "2020-01-02", "2020-02-03", "10", "B1"};

START_TEST(test_a_wrong_row_is_told_with_its_field_and_leaves_nothing)
{
    const struct wrong_row *row = &wrong_rows[_i];
    const char *fields[NAAST_FIELD_COUNT];
    naast_import_result told = NAAST_IMPORT_RESULT_INIT;
    naast_import_summary *summary = NULL;
    naast_import_spec spec = fixture_spec();
    char head[NAAST_HEAD_SIZE];
    plain_fields(&right_row, fields);
    for (size_t k = 0; k < 3; k++) {
        if (k == 0 || row->set[k].field != 0)
            fields[row->set[k].field] = row->set[k].value;
    }
    naast_import *import = fixture_begin(&f, &spec);
    int status = naast_import_row(
        import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), &told);
    ck_assert_msg(status == NAAST_BAD_DATA, "%d: %s", status, naast_store_message(f.store));
    ck_assert_str_eq(naast_store_code(f.store), row->code);
    ck_assert_str_ne(naast_store_message(f.store), "");
    ck_assert_int_eq(told.wrong, row->field);
    ck_assert_int_eq(import_plain(import, &fixture_rows[0]), NAAST_OK); /* and the next one goes in */
    ck_assert_int_eq(naast_import_end(import, 1, &summary), NAAST_OK);
    ck_assert_int_eq(summary->bad, 1);
    ck_assert_int_eq(summary->added, 1);
    ck_assert_int_eq(summary->rows, 2);
    ck_assert_int_eq(summary->orgs, 1);
    ck_assert_int_eq(summary->people, 0);
    ck_assert_uint_eq(count_deals(&f), 1);
    ck_assert_uint_eq(count_orgs(&f), 1);
    verified_head(&f, head);
    naast_free(summary);
}
END_TEST

START_TEST(test_every_field_at_fault_is_told_once)
{
    const char *fields[NAAST_FIELD_COUNT] = {
        [NAAST_FIELD_NOTE] = "a\x01",   [NAAST_FIELD_AMOUNT] = "1,200",  [NAAST_FIELD_CURRENCY] = "EUR",
        [NAAST_FIELD_OUTCOME] = "Gone", [NAAST_FIELD_STAGE] = "nowhere", [NAAST_FIELD_OPENED] = "2999-01-01",
        [NAAST_FIELD_CLOSES] = "soon"};
    static const naast_import_field wrong[] = {NAAST_FIELD_NOTE,  NAAST_FIELD_AMOUNT, NAAST_FIELD_OUTCOME,
                                               NAAST_FIELD_STAGE, NAAST_FIELD_OPENED, NAAST_FIELD_CLOSES};
    const size_t count = sizeof wrong / sizeof wrong[0];
    naast_import_result told = NAAST_IMPORT_RESULT_INIT;
    naast_import_spec spec = fixture_spec();
    naast_import *import = fixture_begin(&f, &spec);
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         &told),
        NAAST_BAD_DATA);
    ck_assert_uint_eq(told.fault_count, count);
    ck_assert_str_eq(naast_store_message(f.store), told.faults[0].message);
    for (size_t k = 0; k < count; k++) {
        ck_assert_int_eq(told.faults[k].field, wrong[k]);
        ck_assert_str_ne(told.faults[k].message, "");
    }
    ck_assert_str_eq(told.faults[1].code, "import_amount");
    ck_assert_int_eq(import_plain(import, &fixture_rows[0]), NAAST_OK);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    ck_assert_uint_eq(count_deals(&f), 1);
}
END_TEST

START_TEST(test_the_row_that_the_wrong_ones_begin_as_is_right)
{
    naast_import_spec spec = fixture_spec();
    naast_import *import = fixture_begin(&f, &spec);
    ck_assert_int_eq(import_plain(import, &right_row), NAAST_OK);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
}
END_TEST

START_TEST(test_an_amount_needs_a_currency_from_somewhere)
{
    const char *fields[NAAST_FIELD_COUNT];
    naast_import_result told = NAAST_IMPORT_RESULT_INIT;
    naast_import_spec spec = fixture_spec();
    spec.currency = NULL;
    plain_fields(&right_row, fields);
    naast_import *import = fixture_begin(&f, &spec);
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         &told),
        NAAST_BAD_DATA);
    ck_assert_int_eq(told.wrong, NAAST_FIELD_CURRENCY);
    ck_assert_str_eq(naast_store_code(f.store), "import_no_currency");
    fields[NAAST_FIELD_CURRENCY] = "JPY";
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         &told),
        NAAST_OK);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    naast_deal *deal = deal_of(&f, 1);
    ck_assert_int_eq(deal->amount.minor, 10);
    naast_free(deal);
}
END_TEST

START_TEST(test_totals_are_kept_apart_and_checked)
{
    const char *fields[NAAST_FIELD_COUNT] = {[NAAST_FIELD_TITLE] = "x", [NAAST_FIELD_AMOUNT] = "92233720368547758"};
    naast_import_result told = NAAST_IMPORT_RESULT_INIT;
    naast_import_summary *summary = NULL;
    naast_import_spec spec = fixture_spec();
    naast_import *import = fixture_begin(&f, &spec);
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         NULL),
        NAAST_OK);
    fields[NAAST_FIELD_CURRENCY] = "EUR";
    fields[NAAST_FIELD_AMOUNT] = "5";
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         NULL),
        NAAST_OK);
    fields[NAAST_FIELD_CURRENCY] = "USD";
    fields[NAAST_FIELD_STAGE] =
        "Engaging"; /* in another line of the funnel, so that it is the total that is too much */
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         &told),
        NAAST_BAD_DATA);
    ck_assert_int_eq(told.wrong, NAAST_FIELD_AMOUNT);
    ck_assert_str_eq(naast_store_code(f.store), "import_sum");
    ck_assert_int_eq(naast_import_end(import, 1, &summary), NAAST_OK);
    ck_assert_str_eq(summary->totals[0].currency, "USD");
    ck_assert_int_eq(summary->totals[0].open, INT64_C(9223372036854775800));
    ck_assert_str_eq(summary->totals[1].currency, "EUR");
    ck_assert_int_eq(summary->totals[1].open, 500);
    ck_assert_uint_eq(count_deals(&f), 2);
    naast_free(summary);
}
END_TEST

START_TEST(test_every_currency_has_its_total)
{
    static const char *const currencies[] = {"EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "JPY"};
    enum { CURRENCIES = sizeof currencies / sizeof currencies[0] };
    const char *fields[NAAST_FIELD_COUNT] = {[NAAST_FIELD_AMOUNT] = "7"};
    naast_import_summary *summary = NULL;
    naast_import_spec spec = fixture_spec();
    naast_import *import = fixture_begin(&f, &spec);
    for (int k = 0; k < 2 * CURRENCIES; k++) {
        char title[16];
        snprintf(title, sizeof title, "Deal %d", k);
        fields[NAAST_FIELD_TITLE] = title;
        fields[NAAST_FIELD_CURRENCY] = currencies[k % CURRENCIES];
        ck_assert_int_eq(
            naast_import_row(
                import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), NULL),
            NAAST_OK);
    }
    ck_assert_int_eq(naast_import_end(import, 1, &summary), NAAST_OK);
    ck_assert_uint_eq(summary->total_count, CURRENCIES);
    for (size_t k = 0; k < CURRENCIES; k++) {
        const naast_import_total *total = NAAST_AT(naast_import_total, summary->totals, summary->total_size, k);
        ck_assert_str_eq(total->currency, currencies[k]);
        ck_assert_int_eq(total->open, k == CURRENCIES - 1 ? 14 : 1400); /* a yen has no minor unit */
    }
    naast_free(summary);
}
END_TEST

START_TEST(test_a_row_too_many_for_the_funnel_is_wrong)
{
    const char *fields[NAAST_FIELD_COUNT] = {[NAAST_FIELD_TITLE] = "x", [NAAST_FIELD_AMOUNT] = "5"};
    naast_import_result told = NAAST_IMPORT_RESULT_INIT;
    naast_import_spec spec = fixture_spec();
    naast_deal_spec there = NAAST_DEAL_SPEC_INIT;
    naast_id id = 0;
    there.title = "as much as can be";
    there.amount = (naast_money){INT64_MAX, "USD"};
    ck_assert_int_eq(naast_deal_add(f.store, &there, &id), NAAST_OK);
    naast_import *import = fixture_begin(&f, &spec);
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         &told),
        NAAST_BAD_DATA);
    ck_assert_int_eq(told.wrong, NAAST_FIELD_AMOUNT);
    fields[NAAST_FIELD_CURRENCY] = "EUR";
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         NULL),
        NAAST_OK); /* the import goes on */
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    ck_assert_uint_eq(count_deals(&f), 2);
}
END_TEST

START_TEST(test_stage_codes_speak_for_themselves)
{
    static const char *const said[] = {"decision", "declined", "", "PROSPECTING"};
    static const char *const stages[] = {"decision", "discovery", "discovery", "discovery"};
    static const char *const outcomes[] = {"", "declined", "", ""};
    naast_import_spec spec = fixture_spec();
    naast_import *import = fixture_begin(&f, &spec);
    for (size_t k = 0; k < 4; k++) {
        struct plain_row row = {"Cancity", said[k], "", "", "", NULL};
        ck_assert_int_eq(import_plain(import, &row), NAAST_OK);
    }
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    for (size_t k = 0; k < 4; k++)
        expect_place((naast_id)k + 1, stages[k], outcomes[k]);
}
END_TEST

START_TEST(test_a_mapping_comes_before_a_code)
{
    static const naast_stage_mapping stages[] = {{"match", "value"}, {"", "terms"}};
    static const struct plain_row rows[] = {{"Cancity", "match", "", "", "", NULL}, {"Cancity", "", "", "", "", NULL}};
    naast_import_spec spec = fixture_spec();
    spec.stages = stages;
    spec.stage_count = 2;
    naast_import *import = fixture_begin(&f, &spec);
    ck_assert_int_eq(import_plain(import, &rows[0]), NAAST_OK);
    ck_assert_int_eq(import_plain(import, &rows[1]), NAAST_OK);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    expect_place(1, "value", "");
    expect_place(2, "terms", "");
}
END_TEST

START_TEST(test_another_pipeline_has_other_stages)
{
    static const naast_stage_mapping stages[] = {{"Won", "won"}, {"Engaging", "opportunity"}};
    naast_import_spec spec = fixture_spec();
    spec.stages = stages;
    spec.stage_count = 2;
    spec.pipeline = "bant";
    naast_import *import = fixture_begin(&f, &spec);
    ck_assert_int_eq(import_plain(import, &fixture_rows[0]), NAAST_OK);
    ck_assert_int_eq(import_plain(import, &fixture_rows[2]), NAAST_OK);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    expect_place(1, "won", "won");
    expect_place(2, "opportunity", "");
    naast_deal *deal = deal_of(&f, 1);
    ck_assert_str_eq(deal->pipeline, "bant");
    naast_free(deal);
}
END_TEST

static void expect_no_import(const naast_import_spec *spec, int status, const char *code)
{
    char mark;
    naast_import *import = (naast_import *)(void *)&mark;
    ck_assert_int_eq(naast_import_begin(f.store, spec, &import), status);
    ck_assert_str_eq(naast_store_code(f.store), code);
    ck_assert_ptr_eq(import, (naast_import *)(void *)&mark);
}

START_TEST(test_a_spec_that_cannot_be_is_told)
{
    static const naast_stage_mapping nowhere[] = {{"Won", "winning"}}, twice[] = {{"Won", "won"}, {"WON", "lost"}},
                                     nothing[] = {{"Won", NULL}};
    naast_import_spec spec = fixture_spec();
    spec.size = 3;
    expect_no_import(&spec, NAAST_INVALID, "spec_size");
    expect_no_import(NULL, NAAST_INVALID, "spec_size");
    spec = fixture_spec();
    spec.currency = "dollar";
    expect_no_import(&spec, NAAST_INVALID, "import_currency");
    spec = fixture_spec();
    spec.date_format = "%d-%m-%y";
    expect_no_import(&spec, NAAST_INVALID, "import_format");
    spec = fixture_spec();
    spec.source = "a\nb";
    expect_no_import(&spec, NAAST_INVALID, "text_control");
    spec = fixture_spec();
    spec.pipeline = "bund";
    expect_no_import(&spec, NAAST_NOT_FOUND, "pipeline_not_found");
    spec = fixture_spec();
    spec.stages = nowhere;
    spec.stage_count = 1;
    expect_no_import(&spec, NAAST_INVALID, "import_means");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), "discovery, match"));
    spec.stages = nothing;
    expect_no_import(&spec, NAAST_INVALID, "import_means");
    spec.stages = twice;
    spec.stage_count = 2;
    expect_no_import(&spec, NAAST_INVALID, "import_twice");
    spec = fixture_spec();
    naast_free(import_all(&f, &spec)); /* none of these left the store locked */
}
END_TEST

START_TEST(test_an_import_is_not_part_of_another_operation)
{
    naast_import_spec spec = fixture_spec();
    ck_assert_int_eq(
        naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)), NAAST_OK);
    expect_no_import(&spec, NAAST_CONFLICT, "import_nested");
    ck_assert_int_eq(naast_operation_end(f.store, NAAST_OK), NAAST_OK);
    naast_import *import = fixture_begin(&f, &spec);
    expect_no_import(&spec, NAAST_CONFLICT, "import_nested");
    ck_assert_int_eq(naast_operation_end(f.store, NAAST_OK), NAAST_INVALID); /* not the operation's to end */
    ck_assert_int_eq(naast_import_end(import, 0, NULL), NAAST_OK);
}
END_TEST

START_TEST(test_fields_have_codes)
{
    ck_assert_str_eq(naast_import_field_code(NAAST_FIELD_TITLE), "title");
    ck_assert_str_eq(naast_import_field_code(NAAST_FIELD_EXTERNAL_ID), "external_id");
    ck_assert_str_eq(naast_import_field_code(NAAST_FIELD_NOTE), "note");
    ck_assert_ptr_null(naast_import_field_code(NAAST_FIELD_COUNT));
    for (int k = 0; k < NAAST_FIELD_COUNT; k++)
        ck_assert_ptr_nonnull(naast_import_field_code((naast_import_field)k));
}
END_TEST

/* One whole import, a contact with an address among it, in whatever memory there is. */
static int try_import(int *rows_failed)
{
    naast_import_spec spec = fixture_spec();
    naast_import *import = NULL;
    int status = naast_import_begin(f.store, &spec, &import);
    for (size_t k = 0; status == 0 && k < FIXTURE_ROWS; k++)
        status = import_plain(import, &fixture_rows[k]);
    if (status == 0)
        status = import_person(import, "Waterdam", "Sanne", "sanne@waterdam.nl");
    *rows_failed += import != NULL && status != 0;
    if (status != 0 && import != NULL) { /* it can only be ended, and says so */
        ck_assert_int_eq(import_person(import, "Waterdam", "Sanne", NULL), status);
        ck_assert_str_eq(naast_store_code(f.store), "import_ended");
    }
    int end = naast_import_end(import, 1, NULL);
    ck_assert(status == 0 || import == NULL || end == status);
    return status != 0 ? status : end;
}

START_TEST(test_without_memory_nothing_is_kept)
{
    int rows_failed = 0;
    char head[NAAST_HEAD_SIZE], before[NAAST_HEAD_SIZE];
    verified_head(&f, before);
    for (long k = 1;; k++) {
        f.requests = 0;
        f.fail_at = k;
        int status = try_import(&rows_failed);
        f.fail_at = 0;
        if (status == 0)
            break;
        ck_assert_int_eq(status, NAAST_NO_MEMORY);
        ck_assert_uint_eq(count_deals(&f), 0);
        ck_assert_uint_eq(count_orgs(&f), 0);
    }
    ck_assert_int_gt(rows_failed, 20);
    verified_head(&f, head);
    ck_assert_str_ne(head, before);
    ck_assert_uint_eq(count_deals(&f), FIXTURE_ROWS + 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import");
    TCase *tests = tcase_create("import");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, test_deals_land_where_they_are_said_to_be);
    tcase_add_test(tests, test_the_summary_says_what_came_in);
    tcase_add_test(tests, test_no_history_is_invented);
    tcase_add_test(tests, test_days_are_kept_where_known);
    tcase_add_test(tests, test_an_ended_deal_without_its_day_gets_none);
    tcase_add_test(tests, test_an_imported_deal_is_not_yet_through_its_gate);
    tcase_add_test(tests, test_a_second_run_changes_nothing);
    tcase_add_test(tests, test_an_external_id_counts_once_in_a_file);
    tcase_add_test(tests, test_a_dry_run_tells_and_keeps_nothing);
    tcase_add_test(tests, test_what_is_not_kept_is_gone);
    tcase_add_test(tests, test_an_import_is_one_operation);
    tcase_add_test(tests, test_a_long_import_is_one_operation_too);
    tcase_add_test(tests, test_an_organisation_is_found_however_it_is_written);
    tcase_add_test(tests, test_a_contact_is_known_by_address_then_by_name);
    tcase_add_test(tests, test_every_field_arrives);
    tcase_add_test(tests, test_a_deal_without_title_is_named_after_what_is_known);
    tcase_add_loop_test(tests, test_a_wrong_row_is_told_with_its_field_and_leaves_nothing, 0, WRONG_ROWS);
    tcase_add_test(tests, test_every_field_at_fault_is_told_once);
    tcase_add_test(tests, test_the_row_that_the_wrong_ones_begin_as_is_right);
    tcase_add_test(tests, test_an_amount_needs_a_currency_from_somewhere);
    tcase_add_test(tests, test_totals_are_kept_apart_and_checked);
    tcase_add_test(tests, test_every_currency_has_its_total);
    tcase_add_test(tests, test_a_row_too_many_for_the_funnel_is_wrong);
    tcase_add_test(tests, test_stage_codes_speak_for_themselves);
    tcase_add_test(tests, test_a_mapping_comes_before_a_code);
    tcase_add_test(tests, test_another_pipeline_has_other_stages);
    tcase_add_test(tests, test_a_spec_that_cannot_be_is_told);
    tcase_add_test(tests, test_an_import_is_not_part_of_another_operation);
    tcase_add_test(tests, test_fields_have_codes);
    tcase_add_test(tests, test_without_memory_nothing_is_kept);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
