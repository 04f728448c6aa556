/* undo.h: an operation being taken back, shared by the files that check it, carry it out and report it. */
#ifndef DOMAIN_HISTORY_UNDO_H
#define DOMAIN_HISTORY_UNDO_H

#include "naast.h"

#include "domain/common/rows.h"
#include "store/history/history.h"

struct rec_table;

/* Rows of one table that the operation made and that go with it; in order of their ids once all are there. */
struct undo_made {
    const struct rec_table *table;
    int64_t *ids;
    size_t count, capacity;
};

enum { UNDO_TABLES_MAX = 32 };

struct undoing {
    naast_store *store;
    struct operation_span span;
    const char *because;                    /* NULL: none was given */
    struct undo_made made[UNDO_TABLES_MAX]; /* by table id */
};

/* undo_standing.c. The operation that took this one back, if it is taken back now; 0: it is in effect. */
int undo_standing(naast_store *store, int64_t operation, int64_t *undone_by);
/* What it took back itself; 0: it is no undo. */
int undo_target(naast_store *store, int64_t operation, int64_t *undoes);

/* undo_check.c: whether nothing prevents it; gathers what the operation made. NAAST_CONFLICT says what does. */
int undo_check(struct undoing *undoing);
void undo_free(struct undoing *undoing);

/* undo_apply.c: writes every row back. Inside a write, after undo_check in the same one. */
int undo_apply(struct undoing *undoing);

/* Columns that an undo writes back where the operation wrote them: what is counted never goes back. */
uint64_t undo_columns(const struct rec_table *table);
/* Tables that are only ever added to, and actors: what was written there stays. */
int undo_leaves(const struct rec_table *table);

/* "J812". */
struct short_id operation_id(int64_t operation);

#endif
