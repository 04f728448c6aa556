/* bench.c: time, medians, and connections as the library opens them. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double bench_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int by_size(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(double *sample, size_t n)
{
    qsort(sample, n, sizeof *sample, by_size);
    return n % 2 ? sample[n / 2] : (sample[n / 2 - 1] + sample[n / 2]) / 2;
}

void bench_report(const char *label, double *ours, double *floor, size_t n, double goal, const char *why)
{
    const double mine = median(ours, n), least = median(floor, n), ratio = mine / least;
    printf("%-44s %10.1f us %10.1f us %7.2f x   goal %.2f x: %s (n = %zu)\n", label, mine, least, ratio, goal,
           ratio <= goal ? "met" : "MISSED", n);
    if (ratio > goal)
        printf("    why: %s\n", why);
    fflush(stdout);
}

void bench_must(int ok, const char *what, const char *detail)
{
    if (ok)
        return;
    fprintf(stderr, "%s: %s\n", what, detail);
    exit(1);
}

sqlite3_stmt *bench_prepare(sqlite3 *connection, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v3(connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
    bench_must(code == SQLITE_OK, sql, sqlite3_errmsg(connection));
    return stmt;
}

sqlite3 *bench_connect(const char *path)
{
    sqlite3 *connection = NULL;
    int code = sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    bench_must(code == SQLITE_OK, path, sqlite3_errmsg(connection));
    sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    code = sqlite3_exec(
        connection,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON",
        NULL, NULL, NULL);
    bench_must(code == SQLITE_OK, path, sqlite3_errmsg(connection));
    return connection;
}

void floor_prepare(struct floor_reads *floor, sqlite3 *connection)
{
    static const char *const sql[FLOOR_READS] = {
        "SELECT * FROM naast_deal WHERE id = ?1 AND void = 0",
        "SELECT id, kind, value, state, side, said_by, word_side, word_by, about, person, crev, day, retracted FROM "
        "naast_evidence WHERE id BETWEEN ?1 << 20 AND (?1 << 20 | 1048575) AND void = 0 ORDER BY id",
        "SELECT item, side, person, seen, day FROM naast_word WHERE id BETWEEN ?1 << 20 AND (?1 << 20 | 1048575) AND "
        "void = 0 ORDER BY id",
        "SELECT check_id, until FROM naast_waiver WHERE id BETWEEN ?1 << 20 AND (?1 << 20 | 1048575) AND void = 0 "
        "ORDER BY id",
        "SELECT max(seq) FROM naast_journal WHERE root_kind = 1 AND root_id = ?1",
    };
    for (int k = 0; k < FLOOR_READS; k++)
        floor->read[k] = bench_prepare(connection, sql[k]);
}

/* The sum of what was read, so that nothing of it can be left out. */
static int64_t fetch(sqlite3_stmt *stmt)
{
    int64_t sum = 0;
    const int columns = sqlite3_column_count(stmt);
    while (sqlite3_step(stmt) == SQLITE_ROW)
        for (int k = 0; k < columns; k++) {
            if (sqlite3_column_type(stmt, k) == SQLITE_TEXT)
                sum += sqlite3_column_text(stmt, k)[0];
            else
                sum += sqlite3_column_int64(stmt, k);
        }
    sqlite3_reset(stmt);
    return sum;
}

int64_t floor_run(struct floor_reads *floor, naast_id deal)
{
    int64_t sum = 0;
    for (int k = 0; k < FLOOR_READS; k++) {
        sqlite3_bind_int64(floor->read[k], 1, deal);
        sum += fetch(floor->read[k]);
    }
    return sum;
}

void floor_finalize(struct floor_reads *floor)
{
    for (int k = 0; k < FLOOR_READS; k++)
        sqlite3_finalize(floor->read[k]);
}
