/* rows.h: reading whole rows of the tables, for what is then updated through the record layer. */
#ifndef DOMAIN_COMMON_ROWS_H
#define DOMAIN_COMMON_ROWS_H

#include "naast.h"

#include "engine/schema/table.h"

struct rec_table;

/* A row as read: its values, whose texts and blobs live in `memory`, a result. Release with row_free on every path. */
struct row {
    struct rec_value value[REC_COLUMNS_MAX];
    void *memory;
};

/* Reads one row of deal, evidence, person, org or task by key. NAAST_NOT_FOUND without a message when there is none, or
 * it is void: the caller says what was not found. out NULL: only whether it is there; the same for those below. */
int row_read(naast_store *store, const struct rec_table *table, int64_t id, struct row *out);
void row_free(struct row *row);

const char *row_text(const struct row *row, int column); /* "" for NULL */
static inline int64_t row_int(const struct row *row, int column) { return row->value[column].i; }

/* As row_read, with the message: "there is no deal D42". */
int deal_read(naast_store *store, naast_id deal, struct row *out);
int person_read(naast_store *store, naast_id person, struct row *out);
int org_read(naast_store *store, naast_id org, struct row *out);
int item_read(naast_store *store, naast_id deal, int32_t n, struct row *out);

/* "D42", "P7", "D42.7" for messages. */
struct short_id {
    char text[40];
};
struct short_id short_id(char letter, int64_t id);
struct short_id item_id(int64_t deal, int32_t n);

/* The row of the handle's actor (or of a named colleague) in naast_actor, made on first use. Inside a write. */
int actor_current(naast_store *store, int64_t *out);
int actor_named(naast_store *store, const char *name, int64_t *out);

#endif
