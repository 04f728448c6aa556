/* file.c: the file of the engine on sqlite3: read, copied, emptied of its log, had to oneself. */
#include "naast.h"

#include "base/env/env.h"
#include "base/env/memory.h"
#include "engine/engine.h"
#include "engine/sqlite/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int sqlite_rewrite(struct engine *base) { return sqlite_run(of(base), "VACUUM"); }

int sqlite_empty_log(struct engine *base, int *done)
{
    enum { WAIT_MS = 250 }; /* for readers that are about to go */
    struct engine_sqlite *engine = of(base);
    if (!engine->attached)
        sqlite3_busy_timeout(engine->connection, WAIT_MS);
    const int code = sqlite3_wal_checkpoint_v2(engine->connection, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    if (!engine->attached)
        sqlite3_busy_timeout(engine->connection, (int)engine->busy_ms);
    *done = code == SQLITE_OK;
    return (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED ? 0 : sqlite_check(engine, code);
}

/* Through sqlite3's own file, for the reason given at check_header. */
static int read_file(struct engine_sqlite *engine, int which, size_t overlap, engine_look *look, void *context)
{
    enum { STRETCH = 1 << 20 };
    sqlite3_file *file = NULL;
    sqlite3_int64 size = 0;
    int code = sqlite3_file_control(engine->connection, "main", which, &file);
    if (code != SQLITE_OK || file == NULL || file->pMethods == NULL)
        return sqlite_check(engine, code);
    unsigned char *bytes = mem_zero(engine->base.env, STRETCH, 1);
    if (bytes == NULL)
        return NAAST_NO_MEMORY;
    code = file->pMethods->xFileSize(file, &size);
    for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size; at += STRETCH - (sqlite3_int64)overlap) {
        const int len = size - at < STRETCH ? (int)(size - at) : STRETCH;
        code = file->pMethods->xRead(file, bytes, len, at);
        if (code == SQLITE_IOERR_SHORT_READ) /* it was cut off meanwhile; what is missing reads as zero */
            code = SQLITE_OK;
        if (code == SQLITE_OK)
            look(context, bytes, (size_t)len);
    }
    mem_free(engine->base.env, bytes);
    return sqlite_check(engine, code);
}

int sqlite_read_files(struct engine *base, size_t overlap, engine_look *look, void *context)
{
    int status = read_file(of(base), SQLITE_FCNTL_FILE_POINTER, overlap, look, context);
    return status == 0 ? read_file(of(base), SQLITE_FCNTL_JOURNAL_POINTER, overlap, look, context) : status;
}

int sqlite_examine(struct engine *base, struct engine_state *out)
{
    static const struct {
        const char *name, *sql, *wanted;
    } settings[] = {
        {"journal_mode", "PRAGMA journal_mode", "wal"},   {"synchronous", "PRAGMA synchronous", "2"},
        {"foreign_keys", "PRAGMA foreign_keys", "1"},     {"secure_delete", "PRAGMA secure_delete", "1"},
        {"trusted_schema", "PRAGMA trusted_schema", "0"}, {"cell_size_check", "PRAGMA cell_size_check", "1"},
        {"encoding", "PRAGMA encoding", "UTF-8"},         {"temp_store", "PRAGMA temp_store", "2"},
    };
    struct engine_sqlite *engine = of(base);
    struct engine_state state = {.version = sqlite3_libversion(), .setting = "", .wanted = ""};
    int status = 0;
    for (size_t k = 0; status == 0 && *state.setting == '\0' && k < sizeof settings / sizeof settings[0]; k++) {
        status = sqlite_text(engine, settings[k].sql, state.is, sizeof state.is);
        if (status == 0 && strcmp(state.is, settings[k].wanted) != 0) {
            state.setting = settings[k].name;
            state.wanted = settings[k].wanted;
        }
    }
    if (status == 0)
        status = sqlite_text(engine, "PRAGMA quick_check(1)", state.damage, sizeof state.damage);
    if (status != 0)
        return status;
    if (strcmp(state.damage, "ok") == 0)
        state.damage[0] = '\0';
    *out = state;
    return 0;
}

/* Pages at a time, a few milliseconds' worth; the read that is open sees one state all the while. */
static int copy_pages(struct engine_sqlite *engine, sqlite3_backup *backup, const struct engine_copying *copying)
{
    enum { PAGES = 512 };
    int64_t page = 0;
    int code, status = sqlite_int(engine, "PRAGMA page_size", &page);
    if (status != 0)
        return status;
    do {
        code = sqlite3_backup_step(backup, PAGES);
        const int64_t total = sqlite3_backup_pagecount(backup), left = sqlite3_backup_remaining(backup);
        if (code == SQLITE_OK && copying->progress != NULL &&
            copying->progress(copying->context, (total - left) * page, total * page) != 0)
            status = FAIL(engine->base.env, MSG_COPY_STOPPED);
    } while (code == SQLITE_OK && status == 0);
    return status;
}

/* The copy is in a file of its own, which nobody opens before it is whole: what it needs is to be on the disk then. */
static int copy_to(struct engine_sqlite *engine, struct engine_sqlite *to, const struct engine_copying *copying)
{
    int status = sqlite_run(to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
    if (status != 0)
        return status;
    sqlite3_backup *backup = sqlite3_backup_init(to->connection, "main", engine->connection, "main");
    if (backup == NULL)
        return sqlite_fail(to, sqlite3_errcode(to->connection));
    status = copy_pages(engine, backup, copying);
    const int code = sqlite3_backup_finish(backup);
    if (status == 0 && code != SQLITE_OK)
        status = sqlite_fail(to, code);
    /* A log beside it would have to be made by whoever reads it, in a folder that may be read only. */
    if (status == 0)
        status = sqlite_expect(to, "PRAGMA journal_mode = DELETE", "delete", MSG_STORE_NO_WAL);
    return status;
}

int sqlite_copy(struct engine *base, const char *path, const struct engine_copying *copying)
{
    struct engine_sqlite *to = sqlite_new(base->env, base->ops, path);
    if (to == NULL)
        return NAAST_NO_MEMORY;
    const int code = sqlite3_open_v2(path, &to->connection,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX |
                                         SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE,
                                     NULL);
    int status = code == SQLITE_OK ? copy_to(of(base), to, copying) : sqlite_fail_open(to, code);
    sqlite_close(&to->base);
    return status;
}

/*
 * Leaving the write-ahead log wants the file alone, and this mode of locking keeps it so. That it is left still is
 * asked when nobody can come in any more. Who waits for a file that is replaced meanwhile keeps a rollback journal
 * then, and sqlite3 sees that its file is no longer there.
 */
int sqlite_seclude(struct engine *base)
{
    struct engine_sqlite *engine = of(base);
    int status = sqlite_run(engine, "PRAGMA locking_mode = EXCLUSIVE");
    if (status == 0)
        status = sqlite_expect(engine, "PRAGMA journal_mode = DELETE", "delete", MSG_STORE_IN_USE);
    if (status == 0)
        status = sqlite_run(engine, "BEGIN EXCLUSIVE; COMMIT");
    if (status == 0)
        status = sqlite_expect(engine, "PRAGMA journal_mode", "delete", MSG_STORE_IN_USE);
    return status == NAAST_BUSY ? FAIL(base->env, MSG_STORE_IN_USE, engine->path) : status;
}

/* Who has a store open holds a lock on some of the bytes that sqlite3 keeps for that. */
int engine_sqlite_in_use(struct env *env, const char *path)
{
    enum { FIRST_BYTE = 0x40000000, BYTES = 512 };
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = FIRST_BYTE, .l_len = BYTES};
    const int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    const int error = file < 0 || fcntl(file, F_OFD_GETLK, &lock) != 0 ? errno : 0;
    if (file >= 0)
        close(file);
    if (error != 0)
        return FAIL(env, MSG_STORE_IO, path, strerror(error));
    return lock.l_type == F_UNLCK ? 0 : FAIL(env, MSG_STORE_IN_USE, path);
}

/* ---- what cannot be written by us at all ---- */

/* As a URI, where '?', '#', '%' and what is not ASCII are written as hexadecimal digits. NULL: no memory. */
static char *fixed_uri(const struct engine_sqlite *engine)
{
    static const char begins[] = "file:", ends[] = "?immutable=1", hex[] = "0123456789ABCDEF";
    char *uri = mem_zero(engine->base.env, strlen(engine->path) * 3 + sizeof begins + sizeof ends, 1);
    char *to = uri;
    if (uri == NULL)
        return NULL;
    memcpy(to, begins, sizeof begins - 1);
    to += sizeof begins - 1;
    for (const char *at = engine->path; *at != '\0'; at++) {
        const unsigned char byte = (unsigned char)*at;
        if (byte > ' ' && byte < 0x7f && strchr("?#%", byte) == NULL) {
            *to++ = *at;
            continue;
        }
        *to++ = '%';
        *to++ = hex[byte >> 4];
        *to++ = hex[byte & 15];
    }
    memcpy(to, ends, sizeof ends);
    return uri;
}

int sqlite_open(struct engine_sqlite *engine, int flags)
{
    char *uri = engine->fixed ? fixed_uri(engine) : NULL;
    if (engine->fixed && uri == NULL)
        return SQLITE_NOMEM;
    flags |= SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(uri != NULL ? uri : engine->path, &engine->connection,
                                     flags | (uri != NULL ? SQLITE_OPEN_URI : 0), NULL);
    mem_free(engine->base.env, uri);
    return code;
}

/* Whether there is a log with something in it. */
static int has_log(const struct engine_sqlite *engine)
{
    char path[PATH_MAX + 8];
    struct stat info;
    const int len = snprintf(path, sizeof path, "%s-wal", engine->path);
    return len >= (int)sizeof path || (stat(path, &info) == 0 ? info.st_size > 0 : errno != ENOENT);
}

static int folder_can_be_written(const struct engine_sqlite *engine)
{
    char folder[PATH_MAX];
    const char *end = strrchr(engine->path, '/');
    const size_t len = end != NULL ? (size_t)(end - engine->path) + (end == engine->path) : 0;
    if (len == 0 || len >= sizeof folder)
        return 1;
    memcpy(folder, engine->path, len);
    folder[len] = '\0';
    return access(folder, W_OK) == 0;
}

int sqlite_is_fixed(struct engine_sqlite *engine)
{
    struct stat info;
    if (engine->fixed || has_log(engine) || folder_can_be_written(engine) || stat(engine->path, &info) != 0)
        return 0;
    sqlite3_close_v2(engine->connection);
    engine->connection = NULL;
    engine->fixed = 1;
    engine->size = info.st_size;
    engine->changed_s = info.st_mtim.tv_sec;
    engine->changed_ns = info.st_mtim.tv_nsec;
    return 1;
}

int sqlite_was_changed(const struct engine_sqlite *engine)
{
    struct stat info;
    return has_log(engine) || stat(engine->path, &info) != 0 || info.st_size != engine->size ||
           info.st_mtim.tv_sec != engine->changed_s || info.st_mtim.tv_nsec != engine->changed_ns;
}
