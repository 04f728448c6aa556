/* test_verify.c: what verification finds when somebody had their hands in the file, and, just as exactly, what it does
 * not. */
#include "fixtures/journal.h"
#include "fixtures/disguises.h"
#include "naast.h"
#include "base/env/env.h"
#include "base/values/hash.h"
#include "base/values/ids.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/operation.h"
#include "store/record/journal.h"
#include "store/record/journal_body.h"
#include "store/record/journal_operation.h"
#include "store/record/journal_rows.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

static struct fixture fixture, *const f = &fixture;

/*
 * The store: entries 1 pipeline, 2 organisation, 3 person, 4 store (the actor), 5 deal 1, 6 deal 1 (D1.1, crev 1),
 * 7 deal 1 (its move to the second stage).
 */
static void set_up(void)
{
    fixture_open(f);
    ok(write_begin(f->store, OP_ADVANCE));
    move_deal(f, 1, "they agreed");
    ok(write_end(f->store, 0));
}
static void tear_down(void) { fixture_close(f); }

/* What somebody does who first takes the triggers away. */
static void drop_triggers(sqlite3 *db)
{
    sqlite3_stmt *stmt = NULL;
    char sql[100][100];
    int count = 0;
    ck_assert_int_eq(sqlite3_prepare_v2(db, "SELECT name FROM sqlite_master WHERE type = 'trigger'", -1, &stmt, NULL),
                     SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW && count < 100)
        snprintf(sql[count++], sizeof sql[0], "DROP TRIGGER %s", (const char *)sqlite3_column_text(stmt, 0));
    sqlite3_finalize(stmt);
    ck_assert_int_gt(count, 0);
    for (int k = 0; k < count; k++)
        ck_assert_int_eq(outsider_run(db, sql[k]), SQLITE_OK);
}

enum { TRIGGERS_MOST = 20000 };

/* The statements that make the triggers. */
static void keep_triggers(sqlite3 *db, char triggers[TRIGGERS_MOST])
{
    sqlite3_stmt *stmt = NULL;
    *triggers = '\0';
    ck_assert_int_eq(sqlite3_prepare_v2(db, "SELECT sql FROM sqlite_master WHERE type = 'trigger'", -1, &stmt, NULL),
                     SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(stmt, 0);
        ck_assert_uint_lt(strlen(triggers) + strlen(text) + 2, TRIGGERS_MOST);
        strcat(strcat(triggers, text), ";");
    }
    sqlite3_finalize(stmt);
}

static void tamper(const char *sql)
{
    sqlite3 *db = outsider_open(f);
    char triggers[TRIGGERS_MOST];
    keep_triggers(db, triggers);
    drop_triggers(db);
    const int result = outsider_run(db, sql);
    ck_assert_msg(result == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
    ck_assert_int_eq(outsider_run(db, triggers), SQLITE_OK); /* and puts them back, to leave no trace */
    sqlite3_close(db);
}

static void expect(const char *name, const char *codes)
{
    char found[400];
    naast_store *fresh = fixture_handle(f, NAAST_OPEN_READ_ONLY);
    verify_codes(fresh, found, sizeof found);
    naast_store_free(fresh);
    ck_assert_msg(strcmp(found, codes) == 0, "%s: found \"%s\", not \"%s\"", name, found, codes);
}

struct tampering {
    const char *name, *sql, *codes;
};

static const struct tampering tamperings[] = {
    {"an entry's time", "UPDATE naast_journal SET at = at + 1 WHERE seq = 3", "hash_differs "},
    {"an entry's operation, a whole byte on", "UPDATE naast_journal SET op = op + 256 WHERE seq = 3", "hash_differs "},
    {"an entry's actor", "UPDATE naast_journal SET actor = 2 WHERE seq = 3", "entry_contradicted hash_differs "},
    {"an entry's root", "UPDATE naast_journal SET root_id = 2 WHERE seq = 3", "hash_differs row_contradicted "},
    {"an entry's first", "UPDATE naast_journal SET first = 3 WHERE seq = 3", "entry_contradicted hash_differs "},
    {"an entry's flags", "UPDATE naast_journal SET flags = 1 WHERE seq = 3", "hash_differs "},
    {"an entry's pipeline", "UPDATE naast_journal SET pipeline = 0 WHERE seq = 7", "hash_differs "},
    {"an entry's version", "UPDATE naast_journal SET version = 2 WHERE seq = 3", "entry_unknown hash_differs "},
    {"an entry's commitment", "UPDATE naast_journal SET commitment = zeroblob(32) WHERE seq = 3",
     "hash_differs body_differs "},
    {"an entry's commitment cut", "UPDATE naast_journal SET commitment = x'00' WHERE seq = 3", "hash_differs "},
    {"an entry's hash", "UPDATE naast_journal SET h = zeroblob(32) WHERE seq = 3", "hash_differs "},
    {"the last entry's hash", "UPDATE naast_journal SET h = zeroblob(32) WHERE seq = 7", "hash_differs head_differs "},
    {"an entry in the middle gone", "DELETE FROM naast_journal WHERE seq = 3; DELETE FROM naast_body WHERE id >> 8 = 3",
     "entry_missing row_unknown "},
    {"an entry gone, its body left", "DELETE FROM naast_journal WHERE seq = 3",
     "entry_missing body_unknown row_unknown "},
    {"the first entry gone", "DELETE FROM naast_journal WHERE seq = 1; DELETE FROM naast_body WHERE id >> 8 = 1",
     "entry_missing row_unknown "},
    {"the last entry gone", "DELETE FROM naast_journal WHERE seq = 7; DELETE FROM naast_body WHERE id >> 8 = 7",
     "head_differs row_differs row_unknown "},
    {"the last entry gone and the head set back",
     "DELETE FROM naast_journal WHERE seq = 7; DELETE FROM naast_body WHERE id >> 8 = 7;"
     "UPDATE naast_head SET seq = 6, hash = (SELECT h FROM naast_journal WHERE seq = 6)",
     "row_differs row_unknown "},
    {"the whole journal gone", "DELETE FROM naast_journal; DELETE FROM naast_body", "head_differs row_unknown "},
    {"two entries exchanged",
     "UPDATE naast_journal SET seq = 99 WHERE seq = 2; UPDATE naast_journal SET seq = 2 WHERE seq = 3;"
     "UPDATE naast_journal SET seq = 3 WHERE seq = 99",
     "hash_differs body_differs row_contradicted "},
    {"the head's number", "UPDATE naast_head SET seq = 8", "head_differs "},
    {"the head's hash", "UPDATE naast_head SET hash = zeroblob(32)", "head_differs "},
    {"the head gone", "DELETE FROM naast_head", "hash_differs head_differs "},
    {"the store's uuid", "UPDATE naast_head SET uuid = zeroblob(16)", "hash_differs "},
    {"a body changed",
     "UPDATE naast_body SET bytes = CAST(replace(bytes, 'staff', 'stuff') AS BLOB) WHERE id = 6 << 8 | 1",
     "body_differs row_differs "},
    {"a body and its row changed",
     "UPDATE naast_body SET bytes = CAST(replace(bytes, 'staff', 'stuff') AS BLOB) WHERE id = 6 << 8 | 1;"
     "UPDATE naast_evidence SET text = replace(text, 'staff', 'stuff')",
     "body_differs search_differs "},
    {"a body cut", "UPDATE naast_body SET bytes = substr(bytes, 1, 5) WHERE id = 6 << 8 | 1",
     "body_differs body_unreadable row_differs "},
    {"a body that is empty", "UPDATE naast_body SET bytes = x'' WHERE id = 6 << 8 | 1",
     "body_differs body_unreadable row_differs "},
    {"a salt", "UPDATE naast_body SET salt = zeroblob(16) WHERE id = 6 << 8 | 1", "body_differs "},
    {"a salt cut", "UPDATE naast_body SET salt = x'00' WHERE id = 6 << 8 | 1", "body_differs "},
    {"a personal part gone", "DELETE FROM naast_body WHERE id = 6 << 8 | 1", "body_differs row_differs "},
    {"part 0 gone", "DELETE FROM naast_body WHERE id = 5 << 8",
     "body_missing row_differs row_unknown row_contradicted "},
    {"every part gone", "DELETE FROM naast_body WHERE id >> 8 = 2", "body_missing row_unknown "},
    {"a part put to an entry", "INSERT INTO naast_body(id, salt, bytes) VALUES (6 << 8 | 2, zeroblob(16), x'')",
     "body_differs body_unreadable "},
    {"a body of no entry", "INSERT INTO naast_body(id, salt, bytes) VALUES (99 << 8, zeroblob(16), x'')",
     "body_unknown "},
    {"a body erased", "UPDATE naast_body SET gone = zeroblob(32), salt = NULL, bytes = NULL WHERE id = 6 << 8 | 1",
     "body_differs body_erased row_differs "},
    {"an amount", "UPDATE naast_deal SET amount = amount + 1", "row_differs summary_differs "},
    {"a title", "UPDATE naast_deal SET title = title || '.'", "row_differs "},
    {"a text where there was none", "UPDATE naast_deal SET note = 'x'", "row_differs search_differs "},
    {"none where there was a text", "UPDATE naast_deal SET title = NULL", "row_differs search_differs "},
    {"a number where there was none", "UPDATE naast_deal SET follows = 0", "row_differs "},
    {"a uuid", "UPDATE naast_deal SET uuid = zeroblob(16)", "row_differs "},
    {"a text with an end inside", "UPDATE naast_deal SET title = title || char(0) || 'x'", "row_differs "},
    {"a stage", "UPDATE naast_deal SET stage = 'first'", "row_differs summary_differs "},
    {"an item's state", "UPDATE naast_evidence SET state = 'met'", "row_differs "},
    {"an item gone", "DELETE FROM naast_evidence", "row_missing search_differs "},
    {"an item put in",
     "INSERT INTO naast_evidence SELECT id + 1, kind, text, side, said_by, word_side, word_by, about, person, value, "
     "amount, "
     "currency, due, url, file_name, file_sha, state, retracted, in_confidence, crev, day, settled_on, settled_side, "
     "settled_by, because, reagreed, void, redacted, said_as, word_as, person_as, spelled_from FROM naast_evidence",
     "row_unknown search_differs "},
    {"an item under another number", "UPDATE naast_evidence SET id = id + 1",
     "row_missing row_unknown search_differs "},
    {"a reason", "UPDATE naast_transition SET because = 'because' WHERE n = 2", "row_differs "},
    {"a receipt", "UPDATE naast_transition SET receipt = 'all was well' WHERE n = 2", "row_differs "},
    {"a move gone", "DELETE FROM naast_transition WHERE n = 2", "row_missing "},
    {"a definition", "UPDATE naast_revision SET definition = 'first\n'", "row_differs "},
    {"a setting", "INSERT INTO naast_setting VALUES (1, 'default_pipeline', 'mine')", "row_unknown "},
    {"an actor's name", "UPDATE naast_actor SET name = 'Bas'", "row_differs "},
    {"the funnel", "UPDATE naast_funnel SET deals = deals + 1", "summary_differs "},
};
enum { TAMPERINGS = sizeof tamperings / sizeof tamperings[0] };

START_TEST(test_tampering_is_found)
{
    const struct tampering *tampering = &tamperings[_i];
    tamper(tampering->sql);
    expect(tampering->name, tampering->codes);
}
END_TEST

START_TEST(test_a_store_that_nobody_touched_verifies)
{
    naast_verification *result = NULL;
    struct journal_head head;
    ok(naast_store_verify(f->store, NULL, &result));
    ck_assert(result->ok);
    ck_assert_int_eq(result->entries, 7);
    /* pipeline, revision, organisation, person, actor, deal, two transitions, one item */
    ck_assert_int_eq(result->rows, 9);
    ck_assert_uint_eq(result->finding_count, 0);
    ok(read_begin(f->store));
    ok(journal_head_read(f->store, &head));
    ok(read_end(f->store, 0));
    ck_assert_str_eq(result->head, head.text);
    naast_free(result);
    tamper("SELECT 1"); /* and the tamperer's tools alone leave nothing to find */
    expect("nothing", "");
}
END_TEST

START_TEST(test_a_finding_says_what_where_and_in_words)
{
    naast_verification *result = NULL;
    tamper("UPDATE naast_evidence SET state = 'met'");
    ck_assert_int_eq(naast_store_verify(f->store, NULL, &result), NAAST_UNVERIFIED);
    ck_assert_uint_eq(result->finding_count, 1);
    ck_assert_str_eq(result->findings[0].kind, "state");
    ck_assert_str_eq(result->findings[0].code, "row_differs");
    ck_assert_str_eq(result->findings[0].table, "evidence");
    ck_assert_int_eq(result->findings[0].row, child_key(1, 1));
    ck_assert_int_eq(result->findings[0].seq, 6);
    ck_assert_str_eq(result->findings[0].text,
                     "row 1048577 of evidence is not what the journal says: state was changed outside naast");
    ck_assert_str_eq(naast_store_code(f->store), "store_unverified");
    ck_assert_ptr_nonnull(strstr(naast_store_message(f->store), "row 1048577 of evidence"));
    naast_free(result);
}
END_TEST

START_TEST(test_a_trigger_that_was_dropped_is_found)
{
    naast_verification *result = NULL;
    outsider_does(f, "DROP TRIGGER naast_deal_moves");
    ck_assert_int_eq(naast_store_verify(f->store, NULL, &result), NAAST_UNVERIFIED);
    ck_assert_uint_eq(result->finding_count, 1);
    ck_assert_str_eq(result->findings[0].kind, "schema");
    ck_assert_str_eq(result->findings[0].code, "trigger_missing");
    ck_assert_ptr_nonnull(strstr(result->findings[0].text, "naast_deal_moves"));
    naast_free(result);
}
END_TEST

/* The codes in any order. Through a handle that was open before: one that opens then is refused (test_schema.c). */
static void expect_all(const char *name, const char *codes)
{
    char found[400], wanted[400], *rest = wanted;
    verify_codes(f->store, found, sizeof found);
    snprintf(wanted, sizeof wanted, "%s", codes);
    for (char *code; (code = strtok_r(rest, " ", &rest)) != NULL;)
        ck_assert_msg(strstr(found, code) != NULL, "%s: found \"%s\", not \"%s\"", name, found, codes);
}

START_TEST(test_a_schema_that_disguises_rows_is_found)
{
    sqlite3 *db = outsider_open(f);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    ck_assert_msg(outsider_run(db, disguises[_i].sql) == SQLITE_OK, "%s: %s", disguises[_i].name, sqlite3_errmsg(db));
    sqlite3_close(db);
    expect_all(disguises[_i].name, disguises[_i].codes);
}
END_TEST

START_TEST(test_a_second_head_is_found)
{
    outsider_does(f, "PRAGMA ignore_check_constraints = ON; "
                     "INSERT INTO naast_head SELECT 2, seq + 7, hash, uuid FROM naast_head");
    expect_all("a second head", "head_differs ");
}
END_TEST

START_TEST(test_tables_of_others_are_theirs)
{
    outsider_does(f,
                  "CREATE TABLE theirs(a); CREATE INDEX theirs_a ON theirs(a); CREATE VIEW v AS SELECT * FROM theirs;"
                  "ANALYZE");
    expect("theirs", "");
}
END_TEST

START_TEST(test_only_the_first_of_each_kind_is_told)
{
    naast_verification *result = NULL;
    tamper("UPDATE naast_journal SET at = at + 1 WHERE seq IN (3, 5)");
    ck_assert_int_eq(naast_store_verify(f->store, NULL, &result), NAAST_UNVERIFIED);
    ck_assert_uint_eq(result->finding_count, 1);
    ck_assert_int_eq(result->findings[0].seq, 3);
    naast_free(result);
}
END_TEST

/* Erased with the right commitment left behind: the chain and the commitments hold, and still no entry says so. */
START_TEST(test_an_erasure_that_no_entry_tells_of_is_found)
{
    sqlite3 *db = outsider_open(f);
    sqlite3_stmt *stmt = NULL;
    uint8_t hash[HASH_BYTES];
    char hex[HASH_HEX], sql[200];
    ck_assert_int_eq(
        sqlite3_prepare_v2(db, "SELECT salt, bytes FROM naast_body WHERE id = 6 << 8 | 1", -1, &stmt, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
    part_hash(sqlite3_column_blob(stmt, 0), sqlite3_column_blob(stmt, 1), (size_t)sqlite3_column_bytes(stmt, 1), hash);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    hash_hex(hash, hex);
    snprintf(sql, sizeof sql, "UPDATE naast_body SET gone = x'%s', salt = NULL, bytes = NULL WHERE id = 6 << 8 | 1",
             hex);
    outsider_does(f, sql); /* the triggers allow it */
    outsider_does(f, "UPDATE naast_evidence SET text = NULL");
    expect("erased", "body_erased search_differs ");
}
END_TEST

/* The record layer believes what it is told the row was; the journal does not. */
START_TEST(test_a_counter_that_goes_back_is_found)
{
    ok(write_begin(f->store, OP_RECORD));
    ok(set_deal(f, 1, DEAL_CREV, 1, 5));
    ok(set_deal(f, 1, DEAL_CREV, 2, 3));
    ok(write_end(f->store, 0));
    expect("counter", "counter_back ");
}
END_TEST

START_TEST(test_a_change_of_a_row_that_never_was_is_found)
{
    const struct rec_value old[EVIDENCE_COLUMNS] = {[EVIDENCE_STATE] = rec_text("open")};
    const struct rec_value now[EVIDENCE_COLUMNS] = {[EVIDENCE_STATE] = rec_text("met")};
    ok(write_begin(f->store, OP_SETTLE));
    ok(rec_update(f->store, &table_evidence, child_key(1, 77), old, now, (uint64_t)1 << EVIDENCE_STATE));
    ok(write_end(f->store, 0));
    expect("row", "row_missing row_contradicted ");
}
END_TEST

/* What verification cannot see, and what a kept head then tells: docs/journal.md says so, and this holds it to that. */
START_TEST(test_a_store_set_back_as_a_whole_verifies_and_a_kept_head_tells)
{
    struct journal_head kept;
    int64_t seq = 0;
    ok(read_begin(f->store));
    ok(journal_head_read(f->store, &kept));
    ok(read_end(f->store, 0));
    tamper("DELETE FROM naast_journal WHERE seq = 7; DELETE FROM naast_body WHERE id >> 8 = 7;"
           "DELETE FROM naast_transition WHERE n = 2; UPDATE naast_deal SET stage = 'first', moves = 1;"
           "UPDATE naast_head SET seq = 6, hash = (SELECT h FROM naast_journal WHERE seq = 6);"
           "DELETE FROM naast_funnel WHERE deals = 0; UPDATE naast_funnel SET stage = 'first'");
    expect("set back", "");
    ok(read_begin(f->store));
    ck_assert_int_eq(journal_head_check(f->store, kept.text, &seq), NAAST_BAD_DATA);
    (void)read_end(f->store, 0);
}
END_TEST

START_TEST(test_a_history_written_anew_verifies_and_a_kept_head_tells)
{
    struct journal_head kept;
    int64_t seq = 0;
    ok(write_begin(f->store, OP_RECORD));
    ok(add_note(f, child_key(1, 0), "what was said", NULL));
    ok(write_end(f->store, 0));
    ok(read_begin(f->store));
    ok(journal_head_read(f->store, &kept));
    ok(read_end(f->store, 0));
    tamper("DELETE FROM naast_journal WHERE seq = 8; DELETE FROM naast_body WHERE id >> 8 = 8;"
           "DELETE FROM naast_evidence WHERE id & 1048575 = 2;"
           "INSERT INTO naast_text(naast_text, rowid, words) VALUES ('delete', 1 << 20 | 2, 'said was what');"
           "UPDATE naast_head SET seq = 7, hash = (SELECT h FROM naast_journal WHERE seq = 7)");
    ok(write_begin(f->store, OP_RECORD));
    ok(add_note(f, child_key(1, 0), "what suits better", NULL));
    ok(write_end(f->store, 0));
    expect("written anew", "");
    ok(read_begin(f->store));
    ck_assert_int_eq(journal_head_check(f->store, kept.text, &seq), NAAST_BAD_DATA);
    (void)read_end(f->store, 0);
}
END_TEST

/* ---- entries that cannot be, with every hash right ---- */

static void hash_parts(sqlite3 *db, int64_t seq, uint8_t out[HASH_BYTES])
{
    uint8_t part[PARTS_MAX][HASH_BYTES];
    size_t count = 0;
    sqlite3_stmt *stmt = NULL;
    ck_assert_int_eq(
        sqlite3_prepare_v2(db, "SELECT salt, bytes FROM naast_body WHERE id >> 8 = ?1 ORDER BY id", -1, &stmt, NULL),
        SQLITE_OK);
    sqlite3_bind_int64(stmt, 1, seq);
    for (; sqlite3_step(stmt) == SQLITE_ROW; count++)
        part_hash(sqlite3_column_blob(stmt, 0), sqlite3_column_blob(stmt, 1), (size_t)sqlite3_column_bytes(stmt, 1),
                  part[count]);
    sqlite3_finalize(stmt);
    parts_commitment((const uint8_t(*)[HASH_BYTES])part, count, out);
}

static void write_hashes(sqlite3 *db, const struct journal_core *core, const uint8_t hash[HASH_BYTES])
{
    sqlite3_stmt *stmt = NULL;
    ck_assert_int_eq(
        sqlite3_prepare_v2(db, "UPDATE naast_journal SET commitment = ?1, h = ?2 WHERE seq = ?3", -1, &stmt, NULL),
        SQLITE_OK);
    sqlite3_bind_blob(stmt, 1, core->commitment, HASH_BYTES, SQLITE_STATIC);
    sqlite3_bind_blob(stmt, 2, hash, HASH_BYTES, SQLITE_STATIC);
    sqlite3_bind_int64(stmt, 3, core->seq);
    ck_assert_int_eq(sqlite3_step(stmt), SQLITE_DONE);
    sqlite3_finalize(stmt);
}

/* Whoever knows docs/journal.md can compute every hash from the first entry on. */
static void hash_anew(sqlite3 *db)
{
    uint8_t hash[HASH_BYTES];
    sqlite3_stmt *stmt = NULL;
    ck_assert_int_eq(sqlite3_prepare_v2(db, "SELECT uuid FROM naast_head", -1, &stmt, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
    journal_genesis(sqlite3_column_blob(stmt, 0), hash);
    sqlite3_finalize(stmt);
    ck_assert_int_eq(sqlite3_prepare_v2(db, JOURNAL_ENTRIES, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        struct journal_core core = {.seq = sqlite3_column_int64(stmt, 0),
                                    .version = (uint8_t)sqlite3_column_int(stmt, 1),
                                    .op = (uint8_t)sqlite3_column_int(stmt, 2),
                                    .root_kind = (uint8_t)sqlite3_column_int(stmt, 3),
                                    .flags = (uint8_t)sqlite3_column_int(stmt, 4),
                                    .actor = (uint32_t)sqlite3_column_int64(stmt, 5),
                                    .pipeline = (uint32_t)sqlite3_column_int64(stmt, 6),
                                    .first = sqlite3_column_int64(stmt, 7),
                                    .at = sqlite3_column_int64(stmt, 8),
                                    .root_id = sqlite3_column_int64(stmt, 9)};
        uint8_t next[HASH_BYTES];
        hash_parts(db, core.seq, core.commitment);
        core_hash(hash, &core, next);
        memcpy(hash, next, HASH_BYTES);
        write_hashes(db, &core, hash);
    }
    sqlite3_finalize(stmt);
    ck_assert_int_eq(outsider_run(db, "UPDATE naast_head SET hash = (SELECT h FROM naast_journal ORDER BY seq DESC "
                                      "LIMIT 1)"),
                     SQLITE_OK);
}

#define EMPTY_PART                                                                                                     \
    "INSERT INTO naast_body(id, salt, bytes) SELECT max(id) + 1, zeroblob(16), x'' FROM naast_body WHERE id >> 8 = "

/* Entry 2 goes on with the operation of entry 1, or has one of its own; 5, 6 and 7 are each the first of theirs. */
static const struct tampering forgeries[] = {
    {"nothing at all", "SELECT 1", ""},
    {"an operation further on", "UPDATE naast_journal SET first = 8 WHERE seq = 7", "entry_contradicted "},
    {"an operation far away", "UPDATE naast_journal SET first = 99999 WHERE seq = 7", "entry_contradicted "},
    {"no operation", "UPDATE naast_journal SET first = 0 WHERE seq = 7", "entry_contradicted "},
    {"less than none", "UPDATE naast_journal SET first = -1 WHERE seq = 7", "entry_contradicted "},
    {"the operation before, which is another", "UPDATE naast_journal SET first = 6 WHERE seq = 7",
     "entry_contradicted "},
    {"the same, of the same name",
     "UPDATE naast_journal SET first = 1, op = (SELECT op FROM naast_journal WHERE seq = 6) "
     "WHERE seq = 7",
     "entry_contradicted "},
    {"an operation ahead, from the first", "UPDATE naast_journal SET first = 2 WHERE seq = 1", "entry_contradicted "},
    {"an operation that there is not", "UPDATE naast_journal SET op = 200 WHERE seq = 7", "entry_unknown "},
    {"no name of an operation", "UPDATE naast_journal SET op = 0 WHERE seq = 7", "entry_unknown "},
    {"somebody who is not there", "UPDATE naast_journal SET actor = 777 WHERE seq = 7", "entry_contradicted "},
    {"nobody", "UPDATE naast_journal SET actor = 0 WHERE seq = 7", "entry_contradicted "},
    {"an empty part", EMPTY_PART "7", "body_unreadable "},
    {"an empty part of the first", EMPTY_PART "1", "body_unreadable "},
};
enum { FORGERIES = sizeof forgeries / sizeof forgeries[0] };

static void forge(const char *sql)
{
    tamper(sql);
    sqlite3 *db = outsider_open(f);
    char triggers[TRIGGERS_MOST];
    keep_triggers(db, triggers);
    drop_triggers(db);
    hash_anew(db);
    ck_assert_int_eq(outsider_run(db, triggers), SQLITE_OK);
    sqlite3_close(db);
}

START_TEST(test_an_entry_that_cannot_be_is_found_though_every_hash_is_right)
{
    const struct tampering *forgery = &forgeries[_i];
    forge(forgery->sql);
    expect(forgery->name, forgery->codes);
}
END_TEST

static const char *const firsts[] = {"8", "99999", "0", "-1", "1"};
enum { FIRSTS = sizeof firsts / sizeof firsts[0] };

/* Nor is anything written on the way. */
START_TEST(test_an_entry_of_no_operation_is_not_undone)
{
    naast_undo_spec spec = NAAST_UNDO_SPEC_INIT;
    naast_undone *undone = NULL;
    char sql[100];
    spec.operation = 7;
    snprintf(sql, sizeof sql, "UPDATE naast_journal SET first = %s WHERE seq = 7", firsts[_i]);
    forge(sql);
    naast_store *fresh = fixture_handle(f, NAAST_OPEN_READ_WRITE);
    ck_assert_int_eq(naast_operation_undo(fresh, &spec, &undone), NAAST_UNVERIFIED);
    ck_assert_str_eq(naast_store_code(fresh), "journal_unreadable");
    ck_assert_ptr_null(undone);
    naast_store_free(fresh);
    ck_assert_int_eq(outsider_int(f, "SELECT max(seq) FROM naast_journal"), 7);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verification");
    TCase *tests = tcase_create("verification");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, test_a_store_that_nobody_touched_verifies);
    tcase_add_loop_test(tests, test_tampering_is_found, 0, TAMPERINGS);
    tcase_add_test(tests, test_a_finding_says_what_where_and_in_words);
    tcase_add_test(tests, test_a_trigger_that_was_dropped_is_found);
    tcase_add_loop_test(tests, test_a_schema_that_disguises_rows_is_found, 0, DISGUISES);
    tcase_add_test(tests, test_a_second_head_is_found);
    tcase_add_test(tests, test_tables_of_others_are_theirs);
    tcase_add_test(tests, test_only_the_first_of_each_kind_is_told);
    tcase_add_test(tests, test_an_erasure_that_no_entry_tells_of_is_found);
    tcase_add_test(tests, test_a_counter_that_goes_back_is_found);
    tcase_add_test(tests, test_a_change_of_a_row_that_never_was_is_found);
    tcase_add_test(tests, test_a_store_set_back_as_a_whole_verifies_and_a_kept_head_tells);
    tcase_add_test(tests, test_a_history_written_anew_verifies_and_a_kept_head_tells);
    tcase_add_loop_test(tests, test_an_entry_that_cannot_be_is_found_though_every_hash_is_right, 0, FORGERIES);
    tcase_add_loop_test(tests, test_an_entry_of_no_operation_is_not_undone, 0, FIRSTS);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
