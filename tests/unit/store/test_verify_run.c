/* test_verify_run.c: verification cut into pieces: by several threads it finds what one finds, it can be stopped, and
 * it can begin where it ended last. */
#include "domain/history/verify.h"
#include "fixtures/journal.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/operation.h"
#include "store/record/record.h"
#include "store/session/store.h"
#include "store/session/transaction.h"

static struct fixture fixture, *const f = &fixture;
static char witnesses[128];

enum { MANY = 1300 };

static void come(naast_allocator allocator)
{
    naast_options options = NAAST_OPTIONS_INIT;
    options.actor = "Anna";
    options.clock = (naast_clock){fixture_now, f};
    options.witness = witnesses;
    options.allocator = allocator;
    ck_assert_int_eq(naast_store_new(&options, &f->store), 0);
    ok(store_open(f->store, f->path, NAAST_OPEN_READ_WRITE));
}

static int add_org(const char *name)
{
    static int64_t number = 1000;
    unsigned char uuid[16];
    struct rec_value row[ORG_COLUMNS] = {[ORG_UUID] = uuid_value(uuid, number++),
                                         [ORG_NAME] = rec_text(name),
                                         [ORG_FOLDED] = rec_text(name),
                                         [ORG_VOID] = rec_int(0)};
    return rec_insert(f->store, &table_org, row, NULL);
}

/* One operation, an entry for each. */
static void add_orgs(int count)
{
    ok(write_begin(f->store, OP_IMPORT));
    for (int k = 0; k < count; k++)
        ok(add_org("waterdam"));
    ok(write_end(f->store, 0));
}

static void set_up(void)
{
    fixture_open(f);
    store_close(f->store);
    naast_store_free(f->store);
    snprintf(witnesses, sizeof witnesses, "%s/witnesses", f->folder);
    come((naast_allocator){0});
    add_orgs(MANY);
}

static void tear_down(void)
{
    char command[200];
    snprintf(command, sizeof command, "rm -rf '%s'", witnesses);
    ck_assert_int_eq(system(command), 0);
    fixture_close(f);
}

/* What it finds: "code at seq" for each; and how much it looked at. */
static void find(const naast_verify_spec *spec, char out[1000], int64_t *entries, int64_t *rows)
{
    naast_verification *result = NULL;
    const int status = naast_store_verify(f->store, spec, &result);
    ck_assert_msg(status == 0 || status == NAAST_UNVERIFIED, "%d %s", status, naast_store_message(f->store));
    *out = '\0';
    for (size_t k = 0; k < result->finding_count; k++)
        snprintf(out + strlen(out), 1000 - strlen(out), "%s at %lld of %s %lld; ", result->findings[k].code,
                 (long long)result->findings[k].seq, result->findings[k].table, (long long)result->findings[k].row);
    *entries = result->entries;
    *rows = result->rows;
    naast_free(result);
}

static const char *const changes[] = {
    "SELECT 1",
    "UPDATE naast_journal SET at = at + 1 WHERE seq % 300 = 7",
    "UPDATE naast_journal SET h = zeroblob(32) WHERE seq = 327",
    "DELETE FROM naast_journal WHERE seq BETWEEN 320 AND 340",
    "DELETE FROM naast_journal WHERE seq IN (81, 82, 83, 164, 246, 327, 328, 654, 1309)",
    "DELETE FROM naast_body WHERE id >> 8 BETWEEN 81 AND 90",
    "UPDATE naast_body SET salt = zeroblob(16) WHERE id % 2000 = 0",
    "INSERT INTO naast_body(id, salt, bytes) VALUES (-256, zeroblob(16), x''), (9999 << 8, zeroblob(16), x'')",
    "UPDATE naast_org SET note = 'x' WHERE id % 100 = 3",
    "DELETE FROM naast_org WHERE id > 900",
    "UPDATE naast_org SET id = id + 5000 WHERE id % 500 = 0",
    "UPDATE naast_journal SET root_kind = 300 WHERE seq = 500",
    "UPDATE naast_journal SET first = seq - 1 WHERE seq % 82 = 0",
    "UPDATE naast_journal SET actor = 777 WHERE seq > 1200",
    "UPDATE naast_journal SET op = 200 WHERE seq IN (81, 82, 83, 164, 246, 327, 328)",
    "UPDATE naast_journal SET root_id = root_id + 1 WHERE seq > 1200",
    "UPDATE naast_journal SET seq = -seq WHERE seq < 5",
    "DELETE FROM naast_journal",
    "DELETE FROM naast_journal WHERE seq > 700; DELETE FROM naast_head"};
enum { CHANGES = sizeof changes / sizeof changes[0] };

START_TEST(test_several_threads_find_what_one_finds)
{
    char alone[1000], together[1000];
    int64_t entries[2], rows[2];
    naast_verify_spec spec = NAAST_VERIFY_SPEC_INIT;
    sqlite3 *db = outsider_open(f);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    ck_assert_msg(outsider_run(db, changes[_i]) == SQLITE_OK, "%s: %s", changes[_i], sqlite3_errmsg(db));
    sqlite3_close(db);
    spec.threads = 1;
    find(&spec, alone, &entries[0], &rows[0]);
    ck_assert_int_eq(*alone == '\0', _i == 0);
    for (uint32_t threads = 2; threads <= 16; threads += 7) {
        spec.threads = threads;
        find(&spec, together, &entries[1], &rows[1]);
        ck_assert_msg(strcmp(alone, together) == 0, "%s:\n%s by one\n%s by %u", changes[_i], alone, together, threads);
        ck_assert_int_eq(entries[0], entries[1]);
        ck_assert_int_eq(rows[0], rows[1]);
    }
}
END_TEST

struct watched {
    int64_t calls, last, total, stop_at;
};

static int watch(void *context, int64_t done, int64_t total)
{
    struct watched *watched = context;
    ck_assert_int_ge(done, watched->last);
    ck_assert_int_le(done, total);
    watched->last = done;
    watched->total = total;
    return ++watched->calls == watched->stop_at;
}

START_TEST(test_it_tells_how_far_it_is)
{
    char found[1000];
    int64_t entries, rows;
    struct watched watched = {0};
    naast_verify_spec spec = NAAST_VERIFY_SPEC_INIT;
    spec.progress = watch;
    spec.context = &watched;
    spec.threads = (uint32_t)_i;
    find(&spec, found, &entries, &rows);
    ck_assert_str_eq(found, "");
    ck_assert_int_ge(watched.calls, 1);
    ck_assert_int_eq(watched.total, 2 * entries);
}
END_TEST

START_TEST(test_it_can_be_stopped)
{
    naast_verification *result = NULL;
    struct watched watched = {.stop_at = 1};
    naast_verify_spec spec = NAAST_VERIFY_SPEC_INIT;
    spec.progress = watch;
    spec.context = &watched;
    spec.threads = 1;
    ck_assert_int_eq(naast_store_verify(f->store, &spec, &result), NAAST_STOPPED);
    ck_assert_str_eq(naast_store_code(f->store), "stopped");
    ck_assert_str_eq(naast_status_code(NAAST_STOPPED), "stopped");
    ck_assert_ptr_null(result);
    check_verifies(f);
    add_orgs(1);
}
END_TEST

static void *counted_resize(void *context, void *ptr, size_t size)
{
    ++*(int64_t *)context;
    if (size > 0)
        return realloc(ptr, size);
    free(ptr);
    return NULL;
}

START_TEST(test_with_an_allocator_of_ones_own_or_inside_an_operation_one_thread_does_it)
{
    int64_t requests = 0;
    naast_verification *result = NULL;
    naast_verify_spec spec = NAAST_VERIFY_SPEC_INIT;
    spec.threads = 4;
    store_close(f->store);
    naast_store_free(f->store);
    come((naast_allocator){counted_resize, &requests});
    const int64_t before = requests;
    ok(naast_store_verify(f->store, &spec, &result));
    ck_assert_int_gt(requests - before, MANY); /* the rows of each root lie in it */
    naast_free(result);
    ok(write_begin(f->store, OP_BATCH));
    ck_assert_int_eq(naast_store_verify(f->store, &spec, &result), NAAST_CONFLICT);
    ck_assert_str_eq(naast_store_code(f->store), "in_operation");
    ok(verify_inside(f->store, &spec, &result));
    naast_free(result);
    ok(add_org("and goes on"));
    ok(write_end(f->store, 0));
    check_verifies(f);
}
END_TEST

/* ---- since the last time ---- */

static int64_t since_last(char found[1000])
{
    int64_t entries = 0, rows = 0;
    naast_verify_spec spec = NAAST_VERIFY_SPEC_INIT;
    spec.since_last = 1;
    find(&spec, found, &entries, &rows);
    return entries;
}

static void outsider_changes(const char *sql)
{
    sqlite3 *db = outsider_open(f);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    ck_assert_msg(outsider_run(db, sql) == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

START_TEST(test_since_the_last_time_it_reads_what_is_new_and_the_rows_that_that_is_about)
{
    char found[1000];
    ck_assert_int_gt(since_last(found), MANY); /* never before: everything */
    ck_assert_int_eq(since_last(found), 0);
    ok(write_begin(f->store, OP_RECORD));
    ok(add_note(f, child_key(1, 0), "what was said", NULL));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(since_last(found), 1);
    ck_assert_str_eq(found, "");
    ok(write_begin(f->store, OP_RECORD));
    ok(add_note(f, child_key(1, 0), "what else was said", NULL));
    ok(write_end(f->store, 0));
    outsider_changes("UPDATE naast_deal SET title = title || '.'"); /* the deal that it is about */
    ck_assert_int_eq(since_last(found), 1);
    ck_assert_ptr_nonnull(strstr(found, "row_differs"));
    ck_assert_int_eq(since_last(found), 1); /* what was found is not taken for verified */
}
END_TEST

START_TEST(test_since_the_last_time_it_passes_over_the_rest)
{
    static const char *const passed_over[] = {
        "UPDATE naast_org SET note = 'x' WHERE id = 500", "UPDATE naast_journal SET at = at + 1 WHERE seq = 500",
        "UPDATE naast_body SET salt = zeroblob(16) WHERE id = 500 << 8", "UPDATE naast_funnel SET deals = deals + 1",
        "INSERT INTO naast_setting VALUES (9, 'x', 'y')"};
    char found[1000];
    (void)since_last(found);
    add_orgs(1);
    outsider_changes(passed_over[_i]);
    ck_assert_int_eq(since_last(found), 1);
    ck_assert_str_eq(found, "");
    verify_codes(f->store, found, sizeof found);
    ck_assert_str_ne(found, ""); /* and all of it shows */
}
END_TEST

START_TEST(test_it_does_not_go_by_a_place_that_the_journal_no_longer_has)
{
    char found[1000];
    (void)since_last(found);
    add_orgs(1);
    outsider_changes("UPDATE naast_journal SET h = zeroblob(32) WHERE seq = (SELECT max(seq) - 1 FROM naast_journal)");
    ck_assert_int_gt(since_last(found), MANY);
    ck_assert_ptr_nonnull(strstr(found, "hash_differs"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verification in pieces");
    TCase *tests = tcase_create("verification in pieces");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, test_several_threads_find_what_one_finds, 0, CHANGES);
    tcase_add_loop_test(tests, test_it_tells_how_far_it_is, 1, 4);
    tcase_add_test(tests, test_it_can_be_stopped);
    tcase_add_test(tests, test_with_an_allocator_of_ones_own_or_inside_an_operation_one_thread_does_it);
    tcase_add_test(tests, test_since_the_last_time_it_reads_what_is_new_and_the_rows_that_that_is_about);
    tcase_add_loop_test(tests, test_since_the_last_time_it_passes_over_the_rest, 0, 5);
    tcase_add_test(tests, test_it_does_not_go_by_a_place_that_the_journal_no_longer_has);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
