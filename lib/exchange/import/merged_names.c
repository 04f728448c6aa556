/*
 * merged_names.c: who was merged is found in whom they are now, so that a file that names them still brings nobody new.
 * Their names are read once, when the first unknown one comes, and sorted.
 */
#include "naast-exchange.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "exchange/import/import.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"

#include <stdlib.h>
#include <string.h>

/* A name, or an address, that somebody had; of a person's name, within an organisation. */
struct gone_name {
    enum gone gone;
    int64_t org;
    const char *folded;
    int64_t id, into;
};

struct gone_names {
    struct gone_name *list;
    size_t count, room;
};

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

static int compare_names(const void *left, const void *right)
{
    const struct gone_name *a = left, *b = right;
    int order = COMPARE(a->gone, b->gone);
    if (order == 0)
        order = COMPARE(a->org, b->org);
    return order != 0 ? order : strcmp(a->folded, b->folded);
}

static int compare_all(const void *left, const void *right)
{
    const struct gone_name *a = left, *b = right;
    const int order = compare_names(left, right);
    return order != 0 ? order : COMPARE(a->id, b->id);
}

/* The first of several keeps the name. */
static void sort(struct gone_names *names)
{
    size_t kept = 0;
    if (names->count > 1)
        qsort(names->list, names->count, sizeof *names->list, compare_all);
    for (size_t k = 0; k < names->count; k++) {
        if (kept == 0 || compare_names(&names->list[kept - 1], &names->list[k]) != 0)
            names->list[kept++] = names->list[k];
    }
    names->count = kept;
}

static int add(naast_import *import, enum gone gone, struct query *query)
{
    struct env *env = &import->store->env;
    struct gone_names *names = import->gone;
    const struct gone_name name = {gone, query_int(query, 1), result_text(env, names, query_text(query, 0)),
                                   query_int(query, 2), query_int(query, 3)};
    if (name.folded == NULL || mem_reserve(env, &names->list, &names->room, names->count + 1, sizeof name) != 0)
        return NAAST_NO_MEMORY;
    names->list[names->count++] = name;
    return 0;
}

/* sql: a folded text, within which organisation, whose, and into whom. */
static int read_all(naast_import *import, enum gone gone, const char *sql)
{
    struct query query;
    int status = query_open(&query, import->store, sql, "");
    while (status == 0 && (status = query_next(&query)) > 0)
        status = add(import, gone, &query);
    query_close(&query);
    return status;
}

static int prepare(naast_import *import)
{
    if (import->gone != NULL)
        return 0;
    import->gone = result_new(&import->store->env, sizeof *import->gone);
    int status = import->gone == NULL ? NAAST_NO_MEMORY : 0;
    if (status == 0)
        status = read_all(import, GONE_ORG, "SELECT folded, 0, id, merged FROM naast_org WHERE merged IS NOT NULL");
    if (status == 0)
        status = read_all(import, GONE_EMAIL,
                          "SELECT email_folded, 0, id, merged FROM naast_person WHERE merged IS NOT NULL"
                          " AND email_folded IS NOT NULL");
    if (status == 0)
        status = read_all(import, GONE_PERSON,
                          "SELECT folded, coalesce(org, 0), id, merged FROM naast_person WHERE merged IS NOT NULL");
    if (status == 0)
        sort(import->gone);
    return status;
}

int gone_into(naast_import *import, enum gone gone, const char *name, int64_t org, int64_t *into)
{
    char *folded = NULL;
    int status = prepare(import);
    if (status == 0)
        status = text_fold(&import->store->env, name, &folded);
    if (status == 0) {
        const struct gone_names *names = import->gone;
        const struct gone_name wanted = {.gone = gone, .org = org, .folded = folded};
        const struct gone_name *found =
            names->count == 0 ? NULL : bsearch(&wanted, names->list, names->count, sizeof *names->list, compare_names);
        *into = found == NULL ? 0 : found->into;
    }
    mem_free(&import->store->env, folded);
    return status;
}

void gone_free(naast_import *import)
{
    if (import->gone != NULL)
        mem_free(&import->store->env, import->gone->list);
    naast_free(import->gone);
    import->gone = NULL;
}
