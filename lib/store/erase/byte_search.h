/* byte_search.h: many texts looked for at once, in the bytes of files. */
#ifndef STORE_ERASE_BYTE_SEARCH_H
#define STORE_ERASE_BYTE_SEARCH_H

#include "base/env/buffer.h"

#include <stddef.h>
#include <stdint.h>

struct env;

/*
 * What is shorter than the least is not looked for: it would be found anywhere. What is longer than the longest is
 * looked for in stretches of that length, since it may span several pages.
 */
enum { TRACE_LEAST = 4, TRACE_LONGEST = 64 };

struct trace {
    size_t at, len; /* in `bytes` */
    size_t of;      /* which of the things that were added it belongs to */
    size_t next;    /* of those that begin alike: index + 1; 0: no more */
};

struct traces {
    struct env *env;
    struct buffer bytes;
    struct trace *trace;
    size_t count, capacity;
    size_t added;         /* things to look for */
    unsigned char *found; /* of each: 1 when it was */
    uint32_t *first;      /* by the hash of how they begin: index + 1; made when the search begins */
};

void traces_init(struct traces *traces, struct env *env);
void traces_free(struct traces *traces);
/* Returns 0 or NAAST_NO_MEMORY. */
int traces_add(struct traces *traces, const void *data, size_t len);

/* Before the first stretch; adding is over. Returns 0 or NAAST_NO_MEMORY. */
int traces_begin(struct traces *traces);
/* Stretches overlap by TRACE_LONGEST - 1 bytes, so that a text across their edge is found. */
void traces_look(struct traces *traces, const unsigned char *bytes, size_t len);

/* How many of the things added from `from` up to `until` were found. */
size_t traces_found(const struct traces *traces, size_t from, size_t until);

#endif
