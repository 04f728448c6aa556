/* test_merge.c: two people, or two organisations, that become one: gates see one, nothing is lost, the history holds.
 */
#include "fixtures/deal.h"
#include "naast-share.h"
#include "base/env/env.h"

#include <sqlite3.h>

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static naast_merged *merge(naast_root root, naast_id from, naast_id into, int dry_run)
{
    naast_merged *merged = NULL;
    const int status =
        naast_merge(f.store,
                    &(naast_merge_spec){
                        .size = sizeof(naast_merge_spec), .root = root, .from = from, .into = into, .dry_run = dry_run},
                    &merged);
    ck_assert_msg(status == NAAST_OK, "merge: %s", naast_store_message(f.store));
    return merged;
}

static void verifies(void)
{
    naast_verification *found = NULL;
    const int status = naast_store_verify(f.store, NULL, &found);
    ck_assert_msg(status == NAAST_OK, "verify: %s", naast_store_message(f.store));
    naast_free(found);
}

static naast_verdict verdict_of(const char *to, const char *check)
{
    naast_evaluation *said = gates_of(&f, to);
    const naast_verdict verdict = check_of(said, check)->verdict;
    naast_free(said);
    return verdict;
}

static int32_t record_by(const char *kind, const char *value, naast_party from, naast_id person)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = kind;
    spec.value = value;
    spec.text = "as they said";
    spec.from = from;
    spec.person = person;
    return record_spec(&f, &spec);
}

/* Who decides is known as one, and agreed as the other: from the merge on they are one, not backwards. */
START_TEST(test_a_word_of_the_one_counts_for_the_other_once_it_is_given_again)
{
    const naast_id twin = fixture_person(&f, "K. Ali");
    record_by("authority", "decides", (naast_party){NAAST_SIDE_CUSTOMER, f.sanne}, twin);
    const int32_t whole = record_by("frame", NULL, us, 0);
    expect_ok(&f, confirm(&f, whole, (naast_party){NAAST_SIDE_CUSTOMER, f.karim}, NULL));
    ck_assert_int_ne(verdict_of("terms", "decider_agrees"), NAAST_VERDICT_MET);
    naast_merged *merged = merge(NAAST_ROOT_PERSON, twin, f.karim, 0);
    ck_assert_int_eq(merged->items, 1);
    naast_free(merged);
    ck_assert_int_eq(verdict_of("terms", "decider_agrees"), NAAST_VERDICT_UNCONFIRMED);
    expect_ok(&f, confirm(&f, whole, (naast_party){NAAST_SIDE_CUSTOMER, f.karim}, NULL));
    ck_assert_int_eq(verdict_of("terms", "decider_agrees"), NAAST_VERDICT_MET);
    verifies();
}
END_TEST

START_TEST(test_what_they_said_stays_said)
{
    const naast_id twin = fixture_person(&f, "S. de Wit");
    const int32_t need = record_by("need", NULL, (naast_party){NAAST_SIDE_CUSTOMER, twin}, 0);
    naast_items *items = NULL;
    naast_merged *merged = merge(NAAST_ROOT_PERSON, twin, f.sanne, 0);
    ck_assert_int_eq(merged->words, 1);
    naast_free(merged);
    expect_ok(&f, naast_item_list(f.store, f.deal, &items));
    const naast_item *item = &items->items[need - 1];
    ck_assert_int_eq(item->from.person, f.sanne);
    ck_assert_int_eq(item->phrased_by.person, f.sanne);
    ck_assert_int_eq(item->words[0].by.person, f.sanne);
    ck_assert_int_eq(item->words[0].fresh, 1); /* a merge changes no content */
    naast_free(items);
    verifies();
}
END_TEST

/* Moves are written once: who reads them sees whom those they name became, by number and by name. */
START_TEST(test_who_was_told_and_who_could_help_are_whom_they_became)
{
    naast_end_spec spec = NAAST_END_SPEC_INIT;
    naast_share *share = NULL;
    spec.outcome = "declined";
    spec.because = "no";
    spec.informed = fixture_person(&f, "S. de Wit");
    spec.refer_root = NAAST_ROOT_PERSON;
    spec.refer = fixture_person(&f, "K. Ali");
    expect_ok(&f, naast_deal_end(f.store, f.deal, &spec));
    naast_free(merge(NAAST_ROOT_PERSON, spec.informed, f.sanne, 0));
    naast_free(merge(NAAST_ROOT_PERSON, spec.refer, f.karim, 0));
    naast_transitions *moves = moves_of(&f);
    const naast_transition *end = &moves->items[moves->count - 1];
    ck_assert_int_eq(end->informed.person, f.sanne);
    ck_assert_str_eq(end->informed_name, "Sanne de Wit");
    ck_assert_int_eq(end->refer, f.karim);
    ck_assert_str_eq(end->refer_name, "Karim Ali");
    naast_free(moves);
    expect_ok(&f, naast_share_read(f.store, f.deal, NULL, &share));
    ck_assert_str_eq(share->refer, "Karim Ali");
    naast_free(share);
}
END_TEST

START_TEST(test_what_the_one_lacks_comes_from_the_other)
{
    naast_person_spec one = NAAST_PERSON_SPEC_INIT, two = NAAST_PERSON_SPEC_INIT;
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    naast_id from = 0, into = 0, other = 0;
    naast_person *person = NULL;
    org.name = "Waterdam Noord";
    expect_ok(&f, naast_org_add(f.store, &org, &other));
    one = (naast_person_spec){.size = sizeof one,
                              .name = "Ann",
                              .email = "ann@a.example",
                              .note = "met in May",
                              .org = other,
                              .no_contact = NAAST_FLAG_SET};
    two = (naast_person_spec){.size = sizeof two, .name = "Ann B", .note = "likes tea"};
    expect_ok(&f, naast_person_add(f.store, &one, &from));
    expect_ok(&f, naast_person_add(f.store, &two, &into));
    naast_free(merge(NAAST_ROOT_PERSON, from, into, 0));
    expect_ok(&f, naast_person_get(f.store, into, &person));
    ck_assert_str_eq(person->name, "Ann B");
    ck_assert_str_eq(person->email, "ann@a.example");
    ck_assert_str_eq(person->note, "likes tea\nmet in May");
    ck_assert_int_eq(person->org, other);
    ck_assert_int_eq(person->no_contact, 1); /* a wish of either is one */
    naast_free(person);
    verifies();
}
END_TEST

START_TEST(test_a_second_address_is_kept_in_the_note)
{
    naast_person_spec one = NAAST_PERSON_SPEC_INIT;
    naast_id from = 0, into = 0;
    naast_person *person = NULL;
    one.name = "Ann";
    one.email = "ann@a.example";
    expect_ok(&f, naast_person_add(f.store, &one, &from));
    one.email = "ann@b.example";
    expect_ok(&f, naast_person_add(f.store, &one, &into));
    naast_free(merge(NAAST_ROOT_PERSON, from, into, 0));
    expect_ok(&f, naast_person_get(f.store, into, &person));
    ck_assert_str_eq(person->email, "ann@b.example");
    ck_assert_str_eq(person->note, "ann@a.example");
    naast_free(person);
}
END_TEST

START_TEST(test_organisations_take_their_deals_and_people_along)
{
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    naast_person_spec person = NAAST_PERSON_SPEC_INIT;
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    naast_id from = 0, into = 0, id = 0;
    naast_org *org = NULL;
    spec.name = "Waterdam";
    expect_ok(&f, naast_org_add(f.store, &spec, &into));
    spec.name = "Waterdam B.V.";
    expect_ok(&f, naast_org_add(f.store, &spec, &from));
    person.name = "Ann";
    person.org = from;
    expect_ok(&f, naast_person_add(f.store, &person, &id));
    deal.title = "Another";
    deal.org = from;
    expect_ok(&f, naast_deal_add(f.store, &deal, &id));
    naast_merged *merged = merge(NAAST_ROOT_ORG, from, into, 0);
    ck_assert_int_eq(merged->deals, 1);
    ck_assert_int_eq(merged->people, 1);
    naast_free(merged);
    expect_ok(&f, naast_org_get(f.store, into, &org));
    ck_assert_int_eq(org->deals, 1);
    naast_free(org);
    expect(&f, naast_org_get(f.store, from, &org), NAAST_NOT_FOUND, "org_not_found");
    verifies();
}
END_TEST

START_TEST(test_the_old_id_leads_to_the_one_that_stays_however_often)
{
    const naast_id one = fixture_person(&f, "One"), two = fixture_person(&f, "Two"),
                   three = fixture_person(&f, "Three");
    char typed[24];
    naast_id found = 0;
    naast_free(merge(NAAST_ROOT_PERSON, one, two, 0));
    naast_free(merge(NAAST_ROOT_PERSON, two, three, 0));
    snprintf(typed, sizeof typed, "P%d", (int)one);
    expect_ok(&f, naast_resolve(f.store, NAAST_ROOT_PERSON, typed, 0, &found));
    ck_assert_int_eq(found, three);
    expect(&f, naast_resolve(f.store, NAAST_ROOT_PERSON, "One", 0, &found), NAAST_NOT_FOUND, "person_not_found");
    verifies();
}
END_TEST

START_TEST(test_a_dry_run_counts_and_changes_nothing)
{
    const naast_id twin = fixture_person(&f, "S. de Wit");
    naast_person *person = NULL;
    record_by("need", NULL, (naast_party){NAAST_SIDE_CUSTOMER, twin}, 0);
    naast_merged *merged = merge(NAAST_ROOT_PERSON, twin, f.sanne, 1);
    ck_assert_int_eq(merged->items, 2); /* who said it, and whose wording it is */
    ck_assert_int_eq(merged->words, 1);
    naast_free(merged);
    expect_ok(&f, naast_person_get(f.store, twin, &person));
    naast_free(person);
    verifies();
}
END_TEST

START_TEST(test_what_cannot_be_merged)
{
    const naast_id twin = fixture_person(&f, "Twin");
    naast_merged *merged = NULL;
    expect(
        &f,
        naast_merge(
            f.store,
            &(naast_merge_spec){
                .size = sizeof(naast_merge_spec), .root = NAAST_ROOT_PERSON, .from = twin, .into = twin, .dry_run = 0},
            &merged),
        NAAST_INVALID, "merge_itself");
    expect(
        &f,
        naast_merge(f.store,
                    &(naast_merge_spec){
                        .size = sizeof(naast_merge_spec), .root = NAAST_ROOT_DEAL, .from = 1, .into = 2, .dry_run = 0},
                    &merged),
        NAAST_INVALID, "merge_root");
    expect(
        &f,
        naast_merge(
            f.store,
            &(naast_merge_spec){
                .size = sizeof(naast_merge_spec), .root = NAAST_ROOT_PERSON, .from = 999, .into = twin, .dry_run = 0},
            &merged),
        NAAST_NOT_FOUND, "person_not_found");
    expect(
        &f,
        naast_merge(
            f.store,
            &(naast_merge_spec){
                .size = sizeof(naast_merge_spec), .root = NAAST_ROOT_PERSON, .from = twin, .into = 999, .dry_run = 1},
            &merged),
        NAAST_NOT_FOUND, "person_not_found");
    naast_free(merge(NAAST_ROOT_PERSON, twin, f.sanne, 0));
    expect(&f,
           naast_merge(f.store,
                       &(naast_merge_spec){.size = sizeof(naast_merge_spec),
                                           .root = NAAST_ROOT_PERSON,
                                           .from = twin,
                                           .into = f.karim,
                                           .dry_run = 0},
                       &merged),
           NAAST_NOT_FOUND, "person_not_found");
    ck_assert_ptr_null(merged);
}
END_TEST

/* The control: who said something is not to be changed by anybody who merges nobody. */
START_TEST(test_a_speaker_changes_only_by_a_merge)
{
    record_by("need", NULL, (naast_party){NAAST_SIDE_CUSTOMER, f.sanne}, 0);
    sqlite3 *db = NULL;
    char sql[200];
    ck_assert_int_eq(sqlite3_open(f.path, &db), SQLITE_OK);
    snprintf(sql, sizeof sql, "UPDATE naast_evidence SET said_by = %d WHERE said_by = %d", (int)f.karim, (int)f.sanne);
    ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_CONSTRAINT);
    snprintf(sql, sizeof sql, "UPDATE naast_word SET person = %d WHERE person = %d", (int)f.karim, (int)f.sanne);
    ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_CONSTRAINT);
    sqlite3_close(db);
}
END_TEST

/* ---- undone, and done again ---- */

/* Takes an operation back and gives the operation that did. */
static int64_t undo(int64_t operation)
{
    naast_undo_spec spec = NAAST_UNDO_SPEC_INIT;
    naast_undone *undone = NULL;
    spec.operation = operation;
    const int status = naast_operation_undo(f.store, &spec, &undone);
    ck_assert_msg(status == NAAST_OK, "undo: %s", naast_store_message(f.store));
    naast_free(undone);
    return naast_operation_last(f.store);
}

/* Who said it, who is meant, who worded it; whether all words on it are fresh; and what of its content was counted. */
static void expect_item(int32_t n, naast_id said_by, naast_id person, int64_t crev)
{
    naast_items *items = NULL;
    expect_ok(&f, naast_item_list(f.store, f.deal, &items));
    const naast_item *item = &items->items[n - 1];
    ck_assert_int_eq(item->from.person, said_by);
    ck_assert_int_eq(item->phrased_by.person, said_by);
    ck_assert_int_eq(item->person, person);
    ck_assert_int_eq(item->content_rev, crev);
    for (size_t k = 0; k < item->word_count; k++)
        ck_assert_int_eq(item->words[k].fresh, 1);
    naast_free(items);
}

START_TEST(test_a_merge_is_undone_and_done_again_and_no_word_goes_stale)
{
    const naast_id twin = fixture_person(&f, "K. Ali");
    const int32_t said = record_by("need", NULL, (naast_party){NAAST_SIDE_CUSTOMER, twin}, 0);
    const int32_t meant = record_by("authority", "decides", (naast_party){NAAST_SIDE_CUSTOMER, twin}, twin);
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    deal.contact = twin;
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &deal));
    expect_item(said, twin, 0, 1);
    naast_free(merge(NAAST_ROOT_PERSON, twin, f.karim, 0));
    int64_t operation = naast_operation_last(f.store);
    for (int k = 0; k < 3; k++) {
        expect_item(said, f.karim, 0, 1);
        expect_item(meant, f.karim, f.karim, 2);
        verifies();
        operation = undo(operation);
        expect_item(said, twin, 0, 1);
        expect_item(meant, twin, twin, 2);
        verifies();
        operation = undo(operation);
    }
    expect_item(meant, f.karim, f.karim, 2);
}
END_TEST

START_TEST(test_a_merge_of_organisations_is_undone_and_done_again)
{
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    naast_person_spec person = NAAST_PERSON_SPEC_INIT;
    naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
    naast_id from = 0, into = 0;
    spec.name = "Waterdam BV";
    expect_ok(&f, naast_org_add(f.store, &spec, &from));
    spec.name = "Waterdam";
    expect_ok(&f, naast_org_add(f.store, &spec, &into));
    person.org = deal.org = from;
    expect_ok(&f, naast_person_edit(f.store, f.sanne, &person));
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &deal));
    naast_free(merge(NAAST_ROOT_ORG, from, into, 0));
    int64_t operation = naast_operation_last(f.store);
    for (int k = 0; k < 4; k++) {
        const naast_id now = k % 2 == 0 ? into : from;
        naast_person *sanne = NULL;
        naast_deal *found = deal_of(&f, f.deal);
        expect_ok(&f, naast_person_get(f.store, f.sanne, &sanne));
        ck_assert_int_eq(sanne->org, now);
        ck_assert_int_eq(found->org, now);
        naast_free(sanne);
        naast_free(found);
        verifies();
        operation = undo(operation);
    }
}
END_TEST

START_TEST(test_memory_that_runs_out_merges_all_or_nothing)
{
    const naast_id twin = fixture_person(&f, "Twin");
    naast_person *person = NULL;
    int status = NAAST_NO_MEMORY;
    record_by("need", NULL, (naast_party){NAAST_SIDE_CUSTOMER, twin}, 0);
    for (long k = 1; status == NAAST_NO_MEMORY; k++) {
        f.memory.requests = 0;
        f.memory.fail_at = k;
        status = naast_merge(f.store,
                             &(naast_merge_spec){.size = sizeof(naast_merge_spec),
                                                 .root = NAAST_ROOT_PERSON,
                                                 .from = twin,
                                                 .into = f.sanne,
                                                 .dry_run = 0},
                             NULL);
        f.memory.fail_at = 0;
        const int there = naast_person_get(f.store, twin, &person) == NAAST_OK;
        ck_assert_int_eq(there, status != NAAST_OK);
        if (there)
            naast_free(person);
        ck_assert_int_lt(k, 1000);
    }
    ck_assert_int_eq(status, NAAST_OK);
    verifies();
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_a_word_of_the_one_counts_for_the_other_once_it_is_given_again,
        test_what_they_said_stays_said,
        test_who_was_told_and_who_could_help_are_whom_they_became,
        test_what_the_one_lacks_comes_from_the_other,
        test_a_second_address_is_kept_in_the_note,
        test_organisations_take_their_deals_and_people_along,
        test_the_old_id_leads_to_the_one_that_stays_however_often,
        test_a_dry_run_counts_and_changes_nothing,
        test_what_cannot_be_merged,
        test_a_speaker_changes_only_by_a_merge,
        test_a_merge_is_undone_and_done_again_and_no_word_goes_stale,
        test_a_merge_of_organisations_is_undone_and_done_again,
        test_memory_that_runs_out_merges_all_or_nothing,
    };
    return RUN_FIXTURE("merging", tests);
}
