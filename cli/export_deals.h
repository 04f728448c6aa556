/* export_deals.h: the CSV of deals that naast writes, recognised when it comes back. */
#ifndef CLI_EXPORT_DEALS_H
#define CLI_EXPORT_DEALS_H

#include "import_row.h"
#include "naast-exchange.h"

/*
 * Whether a file's first line is that of `naast export deals`; then out[field] is the number of the column that gives
 * the field (-1: none does). Its texts are as csv_unguarded gives them.
 */
bool exported_deals_bind(const struct import_row *head, int out[NAAST_FIELD_COUNT]);

#endif
