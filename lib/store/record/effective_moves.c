/* effective_moves.c: the moves that an undo took away, kept beside the transitions, which are only ever added to. */
#include "store/record/effective_moves.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/ids.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

/* The moves of one deal, each gone or not: at [n]. */
struct standing {
    uint8_t *gone;
    size_t capacity;
    int64_t last;
};

static int make_room(naast_store *store, struct standing *standing, int64_t n)
{
    size_t before = standing->capacity;
    int status = mem_reserve(&store->env, &standing->gone, &standing->capacity, (size_t)n + 1, 1);
    for (; status == 0 && before < standing->capacity; before++)
        standing->gone[before] = 0;
    return status;
}

/* From the last to the first: what was taken back takes nothing back any more. */
static int read_deal(naast_store *store, int64_t deal, struct standing *standing)
{
    struct query query;
    int more = 0;
    int status =
        query_open(&query, store, "SELECT n, undoes FROM naast_transition WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC",
                   "ii", child_key(deal, 1), child_key(deal, CHILD_MAX));
    standing->last = 0;
    while (status == 0 && (more = query_next(&query)) == 1) {
        const int64_t n = query_int(&query, 0), undoes = query_int(&query, 1);
        if (standing->last == 0) {
            standing->last = n;
            status = make_room(store, standing, n);
            for (int64_t k = 0; status == 0 && k <= n; k++)
                standing->gone[k] = 0;
        }
        if (status != 0 || undoes == 0 || standing->gone[n])
            continue;
        for (int64_t k = undoes; k <= n; k++)
            standing->gone[k] = 1;
    }
    query_close(&query);
    return status == 0 && more < 0 ? more : status;
}

static int run(naast_store *store, const char *sql, int64_t first, int64_t second)
{
    struct query query;
    int status = query_open(&query, store, sql, "ii", first, second);
    if (status == 0)
        status = query_next(&query);
    query_close(&query);
    return status;
}

int standing_follow(naast_store *store, int64_t id, const struct rec_value *now)
{
    const int64_t deal = child_parent(id);
    struct standing standing = {0};
    if (now[TRANSITION_UNDOES].type == 0)
        return 0;
    int status = read_deal(store, deal, &standing);
    if (status == 0)
        status = run(store, "DELETE FROM naast_gone_move WHERE id BETWEEN ?1 AND ?2", child_key(deal, 1),
                     child_key(deal, CHILD_MAX));
    for (int64_t n = 1; status == 0 && n <= standing.last; n++)
        if (standing.gone[n])
            status = run(store, "INSERT INTO naast_gone_move(id) VALUES (?1" SQL_CHILD "?2)", deal, n);
    mem_free(&store->env, standing.gone);
    return status;
}

/* Of one deal: how many should be gone, and whether those are the ones that are. */
static int check_deal(naast_store *store, int64_t deal, struct standing *standing, int64_t *wanted)
{
    int64_t there = 0, right = 0;
    int status = read_deal(store, deal, standing);
    for (int64_t n = 1; status == 0 && n <= standing->last; n++) {
        int64_t found = 0;
        if (!standing->gone[n])
            continue;
        ++*wanted;
        status = sql_int(store, &found, "SELECT 1 FROM naast_gone_move WHERE id = ?1", "i", child_key(deal, n));
        right += found;
        there++;
    }
    return status == 0 && right != there ? FAIL(&store->env, MSG_FOUND_SUMMARY_DIFFERS) : status;
}

int standing_check(naast_store *store)
{
    struct standing standing = {0};
    struct query query;
    int64_t wanted = 0, kept = 0;
    int more = 0;
    int status = query_open(
        &query, store, "SELECT deal FROM naast_transition WHERE undoes IS NOT NULL GROUP BY deal ORDER BY deal", "");
    while (status == 0 && (more = query_next(&query)) == 1)
        status = check_deal(store, query_int(&query, 0), &standing, &wanted);
    query_close(&query);
    mem_free(&store->env, standing.gone);
    if (status == 0 && more < 0)
        status = more;
    if (status == 0)
        status = sql_int(store, &kept, "SELECT count(*) FROM naast_gone_move", "");
    return status == 0 && kept != wanted ? FAIL(&store->env, MSG_FOUND_SUMMARY_DIFFERS) : status;
}
