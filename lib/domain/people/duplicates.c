/* duplicates.c: organisations and people that are probably one: those with one match key, or with one address. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/match_key.h"
#include "domain/common/list.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <stdlib.h>

/* A name by the hash of its key: what is alike lies together, and a million take little room. Among those the people of
 * one organisation (0: of none, and organisations). */
struct hashed {
    uint64_t hash;
    naast_id org, id;
};

struct names {
    struct hashed *all;
    size_t count, capacity;
};

static int compare(const void *a, const void *b)
{
    const struct hashed *left = a, *right = b;
    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    if (left->org != right->org)
        return left->org < right->org ? -1 : 1;
    return (left->id > right->id) - (left->id < right->id);
}

static int names_read(naast_store *store, const char *sql, enum match_name what, struct names *names)
{
    struct query query;
    int status = query_open(&query, store, sql, "");
    while (status == 0 && (status = query_next(&query)) > 0) {
        char *key = NULL;
        status = match_key(&store->env, what, query_text(&query, 1), &key);
        if (status == 0)
            status = mem_reserve(&store->env, &names->all, &names->capacity, names->count + 1, sizeof *names->all);
        if (status == 0 && *key != '\0') /* a name without a word is like no other */
            names->all[names->count++] = (struct hashed){match_hash(key), query_int(&query, 2), query_int(&query, 0)};
        mem_free(&store->env, key);
    }
    query_close(&query);
    if (names->count > 1)
        qsort(names->all, names->count, sizeof *names->all, compare);
    return status;
}

static int pair_add(struct listing *list, struct query *query, naast_root root, const char *why)
{
    naast_duplicate *found = listing_add(list);
    if (found == NULL)
        return NAAST_NO_MEMORY;
    found->root = root;
    found->why = why;
    found->into = query_int(query, 0);
    found->from = query_int(query, 1);
    found->into_name = listing_text(list, query, 2);
    found->from_name = listing_text(list, query, 3);
    return found->into_name != NULL && found->from_name != NULL ? 0 : NAAST_NO_MEMORY;
}

/* What one query of two ids, and two names, gives. */
static int pairs_add(struct listing *list, naast_store *store, naast_root root, const char *why, const char *sql,
                     naast_id into, naast_id from)
{
    struct query query;
    int status = query_open(&query, store, sql, "ii", into, from);
    while (status == 0 && (status = query_next(&query)) > 0)
        status = pair_add(list, &query, root, why);
    query_close(&query);
    return status;
}

/*
 * Each further one of a name within an organisation with the first there: two of the same name at two organisations are
 * two. Who is of none, and so comes first, may be any of them, and is told with the first of the next organisation.
 */
static int add_alike(struct listing *list, naast_store *store, naast_root root, const struct names *names,
                     const char *sql, size_t limit)
{
    size_t first = 0;
    int status = 0;
    for (size_t k = 1; status == 0 && k < names->count && list->count < limit; k++) {
        const struct hashed *one = &names->all[first], *other = &names->all[k];
        const int alike = one->hash == other->hash, within = alike && one->org == other->org;
        if (!within)
            first = k;
        if (within || (alike && one->org == 0))
            status = one->id < other->id ? pairs_add(list, store, root, "name", sql, one->id, other->id)
                                         : pairs_add(list, store, root, "name", sql, other->id, one->id);
    }
    return status;
}

#define BOTH "SELECT a.id, b.id, a.name, b.name FROM "
static const char orgs_sql[] = BOTH "naast_org a JOIN naast_org b ON b.id = ?2 WHERE a.id = ?1";
/* Those of one address are told by that. */
static const char people_sql[] =
    BOTH "naast_person a JOIN naast_person b ON b.id = ?2 WHERE a.id = ?1 "
         "AND (a.email_folded IS NULL OR b.email_folded IS NULL OR a.email_folded <> b.email_folded)";
/* From a number on, by the first that has the address. */
static const char emails_sql[] =
    BOTH "naast_person b JOIN naast_person a ON a.email_folded = b.email_folded AND a.void = 0 "
         "AND a.id = (SELECT min(id) FROM naast_person WHERE email_folded = b.email_folded AND void = 0) "
         "WHERE b.void = 0 AND b.email_folded IS NOT NULL AND a.id < b.id AND b.id > ?1 ORDER BY b.id LIMIT ?2";

static int twins_add(struct listing *list, naast_store *store, size_t limit)
{
    struct names orgs = {0}, people = {0};
    int status =
        names_read(store, "SELECT id, name, 0 FROM naast_org WHERE void = 0 AND name IS NOT NULL", MATCH_ORG, &orgs);
    if (status == 0)
        status = add_alike(list, store, NAAST_ORG, &orgs, orgs_sql, limit);
    if (status == 0 && list->count < limit)
        status = pairs_add(list, store, NAAST_PERSON, "email", emails_sql, 0, (int64_t)(limit - list->count));
    if (status == 0)
        status =
            names_read(store, "SELECT id, name, coalesce(org, 0) FROM naast_person WHERE void = 0 AND name IS NOT NULL",
                       MATCH_PERSON, &people);
    if (status == 0)
        status = add_alike(list, store, NAAST_PERSON, &people, people_sql, limit);
    mem_free(&store->env, orgs.all);
    mem_free(&store->env, people.all);
    return status;
}

static int list_read(naast_store *store, size_t limit, naast_duplicates **out)
{
    struct listing list;
    int status = listing_begin(&list, store, sizeof(naast_duplicates), sizeof(naast_duplicate));
    if (status == 0)
        status = twins_add(&list, store, limit);
    status = listing_end(&list, status);
    if (status == 0)
        *out = list.result;
    return status;
}

int naast_duplicate_list(naast_store *store, uint32_t limit, naast_duplicates **out)
{
    naast_duplicates *found = NULL;
    env_clear_failure(&store->env);
    int status = read_begin(store);
    if (status == 0)
        status = list_read(store, limit != 0 ? limit : 100, &found);
    status = read_end(store, status);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
