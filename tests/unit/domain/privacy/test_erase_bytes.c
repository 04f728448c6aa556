/*
 * test_erase_bytes.c: a canary in every personal column of every table, in rows and in the journal, is erased; then the
 * raw bytes of the store's files are looked through. Which columns those are is asked of the descriptions.
 */
#include "fixtures/journal.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/erase/erase.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/history/history.h"
#include "store/record/journal.h"
#include "store/record/record.h"
#include "store/session/transaction.h"

#include <sys/stat.h>

static struct fixture fixture, *const f = &fixture;

static void set_up(void) { fixture_open(f); }
static void tear_down(void) { fixture_close(f); }

enum { CANARY = 64, GENERATIONS = 2 };

/* "canary-1-naast_deal-title-": what no other column has, and no other generation. */
static void canary_of(const struct rec_table *table, int column, int generation, char out[CANARY])
{
    snprintf(out, CANARY, "canary%d %s%s zq%d", generation, table->name + 6, table->column[column].name, column);
}

static int is_personal(const struct rec_table *table, int column)
{
    return (table->column[column].flags & COL_PERSONAL) != 0;
}

/* ---- planting ---- */

static void plant_row(const struct rec_table *table, int64_t id, int generation)
{
    static char canary[REC_COLUMNS_MAX][CANARY];
    struct rec_value old[REC_COLUMNS_MAX], now[REC_COLUMNS_MAX];
    uint64_t mask = 0;
    int there = 0;
    void *memory = result_new(&f->store->env, 1);
    ok(history_row_now(f->store, table, id, memory, old, &there));
    ck_assert_int_eq(there, 1);
    memcpy(now, old, sizeof now);
    for (int k = 1; k < table->columns; k++) {
        if (!is_personal(table, k))
            continue;
        canary_of(table, k, generation, canary[k]);
        now[k] = table->column[k].type == REC_BLOB ? rec_blob(canary[k], strlen(canary[k])) : rec_text(canary[k]);
        mask |= UINT64_C(1) << k;
    }
    ok(rec_update(f->store, table, id, old, now, mask));
    naast_free(memory);
}

/* Rows that are only ever added say theirs from the first; their one personal column is `column`. */
static void add_append_only(void)
{
    char canary[CANARY];
    int64_t id = 0;
    canary_of(&table_undo, UNDO_BECAUSE, 1, canary);
    struct rec_value undo[UNDO_COLUMNS] = {
        [UNDO_OPERATION] = rec_int(900), [UNDO_UNDOES] = rec_int(899), [UNDO_BECAUSE] = rec_text(canary)};
    ok(rec_insert(f->store, &table_undo, undo, &id));
    canary_of(&table_erasure, ERASURE_BECAUSE, 1, canary);
    struct rec_value erasure[ERASURE_COLUMNS] = {[ERASURE_OPERATION] = rec_int(900),
                                                 [ERASURE_WHOLE] = rec_int(0),
                                                 [ERASURE_SUBJECT_TABLE] = rec_int(4),
                                                 [ERASURE_SUBJECT_ROW] = rec_int(1),
                                                 [ERASURE_BECAUSE] = rec_text(canary)};
    ok(rec_insert(f->store, &table_erasure, erasure, &id));
    canary_of(&table_transition, TRANSITION_BECAUSE, 1, canary);
    move_deal(f, 1, canary);
}

static void add_word_waiver_and_diary(void)
{
    int64_t actor = 0;
    ok(journal_actor(f->store, &actor));
    struct rec_value colleague[ACTOR_COLUMNS] = {[ACTOR_NAME] = rec_text("Bas")};
    ok(rec_insert(f->store, &table_actor, colleague, NULL));
    struct rec_value word[WORD_COLUMNS] = {[WORD_ID] = rec_int(child_key(1, 0)),
                                           [WORD_ITEM] = rec_int(1),
                                           [WORD_SIDE] = rec_int(1),
                                           [WORD_SEEN] = rec_int(1),
                                           [WORD_DAY] = rec_int(20261110),
                                           [WORD_VOID] = rec_int(0)};
    ok(rec_insert(f->store, &table_word, word, NULL));
    struct rec_value waiver[WAIVER_COLUMNS] = {
        [WAIVER_ID] = rec_int(child_key(1, 0)), [WAIVER_CHECK] = rec_text("purpose"),
        [WAIVER_APPROVER] = rec_int(actor),     [WAIVER_UNTIL] = rec_int(20261120),
        [WAIVER_AT] = rec_int(f->now),          [WAIVER_VOID] = rec_int(0)};
    ok(rec_insert(f->store, &table_waiver, waiver, NULL));
    struct rec_value task[TASK_COLUMNS] = {[TASK_DEAL] = rec_int(1), [TASK_VOID] = rec_int(0)};
    ok(rec_insert(f->store, &table_task, task, NULL));
    struct rec_value activity[ACTIVITY_COLUMNS] = {[ACTIVITY_KIND] = rec_text("note"),
                                                   [ACTIVITY_PERSON] = rec_int(f->person),
                                                   [ACTIVITY_DAY] = rec_int(20261110),
                                                   [ACTIVITY_VOID] = rec_int(0)};
    ok(rec_insert(f->store, &table_activity, activity, NULL));
}

/* Not the actor who does all this, who is there again at once. */
static int64_t last_row(const struct rec_table *table)
{
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT coalesce(max(id), 0) FROM %s%s", table->name,
             table == &table_actor ? " WHERE name IS NOT 'Anna'" : "");
    return outsider_int(f, sql);
}

static void plant(void)
{
    ok(write_begin(f->store, OP_BATCH));
    add_append_only();
    add_word_waiver_and_diary();
    ok(write_end(f->store, 0));
    for (int generation = 1; generation <= GENERATIONS; generation++) {
        ok(write_begin(f->store, OP_BATCH));
        for (const struct rec_table *const *table = all_tables; *table != NULL; table++)
            if (rec_personal_columns(*table) != 0 && !(*table)->append_only)
                plant_row(*table, last_row(*table), generation);
        ok(write_end(f->store, 0));
    }
}

/* ---- erasing ---- */

static void erase_all(struct erasing *erasing)
{
    erasing_init(erasing, f->store);
    erasing->subject_table = &table_person;
    erasing->subject_row = f->person;
    ok(write_begin(f->store, OP_ERASE));
    for (const struct rec_table *const *table = all_tables; *table != NULL; table++) {
        struct rec_value old[REC_COLUMNS_MAX], now[REC_COLUMNS_MAX];
        const int64_t id = last_row(*table);
        int there = 0;
        if (rec_personal_columns(*table) == 0 || id == 0)
            continue;
        void *memory = result_new(&f->store->env, 1);
        ok(history_row_now(f->store, *table, id, memory, old, &there));
        memcpy(now, old, sizeof now);
        for (int k = 1; k < (*table)->columns; k++)
            if (is_personal(*table, k))
                now[k] = rec_null();
        ok(erase_row(erasing, *table, id, old, now));
        naast_free(memory);
    }
    ok(erase_finish(erasing));
    ok(write_end(f->store, 0));
}

/* ---- looking ---- */

static int stands_in(const char *path, const char *text)
{
    struct stat info;
    if (stat(path, &info) != 0 || info.st_size == 0)
        return 0;
    char *bytes = malloc((size_t)info.st_size);
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(bytes);
    ck_assert_ptr_nonnull(file);
    const size_t len = fread(bytes, 1, (size_t)info.st_size, file);
    const int found = memmem(bytes, len, text, strlen(text)) != NULL;
    fclose(file);
    free(bytes);
    return found;
}

static int stands_anywhere(const char *text)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-queue"};
    char path[128];
    int found = 0;
    for (size_t k = 0; k < sizeof ends / sizeof ends[0]; k++) {
        snprintf(path, sizeof path, "%s%s", f->path, ends[k]);
        found |= stands_in(path, text);
    }
    return found;
}

/* How many canaries of a generation stand somewhere, of how many; one of every personal column. */
static int canaries(int generation, int *planted)
{
    int found = 0;
    *planted = 0;
    for (const struct rec_table *const *table = all_tables; *table != NULL; table++)
        for (int k = 1; k < (*table)->columns; k++) {
            char canary[CANARY];
            if (!is_personal(*table, k) || ((*table)->append_only && generation > 1))
                continue;
            canary_of(*table, k, generation, canary);
            ++*planted;
            found += stands_anywhere(canary);
        }
    return found;
}

/* Of the words of full text, which stand cut short in its pages; each canary begins alike. */
static int64_t words_left(void)
{
    return outsider_int(f, "SELECT count(*) FROM naast_text WHERE naast_text MATCH 'canary*'");
}

static void expect_canaries(int there)
{
    for (int generation = 1; generation <= GENERATIONS; generation++) {
        int planted = 0;
        const int found = canaries(generation, &planted);
        ck_assert_int_gt(planted, 15);
        ck_assert_int_eq(found, there ? planted : 0);
    }
    ck_assert_int_eq(words_left() > 0, there);
    if (!there)
        ck_assert_int_eq(stands_anywhere("canary"), 0);
}

START_TEST(test_what_is_personal_is_nowhere_after_it_was_erased)
{
    struct erasing erasing;
    struct cleansing cleansing;
    plant();
    expect_canaries(1); /* the look finds what is there */
    erase_all(&erasing);
    ck_assert_int_gt(erasing.parts, 20);
    ok(cleanse(f->store, &erasing.texts, &cleansing));
    ck_assert_int_eq(cleansing.state, CLEANSED);
    ck_assert_int_eq(cleansing.remain, 0);
    erasing_free(&erasing);
    expect_canaries(0);
    check_verifies(f);
}
END_TEST

/* The control: what the erasure alone leaves behind, without what comes after it. */
START_TEST(test_before_the_files_are_written_anew_the_bytes_are_found)
{
    struct erasing erasing;
    int planted = 0, waits = 0;
    plant();
    erase_all(&erasing);
    erasing_free(&erasing);
    ck_assert_int_gt(canaries(1, &planted), 0);
    ok(cleanse_waits(f->store, &waits));
    ck_assert_int_eq(waits, 1);
    check_verifies(f);
}
END_TEST

START_TEST(test_a_reader_keeps_the_bytes_until_it_is_gone)
{
    struct erasing erasing;
    struct cleansing cleansing;
    int waits = 0;
    plant();
    sqlite3 *reader = outsider_open(f);
    ck_assert_int_eq(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM naast_person", NULL, NULL, NULL), SQLITE_OK);
    erase_all(&erasing);
    ok(cleanse(f->store, &erasing.texts, &cleansing));
    ck_assert_int_eq(cleansing.state, CLEANSE_BY_READER);
    ck_assert_int_eq(stands_anywhere("canary"), 1);
    ok(cleanse(f->store, NULL, &cleansing)); /* still */
    ck_assert_int_eq(cleansing.state, CLEANSE_BY_READER);
    erasing_free(&erasing);
    ck_assert_int_eq(sqlite3_close(reader), SQLITE_OK);
    ok(cleanse(f->store, NULL, &cleansing));
    ck_assert_int_eq(cleansing.state, CLEANSED);
    ok(cleanse_waits(f->store, &waits));
    ck_assert_int_eq(waits, 0);
    expect_canaries(0);
    check_verifies(f);
}
END_TEST

START_TEST(test_a_text_that_another_row_says_too_remains_and_is_told)
{
    struct erasing erasing;
    struct cleansing cleansing;
    for (int k = 0; k < 2; k++) {
        ok(write_begin(f->store, OP_RECORD));
        ok(add_note(f, child_key(1, 0), "said twice, word for word", NULL));
        ok(write_end(f->store, 0));
    }
    erase_all(&erasing);
    ok(cleanse(f->store, &erasing.texts, &cleansing));
    ck_assert_int_eq(cleansing.state, CLEANSED);
    ck_assert_int_eq(cleansing.remain, 1);
    ck_assert_int_eq(stands_anywhere("said twice, word for word"), 1);
    erasing_free(&erasing);
}
END_TEST

/* ---- what verify makes of it ---- */

START_TEST(test_a_part_that_is_listed_and_there_is_found)
{
    naast_verification *verification = NULL;
    plant();
    ok(write_begin(f->store, OP_ERASE)); /* a list that says more than was done */
    const struct rec_value erasure[ERASURE_COLUMNS] = {[ERASURE_OPERATION] = rec_int(900),
                                                       [ERASURE_WHOLE] = rec_int(0),
                                                       [ERASURE_SUBJECT_TABLE] = rec_int(4),
                                                       [ERASURE_SUBJECT_ROW] = rec_int(1)};
    int64_t id = 0;
    ok(rec_insert(f->store, &table_erasure, erasure, &id));
    const struct rec_value erased[ERASED_COLUMNS] = {
        [ERASED_ERASURE] = rec_int(id), [ERASED_PART] = rec_int(6 << 8 | 1)};
    ok(rec_insert(f->store, &table_erased, erased, NULL));
    ok(write_end(f->store, 0));
    ck_assert_int_eq(naast_store_verify(f->store, NULL, &verification), NAAST_UNVERIFIED);
    ck_assert_uint_eq(verification->finding_count, 1);
    ck_assert_str_eq(verification->findings[0].code, "body_kept");
    ck_assert_int_eq(verification->findings[0].seq, 6);
    naast_free(verification);
}
END_TEST

START_TEST(test_what_was_erased_is_erased_once)
{
    struct erasing erasing;
    plant();
    erase_all(&erasing);
    erasing_free(&erasing);
    const int64_t head = outsider_int(f, "SELECT seq FROM naast_head");
    /* the second time there is nothing but the reason of the first */
    erase_all(&erasing);
    ck_assert_int_eq(erasing.rows, 0);
    ck_assert_int_eq(outsider_int(f, "SELECT seq FROM naast_head"), head);
    erasing_free(&erasing);
    check_verifies(f);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_what_is_personal_is_nowhere_after_it_was_erased,
        test_before_the_files_are_written_anew_the_bytes_are_found,
        test_a_reader_keeps_the_bytes_until_it_is_gone,
        test_a_text_that_another_row_says_too_remains_and_is_told,
        test_a_part_that_is_listed_and_there_is_found,
        test_what_was_erased_is_erased_once,
    };
    return run_tests("erase_bytes", set_up, tear_down, tests, sizeof tests / sizeof tests[0]);
}
