/* test_handle_misuse.c: what calls on handles, operations, the journal and verification say to wrong arguments. */
#include "naast-sqlite.h"

#include "fixtures/evidence.h"

#include <sqlite3.h>

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

START_TEST(test_no_handle_is_no_crash)
{
    naast_id id = 7;
    naast_store *past = NULL;
    naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
    naast_resolved *resolved = NULL;
    naast_undone *undone = NULL;
    naast_log *log = NULL;
    naast_witness *witness = NULL;
    naast_verification *verification = NULL;
    ck_assert_int_eq(naast_store_create(NULL, f.path, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_store_open(NULL, f.path, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_store_attach(NULL, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_store_committed(NULL, 1), NAAST_INVALID);
    ck_assert_int_eq(naast_store_migrate(NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_operation_begin(NULL, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)),
                     NAAST_INVALID);
    ck_assert_int_eq(naast_operation_end(NULL, NAAST_OK), NAAST_INVALID);
    ck_assert_int_eq(naast_operation_undo(NULL, NULL, &undone), NAAST_INVALID);
    ck_assert_int_eq(naast_resolve(NULL, NAAST_ROOT_DEAL, "D1", 0, &id), NAAST_INVALID);
    ck_assert_int_eq(naast_resolve_named(NULL, &spec, &resolved), NAAST_INVALID);
    ck_assert_int_eq(naast_log_list(NULL, NULL, NULL, &log), NAAST_INVALID);
    ck_assert_int_eq(
        naast_store_past(NULL, NAAST_SPEC(naast_past_spec, .root = NAAST_ROOT_DEAL, .id = 1, .at = 1), &past),
        NAAST_INVALID);
    ck_assert_int_eq(naast_store_witness(NULL, &witness), NAAST_INVALID);
    ck_assert_int_eq(naast_store_trust(NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_store_verify(NULL, NULL, &verification), NAAST_INVALID);
    ck_assert_int_eq(naast_store_today(NULL), 0);
    ck_assert_int_eq(naast_operation_last(NULL), 0);
    ck_assert_int_eq(id, 7);
    ck_assert(!past && !resolved && !undone && !log && !witness && !verification);
}
END_TEST

START_TEST(test_what_a_call_needs_is_not_null)
{
    naast_id id = 0;
    naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
    naast_verify_spec heads = NAAST_VERIFY_SPEC_INIT;
    naast_verification *verification = NULL;
    spec.root = NAAST_ROOT_DEAL;
    spec.text = "D1";
    heads.head_count = 1;
    expect(&f, naast_store_create(f.store, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_store_open(f.store, NULL, NAAST_SPEC(naast_open_spec, .mode = NAAST_OPEN_READ_ONLY)),
           NAAST_INVALID, "argument_null");
    expect(&f, naast_store_attach(f.store, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_operation_undo(f.store, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_resolve(f.store, NAAST_ROOT_DEAL, "D1", 0, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_resolve(f.store, NAAST_ROOT_DEAL, NULL, 0, &id), NAAST_INVALID, "nothing_typed");
    expect(&f, naast_resolve_named(f.store, &spec, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_resolve_named(f.store, NULL, &(naast_resolved *){NULL}), NAAST_INVALID, "spec_size");
    expect(&f, naast_log_list(f.store, NULL, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_store_past(f.store, NAAST_SPEC(naast_past_spec, .root = NAAST_ROOT_DEAL, .id = 1, .at = 1), NULL),
           NAAST_INVALID, "argument_null");
    expect(&f, naast_store_witness(f.store, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_store_verify(f.store, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_store_verify(f.store, &heads, &verification), NAAST_INVALID, "argument_null");
    ck_assert_ptr_null(verification);
}
END_TEST

START_TEST(test_values_of_types_have_pointers)
{
    naast_date date = 0;
    naast_money money = {0};
    ck_assert_int_eq(naast_date_parse(NULL, NAAST_SPEC(naast_date_parse_spec, .today = 20261110), &date),
                     NAAST_INVALID);
    ck_assert_int_eq(naast_date_parse("today", NAAST_SPEC(naast_date_parse_spec, .today = 20261110), NULL),
                     NAAST_INVALID);
    ck_assert_int_eq(naast_money_parse(NULL, NAAST_SPEC(naast_money_parse_spec, .currency = "EUR"), &money),
                     NAAST_INVALID);
    ck_assert_int_eq(naast_money_parse("1", NAAST_SPEC(naast_money_parse_spec, .currency = NULL), &money),
                     NAAST_INVALID);
    ck_assert_int_eq(naast_money_parse("1", NAAST_SPEC(naast_money_parse_spec, .currency = "EUR"), NULL),
                     NAAST_INVALID);
    ck_assert_int_eq(naast_money_parse("1", NULL, &money), NAAST_INVALID);
    ck_assert_int_eq(naast_money_parse("1", &(naast_money_parse_spec){.currency = "EUR"}, &money), NAAST_INVALID);
    ck_assert_int_eq(naast_date_parse("2026-11-10", &(naast_date_parse_spec){.today = 20261110}, &date), NAAST_INVALID);
    ck_assert_int_eq(naast_date_parse("2026-11-10", NULL, &date), NAAST_OK);
    ck_assert_int_eq(naast_currency_decimals(NULL, NULL), NAAST_INVALID);
    ck_assert_str_eq(naast_status_code(1), "unknown");
    ck_assert_str_eq(naast_status_code(-17), "unknown");
    naast_free(NULL);
}
END_TEST

START_TEST(test_a_handle_has_a_store_and_one_only)
{
    naast_store *empty = fixture_handle(&f), *full = f.store, *past = NULL;
    naast_id id = 0;
    naast_undone *undone = NULL;
    naast_log *log = NULL;
    naast_witness *witness = NULL;
    naast_verification *verification = NULL;
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
    expect(&f, naast_store_create(f.store, f.path, NULL), NAAST_INVALID, "store_open");
    expect(&f, naast_store_open(f.store, f.path, NAAST_SPEC(naast_open_spec, .mode = NAAST_OPEN_READ_ONLY)),
           NAAST_INVALID, "store_open");
    expect(&f, naast_store_attach(f.store, db), NAAST_INVALID, "store_open");
    expect(&f, naast_store_committed(f.store, 1), NAAST_INVALID, "not_attached");
    f.store = empty;
    expect(&f, naast_store_attach(f.store, db), NAAST_INVALID, "attach_foreign_keys");
    expect(&f, naast_store_migrate(f.store), NAAST_INVALID, "store_closed");
    expect(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)),
           NAAST_INVALID, "store_closed");
    expect(&f, naast_operation_end(f.store, NAAST_OK), NAAST_INVALID, "no_operation");
    expect(&f, naast_operation_undo(f.store, NULL, &undone), NAAST_INVALID, "store_closed");
    expect(&f, naast_resolve(f.store, NAAST_ROOT_DEAL, "D1", 0, &id), NAAST_INVALID, "store_closed");
    expect(&f, naast_log_list(f.store, NULL, NULL, &log), NAAST_INVALID, "store_closed");
    expect(&f, naast_store_past(f.store, NAAST_SPEC(naast_past_spec, .root = NAAST_ROOT_DEAL, .id = 1, .at = 1), &past),
           NAAST_INVALID, "store_closed");
    expect(&f, naast_store_witness(f.store, &witness), NAAST_INVALID, "store_closed");
    expect(&f, naast_store_trust(f.store), NAAST_INVALID, "store_closed");
    expect(&f, naast_store_verify(f.store, NULL, &verification), NAAST_INVALID, "store_closed");
    f.store = full;
    naast_store_free(empty);
    sqlite3_close(db);
}
END_TEST

START_TEST(test_names_and_roots_are_known)
{
    naast_id id = 0;
    naast_store *past = NULL;
    naast_log *log = NULL;
    naast_log_filter filter = NAAST_LOG_FILTER_INIT;
    naast_verify_spec verify = NAAST_VERIFY_SPEC_INIT;
    naast_verification *verification = NULL;
    const char *const heads[] = {"12:zz"};
    expect(&f, naast_resolve(f.store, NAAST_ROOT_STORE, "x", 0, &id), NAAST_INVALID, "root_invalid");
    expect(&f, naast_resolve(f.store, NAAST_ROOT_DEAL, "", 0, &id), NAAST_INVALID, "nothing_typed");
    expect(&f, naast_resolve(f.store, NAAST_ROOT_DEAL, "\xff", 0, &id), NAAST_INVALID, "text_not_utf8");
    expect(&f, naast_resolve(f.store, NAAST_ROOT_DEAL, "D99", 0, &id), NAAST_NOT_FOUND, "deal_not_found");
    filter.root = (naast_root)6;
    expect(&f, naast_log_list(f.store, &filter, NULL, &log), NAAST_INVALID, "log_root");
    filter.root = (naast_root)0;
    filter.operation_name = "wish";
    expect(&f, naast_log_list(f.store, &filter, NULL, &log), NAAST_INVALID, "operation_unknown");
    filter.operation_name = NULL;
    filter.operation = 99999;
    expect(&f, naast_log_list(f.store, &filter, NULL, &log), NAAST_NOT_FOUND, "operation_not_found");
    expect(&f,
           naast_store_past(f.store, NAAST_SPEC(naast_past_spec, .root = NAAST_ROOT_PIPELINE, .id = 1, .at = 1), &past),
           NAAST_INVALID, "past_root");
    expect(&f,
           naast_store_past(f.store,
                            NAAST_SPEC(naast_past_spec, .root = NAAST_ROOT_DEAL, .id = f.deal, .at = INT64_MAX), &past),
           NAAST_INVALID, "past_to_come");
    expect(
        &f,
        naast_store_past(f.store, NAAST_SPEC(naast_past_spec, .root = NAAST_ROOT_DEAL, .id = f.deal, .at = 1), &past),
        NAAST_NOT_FOUND, "past_not_there");
    expect(&f, naast_store_trust(f.store), NAAST_INVALID, "witness_none");
    verify.heads = heads;
    verify.head_count = 1;
    expect(&f, naast_store_verify(f.store, &verify, &verification), NAAST_INVALID, "kept_head_form");
}
END_TEST

START_TEST(test_a_deal_is_found_by_its_external_id)
{
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
    naast_resolved *found = NULL;
    naast_id id = 0;
    deal.title = "From elsewhere";
    deal.external_id = "D1";
    expect_ok(&f, naast_deal_add(f.store, &deal, &id));
    spec.root = NAAST_ROOT_DEAL;
    spec.external_id = "D1"; /* which as a text would be another */
    expect_ok(&f, naast_resolve_named(f.store, &spec, &found));
    ck_assert_int_eq(found->id, id);
    ck_assert_str_eq(found->name, "From elsewhere");
    naast_free(found);
    spec.external_id = "d1";
    expect(&f, naast_resolve_named(f.store, &spec, &found), NAAST_NOT_FOUND, "deal_not_found");
    spec.text = "D1";
    expect(&f, naast_resolve_named(f.store, &spec, &found), NAAST_INVALID, "text_and_external_id");
    spec.text = NULL;
    spec.root = NAAST_ROOT_PERSON;
    expect(&f, naast_resolve_named(f.store, &spec, &found), NAAST_INVALID, "root_invalid");
    spec.root = NAAST_ROOT_DEAL;
    spec.external_id = "";
    expect(&f, naast_resolve_named(f.store, &spec, &found), NAAST_INVALID, "nothing_typed");
}
END_TEST

static naast_candidates *candidates_of(naast_root root, const char *text)
{
    naast_candidates *list = NULL;
    naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
    spec.root = root;
    spec.text = text;
    expect_ok(&f, naast_candidate_list(f.store, &spec, &list));
    return list;
}

START_TEST(test_who_may_be_meant)
{
    char name[32];
    naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
    naast_candidates *list = candidates_of(NAAST_ROOT_PERSON, "Sanne");
    ck_assert_uint_eq(list->count, 1);
    ck_assert(list->items[0].id == f.sanne && list->items[0].fit == NAAST_FIT_PART);
    ck_assert_str_eq(list->items[0].name, "Sanne de Wit");
    ck_assert_str_eq(list->items[0].org_name, "");
    naast_free(list);
    const naast_id second = fixture_person(&f, "Sanne Bakker");
    list = candidates_of(NAAST_ROOT_PERSON, "Sanne");
    ck_assert_uint_eq(list->count, 2);
    ck_assert(list->items[1].id == second && list->items[1].fit == NAAST_FIT_PART && !list->more);
    naast_free(list);
    list = candidates_of(NAAST_ROOT_PERSON, "Karm Ali");
    ck_assert_uint_ge(list->count, 1);
    ck_assert(list->items[0].id == f.karim && list->items[0].fit == NAAST_FIT_NEAR);
    naast_free(list);
    list = candidates_of(NAAST_ROOT_PERSON, "Zzzzzzzzzz Qqqqqqqq");
    ck_assert_uint_eq(list->count, 0);
    naast_free(list);
    list = candidates_of(NAAST_ROOT_DEAL, "D999");
    ck_assert_uint_eq(list->count, 0);
    naast_free(list);
    list = candidates_of(NAAST_ROOT_PIPELINE, "fair");
    ck_assert_uint_eq(list->count, 1);
    ck_assert_str_eq(list->items[0].name, "fair");
    naast_free(list);
    for (int k = 0; k < 12; k++) {
        snprintf(name, sizeof name, "Joost %c", 'A' + k);
        fixture_person(&f, name);
    }
    list = candidates_of(NAAST_ROOT_PERSON, "Joost");
    ck_assert(list->count == 10 && list->more);
    naast_free(list);
    spec.root = NAAST_ROOT_PERSON;
    expect(&f, naast_candidate_list(f.store, &spec, &list), NAAST_INVALID, "nothing_typed");
    spec.text = "x";
    expect(&f, naast_candidate_list(f.store, &spec, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_candidate_list(f.store, NULL, &list), NAAST_INVALID, "spec_size");
    spec.root = NAAST_ROOT_STORE;
    expect(&f, naast_candidate_list(f.store, &spec, &list), NAAST_INVALID, "root_invalid");
    ck_assert_int_eq(naast_candidate_list(NULL, &spec, &list), NAAST_INVALID);
}
END_TEST

/* Requests for memory fail in turn: nothing leaks, and it is told. */
START_TEST(test_candidates_without_memory)
{
    naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
    naast_candidates *list = NULL;
    int status = NAAST_NO_MEMORY;
    fixture_person(&f, "Sanne Bakker");
    spec.root = NAAST_ROOT_PERSON;
    spec.text = "Sanne";
    for (long at = 1; status == NAAST_NO_MEMORY && at < 1000; at++) {
        f.memory.requests = 0;
        f.memory.fail_at = at;
        status = naast_candidate_list(f.store, &spec, &list);
        f.memory.fail_at = 0;
        ck_assert(status == NAAST_OK || status == NAAST_NO_MEMORY);
    }
    ck_assert_int_eq(status, NAAST_OK);
    naast_free(list);
}
END_TEST

/* An operation is not whole yet: what is in the store is not in the journal. */
START_TEST(test_inside_an_operation)
{
    naast_undone *undone = NULL;
    naast_verification *verification = NULL;
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    fixture_person(&f, "Anna Bakker");
    expect(&f, naast_store_verify(f.store, NULL, &verification), NAAST_CONFLICT, "in_operation");
    expect(&f, naast_store_migrate(f.store), NAAST_CONFLICT, "in_operation");
    expect(&f, naast_operation_undo(f.store, NULL, &undone), NAAST_CONFLICT, "in_operation");
    expect_ok(&f, naast_operation_end(f.store, NAAST_OK));
    expect_ok(&f, naast_store_verify(f.store, NULL, &verification));
    naast_free(verification);
}
END_TEST

/* What was is no store: it is read, and that is all. */
START_TEST(test_a_handle_on_what_was)
{
    naast_store *past = NULL, *present = f.store;
    naast_verification *verification = NULL;
    naast_witness *witness = NULL;
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    naast_id id = 0;
    spec.name = "Anna Bakker";
    expect_ok(&f, naast_store_past(
                      f.store, NAAST_SPEC(naast_past_spec, .root = NAAST_ROOT_DEAL, .id = f.deal, .at = f.now), &past));
    f.store = past;
    expect(&f, naast_store_verify(f.store, NULL, &verification), NAAST_CONFLICT, "past_handle");
    expect(&f, naast_person_add(f.store, &spec, &id), NAAST_INVALID, "store_read_only");
    ck_assert_ptr_null(strstr(naast_store_message(f.store), "(null)"));
    ck_assert_int_ne(naast_store_message(f.store)[0], ' ');
    expect(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)),
           NAAST_INVALID, "store_read_only");
    expect(&f, naast_store_open(f.store, f.path, NAAST_SPEC(naast_open_spec, .mode = NAAST_OPEN_READ_ONLY)),
           NAAST_INVALID, "store_open");
    expect(&f, naast_store_migrate(f.store), NAAST_OK, "");
    expect_ok(&f, naast_store_witness(f.store, &witness));
    naast_free(witness);
    f.store = present;
    naast_store_free(past);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("handles, used wrongly");
    TCase *tests = tcase_create("misuse");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_no_handle_is_no_crash);
    tcase_add_test(tests, test_what_a_call_needs_is_not_null);
    tcase_add_test(tests, test_values_of_types_have_pointers);
    tcase_add_test(tests, test_a_handle_has_a_store_and_one_only);
    tcase_add_test(tests, test_names_and_roots_are_known);
    tcase_add_test(tests, test_a_deal_is_found_by_its_external_id);
    tcase_add_test(tests, test_who_may_be_meant);
    tcase_add_test(tests, test_candidates_without_memory);
    tcase_add_test(tests, test_inside_an_operation);
    tcase_add_test(tests, test_a_handle_on_what_was);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
