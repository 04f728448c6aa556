/* verify.c: cuts the work into pieces, has them done, and puts together what each found. */
#include "store/verify/verify.h"

#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/values/hash.h"
#include "engine/engine.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/record/journal.h"
#include "store/session/witness.h"

#include <stdlib.h>

/* Ranges of entries and of roots: enough that nobody waits long for the last one, and few enough not to matter. */
enum { RANGES = 16, RANGE_LEAST = 2000, TABLES_MOST = 32 };

/* On the caller's own thread nobody looks beside it, so a statement that goes on for long asks the caller itself. */
static int ask_caller(void *context)
{
    struct verify_pace *pace = context;
    const struct verify_plan *plan = pace->plan;
    if (plan->progress != NULL && plan->progress(plan->context, atomic_load(&pace->done), pace->total) != 0)
        atomic_store(&pace->stop, 1);
    return atomic_load(&pace->stop);
}

/* What is being put together. */
struct work {
    naast_store *store;
    struct verify_pace pace;
    struct verify_piece *pieces;
    size_t count, capacity;
    int64_t from, last; /* entries */
};

static int add_piece(struct work *work, int (*run)(naast_store *, struct verify_piece *), struct verify_range range)
{
    int status = mem_reserve(&work->store->env, &work->pieces, &work->capacity, work->count + 1, sizeof *work->pieces);
    if (status == 0)
        work->pieces[work->count++] = (struct verify_piece){.run = run, .pace = &work->pace, .range = range};
    return status;
}

static int add_tables(struct work *work)
{
    static const char *const others[] = {"naast_journal", "naast_body",      "naast_head",
                                         "naast_funnel",  "naast_gone_move", "naast_meta"};
    const struct verify_range none = {0};
    int status = 0;
    for (size_t k = 0; status == 0 && k < sizeof others / sizeof others[0]; k++) {
        status = add_piece(work, verify_table, none);
        if (status == 0)
            work->pieces[work->count - 1].table = others[k];
    }
    for (const struct rec_table *const *table = all_tables; status == 0 && *table != NULL; table++) {
        status = add_piece(work, verify_table, none);
        if (status == 0) {
            work->pieces[work->count - 1].table = (*table)->name;
            work->pieces[work->count - 1].described = *table;
        }
    }
    return status;
}

/* Who asks for threads has them all at work, however little there is. */
static int64_t ranges_of(const struct work *work)
{
    const int64_t least = work->pace.plan->threads > 1 ? 4 : RANGE_LEAST;
    const int64_t wanted = (work->last - work->from + 1) / least;
    return wanted < 1 ? 1 : wanted > RANGES ? RANGES : wanted;
}

static int add_chain(struct work *work)
{
    const int64_t ranges = ranges_of(work), each = (work->last - work->from + 1) / ranges;
    int64_t from = work->from == 1 ? INT64_MIN : work->from, next = work->from;
    int status = 0;
    for (int64_t k = 0; status == 0 && k < ranges; k++) {
        next += each;
        status = add_piece(work, verify_chain,
                           (struct verify_range){from, k == ranges - 1 ? INT64_MAX : next - 1, {0}, {0}});
        from = next;
    }
    return status;
}

static int compare_roots(const void *a, const void *b)
{
    const struct root *left = a, *right = b;
    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    return (left->id > right->id) - (left->id < right->id);
}

/* Where to cut: the roots of entries that lie evenly, in their order. cuts: come zeroed. */
static int sample_roots(struct work *work, int64_t count, struct root cuts[RANGES])
{
    struct query query;
    int status = 0;
    for (int64_t k = 0; status == 0 && k < count; k++) {
        status = query_open(&query, work->store,
                            "SELECT root_kind, root_id FROM naast_journal WHERE seq >= ?1 ORDER BY seq LIMIT 1", "i",
                            work->last / (count + 1) * (k + 1));
        if (status == 0)
            status = query_next(&query);
        if (status == 1)
            cuts[k] = (struct root){(uint8_t)query_int(&query, 0), query_int(&query, 1)};
        query_close(&query);
        status = status < 0 ? status : 0;
    }
    qsort(cuts, (size_t)count, sizeof *cuts, compare_roots);
    return status;
}

static int add_roots(struct work *work)
{
    struct root cuts[RANGES] = {0};
    const int64_t count = ranges_of(work) - 1;
    struct verify_range range = {0};
    int status = sample_roots(work, count, cuts);
    for (int64_t k = 0; status == 0 && k <= count; k++) {
        range.end = k < count ? cuts[k] : (struct root){0};
        if (k < count && (cuts[k].kind == 0 || compare_roots(&range.first, &range.end) == 0))
            continue;
        status = add_piece(work, verify_roots, range);
        range.first = range.end;
    }
    return status;
}

/* All of it; or what came after the last verification, which the witness remembers. */
static int cut_up(struct work *work, int since_last)
{
    const struct verify_range none = {0};
    int status = add_piece(work, verify_single_rows, none);
    if (status == 0)
        status = add_piece(work, verify_erased, none);
    if (status == 0 && !since_last)
        status = add_tables(work);
    if (status == 0 && !since_last)
        status = add_piece(work, verify_funnel, none);
    if (status == 0)
        status = add_chain(work);
    if (status == 0)
        status = since_last ? add_piece(work, verify_changed_roots, (struct verify_range){.from = work->from})
                            : add_roots(work);
    return status;
}

/* In the order of the pieces, so that the first of each kind stays the first. */
static void gather(const struct work *work, struct verify_report *report)
{
    for (size_t k = 0; k < work->count; k++) {
        const struct verify_report *part = &work->pieces[k].report;
        report->entries += part->entries;
        report->rows += part->rows;
        for (int table = 0; table <= UINT8_MAX; table++)
            report->matched[table] += part->matched[table];
        for (int fault = 0; fault < VERIFY_FAULTS; fault++)
            if (part->finding[fault].found)
                verify_found(report, (enum verify_fault)fault, part->finding[fault]);
        if (work->pieces[k].run == verify_chain && (part->entries > 0 || report->head.seq == 0))
            report->head = part->head;
    }
}

/* What was verified before counts only where the journal still has that entry, and the witness no quarrel with it. */
static int begin_after_last(naast_store *store, int64_t *from)
{
    const struct witness *witness = store->witness;
    char hex[HASH_HEX];
    *from = 1;
    if (witness == NULL || witness->state != NAAST_WITNESS_AGREES || witness->known.verified.seq == 0)
        return 0;
    hash_hex(witness->known.verified.hash, hex);
    const int known = journal_head_known(store, witness->known.verified.seq, hex);
    if (known == 1)
        *from = witness->known.verified.seq + 1;
    return known < 0 ? known : 0;
}

static int finish(struct work *work, struct verify_report *report)
{
    int status = verify_head(work->store, report);
    if (status == 0 && work->from == 1)
        status = verify_unknown_rows(work->store, report);
    if (status == 0 && work->from == 1)
        status = verify_search(work->store, report);
    if (status == 0)
        verify_witness(work->store, report);
    return status;
}

int store_verify(naast_store *store, const struct verify_plan *plan, struct verify_report *report, int64_t *from)
{
    struct work work = {.store = store, .pace = {.plan = plan}, .from = 1};
    *report = (struct verify_report){0};
    store->engine->ops->heed(store->engine, ask_caller, &work.pace);
    int status = sql_int(store, &work.last, "SELECT seq FROM naast_journal ORDER BY seq DESC LIMIT 1", "");
    if (status == 0 && plan->since_last)
        status = begin_after_last(store, &work.from);
    work.pace.total = 2 * (work.last - work.from + 1);
    if (status == 0)
        status = cut_up(&work, work.from > 1);
    if (status == 0)
        status = verify_pieces(store, &work.pace, work.pieces, work.count);
    if (status == 0)
        gather(&work, report);
    if (status == 0)
        status = finish(&work, report);
    store->engine->ops->heed(store->engine, NULL, NULL);
    mem_free(&store->env, work.pieces);
    *from = work.from;
    return status;
}
