/*
 * bench_advance.c: a durable advance through the library, against a program on plain sqlite3 that reads the same rows
 * and writes, into a copy of the store with the same tables, indices and triggers, the very rows that the library
 * wrote. In turn; at the end the two stores must be equal.
 */
#include "bench.h"

#include <stdio.h>
#include <string.h>

enum { DEALS = 120, STEPS = 5, BODIES = 4, WRITES = 7 + BODIES };

struct floor {
    sqlite3 *connection, *source; /* source: a reader of the library's store */
    sqlite3_stmt *begin, *commit, *write[WRITES], *look[WRITES];
    int wanted[WRITES];
    struct floor_reads reads;
    int64_t seq;
};

/*
 * What an advance writes: where the library's row is found (?1 the deal, ?2 the seq), and how the floor writes it.
 * The order is the library's: the transition, then the deal, then what follows from them.
 */
static const char *const look_sql[] = {
    "SELECT * FROM naast_transition WHERE deal = ?1 ORDER BY n DESC LIMIT 1",
    "SELECT id, stage, outcome, moves, since, closed, unverified FROM naast_deal WHERE id = ?1",
    "SELECT * FROM naast_funnel WHERE stage = (SELECT from_stage FROM naast_transition WHERE deal = ?1 ORDER BY n "
    "DESC)",
    "SELECT * FROM naast_funnel WHERE stage = (SELECT stage FROM naast_deal WHERE id = ?1)",
    "SELECT * FROM naast_journal WHERE seq = ?2",
    "SELECT id, seq, hash FROM naast_head",
};
static const char *const write_sql[] = {
    "INSERT INTO naast_transition VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    "UPDATE naast_deal SET stage = ?2, outcome = ?3, moves = ?4, since = ?5, closed = ?6, unverified = ?7 WHERE id = "
    "?1",
    "UPDATE naast_funnel SET deals = ?5, minor = ?6 WHERE pipeline = ?1 AND stage = ?2 AND outcome = ?3 AND currency = "
    "?4",
    "INSERT INTO naast_funnel VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET deals = ?5, minor = ?6",
    "INSERT INTO naast_journal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    "UPDATE naast_head SET seq = ?2, hash = ?3 WHERE id = ?1",
};
enum { PLAIN_WRITES = sizeof look_sql / sizeof look_sql[0] };

static void floor_open(struct floor *floor, const char *path, const char *source)
{
    memset(floor, 0, sizeof *floor);
    floor->connection = bench_connect(path);
    floor->source = bench_connect(source);
    floor->begin = bench_prepare(floor->connection, "BEGIN IMMEDIATE");
    floor->commit = bench_prepare(floor->connection, "COMMIT");
    floor_prepare(&floor->reads, floor->connection);
    for (int k = 0; k < PLAIN_WRITES; k++) {
        floor->look[k] = bench_prepare(floor->source, look_sql[k]);
        floor->write[k] = bench_prepare(floor->connection, write_sql[k]);
    }
    for (int k = 0; k < BODIES; k++) {
        char sql[120];
        snprintf(sql, sizeof sql, "SELECT id, salt, bytes FROM naast_body WHERE id = (?2 << 8 | %d)", k);
        floor->look[PLAIN_WRITES + k] = bench_prepare(floor->source, sql);
        floor->write[PLAIN_WRITES + k] =
            bench_prepare(floor->connection, "INSERT INTO naast_body(id, salt, bytes) VALUES (?1, ?2, ?3)");
    }
}

/* Fetches what the library wrote for its last advance, so that writing it is all that is timed. */
static void floor_load(struct floor *floor, naast_id deal, int64_t seq)
{
    for (int k = 0; k < PLAIN_WRITES + BODIES; k++) {
        sqlite3_stmt *look = floor->look[k];
        if (sqlite3_bind_parameter_index(look, "?1") > 0)
            sqlite3_bind_int64(look, 1, deal);
        if (sqlite3_bind_parameter_index(look, "?2") > 0)
            sqlite3_bind_int64(look, 2, seq);
        floor->wanted[k] = sqlite3_step(look) == SQLITE_ROW;
        for (int column = 0; floor->wanted[k] && column < sqlite3_column_count(look); column++)
            sqlite3_bind_value(floor->write[k], column + 1, sqlite3_column_value(look, column));
        sqlite3_reset(look);
    }
}

static void floor_step(struct floor *floor, sqlite3_stmt *stmt)
{
    const int code = sqlite3_step(stmt);
    bench_must(code == SQLITE_DONE, sqlite3_sql(stmt), sqlite3_errmsg(floor->connection));
    sqlite3_reset(stmt);
}

static double floor_advance(struct floor *floor, naast_id deal)
{
    const double from = bench_now();
    floor_step(floor, floor->begin);
    bench_must(floor_run(&floor->reads, deal) != 0, "the floor", "read nothing");
    for (int k = 0; k < PLAIN_WRITES + BODIES; k++)
        if (floor->wanted[k])
            floor_step(floor, floor->write[k]);
    floor_step(floor, floor->commit);
    return bench_now() - from;
}

static double our_advance(naast_store *store, naast_id deal)
{
    const double from = bench_now();
    MUST(naast_deal_advance(store, deal, NULL, NULL), store);
    return bench_now() - from;
}

/* Rows of one store that the other lacks, over the tables that an advance touches. */
static void must_be_equal(sqlite3 *connection, const char *other)
{
    static const char *const tables[] = {"deal", "transition", "funnel", "journal", "body", "head"};
    char sql[400];
    snprintf(sql, sizeof sql, "ATTACH '%s' AS other", other);
    bench_must(sqlite3_exec(connection, sql, NULL, NULL, NULL) == SQLITE_OK, sql, sqlite3_errmsg(connection));
    for (size_t k = 0; k < sizeof tables / sizeof tables[0]; k++) {
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM (SELECT * FROM main.naast_%s EXCEPT SELECT * FROM other.naast_%s UNION ALL "
                 "SELECT * FROM (SELECT * FROM other.naast_%s EXCEPT SELECT * FROM main.naast_%s))",
                 tables[k], tables[k], tables[k], tables[k]);
        sqlite3_stmt *stmt = bench_prepare(connection, sql);
        bench_must(sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_int64(stmt, 0) == 0,
                   "the floor did not write the same", tables[k]);
        sqlite3_finalize(stmt);
    }
}

static void copy_store(const char *from, const char *to)
{
    sqlite3 *source = bench_connect(from), *copy = NULL;
    bench_must(sqlite3_open(to, &copy) == SQLITE_OK, to, "cannot be written");
    sqlite3_backup *backup = sqlite3_backup_init(copy, "main", source, "main");
    bench_must(sqlite3_backup_step(backup, -1) == SQLITE_DONE, to, "the copy failed");
    sqlite3_backup_finish(backup);
    sqlite3_close(copy);
    sqlite3_close(source);
}

int main(int count, char **args)
{
    static double ours[DEALS * STEPS], least[DEALS * STEPS];
    naast_id deals[DEALS];
    struct floor floor;
    size_t n = 0;
    bench_must(count == 3, "usage", "bench_advance STORE COPY");
    naast_store *store = bench_create(args[1]);
    MUST(naast_operation_begin(store, "batch"), store);
    for (int k = 0; k < DEALS; k++)
        deals[k] = bench_honest_deal(store, k);
    MUST(naast_operation_end(store, 0), store);
    copy_store(args[1], args[2]);
    floor_open(&floor, args[2], args[1]);
    for (int step = 0; step < STEPS; step++)
        for (int k = 0; k < DEALS; k++, n++) {
            ours[n] = our_advance(store, deals[k]);
            floor_load(&floor, deals[k], naast_operation_last(store));
            least[n] = floor_advance(&floor, deals[k]);
        }
    must_be_equal(floor.connection, args[1]);
    bench_report("a durable advance through the library", ours, least, n, 1.15);
    naast_store_free(store);
    return 0;
}
