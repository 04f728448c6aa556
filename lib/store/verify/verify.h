/*
 * verify.h: whether a store is what its journal says: the chain, the bodies, every row, and what is derived from them.
 * The work is cut into pieces that do not need each other; threads, with a connection each on the same snapshot, take
 * them in turn.
 */
#ifndef STORE_VERIFY_VERIFY_H
#define STORE_VERIFY_VERIFY_H

#include "naast.h"

#include "base/env/env.h"
#include "engine/schema/table.h"
#include "store/record/journal.h"

#include <stdatomic.h>

struct rec_table;

/* What can be found. The messages FOUND_... and docs/journal.md give the meaning of each. */
enum verify_fault {
    VERIFY_ENTRY_MISSING,
    VERIFY_ENTRY_UNKNOWN,
    VERIFY_ENTRY_CONTRADICTED,
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
    VERIFY_SCHEMA_DIFFERS,
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
    int64_t matched[UINT8_MAX + 1]; /* by table id: rows that are in the journal and in the store */
    struct journal_head head;       /* of the last entry that is there */
    struct verify_finding finding[VERIFY_FAULTS];
};

/* How the caller wants it, and what is reported to it on the way. */
struct verify_plan {
    uint32_t threads; /* 0: as many as there are processors, at most 4 */
    int since_last;   /* only what came after the witness's last verified entry, where there is one */
    int (*progress)(void *context, int64_t done, int64_t total); /* NULL: nobody asks */
    void *context;
};

/* Shared by all that work on it. */
struct verify_pace {
    const struct verify_plan *plan;
    int64_t total, told; /* entries, each once for the chain and once for the rows */
    int alone;           /* the caller's own thread does the work */
    atomic_llong done;
    atomic_int stop;
};
/* So much more is done; 0, or NAAST_STOPPED when the caller wants no more. */
int verify_step(struct verify_pace *pace, int64_t more);

/* For the engine of a thread that works on it; context: the pace. */
int verify_asked_to_stop(void *context);

/* Entries from one to another, both included; or roots, the second not included. */
struct verify_range {
    int64_t from, until;
    struct root first, end;
};

/* A piece of the work, on the store of whoever does it. What is found is no failure. */
struct verify_piece {
    int (*run)(naast_store *store, struct verify_piece *piece);
    struct verify_pace *pace;
    struct verify_range range;
    const char *table;
    const struct rec_table *described;
    struct verify_report report;
    int status;
};

/*
 * Inside a read, with the witness met. *from: the entry it began at (1, or where the last verification ended). Returns
 * 0, a status when it could not be looked at to the end, or NAAST_STOPPED.
 */
int store_verify(naast_store *store, const struct verify_plan *plan, struct verify_report *report, int64_t *from);

/* Whether the schema is as naast made it. Reads nothing through it, and whoever finds that it is not goes no further.
 */
int verify_schema(naast_store *store, struct verify_report *report);

/* Does the pieces, in threads where that is possible. */
int verify_pieces(naast_store *store, struct verify_pace *pace, struct verify_piece *pieces, size_t count);

/* The pieces' work. */
int verify_chain(naast_store *store, struct verify_piece *piece);
int verify_roots(naast_store *store, struct verify_piece *piece);
int verify_changed_roots(naast_store *store, struct verify_piece *piece); /* those with an entry from range.from on */
int verify_table(naast_store *store, struct verify_piece *piece);         /* how the engine keeps it */
int verify_erased(naast_store *store, struct verify_piece *piece);
int verify_single_rows(naast_store *store, struct verify_piece *piece); /* one head, and the version it says it has */
int verify_funnel(naast_store *store, struct verify_piece *piece); /* what follows from the deals and their moves */

/* What is not cut up: needs what all pieces found, or chance. */
int verify_search(naast_store *store, struct verify_report *report);
int verify_unknown_rows(naast_store *store, struct verify_report *report);
int verify_head(naast_store *store, struct verify_report *report);
void verify_witness(naast_store *store, struct verify_report *report);

void verify_found(struct verify_report *report, enum verify_fault fault, struct verify_finding finding);

#endif
