/*
 * erase.h: what a row says, taken out of it and out of every entry of the journal that said it; and the bytes of it out
 * of the files. docs/privacy.md explains to users what that does and does not do.
 */
#ifndef STORE_ERASE_ERASE_H
#define STORE_ERASE_ERASE_H

#include "naast.h"

#include "engine/schema/table.h"
#include "store/erase/byte_search.h"

struct rec_table;

/* An erasure while it runs, inside a write that nothing else is written in before it. */
struct erasing {
    naast_store *store;
    int64_t operation;   /* the seq that its first entry will have */
    int64_t erasure;     /* its row in naast_erasure; 0: it took nothing yet */
    int64_t rows, parts; /* that said something, and no longer do */
    struct traces salts; /* of the parts that are gone: no page that holds one may stay */
    struct traces texts; /* that are gone */
    /* The row in naast_erasure that is made when something is taken. */
    int whole;
    const struct rec_table *subject_table;
    int64_t subject_row;
    const char *because;
};

void erasing_init(struct erasing *erasing, naast_store *store);
void erasing_free(struct erasing *erasing);

/*
 * Makes `now` of the row, and of every part of the journal that says something personal of it that `now` does not say
 * too: nothing but its hash. Where there is no such part, and the row is as `now` says, nothing is done. Rows that were
 * taken back, and those that are only ever added, are erased like any other.
 */
int erase_row(struct erasing *erasing, const struct rec_table *table, int64_t id, const struct rec_value old[],
              const struct rec_value now[]);

/* After the last row, in the same write: full text forgets it, and the store knows that its bytes are still to go. */
int erase_finish(struct erasing *erasing);

/* How far the bytes are gone. */
enum cleansed {
    CLEANSED,            /* they are */
    CLEANSE_IN_WRITE,    /* the transaction must end first */
    CLEANSE_BY_READER,   /* somebody reads the store as it was */
    CLEANSE_NOT_DONE,    /* the engine could not: the failure says why */
    CLEANSE_STILL_THERE, /* all was done, and they are found all the same */
    CLEANSE_NOTHING      /* none were to go */
};

struct cleansing {
    enum cleansed state;
    int64_t remain; /* texts that are still somewhere: in another row */
};

/* Whether bytes are still to go. */
int cleanse_waits(naast_store *store, int *waits);
/*
 * Outside a transaction: the file is rewritten, the write-ahead log emptied, and both are looked through. Does
 * nothing when nothing waits. texts (may be NULL) are looked for too. Returns 0; a status when it could not be tried.
 */
int cleanse(naast_store *store, struct traces *texts, struct cleansing *out);

#endif
