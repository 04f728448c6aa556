/* references.h: rows as people name them: "D1.4", "T5", "J12"; and back. */
#ifndef DOMAIN_COMMON_REFERENCES_H
#define DOMAIN_COMMON_REFERENCES_H

#include "naast.h"

struct rec_table;
struct short_id;

struct thing {
    const struct rec_table *table;
    int64_t row;
};

/*
 * What a person typed: D1, D1.4, O3, P7, T5, A3, and J12, the row of the undo or the first erasure of that operation.
 * Rows that were taken back are things too. Inside a read. Returns 0, NAAST_INVALID or NAAST_NOT_FOUND.
 */
int thing_parse(naast_store *store, const char *text, struct thing *out);

/* Its name; of a word its item's, of a move, a waiver and whatever else has none of its own what it belongs to. */
int thing_name(naast_store *store, struct thing thing, struct short_id *out);

/* The entry that the row came by: its seq. Inside a read. */
int thing_born(naast_store *store, struct thing thing, int64_t *seq);

#endif
