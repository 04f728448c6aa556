/* replay.h: entries that were written elsewhere put behind the head, and the rows made to follow, change by change. */
#ifndef STORE_HISTORY_REPLAY_H
#define STORE_HISTORY_REPLAY_H

#include "naast.h"

#include "store/record/journal_body.h"

struct replay_part {
    int erased;
    const uint8_t *salt; /* 16 bytes; of an erased part NULL */
    const uint8_t *hash; /* of an erased part: its c_k */
    const uint8_t *bytes;
    size_t len;
};

/* core.commitment is left to replay_entry, which knows it from the parts. */
struct replay_entry {
    struct journal_core core;
    const uint8_t *hash; /* the h that it is said to have */
    const struct replay_part *parts;
    size_t part_count;
};

/* Before the first. Inside a write. Returns 0 or a status. */
int replay_begin(naast_store *store);

/*
 * The next entry. Nothing of it is taken on trust: its number, its hash over the one before it, and every change, which
 * goes through the tables with their triggers. Returns 0, NAAST_BAD_DATA (the failure says what is wrong), BUSY, IO,
 * NO_MEMORY.
 */
int replay_entry(naast_store *store, const struct replay_entry *entry);

/* After the last: the head. */
int replay_end(naast_store *store);

#endif
