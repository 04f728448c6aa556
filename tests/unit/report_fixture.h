/* report_fixture.h: a store with a random past, for the tests of reports; each figure is then asked for a second time,
 * from the tables themselves, by SQL that was written apart. */
#ifndef REPORT_FIXTURE_H
#define REPORT_FIXTURE_H

#include "import_fixture.h"

#include "base/ids.h"
#include "domain/moves.h"
#include "domain/pipeline.h"
#include "store/sql.h"
#include "store/store.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <time.h>

enum { HOUR_SECONDS = 3600 };
static const int64_t SECOND = 1000000;

/* The same numbers for the same seed, wherever it runs. */
struct dice {
    uint64_t state;
};
static inline uint64_t dice_next(struct dice *dice)
{
    dice->state = dice->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return dice->state >> 33;
}
static inline int dice_below(struct dice *dice, int sides) { return (int)(dice_next(dice) % (uint64_t)sides); }

/* A new one each run, printed so that a failure can be had again: SEED=n. */
static inline struct dice dice_new(void)
{
    const char *wanted = getenv("SEED");
    struct dice dice = {wanted ? strtoull(wanted, NULL, 10) : (uint64_t)time(NULL) * 1000 + (uint64_t)getpid() % 1000};
    printf("# SEED=%llu\n", (unsigned long long)dice.state);
    fflush(stdout);
    return dice;
}

#define fixture_ok(f, call)                                                                                            \
    do {                                                                                                               \
        int got_ = (call);                                                                                             \
        ck_assert_msg(got_ == NAAST_OK, "%s: %d (%s)", #call, got_, naast_store_message((f)->store));                  \
    } while (0)

static inline void later(struct fixture *f, int64_t seconds) { f->now += seconds * SECOND; }

static inline naast_id new_deal(struct fixture *f, const char *pipeline, int64_t minor, const char *currency)
{
    naast_id id = 0;
    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.title = "x";
    spec.pipeline = pipeline;
    spec.amount.minor = minor;
    if (currency != NULL)
        snprintf(spec.amount.currency, sizeof spec.amount.currency, "%s", currency);
    fixture_ok(f, naast_deal_add(f->store, &spec, &id));
    return id;
}

/*
 * Moves a deal as if its gates were open: what a report makes of moves is tried here, not what allows them. outcome
 * NULL: none. receipt: its text, NULL for none.
 */
static inline void move_deal(struct fixture *f, naast_id deal, const char *kind, const char *stage, const char *outcome,
                             const char *receipt)
{
    struct row row = {0};
    const struct move move = {.kind = kind,
                              .to_stage = stage,
                              .to_outcome = outcome,
                              .because = "so it was",
                              .receipt = receipt,
                              .settles_unverified = strcmp(kind, "advance") == 0};
    int status = write_begin(f->store, OP_ADVANCE);
    if (status == 0)
        status = deal_read(f->store, deal, &row);
    if (status == 0)
        status = deal_move(f->store, deal, &row, &move);
    row_free(f->store, &row);
    fixture_ok(f, write_end(f->store, status));
}

static inline void move_pipeline(struct fixture *f, naast_id deal, const char *pipeline)
{
    fixture_ok(f, naast_deal_change_pipeline(f->store, deal, pipeline, 0, "it fits better"));
}

static inline naast_id import_deal(struct fixture *f, const char *stage, const char *opened, const char *closed,
                                   const char *amount)
{
    naast_import_spec spec = fixture_spec();
    const struct plain_row row = {"Old", stage, opened, closed, amount, NULL};
    naast_import *import = fixture_begin(f, &spec);
    fixture_ok(f, import_plain(import, &row));
    fixture_ok(f, naast_import_end(import, 1, NULL));
    int64_t id = 0;
    fixture_ok(f, sql_int(f->store, &id, "SELECT max(id) FROM naast_deal", ""));
    return id;
}

static const char *const fair_stages[] = {"discovery", "match", "value", "decision", "terms", "delivery", "completed"};
static const char *const bant_ended[] = {"declined", "rejected", "no_match", "lost", "no_decision", "withdrawn"};
static const char *const currencies[] = {"EUR", "USD", NULL};

/* One random step of a deal of fair: on, back, ended, opened again, or to the other pipeline. */
static inline void random_step(struct fixture *f, struct dice *dice, naast_id id)
{
    naast_deal *deal = deal_of(f, id);
    int at = 0;
    while (at < 7 && strcmp(fair_stages[at], deal->stage) != 0)
        at++;
    const int fair = strcmp(deal->pipeline, "fair") == 0, ended = *deal->outcome != '\0', won = fair && at >= 5;
    const int roll = dice_below(dice, 100);
    if (ended && !won) {
        if (roll < 15)
            move_deal(f, id, "reopen", deal->stage, NULL, NULL);
    } else if (roll < 60 && fair && at < 6) {
        move_deal(f, id, "advance", fair_stages[at + 1], at + 1 >= 5 ? "won" : NULL, NULL);
    } else if (roll < 68 && fair && at > 0) {
        move_deal(f, id, "back", fair_stages[at - 1], at - 1 >= 5 ? "won" : NULL, NULL);
    } else if (roll < 90 && !won) {
        move_deal(f, id, "end", deal->stage, bant_ended[dice_below(dice, 6)], NULL);
    } else if (roll < 94 && !won) {
        move_pipeline(f, id, fair ? "bant" : "fair");
    }
    naast_free(deal);
}

/* Many deals with random pasts over the three years before now, on a clock that goes back now and then. */
static inline void random_past(struct fixture *f, struct dice *dice, int deals)
{
    const naast_time now = f->now;
    static const char *const imported[] = {"Prospecting", "Engaging", "Won", "Lost", "Running"};
    for (int k = 0; k < deals; k++) {
        const char *currency = currencies[dice_below(dice, 3)];
        f->now = now - (int64_t)(1 + dice_below(dice, 3 * 365 * 24)) * HOUR_SECONDS * SECOND;
        naast_id id = dice_below(dice, 5) == 0
                          ? import_deal(f, imported[dice_below(dice, 5)], "2021-02-03", NULL, "100")
                          : new_deal(f, NULL, currency ? 1 + dice_below(dice, 1000000) : 0, currency);
        for (int steps = dice_below(dice, 9); steps > 0 && f->now < now; steps--) {
            const int64_t hours = dice_below(dice, 20) == 0 ? -dice_below(dice, 48) : dice_below(dice, 40 * 24);
            later(f, hours * HOUR_SECONDS + dice_below(dice, HOUR_SECONDS));
            if (f->now < now)
                random_step(f, dice, id);
        }
    }
    f->now = now;
}

/*
 * One integer, as SQL written apart says it, over a connection of its own; -1 where it says nothing. The parameters are
 * bound as the letters of `types` say: i int64_t, t text.
 */
static inline int64_t asked(struct fixture *f, const char *sql, const char *types, ...)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    int64_t value = -1;
    va_list list;
    ck_assert_int_eq(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, "%s: %s", sqlite3_errmsg(db), sql);
    va_start(list, types);
    for (int at = 1; types[at - 1] != '\0'; at++) {
        if (types[at - 1] == 'i')
            sqlite3_bind_int64(statement, at, va_arg(list, int64_t));
        else
            sqlite3_bind_text(statement, at, va_arg(list, const char *), -1, SQLITE_TRANSIENT);
    }
    va_end(list);
    const int step = sqlite3_step(statement);
    ck_assert_msg(step == SQLITE_ROW || step == SQLITE_DONE, "%s: %s", sqlite3_errmsg(db), sql);
    if (step == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return value;
}

#endif
