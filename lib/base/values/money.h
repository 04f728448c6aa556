/* money.h: amounts as checked int64 minor units with an ISO 4217 code. */
#ifndef BASE_VALUES_MONEY_H
#define BASE_VALUES_MONEY_H

#include "naast.h"

/* a + b into *out; NAAST_INVALID, *out untouched, when it overflows. */
int money_add(int64_t a, int64_t b, int64_t *out);
/*
 * As naast_money_parse, where it is known how amounts are written: decimal '.' or ',' (0: either) is before the
 * minor units; grouping ('.', ',', ' ' or '\''; 0: nothing) may be between thousands, everywhere or nowhere.
 */
int money_scan(const char *text, const char *currency, char decimal, char grouping, naast_money *out);
/* Whether the code is an empty one (no amount) or a known currency. */
int money_valid(const naast_money *money);
/* The decimals of a currency; -1: it is not known, or NULL. */
int money_decimals(const char *currency);
/* Every known currency in turn, from 0, and its decimals; NULL: no more. */
const char *money_currency_at(size_t k, int *decimals);

#endif
