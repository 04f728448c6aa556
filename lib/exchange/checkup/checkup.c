/* checkup.c: looks at a store, and gathers what it finds. */
#include "domain/common/list.h"
#include "exchange/checkup/checkup.h"

#include "naast-checkup.h"
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "engine/sqlite/files.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"
#include "store/session/store.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* Why it does not open is what is wrong with it; but for what is no fault of its. */
static int open_store(struct checkup *checkup, const struct stat *info, int *opened)
{
    naast_store *store = checkup->store;
    char said[FAILURE_TEXT_BYTES];
    *opened = 0;
    if (S_ISREG(info->st_mode) && info->st_size == 0)
        return SAY(checkup, "store", NAAST_SEVERITY_FAULT, "", MSG_CHECKED_EMPTY);
    int status = store_open(store, checkup->path, NAAST_OPEN_READ_ONLY);
    if (status == NAAST_NO_MEMORY || status == NAAST_BUSY)
        return status;
    *opened = status == 0 || status == NAAST_OLDER;
    memcpy(said, store->env.failure.text, sizeof said);
    const char *code = store->env.failure.code;
    if (status == NAAST_UNVERIFIED && (strcmp(code, "schema_differs") == 0 || strncmp(code, "trigger_", 8) == 0))
        return SAY(checkup, "schema", NAAST_SEVERITY_FAULT, "", MSG_CHECKED_SCHEMA_DIFFERS, said);
    return *opened ? SAY(checkup, "store", NAAST_SEVERITY_IN_ORDER, "", MSG_CHECKED_OPENS)
                   : SAY(checkup, "store", NAAST_SEVERITY_FAULT, "", MSG_CHECKED_UNREADABLE, said);
}

static int look(struct checkup *checkup, const char *path)
{
    struct env *env = &checkup->store->env;
    struct stat info;
    int opened = 0;
    int status = files_find(env, path, MSG_STORE_NOT_FOUND, checkup->path);
    if (status == 0 && lstat(checkup->path, &info) != 0)
        status =
            errno == ENOENT ? FAIL(env, MSG_STORE_NOT_FOUND, path) : FAIL(env, MSG_STORE_IO, path, strerror(errno));
    if (status == 0)
        status = open_store(checkup, &info, &opened);
    if (status == 0 && opened)
        status = checkup_store(checkup);
    return status == 0 ? checkup_files(checkup) : status;
}

int naast_store_checkup(naast_store *store, const char *path, const naast_checkup_spec *spec, naast_checkup **out)
{
    naast_checkup_spec own;
    struct checkup checkup = {.store = store, .spec = &own};
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_checkup_spec, &own, spec);
    if (status == 0 && store->engine != NULL)
        status = FAIL(&store->env, MSG_STORE_OPEN, store->path);
    if (status != 0)
        return status;
    checkup.result = result_new(&store->env, sizeof *checkup.result);
    if (checkup.result == NULL)
        return NAAST_NO_MEMORY;
    checkup.items = result_alloc(&store->env, checkup.result, CHECKED_MOST, sizeof *checkup.items);
    list_head_fill(checkup.result, checkup.items, 0, sizeof *checkup.items);
    status = checkup.items != NULL ? look(&checkup, path) : NAAST_NO_MEMORY;
    if (status == 0)
        *out = checkup.result;
    else
        naast_free(checkup.result);
    return status;
}
