/* verify.h: whether a store is what its journal says: the chain, the bodies, every row, and what is derived from them.
 */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include "store/journal.h"

/* What can be found. The messages FOUND_... and docs/journal.md tell what each means. */
enum verify_fault {
    VERIFY_ENTRY_MISSING,
    VERIFY_ENTRY_UNKNOWN,
    VERIFY_HASH_DIFFERS,
    VERIFY_HEAD_DIFFERS,
    VERIFY_BODY_MISSING,
    VERIFY_BODY_DIFFERS,
    VERIFY_BODY_ERASED,
    VERIFY_BODY_KEPT,
    VERIFY_BODY_UNKNOWN,
    VERIFY_BODY_UNREADABLE,
    VERIFY_ROW_DIFFERS,
    VERIFY_ROW_MISSING,
    VERIFY_ROW_UNKNOWN,
    VERIFY_ROW_CONTRADICTED,
    VERIFY_COUNTER_BACK,
    VERIFY_SUMMARY_DIFFERS,
    VERIFY_SEARCH_DIFFERS,
    VERIFY_TRIGGER_MISSING,
    VERIFY_TRIGGER_UNKNOWN,
    VERIFY_VERSION_DIFFERS,
    VERIFY_DAMAGED,
    VERIFY_SET_BACK,
    VERIFY_ANOTHER_WAY,
    VERIFY_ANOTHER_STORE,
    VERIFY_FAULTS
};

/* The first of its kind. */
struct verify_finding {
    int found;
    int64_t seq;                   /* 0: it is not about an entry */
    const struct rec_table *table; /* NULL: it is not about a row */
    int64_t row;
    int column;     /* -1: none */
    char name[160]; /* of a trigger; of the entry that the witness saw; what the engine says is damaged */
};

struct verify_report {
    int64_t entries, rows;
    struct journal_head head; /* of the last entry that is there */
    struct verify_finding finding[VERIFY_FAULTS];
};

/* Inside a read. What is found is no failure: returns 0, or a status when it could not be looked at to the end. */
int store_verify(naast_store *store, struct verify_report *report);

/* Its halves: the chain with the bodies, and the state. */
int verify_chain(naast_store *store, struct verify_report *report);
int verify_state(naast_store *store, struct verify_report *report);

void verify_found(struct verify_report *report, enum verify_fault fault, struct verify_finding finding);

#endif
