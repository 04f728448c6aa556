/* history.h: what one operation did, root by root: its rows as they were before it and as it left them; and what was
 * written of a root after it. */
#ifndef STORE_HISTORY_HISTORY_H
#define STORE_HISTORY_HISTORY_H

#include "naast.h"

#include "engine/schema/table.h"

struct rec_table;

/* The entries of an operation in the journal. */
struct operation_span {
    int64_t first, last; /* its entries */
    int operation;       /* enum operation, as the journal has it */
    int64_t at;
    int64_t actor; /* row in naast_actor */
};

/* The operation that the entry `seq` belongs to. NAAST_NOT_FOUND, without a message, when there is no such entry;
 * NAAST_UNVERIFIED when it says that it is of an operation that it cannot be of. */
int operation_span_read(naast_store *store, int64_t seq, struct operation_span *out);

struct history_row {
    const struct rec_table *table;
    int64_t id;
    int inserted;                   /* by this operation; then `before` says nothing */
    uint64_t written;               /* the columns that it wrote: bit k is column[k] */
    const struct rec_value *before; /* one for each column of the table */
    const struct rec_value *after;
    int lost; /* what a personal column held before was erased */
};

/* What an operation did to one root. Valid during the call that it is given to. */
struct history {
    struct root root;
    struct history_row *rows;
    size_t count;
    int erased; /* a part of what the operation wrote here was erased */
};

/* Goes through the roots that the operation touched, what it wrote last first: some rows may change only while others
 * stand as the operation left them. `each` returns 0 to go on, or a status that ends it. Memory is that of one root. */
typedef int history_visit(void *context, const struct history *history);
int history_each(naast_store *store, const struct operation_span *span, history_visit *each, void *context);

/* The same of one root, which the operation need not have touched. */
int history_of_root(naast_store *store, const struct operation_span *span, struct root root, history_visit *each,
                    void *context);

/* What an entry after `seq` says of one row of the root. Where a part was erased, all personal columns count as
 * written. */
struct later_write {
    int64_t first; /* its operation */
    const struct rec_table *table;
    int64_t row;
    int inserted;
    uint64_t written;
};
typedef int later_visit(void *context, const struct later_write *write);
int history_later(naast_store *store, struct root root, int64_t seq, later_visit *each, void *context);

/* A present row, void or not. values: REC_COLUMNS_MAX; what they borrow is memory's, a result. *there: 0: no such
 * row. */
int history_row_now(naast_store *store, const struct rec_table *table, int64_t id, void *memory,
                    struct rec_value values[], int *there);

#endif
