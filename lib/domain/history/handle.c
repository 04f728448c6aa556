/* handle.c: handles, the stores that they get (made, opened, attached, let go of), and the operations on them. */
#include "domain/history/handle.h"

#include "naast-sqlite.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "base/text/text.h"
#include "domain/common/input.h"
#include "domain/gate/callbacks.h"
#include "domain/pipeline/pipeline.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/handle/sql.h"
#include "store/record/record.h"
#include "store/session/reading.h"
#include "store/session/store.h"
#include "store/session/transaction.h"
#include "store/session/witness.h"

#include <string.h>

void release_domain(naast_store *store)
{
    pipeline_forget(store);
    callbacks_forget(store);
}

/* ---- handles ---- */

/* The caller's options as our own; where they are wrong, the reason is env's failure, and the defaults serve. */
static int options_take(struct env *env, naast_options *own, const naast_options *options)
{
    (void)env_init(env, NULL);
    int status = SPEC_TAKE_IF(env, naast_options, own, options);
    if (status == 0)
        return env_init(env, own);
    *own = (naast_options)NAAST_OPTIONS_INIT;
    return status;
}

static int clean_actor(struct env *env, const char *actor, char **out)
{
    return text_clean(env, "actor", actor != NULL ? actor : "unknown", NAME_BYTES, TEXT_LINE | TEXT_REQUIRED, out);
}

static int fit_out(naast_store *store, const naast_options *options)
{
    store->busy_ms = options->busy_ms;
    int status = clean_actor(&store->env, options->actor, &store->actor);
    return status == 0 ? witness_new(&store->env, options->witness, &store->witness) : status;
}

int naast_store_new(const naast_options *options, naast_store **out)
{
    struct env env;
    naast_options own;
    if (out == NULL)
        return NAAST_INVALID;
    *out = NULL;
    int status = options_take(&env, &own, options);
    naast_store *store = mem_zero(&env, 1, sizeof *store);
    if (store == NULL)
        return NAAST_NO_MEMORY;
    store->env = env;
    store->release_domain = release_domain;
    if (status == 0)
        status = fit_out(store, &own);
    store->unfit = status != 0;
    if (status != NAAST_NO_MEMORY)
        *out = store;
    else
        naast_store_free(store);
    return status;
}

void naast_store_free(naast_store *store)
{
    if (store == NULL)
        return;
    store->release_domain(store);
    store_close(store);
    mem_free(&store->env, store->actor);
    mem_free(&store->env, store->witness);
    struct env env = store->env; /* what frees the handle must outlive it */
    mem_free(&env, store);
}

const char *naast_store_message(const naast_store *store) { return store != NULL ? store->env.failure.text : ""; }

const char *naast_store_code(const naast_store *store)
{
    return store != NULL && store->env.failure.code != NULL ? store->env.failure.code : "";
}

int naast_store_set_actor(naast_store *store, const char *actor)
{
    char *own = NULL;
    int status = call_begin(store, 1);
    if (status == 0 && store->depth > 0)
        status = FAIL(&store->env, MSG_IN_OPERATION);
    if (status == 0)
        status = clean_actor(&store->env, actor, &own);
    if (status != 0)
        return status;
    mem_free(&store->env, store->actor);
    store->actor = own;
    store->actor_id = 0;
    return 0;
}

int naast_store_set_language(naast_store *store, naast_language language)
{
    int status = call_begin(store, 1);
    if (status == 0 && language != NAAST_LANGUAGE_ENGLISH && language != NAAST_LANGUAGE_DUTCH)
        status = FAIL(&store->env, MSG_LANGUAGE);
    if (status == 0)
        store->env.language = language;
    return status;
}

naast_date naast_store_today(naast_store *store) { return store != NULL ? env_today(&store->env) : 0; }

/* ---- what a new store holds ---- */

/* The pipelines of a new store, and which of them new deals get. */
struct creating {
    const naast_pipeline *const *shipped; /* ends in NULL; NULL: none of them */
    naast_pipeline **own;
    size_t own_count;
    const char *chosen;
};

static const char *chosen_of(const naast_create_spec *spec, const struct creating *creating)
{
    if (spec->default_pipeline != NULL)
        return spec->default_pipeline;
    return creating->own_count > 0 ? creating->own[0]->code : shipped_pipelines[0]->code;
}

static int chosen_check(naast_store *store, const struct creating *creating)
{
    for (size_t k = 0; k < creating->own_count; k++)
        if (strcmp(creating->own[k]->code, creating->chosen) == 0)
            return 0;
    for (size_t k = 0; creating->shipped != NULL && creating->shipped[k] != NULL; k++)
        if (strcmp(creating->shipped[k]->code, creating->chosen) == 0)
            return 0;
    return FAIL(&store->env, MSG_PIPELINE_NOT_FOUND, creating->chosen);
}

static void creating_free(naast_store *store, struct creating *creating)
{
    for (size_t k = 0; k < creating->own_count; k++)
        naast_free(creating->own[k]);
    mem_free(&store->env, creating->own);
}

/* Looks at everything before a file is made. Release with creating_free, whatever came of it. */
static int creating_begin(naast_store *store, const naast_create_spec *spec, struct creating *creating)
{
    int status = 0;
    *creating = (struct creating){.shipped = spec->no_shipped ? NULL : shipped_pipelines};
    if (spec->pipelines == NULL && spec->pipeline_count > 0)
        return FAIL(&store->env, MSG_ARGUMENT_NULL);
    if (spec->no_shipped && spec->pipeline_count == 0)
        return FAIL(&store->env, MSG_NO_PIPELINES);
    creating->own = mem_zero(&store->env, spec->pipeline_count + 1, sizeof(naast_pipeline *));
    if (creating->own == NULL)
        return NAAST_NO_MEMORY;
    for (size_t k = 0; status == 0 && k < spec->pipeline_count; k++) {
        status = pipeline_take(&store->env, spec->pipelines[k], &creating->own[k]);
        creating->own_count += status == 0;
    }
    if (status != 0)
        return status;
    creating->chosen = chosen_of(spec, creating);
    return chosen_check(store, creating);
}

/* context: a struct creating. */
static int fill(naast_store *store, void *context)
{
    const struct creating *creating = context;
    int64_t key = 0;
    int status = 0;
    for (size_t k = 0; status == 0 && creating->shipped != NULL && creating->shipped[k] != NULL; k++)
        status = pipeline_install(store, creating->shipped[k], &key);
    for (size_t k = 0; status == 0 && k < creating->own_count; k++)
        status = pipeline_install(store, creating->own[k], &key);
    return status == 0 ? pipeline_make_default(store, creating->chosen) : status;
}

/* ---- stores ---- */

int naast_store_create(naast_store *store, const char *path, const naast_create_spec *spec)
{
    naast_create_spec own;
    struct creating creating = {0};
    int status = call_begin(store, path != NULL);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_create_spec, &own, spec);
    if (status != 0)
        return status;
    status = creating_begin(store, &own, &creating);
    if (status == 0)
        status = store_create(store, path, fill, &creating);
    creating_free(store, &creating);
    return status;
}

int naast_store_open(naast_store *store, const char *path, const naast_open_spec *spec)
{
    naast_open_spec own;
    int status = call_begin(store, path != NULL);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_open_spec, &own, spec);
    if (status == 0 && own.mode != NAAST_OPEN_READ_WRITE && own.mode != NAAST_OPEN_READ_ONLY)
        status = FAIL(&store->env, MSG_OPEN_MODE);
    return status == 0 ? store_open(store, path, own.mode) : status;
}

int naast_store_attach(naast_store *store, struct sqlite3 *connection)
{
    int status = call_begin(store, connection != NULL);
    return status == 0 ? store_attach(store, connection) : status;
}

int naast_store_migrate(naast_store *store)
{
    struct creating creating = {.shipped = shipped_pipelines, .chosen = shipped_pipelines[0]->code};
    int status = call_begin(store, 1);
    return status == 0 ? store_migrate(store, fill, &creating) : status;
}

int naast_store_committed(naast_store *store, int kept)
{
    int status = call_begin(store, 1);
    return status == 0 ? store_committed(store, kept) : status;
}

/* ---- operations ---- */

#define SAME(name) (int)NAAST_OPERATION_##name == (int)OP_##name
_Static_assert(SAME(ORG_ADD) && SAME(ORG_EDIT) && SAME(PERSON_ADD) && SAME(PERSON_EDIT), "the journal's numbers");
_Static_assert(SAME(DEAL_ADD) && SAME(DEAL_EDIT) && SAME(RECORD) && SAME(CONFIRM) && SAME(AMEND), "the same");
_Static_assert(SAME(SETTLE) && SAME(RETRACT) && SAME(ADVANCE) && SAME(BACK) && SAME(REOPEN), "the same");
_Static_assert(SAME(END) && SAME(WAIVE) && SAME(CHANGE_PIPELINE) && SAME(PIPELINE_ADD), "the same");
_Static_assert(SAME(TASK_ADD) && SAME(TASK_DONE) && SAME(ACTIVITY_ADD) && SAME(TALK), "the same");
_Static_assert(SAME(IMPORT) && SAME(BATCH) && SAME(MERGE), "the same");

/* What makes a store, undoes and erases is an operation by itself. */
static int may_group(naast_operation operation)
{
    const int number = (int)operation;
    return (number >= NAAST_OPERATION_ORG_ADD && number <= NAAST_OPERATION_BATCH) || number == NAAST_OPERATION_MERGE;
}

int naast_operation_begin(naast_store *store, const naast_operation_spec *spec)
{
    naast_operation_spec own;
    int status = call_begin(store, 1);
    if (status == 0)
        status = SPEC_TAKE(&store->env, naast_operation_spec, &own, spec);
    if (status == 0 && !may_group(own.operation))
        status = FAIL(&store->env, MSG_OPERATION_GROUP);
    if (status != 0)
        return status;
    status = write_begin(store, (enum operation)(int)own.operation);
    if (status != 0)
        return write_end(store, status);
    write_is_long(store); /* as long as the caller likes: nobody need queue behind it */
    status = write_is_shared(store);
    if (status != 0)
        return write_end(store, status);
    store->operations++;
    return 0;
}

/* With a failed status its message stays: it is what this call returns. What an import began, only its end ends. */
int naast_operation_end(naast_store *store, int status)
{
    const int known = status <= 0 && status >= NAAST_STOPPED;
    if (store == NULL)
        return NAAST_INVALID;
    if (store->operations == 0)
        return FAIL(&store->env, MSG_NO_OPERATION);
    if (status == 0)
        env_clear_failure(&store->env);
    else if (!known)
        status = FAIL(&store->env, MSG_STATUS_UNKNOWN);
    store->operations--;
    return write_end(store, status);
}

int64_t naast_operation_last(const naast_store *store) { return store != NULL ? store_last_operation(store) : 0; }

/* ---- reading in one state ---- */

int naast_read_begin(naast_store *store)
{
    int status = call_begin(store, 1);
    if (status == 0 && store->attached)
        status = FAIL(&store->env, MSG_READ_ATTACHED);
    if (status == 0 && store->depth > 0)
        status = FAIL(&store->env, MSG_IN_OPERATION);
    if (status != 0)
        return status;
    status = read_begin(store);
    int64_t seq = 0; /* the engine sees one state from the first row on that it reads */
    if (status == 0)
        status = sql_int(store, &seq, "SELECT seq FROM naast_head", "");
    if (status != 0)
        return read_end(store, status);
    store->reads++;
    return 0;
}

int naast_read_end(naast_store *store)
{
    int status = call_begin(store, 1);
    if (status == 0 && store->reads == 0)
        status = FAIL(&store->env, MSG_NO_READ);
    if (status != 0)
        return status;
    store->reads--;
    return read_end(store, 0);
}
