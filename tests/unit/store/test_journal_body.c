/* test_journal_body.c: the bytes of the journal: the formulas against values computed elsewhere, and reading what may
 * be anything. */
#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/values/hash.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/record/journal_body.h"
#include "store/record/journal_operation.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHILD_ROW = 42 << 20 | 7 };

static struct env env;

static void set_up(void) { ck_assert_int_eq(env_init(&env, NULL), 0); }

static void assert_hash(const uint8_t hash[HASH_BYTES], const char *wanted)
{
    char hex[HASH_HEX];
    hash_hex(hash, hex);
    ck_assert_str_eq(hex, wanted);
}

/* The values below come from a few lines of Python over the formulas of docs/journal.md. */
static const char part_0[] = "\x07\x2aU\x16\x01\x00";
static const char part_1[] = "\x08\x81\x80\x80\x02I\x0c\x02\x03"
                             "abc";

static void sample_hashes(uint8_t part[2][HASH_BYTES])
{
    uint8_t salt[SALT_BYTES];
    for (int k = 0; k < SALT_BYTES; k++)
        salt[k] = (uint8_t)(100 + k);
    part_hash(salt, part_0, 7, part[0]);
    part_hash(salt, part_1, sizeof part_1, part[1]);
}

START_TEST(test_the_genesis_is_the_formula)
{
    uint8_t uuid[16], hash[HASH_BYTES];
    for (int k = 0; k < 16; k++)
        uuid[k] = (uint8_t)k;
    journal_genesis(uuid, hash);
    assert_hash(hash, "32b6ffd2344ea5a7c94a7d83c610d4606d22b637d64f99baf6ee11ea05912f16");
}
END_TEST

START_TEST(test_a_part_and_the_commitment_are_the_formulas)
{
    uint8_t part[2][HASH_BYTES], commitment[HASH_BYTES];
    sample_hashes(part);
    assert_hash(part[0], "67798627092ae7da469395c2f9dc66a1aba8993b2dd699c3e1bf00c5302e84f3");
    parts_commitment((const uint8_t(*)[HASH_BYTES])part, 2, commitment);
    assert_hash(commitment, "9ebaffdca1c4c0018d09e8effca749116411a2aa7611bd3b2442e0d633a20ceb");
}
END_TEST

START_TEST(test_the_core_is_76_bytes_little_endian)
{
    struct journal_core core = {.version = 1,
                                .op = 14,
                                .root_kind = 1,
                                .pipeline = 0x00100003,
                                .seq = 7,
                                .first = 6,
                                .at = INT64_C(1767225600000000),
                                .root_id = 42,
                                .actor = 3};
    uint8_t uuid[16], genesis[HASH_BYTES], hash[HASH_BYTES], part[2][HASH_BYTES], bytes[CORE_BYTES];
    char hex[2 * CORE_BYTES + 1];
    for (int k = 0; k < 16; k++)
        uuid[k] = (uint8_t)k;
    sample_hashes(part);
    parts_commitment((const uint8_t(*)[HASH_BYTES])part, 2, core.commitment);
    core_bytes(&core, bytes);
    for (size_t k = 0; k < CORE_BYTES; k++)
        snprintf(hex + 2 * k, 3, "%02x", bytes[k]);
    ck_assert_str_eq(hex, "010e0100030010000700000000000000060000000000000000402046484706002a0000000000000003000000"
                          "9ebaffdca1c4c0018d09e8effca749116411a2aa7611bd3b2442e0d633a20ceb");
    journal_genesis(uuid, genesis);
    core_hash(genesis, &core, hash);
    assert_hash(hash, "53312945f9558a220b1e6298ade8f512f6a30998eb9a1047a9fbccc1d4232d24");
}
END_TEST

static void write_sample(struct buffer *out)
{
    const struct body_record record = {&table_deal, 42, 0, 0};
    const struct rec_value number = rec_int(-1), none = rec_null();
    body_record_begin(out, &record);
    body_value(out, &table_deal.column[DEAL_AMOUNT], &number);
    body_value(out, &table_deal.column[DEAL_CURRENCY], &none);
    body_record_end(out);
}

START_TEST(test_a_record_is_the_bytes_of_the_docs)
{
    struct buffer out;
    buffer_init(&out, &env);
    write_sample(&out);
    /* deal 42, changed, nothing personal: amount -1, currency NULL, end */
    const uint8_t wanted[] = {7, 42, 'u', 8, 1, 1, 9, 0, 0};
    ck_assert_uint_eq(out.len, sizeof wanted);
    ck_assert_mem_eq(out.data, wanted, sizeof wanted);
    buffer_free(&out);
}
END_TEST

static void read_back(const struct rec_column *column, int at, struct rec_value value)
{
    struct buffer out;
    struct body_record record = {&table_evidence, CHILD_ROW, 1, 1};
    struct rec_value back;
    int position = -1;
    buffer_init(&out, &env);
    body_record_begin(&out, &record);
    body_value(&out, column, &value);
    body_record_end(&out);
    struct reader in = {(const uint8_t *)out.data, (const uint8_t *)out.data + out.len, 0};
    ck_assert_int_eq(body_next_record(&in, &record), 1);
    ck_assert_ptr_eq(record.table, &table_evidence);
    ck_assert_int_eq(record.row, CHILD_ROW);
    ck_assert(record.inserted && record.has_personal);
    ck_assert_int_eq(body_next_value(&in, record.table, &position, &back), 1);
    ck_assert_int_eq(position, at);
    ck_assert_int_eq(back.type, value.type);
    ck_assert_int_eq(back.i, value.i);
    ck_assert_uint_eq(back.len, value.len);
    if (value.len > 0)
        ck_assert_mem_eq(back.data, value.data, value.len);
    ck_assert_int_eq(body_next_value(&in, record.table, &position, &back), 0);
    ck_assert_int_eq(body_next_record(&in, &record), 0);
    buffer_free(&out);
}

START_TEST(test_every_value_reads_back)
{
    const int64_t numbers[] = {0, 1, -1, 63, 64, -64, -65, INT32_MAX, INT64_MAX, INT64_MIN};
    char text[10000];
    for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++)
        read_back(&table_evidence.column[EVIDENCE_AMOUNT], EVIDENCE_AMOUNT, rec_int(numbers[k]));
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    read_back(&table_evidence.column[EVIDENCE_TEXT], EVIDENCE_TEXT, rec_text(text));
    read_back(&table_evidence.column[EVIDENCE_TEXT], EVIDENCE_TEXT, rec_text("caf\xc3\xa9"));
    read_back(&table_evidence.column[EVIDENCE_FILE_SHA], EVIDENCE_FILE_SHA, rec_blob("\0\1\2", 3));
    read_back(&table_evidence.column[EVIDENCE_DUE], EVIDENCE_DUE, rec_null());
}
END_TEST

/* 1: reads to the end; -1: is found to be no part. */
static int read_all(const void *bytes, size_t len)
{
    struct reader in = {bytes, (const uint8_t *)bytes + len, 0};
    struct body_record record;
    struct rec_value value;
    int column, more, next;
    while ((next = body_next_record(&in, &record)) == 1) {
        while ((more = body_next_value(&in, record.table, &column, &value)) == 1)
            continue;
        if (more < 0)
            return -1;
    }
    return next < 0 ? -1 : 1;
}

START_TEST(test_a_part_that_was_cut_is_no_part)
{
    struct buffer out;
    buffer_init(&out, &env);
    write_sample(&out);
    ck_assert_int_eq(read_all(out.data, out.len), 1);
    for (size_t len = 1; len < out.len; len++) {
        void *exact = malloc(len); /* so that a sanitizer sees a byte too far */
        memcpy(exact, out.data, len);
        ck_assert_msg(read_all(exact, len) == -1, "cut at %zu", len);
        free(exact);
    }
    buffer_free(&out);
}
END_TEST

START_TEST(test_what_no_part_holds_is_not_read)
{
    const struct {
        const char *why;
        size_t len;
        uint8_t bytes[16];
    } wrong[] = {
        {"no such table", 4, {200, 1, 'I', 0}},
        {"no such action", 4, {7, 1, 'D', 0}},
        {"no such column", 6, {7, 1, 'u', 99, 0, 0}},
        {"no such tag", 6, {7, 1, 'u', 8, 9, 0}},
        {"a text for a number", 8, {7, 1, 'u', 8, 2, 1, 'x', 0}},
        {"a text past the end", 7, {7, 1, 'u', 9, 2, 100, 'x'}},
        {"a length that overflows", 16, {7, 1, 'u', 9, 2, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0}},
        {"a row below zero", 14, {7, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 'u', 0, 0}},
    };
    for (size_t k = 0; k < sizeof wrong / sizeof wrong[0]; k++)
        ck_assert_msg(read_all(wrong[k].bytes, wrong[k].len) == -1, "%s", wrong[k].why);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("journal bodies");
    TCase *tests = tcase_create("bodies");
    tcase_add_checked_fixture(tests, set_up, NULL);
    tcase_add_test(tests, test_the_genesis_is_the_formula);
    tcase_add_test(tests, test_a_part_and_the_commitment_are_the_formulas);
    tcase_add_test(tests, test_the_core_is_76_bytes_little_endian);
    tcase_add_test(tests, test_a_record_is_the_bytes_of_the_docs);
    tcase_add_test(tests, test_every_value_reads_back);
    tcase_add_test(tests, test_a_part_that_was_cut_is_no_part);
    tcase_add_test(tests, test_what_no_part_holds_is_not_read);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
