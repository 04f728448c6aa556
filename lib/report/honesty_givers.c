/* honesty_givers.c: who gave a customer's word: somebody of another organisation, or by the name of who typed it. */
#include "naast-report.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "domain/common/references.h"
#include "engine/schema/tables.h"
#include "report/honesty.h"
#include "report/report.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

/* The words of people of customers that were given in these days. */
#define GIVEN                                                                                                          \
    "FROM naast_person p JOIN naast_word w ON w.person = p.id JOIN naast_deal d ON d.id = w.id" SQL_PARENT             \
    "JOIN naast_evidence e ON e.id = d.id" SQL_CHILD "w.item WHERE w.side = 2 AND w.void = 0 AND e.void = 0 "          \
    "AND d.void = 0 AND d.pipeline BETWEEN ?1 AND ?2 AND w.day >= ?3 AND (?4 = 0 OR w.day <= ?4) "

static int count_elsewhere(struct inquest *inquest)
{
    static const char sql[] = "SELECT count(*), coalesce(sum(CASE WHEN p.org <> d.org THEN 1 ELSE 0 END), 0) " GIVEN;
    const struct scope *scope = inquest->scope;
    struct query query;
    int64_t elsewhere = 0;
    int status = query_open(&query, scope->store, sql, "iiii", scope->first_pipeline, scope->last_pipeline,
                            (int64_t)scope->since, (int64_t)scope->until);
    if (status == 0)
        status = query_next(&query);
    if (status > 0) {
        inquest->of[WORDS_ELSEWHERE] = inquest->of[WORDS_OWN_NAME] = query_int(&query, 0);
        elsewhere = query_int(&query, 1);
        status = 0;
    }
    query_close(&query);
    return status == 0 ? honesty_count_some(inquest, WORDS_ELSEWHERE, "", elsewhere) : status;
}

/* ---- by the name of who typed it ---- */

/* The word came by an entry of the journal, and that has who acted. */
static int count_typed(struct inquest *inquest, int64_t word, int64_t actor)
{
    naast_store *store = inquest->scope->store;
    int64_t seq = 0, typed_by = 0;
    int status = thing_born(store, (struct thing){&table_word, word}, &seq);
    if (status == 0)
        status = sql_int(store, &typed_by, "SELECT actor FROM naast_journal WHERE seq = ?1", "i", seq);
    return status == 0 ? honesty_count_some(inquest, WORDS_OWN_NAME, "", typed_by == actor) : status;
}

/* The words of people who are called like somebody of us. */
static int count_namesakes(struct inquest *inquest, int64_t actor, const char *folded)
{
    static const char sql[] = "SELECT w.id " GIVEN "AND p.folded = ?5 ORDER BY w.id";
    const struct scope *scope = inquest->scope;
    struct query query;
    int status = query_open(&query, scope->store, sql, "iiiit", scope->first_pipeline, scope->last_pipeline,
                            (int64_t)scope->since, (int64_t)scope->until, folded);
    while (status == 0 && (status = query_next(&query)) > 0)
        status = count_typed(inquest, query_int(&query, 0), actor);
    query_close(&query);
    return status;
}

/* Mostly nobody is, and then no word is looked at. */
static int has_namesake(struct inquest *inquest, const char *folded, int64_t *found)
{
    *found = 0;
    return sql_int(inquest->scope->store, found, "SELECT 1 FROM naast_person WHERE folded = ?1 AND void = 0 LIMIT 1",
                   "t", folded);
}

static int count_own_names(struct inquest *inquest)
{
    struct env *env = &inquest->scope->store->env;
    struct query query;
    int status = query_open(&query, inquest->scope->store, "SELECT id, name FROM naast_actor ORDER BY id", "");
    while (status == 0 && (status = query_next(&query)) > 0) {
        char *folded = NULL;
        int64_t found = 0;
        status = text_fold(env, query_text(&query, 1), &folded);
        if (status == 0)
            status = has_namesake(inquest, folded, &found);
        if (status == 0 && found)
            status = count_namesakes(inquest, query_int(&query, 0), folded);
        mem_free(env, folded);
    }
    query_close(&query);
    return status;
}

int honesty_read_givers(struct inquest *inquest)
{
    int status = count_elsewhere(inquest);
    return status == 0 ? count_own_names(inquest) : status;
}
