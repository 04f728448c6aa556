/* entry_parts.h: parts of journal entries between their bytes and their typed form. */
#ifndef EXCHANGE_TRANSFER_ENTRY_PARTS_H
#define EXCHANGE_TRANSFER_ENTRY_PARTS_H

#include "naast-exchange.h"

#include <stddef.h>

struct buffer;
struct env;

/*
 * Fills part's records from the bytes; memory: the result that they belong to. Bytes that those records would not give
 * again are NAAST_UNVERIFIED, without a message. Returns 0, that, or NAAST_NO_MEMORY.
 */
int entry_decode(struct env *env, void *memory, const void *bytes, size_t len, naast_entry_part *part);

/* The bytes of the part's records, behind what is in `out`. NAAST_BAD_DATA, reported with the entry's number, for a
 * name or a value that there cannot be. */
int entry_encode(struct env *env, int64_t seq, const naast_entry_part *part, struct buffer *out);

#endif
