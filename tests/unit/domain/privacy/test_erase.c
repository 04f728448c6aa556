/* test_erase.c: people and what single things say, erased: what goes, what stays, and what can be done after it. */
#include "fixtures/deal.h"
#include "naast-backup.h"
#include "naast-sqlite.h"
#include "base/env/env.h"

#include <sqlite3.h>

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static const char reason[] = "they asked for it";

static naast_erasure *erase_people(const naast_id *people, size_t count, int dry_run)
{
    naast_erase_spec spec = NAAST_ERASE_SPEC_INIT;
    naast_erasure *erasure = NULL;
    spec.because = reason;
    spec.dry_run = dry_run;
    expect_ok(&f, naast_people_erase(f.store, people, count, &spec, &erasure));
    return erasure;
}

static naast_erasure *erase_sanne(void) { return erase_people(&f.sanne, 1, 0); }

static naast_erasure *redact(const char *what)
{
    naast_erase_spec spec = NAAST_ERASE_SPEC_INIT;
    naast_erasure *erasure = NULL;
    spec.because = reason;
    expect_ok(&f, naast_redact(f.store, what, &spec, &erasure));
    return erasure;
}

static int try_erase(naast_id person, const char *because)
{
    naast_erase_spec spec = NAAST_ERASE_SPEC_INIT;
    spec.because = because;
    return naast_people_erase(f.store, &person, 1, &spec, NULL);
}

static void expect_verified(void)
{
    naast_verification *verification = NULL;
    expect_ok(&f, naast_store_verify(f.store, NULL, &verification));
    naast_free(verification);
}

/* One whole number or text of the store, by the sqlite3 library. */
static int64_t asked(const char *sql)
{
    sqlite3 *connection = NULL;
    sqlite3_stmt *stmt = NULL;
    ck_assert_int_eq(sqlite3_open_v2(f.path, &connection, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    ck_assert_msg(sqlite3_prepare_v2(connection, sql, -1, &stmt, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(connection));
    ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
    const int64_t value = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(connection);
    return value;
}

static void edit_sanne(const char *email, const char *note)
{
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    spec.email = email;
    spec.note = note;
    expect_ok(&f, naast_person_edit(f.store, f.sanne, &spec));
}

static void add_activity(const char *text, const char *with, naast_id person)
{
    naast_activity_spec spec = NAAST_ACTIVITY_SPEC_INIT;
    naast_id id = 0;
    spec.text = text;
    spec.with = with;
    spec.deal = f.deal;
    spec.person = person;
    expect_ok(&f, naast_activity_add(f.store, &spec, &id));
}

static naast_id add_task(const char *text, naast_id person)
{
    naast_task_spec spec = NAAST_TASK_SPEC_INIT;
    naast_id id = 0;
    spec.text = text;
    spec.person = person;
    expect_ok(&f, naast_task_add(f.store, &spec, &id));
    return id;
}

/* Sanne said something, confirmed something of ours, and appears in texts of others. */
static int32_t said, ours;
static void work(void)
{
    edit_sanne("sanne@waterdam.example", "likes tea");
    said = record_from(&f, "need", "my mother is ill, so I want peace", customer(f.sanne));
    ours = record(&f, "summary", NULL, "in short: Sanne wants peace");
    expect_ok(&f, confirm(&f, ours, customer(f.sanne), NULL));
    add_activity("called her", "Sanne de Wit, Bo", f.sanne);
    add_task("send Sanne a card", f.sanne);
    add_task("tell Karim that sanne@waterdam.example bounced", f.karim);
}

/* ---- what goes ---- */

START_TEST(whoever_is_erased_is_called_by_their_number)
{
    naast_person *person = NULL;
    work();
    naast_free(erase_sanne());
    expect_ok(&f, naast_person_get(f.store, f.sanne, &person));
    ck_assert_str_eq(person->name, "P1");
    ck_assert_str_eq(person->email, "");
    ck_assert_str_eq(person->note, "");
    ck_assert_int_eq(person->no_contact, 1);
    naast_free(person);
    expect_verified();
}
END_TEST

START_TEST(what_they_said_goes_and_that_they_said_it_stays)
{
    work();
    naast_free(erase_sanne());
    naast_items *items = items_of(&f);
    const naast_item *need = item_of(items, said), *summary = item_of(items, ours);
    ck_assert_str_eq(need->text, "");
    ck_assert_int_eq(need->redacted, 1);
    ck_assert_int_eq(need->from.person, f.sanne);
    ck_assert_str_eq(need->kind, "need");
    ck_assert_str_eq(summary->text, "in short: Sanne wants peace"); /* ours, and told as one that names her */
    ck_assert_int_eq(summary->redacted, 0);
    naast_free(items);
    ck_assert_int_eq(asked("SELECT count(*) FROM naast_task WHERE text IS NULL"), 1);
    ck_assert_int_eq(asked("SELECT count(*) FROM naast_activity WHERE text IS NULL AND participants IS NULL"), 1);
    expect_verified();
}
END_TEST

START_TEST(gates_stay_as_they_were)
{
    bring_to(&f, "match");
    answer_gates(&f, "value");
    naast_evaluation *before = gates_of(&f, "value");
    naast_free(erase_sanne());
    naast_evaluation *after = gates_of(&f, "value");
    ck_assert_uint_eq(before->gate_count, after->gate_count);
    for (size_t g = 0; g < before->gate_count; g++) {
        ck_assert_int_eq(before->gates[g].open, after->gates[g].open);
        for (size_t c = 0; c < before->gates[g].check_count; c++)
            ck_assert_str_eq(before->gates[g].checks[c].code, after->gates[g].checks[c].code);
    }
    naast_free(before);
    naast_free(after);
    expect_ok(&f, advance_to(&f, "value"));
    expect_verified();
}
END_TEST

/* ---- what stays is told ---- */

static const naast_mention *mention_of(const naast_erasure *erasure, const char *what, const char *column)
{
    for (size_t k = 0; k < erasure->mention_count; k++)
        if (strcmp(erasure->mentions[k].what, what) == 0 && strcmp(erasure->mentions[k].column, column) == 0)
            return &erasure->mentions[k];
    return NULL;
}

START_TEST(texts_of_others_that_name_them_are_told_and_can_be_redacted)
{
    work();
    naast_erasure *erasure = erase_sanne();
    const naast_mention *summary = mention_of(erasure, "D1.2", "text"), *task = mention_of(erasure, "T2", "text");
    ck_assert_uint_eq(erasure->mention_count, 2);
    ck_assert_ptr_nonnull(summary);
    ck_assert_str_eq(summary->by, "part");
    ck_assert_str_eq(summary->text, "in short: Sanne wants peace");
    ck_assert_int_eq(summary->earlier, 0);
    ck_assert_ptr_nonnull(task);
    ck_assert_str_eq(task->by, "email");
    naast_free(erasure);
    naast_free(redact("D1.2"));
    naast_free(redact("T2"));
    ck_assert_int_eq(asked("SELECT count(*) FROM naast_task WHERE text IS NOT NULL"), 0);
    expect_verified();
}
END_TEST

START_TEST(what_named_them_once_and_says_something_else_now_is_told_too)
{
    const int32_t n = record(&f, "summary", NULL, "Sanne de Wit wants peace");
    expect_ok(&f, amend_text(&f, n, "she wants peace", us));
    naast_erasure *erasure = erase_sanne();
    ck_assert_uint_eq(erasure->mention_count, 1);
    ck_assert_int_eq(erasure->mentions[0].earlier, 1);
    ck_assert_str_eq(erasure->mentions[0].text, "Sanne de Wit wants peace");
    naast_free(erasure);
    naast_free(redact("D1.1"));
    ck_assert_int_eq(asked("SELECT count(*) FROM naast_body WHERE instr(bytes, CAST('Sanne' AS BLOB)) > 0"), 0);
}
END_TEST

START_TEST(a_reason_that_names_them_is_not_taken)
{
    edit_sanne("sanne@waterdam.example", NULL);
    expect(&f, try_erase(f.sanne, "Sanne de Wit asked"), NAAST_INVALID, "erase_names");
    expect(&f, try_erase(f.sanne, "mail of SANNE@waterdam.example"), NAAST_INVALID, "erase_names");
    expect(&f, try_erase(f.sanne, NULL), NAAST_INVALID, "erase_because");
    expect(&f, try_erase(f.sanne, "  "), NAAST_INVALID, "erase_because");
    expect(&f, try_erase(99, reason), NAAST_NOT_FOUND, "person_not_found");
    naast_erase_spec spec = NAAST_ERASE_SPEC_INIT;
    expect(&f, naast_people_erase(f.store, NULL, 0, &spec, NULL), NAAST_INVALID, "erase_because");
    spec.because = reason;
    expect(&f, naast_people_erase(f.store, NULL, 0, &spec, NULL), NAAST_INVALID, "erase_nobody");
    expect(&f, naast_people_erase(f.store, &(naast_id){99}, 1, &spec, NULL), NAAST_NOT_FOUND, "person_not_found");
}
END_TEST

/* ---- once, and not at all ---- */

START_TEST(a_dry_run_tells_and_keeps)
{
    work();
    const int64_t head = asked("SELECT seq FROM naast_head");
    naast_erasure *erasure = erase_people(&f.sanne, 1, 1);
    ck_assert_int_gt(erasure->rows, 3);
    ck_assert_int_gt(erasure->parts, 3);
    ck_assert_uint_eq(erasure->mention_count, 2);
    naast_free(erasure);
    ck_assert_int_eq(asked("SELECT seq FROM naast_head"), head);
    ck_assert_int_eq(asked("SELECT count(*) FROM naast_body WHERE gone IS NOT NULL"), 0);
}
END_TEST

START_TEST(who_was_erased_is_erased_once)
{
    work();
    naast_free(erase_sanne());
    const int64_t head = asked("SELECT seq FROM naast_head");
    naast_erasure *erasure = erase_sanne();
    ck_assert_int_eq(erasure->rows, 0);
    ck_assert_int_eq(erasure->parts, 0);
    naast_free(erasure);
    ck_assert_int_eq(asked("SELECT seq FROM naast_head"), head);
}
END_TEST

START_TEST(who_was_merged_into_them_goes_too)
{
    work();
    const naast_id other = fixture_person(&f, "S. de Wit");
    add_task("ask S. de Wit", other);
    expect_ok(&f, naast_merge(f.store,
                              &(naast_merge_spec){.size = sizeof(naast_merge_spec),
                                                  .root = NAAST_ROOT_PERSON,
                                                  .from = other,
                                                  .into = f.sanne,
                                                  .dry_run = 0},
                              NULL));
    naast_free(erase_people(&other, 1, 0)); /* whoever names the one that went means the other */
    ck_assert_int_eq(asked("SELECT count(*) FROM naast_person WHERE name LIKE '%de Wit%'"), 0);
    ck_assert_int_eq(asked("SELECT count(*) FROM naast_body WHERE instr(bytes, CAST('de Wit' AS BLOB)) > 0"), 0);
    expect_verified();
}
END_TEST

START_TEST(what_was_undone_is_erased_too)
{
    naast_undone *undone = NULL;
    add_task("send Sanne a card", f.sanne);
    expect_ok(&f, naast_operation_undo(f.store, NULL, &undone));
    naast_free(undone);
    naast_free(erase_sanne());
    ck_assert_int_eq(asked("SELECT count(*) FROM naast_body WHERE instr(bytes, CAST('a card' AS BLOB)) > 0"), 0);
    expect_verified();
}
END_TEST

/* ---- after it ---- */

static int undo(int64_t operation)
{
    naast_undo_spec spec = NAAST_UNDO_SPEC_INIT;
    naast_undone *undone = NULL;
    spec.operation = operation;
    int status = naast_operation_undo(f.store, &spec, &undone);
    naast_free(undone);
    return status;
}

START_TEST(an_erasure_is_not_undone_nor_what_was_erased)
{
    const int32_t n = record_from(&f, "need", "peace", customer(f.sanne));
    const int64_t recorded = naast_operation_last(f.store);
    (void)n;
    naast_free(erase_sanne());
    expect(&f, undo(0), NAAST_CONFLICT, "undo_never");
    expect(&f, undo(recorded), NAAST_CONFLICT, "undo_erased");
}
END_TEST

START_TEST(it_is_not_done_inside_an_operation)
{
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    expect(&f, try_erase(f.sanne, reason), NAAST_CONFLICT, "in_operation");
    expect_ok(&f, naast_operation_end(f.store, NAAST_OK));
}
END_TEST

START_TEST(a_deal_keeps_its_title_and_loses_what_it_was_called)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.title = "Search for Sanne's team";
    spec.note = "she is nice";
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    spec = (naast_deal_spec)NAAST_DEAL_SPEC_INIT;
    spec.title = "Search";
    expect_ok(&f, naast_deal_edit(f.store, f.deal, &spec));
    expect_ok(&f, end_as(&f, "lost", 0));
    naast_free(redact("D1"));
    naast_deal *deal = deal_of(&f, f.deal);
    ck_assert_str_eq(deal->title, "Search");
    ck_assert_str_eq(deal->note, "");
    naast_free(deal);
    ck_assert_int_eq(asked("SELECT count(*) FROM naast_transition WHERE because IS NOT NULL"), 0);
    ck_assert_int_eq(asked("SELECT count(*) FROM naast_body WHERE instr(bytes, CAST('Sanne''s' AS BLOB)) > 0"), 0);
    expect_verified();
}
END_TEST

START_TEST(what_cannot_be_redacted_is_told)
{
    naast_erase_spec spec = NAAST_ERASE_SPEC_INIT;
    spec.because = reason;
    expect(&f, naast_redact(f.store, "D1.99", &spec, NULL), NAAST_NOT_FOUND, "thing_not_found");
    expect(&f, naast_redact(f.store, "X1", &spec, NULL), NAAST_INVALID, "thing_form");
    expect(&f, naast_redact(f.store, "D1.", &spec, NULL), NAAST_INVALID, "thing_form");
    expect(&f, naast_redact(f.store, "D1.0", &spec, NULL), NAAST_INVALID, "thing_form");
    expect(&f, naast_redact(f.store, NULL, &spec, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_redact(f.store, "", &spec, NULL), NAAST_INVALID, "thing_form");
    expect(&f, naast_redact(f.store, "J1", &spec, NULL), NAAST_NOT_FOUND, "thing_not_found");
    spec.because = NULL;
    expect(&f, naast_redact(f.store, "D1", &spec, NULL), NAAST_INVALID, "erase_because");
}
END_TEST

/* ---- in another copy ---- */

static void copy_file(const char *from, const char *to)
{
    char command[512];
    snprintf(command, sizeof command, "sqlite3 '%s' \"VACUUM INTO '%s'\"", from, to);
    ck_assert_int_eq(system(command), 0);
}

START_TEST(what_was_erased_is_erased_in_an_older_copy)
{
    char copy[128];
    naast_erasures *list = NULL;
    naast_erasure *erasure = NULL;
    work();
    snprintf(copy, sizeof copy, "%s/copy.db", f.folder);
    copy_file(f.path, copy);
    add_task("not in the copy", f.karim);
    naast_free(redact("T3"));
    naast_free(redact("D1.2"));
    naast_free(erase_sanne());
    expect_ok(&f, naast_erasure_list(f.store, &list));
    ck_assert_uint_eq(list->count, 3);
    ck_assert_str_eq(list->items[2].what, "P1");
    ck_assert_int_eq(list->items[2].whole, 1);
    ck_assert_int_eq(list->waiting, 0);
    naast_store_free(f.store);
    f.store = fixture_handle(&f);
    expect_ok(&f, naast_store_open(f.store, copy, NULL));
    expect_ok(&f, naast_erasure_apply(f.store, list, &erasure));
    ck_assert_int_gt(erasure->rows, 4);
    naast_free(erasure);
    expect_ok(&f, naast_erasure_apply(f.store, list, &erasure));
    ck_assert_int_eq(erasure->rows, 0);
    naast_free(erasure);
    expect_verified();
    naast_items *items = items_of(&f);
    ck_assert_str_eq(item_of(items, said)->text, "");
    ck_assert_str_eq(item_of(items, ours)->text, "");
    naast_free(items);
    naast_free(list);
    unlink(copy);
}
END_TEST

START_TEST(a_copy_that_went_another_way_is_left_alone)
{
    naast_erasures *list = NULL;
    naast_erasure *erasure = NULL;
    naast_free(erase_sanne());
    expect_ok(&f, naast_erasure_list(f.store, &list));
    fixture_close(&f);
    fixture_open(&f); /* another store, with another P1 */
    expect_ok(&f, naast_erasure_apply(f.store, list, &erasure));
    ck_assert_int_eq(erasure->rows, 0);
    naast_free(erasure);
    naast_free(list);
    const naast_erased_subject wrong = {.what = "P1", .origin = "no head"};
    const naast_erasures wrong_list = {.items = &wrong, .count = 1, .item_size = sizeof wrong};
    expect(&f, naast_erasure_apply(f.store, &wrong_list, NULL), NAAST_INVALID, "erasures_wrong");
}
END_TEST

START_TEST(calls_that_cannot_be)
{
    naast_erase_spec spec = NAAST_ERASE_SPEC_INIT;
    naast_inactive_filter filter = NAAST_INACTIVE_FILTER_INIT;
    naast_dossier *dossier = NULL;
    naast_erasures *erasures = NULL;
    naast_inactive_people *people = NULL;
    const naast_erased_subject subject = {.what = "P1", .origin = ""};
    const naast_erasures short_items = {.items = &subject, .count = 1, .item_size = 4};
    ck_assert_int_eq(naast_person_dossier(NULL, 1, &dossier), NAAST_INVALID);
    ck_assert_int_eq(naast_people_erase(NULL, &f.sanne, 1, &spec, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_redact(NULL, "D1", &spec, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_erasure_list(NULL, &erasures), NAAST_INVALID);
    ck_assert_int_eq(naast_erasure_apply(NULL, &short_items, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_erasure_finish(NULL, NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_people_inactive(NULL, &filter, &people), NAAST_INVALID);
    expect(&f, naast_person_dossier(f.store, 1, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_people_erase(f.store, NULL, 1, &spec, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_people_erase(f.store, &f.sanne, 1, NULL, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_redact(f.store, "D1", NULL, NULL), NAAST_INVALID, "spec_size");
    expect(&f, naast_erasure_list(f.store, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_erasure_apply(f.store, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_erasure_apply(f.store, &short_items, NULL), NAAST_INVALID, "erasures_wrong");
    expect(&f, naast_people_inactive(f.store, NULL, &people), NAAST_INVALID, "spec_size");
    expect(&f, naast_people_inactive(f.store, &filter, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_people_inactive(f.store, &filter, &people), NAAST_INVALID, "inactive_since");
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    spec.because = reason;
    expect(&f, naast_people_erase(f.store, &f.sanne, 1, &spec, NULL), NAAST_CONFLICT, "in_operation");
    expect(&f, naast_redact(f.store, "D1", &spec, NULL), NAAST_CONFLICT, "in_operation");
    expect(&f, naast_erasure_apply(f.store, &short_items, NULL), NAAST_CONFLICT, "in_operation");
    expect_ok(&f, naast_operation_end(f.store, 0));
}
END_TEST

/* ---- what else holds it ---- */

static void leave(const char *what)
{
    char path[1024];
    snprintf(path, sizeof path, "%s%s", f.path, what);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fclose(file);
}

static void keep_backup(void)
{
    naast_backup_made *made = NULL;
    expect_ok(&f, naast_backup_make(f.store, NULL, &made));
    naast_free(made);
}

START_TEST(backups_give_way_to_one_without_it_and_what_was_left_is_named)
{
    naast_erasure_copies *copies = NULL;
    naast_replace_spec spec = NAAST_REPLACE_SPEC_INIT;
    naast_backups *backups = NULL;
    expect_ok(&f, naast_erasure_replace_backups(f.store, NULL, &copies));
    ck_assert_str_eq(copies->backup, "");
    ck_assert_str_eq(copies->trouble, "");
    ck_assert_uint_eq(copies->removed_count + copies->stayed_count + copies->leftover_count, 0);
    naast_free(copies);
    keep_backup();
    work();
    naast_free(erase_sanne());
    leave(".aside-1");
    leave(".aside-1-wal");
    leave(".coming-0123abcd");
    leave(".other");
    spec.dry_run = 1;
    expect_ok(&f, naast_erasure_replace_backups(f.store, &spec, &copies));
    ck_assert_str_eq(copies->backup, "");
    ck_assert_uint_eq(copies->removed_count, 0);
    ck_assert_uint_eq(copies->leftover_count, 3);
    naast_free(copies);
    expect_ok(&f, naast_erasure_replace_backups(f.store, NULL, &copies));
    expect_ok(&f, naast_backup_list(f.store, NULL, &backups));
    ck_assert_uint_eq(backups->count, 1);
    ck_assert_str_eq(backups->items[0].path, copies->backup);
    ck_assert_uint_eq(copies->removed_count, 1);
    ck_assert_uint_eq(copies->stayed_count, 0);
    ck_assert_uint_eq(copies->leftover_count, 3);
    for (size_t k = 0; k < copies->leftover_count; k++) {
        ck_assert_ptr_nonnull(strstr(copies->leftovers[k], f.path));
        ck_assert_int_eq(remove(copies->leftovers[k]), 0);
    }
    naast_free(backups);
    naast_free(copies);
}
END_TEST

START_TEST(backups_that_cannot_be_replaced_are_said)
{
    naast_erasure_copies *copies = NULL;
    ck_assert_int_eq(naast_erasure_replace_backups(NULL, NULL, &copies), NAAST_INVALID);
    expect(&f, naast_erasure_replace_backups(f.store, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_erasure_replace_backups(f.store, &(naast_replace_spec){.size = 1}, &copies), NAAST_INVALID,
           "spec_size");
    keep_backup();
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    expect_ok(&f, naast_erasure_replace_backups(f.store, NULL, &copies));
    ck_assert_str_eq(copies->backup, "");
    ck_assert_str_ne(copies->trouble, "");
    naast_free(copies);
    expect_ok(&f, naast_operation_end(f.store, 0));
}
END_TEST

/* ---- in a caller's connection ---- */

static void run_sql(sqlite3 *connection, const char *sql)
{
    ck_assert_msg(sqlite3_exec(connection, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(connection));
}

/* A store in a connection of the caller's, who has begun to write. */
static sqlite3 *attach_in_transaction(void)
{
    sqlite3 *connection = NULL;
    ck_assert_int_eq(sqlite3_open(f.path, &connection), SQLITE_OK);
    run_sql(connection, "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON");
    f.store = fixture_handle(&f);
    expect_ok(&f, naast_store_attach(f.store, connection));
    run_sql(connection, "BEGIN IMMEDIATE");
    return connection;
}

START_TEST(in_a_callers_transaction_the_bytes_go_after_it)
{
    naast_store *own = f.store;
    naast_erasure_state bytes = NAAST_ERASURE_NOTHING;
    work();
    sqlite3 *connection = attach_in_transaction();
    naast_erasure_copies *copies = NULL;
    expect(&f, naast_erasure_replace_backups(f.store, NULL, &copies), NAAST_INVALID, "backup_attached");
    naast_erasure *erasure = erase_sanne();
    ck_assert_int_eq(erasure->state, NAAST_ERASURE_IN_OPERATION);
    naast_free(erasure);
    expect_ok(&f, naast_erasure_finish(f.store, &bytes));
    ck_assert_int_eq(bytes, NAAST_ERASURE_IN_OPERATION);
    run_sql(connection, "COMMIT");
    expect_ok(&f, naast_store_committed(f.store, 1));
    expect_ok(&f, naast_erasure_finish(f.store, &bytes));
    ck_assert_int_eq(bytes, NAAST_ERASURE_GONE);
    expect_ok(&f, naast_erasure_finish(f.store, &bytes));
    ck_assert_int_eq(bytes, NAAST_ERASURE_NOTHING);
    expect_verified();
    naast_store_free(f.store);
    ck_assert_int_eq(sqlite3_close(connection), SQLITE_OK);
    f.store = own;
}
END_TEST

START_TEST(what_the_caller_rolls_back_was_not_erased)
{
    naast_store *own = f.store;
    naast_erasure_state bytes = NAAST_ERASURE_GONE;
    work();
    sqlite3 *connection = attach_in_transaction();
    naast_free(erase_sanne());
    run_sql(connection, "ROLLBACK");
    expect_ok(&f, naast_erasure_finish(f.store, &bytes));
    ck_assert_int_eq(bytes, NAAST_ERASURE_NOTHING);
    ck_assert_int_eq(asked("SELECT count(*) FROM naast_body WHERE gone IS NOT NULL"), 0);
    expect_verified();
    naast_store_free(f.store);
    ck_assert_int_eq(sqlite3_close(connection), SQLITE_OK);
    f.store = own;
}
END_TEST

START_TEST(whoever_only_reads_finishes_nothing)
{
    sqlite3 *reader = NULL;
    naast_erasures *list = NULL;
    naast_erasure_state bytes = NAAST_ERASURE_NOTHING;
    work();
    ck_assert_int_eq(sqlite3_open(f.path, &reader), SQLITE_OK);
    run_sql(reader, "BEGIN; SELECT count(*) FROM naast_person");
    naast_erasure *erasure = erase_sanne();
    ck_assert_int_eq(erasure->state, NAAST_ERASURE_BY_READER);
    naast_free(erasure);
    naast_store_free(f.store);
    f.store = fixture_handle(&f);
    expect_ok(&f, naast_store_open(f.store, f.path, NAAST_SPEC(naast_open_spec, .mode = NAAST_OPEN_READ_ONLY)));
    expect_ok(&f, naast_erasure_list(f.store, &list));
    ck_assert_int_eq(list->waiting, 1);
    naast_free(list);
    expect(&f, naast_erasure_finish(f.store, &bytes), NAAST_INVALID, "store_read_only");
    naast_store_free(f.store);
    ck_assert_int_eq(sqlite3_close(reader), SQLITE_OK);
    f.store = fixture_handle(&f);
    expect_ok(&f, naast_store_open(f.store, f.path, NULL));
    expect_ok(&f, naast_erasure_finish(f.store, &bytes));
    ck_assert_int_eq(bytes, NAAST_ERASURE_GONE);
}
END_TEST

/* ---- the dossier ---- */

static const naast_held *held_of(const naast_dossier *dossier, const char *what, const char *table)
{
    for (size_t k = 0; k < dossier->held_count; k++)
        if (strcmp(dossier->held[k].what, what) == 0 && strcmp(dossier->held[k].table, table) == 0)
            return &dossier->held[k];
    ck_abort_msg("nothing is held in %s of %s", table, what);
    return NULL;
}

START_TEST(a_dossier_holds_all_that_is_held)
{
    naast_dossier *dossier = NULL;
    work();
    expect_ok(&f, naast_person_dossier(f.store, f.sanne, &dossier));
    ck_assert_int_eq(dossier->person, f.sanne);
    ck_assert_str_eq(dossier->name, "Sanne de Wit");
    ck_assert_str_eq(held_of(dossier, "P1", "person")->as[0], "id");
    ck_assert_str_eq(held_of(dossier, "D1", "deal")->as[0], "contact");
    ck_assert_str_eq(held_of(dossier, "D1.1", "evidence")->operation_name, "record");
    ck_assert_str_eq(held_of(dossier, "D1.1", "evidence")->actor, "Bo");
    ck_assert_str_eq(held_of(dossier, "D1.2", "word")->operation_name, "confirm");
    held_of(dossier, "T1", "task");
    held_of(dossier, "A1", "activity");
    ck_assert_uint_eq(dossier->named_count, 2);
    ck_assert_uint_ge(dossier->history_count, dossier->held_count);
    for (size_t k = 1; k < dossier->history_count; k++)
        ck_assert_int_le(dossier->history[k - 1].seq, dossier->history[k].seq);
    naast_free(dossier);
    naast_free(erase_sanne());
    expect_ok(&f, naast_person_dossier(f.store, f.sanne, &dossier));
    ck_assert_str_eq(dossier->name, "P1");
    ck_assert_uint_eq(dossier->named_count, 0); /* there is no name to look for */
    int erased = 0;
    for (size_t k = 0; k < dossier->history_count; k++)
        erased += dossier->history[k].erased;
    ck_assert_int_gt(erased, 4);
    naast_free(dossier);
    expect(&f, naast_person_dossier(f.store, 99, &dossier), NAAST_NOT_FOUND, "person_not_found");
}
END_TEST

/* ---- retention ---- */

static size_t inactive(naast_date since, naast_id *first)
{
    naast_inactive_people *people = NULL;
    expect_ok(&f, naast_people_inactive(f.store,
                                        &(naast_inactive_filter){.size = sizeof(naast_inactive_filter), .since = since},
                                        &people));
    const size_t count = people->count;
    *first = count > 0 ? people->items[0].id : 0;
    naast_free(people);
    return count;
}

START_TEST(people_with_whom_nothing_goes_on_are_found)
{
    naast_id first = 0;
    const naast_id task = add_task("call him", f.karim);
    fixture_day(&f, 400);
    const naast_date since = naast_date_add(naast_store_today(f.store), -365);
    ck_assert_uint_eq(inactive(since, &first), 0); /* Sanne has a deal, Karim a task */
    fixture_day(&f, 10);
    expect_ok(&f, naast_task_done(f.store, task, NULL));
    fixture_day(&f, 400);
    ck_assert_uint_eq(inactive(since, &first), 1);
    ck_assert_int_eq(first, f.karim);
    expect_ok(&f, end_as(&f, "lost", 0));
    ck_assert_uint_eq(inactive(since, &first), 1); /* something was done with her today */
    fixture_day(&f, 900);
    ck_assert_uint_eq(inactive(naast_date_add(naast_store_today(f.store), -365), &first), 2);
    naast_free(erase_people(&f.karim, 1, 0));
    ck_assert_uint_eq(inactive(naast_date_add(naast_store_today(f.store), -365), &first), 1);
    naast_inactive_people *people = NULL;
    expect(&f,
           naast_people_inactive(f.store, &(naast_inactive_filter){.size = sizeof(naast_inactive_filter), .since = 0},
                                 &people),
           NAAST_INVALID, "inactive_since");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        whoever_is_erased_is_called_by_their_number,
        what_they_said_goes_and_that_they_said_it_stays,
        gates_stay_as_they_were,
        texts_of_others_that_name_them_are_told_and_can_be_redacted,
        what_named_them_once_and_says_something_else_now_is_told_too,
        a_reason_that_names_them_is_not_taken,
        a_dry_run_tells_and_keeps,
        who_was_erased_is_erased_once,
        who_was_merged_into_them_goes_too,
        what_was_undone_is_erased_too,
        an_erasure_is_not_undone_nor_what_was_erased,
        it_is_not_done_inside_an_operation,
        a_deal_keeps_its_title_and_loses_what_it_was_called,
        what_cannot_be_redacted_is_told,
        calls_that_cannot_be,
        backups_give_way_to_one_without_it_and_what_was_left_is_named,
        backups_that_cannot_be_replaced_are_said,
        what_was_erased_is_erased_in_an_older_copy,
        a_copy_that_went_another_way_is_left_alone,
        in_a_callers_transaction_the_bytes_go_after_it,
        what_the_caller_rolls_back_was_not_erased,
        whoever_only_reads_finishes_nothing,
        a_dossier_holds_all_that_is_held,
        people_with_whom_nothing_goes_on_are_found,
    };
    return run_fixture("erase", setup, teardown, tests, sizeof tests / sizeof tests[0]);
}
