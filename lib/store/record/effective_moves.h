/* effective_moves.h: which moves count: one that was undone does not, and neither does the one that undid it. */
#ifndef STORE_RECORD_EFFECTIVE_MOVES_H
#define STORE_RECORD_EFFECTIVE_MOVES_H

#include "naast.h"

struct rec_value;

/*
 * naast_gone_move(id): the transitions that do not count. Not journaled: it follows from naast_transition, where
 * `undoes` of a move back names the first one that it takes back; all between go with it, unless it is itself gone.
 * naast_standing_move is the view of the others: what figures are made of.
 */
int standing_follow(naast_store *store, int64_t id, const struct rec_value *now);

/* Compares it with what the transitions say. 0, or NAAST_UNVERIFIED. */
int standing_check(naast_store *store);

#endif
