/* resolve.c: what a person typed, found: an id, a UUID, an e-mail address, a name or whole words of one. */
#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "base/values/ids.h"
#include "domain/common/conditions.h"
#include "domain/common/input.h"
#include "domain/common/list.h"
#include "domain/common/names.h"
#include "domain/common/query.h"
#include "domain/common/rows.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <string.h>

enum { TYPED_BYTES = 300, LISTED = 10, NEAR = 3, CIRCLES = 3 };

/* How one kind of root is looked for. */
struct sought {
    naast_root root;
    char letter;
    int turns; /* its names may be written "Surname, First" */
    enum message no_id, no_name, near, newcomer;
    const char *by_id, *by_uuid, *by_email, *by_whole, *by_merged; /* give an id */
    const char *label;                                             /* of an id: its name, the organisation's name */
    const char *all;                                               /* id and folded name, from an index that has both */
    const char *some; /* the same, of those that full text gives, which follow */
    const char *keys; /* their ids of full text's keys, see search.h */
};

#define WHOLE "folded = CAST(?1 AS TEXT) "
#define FIRST_FEW " ORDER BY id LIMIT 11"
/* The whole name of one that was merged: what it was merged into. Not of people: a name is often that of another. */
#define ORG_MERGED                                                                                                     \
    "SELECT DISTINCT y.id FROM naast_org x JOIN naast_org y ON y.id = x.merged "                                       \
    "WHERE x.merged IS NOT NULL AND y.void = 0 AND x." WHOLE "ORDER BY y.id LIMIT 11"

static const struct sought sought[] = {
    {.root = NAAST_ROOT_DEAL,
     .letter = 'D',
     .no_id = MSG_DEAL_NOT_FOUND,
     .no_name = MSG_RESOLVE_NO_DEAL,
     .near = MSG_RESOLVE_NEAR_DEAL,
     .newcomer = MSG_RESOLVE_NEW_DEAL,
     .by_id = "SELECT id FROM naast_deal WHERE id = ?1 AND void = 0",
     .by_uuid = "SELECT id FROM naast_deal WHERE uuid = ?1 AND void = 0",
     .by_whole = "SELECT id FROM naast_deal WHERE void = 0 AND " WHOLE FIRST_FEW,
     .label = "SELECT x.title, o.name FROM naast_deal x LEFT JOIN naast_org o ON o.id = x.org WHERE x.id = ?1",
     .all = "SELECT id, folded FROM naast_deal INDEXED BY naast_deal_folded WHERE void = 0",
     .some = "SELECT x.id, x.folded FROM naast_deal x WHERE x.void = 0",
     .keys = " IN (SELECT h.key" SQL_PARENT "FROM (|) AS h WHERE h.key > 0 AND h.key" SQL_NUMBER "= 0)"},
    {.root = NAAST_ROOT_PERSON,
     .letter = 'P',
     .turns = 1,
     .no_id = MSG_PERSON_NOT_FOUND,
     .no_name = MSG_RESOLVE_NO_PERSON,
     .near = MSG_RESOLVE_NEAR_PERSON,
     .newcomer = MSG_RESOLVE_NEW_PERSON,
     .by_id = "SELECT coalesce(merged, id) FROM naast_person WHERE id = ?1 AND (void = 0 OR merged IS NOT NULL)",
     .by_uuid = "SELECT coalesce(merged, id) FROM naast_person WHERE uuid = ?1 AND (void = 0 OR merged IS NOT NULL)",
     .by_email = "SELECT id FROM naast_person WHERE void = 0 AND email_folded = CAST(?1 AS TEXT)" FIRST_FEW,
     .by_whole = "SELECT id FROM naast_person WHERE void = 0 AND " WHOLE FIRST_FEW,
     .label = "SELECT x.name, o.name FROM naast_person x LEFT JOIN naast_org o ON o.id = x.org WHERE x.id = ?1",
     .all = "SELECT id, folded FROM naast_person INDEXED BY naast_person_folded WHERE void = 0",
     .some = "SELECT x.id, x.folded FROM naast_person x WHERE x.void = 0",
     .keys = " IN (SELECT (-h.key) >> 1 FROM (|) AS h WHERE h.key < 0 AND h.key % 2 <> 0)"},
    {.root = NAAST_ROOT_ORG,
     .letter = 'O',
     .no_id = MSG_ORG_NOT_FOUND,
     .no_name = MSG_RESOLVE_NO_ORG,
     .near = MSG_RESOLVE_NEAR_ORG,
     .newcomer = MSG_RESOLVE_NEW_ORG,
     .by_id = "SELECT coalesce(merged, id) FROM naast_org WHERE id = ?1 AND (void = 0 OR merged IS NOT NULL)",
     .by_uuid = "SELECT coalesce(merged, id) FROM naast_org WHERE uuid = ?1 AND (void = 0 OR merged IS NOT NULL)",
     .by_whole = "SELECT id FROM naast_org WHERE void = 0 AND " WHOLE FIRST_FEW,
     .by_merged = ORG_MERGED,
     .label = "SELECT name, NULL FROM naast_org WHERE id = ?1",
     .all = "SELECT id, folded FROM naast_org INDEXED BY naast_org_folded WHERE void = 0",
     .some = "SELECT x.id, x.folded FROM naast_org x WHERE x.void = 0",
     .keys = " IN (SELECT (-h.key) >> 1 FROM (|) AS h WHERE h.key < 0 AND h.key % 2 = 0)"},
};

#define OF_DEAL " id BETWEEN ?1" SQL_FIRST_CHILD "AND ?1" SQL_LAST_CHILD "AND void = 0"

/* The people of a deal: whom we talk with, and whoever appears in its items and words. */
static const char near_sql[] =
    "WITH near(id) AS (SELECT contact FROM naast_deal WHERE id = ?1"
    " UNION SELECT said_by FROM naast_evidence WHERE" OF_DEAL " UNION SELECT word_by FROM naast_evidence WHERE" OF_DEAL
    " UNION SELECT person FROM naast_evidence WHERE" OF_DEAL
    " UNION SELECT settled_by FROM naast_evidence WHERE" OF_DEAL " UNION SELECT person FROM naast_word WHERE" OF_DEAL
    ") SELECT x.id, x.folded FROM near JOIN naast_person x ON x.id = near.id WHERE x.void = 0 ORDER BY x.id";

/* Then those of the deal's organisation. */
static const char colleagues_sql[] = "SELECT x.id, x.folded FROM naast_deal d JOIN naast_person x ON x.org = d.org "
                                     "WHERE d.id = ?1 AND x.void = 0 ORDER BY x.id";

/* Ids, each once: of more than are listed there may be more still. */
struct hits {
    naast_id id[LISTED + 1];
    size_t count;
};

/* What is nearest to what was typed, the nearest first. */
struct near {
    naast_id id[NEAR];
    int rank[NEAR];
    size_t count;
};

/* Who it may be, where it is not one. */
struct several {
    naast_id id[LISTED];
    size_t count;
    naast_fit fit;
    int more;
};

struct search {
    naast_store *store;
    const struct sought *sought;
    const naast_resolve_spec *spec;
    const char *typed;  /* clean */
    char *folded, *key; /* of what was typed */
    char *other;        /* the key of the name that is looked at */
    size_t other_room;
    int circle;              /* how far out we look */
    int only_fits;           /* what is near is not asked yet */
    struct hits whole, part; /* of this circle */
    struct near near;        /* of all circles */
    naast_id found;          /* 0: nothing yet */
    naast_fit fit;
    struct several *several; /* who else it may be is wanted; NULL: that is a failure */
};

/* ---- what is near ---- */

static int is_near(const struct near *near, naast_id id)
{
    for (size_t k = 0; k < near->count; k++)
        if (near->id[k] == id)
            return 1;
    return 0;
}

/* Of equally near ones the oldest comes first. */
static void near_add(struct near *near, naast_id id, int rank)
{
    size_t at = near->count;
    if (is_near(near, id))
        return;
    while (at > 0 && (near->rank[at - 1] > rank || (near->rank[at - 1] == rank && near->id[at - 1] > id)))
        at--;
    if (at == NEAR)
        return;
    const size_t last = near->count < NEAR ? near->count++ : NEAR - 1;
    for (size_t k = last; k > at; k--) {
        near->id[k] = near->id[k - 1];
        near->rank[k] = near->rank[k - 1];
    }
    near->id[at] = id;
    near->rank[at] = rank;
}

/* The names that begin so come first, then those that differ least; among these whoever is closer to the deal. */
static int near_rank(const struct search *search, int distance) { return distance * CIRCLES + search->circle; }

static int begins_so(const struct near *near) { return near->count > 0 && near->rank[0] < CIRCLES; }

/* ---- names looked at ---- */

static void hit(struct hits *hits, naast_id id)
{
    for (size_t k = 0; k < hits->count; k++)
        if (hits->id[k] == id)
            return;
    if (hits->count <= LISTED)
        hits->id[hits->count++] = id;
}

static int consider(struct search *search, naast_id id, const char *folded)
{
    int status = mem_reserve(&search->store->env, &search->other, &search->other_room, strlen(folded) + 1, 1);
    if (status != 0)
        return status;
    (void)name_key(folded, search->sought->turns, search->other);
    const enum fit fit = name_fits(search->other, search->key);
    if (fit == FIT_WHOLE)
        hit(&search->whole, id);
    else if (fit == FIT_PART && !search->spec->whole)
        hit(&search->part, id);
    if (fit == FIT_WHOLE || search->only_fits)
        return 0;
    const int distance = fit == FIT_PART ? NAME_BEGINS : name_distance(search->other, search->key);
    if (distance < NAME_FAR)
        near_add(&search->near, id, near_rank(search, distance));
    return 0;
}

/* Goes through names; ends when enough fit. The query is open, or failed to. */
static int consider_all(struct search *search, struct query *query, int status, int enough)
{
    while (status == 0 && !(enough && search->part.count > LISTED) && (status = query_next(query)) > 0)
        status = consider(search, query_int(query, 0), query_text(query, 1));
    query_close(query);
    return status < 0 ? status : 0;
}

/* What a query gives is a whole name, or as good as one. */
static int take_all(struct search *search, const char *sql)
{
    struct query query;
    int status = query_open(&query, search->store, sql, "t", search->folded);
    while (status == 0 && (status = query_next(&query)) > 0) {
        hit(&search->whole, query_int(&query, 0));
        status = 0;
    }
    query_close(&query);
    return status;
}

/* ---- what is reported ---- */

static int label_add(struct search *search, struct buffer *list, naast_id id)
{
    struct query query;
    int status = query_open(&query, search->store, search->sought->label, "i", id);
    if (status == 0 && (status = query_next(&query)) > 0) {
        status = 0;
        buffer_format(list, "%s%s %s", list->len ? ", " : "", short_id(search->sought->letter, id).text,
                      query_text(&query, 0));
        if (!query_null(&query, 1))
            buffer_format(list, " (%s)", query_text(&query, 1));
    }
    query_close(&query);
    return status != 0 ? status : list->status;
}

static int keep_several(struct several *several, naast_fit fit, const naast_id *ids, size_t count)
{
    several->fit = fit;
    several->more = count > LISTED;
    several->count = count > LISTED ? LISTED : count;
    memcpy(several->id, ids, several->count * sizeof *ids);
    return NAAST_AMBIGUOUS;
}

static int fail_with(struct search *search, enum message message, naast_fit fit, const naast_id *ids, size_t count)
{
    struct buffer list;
    int status = 0;
    if (search->several != NULL)
        return keep_several(search->several, fit, ids, count);
    buffer_init(&list, &search->store->env);
    for (size_t k = 0; status == 0 && k < count && k < LISTED; k++)
        status = label_add(search, &list, ids[k]);
    if (count > LISTED)
        buffer_text(&list, ", …");
    status = status != 0 ? status : list.status;
    if (status == 0)
        status = FAIL(&search->store->env, message, search->typed, list.data);
    buffer_free(&list);
    return status;
}

static int fail_unfound(struct search *search)
{
    const struct sought *root = search->sought;
    const struct near *near = &search->near;
    if (near->count == 0)
        return FAIL(&search->store->env, root->no_name, search->typed);
    if (search->spec->newcomer && !begins_so(near))
        return FAIL(&search->store->env, root->no_name, search->typed);
    return fail_with(search, search->spec->newcomer ? root->newcomer : root->near, NAAST_FIT_NEAR, near->id,
                     near->count);
}

/* ---- one circle after the other ---- */

/* One decides; a whole name goes before parts; several are reported. */
static int settle(struct search *search, int status, naast_fit whole)
{
    const struct hits *hits = search->whole.count > 0 ? &search->whole : &search->part;
    if (status != 0 || hits->count == 0)
        return status;
    if (hits->count > 1)
        return fail_with(search, MSG_RESOLVE_AMBIGUOUS, hits == &search->whole ? whole : NAAST_FIT_PART, hits->id,
                         hits->count);
    search->found = hits->id[0];
    search->fit = hits == &search->whole ? whole : NAAST_FIT_PART;
    return 0;
}

static int look_around(struct search *search, const char *sql)
{
    struct query query;
    int status = query_open(&query, search->store, sql, "i", search->spec->within);
    status = settle(search, consider_all(search, &query, status, 0), NAAST_FIT_WHOLE);
    search->circle += search->found == 0;
    return status;
}

/* Those that have all the words, which full text knows; it parts some words that a name does not. */
static int open_some(struct search *search, const struct search_words *words, struct conditions *all,
                     struct query *query)
{
    const char *keys = search->sought->keys, *place = strchr(keys, '|');
    char before[80];
    memcpy(before, keys, (size_t)(place - keys));
    before[place - keys] = '\0';
    conditions_add(all, search->sought->some, "");
    for (int k = 0; k < words->count; k++) {
        conditions_add(all, k == 0 ? " AND x.id" : " AND +x.id", ""); /* +: of each word all keys once */
        conditions_add(all, before, "");
        conditions_match(all, words->word[k]);
        conditions_add(all, place + 1, "");
    }
    conditions_add(all, " ORDER BY x.id", "");
    return conditions_open(all, query);
}

/* Written without apostrophes and such; a name that is as whole may still be written with them. */
static int is_plain(const struct search *search) { return strcmp(search->folded, search->key) == 0; }

static int look_by_words(struct search *search)
{
    struct conditions all;
    struct search_words words = {0};
    struct query query = {0};
    size_t word;
    if (text_next_word(search->folded, &word) == NULL)
        return 0;
    int status = search_words_read(search->store, search->typed, &words);
    if (status == NAAST_INVALID) { /* more words than full text looks for */
        env_clear_failure(&search->store->env);
        return 0;
    }
    conditions_begin(&all, search->store);
    if (status == 0)
        status = open_some(search, &words, &all, &query);
    search->only_fits = 1;
    status = consider_all(search, &query, status, is_plain(search));
    search->only_fits = 0;
    conditions_free(&all);
    search_words_free(search->store, &words);
    return status;
}

/* Every name, from the index: what full text has under other words ("OBrien" is O'Brien), and whatever is near. */
static int look_at_all(struct search *search)
{
    struct query query;
    int status = query_open(&query, search->store, search->sought->all, "");
    return settle(search, consider_all(search, &query, status, 0), NAAST_FIT_WHOLE);
}

/* The index is of names as they are written, so those that are as whole but written otherwise ("D'Hondt" is Dhondt,
 * "Bos, Jan" is Jan Bos) are looked for among all: whoever is meant must not depend on who was added with which
 * apostrophe. */
static int look_for_spellings(struct search *search)
{
    struct query query;
    int status = query_open(&query, search->store, search->sought->all, "");
    search->only_fits = 1;
    status = consider_all(search, &query, status, 0);
    search->only_fits = 0;
    return status;
}

/* Among all there are: each step costs more than the one before, and is taken where that found nothing. */
static int look_everywhere(struct search *search)
{
    const struct sought *root = search->sought;
    search->circle = CIRCLES - 1;
    int status = take_all(search, root->by_whole);
    if (status == 0 && !search->spec->whole && (search->whole.count == 0 || !is_plain(search)))
        status = look_by_words(search);
    if (status == 0 && search->whole.count + search->part.count > 0)
        status = look_for_spellings(search);
    status = settle(search, status, NAAST_FIT_WHOLE);
    if (status == 0 && search->found == 0 && root->by_merged != NULL)
        status = settle(search, take_all(search, root->by_merged), NAAST_FIT_MERGED);
    if (status == 0 && search->found == 0)
        status = look_at_all(search);
    return status;
}

static int by_names(struct search *search)
{
    const struct sought *root = search->sought;
    int status = 0;
    if (root->by_email != NULL && strchr(search->typed, '@') != NULL)
        status = settle(search, take_all(search, root->by_email), NAAST_FIT_ID);
    if (root->root == NAAST_ROOT_PERSON && search->spec->within != 0) {
        if (status == 0 && search->found == 0)
            status = look_around(search, near_sql);
        if (status == 0 && search->found == 0)
            status = look_around(search, colleagues_sql);
    }
    if (status == 0 && search->found == 0)
        status = look_everywhere(search);
    return status != 0 || search->found != 0 ? status : fail_unfound(search);
}

/* *is_id: it has the form of one, so no name is looked for: a title or a name from elsewhere must not answer to it. */
static int by_id(struct search *search, int *is_id)
{
    uint8_t uuid[UUID_BYTES];
    const int is_uuid = uuid_parse(search->typed, uuid) == 0;
    const int64_t id = short_id_parse(search->sought->letter, search->typed);
    int status = 0;
    *is_id = is_uuid || short_id_form(search->typed);
    search->fit = NAAST_FIT_ID;
    if (is_uuid)
        status = sql_int(search->store, &search->found, search->sought->by_uuid, "b", (const void *)uuid, sizeof uuid);
    else if (id != 0)
        status = sql_int(search->store, &search->found, search->sought->by_id, "i", id);
    if (status == 0 && *is_id && search->found == 0)
        status = FAIL(&search->store->env, search->sought->no_id, search->typed);
    return status;
}

static int make_key(struct search *search)
{
    int status = text_fold(&search->store->env, search->typed, &search->folded);
    if (status == 0 && *search->folded == '\0') /* marks and invisible characters alone would fit every name */
        status = FAIL(&search->store->env, MSG_RESOLVE_EMPTY);
    if (status == 0 && (search->key = mem_resize(&search->store->env, NULL, strlen(search->folded) + 1, 1)) == NULL)
        status = NAAST_NO_MEMORY;
    if (status == 0)
        (void)name_key(search->folded, search->sought->turns, search->key);
    return status;
}

static int search_run(struct search *search)
{
    int is_id = 0;
    int status = by_id(search, &is_id);
    if (status != 0 || is_id)
        return status;
    status = make_key(search);
    return status == 0 ? by_names(search) : status;
}

static int resolve_pipeline(struct search *search)
{
    int status =
        sql_int(search->store, &search->found,
                "SELECT id FROM naast_pipeline WHERE name = CAST(?1 AS TEXT) AND void = 0", "t", search->typed);
    if (status == 0 && search->found == 0)
        status = FAIL(&search->store->env, MSG_PIPELINE_NOT_FOUND, search->typed);
    search->fit = NAAST_FIT_WHOLE;
    return status;
}

static const struct sought *sought_of(naast_root root)
{
    for (size_t k = 0; k < sizeof sought / sizeof sought[0]; k++)
        if (sought[k].root == root)
            return &sought[k];
    return NULL;
}

/* ---- the answer ---- */

static int name_of(struct search *search, naast_id id, naast_resolved *result, const char **out)
{
    struct query query;
    int status = query_open(&query, search->store, search->sought->label, "i", id);
    if (status == 0 && (status = query_next(&query)) >= 0) {
        *out = result_text(&search->store->env, result, status > 0 ? query_text(&query, 0) : "");
        status = *out != NULL ? 0 : NAAST_NO_MEMORY;
    }
    query_close(&query);
    return status;
}

/* Whose whole name it is, where a part of another's was taken because they are nearer to the deal. */
static int name_passed_over(struct search *search, naast_resolved *result)
{
    int status = 0;
    if (search->fit == NAAST_FIT_PART && search->spec->within != 0 && search->circle < CIRCLES - 1)
        status = sql_int(search->store, &result->passed_over, search->sought->by_whole, "t", search->folded);
    return status == 0 && result->passed_over != 0 ? name_of(search, result->passed_over, result, &result->passed_name)
                                                   : status;
}

static int answer(struct search *search, naast_resolved *result)
{
    int status = 0;
    result->id = search->found;
    result->fit = search->fit;
    result->name = result->passed_name = "";
    if (search->sought != NULL)
        status = name_of(search, search->found, result, &result->name);
    return status == 0 && search->sought != NULL ? name_passed_over(search, result) : status;
}

/* From an import, or from whoever calls: exactly as it was given. */
static int resolve_external(struct search *search)
{
    int status =
        sql_int(search->store, &search->found,
                "SELECT id FROM naast_deal WHERE external_id = CAST(?1 AS TEXT) AND void = 0", "t", search->typed);
    if (status == 0 && search->found == 0)
        status = FAIL(&search->store->env, MSG_RESOLVE_NO_DEAL, search->typed);
    search->fit = NAAST_FIT_ID;
    return status;
}

static int run(struct search *search)
{
    if (search->spec->external_id != NULL)
        return resolve_external(search);
    if (search->spec->root == NAAST_ROOT_PIPELINE)
        return resolve_pipeline(search);
    return search_run(search);
}

static int check_root(naast_store *store, const naast_resolve_spec *spec)
{
    const int external = spec->external_id != NULL;
    if (external && spec->text != NULL)
        return FAIL(&store->env, MSG_RESOLVE_BOTH);
    if (external ? spec->root != NAAST_ROOT_DEAL : sought_of(spec->root) == NULL && spec->root != NAAST_ROOT_PIPELINE)
        return FAIL(&store->env, MSG_RESOLVE_ROOT);
    return 0;
}

static void search_free(struct search *search)
{
    mem_free(&search->store->env, search->folded);
    mem_free(&search->store->env, search->key);
    mem_free(&search->store->env, search->other);
}

static int resolve(naast_store *store, const naast_resolve_spec *spec, const char *typed, void *result)
{
    struct search search = {.store = store, .typed = typed, .spec = spec, .sought = sought_of(spec->root)};
    int status = run(&search);
    if (status == 0)
        status = answer(&search, result);
    search_free(&search);
    return status;
}

/* ---- who it may be ---- */

static int add_candidate(struct search *search, struct listing *list, naast_fit fit, naast_id id)
{
    struct query query = {0};
    naast_candidate *item = listing_add(list);
    if (item == NULL)
        return NAAST_NO_MEMORY;
    *item = (naast_candidate){.root = search->spec->root, .fit = fit, .id = id, .name = "", .org_name = ""};
    if (search->sought == NULL) { /* a pipeline is called what was typed */
        item->name = result_text(&search->store->env, list->result, search->typed);
        return item->name != NULL ? 0 : NAAST_NO_MEMORY;
    }
    int status = query_open(&query, search->store, search->sought->label, "i", id);
    if (status == 0 && (status = query_next(&query)) > 0) {
        item->name = listing_text(list, &query, 0);
        item->org_name = query_null(&query, 1) ? "" : listing_text(list, &query, 1);
        status = item->name != NULL && item->org_name != NULL ? 0 : NAAST_NO_MEMORY;
    }
    query_close(&query);
    return status;
}

static int list_candidates(struct search *search, struct listing *list)
{
    int status = run(search);
    if (status == 0)
        return add_candidate(search, list, search->fit, search->found);
    if (search->several->count == 0 && status == NAAST_NOT_FOUND)
        env_clear_failure(&search->store->env);
    else if (search->several->count == 0)
        return status;
    status = 0;
    for (size_t k = 0; status == 0 && k < search->several->count; k++)
        status = add_candidate(search, list, search->several->fit, search->several->id[k]);
    return status;
}

static int candidates(naast_store *store, const naast_resolve_spec *spec, const char *typed, void *out)
{
    struct several several = {0};
    struct search search = {
        .store = store, .typed = typed, .spec = spec, .sought = sought_of(spec->root), .several = &several};
    struct listing list;
    int status = listing_begin(&list, store, sizeof(naast_candidates), sizeof(naast_candidate));
    if (status == 0)
        status = list_candidates(&search, &list);
    status = listing_end(&list, status);
    search_free(&search);
    if (status != 0)
        return status;
    naast_candidates *result = list.result;
    result->more = several.more;
    *(naast_candidates **)out = result;
    return 0;
}

typedef int use_typed(naast_store *store, const naast_resolve_spec *spec, const char *typed, void *into);

static int clean_and_resolve(naast_store *store, const naast_resolve_spec *spec, use_typed *use, void *into)
{
    const char *field = message_text(&store->env, MSG_FIELD_TYPED);
    const char *given = spec->external_id != NULL ? spec->external_id : spec->text;
    char *typed = NULL;
    int status = check_root(store, spec);
    if (status == 0)
        status = text_clean(&store->env, field, given, TYPED_BYTES, TEXT_LINE, &typed);
    if (status == 0 && (typed == NULL || *typed == '\0'))
        status = FAIL(&store->env, MSG_RESOLVE_EMPTY);
    if (status == 0) {
        status = read_begin(store);
        if (status == 0)
            status = use(store, spec, typed, into);
        status = read_end(store, status);
    }
    mem_free(&store->env, typed);
    return status;
}

int naast_candidate_list(naast_store *store, const naast_resolve_spec *spec, naast_candidates **out)
{
    naast_resolve_spec own;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_resolve_spec, &own, spec);
    return status == 0 ? clean_and_resolve(store, &own, candidates, out) : status;
}

int naast_resolve_named(naast_store *store, const naast_resolve_spec *spec, naast_resolved **out)
{
    naast_resolve_spec own;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_resolve_spec, &own, spec);
    if (status != 0)
        return status;
    naast_resolved *result = result_new(&store->env, sizeof *result);
    status = result != NULL ? clean_and_resolve(store, &own, resolve, result) : NAAST_NO_MEMORY;
    if (status == 0)
        *out = result;
    else
        naast_free(result);
    return status;
}

int naast_resolve(naast_store *store, naast_root root, const char *text, naast_id within, naast_id *out)
{
    naast_resolve_spec spec = NAAST_RESOLVE_SPEC_INIT;
    naast_resolved *found = NULL;
    spec.root = root;
    spec.text = text;
    spec.within = within;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = naast_resolve_named(store, &spec, &found);
    if (status == 0)
        *out = found->id;
    naast_free(found);
    return status;
}
