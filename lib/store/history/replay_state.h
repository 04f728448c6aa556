/* replay_state.h: the state that the journal says a root's rows are in: its entries laid over each other in their
 * order. */
#ifndef STORE_HISTORY_REPLAY_STATE_H
#define STORE_HISTORY_REPLAY_STATE_H

#include "engine/schema/table.h"

#include <stddef.h>
#include <stdint.h>

struct env;
struct rec_table;
struct rec_value;

struct fold_row {
    const struct rec_table *table;
    int64_t id;
    int64_t born;            /* the entry that inserted it */
    int64_t seq;             /* the entry that wrote it last */
    struct rec_value *value; /* one for each column of the table */
};

struct fold {
    struct env *env;
    struct root root;
    void *memory; /* a result: values and the bytes they borrow */
    struct fold_row *rows;
    size_t count, capacity;
    size_t *slots; /* hash table over rows: index + 1; 0: free */
    size_t slot_capacity;
};

/* What a part can say that cannot be. */
enum fold_fault { FOLD_FINE, FOLD_UNREADABLE, FOLD_CONTRADICTED, FOLD_COUNTER_BACK };

/* Where; set with a fault other than FOLD_FINE. */
struct fold_place {
    enum fold_fault fault;
    const struct rec_table *table;
    int64_t row;
    int column; /* -1: none */
};

void fold_init(struct fold *fold, struct env *env);
/* Begins with another root: forgets the rows, keeps the room. */
int fold_root(struct fold *fold, struct root root);
void fold_free(struct fold *fold);

/* Lays one part over what is there. Parts come in their order, part 0 of an entry first. Returns 0 or NAAST_NO_MEMORY;
 * *place says what was found. */
int fold_part(struct fold *fold, int64_t seq, int part, const void *bytes, size_t len, struct fold_place *place);

/* The row as laid so far; NULL: no part spoke of it. Valid until the next part. */
const struct fold_row *fold_find(const struct fold *fold, const struct rec_table *table, int64_t id);

#endif
