/* journal_fixture.h: a store with one deal, written through the record layer alone, and a connection of an outsider's
 * own. */
#ifndef JOURNAL_FIXTURE_H
#define JOURNAL_FIXTURE_H

#include "base/hash.h"
#include "base/ids.h"
#include "store/journal.h"
#include "store/sql.h"
#include "store/tables.h"

#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
    char folder[64], path[96];
    naast_store *store;
    naast_time now;
    int64_t pipeline, revision, org, person, deal;
};

static inline naast_time fixture_now(void *context) { return ((struct fixture *)context)->now; }

#define ok(call)                                                                                                       \
    do {                                                                                                               \
        const int status_ = (call);                                                                                    \
        ck_assert_msg(status_ == 0, "%s: %d %s", #call, status_, naast_store_message(f->store));                       \
    } while (0)

static inline struct rec_value uuid_value(unsigned char bytes[16], int64_t number)
{
    memset(bytes, 0, 16);
    memcpy(bytes, &number, sizeof number);
    return rec_blob(bytes, 16);
}

static inline void add_pipeline(struct fixture *f)
{
    unsigned char uuid[16];
    struct rec_value row[PIPELINE_COLUMNS] = {
        [PIPELINE_UUID] = uuid_value(uuid, 1), [PIPELINE_NAME] = rec_text("test"), [PIPELINE_VOID] = rec_int(0)};
    ok(rec_insert(f->store, &table_pipeline, row, &f->pipeline));
    struct rec_value revision[REVISION_COLUMNS] = {[REVISION_ID] = rec_int(child_key(f->pipeline, 0)),
                                                   [REVISION_DEFINITION] = rec_text("first\nsecond\n"),
                                                   [REVISION_VOID] = rec_int(0)};
    ok(rec_insert(f->store, &table_revision, revision, &f->revision));
}

static inline void add_people(struct fixture *f)
{
    unsigned char uuid[16];
    struct rec_value org[ORG_COLUMNS] = {[ORG_UUID] = uuid_value(uuid, 2),
                                         [ORG_NAME] = rec_text("Waterdam"),
                                         [ORG_FOLDED] = rec_text("waterdam"),
                                         [ORG_VOID] = rec_int(0)};
    ok(rec_insert(f->store, &table_org, org, &f->org));
    struct rec_value person[PERSON_COLUMNS] = {
        [PERSON_UUID] = uuid_value(uuid, 3),        [PERSON_NAME] = rec_text("Sanne de Wit"),
        [PERSON_FOLDED] = rec_text("sanne de wit"), [PERSON_ORG] = rec_int(f->org),
        [PERSON_NO_CONTACT] = rec_int(0),           [PERSON_VOID] = rec_int(0)};
    ok(rec_insert(f->store, &table_person, person, &f->person));
}

static inline void add_transition(struct fixture *f, int64_t deal, int64_t n, const char *from, const char *to,
                                  const char *because)
{
    int64_t actor = 0;
    ok(journal_actor(f->store, &actor));
    struct rec_value row[TRANSITION_COLUMNS] = {[TRANSITION_ID] = rec_int(child_key(deal, n)),
                                                [TRANSITION_DEAL] = rec_int(deal),
                                                [TRANSITION_N] = rec_int(n),
                                                [TRANSITION_KIND] = rec_text(n == 1 ? "open" : "advance"),
                                                [TRANSITION_FROM_STAGE] = rec_text(from),
                                                [TRANSITION_TO_STAGE] = rec_text(to),
                                                [TRANSITION_PIPELINE] = rec_int(f->revision),
                                                [TRANSITION_AT] = rec_int(f->now),
                                                [TRANSITION_ACTOR] = rec_int(actor),
                                                [TRANSITION_BECAUSE] = rec_text(because)};
    ok(rec_insert(f->store, &table_transition, row, NULL));
}

/* uuid: 16 bytes that the values borrow. */
static inline void deal_values(struct fixture *f, struct rec_value row[], unsigned char uuid[16], int64_t id)
{
    memset(row, 0, DEAL_COLUMNS * sizeof *row);
    row[DEAL_ID] = rec_int(id);
    row[DEAL_UUID] = uuid_value(uuid, 100 + id);
    row[DEAL_TITLE] = rec_text("Findable policy");
    row[DEAL_FOLDED] = rec_text("findable policy");
    row[DEAL_ORG] = rec_int(f->org);
    row[DEAL_CONTACT] = rec_int(f->person);
    row[DEAL_AMOUNT] = rec_int(2500000);
    row[DEAL_CURRENCY] = rec_text("EUR");
    row[DEAL_PIPELINE] = rec_int(f->revision);
    row[DEAL_STAGE] = rec_text("first");
    row[DEAL_MOVES] = rec_int(1);
    row[DEAL_SINCE] = row[DEAL_CREATED] = rec_int(f->now);
    row[DEAL_UNVERIFIED] = row[DEAL_CREV] = row[DEAL_VOID] = rec_int(0);
}

static inline void add_deal(struct fixture *f, int64_t id)
{
    unsigned char uuid[16];
    struct rec_value row[DEAL_COLUMNS];
    add_transition(f, id, 1, NULL, "first", NULL);
    deal_values(f, row, uuid, id);
    ok(rec_insert(f->store, &table_deal, row, &f->deal));
}

/* Changes one whole-number column of the deal. */
static inline int set_deal(struct fixture *f, int64_t id, enum deal_column column, int64_t old, int64_t now)
{
    unsigned char uuid[16];
    struct rec_value before[DEAL_COLUMNS], after[DEAL_COLUMNS];
    deal_values(f, before, uuid, id);
    memcpy(after, before, sizeof after);
    before[column] = rec_int(old);
    after[column] = rec_int(now);
    return rec_update(f->store, &table_deal, id, before, after, (uint64_t)1 << column);
}

/* Moves a deal that is as add_deal left it from the first stage to the second. */
static inline void move_deal(struct fixture *f, int64_t id, const char *because)
{
    unsigned char uuid[16];
    struct rec_value before[DEAL_COLUMNS], after[DEAL_COLUMNS];
    deal_values(f, before, uuid, id);
    memcpy(after, before, sizeof after);
    after[DEAL_STAGE] = rec_text("second");
    after[DEAL_MOVES] = rec_int(2);
    add_transition(f, id, 2, "first", "second", because);
    ok(rec_update(f->store, &table_deal, id, before, after, (uint64_t)1 << DEAL_STAGE | (uint64_t)1 << DEAL_MOVES));
}

static inline int add_note(struct fixture *f, int64_t key, const char *text, int64_t *id)
{
    struct rec_value row[EVIDENCE_COLUMNS] = {[EVIDENCE_ID] = rec_int(key),      [EVIDENCE_KIND] = rec_text("need"),
                                              [EVIDENCE_TEXT] = rec_text(text),  [EVIDENCE_SIDE] = rec_int(NAAST_US),
                                              [EVIDENCE_WORD_SIDE] = rec_int(1), [EVIDENCE_STATE] = rec_text("given"),
                                              [EVIDENCE_RETRACTED] = rec_int(0), [EVIDENCE_IN_CONFIDENCE] = rec_int(0),
                                              [EVIDENCE_CREV] = rec_int(1),      [EVIDENCE_DAY] = rec_int(20261110),
                                              [EVIDENCE_REAGREED] = rec_int(0),  [EVIDENCE_VOID] = rec_int(0)};
    return rec_insert(f->store, &table_evidence, row, id);
}

static inline naast_store *fixture_handle(struct fixture *f, naast_open_mode mode)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *store = NULL;
    options.actor = "Anna";
    options.clock = (naast_clock){fixture_now, f};
    ck_assert_int_eq(naast_store_new(&options, &store), 0);
    if (access(f->path, F_OK) == 0)
        ck_assert_int_eq(store_open(store, f->path, mode), 0);
    else
        ck_assert_int_eq(store_create(store, f->path, NULL, NULL), 0);
    return store;
}

/* A store with a pipeline of two stages, Waterdam, Sanne, and D1 in the first stage with one item, D1.1. */
static inline void fixture_open(struct fixture *f)
{
    *f = (struct fixture){.now = INT64_C(1794312000000000)};
    snprintf(f->folder, sizeof f->folder, "/tmp/naast-journal-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/store.db", f->folder);
    f->store = fixture_handle(f, NAAST_READ_WRITE);
    ok(write_begin(f->store, OP_DEAL_ADD));
    add_pipeline(f);
    add_people(f);
    add_deal(f, 1);
    ok(write_end(f->store, 0));
    ok(write_begin(f->store, OP_RECORD));
    ok(add_note(f, child_key(1, 0), "staff follow old versions", NULL));
    ok(set_deal(f, 1, DEAL_CREV, 0, 1));
    ok(write_end(f->store, 0));
}

static inline void fixture_close(struct fixture *f)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-queue"};
    char path[128];
    naast_store_free(f->store);
    for (size_t k = 0; k < sizeof ends / sizeof ends[0]; k++) {
        snprintf(path, sizeof path, "%s%s", f->path, ends[k]);
        (void)unlink(path);
    }
    (void)rmdir(f->folder);
}

/* Somebody with the sqlite3 library and no manners. */
static inline sqlite3 *outsider_open(struct fixture *f)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(f->path, &db), SQLITE_OK);
    sqlite3_busy_timeout(db, 2000);
    return db;
}

static inline int outsider_run(sqlite3 *db, const char *sql) { return sqlite3_exec(db, sql, NULL, NULL, NULL); }

/* The outsider's change, which must work. */
static inline void outsider_does(struct fixture *f, const char *sql)
{
    sqlite3 *db = outsider_open(f);
    const int result = outsider_run(db, sql);
    ck_assert_msg(result == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static inline int64_t outsider_int(struct fixture *f, const char *sql)
{
    sqlite3 *db = outsider_open(f);
    sqlite3_stmt *stmt = NULL;
    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
    ck_assert_msg(sqlite3_step(stmt) == SQLITE_ROW, "%s: no row", sql);
    const int64_t value = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return value;
}

/* Verification through the handle; "" when all is well, else the codes found, each with a space behind it. */
static inline void verify_codes(naast_store *store, char *out, size_t size)
{
    naast_verification *result = NULL;
    const int status = naast_store_verify(store, NULL, &result);
    ck_assert_msg(status == 0 || status == NAAST_UNVERIFIED, "verify: %d %s", status, naast_store_message(store));
    ck_assert_ptr_nonnull(result);
    ck_assert_int_eq(result->ok, status == 0);
    ck_assert_int_eq(result->ok, result->finding_count == 0);
    *out = '\0';
    for (size_t k = 0; k < result->finding_count; k++) {
        strncat(out, result->findings[k].code, size - strlen(out) - 1);
        strncat(out, " ", size - strlen(out) - 1);
    }
    naast_free(result);
}

static inline void check_verifies(struct fixture *f)
{
    char codes[400];
    verify_codes(f->store, codes, sizeof codes);
    ck_assert_msg(*codes == '\0', "verify found: %s", codes);
}

/* One suite with one test case, run by itself. */
static inline int run_tests(const char *name, void (*setup)(void), void (*teardown)(void), const TTest *const tests[],
                            size_t count)
{
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t k = 0; k < count; k++)
        tcase_add_test(tcase, tests[k]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
