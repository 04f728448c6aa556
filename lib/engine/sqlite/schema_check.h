/* schema_check.h: whether the tables of a file are those that naast made. It reads sqlite_schema, and nothing through
 * it. */
#ifndef ENGINE_SQLITE_SCHEMA_CHECK_H
#define ENGINE_SQLITE_SCHEMA_CHECK_H

#include <stddef.h>
#include <stdint.h>

struct engine;

/* The first of each kind, by name; "": none. */
struct schema_differences {
    char trigger_missing[160]; /* one of ours that is gone, or another than we made */
    char trigger_unknown[160]; /* one of somebody else's on a table of ours */
    char object[160];          /* a table, an index or a view */
};

/* Everything, against an empty store that is made for it. */
int schema_compare(struct engine *engine, struct schema_differences *out);

/* Quickly, and only where something differs as schema_compare does; an earlier version by its hash. path: for the
 * message. Returns 0, NAAST_UNVERIFIED with the name of what differs, or a status. */
int schema_check(struct engine *engine, int64_t version, const char *path);

/* Tables, indices, views and triggers of others, in the same file: how many, and the names of the first few. */
int schema_others(struct engine *engine, int64_t *count, char *names, size_t size);

#endif
