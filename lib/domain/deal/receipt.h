/*
 * receipt.h: what a move was made on: every verdict, and the evidence with the content count that it had.
 *
 * A receipt is text, one line for each thing, fields apart by one space:
 *     [GATE]                       the checks that follow belong to this gate
 *     CHECK VERDICT CODE N:CREV …  item N answers the check, or is at fault, as it was at content count CREV
 */
#ifndef DOMAIN_DEAL_RECEIPT_H
#define DOMAIN_DEAL_RECEIPT_H

#include "naast.h"

struct env;

/* The receipt of passing the gate numbered `last`: it and every enforced gate before it. *text: mem_free. */
int receipt_write(struct env *env, const naast_evaluation *evaluation, size_t last, char **text);

/* Reads it back into `result`; NULL or "" has no lines. NAAST_BAD_DATA when it is not a receipt. */
int receipt_read(struct env *env, void *result, const char *text, const naast_receipt_line **lines, size_t *count);

#endif
