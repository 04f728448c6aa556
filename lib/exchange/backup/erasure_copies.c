/* erasure_copies.c: what holds an erased text beside the store: its backups, which a new one replaces, and what a
 * restore left. */
#include "naast-backup.h"
#include "naast.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/env/env.h"
#include "base/env/memory.h"
#include "base/env/spec.h"
#include "exchange/backup/backup.h"
#include "store/handle/call.h"
#include "store/handle/handle.h"

/* Texts that become one array of the result. */
struct texts {
    const char **items;
    size_t count, capacity;
};

static int texts_add(struct env *env, void *result, struct texts *texts, const char *text)
{
    const char *own = result_text(env, result, text);
    int status = own == NULL
                     ? NAAST_NO_MEMORY
                     : mem_reserve(env, &texts->items, &texts->capacity, texts->count + 1, sizeof *texts->items);
    if (status == 0)
        texts->items[texts->count++] = own;
    return status;
}

static int texts_keep(struct env *env, void *result, struct texts *texts, int status, const char *const **out,
                      size_t *count)
{
    const char **own = status == 0 ? result_alloc(env, result, texts->count + 1, sizeof *own) : NULL;
    if (status == 0 && own == NULL)
        status = NAAST_NO_MEMORY;
    if (status == 0 && texts->count > 0)
        memcpy(own, texts->items, texts->count * sizeof *own);
    if (status == 0) {
        *out = own;
        *count = texts->count;
    }
    mem_free(env, texts->items);
    return status;
}

/* ---- what was left ---- */

/* With all that is beside it in turn: "store.db.aside-1-wal". */
static int is_left(const char *name, const char *store)
{
    const size_t len = strlen(store);
    return strncmp(name, store, len) == 0 &&
           (strncmp(name + len, ".aside-", 7) == 0 || strncmp(name + len, ".coming-", 8) == 0);
}

static int find_leftovers(naast_store *store, naast_erasure_copies *copies)
{
    char path[PATH_MAX + NAME_MAX + 2];
    struct texts texts = {0};
    const char *name = strrchr(store->path, '/');
    name = name != NULL ? name + 1 : store->path;
    const int folder = (int)(name - store->path);
    int status = 0;
    snprintf(path, sizeof path, "%.*s", folder, store->path);
    DIR *directory = opendir(folder > 0 ? path : ".");
    for (const struct dirent *entry; status == 0 && directory != NULL && (entry = readdir(directory)) != NULL;) {
        if (!is_left(entry->d_name, name))
            continue;
        snprintf(path, sizeof path, "%.*s%s", folder, store->path, entry->d_name);
        status = texts_add(&store->env, copies, &texts, path);
    }
    if (directory != NULL)
        closedir(directory);
    return texts_keep(&store->env, copies, &texts, status, &copies->leftovers, &copies->leftover_count);
}

/* ---- backups ---- */

static int tell_made(naast_store *store, const naast_backup_made *made, naast_erasure_copies *copies)
{
    char path[PATH_MAX + NAME_MAX + 2];
    struct env *env = &store->env;
    struct texts removed = {0}, stayed = {0};
    const int folder = (int)(made->backup->name - made->backup->path);
    int status = 0;
    copies->backup = result_text(env, copies, made->backup->path);
    copies->trouble = result_text(env, copies, made->trouble);
    if (copies->backup == NULL || copies->trouble == NULL)
        status = NAAST_NO_MEMORY;
    for (size_t k = 0; status == 0 && k < made->removed_count + made->stayed_count; k++) {
        const int gone = k < made->removed_count;
        snprintf(path, sizeof path, "%.*s%s", folder, made->backup->path,
                 gone ? made->removed[k] : made->stayed[k - made->removed_count]);
        status = texts_add(env, copies, gone ? &removed : &stayed, path);
    }
    const int kept = texts_keep(env, copies, &removed, status, &copies->removed, &copies->removed_count);
    return texts_keep(env, copies, &stayed, kept, &copies->stayed, &copies->stayed_count);
}

/* A new one where there are some. That it cannot be made leaves what was erased erased: it is said, not failed. */
static int replace_backups(naast_store *store, naast_erasure_copies *copies)
{
    naast_backup_spec spec = NAAST_BACKUP_SPEC_INIT;
    naast_backups *before = NULL;
    naast_backup_made *made = NULL;
    spec.keep = 1;
    int status = naast_backup_list(store, NULL, &before);
    if (status == 0 && before->count > 0)
        status = naast_backup_make(store, &spec, &made);
    naast_free(before);
    if (status == 0 && made != NULL)
        status = tell_made(store, made, copies);
    else if (status != 0 && status != NAAST_NO_MEMORY) {
        copies->trouble = result_text(&store->env, copies, naast_store_message(store));
        status = copies->trouble != NULL ? 0 : NAAST_NO_MEMORY;
        env_clear_failure(&store->env);
    }
    naast_free(made);
    return status;
}

int naast_erasure_replace_backups(naast_store *store, const naast_replace_spec *spec, naast_erasure_copies **out)
{
    naast_replace_spec own;
    naast_erasure_copies *copies = NULL;
    int status = call_begin(store, out != NULL);
    if (status == 0)
        status = SPEC_TAKE_IF(&store->env, naast_replace_spec, &own, spec);
    if (status == 0 && (store->engine == NULL || store->attached))
        status = FAIL(&store->env, store->attached ? MSG_BACKUP_ATTACHED : MSG_STORE_CLOSED);
    if (status != 0)
        return status;
    copies = result_new(&store->env, sizeof *copies);
    if (copies == NULL)
        return NAAST_NO_MEMORY;
    copies->backup = copies->trouble = "";
    status = own.dry_run ? 0 : replace_backups(store, copies);
    if (status == 0)
        status = find_leftovers(store, copies);
    if (status == 0)
        *out = copies;
    else
        naast_free(copies);
    return status;
}
