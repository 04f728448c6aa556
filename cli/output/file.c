/* file.c: where an export goes: standard output, or a file that is there when it is whole. */
#include "output/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "naast.h"
#include "base/arena.h"
#include "base/context.h"
#include "base/signals.h"
#include "term/message.h"
#include "words/words.h"

static int unwritten(struct export_file *file)
{
    return cli_failed(file->cli, errno == EEXIST ? NAAST_CONFLICT : NAAST_IO,
                      errno == EEXIST ? W_EXPORT_THERE : file->unwritten, file->path, strerror(errno));
}

int export_file_create(struct cli *cli, const char *path, enum word word, struct export_file *out)
{
    *out = (struct export_file){.cli = cli, .path = path, .unwritten = word};
    if (access(path, F_OK) == 0)
        return cli_failed(cli, NAAST_CONFLICT, W_EXPORT_THERE, path);
    out->made = cli_printf(cli, "%s.coming-%ld", path, (long)getpid());
    interrupt_watch();
    int file = open(out->made, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    out->out = file < 0 ? NULL : fdopen(file, "w");
    if (out->out != NULL)
        return NAAST_OK;
    int status = unwritten(out);
    if (file >= 0) {
        close(file);
        unlink(out->made);
    }
    return status;
}

int export_file_begin(struct cli *cli, const char *path, struct export_file *out)
{
    if (path != NULL && strcmp(path, "-") != 0)
        return export_file_create(cli, path, W_EXPORT_UNWRITTEN, out);
    *out = (struct export_file){.cli = cli, .out = cli->out};
    return NAAST_OK;
}

bool export_file_over(const struct export_file *file) { return interrupted() || ferror(file->out) != 0; }

/* A name that is taken stays whose it is. Not every file system can promise that of a rename; a link always does. */
static int give_name(const struct export_file *file)
{
    if (renameat2(AT_FDCWD, file->made, AT_FDCWD, file->path, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    if (link(file->made, file->path) != 0)
        return -1;
    unlink(file->made);
    return 0;
}

/* A name lasts when the folder that has it is on the disk. Where a folder cannot be synced, that is how it is there. */
static bool sync_folder(struct cli *cli, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder = slash == NULL ? "." : cli_printf(cli, "%.*s", (int)(slash - path + 1), path);
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return errno == EACCES; /* it may be written in, not read */
    bool synced = fsync(file) == 0 || errno == EINVAL;
    close(file);
    return synced;
}

/* On the disk before it has its name: a file with that name is whole. */
int export_file_keep(struct export_file *file)
{
    errno = 0;
    bool lost = ferror(file->out) != 0 || fflush(file->out) != 0 || fsync(fileno(file->out)) != 0;
    if (lost && errno == 0)
        errno = EIO; /* why an earlier write came to nothing is no longer known */
    if (lost || give_name(file) != 0)
        return unwritten(file);
    file->kept = true;
    return sync_folder(file->cli, file->path) ? NAAST_OK : unwritten(file);
}

int export_file_end(struct export_file *file, int status)
{
    if (file->path == NULL)
        return status;
    if (status == NAAST_OK && !file->kept && !interrupted())
        status = export_file_keep(file);
    fclose(file->out);
    if (!file->kept)
        unlink(file->made);
    else if (status != NAAST_OK)
        unlink(file->path);
    interrupt_obey();
    return status;
}
