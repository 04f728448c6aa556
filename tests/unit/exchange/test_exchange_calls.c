/* test_exchange_calls.c: each call of naast-exchange.h, naast-backup.h and naast-checkup.h used wrongly: the status
 * that its comment lists, its code, and that nothing came of it; and callers from before and after this version. */
#include "fixtures/deal.h"
#include "fixtures/forge.h"
#include "naast-backup.h"
#include "naast-checkup.h"
#include "naast-exchange.h"

#include <check.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct fixture fixture, *const f = &fixture;
static struct fixture other; /* a second handle, for what is said of it */
static char nowhere[160], beside[160];

static void set_up(void)
{
    fixture_open(f);
    other = *f;
    other.store = fixture_handle(f);
    snprintf(nowhere, sizeof nowhere, "%s/nowhere/x.db", f->folder);
    snprintf(beside, sizeof beside, "%s.beside", f->path);
}

static void tear_down(void)
{
    char command[256];
    naast_store_free(other.store);
    fixture_close(f);
    snprintf(command, sizeof command, "rm -rf '%s'", f->folder);
    ck_assert_int_eq(system(command), 0);
}

/* So much that work on it takes more than a step. */
static void fill(void)
{
    static char note[30000];
    for (int k = 0; k < 60; k++) {
        naast_deal_spec deal = NAAST_DEAL_SPEC_INIT;
        naast_id id = 0;
        memset(note, 'a' + k % 26, sizeof note - 1);
        deal.title = "Long";
        deal.note = note;
        expect_ok(f, naast_deal_add(f->store, &deal, &id));
    }
}

static void back_up_beside(void)
{
    naast_backup_spec spec = NAAST_BACKUP_SPEC_INIT;
    naast_backup_made *made = NULL;
    spec.path = beside;
    expect_ok(f, naast_backup_make(f->store, &spec, &made));
    naast_free(made);
}

static int stop(void *context, int64_t done, int64_t total)
{
    (void)context;
    return done <= total;
}

static naast_store *past_of_the_deal(void)
{
    naast_store *past = NULL;
    expect_ok(f, naast_store_past(f->store,
                                  NAAST_SPEC(naast_past_spec, .root = NAAST_ROOT_DEAL, .id = f->deal, .at = f->now),
                                  &past));
    return past;
}

/* ---- import ---- */

static naast_import *import_of(naast_import_kind kind)
{
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    naast_import *import = NULL;
    spec.kind = kind;
    spec.currency = "EUR";
    expect_ok(f, naast_import_begin(f->store, &spec, &import));
    return import;
}

START_TEST(test_an_import_that_cannot_begin)
{
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    naast_import *import = NULL;
    naast_export *exporting = NULL;
    ck_assert_int_eq(naast_import_begin(NULL, &spec, &import), NAAST_INVALID);
    expect(f, naast_import_begin(f->store, &spec, NULL), NAAST_INVALID, "argument_null");
    expect(f, naast_import_begin(f->store, NULL, &import), NAAST_INVALID, "spec_size");
    spec.stage_count = 1;
    expect(f, naast_import_begin(f->store, &spec, &import), NAAST_INVALID, "argument_null");
    spec.stage_count = 0;
    spec.currency = "XXY";
    expect(f, naast_import_begin(f->store, &spec, &import), NAAST_INVALID, "import_currency");
    spec.currency = NULL;
    spec.pipeline = "none of these";
    expect(f, naast_import_begin(f->store, &spec, &import), NAAST_NOT_FOUND, "pipeline_not_found");
    spec.pipeline = NULL;
    expect_ok(f, naast_operation_begin(f->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    expect(f, naast_import_begin(f->store, &spec, &import), NAAST_CONFLICT, "import_nested");
    expect_ok(f, naast_operation_end(f->store, NAAST_OK));
    expect_ok(f, naast_export_begin(f->store, NULL, NULL, &exporting));
    expect(f, naast_import_begin(f->store, &spec, &import), NAAST_CONFLICT, "write_in_read");
    naast_export_end(exporting);
    ck_assert_ptr_null(import);
}
END_TEST

START_TEST(test_a_row_that_is_asked_for_wrongly_is_no_row)
{
    const char *fields[NAAST_FIELD_COUNT] = {[NAAST_FIELD_TITLE] = "A deal"};
    naast_import_result result = NAAST_IMPORT_RESULT_INIT;
    naast_import_summary *summary = NULL;
    naast_import *import = import_of(NAAST_IMPORT_DEALS);
    ck_assert_int_eq(
        naast_import_row(NULL, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                         NULL),
        NAAST_INVALID);
    expect(f,
           naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = NULL, .field_count = NAAST_FIELD_COUNT),
                            NULL),
           NAAST_INVALID, "argument_null");
    result.size = 3;
    expect(f,
           naast_import_row(
               import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), &result),
           NAAST_INVALID, "spec_size");
    result.size = sizeof result + 5000;
    expect(f,
           naast_import_row(
               import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), &result),
           NAAST_INVALID, "spec_size");
    result.size = sizeof result;
    expect_ok(f, naast_import_row(import,
                                  NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                                  &result));
    ck_assert_int_eq(result.added, 1);
    expect_ok(f, naast_import_end(import, 1, &summary));
    ck_assert_int_eq(summary->rows, 1);
    ck_assert_int_eq(summary->added, 1);
    naast_free(summary);
}
END_TEST

START_TEST(test_a_row_of_an_earlier_or_a_later_caller)
{
    /* Behind what an earlier caller has there is nothing that may be read: on the heap, so that a sanitizer sees it. */
    const char **few = malloc(sizeof *few);
    const char *many[NAAST_FIELD_COUNT + 2] = {[NAAST_FIELD_TITLE] = "From a later caller"};
    naast_import *import = import_of(NAAST_IMPORT_DEALS);
    few[NAAST_FIELD_TITLE] = "From an earlier caller";
    expect_ok(f, naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = few, .field_count = 1), NULL));
    many[NAAST_FIELD_COUNT] = "";
    expect_ok(
        f, naast_import_row(
               import, NAAST_SPEC(naast_import_row_spec, .fields = many, .field_count = NAAST_FIELD_COUNT + 2), NULL));
    many[NAAST_FIELD_COUNT + 1] = "what this is, nobody knows";
    expect(f,
           naast_import_row(
               import, NAAST_SPEC(naast_import_row_spec, .fields = many, .field_count = NAAST_FIELD_COUNT + 2), NULL),
           NAAST_INVALID, "spec_newer");
    expect(f, naast_import_row(import, NAAST_SPEC(naast_import_row_spec, .fields = many, .field_count = 0), NULL),
           NAAST_BAD_DATA, "import_nameless");
    expect_ok(f, naast_import_end(import, 1, NULL));
    free(few);
}
END_TEST

/* An earlier caller's result ends before the faults; what it has behind it stays what it was. */
START_TEST(test_a_result_of_an_earlier_caller_is_not_written_past)
{
    const char *fields[NAAST_FIELD_COUNT] = {[NAAST_FIELD_TITLE] = "A deal", [NAAST_FIELD_AMOUNT] = "much"};
    naast_import_result result, before;
    naast_import *import = import_of(NAAST_IMPORT_DEALS);
    memset(&result, 0xa5, sizeof result);
    result.size = offsetof(naast_import_result, faults) + 3;
    before = result;
    expect(f,
           naast_import_row(
               import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), &result),
           NAAST_BAD_DATA, "import_amount");
    ck_assert_int_eq(result.added, 0);
    ck_assert_int_eq(result.size, before.size);
    ck_assert_mem_eq((char *)&result + offsetof(naast_import_result, faults),
                     (char *)&before + offsetof(naast_import_result, faults),
                     sizeof result - offsetof(naast_import_result, faults));
    expect_ok(f, naast_import_end(import, 1, NULL));
}
END_TEST

START_TEST(test_faults_are_there_until_the_next_row)
{
    const char *fields[NAAST_FIELD_COUNT] = {
        [NAAST_FIELD_TITLE] = "A deal", [NAAST_FIELD_AMOUNT] = "much", [NAAST_FIELD_OPENED] = "soon"};
    naast_import_result result = NAAST_IMPORT_RESULT_INIT;
    naast_import *import = import_of(NAAST_IMPORT_DEALS);
    expect(f,
           naast_import_row(
               import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), &result),
           NAAST_BAD_DATA, "import_amount");
    ck_assert_uint_eq(result.fault_count, 2);
    ck_assert_int_eq(result.wrong, NAAST_FIELD_AMOUNT);
    const naast_import_fault *second = NAAST_AT(naast_import_fault, result.faults, result.fault_size, 1);
    ck_assert_int_eq(second->field, NAAST_FIELD_OPENED);
    ck_assert_str_eq(second->code, "import_date");
    fields[NAAST_FIELD_AMOUNT] = fields[NAAST_FIELD_OPENED] = NULL;
    expect_ok(f, naast_import_row(import,
                                  NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                                  &result));
    ck_assert_uint_eq(result.fault_count, 0);
    expect_ok(f, naast_import_end(import, 0, NULL));
    ck_assert_int_eq(naast_import_end(NULL, 1, NULL), NAAST_OK);
}
END_TEST

START_TEST(test_fields_that_are_none)
{
    ck_assert_ptr_null(naast_import_field_code(NAAST_FIELD_COUNT));
    ck_assert_int_eq(naast_import_takes(NAAST_IMPORT_DEALS, NAAST_FIELD_COUNT), 0);
    ck_assert_int_eq(naast_import_takes(NAAST_IMPORT_DEALS, NAAST_FIELD_TITLE), 1);
}
END_TEST

/* ---- export ---- */

START_TEST(test_an_export_that_cannot_begin)
{
    naast_head head = NAAST_HEAD_INIT;
    naast_export *exporting = NULL;
    const naast_entry *entry = NULL;
    ck_assert_int_eq(naast_export_begin(NULL, NULL, &head, &exporting), NAAST_INVALID);
    ck_assert_int_eq(naast_export_begin(NULL, NAAST_SPEC(naast_export_spec, .after = "1"), &head, &exporting),
                     NAAST_INVALID);
    ck_assert_int_eq(naast_export_next(NULL, &entry), NAAST_INVALID);
    expect(f, naast_export_begin(f->store, NULL, &head, NULL), NAAST_INVALID, "argument_null");
    expect(f, naast_export_begin(f->store, NAAST_SPEC(naast_export_spec, .after = "1"), &head, NULL), NAAST_INVALID,
           "argument_null");
    expect(f, naast_export_begin(f->store, NAAST_SPEC(naast_export_spec, .after = "100000"), &head, &exporting),
           NAAST_BAD_DATA, "head_unknown");
    head.size = 2;
    expect(f, naast_export_begin(f->store, NULL, &head, &exporting), NAAST_INVALID, "spec_size");
    ck_assert_ptr_null(exporting);
    expect_ok(f, naast_export_begin(f->store, NULL, NULL, &exporting));
    expect(f, naast_export_next(exporting, NULL), NAAST_INVALID, "argument_null");
    expect_ok(f, naast_export_next(exporting, &entry));
    ck_assert_int_eq(entry->seq, 1);
    naast_export_end(exporting);
    naast_export_end(NULL);
}
END_TEST

START_TEST(test_a_head_of_an_earlier_caller_is_not_written_past)
{
    naast_head head, before;
    naast_export *exporting = NULL;
    memset(&head, 0xa5, sizeof head);
    head.size = offsetof(naast_head, head);
    before = head;
    expect_ok(f, naast_export_begin(f->store, NULL, &head, &exporting));
    naast_export_end(exporting);
    ck_assert_uint_eq(strlen(head.uuid), NAAST_UUID_SIZE - 1);
    ck_assert_mem_eq(head.head, before.head, sizeof head.head);
    ck_assert_int_eq(head.schema, before.schema);
}
END_TEST

/* The handle reads a snapshot: that it cannot write is no fault of what it was given. */
START_TEST(test_while_an_export_is_open_its_handle_does_not_write)
{
    naast_export *exporting = NULL;
    naast_person_spec spec = NAAST_PERSON_SPEC_INIT;
    naast_id id = 0;
    spec.name = "Bas";
    expect_ok(f, naast_export_begin(f->store, NULL, NULL, &exporting));
    expect(f, naast_person_add(f->store, &spec, &id), NAAST_CONFLICT, "write_in_read");
    naast_export_end(exporting);
    expect_ok(f, naast_person_add(f->store, &spec, &id));
}
END_TEST

START_TEST(test_an_entry_that_is_not_what_was_written_does_not_go_out)
{
    naast_export *exporting = NULL;
    const naast_entry *entry = NULL;
    forge_entry(f->path);
    expect_ok(f, naast_export_begin(f->store, NULL, NULL, &exporting));
    expect(f, naast_export_next(exporting, &entry), NAAST_UNVERIFIED, "journal_unreadable");
    ck_assert_ptr_null(entry);
    naast_export_end(exporting);
}
END_TEST

/* ---- a store from entries ---- */

static int returns(void *context, const naast_entry **out)
{
    *out = NULL;
    return *(const int *)context;
}

static int no_parts(void *context, const naast_entry **out)
{
    static const naast_entry entry = {.seq = 1,
                                      .first = 1,
                                      .version = 1,
                                      .operation = "batch",
                                      .root = NAAST_ROOT_STORE,
                                      .root_id = 1,
                                      .part_count = 1};
    (void)context;
    *out = &entry;
    return 0;
}

START_TEST(test_a_store_that_cannot_be_imported)
{
    int status = 0;
    naast_store_import_spec spec = NAAST_STORE_IMPORT_SPEC_INIT;
    spec.uuid = "01a212d6-b595-7511-bd4f-bdd9da2e200e";
    spec.schema = 1;
    spec.context = &status;
    ck_assert_int_eq(naast_store_import(NULL, beside, &spec), NAAST_INVALID);
    expect(&other, naast_store_import(other.store, beside, NULL), NAAST_INVALID, "spec_size");
    expect(&other, naast_store_import(other.store, beside, &spec), NAAST_INVALID, "argument_null");
    spec.next = returns;
    expect(&other, naast_store_import(other.store, NULL, &spec), NAAST_INVALID, "text_missing");
    expect(f, naast_store_import(f->store, beside, &spec), NAAST_INVALID, "store_open");
    expect(&other, naast_store_import(other.store, nowhere, &spec), NAAST_NOT_FOUND, "directory_not_found");
    expect(&other, naast_store_import(other.store, f->path, &spec), NAAST_CONFLICT, "store_exists");
    spec.schema = 1000;
    expect(&other, naast_store_import(other.store, beside, &spec), NAAST_NEWER, "restore_newer");
    spec.schema = 1;
    spec.next = no_parts;
    expect(&other, naast_store_import(other.store, beside, &spec), NAAST_BAD_DATA, "restore_unreadable");
    spec.uuid = "none";
    expect(&other, naast_store_import(other.store, beside, &spec), NAAST_BAD_DATA, "restore_uuid");
}
END_TEST

/* Whatever `next` returns, the import returns a status. */
START_TEST(test_what_next_returns_is_a_status)
{
    static const struct {
        int returned, status;
        const char *code;
    } cases[] = {{NAAST_VETO, NAAST_VETO, ""},
                 {NAAST_STOPPED, NAAST_STOPPED, ""},
                 {5, NAAST_INVALID, "callback_status"},
                 {-1000, NAAST_INVALID, "callback_status"},
                 {INT32_MIN, NAAST_INVALID, "callback_status"}};
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        int returned = cases[k].returned;
        naast_store_import_spec spec = NAAST_STORE_IMPORT_SPEC_INIT;
        spec.uuid = "01a212d6-b595-7511-bd4f-bdd9da2e200e";
        spec.schema = 1;
        spec.next = returns;
        spec.context = &returned;
        expect(&other, naast_store_import(other.store, beside, &spec), cases[k].status, cases[k].code);
    }
}
END_TEST

/* ---- backups ---- */

START_TEST(test_a_backup_that_cannot_be_made)
{
    naast_backup_spec spec = NAAST_BACKUP_SPEC_INIT;
    naast_backup_made *made = NULL;
    fill();
    ck_assert_int_eq(naast_backup_make(NULL, NULL, &made), NAAST_INVALID);
    expect(f, naast_backup_make(f->store, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&other, naast_backup_make(other.store, NULL, &made), NAAST_INVALID, "store_closed");
    spec.path = nowhere;
    expect(f, naast_backup_make(f->store, &spec, &made), NAAST_NOT_FOUND, "directory_not_found");
    spec.path = f->path;
    expect(f, naast_backup_make(f->store, &spec, &made), NAAST_CONFLICT, "store_exists");
    spec.path = beside;
    spec.progress = stop;
    expect(f, naast_backup_make(f->store, &spec, &made), NAAST_STOPPED, "stopped");
    expect_ok(f, naast_operation_begin(f->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    expect(f, naast_backup_make(f->store, NULL, &made), NAAST_CONFLICT, "in_operation");
    expect_ok(f, naast_operation_end(f->store, NAAST_OK));
    spec.size = 3;
    expect(f, naast_backup_make(f->store, &spec, &made), NAAST_INVALID, "spec_size");
    ck_assert_ptr_null(made);
}
END_TEST

/* The past of a deal is in memory: it has no place beside which a folder could be. */
START_TEST(test_a_snapshot_of_the_past_has_no_backups)
{
    struct fixture past = *f;
    naast_backup_made *made = NULL;
    naast_backups *list = NULL;
    past.store = past_of_the_deal();
    expect(&past, naast_backup_make(past.store, NULL, &made), NAAST_CONFLICT, "past_handle");
    expect(&past, naast_backup_list(past.store, NULL, &list), NAAST_CONFLICT, "past_handle");
    ck_assert_ptr_null(made);
    ck_assert_ptr_null(list);
    naast_store_free(past.store);
}
END_TEST

START_TEST(test_a_store_that_does_not_verify_is_not_backed_up)
{
    naast_backup_made *made = NULL;
    forge_entry(f->path);
    expect(f, naast_backup_make(f->store, NULL, &made), NAAST_UNVERIFIED, "backup_unverified");
    ck_assert_ptr_null(made);
}
END_TEST

START_TEST(test_a_list_of_backups)
{
    naast_backups *list = NULL;
    ck_assert_int_eq(naast_backup_list(NULL, f->path, &list), NAAST_INVALID);
    expect(f, naast_backup_list(f->store, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&other, naast_backup_list(other.store, NULL, &list), NAAST_INVALID, "store_closed");
    expect(&other, naast_backup_list(other.store, nowhere, &list), NAAST_NOT_FOUND, "directory_not_found");
    expect_ok(&other, naast_backup_list(other.store, f->path, &list));
    ck_assert_uint_eq(list->count, 0);
    ck_assert_int_eq(list->more, 0);
    ck_assert_str_eq(list->next, "");
    ck_assert_uint_eq(list->item_size, sizeof(naast_backup));
    naast_free(list);
}
END_TEST

START_TEST(test_a_backup_that_cannot_be_restored)
{
    naast_restore_spec spec = NAAST_RESTORE_SPEC_INIT;
    naast_restored *put = NULL;
    fill();
    back_up_beside();
    ck_assert_int_eq(naast_backup_restore(NULL, f->path, &spec, &put), NAAST_INVALID);
    expect(&other, naast_backup_restore(other.store, f->path, NULL, &put), NAAST_INVALID, "spec_size");
    expect(&other, naast_backup_restore(other.store, f->path, &spec, NULL), NAAST_INVALID, "argument_null");
    expect(&other, naast_backup_restore(other.store, f->path, &spec, &put), NAAST_INVALID, "text_missing");
    spec.backup = f->path;
    expect(&other, naast_backup_restore(other.store, f->path, &spec, &put), NAAST_INVALID, "backup_same");
    spec.backup = "latest";
    expect(f, naast_backup_restore(f->store, f->path, &spec, &put), NAAST_INVALID, "store_open");
    expect(&other, naast_backup_restore(other.store, f->path, &spec, &put), NAAST_NOT_FOUND, "backup_none");
    spec.backup = beside;
    expect(&other, naast_backup_restore(other.store, nowhere, &spec, &put), NAAST_NOT_FOUND, "directory_not_found");
    expect(&other, naast_backup_restore(other.store, f->path, &spec, &put), NAAST_BUSY, "store_in_use");
    naast_store_free(f->store);
    f->store = NULL;
    spec.progress = stop;
    expect(&other, naast_backup_restore(other.store, f->path, &spec, &put), NAAST_STOPPED, "stopped");
    ck_assert_ptr_null(put);
}
END_TEST

/* A store of its own in the folder, as "another.db". */
static void make_another(char path[160])
{
    naast_store *another = fixture_handle(f);
    snprintf(path, 160, "%s/another.db", f->folder);
    ck_assert_int_eq(naast_store_create(another, path, NULL), NAAST_OK);
    naast_store_free(another);
}

START_TEST(test_a_file_that_is_no_backup_of_this_store)
{
    char another[160];
    naast_restore_spec spec = NAAST_RESTORE_SPEC_INIT;
    naast_restored *put = NULL;
    make_another(another);
    spec.backup = another;
    spec.dry_run = 1;
    expect(&other, naast_backup_restore(other.store, f->path, &spec, &put), NAAST_CONFLICT, "backup_other");
    with_sqlite(another, "PRAGMA user_version = 100000");
    expect(&other, naast_backup_restore(other.store, f->path, &spec, &put), NAAST_NEWER, "store_newer");
    with_sqlite(another, "PRAGMA application_id = 1");
    expect(&other, naast_backup_restore(other.store, f->path, &spec, &put), NAAST_FOREIGN, "store_foreign");
    ck_assert_ptr_null(put);
}
END_TEST

START_TEST(test_a_backup_that_does_not_verify)
{
    naast_restore_spec spec = NAAST_RESTORE_SPEC_INIT;
    naast_restored *put = NULL;
    back_up_beside();
    forge_entry(beside);
    spec.backup = beside;
    naast_store_free(f->store);
    f->store = NULL;
    expect(&other, naast_backup_restore(other.store, f->path, &spec, &put), NAAST_UNVERIFIED, "backup_unverified");
    ck_assert_ptr_null(put);
}
END_TEST

/* ---- a checkup ---- */

START_TEST(test_a_checkup_that_cannot_be)
{
    naast_checkup_spec spec = NAAST_CHECKUP_SPEC_INIT;
    naast_checkup *found = NULL;
    expect_ok(f, naast_operation_begin(f->store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    for (int k = 0; k < 2000; k++) /* so many that verifying them asks on the way */
        (void)fixture_person(f, "Somebody");
    expect_ok(f, naast_operation_end(f->store, NAAST_OK));
    ck_assert_int_eq(naast_store_checkup(NULL, f->path, NULL, &found), NAAST_INVALID);
    expect(&other, naast_store_checkup(other.store, f->path, NULL, NULL), NAAST_INVALID, "argument_null");
    expect(&other, naast_store_checkup(other.store, NULL, NULL, &found), NAAST_INVALID, "text_missing");
    expect(f, naast_store_checkup(f->store, f->path, NULL, &found), NAAST_INVALID, "store_open");
    expect(&other, naast_store_checkup(other.store, beside, NULL, &found), NAAST_NOT_FOUND, "store_not_found");
    spec.size = 0;
    expect(&other, naast_store_checkup(other.store, f->path, &spec, &found), NAAST_INVALID, "spec_size");
    spec.size = sizeof spec;
    spec.full = 1;
    spec.progress = stop;
    expect(&other, naast_store_checkup(other.store, f->path, &spec, &found), NAAST_STOPPED, "stopped");
    ck_assert_ptr_null(found);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("exchange calls");
    TCase *tests = tcase_create("calls");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, test_an_import_that_cannot_begin);
    tcase_add_test(tests, test_a_row_that_is_asked_for_wrongly_is_no_row);
    tcase_add_test(tests, test_a_row_of_an_earlier_or_a_later_caller);
    tcase_add_test(tests, test_a_result_of_an_earlier_caller_is_not_written_past);
    tcase_add_test(tests, test_faults_are_there_until_the_next_row);
    tcase_add_test(tests, test_fields_that_are_none);
    tcase_add_test(tests, test_an_export_that_cannot_begin);
    tcase_add_test(tests, test_a_head_of_an_earlier_caller_is_not_written_past);
    tcase_add_test(tests, test_while_an_export_is_open_its_handle_does_not_write);
    tcase_add_test(tests, test_an_entry_that_is_not_what_was_written_does_not_go_out);
    tcase_add_test(tests, test_a_store_that_cannot_be_imported);
    tcase_add_test(tests, test_what_next_returns_is_a_status);
    tcase_add_test(tests, test_a_backup_that_cannot_be_made);
    tcase_add_test(tests, test_a_snapshot_of_the_past_has_no_backups);
    tcase_add_test(tests, test_a_store_that_does_not_verify_is_not_backed_up);
    tcase_add_test(tests, test_a_list_of_backups);
    tcase_add_test(tests, test_a_backup_that_cannot_be_restored);
    tcase_add_test(tests, test_a_file_that_is_no_backup_of_this_store);
    tcase_add_test(tests, test_a_backup_that_does_not_verify);
    tcase_add_test(tests, test_a_checkup_that_cannot_be);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
