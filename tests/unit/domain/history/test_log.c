/* test_log.c: the journal as people read it. */
#include "fixtures/journal.h"
#include "base/env/env.h"
#include "base/values/ids.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/record/journal_body.h"
#include "store/session/store.h"
#include "store/session/transaction.h"

static struct fixture fixture, *const f = &fixture;

/* Entries: 1 pipeline, 2 organisation, 3 person, 4 store, 5 deal (opened), 6 deal (recorded). */
static void set_up(void) { fixture_open(f); }
static void tear_down(void) { fixture_close(f); }

static naast_log *log_of(naast_root root, naast_id id, int64_t before, uint32_t limit)
{
    naast_log_filter filter = NAAST_LOG_FILTER_INIT;
    naast_log *log = NULL;
    filter.root = root;
    filter.id = id;
    filter.before = before;
    ok(naast_log_list(f->store, &filter, NAAST_SPEC(naast_page, .limit = limit), &log));
    return log;
}

START_TEST(test_the_newest_entry_comes_first)
{
    naast_log *log = NULL;
    ok(naast_log_list(f->store, NULL, NULL, &log));
    ck_assert_uint_eq(log->count, 6);
    for (size_t k = 0; k < log->count; k++)
        ck_assert_int_eq(log->items[k].seq, 6 - (int64_t)k);
    naast_free(log);
}
END_TEST

START_TEST(test_an_entry_says_who_what_when_and_of_what)
{
    naast_log *log = log_of(NAAST_ROOT_DEAL, 1, 0, 0);
    ck_assert_uint_eq(log->count, 2);
    const naast_log_entry *recorded = &log->items[0], *opened = &log->items[1];
    ck_assert_str_eq(recorded->operation_name, "record");
    ck_assert_int_eq(recorded->operation, 6);
    ck_assert_int_eq(recorded->at, f->now);
    ck_assert_str_eq(recorded->actor, "Anna");
    ck_assert_str_eq(recorded->title, "Findable policy");
    ck_assert_int_eq(recorded->root, NAAST_ROOT_DEAL);
    ck_assert_int_eq(recorded->id, 1);
    ck_assert_str_eq(opened->operation_name, "deal_add");
    ck_assert_int_eq(opened->operation, 1);
    naast_free(log);
}
END_TEST

START_TEST(test_an_entry_says_what_it_changed)
{
    naast_log *log = log_of(NAAST_ROOT_DEAL, 1, 0, 0);
    const naast_log_entry *recorded = &log->items[0];
    ck_assert_uint_eq(recorded->change_count, 2);
    ck_assert_str_eq(recorded->changes[0].table, "evidence");
    ck_assert_int_eq(recorded->changes[0].row, child_key(1, 1));
    ck_assert(recorded->changes[0].inserted);
    ck_assert_str_eq(recorded->changes[1].table, "deal");
    ck_assert_int_eq(recorded->changes[1].row, 1);
    ck_assert(!recorded->changes[1].inserted);
    ck_assert(!recorded->changes[0].erased && !recorded->changes[1].erased);
    naast_free(log);
}
END_TEST

START_TEST(test_titles_are_those_of_their_roots)
{
    const struct {
        naast_root root;
        naast_id id;
        const char *title;
    } roots[] = {{NAAST_ROOT_ORG, 1, "Waterdam"},
                 {NAAST_ROOT_PERSON, 1, "Sanne de Wit"},
                 {NAAST_ROOT_PIPELINE, 1, "test"},
                 {NAAST_ROOT_STORE, 0, ""}};
    for (size_t k = 0; k < sizeof roots / sizeof roots[0]; k++) {
        naast_log *log = log_of(roots[k].root, roots[k].id, 0, 0);
        ck_assert_uint_eq(log->count, 1);
        ck_assert_str_eq(log->items[0].title, roots[k].title);
        ck_assert_str_eq(log->items[0].actor, "Anna");
        naast_free(log);
    }
}
END_TEST

START_TEST(test_pages_follow_each_other)
{
    naast_log *log = log_of((naast_root)0, 0, 0, 2);
    ck_assert_uint_eq(log->count, 2);
    ck_assert_int_eq(log->items[1].seq, 5);
    naast_free(log);
    log = log_of((naast_root)0, 0, 5, 2);
    ck_assert_uint_eq(log->count, 2);
    ck_assert_int_eq(log->items[0].seq, 4);
    naast_free(log);
    log = log_of(NAAST_ROOT_DEAL, 1, 6, 0);
    ck_assert_uint_eq(log->count, 1);
    ck_assert_int_eq(log->items[0].seq, 5);
    naast_free(log);
    log = log_of(NAAST_ROOT_DEAL, 99, 0, 0);
    ck_assert_uint_eq(log->count, 0);
    naast_free(log);
}
END_TEST

START_TEST(test_a_row_changed_twice_is_told_once)
{
    ok(write_begin(f->store, OP_TALK));
    ok(set_deal(f, 1, DEAL_CREV, 1, 2));
    ok(set_deal(f, 1, DEAL_CREV, 2, 3));
    ok(write_end(f->store, 0));
    naast_log *log = log_of(NAAST_ROOT_DEAL, 1, 0, 1);
    ck_assert_uint_eq(log->items[0].change_count, 1);
    naast_free(log);
}
END_TEST

/* Of three rows the second has nothing personal; the third's part is gone. */
START_TEST(test_only_the_row_whose_part_is_gone_is_erased)
{
    ok(write_begin(f->store, OP_TALK));
    ok(add_note(f, child_key(1, 0), "stays", NULL));
    ok(add_note(f, child_key(1, 0), NULL, NULL));
    ok(add_note(f, child_key(1, 0), "goes", NULL));
    ok(write_end(f->store, 0));
    outsider_does(f, "UPDATE naast_body SET gone = zeroblob(32), salt = NULL, bytes = NULL WHERE id = 7 << 8 | 2");
    naast_log *log = log_of(NAAST_ROOT_DEAL, 1, 0, 1);
    ck_assert_uint_eq(log->items[0].change_count, 3);
    ck_assert(!log->items[0].changes[0].erased);
    ck_assert(!log->items[0].changes[1].erased);
    ck_assert(log->items[0].changes[2].erased);
    naast_free(log);
}
END_TEST

START_TEST(test_a_filter_that_cannot_be_is_not_taken)
{
    naast_log_filter filter = NAAST_LOG_FILTER_INIT;
    naast_log *log = NULL;
    filter.root = (naast_root)6;
    ck_assert_int_eq(naast_log_list(f->store, &filter, NULL, &log), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(f->store), "log_root");
    filter = (naast_log_filter)NAAST_LOG_FILTER_INIT;
    naast_page page = NAAST_PAGE_INIT;
    static const char *const no_cursors[] = {"x", "-1", "3~n", "3~t61"};
    for (size_t k = 0; k < sizeof no_cursors / sizeof no_cursors[0]; k++) {
        page.after = no_cursors[k];
        ck_assert_int_eq(naast_log_list(f->store, &filter, &page, &log), NAAST_INVALID);
        ck_assert_str_eq(naast_store_code(f->store), "cursor_wrong");
    }
    page.size = 3;
    ck_assert_int_eq(naast_log_list(f->store, &filter, &page, &log), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(f->store), "spec_size");
    filter.size = 3;
    ck_assert_int_eq(naast_log_list(f->store, &filter, NULL, &log), NAAST_INVALID);
    ck_assert_str_eq(naast_store_code(f->store), "spec_size");
    ck_assert_ptr_null(log);
}
END_TEST

START_TEST(test_nothing_is_read_behind_a_filter_that_is_its_size_alone)
{
    uint32_t *size = malloc(sizeof *size); /* with nothing behind it, as the sanitizer would tell */
    const void *filter = size;
    naast_log *log = NULL;
    ck_assert_ptr_nonnull(size);
    *size = sizeof *size;
    ck_assert_int_eq(naast_log_list(f->store, filter, NULL, &log), NAAST_OK); /* one that asks for nothing */
    naast_free(log);
    free(size);
}
END_TEST

/* Lets one request for memory find none. */
struct scarce {
    long requests, fail_at;
};

static void *scarce_resize(void *context, void *ptr, size_t size)
{
    struct scarce *scarce = context;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    return ++scarce->requests == scarce->fail_at ? NULL : realloc(ptr, size);
}

static naast_store *scarce_handle(struct scarce *scarce)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *store = NULL;
    options.actor = "Bas";
    options.allocator = (naast_allocator){scarce_resize, scarce};
    ck_assert_int_eq(naast_store_new(&options, &store), 0);
    ck_assert_int_eq(store_open(store, f->path, NAAST_OPEN_READ_WRITE), 0);
    return store;
}

static int write_something(naast_store *store)
{
    naast_store *const kept = f->store;
    int status = write_begin(store, OP_RECORD);
    f->store = store;
    if (status == 0)
        status = add_note(f, child_key(1, 0), "with little memory", NULL);
    f->store = kept;
    return write_end(store, status);
}

/* Every request of a write, then of a log and a verification (which ask more often with each row), fails once, on a
 * handle of its own; each time all or nothing happened. */
START_TEST(test_memory_that_runs_out_leaves_no_half)
{
    int failures = 0, written = 0;
    for (long fail_at = 1;; fail_at++) {
        struct scarce scarce = {0};
        naast_store *store = scarce_handle(&scarce);
        naast_log *log = NULL;
        naast_verification *verification = NULL;
        scarce = (struct scarce){.fail_at = fail_at};
        const int statuses[] = {written ? 0 : write_something(store), naast_log_list(store, NULL, NULL, &log),
                                naast_store_verify(store, NULL, &verification)};
        for (int k = 0; k < 3; k++) {
            failures += statuses[k] != 0;
            ck_assert_msg(statuses[k] == 0 || statuses[k] == NAAST_NO_MEMORY, "request %ld: %d %s", fail_at,
                          statuses[k], naast_store_message(store));
        }
        ck_assert((statuses[1] == 0) == (log != NULL));
        ck_assert((statuses[2] == 0) == (verification != NULL));
        naast_free(log);
        naast_free(verification);
        const int ran_through = scarce.requests < fail_at;
        naast_store_free(store);
        check_verifies(f);
        if (written && ran_through)
            break;
        if (!written && statuses[0] == 0) {
            written = 1;
            fail_at = 0;
        }
    }
    ck_assert_int_gt(failures, 20); /* the control: there was something to fail */
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_the_newest_entry_comes_first,
                                  test_an_entry_says_who_what_when_and_of_what,
                                  test_an_entry_says_what_it_changed,
                                  test_titles_are_those_of_their_roots,
                                  test_pages_follow_each_other,
                                  test_a_row_changed_twice_is_told_once,
                                  test_only_the_row_whose_part_is_gone_is_erased,
                                  test_a_filter_that_cannot_be_is_not_taken,
                                  test_nothing_is_read_behind_a_filter_that_is_its_size_alone,
                                  test_memory_that_runs_out_leaves_no_half};
    return run_tests("the log", set_up, tear_down, tests, sizeof tests / sizeof tests[0]);
}
