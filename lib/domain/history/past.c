/* past.c: the public look back: a handle on what one deal, organisation or person was at a moment. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/values/dates.h"
#include "domain/common/rows.h"
#include "engine/schema/table.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/sql.h"
#include "store/history/snapshot.h"
#include "store/session/reading.h"
#include "store/session/transaction.h"

static naast_time stand_still(void *context) { return *(const naast_time *)context; }

/* A handle like the store's, with a clock that always gives the moment; the moment is stored behind the handle. */
static int make_handle(naast_store *store, naast_time at, naast_store **out)
{
    naast_options options = NAAST_OPTIONS_INIT;
    naast_store *past = NULL;
    options.language = store->env.language;
    options.actor = store->actor;
    options.allocator = store->env.allocator;
    options.random = store->env.random;
    if (naast_store_new(&options, &past) != 0) { /* the options are those of a handle that is there */
        naast_store_free(past);
        return env_no_memory(&store->env);
    }
    past->stands_at = at;
    past->env.clock = (naast_clock){stand_still, &past->stands_at};
    *out = past;
    return 0;
}

static char root_letter(naast_root root)
{
    return root == NAAST_ROOT_DEAL ? 'D' : root == NAAST_ROOT_ORG ? 'O' : root == NAAST_ROOT_PERSON ? 'P' : '\0';
}

/* The root, and what belongs to it today: the deals of an organisation or a person, the people of an organisation. */
struct wanted {
    struct root *roots;
    size_t count, capacity;
};

static int want(naast_store *store, struct wanted *wanted, naast_root kind, int64_t id)
{
    int status = mem_reserve(&store->env, &wanted->roots, &wanted->capacity, wanted->count + 1, sizeof *wanted->roots);
    if (status == 0)
        wanted->roots[wanted->count++] = (struct root){(uint8_t)kind, id};
    return status;
}

static int want_found(naast_store *store, struct wanted *wanted, naast_root kind, const char *sql, naast_id id)
{
    struct query query;
    int more = 0;
    int status = query_open(&query, store, sql, "i", id);
    while (status == 0 && (more = query_next(&query)) == 1)
        status = want(store, wanted, kind, query_int(&query, 0));
    query_close(&query);
    return status == 0 ? more : status;
}

static int want_all(naast_store *store, struct wanted *wanted, naast_root root, naast_id id)
{
    int status = want(store, wanted, root, id);
    if (status == 0 && root == NAAST_ROOT_ORG)
        status = want_found(store, wanted, NAAST_ROOT_DEAL, "SELECT id FROM naast_deal WHERE org = ?1", id);
    if (status == 0 && root == NAAST_ROOT_ORG)
        status = want_found(store, wanted, NAAST_ROOT_PERSON, "SELECT id FROM naast_person WHERE org = ?1", id);
    if (status == 0 && root == NAAST_ROOT_PERSON)
        status = want_found(store, wanted, NAAST_ROOT_DEAL, "SELECT id FROM naast_deal WHERE contact = ?1", id);
    return status;
}

static int look_back(naast_store *store, naast_root root, naast_id id, naast_time at, naast_store *past)
{
    struct wanted wanted = {0};
    int64_t seq = 0;
    int there = 0;
    int status = past_seq(store, at, &seq);
    if (status == 0)
        status = want_all(store, &wanted, root, id);
    if (status == 0)
        status = past_open(past, store, wanted.roots, wanted.count, seq, &there);
    mem_free(&store->env, wanted.roots);
    if (status != 0 && *past->env.failure.text != '\0')
        store->env.failure = past->env.failure; /* the caller asks the handle that it has */
    if (status == 0 && !there) {
        char day[11];
        date_format(naast_date_of(at), day);
        status = FAIL(&store->env, MSG_PAST_NOT_THERE, short_id(root_letter(root), id).text, day);
    }
    return status;
}

int naast_store_past(naast_store *store, const naast_past_spec *spec, naast_store **out)
{
    naast_past_spec own;
    naast_store *past = NULL;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_past_spec, &own, spec);
    if (status == 0 && root_letter(own.root) == '\0')
        status = FAIL(&store->env, MSG_PAST_ROOT);
    if (status == 0 && own.at > env_now(&store->env))
        status = FAIL(&store->env, MSG_PAST_TO_COME);
    if (status != 0)
        return status;
    status = read_begin(store);
    if (status == 0)
        status = make_handle(store, own.at, &past);
    if (status == 0)
        status = look_back(store, own.root, own.id, own.at, past);
    status = read_end(store, status);
    if (status == 0)
        *out = past;
    else
        naast_store_free(past);
    return status;
}
