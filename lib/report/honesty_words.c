/* honesty_words.c: what became of what people said: taken back by us, its spelling changed, said under another name. */
#include "naast-report.h"
#include "naast.h"

#include "base/values/ids.h"
#include "engine/schema/tables.h"
#include "report/honesty.h"
#include "report/report.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/history/history.h"
#include "store/record/journal_state.h"

/* ---- items ---- */

static const char items_sql[] =
    "SELECT count(*), coalesce(sum(e.spelled_from IS NOT NULL), 0), coalesce(sum(e.said), 0), "
    "coalesce(sum(e.said AND e.retracted), 0) FROM (SELECT i.spelled_from, i.retracted, EXISTS (SELECT 1 "
    "FROM naast_word w WHERE w.id BETWEEN d.id" SQL_FIRST_CHILD "AND d.id" SQL_LAST_CHILD "AND w.item = i.id" SQL_NUMBER
    "AND w.side = 2 AND w.void = 0) AS said "
    "FROM naast_evidence i JOIN naast_deal d ON d.id = i.id" SQL_PARENT
    "WHERE i.void = 0 AND d.void = 0 AND (i.retracted = 1 OR i.spelled_from IS NOT NULL) "
    "AND d.pipeline BETWEEN ?1 AND ?2 AND i.day >= ?3 AND (?4 = 0 OR i.day <= ?4)) e";

static int read_items(struct inquest *inquest)
{
    const struct scope *scope = inquest->scope;
    struct query query;
    int64_t respelled = 0, taken_back = 0;
    int status = query_open(&query, scope->store, items_sql, "iiii", scope->first_pipeline, scope->last_pipeline,
                            (int64_t)scope->since, (int64_t)scope->until);
    if (status == 0)
        status = query_next(&query);
    if (status > 0) {
        respelled = query_int(&query, 1);
        taken_back = query_int(&query, 3);
        status = 0;
    }
    query_close(&query);
    inquest->of[RESPELLED] = inquest->of[TAKEN_BACK] = -1;
    if (status == 0)
        status = honesty_count_some(inquest, RESPELLED, "", respelled);
    return status == 0 ? honesty_count_some(inquest, TAKEN_BACK, "", taken_back) : status;
}

/* ---- people whose name was changed ---- */

static int is_renaming(void *context, const struct later_write *write)
{
    int *renamed = context;
    *renamed |= write->table == &table_person && !write->inserted && (write->written >> PERSON_NAME & 1) != 0;
    return 0;
}

/* People who said something, and are not forgotten: an erased name is no other name. */
static const char people_sql[] =
    "SELECT p.id FROM naast_person p WHERE p.void = 0 AND p.merged IS NULL AND p.name IS NOT NULL "
    "AND EXISTS (SELECT 1 FROM naast_journal j WHERE j.root_kind = ?1 AND j.root_id = p.id LIMIT 1 OFFSET 1) "
    "AND p.id IN (SELECT w.person FROM naast_word w WHERE w.person IS NOT NULL AND w.void = 0) ORDER BY p.id";

static int read_renamed(struct inquest *inquest)
{
    naast_store *store = inquest->scope->store;
    struct query query;
    int status = query_open(&query, store, people_sql, "i", (int64_t)NAAST_ROOT_PERSON);
    while (status == 0 && (status = query_next(&query)) > 0) {
        const struct root root = {NAAST_ROOT_PERSON, query_int(&query, 0)};
        int renamed = 0;
        status = history_later(store, root, 0, is_renaming, &renamed);
        if (status == 0)
            status = honesty_count_some(inquest, RENAMED, "", renamed);
    }
    query_close(&query);
    return status;
}

int honesty_read_words(struct inquest *inquest)
{
    int status = read_items(inquest);
    return status == 0 ? read_renamed(inquest) : status;
}
