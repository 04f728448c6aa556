/*
 * bench_advance.c: a durable advance through the library, against a program on plain sqlite3 that reads the same rows
 * and writes the very rows that the library writes, into tables with the same indices and triggers.
 *
 *     bench_advance STORE COPY COPY DEALS [TABLE]
 *
 * Three copies of one store: in the first the library makes all moves once, and what it wrote is taken down; then the
 * library, in the second, and the floor, in the third, make them in turn, a batch each. At the end the first and the
 * third must be equal, table by table. TABLE, the control: the floor leaves out what belongs in it, which must be seen.
 *
 * Which columns a table has, which of them are its key and which of them an advance changes is asked of the store, so
 * that a new one is written by the floor as well.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 5, BATCH = 20, BODIES = 4, DEALS_MAX = 1000, SQL_ROOM = 4000 };

/*
 * What an advance writes: where the library's row is found (?1 the deal, ?2 the seq), and how the floor writes it.
 * The order is the library's: the transition, then the deal, then what follows from them.
 */
enum verb { INSERT, UPDATE, UPSERT };
static const struct row {
    const char *table;
    enum verb verb;
    const char *where;
} rows[] = {
    {"naast_transition", INSERT, "deal = ?1 ORDER BY n DESC LIMIT 1"},
    {"naast_deal", UPDATE, "id = ?1"},
    {"naast_funnel", UPDATE, "stage = (SELECT from_stage FROM naast_transition WHERE deal = ?1 ORDER BY n DESC)"},
    {"naast_funnel", UPSERT, "stage = (SELECT stage FROM naast_deal WHERE id = ?1)"},
    {"naast_journal", INSERT, "seq = ?2"},
    {"naast_head", UPDATE, "id = 1 AND ?2"},
    {"naast_body", INSERT, "id = (?2 << 8)"},
    {"naast_body", INSERT, "id = (?2 << 8 | 1)"},
    {"naast_body", INSERT, "id = (?2 << 8 | 2)"},
    {"naast_body", INSERT, "id = (?2 << 8 | 3)"},
};
enum { WRITES = sizeof rows / sizeof rows[0] };

/* What the library wrote for one move: the whole rows. Without columns where it wrote nothing. */
struct written {
    sqlite3_value **value[WRITES];
    int columns[WRITES];
};

struct floor {
    sqlite3 *connection;
    sqlite3_stmt *begin, *commit, *write[WRITES];
    struct floor_reads reads;
};

/* ---- what the floor writes, as the tables have it ------------------------------------------------------------- */

static sqlite3_stmt *prepare_built(sqlite3 *connection, sqlite3_str *built)
{
    char *sql = sqlite3_str_finish(built);
    bench_must(sql != NULL, "a statement", "no memory");
    sqlite3_stmt *stmt = bench_prepare(connection, sql);
    sqlite3_free(sql);
    return stmt;
}

/* Whether any row has another value here than the row of the same id in the store attached as moved. */
static int is_changed(sqlite3 *connection, const char *table, const char *column)
{
    sqlite3_str *sql = sqlite3_str_new(connection);
    sqlite3_str_appendf(sql, "SELECT 1 FROM main.%s AS was JOIN moved.%s AS now USING (id) ", table, table);
    sqlite3_str_appendf(sql, "WHERE was.%s IS NOT now.%s LIMIT 1", column, column);
    sqlite3_stmt *stmt = prepare_built(connection, sql);
    const int changed = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return changed;
}

/* Column k is ?k. A deal has columns that no advance changes; an update of those would cost the floor indices. */
static void add_set(sqlite3 *connection, sqlite3_str *sql, const char *table, sqlite3_stmt *columns)
{
    const int some = strcmp(table, "naast_deal") == 0;
    int set = 0;
    for (int k = 1; sqlite3_step(columns) == SQLITE_ROW; k++) {
        const char *column = (const char *)sqlite3_column_text(columns, 0);
        if (sqlite3_column_int(columns, 1) == 0 && (!some || is_changed(connection, table, column)))
            sqlite3_str_appendf(sql, "%s %s = ?%d", set++ == 0 ? " SET" : ",", column, k);
    }
    sqlite3_reset(columns);
}

static void add_where(sqlite3_str *sql, sqlite3_stmt *columns)
{
    int keys = 0;
    for (int k = 1; sqlite3_step(columns) == SQLITE_ROW; k++)
        if (sqlite3_column_int(columns, 1) > 0)
            sqlite3_str_appendf(sql, " %s %s = ?%d", keys++ == 0 ? "WHERE" : "AND", sqlite3_column_text(columns, 0), k);
    sqlite3_reset(columns);
}

static void add_values(sqlite3_str *sql, sqlite3_stmt *columns)
{
    sqlite3_str_appendall(sql, " VALUES (");
    for (int k = 1; sqlite3_step(columns) == SQLITE_ROW; k++)
        sqlite3_str_appendf(sql, k == 1 ? "?%d" : ", ?%d", k);
    sqlite3_str_appendall(sql, ")");
    sqlite3_reset(columns);
}

static sqlite3_stmt *prepare_write(sqlite3 *connection, const struct row *row)
{
    sqlite3_str *sql = sqlite3_str_new(connection);
    sqlite3_stmt *columns =
        bench_prepare(connection, "SELECT name, pk FROM pragma_table_info(?1, 'main') ORDER BY cid");
    sqlite3_bind_text(columns, 1, row->table, -1, SQLITE_STATIC);
    sqlite3_str_appendf(sql, "%s main.%s", row->verb == UPDATE ? "UPDATE" : "INSERT INTO", row->table);
    if (row->verb != UPDATE)
        add_values(sql, columns);
    if (row->verb == UPSERT)
        sqlite3_str_appendall(sql, " ON CONFLICT DO UPDATE");
    if (row->verb != INSERT)
        add_set(connection, sql, row->table, columns);
    if (row->verb == UPDATE)
        add_where(sql, columns);
    sqlite3_finalize(columns);
    return prepare_built(connection, sql);
}

static void attach(sqlite3 *connection, const char *path, const char *as)
{
    char sql[SQL_ROOM];
    snprintf(sql, sizeof sql, "ATTACH '%s' AS %s", path, as);
    bench_must(sqlite3_exec(connection, sql, NULL, NULL, NULL) == SQLITE_OK, sql, sqlite3_errmsg(connection));
}

/* moved: the store in which the library has made the moves. */
static void floor_open(struct floor *floor, const char *path, const char *moved)
{
    floor->connection = bench_connect(path);
    floor->begin = bench_prepare(floor->connection, "BEGIN IMMEDIATE");
    floor->commit = bench_prepare(floor->connection, "COMMIT");
    floor_prepare(&floor->reads, floor->connection);
    attach(floor->connection, moved, "moved");
    for (int k = 0; k < WRITES; k++)
        floor->write[k] = prepare_write(floor->connection, &rows[k]);
    bench_must(sqlite3_exec(floor->connection, "DETACH moved", NULL, NULL, NULL) == SQLITE_OK, "DETACH", moved);
}

/* ---- what the library wrote ----------------------------------------------------------------------------------- */

static void look_open(sqlite3 *connection, sqlite3_stmt *look[WRITES])
{
    for (int k = 0; k < WRITES; k++) {
        char sql[SQL_ROOM];
        snprintf(sql, sizeof sql, "SELECT * FROM %s WHERE %s", rows[k].table, rows[k].where);
        look[k] = bench_prepare(connection, sql);
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
        const int columns = sqlite3_step(look[k]) == SQLITE_ROW ? sqlite3_column_count(look[k]) : 0;
        written->columns[k] = columns;
        written->value[k] = calloc((size_t)columns + 1, sizeof *written->value[k]);
        bench_must(written->value[k] != NULL, "a row", "no memory");
        for (int column = 0; column < columns; column++)
            written->value[k][column] = sqlite3_value_dup(sqlite3_column_value(look[k], column));
        sqlite3_reset(look[k]);
    }
}

/* ---- the moves ------------------------------------------------------------------------------------------------ */

/* Only what the statement asks for: an update has no place for what stays as it is. */
static void floor_bind(struct floor *floor, const struct written *written)
{
    for (int k = 0; k < WRITES; k++)
        for (int column = 0; column < written->columns[k]; column++) {
            char name[16];
            snprintf(name, sizeof name, "?%d", column + 1);
            if (sqlite3_bind_parameter_index(floor->write[k], name) > 0)
                sqlite3_bind_value(floor->write[k], column + 1, written->value[k][column]);
        }
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

/* The move of this number: stage by stage, each through all deals. */
static double our_advance(naast_store *store, const naast_id deals[], int count, int move)
{
    const double from = bench_now();
    bench_advance_to(store, deals[move % count], bench_stages[move / count + 1]);
    return bench_now() - from;
}

static int64_t rows_apart(sqlite3 *connection, const char *table)
{
    char sql[SQL_ROOM];
    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM (SELECT * FROM main.%s EXCEPT SELECT * FROM other.%s UNION ALL SELECT * FROM "
             "(SELECT * FROM other.%s EXCEPT SELECT * FROM main.%s))",
             table, table, table, table);
    sqlite3_stmt *stmt = bench_prepare(connection, sql);
    bench_must(sqlite3_step(stmt) == SQLITE_ROW, table, sqlite3_errmsg(connection));
    const int64_t apart = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return apart;
}

/* No table of the one store has a row that the other lacks. */
static void must_be_equal(sqlite3 *connection, const char *other)
{
    attach(connection, other, "other");
    sqlite3_stmt *tables = bench_prepare(connection, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND "
                                                     "type = 'table' AND name LIKE 'naast@_%' ESCAPE '@'");
    int compared = 0;
    for (; sqlite3_step(tables) == SQLITE_ROW; compared++) {
        const char *table = (const char *)sqlite3_column_text(tables, 0);
        bench_must(rows_apart(connection, table) == 0, "the floor did not write the same", table);
    }
    sqlite3_finalize(tables);
    bench_must(compared >= WRITES - BODIES, "the floor", "no tables to compare");
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
    MUST(naast_store_open(store, path, NULL), store);
    return store;
}

static void make_stores(char **paths, naast_id deals[], int count)
{
    naast_store *store = bench_create(paths[0]);
    MUST(naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)), store);
    for (int k = 0; k < count; k++)
        deals[k] = bench_honest_deal(store, k);
    MUST(naast_operation_end(store, 0), store);
    naast_store_free(store);
    copy_store(paths[0], paths[1]);
    copy_store(paths[0], paths[2]);
}

static void take_down(const char *path, const naast_id deals[], int count, struct written written[])
{
    sqlite3_stmt *look[WRITES];
    naast_store *store = open_store(path);
    sqlite3 *connection = bench_connect(path);
    look_open(connection, look);
    for (int k = 0; k < count * STEPS; k++) {
        our_advance(store, deals, count, k);
        look_at(look, deals[k % count], naast_operation_last(store), &written[k]);
    }
    for (int k = 0; k < WRITES; k++)
        sqlite3_finalize(look[k]);
    sqlite3_close(connection);
    naast_store_free(store);
}

/* The control: a floor that leaves fewer rows. */
static void leave_out(struct written written[], int moves, const char *table)
{
    int left_out = 0;
    for (int k = 0; k < WRITES; k++)
        for (int move = 0; strcmp(rows[k].table, table) == 0 && move < moves; move++, left_out++)
            written[move].columns[k] = 0;
    bench_must(left_out > 0, table, "an advance does not write there");
}

int main(int count, char **args)
{
    static double ours[DEALS_MAX * STEPS], least[DEALS_MAX * STEPS];
    static struct written written[DEALS_MAX * STEPS];
    static naast_id deals[DEALS_MAX];
    struct floor floor;
    bench_must(count == 5 || count == 6, "usage", "bench_advance STORE COPY COPY DEALS [TABLE]");
    const int number = atoi(args[4]), moves = number * STEPS;
    bench_must(number > 0 && number <= DEALS_MAX, "DEALS", args[4]);
    make_stores(args + 1, deals, number);
    take_down(args[1], deals, number, written);
    if (count == 6)
        leave_out(written, moves, args[5]);
    naast_store *store = open_store(args[2]);
    floor_open(&floor, args[3], args[1]);
    for (int batch = 0; batch < moves; batch += BATCH) {
        for (int k = batch; k < batch + BATCH && k < moves; k++)
            ours[k] = our_advance(store, deals, number, k);
        for (int k = batch; k < batch + BATCH && k < moves; k++)
            least[k] = floor_advance(&floor, deals[k % number], &written[k]);
    }
    must_be_equal(floor.connection, args[1]);
    bench_report("a durable advance through the library", ours, least, (size_t)moves, 1.15,
                 "beside the rows, which both write: five evaluations of gates, the receipt, two hashes and the queue "
                 "of writers; "
                 "the faster the disk, the more they weigh");
    naast_store_free(store);
    return 0;
}
