/* handle.c: handles, the stores that they get (made, opened, attached, let go of), and the operations on them. */
#include "domain/history/handle.h"

#include "naast-sqlite.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/text/text.h"
#include "domain/common/input.h"
#include "domain/gate/callbacks.h"
#include "domain/pipeline/pipeline.h"
#include "engine/schema/table.h"
#include "engine/schema/tables.h"
#include "store/handle/handle.h"
#include "store/handle/operation.h"
#include "store/record/record.h"
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

int naast_store_new(const naast_options *options, naast_store **out)
{
    struct env env;
    const char *actor = options != NULL && options->actor != NULL ? options->actor : "unknown";
    int status = env_init(&env, options);
    if (status != 0)
        return status;
    naast_store *store = mem_zero(&env, 1, sizeof *store);
    if (store == NULL)
        return NAAST_NO_MEMORY;
    store->env = env;
    store->busy_ms = options != NULL ? options->busy_ms : 0;
    store->release_domain = release_domain;
    status = text_clean(&store->env, "actor", actor, NAME_BYTES, TEXT_LINE | TEXT_REQUIRED, &store->actor);
    if (status == 0)
        status = witness_new(&store->env, options != NULL ? options->witness : NULL, &store->witness);
    if (status == 0)
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

/* A program that asks why naast_store_new gave it no handle is not punished for it. */
const char *naast_store_message(const naast_store *store) { return store != NULL ? store->env.failure.text : ""; }

const char *naast_store_code(const naast_store *store)
{
    return store != NULL && store->env.failure.code != NULL ? store->env.failure.code : "";
}

naast_date naast_store_today(naast_store *store) { return env_today(&store->env); }

/* ---- what a new store holds ---- */

static int is_shipped(const char *name)
{
    for (const naast_pipeline *const *shipped = shipped_pipelines; *shipped != NULL; shipped++)
        if (strcmp((*shipped)->name, name) == 0)
            return 1;
    return 0;
}

/* The shipped pipelines, and which of them new deals get. context: where its name stands. */
static int fill(naast_store *store, void *context)
{
    const char *const *pipeline = context;
    int64_t key = 0;
    int status = 0;
    for (const naast_pipeline *const *shipped = shipped_pipelines; status == 0 && *shipped != NULL; shipped++)
        status = pipeline_install(store, *shipped, &key);
    const struct rec_value row[SETTING_COLUMNS] = {
        [SETTING_NAME] = rec_text("default_pipeline"),
        [SETTING_VALUE] = rec_text(*pipeline),
    };
    return status == 0 ? rec_insert(store, &table_setting, row, NULL) : status;
}

/* ---- stores ---- */

int naast_store_create(naast_store *store, const char *path, const char *pipeline)
{
    const char *chosen = pipeline != NULL ? pipeline : shipped_pipelines[0]->name;
    env_clear_failure(&store->env);
    if (!is_shipped(chosen))
        return FAIL(&store->env, MSG_PIPELINE_NOT_FOUND, chosen);
    return store_create(store, path, fill, &chosen);
}

int naast_store_open(naast_store *store, const char *path, naast_open_mode mode)
{
    env_clear_failure(&store->env);
    return store_open(store, path, mode);
}

int naast_store_attach(naast_store *store, struct sqlite3 *connection)
{
    env_clear_failure(&store->env);
    return store_attach(store, connection);
}

int naast_store_migrate(naast_store *store)
{
    const char *chosen = shipped_pipelines[0]->name;
    env_clear_failure(&store->env);
    return store_migrate(store, fill, &chosen);
}

int naast_store_committed(naast_store *store, int kept)
{
    env_clear_failure(&store->env);
    return store_committed(store, kept);
}

/* ---- operations ---- */

int naast_operation_begin(naast_store *store, const char *name)
{
    const int operation = operation_from_name(name);
    env_clear_failure(&store->env);
    if (operation == 0)
        return FAIL(&store->env, MSG_OPERATION_UNKNOWN, name != NULL ? name : "");
    int status = write_begin(store, (enum operation)operation);
    if (status != 0)
        return write_end(store, status);
    write_is_long(store); /* as long as the caller likes: nobody need stand in line behind it */
    status = write_is_shared(store);
    if (status != 0)
        return write_end(store, status);
    store->operations++;
    return 0;
}

/* With a failed status its message stays: it is what this call returns. What an import began, only its end ends. */
int naast_operation_end(naast_store *store, int status)
{
    if (status == 0)
        env_clear_failure(&store->env);
    if (store->operations == 0)
        return status != 0 ? status : FAIL(&store->env, MSG_NO_OPERATION);
    store->operations--;
    return write_end(store, status);
}

int64_t naast_operation_last(const naast_store *store) { return store_last_operation(store); }
