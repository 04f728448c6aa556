/* test_handle_reading.c: who acts, in which language, how far a store has come, waiting for more, reading in one state.
 */
#include "naast-exchange.h"
#include "naast-sqlite.h"

#include "fixtures/evidence.h"
#include "fixtures/forge.h"

#include <poll.h>
#include <pthread.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

static struct fixture f;
static naast_store *other;

static void setup(void)
{
    fixture_open(&f);
    other = fixture_handle(&f);
    ck_assert_int_eq(naast_store_open(other, f.path, NULL), NAAST_OK);
}

static void teardown(void)
{
    naast_store_free(other);
    fixture_close(&f);
}

static void add_org(naast_store *store, const char *name)
{
    naast_id id = 0;
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    spec.name = name;
    ck_assert_int_eq(naast_org_add(store, &spec, &id), NAAST_OK);
}

static size_t orgs(naast_store *store)
{
    naast_orgs *list = NULL;
    ck_assert_int_eq(naast_org_list(store, NULL, NULL, &list), NAAST_OK);
    const size_t count = list->count;
    naast_free(list);
    return count;
}

static int64_t seq_of(naast_store *store)
{
    naast_head head = NAAST_HEAD_INIT;
    ck_assert_int_eq(naast_store_head(store, &head), NAAST_OK);
    return head.seq;
}

START_TEST(test_each_entry_has_who_acted_then)
{
    naast_log *log = NULL;
    expect_ok(&f, naast_store_set_actor(f.store, "Anna"));
    add_org(f.store, "Waterdam");
    expect_ok(&f, naast_store_set_actor(f.store, NULL));
    add_org(f.store, "Zeedijk");
    expect_ok(&f, naast_log_list(f.store, NULL, NULL, &log));
    ck_assert_str_eq(log->items[0].actor, "unknown");
    /* the first entry of an actor is that the store has them */
    ck_assert_str_eq(log->items[2].actor, "Anna");
    naast_free(log);
    expect(&f, naast_store_set_actor(f.store, "a\nb"), NAAST_INVALID, "text_control");
    expect(&f, naast_store_set_actor(f.store, " "), NAAST_INVALID, "text_missing");
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    expect(&f, naast_store_set_actor(f.store, "Bo"), NAAST_CONFLICT, "in_operation");
    expect_ok(&f, naast_operation_end(f.store, NAAST_OK));
    ck_assert_int_eq(naast_store_set_actor(NULL, "Bo"), NAAST_INVALID);
}
END_TEST

START_TEST(test_the_language_can_change)
{
    naast_org *org = NULL;
    expect_ok(&f, naast_store_set_language(f.store, NAAST_LANGUAGE_DUTCH));
    expect(&f, naast_org_get(f.store, 99, &org), NAAST_NOT_FOUND, "org_not_found");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f.store), "er is geen"));
    expect_ok(&f, naast_store_set_language(f.store, NAAST_LANGUAGE_ENGLISH));
    expect(&f, naast_store_set_language(f.store, (naast_language)7), NAAST_INVALID, "language");
    ck_assert_int_eq(naast_store_set_language(NULL, NAAST_LANGUAGE_DUTCH), NAAST_INVALID);
}
END_TEST

START_TEST(test_the_head_is_that_of_verification)
{
    naast_head head = NAAST_HEAD_INIT, none = {.size = 3}, old = {.size = sizeof(uint32_t), .seq = 7};
    naast_verification *verification = NULL;
    expect_ok(&f, naast_store_head(f.store, &head));
    expect_ok(&f, naast_store_verify(f.store, NULL, &verification));
    ck_assert_str_eq(head.head, verification->head);
    ck_assert_int_eq(head.seq, strtoll(verification->head, NULL, 10));
    ck_assert_uint_eq(strlen(head.uuid), 36);
    ck_assert_int_gt(head.schema, 0);
    naast_free(verification);
    expect(&f, naast_store_head(f.store, &none), NAAST_INVALID, "spec_size");
    expect(&f, naast_store_head(f.store, NULL), NAAST_INVALID, "argument_null");
    expect_ok(&f, naast_store_head(f.store, &old));
    ck_assert_int_eq(old.seq, 7);
    ck_assert_int_eq(naast_store_head(NULL, &head), NAAST_INVALID);
}
END_TEST

START_TEST(test_a_journal_without_a_head_is_unverified)
{
    naast_head head = NAAST_HEAD_INIT;
    forge_head(f.path);
    expect(&f, naast_store_head(f.store, &head), NAAST_UNVERIFIED, "journal_unreadable");
    naast_export *exporting = NULL;
    expect(&f, naast_export_begin(f.store, NULL, &head, &exporting), NAAST_UNVERIFIED, "journal_unreadable");
    ck_assert_ptr_null(exporting);
    ck_assert_int_eq(head.seq, 0);
}
END_TEST

static void *write_later(void *unused)
{
    (void)unused;
    usleep(100000);
    add_org(other, "Later");
    return NULL;
}

START_TEST(test_waiting_ends_when_another_writes)
{
    pthread_t thread;
    int64_t seq = 0;
    const int64_t before = seq_of(f.store);
    expect_ok(&f, naast_store_wait(f.store, before - 1, 10000, &seq)); /* it is there already */
    ck_assert_int_eq(seq, before);
    expect_ok(&f, naast_store_wait(f.store, before, 0, &seq));
    ck_assert_int_eq(seq, before);
    expect_ok(&f, naast_store_wait(f.store, before, 30, &seq));
    ck_assert_int_eq(seq, before);
    ck_assert_int_eq(pthread_create(&thread, NULL, write_later, NULL), 0);
    expect_ok(&f, naast_store_wait(f.store, before, 20000, &seq));
    ck_assert_int_gt(seq, before);
    pthread_join(thread, NULL);
}
END_TEST

START_TEST(test_a_descriptor_becomes_readable_when_another_writes)
{
    int fd = -1, again = -1;
    int64_t seq = 0;
    const int64_t before = seq_of(f.store);
    expect_ok(&f, naast_store_wait_fd(f.store, &fd));
    expect_ok(&f, naast_store_wait_fd(f.store, &again));
    ck_assert_int_eq(fd, again);
    struct pollfd one = {.fd = fd, .events = POLLIN};
    ck_assert_int_eq(poll(&one, 1, 0), 0);
    add_org(other, "Seen");
    ck_assert_int_eq(poll(&one, 1, 5000), 1);
    expect_ok(&f, naast_store_wait(f.store, before, 5000, &seq));
    ck_assert_int_gt(seq, before);
    ck_assert_int_eq(poll(&one, 1, 0), 0); /* taken */
}
END_TEST

START_TEST(test_no_descriptor_is_left_for_notices)
{
    struct rlimit before, none;
    int fd = -1;
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &before), 0);
    none = before;
    none.rlim_cur = 0;
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
    expect(&f, naast_store_wait_fd(f.store, &fd), NAAST_IO, "wait_no_notices");
    ck_assert_int_eq(fd, -1);
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &before), 0);
    expect_ok(&f, naast_store_wait_fd(f.store, &fd));
}
END_TEST

START_TEST(test_what_cannot_be_waited_for)
{
    int64_t seq = 0;
    int fd = 0;
    sqlite3 *db = NULL;
    naast_store *file = f.store, *empty = fixture_handle(&f);
    expect(&f, naast_store_wait(f.store, 0, 0, NULL), NAAST_INVALID, "argument_null");
    expect(&f, naast_store_wait_fd(f.store, NULL), NAAST_INVALID, "argument_null");
    ck_assert_int_eq(naast_store_wait(NULL, 0, 0, &seq), NAAST_INVALID);
    ck_assert_int_eq(naast_store_wait_fd(NULL, &fd), NAAST_INVALID);
    expect_ok(&f, naast_read_begin(f.store));
    expect(&f, naast_store_wait(f.store, 0, 0, &seq), NAAST_CONFLICT, "wait_in_read");
    expect(&f, naast_store_wait_fd(f.store, &fd), NAAST_CONFLICT, "wait_in_read");
    expect_ok(&f, naast_read_end(f.store));
    f.store = empty;
    expect(&f, naast_store_wait(f.store, 0, 0, &seq), NAAST_INVALID, "store_closed");
    ck_assert_int_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(naast_store_attach(f.store, db), NAAST_OLDER);
    expect_ok(&f, naast_store_migrate(f.store));
    expect(&f, naast_store_wait(f.store, 0, 0, &seq), NAAST_INVALID, "wait_nothing");
    expect(&f, naast_store_wait_fd(f.store, &fd), NAAST_INVALID, "wait_nothing");
    expect(&f, naast_read_begin(f.store), NAAST_INVALID, "read_attached");
    f.store = file;
    naast_store_free(empty);
    sqlite3_close(db);
}
END_TEST

START_TEST(test_a_read_sees_one_state)
{
    naast_id id = 0;
    naast_org_spec spec = NAAST_ORG_SPEC_INIT;
    const size_t before = orgs(f.store);
    spec.name = "Not now";
    expect_ok(&f, naast_read_begin(f.store));
    add_org(other, "Meanwhile");
    ck_assert_uint_eq(orgs(f.store), before);
    expect_ok(&f, naast_read_begin(f.store)); /* nests */
    expect_ok(&f, naast_read_end(f.store));
    ck_assert_uint_eq(orgs(f.store), before);
    expect(&f, naast_org_add(f.store, &spec, &id), NAAST_CONFLICT, "write_in_read");
    expect(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)),
           NAAST_CONFLICT, "write_in_read");
    expect(&f, naast_store_migrate(f.store), NAAST_CONFLICT, "in_operation");
    expect_ok(&f, naast_read_end(f.store));
    ck_assert_uint_eq(orgs(f.store), before + 1);
    expect(&f, naast_read_end(f.store), NAAST_INVALID, "no_read");
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    expect(&f, naast_read_begin(f.store), NAAST_CONFLICT, "in_operation");
    expect_ok(&f, naast_operation_end(f.store, NAAST_OK));
    ck_assert_int_eq(naast_read_begin(NULL), NAAST_INVALID);
    ck_assert_int_eq(naast_read_end(NULL), NAAST_INVALID);
}
END_TEST

START_TEST(test_a_handle_that_only_reads_reads_in_one_state_too)
{
    naast_store *writer = f.store, *reader = fixture_handle(&f);
    f.store = reader;
    expect(&f, naast_read_begin(f.store), NAAST_INVALID, "store_closed");
    expect_ok(&f, naast_store_open(f.store, f.path, NAAST_SPEC(naast_open_spec, .mode = NAAST_OPEN_READ_ONLY)));
    const size_t before = orgs(reader);
    expect_ok(&f, naast_read_begin(f.store));
    add_org(writer, "Meanwhile");
    ck_assert_uint_eq(orgs(reader), before);
    f.store = writer;
    naast_store_free(reader); /* with the read open */
}
END_TEST

/* Pages of three, each begun where the one before says; returns how many entries there were, in the order asked for. */
static int64_t walk_log(int rising, int64_t from)
{
    naast_log_filter filter = NAAST_LOG_FILTER_INIT;
    naast_page page = NAAST_PAGE_INIT;
    char after[32] = "";
    int64_t entries = 0, last = from, more = 1;
    page.limit = 3;
    page.after = after;
    filter.oldest_first = rising;
    filter.after = rising ? from : 0;
    filter.before = rising ? 0 : from;
    while (more) {
        naast_log *log = NULL;
        expect_ok(&f, naast_log_list(f.store, &filter, &page, &log));
        more = log->more;
        ck_assert_int_eq(more, *log->next != '\0');
        ck_assert(!more || log->count == 3);
        for (size_t k = 0; k < log->count; k++, entries++) {
            ck_assert(entries == 0 || log->items[k].seq == last + (rising ? 1 : -1));
            last = log->items[k].seq;
        }
        snprintf(after, sizeof after, "%s", log->next);
        naast_free(log);
    }
    return entries;
}

START_TEST(test_the_log_is_read_in_pages_both_ways)
{
    const int64_t seq = seq_of(f.store);
    ck_assert_int_gt(seq, 4);
    ck_assert_int_eq(walk_log(0, 0), seq);
    ck_assert_int_eq(walk_log(0, 4), 3);
    ck_assert_int_eq(walk_log(1, 0), seq);
    ck_assert_int_eq(walk_log(1, 2), seq - 2);
    ck_assert_int_eq(walk_log(1, seq), 0);
    ck_assert_int_eq(walk_log(1, INT64_MAX), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("handles that read");
    TCase *tests = tcase_create("reading");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_each_entry_has_who_acted_then);
    tcase_add_test(tests, test_the_language_can_change);
    tcase_add_test(tests, test_the_head_is_that_of_verification);
    tcase_add_test(tests, test_a_journal_without_a_head_is_unverified);
    tcase_add_test(tests, test_waiting_ends_when_another_writes);
    tcase_add_test(tests, test_a_descriptor_becomes_readable_when_another_writes);
    tcase_add_test(tests, test_no_descriptor_is_left_for_notices);
    tcase_add_test(tests, test_what_cannot_be_waited_for);
    tcase_add_test(tests, test_the_log_is_read_in_pages_both_ways);
    tcase_add_test(tests, test_a_read_sees_one_state);
    tcase_add_test(tests, test_a_handle_that_only_reads_reads_in_one_state_too);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
