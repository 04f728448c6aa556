/* duplicates.c: organisations and people that are probably one: those with one match key, or with one address. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/match_key.h"
#include "domain/common/list.h"
#include "domain/common/page.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

#include <inttypes.h>
#include <stdio.h>
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

/* ---- the pairs, and where each is in the list ---- */

/* The list has these, one behind the other: each by the hash of the name and then by number, those with one address by
 * number. */
enum part { PART_ORGS, PART_EMAILS, PART_PEOPLE };

/* Where a pair is: of emails the number of the newer one, else the name that the pair was found at. */
struct mark {
    int part;
    struct hashed at;
};

struct pairs {
    naast_store *store;
    struct listing list;
    naast_root root; /* 0: both */
    size_t limit;
    struct mark after, last; /* after.part -1: from the first; last: that of the last pair in the list */
    int more;
};

static int mark_compare(const struct mark *a, const struct mark *b)
{
    return a->part != b->part ? (a->part > b->part) - (a->part < b->part) : compare(&a->at, &b->at);
}

static int pair_add(struct pairs *pairs, struct query *query, const struct mark *mark, const char *why)
{
    struct listing *list = &pairs->list;
    if (list->count == pairs->limit) {
        pairs->more = 1;
        return 0;
    }
    naast_duplicate *found = listing_add(list);
    if (found == NULL)
        return NAAST_NO_MEMORY;
    pairs->last = *mark;
    found->root = mark->part == PART_ORGS ? NAAST_ROOT_ORG : NAAST_ROOT_PERSON;
    found->why = why;
    found->into = query_int(query, 0);
    found->from = query_int(query, 1);
    found->into_name = listing_text(list, query, 2);
    found->from_name = listing_text(list, query, 3);
    return found->into_name != NULL && found->from_name != NULL ? 0 : NAAST_NO_MEMORY;
}

#define BOTH "SELECT a.id, b.id, a.name, b.name FROM "
static const char orgs_sql[] = BOTH "naast_org a JOIN naast_org b ON b.id = ?2 WHERE a.id = ?1";
/* Those of one address are pairs by that. */
static const char people_sql[] =
    BOTH "naast_person a JOIN naast_person b ON b.id = ?2 WHERE a.id = ?1 "
         "AND (a.email_folded IS NULL OR b.email_folded IS NULL OR a.email_folded <> b.email_folded)";
/* From a number on, by the first that has the address. */
static const char emails_sql[] =
    BOTH "naast_person b JOIN naast_person a ON a.email_folded = b.email_folded AND a.void = 0 "
         "AND a.id = (SELECT min(id) FROM naast_person WHERE email_folded = b.email_folded AND void = 0) "
         "WHERE b.void = 0 AND b.email_folded IS NOT NULL AND a.id < b.id AND b.id > ?1 ORDER BY b.id LIMIT ?2";

/* ---- alike by name ---- */

static int add_two(struct pairs *pairs, const struct mark *mark, naast_id one, naast_id other)
{
    struct query query;
    const naast_id into = one < other ? one : other, from = one < other ? other : one;
    int status = query_open(&query, pairs->store, mark->part == PART_ORGS ? orgs_sql : people_sql, "ii", into, from);
    while (status == 0 && (status = query_next(&query)) > 0)
        status = pair_add(pairs, &query, mark, "name");
    query_close(&query);
    return status;
}

/*
 * Each further one of a name within an organisation with the first there: two of the same name at two organisations are
 * two. Who is of none, and so comes first, may be any of them, and is a pair with the first of the next organisation.
 */
static int add_alike(struct pairs *pairs, enum part part, const struct names *names)
{
    size_t first = 0;
    int status = 0;
    for (size_t k = 1; status == 0 && k < names->count && !pairs->more; k++) {
        const struct hashed *one = &names->all[first], *other = &names->all[k];
        const struct mark mark = {(int)part, *other};
        const int alike = one->hash == other->hash, within = alike && one->org == other->org;
        if (!within)
            first = k;
        if ((within || (alike && one->org == 0)) && mark_compare(&mark, &pairs->after) > 0)
            status = add_two(pairs, &mark, one->id, other->id);
    }
    return status;
}

static int add_names(struct pairs *pairs, enum part part)
{
    struct names names = {0};
    int status =
        part == PART_ORGS
            ? names_read(pairs->store, "SELECT id, name, 0 FROM naast_org WHERE void = 0 AND name IS NOT NULL",
                         MATCH_ORG, &names)
            : names_read(pairs->store,
                         "SELECT id, name, coalesce(org, 0) FROM naast_person WHERE void = 0 AND name IS NOT NULL",
                         MATCH_PERSON, &names);
    if (status == 0)
        status = add_alike(pairs, part, &names);
    mem_free(&pairs->store->env, names.all);
    return status;
}

/* ---- one address ---- */

static int add_emails(struct pairs *pairs)
{
    struct query query;
    const int64_t after = pairs->after.part == PART_EMAILS ? pairs->after.at.id : 0;
    int status =
        query_open(&query, pairs->store, emails_sql, "ii", after, (int64_t)(pairs->limit - pairs->list.count) + 1);
    while (status == 0 && (status = query_next(&query)) > 0) {
        const struct mark mark = {.part = PART_EMAILS, .at.id = query_int(&query, 1)};
        status = pair_add(pairs, &query, &mark, "email");
    }
    query_close(&query);
    return status;
}

/* ---- the list ---- */

/* The names of a part that a page before got through need not be read again. */
static int is_asked(const struct pairs *pairs, enum part part)
{
    const int of_root = pairs->root == 0 || (pairs->root == NAAST_ROOT_ORG) == (part == PART_ORGS);
    return of_root && !pairs->more && (int)part >= pairs->after.part;
}

static int pairs_add(struct pairs *pairs)
{
    int status = is_asked(pairs, PART_ORGS) ? add_names(pairs, PART_ORGS) : 0;
    if (status == 0 && is_asked(pairs, PART_EMAILS))
        status = add_emails(pairs);
    if (status == 0 && is_asked(pairs, PART_PEOPLE))
        status = add_names(pairs, PART_PEOPLE);
    return status;
}

/* The mark as the text of a cursor: "2 1f 7", the part, the hash and the organisation; its id is the id. */
enum { MARK_BYTES = 64 };

static int read_after(naast_store *store, const struct page *page, struct mark *out)
{
    const struct cursor *after = &page->after;
    char end;
    *out = (struct mark){.part = -1};
    if (after->id == 0)
        return 0;
    out->at.id = after->id;
    const int fits = after->key == CURSOR_TEXT && sscanf(after->text, "%d %" SCNx64 " %" SCNd64 "%c", &out->part,
                                                         &out->at.hash, &out->at.org, &end) == 3;
    return fits && out->part >= PART_ORGS && out->part <= PART_PEOPLE
               ? 0
               : FAIL(&store->env, MSG_CURSOR_WRONG, page->typed);
}

static int goes_on(struct pairs *pairs)
{
    char text[MARK_BYTES];
    const struct mark *last = &pairs->last;
    (void)snprintf(text, sizeof text, "%d %" PRIx64 " %" PRId64, last->part, last->at.hash, last->at.org);
    const struct cursor next = {.id = last->at.id, .key = CURSOR_TEXT, .text = text};
    return page_goes_on(pairs->store, pairs->list.result, &next);
}

static int list_read(struct pairs *pairs, naast_duplicates **out)
{
    struct listing *list = &pairs->list;
    int status = listing_begin(list, pairs->store, sizeof(naast_duplicates), sizeof(naast_duplicate));
    if (status == 0)
        status = pairs_add(pairs);
    status = listing_end(list, status);
    if (status == 0 && pairs->more) {
        status = goes_on(pairs);
        if (status != 0)
            naast_free(list->result);
    }
    if (status == 0)
        *out = list->result;
    return status;
}

static int asked_read(struct pairs *pairs, const naast_duplicate_filter *filter, const naast_page *page)
{
    naast_store *store = pairs->store;
    naast_duplicate_filter own;
    struct page asked = {0};
    int status = SPEC_TAKE_IF(&store->env, naast_duplicate_filter, &own, filter);
    if (status == 0 && own.root != 0 && own.root != NAAST_ROOT_ORG && own.root != NAAST_ROOT_PERSON)
        status = FAIL(&store->env, MSG_MERGE_ROOT);
    if (status == 0)
        status = page_take(store, page, PAGE_USUAL, &asked);
    if (status == 0)
        status = read_after(store, &asked, &pairs->after);
    if (status == 0) {
        pairs->root = own.root;
        pairs->limit = (size_t)asked.limit;
    }
    page_free(store, &asked);
    return status;
}

int naast_duplicate_list(naast_store *store, const naast_duplicate_filter *filter, const naast_page *page,
                         naast_duplicates **out)
{
    struct pairs pairs = {.store = store};
    naast_duplicates *found = NULL;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = asked_read(&pairs, filter, page);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = list_read(&pairs, &found);
    status = read_end(store, status);
    if (status == 0)
        *out = found;
    else
        naast_free(found);
    return status;
}
