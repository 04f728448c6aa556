/*
 * witness_file.h: the files of the witness: in a folder of its own, one for each store and each place where it lay.
 * Small texts that a person can read; docs/journal.md describes them. Knows the files and nothing of what they mean.
 */
#ifndef STORE_SESSION_WITNESS_FILE_H
#define STORE_SESSION_WITNESS_FILE_H

#include "base/values/hash.h"
#include "base/values/ids.h"

#include <limits.h>
#include <stdint.h>

/* A place in the journal. */
struct witness_mark {
    int64_t seq; /* 0: none */
    uint8_t hash[HASH_BYTES];
};

struct witness_record {
    uint8_t uuid[UUID_BYTES];     /* of the store */
    struct witness_mark seen;     /* how far the journal had come */
    struct witness_mark verified; /* up to here everything was looked at, and was right */
    char path[PATH_MAX];          /* where the store lay */
};

enum { WITNESS_NAME = 56, WITNESS_PATH = PATH_MAX + WITNESS_NAME };

/* The name of the file: the store's UUID and a hash of where it lies. */
void witness_name(const uint8_t uuid[UUID_BYTES], const char *path, char out[WITNESS_NAME]);

/* Reads one. Returns 0, or an errno: ENOENT when there is none (or an empty one), EBADMSG when it is no witness. */
int witness_read(const char *folder, const char *name, struct witness_record *out);

/*
 * Under the lock of the file, which is made when there is none, with its folder: hands `change` what is there (all
 * zero: nothing yet) and writes what it made of that, when it returns non-zero. What cannot be read is left as it is,
 * unless `anew`. Returns 0 or an errno.
 */
int witness_change(const char *folder, const char *name, int anew,
                   int (*change)(void *context, struct witness_record *record), void *context);

/* Every other witness of the same store or of the same place as the one with this name, in no order, until `each`
 * returns non-zero. Returns 0 or an errno. */
int witness_walk(const char *folder, const char *name, int (*each)(void *context, const struct witness_record *record),
                 void *context);

#endif
