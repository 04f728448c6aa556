/* bench.h: shared by the benchmarks: time, medians, the line that each prints, and honest deals to measure with. */
#ifndef BENCH_H
#define BENCH_H

#include "naast.h"

#include <sqlite3.h>

/* Microseconds, from a clock that only goes forward. */
double bench_now(void);

/*
 * Prints "LABEL  OURS  FLOOR  RATIO  GOAL", the medians of n samples each, in microseconds; sorts them. Where the goal
 * is missed: why ours takes longer.
 */
void bench_report(const char *label, double *ours, double *floor, size_t n, double goal, const char *why);

/* Ends the program, saying where, unless ok. */
void bench_must(int ok, const char *what, const char *detail);
#define MUST(status, store) bench_must((status) == 0, __func__, naast_store_message(store))

/* A new store at path, and a handle on it. */
naast_store *bench_create(const char *path);

/* A deal with everything recorded that its gates ask up to delivery, standing in its first stage; 31 items. */
naast_id bench_honest_deal(naast_store *store, int k);

/* Moves a deal of fair one stage, however many gates are open. */
void bench_advance_to(naast_store *store, naast_id deal, const char *stage);
/* The stage that comes after the one that the deal is in. */
void bench_advance(naast_store *store, naast_id deal);
extern const char *const bench_stages[];

/* A connection with the settings that the library gives its own. */
sqlite3 *bench_connect(const char *path);
sqlite3_stmt *bench_prepare(sqlite3 *connection, const char *sql);

/* The floor's reads: what the gates need to know of a deal, each column fetched and nothing made of it. */
enum { FLOOR_READS = 5 };
struct floor_reads {
    sqlite3_stmt *read[FLOOR_READS];
};
void floor_prepare(struct floor_reads *floor, sqlite3 *connection);
int64_t floor_run(struct floor_reads *floor, naast_id deal);
void floor_finalize(struct floor_reads *floor);

#endif
