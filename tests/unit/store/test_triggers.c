/*
 * test_triggers.c: what the database itself does not let happen. Each attack comes from somebody with the sqlite3
 * library and no manners (foreign keys off, as in its shell); each must end in an error that is naast's own, and leave
 * a store that verifies.
 */
#include "fixtures/journal.h"
#include "store/handle/operation.h"
#include "store/session/transaction.h"

static struct fixture fixture, *const f = &fixture;

static void set_up(void)
{
    fixture_open(f);
    ok(write_begin(f->store, OP_DEAL_ADD));
    add_deal(f, 2);
    ok(write_end(f->store, 0));
}
static void tear_down(void) { fixture_close(f); }

/* The columns of a deal and of a transition as an attacker writes them; the uuid tells deals apart. */
#define DEAL(id, uuid, stage, moves)                                                                                   \
    "naast_deal(id, uuid, pipeline, stage, moves, since, created, unverified, crev, void) VALUES (" id ", x'" uuid     \
    "', 1 << 20 | 1, " stage ", " moves ", 1, 1, 0, 0, 0)"
#define TRANSITION(id, deal, n, from, to)                                                                              \
    "naast_transition(id, deal, n, kind, from_stage, to_stage, pipeline, at, actor) VALUES (" id ", " deal ", " n      \
    ", 'advance', " from ", " to ", 1 << 20 | 1, 1, 1)"
#define JOURNAL(seq)                                                                                                   \
    "naast_journal(seq, version, op, root_kind, flags, root_id, at, actor, first, pipeline, commitment, h) VALUES "    \
    "(" seq ", 1, 1, 1, 0, 1, 1, 1, 1, 0, zeroblob(32), zeroblob(32))"
#define UUID_OF(id) "645f5f5f5f5f5f5f5f5f5f5f5f5f5f" id

struct attack {
    const char *name;
    const char *sql; /* run in one transaction of its own */
    const char *says;
};

static const struct attack attacks[] = {
    {"a stage without a transition", "UPDATE naast_deal SET stage = 'second' WHERE id = 1", "with its transition"},
    {"a stage and a count without a transition", "UPDATE naast_deal SET stage = 'second', moves = 2 WHERE id = 1",
     "with its transition"},
    {"a stage with a transition to another",
     "INSERT INTO " TRANSITION("1 << 20 | 2", "1", "2", "'first'",
                               "'elsewhere'") ";"
                                              "UPDATE naast_deal SET stage = 'second', moves = 2 WHERE id = 1",
     "with its transition"},
    {"a stage with a transition from another",
     "INSERT INTO " TRANSITION("1 << 20 | 2", "1", "2", "'elsewhere'",
                               "'second'") ";"
                                           "UPDATE naast_deal SET stage = 'second', moves = 2 WHERE id = 1",
     "with its transition"},
    {"a stage with the transition of another deal",
     "INSERT INTO " TRANSITION("2 << 20 | 2", "2", "2", "'first'",
                               "'second'") ";"
                                           "UPDATE naast_deal SET stage = 'second', moves = 2 WHERE id = 1",
     "with its transition"},
    {"an outcome without a transition", "UPDATE naast_deal SET outcome = 'won' WHERE id = 1", "with its transition"},
    {"a pipeline without a transition", "UPDATE naast_deal SET pipeline = 2 WHERE id = 1", "with its transition"},
    {"a count without a move", "UPDATE naast_deal SET moves = 2 WHERE id = 1", "with its transition"},
    {"a count that skips one",
     "INSERT INTO " TRANSITION("1 << 20 | 2", "1", "2", "'first'",
                               "'second'") ";"
                                           "UPDATE naast_deal SET stage = 'second', moves = 3 WHERE id = 1",
     "with its transition"},
    {"a count that goes back", "UPDATE naast_deal SET moves = 0 WHERE id = 1", "with its transition"},
    {"another number for a deal", "UPDATE naast_deal SET id = 9 WHERE id = 1", "with its transition"},
    {"another number by the name of rowid", "UPDATE naast_deal SET rowid = 9 WHERE id = 1", "with its transition"},
    {"another number by the name of oid", "UPDATE naast_deal SET oid = 9 WHERE id = 1", "with its transition"},
    {"another number by the name of _rowid_", "UPDATE naast_deal SET _ROWID_ = 9 WHERE id = 1", "with its transition"},
    {"another number, or replace", "UPDATE OR REPLACE naast_deal SET id = 2 WHERE id = 1", "with its transition"},
    {"a stage, or ignore", "UPDATE OR IGNORE naast_deal SET stage = 'second' WHERE id = 1", "with its transition"},
    {"a deal deleted", "DELETE FROM naast_deal WHERE id = 1", "nothing is deleted"},
    {"a deal replaced", "INSERT OR REPLACE INTO " DEAL("1", UUID_OF("01"), "'second'", "1"), "first transition"},
    {"a deal replaced by itself with another stage",
     "REPLACE INTO naast_deal SELECT id, uuid, title, folded, org, contact, owner, amount, currency, expected, source, "
     "external_id, note, follows, pipeline, 'second', outcome, moves, since, created, closed, unverified, crev, told, "
     "void, unproven "
     "FROM naast_deal WHERE id = 1",
     "first transition"},
    {"a deal inserted, or ignored", "INSERT OR IGNORE INTO " DEAL("1", UUID_OF("01"), "'second'", "1"),
     "first transition"},
    {"a deal inserted, on conflict moved",
     "INSERT INTO " DEAL("1", UUID_OF("01"), "'second'", "1") " ON CONFLICT(id) DO UPDATE SET stage = 'second'",
     "first transition"},
    {"a deal that opens without a transition", "INSERT INTO " DEAL("3", UUID_OF("03"), "'second'", "1"),
     "first transition"},
    {"a deal that opens without having moved",
     "INSERT INTO " TRANSITION("3 << 20 | 1", "3", "1", "NULL", "'second'") ";"
                                                                            "INSERT INTO " DEAL("3", UUID_OF("03"),
                                                                                                "'second'", "0"),
     "first transition"},
    {"a deal that opens elsewhere than its transition says",
     "INSERT INTO " TRANSITION("3 << 20 | 1", "3", "1", "NULL", "'first'") ";"
                                                                           "INSERT INTO " DEAL("3", UUID_OF("03"),
                                                                                               "'second'", "1"),
     "first transition"},
    {"a deal without a number of its own",
     "INSERT INTO " TRANSITION("(-1) << 20 | 1", "-1", "1", "NULL",
                               "'second'") ";"
                                           "INSERT INTO " DEAL("NULL", UUID_OF("03"), "'second'", "1"),
     "naast:"},
    {"a deal that pushes out another by its uuid",
     "INSERT INTO " TRANSITION("3 << 20 | 1", "3", "1", "NULL",
                               "'second'") ";"
                                           "INSERT OR REPLACE INTO naast_deal SELECT 3, uuid, title, folded, org, "
                                           "contact, owner, amount, currency, expected, "
                                           "source, external_id, note, follows, pipeline, 'second', outcome, 1, since, "
                                           "created, closed, unverified, crev, told, "
                                           "void, unproven FROM naast_deal WHERE id = 1",
     "naast:"},
    {"a deal that takes another's uuid, or replace",
     "UPDATE OR REPLACE naast_deal SET uuid = (SELECT uuid FROM naast_deal WHERE id = 2) WHERE id = 1", "naast:"},
    {"a reason replaced", "UPDATE naast_transition SET because = 'another'", "written once"},
    {"a reason erased together with a stage", "UPDATE naast_transition SET because = NULL, to_stage = 'second'",
     "written once"},
    {"an erasure of another person",
     "INSERT INTO naast_erasure VALUES (1, 9, 1, 4, 1, NULL);"
     "UPDATE naast_erasure SET subject_row = 2",
     "written once"},
    {"an erasure that never was",
     "INSERT INTO naast_erasure VALUES (1, 9, 1, 4, 1, NULL);"
     "DELETE FROM naast_erasure",
     "nothing is deleted"},
    {"a part that was never erased",
     "INSERT INTO naast_erasure VALUES (1, 9, 1, 4, 1, NULL);"
     "INSERT INTO naast_erased VALUES (1, 1, 1537); UPDATE naast_erased SET part = part + 1",
     "written once"},
    {"a transition changed", "UPDATE naast_transition SET to_stage = 'second'", "written once"},
    {"a transition deleted", "DELETE FROM naast_transition WHERE deal = 1", "nothing is deleted"},
    {"a transition replaced", "INSERT OR REPLACE INTO " TRANSITION("1 << 20 | 1", "1", "1", "NULL", "'second'"),
     "without gaps"},
    {"a transition with a gap", "INSERT INTO " TRANSITION("1 << 20 | 3", "1", "3", "'first'", "'second'"),
     "without gaps"},
    {"a transition under another's key", "INSERT INTO " TRANSITION("2 << 20 | 2", "1", "2", "'first'", "'second'"),
     "without gaps"},
    {"two transitions for one move",
     "INSERT INTO " TRANSITION("1 << 20 | 2", "1", "2", "'first'",
                               "'second'") ";"
                                           "INSERT OR REPLACE INTO " TRANSITION("1 << 20 | 2", "1", "2", "'first'",
                                                                                "'third'"),
     "without gaps"},
    {"an entry of the journal with a gap", "INSERT INTO " JOURNAL("99"), "append-only"},
    {"an entry of the journal before the first", "INSERT INTO " JOURNAL("0"), "append-only"},
    {"an entry of the journal replaced", "INSERT OR REPLACE INTO " JOURNAL("3"), "append-only"},
    {"an entry of the journal changed", "UPDATE naast_journal SET at = at + 1 WHERE seq = 3", "written once"},
    {"an entry of the journal deleted", "DELETE FROM naast_journal WHERE seq = 7", "nothing is deleted"},
    {"a body changed", "UPDATE naast_body SET bytes = x'00' WHERE id = 3 << 8", "present to erased"},
    {"a body deleted", "DELETE FROM naast_body WHERE id = 3 << 8", "nothing is deleted"},
    {"a body replaced", "REPLACE INTO naast_body(id, salt, bytes) VALUES (3 << 8, zeroblob(16), x'00')",
     "not replaced"},
    {"the head set back", "UPDATE naast_head SET seq = 1", "only moves on"},
    {"the head deleted", "DELETE FROM naast_head", "nothing is deleted"},
    {"the head replaced", "REPLACE INTO naast_head SELECT id, 1, hash, uuid FROM naast_head", "not replaced"},
    {"evidence deleted", "DELETE FROM naast_evidence", "nothing is deleted"},
    {"evidence replaced",
     "REPLACE INTO naast_evidence(id, kind, side, word_side, state, retracted, in_confidence, crev, day, reagreed, "
     "void) "
     "VALUES (1 << 20 | 1, 'match', 2, 2, 'given', 0, 0, 1, 20261110, 0, 0)",
     "not replaced"},
};
enum { ATTACKS = sizeof attacks / sizeof attacks[0] };

/* All of the attack in one transaction; what it says ends up in `said`. */
static int try_it(const char *sql, char *said, size_t size)
{
    sqlite3 *db = outsider_open(f);
    ck_assert_int_eq(outsider_run(db, "BEGIN IMMEDIATE"), SQLITE_OK);
    int result = outsider_run(db, sql);
    snprintf(said, size, "%s", result == SQLITE_OK ? "" : sqlite3_errmsg(db));
    if (result == SQLITE_OK)
        result = outsider_run(db, "COMMIT");
    else
        (void)outsider_run(db, "ROLLBACK");
    sqlite3_close(db);
    return result;
}

START_TEST(test_no_attack_passes)
{
    const struct attack *attack = &attacks[_i];
    char said[300];
    const int result = try_it(attack->sql, said, sizeof said);
    ck_assert_msg(result != SQLITE_OK, "%s: it passed", attack->name);
    ck_assert_msg(strstr(said, "naast: ") != NULL && strstr(said, attack->says) != NULL,
                  "%s: it says \"%s\", not \"%s\"", attack->name, said, attack->says);
    check_verifies(f);
}
END_TEST

/* The control: the same hands, in the order that is legal. */
START_TEST(test_the_legal_order_passes_and_verify_finds_the_forgery)
{
    char said[300], codes[400];
    ck_assert_int_eq(
        try_it("INSERT INTO " TRANSITION("1 << 20 | 2", "1", "2", "'first'",
                                         "'second'") ";"
                                                     "UPDATE naast_deal SET stage = 'second', moves = 2 WHERE id = 1",
               said, sizeof said),
        SQLITE_OK);
    verify_codes(f->store, codes, sizeof codes);
    ck_assert_ptr_nonnull(strstr(codes, "row_differs"));
    ck_assert_ptr_nonnull(strstr(codes, "row_unknown"));
}
END_TEST

START_TEST(test_a_forged_deal_passes_and_verify_finds_it)
{
    char said[300], codes[400];
    ck_assert_int_eq(
        try_it("INSERT INTO " TRANSITION("3 << 20 | 1", "3", "1", "NULL",
                                         "'second'") ";"
                                                     "INSERT INTO " DEAL("3", UUID_OF("03"), "'second'", "1"),
               said, sizeof said),
        SQLITE_OK);
    verify_codes(f->store, codes, sizeof codes);
    ck_assert_ptr_nonnull(strstr(codes, "row_unknown"));
}
END_TEST

START_TEST(test_a_body_may_be_erased_and_verify_asks_by_whom)
{
    char said[300], codes[400];
    ck_assert_int_eq(
        try_it("UPDATE naast_body SET gone = zeroblob(32), salt = NULL, bytes = NULL WHERE id = 6 << 8 | 1", said,
               sizeof said),
        SQLITE_OK);
    verify_codes(f->store, codes, sizeof codes);
    ck_assert_ptr_nonnull(strstr(codes, "body_erased"));
}
END_TEST

START_TEST(test_what_naast_does_passes)
{
    ok(write_begin(f->store, OP_ADVANCE));
    move_deal(f, 1, "they agreed");
    ok(write_end(f->store, 0));
    check_verifies(f);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("triggers");
    TCase *tests = tcase_create("triggers");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, test_no_attack_passes, 0, ATTACKS);
    tcase_add_test(tests, test_the_legal_order_passes_and_verify_finds_the_forgery);
    tcase_add_test(tests, test_a_forged_deal_passes_and_verify_finds_it);
    tcase_add_test(tests, test_a_body_may_be_erased_and_verify_asks_by_whom);
    tcase_add_test(tests, test_what_naast_does_passes);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
