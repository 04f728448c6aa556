/* witness_file.c: the files of the witness: named, locked, read and written. */
#include "store/session/witness_file.h"

#include "base/values/hash.h"
#include "base/values/ids.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* What a file can hold: the lines before the path have one length, so that a new head is written over the old one. */
enum { TEXT_BYTES = 512 + PATH_MAX, UUID_DIGITS = 32, PLACE_DIGITS = 16, SEQ_DIGITS = 19 };

void witness_name(const uint8_t uuid[UUID_BYTES], const char *path, char out[WITNESS_NAME])
{
    struct hash hash;
    uint8_t place[HASH_BYTES];
    char hex[HASH_HEX];
    hash_begin(&hash, 'w');
    hash_add(&hash, path, strlen(path));
    hash_end(&hash, place);
    hash_hex(place, hex);
    for (int k = 0; k < UUID_BYTES; k++)
        snprintf(out + 2 * k, 3, "%02x", uuid[k]);
    snprintf(out + UUID_DIGITS, WITNESS_NAME - UUID_DIGITS, "-%.*s", PLACE_DIGITS, hex);
}

static int is_name(const char *name)
{
    return strlen(name) == UUID_DIGITS + 1 + PLACE_DIGITS && name[UUID_DIGITS] == '-' &&
           strspn(name, "0123456789abcdef-") == UUID_DIGITS + 1 + PLACE_DIGITS;
}

/* ---- the text ---- */

static int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

/* Both are digits and nothing else. Returns 0, or -1 where the number or the hash is none. */
static int parse_mark(const char *number, const char *hex, struct witness_mark *out)
{
    if (strlen(hex) != HASH_HEX - 1)
        return -1;
    errno = 0;
    out->seq = strtoll(number, NULL, 10);
    for (int k = 0; k < HASH_BYTES; k++)
        out->hash[k] = (uint8_t)(digit(hex[2 * k]) << 4 | digit(hex[2 * k + 1]));
    return errno == 0 ? 0 : -1;
}

/* Returns 0 or -1. */
static int parse(const char *text, struct witness_record *out)
{
    struct witness_record record = {0};
    char uuid[UUID_TEXT], seen_seq[SEQ_DIGITS + 1], seen[HASH_HEX], verified_seq[SEQ_DIGITS + 1], verified[HASH_HEX];
    int path = 0;
    if (sscanf(text,
               "naast witness 1\nstore %36[0-9a-f-]\nseen %19[0-9]:%64[0-9a-f]\nverified %19[0-9]:%64[0-9a-f]\npath %n",
               uuid, seen_seq, seen, verified_seq, verified, &path) != 5)
        return -1;
    const size_t len = path > 0 ? strlen(text + path) : 0;
    if (len < 2 || len > sizeof record.path || text[path] != '/' || text[path + (int)len - 1] != '\n')
        return -1;
    memcpy(record.path, text + path, len - 1);
    if (uuid_parse(uuid, record.uuid) != 0 || parse_mark(seen_seq, seen, &record.seen) != 0 ||
        parse_mark(verified_seq, verified, &record.verified) != 0)
        return -1;
    *out = record;
    return 0;
}

static size_t format(const struct witness_record *record, char text[TEXT_BYTES])
{
    char uuid[UUID_TEXT], seen[HASH_HEX], verified[HASH_HEX];
    uuid_format(record->uuid, uuid);
    hash_hex(record->seen.hash, seen);
    hash_hex(record->verified.hash, verified);
    const int len = snprintf(text, TEXT_BYTES,
                             "naast witness 1\nstore %s\nseen %019" PRId64 ":%s\nverified %019" PRId64 ":%s\npath %s\n",
                             uuid, record->seen.seq, seen, record->verified.seq, verified, record->path);
    return (size_t)len;
}

/* ---- the file ---- */

/*
 * The lock is had for a few microseconds at a time. Where somebody keeps it much longer (a process that was stopped in
 * that very moment), we go without the witness rather than wait for it.
 */
static int lock(int file, short type)
{
    enum { TRIES = 200 };
    const struct timespec pause = {.tv_nsec = 500000};
    struct flock whole = {.l_type = type, .l_whence = SEEK_SET};
    for (int k = 0; fcntl(file, F_OFD_SETLK, &whole) != 0; k++) {
        if ((errno != EAGAIN && errno != EACCES) || k == TRIES)
            return errno == EACCES ? EAGAIN : errno;
        (void)nanosleep(&pause, NULL);
    }
    return 0;
}

/* Only a plain file is ours: opening anything else might wait for somebody, or write where we should not. */
static int open_at(int folder, const char *name, int flags, int *out)
{
    struct stat info;
    const int file = openat(folder, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
    int error = file < 0 ? errno : 0;
    if (error == 0 && fstat(file, &info) != 0)
        error = errno;
    if (error == 0 && !S_ISREG(info.st_mode))
        error = EBADMSG;
    if (error == 0)
        *out = file;
    else if (file >= 0)
        close(file);
    return error == ELOOP ? EBADMSG : error;
}

/* ENOENT for a file that was made and never written. */
static int read_text(int file, struct witness_record *out)
{
    char text[TEXT_BYTES + 1];
    const ssize_t len = pread(file, text, TEXT_BYTES, 0);
    if (len < 0)
        return errno;
    if (len == 0)
        return ENOENT;
    text[len] = '\0';
    return parse(text, out) == 0 ? 0 : EBADMSG;
}

static int read_at(int folder, const char *name, struct witness_record *out)
{
    int file = -1;
    int error = open_at(folder, name, O_RDONLY, &file);
    if (error != 0)
        return error;
    error = lock(file, F_RDLCK);
    if (error == 0)
        error = read_text(file, out);
    close(file);
    return error;
}

/* Makes what is missing of it. */
static int make_folder(const char *folder)
{
    char path[PATH_MAX];
    const size_t len = strlen(folder);
    if (len >= sizeof path)
        return ENAMETOOLONG;
    memcpy(path, folder, len + 1);
    for (size_t k = 1; k <= len; k++) {
        if (path[k] != '/' && path[k] != '\0')
            continue;
        path[k] = '\0';
        if (mkdir(path, 0700) != 0 && errno != EEXIST)
            return errno;
        path[k] = folder[k];
    }
    return 0;
}

static int open_folder(const char *folder, int *out)
{
    *out = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return *out < 0 ? errno : 0;
}

int witness_read(const char *folder, const char *name, struct witness_record *out)
{
    int at = -1;
    int error = open_folder(folder, &at);
    if (error != 0)
        return error;
    error = read_at(at, name, out);
    close(at);
    return error;
}

static int write_text(int file, const struct witness_record *record)
{
    char text[TEXT_BYTES];
    const size_t len = format(record, text);
    const ssize_t written = pwrite(file, text, len, 0);
    if (written < 0)
        return errno;
    if ((size_t)written != len)
        return ENOSPC;
    return ftruncate(file, (off_t)len) == 0 ? 0 : errno;
}

static int change_file(int file, int anew, int (*change)(void *context, struct witness_record *record), void *context)
{
    struct witness_record record = {0};
    int error = lock(file, F_WRLCK);
    if (error == 0)
        error = read_text(file, &record);
    if (error == ENOENT || (error == EBADMSG && anew))
        error = 0;
    if (error == 0 && change(context, &record))
        error = write_text(file, &record);
    return error;
}

int witness_change(const char *folder, const char *name, int anew,
                   int (*change)(void *context, struct witness_record *record), void *context)
{
    int at = -1, file = -1;
    int error = open_folder(folder, &at);
    if (error == ENOENT && (error = make_folder(folder)) == 0)
        error = open_folder(folder, &at);
    if (error != 0)
        return error;
    error = open_at(at, name, O_RDWR | O_CREAT, &file);
    if (error == 0) {
        error = change_file(file, anew, change, context);
        close(file);
    }
    close(at);
    return error;
}

/* Another one, of the same store or of the same place. */
static int is_related(const char *a, const char *b)
{
    return is_name(a) && strcmp(a, b) != 0 &&
           (strncmp(a, b, UUID_DIGITS) == 0 || strcmp(a + UUID_DIGITS, b + UUID_DIGITS) == 0);
}

int witness_walk(const char *folder, const char *name, int (*each)(void *context, const struct witness_record *record),
                 void *context)
{
    struct witness_record record;
    DIR *directory = opendir(folder);
    int stop = 0;
    if (directory == NULL)
        return errno;
    for (const struct dirent *entry; !stop && (entry = readdir(directory)) != NULL;)
        if (is_related(entry->d_name, name) && read_at(dirfd(directory), entry->d_name, &record) == 0)
            stop = each(context, &record);
    closedir(directory);
    return 0;
}
