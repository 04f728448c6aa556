/* test_store_search.c: full text is kept with every change of a text, finds folded words by their beginning, and is
 * verified against the rows. */
#include "fixtures/journal.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/record/record.h"
#include "store/record/search.h"
#include "store/session/reading.h"
#include "store/session/store.h"
#include "store/session/transaction.h"

static struct fixture fixture, *const f = &fixture;

static void set_up(void) { fixture_open(f); }
static void tear_down(void) { fixture_close(f); }

/* How many texts have a word that begins so; and whether that key is among them. */
static int64_t found(const char *begins, int64_t key)
{
    const struct engine_search *search = f->store->engine->ops->search(f->store->engine);
    char sql[400];
    int64_t count = 0;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM (%s?1%s) AS hit WHERE CAST(?2 AS INTEGER) = 0 OR hit.key = ?2",
             search->before, search->after);
    struct engine_stmt *stmt = NULL;
    ok(f->store->engine->ops->prepare(f->store->engine, sql, &stmt));
    ok(f->store->engine->ops->bind_text(stmt, 1, begins));
    ok(f->store->engine->ops->bind_int(stmt, 2, key));
    ck_assert_int_eq(f->store->engine->ops->step(stmt), ENGINE_ROW);
    count = f->store->engine->ops->column_int(stmt, 0);
    f->store->engine->ops->finalize(stmt);
    return count;
}

static int check(void)
{
    int status = read_begin(f->store);
    if (status == 0)
        status = search_check(f->store);
    return read_end(f->store, status);
}

static void change_text(int64_t id, const char *from, const char *to, int64_t retracted)
{
    struct rec_value before[EVIDENCE_COLUMNS] = {[EVIDENCE_ID] = rec_int(id), [EVIDENCE_TEXT] = rec_text(from)};
    struct rec_value after[EVIDENCE_COLUMNS];
    before[EVIDENCE_RETRACTED] = rec_int(0);
    memcpy(after, before, sizeof after);
    after[EVIDENCE_TEXT] = rec_text(to);
    after[EVIDENCE_RETRACTED] = rec_int(retracted);
    ok(rec_update(f->store, &table_evidence, id, before, after,
                  (uint64_t)1 << EVIDENCE_TEXT | (uint64_t)1 << EVIDENCE_RETRACTED));
}

static char *words_of(const char *text)
{
    char *words = NULL;
    ok(text_words(&f->store->env, text, &words));
    return words;
}

START_TEST(test_words_are_folded_and_come_once_in_order)
{
    static const char *const texts[][2] = {
        {"Café, CAFE & cafés!", "cafe cafes"},
        {"Sanne de Wit <sanne@waterdam.example>", "de example sanne waterdam wit"},
        {"", ""},
        {" .,;:-—\"'()* ", ""},
        {"d'Artagnan's O'Neill", "artagnan d neill o s"},
        {"ÅNGSTRÖM ﬁne Straße", "angstrom fine strasse"},
        {"ok 👍 2026", "2026 ok 👍"},
    };
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++) {
        char *words = words_of(texts[k][0]);
        ck_assert_str_eq(words, texts[k][1]);
        mem_free(&f->store->env, words);
    }
}
END_TEST

START_TEST(test_a_long_word_is_cut_at_a_character)
{
    char text[3 * TEXT_WORD_BYTES] = "a";
    for (size_t k = 1; k + 2 < sizeof text; k += 2)
        memcpy(text + k, "\xCE\xB1", 3); /* alpha */
    char *words = words_of(text);
    ck_assert_uint_eq(strlen(words), TEXT_WORD_BYTES - 1);
    mem_free(&f->store->env, words);
}
END_TEST

START_TEST(test_what_stands_in_a_row_is_found_by_the_beginning_of_a_word)
{
    ck_assert_int_eq(found("find", search_key(SEARCH_DEAL, 1)), 1);
    ck_assert_int_eq(found("wat", search_key(SEARCH_ORG, f->org)), 1);
    ck_assert_int_eq(found("wit", search_key(SEARCH_PERSON, f->person)), 1);
    ck_assert_int_eq(found("version", search_key(SEARCH_ITEM, child_key(1, 1))), 1);
    ck_assert_int_eq(found("aterdam", 0), 0);
    ok(check());
}
END_TEST

START_TEST(test_a_changed_text_is_found_by_what_it_says_now)
{
    ok(write_begin(f->store, OP_AMEND));
    change_text(child_key(1, 1), "staff follow old versions", "Café rules are old", 0);
    ok(write_end(f->store, 0));
    ck_assert_int_eq(found("staff", 0), 0);
    ck_assert_int_eq(found("cafe", child_key(1, 1)), 1);
    ck_assert_int_eq(found("old", child_key(1, 1)), 1);
    ok(check());
}
END_TEST

START_TEST(test_a_change_that_is_taken_back_is_not_found)
{
    ok(write_begin(f->store, OP_BATCH));
    ok(write_begin(f->store, OP_AMEND));
    change_text(child_key(1, 1), "staff follow old versions", "other", 0);
    ck_assert_int_eq(found("other", 0), 1);
    ck_assert_int_eq(write_end(f->store, NAAST_CONFLICT), NAAST_CONFLICT);
    ok(write_end(f->store, 0));
    ck_assert_int_eq(found("other", 0), 0);
    ck_assert_int_eq(found("staff", 0), 1);
    ok(check());
}
END_TEST

START_TEST(test_what_was_taken_back_or_blanked_is_not_found)
{
    ok(write_begin(f->store, OP_RETRACT));
    change_text(child_key(1, 1), "staff follow old versions", "staff follow old versions", 1);
    ok(write_end(f->store, 0));
    ck_assert_int_eq(found("staff", 0), 0);
    ok(check());
    ok(write_begin(f->store, OP_RECORD));
    ok(add_note(f, child_key(1, 0), "secret", NULL));
    change_text(child_key(1, 2), "secret", NULL, 0);
    ok(write_end(f->store, 0));
    ck_assert_int_eq(found("secret", 0), 0);
    ok(check());
}
END_TEST

static void expect_unverified(const char *sql)
{
    outsider_does(f, sql);
    ck_assert_int_eq(check(), NAAST_UNVERIFIED);
    ck_assert_str_eq(naast_store_code(f->store), "search_differs");
}

START_TEST(test_a_word_that_no_row_has_is_found_out)
{
    expect_unverified("INSERT INTO naast_text(rowid, words) VALUES (1048577, 'forged')");
}
END_TEST

START_TEST(test_a_word_that_is_missing_is_found_out)
{
    expect_unverified("INSERT INTO naast_text(naast_text, rowid, words) VALUES ('delete', -2, 'waterdam')");
}
END_TEST

START_TEST(test_a_word_in_another_row_is_found_out)
{
    expect_unverified("INSERT INTO naast_text(naast_text, rowid, words) VALUES ('delete', -2, 'waterdam');"
                      "INSERT INTO naast_text(rowid, words) VALUES (-4, 'waterdam')");
}
END_TEST

/* The control: an index written anew, in another order of rows, is the same. */
START_TEST(test_an_index_made_anew_is_as_good)
{
    outsider_does(f, "INSERT INTO naast_text(naast_text) VALUES ('delete-all')");
    ck_assert_int_eq(check(), NAAST_UNVERIFIED);
    ok(write_begin(f->store, OP_MIGRATE));
    ok(search_fill(f->store));
    ok(write_end(f->store, 0));
    ok(check());
}
END_TEST

START_TEST(test_a_reader_can_check_it)
{
    naast_store *reader = fixture_handle(f, NAAST_OPEN_READ_ONLY);
    ck_assert_int_eq(read_begin(reader), 0);
    ck_assert_int_eq(search_check(reader), 0);
    ck_assert_int_eq(search_check(reader), 0); /* and again */
    ck_assert_int_eq(read_end(reader, 0), 0);
    naast_store_free(reader);
}
END_TEST

START_TEST(test_a_connection_without_full_text_is_told_so)
{
    sqlite3 *db = NULL;
    naast_store *store = NULL;
    ck_assert_int_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_drop_modules(db, NULL), SQLITE_OK);
    ck_assert_int_eq(naast_store_new(NULL, &store), 0);
    ck_assert_int_eq(store_attach(store, db), NAAST_OLDER);
    ck_assert_int_eq(store_migrate(store, NULL, NULL), NAAST_FAILURE);
    ck_assert_str_eq(naast_store_code(store), "no_full_text");
    naast_store_free(store);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_words_are_folded_and_come_once_in_order,
        test_a_long_word_is_cut_at_a_character,
        test_what_stands_in_a_row_is_found_by_the_beginning_of_a_word,
        test_a_changed_text_is_found_by_what_it_says_now,
        test_a_change_that_is_taken_back_is_not_found,
        test_what_was_taken_back_or_blanked_is_not_found,
        test_a_word_that_no_row_has_is_found_out,
        test_a_word_that_is_missing_is_found_out,
        test_a_word_in_another_row_is_found_out,
        test_an_index_made_anew_is_as_good,
        test_a_reader_can_check_it,
        test_a_connection_without_full_text_is_told_so,
    };
    return run_tests("full text", set_up, tear_down, tests, sizeof tests / sizeof tests[0]);
}
