/* undo_standing.c: whether an operation is in effect: the one that undid it may itself have been undone. */
#include "naast.h"

#include "base/env/env.h"
#include "domain/common/rows.h"
#include "domain/history/undo.h"
#include "store/handle/sql.h"

static int last_undo_of(naast_store *store, int64_t operation, int64_t *out)
{
    *out = 0;
    return sql_int(store, out,
                   "SELECT operation FROM naast_undo WHERE undoes = ?1 ORDER BY undoes DESC, operation DESC LIMIT 1",
                   "i", operation);
}

/* Only the last one that names it counts, and that one in its turn only if it is in effect. */
int undo_standing(naast_store *store, int64_t operation, int64_t *undone_by)
{
    int64_t first = 0, at = operation, next = 0;
    int undone = 0;
    int status = last_undo_of(store, at, &next);
    first = next;
    while (status == 0 && next != 0) {
        undone = !undone;
        at = next;
        status = last_undo_of(store, at, &next);
    }
    if (status == 0)
        *undone_by = undone ? first : 0;
    return status;
}

int undo_target(naast_store *store, int64_t operation, int64_t *undoes)
{
    *undoes = 0;
    return sql_int(store, undoes, "SELECT undoes FROM naast_undo WHERE operation = ?1", "i", operation);
}

struct short_id operation_id(int64_t operation) { return short_id('J', operation); }
