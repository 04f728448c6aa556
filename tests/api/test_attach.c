/* test_attach.c: naast inside an sqlite3 connection that the caller owns, beside tables of its own. */
#include "api.h"

#include <naast-exchange.h>
#include <naast-find.h>
#include <naast-sqlite.h>
#include <sqlite3.h>

static struct world world;
static sqlite3 *connection;
static naast_store *store;

static void run(const char *sql)
{
    char *message = NULL;
    int code = sqlite3_exec(connection, sql, NULL, NULL, &message);
    ck_assert_msg(code == SQLITE_OK, "%s: %s", sql, message);
}

static int64_t number(const char *sql)
{
    sqlite3_stmt *statement = NULL;
    ck_assert_int_eq(sqlite3_prepare_v2(connection, sql, -1, &statement, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

static void setup(void)
{
    char path[128];
    naast_options options;
    world_open(&world);
    world_path(&world, "application.db", path);
    ck_assert_int_eq(sqlite3_open(path, &connection), SQLITE_OK);
    run("PRAGMA foreign_keys = ON; CREATE TABLE invoice(id INTEGER PRIMARY KEY, deal INTEGER); INSERT INTO invoice "
        "VALUES(1, 1)");
    options = world_options(&world);
    ck_assert_int_eq(naast_store_new(&options, &store), NAAST_OK);
}

static void teardown(void)
{
    naast_store_free(store);
    ck_assert_int_eq(sqlite3_close(connection), SQLITE_OK); /* naast left no statement open */
    world_close(&world);
}

static void attach(void)
{
    int status = naast_store_attach(store, connection);
    ck_assert_msg(status == NAAST_OK || status == NAAST_OLDER, "%d: %s", status, naast_store_message(store));
    is_ok(store, naast_store_migrate(store));
}

START_TEST(test_naast_lives_beside_the_callers_tables)
{
    attach();
    naast_id deal = add_deal(store, "Attached", NULL, 0);
    add_item(store, deal, "purpose", NULL, "search");
    ck_assert_int_eq(number("SELECT count(*) FROM naast_deal d JOIN invoice i ON i.deal = d.id"), 1);
    ck_assert_int_eq(number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'naast_%' "
                            "AND name NOT LIKE 'sqlite_%'"),
                     1);
    is_sound(store);
}
END_TEST

START_TEST(test_attaching_makes_no_table_by_itself)
{
    int status = naast_store_attach(store, connection);
    ck_assert_msg(status == NAAST_OLDER || status == NAAST_OK, "%d", status);
    ck_assert_int_eq(number("SELECT count(*) FROM sqlite_master WHERE name LIKE 'naast_%'"), 0);
}
END_TEST

START_TEST(test_attaching_changes_no_setting)
{
    static const char *const pragmas[] = {"PRAGMA foreign_keys",   "PRAGMA synchronous",    "PRAGMA secure_delete",
                                          "PRAGMA trusted_schema", "PRAGMA busy_timeout",   "PRAGMA application_id",
                                          "PRAGMA user_version",   "PRAGMA cell_size_check"};
    int64_t before[8];
    run("PRAGMA busy_timeout = 1234; PRAGMA synchronous = NORMAL; PRAGMA user_version = 77");
    for (size_t i = 0; i < 8; i++)
        before[i] = number(pragmas[i]);
    attach();
    add_deal(store, "Attached", NULL, 0);
    for (size_t i = 0; i < 8; i++)
        ck_assert_msg(number(pragmas[i]) == before[i], "%s changed", pragmas[i]);
}
END_TEST

START_TEST(test_the_callers_rollback_takes_naasts_writes_along)
{
    attach();
    naast_id deal = add_deal(store, "Kept", NULL, 0);
    int64_t last = naast_operation_last(store);
    run("BEGIN IMMEDIATE; INSERT INTO invoice VALUES(2, 1)");
    add_item(store, deal, "purpose", NULL, "not to be");
    run("ROLLBACK");
    is_ok(store, naast_store_committed(store, 0));
    ck_assert_int_eq(naast_operation_last(store), last);
    ck_assert_int_eq(number("SELECT count(*) FROM invoice"), 1);
    ck_assert_int_eq(number("SELECT count(*) FROM naast_evidence"), 0);
    run("BEGIN IMMEDIATE; INSERT INTO invoice VALUES(2, 1)");
    add_item(store, deal, "purpose", NULL, "to be");
    run("COMMIT");
    is_ok(store, naast_store_committed(store, 1));
    ck_assert_int_gt(naast_operation_last(store), last);
    ck_assert_int_eq(number("SELECT count(*) FROM naast_evidence"), 1);
    is_sound(store);
}
END_TEST

START_TEST(test_a_call_that_fails_leaves_the_callers_transaction_alone)
{
    attach();
    naast_id deal = add_deal(store, "Kept", NULL, 0);
    run("BEGIN IMMEDIATE; INSERT INTO invoice VALUES(2, 1)");
    naast_item_spec spec = NAAST_ITEM_SPEC_INIT;
    spec.kind = "nonsense";
    is_status(store, naast_item_record(store, deal, &spec, NULL), NAAST_INVALID);
    ck_assert_int_eq(sqlite3_get_autocommit(connection), 0);
    run("COMMIT");
    ck_assert_int_eq(number("SELECT count(*) FROM invoice"), 2);
    is_sound(store);
}
END_TEST

START_TEST(test_foreign_keys_must_be_on)
{
    run("PRAGMA foreign_keys = OFF");
    is_status(store, naast_store_attach(store, connection), NAAST_INVALID);
    ck_assert_ptr_nonnull(strstr(naast_store_message(store), "PRAGMA foreign_keys"));
}
END_TEST

START_TEST(test_the_encoding_must_be_utf8)
{
    sqlite3 *other = NULL;
    ck_assert_int_eq(sqlite3_open(":memory:", &other), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(other, "PRAGMA encoding = 'UTF-16'; PRAGMA foreign_keys = ON; CREATE TABLE t(a)",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    is_status(store, naast_store_attach(store, other), NAAST_INVALID);
    naast_store_free(store);
    store = NULL;
    ck_assert_int_eq(sqlite3_close(other), SQLITE_OK);
}
END_TEST

START_TEST(test_a_stage_changes_only_with_its_transition)
{
    attach();
    add_deal(store, "Guarded", NULL, 0);
    char *message = NULL;
    ck_assert_int_ne(sqlite3_exec(connection, "UPDATE naast_deal SET stage = 'delivery'", NULL, NULL, &message),
                     SQLITE_OK);
    ck_assert_ptr_nonnull(strstr(message, "a stage changes only with its transition"));
    sqlite3_free(message);
    is_sound(store);
    run("UPDATE naast_deal SET title = 'Altered behind the back'");
    naast_verification *verification = NULL;
    is_status(store, naast_store_verify(store, NULL, &verification), NAAST_UNVERIFIED);
    ck_assert_int_eq(verification->ok, 0);
    ck_assert_str_eq(verification->findings[0].kind, "state");
    ck_assert_str_eq(verification->findings[0].code, "row_differs");
    naast_free(verification);
}
END_TEST

static int next_entry(void *context, const naast_entry **out) { return naast_export_next(context, out); }

START_TEST(test_an_attached_store_goes_out_into_a_file_of_its_own)
{
    attach();
    naast_id deal = add_deal(store, "Moving out", NULL, 0);
    add_item(store, deal, "purpose", NULL, "search");
    char path[128];
    naast_store *other = NULL;
    naast_export *exporting = NULL;
    naast_head head = NAAST_HEAD_INIT;
    naast_verification *verification = NULL;
    naast_store_import_spec spec = NAAST_STORE_IMPORT_SPEC_INIT;
    naast_options options = world_options(&world);
    world_path(&world, "own.db", path);
    is_ok(store, naast_export_begin(store, NULL, &head, &exporting));
    spec.uuid = head.uuid;
    spec.schema = head.schema;
    spec.next = next_entry;
    spec.context = exporting;
    ck_assert_int_eq(naast_store_new(&options, &other), NAAST_OK);
    is_ok(other, naast_store_import(other, path, &spec));
    naast_export_end(exporting);
    is_ok(other, naast_store_verify(other, NULL, &verification));
    ck_assert_str_eq(verification->head, head.head);
    naast_free(verification);
    naast_store_free(other);
    is_sound(store);
}
END_TEST

START_TEST(test_only_attached_stores_are_told_of_commits)
{
    is_status(store, naast_store_committed(store, 1), NAAST_INVALID);
    attach();
    is_status(store, naast_store_attach(store, connection), NAAST_INVALID);
}
END_TEST

/* ---- what the caller takes back, nothing is left of, whether naast is told or not ---- */

static const naast_kind kinds[] = {{.code = "letter"}};
static const char *const letter[] = {"letter", NULL};
static const naast_check strict[] = {{.code = "letter", .rule = NAAST_RULE_SOME, .kinds = letter}};
static const naast_check lax[] = {{.code = "letter", .rule = NAAST_RULE_SOME, .kinds = letter, .advisory = 1}};

static void look_at_gate(naast_store *by, naast_id deal)
{
    naast_evaluation *evaluation = NULL;
    is_ok(by, naast_gate_evaluate(by, deal, NULL, &evaluation));
    naast_free(evaluation);
}

/* A deal of a new pipeline of two stages, the second of which is won. */
static naast_id deal_of(naast_store *by, const char *name, const naast_check *check)
{
    const naast_stage stages[] = {{.code = "first", .gate = {.code = "gate", .checks = check, .check_count = 1}},
                                  {.code = "last", .won = 1}};
    naast_pipeline pipeline = NAAST_PIPELINE_INIT;
    pipeline.code = name;
    pipeline.kinds = kinds;
    pipeline.kind_count = 1;
    pipeline.stages = stages;
    pipeline.stage_count = 2;
    is_ok(by, naast_pipeline_add(by, &pipeline, NULL));
    return add_deal(by, name, name, 0);
}

static naast_store *other_handle(void)
{
    naast_store *other = NULL;
    naast_options options = world_options(&world);
    options.actor = "Cas";
    ck_assert_int_eq(naast_store_new(&options, &other), NAAST_OK);
    (void)naast_store_attach(other, connection);
    return other;
}

/* The ways to take something back. */
static const struct {
    const char *begin, *back, *after;
} ways[] = {
    {"BEGIN", "ROLLBACK", ""},
    {"BEGIN IMMEDIATE", "ROLLBACK", "BEGIN"},
    {"SAVEPOINT s", "ROLLBACK TO s", "RELEASE s"},
    {"SAVEPOINT s", "ROLLBACK TO s", ""},
    {"BEGIN; INSERT INTO invoice VALUES(2, 1); SAVEPOINT s", "ROLLBACK TO s", ""},
    {"BEGIN; INSERT INTO invoice VALUES(2, 1); SAVEPOINT s", "ROLLBACK TO s; RELEASE s", "COMMIT"},
};
enum { WAYS = sizeof ways / sizeof ways[0] };

static void finish(void)
{
    if (!sqlite3_get_autocommit(connection))
        run("COMMIT");
}

START_TEST(test_a_pipeline_that_was_rolled_back_does_not_judge)
{
    naast_deal *got = NULL;
    const int way = _i / 2, looked_at = _i % 2;
    attach();
    run(ways[way].begin);
    look_at_gate(store, deal_of(store, "draft", lax));
    run(ways[way].back);
    run(ways[way].after);
    naast_id deal = deal_of(store, "real", strict); /* under the key that the draft had */
    if (looked_at)
        look_at_gate(store, deal);
    is_status(store, naast_deal_advance(store, deal, NULL, NULL), NAAST_NOT_YET);
    add_item(store, deal, "letter", NULL, "here it is");
    is_ok(store, naast_deal_advance(store, deal, NULL, NULL));
    is_ok(store, naast_deal_get(store, deal, &got));
    ck_assert_str_eq(got->outcome, "won");
    naast_free(got);
    finish();
    is_sound(store);
}
END_TEST

START_TEST(test_a_pipeline_that_another_handle_took_back_does_not_judge)
{
    attach();
    naast_store *other = other_handle();
    is_ok(other, naast_operation_begin(other, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    look_at_gate(store, deal_of(other, "draft", lax));
    is_status(other, naast_operation_end(other, NAAST_CONFLICT), NAAST_CONFLICT);
    naast_id deal = deal_of(other, "real", strict);
    is_status(store, naast_deal_advance(store, deal, NULL, NULL), NAAST_NOT_YET);
    naast_store_free(other);
    is_sound(store);
}
END_TEST

START_TEST(test_a_pipeline_that_was_committed_judges)
{
    attach();
    run("BEGIN");
    naast_id deal = deal_of(store, "draft", lax);
    look_at_gate(store, deal);
    run("COMMIT");
    naast_id real = deal_of(store, "real", strict);
    is_ok(store, naast_deal_advance(store, deal, NULL, NULL));
    is_status(store, naast_deal_advance(store, real, NULL, NULL), NAAST_NOT_YET);
    is_sound(store);
}
END_TEST

static int64_t actors(const char *name)
{
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM naast_actor WHERE name = '%s'", name);
    return number(sql);
}

START_TEST(test_people_and_actors_that_were_rolled_back_are_nobody)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_hits *hits = NULL;
    attach();
    naast_store *other = other_handle(); /* its actor has not written yet */
    run(ways[_i].begin);
    naast_id gone = add_person(other, "Gone");
    add_deal(other, "Gone too", NULL, gone);
    run(ways[_i].back);
    run(ways[_i].after);
    ck_assert_int_eq(actors("Cas"), 0);
    spec.title = "Of nobody";
    spec.contact = gone;
    is_status(other, naast_deal_add(other, &spec, NULL), NAAST_NOT_FOUND);
    is_ok(other, naast_find(other, &(naast_find_spec){.size = sizeof(naast_find_spec), .text = "gone"},
                            &(naast_page){.size = sizeof(naast_page), .limit = 0}, &hits));
    ck_assert_uint_eq(hits->count, 0);
    naast_free(hits);
    naast_id here = add_person(other, "Here");
    ck_assert_int_eq(here, gone); /* the number is free again */
    add_deal(other, "Here too", NULL, here);
    ck_assert_int_eq(actors("Cas"), 1);
    is_ok(other, naast_find(other, &(naast_find_spec){.size = sizeof(naast_find_spec), .text = "here"},
                            &(naast_page){.size = sizeof(naast_page), .limit = 0}, &hits));
    ck_assert_uint_eq(hits->count, 2);
    naast_free(hits);
    finish();
    naast_store_free(other);
    is_sound(store);
}
END_TEST

START_TEST(test_tables_that_were_rolled_back_are_made_again)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_witness *witness = NULL;
    naast_deals *deals = NULL;
    is_status(store, naast_store_attach(store, connection), NAAST_OLDER);
    run(ways[_i].begin);
    is_ok(store, naast_store_migrate(store));
    is_ok(store, naast_store_migrate(store)); /* there is nothing to do */
    naast_store *other = other_handle();
    add_deal(store, "Gone", NULL, 0);
    add_deal(other, "Gone", NULL, 0);
    run(ways[_i].back);
    run(ways[_i].after);
    spec.title = "Too early";
    is_status(store, naast_deal_add(store, &spec, NULL), NAAST_OLDER);
    is_status(other, naast_deal_add(other, &spec, NULL), NAAST_OLDER);
    is_status(other, naast_deal_list(other, NULL, NULL, &deals), NAAST_OLDER);
    is_ok(other, naast_store_witness(other, &witness));
    naast_free(witness);
    ck_assert_int_eq(naast_operation_last(store), 0);
    is_ok(store, naast_store_migrate(store));
    add_deal(store, "Here", NULL, 0);
    add_deal(other, "Here", NULL, 0);
    is_ok(other, naast_store_migrate(other));
    finish();
    ck_assert_int_eq(number("SELECT count(*) FROM naast_deal"), 2);
    is_sound(store);
    is_sound(other);
    naast_store_free(other);
}
END_TEST

START_TEST(test_tables_that_were_committed_stay)
{
    is_status(store, naast_store_attach(store, connection), NAAST_OLDER);
    run("BEGIN");
    is_ok(store, naast_store_migrate(store));
    run("COMMIT");
    add_deal(store, "Here", NULL, 0);
    is_ok(store, naast_store_migrate(store));
    is_sound(store);
}
END_TEST

START_TEST(test_the_last_operation_is_one_that_stands)
{
    attach();
    naast_store *other = other_handle();
    naast_id deal = add_deal(store, "Kept", NULL, 0);
    const int64_t last = naast_operation_last(store);
    ck_assert_int_gt(last, 0);
    run(ways[_i].begin);
    add_item(store, deal, "purpose", NULL, "not to be");
    ck_assert_int_gt(naast_operation_last(store), last);
    run(ways[_i].back);
    ck_assert_int_eq(naast_operation_last(store), last);
    run(ways[_i].after);
    add_item(other, deal, "purpose", NULL, "of somebody else"); /* gets the number that was free again */
    ck_assert_int_eq(naast_operation_last(store), last);
    is_ok(store, naast_store_committed(store, 1)); /* it is not so */
    ck_assert_int_eq(naast_operation_last(store), last);
    finish();
    naast_store_free(other);
    is_sound(store);
}
END_TEST

START_TEST(test_the_last_operation_that_was_committed_stands)
{
    attach();
    naast_id deal = add_deal(store, "Kept", NULL, 0);
    const int64_t last = naast_operation_last(store);
    run("BEGIN");
    add_item(store, deal, "purpose", NULL, "to be");
    run("COMMIT");
    ck_assert_int_gt(naast_operation_last(store), last);
}
END_TEST

/* ---- what the caller takes back in the midst of an operation ---- */

static const struct {
    const char *before, *inside, *then; /* then: after the first call inside the operation */
    int open;                           /* the caller's transaction, after the operation */
} midst[] = {
    {"", "", "ROLLBACK", 0},
    {"", "", "ROLLBACK; BEGIN", 1},
    {"", "", "ROLLBACK; BEGIN; INSERT INTO invoice VALUES(9, 1)", 1},
    {"", "SAVEPOINT s", "ROLLBACK TO s", 0},
    {"", "SAVEPOINT s", "ROLLBACK TO s; RELEASE s", 0},
    {"BEGIN", "", "ROLLBACK", 0},
    {"BEGIN", "", "ROLLBACK; BEGIN", 1},
    {"BEGIN", "SAVEPOINT s", "ROLLBACK TO s", 1},
    {"BEGIN; SAVEPOINT s", "", "ROLLBACK TO s", 1},
    {"BEGIN; SAVEPOINT s", "", "ROLLBACK TO s; RELEASE s", 1},
    {"SAVEPOINT s", "", "ROLLBACK TO s", 1},
    {"SAVEPOINT s", "", "ROLLBACK TO s; RELEASE s; BEGIN", 1},
};
enum { MIDST = sizeof midst / sizeof midst[0] };

static void is_as_before_the_operation(int case_number, int64_t last)
{
    ck_assert_int_eq(!sqlite3_get_autocommit(connection), midst[case_number].open);
    finish();
    ck_assert_int_eq(number("SELECT count(*) FROM naast_deal"), 1);
    ck_assert_int_eq(number("SELECT count(*) FROM naast_meta"), 1);
    ck_assert_int_eq(number("SELECT count(*) FROM invoice WHERE id = 9"),
                     strstr(midst[case_number].then, "(9, 1)") != NULL);
    ck_assert_int_eq(naast_operation_last(store), last);
    is_sound(store);
    add_deal(store, "The next", NULL, 0);
    is_sound(store);
}

START_TEST(test_an_operation_that_was_rolled_back_in_its_midst_is_taken_back_whole)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    const int case_number = _i / 2, calls_more = _i % 2;
    spec.title = "After it";
    attach();
    add_deal(store, "Kept", NULL, 0);
    const int64_t last = naast_operation_last(store);
    run(midst[case_number].before);
    is_ok(store, naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    add_deal(store, "Before", NULL, 0);
    run(midst[case_number].inside);
    add_deal(store, "Gone", NULL, 0);
    run(midst[case_number].then);
    if (calls_more) {
        is_status(store, naast_deal_add(store, &spec, NULL), NAAST_IO);
        is_status(store, naast_deal_add(store, &spec, NULL), NAAST_IO);
    }
    is_status(store, naast_operation_end(store, NAAST_OK), NAAST_IO);
    ck_assert_str_eq(naast_store_code(store), "transaction_lost");
    is_as_before_the_operation(case_number, last);
}
END_TEST

START_TEST(test_an_import_that_was_rolled_back_in_its_midst_is_taken_back_whole)
{
    const char *fields[NAAST_FIELD_COUNT] = {[NAAST_FIELD_TITLE] = "Imported"};
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    naast_import *import = NULL;
    attach();
    add_deal(store, "Kept", NULL, 0);
    const int64_t last = naast_operation_last(store);
    run(midst[_i].before);
    is_ok(store, naast_import_begin(store, &spec, &import));
    is_ok(store, naast_import_row(import,
                                  NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                                  NULL));
    run(midst[_i].inside);
    is_ok(store, naast_import_row(import,
                                  NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                                  NULL));
    run(midst[_i].then);
    is_status(store,
              naast_import_row(
                  import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), NULL),
              NAAST_IO);
    is_status(store, naast_import_end(import, 1, NULL), NAAST_IO);
    is_as_before_the_operation(_i, last);
}
END_TEST

/* What the caller commits in the midst of an operation is whole by then. */
static const struct {
    const char *before, *then;
    int made; /* a row of the caller's */
} commits[] = {
    {"", "COMMIT", 0},
    {"BEGIN", "COMMIT", 0},
    {"BEGIN; INSERT INTO invoice VALUES (9, 1)", "COMMIT", 1},
    {"BEGIN", "COMMIT; BEGIN", 0},
    {"BEGIN", "COMMIT; BEGIN IMMEDIATE; INSERT INTO invoice VALUES (9, 1)", 1},
    {"SAVEPOINT theirs", "RELEASE theirs; BEGIN; INSERT INTO invoice VALUES (9, 1)", 1},
};
enum { COMMITS = sizeof commits / sizeof commits[0] };

static void what_was_committed_is_kept(int case_number, int64_t before, int64_t deals)
{
    is_sound(store);
    ck_assert_int_gt(naast_operation_last(store), before);
    finish();
    ck_assert_int_eq(number("SELECT count(*) FROM naast_deal"), deals);
    ck_assert_int_eq(number("SELECT count(*) FROM naast_meta"), 1);
    ck_assert_int_eq(number("SELECT count(*) FROM invoice WHERE id = 9"), commits[case_number].made);
    is_sound(store);
    add_deal(store, "The next", NULL, 0);
    is_sound(store);
}

START_TEST(test_an_operation_that_was_committed_in_its_midst_is_kept_so_far)
{
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    naast_deals *deals = NULL;
    const int case_number = _i / 4, calls_more = _i % 2, ends_failing = _i / 2 % 2;
    spec.title = "After it";
    attach();
    add_deal(store, "Kept", NULL, 0);
    const int64_t last = naast_operation_last(store);
    run(commits[case_number].before);
    is_ok(store, naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    add_deal(store, "Before", NULL, 0);
    is_ok(store, naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)));
    add_deal(store, "Taken back", NULL, 0);
    is_status(store, naast_operation_end(store, NAAST_CONFLICT), NAAST_CONFLICT);
    add_deal(store, "Before too", NULL, 0);
    run(commits[case_number].then);
    if (calls_more) {
        is_status(store, naast_deal_add(store, &spec, NULL), NAAST_CONFLICT);
        ck_assert_str_eq(naast_store_code(store), "committed_inside");
        is_status(store, naast_deal_list(store, NULL, NULL, &deals), NAAST_CONFLICT);
    }
    is_status(store, naast_operation_end(store, ends_failing ? NAAST_INVALID : NAAST_OK), NAAST_CONFLICT);
    ck_assert_str_eq(naast_store_code(store), "committed_inside");
    what_was_committed_is_kept(case_number, last, 3);
}
END_TEST

START_TEST(test_an_inner_operation_that_was_committed_in_its_midst_is_kept_so_far)
{
    attach();
    const int64_t last = naast_operation_last(store);
    run(commits[_i].before);
    is_ok(store, naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    is_ok(store, naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)));
    add_deal(store, "Before", NULL, 0);
    run(commits[_i].then);
    (void)naast_operation_end(store, NAAST_OK);
    is_status(store, naast_operation_end(store, NAAST_OK), NAAST_CONFLICT);
    what_was_committed_is_kept(_i, last, 1);
}
END_TEST

START_TEST(test_an_import_that_was_committed_in_its_midst_is_kept_so_far)
{
    const char *fields[NAAST_FIELD_COUNT] = {[NAAST_FIELD_TITLE] = "Imported"};
    naast_import_spec spec = NAAST_IMPORT_SPEC_INIT;
    naast_import *import = NULL;
    attach();
    const int64_t last = naast_operation_last(store);
    run(commits[_i].before);
    is_ok(store, naast_import_begin(store, &spec, &import));
    is_ok(store, naast_import_row(import,
                                  NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT),
                                  NULL));
    run(commits[_i].then);
    is_status(store,
              naast_import_row(
                  import, NAAST_SPEC(naast_import_row_spec, .fields = fields, .field_count = NAAST_FIELD_COUNT), NULL),
              NAAST_CONFLICT);
    is_status(store, naast_import_end(import, 1, NULL), NAAST_CONFLICT);
    what_was_committed_is_kept(_i, last, 1);
}
END_TEST

/* Two handles write by turns in one operation of the first: each has its entries, which follow each other. */
START_TEST(test_operations_of_two_handles_in_one_transaction)
{
    attach();
    naast_store *other = other_handle();
    run("BEGIN");
    is_ok(store, naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    add_deal(store, "One", NULL, 0);
    add_deal(other, "Of another", NULL, 0);
    add_deal(store, "Two", NULL, 0);
    is_ok(store, naast_operation_end(store, NAAST_OK));
    run("COMMIT");
    ck_assert_int_eq(number("SELECT count(*) FROM naast_deal"), 3);
    is_sound(store);
    naast_store_free(other);
}
END_TEST

/* The caller's savepoints are his own affair, as long as none of naast's writes goes with them. */
START_TEST(test_an_operation_goes_on_after_a_rollback_of_what_is_the_callers)
{
    static const char *const begins[] = {"", "BEGIN"};
    attach();
    run(begins[_i]);
    is_ok(store, naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    add_deal(store, "One", NULL, 0);
    run("SAVEPOINT s; INSERT INTO invoice VALUES(2, 1)");
    naast_id two = add_deal(store, "Two", NULL, 0);
    run("RELEASE s; SAVEPOINT s; INSERT INTO invoice VALUES(3, 1); ROLLBACK TO s");
    is_ok(store, naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_TALK)));
    add_item(store, two, "purpose", NULL, "search");
    is_status(store, naast_operation_end(store, NAAST_CONFLICT), NAAST_CONFLICT);
    add_item(store, two, "purpose", NULL, "search");
    is_ok(store, naast_operation_end(store, NAAST_OK));
    finish();
    ck_assert_int_eq(number("SELECT count(*) FROM naast_deal"), 2);
    ck_assert_int_eq(number("SELECT count(*) FROM naast_evidence"), 1);
    ck_assert_int_eq(number("SELECT count(*) FROM invoice"), 2);
    ck_assert_int_eq(number("SELECT count(*) FROM naast_meta"), 1);
    is_sound(store);
}
END_TEST

/* ---- what is written outside the store tells only of what nobody takes back ---- */

static void attach_with_witness(void)
{
    static char folder[128];
    naast_options options = world_options(&world);
    world_path(&world, "witnesses", folder);
    options.witness = folder;
    naast_store_free(store);
    ck_assert_int_eq(naast_store_new(&options, &store), NAAST_OK);
    (void)naast_store_attach(store, connection);
}

static void witness_agrees(const char *seen)
{
    naast_witness *witness = NULL;
    is_ok(store, naast_store_witness(store, &witness));
    ck_assert_str_eq(witness->code, "agrees");
    ck_assert_msg(strncmp(witness->seen, seen, strlen(seen)) == 0, "%s", witness->seen);
    ck_assert_msg(strcmp(witness->verified, "") == 0 || strcmp(witness->verified, witness->seen) == 0, "%s",
                  witness->verified);
    naast_free(witness);
}

START_TEST(test_the_witness_is_not_told_of_what_may_be_rolled_back)
{
    char seen[24];
    attach_with_witness();
    is_ok(store, naast_store_migrate(store));
    add_deal(store, "Kept", NULL, 0);
    snprintf(seen, sizeof seen, "%lld:", (long long)number("SELECT seq FROM naast_head"));
    run("BEGIN");
    add_deal(store, "Gone", NULL, 0);
    is_status(store, naast_store_trust(store), NAAST_CONFLICT);
    ck_assert_str_eq(naast_store_code(store), "in_transaction");
    is_sound(store);
    run("ROLLBACK");
    witness_agrees(seen);
    is_ok(store, naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    is_status(store, naast_store_trust(store), NAAST_CONFLICT);
    is_ok(store, naast_operation_end(store, NAAST_OK));
    attach_with_witness();
    witness_agrees(seen);
    is_ok(store, naast_store_trust(store));
    is_sound(store);
    witness_agrees(seen);
}
END_TEST

START_TEST(test_the_witness_is_of_the_store_that_was_made_last)
{
    char seen[24];
    naast_store *other = other_handle();
    run("BEGIN");
    is_ok(other, naast_store_migrate(other));
    attach_with_witness(); /* the witness of a store that there will not be */
    run("ROLLBACK");
    is_ok(other, naast_store_migrate(other));
    add_deal(store, "Kept", NULL, 0);
    snprintf(seen, sizeof seen, "%lld:", (long long)number("SELECT seq FROM naast_head"));
    attach_with_witness();
    witness_agrees(seen);
    naast_store_free(other);
    is_sound(store);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("attach");
    TCase *tests = tcase_create("attach");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_naast_lives_beside_the_callers_tables);
    tcase_add_loop_test(tests, test_an_operation_that_was_committed_in_its_midst_is_kept_so_far, 0, 4 * COMMITS);
    tcase_add_loop_test(tests, test_an_inner_operation_that_was_committed_in_its_midst_is_kept_so_far, 0, COMMITS);
    tcase_add_loop_test(tests, test_an_import_that_was_committed_in_its_midst_is_kept_so_far, 0, COMMITS);
    tcase_add_test(tests, test_operations_of_two_handles_in_one_transaction);
    tcase_add_test(tests, test_attaching_makes_no_table_by_itself);
    tcase_add_test(tests, test_attaching_changes_no_setting);
    tcase_add_test(tests, test_the_callers_rollback_takes_naasts_writes_along);
    tcase_add_test(tests, test_a_call_that_fails_leaves_the_callers_transaction_alone);
    tcase_add_test(tests, test_foreign_keys_must_be_on);
    tcase_add_test(tests, test_the_encoding_must_be_utf8);
    tcase_add_test(tests, test_a_stage_changes_only_with_its_transition);
    tcase_add_test(tests, test_an_attached_store_goes_out_into_a_file_of_its_own);
    tcase_add_test(tests, test_only_attached_stores_are_told_of_commits);
    tcase_add_loop_test(tests, test_a_pipeline_that_was_rolled_back_does_not_judge, 0, 2 * WAYS);
    tcase_add_test(tests, test_a_pipeline_that_another_handle_took_back_does_not_judge);
    tcase_add_test(tests, test_a_pipeline_that_was_committed_judges);
    tcase_add_loop_test(tests, test_people_and_actors_that_were_rolled_back_are_nobody, 0, WAYS);
    tcase_add_loop_test(tests, test_tables_that_were_rolled_back_are_made_again, 0, WAYS);
    tcase_add_test(tests, test_tables_that_were_committed_stay);
    tcase_add_loop_test(tests, test_the_last_operation_is_one_that_stands, 0, WAYS);
    tcase_add_test(tests, test_the_last_operation_that_was_committed_stands);
    tcase_add_loop_test(tests, test_an_operation_that_was_rolled_back_in_its_midst_is_taken_back_whole, 0, 2 * MIDST);
    tcase_add_loop_test(tests, test_an_import_that_was_rolled_back_in_its_midst_is_taken_back_whole, 0, MIDST);
    tcase_add_loop_test(tests, test_an_operation_goes_on_after_a_rollback_of_what_is_the_callers, 0, 2);
    tcase_add_test(tests, test_the_witness_is_not_told_of_what_may_be_rolled_back);
    tcase_add_test(tests, test_the_witness_is_of_the_store_that_was_made_last);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
