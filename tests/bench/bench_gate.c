/*
 * bench_gate.c: evaluating one deal's gates through the library, against reading the same rows and making nothing of
 * them.
 *
 *     bench_gate STORE DEALS ROUNDS
 */
#include "bench.h"

#include <stdlib.h>

enum { DEALS_MAX = 1000, ROUNDS_MAX = 101, TIMES = 5 };

/* What is measured: every deal a few times over, a number of rounds. */
static int deals_count, rounds;
static naast_id deals[DEALS_MAX];

static double ours(naast_store *store, const char *to)
{
    const int each = deals_count * TIMES;
    const double from = bench_now();
    for (int k = 0; k < each; k++) {
        naast_evaluation *said = NULL;
        MUST(naast_gate_evaluate(store, deals[k % deals_count], NAAST_SPEC(naast_evaluate_spec, .to = to), &said),
             store);
        bench_must(said->open, "evaluating", "a gate of the honest deal is not open");
        naast_free(said);
    }
    return (bench_now() - from) / each;
}

static double least(sqlite3 *connection)
{
    static sqlite3_stmt *begin, *commit;
    static struct floor_reads reads;
    if (begin == NULL) {
        begin = bench_prepare(connection, "BEGIN");
        commit = bench_prepare(connection, "COMMIT");
        floor_prepare(&reads, connection);
    }
    const double from = bench_now();
    int64_t sum = 0;
    const int each = deals_count * TIMES;
    for (int k = 0; k < each; k++) {
        sqlite3_step(begin);
        sqlite3_reset(begin);
        sum += floor_run(&reads, deals[k % deals_count]);
        sqlite3_step(commit);
        sqlite3_reset(commit);
    }
    bench_must(sum != 0, "the floor", "read nothing");
    return (bench_now() - from) / each;
}

static void measure(const char *label, naast_store *store, sqlite3 *connection, const char *to)
{
    double mine[ROUNDS_MAX], floor[ROUNDS_MAX];
    ours(store, to);
    least(connection);
    for (int k = 0; k < rounds; k++) {
        mine[k] = ours(store, to);
        floor[k] = least(connection);
    }
    bench_report(label, mine, floor, (size_t)rounds, 1.3,
                 "the floor reads the rows and makes nothing of them; ours also keeps each item and judges each check "
                 "of each gate");
}

int main(int count, char **args)
{
    bench_must(count == 4, "usage", "bench_gate STORE DEALS ROUNDS");
    deals_count = atoi(args[2]);
    rounds = atoi(args[3]);
    bench_must(deals_count > 0 && deals_count <= DEALS_MAX, "DEALS", args[2]);
    bench_must(rounds > 0 && rounds <= ROUNDS_MAX, "ROUNDS", args[3]);
    naast_store *store = bench_create(args[1]);
    MUST(naast_operation_begin(store, NAAST_SPEC(naast_operation_spec, .operation = NAAST_OPERATION_BATCH)), store);
    for (int k = 0; k < deals_count; k++)
        deals[k] = bench_honest_deal(store, k);
    MUST(naast_operation_end(store, 0), store);
    sqlite3 *connection = bench_connect(args[1]);
    measure("the next gate of a deal, evaluated", store, connection, NULL);
    measure("five gates of a deal, evaluated", store, connection, "delivery");
    naast_store_free(store);
    return 0;
}
