/* bench_gate.c: evaluating one deal's gates through the library, against reading the same rows and making nothing of
 * them. */
#include "bench.h"

#include <stdio.h>

enum { DEALS = 200, ROUNDS = 21, EACH = 1000 };

static double ours(naast_store *store, const naast_id deals[], const char *to)
{
    const double from = bench_now();
    for (int k = 0; k < EACH; k++) {
        naast_evaluation *said = NULL;
        MUST(naast_gate_evaluate(store, deals[k % DEALS], to, &said), store);
        bench_must(said->open, "evaluating", "a gate of the honest deal is not open");
        naast_free(said);
    }
    return (bench_now() - from) / EACH;
}

static double least(sqlite3 *connection, const naast_id deals[])
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
    for (int k = 0; k < EACH; k++) {
        sqlite3_step(begin);
        sqlite3_reset(begin);
        sum += floor_run(&reads, deals[k % DEALS]);
        sqlite3_step(commit);
        sqlite3_reset(commit);
    }
    bench_must(sum != 0, "the floor", "read nothing");
    return (bench_now() - from) / EACH;
}

static void measure(const char *label, naast_store *store, sqlite3 *connection, const naast_id deals[], const char *to)
{
    double mine[ROUNDS], floor[ROUNDS];
    ours(store, deals, to);
    least(connection, deals);
    for (int k = 0; k < ROUNDS; k++) {
        mine[k] = ours(store, deals, to);
        floor[k] = least(connection, deals);
    }
    bench_report(label, mine, floor, ROUNDS, 1.3,
                 "the floor reads the rows and makes nothing of them; ours also keeps each item and judges each check "
                 "of each gate");
}

int main(int count, char **args)
{
    naast_id deals[DEALS];
    bench_must(count == 2, "usage", "bench_gate STORE");
    naast_store *store = bench_create(args[1]);
    MUST(naast_operation_begin(store, "batch"), store);
    for (int k = 0; k < DEALS; k++)
        deals[k] = bench_honest_deal(store, k);
    MUST(naast_operation_end(store, 0), store);
    sqlite3 *connection = bench_connect(args[1]);
    measure("the next gate of a deal, evaluated", store, connection, deals, NULL);
    measure("five gates of a deal, evaluated", store, connection, deals, "delivery");
    naast_store_free(store);
    return 0;
}
