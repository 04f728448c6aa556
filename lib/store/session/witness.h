/*
 * witness.h: the witness: how far the journal had come when it was last written from here, kept where who can change
 * the store may not reach. It may be behind the store, never ahead: a store that is behind it was set back.
 */
#ifndef STORE_SESSION_WITNESS_H
#define STORE_SESSION_WITNESS_H

#include "naast.h"

#include "base/values/ids.h"
#include "store/session/witness_file.h"

#include <limits.h>

struct env;
struct journal_head;

struct witness {
    naast_witness_state state;
    struct witness_record known; /* what the witness says; of NAAST_WITNESS_ANOTHER_STORE: of that other store */
    struct witness_mark head;    /* of the journal, when the two were compared */
    int trouble;                 /* why it could not be read or written the last time: an errno; 0: it could */
    char path[PATH_MAX];         /* where the store lies; "": no store, or one that lies nowhere */
    uint8_t uuid[UUID_BYTES];
    char name[WITNESS_NAME]; /* of the file; "": nothing to keep */
    char folder[];
};

/* Of a handle: hands out NULL where folder is NULL or "". Returns 0 or NAAST_NO_MEMORY. */
int witness_new(struct env *env, const char *folder, struct witness **out);

/* The handle has its store: compares. The result is in the state, and is no failure. Returns 0 or
 * NAAST_NO_MEMORY. */
int witness_meet(naast_store *store);
/* The handle made its store: so far and no further. */
void witness_begin(naast_store *store);
/* The handle put a store there that was made elsewhere: that another was seen there before is no reproach. */
void witness_welcome(naast_store *store);
/* What the operation wrote is committed: the journal has come to its head. */
void witness_keep_written(naast_store *store);
/* The caller of an attached store has committed. */
void witness_keep_committed(naast_store *store);
/* Takes the store as it is: the witness says from now on what the journal says. Inside a read. Returns 0, NAAST_INVALID
 * (no witness is kept), NAAST_CONFLICT (what is read may yet be taken back) or NAAST_IO. */
int witness_trust(naast_store *store);
/* All was looked at up to this head, and was right. Says nothing of what may yet be taken back. */
void witness_verified(naast_store *store, const struct journal_head *head);
/* The handle lets go of its store. */
void witness_leave(naast_store *store);

/* 0, or NAAST_UNVERIFIED where store and witness contradict each other. */
int witness_check_write(naast_store *store);
/* Whether they do, and the sentence about it: {0} the store, {1} its last entry, {2} the entry that was seen. */
int witness_contradicts(const naast_store *store);
int witness_fail(naast_store *store);

const char *witness_state_code(naast_witness_state state); /* "set_back" */

#endif
