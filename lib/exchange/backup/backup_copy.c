/* backup_copy.c: a copy of a store, looked at through a handle of its own. */
#include "naast.h"

#include "base/env/env.h"
#include "base/values/ids.h"
#include "engine/engine.h"
#include "exchange/backup/backup.h"
#include "store/handle/handle.h"
#include "store/record/journal.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int backup_handle(naast_store *store, const char *witness, naast_store **out)
{
    naast_options options = NAAST_OPTIONS_INIT;
    options.language = store->env.language;
    options.actor = store->actor;
    options.busy_ms = store->busy_ms;
    options.allocator = store->env.allocator;
    options.clock = store->env.clock;
    options.random = store->env.random;
    options.witness = witness;
    if (naast_store_new(&options, out) == 0) /* the options are those of a handle that is there */
        return 0;
    naast_store_free(*out);
    *out = NULL;
    return env_no_memory(&store->env);
}

/* What the handle said is what the caller's handle says. */
static int hand_over(naast_store *store, const naast_store *handle, int status)
{
    if (status != 0)
        store->env.failure = handle->env.failure;
    return status;
}

int backup_open(naast_store *store, naast_store *handle, const char *path, naast_open_mode mode)
{
    return hand_over(store, handle, naast_store_open(handle, path, NAAST_SPEC(naast_open_spec, .mode = mode)));
}

int backup_end_read(naast_store *store, int status)
{
    if (status == 0)
        status = store->engine->ops->commit(store->engine);
    if (status == 0)
        return 0;
    const struct failure kept = store->env.failure;
    (void)store->engine->ops->rollback(store->engine);
    store->env.failure = kept;
    return status;
}

/* Of an earlier schema nothing but how the engine keeps it is as this version knows it. */
static int verify_older(naast_store *handle)
{
    static const char *const tables[] = {"naast_journal", "naast_body", "naast_head", "naast_deal", "naast_evidence"};
    char damage[160] = "";
    int status = handle->engine->ops->begin_read(handle->engine);
    for (size_t k = 0; status == 0 && *damage == '\0' && k < sizeof tables / sizeof tables[0]; k++)
        status = handle->engine->ops->find_damage(handle->engine, tables[k], damage, sizeof damage);
    if (status == 0 && *damage != '\0')
        status = FAIL(&handle->env, MSG_STORE_DAMAGED, handle->path, damage);
    return backup_end_read(handle, status);
}

int backup_verify(naast_store *store, naast_store *handle, const struct engine_copying *told)
{
    naast_verify_spec spec = NAAST_VERIFY_SPEC_INIT;
    naast_verification *found = NULL;
    spec.progress = told->progress;
    spec.context = told->context;
    int status = handle->older ? verify_older(handle) : naast_store_verify(handle, &spec, &found);
    if (status == NAAST_UNVERIFIED)
        status = FAIL(&store->env, MSG_BACKUP_UNVERIFIED,
                      found != NULL && found->finding_count > 0 ? found->findings[0].text : handle->env.failure.text);
    else
        (void)hand_over(store, handle, status);
    naast_free(found);
    return status;
}

int backup_read_head(naast_store *store, const char *path, const struct engine_copying *told, struct journal_head *head)
{
    naast_store *handle = NULL;
    int status = backup_handle(store, NULL, &handle);
    if (status != 0)
        return status;
    status = backup_open(store, handle, path, NAAST_OPEN_READ_ONLY);
    if (status == 0 || status == NAAST_OLDER)
        status = told != NULL ? backup_verify(store, handle, told) : 0;
    if (status == 0)
        status = hand_over(store, handle, journal_head_read(handle, head));
    naast_store_free(handle);
    return status;
}

int backup_is_ours(naast_store *store, const char *path, const uint8_t uuid[UUID_BYTES], struct journal_head *head,
                   int *out)
{
    int status = backup_read_head(store, path, NULL, head);
    *out = status == 0 && memcmp(head->uuid, uuid, UUID_BYTES) == 0;
    if (status == NAAST_NO_MEMORY)
        return status;
    env_clear_failure(&store->env);
    return 0;
}
