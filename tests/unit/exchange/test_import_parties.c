/* test_import_parties.c: organisations and people in; what is there already and what may be; outcomes, clocks, amounts.
 */
#include "fixtures/import.h"
#include "base/env/env.h"

static struct fixture f;
static void setup(void) { fixture_open(&f, NAAST_LANGUAGE_ENGLISH); }
static void teardown(void) { fixture_close(&f); }

/* Rows that say what is there already are left, as is the default; fixture_spec adds them. */
static naast_import_spec spec_of(naast_import_kind kind)
{
    naast_import_spec spec = fixture_spec();
    spec.kind = kind;
    spec.duplicates = NAAST_DUPLICATES_REPORT;
    return spec;
}

struct given {
    naast_import_field field;
    const char *value;
};

/* One row of up to four fields. */
static naast_import_result take(naast_import *import, const struct given given[4])
{
    const char *fields[NAAST_FIELD_COUNT] = {0};
    naast_import_result told = NAAST_IMPORT_RESULT_INIT;
    for (size_t k = 0; k < 4 && given[k].value != NULL; k++)
        fields[given[k].field] = given[k].value;
    int status = naast_import_row(
        import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), &told);
    ck_assert_msg(status == NAAST_OK, "%d: %s", status, naast_store_message(f.store));
    return told;
}
#define ROW(...) ((const struct given[4]){__VA_ARGS__})

static void wrong(naast_import *import, const struct given given[4], const char *code, naast_import_field field)
{
    const char *fields[NAAST_FIELD_COUNT] = {0};
    naast_import_result told = NAAST_IMPORT_RESULT_INIT;
    for (size_t k = 0; k < 4 && given[k].value != NULL; k++)
        fields[given[k].field] = given[k].value;
    ck_assert_int_eq(
        naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         &told),
        NAAST_BAD_DATA);
    ck_assert_str_eq(naast_store_code(f.store), code);
    ck_assert_int_eq(told.wrong, field);
    ck_assert_int_eq(told.id, 0);
}

START_TEST(test_fields_belong_to_kinds)
{
    ck_assert(naast_import_takes(NAAST_IMPORT_DEALS, NAAST_FIELD_TITLE));
    ck_assert(!naast_import_takes(NAAST_IMPORT_ORGS, NAAST_FIELD_TITLE));
    ck_assert(naast_import_takes(NAAST_IMPORT_ORGS, NAAST_FIELD_NAME));
    ck_assert(naast_import_takes(NAAST_IMPORT_PEOPLE, NAAST_FIELD_EMAIL));
    ck_assert(!naast_import_takes(NAAST_IMPORT_PEOPLE, NAAST_FIELD_COUNT));
    ck_assert(!naast_import_takes((naast_import_kind)9, NAAST_FIELD_NAME));
    for (int field = 0; field < NAAST_FIELD_COUNT; field++) {
        int kinds = 0;
        for (int kind = NAAST_IMPORT_DEALS; kind <= NAAST_IMPORT_PEOPLE; kind++)
            kinds += naast_import_takes((naast_import_kind)kind, (naast_import_field)field);
        ck_assert_int_ge(kinds, 1);
    }
}
END_TEST

START_TEST(test_organisations_are_known_or_told_to_be_alike)
{
    naast_import_spec spec = spec_of(NAAST_IMPORT_ORGS);
    naast_import_summary *summary = NULL;
    char head[NAAST_HEAD_SIZE];
    naast_import *import = fixture_begin(&f, &spec);
    naast_import_result told = take(import, ROW({NAAST_FIELD_NAME, "Waterdam"}, {NAAST_FIELD_NOTE, "a dam"}));
    ck_assert(told.added && told.id == 1 && told.new_org == 1 && told.like_org == 0);
    told = take(import, ROW({NAAST_FIELD_NAME, "WATERDAM"}));
    ck_assert(!told.added && told.id == 1 && told.new_org == 0);
    told = take(import, ROW({NAAST_FIELD_NAME, "Waterdam B.V."}));
    ck_assert(told.added && told.id == 2 && told.like_org == 1);
    told = take(import, ROW({NAAST_FIELD_NAME, "Noord"}, {NAAST_FIELD_EMAIL, "is not looked at"}));
    ck_assert(told.added && told.like_org == 0);
    ck_assert_int_eq(naast_import_end(import, 1, &summary), NAAST_OK);
    ck_assert(summary->rows == 4 && summary->added == 3 && summary->known == 1 && summary->alike == 1 &&
              summary->orgs == 0);
    verified_head(&f, head);

    spec.duplicates = NAAST_DUPLICATES_SKIP; /* those of the store are alike as well */
    import = fixture_begin(&f, &spec);
    told = take(import, ROW({NAAST_FIELD_NAME, "Noord N.V."}));
    ck_assert(!told.added && told.id == 0 && told.like_org == 3);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    ck_assert_uint_eq(count_orgs(&f), 3);

    spec.duplicates = NAAST_DUPLICATES_ADD;
    import = fixture_begin(&f, &spec);
    told = take(import, ROW({NAAST_FIELD_NAME, "Noord"}));
    ck_assert(told.added && told.id == 4 && told.like_org == 3);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    naast_free(summary);
}
END_TEST

START_TEST(test_a_row_that_is_taken_back_is_like_nobody)
{
    naast_import_spec spec = spec_of(NAAST_IMPORT_PEOPLE);
    naast_import *import = fixture_begin(&f, &spec);
    wrong(import, ROW({NAAST_FIELD_NAME, "x"}, {NAAST_FIELD_EMAIL, "no address"}, {NAAST_FIELD_ORG, "Waterdam"}),
          "import_field", NAAST_FIELD_EMAIL);
    naast_import_result told = take(import, ROW({NAAST_FIELD_NAME, "x"}, {NAAST_FIELD_ORG, "Waterdam B.V."}));
    ck_assert(told.new_org != 0 && told.like_org == 0);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    ck_assert_uint_eq(count_orgs(&f), 1);
}
END_TEST

START_TEST(test_who_is_left_out_brings_no_organisation_in)
{
    naast_import_spec spec = spec_of(NAAST_IMPORT_PEOPLE);
    naast_import_summary *summary = NULL;
    char head[NAAST_HEAD_SIZE];
    spec.duplicates = NAAST_DUPLICATES_SKIP;
    naast_import *import = fixture_begin(&f, &spec);
    take(import, ROW({NAAST_FIELD_NAME, "Sanne de Wit"}, {NAAST_FIELD_EMAIL, "s@w.example"}));
    naast_import_result told = take(import, ROW({NAAST_FIELD_NAME, "Sanne de Wit"}, {NAAST_FIELD_ORG, "Waterdam"}));
    ck_assert(!told.added && told.like_person == 1 && told.new_org == 0);
    told = take(import, ROW({NAAST_FIELD_EMAIL, "s@w.example"}, {NAAST_FIELD_ORG, "Waterdam"}));
    ck_assert(!told.added && told.id == 1 && told.new_org == 0);
    ck_assert_uint_eq(count_orgs(&f), 0);
    told = take(import, ROW({NAAST_FIELD_NAME, "Karim"}, {NAAST_FIELD_ORG, "Waterdam B.V."}));
    ck_assert(told.added && told.new_org != 0 && told.like_org == 0);
    ck_assert_int_eq(naast_import_end(import, 1, &summary), NAAST_OK);
    ck_assert(summary->added == 2 && summary->known == 1 && summary->alike == 1 && summary->orgs == 1);
    verified_head(&f, head);
    naast_free(summary);
}
END_TEST

START_TEST(test_people_are_known_by_address_then_by_name_or_told)
{
    naast_import_spec spec = spec_of(NAAST_IMPORT_PEOPLE);
    naast_import_summary *summary = NULL;
    naast_person *person = NULL;
    char head[NAAST_HEAD_SIZE];
    naast_import *import = fixture_begin(&f, &spec);
    const struct given org = {NAAST_FIELD_ORG, "Waterdam"};
    naast_import_result told = take(import, ROW({NAAST_FIELD_GIVEN_NAME, "Sanne"}, {NAAST_FIELD_FAMILY_NAME, "de Wit"},
                                                {NAAST_FIELD_EMAIL, "s@w.example"}, org));
    ck_assert(told.added && told.id == 1 && told.new_person == 1 && told.new_org == 1);
    told = take(import, ROW({NAAST_FIELD_NAME, "Somebody"}, {NAAST_FIELD_EMAIL, "S@W.example"}));
    ck_assert(!told.added && told.id == 1);
    told = take(import, ROW({NAAST_FIELD_NAME, "SANNE de wit"}, org));
    ck_assert(!told.added && told.id == 1);
    told = take(import, ROW({NAAST_FIELD_NAME, "Sanne de Wit"}, {NAAST_FIELD_EMAIL, "other@w.example"}, org));
    ck_assert(told.added && told.like_person == 1);
    told = take(import, ROW({NAAST_FIELD_NAME, "Karim"}, org));
    ck_assert(told.added && told.like_person == 0);
    told = take(import, ROW({NAAST_FIELD_NAME, "Karim"}, {NAAST_FIELD_EMAIL, "k@w.example"}, org)); /* his address */
    ck_assert(!told.added && told.id == 3);
    told = take(import, ROW({NAAST_FIELD_EMAIL, "nameless@w.example"}));
    ck_assert(told.added);
    wrong(import, ROW(org), "import_no_name", NAAST_FIELD_NAME);
    ck_assert_int_eq(naast_import_end(import, 1, &summary), NAAST_OK);
    ck_assert(summary->added == 4 && summary->known == 3 && summary->alike == 1 && summary->bad == 1 &&
              summary->orgs == 1);
    ck_assert_int_eq(naast_person_get(f.store, 1, &person), NAAST_OK);
    ck_assert_str_eq(person->name, "Sanne de Wit");
    naast_free(person);
    ck_assert_int_eq(naast_person_get(f.store, 3, &person), NAAST_OK);
    ck_assert_str_eq(person->email, "k@w.example");
    naast_free(person);
    verified_head(&f, head);
    naast_free(summary);
}
END_TEST

START_TEST(test_a_deal_without_a_number_is_known_by_all_that_it_says)
{
    naast_import_spec spec = spec_of(NAAST_IMPORT_DEALS);
    const struct given *rows[] = {
        ROW({NAAST_FIELD_TITLE, "Search"}, {NAAST_FIELD_ORG, "W"}, {NAAST_FIELD_AMOUNT, "5"}),
        ROW({NAAST_FIELD_TITLE, "Search"}, {NAAST_FIELD_ORG, "W"}, {NAAST_FIELD_AMOUNT, "5"}), /* two of a kind */
        ROW({NAAST_FIELD_TITLE, "Search"}, {NAAST_FIELD_OPENED, "2026-01-02"}),
        ROW({NAAST_FIELD_TITLE, "search"}),
    };
    naast_import_summary *summary = NULL;
    naast_import *import = fixture_begin(&f, &spec);
    for (size_t k = 0; k < 4; k++)
        ck_assert(take(import, rows[k]).added);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    import = fixture_begin(&f, &spec);
    for (size_t k = 0; k < 4; k++) {
        naast_import_result told = take(import, rows[k]);
        ck_assert(!told.added && told.id != 0);
    }
    ck_assert(
        take(import, ROW({NAAST_FIELD_TITLE, "Search"}, {NAAST_FIELD_ORG, "W"}, {NAAST_FIELD_AMOUNT, "6"})).added);
    ck_assert(take(import, ROW({NAAST_FIELD_TITLE, "Search"}, {NAAST_FIELD_OPENED, "2026-01-03"})).added);
    ck_assert(
        take(import, ROW({NAAST_FIELD_TITLE, "Search"}, {NAAST_FIELD_ORG, "V"}, {NAAST_FIELD_AMOUNT, "5"})).added);
    ck_assert_int_eq(naast_import_end(import, 1, &summary), NAAST_OK);
    ck_assert(summary->same == 4 && summary->added == 3 && summary->known == 0);
    spec.duplicates = NAAST_DUPLICATES_ADD;
    import = fixture_begin(&f, &spec);
    ck_assert(take(import, rows[0]).added);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    naast_free(summary);
}
END_TEST

START_TEST(test_an_outcome_beside_the_stage)
{
    static const naast_stage_mapping outcomes[] = {{"Gagné", "won"}, {"Perdu", "lost"}, {"En cours", "open"}};
    static const struct {
        const char *stage, *ended, *there, *outcome;
    } deals[] = {
        {"Engaging", "En cours", "match", ""},         {"Engaging", "gagne", "completed", "won"},
        {"Engaging", "Perdu", "match", "lost"},        {"", "declined", "discovery", "declined"},
        {"Running", "won", "delivery", "won"},         {"never heard of", "won", "completed", "won"},
        {"Lost", "rejected", "discovery", "rejected"}, {"Engaging", "", "match", ""},
    };
    naast_import_spec spec = spec_of(NAAST_IMPORT_DEALS);
    spec.outcomes = outcomes;
    spec.outcome_count = 3;
    naast_import *import = fixture_begin(&f, &spec);
    for (size_t k = 0; k < sizeof deals / sizeof deals[0]; k++)
        take(import,
             ROW({NAAST_FIELD_TITLE, "x"}, {NAAST_FIELD_STAGE, deals[k].stage}, {NAAST_FIELD_OUTCOME, deals[k].ended}));
    wrong(import, ROW({NAAST_FIELD_TITLE, "x"}, {NAAST_FIELD_STAGE, "Won"}, {NAAST_FIELD_OUTCOME, "lost"}),
          "import_contradiction", NAAST_FIELD_STAGE);
    wrong(import, ROW({NAAST_FIELD_TITLE, "x"}, {NAAST_FIELD_STAGE, "Running"}, {NAAST_FIELD_OUTCOME, "open"}),
          "import_contradiction", NAAST_FIELD_STAGE);
    wrong(import, ROW({NAAST_FIELD_TITLE, "x"}, {NAAST_FIELD_OUTCOME, "match"}), "import_outcome", NAAST_FIELD_OUTCOME);
    wrong(import, ROW({NAAST_FIELD_TITLE, "x"}, {NAAST_FIELD_STAGE, "what"}, {NAAST_FIELD_OUTCOME, "lost"}),
          "import_stage", NAAST_FIELD_STAGE);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    for (size_t k = 0; k < sizeof deals / sizeof deals[0]; k++) {
        naast_deal *deal = deal_of(&f, (naast_id)k + 1);
        ck_assert_str_eq(deal->stage, deals[k].there);
        ck_assert_str_eq(deal->outcome, deals[k].outcome);
        naast_free(deal);
    }
}
END_TEST

START_TEST(test_one_date_is_expected_or_closed)
{
    naast_import_spec spec = spec_of(NAAST_IMPORT_DEALS);
    naast_import *import = fixture_begin(&f, &spec);
    take(import, ROW({NAAST_FIELD_TITLE, "a"}, {NAAST_FIELD_CLOSES, "2027-01-31"}));
    take(import, ROW({NAAST_FIELD_TITLE, "b"}, {NAAST_FIELD_CLOSES, "2026-01-31"}, {NAAST_FIELD_STAGE, "Lost"}));
    take(import,
         ROW({NAAST_FIELD_TITLE, "c"}, {NAAST_FIELD_CLOSES, "2027-01-31"}, {NAAST_FIELD_EXPECTED, "2027-02-28"}));
    wrong(import, ROW({NAAST_FIELD_TITLE, "d"}, {NAAST_FIELD_CLOSES, "2027-01-31"}, {NAAST_FIELD_STAGE, "Won"}),
          "import_future", NAAST_FIELD_CLOSES);
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    static const naast_date expected[] = {20270131, 0, 20270228}, closed[] = {0, 20260131, 0};
    for (size_t k = 0; k < 3; k++) {
        naast_deal *deal = deal_of(&f, (naast_id)k + 1);
        ck_assert_int_eq(deal->expected, expected[k]);
        ck_assert_int_eq(deal->closed, closed[k]);
        naast_free(deal);
    }
}
END_TEST

START_TEST(test_clocks_of_elsewhere)
{
    const int64_t second = 1000000, summer = INT64_C(1774746000), winter = INT64_C(1792890000); /* 2026, Amsterdam */
    const naast_zone_change zone[] = {{1, 3600}, {summer * second, 7200}, {winter * second, 3600}};
    static const struct {
        const char *written;
        int64_t moment; /* seconds */
    } times[] = {
        {"2026-01-15 00:30", 1768433400}, {"2026-07-15 00:30", 1784068200}, {"2026-03-29 01:59", 1774745940},
        {"2026-03-29 03:00", 1774746000}, {"2026-03-29 02:30", 1774747800}, /* there was no such time: as the clock of
                                                                               before has it */
        {"2026-10-25 02:30", 1792891800},                                   /* came twice: the second */
        {"2026-07-15", 1784073600},                                         /* a day is a day */
    };
    naast_import_spec spec = spec_of(NAAST_IMPORT_DEALS);
    spec.date_format = "%Y-%m-%d %H:%M";
    spec.zone = zone;
    spec.zone_count = 3;
    naast_import *import = fixture_begin(&f, &spec);
    for (size_t k = 0; k < sizeof times / sizeof times[0]; k++)
        take(import, ROW({NAAST_FIELD_TITLE, times[k].written}, {NAAST_FIELD_OPENED, times[k].written}));
    ck_assert_int_eq(naast_import_end(import, 1, NULL), NAAST_OK);
    for (size_t k = 0; k < sizeof times / sizeof times[0]; k++) {
        naast_deal *deal = deal_of(&f, (naast_id)k + 1);
        ck_assert_msg(deal->created == times[k].moment * second, "%s: %lld", times[k].written,
                      (long long)(deal->created / second));
        naast_free(deal);
    }
}
END_TEST

static void refuse(naast_import_spec spec, const char *code)
{
    naast_import *import = NULL;
    ck_assert_int_eq(naast_import_begin(f.store, &spec, &import), NAAST_INVALID);
    ck_assert_ptr_null(import);
    ck_assert_str_eq(naast_store_code(f.store), code);
}

START_TEST(test_specs_that_cannot_be)
{
    const naast_zone_change backwards[] = {{5, 0}, {5, 3600}}, far[] = {{1, 86400}};
    const naast_stage_mapping odd = {"x", "match"};
    naast_import_spec spec = spec_of(NAAST_IMPORT_DEALS);
    spec.kind = (naast_import_kind)7;
    refuse(spec, "import_kind");
    spec = spec_of(NAAST_IMPORT_DEALS);
    spec.duplicates = (naast_import_duplicates)7;
    refuse(spec, "import_duplicates");
    spec = spec_of(NAAST_IMPORT_DEALS);
    spec.decimal = ";";
    refuse(spec, "import_sign");
    spec.decimal = spec.grouping = ".";
    refuse(spec, "import_sign_twice");
    spec = spec_of(NAAST_IMPORT_DEALS);
    spec.zone = backwards;
    spec.zone_count = 2;
    refuse(spec, "import_zone");
    spec.zone = far;
    spec.zone_count = 1;
    refuse(spec, "import_zone");
    spec = spec_of(NAAST_IMPORT_DEALS);
    spec.outcomes = &odd;
    spec.outcome_count = 1;
    refuse(spec, "import_outcome_means");
}
END_TEST

/* Each request for memory in turn finds none: nothing stays, and the import can be ended. */
START_TEST(test_memory_that_runs_out_leaves_nothing)
{
    naast_import_spec spec = spec_of(NAAST_IMPORT_PEOPLE);
    char before[NAAST_HEAD_SIZE], after[NAAST_HEAD_SIZE];
    verified_head(&f, before);
    int status = NAAST_NO_MEMORY;
    for (long request = 1; status != NAAST_OK; request++) {
        naast_import *import = NULL;
        const char *fields[NAAST_FIELD_COUNT] = {[NAAST_FIELD_GIVEN_NAME] = "Sanne",
                                                 [NAAST_FIELD_FAMILY_NAME] = "de Wit",
                                                 [NAAST_FIELD_ORG] = "Waterdam",
                                                 [NAAST_FIELD_EMAIL] = "s@w.example"};
        f.requests = 0;
        f.fail_at = request;
        status = naast_import_begin(f.store, &spec, &import);
        if (status == NAAST_OK)
            status = naast_import_row(
                import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), NULL);
        int ended = naast_import_end(import, status == NAAST_OK, NULL);
        status = status == NAAST_OK ? ended : status;
        f.fail_at = 0;
        ck_assert_msg(status == NAAST_OK || status == NAAST_NO_MEMORY, "request %ld: %d", request, status);
        if (status != NAAST_OK) {
            verified_head(&f, after);
            ck_assert_str_eq(after, before);
        }
        ck_assert_int_lt(request, 5000);
    }
    ck_assert_uint_eq(count_orgs(&f), 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import parties");
    TCase *tests = tcase_create("parties");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, test_fields_belong_to_kinds);
    tcase_add_test(tests, test_organisations_are_known_or_told_to_be_alike);
    tcase_add_test(tests, test_a_row_that_is_taken_back_is_like_nobody);
    tcase_add_test(tests, test_who_is_left_out_brings_no_organisation_in);
    tcase_add_test(tests, test_people_are_known_by_address_then_by_name_or_told);
    tcase_add_test(tests, test_a_deal_without_a_number_is_known_by_all_that_it_says);
    tcase_add_test(tests, test_an_outcome_beside_the_stage);
    tcase_add_test(tests, test_one_date_is_expected_or_closed);
    tcase_add_test(tests, test_clocks_of_elsewhere);
    tcase_add_test(tests, test_specs_that_cannot_be);
    tcase_add_test(tests, test_memory_that_runs_out_leaves_nothing);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
