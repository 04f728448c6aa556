/*
 * receipt.h: what a move was made on: every verdict, and the evidence with the content count that it had.
 *
 * A receipt is text, one line for each thing, fields apart by one space:
 *     [GATE DIGEST]                the checks that follow belong to this gate, which was open; what it asked, as a
 * digest CHECK VERDICT CODE N:CREV …  item N answers the check, or is at fault, as it was at content count CREV
 * *     N:CREV:spelled               the same, and its spelling was changed since
 *
 * Receipts of before schema 3 have [GATE].
 */
#ifndef DOMAIN_DEAL_RECEIPT_H
#define DOMAIN_DEAL_RECEIPT_H

#include "naast.h"

struct env;

/*
 * The receipt of those of the first `count` gates that have a digest; of those that are NULL it says nothing. *text:
 * mem_free; NULL where it says nothing at all.
 */
int receipt_write(struct env *env, const naast_evaluation *evaluation, const char *const digests[], size_t count,
                  char **text);

/* Reads it back into `result`; NULL or "" has no lines. NAAST_BAD_DATA when it is not a receipt. */
int receipt_read(struct env *env, void *result, const char *text, const naast_receipt_line **lines, size_t *count);

#endif
