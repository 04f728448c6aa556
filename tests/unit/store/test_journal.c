/* test_journal.c: what an operation leaves in the chain, and what it does not when it is taken back. */
#include "fixtures/journal.h"
#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/values/ids.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/operation.h"
#include "store/record/journal.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/store.h"
#include "store/session/transaction.h"

static struct fixture fixture, *const f = &fixture;

static void set_up(void) { fixture_open(f); }
static void tear_down(void) { fixture_close(f); }

static struct journal_head head(void)
{
    struct journal_head now;
    ok(read_begin(f->store));
    ok(journal_head_read(f->store, &now));
    ok(read_end(f->store, 0));
    return now;
}

static int64_t entries(const char *where)
{
    char sql[300];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM naast_journal WHERE %s", where);
    return outsider_int(f, sql);
}

START_TEST(test_an_operation_has_one_entry_for_each_root)
{
    /* the pipeline, the organisation, the person, the deal, the store (Anna) */
    ck_assert_int_eq(entries("first = 1"), 5);
    ck_assert_int_eq(entries("first = 1 AND root_kind = 1 AND root_id = 1"), 1);
    ck_assert_int_eq(entries("first = 1 AND root_kind = 5 AND root_id = 0"), 1);
    /* then one of the deal alone */
    ck_assert_int_eq(entries("first = 6"), 1);
    ck_assert_int_eq(head().seq, 6);
    ck_assert_int_eq(naast_operation_last(f->store), 6);
    check_verifies(f);
}
END_TEST

START_TEST(test_a_move_names_its_pipeline_revision_operation_and_time)
{
    f->now += 1000;
    ok(write_begin(f->store, OP_ADVANCE));
    move_deal(f, 1, "they agreed");
    ok(write_end(f->store, 0));
    char where[200];
    snprintf(where, sizeof where, "seq = 7 AND op = %d AND pipeline = %lld AND at = %lld AND actor = 1", OP_ADVANCE,
             (long long)f->revision, (long long)f->now);
    ck_assert_int_eq(entries(where), 1);
    ck_assert_int_eq(entries("seq = 6 AND pipeline = 0"), 1);
    check_verifies(f);
}
END_TEST

START_TEST(test_reasons_and_texts_stay_out_of_part_0)
{
    ok(write_begin(f->store, OP_ADVANCE));
    move_deal(f, 1, "Sanne agreed");
    ok(write_end(f->store, 0));
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_body WHERE id & 255 = 0 AND (instr(bytes, 'Sanne') "
                                     "OR instr(bytes, 'Findable') OR instr(bytes, 'staff') OR instr(bytes, 'Anna'))"),
                     0);
    ck_assert_int_eq(
        outsider_int(f, "SELECT count(*) FROM naast_body WHERE id & 255 > 0 AND instr(bytes, 'Sanne agreed')"), 1);
}
END_TEST

START_TEST(test_equal_parts_have_different_commitments)
{
    ok(write_begin(f->store, OP_RECORD));
    ok(add_note(f, child_key(1, 0), "the same", NULL));
    ok(add_note(f, child_key(1, 0), "the same", NULL));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(outsider_int(f, "SELECT count(DISTINCT salt) = count(*) FROM naast_body"), 1);
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_body WHERE length(salt) <> 16"), 0);
}
END_TEST

START_TEST(test_a_write_without_a_change_leaves_nothing)
{
    const struct journal_head before = head();
    ok(write_begin(f->store, OP_BATCH));
    ok(write_end(f->store, 0));
    ck_assert_str_eq(head().text, before.text);
    ck_assert_int_eq(naast_operation_last(f->store), 6);
}
END_TEST

START_TEST(test_a_failed_write_leaves_nothing)
{
    const struct journal_head before = head();
    ok(write_begin(f->store, OP_RECORD));
    ok(add_note(f, child_key(1, 0), "never mind", NULL));
    ck_assert_int_eq(write_end(f->store, NAAST_CONFLICT), NAAST_CONFLICT);
    ck_assert_str_eq(head().text, before.text);
    check_verifies(f);
    ok(write_begin(f->store, OP_RECORD)); /* and the next goes on as if it had not been */
    ok(add_note(f, child_key(1, 0), "the second", NULL));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(head().seq, before.seq + 1);
    check_verifies(f);
}
END_TEST

START_TEST(test_what_an_inner_write_took_back_is_not_in_the_chain)
{
    ok(write_begin(f->store, OP_TALK));
    ok(add_note(f, child_key(1, 0), "kept before", NULL));
    ok(write_begin(f->store, OP_RECORD));
    ok(add_note(f, child_key(1, 0), "taken back", NULL));
    add_deal(f, 2); /* a root that goes with it */
    ok(write_begin(f->store, OP_RECORD));
    ok(add_note(f, child_key(2, 0), "kept, in what is taken back", NULL));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(write_end(f->store, NAAST_INVALID), NAAST_INVALID);
    ok(add_note(f, child_key(1, 0), "kept after", NULL));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(entries("seq > 6"), 1);
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_body WHERE instr(bytes, 'taken back')"), 0);
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_body WHERE instr(bytes, 'kept')"), 2);
    check_verifies(f);
}
END_TEST

START_TEST(test_an_actor_whose_row_was_taken_back_is_made_again)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *other = NULL, *const first = f->store;
    options.actor = "Bas";
    ck_assert_int_eq(naast_store_new(&options, &other), 0);
    ck_assert_int_eq(store_open(other, f->path, NAAST_OPEN_READ_WRITE), 0);
    f->store = other;
    int64_t actor = 0;
    ok(write_begin(other, OP_BATCH));
    ok(write_begin(other, OP_BATCH));
    ok(journal_actor(other, &actor));
    ck_assert_int_eq(write_end(other, NAAST_INVALID), NAAST_INVALID);
    ok(add_note(f, child_key(1, 0), "by Bas", NULL));
    ok(write_end(other, 0));
    ck_assert_int_eq(entries("seq > 6 AND actor = 2"), 2);
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_actor WHERE name = 'Bas'"), 1);
    ok(write_begin(other, OP_BATCH)); /* and used again */
    ok(add_note(f, child_key(1, 0), "by Bas too", NULL));
    ok(write_end(other, 0));
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_actor"), 2);
    check_verifies(f);
    f->store = first;
    naast_store_free(other);
}
END_TEST

START_TEST(test_a_root_with_more_parts_than_an_entry_holds_gets_another)
{
    ok(write_begin(f->store, OP_TALK));
    for (int k = 0; k < 600; k++) {
        char text[40];
        snprintf(text, sizeof text, "need number %d", k);
        ok(add_note(f, child_key(1, 0), text, NULL));
    }
    ok(write_end(f->store, 0));
    /* 254 rows, 254 rows, 92 rows */
    ck_assert_int_eq(entries("first = 7 AND root_kind = 1"), 3);
    ck_assert_int_eq(outsider_int(f, "SELECT max(id & 255) FROM naast_body"), 254);
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_body WHERE id >> 8 = 9"), 93);
    check_verifies(f);
}
END_TEST

START_TEST(test_two_changes_of_one_row_stand_in_one_part)
{
    int64_t id = 0;
    ok(write_begin(f->store, OP_TALK));
    ok(add_note(f, child_key(1, 0), "first wording", &id));
    ok(add_note(f, child_key(1, 0), "something else", NULL));
    const struct rec_value old[EVIDENCE_COLUMNS] = {[EVIDENCE_TEXT] = rec_text("first wording")};
    const struct rec_value now[EVIDENCE_COLUMNS] = {[EVIDENCE_TEXT] = rec_text("second wording")};
    ok(rec_update(f->store, &table_evidence, id, old, now, (uint64_t)1 << EVIDENCE_TEXT));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_body WHERE id >> 8 = 7"), 3);
    ck_assert_int_eq(outsider_int(f, "SELECT id & 255 FROM naast_body WHERE instr(bytes, 'first wording') AND "
                                     "instr(bytes, 'second wording')"),
                     1);
    check_verifies(f);
}
END_TEST

START_TEST(test_a_flushed_operation_is_one_operation)
{
    ok(write_begin(f->store, OP_IMPORT));
    ok(add_note(f, child_key(1, 0), "before the flush", NULL));
    ok(journal_flush(f->store));
    ok(journal_flush(f->store)); /* nothing new: nothing */
    ok(add_note(f, child_key(1, 0), "after it", NULL));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(entries("first = 7"), 2);
    ck_assert_int_eq(naast_operation_last(f->store), 7);
    check_verifies(f);
}
END_TEST

START_TEST(test_a_flush_in_an_inner_write_waits)
{
    ok(write_begin(f->store, OP_IMPORT));
    ok(add_note(f, child_key(1, 0), "the outer one", NULL));
    ok(write_begin(f->store, OP_RECORD));
    ok(add_note(f, child_key(1, 0), "the inner one", NULL));
    ok(journal_flush(f->store));
    ck_assert_int_eq(write_end(f->store, NAAST_INVALID), NAAST_INVALID);
    ok(write_end(f->store, 0));
    ck_assert_int_eq(entries("first = 7"), 1);
    ck_assert_int_eq(outsider_int(f, "SELECT count(*) FROM naast_body WHERE instr(bytes, 'the outer one')"), 1);
    check_verifies(f);
}
END_TEST

START_TEST(test_a_root_with_very_much_takes_several_entries)
{
    ok(write_begin(f->store, OP_BATCH));
    ok(add_note(f, child_key(1, 0), "on the first deal", NULL));
    add_deal(f, 2);
    for (int k = 0; k < 300; k++) /* the first deal needs two entries */
        ok(add_note(f, child_key(1, 0), "again", NULL));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(entries("first = 7 AND root_kind = 1 AND root_id = 1"), 2);
    ck_assert_int_eq(entries("first = 7 AND root_kind = 1 AND root_id = 2"), 1);
    check_verifies(f);
}
END_TEST

START_TEST(test_the_rev_of_a_root_is_its_last_entry)
{
    int64_t deal = -1, org = -1, none = -1;
    ok(read_begin(f->store));
    ok(journal_root_rev(f->store, NAAST_ROOT_DEAL, 1, &deal));
    ok(journal_root_rev(f->store, NAAST_ROOT_ORG, 1, &org));
    ok(journal_root_rev(f->store, NAAST_ROOT_DEAL, 99, &none));
    ok(read_end(f->store, 0));
    ck_assert_int_eq(deal, 6);
    ck_assert_int_eq(org, 2);
    ck_assert_int_eq(none, 0);
}
END_TEST

static void expect_head(const char *text, int status, int64_t seq)
{
    int64_t out = -1;
    ok(read_begin(f->store));
    const int got = journal_head_check(f->store, text, &out);
    (void)read_end(f->store, 0);
    ck_assert_msg(got == status, "%s: %d", text, got);
    ck_assert_int_eq(out, seq);
}

START_TEST(test_a_head_is_known_by_eight_digits_and_no_less)
{
    struct journal_head now = head();
    char text[NAAST_HEAD_SIZE];
    expect_head(now.text, 0, 6);
    snprintf(text, sizeof text, "%.10s", now.text); /* "6:" and 8 digits */
    expect_head(text, 0, 6);
    for (char *at = text; *at; at++)
        *at = (char)(*at >= 'a' && *at <= 'f' ? *at - 32 : *at);
    expect_head(text, 0, 6);
    snprintf(text, sizeof text, "%.9s", now.text);
    expect_head(text, NAAST_BAD_DATA, -1);
}
END_TEST

START_TEST(test_a_head_of_another_journal_is_not_taken)
{
    const char *const wrong[] = {"",
                                 "6",
                                 "6:",
                                 ":12345678",
                                 "0:12345678",
                                 "6:00000000",
                                 "7:12345678",
                                 "-6:1234567",
                                 "6:1234567890xyz",
                                 "6 :12345678",
                                 "99999999999999999999:12345678"};
    for (size_t k = 0; k < sizeof wrong / sizeof wrong[0]; k++)
        expect_head(wrong[k], NAAST_BAD_DATA, -1);
    char text[120];
    snprintf(text, sizeof text, "%s0", head().text); /* a digit too many */
    expect_head(text, NAAST_BAD_DATA, -1);
    expect_head(NULL, NAAST_BAD_DATA, -1);
}
END_TEST

static int64_t crev_at(int64_t seq)
{
    int64_t out = -1;
    ok(read_begin(f->store));
    ok(journal_column_at(f->store, &table_deal, 1, table_deal.column[DEAL_CREV].id, seq, &out));
    ok(read_end(f->store, 0));
    return out;
}

START_TEST(test_a_column_as_it_was)
{
    for (int64_t k = 1; k < 4; k++) { /* entries 7, 8 and 9 */
        ok(write_begin(f->store, OP_RECORD));
        ok(set_deal(f, 1, DEAL_CREV, k, k + 1));
        ok(write_end(f->store, 0));
    }
    ok(write_begin(f->store, OP_DEAL_EDIT)); /* 10 leaves it alone */
    ok(set_deal(f, 1, DEAL_EXPECTED, 0, 20270101));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(crev_at(0), 0); /* there was no deal */
    ck_assert_int_eq(crev_at(3), 0);
    ck_assert_int_eq(crev_at(4), 0); /* opened with 0 */
    ck_assert_int_eq(crev_at(6), 1);
    ck_assert_int_eq(crev_at(7), 2);
    ck_assert_int_eq(crev_at(8), 3);
    ck_assert_int_eq(crev_at(10), 4);
    ck_assert_int_eq(crev_at(INT64_MAX), 4);
}
END_TEST

START_TEST(test_a_column_twice_in_one_entry_is_the_last)
{
    ok(write_begin(f->store, OP_TALK));
    ok(set_deal(f, 1, DEAL_CREV, 1, 2));
    ok(set_deal(f, 1, DEAL_CREV, 2, 3));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(crev_at(7), 3);
}
END_TEST

START_TEST(test_rows_of_many_roots_find_their_entry)
{
    ok(write_begin(f->store, OP_IMPORT));
    for (int64_t id = 2; id <= 100; id++)
        add_deal(f, id);
    for (int64_t id = 2; id <= 100; id++)
        ok(add_note(f, child_key(id, 0), "asked later", NULL));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(entries("first = 7"), 99);
    ck_assert_int_eq(entries("first = 7 AND root_kind = 1 AND root_id = seq - 5"), 99);
    check_verifies(f);
}
END_TEST

START_TEST(test_a_task_belongs_to_its_deal_its_person_or_the_store)
{
    struct rec_value row[TASK_COLUMNS] = {[TASK_TEXT] = rec_text("call back"), [TASK_VOID] = rec_int(0)};
    ok(write_begin(f->store, OP_TASK_ADD));
    ok(rec_insert(f->store, &table_task, row, NULL));
    row[TASK_PERSON] = rec_int(f->person);
    ok(rec_insert(f->store, &table_task, row, NULL));
    row[TASK_DEAL] = rec_int(1);
    ok(rec_insert(f->store, &table_task, row, NULL));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(entries("seq = 7 AND root_kind = 5 AND root_id = 0"), 1);
    ck_assert_int_eq(entries("seq = 8 AND root_kind = 3 AND root_id = 1"), 1);
    ck_assert_int_eq(entries("seq = 9 AND root_kind = 1 AND root_id = 1"), 1);
    check_verifies(f);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {test_an_operation_has_one_entry_for_each_root,
                                  test_a_move_names_its_pipeline_revision_operation_and_time,
                                  test_reasons_and_texts_stay_out_of_part_0,
                                  test_equal_parts_have_different_commitments,
                                  test_a_write_without_a_change_leaves_nothing,
                                  test_a_failed_write_leaves_nothing,
                                  test_what_an_inner_write_took_back_is_not_in_the_chain,
                                  test_an_actor_whose_row_was_taken_back_is_made_again,
                                  test_a_root_with_more_parts_than_an_entry_holds_gets_another,
                                  test_two_changes_of_one_row_stand_in_one_part,
                                  test_a_flushed_operation_is_one_operation,
                                  test_a_flush_in_an_inner_write_waits,
                                  test_a_root_with_very_much_takes_several_entries,
                                  test_the_rev_of_a_root_is_its_last_entry,
                                  test_a_head_is_known_by_eight_digits_and_no_less,
                                  test_a_head_of_another_journal_is_not_taken,
                                  test_a_column_as_it_was,
                                  test_a_column_twice_in_one_entry_is_the_last,
                                  test_rows_of_many_roots_find_their_entry,
                                  test_a_task_belongs_to_its_deal_its_person_or_the_store};
    return run_tests("journal", set_up, tear_down, tests, sizeof tests / sizeof tests[0]);
}
