/* test_store_sql.c: parameters in, rows out, and statements that are kept. */
#include "fixtures/journal.h"
#include "base/env/env.h"
#include "engine/engine.h"
#include "store/handle/sql.h"

static struct fixture fixture, *const f = &fixture;

static void set_up(void) { fixture_open(f); }
static void tear_down(void) { fixture_close(f); }

START_TEST(test_every_letter_binds_its_type)
{
    static const char sql[] =
        "SELECT typeof(?1), typeof(?2), typeof(?3), typeof(?4), typeof(?5), typeof(?6), typeof(?7), "
        "typeof(?8), ?1, ?2, ?7";
    static const char *const types[] = {"integer", "text", "null", "null", "text", "null", "blob", "integer"};
    struct query query;
    size_t len = 0;
    ok(query_open(&query, f->store, sql, "ittzz0b0", INT64_MIN, "é", (const char *)NULL, "", "z", INT64_C(0),
                  (const void *)"\0b", (size_t)2, INT64_C(7)));
    ck_assert_int_eq(query_next(&query), 1);
    for (int k = 0; k < 8; k++)
        ck_assert_str_eq(query_text(&query, k), types[k]);
    ck_assert(query_int(&query, 8) == INT64_MIN);
    ck_assert_str_eq(query_text(&query, 9), "é");
    const void *blob = query_blob(&query, 10, &len);
    ck_assert_uint_eq(len, 2);
    ck_assert_int_eq(memcmp(blob, "\0b", 2), 0);
    ck_assert_int_eq(query_next(&query), 0);
    query_close(&query);
}
END_TEST

START_TEST(test_nothing_reads_as_nothing)
{
    struct query query;
    size_t len = 9;
    ok(query_open(&query, f->store, "SELECT NULL, 0", ""));
    ck_assert_int_eq(query_next(&query), 1);
    ck_assert_int_eq(query_null(&query, 0), 1);
    ck_assert_int_eq(query_null(&query, 1), 0);
    ck_assert_int_eq(query_int(&query, 0), 0);
    ck_assert_str_eq(query_text(&query, 0), "");
    ck_assert_ptr_null(query_blob(&query, 0, &len));
    ck_assert_uint_eq(len, 0);
    query_close(&query);
}
END_TEST

START_TEST(test_closing_twice_is_harmless)
{
    struct query query;
    ok(query_open(&query, f->store, "SELECT 1", ""));
    query_close(&query);
    query_close(&query);
    ck_assert_int_lt(query_open(&query, f->store, "SELECT no_such_column", ""), 0);
    query_close(&query);
    query_close(&query);
}
END_TEST

START_TEST(test_a_query_that_did_not_open_has_no_rows)
{
    struct query query;
    const int status = query_open(&query, f->store, "SELECT no_such_column", "");
    ck_assert_int_eq(status, NAAST_FAILURE);
    ck_assert_int_eq(query_next(&query), status);
    ck_assert_ptr_nonnull(strstr(naast_store_message(f->store), "no_such_column"));
    query_close(&query);
}
END_TEST

START_TEST(test_a_parameter_too_many_is_an_error)
{
    struct query query;
    ck_assert_int_lt(query_open(&query, f->store, "SELECT ?1", "ii", INT64_C(1), INT64_C(2)), 0);
    query_close(&query);
    ck_assert_int_lt(query_open(&query, f->store, "SELECT ?1", "?", INT64_C(1)), 0);
    query_close(&query);
}
END_TEST

START_TEST(test_a_statement_is_kept_by_the_address_of_its_sql)
{
    static const char sql[] = "SELECT ?1";
    struct query query;
    ok(query_open(&query, f->store, sql, "i", INT64_C(1)));
    const struct engine_stmt *const first = query.stmt;
    query_close(&query);
    ok(query_open(&query, f->store, sql, "i", INT64_C(2)));
    ck_assert_ptr_eq(query.stmt, first);
    ck_assert_int_eq(query_next(&query), 1);
    ck_assert_int_eq(query_int(&query, 0), 2);
    query_close(&query);
}
END_TEST

START_TEST(test_a_statement_in_use_is_not_shared)
{
    static const char sql[] = "SELECT n FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3)";
    struct query outer, inner;
    int64_t pairs = 0;
    ok(query_open(&outer, f->store, sql, ""));
    while (query_next(&outer) == 1) {
        ok(query_open(&inner, f->store, sql, ""));
        ck_assert_ptr_ne(inner.stmt, outer.stmt);
        while (query_next(&inner) == 1)
            pairs += query_int(&outer, 0) * query_int(&inner, 0);
        query_close(&inner);
    }
    ck_assert_int_eq(pairs, 36);
    query_close(&outer);
}
END_TEST

/* More than the table begins with, each found again. */
START_TEST(test_many_statements_are_kept)
{
    enum { MANY = 300, LEN = 24 };
    static char sql[MANY][LEN];
    int64_t value = 0;
    for (int round = 0; round < 2; round++)
        for (int k = 0; k < MANY; k++) {
            if (round == 0)
                snprintf(sql[k], LEN, "SELECT %d", k);
            ok(sql_int(f->store, &value, sql[k], ""));
            ck_assert_int_eq(value, k);
        }
}
END_TEST

START_TEST(test_a_kept_statement_outlives_a_change_of_the_schema)
{
    static const char sql[] = "SELECT count(*) FROM naast_actor";
    int64_t count = 0;
    ok(sql_int(f->store, &count, sql, ""));
    outsider_does(f, "CREATE TABLE theirs(a); CREATE INDEX theirs_actor ON naast_actor(name)");
    count = 0;
    ok(sql_int(f->store, &count, sql, ""));
    ck_assert_int_eq(count, 1);
}
END_TEST

START_TEST(test_no_row_leaves_the_number_as_it_was)
{
    int64_t value = 42;
    ok(sql_int(f->store, &value, "SELECT id FROM naast_deal WHERE id = ?1", "i", INT64_C(99)));
    ck_assert_int_eq(value, 42);
    ck_assert_int_lt(sql_int(f->store, &value, "SELECT nothing", ""), 0);
    ck_assert_int_eq(value, 42);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_every_letter_binds_its_type,
        test_nothing_reads_as_nothing,
        test_closing_twice_is_harmless,
        test_a_query_that_did_not_open_has_no_rows,
        test_a_parameter_too_many_is_an_error,
        test_a_statement_is_kept_by_the_address_of_its_sql,
        test_a_statement_in_use_is_not_shared,
        test_many_statements_are_kept,
        test_a_kept_statement_outlives_a_change_of_the_schema,
        test_no_row_leaves_the_number_as_it_was,
    };
    return run_tests("sql", set_up, tear_down, tests, sizeof tests / sizeof tests[0]);
}
