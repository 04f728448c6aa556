/*
 * bench_advance.c: a durable advance through the library, against a program on plain sqlite3 that reads the same rows
 * and writes the very rows that the library writes, into tables with the same indices and triggers.
 *
 * Three copies of one store: in the first the library makes all moves once, and what it wrote is taken down; then the
 * library, in the second, and the floor, in the third, make them in turn, a batch each. At the end the first and the
 * third must be equal.
 */
#include "bench.h"

#include <stdio.h>
#include <string.h>

enum { DEALS = 120, STEPS = 5, MOVES = DEALS * STEPS, BATCH = 20, BODIES = 4, COLUMNS = 16 };

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
static const char body_sql[] = "INSERT INTO naast_body(id, salt, bytes) VALUES (?1, ?2, ?3)";
enum { PLAIN_WRITES = sizeof look_sql / sizeof look_sql[0], WRITES = PLAIN_WRITES + BODIES };

/* What the library wrote for one move; NULL where it wrote nothing. */
struct written {
    sqlite3_value *value[WRITES][COLUMNS];
    int columns[WRITES];
};

struct floor {
    sqlite3 *connection;
    sqlite3_stmt *begin, *commit, *write[WRITES];
    struct floor_reads reads;
};

static void floor_open(struct floor *floor, const char *path)
{
    floor->connection = bench_connect(path);
    floor->begin = bench_prepare(floor->connection, "BEGIN IMMEDIATE");
    floor->commit = bench_prepare(floor->connection, "COMMIT");
    floor_prepare(&floor->reads, floor->connection);
    for (int k = 0; k < WRITES; k++)
        floor->write[k] = bench_prepare(floor->connection, k < PLAIN_WRITES ? write_sql[k] : body_sql);
}

static void look_open(sqlite3 *connection, sqlite3_stmt *look[WRITES])
{
    for (int k = 0; k < WRITES; k++) {
        char sql[120];
        snprintf(sql, sizeof sql, "SELECT id, salt, bytes FROM naast_body WHERE id = (?2 << 8 | %d)", k - PLAIN_WRITES);
        look[k] = bench_prepare(connection, k < PLAIN_WRITES ? look_sql[k] : sql);
    }
}

/* Takes down what the library wrote for its last move. */
static void look_at(sqlite3_stmt *look[WRITES], naast_id deal, int64_t seq, struct written *written)
{
    for (int k = 0; k < WRITES; k++) {
        if (sqlite3_bind_parameter_index(look[k], "?1") > 0)
            sqlite3_bind_int64(look[k], 1, deal);
        if (sqlite3_bind_parameter_index(look[k], "?2") > 0)
            sqlite3_bind_int64(look[k], 2, seq);
        written->columns[k] = sqlite3_step(look[k]) == SQLITE_ROW ? sqlite3_column_count(look[k]) : 0;
        for (int column = 0; column < written->columns[k]; column++)
            written->value[k][column] = sqlite3_value_dup(sqlite3_column_value(look[k], column));
        sqlite3_reset(look[k]);
    }
}

static void floor_bind(struct floor *floor, const struct written *written)
{
    for (int k = 0; k < WRITES; k++)
        for (int column = 0; column < written->columns[k]; column++)
            sqlite3_bind_value(floor->write[k], column + 1, written->value[k][column]);
}

static void floor_step(struct floor *floor, sqlite3_stmt *stmt)
{
    const int code = sqlite3_step(stmt);
    bench_must(code == SQLITE_DONE, sqlite3_sql(stmt), sqlite3_errmsg(floor->connection));
    sqlite3_reset(stmt);
}

/* Binding the values is not timed: it stands for knowing them, which is the library's work. */
static double floor_advance(struct floor *floor, naast_id deal, const struct written *written)
{
    floor_bind(floor, written);
    const double from = bench_now();
    floor_step(floor, floor->begin);
    bench_must(floor_run(&floor->reads, deal) != 0, "the floor", "read nothing");
    for (int k = 0; k < WRITES; k++)
        if (written->columns[k] > 0)
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

static naast_store *open_store(const char *path)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *store = NULL;
    options.actor = "bench";
    bench_must(naast_store_new(&options, &store) == 0, path, "no handle");
    MUST(naast_store_open(store, path, NAAST_READ_WRITE), store);
    return store;
}

static void make_stores(char **paths, naast_id deals[DEALS])
{
    naast_store *store = bench_create(paths[0]);
    MUST(naast_operation_begin(store, "batch"), store);
    for (int k = 0; k < DEALS; k++)
        deals[k] = bench_honest_deal(store, k);
    MUST(naast_operation_end(store, 0), store);
    naast_store_free(store);
    copy_store(paths[0], paths[1]);
    copy_store(paths[0], paths[2]);
}

static void take_down(const char *path, const naast_id deals[DEALS], struct written written[MOVES])
{
    sqlite3_stmt *look[WRITES];
    naast_store *store = open_store(path);
    sqlite3 *connection = bench_connect(path);
    look_open(connection, look);
    for (int k = 0; k < MOVES; k++) {
        our_advance(store, deals[k % DEALS]);
        look_at(look, deals[k % DEALS], naast_operation_last(store), &written[k]);
    }
    for (int k = 0; k < WRITES; k++)
        sqlite3_finalize(look[k]);
    sqlite3_close(connection);
    naast_store_free(store);
}

int main(int count, char **args)
{
    static double ours[MOVES], least[MOVES];
    static struct written written[MOVES];
    naast_id deals[DEALS];
    struct floor floor;
    bench_must(count == 4, "usage", "bench_advance STORE COPY COPY");
    make_stores(args + 1, deals);
    take_down(args[1], deals, written);
    naast_store *store = open_store(args[2]);
    floor_open(&floor, args[3]);
    for (int batch = 0; batch < MOVES; batch += BATCH) {
        for (int k = batch; k < batch + BATCH; k++)
            ours[k] = our_advance(store, deals[k % DEALS]);
        for (int k = batch; k < batch + BATCH; k++)
            least[k] = floor_advance(&floor, deals[k % DEALS], &written[k]);
    }
    must_be_equal(floor.connection, args[1]);
    bench_report("a durable advance through the library", ours, least, MOVES, 1.15,
                 "beside the rows, which both write: five evaluations of gates, the receipt, two hashes and the queue "
                 "of writers; "
                 "the faster the disk, the more they weigh");
    naast_store_free(store);
    return 0;
}
