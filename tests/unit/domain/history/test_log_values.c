/* test_log_values.c: what a change was and became, and the log through its filters. */
#include "fixtures/deal.h"
#include "base/env/env.h"

static struct fixture f;

static void setup(void) { fixture_open(&f); }
static void teardown(void) { fixture_close(&f); }

static naast_log *log_with(const naast_log_filter *filter)
{
    naast_log *log = NULL;
    int status = naast_log_list(f.store, filter, NULL, &log);
    ck_assert_msg(status == NAAST_OK, "log_list: %s", naast_store_message(f.store));
    return log;
}

/* Of the newest entry the change of that table. */
static const naast_change *change_of(const naast_log *log, const char *table)
{
    for (size_t k = 0; k < log->items[0].change_count; k++)
        if (strcmp(log->items[0].changes[k].table, table) == 0)
            return &log->items[0].changes[k];
    ck_abort_msg("there is no change of %s", table);
    return NULL;
}

static const naast_change_value *value_of(const naast_change *change, const char *column)
{
    for (size_t k = 0; k < change->value_count; k++)
        if (strcmp(change->values[k].column, column) == 0)
            return &change->values[k];
    return NULL;
}

START_TEST(test_a_change_tells_each_column_before_and_after)
{
    naast_log_filter filter = NAAST_LOG_FILTER_INIT;
    const int32_t n = record(&f, "summary", NULL, "in short");
    expect_ok(&f, amend_text(&f, n, "shorter", us));
    filter.values = 1;
    naast_log *log = log_with(&filter);
    const naast_change *item = change_of(log, "evidence");
    ck_assert_str_eq(value_of(item, "text")->before, "in short");
    ck_assert_str_eq(value_of(item, "text")->after, "shorter");
    ck_assert_str_eq(value_of(item, "crev")->before, "1");
    ck_assert_str_eq(value_of(item, "crev")->after, "2");
    ck_assert_ptr_null(value_of(item, "kind"));
    naast_free(log);
}
END_TEST

START_TEST(test_what_was_inserted_had_nothing_before)
{
    naast_log_filter filter = NAAST_LOG_FILTER_INIT;
    record(&f, "summary", NULL, "in short");
    filter.values = 1;
    naast_log *log = log_with(&filter);
    const naast_change *item = change_of(log, "evidence");
    ck_assert(item->inserted);
    ck_assert_ptr_null(value_of(item, "text")->before);
    ck_assert_str_eq(value_of(item, "text")->after, "in short");
    ck_assert_ptr_null(value_of(item, "due"));
    naast_free(log);
}
END_TEST

START_TEST(test_values_come_only_where_they_are_asked_for)
{
    record(&f, "summary", NULL, "in short");
    naast_log *log = log_with(NULL);
    ck_assert_uint_eq(change_of(log, "evidence")->value_count, 0);
    naast_free(log);
}
END_TEST

static size_t count_with(const naast_log_filter *filter)
{
    naast_log *log = log_with(filter);
    const size_t count = log->count;
    naast_free(log);
    return count;
}

START_TEST(test_each_filter_leaves_what_fits_it)
{
    naast_log_filter by = NAAST_LOG_FILTER_INIT, did = by, since = by, until = by, operation = by;
    record(&f, "summary", NULL, "in short");
    const int64_t seq = naast_operation_last(f.store);
    fixture_day(&f, 3);
    expect_ok(&f, confirm(&f, 1, customer(f.sanne), NULL));
    by.actor = "Petra";
    ck_assert_uint_eq(count_with(&by), 0);
    by.actor = "Bo";
    ck_assert_uint_gt(count_with(&by), 2);
    did.operation_name = "confirm";
    ck_assert_uint_eq(count_with(&did), 1);
    since.since = f.now;
    ck_assert_uint_eq(count_with(&since), 1);
    until.until = f.now - 1;
    until.root = NAAST_ROOT_DEAL;
    until.id = f.deal;
    ck_assert_uint_eq(count_with(&until), 2);
    operation.operation = seq;
    ck_assert_uint_eq(count_with(&operation), 1);
    operation.operation_name = "confirm";
    ck_assert_uint_eq(count_with(&operation), 0);
}
END_TEST

START_TEST(test_an_operation_is_found_by_any_of_its_entries_and_whole)
{
    naast_log_filter filter = NAAST_LOG_FILTER_INIT;
    expect_ok(&f, naast_operation_begin(f.store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)));
    fixture_deal(&f, NULL, fixture_person(&f, "Joris Bos"));
    expect_ok(&f, naast_operation_end(f.store, NAAST_OK));
    filter.operation = naast_operation_last(f.store) + 1;
    ck_assert_uint_eq(count_with(&filter), 2);
}
END_TEST

START_TEST(test_a_filter_that_names_what_is_not_there_is_told)
{
    naast_log_filter filter = NAAST_LOG_FILTER_INIT;
    naast_log *log = NULL;
    filter.operation_name = "nonsense";
    expect(&f, naast_log_list(f.store, &filter, NULL, &log), NAAST_INVALID, "operation_unknown");
    filter.operation_name = NULL;
    filter.operation = 99999;
    expect(&f, naast_log_list(f.store, &filter, NULL, &log), NAAST_NOT_FOUND, "operation_not_found");
    ck_assert_ptr_null(log);
}
END_TEST

START_TEST(test_what_was_taken_back_says_by_which_operation)
{
    naast_undone *undone = NULL;
    record(&f, "summary", NULL, "in short");
    const int64_t operation = naast_operation_last(f.store);
    expect_ok(&f, naast_operation_undo(f.store, NULL, &undone));
    naast_free(undone);
    const int64_t undo = naast_operation_last(f.store);
    naast_log *log = log_with(NULL);
    ck_assert_int_eq(log->items[0].undoes, operation);
    ck_assert_int_eq(log->items[0].undone_by, 0);
    for (size_t k = 0; k < log->count; k++)
        if (log->items[k].operation == operation)
            ck_assert_int_eq(log->items[k].undone_by, undo);
    naast_free(log);
}
END_TEST

START_TEST(test_memory_that_runs_out_leaves_no_log)
{
    naast_log_filter filter = NAAST_LOG_FILTER_INIT;
    filter.values = 1;
    int status = NAAST_NO_MEMORY;
    for (long nth = 1; status != NAAST_OK; nth++) {
        naast_log *log = NULL;
        f.memory.requests = 0;
        f.memory.fail_at = nth;
        status = naast_log_list(f.store, &filter, NULL, &log);
        f.memory.fail_at = 0;
        ck_assert(status == NAAST_OK || status == NAAST_NO_MEMORY);
        ck_assert_int_eq(log != NULL, status == NAAST_OK);
        naast_free(log);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_a_change_tells_each_column_before_and_after,
        test_what_was_inserted_had_nothing_before,
        test_values_come_only_where_they_are_asked_for,
        test_each_filter_leaves_what_fits_it,
        test_an_operation_is_found_by_any_of_its_entries_and_whole,
        test_a_filter_that_names_what_is_not_there_is_told,
        test_what_was_taken_back_says_by_which_operation,
        test_memory_that_runs_out_leaves_no_log,
    };
    return RUN_FIXTURE("log_values", tests);
}
