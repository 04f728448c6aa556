/* test_record.c: the one door for writes: keys, what may not change, and what is left out. */
#include "fixtures/journal.h"
#include "base/env/env.h"
#include "base/values/ids.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/operation.h"
#include "store/record/journal.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

static struct fixture fixture, *const f = &fixture;

static void set_up(void) { fixture_open(f); }
static void tear_down(void) { fixture_close(f); }

static int64_t head(void)
{
    struct journal_head now;
    ok(read_begin(f->store));
    ok(journal_head_read(f->store, &now));
    ok(read_end(f->store, 0));
    return now.seq;
}

START_TEST(test_a_serial_key_is_the_next_number)
{
    const struct rec_value row[ACTOR_COLUMNS] = {[ACTOR_NAME] = rec_text("Bas")};
    int64_t first = 0, second = 0;
    ok(write_begin(f->store, OP_BATCH));
    ok(rec_insert(f->store, &table_actor, row, &first));
    ok(rec_insert(f->store, &table_actor, row, &second));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(first, 2); /* Anna is the first */
    ck_assert_int_eq(second, 3);
}
END_TEST

START_TEST(test_a_packed_key_is_the_parents_next_number)
{
    int64_t id = 0;
    ok(write_begin(f->store, OP_BATCH));
    add_deal(f, 2);
    ok(add_note(f, child_key(2, 0), "of the second deal", &id));
    ck_assert_int_eq(id, child_key(2, 1));
    ok(add_note(f, child_key(1, 0), "of the first", &id));
    ck_assert_int_eq(id, child_key(1, 2));
    ok(write_end(f->store, 0));
    check_verifies(f);
}
END_TEST

START_TEST(test_a_whole_packed_key_is_taken_as_it_is)
{
    int64_t id = 0;
    ok(write_begin(f->store, OP_BATCH));
    ok(add_note(f, child_key(1, 9), "the ninth", &id));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(id, child_key(1, 9));
}
END_TEST

START_TEST(test_a_full_parent_says_so)
{
    ok(write_begin(f->store, OP_BATCH));
    ok(add_note(f, child_key(1, CHILD_MAX), "the last that fits", NULL));
    int status = write_begin(f->store, OP_BATCH);
    if (status == 0)
        status = add_note(f, child_key(1, 0), "one more", NULL);
    ck_assert_int_eq(write_end(f->store, status), NAAST_CONFLICT);
    ck_assert_str_eq(naast_store_code(f->store), "record_full");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f->store), "1048575"));
    ok(write_end(f->store, 0));
    check_verifies(f);
}
END_TEST

/* Tries an update of one column in a write of its own, and expects it not to be done. */
static void expect_no_update(const struct rec_table *table, int64_t id, int column, struct rec_value old,
                             struct rec_value now, const char *code)
{
    struct rec_value before[REC_COLUMNS_MAX] = {{0}}, after[REC_COLUMNS_MAX] = {{0}};
    const int64_t seq = head();
    before[column] = old;
    after[column] = now;
    ok(write_begin(f->store, OP_BATCH));
    const int status = rec_update(f->store, table, id, before, after, (uint64_t)1 << column);
    ck_assert_int_eq(write_end(f->store, status), NAAST_FAILURE);
    ck_assert_str_eq(naast_store_code(f->store), code);
    ck_assert_int_eq(head(), seq);
    check_verifies(f);
}

START_TEST(test_a_fixed_column_stays)
{
    expect_no_update(&table_deal, 1, DEAL_CREATED, rec_int(f->now), rec_int(f->now + 1), "record_fixed");
}
END_TEST

START_TEST(test_the_key_stays) { expect_no_update(&table_deal, 1, DEAL_ID, rec_int(1), rec_int(2), "record_fixed"); }
END_TEST

START_TEST(test_an_append_only_table_is_not_updated)
{
    expect_no_update(&table_transition, child_key(1, 1), TRANSITION_BECAUSE, rec_null(), rec_text("no reason"),
                     "record_fixed");
}
END_TEST

START_TEST(test_a_counter_only_counts_up)
{
    expect_no_update(&table_deal, 1, DEAL_CREV, rec_int(1), rec_int(0), "record_counter");
}
END_TEST

START_TEST(test_a_value_of_another_type_is_not_written)
{
    expect_no_update(&table_deal, 1, DEAL_AMOUNT, rec_null(), rec_text("a lot"), "record_type");
    expect_no_update(&table_deal, 1, DEAL_VOID, rec_int(0), rec_null(), "record_type");
}
END_TEST

START_TEST(test_an_insert_without_a_wanted_value_is_not_written)
{
    const struct rec_value row[SETTING_COLUMNS] = {[SETTING_VALUE] = rec_text("x")};
    ok(write_begin(f->store, OP_BATCH));
    const int status = rec_insert(f->store, &table_setting, row, NULL);
    ck_assert_int_eq(write_end(f->store, status), NAAST_FAILURE);
    ck_assert_str_eq(naast_store_code(f->store), "record_type");
}
END_TEST

START_TEST(test_equal_values_write_nothing)
{
    unsigned char uuid[16];
    struct rec_value row[DEAL_COLUMNS];
    const int64_t seq = head();
    deal_values(f, row, uuid, 1);
    ok(write_begin(f->store, OP_DEAL_EDIT));
    ok(rec_update(f->store, &table_deal, 1, row, row, ~(uint64_t)0));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(head(), seq);
}
END_TEST

START_TEST(test_only_what_changed_is_in_the_journal)
{
    unsigned char uuid[16];
    struct rec_value old[DEAL_COLUMNS], now[DEAL_COLUMNS];
    deal_values(f, old, uuid, 1);
    memcpy(now, old, sizeof now);
    now[DEAL_AMOUNT] = rec_int(-1);
    ok(write_begin(f->store, OP_DEAL_EDIT));
    ok(rec_update(f->store, &table_deal, 1, old, now, ~(uint64_t)0));
    ok(write_end(f->store, 0));
    /* deal 1, changed, nothing personal: column 8 is the number -1 */
    char sql[120];
    snprintf(sql, sizeof sql, "SELECT hex(bytes) = '0701750801' || '0100' FROM naast_body WHERE id = %lld",
             (long long)head() << 8);
    ck_assert_int_eq(outsider_int(f, sql), 1);
    check_verifies(f);
}
END_TEST

START_TEST(test_columns_outside_the_mask_are_not_written)
{
    unsigned char uuid[16];
    struct rec_value old[DEAL_COLUMNS], now[DEAL_COLUMNS];
    deal_values(f, old, uuid, 1);
    memcpy(now, old, sizeof now);
    now[DEAL_AMOUNT] = rec_int(7);
    now[DEAL_EXPECTED] = rec_int(20270101);
    ok(write_begin(f->store, OP_DEAL_EDIT));
    ok(rec_update(f->store, &table_deal, 1, old, now, (uint64_t)1 << DEAL_EXPECTED));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(outsider_int(f, "SELECT amount FROM naast_deal"), 2500000);
    ck_assert_int_eq(outsider_int(f, "SELECT expected FROM naast_deal"), 20270101);
    check_verifies(f);
}
END_TEST

/* More different sets of columns than there are statements kept. */
START_TEST(test_statements_that_made_room_are_made_again)
{
    unsigned char uuid[16];
    struct rec_value old[DEAL_COLUMNS], now[DEAL_COLUMNS];
    static const int columns[] = {DEAL_AMOUNT, DEAL_EXPECTED, DEAL_SOURCE, DEAL_EXTERNAL_ID,
                                  DEAL_NOTE,   DEAL_TITLE,    DEAL_FOLDED};
    deal_values(f, old, uuid, 1);
    ok(write_begin(f->store, OP_DEAL_EDIT));
    for (int round = 0; round < 2; round++)
        for (unsigned set = 1; set < 128; set++) {
            char text[32];
            memcpy(now, old, sizeof now);
            snprintf(text, sizeof text, "%d of %u", round, set);
            for (unsigned k = 0; k < 7; k++)
                if (set >> k & 1)
                    now[columns[k]] = k < 2 ? rec_int(round * 1000 + (int)set) : rec_text(text);
            ok(rec_update(f->store, &table_deal, 1, old, now, ~(uint64_t)0));
            ok(rec_update(f->store, &table_deal, 1, now, old, ~(uint64_t)0));
        }
    ok(write_end(f->store, 0));
    check_verifies(f);
}
END_TEST

static int exists(const struct rec_table *table, int64_t id)
{
    int there = -1;
    ok(read_begin(f->store));
    ok(row_exists(f->store, table, id, &there));
    ok(read_end(f->store, 0));
    return there;
}

START_TEST(test_a_row_exists_by_its_key_void_or_not)
{
    ck_assert_int_eq(exists(&table_deal, 1), 1);
    ck_assert_int_eq(exists(&table_deal, 2), 0);
    ck_assert_int_eq(exists(&table_person, 1000), 0);
    ck_assert_int_eq(exists(&table_evidence, child_key(1, 1)), 1);
    ck_assert_int_eq(exists(&table_evidence, child_key(1, 2)), 0);
    ok(write_begin(f->store, OP_UNDO));
    ok(set_deal(f, 1, DEAL_VOID, 0, 1));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(exists(&table_deal, 1), 1);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_a_serial_key_is_the_next_number,
                                  test_a_packed_key_is_the_parents_next_number,
                                  test_a_whole_packed_key_is_taken_as_it_is,
                                  test_a_full_parent_says_so,
                                  test_a_fixed_column_stays,
                                  test_the_key_stays,
                                  test_an_append_only_table_is_not_updated,
                                  test_a_counter_only_counts_up,
                                  test_a_value_of_another_type_is_not_written,
                                  test_an_insert_without_a_wanted_value_is_not_written,
                                  test_equal_values_write_nothing,
                                  test_only_what_changed_is_in_the_journal,
                                  test_columns_outside_the_mask_are_not_written,
                                  test_statements_that_made_room_are_made_again,
                                  test_a_row_exists_by_its_key_void_or_not};
    return run_tests("record layer", set_up, tear_down, tests, sizeof tests / sizeof tests[0]);
}
