/* resolve.c: what a person typed, found: an id, a UUID, an e-mail address, a name or the beginning of one. */
#include "base/buffer.h"
#include "base/ids.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/rows.h"
#include "store/sql.h"

#include <string.h>

enum { TYPED_BYTES = 300, LISTED = 10 };

/* What a query is given: ?1 the folded text, or ?1 a pattern for the beginning of any word of a name, or both and the
 * deal. */
enum given { GIVEN_TEXT, GIVEN_PATTERN, GIVEN_ALL };

struct step {
    const char *sql; /* gives id, whether the whole name fits, the name, the organisation's name */
    enum given given;
};

/* How one kind of root is looked for. */
struct sought {
    naast_root root;
    char letter;
    enum message no_id, no_name;
    const char *by_id, *by_uuid, *by_email, *by_whole, *by_beginning, *by_merged;
};

#define DEAL_FROM " FROM naast_deal x LEFT JOIN naast_org o ON o.id = x.org WHERE x.void = 0 AND "
#define PERSON_FROM " FROM naast_person x LEFT JOIN naast_org o ON o.id = x.org WHERE x.void = 0 AND "
#define ORG_FROM " FROM naast_org x WHERE x.void = 0 AND "
#define WHOLE "x.folded = CAST(?1 AS TEXT) "
#define BEGINS(parameter) "' ' || x.folded LIKE CAST(" parameter " AS TEXT) ESCAPE '!' "
/* The whole name of one that was merged: what it was merged into. Not of people: a name is often that of another. */
#define ORG_MERGED                                                                                                     \
    "SELECT DISTINCT y.id, 1, y.name, NULL FROM naast_org x JOIN naast_org y ON y.id = x.merged "                      \
    "WHERE x.merged IS NOT NULL AND y.void = 0 AND " WHOLE "ORDER BY y.id LIMIT 11"
#define IN_ORDER "ORDER BY x.id LIMIT 11"

static const struct sought sought[] = {
    {NAAST_DEAL, 'D', MSG_DEAL_NOT_FOUND, MSG_RESOLVE_NO_DEAL, "SELECT id FROM naast_deal WHERE id = ?1 AND void = 0",
     "SELECT id FROM naast_deal WHERE uuid = ?1 AND void = 0", NULL,
     "SELECT x.id, 1, x.title, o.name" DEAL_FROM WHOLE IN_ORDER,
     "SELECT x.id, 0, x.title, o.name" DEAL_FROM BEGINS("?1") IN_ORDER, NULL},
    {NAAST_PERSON, 'P', MSG_PERSON_NOT_FOUND, MSG_RESOLVE_NO_PERSON,
     "SELECT coalesce(merged, id) FROM naast_person WHERE id = ?1 AND (void = 0 OR merged IS NOT NULL)",
     "SELECT coalesce(merged, id) FROM naast_person WHERE uuid = ?1 AND (void = 0 OR merged IS NOT NULL)",
     "SELECT x.id, 1, x.name, o.name" PERSON_FROM "x.email_folded = CAST(?1 AS TEXT) " IN_ORDER,
     "SELECT x.id, 1, x.name, o.name" PERSON_FROM WHOLE IN_ORDER,
     "SELECT x.id, 0, x.name, o.name" PERSON_FROM BEGINS("?1") IN_ORDER, NULL},
    {NAAST_ORG, 'O', MSG_ORG_NOT_FOUND, MSG_RESOLVE_NO_ORG,
     "SELECT coalesce(merged, id) FROM naast_org WHERE id = ?1 AND (void = 0 OR merged IS NOT NULL)",
     "SELECT coalesce(merged, id) FROM naast_org WHERE uuid = ?1 AND (void = 0 OR merged IS NOT NULL)", NULL,
     "SELECT x.id, 1, x.name, NULL" ORG_FROM WHOLE IN_ORDER,
     "SELECT x.id, 0, x.name, NULL" ORG_FROM BEGINS("?1") IN_ORDER, ORG_MERGED},
};

#define OF_DEAL " id BETWEEN ?3 * 1048576 AND ?3 * 1048576 + 1048575 AND void = 0"
#define NEAR_SELECT "SELECT x.id, CASE WHEN x.folded = CAST(?1 AS TEXT) THEN 1 ELSE 0 END AS whole, x.name, o.name"
#define NEAR_ORDER "ORDER BY whole DESC, x.id LIMIT 11"

/* The people of a deal: whom we talk with, and whoever appears in its items and words. */
static const char near_sql[] =
    "WITH near(id) AS (SELECT contact FROM naast_deal WHERE id = ?3"
    " UNION SELECT said_by FROM naast_evidence WHERE" OF_DEAL " UNION SELECT word_by FROM naast_evidence WHERE" OF_DEAL
    " UNION SELECT person FROM naast_evidence WHERE" OF_DEAL
    " UNION SELECT settled_by FROM naast_evidence WHERE" OF_DEAL " UNION SELECT person FROM naast_word WHERE" OF_DEAL
    ") " NEAR_SELECT " FROM near JOIN naast_person x ON x.id = near.id LEFT JOIN naast_org o ON o.id = x.org"
    " WHERE x.void = 0 AND " BEGINS("?2") NEAR_ORDER;

/* Then those of the deal's organisation. */
static const char colleagues_sql[] =
    NEAR_SELECT " FROM naast_deal d JOIN naast_person x ON x.org = d.org LEFT JOIN naast_org o ON o.id = x.org"
                " WHERE d.id = ?3 AND x.void = 0 AND " BEGINS("?2") NEAR_ORDER;

struct search {
    naast_store *store;
    const struct sought *sought;
    const char *typed; /* clean */
    char *folded, *pattern;
    naast_id within;
    naast_id found; /* 0: nothing yet */
};

static void candidate_add(struct buffer *list, const struct search *search, struct query *query)
{
    buffer_format(list, "%s%s %s", list->len ? ", " : "", short_id(search->sought->letter, query_int(query, 0)).text,
                  query_text(query, 2));
    if (!query_null(query, 3))
        buffer_format(list, " (%s)", query_text(query, 3));
}

static int step_open(struct query *query, const struct search *search, const struct step *step)
{
    switch (step->given) {
    case GIVEN_TEXT:
        return query_open(query, search->store, step->sql, "t", search->folded);
    case GIVEN_PATTERN:
        return query_open(query, search->store, step->sql, "t", search->pattern);
    case GIVEN_ALL:
        break;
    }
    return query_open(query, search->store, step->sql, "tti", search->folded, search->pattern, search->within);
}

/* Runs one query. One row decides; a whole name decides over beginnings; several are told. */
static int look(struct search *search, const struct step *step)
{
    struct query query;
    struct buffer list;
    int count = 0, whole = 0, status;
    naast_id first = 0;
    buffer_init(&list, &search->store->env);
    status = step_open(&query, search, step);
    while (status == 0 && (status = query_next(&query)) > 0) {
        status = 0;
        if (count > 0 && whole && !query_int(&query, 1))
            break;
        whole = (int)query_int(&query, 1);
        if (count++ == 0)
            first = query_int(&query, 0);
        if (count <= LISTED)
            candidate_add(&list, search, &query);
    }
    query_close(&query);
    if (count > LISTED)
        buffer_text(&list, ", …");
    if (status == 0)
        status = list.status;
    if (status == 0 && count > 1)
        status = FAIL(&search->store->env, MSG_RESOLVE_AMBIGUOUS, search->typed, list.data);
    if (status == 0)
        search->found = first;
    buffer_free(&list);
    return status;
}

/* "% karim%", with what means something in a pattern taken literally. */
static int pattern_make(struct search *search)
{
    struct buffer pattern;
    buffer_init(&pattern, &search->store->env);
    buffer_text(&pattern, "% ");
    for (const char *at = search->folded; *at != '\0'; at++) {
        if (*at == '%' || *at == '_' || *at == '!')
            buffer_text(&pattern, "!");
        buffer_add(&pattern, at, 1);
    }
    buffer_text(&pattern, "%");
    search->pattern = pattern.data;
    return pattern.status;
}

static int by_names(struct search *search)
{
    const struct sought *root = search->sought;
    struct step steps[6];
    size_t count = 0;
    if (root->by_email != NULL && strchr(search->typed, '@') != NULL)
        steps[count++] = (struct step){root->by_email, GIVEN_TEXT};
    if (root->root == NAAST_PERSON && search->within != 0) {
        steps[count++] = (struct step){near_sql, GIVEN_ALL};
        steps[count++] = (struct step){colleagues_sql, GIVEN_ALL};
    }
    steps[count++] = (struct step){root->by_whole, GIVEN_TEXT};
    steps[count++] = (struct step){root->by_beginning, GIVEN_PATTERN};
    if (root->by_merged != NULL)
        steps[count++] = (struct step){root->by_merged, GIVEN_TEXT};
    int status = 0;
    for (size_t k = 0; status == 0 && search->found == 0 && k < count; k++)
        status = look(search, &steps[k]);
    return status;
}

static int by_id(struct search *search)
{
    uint8_t uuid[UUID_BYTES];
    int64_t id = short_id_parse(search->sought->letter, search->typed);
    if (id != 0)
        return sql_int(search->store, &search->found, search->sought->by_id, "i", id);
    if (uuid_parse(search->typed, uuid) == 0)
        return sql_int(search->store, &search->found, search->sought->by_uuid, "b", (const void *)uuid, sizeof uuid);
    return 0;
}

/* An id that nothing has may still be somebody's whole name: there is a company called O2. */
static int search_run(struct search *search)
{
    int is_id = short_id_parse(search->sought->letter, search->typed) != 0;
    const struct step whole = {search->sought->by_whole, GIVEN_TEXT};
    int status = by_id(search);
    if (status != 0 || search->found != 0)
        return status;
    status = text_fold(&search->store->env, search->typed, &search->folded);
    if (status == 0 && *search->folded == '\0') /* marks and invisible characters alone would fit every name */
        status = FAIL(&search->store->env, MSG_RESOLVE_EMPTY);
    if (status == 0)
        status = pattern_make(search);
    if (status == 0)
        status = is_id ? look(search, &whole) : by_names(search);
    if (status == 0 && search->found == 0)
        status = FAIL(&search->store->env, is_id ? search->sought->no_id : search->sought->no_name, search->typed);
    return status;
}

static int resolve_pipeline(naast_store *store, const char *typed, naast_id *out)
{
    naast_id found = 0;
    int status =
        sql_int(store, &found, "SELECT id FROM naast_pipeline WHERE name = CAST(?1 AS TEXT) AND void = 0", "t", typed);
    if (status == 0 && found == 0)
        status = FAIL(&store->env, MSG_PIPELINE_NOT_FOUND, typed);
    if (status == 0)
        *out = found;
    return status;
}

static int resolve(naast_store *store, naast_root root, const char *typed, naast_id within, naast_id *out)
{
    struct search search = {.store = store, .typed = typed, .within = within};
    if (root == NAAST_PIPELINE)
        return resolve_pipeline(store, typed, out);
    for (size_t k = 0; k < sizeof sought / sizeof sought[0]; k++)
        if (sought[k].root == root)
            search.sought = &sought[k];
    int status = search.sought ? search_run(&search) : FAIL(&store->env, MSG_RESOLVE_ROOT);
    mem_free(&store->env, search.folded);
    mem_free(&store->env, search.pattern);
    if (status == 0)
        *out = search.found;
    return status;
}

int naast_resolve(naast_store *store, naast_root root, const char *text, naast_id within, naast_id *out)
{
    char *typed = NULL;
    naast_id found = 0;
    env_clear_failure(&store->env);
    int status =
        text_clean(&store->env, message_text(&store->env, MSG_FIELD_TYPED), text, TYPED_BYTES, TEXT_LINE, &typed);
    if (status == 0 && (typed == NULL || *typed == '\0'))
        status = FAIL(&store->env, MSG_RESOLVE_EMPTY);
    if (status == 0) {
        status = read_begin(store);
        if (status == 0)
            status = resolve(store, root, typed, within, &found);
        status = read_end(store, status);
    }
    mem_free(&store->env, typed);
    if (status == 0)
        *out = found;
    return status;
}
