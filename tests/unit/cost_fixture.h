/* cost_fixture.h: what statements cost, in steps of sqlite's machine, which no busy computer changes. */
#ifndef COST_FIXTURE_H
#define COST_FIXTURE_H

#include "store/engine_sqlite.h"
#include "store/store.h"

#include <string.h>

/* What statements that were kept cost since they were asked last. */
struct cost {
    int64_t steps, scanned, sorted;
    int statements;
};

static inline int64_t take_counted(sqlite3_stmt *stmt, int what) { return sqlite3_stmt_status(stmt, what, 1); }

/* part: of those whose SQL has it. */
static inline struct cost take_cost(naast_store *store, const char *part)
{
    struct cost cost = {0};
    sqlite3 *connection = of(store->engine)->connection;
    for (sqlite3_stmt *stmt = NULL; (stmt = sqlite3_next_stmt(connection, stmt)) != NULL;) {
        const int64_t steps = take_counted(stmt, SQLITE_STMTSTATUS_VM_STEP);
        const int64_t scanned = take_counted(stmt, SQLITE_STMTSTATUS_FULLSCAN_STEP),
                      sorted = take_counted(stmt, SQLITE_STMTSTATUS_SORT);
        if (steps == 0 || strstr(sqlite3_sql(stmt), part) == NULL)
            continue;
        cost.steps += steps;
        cost.scanned += scanned;
        cost.sorted += sorted;
        cost.statements++;
    }
    return cost;
}

#endif
