/* test_undo.c: whole operations taken back, and what stands in the way of that. */
#include "fixtures/deal.h"
#include "naast-exchange.h"
#include "naast-report.h"
#include "base/env/env.h"
#include "store/handle/handle.h"

#include <sqlite3.h>

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static int undo_of(int64_t operation)
{
    naast_undo_spec spec = NAAST_UNDO_SPEC_INIT;
    naast_undone *undone = NULL;
    spec.operation = operation;
    int status = naast_operation_undo(f.store, &spec, &undone);
    naast_free(undone);
    return status;
}

static int undo_last(void) { return undo_of(0); }
static int64_t last(void) { return naast_operation_last(f.store); }

static void expect_verified(void)
{
    char head[NAAST_HEAD_SIZE];
    head_of(&f, head);
}

/* ---- a picture of all that is, without what is counted ---- */

static void add_rows(sqlite3 *connection, const char *sql, char **picture, size_t *len)
{
    sqlite3_stmt *stmt = NULL;
    ck_assert_msg(sqlite3_prepare_v2(connection, sql, -1, &stmt, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(connection));
    while (sqlite3_step(stmt) == SQLITE_ROW)
        for (int k = 0; k < sqlite3_column_count(stmt); k++) {
            const char *text = (const char *)sqlite3_column_text(stmt, k);
            const size_t size = text != NULL ? strlen(text) : 0;
            *picture = realloc(*picture, *len + size + 2);
            ck_assert_ptr_nonnull(*picture);
            memcpy(*picture + *len, text != NULL ? text : "", size);
            *len += size;
            (*picture)[(*len)++] = '|';
            (*picture)[*len] = '\0';
        }
    sqlite3_finalize(stmt);
}

static char *picture(void)
{
    static const char *const queries[] = {
        "SELECT id, name, note FROM naast_org WHERE void = 0 ORDER BY id",
        "SELECT id, name, email, note, org, no_contact FROM naast_person WHERE void = 0 ORDER BY id",
        "SELECT id, title, org, contact, owner, amount, currency, expected, source, external_id, note, follows, "
        "pipeline, "
        "stage, outcome, since, closed, unverified, told FROM naast_deal WHERE void = 0 ORDER BY id",
        "SELECT id, kind, text, side, said_by, word_side, word_by, about, person, value, amount, currency, due, url, "
        "state, retracted, day, settled_on, settled_side, settled_by, because FROM naast_evidence WHERE void = 0 ORDER "
        "BY id",
        "SELECT id, item, side, person, seen, day, how FROM naast_word WHERE void = 0 ORDER BY id",
        "SELECT id, check_id, because, until FROM naast_waiver WHERE void = 0 ORDER BY id",
        "SELECT id, text, deal, due, done FROM naast_task WHERE void = 0 ORDER BY id",
        "SELECT id, kind, text, deal FROM naast_activity WHERE void = 0 ORDER BY id",
        "SELECT pipeline, stage, outcome, currency, deals, minor FROM naast_funnel WHERE deals <> 0 ORDER BY 1, 2, 3",
    };
    sqlite3 *connection = NULL;
    char *all = NULL;
    size_t len = 0;
    ck_assert_int_eq(sqlite3_open_v2(f.path, &connection, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    for (size_t k = 0; k < sizeof queries / sizeof queries[0]; k++)
        add_rows(connection, queries[k], &all, &len);
    sqlite3_close(connection);
    return all;
}

/* ---- random work ---- */

static uint64_t seed;

static int draw(int below)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((seed >> 33) % (uint64_t)below);
}

static int draw_item(void)
{
    naast_items *items = items_of(&f);
    const int n = items->count > 0 ? items->items[draw((int)items->count)].n : 1;
    naast_free(items);
    return n;
}

static int do_record(void)
{
    static const char *const kinds[] = {"need", "why", "summary", "contribution", "limit", "purpose", "place", "costs"};
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    int32_t n = 0;
    spec.kind = kinds[draw(8)];
    spec.text = "something that was said";
    spec.in_confidence = draw(2);
    return naast_item_record(f.store, f.deal, &spec, &n);
}

static int do_amend(void)
{
    char text[40];
    snprintf(text, sizeof text, "put differently %d", draw(1000));
    return amend_text(&f, draw_item(), text, nobody);
}

static int do_promise(void)
{
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    int32_t n = 0;
    spec.kind = "promise";
    spec.text = "we will";
    spec.due = 20261201;
    return naast_item_record(f.store, f.deal, &spec, &n);
}

static int do_edit(void)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    char note[40];
    snprintf(note, sizeof note, "note %d", draw(1000));
    spec.note = note;
    spec.amount = (naast_money){draw(100000), "EUR"};
    return naast_deal_edit(f.store, f.deal, &spec);
}

static int do_task(void)
{
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    naast_id id = 0;
    spec.text = "call them";
    spec.deal = f.deal;
    return naast_task_add(f.store, &spec, &id);
}

static int do_activity(void)
{
    naast_activity_spec spec = NAAST_ACTIVITY_SPEC_INIT;
    naast_id id = 0;
    spec.text = "they called";
    spec.deal = f.deal;
    return naast_activity_add(f.store, &spec, &id);
}

static int do_person(void)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    char note[40];
    snprintf(note, sizeof note, "met %d times", draw(1000));
    spec.note = note;
    return naast_person_edit(f.store, f.sanne, &spec);
}

static int do_new_deal(void)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_org_spec org = NAAST_ORG_SPEC_INIT;
    naast_id id = 0;
    org.name = "Waterdam";
    int status =
        naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_DEAL_ADD));
    if (status == 0)
        status = naast_org_add(f.store, &org, &spec.org);
    spec.title = "Another";
    spec.contact = f.karim;
    spec.amount = (naast_money){100, "USD"};
    if (status == 0)
        status = naast_deal_add(f.store, &spec, &id);
    return naast_operation_end(f.store, status);
}

static int do_confirm(void) { return confirm(&f, draw_item(), draw(2) ? us : customer(f.sanne), NULL); }
static int do_settle(void) { return settle(&f, draw_item(), "kept", customer(f.sanne)); }
static int do_retract(void) { return naast_item_retract(f.store, f.deal, draw_item(), BECAUSE("not so")); }
static int do_advance(void) { return naast_deal_advance(f.store, f.deal, NULL, NULL); }
static int do_back(void) { return naast_deal_move_back(f.store, f.deal, BACK(NULL, "too early")); }
static int do_end(void) { return end_as(&f, "declined", draw(2) ? f.sanne : 0); }
static int do_reopen(void) { return naast_deal_reopen(f.store, f.deal, REOPEN("they called")); }
static int do_waive(void) { return waive(&f, "basis", "no time", "Petra", 0); }
static int do_pipeline(void)
{
    return naast_deal_change_pipeline(f.store, f.deal, TO_PIPELINE(draw(2) ? "bant" : "fair", 0, "fits"));
}

typedef int deed(void);
static deed *const deeds[] = {do_record, do_record,  do_record,   do_amend,  do_confirm,  do_confirm, do_promise,
                              do_settle, do_retract, do_edit,     do_task,   do_advance,  do_back,    do_end,
                              do_reopen, do_waive,   do_pipeline, do_person, do_activity, do_new_deal};

/* A step that does something; its operation. */
static int64_t step(void)
{
    for (int tries = 0; tries < 1000; tries++) {
        const int64_t before = last();
        if (deeds[draw((int)(sizeof deeds / sizeof deeds[0]))]() == NAAST_OK && last() != before)
            return last();
    }
    ck_abort_msg("nothing can be done any more");
    return 0;
}

enum { STEPS = 40, ROUNDS = 6 };

START_TEST(undoing_step_by_step_leads_back_through_every_picture)
{
    for (int round = 0; round < ROUNDS; round++) {
        char *pictures[STEPS + 1] = {picture()};
        seed = (uint64_t)(_i * ROUNDS + round + 1);
        for (int k = 0; k < STEPS; k++) {
            step();
            pictures[k + 1] = picture();
        }
        for (int k = STEPS; k > 0; k--) {
            int status = undo_last();
            ck_assert_msg(status == NAAST_OK, "seed %d, step %d: %s", _i * ROUNDS + round + 1, k,
                          naast_store_message(f.store));
            char *now = picture();
            ck_assert_msg(strcmp(now, pictures[k - 1]) == 0, "seed %d, step %d:\n%s\nexpected\n%s",
                          _i * ROUNDS + round + 1, k, now, pictures[k - 1]);
            free(now);
        }
        for (int k = 0; k <= STEPS; k++)
            free(pictures[k]);
        expect_verified();
    }
}
END_TEST

START_TEST(undoing_the_undo_does_it_again)
{
    for (int round = 0; round < 60; round++) {
        seed = (uint64_t)(1000 + round);
        const int64_t operation = step();
        char *done = picture();
        expect_ok(&f, undo_of(operation));
        const int64_t undo = last();
        expect(&f, undo_of(operation), NAAST_CONFLICT, "undone_already");
        expect_ok(&f, undo_of(undo));
        char *again = picture();
        ck_assert_msg(strcmp(done, again) == 0, "seed %d:\n%s\nexpected\n%s", 1000 + round, again, done);
        free(done);
        free(again);
    }
    expect_verified();
}
END_TEST

START_TEST(a_move_is_undone_by_a_transition_that_says_so)
{
    bring_to(&f, "match");
    expect_ok(&f, undo_last());
    expect_deal(&f, "discovery", "");
    naast_transitions *moves = moves_of(&f);
    ck_assert_uint_eq(moves->count, 3);
    ck_assert_str_eq(moves->items[2].kind, "undo");
    ck_assert_str_eq(moves->items[2].from_stage, "match");
    ck_assert_int_eq(moves->items[2].n, 3);
    naast_free(moves);
}
END_TEST

static int64_t stays_in(const char *stage)
{
    naast_stage_times *times = NULL;
    int64_t stays = 0;
    expect_ok(&f, naast_report_time(f.store, NULL, &times));
    for (size_t k = 0; k < times->count; k++)
        if (strcmp(times->items[k].stage, stage) == 0)
            stays = times->items[k].stays;
    naast_free(times);
    return stays;
}

START_TEST(figures_leave_out_a_move_that_was_undone_and_take_it_in_again_when_it_comes_back)
{
    bring_to(&f, "match");
    const int64_t moved = last();
    ck_assert_int_eq(stays_in("discovery"), 1);
    expect_ok(&f, undo_of(moved));
    const int64_t undo = last();
    ck_assert_int_eq(stays_in("discovery"), 0);
    ck_assert_int_eq(stays_in("match"), 0);
    expect_verified();
    expect_ok(&f, undo_of(undo));
    ck_assert_int_eq(stays_in("discovery"), 1);
    expect_verified();
    expect_ok(&f, undo_of(moved));
    ck_assert_int_eq(stays_in("discovery"), 0);
    expect_verified();
}
END_TEST

START_TEST(a_list_of_gone_moves_that_was_tampered_with_is_found)
{
    naast_verification *found = NULL;
    sqlite3 *connection = NULL;
    bring_to(&f, "match");
    expect_ok(&f, undo_last());
    ck_assert_int_eq(sqlite3_open_v2(f.path, &connection, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(connection, "DELETE FROM naast_gone_move WHERE id & 1", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(connection);
    ck_assert_int_eq(naast_store_verify(f.store, NULL, &found), NAAST_UNVERIFIED);
    ck_assert_str_eq(found->findings[0].code, "summary_differs");
    naast_free(found);
}
END_TEST

START_TEST(a_win_and_an_end_are_undone_with_all_that_came_with_them)
{
    bring_to(&f, "delivery");
    expect_deal(&f, "delivery", "won");
    expect_ok(&f, undo_last());
    expect_deal(&f, "discovery", "");
}
END_TEST

START_TEST(a_corrected_spelling_taken_back_is_no_change_of_content)
{
    naast_amend_spec spec = NAAST_AMEND_SPEC_INIT;
    const int32_t n = record_from(&f, "need", "old vesions", customer(f.sanne));
    const int64_t crev = crev_of(&f, n);
    spec.text = "old versions";
    spec.typo = 1;
    expect_ok(&f, naast_item_amend(f.store, f.deal, n, &spec));
    expect_ok(&f, undo_last());
    ck_assert_int_eq(crev_of(&f, n), crev);
    naast_items *items = items_of(&f);
    ck_assert_str_eq(items->items[n - 1].text, "old vesions");
    ck_assert_int_eq(items->items[n - 1].words[0].fresh, 1);
    naast_free(items);
    expect_verified();
}
END_TEST

START_TEST(what_was_changed_since_stands_in_the_way_and_is_named)
{
    const int32_t n = record(&f, "need", NULL, "a need");
    expect_ok(&f, amend_text(&f, n, "another", customer(f.sanne)));
    const int64_t first = last();
    expect_ok(&f, amend_text(&f, n, "a third", customer(f.sanne)));
    char wanted[64];
    snprintf(wanted, sizeof wanted, "by J%d", (int)last());
    expect(&f, undo_of(first), NAAST_CONFLICT, "undo_changed_since");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), wanted));
    expect_ok(&f, undo_last());
    expect_ok(&f, undo_of(first));
}
END_TEST

START_TEST(a_deal_that_was_gone_on_with_is_not_undone)
{
    const int64_t made = last();
    record(&f, "need", NULL, "a need");
    expect(&f, undo_of(made), NAAST_CONFLICT, "undo_built_on");
    expect_ok(&f, undo_last());
    expect_ok(&f, undo_of(made));
    naast_deal *deal = NULL;
    expect(&f, naast_deal_get(f.store, f.deal, &deal), NAAST_NOT_FOUND, "deal_not_found");
}
END_TEST

START_TEST(nothing_of_a_deal_comes_back_while_the_deal_is_gone)
{
    const int64_t made = last();
    record(&f, "need", NULL, "a need");
    expect_ok(&f, undo_last());
    const int64_t undo = last();
    expect_ok(&f, undo_of(made));
    const int64_t gone = last();
    expect(&f, undo_of(undo), NAAST_CONFLICT, "undo_root_gone");
    expect_ok(&f, undo_of(gone));
    expect_ok(&f, undo_of(undo));
    naast_free(deal_of(&f, f.deal));
}
END_TEST

START_TEST(an_item_that_others_are_about_or_stand_by_is_not_undone)
{
    const int32_t n = record(&f, "need", NULL, "a need");
    const int64_t made = last();
    naast_item_spec why = NAAST_ITEM_SPEC_INIT;
    why.kind = "why";
    why.text = "since";
    why.about = n;
    record_spec(&f, &why);
    expect(&f, undo_of(made), NAAST_CONFLICT, "undo_referred");
    expect_ok(&f, undo_last());
    expect_ok(&f, confirm(&f, n, us, NULL));
    expect(&f, undo_of(made), NAAST_CONFLICT, "undo_referred");
    expect_ok(&f, undo_last());
    expect_ok(&f, undo_of(made));
}
END_TEST

START_TEST(a_person_whom_another_deal_names_is_not_undone)
{
    const naast_id person = fixture_person(&f, "Joris Bos");
    const int64_t made = last();
    const naast_id deal = fixture_deal(&f, NULL, person);
    expect(&f, undo_of(made), NAAST_CONFLICT, "undo_referred");
    char wanted[32];
    snprintf(wanted, sizeof wanted, "D%d refers to", (int)deal);
    ck_assert_msg(strstr(naast_store_message(f.store), wanted) != NULL, "%s", naast_store_message(f.store));
    expect_ok(&f, undo_last());
    expect_ok(&f, undo_of(made));
}
END_TEST

/* ---- words ---- */

START_TEST(an_item_that_nobody_confirmed_around_leaves_words_as_fresh_as_they_were)
{
    const int32_t summary = record(&f, "summary", NULL, "in short");
    expect_ok(&f, confirm(&f, summary, customer(f.sanne), NULL));
    record(&f, "need", NULL, "a need that was none");
    ck_assert_int_eq(last_word_fresh(&f, summary, NAAST_SIDE_CUSTOMER), 0);
    expect_ok(&f, undo_last());
    ck_assert_int_eq(last_word_fresh(&f, summary, NAAST_SIDE_CUSTOMER), 1);
}
END_TEST

START_TEST(an_item_that_was_there_when_a_word_was_given_makes_it_stale_when_undone)
{
    record(&f, "need", NULL, "a need");
    const int64_t made = last();
    const int32_t summary = record(&f, "summary", NULL, "in short");
    expect_ok(&f, confirm(&f, summary, customer(f.sanne), NULL));
    expect_ok(&f, undo_of(made));
    ck_assert_int_eq(last_word_fresh(&f, summary, NAAST_SIDE_CUSTOMER), 0);
    naast_evaluation *gates = gates_of(&f, NULL);
    ck_assert_str_eq(check_of(gates, "summary")->code, "changed_since");
    ck_assert_int_eq(check_of(gates, "summary")->remedy->action, NAAST_DO_CONFIRM);
    naast_free(gates);
}
END_TEST

START_TEST(undoing_an_amendment_is_a_change_of_content)
{
    const int32_t n = record(&f, "summary", NULL, "in short");
    expect_ok(&f, amend_text(&f, n, "shorter", us));
    expect_ok(&f, confirm(&f, n, customer(f.sanne), NULL));
    const int64_t amendment = last() - 1, crev = crev_of(&f, n);
    expect_ok(&f, undo_of(amendment));
    ck_assert_int_gt(crev_of(&f, n), crev);
    ck_assert_int_eq(last_word_fresh(&f, n, NAAST_SIDE_CUSTOMER), 0);
}
END_TEST

/* ---- which operation ---- */

START_TEST(the_last_is_one_s_own)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *other = NULL;
    naast_id task = 0;
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    record(&f, "need", NULL, "a need");
    options.actor = "Petra";
    ck_assert_int_eq(naast_store_new(&options, &other), NAAST_OK);
    ck_assert_int_eq(naast_store_open(other, f.path, NULL), NAAST_OK);
    naast_undone *undone = NULL;
    ck_assert_int_eq(naast_operation_undo(other, NULL, &undone), NAAST_NOT_FOUND);
    ck_assert_str_eq(naast_store_code(other), "undo_nothing");
    spec.text = "hers";
    ck_assert_int_eq(naast_task_add(other, &spec, &task), NAAST_OK);
    naast_store_free(other);
    expect_ok(&f, naast_operation_undo(f.store, NULL, &undone));
    ck_assert_str_eq(undone->operation_name, "record");
    ck_assert_str_eq(undone->actor, "Bo");
    ck_assert_int_eq(undone->root, NAAST_ROOT_DEAL);
    ck_assert_int_eq(undone->id, f.deal);
    naast_free(undone);
}
END_TEST

START_TEST(any_entry_of_an_operation_names_it_and_wrong_ones_are_told)
{
    expect_ok(&f, do_new_deal());
    char *before = picture();
    expect(&f, undo_of(99999), NAAST_NOT_FOUND, "operation_not_found");
    expect(&f, undo_of(1), NAAST_CONFLICT, "undo_never");
    expect(&f, undo_of(-4), NAAST_NOT_FOUND, "operation_not_found");
    char *after = picture();
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
    expect_ok(&f, undo_of(last() + 1));
}
END_TEST

START_TEST(a_dry_run_keeps_nothing)
{
    naast_undo_spec spec = NAAST_UNDO_SPEC_INIT;
    naast_undone *undone = NULL;
    record(&f, "need", NULL, "a need");
    char head[NAAST_HEAD_SIZE], after[NAAST_HEAD_SIZE];
    head_of(&f, head);
    spec.dry_run = 1;
    expect_ok(&f, naast_operation_undo(f.store, &spec, &undone));
    naast_free(undone);
    head_of(&f, after);
    ck_assert_str_eq(head, after);
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    expect(&f, undo_last(), NAAST_CONFLICT, "in_operation");
    expect_ok(&f, naast_operation_end(f.store, NAAST_OK));
}
END_TEST

START_TEST(an_import_is_undone_as_one_and_can_come_back)
{
    const char *fields[NAAST_FIELD_COUNT] = {NULL};
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    naast_import *import = NULL;
    char title[32], org[32], number[32];
    char *before = picture();
    spec.currency = "EUR";
    expect_ok(&f, naast_import_begin(f.store, &spec, &import));
    for (int k = 0; k < 600; k++) {
        snprintf(title, sizeof title, "Deal %d", k);
        snprintf(org, sizeof org, "Org %d", k % 50);
        snprintf(number, sizeof number, "X-%d", k);
        fields[NAAST_FIELD_TITLE] = title;
        fields[NAAST_FIELD_ORG] = org;
        fields[NAAST_FIELD_EXTERNAL_ID] = number;
        fields[NAAST_FIELD_AMOUNT] = "100";
        fields[NAAST_FIELD_STAGE] = k % 3 == 0 ? "won" : k % 3 == 1 ? "lost" : "match";
        ck_assert_int_eq(
            naast_import_row(
                import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), NULL),
            NAAST_OK);
    }
    expect_ok(&f, naast_import_end(import, 1, NULL));
    const int64_t operation = last();
    char *imported = picture();
    expect_ok(&f, undo_last());
    const int64_t undo = last();
    char *after = picture();
    ck_assert_str_eq(before, after);
    expect_verified();
    expect_ok(&f, undo_of(undo));
    char *again = picture();
    ck_assert_str_eq(imported, again);
    expect(&f, undo_of(undo), NAAST_CONFLICT, "undone_already");
    expect_ok(&f, undo_of(operation));
    free(before);
    free(imported);
    free(after);
    free(again);
    expect_verified();
}
END_TEST

START_TEST(a_number_that_somebody_else_has_by_now_does_not_come_back_twice)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_id id = 0;
    spec.title = "Numbered";
    spec.external_id = "X-1";
    expect_ok(&f, naast_deal_add(f.store, &spec, &id));
    expect_ok(&f, undo_last());
    const int64_t undo = last();
    expect_ok(&f, naast_deal_add(f.store, &spec, &id));
    char *before = picture();
    expect(&f, undo_of(undo), NAAST_CONFLICT, "external_id_taken");
    char *after = picture();
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        undoing_the_undo_does_it_again,
        a_move_is_undone_by_a_transition_that_says_so,
        figures_leave_out_a_move_that_was_undone_and_take_it_in_again_when_it_comes_back,
        a_list_of_gone_moves_that_was_tampered_with_is_found,
        a_win_and_an_end_are_undone_with_all_that_came_with_them,
        a_corrected_spelling_taken_back_is_no_change_of_content,
        what_was_changed_since_stands_in_the_way_and_is_named,
        a_deal_that_was_gone_on_with_is_not_undone,
        nothing_of_a_deal_comes_back_while_the_deal_is_gone,
        an_item_that_others_are_about_or_stand_by_is_not_undone,
        a_person_whom_another_deal_names_is_not_undone,
        an_item_that_nobody_confirmed_around_leaves_words_as_fresh_as_they_were,
        an_item_that_was_there_when_a_word_was_given_makes_it_stale_when_undone,
        undoing_an_amendment_is_a_change_of_content,
        the_last_is_one_s_own,
        any_entry_of_an_operation_names_it_and_wrong_ones_are_told,
        a_dry_run_keeps_nothing,
        an_import_is_undone_as_one_and_can_come_back,
        a_number_that_somebody_else_has_by_now_does_not_come_back_twice,
    };

    Suite *suite = suite_create("undo");
    TCase *tcase = tcase_create("undo");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, undoing_step_by_step_leads_back_through_every_picture, 0, 4);
    for (size_t k = 0; k < sizeof tests / sizeof tests[0]; k++)
        tcase_add_test(tcase, tests[k]);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
