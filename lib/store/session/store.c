/* store.c: a handle gets its store: created, opened, or attached to a connection of the caller's; migrated; closed. */
#include "store/session/store.h"

#include "naast.h"

#include "base/env/buffer.h"
#include "base/env/env.h"
#include "base/env/memory.h"
#include "engine/engine.h"
#include "engine/sqlite/files.h"
#include "engine/sqlite/queue.h"
#include "store/handle/handle.h"
#include "store/handle/statements.h"
#include "store/record/journal_operation.h"
#include "store/session/identity.h"
#include "store/session/migrations.h"
#include "store/session/witness.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_MS_DEFAULT = 5000, BUSY_MS_MOST = 1000000000 };

static int check_closed(naast_store *store)
{
    if (store->engine != NULL)
        return FAIL(&store->env, MSG_STORE_OPEN, store->path);
    store->busy_ms = store->busy_ms == 0 ? BUSY_MS_DEFAULT : store->busy_ms;
    store->busy_ms = store->busy_ms > BUSY_MS_MOST ? BUSY_MS_MOST : store->busy_ms;
    return 0;
}

static int keep_path(naast_store *store, const char *path)
{
    const size_t len = strlen(path) + 1;
    store->path = mem_zero(&store->env, len, 1);
    if (store->path == NULL)
        return NAAST_NO_MEMORY;
    memcpy(store->path, path, len);
    return 0;
}

static int find_path(naast_store *store, const char *path, enum message missing)
{
    char found[PATH_MAX];
    int status = files_find(&store->env, path, missing, found);
    return status == 0 ? keep_path(store, found) : status;
}

/* Makes the file, for us alone; one that is there, a link included, is left alone. */
static int make_file(naast_store *store)
{
    const int file = open(store->path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
        return errno == EEXIST ? FAIL(&store->env, MSG_STORE_EXISTS, store->path)
                               : FAIL(&store->env, MSG_STORE_IO, store->path, strerror(errno));
    close(file);
    return 0;
}

void store_close(naast_store *store)
{
    journal_free(store);
    if (store->engine != NULL) {
        statements_free(store);
        store->engine->ops->close(store->engine);
    }
    queue_free(store->queue);
    witness_leave(store);
    mem_free(&store->env, store->marks);
    mem_free(&store->env, store->path);
    store->engine = NULL;
    store->queue = NULL;
    store->marks = NULL;
    store->mark_capacity = 0;
    store->path = NULL;
    store->actor_id = 0;
    store->read_only = store->attached = store->older = store->doubtful = 0;
    store->watched = 0;
    store->lost = WRITE_STANDS;
    if (store->notices > 0)
        close(store->notices);
    store->notices = store->reads = 0;
    store->depth = store->shared = store->operations = store->reading = store->begin_failed = 0;
}

/* A file that could not be filled does not stay behind. */
static void abandon(naast_store *store)
{
    const struct failure kept = store->env.failure;
    char path[PATH_MAX + 1] = "";
    if (store->path != NULL && strlen(store->path) <= PATH_MAX)
        memcpy(path, store->path, strlen(store->path) + 1);
    store_close(store);
    if (*path != '\0')
        files_remove(path);
    store->env.failure = kept;
}

/* In a rollback journal first: so the file itself says what it is from its first day on, and not only its write-ahead
 * log. */
static int fill_file(naast_store *store, const uint8_t *uuid, store_fill fill, void *context)
{
    int status = engine_sqlite_open(&store->env, store->path, ENGINE_CREATE, store->busy_ms, &store->engine);
    if (status == 0)
        status = schema_create(store, uuid, fill, context);
    if (status == 0)
        status = engine_sqlite_settle(store->engine);
    if (status == 0)
        status = files_sync_folder(&store->env, store->path);
    if (status == 0)
        status = queue_new(&store->env, store->path, &store->queue);
    return status;
}

int store_create(naast_store *store, const char *path, store_fill fill, void *context)
{
    int status = check_closed(store);
    if (status != 0)
        return status;
    status = find_path(store, path, MSG_DIRECTORY_NOT_FOUND);
    if (status == 0)
        status = make_file(store);
    if (status != 0) {
        store_close(store);
        return status;
    }
    status = fill_file(store, NULL, fill, context);
    if (status == 0)
        witness_begin(store);
    else
        abandon(store);
    return status;
}

/* A name beside the one that it will have, that nobody else takes. */
static int take_other_name(naast_store *store, char final[PATH_MAX])
{
    uint32_t unlike = 0;
    struct buffer name;
    struct stat info;
    if (strlen(store->path) >= PATH_MAX)
        return FAIL(&store->env, MSG_STORE_IO, store->path, strerror(ENAMETOOLONG));
    if (lstat(store->path, &info) == 0)
        return FAIL(&store->env, MSG_STORE_EXISTS, store->path);
    int status = env_random(&store->env, &unlike, sizeof unlike);
    if (status != 0)
        return status;
    buffer_init(&name, &store->env);
    buffer_format(&name, "%s.coming-%08x", store->path, unlike);
    status = name.status;
    memcpy(final, store->path, strlen(store->path) + 1);
    if (status != 0) {
        buffer_free(&name);
        return status;
    }
    mem_free(&store->env, store->path);
    store->path = name.data;
    return 0;
}

/* The whole file gets its name; one that came there meanwhile is left alone. */
static int take_final_name(naast_store *store, const char *final)
{
    char made[PATH_MAX + 16];
    int status = 0;
    memcpy(made, store->path, strlen(store->path) + 1);
    store_close(store);
    if (renameat2(AT_FDCWD, made, AT_FDCWD, final, RENAME_NOREPLACE) != 0)
        status = errno == EEXIST ? FAIL(&store->env, MSG_STORE_EXISTS, final)
                                 : FAIL(&store->env, MSG_STORE_IO, final, strerror(errno));
    files_remove(made); /* what stood beside it; itself, where it did not get its name */
    return status;
}

/* The file that has its name now: what cannot be opened is not kept. */
static int open_final(naast_store *store, const char *final)
{
    int status = keep_path(store, final);
    if (status == 0)
        status = files_sync_folder(&store->env, store->path);
    store_close(store);
    if (status == 0)
        status = store_open(store, final, NAAST_OPEN_READ_WRITE);
    if (status != 0)
        files_remove(final);
    return status;
}

int store_restore(naast_store *store, const char *path, const uint8_t uuid[16], store_fill fill, void *context)
{
    char final[PATH_MAX] = "";
    int status = check_closed(store);
    if (status != 0)
        return status;
    status = find_path(store, path, MSG_DIRECTORY_NOT_FOUND);
    if (status == 0)
        status = take_other_name(store, final);
    if (status == 0)
        status = make_file(store);
    if (status != 0) {
        store_close(store);
        return status;
    }
    status = fill_file(store, uuid, fill, context);
    if (status != 0) {
        abandon(store);
        return status;
    }
    status = take_final_name(store, final);
    if (status == 0)
        status = open_final(store, final);
    if (status == 0)
        witness_welcome(store);
    return status;
}

/* What is not a plain file is not opened at all: opening a pipe would wait for somebody. Nor is a file of two names:
 * each would have a log of its own. */
static int check_file(naast_store *store)
{
    struct stat info;
    if (lstat(store->path, &info) != 0)
        return errno == ENOENT || errno == ENOTDIR ? FAIL(&store->env, MSG_STORE_NOT_FOUND, store->path)
                                                   : FAIL(&store->env, MSG_STORE_IO, store->path, strerror(errno));
    if (S_ISLNK(info.st_mode))
        return FAIL(&store->env, MSG_STORE_LINK, store->path);
    if (!S_ISREG(info.st_mode))
        return FAIL(&store->env, MSG_STORE_FOREIGN, store->path);
    return info.st_nlink <= 1 ? 0 : FAIL(&store->env, MSG_STORE_NAMES, store->path);
}

static int open_file(naast_store *store, const char *path, naast_open_mode mode)
{
    const enum engine_open how = mode == NAAST_OPEN_READ_ONLY ? ENGINE_READ_ONLY : ENGINE_READ_WRITE;
    int status = find_path(store, path, MSG_STORE_NOT_FOUND);
    if (status == 0)
        status = check_file(store);
    if (status == 0)
        status = engine_sqlite_open(&store->env, store->path, how, store->busy_ms, &store->engine);
    if (status == 0 && mode == NAAST_OPEN_READ_WRITE)
        status = queue_new(&store->env, store->path, &store->queue);
    store->read_only = mode == NAAST_OPEN_READ_ONLY;
    return status == 0 ? identity_check(store) : status;
}

int store_open(naast_store *store, const char *path, naast_open_mode mode)
{
    int status = check_closed(store);
    if (status != 0)
        return status;
    status = open_file(store, path, mode);
    if (status == 0)
        status = witness_meet(store);
    if (status != 0 && status != NAAST_OLDER)
        store_close(store);
    return status;
}

int store_attach(naast_store *store, struct sqlite3 *connection)
{
    int status = check_closed(store);
    if (status != 0)
        return status;
    status = engine_sqlite_attach(&store->env, connection, &store->engine);
    store->attached = 1;
    if (status == 0)
        status = keep_path(store, message_text(&store->env, MSG_ATTACHED));
    if (status == 0)
        status = identity_check(store);
    if (status == 0)
        status = witness_meet(store);
    if (status != 0 && status != NAAST_OLDER)
        store_close(store);
    return status;
}

/* Whether the entry is there that the operation ended with. */
static int stands(struct engine *engine, const struct written *written)
{
    if (engine == NULL || written->operation == 0)
        return 0;
    const struct failure kept = engine->env->failure;
    const struct engine_ops *ops = engine->ops;
    struct engine_stmt *stmt = NULL;
    int status = ops->prepare(engine, "SELECT 1 FROM naast_journal WHERE seq = ?1 AND h = ?2", &stmt);
    if (status == 0)
        status = ops->bind_int(stmt, 1, written->seq);
    if (status == 0)
        status = ops->bind_blob(stmt, 2, written->hash, sizeof written->hash);
    if (status == 0)
        status = ops->step(stmt);
    ops->finalize(stmt);
    engine->env->failure = kept;
    return status == ENGINE_ROW;
}

int64_t store_last_operation(const naast_store *store)
{
    if (!store->attached || stands(store->engine, &store->last))
        return store->last.operation;
    return stands(store->engine, &store->kept) ? store->kept.operation : 0;
}

int store_committed(naast_store *store, int kept)
{
    if (!store->attached)
        return FAIL(&store->env, MSG_NOT_ATTACHED);
    if (kept) {
        if (stands(store->engine, &store->last))
            store->kept = store->last;
        witness_keep_committed(store);
    } else {
        store->last = store->kept;
    }
    return 0;
}

static int migrate(naast_store *store, store_fill fill, void *context)
{
    struct engine_identity identity = {0};
    int status = store->engine->ops->identify(store->engine, &identity);
    if (status != 0)
        return status;
    journal_free(store); /* statements of the earlier schema */
    statements_free(store);
    store->older = store->doubtful = 0; /* it is for this write to say */
    status = identity.is_store ? schema_upgrade(store, migrations, identity.version)
                               : schema_create(store, NULL, fill, context);
    store->older = status != 0;
    store->doubtful = !store->engine->ops->is_settled(store->engine);
    return status == 0 ? witness_meet(store) : status;
}

int store_migrate(naast_store *store, store_fill fill, void *context)
{
    if (store->engine == NULL)
        return FAIL(&store->env, MSG_STORE_CLOSED);
    if (store->depth > 0 || store->reading > 0)
        return FAIL(&store->env, MSG_IN_OPERATION);
    int status = store_look_again(store);
    if (status != 0 && status != NAAST_OLDER)
        return status;
    env_clear_failure(&store->env);
    if (!store->older)
        return 0;
    if (store->read_only)
        return FAIL(&store->env, MSG_STORE_READ_ONLY, store->path);
    status = witness_meet(store); /* an earlier version was not met when it was opened */
    if (status == 0)
        status = witness_check_write(store);
    return status == 0 ? migrate(store, fill, context) : status;
}
