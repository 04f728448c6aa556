/*
 * retention.c: people who are kept for no reason any more. One pass over each table that refers to people, whatever
 * their number, into one place for each person.
 */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "domain/common/list.h"
#include "domain/pipeline/pipeline.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <stdlib.h>
#include <string.h>

/* What is known of one person. */
struct standing {
    naast_date last;
    const char *was;
    int64_t merged; /* into whom; 0: nobody */
    int busy;       /* something is open */
    int there;      /* not taken back, and not erased */
};

struct gathering {
    naast_store *store;
    struct standing *people; /* by number */
    int64_t count;
};

/* Whoever was merged counts as the one they went into; out of bounds is nobody. */
static struct standing *standing_of(struct gathering *gathering, int64_t person)
{
    for (int64_t hops = 0; person > 0 && person < gathering->count && hops < gathering->count; hops++) {
        if (gathering->people[person].merged == 0)
            return &gathering->people[person];
        person = gathering->people[person].merged;
    }
    return NULL;
}

static void heard(struct gathering *gathering, int64_t person, naast_date day, const char *was, int busy)
{
    struct standing *standing = standing_of(gathering, person);
    if (standing == NULL)
        return;
    standing->busy |= busy;
    if (day > standing->last) {
        standing->last = day;
        standing->was = was;
    }
}

typedef int visit_row(struct gathering *gathering, struct query *query);

static int each_row(struct gathering *gathering, const char *sql, visit_row *visit)
{
    struct query query;
    int more = 0;
    int status = query_open(&query, gathering->store, sql, "");
    while (status == 0 && (more = query_next(&query)) == 1)
        status = visit(gathering, &query);
    query_close(&query);
    return status == 0 ? more : status;
}

static int visit_person(struct gathering *gathering, struct query *query)
{
    const int64_t person = query_int(query, 0);
    if (person <= 0 || person >= gathering->count)
        return 0;
    gathering->people[person].there = query_int(query, 1) == 0;
    gathering->people[person].merged = query_int(query, 2);
    return 0;
}

static int visit_erased(struct gathering *gathering, struct query *query)
{
    const int64_t person = query_int(query, 0);
    if (person > 0 && person < gathering->count)
        gathering->people[person].there = 0;
    return 0;
}

static int visit_entry(struct gathering *gathering, struct query *query)
{
    heard(gathering, query_int(query, 0), naast_date_of(query_int(query, 1)), "person", 0);
    return 0;
}

/* Columns: a day, whether it keeps them, and up to four people. */
static int visit_days(struct gathering *gathering, struct query *query, const char *was, int people)
{
    for (int k = 0; k < people; k++)
        heard(gathering, query_int(query, 2 + k), (naast_date)query_int(query, 0), was, query_int(query, 1) != 0);
    return 0;
}

static int visit_evidence(struct gathering *gathering, struct query *query)
{
    return visit_days(gathering, query, "evidence", 4);
}
static int visit_word(struct gathering *gathering, struct query *query)
{
    return visit_days(gathering, query, "word", 1);
}
static int visit_task(struct gathering *gathering, struct query *query)
{
    return visit_days(gathering, query, "task", 1);
}
static int visit_activity(struct gathering *gathering, struct query *query)
{
    return visit_days(gathering, query, "activity", 1);
}

/* Columns: outcome, pipeline, stage, since, closed, contact, told. A deal that was won goes on until its last stage. */
static int visit_deal(struct gathering *gathering, struct query *query)
{
    const naast_pipeline *pipeline = NULL;
    const naast_date since = naast_date_of(query_int(query, 3)), closed = (naast_date)query_int(query, 4);
    int open = query_null(query, 0), status = 0;
    if (!open && strcmp(query_text(query, 0), "won") == 0) {
        status = pipeline_load(gathering->store, query_int(query, 1), &pipeline);
        open = status == 0 && (size_t)pipeline_stage(pipeline, query_text(query, 2)) + 1 < pipeline->stage_count;
    }
    for (int k = 5; status == 0 && k < 7; k++)
        heard(gathering, query_int(query, k), closed > since ? closed : since, "deal", open);
    return status;
}

static int gather(struct gathering *gathering)
{
    static const struct {
        const char *sql;
        visit_row *visit;
    } passes[] = {
        {"SELECT id, void, merged FROM naast_person", visit_person},
        {"SELECT subject_row FROM naast_erasure WHERE whole = 1 AND subject_table = 4", visit_erased},
        {"SELECT root_id, max(at) FROM naast_journal WHERE root_kind = 3 GROUP BY root_id", visit_entry},
        {"SELECT CASE WHEN settled_on > day THEN settled_on ELSE day END, "
         "CASE WHEN state = 'open' AND retracted = 0 AND void = 0 THEN 1 ELSE 0 END, said_by, word_by, person, "
         "settled_by FROM naast_evidence WHERE void = 0",
         visit_evidence},
        {"SELECT day, 0, person FROM naast_word WHERE person IS NOT NULL AND void = 0", visit_word},
        {"SELECT done, CASE WHEN done IS NULL THEN 1 ELSE 0 END, person FROM naast_task "
         "WHERE person IS NOT NULL AND void = 0",
         visit_task},
        {"SELECT day, 0, person FROM naast_activity WHERE person IS NOT NULL AND void = 0", visit_activity},
        {"SELECT outcome, pipeline, stage, since, closed, contact, told FROM naast_deal WHERE void = 0", visit_deal},
    };
    int status = 0;
    for (size_t k = 0; status == 0 && k < sizeof passes / sizeof passes[0]; k++)
        status = each_row(gathering, passes[k].sql, passes[k].visit);
    return status;
}

static int add_person(struct gathering *gathering, struct listing *list, int64_t person)
{
    struct query query;
    const struct standing *standing = &gathering->people[person];
    naast_inactive_person *found = listing_add(list);
    if (found == NULL)
        return NAAST_NO_MEMORY;
    *found = (naast_inactive_person){.id = person, .name = "", .last = standing->last, .last_was = standing->was};
    int status = query_open(&query, gathering->store, "SELECT name FROM naast_person WHERE id = ?1", "i", person);
    if (status == 0)
        status = query_next(&query);
    if (status == 1) {
        found->name = listing_text(list, &query, 0);
        status = found->name != NULL ? 0 : NAAST_NO_MEMORY;
    }
    query_close(&query);
    return status;
}

static int compare_people(const void *a, const void *b)
{
    const naast_inactive_person *left = a, *right = b;
    const int days = (left->last > right->last) - (left->last < right->last);
    return days != 0 ? days : (left->id > right->id) - (left->id < right->id);
}

static int find_inactive(struct gathering *gathering, naast_date since, struct listing *list)
{
    struct env *env = &gathering->store->env;
    int64_t most = 0;
    int status = sql_int(gathering->store, &most, "SELECT coalesce(max(id), 0) FROM naast_person", "");
    gathering->count = most + 1;
    gathering->people = status == 0 ? mem_zero(env, (size_t)gathering->count, sizeof *gathering->people) : NULL;
    if (status == 0 && gathering->people == NULL)
        status = NAAST_NO_MEMORY;
    if (status == 0)
        status = gather(gathering);
    for (int64_t person = 1; status == 0 && person < gathering->count; person++) {
        const struct standing *standing = &gathering->people[person];
        if (standing->there && !standing->busy && standing->last != 0 && standing->last < since)
            status = add_person(gathering, list, person);
    }
    if (list->count > 0)
        qsort(list->items, list->count, list->item_size, compare_people);
    mem_free(env, gathering->people);
    return status;
}

int naast_people_inactive(naast_store *store, const naast_inactive_filter *filter, naast_inactive_people **out)
{
    struct gathering gathering = {.store = store};
    naast_inactive_filter own;
    struct listing list;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_inactive_filter, &own, filter);
    if (status == 0 && (own.since <= 0 || naast_date_add(own.since, 0) == 0))
        status = FAIL(&store->env, MSG_INACTIVE_SINCE);
    if (status != 0)
        return status;
    status = listing_begin(&list, store, sizeof(naast_inactive_people), sizeof(naast_inactive_person));
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = find_inactive(&gathering, own.since, &list);
    status = read_end(store, status);
    status = listing_end(&list, status);
    if (status == 0)
        *out = list.result;
    return status;
}
