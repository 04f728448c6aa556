/*
 * similar_names.c: whose name an organisation's is, but for its legal form and punctuation. The names of a store are
 * read once, when the first new one comes, and kept as their hashes: 16 bytes each, and room to grow. Two names may
 * have one, and then a similarity is reported that is none; nothing is decided by it.
 */
#include "naast-exchange.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/match_key.h"
#include "exchange/import/import.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

struct alike_name {
    uint64_t hash;
    int64_t org; /* 0: free */
};

struct alike_names {
    struct alike_name *list; /* in open addressing: from a hash's place on to the first that is free */
    size_t room, count;      /* room: a power of two */
};

enum { FIRST_ROOM = 1024 };

static struct alike_name *place_of(struct alike_name *list, size_t room, uint64_t hash)
{
    size_t at = (size_t)hash & (room - 1);
    while (list[at].org != 0 && list[at].hash != hash)
        at = (at + 1) & (room - 1);
    return &list[at];
}

static int make_room(struct env *env, struct alike_names *names)
{
    if (names->room != 0 && names->count < names->room / 2)
        return 0;
    const size_t room = names->room == 0 ? FIRST_ROOM : names->room * 2;
    struct alike_name *list = mem_zero(env, room, sizeof *list);
    if (list == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; k < names->room; k++) {
        if (names->list[k].org != 0)
            *place_of(list, room, names->list[k].hash) = names->list[k];
    }
    mem_free(env, names->list);
    names->list = list;
    names->room = room;
    return 0;
}

/* The first of several keeps the name. */
static int put(struct env *env, struct alike_names *names, uint64_t hash, int64_t org)
{
    int status = make_room(env, names);
    if (status != 0)
        return status;
    struct alike_name *place = place_of(names->list, names->room, hash);
    if (place->org == 0) {
        *place = (struct alike_name){hash, org};
        names->count++;
    }
    return 0;
}

static int put_org(naast_import *import, const char *name, int64_t org)
{
    struct env *env = &import->store->env;
    char *key = NULL;
    int status = match_key(env, MATCH_ORG, name, &key);
    if (status == 0 && *key != '\0')
        status = put(env, import->orgs, match_hash(key), org);
    mem_free(env, key);
    return status;
}

static int read_all(naast_import *import)
{
    struct query query;
    int status = query_open(&query, import->store, "SELECT id, name FROM naast_org WHERE void = 0 ORDER BY id", "");
    while (status == 0 && (status = query_next(&query)) > 0)
        status = put_org(import, query_text(&query, 1), query_int(&query, 0));
    query_close(&query);
    return status;
}

static int prepare(naast_import *import)
{
    struct env *env = &import->store->env;
    if (import->orgs != NULL)
        return 0;
    import->orgs = mem_zero(env, 1, sizeof *import->orgs);
    if (import->orgs == NULL)
        return NAAST_NO_MEMORY;
    int status = make_room(env, import->orgs);
    return status == 0 ? read_all(import) : status;
}

int alike_find(naast_import *import, const char *name, int64_t *org)
{
    char *key = NULL;
    int status = prepare(import);
    if (status == 0)
        status = match_key(&import->store->env, MATCH_ORG, name, &key);
    if (status == 0 && *key != '\0')
        *org = place_of(import->orgs->list, import->orgs->room, match_hash(key))->org;
    mem_free(&import->store->env, key);
    return status;
}

int alike_add(naast_import *import, const char *name, int64_t org)
{
    int status = prepare(import);
    return status == 0 ? put_org(import, name, org) : status;
}

void alike_free(naast_import *import)
{
    if (import->orgs != NULL)
        mem_free(&import->store->env, import->orgs->list);
    mem_free(&import->store->env, import->orgs);
    import->orgs = NULL;
}
